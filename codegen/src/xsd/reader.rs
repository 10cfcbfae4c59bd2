//! The state of reading one schema: its defaults, and checks that all components share.

use roxmltree::Node;

use super::{ComponentKey, DerivationSet, Form, OpenContent, Replacement, Replacements, is_included};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::markup::{Reading, Reference, written_name};
use crate::qname::{Namespace, QName, XSD, trim};
use crate::source::Span;

/// Reads one `xs:schema`. Each kind of component adds its own methods.
pub(crate) struct Reader<'d> {
    pub(super) reading: Reading<'d>,
    /// The namespace of the components.
    pub(super) target: Option<Namespace>,
    pub(super) element_form: Form,
    pub(super) attribute_form: Form,
    pub(super) block_default: DerivationSet,
    pub(super) final_default: DerivationSet,
    /// The namespace of element names without a prefix in XPath expressions (XSD 1.1).
    pub(super) xpath_default: Option<Namespace>,
    /// The attribute group that every complex type has (XSD 1.1).
    pub(super) default_attributes: Option<Reference>,
    /// What else every complex type admits (XSD 1.1).
    pub(super) default_open_content: Option<OpenContent>,
}

impl Reader<'_> {
    /// The same reader, whose findings go elsewhere.
    pub(super) fn telling<'f>(&self, found: &'f mut Diagnostics) -> Reader<'f> {
        Reader {
            reading: self.reading.telling(found),
            target: self.target.clone(),
            element_form: self.element_form,
            attribute_form: self.attribute_form,
            block_default: self.block_default,
            final_default: self.final_default,
            xpath_default: self.xpath_default.clone(),
            default_attributes: self.default_attributes.clone(),
            default_open_content: self.default_open_content.clone(),
        }
    }

    /// Reads a component, or what an override has in its place.
    pub(super) fn replaced<T>(
        &mut self,
        node: Node<'_, '_>,
        replacements: &Replacements<'_>,
        read: impl FnOnce(&mut Self, Node<'_, '_>) -> T,
    ) -> T {
        let replacement = ComponentKey::of(node).and_then(|key| replacements.get(&key).copied());
        let Replacement { source, node } = replacement.unwrap_or(Replacement { source: self.reading.source, node });
        let written_in = std::mem::replace(&mut self.reading.source, source);
        let value = read(self, node);
        self.reading.source = written_in;
        value
    }

    /// A name in the target namespace.
    pub(super) fn global_name(&self, local: &str) -> QName {
        QName::new(self.target.clone(), local)
    }

    /// A name in the target namespace if the form is qualified, else in none.
    pub(super) fn local_name(&self, local: &str, form: Form) -> QName {
        match form {
            Form::Qualified => self.global_name(local),
            Form::Unqualified => QName::new(None, local),
        }
    }

    /// The child elements of a component, annotations left out, and what conditional inclusion leaves out;
    /// reports what is not of XML Schema.
    pub(super) fn children<'a, 'i>(&mut self, node: Node<'a, 'i>) -> Vec<Node<'a, 'i>> {
        let mut children = Vec::new();
        for child in node.children() {
            if child.is_text() && !trim(child.text().unwrap_or_default()).is_empty() {
                let message = format!("`{}` may not contain text", written_name(node));
                self.reading.error("unexpected-text", self.reading.span(child), message);
            } else if child.is_element() && child.tag_name().namespace() != Some(XSD) {
                self.reading.unexpected(child);
            } else if child.is_element() && child.tag_name().name() != "annotation" && is_included(child) {
                if NARROWING.contains(&child.tag_name().name()) {
                    self.not_enforced(child);
                } else {
                    children.push(child);
                }
            }
        }
        children
    }

    fn not_enforced(&mut self, node: Node<'_, '_>) {
        let message = format!("`{}` is of XML Schema 1.1 and is not enforced", written_name(node));
        let not_checked = match node.tag_name().name() {
            "alternative" => "the element is of its declared type, whatever its attributes say",
            _ => "whether its test holds is not checked, in strict reading either",
        };
        let span = self.reading.tag_span(node);
        self.reading.diagnostics.push(Diagnostic::warning("xsd-1.1", span, message).help(not_checked.to_owned()));
    }

    /// Says what an attribute or element of XML Schema 1.1 asks for that strict reading does not check.
    pub(super) fn not_checked(&mut self, span: Span, what: &str) {
        self.reading.warning("xsd-1.1", span, what);
    }

    /// Reports two things that exclude each other.
    pub(super) fn conflict(&mut self, node: Node<'_, '_>, message: &str) {
        let span = self.reading.tag_span(node);
        self.reading.error("conflict", span, message);
    }

    /// Takes one of the things of which a component has at most one.
    pub(super) fn only<T>(&mut self, slot: &mut Option<T>, value: Option<T>, node: Node<'_, '_>) {
        if slot.is_some() {
            let parent = node.parent_element().map(written_name).unwrap_or_default();
            let message = format!("`{}` is one too many in `{parent}`", written_name(node));
            self.conflict(node, &message);
        } else {
            *slot = value;
        }
    }

    /// `default` and `fixed`, of which there may be one.
    pub(super) fn value_constraint(&mut self, node: Node<'_, '_>) -> (Option<String>, Option<String>) {
        let value = |name| self.reading.raw(node, name).map(|located| located.value);
        let (default, fixed) = (value("default"), value("fixed"));
        if default.is_some() && fixed.is_some() {
            self.conflict(node, "`default` and `fixed` exclude each other");
        }
        (default, fixed)
    }
}

/// What XML Schema 1.1 adds to say which of the documents are valid that 1.0 can describe.
const NARROWING: [&str; 3] = ["alternative", "assert", "assertion"];
