//! The structs of headers: one for each set that operations bind.
//!
//! In: the headers of the requests, or of the responses, of a port type. Out: a struct for each different set, and which of them each
//! operation has. Invariant: where all operations bind the same, there is one struct, and it is named after none of them.

use std::collections::{BTreeMap, BTreeSet};

use super::planner::Planner;
use super::{HeaderField, Headers, PortType, When};
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
struct Group<'b, 'c> {
    /// The headers in the order of the first operation.
    elements: Vec<ElementId>,
    operations: Vec<&'b Bound<'c>>,
}

impl Group<'_, '_> {
    fn set(&self) -> BTreeSet<ElementId> {
        self.elements.iter().copied().collect()
    }

    fn docs(&self, what: &str, is_common: bool, is_only: bool) -> Vec<String> {
        let names: Vec<String> = self.operations.iter().map(|bound| format!("`{}`", bound.operation)).collect();
        let (who, but) = match (is_only, is_common) {
            (true, _) => (String::new(), ""),
            (false, true) => (String::new(), ", where the operation has no struct of its own"),
            (false, false) => (format!(" of {}", names.join(", ")), ""),
        };
        vec![match self.elements.is_empty() && !is_only {
            true => format!("No headers are bound to {what}{who}{but}."),
            false => format!("Headers that {what}{who} can carry{but}."),
        }]
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

    /// The structs, that of most operations first, and the place of each operation's among them. `what` they are, in Rust and in words;
    /// an operation without such a message has the first.
    fn plan_headers(
        &mut self,
        (prefix, suffix, what): (&str, &str, &str),
        all: &[Bound<'_>],
        names: &mut Names,
    ) -> (Vec<Headers>, Vec<usize>) {
        let groups = groups(all);
        let mut known = BTreeMap::new();
        let mut structs = Vec::new();
        for (index, group) in groups.iter().enumerate() {
            let own = match group.operations.first().filter(|_| index > 0) {
                None => String::new(),
                Some(_) if group.elements.is_empty() => "No".to_owned(),
                Some(bound) => naming::type_name(bound.method),
            };
            let mut fields = Names::default();
            let fields =
                group.elements.iter().filter_map(|element| self.plan_header(*element, &mut fields, &mut known));
            let fields: Vec<HeaderField> = fields.collect();
            let docs = group.docs(what, index == 0, groups.len() == 1);
            structs.push(Headers { name: names.take(&format!("{prefix}{own}{suffix}"), &[]), docs, fields });
        }
        let place = |bound: &Bound<'_>| {
            let has = |group: &Group<'_, '_>| group.operations.iter().any(|other| std::ptr::eq(*other, bound));
            groups.iter().position(has).unwrap_or_default()
        };
        (structs, all.iter().map(place).collect())
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

/// The operations by what they bind: the largest group first, the others in the order of the contract. There is always one.
fn groups<'b, 'c>(all: &'b [Bound<'c>]) -> Vec<Group<'b, 'c>> {
    let mut groups: Vec<Group<'b, 'c>> = Vec::new();
    for bound in all {
        let Some(message) = bound.message else { continue };
        let mut elements: Vec<ElementId> = Vec::new();
        for header in &message.headers {
            if !elements.contains(&header.element) {
                elements.push(header.element);
            }
        }
        let set: BTreeSet<ElementId> = elements.iter().copied().collect();
        match groups.iter_mut().find(|group| group.set() == set) {
            Some(group) => group.operations.push(bound),
            None => groups.push(Group { elements, operations: vec![bound] }),
        }
    }
    let most = groups.iter().map(|group| group.operations.len()).max().unwrap_or_default();
    match groups.iter().position(|group| group.operations.len() == most) {
        Some(first) => groups[..=first].rotate_right(1),
        None => groups.push(Group { elements: Vec::new(), operations: Vec::new() }),
    }
    groups
}
