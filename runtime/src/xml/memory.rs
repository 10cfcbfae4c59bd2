//! What a thread remembers of the documents that it has read: which tags came behind which, and names of attributes. Messages of a service are alike, so
//! that a short one is read like the middle of a long one.
//!
//! A reader takes it when it begins, and gives it back when it is dropped; who reads inside of that begins with nothing. Invariant: what is remembered only saves work:
//! a document is read as it would be by the first reader there is. No value of a document is remembered, but names of tags, attributes and namespaces, and some tens
//! of kilobytes of these.

use std::cell::Cell;
use std::ops::{Deref, DerefMut};

use super::attribute_names::AttributeNames;
use super::numbers::Numbers;
use super::prediction::Predictions;
use super::watching::Ends;

thread_local! {
    static MEMORY: Cell<Option<Memory>> = const { Cell::new(None) };
}

/// See the module's documentation.
#[derive(Debug, Default)]
pub(super) struct Memory {
    pub(super) predictions: Predictions,
    pub(super) attribute_names: AttributeNames,
    pub(super) numbers: Numbers,
    pub(super) ends: Ends,
    /// The schema that those who watched went by; what was learned of them holds for it alone.
    schema: Option<usize>,
}

impl Memory {
    /// Somebody watches now who goes by the schema of this number.
    pub(super) fn begin_watching(&mut self, schema: usize) {
        if self.schema != Some(schema) {
            self.predictions.forget_free();
            self.ends = Ends::default();
            self.schema = Some(schema);
        }
    }
}

/// The thread's memory, as long as a reader has it.
#[derive(Debug)]
pub(super) struct Lent(Memory);

impl Lent {
    /// Takes the thread's memory.
    pub(super) fn take() -> Self {
        let memory = MEMORY.try_with(Cell::take).ok().flatten().unwrap_or_default();
        Self(if memory.numbers.are_used_up() { Memory::default() } else { memory })
    }
}

impl Deref for Lent {
    type Target = Memory;

    #[inline(always)]
    fn deref(&self) -> &Memory {
        &self.0
    }
}

impl DerefMut for Lent {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut Memory {
        &mut self.0
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        let memory = std::mem::take(&mut self.0);
        // A thread that ends needs it no longer.
        let _ = MEMORY.try_with(|kept| kept.set(Some(memory)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::fields::Fields;
    use super::super::namespace::Ns;
    use super::super::reader::Reader;
    use crate::options::ReadOptions;

    static FIELDS: Fields = Fields::new(line!(), &[Ns::NONE], "a ");

    /// Reads the child of a document, and says how much was remembered before and after that.
    fn read(xml: &str) -> [bool; 2] {
        let options = ReadOptions::default();
        let mut r = Reader::new(xml, &[], &options).expect("a document");
        let before = r.memory.predictions.are_some();
        r.next_child().expect("a root");
        assert_eq!(r.next_field(&FIELDS, Fields::FIRST), 0);
        [before, r.memory.predictions.are_some()]
    }

    #[test]
    fn a_reader_begins_with_what_the_one_before_has_learned() {
        let xml = format!("<r><a/></r><!--{}-->", " ".repeat(64));
        let both = move || [read(&xml), read(&xml)];
        assert_eq!(std::thread::spawn(both).join().expect("no panic"), [[false, true], [true, true]]);
    }

    #[test]
    fn a_reader_inside_of_another_begins_with_nothing_and_takes_nothing_away() {
        let (xml, options) = (format!("<r><a/></r><!--{}-->", " ".repeat(64)), ReadOptions::default());
        read(&xml);
        let outer = Reader::new(&xml, &[], &options).expect("a document");
        assert_eq!(read(&xml), [false, true]);
        drop(outer);
        assert_eq!(read(&xml), [true, true]);
    }
}
