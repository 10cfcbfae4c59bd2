//! What stands in the body of each message (WSDL 1.1 §3.5).
//!
//! In: bound operations with the parts of their bodies, and the types that they need. Out: a global element for each message
//! in rpc style, as if a schema declared it, and for each in document style with several parts, whose content is that of the body.
//! Invariant: behind this pass every body is one global element, or empty.
//!
//! ```xml
//! <soap:binding style="rpc" …/> <wsdl:operation name="Add"> … <soap:body use="literal" namespace="urn:m"/>
//! <wsdl:message name="AddIn"><wsdl:part name="a" type="xs:int"/>…      <!-- <m:Add><a>1</a>…</m:Add> -->
//! ```
//!
//! WS-I Basic Profile 1.1 decides what the note leaves open: the answer's element is called after the operation with
//! `Response` (R2729), parts are elements in no namespace (R2735), all there (R2212) and in the message's order (R2301); document
//! style has one part (R2201, R2210) with an element (R2204). That rpc has parts with types only (R2203) and a namespace (R2717) is
//! not enforced: a part with an element is that element within the operation's, which is in no namespace if none is given.

use std::collections::{BTreeMap, BTreeSet};

use super::bind::BoundOperation;
use super::draft::{element_id, type_id};
use super::messages::BoundMessage;
use super::symbols::{Definition, DefinitionId, Kind, Symbols};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{
    Builtin, ComplexType, Compositor, DerivationSet, Element, ElementId, InArena, OwnContent, Owner, Particle, Scope,
    Style, Term, Type, TypeId,
};
use crate::markup::Reference;
use crate::qname::{Namespace, QName};
use crate::source::Span;
use crate::wsdl::{Part, PartContent};
use crate::xsd::{self, ContentModel, TypeDefinition};

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
pub(super) fn check(operation: &BoundOperation<'_>, symbols: &Symbols<'_>, diagnostics: &mut Diagnostics) {
    for (direction, message) in messages(operation) {
        match operation.style() {
            Style::Document => document(message, symbols, diagnostics),
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

/// Of several parts each is an element in the body; a part with a type makes the body itself one of that type.
fn document(message: &BoundMessage<'_>, symbols: &Symbols<'_>, diagnostics: &mut Diagnostics) {
    let name = message.message.name.local();
    let mut seen = BTreeSet::new();
    for part in &message.body {
        match &part.content {
            PartContent::Element(element) if seen.insert(&element.name) => {}
            PartContent::Element(element) => {
                let text = format!("two parts of message `{name}`, in document style, are the same element");
                let help = "name one in `parts` of soap:body, or bind the other as a header".to_owned();
                let found = Diagnostic::error("document-part", element.span, text).help(help);
                diagnostics.push(found.note(message.reference.message.span, "the message is used here"));
            }
            PartContent::Type(ty) => {
                // In SOAP encoding nobody has said what such a body is called.
                let holds_elements =
                    !message.is_encoded && message.body.len() == 1 && is_of_elements(&ty.name, symbols);
                let text =
                    format!("message `{name}` is in document style, so its part needs an element and not a type");
                diagnostics.push(if holds_elements {
                    let text = format!(
                        "part `{}` has a type and no element, so what the body holds is of that type",
                        part.name
                    );
                    Diagnostic::warning("document-part", ty.span, text)
                } else {
                    let help = "declare an element of this type and name it with `element`".to_owned();
                    Diagnostic::error("document-part", ty.span, text).help(help)
                });
            }
        }
    }
}

/// Whether a type begins with an element that has to be there, by which its messages are known.
fn is_of_elements(name: &QName, symbols: &Symbols<'_>) -> bool {
    let found = symbols.find(Kind::Type, name).map(|id| symbols.get(id));
    let Some(Definition::Type(TypeDefinition::Complex(complex))) = found else { return false };
    matches!(&complex.content, ContentModel::Implicit(Some(particle)) if !complex.mixed && begins_with_element(particle))
}

fn begins_with_element(particle: &xsd::Particle) -> bool {
    particle.occurs.min > 0
        && match &particle.term {
            xsd::Term::Element(_) | xsd::Term::ElementRef(_) => true,
            xsd::Term::Group(group) if group.compositor == xsd::Compositor::Sequence => {
                group.particles.first().is_some_and(begins_with_element)
            }
            _ => false,
        }
}

/// The namespace of the elements that stand for bodies of several parts, or of a part with a type. They are never written.
pub(crate) const PARTS: &str = "urn:soap-runtime:parts";

/// The name of the element that stands for a body in document style that is not one element: after what is in it, so that the same
/// content has one name in all messages.
pub(super) fn parts_name(message: &BoundMessage<'_>) -> Option<QName> {
    if matches!(message.body.as_slice(), [] | [Part { content: PartContent::Element(_), .. }]) {
        return None;
    }
    let locals: Vec<&str> = message.body.iter().map(|part| named(part).1.local()).collect();
    Some(QName::new(Namespace::new(PARTS), &locals.join("And")))
}

fn rpc(
    operation: &BoundOperation<'_>,
    direction: Direction,
    message: &BoundMessage<'_>,
    diagnostics: &mut Diagnostics,
) {
    if message.namespace.is_none() {
        let text = format!(
            "operation `{}` is in rpc style and its soap:body has no namespace, so its element is in none",
            operation.name
        );
        let help = "if the service has it in a namespace, add namespace=\"…\" to soap:body".to_owned();
        diagnostics.push(Diagnostic::warning("rpc-namespace", place(operation, direction), text).help(help));
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

/// The parts of a message: names, and their elements or types.
type Contents<'a> = Vec<(&'a str, &'a QName)>;

/// The elements made for messages, by name, with their parts and the operation that each is of.
#[derive(Default)]
pub(super) struct Wrapped<'a> {
    made: BTreeMap<QName, (Contents<'a>, Span)>,
}

impl<'a> Wrapped<'a> {
    /// Takes the elements of an operation, unless an operation before has one of the same name with other parts.
    pub(super) fn clash(&mut self, operation: &BoundOperation<'a>) -> Option<Diagnostic> {
        let span = operation.operation.name.span;
        let made = wrappers(operation).map(|(name, _, message)| (name, contents(operation.style(), message)));
        let made: Vec<(QName, Vec<_>)> = made.collect();
        let clash = |(name, parts): &(QName, Vec<_>)| {
            let (others, other) = self.made.get(name)?;
            (others != parts).then(|| {
                taken(name, span, Some(*other), "this operation has an element of this name, with other parts")
            })
        };
        let found = made.iter().find_map(clash);
        if found.is_none() {
            self.made.extend(made.into_iter().map(|(name, parts)| (name, (parts, span))));
        }
        found
    }
}

/// The parts in the element of a message; in document style nothing of their names is seen.
fn contents<'a>(style: Style, message: &BoundMessage<'a>) -> Contents<'a> {
    let parts = message.body.iter().map(|part| named(part));
    parts.map(|(name, content)| (if style == Style::Rpc { name } else { "" }, content)).collect()
}

fn named(part: &Part) -> (&str, &QName) {
    let (PartContent::Element(reference) | PartContent::Type(reference)) = &part.content;
    (&part.name, &reference.name)
}

/// The elements that no schema declares for the bodies of an operation.
fn wrappers<'b, 'a>(
    operation: &'b BoundOperation<'a>,
) -> impl Iterator<Item = (QName, Direction, &'b BoundMessage<'a>)> {
    messages(operation).filter_map(|(direction, message)| {
        let name = match (operation.style(), direction) {
            (Style::Document, _) => parts_name(message)?,
            (Style::Rpc, Direction::In) => request_name(operation, message),
            (Style::Rpc, Direction::Out) => response_name(operation, message),
        };
        Some((name, direction, message))
    })
}

fn taken(name: &QName, span: Span, other: Option<Span>, why: &str) -> Diagnostic {
    let (what, help) = match name.namespace_str() {
        PARTS => ("body", "generate them apart, with `--operation`"),
        _ => ("rpc style's element", "give soap:body another namespace"),
    };
    let text = format!("the {what} `{}` would be two things", name.local());
    Diagnostic::error("rpc-element", span, text).help(help.to_owned()).note(other, why)
}

/// The messages that hold each global element, and whether within the operation's element.
type Uses<'b> = BTreeMap<&'b QName, BTreeSet<(&'b QName, bool)>>;

fn uses<'b>(operations: &'b [BoundOperation<'_>]) -> Uses<'b> {
    let mut uses = Uses::new();
    for operation in operations {
        let is_rpc = operation.style() == Style::Rpc;
        let mut add = |name, message, is_within| uses.entry(name).or_default().insert((message, is_within));
        for (_, message) in messages(operation) {
            for reference in message.body.iter().filter_map(|part| element(part)) {
                add(&reference.name, &message.message.name, is_rpc);
            }
            for header in message.headers.iter().flat_map(|header| std::iter::once(header).chain(&header.faults)) {
                add(&header.element.name, &header.message.name, false);
            }
        }
        for fault in &operation.faults {
            if let Some(reference) = element(fault.part) {
                add(&reference.name, &fault.message.name, false);
            }
        }
    }
    uses
}

/// Whether a declared element with the name of a wrapper stands nowhere but in that.
fn is_only_within(name: &QName, message: &BoundMessage<'_>, uses: &Uses<'_>) -> bool {
    let is_part = message.body.iter().filter_map(|part| element(part)).any(|reference| reference.name == *name);
    let uses = uses.get(name);
    is_part && uses.is_some_and(|uses| uses.len() == 1 && uses.iter().all(|(_, is_within)| *is_within))
}

/// For each operation, why its element cannot be had: a schema declares another of its name, which messages hold, too.
pub(super) fn clashes(
    operations: &[BoundOperation<'_>],
    symbols: &Symbols<'_>,
    reached: &BTreeSet<DefinitionId>,
) -> Vec<Option<Diagnostic>> {
    let uses = uses(operations);
    let clash = |operation: &BoundOperation<'_>| {
        wrappers(operation).find_map(|(name, _, message)| {
            let declared = symbols.find(Kind::Element, &name).filter(|id| reached.contains(id))?;
            let other = symbols.get(declared).span();
            (!is_only_within(&name, message, &uses)).then(|| declared_too(&name, operation, Some(other)))
        })
    };
    operations.iter().map(clash).collect()
}

fn declared_too(name: &QName, operation: &BoundOperation<'_>, other: Option<Span>) -> Diagnostic {
    taken(name, operation.operation.name.span, other, "a schema declares an element of this name")
}

fn element(part: &Part) -> Option<&Reference> {
    match &part.content {
        PartContent::Element(reference) => Some(reference),
        PartContent::Type(_) => None,
    }
}

/// Adds the elements made for messages, with their types.
pub(super) fn wrap(
    operations: &[BoundOperation<'_>],
    types: &mut Vec<Type>,
    elements: &mut Vec<Element>,
    diagnostics: &mut Diagnostics,
) {
    let named_types = super::named_types(types);
    let declared = super::global_elements(elements);
    let (made, uses) = (BTreeSet::new(), uses(operations));
    let mut wrappers = Wrappers { types, elements, named_types, declared, made, uses, diagnostics };
    for operation in operations {
        for (name, direction, message) in self::wrappers(operation) {
            wrappers.wrap(operation, name, direction, message);
        }
    }
}

struct Wrappers<'g> {
    types: &'g mut Vec<Type>,
    elements: &'g mut Vec<Element>,
    named_types: BTreeMap<QName, TypeId>,
    declared: BTreeMap<QName, ElementId>,
    made: BTreeSet<QName>,
    uses: Uses<'g>,
    diagnostics: &'g mut Diagnostics,
}

/// What a part is in the operation's element.
enum Child<'a> {
    /// An element in no namespace, called after the part.
    Accessor(&'a Part, TypeId),
    /// A declared element.
    Declared(&'a Part, ElementId),
}

impl Wrappers<'_> {
    fn wrap(&mut self, operation: &BoundOperation<'_>, name: QName, direction: Direction, message: &BoundMessage<'_>) {
        let span = operation.operation.name.span;
        let children: Vec<Child<'_>> = message.body.iter().filter_map(|part| self.child(part)).collect();
        let own = self.declared.get(&name).copied();
        if own.is_some() && !is_only_within(&name, message, &self.uses) {
            let other = own.and_then(|id| self.elements.get(id.0 as usize)).and_then(|element| element.span);
            self.diagnostics.push(declared_too(&name, operation, other));
            return;
        }
        if !self.made.insert(name.clone()) {
            return;
        }
        let role = match direction {
            Direction::In => "takes",
            Direction::Out => "gives",
        };
        let written = message.reference.documentation.clone().or_else(|| message.message.documentation.clone());
        let said = format!("What the operation `{}` {role}.", operation.name);
        match children.as_slice() {
            [Child::Accessor(_, ty)] if operation.style() == Style::Document => {
                self.elements.push(declaration(name, span, *ty, Scope::Global));
            }
            _ => self.add(&name, span, written.unwrap_or(said), &children),
        }
    }

    fn child<'p>(&self, part: &'p Part) -> Option<Child<'p>> {
        Some(match &part.content {
            PartContent::Type(reference) => Child::Accessor(part, find_type(&self.named_types, &reference.name)?),
            PartContent::Element(reference) => Child::Declared(part, *self.declared.get(&reference.name)?),
        })
    }

    /// A global element of an anonymous type: a sequence of the parts.
    fn add(&mut self, name: &QName, span: Span, documentation: String, children: &[Child<'_>]) {
        let (element, ty) = (element_id(self.elements.len()), type_id(self.types.len()));
        self.elements.push(declaration(name.clone(), span, ty, Scope::Global));
        let particles: Vec<Particle> = children.iter().map(|child| self.particle(child, name, ty)).collect();
        let is_empty = particles.is_empty();
        let term = Term::Group(Compositor::Sequence, particles);
        let sequence = Particle { min: 1, max: Some(1), term, span: Some(span) };
        let content = OwnContent::elements((!is_empty).then_some(sequence));
        self.types.push(Type::Complex(ComplexType {
            name: None,
            owner: Some(Owner::Element(element)),
            span: Some(span),
            documentation: Some(documentation),
            is_abstract: false,
            is_array: false,
            derivation: None,
            attributes: Vec::new(),
            prohibited: Vec::new(),
            any_attribute: None,
            content,
            block: DerivationSet::default(),
            final_: DerivationSet::default(),
        }));
    }

    /// A child of the wrapper of this name and type. A declared element that has the wrapper's name is no longer global.
    fn particle(&mut self, child: &Child<'_>, wrapper: &QName, ty: TypeId) -> Particle {
        let (part, id) = match child {
            Child::Accessor(part, part_type) => {
                let id = element_id(self.elements.len());
                self.elements.push(declaration(QName::new(None, &part.name), part.span, *part_type, Scope::Local(ty)));
                (part, id)
            }
            Child::Declared(part, id) => {
                if let Some(declared) =
                    self.elements.get_mut(id.0 as usize).filter(|declared| declared.name == *wrapper)
                {
                    declared.scope = Scope::Local(ty);
                }
                (part, *id)
            }
        };
        Particle { min: 1, max: Some(1), term: Term::Element(id), span: Some(part.span) }
    }
}

fn declaration(name: QName, span: Span, ty: TypeId, scope: Scope) -> Element {
    Element {
        name,
        span: Some(span),
        documentation: None,
        ty,
        nillable: false,
        is_expected: false,
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
