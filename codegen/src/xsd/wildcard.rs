//! Wildcards (XSD 1.0 part 1 §3.10).
//!
//! ```xml
//! <xs:any namespace="##other" processContents="lax" minOccurs="0"/>
//! ```

use roxmltree::Node;

use super::reader::Reader;
use crate::qname::{Namespace, tokens};
use crate::source::Span;

/// `xs:any` or `xs:anyAttribute`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wildcard {
    /// The namespaces it admits.
    pub namespaces: NamespaceConstraint,
    /// How what it admits is to be checked.
    pub process: ProcessContents,
    /// Where it is written.
    pub span: Option<Span>,
    /// The schema's own words about it.
    pub documentation: Option<String>,
}

/// A set of namespaces, where `None` stands for names in no namespace.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NamespaceConstraint {
    /// `##any`
    Any,
    /// `##other`: any but this one, and not names in no namespace.
    Other(Option<Namespace>),
    /// These, sorted.
    List(Vec<Option<Namespace>>),
}

impl NamespaceConstraint {
    /// Whether names in this namespace are admitted.
    #[must_use]
    pub fn admits(&self, namespace: Option<&Namespace>) -> bool {
        match self {
            Self::Any => true,
            Self::Other(other) => namespace.is_some() && namespace != other.as_ref(),
            Self::List(list) => list.iter().any(|listed| listed.as_ref() == namespace),
        }
    }

    /// What both admit (XSD 1.0 part 1 §3.10.6, attribute wildcard intersection); `None` where XML Schema cannot
    /// express it.
    #[must_use]
    pub fn intersection(&self, with: &Self) -> Option<Self> {
        match (self, with) {
            (Self::Any, other) | (other, Self::Any) => Some(other.clone()),
            (Self::List(list), other) | (other, Self::List(list)) => {
                let both = list.iter().filter(|namespace| other.admits(namespace.as_ref()));
                Some(Self::List(both.cloned().collect()))
            }
            (Self::Other(left), Self::Other(right)) if left == right => Some(self.clone()),
            (Self::Other(None), other) | (other, Self::Other(None)) => Some(other.clone()),
            (Self::Other(_), Self::Other(_)) => None,
        }
    }

    /// What either admits (XSD 1.0 part 1 §3.10.6, attribute wildcard union); `None` where XML Schema cannot
    /// express it.
    #[must_use]
    pub fn union(&self, with: &Self) -> Option<Self> {
        match (self, with) {
            (Self::Any, _) | (_, Self::Any) => Some(Self::Any),
            (Self::List(left), Self::List(right)) => {
                let mut either: Vec<_> = left.iter().chain(right).cloned().collect();
                either.sort();
                either.dedup();
                Some(Self::List(either))
            }
            (Self::Other(left), Self::Other(right)) if left == right => Some(self.clone()),
            (Self::Other(_), Self::Other(_)) => Some(Self::Other(None)),
            (Self::Other(other), Self::List(list)) | (Self::List(list), Self::Other(other)) => {
                union_with_list(other, list)
            }
        }
    }
}

fn union_with_list(other: &Option<Namespace>, list: &[Option<Namespace>]) -> Option<NamespaceConstraint> {
    match (list.contains(other), list.contains(&None)) {
        (true, true) => Some(NamespaceConstraint::Any),
        (true, false) => Some(NamespaceConstraint::Other(None)),
        (false, true) => None,
        (false, false) => Some(NamespaceConstraint::Other(other.clone())),
    }
}

/// How strictly a wildcard's match is to be checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProcessContents {
    /// It must be declared and valid.
    #[default]
    Strict,
    /// It must be valid if it is declared.
    Lax,
    /// Anything well-formed.
    Skip,
}

impl Reader<'_> {
    pub(super) fn wildcard(&mut self, node: Node<'_, '_>, known: &[&str]) -> Wildcard {
        self.reading.known_attributes(node, known);
        self.no_children(node);
        Wildcard {
            namespaces: self.namespace_constraint(node),
            process: self.process_contents(node),
            span: Some(self.reading.span(node)),
            documentation: self.documentation(node),
        }
    }

    fn namespace_constraint(&mut self, node: Node<'_, '_>) -> NamespaceConstraint {
        let Some(text) = self.reading.text(node, "namespace") else {
            return NamespaceConstraint::Any;
        };
        match text.value.as_str() {
            "##any" => return NamespaceConstraint::Any,
            "##other" => return NamespaceConstraint::Other(self.target.clone()),
            _ => {}
        }
        let mut list = Vec::new();
        for (_, word) in tokens(&text.value) {
            match word {
                "##local" => list.push(None),
                "##targetNamespace" => list.push(self.target.clone()),
                _ if word.starts_with("##") => {
                    let expected = "`##any`, `##other` or a list of namespaces, `##local` and `##targetNamespace`";
                    self.reading.illegal(&text, "namespace", expected);
                }
                uri => list.push(Namespace::new(uri)),
            }
        }
        list.sort();
        list.dedup();
        NamespaceConstraint::List(list)
    }

    fn process_contents(&mut self, node: Node<'_, '_>) -> ProcessContents {
        let Some(text) = self.reading.text(node, "processContents") else {
            return ProcessContents::Strict;
        };
        match text.value.as_str() {
            "strict" => ProcessContents::Strict,
            "lax" => ProcessContents::Lax,
            "skip" => ProcessContents::Skip,
            _ => {
                self.reading.illegal(&text, "processContents", "`strict`, `lax` or `skip`");
                ProcessContents::Strict
            }
        }
    }

    /// Reports all children of an element that may have none but an annotation.
    pub(super) fn no_children(&mut self, node: Node<'_, '_>) {
        for child in self.children(node) {
            self.reading.unexpected(child);
        }
    }
}
