//! Expected outcomes come in, and those of a run; what differs goes out, for worse or for better.
//!
//! ```toml
//! ["wsdl/NAME/c.wsdl"]
//! contract = "generated"
//! "s0.xml" = { today = "lossy valid", right = "lossless valid" }
//! ```
//!
//! Where today's outcome is not the right one, both are written down. What becomes right is told too, so that the file stays true.
//! `refused` alone stands for a refusal for whatever reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::{Outcome, words};

/// The key of a contract's own outcome.
const CONTRACT: &str = "contract";

/// The expected outcomes, by contract.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Expected {
    contracts: BTreeMap<String, BTreeMap<String, Entry>>,
}

/// Why there are none.
#[derive(Debug, thiserror::Error)]
#[error("{}: {reason}", path.display())]
pub struct ExpectedError {
    path: PathBuf,
    reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Entry {
    Right(String),
    Wrong { today: String, right: String },
}

impl Entry {
    fn today(&self) -> &str {
        match self {
            Self::Right(words) | Self::Wrong { today: words, .. } => words,
        }
    }

    fn right(&self) -> &str {
        match self {
            Self::Right(words) | Self::Wrong { right: words, .. } => words,
        }
    }
}

impl Expected {
    /// Reads a file.
    ///
    /// # Errors
    /// When it cannot be read or says something else.
    pub fn read(path: &Path) -> Result<Self, ExpectedError> {
        let error = |reason: String| ExpectedError { path: path.to_owned(), reason };
        let text = std::fs::read_to_string(path).map_err(|reason| error(reason.to_string()))?;
        toml::from_str(&text).map_err(|reason| error(reason.to_string()))
    }

    pub(super) fn compare(&self, outcomes: &[Outcome<'_>]) -> Comparison {
        let mut comparison = Comparison::default();
        let mut there = BTreeSet::new();
        for outcome in outcomes {
            let case = &outcome.case.name;
            let reason = words::contract_reason(outcome);
            let contract = Found { case, key: CONTRACT.to_owned(), words: words::contract(&outcome.contract), reason };
            let documents = outcome.case.documents.iter().zip(&outcome.documents).map(|(path, document)| Found {
                case,
                key: outcome.case.document_name(path),
                words: words::document(document),
                reason: words::document_reason(document),
            });
            for found in [contract].into_iter().chain(documents) {
                let entry = self.contracts.get(case).and_then(|keys| keys.get(&found.key));
                comparison.add(entry, &found);
                there.insert((case.clone(), found.key));
            }
        }
        let expected =
            self.contracts.iter().flat_map(|(case, keys)| keys.keys().map(|key| (case.clone(), key.clone())));
        let missing = expected.filter(|place| !there.contains(place));
        comparison.missing = missing.map(|(case, key)| format!("{case}, {key}")).collect();
        comparison
    }
}

/// Whether these are the words that are expected.
fn means(expected: &str, words: &str) -> bool {
    expected == words || (expected == "refused" && words.starts_with("refused "))
}

/// The outcome of a contract or a document.
struct Found<'a> {
    case: &'a str,
    key: String,
    words: String,
    reason: Option<String>,
}

/// What a run says of the expectations.
#[derive(Debug, Default)]
pub(super) struct Comparison {
    as_expected: usize,
    still_wrong: usize,
    better: Vec<String>,
    different: Vec<String>,
    /// What nothing is expected of, as it would be written down: outcomes by contract.
    unlisted: BTreeMap<String, Vec<String>>,
    missing: Vec<String>,
}

impl Comparison {
    fn add(&mut self, entry: Option<&Entry>, found: &Found<'_>) {
        let Found { case, key, words, reason } = found;
        let what = format!("{case}, {key}: {words}");
        let Some(entry) = entry else {
            let key = if key == CONTRACT { key.clone() } else { format!("{key:?}") };
            self.unlisted.entry((*case).to_owned()).or_default().push(format!("{key} = {words:?}"));
            return;
        };
        match (means(entry.right(), words), means(entry.today(), words)) {
            (true, true) => self.as_expected += 1,
            (true, false) => self.better.push(format!("{what}, which is right; expected {}", entry.today())),
            (false, true) => self.still_wrong += 1,
            (false, false) => {
                let reason = reason.as_ref().map(|reason| format!(" ({reason})")).unwrap_or_default();
                self.different.push(format!("{what}{reason}; expected {}", entry.today()));
            }
        }
    }

    /// How many outcomes are not as expected.
    pub(super) fn differing(&self) -> usize {
        self.better.len() + self.different.len()
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.unlisted.is_empty() {
            writeln!(f, "\n# Nothing is expected of these.")?;
        }
        for (case, outcomes) in &self.unlisted {
            writeln!(f, "[{case:?}]\n{}", outcomes.join("\n"))?;
        }
        writeln!(f)?;
        let lists = [
            ("not there", &self.missing),
            ("better than expected", &self.better),
            ("not as expected", &self.different),
        ];
        for (what, list) in lists {
            for line in list {
                writeln!(f, "{what}: {line}")?;
            }
        }
        let Self { as_expected, still_wrong, .. } = self;
        writeln!(
            f,
            "field: {as_expected} right as expected, {still_wrong} still wrong, {} not as expected",
            self.differing()
        )
    }
}
