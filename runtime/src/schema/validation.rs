//! The pass over a document: elements come in from the reader, and what is not valid goes out, to [`Findings`]. They end the pass with the
//! first thing, or keep it; then the pass goes on as lenient reading does.
//!
//! What is open is kept on a stack of its own, so that depth costs no stack of the thread. The invariant between two nodes:
//! the last [`Frame`] is that of the innermost open element, and all that was read is valid as far as it goes, or found not to be.

mod attributes;
mod children;
#[cfg(feature = "stream")]
mod cut;
mod element;
mod identity;
mod order;
mod watching;

use super::Schema;
use super::ids::{Ids, Token};
use super::matching::Progress;
use super::model::Model;
use super::spaces::{InScope, Spaces};
use crate::contract::{ElementId, ExpandedName, NsId, TypeId, Wildcard};
use crate::error::{Error, ErrorKind, NoticeKind, Result};
use crate::xml::{Findings, Name, Node, Reader, Rule};
use children::excerpt;
#[cfg(feature = "stream")]
use cut::Cuts;
use identity::Identity;
use order::Order;
use watching::Leaf;

/// A validation in progress.
pub(super) struct Validation<'s> {
    schema: &'s Schema,
    spaces: Spaces,
    frames: Vec<Frame<'s>>,
    ids: Ids,
    identity: Identity<'s>,
    /// What the value checked last holds; kept for its memory.
    tokens: Vec<Token>,
    /// Progress of elements that have ended; kept for its memory.
    spare: Vec<Progress>,
    findings: Findings,
    /// Whether elements, texts and ends come as somebody else reads them; else they are asked for.
    is_watching: bool,
    /// The declaration of what is watched, if it is a part of a document.
    item: Option<ElementId>,
    /// The innermost open element, if it is a text that somebody else reads.
    leaf: Option<Leaf<'s>>,
}

/// An open element that is no mere text.
struct Frame<'s> {
    /// The offset of its start tag.
    start: usize,
    /// The offset behind it.
    opened: usize,
    inside: Inside<'s>,
    /// The only text it may hold, if it is mixed and fixed, and the text so far.
    fixed: Option<Box<(&'s str, String)>>,
    /// Whether there was white space where nothing may be.
    is_blank: bool,
    /// Whether what is wrong with the content as a whole was found already.
    is_told: bool,
    /// The children that could not come when they came.
    order: Option<Box<Order>>,
}

/// What may be between the tags of an open element.
enum Inside<'s> {
    /// Nothing, not even white space, for the reason given.
    Nothing(&'static str),
    /// Children, and text if it is mixed.
    Children { model: &'s Model, progress: Progress, is_mixed: bool },
    /// What nobody looks at, while somebody else reads it.
    Anything,
}

/// How an element is held to the schema.
#[derive(Clone, Copy)]
enum Governing<'s> {
    /// By a declaration.
    Declaration(ElementId),
    /// By whatever a wildcard finds.
    Wildcard(&'s Wildcard),
}

impl<'s> Validation<'s> {
    pub(super) fn new(schema: &'s Schema, findings: Findings) -> Self {
        Self {
            schema,
            spaces: Spaces::default(),
            frames: Vec::new(),
            ids: Ids::default(),
            identity: Identity::default(),
            tokens: Vec::new(),
            spare: Vec::new(),
            findings,
            is_watching: false,
            item: None,
            leaf: None,
        }
    }

    /// What was not valid.
    pub(super) fn into_findings(self) -> Findings {
        self.findings
    }

    /// Validates the element on whose start tag the reader stands, to its end.
    pub(super) fn root(&mut self, name: Name<'_>, r: &mut Reader<'_>) -> Result<()> {
        self.outermost(name, r)?;
        self.until_the_end(r)?;
        self.ids.finish(&mut self.findings)
    }

    /// Validates the element on whose start tag the reader stands, to its end, as one of a type; see [`Schema::validate_fragment`].
    /// The IDs that it refers to may stand elsewhere.
    pub(super) fn fragment(
        &mut self,
        expected: Option<TypeId>,
        is_nillable: bool,
        name: Name<'_>,
        r: &mut Reader<'_>,
    ) -> Result<bool> {
        let is_known = self.of_type(expected, is_nillable, name, r)?;
        if is_known {
            self.until_the_end(r)?;
        }
        Ok(is_known)
    }

    fn until_the_end(&mut self, r: &mut Reader<'_>) -> Result<()> {
        #[cfg(feature = "stream")]
        let mut cuts = Cuts::of(r);
        while !self.frames.is_empty() {
            let at = r.offset();
            let node = r.next_node()?;
            #[cfg(feature = "stream")]
            self.cuts_before(&mut cuts, node.as_ref(), at, r)?;
            match node {
                Some(Node::Text(text)) => self.text(&text, (at, r.offset()))?,
                Some(Node::Element(name)) => self.child(name, r)?,
                None => self.end()?,
            }
        }
        Ok(())
    }

    /// Checks a text against a simple type. `at` is the offset of the start tag it stands at or in, `owner` that of the
    /// element that an ID would identify. Whether it is a value.
    #[inline]
    fn value(
        &mut self,
        (ty, text): (TypeId, &str),
        is_in_table: bool,
        (at, owner): (usize, usize),
        r: &mut Reader<'_>,
    ) -> Result<bool> {
        if self.schema.is_surely_value(ty, text) {
            return Ok(true);
        }
        let mut scope = if is_in_table { InScope::Table } else { InScope::Document(&mut self.spaces, r) };
        let checked = self.schema.check_value(ty, text, &mut scope, &mut self.tokens);
        if let Err(error) = checked {
            self.tokens.clear();
            self.findings.refuse(Rule::Value, Error::new(ErrorKind::Value(error), at))?;
            return Ok(false);
        }
        if !self.tokens.is_empty() {
            self.ids.take(&mut self.tokens, (owner, at), &mut self.findings)?;
        }
        Ok(true)
    }

    /// Checks a text of the document against the only value that is allowed.
    fn fixed(&mut self, ty: TypeId, text: &str, fixed: &str, at: usize, r: &mut Reader<'_>) -> Result<()> {
        let mut scope = InScope::Document(&mut self.spaces, r);
        if self.schema.is_same_value(ty, text, &mut scope, fixed) {
            return Ok(());
        }
        self.not_fixed(text, fixed, at)
    }

    #[cold]
    fn not_fixed(&mut self, found: &str, fixed: &str, at: usize) -> Result<()> {
        let error = invalid(format!("the value is fixed: expected {fixed:?}, found {found:?}"), at);
        let kind = NoticeKind::Fixed { expected: fixed.to_owned(), found: excerpt(found) };
        self.findings.refuse_as(Rule::Other, kind, error)
    }

    /// The name of an element or attribute as people write it.
    fn show(&mut self, name: Name<'_>, r: &Reader<'_>) -> String {
        let ns = self.spaces.of(self.schema, name.ns, r);
        match ns {
            NsId::FOREIGN => r.expanded(name.ns, name.local),
            ns => self.schema.show(&ExpandedName { ns, local: name.local.into() }),
        }
    }
}

#[cold]
fn invalid(reason: impl Into<String>, at: usize) -> Error {
    Error::new(ErrorKind::Invalid(reason.into()), at)
}
