//! Writes a picture as SVG: plain elements and attributes, which every program draws, with tooltips and links.

use super::icon;
use super::scene::{Card, DETAIL, Detail, Line, NAME, PAD, RELATION, STRIPE, Scene, Stroke, WORD};
use super::text::{Font, is_right_to_left, is_unfit, width, wrap};
use super::theme::Theme;
use crate::format::style::Rgb;
use crate::graph::Polarity;
use crate::layout::{Placement, Xy};
use std::fmt::Write as _;

/// Fonts as wide as the one that texts are measured in, or nearly.
pub(super) const FONTS: &str = "Arial, 'Liberation Sans', Arimo, Helvetica, 'Noto Sans', sans-serif";
const MARGIN: f64 = 28.0;
const TITLE: Font = Font { size: 21.0, bold: true };
const LEGEND: Font = DETAIL;

/// Returns the whole file.
pub(super) fn write(scene: &Scene, placement: &Placement, theme: Theme) -> String {
    let title = scene.title.as_deref().unwrap_or_default();
    // A title may be wider than the picture of two nodes; large pictures are looked at from afar.
    let grow = (placement.size[0] / 1600.0).clamp(1.0, 4.0);
    let wanted = placement.size[0].max((width(title, TITLE) * grow).min(900.0)).max(360.0);
    let mut svg = Svg { out: String::new(), theme, grow };
    let head = svg.head(scene, wanted);
    let mut body = Svg { out: String::new(), theme, grow };
    let offset = [MARGIN + (wanted - placement.size[0]) / 2.0, head];
    body.graph(scene, placement, offset);
    let foot = body.captions(scene, head + placement.size[1] + 18.0, wanted);
    let [whole_width, height] = [(wanted + 2.0 * MARGIN).ceil(), (foot + MARGIN * 0.6).ceil()];
    let mut file = Svg { out: String::new(), theme, grow };
    file.push(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{whole_width}\" height=\"{height}\" \
         viewBox=\"0 0 {whole_width} {height}\" font-family=\"{FONTS}\" role=\"img\">\n<title>"
    ));
    file.text(if title.is_empty() { "Graph" } else { title });
    file.push("</title>\n");
    file.push(&format!("<rect width=\"{whole_width}\" height=\"{height}\" fill=\"{}\"/>\n", theme.paper().hex()));
    file.markers(&scene.strokes);
    file.out + &svg.out + &body.out + "</svg>\n"
}

struct Svg {
    out: String,
    theme: Theme,
    /// How much larger than usual the words around the picture are.
    grow: f64,
}

impl Svg {
    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Appends text, escaped for elements and attributes; what XML cannot hold becomes a space.
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.push("&amp;"),
                '<' => self.push("&lt;"),
                '>' => self.push("&gt;"),
                '"' => self.push("&quot;"),
                '\n' => self.push("&#10;"),
                c if is_unfit(c) || c == '\t' => self.out.push(' '),
                c => self.out.push(c),
            }
        }
    }

    /// Appends a line of text. One that is read from the right ends at `x + room`.
    fn line(&mut self, at: Xy, room: f64, font: Font, color: Rgb, more: &str, text: &str) {
        let rtl = is_right_to_left(text);
        let (x, anchor) = if rtl { (at[0] + room, " text-anchor=\"end\"") } else { (at[0], "") };
        let weight = if font.bold { " font-weight=\"bold\"" } else { "" };
        let (x, y, size) = (number(x), number(at[1]), number(font.size));
        self.push(&format!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight} fill=\"{}\"{anchor}{more}>",
            color.hex()
        ));
        // Marks of direction hold the stops at the ends of such a line in their place.
        let mark = if rtl { "\u{200f}" } else { "" };
        self.push(mark);
        self.text(text);
        self.push(mark);
        self.push("</text>\n");
    }

    /// Defines an arrow head for each kind of line.
    fn markers(&mut self, strokes: &[Stroke]) {
        self.push("<defs>\n");
        for Stroke { name, polarity, color, .. } in strokes {
            let color = color.hex();
            let (shape, reach) = match polarity {
                Polarity::Positive => (format!("<path d=\"M0 0L9 4.5L0 9z\" fill=\"{color}\"/>"), 9.0),
                Polarity::Negative => (format!("<path d=\"M7.5 0V9\" stroke=\"{color}\" stroke-width=\"2.6\"/>"), 9.0),
                Polarity::Neutral => (
                    format!("<path d=\"M1 0.8L8.6 4.5L1 8.2\" fill=\"none\" stroke=\"{color}\" stroke-width=\"1.3\"/>"),
                    9.0,
                ),
            };
            self.push(&format!(
                "<marker id=\"head-{name}\" viewBox=\"0 0 9 9\" refX=\"{reach}\" refY=\"4.5\" markerWidth=\"9\" \
                 markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" orient=\"auto\">{shape}</marker>\n"
            ));
        }
        self.push("</defs>\n");
    }

    /// Writes title and legend, and returns where the graph begins.
    fn head(&mut self, scene: &Scene, room: f64) -> f64 {
        let theme = self.theme;
        let mut y = MARGIN;
        if let Some(title) = &scene.title {
            let font = Font { size: TITLE.size * self.grow, ..TITLE };
            for line in wrap(title, font, room, 3) {
                y += font.size;
                self.line([MARGIN, y], room, font, theme.ink(), "", &line);
                y += font.size * 0.25;
            }
        }
        let font = Font { size: LEGEND.size * self.grow, ..LEGEND };
        let (row, mark) = (font.size * 2.1, font.size * 1.7);
        let mut x = MARGIN;
        y += row;
        let mut next = |label: &str, mark: f64| {
            let needs = mark + font.size * 0.7 + width(label, font) * 1.02;
            if x > MARGIN && x + needs > MARGIN + room {
                x = MARGIN;
                y += row;
            }
            let at = [x, y];
            x += needs + font.size * 1.8;
            at
        };
        let mut entries: Vec<(Xy, Entry<'_>)> = Vec::new();
        for (color, icon, label) in &scene.types {
            entries.push((next(label, mark), Entry::Type(*color, icon, label)));
        }
        for (stroke, label) in &scene.relations {
            entries.push((next(label, mark * 2.2), Entry::Relation(&scene.strokes[*stroke], label)));
        }
        if entries.is_empty() {
            return y;
        }
        self.push("<g id=\"legend\">\n");
        for ([x, y], entry) in entries {
            let (label, after) = match entry {
                Entry::Type(color, icon, label) => {
                    let top = y - font.size * 0.35 - mark / 2.0;
                    if scene.detail == Detail::Dot {
                        let [cx, cy, r] = [x + mark / 2.0, y - font.size * 0.35, mark * 0.36].map(number);
                        self.push(&format!("<circle cx=\"{cx}\" cy=\"{cy}\" r=\"{r}\" fill=\"{}\"/>\n", color.hex()));
                    } else {
                        let [rx, ry, side, corner] = [x, top, mark, mark / 5.0].map(number);
                        self.push(&format!(
                            "<rect x=\"{rx}\" y=\"{ry}\" width=\"{side}\" height=\"{side}\" rx=\"{corner}\" fill=\"{}\"/>\n",
                            color.hex()
                        ));
                        self.icon(icon, [x + mark * 0.14, top + mark * 0.14], mark * 0.72, theme.on(color));
                    }
                    (label, mark)
                }
                Entry::Relation(stroke, label) => {
                    let [from, to, middle] = [x, x + mark * 2.2, y - font.size * 0.35].map(number);
                    let (name, look) = (&stroke.name, line_look(stroke, stroke.width));
                    self.push(&format!(
                        "<path d=\"M{from} {middle}H{to}\" fill=\"none\"{look} marker-end=\"url(#head-{name})\"/>\n"
                    ));
                    (label, mark * 2.2)
                }
            };
            self.line([x + after + font.size * 0.7, y], width(label, font), font, theme.second(), "", label);
        }
        self.push("</g>\n");
        y + row
    }

    /// Writes the captions, and returns where they end.
    fn captions(&mut self, scene: &Scene, mut y: f64, room: f64) -> f64 {
        let font = Font { size: LEGEND.size * self.grow, ..LEGEND };
        for caption in &scene.captions {
            for line in wrap(caption, font, room, 4) {
                y += font.size * 1.35;
                self.line([MARGIN, y], room, font, self.theme.second(), "", &line);
            }
        }
        y
    }

    fn graph(&mut self, scene: &Scene, placement: &Placement, offset: Xy) {
        self.push(&format!("<g id=\"graph\" transform=\"translate({} {})\">\n", number(offset[0]), number(offset[1])));
        for (line, route) in scene.lines.iter().zip(&placement.routes) {
            self.edge(scene, line, &route.path);
        }
        // Above every line, and out of the way of the mouse, which is to find the line.
        self.push("<g pointer-events=\"none\" text-anchor=\"middle\" stroke-width=\"4\" stroke-linejoin=\"round\" paint-order=\"stroke\"");
        self.push(&format!(" stroke=\"{}\" font-size=\"{}\">\n", self.theme.paper().hex(), number(RELATION.size)));
        for (line, route) in scene.lines.iter().zip(&placement.routes) {
            if let (Some(text), Some(at)) = (&line.label, route.label) {
                let [x, y] = [at[0], at[1] + RELATION.size * 0.35].map(number);
                let color = scene.strokes[line.stroke].word.hex();
                self.push(&format!("<text x=\"{x}\" y=\"{y}\" fill=\"{color}\">"));
                self.text(text);
                self.push("</text>\n");
            }
        }
        self.push("</g>\n");
        for (card, &centre) in scene.cards.iter().zip(&placement.nodes) {
            match scene.detail {
                Detail::Dot => self.dot(card, centre),
                _ => self.card(card, centre),
            }
        }
        if scene.detail == Detail::Dot {
            self.names(scene, placement);
        }
        self.push("</g>\n");
    }

    /// Opens an element with a tooltip, in a link where there is one.
    fn open(&mut self, kind: &str, id: &str, class: &str, tooltip: &str, link: Option<&str>) {
        self.push(&format!("<g id=\"{kind}-"));
        self.text(id);
        self.push(&format!("\" class=\"{class}\">"));
        if let Some(link) = link {
            self.push("<a href=\"");
            self.text(link);
            self.push("\" target=\"_blank\" rel=\"noopener\">");
        }
        self.push("<title>");
        self.text(tooltip);
        self.push("</title>\n");
    }

    fn close(&mut self, link: Option<&str>) {
        self.push(if link.is_some() { "</a></g>\n" } else { "</g>\n" });
    }

    fn edge(&mut self, scene: &Scene, line: &Line, path: &[Xy]) {
        let class = format!("edge {}", line.polarity.as_str());
        self.open("e", &line.id, &class, &line.tooltip, line.link.as_deref());
        let d = path_data(path);
        // Thin lines are hard to hit: a wide one that cannot be seen lies under them.
        if scene.detail != Detail::Dot {
            self.push(&format!(
                "<path d=\"{d}\" fill=\"none\" stroke=\"#000\" stroke-opacity=\"0\" stroke-width=\"9\"/>\n"
            ));
        }
        let width = if scene.detail == Detail::Dot { line.width * 0.6 } else { line.width };
        let kind = &scene.strokes[line.stroke];
        let stroke = line_look(kind, width);
        let fade = if scene.detail == Detail::Dot { " stroke-opacity=\"0.55\"" } else { "" };
        let head = match line.symmetric || scene.detail == Detail::Dot {
            true => String::new(),
            false => format!(" marker-end=\"url(#head-{})\"", kind.name),
        };
        self.push(&format!("<path d=\"{d}\" fill=\"none\"{stroke}{fade}{head}/>\n"));
        self.close(line.link.as_deref());
    }

    fn card(&mut self, card: &Card, centre: Xy) {
        let theme = self.theme;
        let [w, h] = card.size;
        let [left, top] = [centre[0] - w / 2.0, centre[1] - h / 2.0];
        self.open("n", &card.id, "node", &card.tooltip, card.link.as_deref());
        let (key, on) = (card.key, theme.on(card.key));
        let [x, y, width, height] = [left, top, w, h].map(number);
        let (fill, border) = (theme.card().hex(), theme.border(key).hex());
        self.push(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"6\" fill=\"{fill}\"/>\n"
        ));
        let straight = number(STRIPE - 6.0);
        let down = number(h - 12.0);
        self.push(&format!(
            "<path d=\"M{} {y}h{straight}v{height}h-{straight}a6 6 0 0 1 -6 -6v-{down}a6 6 0 0 1 6 -6z\" fill=\"{}\"/>\n",
            number(left + 6.0),
            key.hex()
        ));
        self.push(&format!(
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"6\" fill=\"none\" stroke=\"{border}\" stroke-width=\"1.2\"/>\n"
        ));
        self.icon(card.icon, [left + (STRIPE - 15.0) / 2.0, centre[1] - 7.5], 15.0, on);
        let x = left + STRIPE + PAD;
        let room = w - STRIPE - 2.0 * PAD;
        let mut y = top + 5.5;
        if !card.word.is_empty() {
            self.line([x, y + 7.5], room, WORD, theme.word(key), " letter-spacing=\"0.3\"", &card.word);
            y += 10.0;
        }
        for line in &card.name {
            self.line([x, y + 11.5], room, NAME, theme.ink(), "", line);
            y += 14.5;
        }
        for line in &card.detail {
            self.line([x, y + 9.0], room, DETAIL, theme.second(), "", line);
            y += 11.5;
        }
        self.close(card.link.as_deref());
    }

    fn dot(&mut self, card: &Card, centre: Xy) {
        self.open("n", &card.id, "node", &card.tooltip, card.link.as_deref());
        let [x, y, r] = [centre[0], centre[1], card.size[0] / 2.0].map(number);
        let (key, paper) = (card.key.hex(), self.theme.paper().hex());
        self.push(&format!(
            "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"{key}\" stroke=\"{paper}\" stroke-width=\"0.8\"/>\n"
        ));
        self.close(card.link.as_deref());
    }

    /// Writes the names of the most linked dots, the most linked first, where none covers another.
    fn names(&mut self, scene: &Scene, placement: &Placement) {
        let font = Font { size: 11.0 * self.grow, bold: true };
        let mut taken: Vec<(Xy, Xy)> = Vec::new();
        for &at in &scene.named {
            let (card, centre) = (&scene.cards[at], placement.nodes[at]);
            let Some(name) = card.name.first() else { continue };
            let (w, h) = (width(name, font) + 4.0, font.size * 1.2);
            let reach = card.size[0] / 2.0 + 3.0;
            let corners = [
                [centre[0] + reach, centre[1] - h / 2.0],
                [centre[0] - reach - w, centre[1] - h / 2.0],
                [centre[0] - w / 2.0, centre[1] - reach - h],
                [centre[0] - w / 2.0, centre[1] + reach],
            ];
            let free = |corner: &&Xy| {
                let inside = corner[0] >= -MARGIN / 2.0 && corner[0] + w <= placement.size[0] + MARGIN / 2.0;
                inside
                    && !taken.iter().any(|(a, b)| {
                        corner[0] < b[0] && corner[0] + w > a[0] && corner[1] < b[1] && corner[1] + h > a[1]
                    })
            };
            let Some(&corner) = corners.iter().find(free) else { continue };
            taken.push((corner, [corner[0] + w, corner[1] + h]));
            let paper = self.theme.paper().hex();
            let stroke = number(4.0 * self.grow);
            let more = format!(
                " stroke=\"{paper}\" stroke-width=\"{stroke}\" stroke-linejoin=\"round\" paint-order=\"stroke\""
            );
            self.line([corner[0] + 2.0, corner[1] + font.size * 0.95], w - 4.0, font, self.theme.ink(), &more, name);
        }
    }

    fn icon(&mut self, name: &str, at: Xy, side: f64, color: Rgb) {
        let [x, y] = at.map(number);
        let scale = (side / 16.0 * 1000.0).round() / 1000.0;
        self.push(&format!(
            "<path transform=\"translate({x} {y}) scale({scale})\" d=\"{}\" fill=\"{}\" fill-rule=\"evenodd\"/>\n",
            icon::path(name),
            color.hex()
        ));
    }
}

/// Returns the attributes of a line.
fn line_look(stroke: &Stroke, width: f64) -> String {
    let dash = if stroke.is_dashed { " stroke-dasharray=\"5 3\"" } else { "" };
    format!(" stroke=\"{}\" stroke-width=\"{}\"{dash}", stroke.color.hex(), number(width))
}

enum Entry<'s> {
    Type(Rgb, &'static str, &'s str),
    Relation(&'s Stroke, &'s str),
}

/// Writes a path; a curve that is straight becomes a line.
fn path_data(path: &[Xy]) -> String {
    let mut out = String::new();
    let Some(first) = path.first() else { return out };
    let _ = write!(out, "M{} {}", number(first[0]), number(first[1]));
    for at in (0..path.len().saturating_sub(3)).step_by(3) {
        let [a, b, c, d] = [path[at], path[at + 1], path[at + 2], path[at + 3]];
        let area = |p: Xy| (p[0] - a[0]) * (d[1] - a[1]) - (p[1] - a[1]) * (d[0] - a[0]);
        if area(b).abs() < 0.5 && area(c).abs() < 0.5 {
            let _ = write!(out, "L{} {}", number(d[0]), number(d[1]));
        } else {
            let all = [b[0], b[1], c[0], c[1], d[0], d[1]].map(number);
            let _ = write!(out, "C{} {} {} {} {} {}", all[0], all[1], all[2], all[3], all[4], all[5]);
        }
    }
    out
}

/// Writes a number with at most one decimal: a tenth of a point cannot be seen.
fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    // No minus before zero.
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}
