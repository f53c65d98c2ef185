//! The checks of single values and records.

use super::{
    Builder, CONFLICT_KEY, Code, Diagnostic, FileId, KeyList, Kind, Member, Site, id_text, json_list, suggest,
};
use crate::diagnostics::Place;
use crate::graph::fields::{EdgeKey, Key, NodeKey};
use crate::graph::text::Text;
use crate::graph::{Date, Direction, Graph, NodeId};
use crate::jsontext::{self, Scanner};
#[cfg(feature = "parquet")]
use std::collections::{HashMap, HashSet};

/// Keys of a piece of evidence that have a meaning.
const EVIDENCE_KEYS: &[&str] = &["document", "locator", "note", "quote", "stance"];
/// What `stance` may say.
pub(super) const STANCES: &[&str] = &["supports", "denies", "mentions"];

impl Builder {
    pub(super) fn error(
        &mut self,
        code: Code,
        site: Site<'_>,
        member: &Member<'_>,
        message: impl Into<String>,
        hint: Option<String>,
    ) {
        let place = self.place(site.0.file, member.value_span.clone(), site.pointer(Some(&member.key)));
        let mut diagnostic = Diagnostic::new(code, message).at(place);
        diagnostic.hint = hint;
        self.diagnostics.push(diagnostic);
    }

    /// Says once that there is too much of something.
    pub(super) fn too_large(&mut self, site: Site<'_>, what: &'static str, limit: u32) {
        if self.exceeded.insert(what) {
            let place = self.place(site.0.file, site.0.span.clone(), site.pointer(None));
            let problem = Diagnostic::new(Code::TooLarge, format!("this is more than {limit} {what}"));
            self.diagnostics.push(problem.at(place).hint("split the graph"));
        }
    }

    /// Reports values that are longer than the graph can hold.
    pub(super) fn values_fit(&mut self, site: Site<'_>) -> bool {
        let limit = self.limits.value;
        let is_long = |member: &&Member<'_>| member.value.len() > limit as usize;
        let Some(member) = site.0.members.iter().find(is_long) else { return true };
        let message = format!("this value is longer than {limit} bytes");
        self.error(Code::TooLarge, site, member, message, Some("keep it in a file of its own".to_owned()));
        false
    }

    /// Reports keys that stand twice, in the record or in a value inside it.
    pub(super) fn check_keys(&mut self, site: Site<'_>) {
        let members = site.0.members;
        // Pairs are few in a common record; a record of a million keys must not take a million squared.
        let mut seen = std::collections::HashSet::new();
        for (at, member) in members.iter().enumerate() {
            let twice = match members.len() {
                0..=24 => members[..at].iter().any(|before| before.key == member.key),
                _ => !seen.insert(&*member.key),
            };
            if twice {
                let name = format!("\"{}\"", member.key);
                self.duplicate_key(site, member.key_span.clone(), &name, site.pointer(Some(&member.key)));
            }
            // Evidence is looked through when its parts are checked.
            if site.0.list == "nodes" || member.key != "evidence" {
                self.check_nested_keys(site, member, || site.pointer(Some(&member.key)));
            }
        }
    }

    /// Reports a key that stands twice in an object inside a value.
    fn check_nested_keys(&mut self, site: Site<'_>, member: &Member<'_>, pointer: impl Fn() -> String) {
        // An object of one key, and a list without objects, have no key twice.
        let nested = matches!(member.value.as_bytes().first(), Some(b'{' | b'['));
        if nested
            && member.value.bytes().filter(|&byte| byte == b':').nth(1).is_some()
            && let Some(span) = jsontext::find_duplicate_key(member.value, 0)
        {
            let (start, name) = (member.value_span.start, &member.value[span.clone()]);
            self.duplicate_key(site, start + span.start..start + span.end, name, pointer());
        }
    }

    fn duplicate_key(&mut self, site: Site<'_>, span: std::ops::Range<usize>, name: &str, pointer: String) {
        let place = self.place(site.0.file, span, pointer);
        let message = format!("the key {name} stands twice in one object");
        self.diagnostics
            .push(Diagnostic::new(Code::DuplicateKey, message).at(place).hint("delete one, or join the two values"));
    }

    /// Warns of keys that are nearly a key with a meaning, once for each key.
    pub(super) fn check_near_misses(&mut self, site: Site<'_>, keys: &[(&'static str, &[&str])]) {
        // Found once, and only where a key is new: a record of a million keys must not be gone through for each.
        let absent = std::cell::OnceCell::new();
        let find_absent = || {
            let names = keys.iter().map(|(name, _)| *name);
            names.filter(|name| !site.0.members.iter().any(|m| m.key == *name)).collect::<Vec<_>>()
        };
        for member in site.0.members {
            if member.key == CONFLICT_KEY {
                self.report_merge_conflict(site.0.file, member, site.pointer(Some(&member.key)));
                continue;
            }
            if keys.iter().any(|(name, others)| *name == member.key || others.contains(&&*member.key)) {
                continue;
            }
            let absent = std::iter::once_with(|| absent.get_or_init(find_absent).iter().copied()).flatten();
            let list = if site.0.list == "nodes" { KeyList::Nodes } else { KeyList::Edges };
            self.near_miss(list, site, member, || site.pointer(Some(&member.key)), absent);
        }
    }

    /// Reports what a merge left for people to decide.
    pub(super) fn report_merge_conflict(&mut self, file: FileId, member: &Member<'_>, pointer: String) {
        let keys: Vec<String> = member.members().iter().map(|value| format!("`{}`", value.key)).collect();
        let about = if keys.is_empty() { String::new() } else { format!(" about {}", keys.join(", ")) };
        let hint = format!("choose the value of each key, then delete `{CONFLICT_KEY}`");
        let place = self.place(file, member.value_span.clone(), pointer);
        let message = format!("a merge left a conflict{about}");
        self.diagnostics.push(Diagnostic::new(Code::MergeConflict, message).at(place).hint(hint));
    }

    fn near_miss<'k>(
        &mut self,
        list: KeyList,
        site: Site<'_>,
        member: &Member<'_>,
        pointer: impl FnOnce() -> String,
        known: impl Iterator<Item = &'k str>,
    ) {
        // Each key is judged once: the judgement is dear, the keys of a large file are few.
        match self.judged_keys[list as usize].get_mut(&*member.key) {
            Some(None) => return,
            Some(Some((_, count))) => {
                *count += 1;
                return;
            }
            None => {}
        }
        let place = || self.place(site.0.file, member.key_span.clone(), pointer());
        let near_miss = near_miss(&member.key, known, place).map(|warning| (warning, 1));
        self.judged_keys[list as usize].insert((*member.key).into(), near_miss);
    }

    pub(super) fn warn_near_misses(&mut self) {
        for (mut diagnostic, count) in
            self.judged_keys.iter_mut().flat_map(|keys| keys.drain()).filter_map(|(_, miss)| miss)
        {
            if count > 1 {
                diagnostic.message = format!("{} ({count} times)", diagnostic.message);
            }
            // The order of the table does not matter: the list is sorted by place.
            self.diagnostics.push(diagnostic);
        }
    }

    /// Returns the member, or reports that the key is missing.
    pub(super) fn required<'m, 'a>(
        &mut self,
        site: Site<'_>,
        member: Option<&'m Member<'a>>,
        key: &str,
    ) -> Option<&'m Member<'a>> {
        if member.is_none() {
            let span = site.0.span.clone();
            let place = self.place(site.0.file, span, site.pointer(None));
            let near = site.0.members.iter().find(|m| near_key(&m.key, [key].into_iter()).is_some());
            let hint = match near {
                Some(near) => format!("did you mean `{key}` where it says `{}`?", near.key),
                None => format!("add `\"{key}\": …`"),
            };
            let what = if site.0.list == "nodes" { "node" } else { "edge" };
            self.diagnostics
                .push(Diagnostic::new(Code::MissingKey, format!("this {what} has no `{key}`")).at(place).hint(hint));
        }
        member
    }

    /// Returns the member if it is an id: a string that is not empty, or an integer.
    pub(super) fn required_id<'m, 'a>(
        &mut self,
        site: Site<'_>,
        member: Option<&'m Member<'a>>,
        key: &str,
    ) -> Option<&'m Member<'a>> {
        let member = self.required(site, member, key)?;
        let good = match Kind::of(member.value) {
            Kind::String => return Some(member).filter(|member| self.is_not_empty(site, member)),
            Kind::Number => !member.value.contains(['.', 'e', 'E']),
            _ => false,
        };
        if !good {
            self.wrong_type(site, member, "a string or an integer");
        }
        good.then_some(member)
    }

    pub(super) fn is_not_empty(&mut self, site: Site<'_>, member: &Member<'_>) -> bool {
        let empty = member.value == "\"\"";
        if empty {
            self.error(
                Code::EmptyId,
                site,
                member,
                format!("`{}` is empty", member.key),
                Some("write a name in it".to_owned()),
            );
        }
        !empty
    }

    fn wrong_type(&mut self, site: Site<'_>, member: &Member<'_>, wanted: &str) {
        let found = Kind::of(member.value).with_article();
        let hint = match (wanted, Kind::of(member.value)) {
            ("a string", Kind::Number) => Some("put it in double quotes".to_owned()),
            ("a number", Kind::String) => Some("write it without quotes".to_owned()),
            _ => None,
        };
        self.error(Code::WrongType, site, member, format!("`{}` must be {wanted}, not {found}", member.key), hint);
    }

    /// Returns the member if it is a string; null counts as absent, anything else is reported.
    pub(super) fn string<'m, 'a>(&mut self, site: Site<'_>, member: &'m Member<'a>) -> Option<&'m Member<'a>> {
        match Kind::of(member.value) {
            Kind::String => Some(member),
            Kind::Null => None,
            _ => {
                self.wrong_type(site, member, "a string");
                None
            }
        }
    }

    /// Stores a list of strings; one string is read as a list of one.
    pub(super) fn string_list(&mut self, site: Site<'_>, member: &Member<'_>) -> Option<Text> {
        match Kind::of(member.value) {
            Kind::Null => return None,
            Kind::String => {
                let list = [jsontext::decode(member.value).into_owned()];
                return Some(self.graph.texts.push(&json_list(&list)));
            }
            Kind::Array => {}
            _ => {
                self.wrong_type(site, member, "a list of strings");
                return None;
            }
        }
        let elements = jsontext::elements(member.value, 0);
        for (at, (value, span)) in elements.iter().enumerate() {
            if Kind::of(value) != Kind::String {
                let start = member.value_span.start;
                let pointer = format!("{}/{at}", site.pointer(Some(&member.key)));
                let place = self.place(site.0.file, start + span.start..start + span.end, pointer);
                let message =
                    format!("`{}` must be a list of strings; this is {}", member.key, Kind::of(value).with_article());
                self.diagnostics.push(Diagnostic::new(Code::WrongType, message).at(place));
                return None;
            }
        }
        (!elements.is_empty()).then(|| self.text(member.value))
    }

    fn date(&mut self, site: Site<'_>, member: &Member<'_>) -> Option<Date> {
        let text = jsontext::decode(member.value);
        let date = Date::parse(&text);
        if date.is_none() {
            let hint = "write 2025, 2025-09 or 2025-09-19 (ISO 8601)".to_owned();
            self.error(Code::BadDate, site, member, format!("`{text}` is not a date"), Some(hint));
        }
        date
    }

    /// Reports dates that are none, and those in the wrong order; what is no string is left aside.
    pub(super) fn check_dates(&mut self, site: Site<'_>, since: Option<&Member<'_>>, until: Option<&Member<'_>>) {
        let dates = [since, until].map(|member| {
            let member = member.filter(|member| Kind::of(member.value) == Kind::String)?;
            self.date(site, member)
        });
        if let [Some(since_date), Some(until_date)] = dates
            && since_date.is_after(until_date)
            && let Some(member) = since
        {
            let message = "`since` is after `until`";
            self.error(Code::BadDate, site, member, message, Some("swap the two dates".to_owned()));
        }
    }

    /// Returns whether a weight is a number, which is then kept; one that is not finite or not above zero is reported.
    pub(super) fn is_weight(&mut self, site: Site<'_>, member: &Member<'_>) -> bool {
        match Kind::of(member.value) {
            Kind::Number => {
                let weight: f64 = member.value.parse().unwrap_or(f64::NAN);
                if !weight.is_finite() || weight <= 0.0 {
                    let hint = "weights are finite and above zero; readers drop or misread other edges".to_owned();
                    self.error(
                        Code::BadWeight,
                        site,
                        member,
                        format!("the weight {} cannot be used", jsontext::shorten(member.value, 40)),
                        Some(hint),
                    );
                }
                true
            }
            Kind::Null => false,
            _ => {
                self.wrong_type(site, member, "a number");
                false
            }
        }
    }

    /// Checks evidence and adds its row; returns whether there is any.
    pub(super) fn evidence(&mut self, site: Site<'_>, member: &Member<'_>) -> bool {
        let mut scanner = Scanner::new(member.value, 0);
        let mut parts = Vec::new();
        let mut number = 0;
        match Kind::of(member.value) {
            Kind::Null => return false,
            Kind::Object => {
                self.piece(site, member, &mut scanner, None, &mut parts);
                let value = self.graph.texts.push(&format!("[{}]", member.value));
                self.push_row(EdgeKey::EVIDENCE, value);
                return true;
            }
            Kind::Array => {
                let mut first = true;
                // The value was scanned before, so the scanner finds nothing to fail on.
                let mut more = scanner.begin_array().is_ok();
                while more && scanner.next_element(&mut first).unwrap_or(false) {
                    more = self.piece(site, member, &mut scanner, Some(number), &mut parts);
                    number += 1;
                }
                if !more {
                    return false;
                }
            }
            _ => {
                self.wrong_type(site, member, "a list of objects");
                return false;
            }
        }
        if number > 0 {
            let value = self.text(member.value);
            self.push_row(EdgeKey::EVIDENCE, value);
        }
        number > 0
    }

    /// Checks one piece of evidence at the scanner's position; returns whether it is an object.
    fn piece<'a>(
        &mut self,
        site: Site<'_>,
        member: &Member<'a>,
        scanner: &mut Scanner<'a>,
        number: Option<usize>,
        parts: &mut Vec<Member<'a>>,
    ) -> bool {
        let base = member.value_span.start;
        let pointer = || match number {
            None => site.pointer(Some(&member.key)),
            Some(number) => format!("{}/{number}", site.pointer(Some(&member.key))),
        };
        if scanner.peek() != Some(b'{') {
            let span = scanner.value().unwrap_or_default();
            let found = Kind::of(&member.value[span.clone()]).with_article();
            let place = self.place(site.0.file, base + span.start..base + span.end, pointer());
            let message = format!("a piece of evidence must be an object, not {found}");
            self.diagnostics.push(
                Diagnostic::new(Code::WrongType, message).at(place).hint("write `{\"document\": …, \"note\": …}`"),
            );
            return false;
        }
        parts.clear();
        if jsontext::take_members(scanner, parts).is_err() {
            return false;
        }
        for (at, part) in parts.iter().enumerate() {
            let shift = |span: &std::ops::Range<usize>| span.start + base..span.end + base;
            if parts[..at].iter().any(|before| before.key == part.key) {
                let name = format!("\"{}\"", part.key);
                self.duplicate_key(site, shift(&part.key_span), &name, format!("{}/{}", pointer(), part.key));
            }
            let part = Member {
                key: part.key.clone(),
                key_span: shift(&part.key_span),
                value: part.value,
                value_span: shift(&part.value_span),
            };
            self.check_nested_keys(site, &part, || format!("{}/{}", pointer(), part.key));
            self.evidence_part(site, &part, || format!("{}/{}", pointer(), part.key));
        }
        true
    }

    fn evidence_part(&mut self, site: Site<'_>, part: &Member<'_>, pointer: impl Fn() -> String) {
        let kind = Kind::of(part.value);
        if !EVIDENCE_KEYS.contains(&&*part.key) {
            self.near_miss(KeyList::Evidence, site, part, pointer, EVIDENCE_KEYS.iter().copied());
            return;
        }
        // A bare page number is a fine locator.
        if kind != Kind::String && kind != Kind::Null && !(kind == Kind::Number && part.key == "locator") {
            let message = format!("`{}` must be a string, not {}", part.key, kind.with_article());
            let place = self.place(site.0.file, part.value_span.clone(), pointer());
            self.diagnostics.push(Diagnostic::new(Code::WrongType, message).at(place));
            return;
        }
        self.graph.has_stances |= part.key == "stance";
        if kind != Kind::String || !matches!(&*part.key, "document" | "stance") {
            return;
        }
        let text = jsontext::decode(part.value);
        let (code, message, hint) = if part.key == "stance" {
            if STANCES.contains(&&*text) {
                return;
            }
            (Code::BadValue, format!("`{text}` is not a stance"), format!("write {}", suggest::either(STANCES)))
        } else {
            if self.documents.find(&text).is_some() {
                return;
            }
            let known = self.graph.header.documents.iter().map(|document| document.id.as_str());
            let hint = suggest::did_you_mean(&text, known)
                .unwrap_or_else(|| format!("add `{{\"id\": \"{text}\", \"title\": …}}` to `graph.documents`"));
            (Code::UnknownDocument, format!("no document has the id `{text}`"), hint)
        };
        let place = self.place(site.0.file, part.value_span.clone(), pointer());
        self.diagnostics.push(Diagnostic::new(code, message).at(place).hint(hint));
    }

    /// Returns whether an edge's ends are of the types that its relation allows.
    pub(super) fn fits(&self, relation: u32, source: NodeId, target: NodeId) -> bool {
        let Some((from, to)) = self.allowed_ends.get(relation as usize) else { return true };
        let fits = |source, target| self.is_of(source, from) && self.is_of(target, to);
        fits(source, target) || self.graph.header.relations[relation as usize].symmetric && fits(target, source)
    }

    /// Returns whether a node is of one of some types; no types mean any, and a node without a type fits all.
    fn is_of(&self, node: NodeId, allowed: &[u32]) -> bool {
        let type_of = |node: NodeId| self.graph.topology[node].type_index().map(|at| at as u32);
        allowed.is_empty() || type_of(node).is_none_or(|number| allowed.contains(&number))
    }

    /// Returns the number of one of the user's own keys that was seen before, and is no near miss.
    pub(super) fn own_key(&self, key: &str, edge: bool) -> Option<Key> {
        let (list, names, reserved) = match edge {
            true => (KeyList::Edges, &self.graph.edge_keys, EdgeKey::RESERVED),
            false => (KeyList::Nodes, &self.graph.node_keys, NodeKey::RESERVED),
        };
        let is_known = matches!(self.judged_keys[list as usize].get(key), Some(None));
        names.find(key).filter(|&key| is_known && key >= reserved).map(Key)
    }

    /// Returns whether a key of evidence was seen before, and is the user's own and no near miss.
    pub(super) fn is_own_evidence_key(&self, key: &str) -> bool {
        matches!(self.judged_keys[KeyList::Evidence as usize].get(key), Some(None))
    }

    /// Checks an edge's ends against the types that its relation allows.
    pub(super) fn check_ends(
        &mut self,
        site: Site<'_>,
        relation: u32,
        source: (NodeId, &Member<'_>),
        target: (NodeId, &Member<'_>),
    ) {
        if self.fits(relation, source.0, target.0) {
            return;
        }
        let Some((from, to)) = self.allowed_ends.get(relation as usize) else { return };
        let fits = |allowed: &[u32], node: NodeId| self.is_of(node, allowed);
        let reversed = fits(from, target.0) && fits(to, source.0);
        let declared = &self.graph.header.relations[relation as usize];
        let bad = [(source, from, "source"), (target, to, "target")]
            .map(|(end, allowed, name)| (!fits(allowed, end.0)).then_some((end, allowed, name)));
        let mut found = Vec::new();
        for ((node, member), allowed, end) in bad.into_iter().flatten() {
            let names: Vec<&str> = allowed.iter().map(|&number| self.types.get(number)).collect();
            let is = self.graph.entity_type(node).map_or("untyped", |t| t.id.as_str());
            let message = format!(
                "the {end} of `{}` must be {}, but `{}` is `{is}`",
                declared.id,
                suggest::either(&names),
                id_text(member)
            );
            let hint = reversed
                .then(|| format!("it fits the other way round: swap source and target of this `{}`", declared.id));
            found.push((member, message, hint));
        }
        for (member, message, hint) in found {
            self.error(Code::WrongEndpointType, site, member, message, hint);
        }
    }

    pub(super) fn warn_isolated(&mut self) {
        // Where edges could not be read, nobody knows which nodes are alone.
        let unread = |d: &Diagnostic| match d.code {
            Code::MalformedJson => true,
            Code::MissingKey | Code::WrongType => d
                .place
                .as_ref()
                .is_none_or(|place| !place.pointer.contains("/nodes/") && place.pointer.matches('/').count() < 3),
            _ => false,
        };
        if self.diagnostics.iter().any(unread) {
            return;
        }
        let graph = &self.graph;
        let isolated = graph.nodes().filter(|&node| {
            let edges = |direction| graph.edges_of(node, direction);
            let none = edges(Direction::Outgoing).is_empty() && edges(Direction::Incoming).is_empty();
            none && !self.mentioned.contains(&node)
        });
        let warnings: Vec<Diagnostic> = isolated
            .map(|node| {
                let (file, index, span) = &self.node_sites[node.index()];
                let place = self.place(*file, span.clone(), format!("/nodes/{index}/id"));
                Diagnostic::new(Code::IsolatedNode, format!("no edge touches `{}`", graph.id(node)))
                    .at(place)
                    .hint("add an edge, or delete the node")
            })
            .collect();
        self.diagnostics.extend(warnings);
    }
}

impl Graph {
    /// Returns whether no reader has anything to say about a piece of evidence. Time O(pieces).
    #[cfg(feature = "parquet")]
    pub(crate) fn has_sound_evidence(&self) -> bool {
        let mut judged: HashMap<String, bool> = HashMap::new();
        let documents: HashSet<&str> = self.header.documents.iter().map(|document| document.id.as_str()).collect();
        let place = || Place { source: crate::diagnostics::Source::new("", ""), span: 0..0, pointer: String::new() };
        self.edges().flat_map(|edge| self.pieces(edge)).all(|piece| {
            let is_listed = piece.document().is_none_or(|id| documents.contains(&*id));
            let is_stance = piece.stance().is_none_or(|stance| STANCES.contains(&&*stance));
            is_listed && is_stance && {
                let members = jsontext::members(piece.json, 0);
                members.iter().enumerate().all(|(at, member)| {
                    let (key, kind) = (&*member.key, Kind::of(member.value));
                    let is_good = match EVIDENCE_KEYS.contains(&key) {
                        true => matches!(kind, Kind::String | Kind::Null) || kind == Kind::Number && key == "locator",
                        false => *judged
                            .entry(key.to_owned())
                            .or_insert_with(|| near_miss(key, EVIDENCE_KEYS.iter().copied(), place).is_none()),
                    };
                    is_good
                        && members[..at].iter().all(|before| before.key != key)
                        && jsontext::find_duplicate_key(member.value, 0).is_none()
                })
            }
        })
    }
}

/// Returns a warning if a key without a meaning is nearly one with a meaning.
pub(super) fn near_miss<'k>(
    key: &str,
    known: impl Iterator<Item = &'k str>,
    place: impl FnOnce() -> Place,
) -> Option<Diagnostic> {
    let near = near_key(key, known)?;
    let message = format!("`{key}` is no key that kgraph knows; it is kept as your own");
    Some(Diagnostic::new(Code::NearMissKey, message).at(place()).hint(format!("did you mean `{near}`?")))
}

/// Returns the known key that a key nearly is: one edit away, or two in long words, or its beginning.
fn near_key<'k>(key: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let length = key.chars().count();
    let allowed = match length {
        0..=2 => return None,
        3..=6 => 1,
        _ => 2,
    };
    let folded = key.to_lowercase();
    let begins = |name: &str| length >= 4 && name.starts_with(&folded);
    known.filter(|name| *name != key).find(|name| begins(name) || suggest::distance(&folded, name) <= allowed)
}
