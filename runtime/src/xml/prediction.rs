//! Which child comes next: what followed the same child of the same type before is looked for first, by comparing bytes.
//!
//! In: a type's fields and the child that was read last. Out: the number of the next child's field. Invariant: a prediction only
//! saves work. A tag is known by all of its bytes up to `>` or the space before its attributes, and only while the prefixes in scope are those
//! that it was first read with; whatever is not known goes the ordinary way, and is learned there.

use super::fields::Fields;
use super::namespace::Ns;
use super::reader::{Open, Reader};
use super::scan::{WINDOW, begin_alike, name_length, window};
use crate::error::Result;

/// Documents that are shorter hardly repeat themselves.
const SHORT: usize = 4096;
/// How many bytes of a document there is one set of predictions for.
const BYTES_A_SET: usize = 256;
const MOST_SETS: usize = 256;

/// Whether a document is long enough for what is remembered of it to be of use.
pub(super) fn predicts(source: &str) -> bool {
    source.len() >= SHORT
}

/// What is known: two tags for each place, by what came before; and one for each name.
#[derive(Debug, Default)]
pub(super) struct Predictions {
    sets: Vec<[Known; 2]>,
    names: Vec<Known>,
}

/// A start tag that was read.
#[derive(Debug, Clone, Copy)]
struct Known {
    /// `<t:Name>`, `<t:Name/>` or `<t:Name `.
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

    #[inline(always)]
    fn is(&self, fields: &'static Fields, generation: u32, tag: &[u8; WINDOW]) -> bool {
        let is_place = self.fields.is_some_and(|known| std::ptr::eq(known, fields)) && self.generation == generation;
        is_place && begin_alike(&self.tag, tag, usize::from(self.length))
    }
}

impl Predictions {
    #[inline(always)]
    fn place(&self, fields: &Fields, previous: u32) -> usize {
        index(fields.seed.wrapping_add(previous.wrapping_mul(0x9E37_79B1)), self.sets.len())
    }

    #[inline(always)]
    fn find(&self, fields: &'static Fields, previous: u32, generation: u32, tag: &[u8; WINDOW]) -> Option<&Known> {
        let ways = self.sets.get(self.place(fields, previous))?;
        if ways[0].is(fields, generation, tag) {
            return Some(&ways[0]);
        }
        Some(&ways[1]).filter(|way| way.is(fields, generation, tag))
    }

    /// The place of a tag by its name, which is so long.
    #[inline]
    fn name_place(&self, fields: &Fields, tag: &[u8; WINDOW], name: usize) -> usize {
        let byte = |at: usize| u32::from(tag[at % WINDOW]);
        let bytes = byte(name) | byte(name.wrapping_sub(1)) << 8 | byte(name / 2 + 2) << 16 | (name as u32) << 24;
        index(fields.seed.wrapping_add(bytes.wrapping_mul(0x9E37_79B1)), self.names.len())
    }

    /// This tag, if it is known by its name; from now on it is expected behind this child.
    #[inline(always)]
    fn expect_named(
        &mut self,
        fields: &'static Fields,
        previous: u32,
        generation: u32,
        tag: &[u8; WINDOW],
    ) -> Option<&Known> {
        if self.names.is_empty() {
            return None;
        }
        let name = self.names.get(self.name_place(fields, tag, name_length(tag)?))?;
        if !name.is(fields, generation, tag) {
            return None;
        }
        let place = self.place(fields, previous);
        let [known, before] = self.sets.get_mut(place)?;
        *before = *known;
        *known = *name;
        Some(name)
    }

    #[cold]
    fn learn(&mut self, previous: u32, known: Known, source: &str) {
        if self.sets.is_empty() {
            let sets = (source.len() / BYTES_A_SET).next_power_of_two().min(MOST_SETS);
            self.sets = vec![[Known::NONE; 2]; sets];
            self.names = vec![Known::NONE; sets];
        }
        self.expect(previous, known);
        let Some(fields) = known.fields else { return };
        let place = self.name_place(fields, &known.tag, usize::from(known.name));
        if let Some(name) = self.names.get_mut(place) {
            *name = known;
        }
    }

    /// From now on, the tag is expected behind this child.
    fn expect(&mut self, previous: u32, known: Known) {
        let Some(fields) = known.fields else { return };
        let place = self.place(fields, previous);
        if let Some(ways) = self.sets.get_mut(place) {
            *ways = [known, ways[0]];
        }
    }
}

/// A place among so many, which are a power of two.
#[inline(always)]
fn index(hash: u32, places: usize) -> usize {
    (hash ^ hash >> 15) as usize & places.wrapping_sub(1)
}

impl<'a> Reader<'a> {
    /// Moves to the next child element, as [`Reader::next_child`]: the number of its field, [`Fields::UNKNOWN`] if it has none, or what
    /// [`Reader::ended`] makes of it. `previous` is what was returned last.
    ///
    /// After [`Fields::END`], [`Reader::ended`] has to be asked before anything else. Nothing is called on the way of a tag that is predicted, so that
    /// nothing has to be saved for that.
    #[inline(never)]
    #[must_use]
    pub fn next_field(&mut self, fields: &'static Fields, previous: u32) -> u32 {
        let Some(tag) = window(self.source.as_bytes(), self.pos) else { return self.field_in_steps(fields, previous) };
        if tag[0] != b'<' || self.self_closed {
            return self.field_in_steps(fields, previous);
        }
        if tag[1] == b'/' {
            return self.end_of_fields(fields, previous);
        }
        let known = self.predictions.find(fields, previous, self.scope.generation(), tag);
        match known.map(|known| (known.field, known.ns, known.name, known.length, known.end)) {
            Some(known) if self.has_room() => self.take_known(known, fields, previous),
            _ => self.field_by_name(fields, previous),
        }
    }

    /// Whether one more element may be open, and there is room for it.
    #[inline(always)]
    fn has_room(&self) -> bool {
        self.open.len() < self.most_open && self.open.len() < self.open.capacity()
    }

    /// Takes the tag here, which is known.
    #[inline(always)]
    fn take_known(
        &mut self,
        (field, ns, name, length, end): (u32, Ns, u8, u8, TagEnd),
        fields: &'static Fields,
        previous: u32,
    ) -> u32 {
        let name = u32::from(name);
        self.tag_start = self.pos;
        self.tag_ns = ns;
        self.self_closed = end == TagEnd::SelfClosed;
        self.attributes.clear();
        self.pos += usize::from(length);
        if end == TagEnd::Attributes {
            return self.field_with_attributes(field, name, fields, previous);
        }
        self.open.push(Open { start: self.tag_start, name, scope: self.scope.mark() });
        field
    }

    /// The same for a tag that was not expected behind this child; it is from now on, if it is known.
    #[inline(never)]
    fn field_by_name(&mut self, fields: &'static Fields, previous: u32) -> u32 {
        let generation = self.scope.generation();
        let tag = window(self.source.as_bytes(), self.pos).filter(|_| self.has_room());
        let known = tag.and_then(|tag| self.predictions.expect_named(fields, previous, generation, tag));
        match known.map(|known| (known.field, known.ns, known.name, known.length, known.end)) {
            Some(known) => self.take_known(known, fields, previous),
            None => self.field_in_steps(fields, previous),
        }
    }

    /// The same at an end tag.
    #[inline(never)]
    fn end_of_fields(&mut self, fields: &'static Fields, previous: u32) -> u32 {
        if self.takes_end(self.pos) {
            return Fields::END;
        }
        self.field_in_steps(fields, previous)
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
        if !self.self_closed {
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
        let Some(open) = self.open.last().filter(|_| predicts(self.source)) else { return };
        let Some(source) = window(self.source.as_bytes(), open.start) else { return };
        let name = open.name as usize;
        let (end, length) = match (source.get(name + 1), source.get(name + 2)) {
            (Some(b'>'), _) => (TagEnd::Open, name + 2),
            (Some(b'/'), Some(b'>')) => (TagEnd::SelfClosed, name + 3),
            (Some(b' '), _) => (TagEnd::Attributes, name + 2),
            _ => return,
        };
        let mut tag = [0; WINDOW];
        tag[..length].copy_from_slice(&source[..length]);
        let generation = self.scope.generation();
        let (name, length) = (name as u8, length as u8);
        let known = Known { tag, fields: Some(fields), generation, field, ns, name, length, end };
        self.predictions.learn(previous, known, self.source);
    }
}
