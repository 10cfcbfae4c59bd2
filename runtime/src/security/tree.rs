//! The security header as a tree with the places of its elements: it is small, and its parts refer to each other.

use std::ops::Range;
use std::sync::Arc;

use crate::error::Result;
use crate::xml::{Piece, Reader};

use super::namespaces::Namespaces;

/// An element of the header.
#[derive(Debug, Clone, Default)]
pub(super) struct Element {
    /// Where its start tag begins.
    pub(super) start: usize,
    /// Behind its end tag.
    pub(super) end: usize,
    pub(super) namespace: Arc<str>,
    pub(super) local: String,
    attributes: Vec<Attribute>,
    /// The text directly in it.
    pub(super) text: String,
    pub(super) children: Vec<Element>,
}

#[derive(Debug, Clone)]
struct Attribute {
    namespace: Arc<str>,
    local: String,
    value: String,
}

impl Element {
    /// Reads the element on whose start tag the reader stands, to its end. Every start tag is shown to `seen` first.
    pub(super) fn read<'a>(
        r: &mut Reader<'a>,
        namespaces: &mut Namespaces,
        seen: &mut impl FnMut(&mut Reader<'a>) -> Result<()>,
    ) -> Result<Self> {
        let mut element = Self::of_tag(r, namespaces)?;
        seen(r)?;
        loop {
            match r.next_piece()? {
                Piece::Text(text) => element.text.push_str(&text),
                Piece::Start => element.children.push(Self::read(r, namespaces, seen)?),
                Piece::End => break,
                Piece::Comment | Piece::Instruction(_) => {}
            }
        }
        element.end = r.offset();
        Ok(element)
    }

    fn of_tag(r: &mut Reader<'_>, namespaces: &mut Namespaces) -> Result<Self> {
        let (ns, local) = r.open_name()?;
        let mut attributes = Vec::with_capacity(r.attribute_count());
        for attribute in (0..r.attribute_count()).map(|index| r.attribute(index)) {
            attributes.push(Attribute {
                namespace: namespaces.shared(r, attribute.ns),
                local: attribute.local.to_owned(),
                value: r.attribute_value(attribute)?.into_owned(),
            });
        }
        let (namespace, local) = (namespaces.shared(r, ns), local.to_owned());
        Ok(Self { start: r.tag_offset(), namespace, local, attributes, ..Self::default() })
    }

    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    pub(super) fn is(&self, namespace: &str, local: &str) -> bool {
        &*self.namespace == namespace && self.local == local
    }

    /// The attribute in this namespace; an empty one is none.
    pub(super) fn attribute(&self, namespace: &str, local: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|known| &*known.namespace == namespace && known.local == local);
        found.map(|attribute| attribute.value.as_str())
    }

    pub(super) fn algorithm(&self) -> &str {
        self.attribute("", "Algorithm").unwrap_or("")
    }

    pub(super) fn all<'e>(&'e self, namespace: &'e str, local: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| child.is(namespace, local))
    }

    /// The child of this name, if there is exactly one.
    pub(super) fn only(&self, namespace: &str, local: &str) -> Option<&Self> {
        let mut found = self.children.iter().filter(|child| child.is(namespace, local));
        found.next().filter(|_| found.next().is_none())
    }
}
