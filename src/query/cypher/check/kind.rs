//! What is known about the type of a value before it is calculated.

/// A static type; [`Kind::Any`] where nothing is known. Null belongs to every kind.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "named as the values are")]
pub enum Kind {
    #[default]
    Any,
    Bool,
    Int,
    Float,
    Str,
    List(Box<Kind>),
    Map,
    Node,
    Rel,
    Path,
}

impl Kind {
    /// Returns the kind of a list of these.
    #[must_use]
    pub fn list(self) -> Self {
        Self::List(Box::new(self))
    }

    /// Returns the kind of the items, if this is a list.
    #[must_use]
    pub fn item(&self) -> Self {
        if let Self::List(item) = self { (**item).clone() } else { Self::Any }
    }

    /// Tells whether a value of this kind may be what `test` accepts.
    #[must_use]
    pub fn may_be(&self, kinds: &[Kind]) -> bool {
        *self == Self::Any
            || kinds.iter().any(|k| match (k, self) {
                (Self::List(_), Self::List(_)) => true,
                (a, b) => a == b,
            })
    }

    /// Returns the kind that holds both.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        if self == other { self } else { Self::Any }
    }

    /// Returns the name of the kind, for messages.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Any => "a value",
            Self::Bool => "a boolean",
            Self::Int => "an integer",
            Self::Float => "a float",
            Self::Str => "a string",
            Self::List(_) => "a list",
            Self::Map => "a map",
            Self::Node => "a node",
            Self::Rel => "a relationship",
            Self::Path => "a path",
        }
    }
}
