//! The same contract with texts and lists of one word, as `memory = "compact"` of the configuration has it.

use bench_compact::Document;
use bench_compact::types::PersonaType;
use soap_runtime::ReadOptions;

use super::contract::Contract;
use super::typed::{Typed, Way};
use super::unified::{Unified, items_of};
use crate::subject::Subject;

/// The contract.
pub(crate) struct Compact;

/// Reading, leniently.
pub(crate) type Read = Typed<Compact, Lenient>;

pub(crate) struct Lenient;

impl Way for Lenient {
    const NAME: &'static str = "compact";
    const ABOUT: &'static str = "read into types with texts and lists of one word";

    fn options() -> ReadOptions {
        ReadOptions::default()
    }
}

impl Contract for Compact {
    type Document = Document;
    type Item = PersonaType;

    const WRITE: (&'static str, &'static str) = ("compact-write", "write types with texts and lists of one word");

    fn path(subject: Subject) -> Option<&'static str> {
        Unified::path(subject)
    }

    fn takes(subject: Subject) -> bool {
        Unified::takes(subject)
    }

    items_of!(bench_compact);
}
