//! What came of the things that a client tried.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::table;

/// Which cell of a row it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Case {
    /// The operation is done.
    Success,
    /// The operation is refused.
    Error,
    /// The one cell of a row that is no operation's.
    Met,
}

impl Case {
    /// How scripts and reports call it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Error => "error",
            Self::Met => "met",
        }
    }
}

/// One thing that was tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The operation, or what else was tried.
    pub row: String,
    /// Which cell of it.
    pub case: Case,
    /// Why it failed; `None` if all was as expected.
    pub reason: Option<String>,
    /// What of it the client has no way to do, and why; the rest was as expected.
    #[serde(default)]
    pub note: Option<String>,
}

/// All that one client tried, and the versions of its tools.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Trial {
    /// The versions by the names of the tools.
    pub versions: BTreeMap<String, String>,
    /// What came of it, in the order it was tried.
    pub outcomes: Vec<Outcome>,
}

impl Trial {
    /// Why a cell failed, if it did. What was not tried has failed.
    #[must_use]
    pub fn reason(&self, row: &str, case: Case) -> Option<&str> {
        let mut tried = self.outcomes.iter().filter(|outcome| outcome.row == row && outcome.case == case).peekable();
        if tried.peek().is_none() {
            return Some("was not tried");
        }
        tried.find_map(|outcome| outcome.reason.as_deref())
    }

    /// What came of a cell.
    #[must_use]
    pub fn outcome(&self, row: &str, case: Case) -> table::Outcome {
        table::Outcome::of(self.reason(row, case), self.note(row, case))
    }

    /// What of a cell the client has no way to do.
    #[must_use]
    pub fn note(&self, row: &str, case: Case) -> Option<&str> {
        let mut tried = self.outcomes.iter().filter(|outcome| outcome.row == row && outcome.case == case);
        tried.find_map(|outcome| outcome.note.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::{Case, Outcome, Trial};

    #[test]
    fn what_was_not_tried_has_failed() {
        let outcome = |case, reason: Option<&str>| Outcome {
            row: "A".to_owned(),
            case,
            reason: reason.map(str::to_owned),
            note: None,
        };
        let outcomes =
            vec![outcome(Case::Success, None), outcome(Case::Success, Some("no")), outcome(Case::Error, None)];
        let trial = Trial { outcomes, ..Trial::default() };
        assert_eq!(trial.reason("A", Case::Success), Some("no"));
        assert_eq!(trial.reason("A", Case::Error), None);
        assert_eq!(trial.reason("A", Case::Met), Some("was not tried"));
    }
}
