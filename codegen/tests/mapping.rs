//! `docs/mapping.md` and the README show what is generated: each schema there, and after it Rust whose lines stand in the output in this
//! order.
#![allow(clippy::unwrap_used)]

use wsdl_codegen::config::{Config, Layout};
use wsdl_codegen::{compile, source::MemoryResolver};

const DOCUMENTS: [(&str, &str); 2] =
    [("README.md", include_str!("../../README.md")), ("docs/mapping.md", include_str!("../../docs/mapping.md"))];

/// The fenced blocks of a document: language and text.
fn blocks(document: &str) -> Vec<(&str, &str)> {
    let fenced = document.split("```").skip(1).step_by(2);
    fenced.map(|block| block.split_once('\n').unwrap()).collect()
}

/// What is generated for components of the namespace `urn:example:orders`, which documents call `o`.
fn generated(components: &str) -> String {
    // What an excerpt refers to and does not show.
    let others = ["LineType", "PartyType"].iter().filter(|name| !components.contains(&format!("name=\"{name}\"")));
    let others: String = others.map(|name| format!("<xs:complexType name='{name}'/>")).collect();
    let schema = format!(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:o='urn:example:orders' targetNamespace='urn:example:orders' \
         elementFormDefault='qualified'>{components}{others}</xs:schema>"
    );
    let (name, document) =
        if components.contains("soapenc:") { ("orders.wsdl", encoded(&schema)) } else { ("orders.xsd", schema) };
    let config = Config { layout: Layout::File, ..Config::default() };
    let compilation = compile(&[name], &MemoryResolver::new().with(name, document), &config);
    let files =
        compilation.files.unwrap_or_else(|| panic!("{}", compilation.diagnostics.render(&compilation.sources, "")));
    files.into_values().next().unwrap()
}

/// A contract in SOAP encoding, in which an operation takes the type `TicketType` of the schema.
fn encoded(schema: &str) -> String {
    let body = "<soap:body use='encoded' namespace='urn:example:orders'/>";
    format!(
        "<definitions name='Tickets' targetNamespace='urn:example:orders' xmlns='http://schemas.xmlsoap.org/wsdl/' \
         xmlns:wsdl='http://schemas.xmlsoap.org/wsdl/' xmlns:soap='http://schemas.xmlsoap.org/wsdl/soap/' xmlns:o='urn:example:orders' \
         xmlns:soapenc='http://schemas.xmlsoap.org/soap/encoding/'><types>{schema}</types>\
         <message name='In'><part name='ticket' type='o:TicketType'/></message><message name='Out'/>\
         <portType name='Tickets'><operation name='add'><input message='o:In'/><output message='o:Out'/></operation></portType>\
         <binding name='Soap' type='o:Tickets'><soap:binding style='rpc' transport='http://schemas.xmlsoap.org/soap/http'/>\
         <operation name='add'><soap:operation soapAction='add'/><input>{body}</input><output>{body}</output></operation></binding>\
         </definitions>"
    )
}

#[test]
fn what_documents_show_is_what_is_generated() {
    let (mut shown, mut schemas) = (0, 0);
    for (name, document) in DOCUMENTS {
        schemas += blocks(document).iter().filter(|(language, _)| *language == "xml").count();
        for pair in blocks(document).windows(2) {
            let [("xml", schema), ("rust,ignore", rust)] = pair else { continue };
            let output = generated(schema);
            let mut lines = output.lines().map(str::trim);
            for line in rust.lines().map(str::trim).filter(|line| !line.is_empty()) {
                assert!(lines.any(|known| known == line), "{name}: `{line}` is not generated, or not here:\n{output}");
            }
            shown += 1;
        }
    }
    assert!(shown == schemas && shown > 1, "{shown} of {schemas} schemas have their Rust after them");
}
