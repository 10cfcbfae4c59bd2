//! Elements and attributes as the parsers of [`crate::xsd`] and [`crate::wsdl`] see them.
//!
//! In: nodes of a document. Out: checked values with their places. Invariant: whatever is wrong becomes a diagnostic
//! at its place, and reading goes on with a harmless value.

use roxmltree::{Attribute, Node};

use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::qname::{self, Adopted, QName, tokens};
use crate::soap_encoding;
use crate::source::{SourceId, Span};

/// A name that refers to a component, and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The component's name.
    pub name: QName,
    /// The attribute value.
    pub span: Span,
}

/// A text and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it is written.
    pub span: Span,
}

/// One document being read.
pub(crate) struct Reading<'d> {
    pub(crate) source: SourceId,
    pub(crate) adopted: Adopted,
    pub(crate) diagnostics: &'d mut Diagnostics,
}

impl Reading<'_> {
    /// The same document, whose findings go elsewhere.
    pub(crate) fn telling<'f>(&self, diagnostics: &'f mut Diagnostics) -> Reading<'f> {
        Reading { source: self.source, adopted: self.adopted.clone(), diagnostics }
    }

    /// The element, tags and content.
    pub(crate) fn span(&self, node: Node<'_, '_>) -> Span {
        Span::new(self.source, node.range())
    }

    /// The element's name in its start tag.
    pub(crate) fn tag_span(&self, node: Node<'_, '_>) -> Span {
        Span::new(self.source, tag_range(node))
    }

    pub(crate) fn value_span(&self, attribute: Attribute<'_, '_>) -> Span {
        Span::new(self.source, attribute.range_value())
    }

    pub(crate) fn error(&mut self, code: &'static str, span: Span, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(code, span, message));
    }

    pub(crate) fn warning(&mut self, code: &'static str, span: Span, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::warning(code, span, message));
    }

    /// The value of an attribute in no namespace, as written.
    pub(crate) fn raw(&self, node: Node<'_, '_>, name: &str) -> Option<Located<String>> {
        let attribute = plain(node, name)?;
        Some(Located { value: attribute.value().to_owned(), span: self.value_span(attribute) })
    }

    /// The value of an attribute in no namespace, without white space at its ends.
    pub(crate) fn text(&self, node: Node<'_, '_>, name: &str) -> Option<Located<String>> {
        let mut located = self.raw(node, name)?;
        located.value = qname::trim(&located.value).to_owned();
        Some(located)
    }

    /// The value of an attribute that must be there.
    pub(crate) fn required(&mut self, node: Node<'_, '_>, name: &str) -> Option<Located<String>> {
        let found = self.text(node, name);
        if found.is_none() {
            let message = format!("`{}` has no attribute `{name}`", written_name(node));
            self.error("missing-attribute", self.tag_span(node), message);
        }
        found
    }

    /// The attribute `name` of a component: an NCName, and required.
    pub(crate) fn name(&mut self, node: Node<'_, '_>) -> Option<Located<String>> {
        let name = self.required(node, "name")?;
        if soap_runtime::xml::is_ncname(&name.value) {
            return Some(name);
        }
        self.error("invalid-name", name.span, format!("`{}` is not a name", name.value));
        None
    }

    /// A QName-valued attribute.
    pub(crate) fn reference(&mut self, node: Node<'_, '_>, name: &str) -> Option<Reference> {
        let attribute = plain(node, name)?;
        self.resolve(attribute.value(), node, self.value_span(attribute))
    }

    /// An attribute that holds a list of QNames.
    pub(crate) fn references(&mut self, node: Node<'_, '_>, name: &str) -> Vec<Reference> {
        let Some(attribute) = plain(node, name) else {
            return Vec::new();
        };
        let span = self.value_span(attribute);
        let written = node.document().input_text().get(attribute.range_value());
        let plain_text = written == Some(attribute.value());
        tokens(attribute.value())
            .filter_map(|(start, token)| {
                let exact = Span::new(self.source, offset(span.start, start, token.len()));
                self.resolve(token, node, if plain_text { exact } else { span })
            })
            .collect()
    }

    pub(crate) fn resolve(&mut self, text: &str, node: Node<'_, '_>, span: Span) -> Option<Reference> {
        match qname::resolve(text, node, &self.adopted) {
            Ok(name) => Some(Reference { name: soap_encoding::plain(name), span }),
            Err(error) => {
                self.error("invalid-qname", span, error.to_string());
                None
            }
        }
    }

    /// A boolean attribute; absent means false.
    pub(crate) fn flag(&mut self, node: Node<'_, '_>, name: &str) -> bool {
        self.optional_flag(node, name).unwrap_or(false)
    }

    /// A boolean attribute, if it is there.
    pub(crate) fn optional_flag(&mut self, node: Node<'_, '_>, name: &str) -> Option<bool> {
        let text = self.text(node, name)?;
        match text.value.as_str() {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => {
                self.illegal(&text, name, "`true` or `false`");
                None
            }
        }
    }

    pub(crate) fn illegal(&mut self, text: &Located<String>, name: &str, expected: &str) {
        let message = format!("`{}` is no value of `{name}`; expected {expected}", text.value);
        self.error("illegal-value", text.span, message);
    }

    /// Tells of attributes in no namespace that are not among the known ones: they mean nothing, so nothing depends on them.
    pub(crate) fn known_attributes(&mut self, node: Node<'_, '_>, known: &[&str]) {
        let own = node.tag_name().namespace();
        for attribute in node.attributes() {
            let foreign = attribute.namespace().is_some() && attribute.namespace() != own;
            let is_known = attribute.namespace().is_none() && known.contains(&attribute.name());
            if foreign || is_known {
                continue;
            }
            let span = Span::new(self.source, attribute.range_qname());
            let message =
                format!("`{}` has no attribute `{}`, which is passed over", written_name(node), attribute.name());
            let help = nearest(attribute.name(), known.iter().copied());
            let found = Diagnostic::warning("unknown-attribute", span, message);
            self.diagnostics.push(found.help(help.map(|name| format!("did you mean `{name}`?"))));
        }
    }

    /// Reports a child element that its parent's definition does not admit.
    pub(crate) fn unexpected(&mut self, node: Node<'_, '_>) {
        let parent = node.parent_element().map(written_name).unwrap_or_default();
        let message = format!("`{}` may not stand in `{parent}`", written_name(node));
        self.error("unexpected-element", self.tag_span(node), message);
    }
}

/// The attribute of this name that is in no namespace.
fn plain<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Attribute<'a, 'i>> {
    node.attributes().find(|attribute| attribute.namespace().is_none() && attribute.name() == name)
}

/// The element's name with its prefix, as the document writes it.
pub(crate) fn written_name<'i>(node: Node<'_, 'i>) -> &'i str {
    let text = node.document().input_text();
    text.get(tag_range(node)).unwrap_or(node.tag_name().name())
}

fn tag_range(node: Node<'_, '_>) -> std::ops::Range<usize> {
    let range = node.range();
    let start = range.start + 1;
    let text = node.document().input_text().get(start..range.end).unwrap_or("");
    let length = text.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>')).unwrap_or(text.len());
    start..start + length
}

fn offset(base: u32, start: usize, length: usize) -> std::ops::Range<usize> {
    let start = base as usize + start;
    start..start + length
}
