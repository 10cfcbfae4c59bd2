//! Port types: a trait each, with a method for every operation and structs for the headers bound to them.

use super::planner::Planner;
use super::{Body, HttpNames, Operation, OwnHeaders, Parts, PortType, When, XmlName};
use crate::ir::{self, ElementId, MessageUse};
use crate::naming::{self, Names};
use crate::resolve::PARTS;
use crate::wsdl::SoapVersion;

/// Names that the root and the module of operations need for themselves.
const RESERVED: &[&str] = &[
    "AnyAttribute",
    "AnyElement",
    "Box",
    "Document",
    "Err",
    "From",
    "Future",
    "Into",
    "Nillable",
    "None",
    "Ok",
    "Option",
    "ReadOptions",
    "Result",
    "Send",
    "Some",
    "Sync",
    "Vec",
];

/// Names at the root where there are views.
const NAMES_OF_VIEWS: [&str; 3] = ["DocumentView", "HeldDocument", "HeldEnvelope"];

impl Planner<'_> {
    pub(super) fn plan_services(&mut self) {
        let mut names = Names::reserving(RESERVED);
        if self.plan.any_type.is_some() {
            names.take("AnyType", &[]);
        }
        if self.choices.has_views {
            NAMES_OF_VIEWS.iter().for_each(|name| drop(names.take(name, &[])));
        }
        for module in &self.plan.modules {
            names.take(&module.name, &[]);
        }
        let several = self.contract.port_types().len() > 1;
        for port_type in self.contract.port_types() {
            let planned = self.plan_port_type(port_type, several, &mut names);
            self.plan.port_types.push(planned);
        }
        self.name_http(several, &mut names);
        self.plan_addresses();
    }

    /// What the contract itself calls so keeps its name.
    fn name_http(&mut self, several: bool, names: &mut Names) {
        let alternatives = |wanted: &str| vec![format!("Http{wanted}"), format!("Soap{wanted}")];
        for port_type in &mut self.plan.port_types {
            let wanted = if several { format!("{}Server", port_type.name) } else { "Server".to_owned() };
            port_type.server = names.take(&wanted, &alternatives(&wanted));
            port_type.object = names.take(&format!("Dyn{}", port_type.name), &[]);
            port_type.object_module = names.take(&crate::naming::field_name(&port_type.object), &[]);
        }
        if !self.plan.port_types.is_empty() {
            let module = names.take("http", &["soap_http".to_owned()]);
            self.plan.http = Some(HttpNames { module, client: names.take("Client", &alternatives("Client")) });
        }
    }

    fn plan_port_type(&mut self, port_type: &ir::PortType, several: bool, names: &mut Names) -> PortType {
        let local = port_type.name.local();
        let wanted = self.choices.renames.port_type(&port_type.name);
        let name = self.assign_in(names, wanted, &[]);
        let docs = self.documentation.port_type(local);
        let docs = docs.or_else(|| port_type.documentation.as_deref().map(super::docs::paragraphs));
        let prefix = if several { name.clone() } else { String::new() };
        let mut methods = Names::default();
        let (mut operations, mut kept) = (Vec::new(), Vec::new());
        for operation in &port_type.operations {
            if let Some(planned) = self.plan_operation(port_type, operation, &mut methods) {
                operations.push(planned);
                kept.push(operation);
            }
        }
        let mut planned = PortType {
            docs: docs.unwrap_or_else(|| vec![format!("The operations of `{local}`.")]),
            request_headers: Vec::new(),
            response_headers: Vec::new(),
            outcome: names.take(&format!("{prefix}Outcome"), &[]),
            module: names.take(&naming::field_name(&format!("{prefix}Operations")), &[]),
            server: String::new(),
            object: String::new(),
            object_module: String::new(),
            addresses: Vec::new(),
            name,
            operations,
        };
        self.plan_all_headers(&prefix, &mut planned, &kept, names);
        for (planned, operation) in planned.operations.iter_mut().zip(kept) {
            planned.error = self.plan_operation_error((&prefix, &planned.method), operation, names);
            planned.parts = super::parts::of(&prefix, &planned.method, operation, names);
        }
        planned
    }

    /// The document type's variant of an element that messages hold; an abstract one is diagnosed.
    pub(super) fn sent_variant(&mut self, element: ElementId, role: &str) -> Option<String> {
        let variant = self.document_variant(element);
        if variant.is_none() {
            let declaration = self.contract.element(element).clone();
            let shown = self.show(&declaration.name);
            self.unsupported(declaration.span, &format!("the abstract element `{shown}` is {role} of a message"));
        }
        variant
    }

    /// The document type's variant of a global element.
    pub(super) fn document_variant(&mut self, element: ElementId) -> Option<String> {
        let name = self.contract.element(element).name.clone();
        let name = self.xml_name(&name);
        let is = |line: &super::Line| matches!(line, super::Line::Element { name: known, .. } if *known == name);
        self.plan.document.variants.iter().find(|variant| is(&variant.line)).map(|variant| variant.name.clone())
    }

    fn plan_operation(
        &mut self,
        port_type: &ir::PortType,
        operation: &ir::Operation,
        methods: &mut Names,
    ) -> Option<Operation> {
        let wanted = self.choices.renames.operation(&port_type.name, &operation.name);
        let method = self.assign_in(methods, wanted, &[]);
        let docs = self.documentation.operation(&operation.name);
        let docs = docs.or_else(|| operation.documentation.as_deref().map(super::docs::paragraphs));
        let mut docs = docs.unwrap_or_else(|| vec![format!("`{}`.", operation.name)]);
        docs.extend(self.bound(operation));
        Some(Operation {
            constant: constant(&method),
            docs,
            soap_action: operation.soap_action.clone().unwrap_or_default(),
            actions: operation.actions.clone(),
            soap12: operation.soap == SoapVersion::V1_2,
            one_way: operation.output.is_none(),
            input: self.plan_body(operation.input.as_ref())?,
            output: self.plan_body(operation.output.as_ref())?,
            request_headers: self.header_names(operation.input.as_ref()),
            response_headers: self.header_names(operation.output.as_ref()),
            faults: operation.faults.iter().filter_map(|fault| self.declared_fault(fault)).collect(),
            takes_headers: OwnHeaders::default(),
            gives_headers: OwnHeaders::default(),
            parts: Vec::new(),
            error: None,
            unwrapped: None,
            name: operation.name.clone(),
            when: When::default(),
            method,
        })
    }

    /// What is said of the headers and faults of an operation, if it has any.
    fn bound(&mut self, operation: &ir::Operation) -> Option<String> {
        let mut parts = Vec::new();
        for (what, message) in [("Request", &operation.input), ("Response", &operation.output)] {
            let headers = message.as_ref().map_or(&[][..], |message| &message.headers);
            let names: Vec<String> = headers.iter().map(|header| self.shown_element(header.element)).collect();
            parts.extend((!names.is_empty()).then(|| format!("{what} headers: {}.", names.join(", "))));
        }
        let mut faults = Vec::new();
        for fault in &operation.faults {
            faults.push(match fault.part.kind {
                ir::PartKind::Element(element) => format!("`{}` ({})", fault.name, self.shown_element(element)),
                ir::PartKind::Type(_) => format!("`{}`", fault.name),
            });
        }
        parts.extend((!faults.is_empty()).then(|| format!("Faults: {}.", faults.join(", "))));
        (!parts.is_empty()).then(|| parts.join("\n"))
    }

    fn shown_element(&mut self, element: ElementId) -> String {
        let name = self.contract.element(element).name.clone();
        format!("`{}`", self.show(&name))
    }

    /// `None` when the body cannot be expressed, which is diagnosed; `Some(None)` when there is none.
    fn plan_body(&mut self, message: Option<&MessageUse>) -> Option<Option<Body>> {
        match message.map(|message| &message.body) {
            None | Some(ir::Body::Empty) => Some(None),
            Some(ir::Body::Element(element)) => {
                let id = *element;
                self.plan.is_encoded |= message.is_some_and(|message| message.is_encoded);
                let name = self.contract.element(id).name.clone();
                let variant = self.sent_variant(id, "the body")?;
                let ty = self.element_rust_type(id);
                let element = self.xml_name(&name);
                if name.namespace_str() != PARTS {
                    return Some(Some(Body { element, ty, variant }));
                }
                let first = self.plan_parts(id, &variant, element);
                Some(first.map(|element| Body { element, ty, variant }))
            }
        }
    }

    /// Notes that a body is the content of an element, and gives the first element in it.
    fn plan_parts(&mut self, id: ElementId, variant: &str, element: XmlName) -> Option<XmlName> {
        let ty = self.contract.element(id).ty;
        let is_required = self.contract.ty(ty).name().is_none();
        let children = self.contract.content_elements(ty).into_iter().map(|id| self.contract.element(id).name.clone());
        let children: Vec<_> = children.collect();
        let children: Vec<_> = children.iter().map(|name| (self.xml_name(name), is_required)).collect();
        let first = children.first().map(|(name, _)| name.clone());
        if !self.plan.bodies.iter().any(|other| other.variant == variant) {
            self.plan.bodies.push(Parts { variant: variant.to_owned(), element, children });
        }
        first
    }

    /// `None` for a detail of a type, which was told of when it was resolved.
    fn declared_fault(&mut self, fault: &ir::FaultUse) -> Option<(String, super::XmlName)> {
        let ir::PartKind::Element(element) = fault.part.kind else { return None };
        let name = self.contract.element(element).name.clone();
        Some((fault.name.clone(), self.xml_name(&name)))
    }

    fn header_names(&mut self, message: Option<&MessageUse>) -> Vec<super::XmlName> {
        let headers = message.map(|message| message.headers.as_slice()).unwrap_or_default();
        let names: Vec<_> = headers.iter().map(|header| self.contract.element(header.element).name.clone()).collect();
        names.iter().map(|name| self.xml_name(name)).collect()
    }
}

/// The constant of a method. `ALL` is the name of all of them; no other constant ends in `_`.
fn constant(method: &str) -> String {
    match method.trim_end_matches('_').to_uppercase() {
        all if all == "ALL" => "ALL_".to_owned(),
        constant => constant,
    }
}
