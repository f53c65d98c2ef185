//! The `kgraph` program.

use kgraph::diagnostics::Source;
use kgraph::format::{Format, WriteOptions};
use std::io::Write;

fn main() {
    let path = std::env::args().nth(1).expect("a path");
    let source = Source::from_bytes(path.clone(), std::fs::read(&path).expect("a file")).expect("utf8");
    let (graph, d) =
        Format::from_name("json").expect("json").check(&[source], kgraph::graph::Checks::All).expect("readable");
    let mut err = std::io::stderr();
    for d in d.iter() {
        let _ = writeln!(
            err,
            "{} {:?} {} | {:?}",
            d.code.as_str(),
            d.place.as_ref().map(|p| (p.line_column(), p.text().to_owned())),
            d.message,
            d.hint
        );
    }
    let mut out = std::io::stdout();
    Format::from_name("json").expect("json").write(&graph, &WriteOptions::new(), &mut out).expect("written");
}
