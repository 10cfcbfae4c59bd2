//! Which operations there are, and what each sends.
//!
//! In: all WSDL documents, taken as one set. Out: the operations that are bound to SOAP, with messages and parts
//! found, and elements and types still being names. Invariant: every operation that is left out is told of.
//!
//! ```xml
//! <wsdl:binding type="tns:P"><wsdl:operation name="Get"><wsdl:input><soap:header message="tns:GetIn" part="H"/>…
//! ```

use std::collections::BTreeMap;

use super::messages::{BoundFault, BoundMessage};
use super::overloads::{Named, named};
use super::selection::Selection;
use super::unresolved::Names;
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::load::SchemaSet;
use crate::markup::Reference;
use crate::qname::QName;
use crate::source::Span;
use crate::wsdl::{
    Binding, BindingOperation, Message, Operation, OperationKind, PortType, Service, SoapBinding, SoapVersion, Style,
};

/// The components of all WSDL documents, by name.
#[derive(Debug, Default)]
pub(super) struct Components<'a> {
    pub(super) messages: BTreeMap<&'a QName, &'a Message>,
    pub(super) port_types: BTreeMap<&'a QName, &'a PortType>,
    pub(super) bindings: BTreeMap<&'a QName, &'a Binding>,
    pub(super) services: BTreeMap<&'a QName, &'a Service>,
}

/// An operation with its bindings.
#[derive(Debug)]
pub(super) struct BoundOperation<'a> {
    pub(super) port_type: &'a PortType,
    pub(super) operation: &'a Operation,
    /// The name that it is known by: its own, unless another operation of the port type has that.
    pub(super) name: String,
    /// SOAP 1.1 first, then by name; all say the same. None where the contract binds nothing.
    pub(super) bindings: Vec<OperationBinding<'a>>,
    pub(super) input: Option<BoundMessage<'a>>,
    pub(super) output: Option<BoundMessage<'a>>,
    pub(super) faults: Vec<BoundFault<'a>>,
}

/// An operation in a binding.
#[derive(Clone, Copy, Debug)]
pub(super) struct OperationBinding<'a> {
    pub(super) binding: &'a Binding,
    pub(super) soap: &'a SoapBinding,
    pub(super) operation: &'a BindingOperation,
}

impl OperationBinding<'_> {
    pub(super) fn style(&self) -> Style {
        self.operation.style.unwrap_or(self.soap.style)
    }
}

impl<'a> Components<'a> {
    /// Whether there is nothing that has or promises operations.
    pub(super) fn is_empty(&self) -> bool {
        self.port_types.is_empty() && self.bindings.is_empty() && self.services.is_empty()
    }

    /// Gathers the components of all documents; of two of one name the last one counts.
    pub(super) fn collect(set: &'a SchemaSet, diagnostics: &mut Diagnostics) -> Self {
        let all = &set.definitions;
        let messages = all.iter().flat_map(|one| &one.messages).map(|one| (&one.name, one.span, one));
        let port_types = all.iter().flat_map(|one| &one.port_types).map(|one| (&one.name, one.span, one));
        let bindings = all.iter().flat_map(|one| &one.bindings).map(|one| (&one.name, one.span, one));
        let services = all.iter().flat_map(|one| &one.services).map(|one| (&one.name, one.span, one));
        Self {
            messages: by_name("message", messages, diagnostics),
            port_types: by_name("port type", port_types, diagnostics),
            bindings: by_name("binding", bindings, diagnostics),
            services: by_name("service", services, diagnostics),
        }
    }
}

fn by_name<'a, T>(
    noun: &str,
    components: impl Iterator<Item = (&'a QName, Span, &'a T)>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<&'a QName, &'a T> {
    let mut named = BTreeMap::new();
    for (name, span, component) in components {
        if let Some((first, _)) = named.insert(name, (span, component)) {
            let message = format!("{noun} `{}` is defined twice, and this definition is taken", name.local());
            let found = Diagnostic::warning("duplicate-definition", span, message);
            diagnostics.push(found.note(first, "the other one is here"));
        }
    }
    named.into_iter().map(|(name, (_, component))| (name, component)).collect()
}

/// Binds every operation of every port type that has a SOAP binding, in the order of names and documents.
pub(super) struct Binder<'a, 'n, 'd> {
    pub(super) components: &'n Components<'a>,
    pub(super) names: &'n Names<'n>,
    pub(super) diagnostics: &'d mut Diagnostics,
}

impl<'a> Binder<'a, '_, '_> {
    /// The operations whose names are wanted.
    pub(super) fn operations(&mut self, selection: &mut Selection<'a>) {
        let binds_nothing = self.components.bindings.is_empty();
        let by_port_type = self.bindings();
        for (name, port_type) in &self.components.port_types {
            let bindings = by_port_type.get(name).map(Vec::as_slice);
            let Some(bindings) = bindings.or_else(|| binds_nothing.then_some(&[])) else {
                continue;
            };
            if bindings.is_empty() && !port_type.operations.is_empty() {
                self.unbound(port_type);
            }
            for binding in bindings {
                self.unknown_operations(port_type, binding);
            }
            for named in named(port_type, self.diagnostics) {
                if selection.wants(&named.name) {
                    let bound = self.operation(port_type, &named, bindings);
                    selection.add(named, bound);
                }
            }
        }
    }

    fn unbound(&mut self, port_type: &PortType) {
        let name = port_type.name.local();
        let message =
            format!("port type `{name}` has no binding: SOAP 1.1 in document style, without actions, is taken");
        let found = Diagnostic::warning("no-binding", port_type.span, message);
        let help = "generate from the WSDL document with the binding, if there is one".to_owned();
        self.diagnostics.push(found.help(help));
    }

    /// The SOAP bindings of each port type: SOAP 1.1 first, then by name.
    fn bindings(&mut self) -> BTreeMap<&'a QName, Vec<&'a Binding>> {
        let mut found: BTreeMap<&QName, Vec<&Binding>> = BTreeMap::new();
        for binding in self.components.bindings.values().copied() {
            let reference = &binding.port_type;
            let Some(port_type) = self.components.port_types.get(&reference.name) else {
                let known = self.components.port_types.keys().copied();
                let unknown = self.names.unknown("port type", reference, known);
                self.diagnostics.push(unknown.leaves_out(&format!("binding `{}`", binding.name.local())));
                continue;
            };
            if binding.soap.is_some() {
                found.entry(&port_type.name).or_default().push(binding);
            } else {
                let message = format!("binding `{}` is not to SOAP and is left out", binding.name.local());
                self.diagnostics.push(Diagnostic::warning("not-soap", binding.span, message));
            }
        }
        for bindings in found.values_mut() {
            self.transports(bindings);
            bindings.sort_by_key(|binding| binding.soap.as_ref().map(|soap| soap.version));
        }
        found
    }

    /// Leaves out bindings to other transports than HTTP, unless there is no other.
    fn transports(&mut self, bindings: &mut Vec<&Binding>) {
        let is_http = |binding: &&Binding| binding.soap.as_ref().is_some_and(SoapBinding::is_http);
        let some_http = bindings.iter().any(is_http);
        for binding in bindings.iter().filter(|binding| !is_http(binding)) {
            let transport = binding.soap.as_ref().and_then(|soap| soap.transport.as_deref()).unwrap_or_default();
            let name = binding.name.local();
            let message = if some_http {
                format!("binding `{name}` is to the transport `{transport}` and not to HTTP, and is left out")
            } else {
                format!(
                    "binding `{name}` is to the transport `{transport}` and not to HTTP: give clients a transport for it"
                )
            };
            self.diagnostics.push(Diagnostic::warning("transport", binding.span, message));
        }
        bindings.retain(|binding| !some_http || is_http(binding));
    }

    fn unknown_operations(&mut self, port_type: &PortType, binding: &Binding) {
        let known = || port_type.operations.iter().map(|operation| operation.name.value.as_str());
        for operation in &binding.operations {
            if !known().any(|name| name == operation.name.value) {
                let message =
                    format!("port type `{}` has no operation `{}`", port_type.name.local(), operation.name.value);
                let help = nearest(&operation.name.value, known()).map(|name| format!("did you mean `{name}`?"));
                let found = Diagnostic::warning("unknown-operation", operation.name.span, message);
                self.diagnostics.push(found.help(help));
            }
        }
    }

    /// An operation as the first binding has it that can be used, or why there is none.
    fn operation(
        &mut self,
        port_type: &'a PortType,
        named: &Named<'a>,
        bindings: &[&'a Binding],
    ) -> Result<BoundOperation<'a>, Vec<Diagnostic>> {
        if let Some(reason) = from_the_service(named) {
            return Err(vec![reason]);
        }
        if bindings.is_empty() {
            return self.bind(port_type, named, None);
        }
        let mut bound: Option<BoundOperation<'_>> = None;
        let mut reasons = Vec::new();
        for other in bindings.iter().filter_map(|binding| find(binding, named)) {
            match (self.bind(port_type, named, Some(other)), &mut bound) {
                (Ok(operation), None) => bound = Some(operation),
                (Ok(operation), Some(first)) if first.says_the_same(&operation) => first.bindings.push(other),
                (Ok(_), Some(first)) => self.different(first, other),
                (Err(found), _) => reasons.push((other, found)),
            }
        }
        let Some(bound) = bound else {
            let reasons: Vec<_> = reasons.into_iter().flat_map(|(_, found)| found).collect();
            return Err(if reasons.is_empty() { vec![not_bound(named)] } else { reasons });
        };
        for (other, found) in reasons {
            let what = format!("operation `{}` in binding `{}`", named.name, other.binding.name.local());
            self.diagnostics.extend(found.into_iter().take(1).map(|found| found.leaves_out(&what)));
        }
        Ok(bound)
    }

    fn different(&mut self, first: &BoundOperation<'_>, other: OperationBinding<'_>) {
        let message = format!("operation `{}` is bound differently here, which is left out", first.name);
        let found = Diagnostic::warning("different-binding", other.operation.name.span, message);
        let taken = first.bindings.first().map(|bound| bound.operation.name.span);
        self.diagnostics.push(found.note(taken, "this one is taken"));
    }

    /// Runs a part of the binding, and gives what is found in it beside what comes of it.
    pub(super) fn apart<T>(&mut self, bind: impl FnOnce(&mut Binder<'a, '_, '_>) -> T) -> (T, Diagnostics) {
        let mut found = Diagnostics::new();
        let bound = bind(&mut Binder { components: self.components, names: self.names, diagnostics: &mut found });
        (bound, found)
    }

    /// An operation in one binding, or in none, or what is wrong with that.
    fn bind(
        &mut self,
        port_type: &'a PortType,
        named: &Named<'a>,
        bound: Option<OperationBinding<'a>>,
    ) -> Result<BoundOperation<'a>, Vec<Diagnostic>> {
        let operation = named.operation;
        let how = bound.map(|bound| bound.operation);
        let ((input, output, faults), mut found) = self.apart(|binder| {
            let [input, output] = [
                (operation.input.as_ref(), how.and_then(|how| how.input.as_ref())),
                (operation.output.as_ref(), how.and_then(|how| how.output.as_ref())),
            ]
            .map(|(message, how)| message.and_then(|message| binder.message(message, how)));
            let faults = operation.faults.iter().filter_map(|fault| binder.fault(fault, how)).collect();
            (input, output, faults)
        });
        found.extend(operation.flaws.iter().cloned());
        found.extend(how.into_iter().flat_map(|how| how.flaws.iter().cloned()));
        found.extend(bound.into_iter().flat_map(|bound| bound.binding.flaws.iter().cloned()));
        let bindings = bound.into_iter().collect();
        let name = named.name.clone();
        let bound = BoundOperation { port_type, operation, name, bindings, input, output, faults };
        super::bodies::check(&bound, self.names.symbols, &mut found);
        let (flaws, doubts) = found.parted();
        self.diagnostics.extend(doubts);
        if flaws.is_empty() { Ok(bound) } else { Err(flaws) }
    }

    /// A message by name.
    pub(super) fn find_message(&mut self, reference: &Reference) -> Option<&'a Message> {
        let found = self.components.messages.get(&reference.name).copied();
        if found.is_none() {
            let known = self.components.messages.keys().copied();
            self.diagnostics.push(self.names.unknown("message", reference, known));
        }
        found
    }
}

/// Says so if the service begins the operation: there is no request to answer.
fn from_the_service(named: &Named<'_>) -> Option<Diagnostic> {
    let kind = match named.operation.kind {
        OperationKind::RequestResponse | OperationKind::OneWay => return None,
        OperationKind::SolicitResponse => "a solicit-response operation: its output comes before its input",
        OperationKind::Notification => "a notification: it has an output only",
    };
    let message = format!("operation `{}` is {kind}, which SOAP over HTTP does not bind, and is left out", named.name);
    let help = "to serve the receiving side, give it the message as `input`".to_owned();
    Some(Diagnostic::warning("begun-by-the-service", named.operation.name.span, message).help(help))
}

fn not_bound(named: &Named<'_>) -> Diagnostic {
    let message = format!("operation `{}` is not bound and is left out", named.name);
    Diagnostic::warning("unbound-operation", named.operation.name.span, message)
}

/// How a binding binds an operation. Of several with its name, the one with the same name of the input, or at the same place among them.
fn find<'a>(binding: &'a Binding, named: &Named<'_>) -> Option<OperationBinding<'a>> {
    let soap = binding.soap.as_ref()?;
    let mut same = binding.operations.iter().filter(|bound| bound.name.value == named.operation.name.value);
    let operation = match named.overload {
        None => same.next(),
        Some(place) => {
            let input = named.operation.input.as_ref().and_then(|input| input.name.as_ref());
            let bound_input = |bound: &&BindingOperation| bound.input.as_ref().and_then(|input| input.name.clone());
            let same: Vec<_> = same.collect();
            let exact = same.iter().find(|bound| input.is_some() && bound_input(bound).as_ref() == input);
            let may_be = |bound: &&&BindingOperation| input.is_none() || bound_input(bound).is_none();
            exact.or_else(|| same.get(place).filter(may_be)).copied()
        }
    }?;
    Some(OperationBinding { binding, soap, operation })
}

impl BoundOperation<'_> {
    fn says_the_same(&self, other: &Self) -> bool {
        let style = |bound: &Self| bound.bindings.first().map(OperationBinding::style);
        style(self) == style(other) && self.input == other.input && self.output == other.output
    }

    /// The SOAP version of the first binding.
    pub(super) fn soap(&self) -> SoapVersion {
        self.bindings.first().map_or(SoapVersion::V1_1, |bound| bound.soap.version)
    }

    /// The style of all bindings.
    pub(super) fn style(&self) -> Style {
        self.bindings.first().map_or(Style::Document, OperationBinding::style)
    }
}

/// Reports a contract without operations: nothing would come of it, and silently.
pub(super) fn no_operations(set: &SchemaSet, components: &Components<'_>, diagnostics: &mut Diagnostics) {
    let Some(first) = set.definitions.first() else {
        return;
    };
    let messages = count(components.messages.len(), "message");
    let services = count(components.services.len(), "service");
    let port_types = list(components.port_types.values().map(|it| port_type(it)), "no port type");
    let bindings = list(components.bindings.values().map(|it| binding(it)), "no binding");
    let found = Diagnostic::error("no-operations", first.span, "the contract has no operations bound to SOAP");
    let found = found.note(None, format!("found: {port_types}")).note(None, format!("found: {bindings}"));
    diagnostics.push(found.note(None, format!("found: {messages}, {services}")));
}

fn port_type(found: &PortType) -> String {
    format!("port type `{}` with {}", found.name.local(), count(found.operations.len(), "operation"))
}

fn binding(found: &Binding) -> String {
    let soap = if found.soap.is_some() { "SOAP" } else { "other" };
    format!("{soap} binding `{}` of `{}`", found.name.local(), found.port_type.name.local())
}

fn list(items: impl Iterator<Item = String>, none: &str) -> String {
    let items: Vec<String> = items.collect();
    if items.is_empty() { none.to_owned() } else { items.join(", ") }
}

fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
