//! The shapes: what is measured, each a way to read or to write a message.
//!
//! A shape is one module that implements [`Shape`], and one line in [`SHAPES`]; the lines with the same name are one shape for several contracts.

mod compact;
mod contract;
mod events;
#[cfg(ews)]
mod ews;
mod handwritten;
mod handwritten_write;
mod resolved;
#[cfg(feature = "simdxml")]
mod simd;
mod streaming;
mod tree;
mod typed;
mod unified;
mod views;
mod write;
#[cfg(feature = "xsd-parser")]
mod xsd_parser;

use anyhow::Result;

use crate::message::Message;
use crate::subject::Subject;
use crate::worker::{Figures, Worker};
use unified::Unified;

pub(crate) use events::Events;
#[cfg(test)]
pub(crate) use tree::Tree;

/// All of them, in the order of the table.
pub(crate) const SHAPES: &[Entry] = &[
    Entry::of::<Events>(),
    Entry::of::<resolved::Resolved>(),
    Entry::of::<tree::Tree>(),
    #[cfg(feature = "simdxml")]
    Entry::of::<simd::Simd>(),
    Entry::of::<handwritten::Handwritten>(),
    Entry::of::<handwritten_write::HandwrittenWrite>(),
    #[cfg(feature = "xsd-parser")]
    Entry::of::<xsd_parser::XsdParser>(),
    #[cfg(feature = "xsd-parser")]
    Entry::of::<xsd_parser::XsdParserWrite>(),
    Entry::of::<typed::Owned<Unified>>().ours(),
    #[cfg(ews)]
    Entry::of::<typed::Owned<ews::Ews>>().ours(),
    Entry::of::<compact::Read>().ours(),
    Entry::of::<views::Read>().ours(),
    Entry::of::<typed::Strict<Unified>>().ours(),
    #[cfg(ews)]
    Entry::of::<typed::Strict<ews::Ews>>().ours(),
    Entry::of::<streaming::Streaming<Unified>>().ours(),
    #[cfg(ews)]
    Entry::of::<streaming::Streaming<ews::Ews>>().ours(),
    Entry::of::<write::Write<Unified>>().ours(),
    #[cfg(ews)]
    Entry::of::<write::Write<ews::Ews>>().ours(),
    Entry::of::<write::Write<compact::Compact>>().ours(),
    Entry::of::<views::Write>().ours(),
];

/// The shape that the others are compared with.
pub(crate) const LOOP: &str = <Events as Shape>::NAME;

/// A way to read a message, or to write it.
pub(crate) trait Shape {
    /// Its name on the command line and in the table.
    const NAME: &'static str;
    /// What it does, in half a line.
    const ABOUT: &'static str;
    /// The size in bytes of the type of a persona, without what that owns, where it has such a type.
    const ITEM_SIZE: Option<usize> = None;

    /// What is there before measuring begins: the text, or a value to write.
    type From<'x>;
    /// What it makes of that.
    type Made<'x>;

    /// Whether it can be measured with a subject.
    fn takes(_: Subject) -> bool {
        true
    }

    /// Makes ready what comes before measuring.
    fn prepare(message: &Message) -> Result<Self::From<'_>>;

    /// Does the work. This is what is measured.
    fn make<'a>(from: &'a Self::From<'_>) -> Result<Self::Made<'a>>;

    /// Fails unless that was the message.
    fn check(made: &Self::Made<'_>, message: &Message) -> Result<()>;
}

/// A shape as a line of the list.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) item_size: Option<usize>,
    /// Whether it is this project's.
    pub(crate) ours: bool,
    pub(crate) takes: fn(Subject) -> bool,
    /// Does a worker's task with it.
    pub(crate) work: fn(&Worker) -> Result<Figures>,
}

impl Entry {
    const fn of<S: Shape>() -> Self {
        Self {
            name: S::NAME,
            about: S::ABOUT,
            item_size: S::ITEM_SIZE,
            ours: false,
            takes: S::takes,
            work: Worker::work::<S>,
        }
    }

    const fn ours(self) -> Self {
        Self { ours: true, ..self }
    }
}

/// The shape of a name that a subject can be measured with.
pub(crate) fn find(name: &str, subject: Subject) -> Option<&'static Entry> {
    SHAPES.iter().find(|shape| shape.name == name && (shape.takes)(subject))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{LOOP, SHAPES, find};
    use crate::message::Message;
    use crate::subject::Subject;
    use crate::worker::{Limit, Task, Worker};

    fn worker(subject: Subject, task: Task) -> Worker {
        Worker { message: Message::new(subject), task, limit: Limit::Rounds(3) }
    }

    #[test]
    fn every_shape_does_its_work() {
        for name in ["add-im-group", "personas-3", "personas-3-indented", "find-item-wide-3", "find-item-deep-3"] {
            let subject = name.parse().unwrap();
            for shape in SHAPES.iter().filter(|shape| (shape.takes)(subject)) {
                (shape.work)(&worker(subject, Task::Check)).unwrap_or_else(|error| panic!("{}: {error:#}", shape.name));
            }
        }
    }

    #[test]
    fn a_shape_that_read_something_else_is_refused() {
        let mut other = worker(Subject::personas(3), Task::Check);
        other.message.items = Message::new(Subject::personas(4)).items;
        other.message.elements += 1;
        for shape in SHAPES.iter().filter(|shape| (shape.takes)(other.message.subject)) {
            if !shape.name.ends_with("write") {
                assert!((shape.work)(&other).is_err(), "{}", shape.name);
            }
        }
    }

    #[test]
    fn a_name_and_a_subject_give_one_shape() {
        for subject in [Subject::SMALL, Subject::personas(3)] {
            for shape in SHAPES.iter().filter(|shape| (shape.takes)(subject)) {
                let same = SHAPES.iter().filter(|other| other.name == shape.name && (other.takes)(subject));
                assert_eq!(same.count(), 1, "{} of {subject}", shape.name);
            }
            assert!(find(LOOP, subject).is_some());
        }
    }
}
