//! Documents by value: a document and its contract come in, its canonical form with values in the place of texts goes out.
//!
//! Two forms are equal when the documents are, up to what XML Schema calls the same: other lexical forms of a value (`1.0` and
//! `1.00`, `true` and `1`), white space that the type collapses, absent attributes and empty elements for which the schema has
//! a default, `xsi:type` that names the declared type, `xsi:nil="false"`, the order within `xs:all`, and a `soap:Header` without
//! header blocks. What the schema does not know is compared as it is.

use roxmltree::{Document, Node};
use soap_runtime::soap::Version;
use spec_tests::canonical::{Element, Name, Node as Piece};
use wsdl_codegen::ir::{self, Compositor, Content, Contract, ElementId, Term, TypeId};
use wsdl_codegen::qname::{Namespace, QName};

use crate::value;

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The form of a whole document.
#[must_use]
pub fn document(contract: &Contract, document: &Document<'_>) -> Element {
    let root = document.root_element();
    Typed { contract }.element(root, contract.find_element(&name_of(root)))
}

/// The form of a whole document that nothing is known about: texts are compared as they are.
#[must_use]
pub fn plain(document: &Document<'_>) -> Element {
    fn element(node: Node<'_, '_>) -> Element {
        let attributes = node.attributes().filter(|attribute| !is_location(attribute));
        let attributes = attributes.map(|it| (to_name(&qualified(it.namespace(), it.name())), it.value().to_owned()));
        let mut content = pieces(node, element);
        content.retain(|piece| !is_empty_header(piece));
        if content.iter().any(|piece| matches!(piece, Piece::Element(_))) {
            content.retain(|piece| !is_blank(piece));
        }
        Element { name: to_name(&name_of(node)), attributes: attributes.collect(), content }
    }
    element(document.root_element())
}

fn is_location(attribute: &roxmltree::Attribute<'_, '_>) -> bool {
    attribute.namespace() == Some(XSI) && attribute.name().to_ascii_lowercase().ends_with("schemalocation")
}

fn is_blank(piece: &Piece) -> bool {
    matches!(piece, Piece::Text(text) if text.trim_matches([' ', '\t', '\r', '\n']).is_empty())
}

struct Typed<'c> {
    contract: &'c Contract,
}

impl Typed<'_> {
    fn element(&self, node: Node<'_, '_>, id: Option<ElementId>) -> Element {
        let declaration = id.map(|id| self.contract.element(id));
        let declared = declaration.map(|declaration| declaration.ty);
        let named = node.attribute((XSI, "type")).and_then(|name| value::expanded(name, node));
        let ty = named.as_ref().and_then(|name| self.contract.find_type(name)).or(declared);
        let is_declared = named.is_some() && ty == declared;
        let mut element = Element {
            name: to_name(&name_of(node)),
            attributes: node
                .attributes()
                .filter(|attribute| attribute.namespace() != Some(XSI))
                .map(|attribute| self.attribute(attribute, node, ty))
                .collect(),
            content: self.content(node, declaration, ty),
        };
        if let Some(name) = named.filter(|_| !is_declared) {
            element.attributes.insert(xsi("type"), to_name(&name).to_string());
        }
        if is_nil(node) {
            element.attributes.insert(xsi("nil"), "true".to_owned());
        }
        self.add_defaults(&mut element, node, ty);
        element
    }

    fn attribute(&self, found: roxmltree::Attribute<'_, '_>, node: Node<'_, '_>, ty: Option<TypeId>) -> (Name, String) {
        let name = qualified(found.namespace(), found.name());
        let uses = ty.map(|ty| self.contract.attributes(ty)).unwrap_or_default();
        let global = || self.contract.global_attributes().find(|attribute| attribute.name == name);
        let declared = uses.into_iter().find(|attribute| attribute.name == name).or_else(global);
        let value = declared.and_then(|declared| value::of(self.contract, declared.ty, found.value(), node));
        (to_name(&name), value.unwrap_or_else(|| found.value().to_owned()))
    }

    fn add_defaults(&self, element: &mut Element, node: Node<'_, '_>, ty: Option<TypeId>) {
        let uses = ty.map(|ty| self.contract.attributes(ty)).unwrap_or_default();
        for (attribute, text) in
            uses.into_iter().filter_map(|it| Some((it, it.default.as_ref().or(it.fixed.as_ref())?)))
        {
            let value = value::of(self.contract, attribute.ty, text, node).unwrap_or_else(|| text.clone());
            element.attributes.entry(to_name(&attribute.name)).or_insert(value);
        }
    }

    fn content(&self, node: Node<'_, '_>, declaration: Option<&ir::Element>, ty: Option<TypeId>) -> Vec<Piece> {
        if let Some(text_type) = ty.and_then(|ty| self.contract.text_type(ty))
            && !node.children().any(|child| child.is_element())
        {
            return self.text(node, declaration, text_type);
        }
        let is_complex = |ty: &TypeId| self.contract.ty(*ty).as_complex().is_some();
        let content = ty.filter(is_complex).map(|ty| self.contract.content(ty));
        let is_mixed = content.as_ref().is_some_and(Content::is_mixed) && ty != Some(self.contract.any_type());
        let mut pieces = pieces(node, |child| self.element(child, self.declaration(child, ty)));
        let is_bare = pieces.iter().any(|piece| matches!(piece, Piece::Element(_)))
            || matches!(content, Some(Content::Empty | Content::ElementOnly(_)));
        pieces.retain(|piece| !is_empty_header(piece));
        if is_bare && !is_mixed {
            pieces.retain(|piece| !is_blank(piece));
        }
        if content.as_ref().and_then(Content::particle).is_some_and(is_all) && !is_mixed {
            pieces.sort_by_key(|piece| match piece {
                Piece::Element(element) => Some(element.name.clone()),
                Piece::Text(_) => None,
            });
        }
        match declaration.and_then(|declaration| declaration.default.as_ref().or(declaration.fixed.as_ref())) {
            Some(default) if pieces.is_empty() && !is_nil(node) => vec![Piece::Text(default.clone())],
            _ => pieces,
        }
    }

    fn text(&self, node: Node<'_, '_>, declaration: Option<&ir::Element>, ty: TypeId) -> Vec<Piece> {
        let mut text: String = node.children().filter(Node::is_text).filter_map(|child| child.text()).collect();
        if let Some(default) = declaration.and_then(|it| it.default.as_ref().or(it.fixed.as_ref()))
            && text.is_empty()
            && !is_nil(node)
        {
            text.clone_from(default);
        }
        let value = value::of(self.contract, ty, &text, node).unwrap_or(text);
        if value.is_empty() { Vec::new() } else { vec![Piece::Text(value)] }
    }

    /// The declaration of a child: within a content model, equal names have equal types (part 1, section 3.8.6).
    fn declaration(&self, child: Node<'_, '_>, parent: Option<TypeId>) -> Option<ElementId> {
        let name = name_of(child);
        let elements = parent.map(|ty| self.contract.content_elements(ty)).unwrap_or_default();
        let own = elements.iter().copied().find(|id| self.contract.element(*id).name == name);
        own.or_else(|| self.contract.find_element(&name))
    }
}

fn is_empty_header(piece: &Piece) -> bool {
    let Piece::Element(element) = piece else { return false };
    let is_soap = [Version::V1_1, Version::V1_2].iter().any(|version| version.namespace() == element.name.namespace);
    is_soap && element.name.local == "Header" && element.content.is_empty() && element.attributes.is_empty()
}

fn is_all(particle: &ir::Particle) -> bool {
    match &particle.term {
        Term::Group(Compositor::All, _) => true,
        Term::Group(_, particles) => matches!(particles.as_slice(), [only] if is_all(only)),
        Term::Element(_) | Term::Wildcard(_) => false,
    }
}

fn is_nil(node: Node<'_, '_>) -> bool {
    node.attribute((XSI, "nil")).is_some_and(|nil| ["true", "1"].contains(&nil.trim()))
}

/// The children that count, texts joined over comments.
fn pieces(node: Node<'_, '_>, element: impl Fn(Node<'_, '_>) -> Element) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for child in node.children() {
        match (pieces.last_mut(), child.text().filter(|_| child.is_text())) {
            (Some(Piece::Text(before)), Some(text)) => before.push_str(text),
            (_, Some(text)) => pieces.push(Piece::Text(text.to_owned())),
            _ if child.is_element() => pieces.push(Piece::Element(element(child))),
            _ => {}
        }
    }
    pieces
}

fn name_of(node: Node<'_, '_>) -> QName {
    qualified(node.tag_name().namespace(), node.tag_name().name())
}

fn qualified(namespace: Option<&str>, local: &str) -> QName {
    QName::new(namespace.and_then(Namespace::new), local)
}

fn to_name(name: &QName) -> Name {
    Name { namespace: name.namespace_str().to_owned(), local: name.local().to_owned() }
}

fn xsi(local: &str) -> Name {
    Name { namespace: XSI.to_owned(), local: local.to_owned() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use wsdl_codegen::config::Config;
    use wsdl_codegen::source::MemoryResolver;

    const SCHEMA: &str = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t"
        elementFormDefault="qualified">
      <xs:element name="Root"><xs:complexType><xs:sequence>
        <xs:element name="Number" type="xs:decimal" minOccurs="0" default="1"/>
        <xs:element name="Text" type="xs:string" minOccurs="0"/>
        <xs:element name="Names" type="t:Names" minOccurs="0"/>
        <xs:element name="Name" type="t:Name" minOccurs="0"/>
        <xs:element name="Both" type="t:Both" minOccurs="0"/>
        <xs:element name="Mixed" minOccurs="0"><xs:complexType mixed="true"><xs:sequence><xs:any processContents="lax"/></xs:sequence></xs:complexType></xs:element>
        <xs:element ref="t:All" minOccurs="0"/>
      </xs:sequence><xs:attribute name="Flag" type="xs:boolean" default="true"/></xs:complexType></xs:element>
      <xs:element name="All" nillable="true"><xs:complexType><xs:all><xs:element name="A"/><xs:element name="B"/></xs:all></xs:complexType></xs:element>
      <xs:simpleType name="Names"><xs:list itemType="xs:QName"/></xs:simpleType>
      <xs:simpleType name="Name"><xs:restriction base="xs:QName"><xs:enumeration value="t:a"/></xs:restriction></xs:simpleType>
      <xs:simpleType name="Both"><xs:union memberTypes="xs:int xs:string"/></xs:simpleType>
    </xs:schema>"#;

    fn equal(left: &str, right: &str) -> bool {
        let resolver = MemoryResolver::new().with("t.xsd", SCHEMA);
        let config = Config { all: true, ..Config::default() };
        let contract = wsdl_codegen::compile(&["t.xsd"], &resolver, &config).contract.unwrap();
        let [left, right] = [left, right].map(|content| {
            let xml = format!("<Root xmlns='urn:t' xmlns:p='urn:t' xmlns:x='{XSI}' {content}</Root>");
            super::document(&contract, &Document::parse(&xml).unwrap())
        });
        left == right
    }

    #[test]
    fn lexical_forms_and_defaults_are_no_differences() {
        for (left, right) in [
            ("><Number>1.0</Number>", "><Number> +1</Number>"),
            ("><Number/>", "><Number>1</Number>"),
            (" Flag='1'>", ">"),
            ("><Names> p:a  b </Names>", "><Names>a p:b</Names>"),
            ("><Name>a</Name>", "><Name>p:a</Name>"),
            ("><Both>07</Both>", "><Both>7</Both>"),
            ("><All> <A/><B/></All>", "><All><B/><A/><!-- c --></All>"),
            ("><All x:nil='1'/>", "><All x:nil=' true '/>"),
            (
                "><Number x:nil='false' x:type='xs:decimal' xmlns:xs='http://www.w3.org/2001/XMLSchema'>1</Number>",
                "><Number>1</Number>",
            ),
        ] {
            assert!(equal(left, right), "{left} {right}");
        }
    }

    #[test]
    fn other_values_are_differences() {
        for (left, right) in [
            ("><Number>1.0</Number>", "><Number>1.01</Number>"),
            ("><Number/>", ">"),
            (" Flag='0'>", ">"),
            ("><Text>1.0</Text>", "><Text>1</Text>"),
            ("><Text> a</Text>", "><Text>a</Text>"),
            ("><Names>p:a</Names>", "><Names>x:a</Names>"),
            ("><Both>a 7</Both>", "><Both>a  7</Both>"),
            ("><Mixed>a <Text/></Mixed>", "><Mixed>a<Text/></Mixed>"),
            ("><Number>1</Number><Text/>", "><Text/><Number>1</Number>"),
            ("><All x:nil='1'/>", "><All/>"),
            ("><Number x:type='xs:int' xmlns:xs='http://www.w3.org/2001/XMLSchema'>1</Number>", "><Number>1</Number>"),
        ] {
            assert!(!equal(left, right), "{left} {right}");
        }
    }
}
