//! RDF: the graph as triples, in N-Quads and in Turtle.
//!
//! What it is: <https://www.w3.org/TR/n-quads/> and <https://www.w3.org/TR/turtle/>, written by oxttl. The cargo
//! feature `rdf` brings it.
//!
//! | graph | file |
//! |---|---|
//! | node | `urn:kgraph:node:` and its id, percent-encoded; `rdfs:label`, `dcterms:description`, `skos:altLabel` |
//! | type | class `urn:kgraph:type:…` with `rdfs:label` |
//! | edge | a triple whose predicate is `urn:kgraph:relation:…`, and a statement about it, `urn:kgraph:edge:…` |
//! | statement | `rdf:Statement` with `rdf:subject`, `rdf:predicate`, `rdf:object`, and `kg:weight`, `kg:since`, `kg:until` |
//! | evidence | `kg:evidence` of the statement: `kg:document`, `kg:locator`, `kg:note`, `kg:quote`, `kg:stance` |
//! | document | `urn:kgraph:document:…` with `dcterms:title`, `publisher`, `date`, and `kg:url` |
//! | your own key | `urn:kgraph:attribute:…`; numbers and booleans typed, lists and objects as `rdf:JSON` |
//!
//! What is lost: order; nulls; the vocabulary beyond labels; your own keys of the graph and of evidence. Two edges that
//! say the same are one triple, but two statements. RDF 1.2 has triple terms for statements, but it is a draft and few
//! readers know them, so statements are those of RDF 1.1.
//!
//! Not supported: reading; another base than `urn:kgraph:`; named graphs: all quads are in the default graph.
//!
//! ```ttl
//! <urn:kgraph:node:chen> <urn:kgraph:relation:comments-on> <urn:kgraph:node:k-visa> .
//! ```

use super::feature::{Feature, Holds};
use super::{Format, LossKind, Losses, Place, WriteAs, WriteOptions};
use crate::graph::{Attribute, EdgeId, Evidence, Graph, NodeId};
use crate::jsontext::{self, Kind};
use oxrdf::vocab::{rdf, rdfs, xsd};
use oxrdf::{Literal, NamedNode, NamedNodeRef, Term, TermRef, TripleRef};
use std::io::{self, BufWriter, Write};

pub(super) static NQUADS: Format = Format {
    name: "nquads",
    title: "N-Quads",
    about: "RDF, a statement a line, with evidence",
    extensions: &["nq", "nt"],
    media_type: "application/n-quads",
    decode: None,
    read: None,
    detect: None,
    write: Some(WriteAs::File(write_nquads)),
    holds: HOLDS,
};

pub(super) static TURTLE: Format = Format {
    name: "turtle",
    title: "Turtle",
    about: "RDF to read, with evidence",
    extensions: &["ttl"],
    media_type: "text/turtle",
    decode: None,
    read: None,
    detect: None,
    write: Some(WriteAs::File(write_turtle)),
    holds: HOLDS,
};

/// What RDF holds, however it is written.
const HOLDS: Holds = Holds {
    partly: &[],
    no: &[Feature::EvidenceKeys, Feature::Nulls, Feature::Vocabulary, Feature::GraphKeys, Feature::Looks],
};

const KG: &str = "urn:kgraph:vocabulary:";
const DCTERMS: &str = "http://purl.org/dc/terms/";
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";

fn write_nquads(graph: &Graph, options: &WriteOptions, out: &mut dyn Write) -> io::Result<Losses> {
    let mut serializer = oxttl::NQuadsSerializer::new().for_writer(BufWriter::new(out));
    let losses = Triples { graph, losses: Losses::new(options) }
        .write(&mut |triple| serializer.serialize_quad(triple.in_graph(oxrdf::GraphNameRef::DefaultGraph)))?;
    serializer.finish().flush()?;
    Ok(losses)
}

fn write_turtle(graph: &Graph, options: &WriteOptions, out: &mut dyn Write) -> io::Result<Losses> {
    let mut serializer = oxttl::TurtleSerializer::new();
    let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    let rdfs = "http://www.w3.org/2000/01/rdf-schema#";
    for (prefix, iri) in [("dcterms", DCTERMS), ("kg", KG), ("rdf", rdf), ("rdfs", rdfs), ("skos", SKOS)] {
        serializer = serializer.with_prefix(prefix, iri).map_err(io::Error::other)?;
    }
    let mut serializer = serializer.for_writer(BufWriter::new(out));
    let losses =
        Triples { graph, losses: Losses::new(options) }.write(&mut |triple| serializer.serialize_triple(triple))?;
    serializer.finish()?.flush()?;
    Ok(losses)
}

/// Makes `urn:kgraph:<what>:<id>`; whatever the id holds, it is a valid IRI.
fn iri(what: &str, id: &str) -> NamedNode {
    let mut iri = format!("urn:kgraph:{what}:");
    for byte in id.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => iri.push(char::from(byte)),
            _ => iri.push_str(&format!("%{byte:02X}")),
        }
    }
    NamedNode::new_unchecked(iri)
}

fn kg(name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{KG}{name}"))
}

struct Triples<'g> {
    graph: &'g Graph,
    losses: Losses,
}

type Emit<'e> = dyn FnMut(TripleRef<'_>) -> io::Result<()> + 'e;

fn say<'t>(
    emit: &mut Emit<'_>,
    subject: &NamedNode,
    predicate: NamedNodeRef<'_>,
    object: impl Into<TermRef<'t>>,
) -> io::Result<()> {
    emit(TripleRef::new(subject, predicate, object.into()))
}

fn say_text(emit: &mut Emit<'_>, subject: &NamedNode, predicate: NamedNodeRef<'_>, text: &str) -> io::Result<()> {
    say(emit, subject, predicate, &Literal::new_simple_literal(text))
}

impl Triples<'_> {
    fn write(mut self, emit: &mut Emit<'_>) -> io::Result<Losses> {
        let graph = self.graph;
        let header = graph.header();
        self.losses.leave_out_header_keys(header);
        self.losses.leave_out_vocabulary(header);
        if let Some(title) = &header.title {
            let whole = NamedNode::new_unchecked("urn:kgraph:graph");
            say_text(emit, &whole, NamedNode::new_unchecked(format!("{DCTERMS}title")).as_ref(), title)?;
        }
        for entity_type in &header.types {
            say_text(emit, &iri("type", &entity_type.id), rdfs::LABEL, &entity_type.label)?;
        }
        for relation in &header.relations {
            let subject = iri("relation", &relation.id);
            say_text(emit, &subject, rdfs::LABEL, &relation.label)?;
            if relation.symmetric || !header.directed {
                let symmetric = NamedNode::new_unchecked("http://www.w3.org/2002/07/owl#SymmetricProperty");
                say(emit, &subject, rdf::TYPE, &symmetric)?;
            }
        }
        for document in &header.documents {
            let subject = iri("document", &document.id);
            let term = |name: &str| NamedNode::new_unchecked(format!("{DCTERMS}{name}"));
            for (predicate, text) in [
                (term("title"), &document.title),
                (term("publisher"), &document.publisher),
                (term("date"), &document.date),
                (kg("url"), &document.url),
            ] {
                if let Some(text) = text {
                    say_text(emit, &subject, predicate.as_ref(), text)?;
                }
            }
            let json = Literal::new_typed_literal(document.json.as_str(), rdf_json());
            say(emit, &subject, kg("json").as_ref(), &json)?;
        }
        for node in graph.nodes() {
            self.node(node, emit)?;
        }
        for edge in graph.edges() {
            self.edge(edge, emit)?;
        }
        Ok(self.losses)
    }

    fn node(&mut self, node: NodeId, emit: &mut Emit<'_>) -> io::Result<()> {
        let graph = self.graph;
        let subject = iri("node", graph.id(node));
        match graph.entity_type(node) {
            Some(entity_type) => say(emit, &subject, rdf::TYPE, &iri("type", &entity_type.id))?,
            None => say(emit, &subject, rdf::TYPE, &kg("Entity"))?,
        }
        say_text(emit, &subject, rdfs::LABEL, graph.label(node))?;
        if let Some(description) = graph.description(node) {
            let predicate = NamedNode::new_unchecked(format!("{DCTERMS}description"));
            say_text(emit, &subject, predicate.as_ref(), &description)?;
        }
        for alias in graph.aliases(node) {
            say_text(emit, &subject, NamedNode::new_unchecked(format!("{SKOS}altLabel")).as_ref(), &alias)?;
        }
        self.attributes(&subject, graph.node_attributes(node), || Place::node(graph.id(node)), emit)
    }

    fn edge(&mut self, edge: EdgeId, emit: &mut Emit<'_>) -> io::Result<()> {
        let graph = self.graph;
        let (source, target) = graph.endpoints(edge);
        let (source, target) = (iri("node", graph.id(source)), iri("node", graph.id(target)));
        let relation = iri("relation", &graph.relation(edge).id);
        let id = graph.edge_id(edge);
        let statement = iri("edge", &id);
        say(emit, &source, relation.as_ref(), &target)?;
        say(emit, &statement, rdf::TYPE, rdf::STATEMENT)?;
        say(emit, &statement, rdf::SUBJECT, &source)?;
        say(emit, &statement, rdf::PREDICATE, &relation)?;
        say(emit, &statement, rdf::OBJECT, &target)?;
        if let Some(label) = graph.own_edge_label(edge) {
            say_text(emit, &statement, rdfs::LABEL, &label)?;
        }
        if let Some(weight) = graph.weight_text(edge) {
            say(emit, &statement, kg("weight").as_ref(), &number(weight))?;
        }
        for (name, date) in [("since", graph.since(edge)), ("until", graph.until(edge))] {
            if let Some(date) = date {
                say_text(emit, &statement, kg(name).as_ref(), &date)?;
            }
        }
        self.attributes(&statement, graph.edge_attributes(edge), || Place::edge(&*id), emit)?;
        for (at, piece) in graph.evidence(edge).iter().enumerate() {
            let subject = iri("evidence", &format!("{id}/{}", at + 1));
            say(emit, &statement, kg("evidence").as_ref(), &subject)?;
            self.evidence(&subject, &id, piece, emit)?;
        }
        Ok(())
    }

    fn evidence(
        &mut self,
        subject: &NamedNode,
        edge: &str,
        piece: &Evidence<'_>,
        emit: &mut Emit<'_>,
    ) -> io::Result<()> {
        if let Some(document) = &piece.document {
            say(emit, subject, kg("document").as_ref(), &iri("document", document))?;
        }
        for (name, text) in
            [("locator", &piece.locator), ("note", &piece.note), ("quote", &piece.quote), ("stance", &piece.stance)]
        {
            if let Some(text) = text {
                say_text(emit, subject, kg(name).as_ref(), text)?;
            }
        }
        for (key, _) in &piece.attributes {
            self.losses.add(LossKind::AttributeLeftOut, || Place::edge(edge).at(format!("evidence.{key}")));
        }
        Ok(())
    }

    fn attributes<'g>(
        &mut self,
        subject: &NamedNode,
        list: impl Iterator<Item = Attribute<'g>>,
        place: impl Fn() -> Place,
        emit: &mut Emit<'_>,
    ) -> io::Result<()> {
        for Attribute { key, value } in list {
            let object: Term = match Kind::of(value) {
                Kind::Null => {
                    self.losses.add(LossKind::NullLeftOut, || place().at(key));
                    continue;
                }
                Kind::Bool => Literal::new_typed_literal(value, xsd::BOOLEAN).into(),
                Kind::Number => number(value).into(),
                Kind::String => Literal::new_simple_literal(jsontext::decode(value)).into(),
                Kind::Array | Kind::Object => {
                    let mut json = String::with_capacity(value.len());
                    jsontext::write_canonical(&mut json, value);
                    Literal::new_typed_literal(json, rdf_json()).into()
                }
            };
            say(emit, subject, iri("attribute", key).as_ref(), &object)?;
        }
        Ok(())
    }
}

fn rdf_json() -> NamedNode {
    NamedNode::new_unchecked("http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON")
}

/// Types a number by the way it is written, so that all its digits stay.
fn number(text: &str) -> Literal {
    let datatype = match text {
        _ if text.contains(['e', 'E']) => xsd::DOUBLE,
        _ if text.contains('.') => xsd::DECIMAL,
        _ => xsd::INTEGER,
    };
    Literal::new_typed_literal(text, datatype)
}
