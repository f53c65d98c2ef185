//! The page: one HTML file that shows a graph, works from disk and asks the network for nothing.
//!
//! What it holds: the graph itself as kgraph JSON (the page's export gives back these bytes), what the page
//! must be told beside it (colours, resolved labels, positions), a table for browsers without scripts, and the
//! program and style sheet that `web/` builds into `built/`. Data goes one way: the program reads the two blocks
//! and writes texts as text, never as HTML.
//!
//! Safety: a Content-Security-Policy allows the one script and the one style sheet by their hashes and nothing
//! else (CSP 3, <https://www.w3.org/TR/CSP3/>); data stands in script elements of a type that no browser runs,
//! with `<` escaped, so that no text can end the element (HTML, 4.12.1.3, restrictions for contents of scripts).

mod data;
mod encode;
mod table;

use crate::error::{Error, Result};
use crate::format::{Format, WriteOptions};
use crate::graph::Graph;
use std::io::{self, Write};

/// The page without its parts; a part stands at `{{its name}}`.
const SHELL: &str = include_str!("built/shell.html");
const SCRIPT: &str = include_str!("built/page.js");
const STYLE: &str = include_str!("built/page.css");
/// The hashes of script and style sheet, as a policy names them.
const POLICY: &str = include_str!("built/policy.txt");

/// Above so many bytes, the graph stands in the page compressed: a sixth of the size, some tenths of a second to open.
const COMPRESS_ABOVE: usize = 512 * 1024;

/// Writes the page. Time O(nodes + edges), but for the layout of graphs that are small enough for one; space the size
/// of the graph as JSON. The same graph gives the same bytes.
///
/// # Errors
/// Fails if `out` does.
pub fn write(graph: &Graph, out: &mut dyn Write) -> Result<()> {
    let mut json = Vec::new();
    Format::JSON.write(graph, &WriteOptions::new(), &mut json)?;
    write_parts(graph, &json, out).map_err(|error| Error::io("cannot write the page", error))
}

fn write_parts(graph: &Graph, json: &[u8], out: &mut dyn Write) -> io::Result<()> {
    let title = graph.header().title.as_deref().unwrap_or("Graph");
    // Parts are put in by position: no text of the graph is searched for a placeholder.
    let mut rest = SHELL;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").unwrap_or((after, ""));
        out.write_all(before.as_bytes())?;
        match name {
            "policy" => out.write_all(POLICY.trim().as_bytes())?,
            "title" => out.write_all(encode::html(title).as_bytes())?,
            "style" => out.write_all(STYLE.as_bytes())?,
            "script" => out.write_all(SCRIPT.as_bytes())?,
            "table" => table::write(graph, out)?,
            "data" => out.write_all(encode::in_script(&data::page(graph)).as_bytes())?,
            "graph" => write_graph(json, out)?,
            _ => {}
        }
        rest = after;
    }
    out.write_all(rest.as_bytes())
}

/// Writes the element that holds the graph.
fn write_graph(json: &[u8], out: &mut dyn Write) -> io::Result<()> {
    if json.len() > COMPRESS_ABOVE {
        out.write_all(b"<script type=\"text/plain\" id=\"graph\" data-encoding=\"deflate-raw base64\">")?;
        out.write_all(encode::base64(&miniz_oxide::deflate::compress_to_vec(json, 6)).as_bytes())?;
    } else {
        out.write_all(b"<script type=\"application/json\" id=\"graph\">")?;
        out.write_all(encode::in_script(&String::from_utf8_lossy(json)).as_bytes())?;
    }
    out.write_all(b"</script>")
}
