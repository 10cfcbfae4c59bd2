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

use super::LazySchema;
use super::matching::{Matched, Progress};
use super::model::Model;
use super::{Schema, content::Content};
use crate::xml::{Name, Reader};

/// The content model of a type.
#[derive(Debug)]
pub struct InOrder {
    table: LazySchema,
    /// Of each wildcard in the order of the model, which of the lines for groups and wildcards it stands in; the first one if it is not listed.
    parts: &'static [u32],
}

/// How far the children of an element have come in its model.
#[derive(Debug)]
pub struct Places {
    of: &'static InOrder,
    progress: Progress,
    /// The fields that have come, a bit each.
    seen: u64,
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
        Self { table: LazySchema::new(table), parts }
    }

    /// Before the first child.
    #[must_use]
    pub fn places(&'static self) -> Places {
        Places { of: self, progress: Progress::default(), seen: 0 }
    }

    fn model(&self) -> Option<(&Schema, &Model)> {
        let schema = self.table.get().ok()?;
        match schema.content(*schema.named_types.first()?)? {
            Content::ElementOnly(model) | Content::Mixed(model) => Some((schema, model)),
            Content::Empty | Content::Simple(_) => None,
        }
    }

    fn part(&self, wildcard: usize) -> u32 {
        self.parts.get(wildcard).copied().unwrap_or_default()
    }
}

impl Places {
    /// Takes the next child, which is offered under this name. One that is for an element is kept from wildcards.
    pub fn take(&mut self, name: Name<'_>, r: &mut Reader<'_>) -> Place {
        let place = self.matched(name, r);
        if place == Place::Element {
            r.keep_from_wildcards(true);
        }
        place
    }

    fn matched(&mut self, name: Name<'_>, r: &Reader<'_>) -> Place {
        let Some((schema, model)) = self.of.model() else { return Place::Nowhere };
        match self.progress.take(schema, model, schema.namespace(r.uri(name.ns)), name.local) {
            Matched::Element(_) => Place::Element,
            Matched::Wildcard(wildcard) => {
                let number = model.number_of(wildcard);
                Place::Wildcard(self.of.part(number), number)
            }
            Matched::Nothing | Matched::TooMany => Place::Nowhere,
        }
    }

    /// Whether a field has come before; from now on, it has.
    pub fn has_come(&mut self, field: u32) -> bool {
        let bit = 1_u64.checked_shl(field).unwrap_or_default();
        let has_come = self.seen & bit != 0;
        self.seen |= bit;
        has_come
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
    fn what_a_child_is_for_is_a_matter_of_its_place() {
        static ENDS_OPEN: InOrder = InOrder::new(
            "# contract table, version 1\ncomplex T\n  element a xs:anyType 2..2\n  element b xs:anyType\n  any ##any lax 0..*\n",
            &[3],
        );
        static TWO: InOrder = InOrder::new(
            "# contract table, version 1\ncomplex T\n  any ##any lax 0..2\n  element b xs:anyType\n  any ##any lax\n",
            &[0, 1],
        );
        for (model, xml, expected) in [
            (&ENDS_OPEN, "<e><a/><a/><b/><a/><b/><z/></e>", "eee333"),
            (&ENDS_OPEN, "<e><a/><a/><a/><b/><a/></e>", "ee-e3"),
            (&TWO, "<e><b/><y/></e>", "e1"),
            (&TWO, "<e><y/><y/><b/><b/><b/></e>", "00e1-"),
        ] {
            assert_eq!(places(model, xml), expected, "{xml}");
        }
    }
}
