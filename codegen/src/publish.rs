//! The contract as a server publishes it.
//!
//! In: the documents as they were loaded. Out: the WSDL document and all it leads to, each under a name of its own, with every location
//! rewritten to ask the server for it, and with a service that has the server's address. `{address}` stands for that address.
//!
//! ```xml
//! <xs:include schemaLocation="{address}?xsd=messages.xsd"/>
//! <wsdl:port …><soap:address location="{address}"/></wsdl:port>
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use roxmltree::{Document, Node};
use soap_runtime::xml::escaped;

use crate::ir::{Contract, PortType};
use crate::load::{doctype, has_references, parse_text};
use crate::plan::Published;
use crate::qname::{QName, XSD, trim};
use crate::source::{Resolver, SourceId, Sources};
use crate::wsdl::{SOAP_1_1, SOAP_1_2, SoapVersion, WSDL};

/// What stands for the server's address.
const ADDRESS: &str = "{address}";

/// The documents to publish, the WSDL document first; none for a contract without one.
pub(crate) fn publish(contract: &Contract, sources: &Sources, resolver: &dyn Resolver) -> Vec<Published> {
    let parsed: BTreeMap<SourceId, Document<'_>> =
        sources.iter().filter_map(|(id, source)| Some((id, parse_text(&source.text).ok()?))).collect();
    let Some(main) = main(&parsed) else { return Vec::new() };
    let library = Library { sources, resolver, parsed: &parsed };
    let names = names(&library, main);
    let has_service = names.iter().any(|(id, _)| library.definitions(*id).any(|child| is_wsdl(child, "service")));
    let publish = |(id, name): &(SourceId, String)| {
        let mut edits = library.edits(*id, &names);
        if *id == main && !has_service {
            edits.extend(library.end(*id).map(|end| (end..end, services(contract))));
        }
        Some(Published { name: name.clone(), text: compact(&library.edited(*id, edits)?) })
    };
    names.iter().filter_map(publish).collect()
}

/// A document without comments and without the white space between its tags, on one line: it is for programs to read.
fn compact(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let (before, markup) = rest.split_at(start);
        out.push_str(if before.trim().is_empty() { "" } else { before });
        let length = markup_length(markup);
        let (this, after) = markup.split_at(length);
        match this {
            _ if this.starts_with("<!--") => {}
            _ if this.starts_with("<![CDATA[") => out.push_str(this),
            tag => out.push_str(&tag.replace(['\r', '\n'], " ")),
        }
        rest = after;
    }
    out.push_str(rest.trim());
    out.push('\n');
    out
}

/// The length of the comment, CDATA section or tag that a text begins with.
fn markup_length(text: &str) -> usize {
    let closing = match text {
        _ if text.starts_with("<!--") => "-->",
        _ if text.starts_with("<![CDATA[") => "]]>",
        _ => return tag_length(text),
    };
    text.find(closing).map_or(text.len(), |at| at + closing.len())
}

fn tag_length(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// The WSDL document that names the others: the first one with a service, or else with a binding, or else any.
fn main(parsed: &BTreeMap<SourceId, Document<'_>>) -> Option<SourceId> {
    let definitions = || parsed.iter().filter(|(_, document)| is_wsdl(document.root_element(), "definitions"));
    let with = |name: &str| {
        let has = |root: Node<'_, '_>| root.children().any(|child| is_wsdl(child, name));
        definitions().find(|(_, document)| has(document.root_element()))
    };
    with("service").or_else(|| with("binding")).or_else(|| definitions().next()).map(|(id, _)| *id)
}

fn is_wsdl(node: Node<'_, '_>, name: &str) -> bool {
    node.has_tag_name((WSDL, name))
}

struct Library<'l> {
    sources: &'l Sources,
    resolver: &'l dyn Resolver,
    parsed: &'l BTreeMap<SourceId, Document<'l>>,
}

/// The main document and those in reach of it, in the order of their names, with the names they are published under.
fn names(library: &Library<'_>, main: SourceId) -> Vec<(SourceId, String)> {
    let mut reached = BTreeSet::new();
    let mut open = vec![main];
    while let Some(id) = open.pop() {
        if reached.insert(id) {
            open.extend(library.links(id).into_iter().map(|(_, target)| target));
        }
    }
    reached.remove(&main);
    let mut names: Vec<(SourceId, String)> = Vec::new();
    for id in std::iter::once(main).chain(reached) {
        let file = library.sources.get(id).map_or("", |source| source.path.file_name());
        names.push((id, unique(file, &names)));
    }
    names
}

/// A name for a file and a query, unlike those that are taken.
fn unique(file: &str, taken: &[(SourceId, String)]) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '_' };
    let name: String = file.chars().map(plain).collect();
    let is_free = |name: &str| !taken.iter().any(|(_, known)| known.eq_ignore_ascii_case(name));
    let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, "xsd"));
    let numbered = (2..).map(|number| format!("{stem}-{number}.{extension}"));
    std::iter::once(name.clone()).chain(numbered).find(|name| is_free(name)).unwrap_or(name)
}

impl Library<'_> {
    /// The children of a WSDL document's root.
    fn definitions(&self, id: SourceId) -> impl Iterator<Item = Node<'_, '_>> {
        let root = self.parsed.get(&id).map(Document::root_element);
        root.into_iter().filter(|root| is_wsdl(*root, "definitions")).flat_map(|root| root.children())
    }

    /// The locations that a document names, where they are written, and the documents that they lead to.
    fn links(&self, id: SourceId) -> Vec<(Range<usize>, SourceId)> {
        let base = self.sources.get(id).map(|source| &source.path);
        let nodes = self.parsed.get(&id).into_iter().flat_map(Document::descendants);
        let link = |node: Node<'_, '_>| {
            let attribute = match (node.tag_name().namespace()?, node.tag_name().name()) {
                (XSD, "include" | "redefine" | "override" | "import") => "schemaLocation",
                (WSDL, "import") => "location",
                _ => return None,
            };
            let written = node.attribute_node(attribute)?;
            let target = self.sources.find(&self.resolver.locate(trim(written.value()), base))?;
            Some((written.range_value(), target))
        };
        nodes.filter_map(link).collect()
    }

    /// What a document's text has to say instead: its locations and its addresses.
    fn edits(&self, id: SourceId, names: &[(SourceId, String)]) -> Vec<(Range<usize>, String)> {
        let location = |(range, target): (Range<usize>, SourceId)| {
            let (_, name) = names.iter().find(|(known, _)| *known == target)?;
            let is_wsdl =
                self.parsed.get(&target).is_some_and(|document| is_wsdl(document.root_element(), "definitions"));
            let kind = if is_wsdl { "wsdl" } else { "xsd" };
            Some((range, format!("{ADDRESS}?{kind}={name}")))
        };
        let mut edits: Vec<_> = self.links(id).into_iter().filter_map(location).collect();
        let ports =
            self.definitions(id).filter(|child| is_wsdl(*child, "service")).flat_map(|service| service.descendants());
        let is_address =
            |node: &Node<'_, '_>| [SOAP_1_1, SOAP_1_2].iter().any(|soap| node.has_tag_name((*soap, "address")));
        let addresses =
            ports.filter(is_address).filter_map(|node| Some(node.attribute_node("location")?.range_value()));
        edits.extend(addresses.map(|range| (range, ADDRESS.to_owned())));
        edits
    }

    /// Where the end tag of a document's root begins.
    fn end(&self, id: SourceId) -> Option<usize> {
        let text = &self.sources.get(id)?.text;
        text.get(..self.parsed.get(&id)?.root_element().range().end)?.rfind("</")
    }

    /// A document's text with these changes, without its XML declaration, and without its document type declaration unless entities
    /// need it: many clients refuse one.
    fn edited(&self, id: SourceId, mut edits: Vec<(Range<usize>, String)>) -> Option<String> {
        let text = &self.sources.get(id)?.text;
        edits.sort_by_key(|(range, _)| range.start);
        let declaration = text.starts_with("<?xml ").then(|| text.find("?>")).flatten();
        let mut at = declaration.map_or(0, |end| end + 2);
        let mut edited = String::with_capacity(text.len());
        if let Some(doctype) = doctype(text).filter(|range| !text.get(range.end..).is_some_and(has_references)) {
            edited.push_str(text.get(at..doctype.start)?);
            at = doctype.end;
        }
        for (range, replacement) in edits {
            edited.push_str(text.get(at..range.start)?);
            edited.push_str(&replacement);
            at = range.end;
        }
        edited.push_str(text.get(at..)?);
        Some(edited.trim_start().to_owned())
    }
}

/// A service for each port type, with a port for each of its bindings.
fn services(contract: &Contract) -> String {
    contract.port_types().iter().map(service).collect()
}

fn service(port_type: &PortType) -> String {
    let mut bindings: Vec<(&QName, SoapVersion)> = Vec::new();
    for binding in port_type.operations.iter().flat_map(|operation| &operation.bindings) {
        if !bindings.iter().any(|(name, _)| *name == &binding.name) {
            bindings.push((&binding.name, binding.soap));
        }
    }
    let ports: String = bindings.into_iter().map(|(name, soap)| port(name, soap)).collect();
    let stem = port_type.name.local().trim_end_matches("PortType");
    let name = if stem.ends_with("Service") { stem.to_owned() } else { format!("{stem}Service") };
    format!("  <wsdl:service xmlns:wsdl=\"{WSDL}\" name=\"{name}\">\n{ports}  </wsdl:service>\n")
}

fn port(binding: &QName, soap: SoapVersion) -> String {
    let namespace = binding.namespace().map_or("", |namespace| namespace.as_str());
    let local = binding.local();
    let name = format!("{}Port", local.trim_end_matches("Binding"));
    let (declaration, prefix) = match namespace {
        "" => (String::new(), ""),
        uri => (format!(" xmlns:b=\"{}\"", escaped(uri)), "b:"),
    };
    let soap = if soap == SoapVersion::V1_2 { SOAP_1_2 } else { SOAP_1_1 };
    format!(
        "    <wsdl:port{declaration} name=\"{name}\" binding=\"{prefix}{local}\">\n      \
         <soap:address xmlns:soap=\"{soap}\" location=\"{ADDRESS}\"/>\n    </wsdl:port>\n"
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::config::{Config, Layout};
    use crate::source::MemoryResolver;

    const ADDRESSED: &str = r#"<?xml version="1.0"?>
<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:t="urn:t" targetNamespace="urn:t">
  <w:import namespace="urn:t" location='parts/abstract.wsdl'/>
  <w:binding name="B" type="t:Oracle">
    <soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <w:operation name="Ask"><soap:operation soapAction="urn:Ask"/>
      <w:input><soap:body use="literal"/></w:input><w:output><soap:body use="literal"/></w:output></w:operation>
  </w:binding>
  SERVICE
</w:definitions>"#;

    const SERVICE: &str = r#"<w:service name="S"><w:port name="P" binding="t:B"><soap:address location="http://old/"/></w:port></w:service>"#;

    const ABSTRACT: &str = r#"<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:t="urn:t" targetNamespace="urn:t">
  <w:types><xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t">
    <xs:include schemaLocation="../a b/types.xsd"/><xs:include schemaLocation="types.xsd"/>
    <xs:import namespace="http://www.w3.org/XML/1998/namespace"/></xs:schema></w:types>
  <w:message name="In"><w:part name="p" element="t:Ask"/></w:message>
  <w:message name="Out"><w:part name="p" element="t:Answer"/></w:message>
  <w:portType name="Oracle"><w:operation name="Ask"><w:input message="t:In"/><w:output message="t:Out"/></w:operation></w:portType>
</w:definitions>"#;

    fn schema(element: &str) -> String {
        format!(
            r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t"><xs:element name="{element}" type="xs:string"/></xs:schema>"#
        )
    }

    fn published(service: &str, layout: Layout) -> Vec<(String, String)> {
        published_with(service, schema("Ask"), layout)
    }

    fn published_with(service: &str, schema_of_ask: String, layout: Layout) -> Vec<(String, String)> {
        let resolver = MemoryResolver::new()
            .with("main.wsdl", ADDRESSED.replace("SERVICE", service))
            .with("parts/abstract.wsdl", ABSTRACT)
            .with("parts/types.xsd", schema_of_ask)
            .with("a b/types.xsd", schema("Answer"));
        let config = Config { layout, ..Config::default() };
        let files = crate::compile(&["main.wsdl"], &resolver, &config).files.unwrap();
        files.into_iter().filter_map(|(name, text)| Some((name.split_once("contract/")?.1.to_owned(), text))).collect()
    }

    #[test]
    fn every_document_has_a_name_of_its_own_and_locations_ask_for_it() {
        let documents = published(SERVICE, Layout::Folder);
        let names: Vec<&str> = documents.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["abstract.wsdl", "main.wsdl", "types-2.xsd", "types.xsd"]);
        let [(_, parts), (_, main), ..] = documents.as_slice() else { panic!("{names:?}") };
        assert!(
            main.starts_with("<w:definitions") && main.contains("location='{address}?wsdl=abstract.wsdl'"),
            "{main}"
        );
        assert!(
            parts.contains("\"{address}?xsd=types.xsd\"") && parts.contains("\"{address}?xsd=types-2.xsd\""),
            "{parts}"
        );
    }

    /// Clients refuse it, and nobody needs it.
    #[test]
    fn document_type_declarations_are_not_published_unless_entities_need_them() {
        let declaration = "<!DOCTYPE xs:schema SYSTEM \"XMLSchema.dtd\" [<!-- > --> <!ENTITY t 'xs:string'>\n]>";
        let text = |text: &str| {
            let schema_of_ask = format!("<?xml version='1.0'?>\n<!-- x -->\n{declaration}\n{text}");
            published_with(SERVICE, schema_of_ask, Layout::Folder)[2].1.clone()
        };
        assert_eq!(text(&schema("Ask")), schema("Ask") + "\n");
        let with = text(&schema("Ask").replace("xs:string", "&t;"));
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
        let parsed = roxmltree::Document::parse_with_options(&with, options).unwrap();
        assert!(parsed.descendants().any(|node| node.attribute("type") == Some("xs:string")), "{with}");
    }

    #[test]
    fn a_service_gets_the_servers_address_and_a_contract_without_one_gets_a_service() {
        let with = published(SERVICE, Layout::Folder);
        let main = &with[1].1;
        assert!(main.contains("<soap:address location=\"{address}\"/>") && !main.contains("old"), "{main}");
        assert_eq!(main.matches("service name").count(), 1);
        let without = published("", Layout::Folder);
        let main = &without[1].1;
        assert!(main.contains(r#"name="OracleService""#) && main.contains(r#"binding="b:B""#), "{main}");
        roxmltree::Document::parse(main).unwrap();
    }

    #[test]
    fn one_file_has_no_documents() {
        assert!(published(SERVICE, Layout::File).is_empty());
    }
}
