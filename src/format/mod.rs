//! File formats: one file or folder each, one table for all.
//!
//! A reader feeds a [`Builder`]; a writer gets a [`Graph`] and returns what the format could not
//! hold. To add a format, write `format/<name>.rs` with its descriptor and add it to [`Format::ALL`].

mod block;
mod csv;
mod cypher;
mod cytoscape;
mod d3;
mod dot;
mod feature;
mod foreign;
mod ftm;
mod gexf;
mod gml;
mod graphml;
mod graphology;
mod jgf;
mod json;
mod jsonfile;
pub(crate) mod looks;
mod loss;
mod markdown;
mod mcp_memory;
mod mermaid;
mod neo4j;
mod obsidian;
#[cfg(feature = "parquet")]
mod parquet;
mod profile;
mod property;
#[cfg(feature = "rdf")]
mod rdf;
mod row;
pub(crate) mod style;
mod tsv;
mod xml;

pub use feature::{Feature, Level};
pub use looks::Looks;
pub use loss::{Loss, LossKind, Losses, Of, Place};
pub use profile::Profile;
pub use style::restyled;

use feature::Holds;

use crate::diagnostics::{Diagnostics, Source};
use crate::error::{Error, ErrorKind, Result};
use crate::graph::{Builder, Checks, Graph, Limits, Union};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

/// How a graph is written.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct WriteOptions {
    /// GraphML: keep to the official schema, which costs Gephi its edge types.
    pub strict_schema: bool,
    /// How many threads format the text, where the format can; what is written does not depend on it. 0 counts as 1.
    pub threads: usize,
    /// DOT: nodes as cards, and a legend. For pictures by Graphviz alone: other tools show such labels as text.
    pub cards: bool,
    /// Sizes and colours of nodes.
    pub looks: Looks,
    /// GraphML: give each node its id as the attribute `name`, by which igraph finds nodes.
    pub names: bool,
    /// graphology: give each node a place on a circle, without which sigma draws nothing.
    pub positions: bool,
    /// CSV: neither formulas nor unreadable accents in a spreadsheet.
    pub spreadsheet: bool,
    /// Mermaid: within Markdown, as GitHub draws it.
    pub in_markdown: bool,
    /// How many places of each kind of loss are listed; beyond that they are counted.
    pub loss_places: usize,
}

impl Default for WriteOptions {
    fn default() -> Self {
        WriteOptions::new()
    }
}

impl WriteOptions {
    /// How many places of each kind of loss are listed unless one says otherwise: all of a graph that a person
    /// reads, and a bounded list for one of millions of edges.
    pub const LOSS_PLACES: usize = 1000;

    /// Returns the defaults.
    pub fn new() -> Self {
        WriteOptions {
            strict_schema: false,
            threads: 1,
            looks: Looks::new(),
            names: false,
            positions: false,
            spreadsheet: false,
            in_markdown: false,
            loss_places: WriteOptions::LOSS_PLACES,
            cards: false,
        }
    }

    /// Sets how many places of each kind of loss are listed. The memory for the report grows with it.
    pub fn loss_places(mut self, limit: usize) -> Self {
        self.loss_places = limit;
        self
    }

    /// Sets how many threads format the text.
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// Sets whether GraphML keeps to the official schema.
    pub fn strict_schema(mut self, yes: bool) -> Self {
        self.strict_schema = yes;
        self
    }

    /// Sets whether DOT draws nodes as cards.
    pub fn cards(mut self, yes: bool) -> Self {
        self.cards = yes;
        self
    }

    /// Sets sizes and colours of nodes, which must be for the graph that is written.
    pub fn looks(mut self, looks: Looks) -> Self {
        self.looks = looks;
        self
    }
}

/// Feeds files, as one graph, to a builder.
type ReadFn = fn(&[Arc<Source>], &mut Builder);
/// Makes texts that the reader knows of files that are no text, each with its name.
type DecodeFn = fn(Vec<(String, Vec<u8>)>) -> std::result::Result<Vec<Arc<Source>>, Diagnostics>;
/// Tells whether a text looks like a format, from its beginning or its keys.
type DetectFn = fn(&str) -> bool;

/// How a format is written.
#[derive(Debug)]
enum WriteAs {
    /// As one text.
    File(fn(&Graph, &WriteOptions, &mut dyn Write) -> io::Result<Losses>),
    /// As several files that belong together.
    Folder(fn(&Graph, &WriteOptions, &mut dyn Folder) -> io::Result<Losses>),
}

/// Where a format of several files puts them.
pub trait Folder {
    /// Starts the next file; the one before it is complete.
    ///
    /// # Errors
    /// Fails if the file cannot be made.
    fn file(&mut self, name: &str) -> io::Result<&mut dyn Write>;
}

/// A file format.
#[derive(Debug)]
pub struct Format {
    name: &'static str,
    title: &'static str,
    about: &'static str,
    extensions: &'static [&'static str],
    media_type: &'static str,
    decode: Option<DecodeFn>,
    read: Option<ReadFn>,
    detect: Option<DetectFn>,
    write: Option<WriteAs>,
    holds: Holds,
}

impl Format {
    /// Every format, in the order of help and documentation.
    pub const ALL: &'static [&'static Format] = &[
        &dot::FORMAT,
        &graphml::FORMAT,
        &json::FORMAT,
        &cytoscape::FORMAT,
        &graphology::FORMAT,
        &jgf::FORMAT,
        &d3::FORMAT,
        &mcp_memory::FORMAT,
        &ftm::FORMAT,
        &gexf::FORMAT,
        &gml::FORMAT,
        &graphml::yed::FORMAT,
        &csv::FORMAT,
        &neo4j::FORMAT,
        #[cfg(feature = "parquet")]
        &parquet::FORMAT,
        &cypher::FORMAT,
        &tsv::FORMAT,
        &mermaid::FORMAT,
        &markdown::FORMAT,
        &obsidian::FORMAT,
        #[cfg(feature = "rdf")]
        &rdf::NQUADS,
        #[cfg(feature = "rdf")]
        &rdf::TURTLE,
    ];

    /// The one that pictures are drawn from.
    pub(crate) const DOT: &'static Format = &dot::FORMAT;

    /// The one that holds the whole graph, which pages carry.
    pub(crate) const JSON: &'static Format = &json::FORMAT;

    /// Returns the name used on the command line: `graphml`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the name as people write it: `GraphML`.
    pub fn title(&self) -> &'static str {
        self.title
    }

    /// Returns what the format is for, in a few words.
    pub fn about(&self) -> &'static str {
        self.about
    }

    /// Returns the file name extensions, the usual one first.
    pub fn extensions(&self) -> &'static [&'static str] {
        self.extensions
    }

    /// Returns what a file name of this format ends with, told from every other format: `dot`, `d3.json`.
    pub fn suffix(&self) -> String {
        let Some(&extension) = self.extensions.first() else { return self.name.to_owned() };
        let shares = |format: &&&Format| format.can_write() && format.extensions.first() == Some(&extension);
        match Self::ALL.iter().find(shares) {
            Some(first) if first.name != self.name => format!("{}.{extension}", self.name),
            _ => extension.to_owned(),
        }
    }

    /// Returns the media type.
    pub fn media_type(&self) -> &'static str {
        self.media_type
    }

    /// Returns how much of a feature of a graph a written file holds.
    pub fn holds(&self, feature: Feature) -> Level {
        self.holds.level(feature)
    }

    /// Returns whether files of this format can be read.
    pub fn can_read(&self) -> bool {
        self.read.is_some()
    }

    /// Returns whether graphs can be written in this format.
    pub fn can_write(&self) -> bool {
        self.write.is_some()
    }

    /// Finds a format by its name.
    pub fn from_name(name: &str) -> Option<&'static Format> {
        Self::ALL.iter().copied().find(|format| format.name == name)
    }

    /// Finds a format by the end of a path, in any case: its [`suffix`](Format::suffix), else its extension.
    pub fn from_path(path: &Path) -> Option<&'static Format> {
        let name = path.file_name()?.to_str()?.to_lowercase();
        let named =
            |format: &&'static Format| name.strip_suffix(&format.suffix()).is_some_and(|rest| rest.ends_with('.'));
        let shared = |format: &&'static Format| format.can_write() && format.suffix().contains('.');
        if let Some(format) = Self::ALL.iter().copied().filter(shared).find(named) {
            return Some(format);
        }
        // The longest extension says most: `.yed.graphml` before `.graphml`.
        let longest = |format: &&Format| format.extension_in(path).map_or(0, str::len);
        Self::ALL.iter().copied().filter(|format| format.extension_in(path).is_some()).rev().max_by_key(longest)
    }

    /// Returns the format's extension that a path ends with.
    fn extension_in(&self, path: &Path) -> Option<&'static str> {
        let name = path.file_name()?.to_str()?.to_lowercase();
        let ends =
            |extension: &str| name.strip_suffix(extension).is_some_and(|stem| stem.len() > 1 && stem.ends_with('.'));
        self.extensions.iter().copied().find(|extension| ends(extension))
    }

    /// Returns whether the format is several files in a folder.
    pub fn is_folder(&self) -> bool {
        matches!(self.write, Some(WriteAs::Folder(_)))
    }

    /// Finds the format of a file that can be read: by its extension, and by its text where several
    /// formats share the extension or none has it.
    pub fn detect(path: &Path, text: &str) -> Option<&'static Format> {
        let readable = || Self::ALL.iter().copied().filter(|format| format.can_read());
        let looks = |format: &&Format| format.detect.is_some_and(|detect| detect(text));
        let named: Vec<&'static Format> = readable().filter(|format| format.extension_in(path).is_some()).collect();
        match named.as_slice() {
            [] => readable().find(looks),
            [one] => Some(one),
            several => several.iter().copied().find(looks).or_else(|| several.first().copied()),
        }
    }

    /// Returns whether files are bytes rather than text: [`Format::decode`] makes texts of them.
    pub fn is_binary(&self) -> bool {
        self.decode.is_some()
    }

    /// Makes texts that [`Format::read`] reads of files that are no text, each with its name. Time O(input).
    ///
    /// # Errors
    /// Fails with every file that cannot be read, and if files of this format are text.
    pub fn decode(&self, files: Vec<(String, Vec<u8>)>) -> Result<Vec<Arc<Source>>> {
        match self.decode {
            Some(decode) => decode(files).map_err(|problems| ErrorKind::Graph(problems).into()),
            None => Err(Error::unsupported(format!("{} is text", self.title), "")),
        }
    }

    /// Reads files as one graph, and every problem found.
    ///
    /// The graph is not whole if a problem is fatal; use [`Format::read`] to refuse it then.
    ///
    /// # Errors
    /// Fails if the format cannot be read.
    pub fn check(&self, sources: &[Arc<Source>], checks: Checks) -> Result<(Graph, Diagnostics)> {
        self.check_union(sources, checks, Union::default())
    }

    /// Reads files as one graph, and every problem found, joining edges of different files as `union` says.
    ///
    /// # Errors
    /// Fails if the format cannot be read.
    pub fn check_union(&self, sources: &[Arc<Source>], checks: Checks, union: Union) -> Result<(Graph, Diagnostics)> {
        self.check_union_with(sources, checks, union, 1)
    }

    /// Does the same in several threads where the format can: kgraph JSON. The graph does not depend on them.
    ///
    /// # Errors
    /// Fails if the format cannot be read.
    pub fn check_union_with(
        &self,
        sources: &[Arc<Source>],
        checks: Checks,
        union: Union,
        threads: usize,
    ) -> Result<(Graph, Diagnostics)> {
        self.build(sources, Builder::new(checks).union(union).threads(threads))
    }

    /// Reads files as one graph that may hold only so much, and every problem found: for input that is not trusted.
    ///
    /// # Errors
    /// Fails if the format cannot be read.
    pub fn check_within(
        &self,
        sources: &[Arc<Source>],
        checks: Checks,
        limits: Limits,
    ) -> Result<(Graph, Diagnostics)> {
        self.build(sources, Builder::new(checks).limits(limits))
    }

    /// Reads files as one graph; problems that leave it whole are returned beside it.
    ///
    /// # Errors
    /// Fails with every problem if one of them is fatal, and if the format cannot be read.
    pub fn read(&self, sources: &[Arc<Source>]) -> Result<(Graph, Diagnostics)> {
        self.read_with(sources, 1)
    }

    /// Reads files as [`Format::read`] does, in several threads where the format can: kgraph JSON.
    ///
    /// # Errors
    /// Fails as [`Format::read`] does.
    pub fn read_with(&self, sources: &[Arc<Source>], threads: usize) -> Result<(Graph, Diagnostics)> {
        let (graph, diagnostics) = self.build(sources, Builder::new(Checks::Errors).threads(threads))?;
        if diagnostics.has_fatal() {
            return Err(ErrorKind::Graph(diagnostics).into());
        }
        Ok((graph, diagnostics))
    }

    fn build(&self, sources: &[Arc<Source>], mut builder: Builder) -> Result<(Graph, Diagnostics)> {
        let Some(read) = self.read else {
            return Err(Error::unsupported(format!("{} cannot be read", self.title), "read kgraph JSON"));
        };
        read(sources, &mut builder);
        let (graph, mut diagnostics) = builder.finish();
        let bad_style = style::check(graph.header(), sources);
        if !bad_style.is_empty() {
            diagnostics.extend(bad_style);
            diagnostics.sort();
        }
        Ok((graph, diagnostics))
    }

    /// Writes a graph, and returns what the format could not hold. Time O(nodes + edges).
    ///
    /// Writes come in large pieces: `out` needs no buffer of its own.
    ///
    /// # Errors
    /// Fails if the format cannot be written or `out` fails.
    pub fn write(&self, graph: &Graph, options: &WriteOptions, out: &mut dyn Write) -> Result<Losses> {
        match self.write {
            Some(WriteAs::File(write)) => write(graph, options, out).map_err(|error| self.cannot_write(error)),
            Some(WriteAs::Folder(_)) => Err(Error::unsupported(
                format!("{} is several files", self.title),
                "write it into a folder: `-o FOLDER`",
            )),
            None => Err(Error::unsupported(format!("{} cannot be written", self.title), "")),
        }
    }

    /// Writes a graph as several files, and returns what the format could not hold. Time O(nodes + edges).
    ///
    /// # Errors
    /// Fails if the format is one file ([`Format::is_folder`]) or `folder` fails.
    pub fn write_folder(&self, graph: &Graph, options: &WriteOptions, folder: &mut dyn Folder) -> Result<Losses> {
        match self.write {
            Some(WriteAs::Folder(write)) => write(graph, options, folder).map_err(|error| self.cannot_write(error)),
            _ => Err(Error::unsupported(format!("{} is one file", self.title), "")),
        }
    }

    fn cannot_write(&self, error: io::Error) -> Error {
        Error::io(format!("cannot write {}", self.title), error)
    }
}
