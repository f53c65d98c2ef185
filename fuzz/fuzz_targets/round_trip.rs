#![no_main]

kgraph_fuzz::fuzz!("round_trip");
