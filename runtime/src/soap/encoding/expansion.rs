//! References within a message: `href="#1"` ([SOAP 1.1] 5.4.1), `enc:ref="1"` ([SOAP 1.2] Part 2, 3.1.5.2).
//!
//! In: a message. Out: for an element that refers to another, that one. Invariants: nothing contains itself, and what is taken in, with all names that are
//! copied for it, stays within a bound, so that a small message does not become a large one. Each element once is what there was before.

use std::collections::{BTreeMap, BTreeSet};

use super::SOAP_1_2;
use super::names::{is_empty, is_nil, value};
use crate::bind::{AnyElement, AnyNode};
use crate::error::ErrorKind;
use crate::xml::SHORT_NAMESPACE;

/// By how many bytes a message may grow, if that is more than [`GROWTH`] allows.
const ENOUGH: usize = 16 << 20;

/// By how many times its length a message may grow.
const GROWTH: usize = 4;

/// What an element, an attribute or a declaration takes besides its texts and names, about.
const ELEMENT: usize = 32;

/// The elements of a message that can be referred to, and what has been taken in so far.
pub(super) struct Expansion<'m> {
    targets: BTreeMap<&'m str, Target<'m>>,
    /// What is referred to somewhere.
    referred: BTreeSet<&'m str>,
    open: Vec<&'m str>,
    limit: usize,
    taken: usize,
}

/// What has an identifier.
struct Target<'m> {
    element: &'m AnyElement,
    /// Whether another one has it too.
    is_ambiguous: bool,
}

impl<'m> Expansion<'m> {
    /// Of a message that is so many bytes long.
    pub(super) fn new(message: &'m AnyElement, length: usize) -> Self {
        let mut targets: BTreeMap<&str, Target<'_>> = BTreeMap::new();
        let mut referred = BTreeSet::new();
        let (mut open, mut came) = (vec![message], 0_usize);
        while let Some(element) = open.pop() {
            came = came.saturating_add(weight(element));
            if let Some(id) = id(element) {
                let is_ambiguous = targets.contains_key(id);
                targets.insert(id, Target { element, is_ambiguous });
            }
            referred.extend(reference(element));
            open.extend(element.elements());
        }
        let limit = came.saturating_add(ENOUGH.max(length.saturating_mul(GROWTH)));
        Self { targets, referred, open: Vec::new(), limit, taken: 0 }
    }

    /// Whether something refers to an element.
    pub(super) fn is_referred_to(&self, element: &AnyElement) -> bool {
        id(element).is_some_and(|id| self.referred.contains(id))
    }

    /// What an element refers to; `None` if it is what it is. Until [`close`](Self::close) it must not come again.
    pub(super) fn open(&mut self, element: &'m AnyElement) -> Result<Option<&'m AnyElement>, ErrorKind> {
        let Some(id) = reference(element) else { return Ok(None) };
        let invalid = |what: &str| Err(ErrorKind::Invalid(format!("refers to `{id}`, {what}")));
        let Some(target) = self.targets.get(id) else { return invalid("which is not in the message") };
        if target.is_ambiguous {
            return invalid("which more than one element is called");
        }
        if self.open.contains(&id) {
            return invalid("in which it stands itself: values cannot contain themselves");
        }
        self.open.push(id);
        Ok(Some(target.element))
    }

    /// So many targets, those that were opened last, are done with.
    pub(super) fn close(&mut self, number: usize) {
        self.open.truncate(self.open.len().saturating_sub(number));
    }

    /// Notes that an element was taken in, under the name of another or its own.
    pub(super) fn take(&mut self, element: &AnyElement, named: &AnyElement) -> Result<(), ErrorKind> {
        let other = if std::ptr::eq(element, named) { 0 } else { name(named) };
        self.add(weight(element).saturating_add(other))
    }

    /// Notes that an element was told the type that something else says it has. A namespace of ordinary length is no more than an element takes.
    pub(super) fn take_type(&mut self, (uri, local): (&str, &str)) -> Result<(), ErrorKind> {
        self.add(uri.len().saturating_add(local.len()).saturating_sub(SHORT_NAMESPACE))
    }

    /// Notes that an item that is not there was made up.
    pub(super) fn take_nil(&mut self) -> Result<(), ErrorKind> {
        self.add(2 * ELEMENT)
    }

    fn add(&mut self, bytes: usize) -> Result<(), ErrorKind> {
        self.taken = self.taken.saturating_add(bytes);
        self.within()
    }

    fn within(&self) -> Result<(), ErrorKind> {
        let what = "bytes of values that a message refers to or leaves out";
        if self.taken > self.limit { Err(ErrorKind::LimitExceeded { what, limit: self.limit }) } else { Ok(()) }
    }
}

/// What an element comes to without those that it holds.
fn weight(element: &AnyElement) -> usize {
    let declarations = element.declarations.iter().map(|(prefix, uri)| ELEMENT + prefix.len() + uri.len());
    let attributes = element.attributes.iter().map(|attribute| {
        let name = attribute.prefix.len() + attribute.namespace.len() + attribute.name.len();
        ELEMENT + name + attribute.value.len()
    });
    let texts = element.children.iter().map(|child| match child {
        AnyNode::Text(text) => text.len(),
        AnyNode::Element(_) => 0,
    });
    ELEMENT + name(element) + declarations.chain(attributes).chain(texts).sum::<usize>()
}

/// What its name comes to.
fn name(element: &AnyElement) -> usize {
    element.prefix.len() + element.namespace.len() + element.name.len()
}

/// What an element is called by those that refer to it.
fn id(element: &AnyElement) -> Option<&str> {
    element.attribute("id").or_else(|| value(element, SOAP_1_2, "id"))
}

/// What an element without content refers to within the message. One that is nil has no value anywhere.
fn reference(element: &AnyElement) -> Option<&str> {
    if !is_empty(element) || is_nil(element) {
        return None;
    }
    let href = element.attribute("href").and_then(|href| href.trim().strip_prefix('#'));
    href.or_else(|| value(element, SOAP_1_2, "ref"))
}

/// What an element without content refers to outside of the message.
pub(super) fn outside(element: &AnyElement) -> Option<&str> {
    element.attribute("href").filter(|href| is_empty(element) && !is_nil(element) && !href.trim().starts_with('#'))
}
