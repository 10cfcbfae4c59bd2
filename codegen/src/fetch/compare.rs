//! What has changed since a contract was fetched.
//!
//! In: the lock of then, and that of now. Out: a change for each document that is not the same. Invariant: two locks without a change between
//! them have the same documents, led to by the same URLs.

use std::fmt;

use super::lock::{Lock, Locked};

/// How a document differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It holds something else.
    Changed(Locked),
    /// It is not part of the contract any more.
    Gone(Locked),
    /// It was no part of the contract.
    New(Locked),
    /// Other URLs lead to it.
    Renamed(Locked),
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(document) => write!(f, "changed: {} ({})", document.url, document.file),
            Self::Gone(document) => write!(f, "gone: {} ({})", document.url, document.file),
            Self::New(document) => write!(f, "new: {}", document.url),
            Self::Renamed(document) => {
                write!(f, "led to by other URLs: {} ({})", document.url, document.file)
            }
        }
    }
}

/// What differs between what was locked and what there is now, by URL.
#[must_use]
pub fn changes(then: &Lock, now: &Lock) -> Vec<Change> {
    let find = |lock: &'_ Lock, url: &str| lock.documents.iter().position(|document| document.url == url);
    let gone = then.documents.iter().filter(|document| find(now, &document.url).is_none());
    let mut changes: Vec<Change> = gone.cloned().map(Change::Gone).collect();
    for document in &now.documents {
        let before = find(then, &document.url).and_then(|index| then.documents.get(index));
        changes.extend(match before {
            None => Some(Change::New(document.clone())),
            Some(before) if before.sha256 != document.sha256 => Some(Change::Changed(before.clone())),
            Some(before) if before.also != document.also => Some(Change::Renamed(before.clone())),
            Some(_) => None,
        });
    }
    changes.sort_by(|left, right| left.document().url.cmp(&right.document().url));
    changes
}

impl Change {
    /// The document.
    #[must_use]
    pub fn document(&self) -> &Locked {
        match self {
            Self::Changed(document) | Self::Gone(document) | Self::New(document) | Self::Renamed(document) => document,
        }
    }
}
