//! Claims that are contested or dated: who supports an edge, who denies it, and when it holds.

use super::{Date, EdgeId, Evidence, Graph};

/// What a piece of evidence does to its edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// It says so; also where the file gives no stance.
    Supports,
    /// It speaks of it without saying whether it is so.
    Mentions,
    /// It says that it is not so.
    Denies,
}

impl Stance {
    /// Every stance, in the order in which evidence is shown.
    pub const ALL: [Stance; 3] = [Stance::Supports, Stance::Mentions, Stance::Denies];

    /// Returns the word used in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Stance::Supports => "supports",
            Stance::Mentions => "mentions",
            Stance::Denies => "denies",
        }
    }
}

impl Evidence<'_> {
    /// Returns what it does to its edge. A stance that is none of the three is an error of a check; it supports.
    pub fn is(&self) -> Stance {
        let known = Stance::ALL.into_iter().find(|stance| self.stance.as_deref() == Some(stance.as_str()));
        known.unwrap_or(Stance::Supports)
    }
}

/// Who says what about an edge: ids of documents, each once, in order of first mention.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Support {
    /// Documents that support it.
    pub supporters: Vec<String>,
    /// Documents that deny it.
    pub deniers: Vec<String>,
    /// Pieces of evidence of each stance, in the order of [`Stance::ALL`].
    pub pieces: [usize; 3],
}

impl Support {
    /// Returns whether some evidence denies the edge and other evidence does not.
    pub fn is_contested(&self) -> bool {
        let [supports, mentions, denies] = self.pieces;
        denies > 0 && supports + mentions > 0
    }

    /// Returns whether there is evidence and all of it denies the edge.
    pub fn is_denied(&self) -> bool {
        let [supports, mentions, denies] = self.pieces;
        denies > 0 && supports + mentions == 0
    }
}

impl Graph {
    /// Returns who supports an edge and who denies it. Time O(evidence of the edge).
    pub fn support(&self, edge: EdgeId) -> Support {
        let mut support = Support::default();
        for piece in self.evidence(edge) {
            let stance = piece.is();
            support.pieces[stance as usize] += 1;
            let list = match stance {
                Stance::Supports => &mut support.supporters,
                Stance::Denies => &mut support.deniers,
                Stance::Mentions => continue,
            };
            if let Some(document) = piece.document.filter(|id| !list.iter().any(|known| known == id)) {
                list.push(document.into_owned());
            }
        }
        support
    }
}

/// Which edges to take, by their evidence and dates.
///
/// A piece of evidence counts if it has one of the stances, is from one of the documents and was published in
/// time, as far as those are asked for. An edge is taken if one piece counts, or pieces of `min_sources`
/// different documents do; and if it holds at the date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClaimFilter {
    /// Ids of documents; empty means any.
    pub documents: Vec<String>,
    /// Stances; empty means any, but sources are counted among those that support.
    pub stances: Vec<Stance>,
    /// From how many different documents evidence must come.
    pub min_sources: Option<usize>,
    /// Only evidence from documents published wholly after this date; one without a date does not count.
    pub published_after: Option<Date>,
    /// Only evidence from documents published wholly before this date; one without a date does not count.
    pub published_before: Option<Date>,
    /// Only edges that hold at some time within this date. One without `since` or `until` has no bound there.
    pub as_of: Option<Date>,
}

impl ClaimFilter {
    /// Returns whether anything is asked for.
    pub fn is_set(&self) -> bool {
        *self != ClaimFilter::default()
    }

    /// Returns whether an edge is taken. Time O(evidence of the edge).
    pub fn takes(&self, graph: &Graph, edge: EdgeId) -> bool {
        self.holds(graph, edge) && self.is_supported(graph, edge)
    }

    /// `since` and `until` belong to the time in which the edge holds.
    fn holds(&self, graph: &Graph, edge: EdgeId) -> bool {
        let Some(date) = self.as_of else { return true };
        let read = |text: Option<std::borrow::Cow<'_, str>>| text.as_deref().and_then(Date::parse);
        !read(graph.since(edge)).is_some_and(|since| since.is_after(date))
            && !read(graph.until(edge)).is_some_and(|until| date.is_after(until))
    }

    fn is_supported(&self, graph: &Graph, edge: EdgeId) -> bool {
        let asks = ClaimFilter { as_of: None, ..self.clone() };
        if !asks.is_set() {
            return true;
        }
        let evidence = graph.evidence(edge);
        let counting = evidence.iter().filter(|piece| self.counts(graph, piece));
        match self.min_sources {
            None => counting.count() > 0,
            Some(least) => {
                let supports = |piece: &&Evidence<'_>| !self.stances.is_empty() || piece.is() == Stance::Supports;
                let mut documents: Vec<&str> =
                    counting.filter(supports).filter_map(|piece| piece.document.as_deref()).collect();
                documents.sort_unstable();
                documents.dedup();
                documents.len() >= least
            }
        }
    }

    fn counts(&self, graph: &Graph, piece: &Evidence<'_>) -> bool {
        let document = piece.document.as_deref();
        if !self.stances.is_empty() && !self.stances.contains(&piece.is())
            || !self.documents.is_empty() && !self.documents.iter().any(|id| document == Some(id))
        {
            return false;
        }
        if self.published_after.is_none() && self.published_before.is_none() {
            return true;
        }
        let date = document.and_then(|id| graph.header().document(id)).and_then(|known| known.date.as_deref());
        let Some(date) = date.and_then(Date::parse) else { return false };
        self.published_after.is_none_or(|after| date.is_after(after))
            && self.published_before.is_none_or(|before| before.is_after(date))
    }
}
