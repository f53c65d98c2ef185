//! The schemata of FollowTheMoney that are relations, with the properties that hold their ends.

/// A schema that is a relation.
#[derive(Debug)]
pub(super) struct Schema {
    pub(super) name: &'static str,
    /// The property that holds the source.
    pub(super) source: &'static str,
    pub(super) relation: &'static str,
    /// The property that holds the target.
    pub(super) target: &'static str,
}

const fn schema(name: &'static str, source: &'static str, relation: &'static str, target: &'static str) -> Schema {
    Schema { name, source, relation, target }
}

/// Directions and verbs after the `edge` of each schema.
const RELATIONS: [Schema; 16] = [
    schema("Associate", "person", "associated-with", "associate"),
    schema("ContractAward", "contract", "awarded-to", "supplier"),
    schema("CourtCaseParty", "party", "involved-in", "case"),
    schema("Debt", "debtor", "owes", "creditor"),
    schema("Directorship", "director", "directs", "organization"),
    schema("Documentation", "document", "documents", "entity"),
    schema("Employment", "employee", "works-for", "employer"),
    schema("Family", "person", "related-to", "relative"),
    schema("Membership", "member", "belongs-to", "organization"),
    schema("Occupancy", "holder", "holds", "post"),
    schema("Ownership", "owner", "owns", "asset"),
    schema("Payment", "payer", "paid", "beneficiary"),
    schema("ProjectParticipant", "participant", "participates-in", "project"),
    schema("Representation", "agent", "represents", "client"),
    schema("Succession", "predecessor", "precedes", "successor"),
    schema("UnknownLink", "subject", "linked-to", "object"),
];

/// Returns the relation that a schema is, if it is one.
pub(super) fn relation(name: &str) -> Option<&'static Schema> {
    RELATIONS.iter().find(|schema| schema.name == name)
}
