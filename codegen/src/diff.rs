//! What changes from one contract to another, and for whom.
//!
//! In: two closed graphs. Out: a [`Report`], a list of [`Change`]s, each with its place, a sentence, and a [`Class`] for each of
//! four audiences. Invariant: what is said to be compatible is; in doubt a change is breaking.
//!
//! ```xml
//! <xs:element name="Colour" type="xs:string" minOccurs="0"/>   <!-- added: literals of the struct no longer compile -->
//! ```
//!
//! Three comparisons work together. The *components* are compared by name and position, which gives places and sentences.
//! The *languages* of content models and simple types, before and after each single change, tell what happens to messages: one
//! includes the other or it does not (`language`, `values`). The *plans* tell what happens to Rust: whatever differs between
//! the items, fields, constructors and derives of the two is charged to the change that caused it (`rust`, `charge`), or
//! stands for itself.
//!
//! Documentation, prefixes, white space, files, the order of global components, addresses and the names of bindings are no
//! change.

mod attributes;
mod change;
mod charge;
mod complex;
mod content;
mod elements;
mod judge;
mod language;
mod model;
mod names;
mod operations;
mod pair;
mod render;
mod rust;
mod service;
mod side;
mod simple;
mod types;
mod values;

#[cfg(test)]
mod tests;

pub use change::{Bump, Change, Class, Effect, Effects, Place, Report, Verdict};
pub use render::Format;

use crate::config::Config;
use crate::ir::Contract;
use crate::ir::ElementId;
use crate::values::Values;
use change::{Draft, Subject};
use names::Names;
use pair::Pair;
use side::Side;
use std::collections::BTreeSet;

/// Compares two contracts, whose bindings are as they are by default.
#[must_use]
pub fn compare(old: &Contract, new: &Contract) -> Report {
    let config = Config::default();
    compare_as((old, &config), (new, &config))
}

/// Compares two contracts, each with the configuration that its bindings are made by: what that says of names, derives and the API counts.
#[must_use]
pub fn compare_as((old, old_config): (&Contract, &Config), (new, new_config): (&Contract, &Config)) -> Report {
    let names = Names::new(old, new);
    let [old, new] = &[old, new].map(|one| Values::new(one).respelled(&mut |name| names.show(name)));
    let (mut old, mut new) = (Side::new(old, old_config, &names), Side::new(new, new_config, &names));
    Side::spell_alike([&mut old, &mut new]);
    let mut comparison = Comparison { names: &names, old: &old, new: &new, drafts: Vec::new(), seen: BTreeSet::new() };
    comparison.namespaces();
    comparison.operations();
    comparison.elements();
    comparison.types();
    let mut drafts = comparison.drafts;
    charge::charge(&mut drafts, rust::compare(&old, &new), Pair { old: &old, new: &new });
    Report::new(drafts, documentation(&old, &new))
}

/// A comparison in the making.
struct Comparison<'c> {
    names: &'c Names,
    old: &'c Side<'c>,
    new: &'c Side<'c>,
    drafts: Vec<Draft>,
    /// The pairs of local elements that have been compared; several types may share one.
    seen: BTreeSet<(ElementId, ElementId)>,
}

impl Comparison<'_> {
    fn namespaces(&mut self) {
        for (old, new) in self.names.moved() {
            let summary = format!("the namespace <{old}> is now <{new}>; every name in it is another one");
            let why = "names in the old namespace are unknown";
            let draft = Draft::new("namespace-moved", Subject::Namespace(new.to_string()), new.to_string(), summary);
            self.drafts.push(draft.readers(Class::Breaking, why).servers(Class::Breaking, why));
        }
    }
}

/// The components that are documented differently.
fn documentation(old: &Side<'_>, new: &Side<'_>) -> Vec<String> {
    let (before, after) = (old.documentation(), new.documentation());
    let differs = |key: &&String| before.get(*key).is_some_and(|text| after.get(*key).is_some_and(|new| new != text));
    before.keys().filter(differs).map(|key| key.trim_end_matches('#').to_owned()).collect()
}
