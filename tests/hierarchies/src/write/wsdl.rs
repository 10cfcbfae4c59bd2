//! WSDL: a service's operations in one port type and one binding, as WS-I Basic Profile 1.1 has them.

use super::{Locations, Part, schema_name};
use crate::markup::Markup;
use crate::model::{Contract, Operation, PartType, Service};

/// The namespace of the WSDL document, and of the elements around rpc style's parts.
pub(crate) const NAMESPACE: &str = "urn:hierarchy:service";

impl Contract {
    pub(super) fn definitions(&self, service: &Service) -> Markup {
        let root = Markup::new("wsdl:definitions")
            .with("xmlns:wsdl", "http://schemas.xmlsoap.org/wsdl/")
            .with("xmlns:soap", "http://schemas.xmlsoap.org/wsdl/soap/")
            .with("xmlns:xs", "http://www.w3.org/2001/XMLSchema")
            .with("xmlns:tns", NAMESPACE)
            .with("targetNamespace", NAMESPACE);
        let operations = || service.operations.iter().enumerate();
        let port_type = operations().map(|(id, operation)| port_type_operation(id, operation));
        self.with_prefixes(root)
            .child(Markup::new("wsdl:types").children(self.embedded(service.inline)))
            .children(operations().flat_map(|(id, operation)| self.messages(id, operation)))
            .child(Markup::new("wsdl:portType").with("name", "Port").children(port_type))
            .child(binding(service))
            .child(service_of_port())
    }

    fn embedded(&self, inline: bool) -> Vec<Markup> {
        if inline {
            return (0..self.schemas.len()).map(|id| self.schema(id, Part::Whole, Locations::LeftOut)).collect();
        }
        let imports = (0..self.schemas.len()).map(|id| {
            let import = Markup::new("xs:import").with_some("namespace", self.namespace(id));
            import.with("schemaLocation", schema_name(id))
        });
        vec![Markup::new("xs:schema").with("targetNamespace", NAMESPACE).children(imports)]
    }

    fn messages(&self, id: usize, operation: &Operation) -> Vec<Markup> {
        let message = |name: String| Markup::new("wsdl:message").with("name", name);
        match operation {
            Operation::Document(input, output) => {
                let part =
                    |element| Markup::new("wsdl:part").with("name", "body").with("element", self.element_ref(element));
                let input = message(format!("In{id}")).child(part(*input));
                let output = output.map(|output| message(format!("Out{id}")).child(part(output)));
                std::iter::once(input).chain(output).collect()
            }
            Operation::Rpc(inputs, outputs) => {
                let [inputs, outputs] = [inputs, outputs].map(|parts| {
                    let parts = parts.iter().enumerate();
                    parts.map(|(id, ty)| self.part(id, ty)).collect::<Vec<_>>()
                });
                vec![message(format!("In{id}")).children(inputs), message(format!("Out{id}")).children(outputs)]
            }
        }
    }

    fn part(&self, id: usize, ty: &PartType) -> Markup {
        let ty = match ty {
            PartType::Simple(ty, _) => self.simple_ref(ty),
            PartType::Complex(ty) => self.type_ref(*ty),
        };
        Markup::new("wsdl:part").with("name", part_name(id)).with("type", ty)
    }
}

/// The name of an operation.
#[must_use]
pub(crate) fn operation_name(id: usize) -> String {
    format!("Do{id}")
}

/// The name of a part of an rpc message.
#[must_use]
pub(crate) fn part_name(id: usize) -> String {
    format!("part{id}")
}

fn port_type_operation(id: usize, operation: &Operation) -> Markup {
    let input = Markup::new("wsdl:input").with("message", format!("tns:In{id}"));
    let output = Markup::new("wsdl:output").with("message", format!("tns:Out{id}"));
    let markup = Markup::new("wsdl:operation").with("name", operation_name(id)).child(input);
    if matches!(operation, Operation::Document(_, None)) { markup } else { markup.child(output) }
}

fn binding(service: &Service) -> Markup {
    let is_rpc = matches!(service.operations.first(), Some(Operation::Rpc(..)));
    let style = if is_rpc { "rpc" } else { "document" };
    let transport = "http://schemas.xmlsoap.org/soap/http";
    let soap = Markup::new("soap:binding").with("style", style).with("transport", transport);
    let body = || {
        let body = Markup::new("soap:body").with("use", "literal");
        body.with_some("namespace", is_rpc.then_some(NAMESPACE))
    };
    let operations = service.operations.iter().enumerate().map(|(id, operation)| {
        let action = Markup::new("soap:operation").with("soapAction", format!("{NAMESPACE}#{id}"));
        let markup = Markup::new("wsdl:operation").with("name", operation_name(id)).child(action);
        let markup = markup.child(Markup::new("wsdl:input").child(body()));
        if matches!(operation, Operation::Document(_, None)) {
            return markup;
        }
        markup.child(Markup::new("wsdl:output").child(body()))
    });
    let operations: Vec<Markup> = operations.collect();
    Markup::new("wsdl:binding").with("name", "Binding").with("type", "tns:Port").child(soap).children(operations)
}

fn service_of_port() -> Markup {
    let address = Markup::new("soap:address").with("location", "http://localhost/");
    let port = Markup::new("wsdl:port").with("name", "Port").with("binding", "tns:Binding").child(address);
    Markup::new("wsdl:service").with("name", "Service").child(port)
}
