//! What is known of a message after it was checked.

use std::ops::Range;

use super::certificate::Certificate;
use super::change::Change;
use super::message::Message;

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
    /// Whether there was a timestamp with `Created`, which is recent.
    pub timestamp: bool,
}

/// A signature that is right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Who signed.
    pub certificate: Certificate,
    /// What was signed, and is in the message after decryption.
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

    /// Moves what was signed, as something in the message was replaced, and forgets what went with that: another element may come to stand in its place.
    pub(super) fn shift(&mut self, change: Change) {
        for signed in &mut self.signatures {
            signed.covered.retain(|covered| !change.removes(&covered.range));
            for covered in &mut signed.covered {
                covered.range = change.moved(&covered.range);
            }
        }
    }

    /// The paths of what was signed, for people.
    pub(super) fn paths(&self) -> String {
        let paths: Vec<&str> =
            self.signatures.iter().flat_map(|signed| &signed.covered).map(|covered| covered.path.as_str()).collect();
        if paths.is_empty() { "nothing".to_owned() } else { paths.join(", ") }
    }

    /// Whether all of this is within an element that was signed. What is empty has to be between its tags.
    pub(super) fn holds(&self, range: &Range<usize>) -> bool {
        self.signatures.iter().flat_map(|signed| &signed.covered).any(|covered| {
            let Range { start, end } = covered.range;
            start <= range.start && range.end <= end && start < range.end && range.start < end
        })
    }

    /// What was signed of which something is in another part of the message.
    pub(super) fn signed_with_include(&self, message: &Message<'_>) -> Option<&Covered> {
        self.signatures.iter().flat_map(|signed| &signed.covered).find(|covered| message.has_include(&covered.range))
    }

    /// Whether the element that is exactly here was signed.
    pub(super) fn covers_element(&self, element: &Range<usize>) -> bool {
        self.signatures.iter().any(|signed| signed.covers_element(element))
    }
}

impl Signed {
    /// Whether this part is among what was signed.
    #[must_use]
    pub fn covers(&self, part: &Part) -> bool {
        self.covered.iter().any(|covered| covered.part == *part)
    }

    /// Whether the element that is exactly here is among what was signed.
    pub(super) fn covers_element(&self, element: &Range<usize>) -> bool {
        self.covered.iter().any(|covered| covered.range == *element)
    }
}
