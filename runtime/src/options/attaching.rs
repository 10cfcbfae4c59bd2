//! What of a message is written beside its text.

use crate::mime::{Attached, Boundary, Part};
use crate::xsd::Octets;

/// Where octets go that are not written as text, and which those are.
#[derive(Debug, Clone)]
pub(crate) struct Attaching {
    threshold: usize,
    most: usize,
    /// What the names of the parts have in common, that those of other messages do not have.
    message: String,
    into: Attached,
}

impl Attaching {
    pub(super) fn new(threshold: usize, most: usize, into: Attached) -> Self {
        Self { threshold, most, message: Boundary::fresh().as_str().to_owned(), into }
    }

    /// The name of the part that the octets are from now on; `None` if they are to stand in the text.
    pub(crate) fn take(&self, octets: &Octets, content_type: Option<String>) -> Option<String> {
        if octets.len() < self.threshold {
            return None;
        }
        let mut name = None;
        self.into.add(self.most, |number| {
            let id = format!("{number}.{}@soap", self.message);
            name = Some(id.clone());
            Part { content_id: Some(id), content_type, headers: Vec::new(), octets: octets.shared() }
        });
        name
    }
}

/// Two are the same where they go to the same place.
impl PartialEq for Attaching {
    fn eq(&self, other: &Self) -> bool {
        (self.threshold, self.most) == (other.threshold, other.most) && self.into.is(&other.into)
    }
}

impl Eq for Attaching {}
