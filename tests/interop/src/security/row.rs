//! A row of the table.

use std::fmt;

/// What a peer did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Who called whom.
    pub who: String,
    /// With which security.
    pub feature: String,
    /// The version of SOAP.
    pub version: String,
    /// How many messages were checked by the receiver, requests and responses.
    pub messages: usize,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// As it should be.
    Good,
    /// Not as it should be.
    Failed(String),
    /// Not tried, for this reason.
    Skipped(String),
}

impl Row {
    /// A peer, or a part of what it can do, that cannot be tried.
    pub(super) fn skipped(who: &str, feature: &str, why: impl Into<String>) -> Self {
        let (version, outcome) = ("-".to_owned(), Outcome::Skipped(why.into()));
        Self { who: who.to_owned(), feature: feature.to_owned(), version, messages: 0, outcome }
    }

    pub(super) fn new(who: &str, feature: &str, version: &str, tried: Result<usize, String>) -> Self {
        let (messages, outcome) = match tried {
            Ok(messages) => (messages, Outcome::Good),
            Err(reason) => (0, Outcome::Failed(reason)),
        };
        Self { who: who.to_owned(), feature: feature.to_owned(), version: version.to_owned(), messages, outcome }
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { who, feature, version, messages, outcome } = self;
        write!(f, "{who:<30}{feature:<32}{version:<6}{messages:>9}  ")?;
        match outcome {
            Outcome::Good => f.write_str("ok"),
            Outcome::Failed(reason) => write!(f, "FAILED: {reason}"),
            Outcome::Skipped(why) => write!(f, "skipped: {why}"),
        }
    }
}
