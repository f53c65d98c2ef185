//! What a picture shows, before anything has a place: cards, lines, legend, captions, each measured.

use super::RenderOptions;
use super::text::{self, Font, one_line, width, wrap};
use super::theme::Theme;
use crate::format::looks::NodeLooks;
use crate::format::style::{EdgeStyle, Rgb, Styles};
use crate::graph::{EdgeId, Graph, NodeId, Polarity};
use crate::jsontext;

pub(super) const NAME: Font = Font { size: 12.0, bold: true };
pub(super) const WORD: Font = Font { size: 7.5, bold: true };
pub(super) const DETAIL: Font = Font { size: 9.0, bold: false };
pub(super) const RELATION: Font = Font { size: 9.5, bold: false };
/// Width of the coloured part of a card, and room around the text.
pub(super) const STRIPE: f64 = 26.0;
pub(super) const PAD: f64 = 8.0;

/// How much of a node is shown; less where there are many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// Icon, type, name and description.
    Card,
    /// Icon and name.
    Name,
    /// A dot; names only for the most linked.
    Dot,
}

impl Detail {
    /// Nodes up to which cards are whole, and have names.
    pub(super) const CARDS: usize = 90;
    pub(super) const NAMES: usize = 350;

    fn for_graph(graph: &Graph) -> Detail {
        match graph.node_count() {
            0..=Self::CARDS => Detail::Card,
            n if n <= Self::NAMES => Detail::Name,
            _ => Detail::Dot,
        }
    }
}

/// Edges up to which each has its name on it.
const NAMED_EDGES: usize = 250;
/// Dots that have their name beside them, where there is room.
const NAMED_DOTS: usize = 60;

pub(super) struct Card {
    pub(super) id: String,
    pub(super) key: Rgb,
    pub(super) icon: &'static str,
    pub(super) word: String,
    pub(super) name: Vec<String>,
    pub(super) detail: Vec<String>,
    pub(super) tooltip: String,
    pub(super) link: Option<String>,
    pub(super) size: [f64; 2],
    pub(super) degree: usize,
}

pub(super) struct Line {
    pub(super) id: String,
    pub(super) label: Option<String>,
    pub(super) label_size: [f64; 2],
    pub(super) polarity: Polarity,
    /// Number in [`Scene::strokes`].
    pub(super) stroke: usize,
    pub(super) symmetric: bool,
    pub(super) width: f64,
    pub(super) tooltip: String,
    pub(super) link: Option<String>,
}

/// How lines of one kind look: those of a polarity, or of a relation with a look of its own.
pub(super) struct Stroke {
    /// A name for the arrow head.
    pub(super) name: String,
    pub(super) polarity: Polarity,
    pub(super) color: Rgb,
    /// Colour of names.
    pub(super) word: Rgb,
    pub(super) is_dashed: bool,
    pub(super) width: f64,
}

/// All ways that lines look, and which one is each relation's.
struct Strokes {
    list: Vec<Stroke>,
    of: Vec<usize>,
}

impl Strokes {
    fn new(graph: &Graph, styles: &Styles, theme: Theme) -> Strokes {
        let stroke = |name: String, polarity: Polarity, style: &EdgeStyle| {
            let (color, word) = theme.relation(style);
            Stroke { name, polarity, color, word, is_dashed: style.is_dashed(), width: style.width }
        };
        let usual = |polarity: Polarity| stroke(polarity.as_str().to_owned(), polarity, &Styles::polarity(polarity));
        let mut list: Vec<Stroke> = Polarity::ALL.into_iter().map(usual).collect();
        let mut of = Vec::new();
        for (number, relation) in graph.header().relations.iter().enumerate() {
            if styles.is_own(number) {
                of.push(list.len());
                list.push(stroke(format!("own-{number}"), relation.polarity, &styles.edge(number)));
            } else {
                of.push(Polarity::ALL.iter().position(|&polarity| polarity == relation.polarity).unwrap_or_default());
            }
        }
        Strokes { list, of }
    }
}

pub(super) struct Scene {
    pub(super) detail: Detail,
    pub(super) title: Option<String>,
    pub(super) cards: Vec<Card>,
    pub(super) lines: Vec<Line>,
    /// Each type in use: colour, icon, name.
    pub(super) types: Vec<(Rgb, &'static str, String)>,
    pub(super) strokes: Vec<Stroke>,
    /// Each stroke in use, by number, with names of relations.
    pub(super) relations: Vec<(usize, String)>,
    /// Lines below the picture: sources, and what is not shown.
    pub(super) captions: Vec<String>,
    /// Numbers of the dots that have names.
    pub(super) named: Vec<usize>,
}

impl Scene {
    pub(super) fn new(graph: &Graph, options: &RenderOptions) -> Scene {
        let (theme, notes) = (options.theme, &options.notes);
        let looks = NodeLooks::new(graph, &options.looks);
        let detail = Detail::for_graph(graph);
        let styles = Styles::new(graph.header());
        let key = |number: Option<usize>| {
            let key = styles.key(number);
            (if theme == Theme::Light { key.light } else { key.dark }, key.icon)
        };
        let cards: Vec<Card> = graph.nodes().map(|node| card(graph, node, detail, &looks, &key)).collect();
        let named_edges = graph.edge_count() <= NAMED_EDGES && detail != Detail::Dot;
        let strokes = Strokes::new(graph, &styles, theme);
        let lines: Vec<Line> = graph.edges().map(|edge| line(graph, edge, named_edges, &strokes)).collect();
        let mut named = Vec::new();
        if detail == Detail::Dot {
            named = (0..cards.len()).collect();
            named.sort_by_key(|&at| std::cmp::Reverse(cards[at].degree));
            named.truncate(NAMED_DOTS);
        }
        let mut captions: Vec<String> = notes.to_vec();
        if detail == Detail::Dot {
            captions
                .push(format!("A map: the names of the {NAMED_DOTS} most linked nodes are shown where there is room."));
        }
        captions.extend(sources(graph));
        Scene {
            detail,
            title: graph.header().title.as_deref().map(one_line).filter(|title| !title.is_empty()),
            cards,
            lines,
            // Colours by something else are not those of types.
            types: if looks.are_by_type() { types(graph, &key) } else { Vec::new() },
            relations: relations(graph, &strokes),
            strokes: strokes.list,
            captions,
            named,
        }
    }
}

fn card(
    graph: &Graph,
    node: NodeId,
    detail: Detail,
    looks: &NodeLooks<'_>,
    key: &impl Fn(Option<usize>) -> (Rgb, &'static str),
) -> Card {
    let (mut color, icon) = key(graph.as_petgraph()[node].type_index());
    if !looks.are_by_type() {
        color = looks.style(node).color;
    }
    let word = graph.entity_type(node).map(|found| one_line(&found.label).to_uppercase()).unwrap_or_default();
    let description = graph.description(node);
    let label = graph.label(node);
    let label = if one_line(label).is_empty() { graph.id(node) } else { label };
    let degree = graph.degree(node);
    let mut card = Card {
        id: graph.id(node).to_owned(),
        key: color,
        icon,
        word: String::new(),
        name: Vec::new(),
        detail: Vec::new(),
        tooltip: tooltip(graph, node),
        link: graph.node_attribute(node, "url").map(|url| jsontext::decode(url).into_owned()).filter(|url| is_web(url)),
        size: [0.0; 2],
        degree,
    };
    match detail {
        Detail::Card => {
            // Where there is room, the description is whole more often.
            let lines = if graph.node_count() <= 40 { 2 } else { 1 };
            card.word = text::ellipsis(&word, WORD, 132.0);
            card.name = wrap(label, NAME, 140.0, 2);
            card.detail = description.map(|text| wrap(&text, DETAIL, 140.0, lines)).unwrap_or_default();
        }
        Detail::Name => card.name = wrap(label, NAME, 150.0, 1),
        Detail::Dot => {
            card.name = wrap(label, RELATION, 150.0, 1);
            card.size = [looks.scale(node).map_or(6.0 + 2.4 * (degree as f64).sqrt(), |scale| 9.0 * scale); 2];
            return card;
        }
    }
    let widest = |lines: &[String], font: Font| lines.iter().map(|line| width(line, font)).fold(0.0, f64::max);
    let text = widest(&card.name, NAME).max(widest(&card.detail, DETAIL)).max(width(&card.word, WORD) * 1.08);
    let word = if card.word.is_empty() { 0.0 } else { 10.0 };
    let height = word + 14.5 * card.name.len() as f64 + 11.5 * card.detail.len() as f64 + 11.0;
    // A little wider than measured: viewers differ in hinting.
    card.size = [(STRIPE + 2.0 * PAD + text * 1.02 + 1.0).ceil().max(60.0), height.ceil().max(26.0)];
    card
}

fn line(graph: &Graph, edge: EdgeId, named: bool, strokes: &Strokes) -> Line {
    let relation = graph.relation(edge);
    let label = named
        .then(|| text::ellipsis(&one_line(&graph.edge_label(edge)), RELATION, 130.0))
        .filter(|label| !label.is_empty());
    let label_size = label.as_ref().map_or([0.0; 2], |label| [(width(label, RELATION) * 1.02).ceil() + 4.0, 12.0]);
    let stroke = strokes.of[graph.as_petgraph()[edge].relation_index()];
    let strong = strokes.list[stroke].width;
    let weight = graph.weight(edge);
    let weight = if weight.is_finite() { weight.max(0.0).sqrt() } else { 1.0 };
    Line {
        id: graph.edge_id(edge).into_owned(),
        label,
        label_size,
        polarity: relation.polarity,
        stroke,
        symmetric: graph.is_symmetric(edge),
        width: (strong * weight).clamp(0.6, 5.0),
        tooltip: said(graph, edge),
        link: evidence_link(graph, edge),
    }
}

fn tooltip(graph: &Graph, node: NodeId) -> String {
    let mut out = graph.label(node).to_owned();
    if let Some(entity_type) = graph.entity_type(node) {
        out = format!("{out} · {}", entity_type.label);
    }
    if let Some(description) = graph.description(node) {
        out = format!("{out}\n{description}");
    }
    let aliases = graph.aliases(node);
    if !aliases.is_empty() {
        out = format!("{out}\nAlso: {}", aliases.join(", "));
    }
    out
}

/// Returns the sentence of an edge, its dates, and its evidence, a piece a line.
fn said(graph: &Graph, edge: EdgeId) -> String {
    let (source, target) = graph.endpoints(edge);
    let arrow = if graph.is_symmetric(edge) { "—" } else { "→" };
    let mut out = format!("{} —{}{arrow} {}", graph.label(source), graph.edge_label(edge), graph.label(target));
    match (graph.since(edge), graph.until(edge)) {
        (Some(since), Some(until)) => out = format!("{out}\nsince {since}, until {until}"),
        (Some(since), None) => out = format!("{out}\nsince {since}"),
        (None, Some(until)) => out = format!("{out}\nuntil {until}"),
        (None, None) => {}
    }
    for piece in graph.evidence(edge) {
        let title = piece.document.as_deref().map(|id| {
            graph.header().document(id).and_then(|document| document.title.as_deref()).unwrap_or(id).to_owned()
        });
        let place = [title.as_deref(), piece.locator.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let quote = piece.quote.as_deref().map(|quote| format!("“{quote}”"));
        let stance = piece.stance.as_deref().filter(|&stance| stance != "supports").map(|stance| format!("({stance})"));
        let says = [piece.note.as_deref(), quote.as_deref(), stance.as_deref()];
        let says = says.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let colon = if place.is_empty() || says.is_empty() { "" } else { ": " };
        out = format!("{out}\n{place}{colon}{says}");
    }
    out
}

fn evidence_link(graph: &Graph, edge: EdgeId) -> Option<String> {
    let evidence = graph.evidence(edge);
    let mut urls =
        evidence.iter().filter_map(|piece| graph.header().document(piece.document.as_deref()?)?.url.as_deref());
    urls.find(|url| is_web(url)).map(str::to_owned)
}

/// Returns whether a link may stand in a picture: `javascript:` and `file:` may not.
fn is_web(url: &str) -> bool {
    let starts = |scheme: &str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    starts("http://") || starts("https://")
}

fn types(graph: &Graph, key: &impl Fn(Option<usize>) -> (Rgb, &'static str)) -> Vec<(Rgb, &'static str, String)> {
    let types = &graph.header().types;
    let mut used = vec![false; types.len()];
    for node in graph.nodes() {
        if let Some(number) = graph.as_petgraph()[node].type_index() {
            used[number] = true;
        }
    }
    let entry = |number: usize| {
        let (color, icon) = key(Some(number));
        (color, icon, text::ellipsis(&one_line(&types[number].label), DETAIL, 120.0))
    };
    (0..types.len()).filter(|&number| used[number]).map(entry).collect()
}

fn relations(graph: &Graph, strokes: &Strokes) -> Vec<(usize, String)> {
    let relations = &graph.header().relations;
    let mut uses = vec![0usize; relations.len()];
    for edge in graph.edges() {
        uses[graph.as_petgraph()[edge].relation_index()] += 1;
    }
    let entry = |stroke: usize| {
        let mut of: Vec<usize> = (0..relations.len()).filter(|&at| uses[at] > 0 && strokes.of[at] == stroke).collect();
        of.sort_by_key(|&at| std::cmp::Reverse(uses[at]));
        let word = match strokes.list[stroke].polarity {
            Polarity::Positive => "for",
            Polarity::Negative => "against",
            Polarity::Neutral => "neutral",
        };
        let mut names: Vec<String> = of.iter().take(3).map(|&at| one_line(&relations[at].label)).collect();
        if of.len() > 3 {
            names.push("…".to_owned());
        }
        (!of.is_empty()).then(|| (stroke, text::ellipsis(&format!("{word}: {}", names.join(", ")), DETAIL, 210.0)))
    };
    (0..strokes.list.len()).filter_map(entry).collect()
}

/// Names the documents.
fn sources(graph: &Graph) -> Option<String> {
    const NAMED: usize = 5;
    let documents = &graph.header().documents;
    let name = |document: &crate::graph::Document| {
        let mut out = one_line(document.title.as_deref().unwrap_or(&document.id));
        let more = [document.publisher.as_deref(), document.date.as_deref()];
        let more =
            more.into_iter().flatten().map(one_line).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
        if !more.is_empty() {
            out = format!("{out} ({more})");
        }
        out
    };
    let names: Vec<String> = documents.iter().take(NAMED).map(name).collect();
    let more = documents.len().saturating_sub(NAMED);
    let more = if more == 0 { String::new() } else { format!("; and {more} more") };
    let word = if documents.len() == 1 { "Source" } else { "Sources" };
    (!names.is_empty()).then(|| format!("{word}: {}{more}", names.join("; ")))
}
