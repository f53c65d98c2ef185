//! What a graph says about itself: its documents, entity types and relations.
//!
//! The vocabulary is data. A file without one works: types and relations are then inferred from
//! use, with labels made from their ids (`quoted-by` reads "quoted by").

/// A source that evidence can name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Unique id among the documents.
    pub id: String,
    /// Title to show.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Date of publication (ISO 8601, perhaps partial).
    pub date: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Path of its text, relative to the file that declares it.
    pub text: Option<String>,
    /// SHA-256 of its text, as hexadecimal digits.
    pub sha256: Option<String>,
    /// Name of the file that declares it.
    pub file: String,
    /// Canonical JSON text of the whole declaration, further keys included.
    pub json: String,
}

/// A sort of node, such as "person".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityType {
    /// Unique id among the types.
    pub id: String,
    /// Name to show.
    pub label: String,
    /// Plural of the label, where it is not regular.
    pub plural: Option<String>,
    /// Further nouns that mean this type.
    pub synonyms: Vec<String>,
    /// Whether "who" asks for this type.
    pub who: bool,
    /// Whether the file declares it; otherwise it was inferred from use.
    pub declared: bool,
    /// Canonical JSON text of the declaration; empty when inferred.
    pub json: String,
}

/// Whether a relation is for or against its target.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// For: supports, benefits.
    Positive,
    /// Against: opposes, hinders.
    Negative,
    /// Neither.
    #[default]
    Neutral,
}

impl Polarity {
    /// Every polarity, in the order of legends.
    pub const ALL: [Polarity; 3] = [Polarity::Positive, Polarity::Negative, Polarity::Neutral];

    /// Returns the word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Polarity::Positive => "positive",
            Polarity::Negative => "negative",
            Polarity::Neutral => "neutral",
        }
    }
}

/// A sort of edge, such as "comments-on".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relation {
    /// Unique id among the relations.
    pub id: String,
    /// The phrase between source and target: "comments on".
    pub label: String,
    /// The phrase between target and source: "is commented on by".
    pub inverse: Option<String>,
    /// Further phrases with the meaning of the label.
    pub phrases: Vec<String>,
    /// Further phrases with the meaning of the inverse.
    pub inverse_phrases: Vec<String>,
    /// Nouns for the source: "critic".
    pub nouns: Vec<String>,
    /// Nouns for the target: "employer".
    pub object_nouns: Vec<String>,
    /// Types that the source may have; empty means any.
    pub from: Vec<String>,
    /// Types that the target may have; empty means any.
    pub to: Vec<String>,
    /// Whether the relation holds both ways though it is stored once.
    pub symmetric: bool,
    /// Whether it is for or against its target.
    pub polarity: Polarity,
    /// Whether the file declares it; otherwise it was inferred from use.
    pub declared: bool,
    /// Canonical JSON text of the declaration; empty when inferred.
    pub json: String,
}

/// The part of a graph that is neither node nor edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Whether edges have a direction; if not, every relation holds both ways.
    pub directed: bool,
    /// Title to show.
    pub title: Option<String>,
    /// Sources that evidence can name.
    pub documents: Vec<Document>,
    /// Entity types, declared ones first, then inferred ones in order of first use.
    pub types: Vec<EntityType>,
    /// Relations, declared ones first, then inferred ones in order of first use.
    pub relations: Vec<Relation>,
    /// The user's own keys of the `graph` object, values as canonical JSON text.
    pub attributes: Vec<(String, String)>,
    /// The user's own keys at the top of the file, values as canonical JSON text.
    pub top_attributes: Vec<(String, String)>,
}

impl Default for Header {
    fn default() -> Self {
        Header {
            directed: true,
            title: None,
            documents: Vec::new(),
            types: Vec::new(),
            relations: Vec::new(),
            attributes: Vec::new(),
            top_attributes: Vec::new(),
        }
    }
}

impl Header {
    /// Returns the document with this id.
    pub fn document(&self, id: &str) -> Option<&Document> {
        self.documents.iter().find(|document| document.id == id)
    }

    /// Returns the type with this id.
    pub fn entity_type(&self, id: &str) -> Option<&EntityType> {
        self.types.iter().find(|entity_type| entity_type.id == id)
    }

    /// Returns the relation with this id.
    pub fn relation(&self, id: &str) -> Option<&Relation> {
        self.relations.iter().find(|relation| relation.id == id)
    }
}

/// Makes words of an id: `quoted-by`, `quoted_by` and `quotedBy` give "quoted by".
pub fn label_from_id(id: &str) -> String {
    let mut label = String::with_capacity(id.len() + 4);
    let mut before = ' ';
    for c in id.chars() {
        if matches!(c, '-' | '_') {
            label.push(' ');
        } else if c.is_uppercase() && before.is_lowercase() {
            label.push(' ');
            label.extend(c.to_lowercase());
        } else {
            label.push(c);
        }
        before = c;
    }
    let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
    // An id of capitals only (HAS_PART) would shout.
    if id.chars().any(char::is_lowercase) || !id.contains('_') { label } else { label.to_lowercase() }
}

#[cfg(test)]
mod tests {
    use super::label_from_id;

    #[test]
    fn labels_are_made_from_ids() {
        for (id, label) in [
            ("quoted-by", "quoted by"),
            ("isLicensedUnder", "is licensed under"),
            ("HAS_PART", "has part"),
            ("NATO", "NATO"),
            ("a--b", "a b"),
        ] {
            assert_eq!(label_from_id(id), label);
        }
    }
}
