//! What stands in the body of each message (WSDL 1.1 §3.5).
//!
//! In: bound operations with the parts of their bodies, and the types that they need. Out: a global element for each message
//! in rpc style, as if a schema declared it; anything but one element or nothing is told of. Invariant: behind this pass
//! every body is one global element, or empty.
//!
//! ```xml
//! <soap:binding style="rpc" …/> <wsdl:operation name="Add"> … <soap:body use="literal" namespace="urn:m"/>
//! <wsdl:message name="AddIn"><wsdl:part name="a" type="xs:int"/>…      <!-- <m:Add><a>1</a>…</m:Add> -->
//! ```
//!
//! WS-I Basic Profile 1.1 decides what the note leaves open: the answer's element is called after the operation with
//! `Response` (R2729), parts are elements in no namespace (R2735), all there (R2212) and in the message's order (R2301); rpc
//! has parts with types (R2203), document style one part (R2201, R2210) with an element (R2204).

use std::collections::BTreeMap;

use super::bind::BoundOperation;
use super::draft::{element_id, type_id};
use super::messages::BoundMessage;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{
    Builtin, ComplexType, Compositor, Content, DerivationSet, Element, ElementId, InArena, Owner, Particle, Scope,
    Style, Term, Type, TypeId,
};
use crate::qname::QName;
use crate::source::Span;
use crate::wsdl::{Part, PartContent};

/// A direction of an operation.
#[derive(Clone, Copy)]
enum Direction {
    In,
    Out,
}

/// The messages of an operation with their directions.
fn messages<'b, 'a>(operation: &'b BoundOperation<'a>) -> impl Iterator<Item = (Direction, &'b BoundMessage<'a>)> {
    let input = operation.input.iter().map(|message| (Direction::In, message));
    input.chain(operation.output.iter().map(|message| (Direction::Out, message)))
}

/// Tells of bodies that are neither one element nor nothing, and of faults whose detail is no element.
pub(super) fn check(operations: &[BoundOperation<'_>], diagnostics: &mut Diagnostics) {
    for operation in operations {
        for (direction, message) in messages(operation) {
            match operation.style() {
                Style::Document => document(message, diagnostics),
                Style::Rpc => rpc(operation, direction, message, diagnostics),
            }
        }
        for fault in &operation.faults {
            if let PartContent::Type(ty) = &fault.part.content {
                let text = format!("part `{}` of a fault has a type, so the detail stays untyped", fault.part.name);
                let found = Diagnostic::warning("fault-without-element", ty.span, text);
                diagnostics.push(found.note(fault.reference.name.span, "the fault is declared here"));
            }
        }
    }
}

fn document(message: &BoundMessage<'_>, diagnostics: &mut Diagnostics) {
    let name = message.message.name.local();
    match message.body.as_slice() {
        [] => {}
        [Part { content: PartContent::Type(ty), .. }] => {
            let text = format!("message `{name}` is in document style, so its part needs an element and not a type");
            let help = "declare an element of this type and name it with `element`".to_owned();
            diagnostics.push(Diagnostic::error("document-part", ty.span, text).help(help));
        }
        [_] => {}
        [_, second, ..] => {
            let text = format!(
                "message `{name}` is in document style, so its body holds one part and not {}",
                message.body.len()
            );
            let help = "name one in `parts` of soap:body, bind the others as headers, or use style=\"rpc\"".to_owned();
            let found = Diagnostic::error("document-part", second.span, text).help(help);
            diagnostics.push(found.note(message.reference.message.span, "the message is used here"));
        }
    }
}

fn rpc(
    operation: &BoundOperation<'_>,
    direction: Direction,
    message: &BoundMessage<'_>,
    diagnostics: &mut Diagnostics,
) {
    let name = &operation.operation.name.value;
    for part in &message.body {
        if let PartContent::Element(element) = &part.content {
            let text = format!("operation `{name}` is in rpc style, so its part `{}` needs a type", part.name);
            let help = "give the part a `type`, or use style=\"document\"".to_owned();
            let found = Diagnostic::error("rpc-part", element.span, text).help(help);
            diagnostics.push(found.note(operation.operation.name.span, "the operation is here"));
        }
    }
    if message.namespace.is_none() {
        let text = format!("operation `{name}` is in rpc style, so its soap:body needs a namespace");
        let help = "add namespace=\"…\", the namespace of the element named after the operation".to_owned();
        diagnostics.push(Diagnostic::error("rpc-namespace", place(operation, direction), text).help(help));
    }
}

/// Where an operation's message is bound.
fn place(operation: &BoundOperation<'_>, direction: Direction) -> Option<Span> {
    let bound = operation.bindings.first()?.operation;
    let message = match direction {
        Direction::In => bound.input.as_ref(),
        Direction::Out => bound.output.as_ref(),
    };
    Some(message.and_then(|message| message.body.as_ref()).map_or(bound.name.span, |body| body.span))
}

/// The name of the element in rpc style: the operation's, or that with `Response`.
pub(super) fn request_name(operation: &BoundOperation<'_>, message: &BoundMessage<'_>) -> QName {
    QName::new(message.namespace.cloned(), &operation.operation.name.value)
}

/// See [`request_name`].
pub(super) fn response_name(operation: &BoundOperation<'_>, message: &BoundMessage<'_>) -> QName {
    QName::new(message.namespace.cloned(), &format!("{}Response", operation.operation.name.value))
}

/// Adds the elements of all messages in rpc style, with their types.
pub(super) fn wrap(
    operations: &[BoundOperation<'_>],
    types: &mut Vec<Type>,
    elements: &mut Vec<Element>,
    diagnostics: &mut Diagnostics,
) {
    let named_types = super::named_types(types);
    let declared = super::global_elements(elements);
    let mut wrappers = Wrappers { types, elements, named_types, declared, made: BTreeMap::new(), diagnostics };
    for operation in operations.iter().filter(|operation| operation.style() == Style::Rpc) {
        for (direction, message) in messages(operation) {
            wrappers.wrap(operation, direction, message);
        }
    }
}

struct Wrappers<'g> {
    types: &'g mut Vec<Type>,
    elements: &'g mut Vec<Element>,
    named_types: BTreeMap<QName, TypeId>,
    declared: BTreeMap<QName, ElementId>,
    /// The children of each element made, and the operation that it was made for.
    made: BTreeMap<QName, (Vec<(String, TypeId)>, Span)>,
    diagnostics: &'g mut Diagnostics,
}

impl Wrappers<'_> {
    fn wrap(&mut self, operation: &BoundOperation<'_>, direction: Direction, message: &BoundMessage<'_>) {
        let (name, role) = match direction {
            Direction::In => (request_name(operation, message), "takes"),
            Direction::Out => (response_name(operation, message), "gives"),
        };
        let span = operation.operation.name.span;
        let parts: Vec<_> = message.body.iter().filter_map(|part| self.part(part)).collect();
        let children: Vec<_> = parts.iter().map(|(part, ty)| (part.name.clone(), *ty)).collect();
        if let Some(id) = self.declared.get(&name) {
            let other = self.elements.get(id.0 as usize).and_then(|element| element.span);
            return self.taken(&name, span, other, "a schema declares an element of this name");
        }
        if let Some((others, other)) = self.made.get(&name) {
            if *others != children {
                let other = *other;
                self.taken(&name, span, Some(other), "this operation has an element of this name, with other parts");
            }
            return;
        }
        let written = message.reference.documentation.clone().or_else(|| message.message.documentation.clone());
        let said = format!("What the operation `{}` {role}.", operation.operation.name.value);
        self.add(name.clone(), span, written.unwrap_or(said), &parts);
        self.made.insert(name, (children, span));
    }

    fn taken(&mut self, name: &QName, span: Span, other: Option<Span>, why: &str) {
        let text = format!("the rpc style's element `{}` would be two things", name.local());
        let help = "give soap:body another namespace".to_owned();
        self.diagnostics.push(Diagnostic::error("rpc-element", span, text).help(help).note(other, why));
    }

    fn part<'p>(&self, part: &'p Part) -> Option<(&'p Part, TypeId)> {
        let PartContent::Type(reference) = &part.content else { return None };
        Some((part, find_type(&self.named_types, &reference.name)?))
    }

    /// A global element of an anonymous type: a sequence of the parts.
    fn add(&mut self, name: QName, span: Span, documentation: String, parts: &[(&Part, TypeId)]) {
        let (element, ty) = (element_id(self.elements.len()), type_id(self.types.len()));
        self.elements.push(declaration(name, span, ty, Scope::Global));
        let mut particles = Vec::new();
        for (part, part_type) in parts {
            let id = element_id(self.elements.len());
            self.elements.push(declaration(QName::new(None, &part.name), part.span, *part_type, Scope::Local(ty)));
            particles.push(Particle { min: 1, max: Some(1), term: Term::Element(id), span: Some(part.span) });
        }
        let sequence = Term::Group(Compositor::Sequence, particles);
        let content = match parts {
            [] => Content::Empty,
            _ => Content::ElementOnly(Particle { min: 1, max: Some(1), term: sequence, span: Some(span) }),
        };
        self.types.push(Type::Complex(ComplexType {
            name: None,
            owner: Some(Owner::Element(element)),
            span: Some(span),
            documentation: Some(documentation),
            is_abstract: false,
            derivation: None,
            attributes: Vec::new(),
            any_attribute: None,
            content,
            block: DerivationSet::default(),
            final_: DerivationSet::default(),
        }));
    }
}

fn declaration(name: QName, span: Span, ty: TypeId, scope: Scope) -> Element {
    Element {
        name,
        span: Some(span),
        documentation: None,
        ty,
        nillable: false,
        default: None,
        fixed: None,
        is_abstract: false,
        substitution_head: None,
        scope,
        block: DerivationSet::default(),
        final_: DerivationSet::default(),
        constraints: Vec::new(),
    }
}

/// A type in reach by name, or a built-in one.
pub(super) fn find_type(types: &BTreeMap<QName, TypeId>, name: &QName) -> Option<TypeId> {
    match types.get(name) {
        Some(id) => Some(*id),
        None if !name.is_xsd() => None,
        None if name.local() == "anyType" => Some(TypeId::ANY_TYPE),
        None => Builtin::from_name(name.local()).map(InArena::id),
    }
}
