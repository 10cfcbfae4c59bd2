//! Operations of one name in one port type (WSDL 1.1 §2.4.5): each gets a name of its own.
//!
//! In: a port type. Out: its operations with the names that they are known by. Invariant: no two are the same, and operations that are alone
//! with their name keep it.
//!
//! ```xml
//! <wsdl:operation name="Find"><wsdl:input name="FindById" …/>…   <wsdl:operation name="Find"><wsdl:input name="FindByName" …/>…
//! ```

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::wsdl::{Operation, PortType};

/// An operation and the name that it is known by.
pub(super) struct Named<'a> {
    pub(super) operation: &'a Operation,
    pub(super) name: String,
    /// Which one of several of its name it is, from 0; `None` if it is alone.
    pub(super) overload: Option<usize>,
}

/// The operations of a port type, in its order.
pub(super) fn named<'a>(port_type: &'a PortType, diagnostics: &mut Diagnostics) -> Vec<Named<'a>> {
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for operation in &port_type.operations {
        *count.entry(&operation.name.value).or_default() += 1;
    }
    let mut taken: BTreeSet<String> =
        count.iter().filter(|(_, count)| **count == 1).map(|(name, _)| (*name).into()).collect();
    let mut seen: BTreeMap<&str, &Operation> = BTreeMap::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut all = Vec::new();
    for operation in &port_type.operations {
        let own = operation.name.value.as_str();
        if count.get(own) == Some(&1) {
            all.push(Named { operation, name: own.to_owned(), overload: None });
            continue;
        }
        let place = places.entry(own).or_default();
        let name = free_name(operation, &taken);
        if let Some(first) = seen.get(own) {
            diagnostics.push(told(operation, &name, first));
        } else {
            seen.insert(own, operation);
        }
        taken.insert(name.clone());
        all.push(Named { operation, name, overload: Some(*place) });
        *place += 1;
    }
    all
}

/// The name of the input, else the operation's own, else that with a number.
fn free_name(operation: &Operation, taken: &BTreeSet<String>) -> String {
    let own = &operation.name.value;
    let input = operation.input.as_ref().and_then(|input| input.name.clone());
    let numbered = (2..).map(|number: u32| format!("{own}{number}"));
    let names = input.into_iter().chain([own.clone()]).chain(numbered);
    names.into_iter().find(|name| !taken.contains(name)).unwrap_or_default()
}

fn told(operation: &Operation, name: &str, first: &Operation) -> Diagnostic {
    let message = format!("two operations are called `{}`; this one is known as `{name}`", operation.name.value);
    let found = Diagnostic::warning("overloaded-operation", operation.name.span, message);
    found.note(first.name.span, "the other one is here")
}
