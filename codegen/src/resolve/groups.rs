//! Model groups: named ones are inlined where they are referred to.
//!
//! In: content models as written. Out: particles over element ids. Invariant: what may never occur and what says
//! nothing is gone, and groups within groups cannot grow without bounds.
//!
//! ```xml
//! <xs:group name="Name"><xs:sequence><xs:element name="First"/></xs:sequence></xs:group>
//! <xs:group ref="t:Name" minOccurs="0"/>   <!-- becomes <xs:sequence minOccurs="0"> … -->
//! ```

use super::draft::Drafts;
use super::reach::is_of_xml_schema;
use super::symbols::{DefinitionId, Kind};
use crate::diagnostic::Diagnostic;
use crate::ir::{Compositor, Particle, Scope, Term};
use crate::qname::Namespace;
use crate::source::Span;
use crate::xsd::{self, Group, ModelGroup, NamespaceConstraint, Occurs, ProcessContents, Wildcard};

/// The greatest number of particles and attributes that inlining and inheritance may make, all types together.
pub(super) const MAX_PARTICLES: usize = 2_000_000;
/// The greatest depth of a content model.
pub(super) const MAX_DEPTH: usize = 256;

/// A named group, ready to be put in place of a reference.
#[derive(Clone, Debug)]
pub(super) struct Inlined {
    term: Option<Term>,
    size: usize,
    depth: usize,
}

/// What holds a content model.
#[derive(Clone, Copy, Debug)]
pub(super) struct Holder<'s> {
    pub(super) scope: &'s Scope,
    /// The group that is being read, if it is one.
    pub(super) group: Option<DefinitionId>,
}

impl<'a> Drafts<'a, '_, '_> {
    /// Reads a named group; those that it refers to were read before.
    pub(super) fn inline_group(&mut self, id: DefinitionId, group: &'a Group) {
        let scope = Scope::Group(group.name.clone());
        let holder = Holder { scope: &scope, group: Some(id) };
        let particle = group.particle.as_ref().and_then(|particle| self.particle(particle, holder));
        let (size, depth) = particle.as_ref().map_or((0, 0), measure);
        let term = particle.map(|particle| match particle.max {
            Some(1) if particle.min == 1 => particle.term,
            _ => Term::Group(Compositor::Sequence, vec![particle]),
        });
        self.groups.insert(id, Inlined { term, size, depth });
    }

    /// A particle over ids; `None` if it may never occur.
    pub(super) fn particle(&mut self, particle: &'a xsd::Particle, holder: Holder<'_>) -> Option<Particle> {
        let Occurs { min, max } = particle.occurs;
        if max == Some(0) {
            return None;
        }
        let term = match &particle.term {
            xsd::Term::Element(element) => Term::Element(self.local_element(element, holder.scope.clone())),
            xsd::Term::ElementRef(reference) => match self.symbols.find(Kind::Element, &reference.name) {
                Some(id) => Term::Element(*self.element_ids.get(&id)?),
                None if is_of_xml_schema(Kind::Element, &reference.name) => Term::Wildcard(schema_wildcard()),
                None => return None,
            },
            xsd::Term::Group(group) => self.model_group(group, holder),
            xsd::Term::GroupRef(reference) => {
                let id = match holder.group {
                    Some(group) => self.symbols.find_from(Kind::Group, &reference.name, group)?,
                    None => self.symbols.find(Kind::Group, &reference.name)?,
                };
                self.group(id, particle.span)?
            }
            xsd::Term::Any(wildcard) => Term::Wildcard(wildcard.clone()),
        };
        Some(Particle { min, max, term, span: Some(particle.span) })
    }

    fn model_group(&mut self, group: &'a ModelGroup, holder: Holder<'_>) -> Term {
        let particles = group.particles.iter().filter_map(|particle| self.particle(particle, holder));
        let mut particles: Vec<_> = particles.collect();
        if group.compositor != Compositor::Choice {
            particles.retain(|particle| !is_empty(particle));
        }
        if group.compositor == Compositor::All {
            particles = particles.into_iter().flat_map(members).collect();
        }
        Term::Group(group.compositor, particles)
    }

    /// A copy of a named group, as long as there is room for it.
    fn group(&mut self, id: DefinitionId, span: Span) -> Option<Term> {
        let inlined = self.groups.get(&id)?;
        let (size, depth) = (inlined.size, inlined.depth);
        if !self.make_room(size, depth, span) {
            return None;
        }
        self.groups.get(&id)?.term.clone()
    }

    /// Whether so many particles may still be copied to such a depth; reports it if not.
    pub(super) fn make_room(&mut self, size: usize, depth: usize, span: Span) -> bool {
        if depth <= MAX_DEPTH && size <= self.room {
            self.room -= size;
            return true;
        }
        let message = format!(
            "the content is too large: more than {MAX_DEPTH} groups deep, or {MAX_PARTICLES} particles in all types"
        );
        self.diagnostics.push(Diagnostic::error("too-large", span, message));
        false
    }
}

/// What a particle is in an `xs:all` group: if it is another such group, by reference, then what that one holds (XSD 1.1 part 1 §3.8.6).
fn members(particle: Particle) -> Vec<Particle> {
    match particle.term {
        Term::Group(Compositor::All, particles) if (particle.min, particle.max) == (1, Some(1)) => particles,
        _ => vec![particle],
    }
}

/// What stands for `ref="xs:schema"`: any element of XML Schema's namespace, unchecked.
fn schema_wildcard() -> Wildcard {
    let namespaces = NamespaceConstraint::List(vec![Some(Namespace::xsd())]);
    Wildcard { namespaces, process: ProcessContents::Skip, span: None, documentation: None }
}

/// How many particles there are, and how deep they go.
pub(super) fn measure(particle: &Particle) -> (usize, usize) {
    match &particle.term {
        Term::Group(_, particles) => {
            let inner = particles.iter().map(measure);
            inner.fold((1, 1), |(size, depth), (inner, below)| (size + inner, depth.max(below + 1)))
        }
        Term::Element(_) | Term::Wildcard(_) => (1, 1),
    }
}

/// Whether a particle says nothing: an empty group, or an empty choice that need not be made.
pub(super) fn is_empty(particle: &Particle) -> bool {
    match &particle.term {
        Term::Group(Compositor::Choice, particles) => particles.is_empty() && particle.min == 0,
        Term::Group(_, particles) => particles.is_empty(),
        Term::Element(_) | Term::Wildcard(_) => false,
    }
}
