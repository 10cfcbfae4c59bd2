//! What every section reports in.

use serde::Serialize;

use super::outcome::Outcome;

/// Which side of ours it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// We ask.
    Client,
    /// We answer.
    Server,
    /// Neither: the peer is given documents, or gives some.
    Documents,
}

impl Side {
    /// What the table calls it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Client => "our client",
            Self::Server => "our server",
            Self::Documents => "documents",
        }
    }
}

/// Who wrote the messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// We did, and the peer read them.
    Out,
    /// The peer did, and we read them.
    In,
}

/// What a row is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Subject {
    /// The section that tried it.
    pub section: &'static str,
    /// The other side.
    pub peer: String,
    /// What was tried; of what was broken on purpose, the way it was.
    pub feature: String,
    /// What rows about the same may differ in: an operation, a version of SOAP, an algorithm.
    pub detail: String,
    /// Our side.
    pub side: Side,
    /// Whether it was broken on purpose, and has to be refused by whom it is sent to.
    pub broken: bool,
}

/// One thing tried, in one direction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// What it is about.
    #[serde(flatten)]
    pub subject: Subject,
    /// Who wrote the messages.
    pub direction: Direction,
    /// How many there were.
    pub messages: usize,
    /// What came of it.
    #[serde(flatten)]
    pub outcome: Outcome,
}

impl Subject {
    /// A subject without a detail, that is not broken.
    #[must_use]
    pub fn new(section: &'static str, peer: &str, feature: &str, side: Side) -> Self {
        let (peer, feature) = (peer.to_owned(), feature.to_owned());
        Self { section, peer, feature, detail: String::new(), side, broken: false }
    }

    /// The same with a detail.
    #[must_use]
    pub fn detail(self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self }
    }

    /// The same, broken on purpose.
    #[must_use]
    pub fn broken(self) -> Self {
        Self { broken: true, ..self }
    }

    /// A row of messages in one direction.
    #[must_use]
    pub fn said(&self, direction: Direction, messages: usize, outcome: Outcome) -> Row {
        Row { subject: self.clone(), direction, messages, outcome }
    }

    /// The rows of requests and responses.
    #[must_use]
    pub fn exchanged(&self, requests: usize, responses: usize, outcome: &Outcome) -> [Row; 2] {
        let (out, in_) = if self.side == Side::Server { (responses, requests) } else { (requests, responses) };
        [self.said(Direction::Out, out, outcome.clone()), self.said(Direction::In, in_, outcome.clone())]
    }

    /// The rows of what was not tried, in both directions.
    #[must_use]
    pub fn nothing(&self, outcome: &Outcome) -> [Row; 2] {
        self.exchanged(0, 0, outcome)
    }
}
