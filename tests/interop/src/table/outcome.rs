//! What came of something that was tried.

use serde::Serialize;

/// What came of it; what is not simply good says why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "outcome", content = "why")]
pub enum Outcome {
    /// As it should be: read as it was meant or, if it was broken on purpose, refused.
    Good,
    /// As it should be, but for what the peer has no way to do.
    InPart(String),
    /// Not as it should be.
    Failed(String),
    /// It could be tried, but not here and now.
    Skipped(String),
    /// It cannot be: the peer, or the protocol, has no such thing.
    No(String),
}

impl Outcome {
    /// The outcome of a trial: why it failed, if it did, and what the peer has no way to do.
    #[must_use]
    pub fn of(reason: Option<&str>, note: Option<&str>) -> Self {
        match (reason, note) {
            (Some(reason), _) => Self::Failed(reason.to_owned()),
            (None, Some(note)) => Self::InPart(note.to_owned()),
            (None, None) => Self::Good,
        }
    }

    /// Why it is not simply good.
    #[must_use]
    pub fn why(&self) -> Option<&str> {
        match self {
            Self::Good => None,
            Self::InPart(why) | Self::Failed(why) | Self::Skipped(why) | Self::No(why) => Some(why),
        }
    }

    /// What it is called.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Good => "ok",
            Self::InPart(_) => "in part",
            Self::Failed(_) => "FAILED",
            Self::Skipped(_) => "skipped",
            Self::No(_) => "no",
        }
    }
}

impl<T> From<Result<T, String>> for Outcome {
    fn from(tried: Result<T, String>) -> Self {
        tried.map_or_else(Self::Failed, |_| Self::Good)
    }
}
