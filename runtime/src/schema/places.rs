//! The places of children in a content model where names do not tell them: where a wildcard admits what elements beside it are called, or what
//! another wildcard does.
//!
//! In: the model, as a table of one type with nothing but that, and the children one after the other. Out: whether each is for an element or for a
//! wildcard, and for which. Invariant: it is what strict reading takes the child for, as both match alike; a child that does not come in its place
//! changes nothing.
//!
//! ```xml
//! <xs:sequence> <xs:element name="amount" type="xs:int"/> <xs:any processContents="skip"/> </xs:sequence>   <!-- the second `amount` is any -->
//! ```

use std::collections::BTreeSet;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use super::LazySchema;
use super::matching::{Matched, Progress};
use super::model::{Model, NodeId};
use super::{Schema, content::Content};
use crate::xml::{Fields, Name, Reader};

/// The content model of a type.
#[derive(Debug)]
pub struct InOrder {
    table: LazySchema,
    /// Of each wildcard in the order of the model, which of the lines for groups and wildcards it stands in; the first one if it is not listed.
    parts: &'static [u32],
    steps: Steps,
}

/// How far the children of an element have come in its model.
#[derive(Debug)]
pub struct Places {
    of: &'static InOrder,
    model: Option<(&'static Schema, &'static Model)>,
    /// The leaf that matched last, 0 before the first child, if that is all there is to know.
    at: Option<NodeId>,
    /// The same for whatever model; where `at` is known, it may not have come as far.
    progress: Progress,
    is_behind: bool,
    seen: Seen,
}

/// What a child is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// An element of the model: its name tells which.
    Element,
    /// A wildcard: which of the lines for groups and wildcards it stands in, and which one of the model it is.
    Wildcard(u32, usize),
    /// It does not belong here.
    Nowhere,
}

impl Place {
    /// The number of the wildcard that the child is for, if it is one in this part.
    #[must_use]
    pub fn wildcard_in(self, part: u32) -> Option<usize> {
        match self {
            Self::Wildcard(of, number) if of == part => Some(number),
            _ => None,
        }
    }
}

impl InOrder {
    /// The model of the only type of a table, with the part that each wildcard is in.
    #[must_use]
    pub const fn new(table: &'static str, parts: &'static [u32]) -> Self {
        Self { table: LazySchema::new(table), parts, steps: Steps(OnceLock::new()) }
    }

    /// Before the first child.
    #[must_use]
    pub fn places(&'static self) -> Places {
        let model = self.model();
        let at = model.filter(|(_, model)| model.is_uncounted()).map(|_| 0);
        Places { of: self, model, at, progress: Progress::default(), is_behind: false, seen: Seen::default() }
    }

    fn model(&self) -> Option<(&Schema, &Model)> {
        let schema = self.table.get().ok()?;
        match schema.content(*schema.named_types.first()?)? {
            Content::ElementOnly(model) | Content::Mixed(model) => Some((schema, model)),
            Content::Empty | Content::Simple(_) => None,
        }
    }

    /// What a child is for that the wildcard of this number admits.
    fn wildcard(&self, number: usize) -> Place {
        Place::Wildcard(self.parts.get(number).copied().unwrap_or_default(), number)
    }
}

impl Places {
    /// Takes the next child, whose start tag the reader stands on and which has the field of this number, if any. One that is for an element is kept
    /// from wildcards.
    #[inline]
    pub fn take_field(&mut self, field: u32, r: &mut Reader<'_>) -> Place {
        let Some(step) = self.at.and_then(|at| self.of.steps.find(at, field)) else {
            return self.take_named(field, r.child_name(), r);
        };
        (self.at, self.is_behind) = (Some(step.to), true);
        let Some(number) = step.wildcard else {
            r.keep_from_wildcards();
            return Place::Element;
        };
        self.of.wildcard(number)
    }

    /// The same for a child that is offered under this name.
    pub fn take(&mut self, name: Name<'_>, r: &mut Reader<'_>) -> Place {
        self.take_named(Fields::UNKNOWN, name, r)
    }

    #[inline(never)]
    fn take_named(&mut self, field: u32, name: Name<'_>, r: &mut Reader<'_>) -> Place {
        let place = self.matched(field, name, r);
        if place == Place::Element {
            r.keep_from_wildcards();
        }
        place
    }

    fn matched(&mut self, field: u32, name: Name<'_>, r: &Reader<'_>) -> Place {
        let Some((schema, model)) = self.model else { return Place::Nowhere };
        if let Some(at) = self.at.filter(|_| self.is_behind) {
            (self.progress, self.is_behind) = (Progress::behind(model, at), false);
        }
        let wildcard = match self.progress.take(schema, model, schema.namespace(r.uri(name.ns)), name.local) {
            Matched::Element(_) => None,
            Matched::Wildcard(wildcard) => Some(model.number_of(wildcard)),
            Matched::Nothing | Matched::TooMany => return Place::Nowhere,
        };
        if let Some(from) = self.at {
            self.at = self.progress.only_node();
            self.of.steps.learn((from, field), self.at.map(|to| Step { to, wildcard }), model);
        }
        wildcard.map_or(Place::Element, |number| self.of.wildcard(number))
    }

    /// Whether a child with this field would take the place of another one. From now on, the field has come.
    pub fn is_another(&mut self, fields: &Fields, field: u32, r: &Reader<'_>) -> bool {
        let Some((ns, local)) = fields.name(field) else { return false };
        self.seen.again(field)
            && self.model.is_some_and(|(schema, model)| model.is_single(schema, schema.namespace(r.uri(ns)), local))
    }

    /// Whether a wildcard in this part stands behind the element of a field.
    pub fn has_behind(&self, fields: &Fields, field: u32, part: u32, r: &Reader<'_>) -> bool {
        let (Some((ns, local)), Some((schema, model))) = (fields.name(field), self.model) else { return false };
        model
            .wildcards_behind(schema, schema.namespace(r.uri(ns)), local)
            .any(|number| self.of.wildcard(number).wildcard_in(part).is_some())
    }
}

/// The fields that have come: the first ones a bit each.
#[derive(Debug, Default)]
struct Seen {
    first: u64,
    others: BTreeSet<u32>,
}

impl Seen {
    /// Whether a field has come before; from now on, it has.
    fn again(&mut self, field: u32) -> bool {
        let Some(bit) = 1_u64.checked_shl(field) else { return !self.others.insert(field) };
        let has_come = self.first & bit != 0;
        self.first |= bit;
        has_come
    }
}

/// The steps from leaf to leaf that fields have made, where nothing is counted: a few of them, each of which says from where and by which field.
#[derive(Debug)]
struct Steps(OnceLock<Box<[AtomicU64]>>);

/// A step: to which leaf, and the number of the wildcard if it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    to: NodeId,
    wildcard: Option<usize>,
}

impl Steps {
    /// How many are kept, for each leaf of a model, and at most.
    const A_LEAF: usize = 4;
    const MOST: usize = 1024;

    fn slot(&self, from: NodeId, field: u32) -> Option<&AtomicU64> {
        let known = self.0.get()?;
        // From each leaf to the next one, and to itself, are all different: in a sequence, field and leaf go up together.
        known.get((from.wrapping_mul(2).wrapping_add(field as usize)) & (known.len() - 1))
    }

    #[inline]
    fn find(&self, from: NodeId, field: u32) -> Option<Step> {
        let known = self.slot(from, field)?.load(Ordering::Relaxed);
        let [a, b, c, d, e, f, g, h] = known.to_le_bytes();
        let number = |low, high| u16::from_le_bytes([low, high]);
        let is_it = usize::from(number(a, b)) == from && u32::from(number(c, d)) == field && number(e, f) > 0;
        let wildcard = usize::from(number(g, h)).checked_sub(1);
        is_it.then(|| Step { to: usize::from(number(e, f)), wildcard })
    }

    /// Keeps a step whose numbers are not too large.
    fn learn(&self, (from, field): (NodeId, u32), step: Option<Step>, model: &Model) {
        let Some(Step { to, wildcard }) = step else { return };
        let number = |number: usize| u16::try_from(number).map(u16::to_le_bytes);
        let numbers =
            (number(from), number(field as usize), number(to), number(wildcard.map_or(0, |number| number + 1)));
        let (Ok([a, b]), Ok([c, d]), Ok([e, f]), Ok([g, h])) = numbers else { return };
        let many = || (model.leaves().count() * Self::A_LEAF).next_power_of_two().min(Self::MOST);
        self.0.get_or_init(|| (0..many()).map(|_| AtomicU64::new(0)).collect());
        if let Some(slot) = self.slot(from, field) {
            slot.store(u64::from_le_bytes([a, b, c, d, e, f, g, h]), Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::ReadOptions;

    /// What the children of an element are taken for: `e` for elements, the parts of wildcards, `-` for what has no place.
    fn places(model: &'static InOrder, xml: &str) -> String {
        let (options, mut places) = (ReadOptions::default(), model.places());
        let mut r = Reader::new(xml, &[], &options).expect("a document");
        r.root().expect("a root");
        let mut found = String::new();
        while let Some(name) = r.next_child().expect("well-formed") {
            found.push_str(&match places.take(name, &mut r) {
                Place::Element => "e".to_owned(),
                Place::Wildcard(part, _) => part.to_string(),
                Place::Nowhere => "-".to_owned(),
            });
            r.skip().expect("well-formed");
        }
        found
    }

    #[test]
    fn a_step_is_known_by_where_it_begins_and_by_which_field() {
        static MODEL: InOrder =
            InOrder::new("# contract table, version 1\ncomplex T\n  element a xs:anyType\n  any ##any lax 0..*\n", &[]);
        let (_, model) = MODEL.model().expect("a model");
        let steps = Steps(OnceLock::new());
        let (first, second) = (Step { to: 1, wildcard: None }, Step { to: 2, wildcard: Some(0) });
        steps.learn((0, 0), Some(first), model);
        steps.learn((1, 0), Some(second), model);
        steps.learn((1, u32::MAX), Some(second), model);
        assert_eq!([(0, 0), (1, 0)].map(|(from, field)| steps.find(from, field)), [Some(first), Some(second)]);
        assert_eq!([(2, 0), (0, 1), (1, u32::MAX)].map(|(from, field)| steps.find(from, field)), [None; 3]);
    }

    #[test]
    fn what_a_child_is_for_is_a_matter_of_its_place() {
        static ENDS_OPEN: InOrder = InOrder::new(
            "# contract table, version 1\ncomplex T\n  element a xs:anyType 2..2\n  element b xs:anyType\n  any ##any lax 0..*\n",
            &[3],
        );
        static TWO: InOrder = InOrder::new(
            "# contract table, version 1\nnamespace o urn:o\ncomplex T\n  any o lax 0..2\n  element b xs:anyType\n  any ##other(##local) lax\n",
            &[0, 1],
        );
        for (model, xml, expected) in [
            (&ENDS_OPEN, "<e><a/><a/><b/><a/><b/><z/></e>", "eee333"),
            (&ENDS_OPEN, "<e><a/><a/><a/><b/><a/></e>", "ee-e3"),
            (&TWO, "<e xmlns:o='urn:o'><b/><o:y/></e>", "e1"),
            (&TWO, "<e xmlns:o='urn:o'><o:y/><o:b/><b/><o:b/><o:b/></e>", "00e1-"),
        ] {
            assert_eq!(places(model, xml), expected, "{xml}");
        }
    }
}
