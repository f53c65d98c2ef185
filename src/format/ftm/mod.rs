//! FollowTheMoney: entities of investigations (OpenSanctions, Aleph) as JSON lines, read only.
//!
//! What it is: a line an entity, with `id`, `schema` and `properties`, each a list of texts;
//! <https://followthemoney.tech/explorer/>.
//!
//! | graph | file |
//! |---|---|
//! | node | entity of any schema that is no relation: a person, a company, a sanction |
//! | type | `schema` |
//! | label, aliases | `caption`, else the first `name`; the other names, and `alias` |
//! | edge | entity of a schema that is a relation: Ownership, Directorship, Family … (see [`schema`]) |
//! | relation | a verb for the schema (`owns`), which stays as the attribute `schema` |
//! | since, until | `startDate`, the first, and `endDate`, the last |
//! | attribute | any other property: a list where it has several values; also `datasets` and what else stands beside `properties` |
//!
//! What is lost: nothing; of several dates all are kept as attributes.
//!
//! Not supported: writing; joining the fragments of one entity. Properties that name other entities
//! but make no relation (`addressEntity`) are attributes. A relation with several ends on a side
//! becomes an edge for each pair.
//!
//! ```text
//! {"id": "o1", "schema": "Ownership", "properties": {"owner": ["p1"], "asset": ["c1"], "startDate": ["2019"]}}
//! ```

mod read;
mod schema;

use super::Format;
use super::jsonfile::sniff::{Flavour, sniff};

pub(super) static FORMAT: Format = Format {
    name: "ftm",
    title: "FollowTheMoney",
    about: "the entities of OpenSanctions and Aleph, as JSON lines",
    extensions: &["ftm", "ijson", "json", "jsonl"],
    media_type: "application/json+ftm",
    decode: None,
    read: Some(read::read),
    detect: Some(|text| sniff(text) == Some(Flavour::FollowTheMoney)),
    write: None,
    holds: super::feature::Holds::ALL,
};
