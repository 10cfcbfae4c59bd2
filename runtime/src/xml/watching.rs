//! A document that somebody watches being read.
//!
//! In: the steps of reading, whoever takes them. Out: the same steps, shown to who watches; and where the element stood that was watched, if it was
//! as it should be. Invariant: reading is the same with and without, and without costs nothing.
//!
//! Most steps are not shown. In a *place*, an element of one type, what may come follows from the field that came last. Once an element was fine
//! there behind a field, each like it is: it is *unshown*. Of a text, attributes or an end only what their type says is asked for. When something has
//! to be shown after all, who watches catches up first.

use super::fields::Fields;
use super::reader::{Name, Node, Reader};
use super::special::Special;
use super::watch::{FieldRead, Inside, Unshown, Watch, Watched};
use crate::error::Result;

/// An element that was entered without being shown to who watches.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entered {
    pub(crate) read: FieldRead,
    /// The offset of its start tag, and that behind it.
    pub(crate) start: usize,
    pub(crate) opened: usize,
    /// The place around it.
    outer: u32,
}

/// Where one is, and what has not been shown to who watches, since it need not be.
#[derive(Debug, Default)]
pub(super) struct Watchpoint {
    /// What kind of element the innermost open one is; 0 if what may come in it does not follow from the field that came last.
    place: u32,
    /// The field whose start tag was read last, if it has not been shown.
    untold: Option<(FieldRead, Inside)>,
    /// The last field that was read to its end in the innermost open element, if it has not been shown.
    passed: Option<FieldRead>,
    /// The innermost open elements that have not been shown.
    entered: Vec<Entered>,
}

/// Behind which fields elements may end.
#[derive(Debug, Default)]
pub(super) struct Ends(Vec<KnownEnd>);

/// Behind which field an element of a place may end.
#[derive(Debug, Clone, Copy)]
struct KnownEnd {
    fields: Option<&'static Fields>,
    previous: u32,
    place: u32,
}

impl Watchpoint {
    /// The place of an element with nothing in it.
    const NOWHERE: u32 = u32::MAX;
}

impl Ends {
    const COUNT: usize = 256;

    #[inline(always)]
    fn end(&mut self, last: FieldRead) -> Option<&mut KnownEnd> {
        let index = last.fields.place(last.field) as usize % Self::COUNT;
        self.0.get_mut(index)
    }

    /// Whether an element in a place may end behind a field.
    #[inline(always)]
    fn have(&mut self, last: FieldRead, place: u32) -> bool {
        self.end(last).is_some_and(|known| {
            known.fields.is_some_and(|fields| std::ptr::eq(fields, last.fields))
                && (known.previous, known.place) == (last.field, place)
        })
    }

    #[cold]
    fn learn(&mut self, last: FieldRead, place: u32) {
        if self.0.is_empty() {
            self.0 = vec![KnownEnd { fields: None, previous: 0, place: 0 }; Self::COUNT];
        }
        if let Some(known) = self.end(last) {
            *known = KnownEnd { fields: Some(last.fields), previous: last.field, place };
        }
    }
}

/// An element that was watched to its end, and was as it should be: the offset of its start tag, and that behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Held(usize, usize);

impl<'a> Reader<'a> {
    /// The same, with somebody who will watch what [`watch_from_here`](Self::watch_from_here) is called at.
    pub(crate) fn watched_by(mut self, watch: Box<dyn Watch>) -> Self {
        self.memory.begin_watching(watch.schema());
        Self { watching: Some(watch), ..self }
    }

    /// From now on, the element is watched on whose start tag the reader stands: if there is somebody to watch, and nothing has been
    /// watched yet.
    #[inline]
    pub(crate) fn watch_from_here(&mut self) {
        if self.watching.is_some() && !self.special.is_watched() {
            self.begin_watching();
        }
    }

    #[cold]
    fn begin_watching(&mut self) {
        self.held = Some(Held(self.tag_start, usize::MAX));
        self.special.watch();
        self.see(|watch, r| watch.start(None, r));
    }

    /// What was watched to its end, and was as it should be.
    pub(crate) fn held(&self) -> Option<Held> {
        self.held.filter(|held| held.1 <= self.source.len())
    }

    /// The same, taking for granted what has been held to be as it should be.
    pub(crate) fn trusting(self, held: Held) -> Self {
        Self { held: Some(held), ..self }
    }

    /// Goes to the end of the element on whose start tag the reader stands, if that has been held to be as it should be; whether it has.
    pub(crate) fn leap_over_held(&mut self) -> bool {
        let Some(Held(_, end)) = self.held.filter(|held| held.0 == self.tag_start) else { return false };
        self.pos = end;
        self.special = Special::default();
        self.close();
        true
    }

    /// Watches no longer what is watched, if anything is: what comes is not seen, or is not read in one piece.
    #[cold]
    pub(super) fn stop_watching(&mut self) {
        if self.held.is_some() {
            self.watching = None;
            self.watchpoint.untold = None;
            self.special.unwatch();
        }
    }

    /// Lets the one who watches see something.
    #[inline(always)]
    fn see(&mut self, part: impl FnOnce(&mut dyn Watch, &mut Self) -> Watched) -> Watched {
        let Some(mut watch) = self.watching.take() else { return Watched::InDoubt };
        let seen = part(&mut *watch, self);
        match seen {
            Watched::Open | Watched::Free(_) => self.watching = Some(watch),
            Watched::Whole => self.hold(),
            Watched::InDoubt => self.give_up(),
        }
        seen
    }

    /// The innermost open element is of this kind now; see [`Watchpoint::place`].
    #[inline]
    pub(crate) fn watched_in(&mut self, place: u32) {
        self.watchpoint.place = place;
    }

    /// What was read without being shown, since something was: the elements that were entered, from the outermost on, and the field that has ended
    /// in the innermost one.
    #[inline(always)]
    pub(crate) fn take_unshown(&mut self, enter: impl FnMut(&Entered) -> Result<()>) -> Result<Option<FieldRead>> {
        if !self.watchpoint.entered.is_empty() {
            let entered = std::mem::take(&mut self.watchpoint.entered);
            entered.iter().try_for_each(enter)?;
        }
        Ok(self.watchpoint.passed.take())
    }

    /// Tells of a start tag that who watches has not been told of, as more has come in its element than text, or less.
    #[inline]
    fn tell(&mut self) {
        if let Some((read, _)) = self.watchpoint.untold.take() {
            self.see(|watch, r| watch.start(Some(read), r));
        }
    }

    /// Notes that the element that was watched has ended here, and was as it should be.
    #[cold]
    fn hold(&mut self) {
        self.stop_watching();
        if let Some(held) = &mut self.held {
            held.1 = self.pos;
        }
    }

    /// Reads no more: nobody will ask for what was read of a document that is in doubt.
    #[cold]
    fn give_up(&mut self) {
        self.stop_watching();
        self.pos = self.source.len();
    }

    /// Takes a step that nobody sees.
    #[inline]
    fn unseen<T>(&mut self, step: impl FnOnce(&mut Self) -> T) -> T {
        self.special.unwatch();
        let taken = step(self);
        if self.watching.is_some() {
            self.special.watch();
        }
        taken
    }

    /// Takes the end of an element that has no end tag.
    pub(super) fn leave_self_closed(&mut self) {
        self.special = Special::default();
        self.close();
    }

    /// As [`Reader::next_child`], where that is special.
    #[inline(never)]
    pub(super) fn special_child(&mut self) -> Result<Option<Name<'a>>> {
        if !self.special.is_watched() {
            self.leave_self_closed();
            return Ok(None);
        }
        self.tell();
        let child = self.unseen(Self::next_child)?;
        self.see(|watch, r| match child {
            Some(_) => watch.start(None, r),
            None => watch.end(r),
        });
        Ok(child)
    }

    /// As [`Reader::next_node`], where that is special.
    #[inline(never)]
    pub(super) fn special_node(&mut self) -> Result<Option<Node<'a>>> {
        if !self.special.is_watched() {
            self.leave_self_closed();
            return Ok(None);
        }
        self.tell();
        let node = self.unseen(Self::next_node)?;
        self.see(|watch, r| match &node {
            Some(Node::Element(_)) => watch.start(None, r),
            Some(Node::Text(text)) => watch.text(text, r),
            None => watch.end(r),
        });
        Ok(node)
    }

    /// As [`Reader::next_field`], where somebody watches.
    #[inline(never)]
    pub(super) fn watched_field(&mut self, fields: &'static Fields, previous: u32) -> u32 {
        self.tell();
        let last = FieldRead { fields, field: previous };
        if self.watchpoint.place == 0 {
            return self.shown_field(last);
        }
        // Between elements, white space is nothing; where nothing may be, `opened` tells.
        if !self.special.is_self_closed() {
            self.skip_space();
        }
        if self.special.is_self_closed() || (self.peek(0), self.peek(1)) == (b'<', b'/') {
            return if self.ends_unshown(last) { Fields::END } else { self.shown_field(last) };
        }
        let Some((field, unshown)) = self.take_predicted(fields, previous, self.watchpoint.place) else {
            return self.shown_field(last);
        };
        self.special.watch();
        match unshown {
            Some(unshown) if self.enters_unshown(FieldRead { fields, field }, unshown) => {}
            _ => self.show_field(last, field),
        }
        field
    }

    /// Reads the next field, and shows what was read.
    #[inline(never)]
    fn shown_field(&mut self, last: FieldRead) -> u32 {
        let field = self.unseen(|r| r.next_field(last.fields, last.field));
        self.show_field(last, field);
        field
    }

    /// Enters an element that need not be shown, unless its attributes take a closer look.
    #[inline(always)]
    fn enters_unshown(&mut self, read: FieldRead, Unshown { ty, misses_attributes, inside }: Unshown) -> bool {
        let has_some = !self.attributes.is_empty() || misses_attributes;
        if has_some && !self.has_sure_attributes(ty) {
            return false;
        }
        let place = match inside {
            Inside::Elements(place) => place,
            Inside::Nothing => Watchpoint::NOWHERE,
            Inside::AnyText | Inside::Text(_) => {
                self.watchpoint.untold = Some((read, inside));
                return true;
            }
        };
        let outer = std::mem::replace(&mut self.watchpoint.place, place);
        self.watchpoint.entered.push(Entered { read, start: self.tag_start, opened: self.pos, outer });
        self.watchpoint.passed = None;
        true
    }

    #[inline(never)]
    fn has_sure_attributes(&self, ty: u32) -> bool {
        self.watching.as_ref().is_some_and(|watch| watch.has_sure_attributes(ty, self))
    }

    /// Takes the end here, if it is that of an element that was not shown, and it may end behind its last field.
    #[inline(always)]
    fn ends_unshown(&mut self, last: FieldRead) -> bool {
        let Some(entered) = self.watchpoint.entered.last().copied() else { return false };
        let may_end = match self.watchpoint.place {
            Watchpoint::NOWHERE => entered.opened == self.pos,
            place => self.memory.ends.have(last, place),
        };
        let ends = may_end && (self.special.is_self_closed() || self.takes_end(self.pos));
        if ends {
            if self.special.is_self_closed() {
                self.leave_self_closed();
                self.special.watch();
            }
            self.watchpoint.entered.pop();
            self.watchpoint.place = entered.outer;
            self.watchpoint.passed = Some(entered.read);
        }
        ends
    }

    /// Shows what was read behind the field `last`: the start tag of another, or the end.
    #[inline(always)]
    fn show_field(&mut self, last: FieldRead, field: u32) {
        let place = self.watchpoint.place;
        // What is not a field may be any of several things.
        let is_learned = place != 0 && place != Watchpoint::NOWHERE && last.field != Fields::UNKNOWN;
        if field == Fields::END {
            if self.failure.is_none() && self.see(|watch, r| watch.end(r)) == Watched::Open && is_learned {
                self.memory.ends.learn(last, place);
            }
            return;
        }
        let seen = self.see(|watch, r| watch.start(Some(FieldRead { field, ..last }), r));
        if let Watched::Free(unshown) = seen
            && is_learned
        {
            self.learn_free(last.fields, last.field, (place, unshown));
        }
    }

    /// Whether the innermost open element has not been shown, and a text is certain to be one of it.
    #[inline(always)]
    fn takes_untold(&self, text: &str) -> bool {
        let is_text = |ty: u32| self.watching.as_ref().is_some_and(|watch| watch.is_surely_text(ty, text));
        !text.is_empty()
            && match self.watchpoint.untold {
                Some((_, Inside::AnyText)) => true,
                Some((_, Inside::Text(ty))) => is_text(ty),
                _ => false,
            }
    }

    /// The text from `start` to the end tag at `end`, which is taken, where that is special. `None`: nothing was taken, and it has to be read in
    /// pieces.
    #[inline(never)]
    pub(super) fn special_text(&mut self, start: usize, end: usize) -> Option<&'a str> {
        let text = self.source.get(start..end).filter(|_| !self.special.is_self_closed())?;
        if !self.takes_untold(text) {
            self.tell();
        }
        if !self.special.is_watched() || !self.takes_end(end) {
            return None;
        }
        match self.watchpoint.untold.take() {
            Some((read, _)) => self.watchpoint.passed = Some(read),
            None => {
                self.see(|watch, r| watch.leaf(text, r));
            }
        }
        Some(text)
    }
}
