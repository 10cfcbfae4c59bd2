//! The structs of headers: one for each set that operations bind.
//!
//! In: the headers of the requests, or of the responses, of a port type. Out: a struct for each different set, and which of them each
//! operation has. Invariants: where all operations bind the same, there is one struct, and it is named after none of them; the name by
//! which an operation knows its struct does not depend on the order of operations, and hardly on which others there are.
//!
//! ```text
//! RequestHeaders                 // the set that most operations bind of those that bind any
//! NoRequestHeaders               // where others bind none
//! AskRequestHeaders              // another set; `TellRequestHeaders` is another name for it if Tell binds the same
//! ```

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::planner::Planner;
use super::{HeaderField, Headers, OwnHeaders, PortType, When};
use crate::ir::{self, ElementId, MessageUse};
use crate::naming::{self, Names};

/// What an operation binds.
struct Bound<'c> {
    /// Its name.
    operation: &'c str,
    /// Its method.
    method: &'c str,
    /// Its request or response, if it has one.
    message: Option<&'c MessageUse>,
}

/// Operations that bind the same headers.
#[derive(Default)]
struct Group {
    /// The headers in the order of the first operation.
    elements: Vec<ElementId>,
    /// The places of the operations.
    operations: Vec<usize>,
    /// Their names, for people.
    names: Vec<String>,
}

impl Group {
    fn set(&self) -> BTreeSet<ElementId> {
        self.elements.iter().copied().collect()
    }

    fn docs(&self, what: &str, is_usual: bool, is_only: bool) -> String {
        match (is_only, is_usual) {
            (true, _) => format!("Headers that {what} can carry."),
            (false, true) => format!("Headers that {what} can carry, where the operation has no struct of its own."),
            (false, false) if self.elements.is_empty() => format!("For {what} that no headers are bound to."),
            (false, false) => format!("Headers that {what} of {} can carry.", self.names.join(", ")),
        }
    }
}

impl Planner<'_> {
    /// The structs of a port type, and which each operation has.
    pub(super) fn plan_all_headers(
        &mut self,
        prefix: &str,
        port_type: &mut PortType,
        operations: &[&ir::Operation],
        names: &mut Names,
    ) {
        let bound = |message: fn(&ir::Operation) -> Option<&MessageUse>| {
            let both = port_type.operations.iter().zip(operations);
            let bound = both.map(|(planned, operation)| Bound {
                operation: &planned.name,
                method: &planned.method,
                message: message(operation),
            });
            bound.collect::<Vec<_>>()
        };
        let (inputs, outputs) = (bound(|it| it.input.as_ref()), bound(|it| it.output.as_ref()));
        let (requests, taken) = self.plan_headers((prefix, "RequestHeaders", "requests"), &inputs, names);
        let (responses, given) = self.plan_headers((prefix, "ResponseHeaders", "responses"), &outputs, names);
        (port_type.request_headers, port_type.response_headers) = (requests, responses);
        for (operation, (takes, gives)) in port_type.operations.iter_mut().zip(taken.into_iter().zip(given)) {
            (operation.takes_headers, operation.gives_headers) = (takes, gives);
        }
    }

    /// The structs, the usual one first, and what each operation has. `what` they are, in Rust and in words; an operation without such a
    /// message has the first.
    fn plan_headers(
        &mut self,
        (prefix, suffix, what): (&str, &str, &str),
        all: &[Bound<'_>],
        names: &mut Names,
    ) -> (Vec<Headers>, Vec<OwnHeaders>) {
        let groups = self.header_groups(all);
        let mut known = BTreeMap::new();
        let mut structs: Vec<Headers> = Vec::new();
        let mut own = vec![OwnHeaders::default(); all.len()];
        for (place, group) in groups.iter().enumerate() {
            let (mut called, docs) = (Vec::new(), vec![group.docs(what, place == 0, groups.len() == 1)]);
            let fields = self.plan_header_fields(group, &mut known);
            if place > 0 && !group.elements.is_empty() {
                let methods = group.operations.iter().map(|index| naming::type_name(all[*index].method));
                called.extend(methods.map(|method| names.take(&format!("{prefix}{method}{suffix}"), &[])));
            } else {
                let no = if place == 0 { "" } else { "No" };
                called.push(names.take(&format!("{prefix}{no}{suffix}"), &[]));
            }
            for (index, name) in group.operations.iter().zip(called.iter().chain(std::iter::repeat(&called[0]))) {
                own[*index] = OwnHeaders { place, name: name.clone() };
            }
            let name = called.remove(0);
            structs.push(Headers { name, aliases: called, docs, fields });
        }
        for own in own.iter_mut().filter(|own| own.name.is_empty()) {
            own.name = structs.first().map(|first| first.name.clone()).unwrap_or_default();
        }
        (structs, own)
    }

    /// The operations by what they bind: the usual group first, the others in the order of the contract. There is always one.
    fn header_groups(&self, all: &[Bound<'_>]) -> Vec<Group> {
        let mut groups = groups(all);
        let names = |group: &Group| {
            let names = group.elements.iter().map(|element| self.contract.element(*element).name.clone());
            names.collect::<BTreeSet<_>>()
        };
        let rank = |group: &Group| {
            (!group.elements.is_empty(), group.operations.len(), group.elements.len(), Reverse(names(group)))
        };
        match (0..groups.len()).max_by_key(|index| rank(&groups[*index])) {
            Some(usual) => groups[..=usual].rotate_right(1),
            None => groups.push(Group::default()),
        }
        for group in &mut groups {
            group.names = group.operations.iter().map(|index| format!("`{}`", all[*index].operation)).collect();
        }
        groups
    }

    fn plan_header_fields(
        &mut self,
        group: &Group,
        known: &mut BTreeMap<ElementId, Option<String>>,
    ) -> Vec<HeaderField> {
        let mut names = Names::default();
        group.elements.iter().filter_map(|element| self.plan_header(*element, &mut names, known)).collect()
    }

    /// One that cannot be sent is diagnosed once.
    fn plan_header(
        &mut self,
        element: ElementId,
        names: &mut Names,
        known: &mut BTreeMap<ElementId, Option<String>>,
    ) -> Option<HeaderField> {
        let variant = known.entry(element).or_insert_with(|| self.sent_variant(element, "a header")).clone()?;
        let declaration = self.contract.element(element).clone();
        let docs = self.documentation.header(&declaration.name);
        let docs = docs.unwrap_or_else(|| self.global_element_docs(element));
        let name = names.take(&naming::field_name(declaration.name.local()), &[]);
        Some(HeaderField { name, docs, ty: self.element_rust_type(element), variant, when: When::default() })
    }
}

/// The operations by what they bind, in the order of the contract.
fn groups(all: &[Bound<'_>]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (index, bound) in all.iter().enumerate() {
        let Some(message) = bound.message else { continue };
        let mut elements: Vec<ElementId> = Vec::new();
        for header in &message.headers {
            if !elements.contains(&header.element) {
                elements.push(header.element);
            }
        }
        let set: BTreeSet<ElementId> = elements.iter().copied().collect();
        match groups.iter_mut().find(|group| group.set() == set) {
            Some(group) => group.operations.push(index),
            None => groups.push(Group { elements, operations: vec![index], names: Vec::new() }),
        }
    }
    groups
}
