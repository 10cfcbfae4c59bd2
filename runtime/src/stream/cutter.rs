//! A message as it comes, taken apart: items at a path go out one by one, and what is left is kept.
//!
//! In: bytes. Out: the text of each item, with what it has to know of what stands around it, and at the end the text of the message without
//! its items. White space between two items is no part of either. Invariant: what is kept is the rest and the item that is coming; every
//! byte of the message is read by the ordinary reader, in one or the other.

use std::sync::Arc;

use super::envelopes::placed;
use super::intake::{Intake, at_the_end};
use super::limits::Limits;
use super::origin::Origin;
use super::path::Path;
use super::place::Place;
use super::scanner::Kind;
use super::track::Track;
use crate::error::{Error, ErrorKind, Result};
use crate::options::ReadOptions;
use crate::xml::{Cut, Outer};

/// See the module's documentation.
pub(crate) struct Cutter {
    pub(crate) intake: Intake,
    pub(crate) track: Track,
    /// Whether an item has begun, which is all of the text that is not done with.
    pub(crate) is_inside: bool,
    /// Whether the tags of items stay with the rest.
    keeps_tags: bool,
    /// Where the item ends that was given last.
    given: Option<usize>,
    pub(crate) rest: Rest,
}

/// A message without its items.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rest {
    pub(crate) text: String,
    place: Place,
    origin: Origin,
    cuts: Vec<Cut>,
    name: (String, String),
    /// How many bytes it takes to know what was cut out where.
    noted: usize,
    /// Whether the message came in UTF-8.
    pub(crate) is_utf8: bool,
}

/// An item that is complete.
pub(crate) struct Item<'c> {
    pub(crate) text: &'c str,
    track: &'c Track,
    place: Place,
}

impl Cutter {
    pub(crate) fn new(path: Path, charset: Option<&str>, options: &ReadOptions, limits: Limits) -> Self {
        let name = path.steps.last().map(|(uri, local)| ((*uri).to_owned(), local.clone())).unwrap_or_default();
        Self {
            intake: Intake::new(charset, options, limits),
            track: Track::new(path),
            is_inside: false,
            keeps_tags: false,
            given: None,
            rest: Rest { name, ..Rest::default() },
        }
    }

    /// The same for what stands in the elements at the path: they stay, and are empty.
    pub(crate) fn keeping_tags(path: Path, charset: Option<&str>, options: &ReadOptions, limits: Limits) -> Self {
        Self { keeps_tags: true, ..Self::new(path, charset, options, limits) }
    }

    /// # Errors
    /// When the bytes are too many.
    pub(crate) fn push(&mut self, bytes: &[u8]) -> Result<()> {
        self.pass();
        self.intake.push(bytes).map_err(|error| self.placed(error))
    }

    /// Says that no more bytes will come.
    pub(crate) fn end(&mut self) {
        self.pass();
        self.intake.end();
    }

    /// The next item that is complete; `None` if more bytes are needed. At the end, the item that is not complete is one as well.
    ///
    /// # Errors
    /// When a limit is passed, bytes are no text, or a tag on the way to the items is not well formed.
    pub(crate) fn next(&mut self) -> Result<Option<Item<'_>>> {
        self.pass();
        while let Some((kind, range)) = self.intake.scanner.next() {
            let is_complete = if self.is_inside { self.inside(kind) } else { self.outside(kind, range.clone())? };
            if is_complete {
                return self.give(range.end).map(Some);
            }
        }
        self.check()?;
        if self.is_inside && self.intake.is_ended {
            return self.give(self.intake.scanner.text.len()).map(Some);
        }
        self.settle().map(|()| None)
    }

    /// # Errors
    /// When what follows the text is none.
    pub(crate) fn check(&self) -> Result<()> {
        self.intake.check().map_err(|error| self.placed(error))
    }

    /// Nothing is complete any more: keeps what is left at the end.
    pub(crate) fn settle(&mut self) -> Result<()> {
        let end = self.intake.scanner.text.len();
        if self.intake.is_ended {
            self.keep(end)?;
            self.rest.is_utf8 = self.intake.is_utf8();
        }
        self.check_length(end)
    }

    /// Leaves an element that stays, whose end tag ends here.
    pub(crate) fn leave(&mut self, end: usize) -> Result<()> {
        self.is_inside = false;
        self.track.depth -= 1;
        self.keep(end)
    }

    /// Takes markup in an item; whether the item is complete.
    fn inside(&mut self, kind: Kind) -> bool {
        match kind {
            Kind::Start { is_empty } => self.track.depth += usize::from(!is_empty),
            Kind::End => self.track.depth -= 1,
            Kind::Other | Kind::Aside | Kind::Cdata => {}
        }
        self.track.depth + 1 == self.track.length()
    }

    /// Takes markup around the items; whether it is an item, complete. Where tags stay, what is complete is an element without content.
    pub(crate) fn outside(&mut self, kind: Kind, range: std::ops::Range<usize>) -> Result<bool> {
        let Kind::Start { is_empty } = kind else {
            self.keep(range.end)?;
            if kind == Kind::End {
                self.track.end();
            }
            return Ok(false);
        };
        let is_last = self.track.is_at_parent();
        let tag = self.intake.scanner.text.get(range.clone()).unwrap_or("");
        let step = self.track.is_step(tag, &self.intake.options);
        if step.map_err(|error| self.misread(error, range.start))? {
            if is_last && self.keeps_tags {
                self.is_inside = !is_empty;
                self.track.depth += usize::from(!is_empty);
                return self.keep(range.end).map(|()| is_empty);
            }
            if is_last {
                self.keep_before_item(range.start)?;
                self.is_inside = true;
                self.track.depth += usize::from(!is_empty);
                return Ok(is_empty);
            }
            if !is_empty {
                let tag = self.intake.scanner.text.get(range.clone()).unwrap_or("");
                self.track.enter(tag, &self.intake.options)?;
                return self.keep(range.end).map(|()| false);
            }
        }
        self.track.depth += usize::from(!is_empty);
        self.keep(range.end).map(|()| false)
    }

    /// Adds the text up to an offset to what is left.
    fn keep(&mut self, end: usize) -> Result<()> {
        let text = self.intake.text(self.intake.done, end);
        let limit = self.intake.limits.rest;
        self.rest.place = self.rest.place.behind(text);
        self.rest.text.push_str(text);
        self.rest.origin.begin();
        self.intake.pass(end);
        if self.rest.text.len().max(self.rest.noted) > limit {
            return Err(self.rest.error(ErrorKind::LimitExceeded { what: "bytes around the items", limit }));
        }
        Ok(())
    }

    /// The same before an item, but for white space behind another one.
    fn keep_before_item(&mut self, end: usize) -> Result<()> {
        let text = self.intake.text(self.intake.done, end);
        let is_space = text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
        if is_space && self.rest.is_cut_here() {
            self.intake.pass(end);
            return Ok(());
        }
        self.keep(end)
    }

    fn give(&mut self, end: usize) -> Result<Item<'_>> {
        self.is_inside = false;
        self.check_item(end)?;
        self.given = Some(end);
        let text = self.intake.text(self.intake.done, end);
        self.rest.cut(self.intake.place.behind(text), self.track.parents());
        Ok(Item { text, track: &self.track, place: self.intake.place })
    }

    /// Is done with the item that was given.
    pub(crate) fn pass(&mut self) {
        if let Some(end) = self.given.take() {
            self.intake.pass(end);
        }
    }

    fn check_length(&self, end: usize) -> Result<()> {
        if self.is_inside {
            return self.check_item(end);
        }
        let limit = self.intake.limits.rest;
        if (self.rest.text.len() + (end - self.intake.done)).max(self.rest.noted) > limit {
            return Err(self.rest.error(ErrorKind::LimitExceeded { what: "bytes around the items", limit }));
        }
        Ok(())
    }

    fn check_item(&self, end: usize) -> Result<()> {
        let limit = self.intake.limits.part;
        if end - self.intake.done <= limit {
            return Ok(());
        }
        let text = self.intake.text(self.intake.done, end);
        let error = at_the_end(ErrorKind::LimitExceeded { what: "bytes in one item", limit }, text);
        Err(self.item(text).origin().error(error))
    }

    fn item<'c>(&'c self, text: &'c str) -> Item<'c> {
        Item { text, track: &self.track, place: self.intake.place }
    }

    /// An error behind the text that is done with.
    #[cold]
    pub(crate) fn error(&self, kind: ErrorKind) -> Error {
        let mut rest = self.rest.clone();
        rest.skipped(self.intake.place);
        rest.error(kind)
    }

    #[cold]
    fn placed(&self, error: Error) -> Error {
        let pending = self.intake.pending();
        if self.is_inside {
            return placed(error, pending, &self.item(pending).origin());
        }
        let mut rest = self.rest.clone();
        rest.text.push_str(pending);
        placed(error, &rest.text, &rest.origin)
    }

    /// An error in the start tag at an offset, which was read by itself.
    #[cold]
    fn misread(&self, error: Error, start: usize) -> Error {
        let offset = error.position().offset;
        let mut rest = self.rest.clone();
        rest.text.push_str(self.intake.text(self.intake.done, start));
        let before = rest.text.len();
        rest.text.push_str(self.intake.text(start, self.intake.scanner.text.len()));
        rest.origin.error(error.locate_at(&rest.text, before + offset))
    }
}

impl Item<'_> {
    /// Where the item stood.
    pub(crate) fn origin(&self) -> Origin {
        Origin::below(self.place, self.track.parents().to_owned(), self.track.last_step())
    }

    /// What stood around it.
    pub(crate) fn outer(&self) -> Arc<Outer> {
        Arc::clone(self.track.outer())
    }

    /// The namespace that it is in and the one that it should be in, if these are not the same.
    pub(crate) fn other_form(&self) -> Option<(&str, &str)> {
        self.track.other_form()
    }
}

impl Rest {
    /// Whether an item was cut out right here.
    fn is_cut_here(&self) -> bool {
        self.cuts.last().is_some_and(|cut| cut.at == self.text.len())
    }

    /// Notes that an item was cut out, behind which the whole goes on at `there`.
    fn cut(&mut self, there: Place, parents: &str) {
        let at = self.text.len();
        match self.cuts.last_mut() {
            Some(cut) if cut.at == at => cut.count += 1,
            _ => {
                self.cuts.push(Cut { at, count: 1 });
                self.noted += size_of::<Cut>();
            }
        }
        self.noted += self.origin.cut(self.place, there, (parents, &self.name.1));
    }

    /// Where it stood, and what was cut out of it.
    pub(crate) fn around(&self) -> (Arc<Origin>, Arc<Outer>) {
        let outer = Outer { cuts: self.cuts.clone(), name: self.name.clone(), ..Outer::default() };
        (Arc::new(self.origin.clone()), Arc::new(outer))
    }

    /// Has the element that is open hold a space, or the one that the text ends with and that has this name and no content: it is not to be
    /// read as its default. Behind it, the text goes on with what is at `there` in the whole.
    pub(crate) fn blank(&mut self, emptied: Option<&str>, there: Place) {
        if let Some(name) = emptied.filter(|_| self.text.ends_with("/>")) {
            self.text.truncate(self.text.len() - "/>".len());
            self.text.extend(["> </", name, ">"]);
        } else {
            self.text.push(' ');
        }
        self.place = Place::default().behind(&self.text);
        self.skipped(there);
    }

    /// Says that the text goes on with what is at `there` in the whole.
    pub(crate) fn skipped(&mut self, there: Place) {
        self.origin.skip(self.place, there);
    }

    #[cold]
    pub(crate) fn error(&self, kind: ErrorKind) -> Error {
        self.origin.error(at_the_end(kind, &self.text))
    }
}
