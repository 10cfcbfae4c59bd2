//! `xs:redefine` (XSD 1.0 part 1 §4.2.2): puts redefinitions in order.
//!
//! In: the symbol tables, with the redefinitions of each name in the order of their documents. Out: the same with
//! each redefinition behind those that it builds on. Invariant: a document that redefines comes behind those that it
//! includes or redefines, at any distance; two redefinitions of which neither comes behind the other contradict.
//!
//! ```xml
//! <xs:redefine schemaLocation="v1.xsd">
//!   <xs:complexType name="A">…<xs:extension base="A">…   <!-- base is A of v1.xsd; everyone else now means this A -->
//! ```

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::symbols::{Entry, Table};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::SourceId;

/// Puts the redefinitions of every name in order.
pub(super) fn order(
    table: &mut Table<'_>,
    includes: &BTreeMap<SourceId, BTreeSet<SourceId>>,
    diagnostics: &mut Diagnostics,
) {
    for ((kind, name), named) in table {
        if named.redefinitions.len() > 1 {
            let entries = std::mem::take(&mut named.redefinitions);
            named.redefinitions = ordered(entries, includes);
            for pair in named.redefinitions.windows(2) {
                if let [below, above] = pair
                    && compare(below.source, above.source, includes) != Some(Ordering::Less)
                {
                    let message = format!("{} `{}` is redefined twice", kind.noun(), name.local());
                    let found = Diagnostic::error("duplicate-definition", above.definition.span(), message);
                    diagnostics.push(found.note(below.definition.span(), "it is also redefined here"));
                }
            }
        }
        if let (Some(first), true) = (named.redefinitions.first(), named.originals.is_empty()) {
            let message = format!("{} `{}` cannot be redefined, as it is not defined", kind.noun(), name.local());
            let span = first.definition.span();
            diagnostics.push(Diagnostic::warning("nothing-to-redefine", span, message));
        }
    }
}

/// Each entry behind those that it can be reached from, otherwise in the given order.
fn ordered<'a>(entries: Vec<Entry<'a>>, includes: &BTreeMap<SourceId, BTreeSet<SourceId>>) -> Vec<Entry<'a>> {
    let mut ordered: Vec<Entry<'a>> = Vec::new();
    for entry in entries {
        let above = |other: &Entry<'_>| compare(entry.source, other.source, includes) == Some(Ordering::Less);
        let place = ordered.iter().position(above).unwrap_or(ordered.len());
        ordered.insert(place, entry);
    }
    ordered
}

/// Which of two documents includes the other, at any distance: that one is the greater.
fn compare(left: SourceId, right: SourceId, includes: &BTreeMap<SourceId, BTreeSet<SourceId>>) -> Option<Ordering> {
    match (leads_to(left, right, includes), leads_to(right, left, includes)) {
        (true, false) => Some(Ordering::Greater),
        (false, true) => Some(Ordering::Less),
        _ => None,
    }
}

fn leads_to(from: SourceId, to: SourceId, includes: &BTreeMap<SourceId, BTreeSet<SourceId>>) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(next) = open.pop() {
        let inner = includes.get(&next).into_iter().flatten();
        open.extend(inner.filter(|source| seen.insert(**source)));
    }
    seen.contains(&to)
}
