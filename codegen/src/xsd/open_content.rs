//! Open content (XSD 1.1 part 1 §3.4.2.3): more elements than a type lists.
//!
//! In: `xs:openContent` and `xs:defaultOpenContent`. Out: a wildcard that is added to the content. Invariant: what open content admits has a
//! place in the bindings and is read wherever it stands; strict reading takes it there where the wildcard is: behind the other elements, or
//! anywhere among those of an `xs:all`.
//!
//! ```xml
//! <xs:complexType name="T"><xs:openContent mode="suffix"><xs:any/></xs:openContent><xs:sequence>…</xs:sequence></xs:complexType>
//! ```

use roxmltree::Node;

use super::reader::Reader;
use super::{Compositor, ModelGroup, Occurs, Particle, Term, Wildcard, wildcard};
use crate::source::Span;

/// What a type admits besides its content.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OpenContent {
    /// `None` if there is nothing more.
    wildcard: Option<Wildcard>,
    /// Whether it may stand between the other elements too.
    interleaves: bool,
    /// Whether types that are otherwise empty admit it.
    applies_to_empty: bool,
    span: Span,
    tag: Span,
}

impl Reader<'_> {
    pub(super) fn open_content(&mut self, node: Node<'_, '_>) -> OpenContent {
        self.reading.known_attributes(node, &["mode", "id"]);
        self.read_open_content(node, true)
    }

    pub(super) fn default_open_content(&mut self, node: Node<'_, '_>) -> Option<OpenContent> {
        self.reading.known_attributes(node, &["appliesToEmpty", "mode", "id"]);
        let applies_to_empty = self.reading.flag(node, "appliesToEmpty");
        Some(self.read_open_content(node, applies_to_empty)).filter(|open| open.wildcard.is_some())
    }

    fn read_open_content(&mut self, node: Node<'_, '_>, applies_to_empty: bool) -> OpenContent {
        let mut wildcard = None;
        for child in self.children(node) {
            if child.tag_name().name() == "any" {
                let read = self.wildcard(child, wildcard::KNOWN);
                self.only(&mut wildcard, Some(read), child);
            } else {
                self.reading.unexpected(child);
            }
        }
        let mode = self.reading.text(node, "mode");
        let is = |name: &str| mode.as_ref().is_some_and(|mode| mode.value == name);
        if let Some(mode) = mode.as_ref().filter(|_| !["none", "interleave", "suffix"].into_iter().any(is)) {
            self.reading.illegal(mode, "mode", "`none`, `interleave` or `suffix`");
        }
        if wildcard.is_none() && !is("none") {
            let message = "open content needs `xs:any`, or `mode=\"none\"`";
            self.reading.error("missing-element", self.reading.tag_span(node), message);
        }
        OpenContent {
            wildcard: wildcard.filter(|_| !is("none")),
            interleaves: !is("suffix"),
            applies_to_empty,
            span: self.reading.span(node),
            tag: self.reading.tag_span(node),
        }
    }

    /// A content with what is open about it.
    pub(super) fn opened(&mut self, content: Option<Particle>, open: Option<&OpenContent>) -> Option<Particle> {
        let Some((open, wildcard)) = open.and_then(|open| Some((open, open.wildcard.clone()?))) else {
            return content;
        };
        if content.is_none() && !open.applies_to_empty {
            return content;
        }
        let more = Particle { occurs: Occurs { min: 0, max: None }, term: Term::Any(wildcard), span: open.span };
        let is_all = |term: &Term| matches!(term, Term::Group(group) if group.compositor == Compositor::All);
        match content {
            Some(mut content) if is_all(&content.term) => {
                if let Term::Group(group) = &mut content.term {
                    group.particles.push(more);
                }
                Some(content)
            }
            content => {
                if open.interleaves && content.is_some() {
                    let what = "what open content admits is read wherever it stands, but strict reading takes it behind the other elements only";
                    self.not_checked(open.tag, what);
                }
                let particles = content.into_iter().chain([more]).collect();
                let group = ModelGroup { compositor: Compositor::Sequence, particles };
                Some(Particle { occurs: Occurs { min: 1, max: Some(1) }, term: Term::Group(group), span: open.span })
            }
        }
    }
}
