//! `wsdl-codegen inspect`: a contract for people.

use std::collections::BTreeSet;

use wsdl_codegen::diagnostic::Diagnostics;
use wsdl_codegen::ir::{
    Body, Compositor, Contract, ElementId, MessageUse, Operation, PartKind, Particle, PortType, SoapVersion, Term,
    TypeId,
};
use wsdl_codegen::qname::{Namespace, Prefixes, QName};
use wsdl_codegen::sample::Samples;

use super::{Inspect, tell};

pub(super) const HELP: &str = "\
Exit codes: 0 done, 1 the contract has errors, a file cannot be used, or there is no sample, 2 wrong arguments.

Example: wsdl-codegen inspect schemas/MS-OXWSCOS.wsdl
Example: wsdl-codegen inspect schemas/MS-OXWSCOS.wsdl --sample AddImGroup";

/// Prints operations with their headers and the trees of their messages; a contract without operations, its elements. What the
/// prefixes stand for comes first; they are those of the contract's table.
pub(super) fn inspect(arguments: &Inspect) -> Result<(), String> {
    let project = arguments.inputs.project()?;
    if !project.config.versions.is_empty() {
        return Err("inspect shows one contract: name its files".to_owned());
    }
    let mut diagnostics = Diagnostics::new();
    let progress = arguments.inputs.progress("reading");
    let (sources, contract) =
        wsdl_codegen::compile::contract(&project.inputs, &project.resolver, &project.config, &mut diagnostics);
    drop(progress);
    arguments.inputs.telling.findings(&diagnostics, &sources, &project.resolver.prefix());
    let Some(contract) = contract else {
        let errors = diagnostics.errors();
        return Err(format!("{errors} {}", if errors == 1 { "error" } else { "errors" }));
    };
    match &arguments.sample {
        Some(operation) => tell(&samples(&contract, operation)?),
        None => tell(&show(&contract)),
    }
}

/// The sample messages of an operation, each behind a comment that says which it is.
fn samples(contract: &Contract, operation: &str) -> Result<String, String> {
    let samples = Samples::new(contract).map_err(|error| error.to_string())?;
    let samples = samples.of(operation).map_err(|error| error.to_string())?;
    let text = samples.iter().map(|sample| format!("<!-- {operation}: {} -->\n{}", sample.what, sample.xml));
    Ok(text.collect::<Vec<_>>().join("\n"))
}

fn show(contract: &Contract) -> String {
    let mut tree = Tree { contract, prefixes: contract.prefixes(), used: BTreeSet::new(), text: String::new() };
    for port_type in contract.port_types() {
        tree.port_type(port_type);
        for operation in &port_type.operations {
            tree.operation(operation);
        }
    }
    if contract.port_types().is_empty() {
        for element in contract.elements() {
            tree.element(element, "", 0, &mut Vec::new());
        }
    }
    let left_out = contract.left_out().map(|left_out| format!("{left_out}\n")).unwrap_or_default();
    tree.namespaces() + &left_out + LEGEND + &tree.text
}

/// What the marks mean.
const LEGEND: &str =
    "? optional, + at least one, * any number, @ attribute; after a name its type, its values or a default\n";

/// How many values of an enumeration are shown.
const VALUES: usize = 6;

struct Tree<'c> {
    contract: &'c Contract,
    prefixes: &'c Prefixes,
    used: BTreeSet<Namespace>,
    text: String,
}

impl Tree<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        self.text.push_str(&"  ".repeat(depth));
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// What the prefixes stand for that were used, in order.
    fn namespaces(&self) -> String {
        let implied = |prefix: &str| matches!(prefix, "xs" | "xml");
        let used = self.used.iter().filter_map(|namespace| Some((self.prefixes.get(namespace)?, namespace)));
        let mut used: Vec<_> = used.filter(|(prefix, _)| !implied(prefix)).collect();
        used.sort();
        let is_default = |namespace: &Namespace| self.contract.default_namespace() == Some(namespace);
        let mark = |namespace| if is_default(namespace) { " (written without prefix)" } else { "" };
        used.into_iter().map(|(prefix, namespace)| format!("{prefix} = {namespace}{}\n", mark(namespace))).collect()
    }

    fn name(&mut self, name: &QName) -> String {
        self.used.extend(name.namespace().cloned());
        name.with_prefix(self.prefixes)
    }

    fn element_name(&mut self, id: ElementId) -> String {
        self.name(&self.contract.element(id).name)
    }

    /// The name, how many operations there are, and where it listens.
    fn port_type(&mut self, port_type: &PortType) {
        let noun = if port_type.operations.len() == 1 { "operation" } else { "operations" };
        self.line(0, &format!("{} ({} {noun})", port_type.name.local(), port_type.operations.len()));
        let services = self.contract.services().iter().flat_map(|service| &service.ports);
        for port in services.filter(|port| port.port_type == port_type.name) {
            let soap = if port.soap == SoapVersion::V1_1 { "SOAP 1.1" } else { "SOAP 1.2" };
            let address = port.address.as_deref().unwrap_or("no address");
            self.line(1, &format!("at {address} ({}, {soap})", port.name));
        }
    }

    fn operation(&mut self, operation: &Operation) {
        let action = operation.soap_action.as_deref().unwrap_or("");
        self.line(1, format!("{} {action}", operation.name).trim_end());
        self.message("in", operation.input.as_ref());
        self.message("out", operation.output.as_ref());
        for fault in &operation.faults {
            let detail = match fault.part.kind {
                PartKind::Element(element) => self.element_name(element),
                PartKind::Type(_) => "untyped".to_owned(),
            };
            self.line(2, &format!("fault {} {detail}", fault.name));
        }
    }

    fn message(&mut self, direction: &str, message: Option<&MessageUse>) {
        let Some(message) = message else { return };
        for header in &message.headers {
            let name = self.element_name(header.element);
            self.line(2, &format!("{direction} header {name}"));
        }
        match &message.body {
            Body::Element(element) => self.element(*element, &format!("{direction} "), 2, &mut Vec::new()),
            Body::Empty => self.line(2, &format!("{direction} empty")),
        }
    }

    /// An element and what it holds, down to types that are being shown already.
    fn element(&mut self, id: ElementId, before: &str, depth: usize, open: &mut Vec<ElementId>) {
        let element = self.contract.element(id);
        let ty = self.type_words(element.ty, element.default.as_deref(), element.fixed.as_deref());
        let (name, nillable) = (self.element_name(id), if element.nillable { " nillable" } else { "" });
        self.line(depth, format!("{before}{name}{ty}{nillable}").trim_end());
        if open.contains(&id) || open.len() > 2 {
            return;
        }
        open.push(id);
        for attribute in self.contract.attributes(element.ty) {
            let mark = if attribute.required { "" } else { "? " };
            let ty = self.type_words(attribute.ty, attribute.default.as_deref(), attribute.fixed.as_deref());
            self.line(depth + 1, &format!("{mark}@{}{ty}", attribute.name.local()));
        }
        if let Some(particle) = self.contract.content(element.ty).particle() {
            self.particle(particle, depth + 1, open);
        }
        open.pop();
    }

    fn particle(&mut self, particle: &Particle, depth: usize, open: &mut Vec<ElementId>) {
        match &particle.term {
            Term::Element(id) => self.element(*id, occurs(particle), depth, open),
            Term::Wildcard(_) => self.line(depth, &format!("{}any", occurs(particle))),
            Term::Group(Compositor::Sequence, inner) if occurs(particle).is_empty() => {
                inner.iter().for_each(|inner| self.particle(inner, depth, open));
            }
            Term::Group(compositor, inner) => {
                let words = match compositor {
                    Compositor::Sequence => "in this order:",
                    Compositor::Choice => "one of:",
                    Compositor::All => "in any order:",
                };
                self.line(depth, &format!("{}{words}", occurs(particle)));
                inner.iter().for_each(|inner| self.particle(inner, depth + 1, open));
            }
        }
    }

    /// A type's name, the values that it enumerates, and a default or fixed value, each after a space.
    fn type_words(&mut self, id: TypeId, default: Option<&str>, fixed: Option<&str>) -> String {
        let name = self.contract.ty(id).name().map(|name| format!(" {}", self.name(name)));
        let mut texts = self.contract.enumeration(id).map(|(text, _)| text);
        let mut shown: Vec<&str> = texts.by_ref().take(VALUES).collect();
        shown.extend(texts.next().map(|_| "…"));
        let values = if shown.is_empty() { String::new() } else { format!(" {{{}}}", shown.join(" | ")) };
        let value = fixed.or(default).map(|value| format!(" = \"{value}\"")).unwrap_or_default();
        name.unwrap_or_default() + &values + &value
    }
}

fn occurs(particle: &Particle) -> &'static str {
    match (particle.min, particle.max) {
        (0, Some(1)) => "? ",
        (0, _) => "* ",
        (_, Some(1)) => "",
        _ => "+ ",
    }
}
