//! A row of this section, and what it is in the table of all sections.

use std::fmt;

use crate::peer::OURS;
pub use crate::table::Outcome;
use crate::table::{self, Direction, Side, Subject};

/// Who called whom, or gave documents to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// The peer calls our server.
    Calls(&'static str),
    /// Our client calls the peer's server.
    Serves(&'static str),
    /// The peer is given what we wrote.
    Reads(&'static str),
    /// The peer gives what we read.
    Writes(&'static str),
}

/// What a peer did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Who called whom.
    pub who: Who,
    /// With which security.
    pub feature: String,
    /// What was broken on purpose, if something was, and in which direction.
    pub broken: Option<(&'static str, Direction)>,
    /// What the table of all sections sums it under, if not the feature itself.
    pub under: Option<&'static str>,
    /// The version of SOAP.
    pub version: String,
    /// How many messages were checked by the receiver, requests and responses.
    pub messages: usize,
    /// What came of it.
    pub outcome: Outcome,
}

impl Row {
    /// A peer, or a part of what it can do, that cannot be tried here.
    pub(super) fn skipped(who: Who, feature: &str, why: impl Into<String>) -> Self {
        Self::untried(who, feature, Outcome::Skipped(why.into()))
    }

    /// What a peer does not have.
    pub(super) fn no(who: Who, feature: &str, why: &str) -> Self {
        Self::untried(who, feature, Outcome::No(why.to_owned()))
    }

    fn untried(who: Who, feature: &str, outcome: Outcome) -> Self {
        Self {
            who,
            feature: feature.to_owned(),
            broken: None,
            under: None,
            version: "-".to_owned(),
            messages: 0,
            outcome,
        }
    }

    pub(super) fn new(who: Who, feature: &str, version: &str, tried: Result<usize, String>) -> Self {
        let messages = tried.as_ref().copied().unwrap_or_default();
        let outcome = Outcome::from(tried);
        Self {
            who,
            feature: feature.to_owned(),
            broken: None,
            under: None,
            version: version.to_owned(),
            messages,
            outcome,
        }
    }

    /// The same, broken on purpose by whom the direction says.
    pub(super) fn broken(self, kind: &'static str, direction: Direction) -> Self {
        Self { broken: Some((kind, direction)), ..self }
    }

    /// The same, summed with others in the table of all sections.
    pub(super) fn under(self, feature: &'static str) -> Self {
        Self { under: Some(feature), ..self }
    }

    /// The rows of the table of all sections: of what was broken, the messages that were; of anything else, as many requests as responses.
    pub(super) fn rows(&self) -> Vec<table::Row> {
        let (peer, side) = match self.who {
            Who::Calls(peer) => (peer, Side::Server),
            Who::Serves(peer) => (peer, Side::Client),
            Who::Reads(peer) | Who::Writes(peer) => (peer, Side::Documents),
        };
        let subject = |feature: &str| Subject::new("security", peer, feature, side);
        if let Some((kind, direction)) = self.broken {
            let subject = subject(kind).broken().detail(format!("{}, SOAP {}", self.feature, self.version));
            // A request and the fault that answers it are two; only one of them is broken.
            return vec![subject.said(direction, self.messages.div_ceil(2), self.outcome.clone())];
        }
        let subject = match self.under {
            Some(feature) => subject(feature).detail(self.feature.clone()),
            None => subject(&self.feature).detail(format!("SOAP {}", self.version)),
        };
        match self.who {
            Who::Reads(_) => vec![subject.said(Direction::Out, self.messages, self.outcome.clone())],
            Who::Writes(_) => vec![subject.said(Direction::In, self.messages, self.outcome.clone())],
            Who::Calls(_) | Who::Serves(_) => {
                subject.exchanged(self.messages / 2, self.messages / 2, &self.outcome).to_vec()
            }
        }
    }
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::Calls(peer) => format!("{peer} → our server"),
            Self::Serves(peer) if *peer == OURS => "our client → our server".to_owned(),
            Self::Serves(peer) => format!("our client → {peer}'s server"),
            Self::Reads(peer) => format!("ours → {peer}"),
            Self::Writes(peer) => format!("{peer} → ours"),
        };
        f.pad(&text)
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { who, feature, version, messages, outcome, broken, .. } = self;
        let feature = broken.map_or_else(|| feature.clone(), |(kind, _)| format!("{feature}, {kind}"));
        write!(f, "{who:<36}{feature:<32}{version:<6}{messages:>9}  {}", outcome.word())?;
        outcome.why().map_or(Ok(()), |why| write!(f, ": {why}"))
    }
}
