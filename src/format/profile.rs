//! Profiles: the format, and the details of it, with which a file opens right in a tool.
//!
//! A profile is a row of [`Profile::ALL`]. To add one, add a row; help, documentation and tests follow from the table.

use super::{Format, WriteOptions};
use crate::suggest;

/// What a tool wants to be given.
#[derive(Debug)]
pub struct Profile {
    name: &'static str,
    also: &'static [&'static str],
    tool: &'static str,
    format: &'static Format,
    options: fn(WriteOptions) -> WriteOptions,
    extension: Option<&'static str>,
    about: &'static str,
    open: &'static str,
}

/// The details that the format has anyway.
const PLAIN: fn(WriteOptions) -> WriteOptions = |options| options;

impl Profile {
    /// Every profile, in the order of help and documentation.
    pub const ALL: &'static [Profile] = &[
        Profile {
            name: "gephi",
            also: &[],
            tool: "Gephi",
            format: &super::gexf::FORMAT,
            options: PLAIN,
            extension: None,
            about: "GEXF 1.3, which Gephi reads best. The relation is the `kind` of an edge, so parallel relations stay \
                    apart; labels, colours by type, sizes by degree, weights and dates stand where Gephi looks for \
                    them. Two edges of the same relation between the same nodes merge, and their weights are added, \
                    unless you choose “Don't merge” as the edges merge strategy of the import dialog.",
            open: "File → Open, and “Don't merge” under “More options”",
        },
        Profile {
            name: "sigma",
            also: &["gephi-lite", "graphology"],
            tool: "sigma.js, Gephi Lite and graphology",
            format: &super::graphology::FORMAT,
            options: |options| WriteOptions { positions: true, ..options },
            extension: None,
            about: "graphology JSON, in which every node has a place on a circle unless it has numbers `x` and `y` of \
                    your own: sigma refuses nodes without one. `label`, `size` and `color` are set, and no attribute \
                    is named `type`, which would be taken for the program that draws a node. Lay it out with \
                    ForceAtlas2.",
            open: "Gephi Lite: Open → from your computer; in code: `Graph.from(data)`",
        },
        Profile {
            name: "yed",
            also: &[],
            tool: "yEd",
            format: &super::graphml::yed::FORMAT,
            options: PLAIN,
            extension: None,
            about: "GraphML with what yEd draws: a shape and colour for each type, labels of nodes and edges, lines and \
                    arrows by polarity. Positions are left to yEd. Its extra keys have no type, so other GraphML \
                    readers may refuse the file.",
            open: "File → Open, then Layout → Organic",
        },
        Profile {
            name: "cytoscape",
            also: &["cytoscape.js", "cytoscape-desktop"],
            tool: "Cytoscape and Cytoscape.js",
            format: &super::cytoscape::FORMAT,
            options: PLAIN,
            extension: None,
            about: "Cytoscape.js JSON, which the desktop program imports as well. `name` is the label and `interaction` \
                    the relation, as both expect; ids of nodes and edges never collide; evidence and your own keys are \
                    whole. `networkx.cytoscape_graph` reads it too.",
            open: "File → Import → Network from File; in code: `cytoscape({elements: data.elements})`",
        },
        Profile {
            name: "networkx",
            also: &[],
            tool: "networkx 3.6 and later",
            format: &super::json::FORMAT,
            options: PLAIN,
            extension: None,
            about: "Node-link JSON under the keys that `node_link_graph` expects since networkx 3.6. The result is a \
                    MultiDiGraph (a MultiGraph where nothing has a direction) with every key of nodes and edges, \
                    evidence as lists, numbers as numbers. An own key of edges that is named `key` is their \
                    identity to networkx, which merges edges between the same nodes that share it. For networkx up to 3.5 take `--for d3` and \
                    `node_link_graph(data, edges=\"links\")`.",
            open: "networkx.node_link_graph(json.load(open(\"FILE\")))",
        },
        Profile {
            name: "igraph",
            also: &["python-igraph", "r-igraph"],
            tool: "igraph for Python and R",
            format: &super::graphml::FORMAT,
            options: |options| WriteOptions { names: true, ..options },
            extension: None,
            about: "GraphML in which each node has its id as the attribute `name` too, by which igraph finds nodes: \
                    `g.vs.find(\"k-visa\")`, `V(g)[\"k-visa\"]`. A weight stands on every edge, so none is NaN. Lists \
                    and objects are text.",
            open: "igraph.Graph.Read_GraphML(\"FILE\"); in R: read_graph(\"FILE\", \"graphml\")",
        },
        Profile {
            name: "rustworkx",
            also: &["networkit"],
            tool: "rustworkx and NetworKit",
            format: &super::graphml::FORMAT,
            options: PLAIN,
            extension: None,
            about: "GraphML with all keys declared before the graph, each with a type that rustworkx and NetworKit \
                    know, all nodes before all edges, and nothing that either reads as empty.",
            open: "rustworkx.read_graphml(\"FILE\")[0]",
        },
        Profile {
            name: "d3",
            also: &["d3-force"],
            tool: "D3, and networkx up to 3.5",
            format: &super::d3::FORMAT,
            options: PLAIN,
            extension: None,
            about: "Node-link JSON with `links`, whose ends are ids: give `d3.forceLink` `.id(d => d.id)`.",
            open: "d3.forceLink(data.links).id(d => d.id)",
        },
        Profile {
            name: "graphviz",
            also: &["dot"],
            tool: "Graphviz",
            format: &super::dot::FORMAT,
            options: PLAIN,
            extension: None,
            about: "DOT with shapes and colours by type, lines by polarity, and the evidence as a tooltip where the mouse \
                    rests. Texts longer than Graphviz reads are cut, and counted.",
            open: "dot -Tsvg FILE > picture.svg",
        },
        Profile {
            name: "neo4j",
            also: &["neo4j-admin"],
            tool: "Neo4j's bulk import",
            format: &super::neo4j::FORMAT,
            options: PLAIN,
            extension: None,
            about: "A folder of two tables with the headers of `neo4j-admin database import`, for a database that is \
                    empty. Nodes are labelled `Entity` and by their type, relationship types are in capitals, and every \
                    edge keeps its id, relation and evidence as properties.",
            open: "neo4j-admin database import full --nodes=FILE/nodes.csv \
                   --relationships=FILE/relationships.csv --multiline-fields=true",
        },
        Profile {
            name: "cypher-shell",
            also: &["neo4j-browser", "neo4j-aura"],
            tool: "a running Neo4j",
            format: &super::cypher::FORMAT,
            options: PLAIN,
            extension: None,
            about: "A Cypher script for a database that is running and may hold other things. It merges by id, so \
                    running it again changes nothing; it goes in batches of 500 rows.",
            open: "cypher-shell -f FILE",
        },
        Profile {
            name: "obsidian",
            also: &["vault"],
            tool: "Obsidian",
            format: &super::obsidian::FORMAT,
            options: PLAIN,
            extension: None,
            about: "A folder that is a vault, or a folder in one: a note for each node, with its type as a tag and its \
                    other names as aliases. Each relation is a line in the note of its source, \
                    `comments on:: [[K visa]]`, with its evidence under it, so that the graph view and the backlinks \
                    show it, and Dataview reads the relation as a field. Names of files are safe on every system.",
            open: "Open folder as vault, and choose FILE",
        },
        Profile {
            name: "excel",
            also: &["spreadsheet", "libreoffice", "google-sheets"],
            tool: "Excel, LibreOffice and Google Sheets",
            format: &super::csv::FORMAT,
            options: |options| WriteOptions { spreadsheet: true, ..options },
            extension: None,
            about: "A folder of CSV tables that a spreadsheet opens as they are: they begin with a byte order mark, \
                    without which Excel garbles accents, and a cell that would run as a formula (it begins with `=`, \
                    `+`, `-`, `@`, tab or carriage return and is no number) begins with an apostrophe. kgraph takes \
                    both away when it reads them. What looks like a number or date, a spreadsheet still makes one of. \
                    Texts beyond 32,767 characters are counted, since Excel cuts them.",
            open: "open FILE/nodes.csv and FILE/edges.csv",
        },
        Profile {
            name: "pandas",
            also: &["polars"],
            tool: "pandas, Polars and other data frames",
            format: &super::csv::FORMAT,
            options: PLAIN,
            extension: None,
            about: "A folder of CSV tables, UTF-8 without a byte order mark, quoted as RFC 4180 says, every text as it \
                    is. An empty cell is a value that is not there. Not for a spreadsheet: nothing keeps a text that \
                    begins with `=` from running as a formula there.",
            open: "pandas.read_csv(\"FILE/edges.csv\")",
        },
        Profile {
            name: "github",
            also: &["gitlab", "mermaid"],
            tool: "GitHub and GitLab",
            format: &super::mermaid::FORMAT,
            options: |options| WriteOptions { in_markdown: true, ..options },
            extension: Some("md"),
            about: "A Markdown file with a Mermaid flowchart, which GitHub and GitLab draw where they show the file. \
                    They draw at most 500 edges and 50,000 characters: select a part of a larger graph.",
            open: "commit FILE, or paste it into an issue",
        },
    ];

    /// Finds a profile by its name, or another name of the tool, in any case.
    pub fn from_name(name: &str) -> Option<&'static Profile> {
        let is = |known: &str| known.eq_ignore_ascii_case(name);
        Self::ALL.iter().find(|profile| is(profile.name) || profile.also.iter().any(|known| is(known)))
    }

    /// Returns the profile whose name is nearest to a word that names none: “did you mean `gephi`?”.
    pub fn did_you_mean(name: &str) -> Option<String> {
        let names = Self::ALL.iter().flat_map(|profile| std::iter::once(&profile.name).chain(profile.also));
        suggest::did_you_mean(name, names.copied())
    }

    /// Returns the name used on the command line: `gephi`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the other names that find it.
    pub fn also(&self) -> &'static [&'static str] {
        self.also
    }

    /// Returns the tool, or tools, as people write them.
    pub fn tool(&self) -> &'static str {
        self.tool
    }

    /// Returns the format that is written.
    pub fn format(&self) -> &'static Format {
        self.format
    }

    /// Returns how it is written.
    pub fn options(&self) -> WriteOptions {
        (self.options)(WriteOptions::new())
    }

    /// Returns what the profile does, in a paragraph.
    pub fn about(&self) -> &'static str {
        self.about
    }

    /// Returns how to open the file in the tool.
    pub fn open(&self, file: &str) -> String {
        self.open.replace("FILE", file)
    }

    /// Returns the name of the file, or folder, for a graph called `stem`. It names the profile, so that no graph
    /// file is written over.
    pub fn file_name(&self, stem: &str) -> String {
        if self.format.is_folder() {
            return format!("{stem}-{}", self.name);
        }
        let suffix = self.format.suffix();
        let end = self.extension.unwrap_or(&suffix);
        let same = end.split('.').any(|part| part == self.name);
        if same { format!("{stem}.{end}") } else { format!("{stem}.{}.{end}", self.name) }
    }
}
