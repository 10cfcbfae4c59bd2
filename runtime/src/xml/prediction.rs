//! Which child comes next: what followed the same child of the same type before is looked for first, by comparing bytes.
//!
//! In: a type's fields and the child that was read last. Out: the number of the next child's field. What is known lasts [beyond a
//! document](super::memory). Invariant: a prediction only saves work. A tag is known by all of its bytes up to `>` or the space before its attributes, and only while the prefixes in scope are those
//! that it was first read with; whatever is not known goes the ordinary way, and is learned there.

use super::fields::Fields;
use super::namespace::Ns;
use super::reader::{Name, Open, Reader};
use super::scan::{WINDOW, begin_alike, tag_name, window};
use super::special::Special;
use super::watch::{Inside, Unshown};
use crate::error::Result;

/// How many bytes of a document there is one set of predictions for.
const BYTES_A_SET: usize = 1024;
const FEWEST_SETS: usize = 128;
const MOST_SETS: usize = 256;
/// How many tags are known to come behind one child: optional ones may be left out.
const WAYS: usize = 3;

/// What is known, by what came before: some tags for each place, the latest first.
#[derive(Debug, Default)]
pub(super) struct Predictions {
    tags: Vec<[Known; WAYS]>,
    /// Of each tag, if somebody watches.
    free: Vec<[Free; WAYS]>,
}

/// A start tag that was read.
#[derive(Debug, Clone, Copy)]
struct Known {
    /// `<t:Name>`, `<t:Name/>` or `<t:Name `, and what came behind it.
    tag: [u8; WINDOW],
    /// Of the type that the tag is a child of; `None`: nothing is known here.
    fields: Option<&'static Fields>,
    /// The prefixes in scope.
    generation: u32,
    field: u32,
    ns: Ns,
    /// How long the name is, with its prefix.
    name: u8,
    /// How long the tag is.
    length: u8,
    end: TagEnd,
}

/// Where the element of a tag need not be shown to who watches.
#[derive(Debug, Clone, Copy)]
struct Free {
    /// In what place, and behind which field; 0 for nowhere.
    place: u32,
    behind: u32,
    /// What there is of it then.
    unshown: Unshown,
}

impl Free {
    const NOWHERE: Self =
        Self { place: 0, behind: 0, unshown: Unshown { ty: 0, misses_attributes: true, inside: Inside::Nothing } };
}

/// How the known part of a tag ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TagEnd {
    Open,
    SelfClosed,
    Attributes,
}

impl Known {
    const NONE: Self = Self {
        tag: [0; WINDOW],
        fields: None,
        generation: 0,
        field: 0,
        ns: Ns::NONE,
        name: 0,
        length: 0,
        end: TagEnd::Open,
    };

    /// What else is known of a tag whose name is so long; `None` if it does not end in the window.
    #[inline(always)]
    fn new(tag: &[u8; WINDOW], name: usize, known: Self) -> Option<Self> {
        let (end, length) = match (tag.get(name + 1)?, tag.get(name + 2)?) {
            (b'>', _) => (TagEnd::Open, name + 2),
            (b'/', b'>') => (TagEnd::SelfClosed, name + 3),
            (b' ', _) => (TagEnd::Attributes, name + 2),
            _ => return None,
        };
        Some(Self { tag: *tag, name: name as u8, length: length as u8, end, ..known })
    }

    #[inline(always)]
    fn is(&self, fields: &'static Fields, generation: u32, tag: &[u8; WINDOW]) -> bool {
        let is_place = self.fields.is_some_and(|known| std::ptr::eq(known, fields)) && self.generation == generation;
        is_place && begin_alike(&self.tag, tag, usize::from(self.length))
    }
}

impl Predictions {
    #[inline(always)]
    fn place(&self, fields: &Fields, previous: u32) -> usize {
        fields.place(previous) as usize & self.tags.len().wrapping_sub(1)
    }

    #[inline(always)]
    fn find(&self, fields: &'static Fields, previous: u32, generation: u32, tag: &[u8; WINDOW]) -> Option<&Known> {
        let ways = self.tags.get(self.place(fields, previous))?;
        ways.iter().find(|way| way.is(fields, generation, tag))
    }

    /// The same tag by its set and its way.
    #[inline(always)]
    fn position(
        &self,
        fields: &'static Fields,
        previous: u32,
        generation: u32,
        tag: &[u8; WINDOW],
    ) -> Option<[usize; 2]> {
        let set = self.place(fields, previous);
        let way = self.tags.get(set)?.iter().position(|way| way.is(fields, generation, tag))?;
        Some([set, way])
    }

    /// Whether anything is known.
    #[cfg(test)]
    pub(super) fn are_some(&self) -> bool {
        !self.tags.is_empty()
    }

    /// From now on, the tag is expected behind this child.
    fn learn(&mut self, previous: u32, known: Known, source: &str) {
        let sets = 1 << (source.len() / BYTES_A_SET).clamp(FEWEST_SETS, MOST_SETS).ilog2();
        if self.tags.len() < sets {
            self.tags = vec![[Known::NONE; WAYS]; sets];
            self.forget_free();
        }
        let Some(fields) = known.fields else { return };
        let place = self.place(fields, previous);
        if let Some(ways) = self.tags.get_mut(place) {
            ways.rotate_right(1);
            ways[0] = known;
        }
        if let Some(ways) = self.free.get_mut(place) {
            ways.rotate_right(1);
            ways[0] = Free::NOWHERE;
        }
    }

    /// Nothing is known any longer to need not be shown.
    pub(super) fn forget_free(&mut self) {
        self.free.clear();
    }

    /// From now on, the element of a tag is known to need not be shown somewhere.
    fn learn_free(&mut self, [set, way]: [usize; 2], free: Free) {
        self.free.resize(self.tags.len(), [Free::NOWHERE; WAYS]);
        if let Some(known) = self.free.get_mut(set).and_then(|ways| ways.get_mut(way)) {
            *known = free;
        }
    }
}

impl<'a> Reader<'a> {
    /// Moves to the next child element, as [`Reader::next_child`]: the number of its field, [`Fields::UNKNOWN`] if it has none, or what
    /// [`Reader::ended`] makes of it. `previous` is what was returned last.
    ///
    /// After [`Fields::END`], [`Reader::ended`] has to be asked before anything else.
    #[inline(never)]
    #[must_use]
    pub fn next_field(&mut self, fields: &'static Fields, previous: u32) -> u32 {
        self.next_field_here(fields, previous)
    }

    /// The same where it is called, for the loop that reads most elements. Nothing is called on the way of a tag that is predicted, so that nothing has to be
    /// saved for that.
    #[inline(always)]
    pub(crate) fn next_field_here(&mut self, fields: &'static Fields, previous: u32) -> u32 {
        match window(self.source.as_bytes(), self.pos) {
            Some(tag) if tag[0] == b'<' && self.special.is_none() => self.field_at(tag, fields, previous),
            _ => self.unusual_field(fields, previous),
        }
    }

    #[inline(never)]
    fn unusual_field(&mut self, fields: &'static Fields, previous: u32) -> u32 {
        if self.special.is_watched() {
            self.watched_field(fields, previous)
        } else {
            self.field_in_steps(fields, previous)
        }
    }

    /// Takes the tag here, if it is known: the number of its field and, if its element need not be shown in `place`, what there is of it.
    #[inline(always)]
    pub(super) fn take_predicted(
        &mut self,
        fields: &'static Fields,
        previous: u32,
        place: u32,
    ) -> Option<(u32, Option<Unshown>)> {
        let tag = window(self.source.as_bytes(), self.pos)?;
        let [set, way] = self.memory.predictions.position(fields, previous, self.scope.generation(), tag)?;
        let known = self.memory.predictions.tags.get(set)?.get(way).filter(|_| self.has_room())?;
        let free = self.memory.predictions.free.get(set).and_then(|ways| ways.get(way));
        let unshown = free.filter(|free| (free.place, free.behind) == (place, previous)).map(|free| free.unshown);
        let (field, ns, name, length, end) = (known.field, known.ns, known.name, known.length, known.end);
        let scope = self.scope.mark();
        let taken = self.take_known(field, ns, [name, length], end, (fields, previous));
        let is_it = taken == field && self.scope.mark() == scope;
        Some((taken, unshown.filter(|_| is_it)))
    }

    /// Remembers that the element whose start tag was read last need not be shown in `place`, and what there is of it.
    #[inline(never)]
    pub(super) fn learn_free(&mut self, fields: &'static Fields, previous: u32, (place, unshown): (u32, Unshown)) {
        let generation = self.scope.generation();
        let Some(tag) = window(self.source.as_bytes(), self.tag_start) else { return };
        if let Some(at) = self.memory.predictions.position(fields, previous, generation, tag) {
            self.memory.predictions.learn_free(at, Free { place, behind: previous, unshown });
        }
    }

    /// The same at a tag.
    #[inline(always)]
    fn field_at(&mut self, tag: &[u8; WINDOW], fields: &'static Fields, previous: u32) -> u32 {
        if tag[1] == b'/' {
            return if self.takes_end(self.pos) { Fields::END } else { self.field_in_steps(fields, previous) };
        }
        match self.memory.predictions.find(fields, previous, self.scope.generation(), tag) {
            Some(known) if self.has_room() => {
                let (field, ns, name, length, end) = (known.field, known.ns, known.name, known.length, known.end);
                self.take_known(field, ns, [name, length], end, (fields, previous))
            }
            _ => self.field_by_name(fields, previous),
        }
    }

    /// Whether one more element may be open, and there is room for it.
    #[inline(always)]
    fn has_room(&self) -> bool {
        self.open.len() < self.most_open && self.open.len() < self.open.capacity()
    }

    /// Takes the tag here, which is known, as are the lengths of its name and of what is known of it.
    #[inline(always)]
    fn take_known(
        &mut self,
        field: u32,
        ns: Ns,
        [name, length]: [u8; 2],
        end: TagEnd,
        (fields, previous): (&'static Fields, u32),
    ) -> u32 {
        let name = u32::from(name);
        self.tag_start = self.pos;
        self.tag_ns = ns;
        self.special = Special::at_tag(end == TagEnd::SelfClosed);
        self.attributes.clear();
        self.pos += usize::from(length);
        if end == TagEnd::Attributes {
            return self.field_with_attributes(field, name, fields, previous);
        }
        self.open.push(Open { start: self.tag_start, name, scope: self.scope.mark() });
        field
    }

    /// The same for a tag that was not expected behind this child. If its name is that of a field, it need not be looked at more closely, and
    /// it is expected from now on.
    #[inline(never)]
    fn field_by_name(&mut self, fields: &'static Fields, previous: u32) -> u32 {
        match self.named(fields, previous) {
            Some(known) => {
                self.memory.predictions.learn(previous, known, self.source);
                self.take_known(known.field, known.ns, [known.name, known.length], known.end, (fields, previous))
            }
            None => self.field_in_steps(fields, previous),
        }
    }

    /// What can be known of the tag here, if its name is that of a field.
    #[inline(always)]
    fn named(&mut self, fields: &'static Fields, previous: u32) -> Option<Known> {
        let tag = window(self.source.as_bytes(), self.pos).filter(|_| self.has_room())?;
        let name = tag_name(tag)?;
        let (start, end) = (self.pos + 1, self.pos + 1 + name.length);
        let (ns, local) = match name.colon {
            Some(0) => return None,
            Some(colon) => (self.scope.resolve(self.slice(start, start + colon))?, start + colon + 1),
            None => (self.scope.default_ns(), start),
        };
        let field = fields.find(Name { ns, local: self.slice(local, end) }, previous);
        let known = Known::new(tag, name.length, Known { fields: Some(fields), field, ns, ..Known::NONE })?;
        (field != Fields::UNKNOWN).then_some(Known { generation: self.scope.generation(), ..known })
    }

    /// The same behind the name of a tag that is known and has attributes.
    #[inline(never)]
    fn field_with_attributes(&mut self, field: u32, name: u32, fields: &'static Fields, previous: u32) -> u32 {
        // Back to the space before the first one.
        self.pos -= 1;
        let scope = self.scope.mark();
        if self.known_attributes() {
            self.open.push(Open { start: self.tag_start, name, scope });
            return field;
        }
        let rest = self.known_tag(field, name as usize, fields, previous);
        self.or_failure(rest)
    }

    /// What [`Reader::next_field`] returned instead of a field, which is [`Fields::END`] or stands for an error.
    ///
    /// # Errors
    /// As [`Reader::next_child`].
    pub fn ended(&mut self) -> Result<()> {
        self.failure.take().map_or(Ok(()), Err)
    }

    #[inline(never)]
    fn field_in_steps(&mut self, fields: &'static Fields, previous: u32) -> u32 {
        let start = self.pos;
        if self.special.is_none() {
            self.skip_space();
        }
        if self.pos > start {
            return self.next_field(fields, previous);
        }
        let field = self.unpredicted_field(fields, previous);
        self.or_failure(field)
    }

    fn or_failure(&mut self, field: Result<u32>) -> u32 {
        field.unwrap_or_else(|error| {
            self.failure = Some(error);
            Fields::END
        })
    }

    /// The same for what is not known.
    fn unpredicted_field(&mut self, fields: &'static Fields, previous: u32) -> Result<u32> {
        let generation = self.scope.generation();
        let Some(name) = self.next_child()? else { return Ok(Fields::END) };
        let field = fields.find(name, previous);
        if self.scope.generation() == generation {
            self.learn(fields, previous, name.ns, field);
        }
        Ok(field)
    }

    /// Reads the rest of a tag, among whose attributes are unknown ones.
    fn known_tag(&mut self, field: u32, name: usize, fields: &'static Fields, previous: u32) -> Result<u32> {
        let (scope, ns) = (self.scope.mark(), self.tag_ns);
        self.check_attributes(0)?;
        self.tag_rest(scope)?;
        if self.scope.mark() == scope {
            self.enter_tag(ns, name, scope)?;
            return Ok(field);
        }
        let name = self.named_tag(name, scope)?;
        Ok(fields.find(name, previous))
    }

    /// Remembers the start tag that was read last.
    fn learn(&mut self, fields: &'static Fields, previous: u32, ns: Ns, field: u32) {
        let Some(open) = self.open.last().filter(|_| ns.is_lasting()) else { return };
        let Some(tag) = window(self.source.as_bytes(), open.start) else { return };
        let generation = self.scope.generation();
        let known = Known { fields: Some(fields), generation, field, ns, ..Known::NONE };
        if let Some(known) = Known::new(tag, open.name as usize, known) {
            self.memory.predictions.learn(previous, known, self.source);
        }
    }
}
