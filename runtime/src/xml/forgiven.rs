//! What was forgiven in one document, from its discovery until it is told.
//!
//! The reader notes what it forgives by byte offset, as it goes. What only the schema shows comes in when the document has been read, as
//! findings. Out go notices in document order, each thing told once, and nothing of what stands in a part that was left out as a whole.

use std::collections::BTreeSet;
use std::ops::Range;

use super::finding::{Finding, Findings, Rule};
use super::{Legal, Locator};
use crate::error::{ErrorKind, FOR_A_WILDCARD, Notice, NoticeKind};
use crate::options::ReadOptions;

/// How many things are told of one document.
pub(crate) const MOST: usize = 10_000;

/// See the module's documentation.
#[derive(Debug, Default)]
pub(crate) struct Forgiven {
    notes: Vec<Note>,
    /// Parts that were left out, or kept as they came.
    lost: Vec<Range<usize>>,
    /// How much there was no room for.
    more: usize,
}

/// Something that was forgiven.
#[derive(Debug)]
pub(crate) struct Note {
    /// Where it stands.
    pub(crate) offset: usize,
    /// One more step below the element there.
    pub(crate) step: Option<String>,
    /// How many elements were open, that one included.
    pub(crate) depth: usize,
    pub(crate) kind: NoticeKind,
}

impl Forgiven {
    pub(crate) fn note(&mut self, note: Note) {
        if self.notes.len() < MOST {
            self.notes.push(note);
        } else {
            self.more += 1;
        }
    }

    /// Takes back the last note if it is about the element at `offset` and of this kind.
    pub(crate) fn take_back(&mut self, offset: usize, is_it: impl Fn(&NoticeKind) -> bool) {
        self.notes.pop_if(|note| note.offset == offset && is_it(&note.kind));
    }

    /// Notes that the part in `range` was left out. What was noted in it counts no more.
    pub(crate) fn lose(&mut self, range: Range<usize>) {
        let before = self.notes.iter().rposition(|note| note.offset < range.start).map_or(0, |last| last + 1);
        let about_the_name = |note: &Note| matches!(note.kind, NoticeKind::OtherForm { .. });
        let inside = self.notes.split_off(before);
        self.notes.extend(inside.into_iter().filter(|note| note.offset == range.start && about_the_name(note)));
        if self.lost.len() < MOST {
            self.lost.push(range);
        }
    }

    /// What was noted behind `offset` of elements that are nested so deep, and at `offset` itself.
    pub(crate) fn since(&self, offset: usize, depth: usize) -> impl Iterator<Item = &NoticeKind> {
        let is_it = move |note: &&Note| note.offset == offset || (note.offset > offset && note.depth == depth);
        self.notes.iter().filter(is_it).map(|note| &note.kind)
    }

    /// Whether there was no room for some of it.
    pub(crate) fn is_full(&self) -> bool {
        self.more > 0
    }

    /// Tells the sink. `findings` are what the schema shows of the same document, which may have been noted already.
    pub(crate) fn tell(mut self, findings: Findings, document: &Legal<'_>, options: &ReadOptions) {
        self.notes.sort_by_key(|note| note.offset);
        self.lost.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        self.lost.dedup_by(|inner, outer| inner.end <= outer.end);
        let (findings, more) = findings.into_all();
        let mut told = Vec::new();
        for finding in findings.into_iter().filter(self.is_news()) {
            match self.knows(&finding) {
                Known::No => told.push(finding.into_note()),
                Known::Better(index) => self.notes[index].kind = finding.kind,
                Known::As => {}
            }
        }
        self.notes.append(&mut told);
        self.notes.sort_by_key(|note| note.offset);
        let mut teller = Teller::new(document, options);
        let mut same_place = (usize::MAX, BTreeSet::new());
        for note in self.notes {
            if note.offset != same_place.0 {
                same_place = (note.offset, BTreeSet::new());
            }
            if same_place.1.insert((note.step.clone(), note.kind.to_string())) {
                teller.tell(note);
            }
        }
        teller.finish(self.more + more);
    }

    /// Whether something is not what a part was left out for.
    fn is_news(&self) -> impl Fn(&Finding) -> bool + use<> {
        let missing = |note: &Note| match &note.kind {
            NoticeKind::Lost(error) | NoticeKind::LostGroup(error) => match error.kind() {
                ErrorKind::MissingElement(name) => Some((error.position().offset, name.clone())),
                _ => None,
            },
            _ => None,
        };
        let lost: BTreeSet<_> = self.notes.iter().filter_map(missing).collect();
        move |finding| match &finding.rule {
            Rule::Missing(name) => !lost.contains(&(finding.offset, name.clone())),
            _ => true,
        }
    }

    /// Whether what the schema shows was noted while reading.
    fn knows(&self, finding: &Finding) -> Known {
        let behind = self.lost.partition_point(|range| range.start <= finding.offset);
        let around = behind.checked_sub(1).and_then(|index| self.lost.get(index));
        if around.is_some_and(|range| finding.offset < range.end) {
            return Known::As;
        }
        let first = self.notes.partition_point(|note| note.offset < finding.offset);
        let near = self.notes.iter().enumerate().skip(first).take_while(|(_, note)| note.offset < finding.end);
        let mut same = near.filter(|(_, note)| is_same(note, finding));
        match same.next() {
            None => Known::No,
            Some((index, Note { kind: NoticeKind::UnknownElement(_), .. }))
                if matches!(finding.kind, NoticeKind::OtherForm { .. }) =>
            {
                Known::Better(index)
            }
            Some((index, Note { kind: NoticeKind::TypeNotKept(_), .. }))
                if matches!(finding.kind, NoticeKind::UnknownType(_)) =>
            {
                Known::Better(index)
            }
            Some(_) => Known::As,
        }
    }
}

/// Whether something has been noted.
enum Known {
    No,
    As,
    /// By this note, in which what the schema shows says more.
    Better(usize),
}

/// Whether a note, which is near enough, is about what the schema shows.
fn is_same(note: &Note, finding: &Finding) -> bool {
    use NoticeKind as Kind;
    match (&finding.rule, &note.kind) {
        (Rule::Place, Kind::UnknownElement(_) | Kind::Repeated(_) | Kind::Another(_)) => true,
        (Rule::Element, Kind::UnknownElement(_) | Kind::OtherForm { .. } | Kind::ElementInText(_)) => true,
        (Rule::Attribute(found), Kind::UnknownAttribute(known) | Kind::AttributeNotKept(known)) => found == known,
        (Rule::Text, Kind::UnexpectedText) => true,
        (Rule::Value, Kind::Facet(_) | Kind::Lost(_) | Kind::LostGroup(_)) => note.step == finding.step,
        (Rule::Missing(found), Kind::TooFew { name, .. }) => found == name || is_wildcard(found, name),
        (Rule::Type, Kind::UnknownTypeKept(_) | Kind::TypeNotKept(_)) => true,
        _ => false,
    }
}

/// Whether both stand for whatever a wildcard matches.
fn is_wildcard(found: &str, name: &str) -> bool {
    (found, name) == (FOR_A_WILDCARD, "an element")
}

/// Tells notes in document order.
struct Teller<'d> {
    document: &'d Legal<'d>,
    options: &'d ReadOptions,
    /// The illegal characters that were not told yet.
    illegal: &'d [(usize, u32)],
    notes: Locator,
    errors: Locator,
}

impl<'d> Teller<'d> {
    fn new(document: &'d Legal<'d>, options: &'d ReadOptions) -> Self {
        Self { document, options, illegal: document.illegal(), notes: Locator::new(), errors: Locator::new() }
    }

    fn tell(&mut self, note: Note) {
        let offset = self.document.original_offset(note.offset);
        self.illegal_before(offset);
        let kind = match note.kind {
            NoticeKind::Lost(error) => NoticeKind::Lost(self.located(error)),
            NoticeKind::LostGroup(error) => NoticeKind::LostGroup(self.located(error)),
            NoticeKind::KeptAsOther(error) => NoticeKind::KeptAsOther(self.located(error)),
            kind => kind,
        };
        self.notify(kind, offset, note.step.as_deref());
    }

    fn located(&mut self, error: crate::Error) -> crate::Error {
        let offset = self.document.original_offset(error.position().offset);
        let position = self.errors.position(self.document.original(), offset, error.step());
        error.at(position)
    }

    fn illegal_before(&mut self, offset: usize) {
        while let Some(((at, code), rest)) = self.illegal.split_first().filter(|((at, _), _)| *at <= offset) {
            self.illegal = rest;
            self.notify(NoticeKind::IllegalCharacter(*code), *at, None);
        }
    }

    fn notify(&mut self, kind: NoticeKind, offset: usize, step: Option<&str>) {
        let position = self.notes.position(self.document.original(), offset, step);
        self.options.notify(Notice { kind, position });
    }

    fn finish(mut self, more: usize) {
        self.illegal_before(usize::MAX);
        let more = more + self.document.more_illegal();
        if more > 0 {
            self.notify(NoticeKind::More(more), self.document.original().len(), None);
        }
    }
}
