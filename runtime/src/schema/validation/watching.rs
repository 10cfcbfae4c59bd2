//! Validation of an element while others read it: its tags and texts come in as they are read, and whether it is valid goes out.
//!
//! Invariant: what is called valid here is valid by the pass. What is not certain, and whatever is not valid, is left to that: it has the words,
//! and all that takes looking ahead.

use super::super::plain::{Plain, PlainContent};
use super::super::straight::{Named, Straight};
use super::element::NO_CONTENT;
use super::{Frame, Governing, Inside, Validation};
use crate::contract::{ElementId, TypeId, ValueConstraint};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::Schema;
use crate::xml::Inside as Content;
use crate::xml::{Entered, FieldRead, Findings, Ns, Reader, Unshown, Watch, Watched};

/// An open element that is a text.
pub(super) struct Leaf<'s> {
    ty: TypeId,
    value: Option<&'s ValueConstraint>,
    /// The offset of its start tag, and that behind it.
    start: usize,
    opened: usize,
    /// Whether the text has come.
    has_come: bool,
}

impl<'s> Leaf<'s> {
    #[inline]
    pub(super) fn new(ty: TypeId, value: Option<&'s ValueConstraint>, r: &Reader<'_>) -> Self {
        Self { ty, value, start: r.tag_offset(), opened: r.offset(), has_come: false }
    }
}

impl<'s> Validation<'s> {
    /// One that watches a document, or an item that was cut out of one.
    pub(in super::super) fn watching(schema: &'s Schema, item: Option<ElementId>) -> Self {
        Self { is_watching: true, item, ..Self::new(schema, Findings::first()) }
    }

    fn started(&mut self, field: Option<FieldRead>, r: &mut Reader<'_>) -> Result<Watched> {
        self.catch_up(r)?;
        let Some(plain) = field.and_then(|field| self.plain_field(field, r)) else {
            return self.started_by_name(r).map(|()| Watched::Open);
        };
        if r.attribute_count() > 0 || plain.misses_attributes {
            self.attributes(plain.ty, r)?;
        }
        match plain.content {
            PlainContent::Text(text) => self.leaf = Some(Leaf::new(text, None, r)),
            PlainContent::Empty => self.open(r.tag_offset(), Inside::Nothing(NO_CONTENT), r.offset()),
            PlainContent::Children => {
                let model = self.schema.elements_only(plain.ty).ok_or_else(doubtful)?;
                self.open_children(r.tag_offset(), model, None, r.offset());
            }
        }
        Ok(self.unshown(plain).map_or(Watched::Open, Watched::Free))
    }

    /// What there is of an element that has been entered, if another one like it need not be shown.
    fn unshown(&self, plain: Plain) -> Option<Unshown> {
        let inside = match plain.content {
            PlainContent::Text(_) if plain.is_any_text => Content::AnyText,
            PlainContent::Text(text) => Content::Text(text.0),
            PlainContent::Empty => Content::Nothing,
            PlainContent::Children if self.place() != 0 => Content::Elements(self.place()),
            PlainContent::Children => return None,
        };
        Some(Unshown { ty: plain.ty.0, misses_attributes: plain.misses_attributes, inside })
    }

    /// Takes what the reader has not shown when it came.
    #[inline(always)]
    fn catch_up(&mut self, r: &mut Reader<'_>) -> Result<()> {
        let passed = r.take_unshown(|entered| self.enter_unshown(entered))?;
        passed.map_or(Ok(()), |read| self.pass(read).map(drop))
    }

    #[inline(never)]
    fn enter_unshown(&mut self, entered: &Entered) -> Result<()> {
        let ty = self.pass(entered.read)?;
        match self.schema.elements_only(ty) {
            Some(model) => self.open_children(entered.start, model, None, entered.opened),
            None => self.open(entered.start, Inside::Nothing(NO_CONTENT), entered.opened),
        }
        Ok(())
    }

    /// Goes behind an element that has come; its type.
    fn pass(&mut self, read: FieldRead) -> Result<TypeId> {
        let Some(Frame { inside: Inside::Children { model, progress, .. }, .. }) = self.frames.last_mut() else {
            return Err(doubtful());
        };
        let straight = model.straight.as_ref().ok_or_else(doubtful)?;
        let named = straight.element_of(read.fields, read.field, || None).ok_or_else(doubtful)?;
        progress.jump(named);
        named.plain.get().and_then(|plain| plain.as_ref()).map(|plain| plain.ty).ok_or_else(doubtful)
    }

    /// What is to be checked of an element that is a field of a Rust type, if that is all that can be said of it; then it has been taken as a
    /// child of the element around it.
    #[inline]
    fn plain_field(&mut self, field: FieldRead, r: &Reader<'_>) -> Option<Plain> {
        let is_fine = self.leaf.is_none() && !self.identity.is_at_work() && !says_of_itself(r);
        let Inside::Children { model, progress, .. } = &mut self.frames.last_mut().filter(|_| is_fine)?.inside else {
            return None;
        };
        let straight = model.straight.as_ref()?;
        let named = named(self.schema, straight, field, r)?;
        let plain = named.plain.get_or_init(|| self.schema.plain(self.schema.element(named.id)));
        plain.filter(|_| progress.advance(named))
    }

    #[inline(never)]
    fn started_by_name(&mut self, r: &mut Reader<'_>) -> Result<()> {
        match self.frames.last().map(|frame| &frame.inside) {
            _ if self.leaf.is_some() => Err(doubtful()),
            None => match self.item {
                Some(item) => self.element(Governing::Declaration(item), r.child_name(), r),
                None => self.outermost(r.child_name(), r),
            },
            Some(Inside::Anything) => self.skip_unseen(r),
            Some(Inside::Nothing(_) | Inside::Children { .. }) => self.child(r.child_name(), r),
        }
    }

    fn has_text(&mut self, text: &str, r: &mut Reader<'_>) -> Result<()> {
        self.catch_up(r)?;
        match (&mut self.leaf, self.frames.last()) {
            (Some(Leaf { ty, value, start, has_come: has_come @ false, .. }), _) => {
                *has_come = true;
                let (ty, value, start) = (*ty, *value, *start);
                self.simple_text(ty, text, value, start, r)
            }
            (Some(_), _) | (_, None | Some(Frame { inside: Inside::Nothing(_), .. })) => Err(doubtful()),
            _ => self.text(text, (0, 0)),
        }
    }

    /// Takes the end of the innermost open element; whether nothing is open now.
    fn ended(&mut self, r: &mut Reader<'_>) -> Result<bool> {
        self.catch_up(r)?;
        match self.leaf.take() {
            Some(leaf) => self.leaf_ended(&leaf, r)?,
            None => self.frame_ended(r)?,
        }
        // What IDs of an item refer to may stand elsewhere.
        if self.frames.is_empty() && self.item.is_none() {
            self.ids.finish(&mut self.findings)?;
        }
        Ok(self.frames.is_empty())
    }

    /// Takes a text and the end of its element, if more need not be known of it; else nothing changes.
    #[inline]
    fn takes_plainly(&mut self, text: &str) -> bool {
        let is_plain = |leaf: &Leaf<'_>| leaf.value.is_none() && self.schema.is_surely_value(leaf.ty, text);
        let is_inner = !self.frames.is_empty() && !self.identity.is_at_work();
        let is_plain = is_inner && self.leaf.as_ref().is_some_and(is_plain);
        if is_plain {
            self.leaf = None;
        }
        is_plain
    }

    fn leaf_ended(&mut self, leaf: &Leaf<'s>, r: &mut Reader<'_>) -> Result<()> {
        if !leaf.has_come {
            is_directly_ended(leaf.opened, r)?;
            self.simple_text(leaf.ty, "", leaf.value, leaf.start, r)?;
        }
        self.leave()
    }

    fn frame_ended(&mut self, r: &Reader<'_>) -> Result<()> {
        match self.frames.last() {
            Some(frame) if frame.is_plainly_complete() && !self.identity.is_at_work() => {
                self.frames.pop();
                return Ok(());
            }
            None => return Err(doubtful()),
            Some(frame) if frame.fixed.is_some() => return Err(doubtful()),
            Some(Frame { inside: Inside::Nothing(_), opened, .. }) => is_directly_ended(*opened, r)?,
            Some(_) => {}
        }
        self.end()
    }

    /// The kind of the innermost open element, if it has children whose order follows from which came last.
    #[inline]
    fn place(&self) -> u32 {
        match self.frames.last().map(|frame| &frame.inside) {
            Some(Inside::Children { model, .. }) if !self.identity.is_at_work() => model.place,
            _ => 0,
        }
    }

    /// Passes over an element that nothing is asked of.
    pub(super) fn skip_unseen(&mut self, r: &mut Reader<'_>) -> Result<()> {
        if !self.is_watching {
            return r.skip();
        }
        self.open(r.tag_offset(), Inside::Anything, r.offset());
        Ok(())
    }
}

impl Frame<'_> {
    /// Whether it holds children as a straight model has them, and all of them.
    #[inline]
    fn is_plainly_complete(&self) -> bool {
        match &self.inside {
            Inside::Children { model, progress, .. } => {
                self.fixed.is_none() && model.straight.is_some() && progress.is_complete(model)
            }
            _ => false,
        }
    }
}

/// Whether the start tag says which type its element is of, or that it is nil.
#[inline]
fn says_of_itself(r: &Reader<'_>) -> bool {
    (0..r.attribute_count()).any(|index| r.attribute(index).ns == Ns::XSI)
}

/// The element of a model that a field is.
#[inline]
fn named<'m>(schema: &Schema, straight: &'m Straight, read: FieldRead, r: &Reader<'_>) -> Option<&'m Named> {
    straight.element_of(read.fields, read.field, || {
        let name = r.child_name();
        Some((schema.namespace(r.uri(name.ns)), name.local.into()))
    })
}

/// Asks that nothing stands between the tags of the element that the reader has just left, not even white space or a comment.
fn is_directly_ended(opened: usize, r: &Reader<'_>) -> Result<()> {
    let between = r.source().get(opened..r.offset());
    let is_direct = between.is_some_and(|between| between.is_empty() || between.starts_with("</"));
    if is_direct { Ok(()) } else { Err(doubtful()) }
}

impl Watch for Validation<'static> {
    fn schema(&self) -> usize {
        self.schema.number
    }

    fn start(&mut self, field: Option<FieldRead>, r: &mut Reader<'_>) -> Watched {
        let started = self.started(field, r);
        r.watched_in(self.place());
        started.unwrap_or(Watched::InDoubt)
    }

    fn text(&mut self, text: &str, r: &mut Reader<'_>) -> Watched {
        Watched::so_far(&self.has_text(text, r))
    }

    fn end(&mut self, r: &mut Reader<'_>) -> Watched {
        let ended = self.ended(r);
        r.watched_in(self.place());
        match ended {
            Ok(true) => Watched::Whole,
            ended => Watched::so_far(&ended),
        }
    }

    fn is_surely_text(&self, ty: u32, text: &str) -> bool {
        self.schema.is_surely_value(TypeId(ty), text)
    }

    fn has_sure_attributes(&self, ty: u32, r: &Reader<'_>) -> bool {
        let allowed = self.schema.attributes_of(TypeId(ty));
        !says_of_itself(r) && allowed.is_some_and(|allowed| self.are_surely_fine(allowed, r))
    }

    fn leaf(&mut self, text: &str, r: &mut Reader<'_>) -> Watched {
        if self.takes_plainly(text) {
            return Watched::Open;
        }
        let text = if text.is_empty() { Ok(()) } else { self.has_text(text, r) };
        if text.is_ok() { Watch::end(self, r) } else { Watched::InDoubt }
    }
}

impl std::fmt::Debug for Validation<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Validation").field("is_watching", &self.is_watching).finish_non_exhaustive()
    }
}

/// What nobody sees: the pass says what is wrong, if anything is.
#[cold]
pub(super) fn doubtful() -> Error {
    Error::new(ErrorKind::Invalid(String::new()), 0)
}
