//! References within a message: `href="#1"` ([SOAP 1.1] 5.4.1), `enc:ref="1"` ([SOAP 1.2] Part 2, 3.1.5.2).
//!
//! In: a message. Out: for an element that refers to another, that one. Invariants: nothing contains itself, and what is taken in stays within
//! a bound, so that a small message does not become a large one.

use std::collections::BTreeMap;

use super::SOAP_1_2;
use super::names::value;
use crate::bind::AnyElement;
use crate::error::ErrorKind;

/// How many bytes a message may come to, if that is more than [`GROWTH`] allows.
const ENOUGH: usize = 16 << 20;

/// How many times its length a message may come to.
const GROWTH: usize = 4;

/// What an element takes besides its texts, about.
const ELEMENT: usize = 32;

/// The elements of a message that can be referred to, and what has been taken in so far.
pub(super) struct Expansion<'m> {
    targets: BTreeMap<&'m str, &'m AnyElement>,
    open: Vec<&'m str>,
    limit: usize,
    taken: usize,
}

impl<'m> Expansion<'m> {
    /// Of a message that is so many bytes long.
    pub(super) fn new(message: &'m AnyElement, length: usize) -> Self {
        let mut targets = BTreeMap::new();
        let mut open = vec![message];
        while let Some(element) = open.pop() {
            let id = element.attribute("id").or_else(|| value(element, SOAP_1_2, "id"));
            if let Some(id) = id {
                targets.insert(id, element);
            }
            open.extend(element.elements());
        }
        Self { targets, open: Vec::new(), limit: ENOUGH.max(length.saturating_mul(GROWTH)), taken: 0 }
    }

    /// What an element refers to; `None` if it is what it is. Until [`close`](Self::close) it must not come again.
    pub(super) fn open(&mut self, element: &'m AnyElement) -> Result<Option<&'m AnyElement>, ErrorKind> {
        let Some(id) = reference(element) else { return Ok(None) };
        let target = self.targets.get(id).copied();
        let target =
            target.ok_or_else(|| ErrorKind::Invalid(format!("refers to `{id}`, which is not in the message")))?;
        if self.open.contains(&id) {
            return Err(ErrorKind::Invalid(format!(
                "refers to `{id}`, in which it stands itself: values cannot contain themselves"
            )));
        }
        self.open.push(id);
        Ok(Some(target))
    }

    /// The target that was opened last is done with.
    pub(super) fn close(&mut self) {
        self.open.pop();
    }

    /// Notes that an element was taken in.
    pub(super) fn take(&mut self, element: &AnyElement) -> Result<(), ErrorKind> {
        let attributes = element.attributes.iter().map(|attribute| attribute.value.len() + ELEMENT);
        let texts = element.children.iter().filter_map(|child| match child {
            crate::bind::AnyNode::Text(text) => Some(text.len()),
            crate::bind::AnyNode::Element(_) => None,
        });
        self.taken += ELEMENT + attributes.chain(texts).sum::<usize>();
        self.within()
    }

    /// Notes that an item that is not there was made up.
    pub(super) fn take_nil(&mut self) -> Result<(), ErrorKind> {
        self.taken += 2 * ELEMENT;
        self.within()
    }

    fn within(&self) -> Result<(), ErrorKind> {
        let what = "bytes of values that a message refers to or leaves out";
        if self.taken > self.limit { Err(ErrorKind::LimitExceeded { what, limit: self.limit }) } else { Ok(()) }
    }
}

/// What an element without content refers to within the message.
fn reference(element: &AnyElement) -> Option<&str> {
    if element.elements().next().is_some() {
        return None;
    }
    let href = element.attribute("href").and_then(|href| href.trim().strip_prefix('#'));
    href.or_else(|| value(element, SOAP_1_2, "ref"))
}
