//! Questions about connections.

use super::Parser;
use crate::query::question::meaning::{Meaning, Np, PathQuery};

const CONNECTED: &[&str] = &[
    "connected to",
    "connected with",
    "related to",
    "related with",
    "linked to",
    "linked with",
    "tied to",
    "associated with",
];
const CONNECT: &[&str] = &["relate to", "connect to", "link to", "connect with"];
const KINDS: &[&str] = &[
    "path",
    "paths",
    "connection",
    "connections",
    "link",
    "links",
    "route",
    "routes",
    "chain",
    "chains",
    "relationship",
    "relation",
];

impl Parser<'_> {
    pub(super) fn path_questions(&mut self, at: usize) {
        let how =
            ["how is", "how are", "how was", "how were", "how does", "how do", "in what way is", "in which way is"];
        for after in self.any_seq(at, &how) {
            for (end, from) in self.ends_of_path(after) {
                for after in self.any_seq(end, CONNECTED).into_iter().chain(self.any_seq(end, CONNECT)) {
                    self.to(after, &from, false);
                }
                if self.is(end, &["and"]) {
                    for (end, to) in self.ends_of_path(end + 1) {
                        let words = ["connected", "related", "linked", "tied", "relate", "connect"];
                        if self.is(end, &words) {
                            let end = self.seq(end + 1, "to each other").unwrap_or(end + 1);
                            self.options(end, &from, &to, false);
                        }
                    }
                }
            }
        }
        if self.is(at, &["is", "are", "was", "were"]) {
            for (end, from) in self.ends_of_path(at + 1) {
                if self.is(end, &["and"]) {
                    for (end, to) in self.ends_of_path(end + 1) {
                        if self.is(end, &["connected", "related", "linked", "tied"]) {
                            let end = self.seq(end + 1, "to each other").unwrap_or(end + 1);
                            self.options(end, &from, &to, false);
                        }
                    }
                }
            }
        }
        for after in self.any_seq(at, &["what links", "what connects", "what relates", "what ties"]) {
            self.from(after, &["and", "to", "with"], false);
        }
        self.named_paths(at);
    }

    /// Reads "all paths from A to B", "the shortest path between A and B", "is there a link between …".
    fn named_paths(&mut self, at: usize) {
        let openings = [
            "show",
            "show me",
            "find",
            "find me",
            "list",
            "give me",
            "what is",
            "what are",
            "is there",
            "are there",
            "which",
            "what",
            "which are",
            "how many",
        ];
        let mut starts = self.any_seq(at, &openings);
        starts.push(at);
        for start in starts {
            let mut end = self.det(start);
            let mut all = false;
            let mut shortest = false;
            while self.is(end, &["all", "every", "each", "shortest", "the", "possible", "of", "direct"]) {
                if self.is(end, &["direct"]) {
                    return;
                }
                all |= self.is(end, &["all", "every", "each"]);
                shortest |= self.is(end, &["shortest"]);
                end += 1;
            }
            if !self.is(end, KINDS) {
                continue;
            }
            if self.is(at, &["how"]) {
                continue;
            }
            all |= !shortest && self.is(end, &["paths", "routes", "chains"]);
            if self.is(end + 1, &["from", "between", "of"]) {
                self.from(end + 1 + 1, &["to", "and", "with"], all);
            }
        }
    }

    fn ends_of_path(&mut self, at: usize) -> Vec<(usize, Np)> {
        self.np(at, false).iter().filter(|(_, np)| np.name().is_some()).cloned().collect()
    }

    fn from(&mut self, at: usize, joints: &[&str], all: bool) {
        for (end, from) in self.ends_of_path(at) {
            if self.is(end, joints) {
                self.to(end + 1, &from, all);
            }
        }
    }

    fn to(&mut self, at: usize, from: &Np, all: bool) {
        for (end, to) in self.ends_of_path(at) {
            self.options(end, from, &to, all);
        }
    }

    /// Reads "within 4 steps", "via A", "without B", in any order.
    fn options(&mut self, at: usize, from: &Np, to: &Np, all: bool) {
        let path = PathQuery { from: from.clone(), to: to.clone(), via: None, without: Vec::new(), max: None, all };
        let mut open = vec![(at, path)];
        while let Some((end, path)) = open.pop() {
            if !self.step() {
                return;
            }
            self.done(end, Meaning::Path(path.clone()));
            if let Some((end, max)) = self.within(end)
                && path.max.is_none()
            {
                open.push((end, PathQuery { max: Some(max), ..path.clone() }));
            }
            let mut next = end;
            if self.is(next, &["and", "but"]) {
                next += 1;
            }
            let mut via = self.any_seq(next, &["via", "through", "by way of", "going through", "passing through"]);
            let mut without = self.any_seq(
                next,
                &[
                    "without",
                    "avoiding",
                    "not via",
                    "not through",
                    "other than through",
                    "not going through",
                    "without going through",
                ],
            );
            if path.via.is_some() {
                via.clear();
            }
            if path.without.len() > 3 {
                without.clear();
            }
            for after in via {
                for (end, np) in self.ends_of_path(after) {
                    open.push((end, PathQuery { via: Some(np), ..path.clone() }));
                }
            }
            for after in without {
                for (end, list) in self.np_list(after, false, None) {
                    if list.items.iter().all(|np| np.name().is_some()) {
                        let without = path.without.iter().cloned().chain(list.items).collect();
                        open.push((end, PathQuery { without, ..path.clone() }));
                    }
                }
            }
        }
    }

    fn within(&self, at: usize) -> Option<(usize, usize)> {
        let openings = [
            "in",
            "within",
            "in at most",
            "within at most",
            "of at most",
            "in up to",
            "in no more than",
            "with at most",
        ];
        let after = *self.any_seq(at, &openings).first()?;
        let numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
        let word = self.word(after);
        let number = match numbers.iter().position(|known| *known == word) {
            Some(position) => position + 1,
            None => word.parse().ok()?,
        };
        let steps = ["steps", "hops", "step", "hop", "edges", "edge", "links"];
        (self.is(after + 1, &steps) && (1..=20).contains(&number)).then_some((after + 2, number))
    }
}
