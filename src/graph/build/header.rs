//! The header of a file: `graph` with its documents, types and relations.

use super::check::near_miss;
use super::{Builder, CONFLICT_KEY, Code, Diagnostic, FileId, Kind, Member, quoted, suggest};
use crate::diagnostics::Place;
use crate::graph::Date;
use crate::graph::vocabulary::{Document, EntityType, Polarity, Relation, label_from_id};
use crate::jsontext;
use std::borrow::Cow;
use std::ops::Range;

const DOCUMENT_KEYS: &[&str] = &["id", "title", "publisher", "date", "url", "text", "sha256"];
const TYPE_KEYS: &[&str] = &["id", "label", "plural", "synonyms", "who", "pronoun"];
const RELATION_KEYS: &[&str] = &[
    "id",
    "label",
    "inverse",
    "phrases",
    "inverse_phrases",
    "nouns",
    "object_nouns",
    "from",
    "to",
    "symmetric",
    "polarity",
];
const TOP_KEYS: &[&str] = &["nodes", "edges", "links", "graph", "directed", "multigraph"];
const HEADER_KEYS: &[&str] = &["title", "documents", "types", "relations"];

/// One declaration: an object of `documents`, `types` or `relations`.
struct Declaration<'a> {
    /// Whether it is a bare string that stands for an object with that id.
    bare: bool,
    file: FileId,
    pointer: String,
    span: Range<usize>,
    members: Vec<Member<'a>>,
    json: String,
}

impl Declaration<'_> {
    fn member(&self, key: &str) -> Option<&Member<'_>> {
        self.members.iter().find(|member| member.key == key)
    }

    fn pointer(&self, key: &str) -> String {
        if self.bare { self.pointer.clone() } else { format!("{}/{key}", self.pointer) }
    }
}

impl Builder {
    /// Reads a key that stands beside `nodes` and `edges`, other than `graph`.
    pub fn top_level(&mut self, file: FileId, member: &Member<'_>) {
        let kind = Kind::of(member.value);
        match &*member.key {
            "directed" if kind == Kind::Bool => {
                let (value, known) = (member.value == "true", self.graph.header.directed);
                let place = self.place(file, member.value_span.clone(), "/directed");
                match self.header_places.get("/directed").cloned() {
                    Some(first) if value != known => self.header_conflict("directed", &known.to_string(), place, first),
                    Some(_) => {}
                    None => {
                        self.graph.header.directed = value;
                        self.header_places.insert("/directed".to_owned(), place);
                    }
                }
            }
            // Parallel edges are always kept, so nothing depends on it.
            "multigraph" if kind == Kind::Bool => {}
            "directed" | "multigraph" => {
                let place = self.place(file, member.value_span.clone(), format!("/{}", member.key));
                let message = format!("`{}` must be true or false, not {}", member.key, kind.with_article());
                self.diagnostics.push(Diagnostic::new(Code::WrongType, message).at(place));
            }
            _ => {
                let place = self.place(file, member.key_span.clone(), format!("/{}", member.key));
                self.diagnostics.extend(near_miss(&member.key, TOP_KEYS.iter().copied(), || place));
                let json = canonical(member.value);
                self.attribute(file, member, format!("/{}", member.key), json, true);
            }
        }
    }

    /// Reads the value of the key `graph`.
    pub fn header(&mut self, file: FileId, value: &Member<'_>) {
        if Kind::of(value.value) == Kind::Null {
            return;
        }
        if Kind::of(value.value) != Kind::Object {
            let place = self.place(file, value.value_span.clone(), "/graph");
            let message = format!("`graph` must be an object, not {}", Kind::of(value.value).with_article());
            self.diagnostics.push(Diagnostic::new(Code::WrongType, message).at(place));
            return;
        }
        let members = value.members();
        self.unique_keys(file, "/graph", &members);
        self.header_members(file, &members);
    }

    /// Reads the keys of a header: title, documents, types, relations, and the user's own.
    pub fn header_members(&mut self, file: FileId, members: &[Member<'_>]) {
        let titled = members.iter().any(|member| member.key == "title");
        for member in members {
            self.header_key(file, member, titled);
        }
    }

    fn header_key(&mut self, file: FileId, member: &Member<'_>, titled: bool) {
        let pointer = format!("/graph/{}", member.key);
        let is_title = member.key == "title" || member.key == "name" && !titled;
        match &*member.key {
            _ if is_title && Kind::of(member.value) == Kind::String => {
                let title = jsontext::decode(member.value).into_owned();
                let place = self.place(file, member.value_span.clone(), pointer);
                match (self.graph.header.title.clone(), self.header_places.get("/graph/title").cloned()) {
                    (Some(known), Some(first)) if known != title => {
                        self.header_conflict("title", &known, place, first);
                    }
                    (Some(_), _) => {}
                    (None, _) => {
                        self.graph.header.title = Some(title);
                        self.header_places.insert("/graph/title".to_owned(), place);
                    }
                }
            }
            "title" => self.header_wrong_type(file, member, &pointer, "a string"),
            CONFLICT_KEY => {
                self.report_merge_conflict(file, member, pointer.clone());
                self.attribute(file, member, pointer, canonical(member.value), false);
            }
            "documents" => self.declarations(file, member, Self::document),
            "types" => self.declarations(file, member, Self::entity_type),
            "relations" => self.declarations(file, member, Self::relation),
            _ => {
                let place = self.place(file, member.key_span.clone(), pointer.clone());
                self.diagnostics.extend(near_miss(&member.key, HEADER_KEYS.iter().copied(), || place));
                let json = canonical(member.value);
                self.attribute(file, member, pointer, json, false);
            }
        }
    }

    /// Returns whether a header declares relations, so that others are mistakes.
    pub fn declares_relations(&self) -> bool {
        self.graph.header.relations.iter().any(|relation| relation.declared)
    }

    /// Fixes the vocabulary: nodes and edges are checked against it from here on.
    pub(super) fn seal(&mut self) {
        if self.sealed {
            return;
        }
        self.sealed = true;
        self.types_are_declared = !self.graph.header.types.is_empty();
        self.relations_are_declared = !self.graph.header.relations.is_empty();
        for (name, place) in std::mem::take(&mut self.end_types) {
            if !self.types_are_declared {
                // `from` and `to` may then name types that only nodes bring.
                self.infer_type(&name);
            } else if self.types.find(&name).is_none() {
                let known: Vec<&str> = self.graph.header.types.iter().map(|known| known.id.as_str()).collect();
                let mut diagnostic =
                    Diagnostic::new(Code::UnknownType, format!("`{name}` is not one of the declared types")).at(place);
                diagnostic.hint = suggest::did_you_mean(&name, known);
                self.diagnostics.push(diagnostic);
            }
        }
        let numbers = |names: &[String]| names.iter().filter_map(|name| self.types.find(name)).collect::<Vec<u32>>();
        self.allowed_ends = self
            .graph
            .header
            .relations
            .iter()
            .map(|relation| (numbers(&relation.from), numbers(&relation.to)))
            .collect();
    }

    pub(super) fn infer_type(&mut self, id: &str) -> u32 {
        let number = self.types.intern(id);
        if number as usize == self.graph.header.types.len() {
            self.graph.header.types.push(EntityType {
                id: id.to_owned(),
                label: capitalised(&label_from_id(id)),
                ..EntityType::default()
            });
        }
        number
    }

    pub(super) fn infer_relation(&mut self, id: &str) -> u32 {
        let number = self.relations.intern(id);
        if number as usize == self.graph.header.relations.len() {
            self.graph.header.relations.push(Relation {
                id: id.to_owned(),
                label: label_from_id(id),
                ..Relation::default()
            });
            self.allowed_ends.push((Vec::new(), Vec::new()));
        }
        number
    }

    fn attribute(&mut self, file: FileId, member: &Member<'_>, pointer: String, json: String, top: bool) {
        let place = self.place(file, member.value_span.clone(), pointer.clone());
        let header = &mut self.graph.header;
        let list = if top { &mut header.top_attributes } else { &mut header.attributes };
        match list.iter().find(|(key, _)| *key == member.key).map(|(_, known)| known.clone()) {
            None => {
                list.push((member.key.to_string(), json));
                self.header_places.insert(pointer, place);
            }
            Some(known) if known == json => {}
            Some(known) => {
                let first = self.header_places.get(&pointer).cloned().unwrap_or_else(|| place.clone());
                self.header_conflict(&member.key, &known, place, first);
            }
        }
    }

    /// Reports that two files disagree about the graph.
    fn header_conflict(&mut self, key: &str, known: &str, place: Place, first: Place) {
        // Twice in one file is reported as that.
        if std::sync::Arc::ptr_eq(&place.source, &first.source) {
            return;
        }
        let message = format!("`{key}` was {} in a file before; that value is kept", jsontext::shorten(known, 60));
        let diagnostic = Diagnostic::new(Code::ConflictingValue, message).at(place).related(first, "first given here");
        self.diagnostics.push(diagnostic);
    }

    fn unique_keys(&mut self, file: FileId, pointer: &str, members: &[Member<'_>]) {
        for (at, member) in members.iter().enumerate() {
            if members[..at].iter().any(|before| before.key == member.key) {
                let place = self.place(file, member.key_span.clone(), format!("{pointer}/{}", member.key));
                let message = format!("the key `{}` stands twice in one object", member.key);
                self.diagnostics.push(
                    Diagnostic::new(Code::DuplicateKey, message).at(place).hint("delete one, or join the two values"),
                );
            }
        }
    }

    fn header_wrong_type(&mut self, file: FileId, member: &Member<'_>, pointer: &str, wanted: &str) {
        let found = Kind::of(member.value).with_article();
        let place = self.place(file, member.value_span.clone(), pointer);
        self.diagnostics.push(
            Diagnostic::new(Code::WrongType, format!("`{}` must be {wanted}, not {found}", member.key)).at(place),
        );
    }

    /// Reads a list of declarations; a bare string stands for an object with that id.
    fn declarations(&mut self, file: FileId, list: &Member<'_>, add: fn(&mut Self, &Declaration<'_>)) {
        let pointer = format!("/graph/{}", list.key);
        if Kind::of(list.value) == Kind::Null {
            return;
        }
        if Kind::of(list.value) != Kind::Array {
            return self.header_wrong_type(file, list, &pointer, "a list of objects");
        }
        for (at, (value, span)) in list.elements().into_iter().enumerate() {
            let pointer = format!("{pointer}/{at}");
            let members = match Kind::of(value) {
                Kind::Object => {
                    let whole =
                        Member { key: Cow::Borrowed(""), key_span: span.clone(), value, value_span: span.clone() };
                    whole.members()
                }
                Kind::String => {
                    vec![Member { key: Cow::Borrowed("id"), key_span: span.clone(), value, value_span: span.clone() }]
                }
                kind => {
                    let place = self.place(file, span, pointer);
                    let message = format!("`{}` must be a list of objects; this is {}", list.key, kind.with_article());
                    self.diagnostics.push(Diagnostic::new(Code::WrongType, message).at(place));
                    continue;
                }
            };
            self.unique_keys(file, &pointer, &members);
            let json = match Kind::of(value) {
                Kind::String => format!("{{\"id\": {value}}}"),
                _ => canonical(value),
            };
            let bare = Kind::of(value) == Kind::String;
            add(self, &Declaration { bare, file, pointer, span, members, json });
        }
    }

    /// Returns a declaration's id if it is new; reports one that is missing, empty or used twice.
    fn new_id(&mut self, declaration: &Declaration<'_>, known: Option<String>, keys: &[&str]) -> Option<String> {
        for member in &declaration.members {
            if keys.contains(&&*member.key) {
                continue;
            }
            if member.key == CONFLICT_KEY {
                self.report_merge_conflict(declaration.file, member, declaration.pointer(&member.key));
                continue;
            }
            let place = self.place(declaration.file, member.key_span.clone(), declaration.pointer(&member.key));
            self.diagnostics.extend(near_miss(&member.key, keys.iter().copied(), || place));
        }
        let Some(member) = declaration.member("id") else {
            let place = self.place(declaration.file, declaration.span.clone(), declaration.pointer.clone());
            self.diagnostics.push(
                Diagnostic::new(Code::MissingKey, "this declaration has no `id`").at(place).hint("add `\"id\": …`"),
            );
            return None;
        };
        if Kind::of(member.value) != Kind::String {
            self.header_wrong_type(declaration.file, member, &declaration.pointer("id"), "a string");
            return None;
        }
        let id = jsontext::decode(member.value).into_owned();
        let place = self.place(declaration.file, member.value_span.clone(), declaration.pointer("id"));
        if id.is_empty() {
            self.diagnostics.push(Diagnostic::new(Code::EmptyId, "`id` is empty").at(place).hint("write a name in it"));
            return None;
        }
        let list = declaration.pointer.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
        let name = format!("{list}{id}");
        let first = self.header_places.entry(name).or_insert_with(|| place.clone()).clone();
        let first_in_file = self.declared.insert((declaration.file.0, list, id.clone()));
        match known {
            None => Some(id),
            Some(json) if first_in_file && json == declaration.json => None,
            Some(_) if !first_in_file => {
                self.diagnostics.push(
                    Diagnostic::new(Code::DuplicateId, format!("`{id}` is declared twice"))
                        .at(place)
                        .hint("join the two"),
                );
                None
            }
            Some(_) => {
                let message = format!("`{id}` is declared otherwise in a file before; that declaration is kept");
                let diagnostic = Diagnostic::new(Code::ConflictingValue, message).at(place);
                self.diagnostics.push(diagnostic.related(first, "first declared here"));
                None
            }
        }
    }

    fn text_of(&mut self, declaration: &Declaration<'_>, key: &str) -> Option<String> {
        let member = declaration.member(key)?;
        match Kind::of(member.value) {
            Kind::String => Some(jsontext::decode(member.value).into_owned()),
            Kind::Null => None,
            _ => {
                self.header_wrong_type(declaration.file, member, &declaration.pointer(key), "a string");
                None
            }
        }
    }

    fn flag_of(&mut self, declaration: &Declaration<'_>, key: &str) -> Option<bool> {
        let member = declaration.member(key)?;
        match Kind::of(member.value) {
            Kind::Bool => Some(member.value == "true"),
            Kind::Null => None,
            _ => {
                self.header_wrong_type(declaration.file, member, &declaration.pointer(key), "true or false");
                None
            }
        }
    }

    /// Reads a list of strings; one string is read as a list of one.
    fn list_of(&mut self, declaration: &Declaration<'_>, key: &str) -> Vec<String> {
        let Some(member) = declaration.member(key) else { return Vec::new() };
        let elements = jsontext::elements(member.value, 0);
        match Kind::of(member.value) {
            Kind::Null => Vec::new(),
            Kind::String => vec![jsontext::decode(member.value).into_owned()],
            Kind::Array if elements.iter().all(|(value, _)| Kind::of(value) == Kind::String) => {
                elements.into_iter().map(|(value, _)| jsontext::decode(value).into_owned()).collect()
            }
            _ => {
                let place = self.place(declaration.file, member.value_span.clone(), declaration.pointer(key));
                self.diagnostics
                    .push(Diagnostic::new(Code::WrongType, format!("`{key}` must be a list of strings")).at(place));
                Vec::new()
            }
        }
    }

    fn document(&mut self, declaration: &Declaration<'_>) {
        let known =
            declared(declaration).and_then(|id| self.graph.header.document(&id).map(|known| known.json.clone()));
        let Some(id) = self.new_id(declaration, known, DOCUMENT_KEYS) else { return };
        let document = Document {
            id,
            title: self.text_of(declaration, "title"),
            publisher: self.text_of(declaration, "publisher"),
            date: self.text_of(declaration, "date"),
            url: self.text_of(declaration, "url"),
            text: self.text_of(declaration, "text"),
            sha256: self.text_of(declaration, "sha256"),
            file: self.sources[declaration.file.0].name().to_owned(),
            json: declaration.json.clone(),
        };
        if let (Some(date), Some(member)) = (&document.date, declaration.member("date"))
            && Date::parse(date).is_none()
        {
            let place = self.place(declaration.file, member.value_span.clone(), declaration.pointer("date"));
            self.diagnostics.push(
                Diagnostic::new(Code::BadDate, format!("`{date}` is not a date"))
                    .at(place)
                    .hint("write 2025, 2025-09 or 2025-09-19 (ISO 8601)"),
            );
        }
        self.documents.intern(&document.id);
        self.graph.header.documents.push(document);
    }

    fn entity_type(&mut self, declaration: &Declaration<'_>) {
        let known =
            declared(declaration).and_then(|id| self.graph.header.entity_type(&id).map(|known| known.json.clone()));
        let Some(id) = self.new_id(declaration, known, TYPE_KEYS) else { return };
        let pronoun = self.text_of(declaration, "pronoun");
        let who = self.flag_of(declaration, "who").unwrap_or(false) || pronoun.as_deref() == Some("who");
        self.types.intern(&id);
        let entity_type = EntityType {
            label: self.text_of(declaration, "label").unwrap_or_else(|| capitalised(&label_from_id(&id))),
            plural: self.text_of(declaration, "plural"),
            synonyms: self.list_of(declaration, "synonyms"),
            who,
            declared: true,
            json: declaration.json.clone(),
            id,
        };
        self.graph.header.types.push(entity_type);
    }

    fn relation(&mut self, declaration: &Declaration<'_>) {
        let known =
            declared(declaration).and_then(|id| self.graph.header.relation(&id).map(|known| known.json.clone()));
        let Some(id) = self.new_id(declaration, known, RELATION_KEYS) else { return };
        self.relations.intern(&id);
        let polarity = self.text_of(declaration, "polarity");
        let polarity =
            polarity.as_deref().map(|word| (word.to_owned(), Polarity::ALL.into_iter().find(|p| p.as_str() == word)));
        if let (Some((word, None)), Some(member)) = (&polarity, declaration.member("polarity")) {
            let place = self.place(declaration.file, member.value_span.clone(), declaration.pointer("polarity"));
            let words = Polarity::ALL.map(Polarity::as_str);
            let hint = format!("write {}", suggest::either(&words));
            self.diagnostics
                .push(Diagnostic::new(Code::BadValue, format!("`{word}` is not a polarity")).at(place).hint(hint));
        }
        let relation = Relation {
            label: self.text_of(declaration, "label").unwrap_or_else(|| label_from_id(&id)),
            inverse: self.text_of(declaration, "inverse"),
            phrases: self.list_of(declaration, "phrases"),
            inverse_phrases: self.list_of(declaration, "inverse_phrases"),
            nouns: self.list_of(declaration, "nouns"),
            object_nouns: self.list_of(declaration, "object_nouns"),
            from: self.list_of(declaration, "from"),
            to: self.list_of(declaration, "to"),
            symmetric: self.flag_of(declaration, "symmetric").unwrap_or(false),
            polarity: polarity.and_then(|(_, polarity)| polarity).unwrap_or_default(),
            declared: true,
            json: declaration.json.clone(),
            id,
        };
        for (key, names) in [("from", &relation.from), ("to", &relation.to)] {
            let Some(member) = declaration.member(key) else { continue };
            let elements = member.elements();
            for (at, name) in names.iter().enumerate() {
                let (span, pointer) = match elements.get(at) {
                    Some((_, span)) => (span.clone(), format!("{}/{at}", declaration.pointer(key))),
                    None => (member.value_span.clone(), declaration.pointer(key)),
                };
                self.end_types.push((name.clone(), self.place(declaration.file, span, pointer)));
            }
        }
        self.graph.header.relations.push(relation);
    }

    /// Reports that two files disagree about a node.
    pub(super) fn conflict(&mut self, site: super::Site<'_>, node: super::NodeId, key: &str, known: &str, other: &str) {
        let member = site.0.members.iter().find(|member| member.key == key);
        let span = member.map_or(site.0.span.clone(), |member| member.value_span.clone());
        let message = format!(
            "`{}` has two values for `{key}`: {} is kept, {} is not",
            self.graph.id(node),
            jsontext::shorten(known, 60),
            jsontext::shorten(other, 60)
        );
        let mut diagnostic =
            Diagnostic::new(Code::ConflictingValue, message).at(self.place(site.0.file, span, site.pointer(Some(key))));
        if let Some((source, span)) = self.graph.node_origin(node) {
            let first = crate::graph::place(source, quoted(source.text(), span), String::new());
            diagnostic = diagnostic.related(first, "first described here");
        }
        self.diagnostics.push(diagnostic);
    }
}

fn declared(declaration: &Declaration<'_>) -> Option<String> {
    declaration.member("id").map(|member| jsontext::decode(member.value).into_owned())
}

fn canonical(value: &str) -> String {
    let mut json = String::with_capacity(value.len());
    jsontext::write_canonical(&mut json, value);
    json
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
