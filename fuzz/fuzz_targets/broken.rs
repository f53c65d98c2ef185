#![no_main]

kgraph_fuzz::fuzz!("broken");
