//! Which child comes next: what followed the same child of the same type before is looked for first, by comparing bytes.
//!
//! In: a type's fields and the child that was read last. Out: the number of the next child's field. Invariant: a prediction only
//! saves work. A tag is known by all of its bytes up to `>` or the space before its attributes, and only while the prefixes in scope are those
//! that it was first read with; whatever is not known goes the ordinary way, and is learned there.

use super::fields::Fields;
use super::namespace::Ns;
use super::reader::{Open, Reader};
use super::scan::{WINDOW, begin_alike, window};
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

/// What is known, by what came before: two tags for each place.
#[derive(Debug, Default)]
pub(super) struct Predictions(Vec<[Known; 2]>);

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
        let hash = fields.seed.wrapping_add(previous.wrapping_mul(0x9E37_79B1));
        (hash ^ hash >> 15) as usize & self.0.len().wrapping_sub(1)
    }

    #[inline(always)]
    fn find(&self, fields: &'static Fields, previous: u32, generation: u32, tag: &[u8; WINDOW]) -> Option<&Known> {
        let ways = self.0.get(self.place(fields, previous))?;
        if ways[0].is(fields, generation, tag) {
            return Some(&ways[0]);
        }
        Some(&ways[1]).filter(|way| way.is(fields, generation, tag))
    }

    #[cold]
    fn learn(&mut self, previous: u32, known: Known, source: &str) {
        if self.0.is_empty() {
            let sets = (source.len() / BYTES_A_SET).next_power_of_two().min(MOST_SETS);
            self.0 = vec![[Known::NONE; 2]; sets];
        }
        let Some(fields) = known.fields else { return };
        let place = self.place(fields, previous);
        if let Some(ways) = self.0.get_mut(place) {
            *ways = [known, ways[0]];
        }
    }
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
        if let Some(tag) = window(self.source.as_bytes(), self.pos)
            && tag[0] == b'<'
            && !self.self_closed
        {
            if tag[1] == b'/' {
                if self.takes_end(self.pos) {
                    return Fields::END;
                }
            } else if let Some(known) = self.predictions.find(fields, previous, self.scope.generation(), tag)
                && known.end != TagEnd::Attributes
                && self.open.len() < self.most_open
                && self.open.len() < self.open.capacity()
            {
                let (name, length) = (u32::from(known.name), usize::from(known.length));
                self.self_closed = known.end == TagEnd::SelfClosed;
                self.tag_start = self.pos;
                self.tag_ns = known.ns;
                let field = known.field;
                self.pos += length;
                self.attributes.clear();
                self.open.push(Open { start: self.tag_start, name, scope: self.scope.mark() });
                return field;
            }
        }
        self.field_in_steps(fields, previous)
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
        self.unpredicted_field(fields, previous).unwrap_or_else(|error| {
            self.failure = Some(error);
            Fields::END
        })
    }

    /// The same for what was not predicted, or only in part.
    fn unpredicted_field(&mut self, fields: &'static Fields, previous: u32) -> Result<u32> {
        let generation = self.scope.generation();
        if !self.self_closed {
            let known = window(self.source.as_bytes(), self.pos)
                .and_then(|tag| self.predictions.find(fields, previous, generation, tag).copied());
            if let Some(known) = known {
                return self.known_tag(&known, fields, previous);
            }
        }
        let Some(name) = self.next_child()? else { return Ok(Fields::END) };
        let field = fields.find(name, previous);
        if self.scope.generation() == generation {
            self.learn(fields, previous, name.ns, field);
        }
        Ok(field)
    }

    /// Reads the attributes of a tag whose name is known.
    fn known_tag(&mut self, known: &Known, fields: &'static Fields, previous: u32) -> Result<u32> {
        let (scope, name) = (self.scope.mark(), usize::from(known.name));
        self.tag_start = self.pos;
        self.pos += 1 + name;
        self.attributes.clear();
        self.tag_rest(scope)?;
        if self.scope.mark() == scope {
            self.enter_tag(known.ns, name, scope)?;
            return Ok(known.field);
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
