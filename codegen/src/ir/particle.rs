//! Content models: particles, model groups and wildcards (XSD 1.0 part 1 §3.8–§3.10).

use super::ElementId;
use crate::qname::Namespace;
use crate::source::Span;

/// A term and how often it occurs. Particles that may never occur (`maxOccurs="0"`) do not exist.
#[derive(Clone, Debug, PartialEq)]
pub struct Particle {
    /// The least number of times.
    pub min: u32,
    /// The greatest number of times, at least 1; `None` for `unbounded`.
    pub max: Option<u32>,
    /// What occurs.
    pub term: Term,
    /// Where the particle is written; `None` for the sequence that an extension puts around its base's content.
    pub span: Option<Span>,
}

/// What a particle holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// An element, declared here or referred to.
    Element(ElementId),
    /// A model group, written here or referred to by name.
    Group(Compositor, Vec<Particle>),
    /// `xs:any`
    Wildcard(Wildcard),
}

/// How the particles of a model group combine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Compositor {
    /// One after the other.
    Sequence,
    /// One of them.
    Choice,
    /// Each, in any order.
    All,
}

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
