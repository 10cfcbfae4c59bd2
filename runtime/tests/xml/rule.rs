//! A rule of the specifications with documents that keep it and documents that break it.

use crate::differences::{is_known, is_read_alike};
use crate::walk::{self, Event};

/// A rule, the documents that keep it, and those that break it.
pub(crate) struct Rule {
    /// Its place in the specifications.
    pub(crate) section: &'static str,
    pub(crate) kept: &'static [&'static str],
    pub(crate) broken: &'static [&'static str],
}

/// Holds the reader and roxmltree to the rules, and reports every document that one of them gets wrong.
pub(crate) fn check(rules: &[Rule]) {
    let mistakes: Vec<String> = rules.iter().flat_map(Rule::mistakes).collect();
    assert!(mistakes.is_empty(), "{} mistakes:\n{}", mistakes.len(), mistakes.join("\n"));
}

impl Rule {
    fn mistakes(&self) -> Vec<String> {
        let kept = self.kept.iter().flat_map(|document| mistakes(document, true));
        let broken = self.broken.iter().flat_map(|document| mistakes(document, false));
        kept.chain(broken).map(|mistake| format!("{}: {mistake}", self.section)).collect()
    }
}

/// What the reader or roxmltree get wrong about a document.
fn mistakes(document: &str, is_well_formed: bool) -> Vec<String> {
    let mut mistakes = Vec::new();
    let ways = walk::verdicts(document).map(|(way, verdict)| (way, verdict.is_ok()));
    let wrong: Vec<&str> = ways.iter().filter(|(_, is_ok)| *is_ok != is_well_formed).map(|(way, _)| *way).collect();
    if !wrong.is_empty() {
        let verdict = if is_well_formed { "refused" } else { "accepted" };
        mistakes.push(format!("{document:?}: {verdict} when gone through by {}", wrong.join(", ")));
    }
    let (ours, theirs) = (walk::ours(document), walk::theirs(document));
    if (theirs.is_ok() == is_well_formed) == is_known(document) {
        mistakes.push(format!("{document:?} by roxmltree: {:?}, which is not as expected", theirs.as_ref().err()));
    }
    if let (Ok(ours), Ok(theirs), true) = (ours, theirs, is_well_formed) {
        mistakes.extend(reading_mistake(document, &ours, &theirs));
    }
    mistakes
}

fn reading_mistake(document: &str, ours: &[Event], theirs: &[Event]) -> Option<String> {
    let is_alike = ours == theirs;
    (is_alike != is_read_alike(document)).then(|| format!("{document:?}: read as {ours:?}, by roxmltree as {theirs:?}"))
}
