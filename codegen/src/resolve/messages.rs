//! Messages as bindings arrange them: which parts are the body, which are headers (WSDL 1.1 §3.5–§3.7).
//!
//! In: an operation's message and how it is bound. Out: a [`BoundMessage`]. Invariant: a part is in the body or a
//! header, and every part that is named exists, or is told of.

use super::bind::Binder;
use crate::diagnostic::{Diagnostic, nearest};
use crate::markup::{Located, Reference};
use crate::qname::Namespace;
use crate::source::Span;
use crate::wsdl::{
    BindingMessage, BindingOperation, FaultRef, Message, MessageRef, Part, PartContent, SoapHeader, SoapHeaderFault,
};

/// A message in one direction of an operation.
#[derive(Debug, PartialEq)]
pub(super) struct BoundMessage<'a> {
    pub(super) reference: &'a MessageRef,
    pub(super) message: &'a Message,
    pub(super) body: Vec<&'a Part>,
    pub(super) namespace: Option<&'a Namespace>,
    /// Whether the body is written by the rules of SOAP encoding.
    pub(super) is_encoded: bool,
    pub(super) headers: Vec<BoundHeader<'a>>,
    /// The parts that go beside the envelope, with the media types that they may have.
    pub(super) attachments: Vec<(&'a Part, Vec<&'a str>)>,
}

/// A header of a message.
#[derive(Clone, Debug)]
pub(super) struct BoundHeader<'a> {
    pub(super) span: Span,
    pub(super) message: &'a Message,
    pub(super) part: &'a str,
    pub(super) element: &'a Reference,
    pub(super) required: bool,
    pub(super) faults: Vec<BoundHeader<'a>>,
}

/// Two bindings of one header differ in place only.
impl PartialEq for BoundHeader<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.message.name == other.message.name
            && (self.part, self.required) == (other.part, other.required)
            && self.faults == other.faults
    }
}

/// A declared fault.
#[derive(Debug, PartialEq)]
pub(super) struct BoundFault<'a> {
    pub(super) reference: &'a FaultRef,
    pub(super) message: &'a Message,
    pub(super) part: &'a Part,
}

/// How a message is bound where nothing says so.
static UNBOUND: BindingMessage =
    BindingMessage { name: None, body: None, headers: Vec::new(), attachments: Vec::new() };

impl<'a> Binder<'a, '_, '_> {
    pub(super) fn message(
        &mut self,
        reference: &'a MessageRef,
        bound: Option<&'a BindingMessage>,
    ) -> Option<BoundMessage<'a>> {
        let message = self.find_message(&reference.message)?;
        self.diagnostics.extend(message.flaws.iter().cloned());
        let how = bound.unwrap_or(&UNBOUND);
        let attachments = attached(message, how);
        let body = match how.body.as_ref().and_then(|body| body.parts.as_ref()) {
            Some(names) => self.listed(message, names),
            None => parts_besides(message, how, &attachments),
        };
        let headers = self.headers(bound.map_or(&[], |bound| &bound.headers));
        let bound_body = how.body.as_ref();
        let namespace = bound_body.and_then(|body| body.namespace.as_ref());
        let is_encoded = bound_body.is_some_and(|body| body.is_encoded);
        Some(BoundMessage { reference, message, body, namespace, is_encoded, headers, attachments })
    }

    /// The headers; one that is bound again is taken once.
    fn headers(&mut self, headers: &'a [SoapHeader]) -> Vec<BoundHeader<'a>> {
        let mut bound: Vec<BoundHeader<'a>> = Vec::new();
        for header in headers {
            let Some(next) = self.header(header) else {
                continue;
            };
            if let Some(first) = bound.iter().find(|other| other.element.name == next.element.name) {
                let message = format!("header `{}` is bound already", self.names.shown(&next.element.name));
                let found = Diagnostic::warning("duplicate-header", next.span, message);
                self.diagnostics.push(found.note(first.span, "it is bound here"));
            } else {
                bound.push(next);
            }
        }
        bound
    }

    /// A header; one that cannot be bound is left out.
    fn header(&mut self, header: &'a SoapHeader) -> Option<BoundHeader<'a>> {
        let mut bound = self.header_part(header.span, &header.message, &header.part)?;
        bound.required = header.required;
        bound.faults = header.faults.iter().filter_map(|fault| self.header_fault(header, fault)).collect();
        Some(bound)
    }

    fn header_fault(&mut self, header: &SoapHeader, fault: &'a SoapHeaderFault) -> Option<BoundHeader<'a>> {
        self.header_part(header.span, &fault.message, &fault.part)
    }

    fn header_part(&mut self, span: Span, message: &Reference, part: &'a Located<String>) -> Option<BoundHeader<'a>> {
        let (bound, found) = self.apart(|binder| binder.whole_header_part(span, message, part));
        self.diagnostics.extend(found.into_iter().map(|found| found.leaves_out("a header")));
        bound
    }

    fn whole_header_part(
        &mut self,
        span: Span,
        message: &Reference,
        part: &'a Located<String>,
    ) -> Option<BoundHeader<'a>> {
        let message = self.find_message(message)?;
        let part = self.part(message, part)?;
        match &part.content {
            PartContent::Element(element) => {
                Some(BoundHeader { span, message, part: &part.name, element, required: false, faults: Vec::new() })
            }
            PartContent::Type(_) => {
                let text = format!("part `{}` has a type, but a header needs an element", part.name);
                let found = Diagnostic::error("header-without-element", span, text);
                self.diagnostics.push(found.note(part.span, "the part is defined here"));
                None
            }
        }
    }

    /// The parts that a soap:body lists, in the order of the message.
    fn listed(&mut self, message: &'a Message, names: &[Located<String>]) -> Vec<&'a Part> {
        let found: Vec<&Part> = names.iter().filter_map(|name| self.part(message, name)).collect();
        message.parts.iter().filter(|part| found.iter().any(|found| found.name == part.name)).collect()
    }

    fn part(&mut self, message: &'a Message, name: &Located<String>) -> Option<&'a Part> {
        let found = message.part(&name.value);
        if found.is_none() {
            let text = format!("message `{}` has no part `{}`", message.name.local(), name.value);
            let known = message.parts.iter().map(|part| part.name.as_str());
            let help = nearest(&name.value, known).map(|name| format!("did you mean `{name}`?"));
            let found = Diagnostic::error("unresolved-reference", name.span, text).help(help);
            self.diagnostics.push(found.note(message.span, "the message is defined here"));
        }
        found
    }

    /// A fault; one whose detail cannot be told is left out: services may send any.
    pub(super) fn fault(
        &mut self,
        reference: &'a FaultRef,
        how: Option<&'a BindingOperation>,
    ) -> Option<BoundFault<'a>> {
        let (bound, mut found) = self.apart(|binder| binder.whole_fault(reference));
        let same = |fault: &&crate::wsdl::BindingFault| fault.name.value == reference.name.value;
        found.extend(how.iter().flat_map(|how| how.faults.iter().filter(same)).flat_map(|fault| fault.flaws.clone()));
        let is_sound = !found.has_errors();
        let what = format!("fault `{}`", reference.name.value);
        self.diagnostics.extend(found.into_iter().map(|found| found.leaves_out(&what)));
        bound.filter(|_| is_sound)
    }

    fn whole_fault(&mut self, reference: &'a FaultRef) -> Option<BoundFault<'a>> {
        let message = self.find_message(&reference.message)?;
        self.diagnostics.extend(message.flaws.iter().cloned());
        let [part] = message.parts.as_slice() else {
            let text = format!(
                "the message of a fault has one part, but `{}` has {}",
                message.name.local(),
                message.parts.len()
            );
            let found = Diagnostic::error("fault-parts", reference.name.span, text);
            self.diagnostics.push(found.note(message.span, "the message is defined here"));
            return None;
        };
        Some(BoundFault { reference, message, part })
    }
}

/// The parts that a binding puts into MIME parts of their own.
fn attached<'a>(message: &'a Message, how: &'a BindingMessage) -> Vec<(&'a Part, Vec<&'a str>)> {
    let contents = |part: &Part| {
        let is_it = |name: &Located<String>| name.value == part.name;
        how.attachments.iter().filter(move |content| content.part.as_ref().is_some_and(is_it)).collect::<Vec<_>>()
    };
    let attached = message.parts.iter().map(|part| (part, contents(part))).filter(|(_, contents)| !contents.is_empty());
    let media_types = attached.map(|(part, contents)| {
        let all: Option<Vec<&str>> = contents.iter().map(|content| content.media_type.as_deref()).collect();
        (part, all.unwrap_or_default())
    });
    media_types.collect()
}

/// The parts that are in the body when the binding does not list them: all but those that it puts elsewhere.
fn parts_besides<'a>(message: &'a Message, how: &BindingMessage, attachments: &[(&Part, Vec<&str>)]) -> Vec<&'a Part> {
    let is_header = |part: &Part| {
        how.headers.iter().any(|header| header.message.name == message.name && header.part.value == part.name)
    };
    let is_attached = |part: &Part| attachments.iter().any(|(attached, _)| attached.name == part.name);
    message.parts.iter().filter(|part| !is_header(part) && !is_attached(part)).collect()
}
