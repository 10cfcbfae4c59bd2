//! Where reachability starts.
//!
//! In: bound operations and what the user asked for. Out: every definition that they need. Invariant: an operation with parts that are not
//! defined, or that need something that is not, is told of once, and left out if another remains.

use std::collections::BTreeSet;

use super::bind::{self, Binder, BoundOperation, Components};
use super::derived::Rule;
use super::messages::{BoundFault, BoundHeader, BoundMessage};
use super::reach::{Reacher, Root};
use super::selection::Selection;
use super::symbols::{Definition, DefinitionId, Kind};
use super::unresolved::Names;
use super::{Reach, Wanted, asked, bodies};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::SchemaSet;
use crate::markup::Reference;
use crate::qname::XML;
use crate::wsdl::{Part, PartContent, Style};

/// The operations that are asked for.
pub(super) fn operations<'a>(
    components: &Components<'a>,
    names: &Names<'_>,
    reach: &Reach,
    diagnostics: &mut Diagnostics,
) -> Selection<'a> {
    let mut selection = Selection::new(reach);
    Binder { components, names, diagnostics }.operations(&mut selection);
    let mut wrappers = bodies::Wrapped::default();
    selection.sort_out(|operation| wrappers.clash(operation));
    selection.unknown(diagnostics);
    selection
}

/// Tells of operations that are left out, and of a contract that has none.
pub(super) fn tell(
    set: &SchemaSet,
    components: &Components<'_>,
    names: &Names<'_>,
    selection: &mut Selection<'_>,
    diagnostics: &mut Diagnostics,
) {
    selection.tell(diagnostics);
    if set.definitions.is_empty() || !selection.operations.is_empty() || diagnostics.has_errors() {
        return;
    }
    if components.is_empty() && !names.symbols.is_empty() {
        let message = "the contract has no operations: all that its schemas define is taken";
        let first = set.definitions.first().map(|definitions| definitions.span);
        diagnostics.push(Diagnostic::warning("no-operations", first, message));
    } else {
        bind::no_operations(set, components, diagnostics);
    }
}

/// Every definition that the operations need, or that is asked for without them. Operations and headers that need something that is not
/// defined are left out.
pub(super) fn reached(
    set: &SchemaSet,
    selection: &mut Selection<'_>,
    names: &Names<'_>,
    wanted: &Wanted,
    diagnostics: &mut Diagnostics,
) -> BTreeSet<DefinitionId> {
    let mut unresolved = Diagnostics::new();
    let rule = Rule::new(wanted, names, diagnostics);
    let mut reacher = Reacher::new(names, rule, diagnostics);
    selection.sort_out(|operation| flaw(operation, &mut reacher, names));
    for operation in &mut selection.operations {
        reduce(operation, &mut reacher, names, &mut unresolved);
        operation_roots(operation, &mut reacher, names, &mut unresolved);
    }
    let asked = asked::roots(wanted, names, &mut unresolved);
    for id in direct_roots(set, selection, names, wanted) {
        reacher.direct_root(id);
    }
    asked.into_iter().for_each(|id| reacher.definition(id));
    let reached = reacher.finish();
    diagnostics.append(unresolved);
    reached
}

/// The definitions that are roots by themselves. What is defined for XML itself is there when something uses it.
fn direct_roots(set: &SchemaSet, selection: &Selection<'_>, names: &Names<'_>, wanted: &Wanted) -> Vec<DefinitionId> {
    let everything = match wanted.reach {
        Reach::All => true,
        Reach::Operations => wanted.roots.is_empty() && (set.definitions.is_empty() || selection.is_empty()),
        Reach::Selected(_) => false,
    };
    let is_xml = |id: &DefinitionId| names.symbols.get(*id).name().is_some_and(|name| name.namespace_str() == XML);
    names.symbols.all().filter(|id| everything && !is_xml(id)).collect()
}

/// Why an operation cannot be had: its bodies need something that is not defined.
fn flaw(operation: &BoundOperation<'_>, reacher: &mut Reacher<'_, '_, '_>, names: &Names<'_>) -> Option<Diagnostic> {
    let roots: Vec<Root<'_>> = operation.body_parts().map(root_of).collect();
    let missing: Vec<Root<'_>> = roots.iter().copied().filter(|root| !reacher.is_defined(*root)).collect();
    match missing.first() {
        Some(first) => Some(missing_parts(operation, *first, &missing, names)),
        None => abstract_body(operation, names).or_else(|| roots.into_iter().find_map(|root| reacher.flaw(root))),
    }
}

/// Says so if an abstract element would be a body.
fn abstract_body(operation: &BoundOperation<'_>, names: &Names<'_>) -> Option<Diagnostic> {
    let whole = operation.messages().filter(|_| operation.style() == Style::Document).find_map(|message| {
        let [Part { content: PartContent::Element(reference), .. }] = message.body.as_slice() else { return None };
        abstract_element(reference, names)
    })?;
    let message = format!("the abstract element `{}` is the body of a message", names.shown(&whole.name));
    let help = "name an element that may stand for it with `element`".to_owned();
    Some(Diagnostic::error("unsupported", whole.span, message).help(help))
}

fn abstract_element<'r>(reference: &'r Reference, names: &Names<'_>) -> Option<&'r Reference> {
    let id = names.symbols.find(Kind::Element, &reference.name)?;
    let is_abstract = matches!(names.symbols.get(id), Definition::Element(element) if element.is_abstract);
    is_abstract.then_some(reference)
}

fn abstract_root(root: Root<'_>, names: &Names<'_>) -> Option<Diagnostic> {
    let reference = abstract_element(root.reference, names).filter(|_| root.kind == Kind::Element)?;
    let message = format!("the abstract element `{}` is a whole header or detail", names.shown(&reference.name));
    Some(Diagnostic::error("unsupported", reference.span, message))
}

/// Leaves out headers and faults that cannot be had.
fn reduce(
    operation: &mut BoundOperation<'_>,
    reacher: &mut Reacher<'_, '_, '_>,
    names: &Names<'_>,
    found: &mut Diagnostics,
) {
    let mut is_sound = |root: Root<'_>, what: &str| {
        let flaw = reacher.flaw(root).or_else(|| abstract_root(root, names));
        found.extend(flaw.iter().cloned().map(|flaw| flaw.leaves_out(what)));
        flaw.is_none()
    };
    for message in operation.input.iter_mut().chain(&mut operation.output) {
        message.headers.retain(|header| is_sound(header.root(), "a header"));
        for header in &mut message.headers {
            header.faults.retain(|fault| is_sound(fault.root(), "a header for errors"));
        }
    }
    let what = |fault: &BoundFault<'_>| format!("fault `{}`", fault.reference.name.value);
    operation.faults.retain(|fault| is_sound(root_of(fault.part), &what(fault)));
}

fn operation_roots(
    operation: &BoundOperation<'_>,
    reacher: &mut Reacher<'_, '_, '_>,
    names: &Names<'_>,
    unresolved: &mut Diagnostics,
) {
    let headers = operation.messages().flat_map(BoundMessage::all_headers).map(BoundHeader::root);
    let faults = operation.faults.iter().map(|fault| root_of(fault.part));
    let roots = operation.body_parts().map(root_of).chain(faults).chain(headers);
    let missing: Vec<Root<'_>> = roots.filter(|root| !reacher.root(*root)).collect();
    if let Some(first) = missing.first() {
        unresolved.push(missing_parts(operation, *first, &missing, names));
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
    let message = format!("operation `{}` needs {}, not defined anywhere", operation.name, list.join(" and "));
    let mut found = Diagnostic::error("unresolved-reference", first.reference.span, message);
    for other in missing.iter().skip(1) {
        found = found.note(other.reference.span, format!("{} is named here", shown(other)));
    }
    names.with_causes(found, first.kind, &first.reference.name)
}

impl<'a> BoundOperation<'a> {
    fn messages(&self) -> impl Iterator<Item = &BoundMessage<'a>> {
        self.input.iter().chain(&self.output)
    }

    fn body_parts(&self) -> impl Iterator<Item = &'a Part> {
        self.messages().flat_map(|message| message.body.iter().copied())
    }
}

impl<'a> BoundMessage<'a> {
    /// The headers, and those in which errors about them are told.
    fn all_headers(&self) -> impl Iterator<Item = &BoundHeader<'a>> {
        self.headers.iter().flat_map(|header| std::iter::once(header).chain(&header.faults))
    }
}

impl<'a> BoundHeader<'a> {
    fn root(&self) -> Root<'a> {
        Root { kind: Kind::Element, reference: self.element }
    }
}
