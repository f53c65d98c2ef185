//! Colours and shapes, the same in every format: by type for nodes, by polarity for edges.
//!
//! The palette was chosen for colour-blind viewers; colour is never the only sign (types differ in
//! shape, polarities in dash and arrow head). Dark text on a fill, and an edge colour on white, have
//! a contrast of at least 4.5:1 (WCAG 2.2, 1.4.3).

mod own;

pub(super) use own::check;
pub use own::restyled;

use crate::graph::{EntityType, Header, Polarity};
use own::Own;

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rgb(pub(crate) u8, pub(crate) u8, pub(crate) u8);

impl Rgb {
    /// Reads `#rrggbb`.
    fn parse(text: &str) -> Option<Rgb> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hex.then(|| u32::from_str_radix(digits, 16).ok().map(rgb)).flatten()
    }

    /// Returns `#rrggbb`.
    pub(crate) fn hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// Returns `H,S,V`, each from 0 to 1 with three decimals: Graphviz and Gephi both read it right.
    pub(crate) fn hsv(self) -> String {
        let [r, g, b] = [self.0, self.1, self.2].map(|part| f64::from(part) / 255.0);
        let max = r.max(g).max(b);
        let span = max - r.min(g).min(b);
        let hue = if span == 0.0 {
            0.0
        } else if max == r {
            ((g - b) / span).rem_euclid(6.0)
        } else if max == g {
            (b - r) / span + 2.0
        } else {
            (r - g) / span + 4.0
        };
        let saturation = if max == 0.0 { 0.0 } else { span / max };
        format!("{:.3},{saturation:.3},{max:.3}", hue / 6.0)
    }
}

/// Returns a colour on the way from one to another: 0 is the first, 1 the second.
pub(crate) fn mixed(from: Rgb, to: Rgb, part: f64) -> Rgb {
    let mix = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * part).round() as u8;
    Rgb(mix(from.0, to.0), mix(from.1, to.1), mix(from.2, to.2))
}

/// Returns the contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").
pub(crate) fn readable_on(a: Rgb, b: Rgb) -> f64 {
    let luminance = |color: Rgb| {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(color.0) + 0.7152 * linear(color.1) + 0.0722 * linear(color.2)
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Returns a colour that can be read as text on a background: the key, moved towards ink as far as it needs.
pub(crate) fn as_text(key: Rgb, ink: Rgb, background: Rgb) -> Rgb {
    let steps = (0..=25).map(|step| mixed(key, ink, f64::from(step) * 0.04));
    steps.into_iter().find(|&color| readable_on(color, background) >= 4.6).unwrap_or(ink)
}

/// Returns a colour moved towards ink until it stands out from a background.
fn seen_on(color: Rgb, ink: Rgb, background: Rgb) -> Rgb {
    let steps = (0..=25).map(|step| mixed(color, ink, f64::from(step) * 0.04));
    steps.into_iter().find(|&color| readable_on(color, background) >= 3.1).unwrap_or(ink)
}

/// Paper of the two themes, and the ink for it.
const PAPERS: [(Rgb, Rgb); 2] = [(rgb(0xfbfaf7), INK), (rgb(0x12161c), rgb(0xe8ecf2))];

/// The key colour and the mark of a type in pictures of our own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    /// The colour in the light theme.
    pub(crate) light: Rgb,
    /// The colour in the dark theme.
    pub(crate) dark: Rgb,
    /// The name of the icon.
    pub(crate) icon: &'static str,
}

/// The keys of the styles, in their order; the last is for nodes without a type.
pub(crate) const KEYS: [Key; 13] = [
    key(0x976dd4, 0x8f60d0, "person"),
    key(0x0d42a4, 0x86a6ff, "building"),
    key(0x4c9a85, 0x2c8f4f, "flag"),
    key(0x655d00, 0xdcd262, "pin"),
    key(0x6f0c45, 0xcb7ba2, "page"),
    key(0x1b7780, 0x5fdce4, "people"),
    key(0xcb770b, 0xd9a566, "calendar"),
    key(0x5b6472, 0xa9b4c3, "lines"),
    key(0x8a4b2f, 0xd08a63, "diamond"),
    key(0x4a7a1e, 0x9ccb5e, "triangle"),
    key(0xb0338f, 0xe58fcb, "hexagon"),
    key(0x2b6cb0, 0x7fb4e8, "star"),
    key(0x5b6472, 0xa9b4c3, "dot"),
];

const fn key(light: u32, dark: u32, icon: &'static str) -> Key {
    Key { light: rgb(light), dark: rgb(dark), icon }
}

const fn rgb(hex: u32) -> Rgb {
    Rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

/// How nodes of one type look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NodeStyle {
    /// Border, and the colour of the node where a reader has only one.
    pub(crate) color: Rgb,
    /// Fill behind dark text.
    pub(crate) fill: Rgb,
    /// A shape that Graphviz knows.
    pub(crate) shape: &'static str,
    /// A style that Graphviz knows.
    pub(crate) style: &'static str,
    /// How many borders.
    pub(crate) borders: u8,
}

/// How edges of one polarity look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct EdgeStyle {
    /// Label.
    pub(crate) color: Rgb,
    /// Line.
    pub(crate) stroke: Rgb,
    /// Line and label where a reader has only one colour.
    pub(crate) only: Rgb,
    /// Line on dark paper, and label there.
    pub(crate) dark: (Rgb, Rgb),
    /// Width of the line in points.
    pub(crate) width: f64,
    /// A line style that Graphviz knows.
    pub(crate) line: &'static str,
    /// An arrow head that Graphviz knows.
    pub(crate) arrow: &'static str,
}

/// Text on any fill.
pub(crate) const INK: Rgb = Rgb(0x14, 0x17, 0x1c);

// Shapes that keep text close to their border: octagons, houses and ellipses waste half their width.
const STYLES: [NodeStyle; 12] = [
    style(Rgb(0x97, 0x6d, 0xd4), Rgb(0xec, 0xe4, 0xf8), "box", "rounded,filled", 1),
    style(Rgb(0x0d, 0x42, 0xa4), Rgb(0xdb, 0xe5, 0xf6), "box", "filled", 1),
    style(Rgb(0x52, 0xa0, 0x8b), Rgb(0xdd, 0xef, 0xea), "hexagon", "filled", 1),
    style(Rgb(0x65, 0x5d, 0x00), Rgb(0xf1, 0xee, 0xd2), "box", "filled,diagonals", 1),
    style(Rgb(0x6f, 0x0c, 0x45), Rgb(0xf6, 0xdd, 0xea), "note", "filled", 1),
    style(Rgb(0x1b, 0x77, 0x80), Rgb(0xd8, 0xee, 0xf0), "box", "filled", 2),
    style(Rgb(0xcb, 0x77, 0x0b), Rgb(0xfb, 0xe9, 0xd2), "component", "filled", 1),
    style(Rgb(0x5b, 0x64, 0x72), Rgb(0xe6, 0xe9, 0xed), "folder", "filled", 1),
    // The rest are for types of other names.
    style(Rgb(0x8a, 0x4b, 0x2f), Rgb(0xf5, 0xe4, 0xdb), "tab", "filled", 1),
    style(Rgb(0x4a, 0x7a, 0x1e), Rgb(0xe6, 0xf0, 0xd9), "box3d", "filled", 1),
    style(Rgb(0xb0, 0x33, 0x8f), Rgb(0xf9, 0xe1, 0xf3), "box", "rounded,filled", 2),
    style(Rgb(0x2b, 0x6c, 0xb0), Rgb(0xdf, 0xf0, 0xfb), "parallelogram", "filled", 1),
];

/// Nodes without a type.
const UNTYPED: NodeStyle = style(Rgb(0x5b, 0x64, 0x72), Rgb(0xff, 0xff, 0xff), "box", "filled", 1);

const fn style(color: Rgb, fill: Rgb, shape: &'static str, style: &'static str, borders: u8) -> NodeStyle {
    NodeStyle { color, fill, shape, style, borders }
}

/// Common words for types, each with its style: well-known types look the same in every graph.
const KNOWN: [&[&str]; 8] = [
    &["person", "people", "human", "actor"],
    &["organisation", "organization", "company", "institution", "agency", "team"],
    &["country", "nation", "state"],
    &["place", "city", "location", "region"],
    &["policy", "law", "rule", "programme", "program"],
    &["group", "community", "population"],
    &["event", "meeting", "election"],
    &["article", "document", "work", "publication"],
];

/// The style of each type and relation of a header, by its number: the usual ones, and over them the graph's own.
pub(crate) struct Styles {
    types: Vec<(NodeStyle, Key)>,
    relations: Vec<(EdgeStyle, bool)>,
}

impl Styles {
    /// Chooses a style for each type: a well-known one by its id, any other the least used so far, the
    /// ones without a name first. What the graph says itself (`style` in its header) comes before that.
    pub(crate) fn new(header: &Header) -> Self {
        let (types, relations) = own::of(header);
        let types = usual(header).into_iter().zip(types).map(|(at, own)| typed(at, own)).collect();
        let relations = header.relations.iter().zip(relations);
        let relations = relations.map(|(relation, own)| related(Styles::polarity(relation.polarity), own)).collect();
        Styles { types, relations }
    }

    /// Returns the style of a type by its number; untyped nodes have a plain grey one.
    pub(crate) fn node(&self, entity_type: Option<usize>) -> NodeStyle {
        entity_type.map_or(UNTYPED, |at| self.types[at].0)
    }

    /// Returns the key of a type by its number.
    pub(crate) fn key(&self, entity_type: Option<usize>) -> Key {
        entity_type.map_or(KEYS[STYLES.len()], |at| self.types[at].1)
    }

    /// Returns a style for the colours of a group, the largest being 0; groups without a colour of their own are grey.
    pub(crate) fn group(number: usize) -> NodeStyle {
        const GREY: usize = 7;
        let colored = STYLES.iter().enumerate().filter(|&(at, _)| at != GREY).map(|(_, style)| *style);
        colored.into_iter().nth(number).unwrap_or(STYLES[GREY])
    }

    /// Returns the style of a relation by its number.
    pub(crate) fn edge(&self, relation: usize) -> EdgeStyle {
        self.relations[relation].0
    }

    /// Returns whether the graph says itself how a relation looks: it is then not as others of its polarity.
    pub(crate) fn is_own(&self, relation: usize) -> bool {
        self.relations[relation].1
    }

    /// Returns the usual style of a polarity.
    pub(crate) fn polarity(polarity: Polarity) -> EdgeStyle {
        let (color, stroke, width, line, arrow) = match polarity {
            Polarity::Positive => (0x0a6c74, 0x0a6c74, 1.6, "solid", "normal"),
            Polarity::Negative => (0xc8400b, 0xc8400b, 1.6, "dashed", "tee"),
            Polarity::Neutral => (0x5b6472, 0x868f9d, 1.1, "solid", "vee"),
        };
        let dark = match polarity {
            Polarity::Positive => (rgb(0x5cc8e8), rgb(0x5cc8e8)),
            Polarity::Negative => (rgb(0xff9466), rgb(0xff9466)),
            Polarity::Neutral => (rgb(0x7f8b9c), rgb(0xa9b4c3)),
        };
        EdgeStyle { color: rgb(color), stroke: rgb(stroke), only: rgb(color), dark, width, line, arrow }
    }
}

impl EdgeStyle {
    /// Returns whether the line is dashed.
    pub(crate) fn is_dashed(&self) -> bool {
        self.line == "dashed"
    }
}

/// Chooses the number of a usual style for each type.
fn usual(header: &Header) -> Vec<usize> {
    let known = |entity_type: &EntityType| {
        let id = entity_type.id.to_lowercase();
        KNOWN.iter().position(|words| words.contains(&id.as_str()))
    };
    let mut uses = [0usize; STYLES.len()];
    for at in header.types.iter().filter_map(known) {
        uses[at] += 1;
    }
    let choose = |entity_type: &EntityType| {
        known(entity_type).unwrap_or_else(|| {
            let unnamed_first = (KNOWN.len()..STYLES.len()).chain(0..KNOWN.len());
            let least = unnamed_first.min_by_key(|&at| uses[at]).unwrap_or(0);
            uses[least] += 1;
            least
        })
    };
    header.types.iter().map(choose).collect()
}

/// Puts what a graph says of a type over its usual style.
fn typed(at: usize, own: Own) -> (NodeStyle, Key) {
    let (mut style, mut key) = (STYLES[at], KEYS[at]);
    if let Some(icon) = own.icon {
        // The shape belongs to the icon, so that every reader has a sign for the type.
        let NodeStyle { shape, style: drawn, borders, .. } = STYLES.get(icon).copied().unwrap_or(UNTYPED);
        style = NodeStyle { shape, style: drawn, borders, ..style };
        key.icon = KEYS[icon].icon;
    }
    if let Some(color) = own.color {
        style.color = color;
        // A tint: any colour so near to white carries dark text.
        style.fill = mixed(color, rgb(0xffffff), 0.84);
        key.light = color;
        key.dark = seen_on(color, PAPERS[1].1, PAPERS[1].0);
    }
    key.dark = own.dark.unwrap_or(key.dark);
    (style, key)
}

/// Puts what a graph says of a relation over the usual style of its polarity.
fn related(usual: EdgeStyle, own: Own) -> (EdgeStyle, bool) {
    let [(paper, ink), (dark_paper, dark_ink)] = PAPERS;
    let mut style = usual;
    if let Some(color) = own.color {
        style.stroke = color;
        style.only = color;
        style.color = as_text(color, ink, paper);
    }
    let dark = own.dark.or_else(|| own.color.map(|color| seen_on(color, dark_ink, dark_paper)));
    if let Some(dark) = dark {
        style.dark = (dark, as_text(dark, dark_ink, dark_paper));
    }
    if let Some(dash) = own.dash {
        style.line = if dash { "dashed" } else { "solid" };
    }
    (style, style != usual)
}

/// Returns the size of a node with so many edges, in the units of Gephi (a node of 10 is small).
pub(crate) fn node_size(degree: usize) -> f64 {
    // Area in proportion to degree, so that hubs stand out without hiding the rest.
    10.0 + 6.0 * (degree as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_can_be_read_on_every_fill_and_edge_labels_on_white() {
        for style in STYLES {
            assert!(readable_on(INK, style.fill) >= 4.5, "{style:?}");
        }
        for polarity in Polarity::ALL {
            assert!(readable_on(Styles::polarity(polarity).color, Rgb(255, 255, 255)) >= 4.5, "{polarity:?}");
        }
    }

    #[test]
    fn text_can_be_read_whatever_colour_a_graph_chooses() {
        let parts = [0u8, 51, 102, 153, 204, 255];
        let all = parts.iter().flat_map(|&r| parts.iter().flat_map(move |&g| parts.map(move |b| Rgb(r, g, b))));
        let [(paper, _), (dark_paper, _)] = PAPERS;
        for color in all {
            let own = Own { color: Some(color), ..Own::default() };
            let (node, key) = typed(0, own);
            assert_eq!((node.color, key.light), (color, color));
            assert!(readable_on(INK, node.fill) >= 4.5, "{color:?}");
            assert!(readable_on(key.dark, dark_paper) >= 3.0, "{color:?}");
            let (edge, is_own) = related(Styles::polarity(Polarity::Negative), own);
            assert!(is_own && edge.only == color && edge.stroke == color && edge.is_dashed());
            assert!(readable_on(edge.color, paper) >= 4.5, "{color:?}");
            assert!(readable_on(edge.dark.0, dark_paper) >= 3.0, "{color:?}");
            assert!(readable_on(edge.dark.1, dark_paper) >= 4.5, "{color:?}");
        }
    }

    #[test]
    fn hsv_is_graphviz_syntax() {
        assert_eq!(Rgb(0xff, 0, 0).hsv(), "0.000,1.000,1.000");
        assert_eq!(Rgb(0x1f, 0x77, 0xb4).hsv(), "0.568,0.828,0.706");
        assert_eq!(Rgb(0, 0, 0).hsv(), "0.000,0.000,0.000");
    }
}
