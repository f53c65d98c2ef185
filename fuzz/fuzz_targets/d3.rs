#![no_main]

kgraph_fuzz::fuzz!("d3");
