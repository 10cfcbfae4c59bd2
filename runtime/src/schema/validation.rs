//! The pass over a document: elements come in from the reader, and the first thing that is not valid goes out.
//!
//! What is open is kept on a stack of its own, so that depth costs no stack of the thread. The invariant between two nodes:
//! the last [`Frame`] is that of the innermost open element, and all that was read is valid as far as it goes.

mod attributes;
mod children;
mod element;

use super::Schema;
use super::component::{ElementId, ExpandedName, TypeId, Wildcard};
use super::ids::{Ids, Token};
use super::matching::Progress;
use super::model::Model;
use super::spaces::{InScope, Spaces};
use crate::error::{Error, ErrorKind, Result};
use crate::xml::{Name, Node, Reader};

/// A validation in progress.
pub(super) struct Validation<'s> {
    schema: &'s Schema,
    spaces: Spaces,
    frames: Vec<Frame<'s>>,
    ids: Ids,
    /// What the value checked last holds; kept for its memory.
    tokens: Vec<Token>,
    /// Progress of elements that have ended; kept for its memory.
    spare: Vec<Progress>,
}

/// An open element that is no mere text.
struct Frame<'s> {
    /// The offset of its start tag.
    start: usize,
    inside: Inside<'s>,
    /// The only text it may hold, if it is mixed and fixed, and the text so far.
    fixed: Option<(&'s str, String)>,
}

/// What may be between the tags of an open element.
enum Inside<'s> {
    /// Nothing, not even white space, for the reason given.
    Nothing(&'static str),
    /// Children, and text if it is mixed.
    Children { model: &'s Model, progress: Progress, is_mixed: bool },
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
    pub(super) fn new(schema: &'s Schema) -> Self {
        let (spaces, ids) = (Spaces::default(), Ids::default());
        Self { schema, spaces, frames: Vec::new(), ids, tokens: Vec::new(), spare: Vec::new() }
    }

    /// Validates the element on whose start tag the reader stands, to its end.
    pub(super) fn root(mut self, name: Name<'_>, r: &mut Reader<'_>) -> Result<()> {
        self.outermost(name, r)?;
        self.finish_open(r)?;
        self.ids.finish()
    }

    /// Validates the element on whose start tag the reader stands, to its end, as one of a type; see [`Schema::validate_fragment`].
    /// The IDs that it refers to may stand elsewhere.
    pub(super) fn fragment(
        mut self,
        expected: Option<TypeId>,
        is_nillable: bool,
        name: Name<'_>,
        r: &mut Reader<'_>,
    ) -> Result<bool> {
        let is_known = self.of_type(expected, is_nillable, name, r)?;
        if is_known {
            self.finish_open(r)?;
        }
        Ok(is_known)
    }

    fn finish_open(&mut self, r: &mut Reader<'_>) -> Result<()> {
        while !self.frames.is_empty() {
            match r.next_node()? {
                Some(Node::Text(text)) => self.text(&text)?,
                Some(Node::Element(name)) => self.child(name, r)?,
                None => self.end()?,
            }
        }
        Ok(())
    }

    /// Checks a text against a simple type. `at` is the offset of the start tag it stands at or in, `owner` that of the
    /// element that an ID would identify.
    fn value(
        &mut self,
        (ty, text): (TypeId, &str),
        is_in_table: bool,
        (at, owner): (usize, usize),
        r: &mut Reader<'_>,
    ) -> Result<()> {
        let mut scope = if is_in_table { InScope::Table } else { InScope::Document(&mut self.spaces, r) };
        let checked = self.schema.check_value(ty, text, &mut scope, &mut self.tokens);
        checked.map_err(|error| Error::new(ErrorKind::Value(error), at))?;
        if self.tokens.is_empty() {
            return Ok(());
        }
        self.ids.take(&mut self.tokens, owner, at)
    }

    /// Checks a text of the document against the only value that is allowed.
    fn fixed(&mut self, ty: TypeId, text: &str, fixed: &str, at: usize, r: &mut Reader<'_>) -> Result<()> {
        let mut scope = InScope::Document(&mut self.spaces, r);
        if self.schema.is_same_value(ty, text, &mut scope, fixed) {
            return Ok(());
        }
        Err(not_fixed(text, fixed, at))
    }

    /// The name of an element or attribute as people write it.
    fn show(&mut self, name: Name<'_>, r: &Reader<'_>) -> String {
        let ns = self.spaces.of(self.schema, name.ns, r);
        match self.schema.prefixes.get(ns.0 as usize) {
            Some(_) => self.schema.show(&ExpandedName { ns, local: name.local.into() }),
            None => r.expanded(name.ns, name.local),
        }
    }
}

#[cold]
fn not_fixed(found: &str, fixed: &str, at: usize) -> Error {
    invalid(format!("the value is fixed: expected {fixed:?}, found {found:?}"), at)
}

#[cold]
fn invalid(reason: impl Into<String>, at: usize) -> Error {
    Error::new(ErrorKind::Invalid(reason.into()), at)
}
