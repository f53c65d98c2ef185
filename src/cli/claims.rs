//! Selecting edges by their evidence and dates.

use kgraph::error::{Error, Result};
use kgraph::graph::{ClaimFilter, Date, Graph, Stance};
use kgraph::suggest;

/// Which edges to take, by their evidence and dates.
#[derive(clap::Args, Clone, Debug, Default)]
#[command(next_help_heading = "Selection")]
pub(super) struct Claims {
    /// Only edges that this many different documents support
    #[arg(long, value_name = "N")]
    min_sources: Option<usize>,

    /// Only edges with evidence of this stance; may be repeated
    #[arg(long, value_name = "STANCE", value_parser = stance)]
    stance: Vec<Stance>,

    /// Only edges with evidence from this document, by id or title; may be repeated
    #[arg(long, value_name = "DOCUMENT")]
    document: Vec<String>,

    /// Only edges with evidence published after this date: 2025, 2025-09 or 2025-09-19
    #[arg(long, value_name = "DATE", value_parser = date)]
    published_after: Option<Date>,

    /// Only edges with evidence published before this date
    #[arg(long, value_name = "DATE", value_parser = date)]
    published_before: Option<Date>,

    /// Only edges that hold at this date, by their `since` and `until`
    #[arg(long, value_name = "DATE", value_parser = date)]
    as_of: Option<Date>,
}

impl Claims {
    /// Returns the edges to take, or nothing where no option was given.
    pub(super) fn filter(&self, graph: &Graph) -> Result<Option<ClaimFilter>> {
        let filter = ClaimFilter {
            documents: self.document.iter().map(|name| document(graph, name)).collect::<Result<_>>()?,
            stances: self.stance.clone(),
            min_sources: self.min_sources,
            published_after: self.published_after,
            published_before: self.published_before,
            as_of: self.as_of,
        };
        Ok(filter.is_set().then_some(filter))
    }

    pub(super) fn is_set(&self) -> bool {
        let dates = [self.published_after, self.published_before, self.as_of];
        self.min_sources.is_some()
            || !self.stance.is_empty()
            || !self.document.is_empty()
            || dates.iter().any(Option::is_some)
    }
}

fn stance(word: &str) -> std::result::Result<Stance, String> {
    let found = Stance::ALL.into_iter().find(|stance| stance.as_str() == word);
    found.ok_or_else(|| format!("write {}", suggest::either(&Stance::ALL.map(Stance::as_str))))
}

fn date(text: &str) -> std::result::Result<Date, String> {
    Date::parse(text).ok_or_else(|| "write 2025, 2025-09 or 2025-09-19 (ISO 8601)".to_owned())
}

/// Finds a document by its id, or by its title whatever the case and punctuation.
fn document(graph: &Graph, name: &str) -> Result<String> {
    let documents = &graph.header().documents;
    let folded = suggest::fold(name);
    let titled = |title: &String| suggest::fold(title) == folded;
    let by_id = documents.iter().find(|document| document.id == name);
    let found = by_id.or_else(|| documents.iter().find(|document| document.title.as_ref().is_some_and(titled)));
    found.map(|document| document.id.clone()).ok_or_else(|| {
        let ids = documents.iter().map(|document| document.id.as_str());
        let list = || format!("the graph has {}", ids.clone().collect::<Vec<_>>().join(", "));
        let hint = suggest::did_you_mean(name, ids.clone()).unwrap_or_else(list);
        Error::query(format!("no document is called `{name}`"), vec![hint])
    })
}
