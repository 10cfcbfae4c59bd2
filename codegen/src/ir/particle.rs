//! Content models: particles, model groups and wildcards (XSD 1.0 part 1 §3.8–§3.10).

use super::ElementId;
use crate::source::Span;
use crate::xsd::{Compositor, Wildcard};

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

impl Particle {
    /// The parts of a sequence that occurs once, sequences in it that do taken apart as well; anything else is its own part.
    #[must_use]
    pub fn parts(&self) -> Vec<&Self> {
        match &self.term {
            Term::Group(Compositor::Sequence, inner) if (self.min, self.max) == (1, Some(1)) && !inner.is_empty() => {
                inner.iter().flat_map(Self::parts).collect()
            }
            _ => vec![self],
        }
    }

    /// The elements that it mentions, in schema order, repeated as there. Substitution groups are not expanded.
    #[must_use]
    pub fn elements(&self) -> Vec<ElementId> {
        match &self.term {
            Term::Element(id) => vec![*id],
            Term::Group(_, inner) => inner.iter().flat_map(Self::elements).collect(),
            Term::Wildcard(_) => Vec::new(),
        }
    }
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
