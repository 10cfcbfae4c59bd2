//! What is known of a message after it was checked.

use std::ops::Range;

use super::certificate::Certificate;
use super::decryption::shifted;

/// What is known of a message that was accepted. On a server it is among the extensions of the exchange.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Verified {
    /// Who says so by a user name and the right password.
    pub user: Option<String>,
    /// The signatures, all of which are right and by certificates that are trusted.
    pub signatures: Vec<Signed>,
    /// What was encrypted, as paths in the message.
    pub decrypted: Vec<String>,
    /// Whether there was a timestamp, which is recent.
    pub timestamp: bool,
}

/// A signature that is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Who signed.
    pub certificate: Certificate,
    /// What was signed.
    pub covered: Vec<Covered>,
}

/// An element that was signed, with all that is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// What it is in the message.
    pub part: Part,
    /// Where it is, in local names: `/Envelope/Body`.
    pub path: String,
    /// Which bytes of the message it is, after decryption, from `<` of its start tag to `>` of its end tag.
    pub range: Range<usize>,
}

/// What an element is in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The one body: a child of the envelope, and what is read.
    Body,
    /// The timestamp that was checked.
    Timestamp,
    /// The user name that was checked.
    UsernameToken,
    /// A header block, which is a child of the one header.
    Header {
        /// Its namespace.
        namespace: String,
        /// Its local name.
        local: String,
    },
    /// Any other element. It says nothing about the message.
    Other,
}

impl Verified {
    /// Who signed the body.
    #[must_use]
    pub fn certificate(&self) -> Option<&Certificate> {
        let signed = self.signatures.iter().find(|signed| signed.covers(&Part::Body));
        signed.map(|signed| &signed.certificate)
    }

    /// Whether a part was signed by anybody who is trusted.
    #[must_use]
    pub fn covers(&self, part: &Part) -> bool {
        self.signatures.iter().any(|signed| signed.covers(part))
    }

    /// Moves what was signed, as a part of the message became longer or shorter.
    pub(super) fn shift(&mut self, change: (usize, usize, usize)) {
        for covered in self.signatures.iter_mut().flat_map(|signed| &mut signed.covered) {
            covered.range = shifted(covered.range.start, change)..shifted(covered.range.end, change);
        }
    }

    /// The paths of what was signed, for people.
    pub(super) fn paths(&self) -> String {
        let paths: Vec<&str> =
            self.signatures.iter().flat_map(|signed| &signed.covered).map(|covered| covered.path.as_str()).collect();
        if paths.is_empty() { "nothing".to_owned() } else { paths.join(", ") }
    }

    /// Whether the element that begins here was signed.
    pub(super) fn covers_start(&self, start: usize) -> bool {
        self.signatures.iter().flat_map(|signed| &signed.covered).any(|covered| covered.range.start == start)
    }
}

impl Signed {
    /// Whether this part is among what was signed.
    #[must_use]
    pub fn covers(&self, part: &Part) -> bool {
        self.covered.iter().any(|covered| covered.part == *part)
    }
}
