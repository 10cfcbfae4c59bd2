//! Messages and their parts (WSDL 1.1 §2.3).

use roxmltree::Node;

use super::reader::Reader;
use crate::diagnostic::Diagnostic;
use crate::markup::Reference;
use crate::qname::QName;
use crate::source::Span;

/// A message: named parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// The name.
    pub name: QName,
    /// The name where it is written.
    pub span: Span,
    /// The contract's own words about it.
    pub documentation: Option<String>,
    /// In document order.
    pub parts: Vec<Part>,
    /// Why no operation can use it.
    pub flaws: Vec<Diagnostic>,
}

/// A part of a message.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The name.
    pub name: String,
    /// The name where it is written.
    pub span: Span,
    /// What it holds.
    pub content: PartContent,
}

/// What a part holds.
#[derive(Clone, Debug, PartialEq)]
pub enum PartContent {
    /// A global element.
    Element(Reference),
    /// A value of a type.
    Type(Reference),
}

impl Message {
    /// A part by name.
    #[must_use]
    pub fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }
}

impl Reader<'_> {
    pub(super) fn message(&mut self, node: Node<'_, '_>) -> Option<Message> {
        self.reading.known_attributes(node, &["name"]);
        let name = self.reading.name(node)?;
        let (parts, flaws) = self.kept(|reader| reader.parts(node));
        let documentation = self.documentation(node);
        Some(Message { name: self.global_name(&name), span: name.span, documentation, parts, flaws })
    }

    fn parts(&mut self, node: Node<'_, '_>) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for child in self.children(node) {
            if child.tag_name().name() != "part" {
                self.passed_over(child);
                continue;
            }
            let Some(part) = self.part(child) else {
                continue;
            };
            if let Some(first) = parts.iter().find(|other| other.name == part.name) {
                let message = format!("the message has a part `{}` already", first.name);
                self.reading.error("duplicate-definition", part.span, message);
            } else {
                parts.push(part);
            }
        }
        parts
    }

    fn part(&mut self, node: Node<'_, '_>) -> Option<Part> {
        self.reading.known_attributes(node, &["name", "element", "type"]);
        let name = self.reading.name(node)?;
        let element = self.schema_component(node, "element");
        let ty = self.schema_component(node, "type");
        let given = ["element", "type"].map(|attribute| self.reading.raw(node, attribute).is_some());
        if given[0] == given[1] {
            let message = format!("part `{}` needs either `element` or `type`", name.value);
            self.reading.error("conflict", name.span, message);
        }
        let content = element.map(PartContent::Element).or_else(|| ty.map(PartContent::Type))?;
        Some(Part { name: name.value, span: name.span, content })
    }
}
