//! Content models: particles and model groups (XSD 1.0 part 1 §3.8, §3.9).
//!
//! ```xml
//! <xs:choice minOccurs="0" maxOccurs="unbounded">
//!   <xs:element name="ImGroup" type="t:ImGroupType"/>
//! </xs:choice>
//! ```

use roxmltree::Node;
pub use soap_runtime::contract::Compositor;

use super::reader::Reader;
use super::{ElementDecl, ElementType, Occurs, ProcessContents, Wildcard, wildcard};
use crate::markup::Reference;
use crate::qname::QName;
use crate::source::Span;

/// A term and how often it occurs.
#[derive(Clone, Debug, PartialEq)]
pub struct Particle {
    /// How often.
    pub occurs: Occurs,
    /// What.
    pub term: Term,
    /// The whole element.
    pub span: Span,
}

/// What a particle holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// An element declared here.
    Element(Box<ElementDecl>),
    /// An element declared globally.
    ElementRef(Reference),
    /// A model group written here.
    Group(ModelGroup),
    /// A named model group.
    GroupRef(Reference),
    /// `xs:any`
    Any(Wildcard),
}

/// Particles, combined.
#[derive(Clone, Debug, PartialEq)]
pub struct ModelGroup {
    /// How they combine.
    pub compositor: Compositor,
    /// In document order.
    pub particles: Vec<Particle>,
}

/// Whether a particle is `ref="xs:schema"`, as DataSets of .NET have it.
fn holds_a_schema(particle: &Particle) -> bool {
    matches!(&particle.term, Term::ElementRef(reference) if reference.name == QName::xsd("schema"))
}

/// What stands beside a schema is described by that one, which no contract knows.
fn uncheck(particle: &mut Particle) {
    if let Term::Any(wildcard) = &mut particle.term {
        wildcard.process = ProcessContents::Skip;
    }
}

impl Reader<'_> {
    /// The content model that a type or group may hold directly: a model group or a reference to one. `None` also
    /// for other elements: [`Self::is_model`] tells.
    pub(super) fn model(&mut self, node: Node<'_, '_>) -> Option<Particle> {
        let term = match Compositor::from_keyword(node.tag_name().name()) {
            Some(compositor) => self.model_group(node, compositor),
            None => self.group_ref(node)?,
        };
        Some(self.particle_of(node, term))
    }

    pub(super) fn is_model(node: Node<'_, '_>) -> bool {
        let local = node.tag_name().name();
        local == "group" || Compositor::from_keyword(local).is_some()
    }

    fn particle_of(&mut self, node: Node<'_, '_>, term: Term) -> Particle {
        let mut particle = Particle { occurs: self.occurs(node), term, span: self.reading.span(node) };
        self.rule_out(node, &mut particle);
        particle
    }

    /// What is of the type `xs:error` (XSD 1.1) never occurs, as no value is of it.
    fn rule_out(&mut self, node: Node<'_, '_>, particle: &mut Particle) {
        let Term::Element(element) = &mut particle.term else { return };
        if !element.is_impossible() {
            return;
        }
        element.ty = ElementType::Implied;
        if particle.occurs.min > 0 {
            let what = "no document is valid: the element is required, and nothing is of the type `xs:error`";
            let span = self.reading.tag_span(node);
            self.not_checked(span, what);
        } else {
            particle.occurs.max = Some(0);
        }
    }

    fn model_group(&mut self, node: Node<'_, '_>, compositor: Compositor) -> Term {
        self.reading.known_attributes(node, &["minOccurs", "maxOccurs", "id"]);
        let children = self.children(node);
        let mut particles: Vec<_> = children.into_iter().filter_map(|child| self.particle(child)).collect();
        if particles.iter().any(holds_a_schema) {
            particles.iter_mut().for_each(uncheck);
        }
        Term::Group(ModelGroup { compositor, particles })
    }

    fn group_ref(&mut self, node: Node<'_, '_>) -> Option<Term> {
        self.reading.known_attributes(node, &["ref", "minOccurs", "maxOccurs", "id"]);
        self.no_children(node);
        self.reading.required(node, "ref")?;
        self.reading.reference(node, "ref").map(Term::GroupRef)
    }

    fn particle(&mut self, node: Node<'_, '_>) -> Option<Particle> {
        let term = match node.tag_name().name() {
            "element" if self.reading.raw(node, "ref").is_some() => self.element_ref(node)?,
            "element" => Term::Element(Box::new(self.local_element(node)?)),
            "any" => {
                let known = [wildcard::KNOWN, &["minOccurs", "maxOccurs"]].concat();
                Term::Any(self.wildcard(node, &known))
            }
            _ if Self::is_model(node) => return self.model(node),
            _ => {
                self.reading.unexpected(node);
                return None;
            }
        };
        Some(self.particle_of(node, term))
    }

    fn element_ref(&mut self, node: Node<'_, '_>) -> Option<Term> {
        self.reading.known_attributes(node, &["ref", "minOccurs", "maxOccurs", "id"]);
        self.no_children(node);
        self.reading.reference(node, "ref").map(Term::ElementRef)
    }
}
