//! Elements that were cut out of a document, and the element that was cut out by itself.
//!
//! What is left of the document is held to the schema as if they were still there, as far as its content models go: their order and number
//! count. Each of them is held to its declaration by itself.

use super::super::matching::Matched;
use super::{Governing, Inside, Validation, invalid};
use crate::contract::ElementId;
use crate::error::Result;
use crate::xml::{Cut, Name, Node, Reader, Rule};

/// The cuts that are still to come.
pub(super) struct Cuts<'c> {
    left: &'c [Cut],
    /// Whether an element was read last, to its end or its start tag alone.
    is_behind_element: bool,
}

impl<'c> Cuts<'c> {
    pub(super) fn of(r: &Reader<'c>) -> Self {
        Self { left: r.cuts().map_or(&[], |outer| &outer.cuts), is_behind_element: false }
    }

    /// The next one, if it is before this offset.
    fn next_before(&mut self, offset: usize) -> Option<Cut> {
        let (cut, rest) = self.left.split_first().filter(|(cut, _)| cut.at < offset)?;
        self.left = rest;
        Some(*cut)
    }
}

impl Validation<'_> {
    /// Takes what was cut out before a node that was just read, and not in what was read as a whole before it. `at` is where the reader
    /// stood then: comments and the like may have come since, with cuts on both sides of them.
    pub(super) fn cuts_before(
        &mut self,
        cuts: &mut Cuts<'_>,
        node: Option<&Node<'_>>,
        at: usize,
        r: &Reader<'_>,
    ) -> Result<()> {
        if cuts.left.is_empty() {
            return Ok(());
        }
        let is_behind_element = std::mem::replace(&mut cuts.is_behind_element, matches!(node, Some(Node::Element(_))));
        while is_behind_element && cuts.next_before(at).is_some() {}
        let end = match node {
            // What stands behind the text, before the next tag, comes with that.
            Some(Node::Text(_)) => at + 1,
            Some(Node::Element(_)) => r.tag_offset() + 1,
            // Directly behind an element without an end tag is not in it.
            None => r.offset(),
        };
        while let Some(cut) = cuts.next_before(end) {
            self.cut(cut, r)?;
        }
        Ok(())
    }

    /// Takes the elements that were cut out here as if they had been read and found valid.
    pub(super) fn cut(&mut self, cut: Cut, r: &Reader<'_>) -> Result<()> {
        let Some(outer) = r.cuts() else { return Ok(()) };
        let (uri, local) = &outer.name;
        let ns = self.schema.namespace(uri);
        for _ in 0..cut.count {
            let Some(frame) = self.frames.last_mut() else { return Ok(()) };
            let matched = match &mut frame.inside {
                Inside::Children { model, progress, .. } => progress.take(self.schema, model, ns, local),
                _ => Matched::Nothing,
            };
            if matches!(matched, Matched::Nothing | Matched::TooMany) {
                frame.is_told = true;
                let reason = format!("the items {local} are out of place, or more than may be there");
                return self.findings.refuse(Rule::Place, invalid(reason, cut.at));
            }
            frame.reach(cut.at);
        }
        Ok(())
    }

    /// Validates the element on whose start tag the reader stands, to its end, by a declaration. The IDs that it refers to may stand
    /// elsewhere.
    pub(in super::super) fn declared_by(&mut self, id: ElementId, name: Name<'_>, r: &mut Reader<'_>) -> Result<()> {
        self.element(Governing::Declaration(id), name, r)?;
        self.until_the_end(r)
    }
}
