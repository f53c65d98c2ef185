#![no_main]

kgraph_fuzz::fuzz!("label_in_xml");
