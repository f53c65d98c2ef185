#![no_main]

kgraph_fuzz::fuzz!("mcp_memory");
