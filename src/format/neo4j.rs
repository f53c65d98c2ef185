//! Neo4j: the tables that `neo4j-admin database import` reads.
//!
//! What it is: <https://neo4j.com/docs/operations-manual/current/import/>, CSV with typed headers. Import them with
//! `neo4j-admin database import full --multiline-fields=true --nodes=nodes.csv --relationships=relationships.csv`.
//!
//! | graph | file |
//! |---|---|
//! | node | row of `nodes.csv`: `id:ID`, `label`, `entity_type`, `description`, `aliases:string[]`, your own keys, `:LABEL` |
//! | edge | row of `relationships.csv`: `:START_ID`, `:END_ID`, `:TYPE`, `id`, `relation`, `label`, `weight:double` … |
//! | its place among the edges | `position:long`, from 0 |
//! | type | a label, `Person`, beside `Entity`, which all nodes have; the id is `entity_type` |
//! | relation | the type in capitals, `COMMENTS_ON`, `_2` behind the second of a name; the id is `relation` |
//! | evidence | `sources:string[]`, `denied_by:string[]` where evidence denies, `evidence` to read, `evidence_json` whole |
//! | your own key | column of the type that holds all its values: `boolean`, `long`, `double`, `string`, `string[]` |
//!
//! What is lost: documents and the vocabulary beyond labels, the title and your own keys of the graph; lists of other
//! things than texts, objects, and numbers beyond 64 bits become JSON text; `;` within a list becomes a comma, since
//! it parts the elements. Cells are not guarded against spreadsheets, as Neo4j would keep the guard.
//!
//! Not supported: reading; id groups.
//!
//! ```csv
//! id:ID,label,entity_type,description,aliases:string[],:LABEL
//! chen,George Chen,person,,,Entity;Person
//! ```

use super::block::Block;
use super::csv::push_quoted;
use super::feature::{Feature, Holds};
use super::graphml::evidence::{EvidenceText, has_deniers};
use super::property::{ValueType, column_types, header_losses, property_names};
use super::{Folder, Format, LossKind, Losses, Place, WriteAs, WriteOptions};
use crate::graph::property_names::{EDGE_NAMES, NODE_NAMES, labels, relationship_types};
use crate::graph::{Attribute, Graph};
use crate::jsontext;
use std::borrow::Cow;
use std::collections::HashMap;
use std::io;

pub(super) static FORMAT: Format = Format {
    name: "neo4j",
    title: "Neo4j CSV",
    about: "tables for Neo4j's bulk import; a folder",
    extensions: &[],
    media_type: "text/csv",
    decode: None,
    read: None,
    detect: None,
    write: Some(WriteAs::Folder(write)),
    holds: Holds {
        partly: &[Feature::LargeNumbers, Feature::Nested],
        no: &[
            Feature::Nulls,
            Feature::Title,
            Feature::Documents,
            Feature::Vocabulary,
            Feature::GraphKeys,
            Feature::Looks,
        ],
    },
};

fn write(graph: &Graph, options: &WriteOptions, folder: &mut dyn Folder) -> io::Result<Losses> {
    let mut losses = Losses::new(options);
    header_losses(graph.header(), &mut losses);
    if graph.header().title.is_some() {
        losses.add(LossKind::AttributeLeftOut, || Place::key("title"));
    }
    nodes(graph, folder, &mut losses)?;
    relationships(graph, folder, &mut losses)?;
    Ok(losses)
}

/// The columns of the user's own keys.
struct Columns<'g> {
    list: Vec<(&'g str, ValueType)>,
    names: HashMap<&'g str, String>,
}

impl<'g> Columns<'g> {
    fn new(
        keys: impl Iterator<Item = &'g str> + Clone,
        values: impl Iterator<Item = Attribute<'g>>,
        reserved: &[&str],
        losses: &mut Losses,
    ) -> Self {
        let types = column_types(values, losses);
        let list: Vec<_> = keys.filter_map(|key| Some((key, *types.get(key)?))).collect();
        let names = property_names(list.iter().map(|&(key, _)| key), reserved, losses);
        Columns { list, names }
    }

    fn header(&self, row: &mut Row<'_>) {
        for (key, value_type) in &self.list {
            let suffix = match value_type {
                ValueType::Boolean => ":boolean",
                ValueType::Long => ":long",
                ValueType::Double => ":double",
                ValueType::Strings => ":string[]",
                ValueType::String | ValueType::Json => "",
            };
            row.cell(Some(&format!("{}{suffix}", self.names[key])));
        }
    }

    fn row(&self, row: &mut Row<'_>, values: impl Iterator<Item = Attribute<'g>>, losses: &mut Losses, place: &Place) {
        let values: Vec<Attribute<'g>> = values.collect();
        for attribute in values.iter().filter(|attribute| attribute.value == "null") {
            ValueType::count("null", losses, || place.clone().at(attribute.key));
        }
        let values: HashMap<&str, &str> = values.iter().map(|attribute| (attribute.key, attribute.value)).collect();
        for (key, value_type) in &self.list {
            let Some(json) = values.get(key).filter(|json| **json != "null") else {
                row.cell(None);
                continue;
            };
            match value_type {
                ValueType::Strings => {
                    let elements = jsontext::elements(json, 0);
                    let texts: Vec<_> = elements.iter().map(|(element, _)| jsontext::decode(element)).collect();
                    row.list(key, &texts, losses, place);
                }
                ValueType::Json => {
                    if jsontext::Kind::of(json) == jsontext::Kind::String {
                        row.cell(Some(&jsontext::decode(json)));
                        continue;
                    }
                    if ValueType::of(json) == Some(ValueType::Json) || ValueType::of(json) == Some(ValueType::Strings) {
                        ValueType::count(json, losses, || place.clone().at(*key));
                    }
                    let mut canonical = String::new();
                    jsontext::write_canonical(&mut canonical, json);
                    row.cell(Some(&canonical));
                }
                _ => row.cell(Some(&jsontext::decode(json))),
            }
        }
    }
}

fn nodes(graph: &Graph, folder: &mut dyn Folder, losses: &mut Losses) -> io::Result<()> {
    let mut out = Block::new(folder.file("nodes.csv")?);
    let keys: Vec<&str> = graph.node_attribute_keys().collect();
    let values = graph.nodes().flat_map(|node| graph.node_attributes(node));
    let columns = Columns::new(keys.iter().copied(), values, NODE_NAMES, losses);
    let labels = labels(graph.header());
    let mut row = Row::new(&mut out);
    for name in ["id:ID", "label", "entity_type", "description", "aliases:string[]"] {
        row.cell(Some(name));
    }
    columns.header(&mut row);
    row.cell(Some(":LABEL"));
    row.end();
    for node in graph.nodes() {
        let id = graph.id(node);
        let mut row = Row::new(&mut out);
        row.cell(Some(id));
        row.cell(Some(graph.label(node)));
        row.cell(graph.entity_type(node).map(|entity_type| entity_type.id.as_str()));
        row.cell(graph.description(node).as_deref());
        let place = Place::node(id);
        row.list("aliases", &graph.aliases(node), losses, &place);
        columns.row(&mut row, graph.node_attributes(node), losses, &place);
        match graph.as_petgraph()[node].type_index() {
            Some(at) => row.cell(Some(&format!("Entity;{}", labels[at]))),
            None => row.cell(Some("Entity")),
        }
        row.end();
        out.flush_if_full()?;
    }
    out.flush()
}

fn relationships(graph: &Graph, folder: &mut dyn Folder, losses: &mut Losses) -> io::Result<()> {
    let mut out = Block::new(folder.file("relationships.csv")?);
    let keys: Vec<&str> = graph.edge_attribute_keys().collect();
    let values = graph.edges().flat_map(|edge| graph.edge_attributes(edge));
    let columns = Columns::new(keys.iter().copied(), values, EDGE_NAMES, losses);
    let types = relationship_types(graph.header());
    let documents = &graph.header().documents;
    let titles: HashMap<&str, &str> =
        documents.iter().filter_map(|document| Some((document.id.as_str(), document.title.as_deref()?))).collect();
    let mut row = Row::new(&mut out);
    for name in
        [":START_ID", ":END_ID", ":TYPE", "id", "position:long", "relation", "label", "weight:double", "since", "until"]
    {
        row.cell(Some(name));
    }
    let deniers = has_deniers(graph);
    let before = ["symmetric:boolean", "sources:string[]"].into_iter().chain(deniers.then_some("denied_by:string[]"));
    for name in before.chain(["evidence", "evidence_json"]) {
        row.cell(Some(name));
    }
    columns.header(&mut row);
    row.end();
    let mut evidence = EvidenceText::default();
    for edge in graph.edges() {
        let (source, target) = graph.endpoints(edge);
        let id = graph.edge_id(edge);
        let place = Place::edge(&*id);
        let mut row = Row::new(&mut out);
        row.cell(Some(graph.id(source)));
        row.cell(Some(graph.id(target)));
        row.cell(Some(&types[graph.as_petgraph()[edge].relation_index()]));
        row.cell(Some(&id));
        row.cell(Some(&edge.index().to_string()));
        row.cell(Some(&graph.relation(edge).id));
        row.cell(Some(&graph.edge_label(edge)));
        let weight = graph.weight_text(edge);
        if weight.is_some() && !graph.weight(edge).is_finite() {
            losses.add(LossKind::WeightReplaced, || Place::edge(&*id));
        }
        row.cell(weight.filter(|_| graph.weight(edge).is_finite()));
        row.cell(graph.since(edge).as_deref());
        row.cell(graph.until(edge).as_deref());
        row.cell(Some(if graph.is_symmetric(edge) { "true" } else { "false" }));
        match graph.evidence_json(edge) {
            Some(json) => {
                evidence.read(json, &titles);
                row.list("sources", &evidence.sources, losses, &place);
                if deniers {
                    row.list("denied_by", &evidence.denied_by, losses, &place);
                }
                row.cell(Some(&evidence.text));
                let mut canonical = String::with_capacity(json.len());
                jsontext::write_canonical(&mut canonical, json);
                row.cell(Some(&canonical));
            }
            None => (0..3 + usize::from(deniers)).for_each(|_| row.cell(None)),
        }
        columns.row(&mut row, graph.edge_attributes(edge), losses, &place);
        row.end();
        out.flush_if_full()?;
    }
    out.flush()
}

/// One row in the making.
struct Row<'t> {
    text: &'t mut String,
    first: bool,
}

impl<'t> Row<'t> {
    fn new(text: &'t mut String) -> Self {
        Row { text, first: true }
    }

    /// Appends a cell; an empty text is quoted, which tells it from none.
    fn cell(&mut self, cell: Option<&str>) {
        if !std::mem::take(&mut self.first) {
            self.text.push(',');
        }
        if let Some(cell) = cell {
            push_quoted(self.text, cell, cell.is_empty());
        }
    }

    fn list(&mut self, key: &str, texts: &[Cow<'_, str>], losses: &mut Losses, place: &Place) {
        if texts.iter().any(|text| text.contains(';') || text.is_empty()) {
            losses.add(LossKind::CharactersReplaced, || place.clone().at(key));
        }
        let cleaned: Vec<String> =
            texts.iter().filter(|text| !text.is_empty()).map(|text| text.replace(';', ",")).collect();
        self.cell((!cleaned.is_empty()).then(|| cleaned.join(";")).as_deref());
    }

    fn end(self) {
        self.text.push('\n');
    }
}
