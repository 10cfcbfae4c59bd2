//! Where reachability starts.
//!
//! In: bound operations and what the user asked for. Out: the operations that are asked for, and every definition
//! that they need. Invariant: an operation with parts that are not defined is told of once, with all of these parts.

use std::collections::BTreeSet;

use super::bind::{self, Binder, BoundOperation, Components};
use super::derived::Rule;
use super::messages::{BoundHeader, BoundMessage};
use super::reach::{Reacher, Root};
use super::symbols::{DefinitionId, Kind};
use super::unresolved::Names;
use super::{Reach, Wanted};
use crate::config::matches;
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::load::SchemaSet;
use crate::qname::XML;
use crate::wsdl::{Part, PartContent};

/// The operations that are asked for.
pub(super) fn operations<'a>(
    set: &SchemaSet,
    components: &Components<'a>,
    names: &Names<'_>,
    reach: &Reach,
    diagnostics: &mut Diagnostics,
) -> Vec<BoundOperation<'a>> {
    let mut operations = Binder { components, names, diagnostics }.operations();
    if operations.is_empty() {
        bind::no_operations(set, components, diagnostics);
    }
    if let Reach::Selected(selected) = reach {
        unknown(selected, &operations, diagnostics);
        operations.retain(|operation| selected.iter().any(|pattern| matches(pattern, &operation.operation.name.value)));
    }
    operations
}

fn unknown(selected: &[String], operations: &[BoundOperation<'_>], diagnostics: &mut Diagnostics) {
    let known = || operations.iter().map(|operation| operation.operation.name.value.as_str());
    for name in selected {
        if !known().any(|known| matches(name, known)) {
            let what = if name.contains('*') { "no operation matches" } else { "there is no operation" };
            let help = nearest(name, known()).map(|name| format!("did you mean `{name}`?"));
            let found = Diagnostic::error("unknown-operation", None, format!("{what} `{name}`"));
            diagnostics.push(found.help(help));
        }
    }
}

/// Every definition that the operations need, or that is asked for without them.
pub(super) fn reached(
    set: &SchemaSet,
    operations: &[BoundOperation<'_>],
    names: &Names<'_>,
    wanted: &Wanted,
    diagnostics: &mut Diagnostics,
) -> BTreeSet<DefinitionId> {
    let mut unresolved = Diagnostics::new();
    let rule = Rule::new(wanted, names, diagnostics);
    let mut reacher = Reacher::new(names, rule, diagnostics);
    for operation in operations {
        operation_roots(operation, &mut reacher, names, &mut unresolved);
    }
    for id in direct_roots(set, names, &wanted.reach) {
        reacher.direct_root(id);
    }
    let reached = reacher.finish();
    diagnostics.append(unresolved);
    reached
}

/// The definitions that are roots by themselves. What is defined for XML itself is there when something uses it.
fn direct_roots(set: &SchemaSet, names: &Names<'_>, reach: &Reach) -> Vec<DefinitionId> {
    let everything = match reach {
        Reach::All => true,
        Reach::Operations => set.definitions.is_empty(),
        Reach::Selected(_) => false,
    };
    let is_xml = |id: &DefinitionId| names.symbols.get(*id).name().is_some_and(|name| name.namespace_str() == XML);
    names.symbols.all().filter(|id| everything && !is_xml(id)).collect()
}

fn operation_roots(
    operation: &BoundOperation<'_>,
    reacher: &mut Reacher<'_, '_, '_>,
    names: &Names<'_>,
    unresolved: &mut Diagnostics,
) {
    let messages = || operation.input.iter().chain(&operation.output);
    let bodies = messages().flat_map(|message| message.body.iter().copied());
    let parts = bodies.chain(operation.faults.iter().map(|fault| fault.part)).map(root_of);
    let missing: Vec<Root<'_>> = parts.filter(|root| !reacher.root(*root)).collect();
    if let Some(first) = missing.first() {
        unresolved.push(missing_parts(operation, *first, &missing, names));
    }
    for header in messages().flat_map(BoundMessage::all_headers) {
        let root = Root { kind: Kind::Element, reference: header.element };
        if !reacher.root(root) {
            unresolved.push(names.unresolved(root.kind, root.reference));
        }
    }
}

fn root_of(part: &Part) -> Root<'_> {
    match &part.content {
        PartContent::Element(reference) => Root { kind: Kind::Element, reference },
        PartContent::Type(reference) => Root { kind: Kind::Type, reference },
    }
}

fn missing_parts(
    operation: &BoundOperation<'_>,
    first: Root<'_>,
    missing: &[Root<'_>],
    names: &Names<'_>,
) -> Diagnostic {
    let shown = |root: &Root<'_>| format!("`{}`", names.shown(&root.reference.name));
    let list: Vec<String> = missing.iter().map(shown).collect();
    let message =
        format!("operation `{}` needs {}, not defined anywhere", operation.operation.name.value, list.join(" and "));
    let mut found = Diagnostic::error("unresolved-reference", first.reference.span, message);
    for other in missing.iter().skip(1) {
        found = found.note(other.reference.span, format!("{} is named here", shown(other)));
    }
    names.with_causes(found, first.kind, &first.reference.name)
}

impl<'a> BoundMessage<'a> {
    /// The headers, and those in which errors about them are told.
    fn all_headers(&self) -> impl Iterator<Item = &BoundHeader<'a>> {
        self.headers.iter().flat_map(|header| std::iter::once(header).chain(&header.faults))
    }
}
