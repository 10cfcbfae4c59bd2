//! What a complex type declares itself, found by taking away what it inherits.
//!
//! ```xml
//! <xs:extension base="t:BaseItemIdType">       <!-- the graph holds the base's content, then this -->
//!   <xs:sequence>…</xs:sequence>
//! ```

use crate::ir::{
    AttributeUse, ComplexType, Compositor, Content, Contract, Derivation, DerivationMethod, Particle, Term, TypeId,
    Wildcard,
};

/// A complex type's own particles: the parts of a sequence.
pub(crate) enum OwnContent<'a> {
    /// They come after the base's content, or there is no such content.
    Added(Vec<&'a Particle>),
    /// They are all there is although the type extends another one.
    Complete(Vec<&'a Particle>),
}

impl<'a> OwnContent<'a> {
    pub(crate) fn of(contract: &'a Contract, complex: &'a ComplexType) -> Self {
        let Some(whole) = complex.content.particle() else {
            return Self::Added(Vec::new());
        };
        match extended(contract, complex).and_then(|base| base.content.particle()) {
            None => Self::Added(parts(whole)),
            Some(base) if base == whole => Self::Added(Vec::new()),
            Some(base) => match behind(base, whole) {
                Some(own) => Self::Added(own),
                None => Self::Complete(parts(whole)),
            },
        }
    }

    pub(crate) fn particles(&self) -> &[&'a Particle] {
        match self {
            Self::Added(particles) | Self::Complete(particles) => particles,
        }
    }
}

/// The complex type that this one extends.
fn extended<'a>(contract: &'a Contract, complex: &ComplexType) -> Option<&'a ComplexType> {
    match complex.derivation? {
        Derivation { method: DerivationMethod::Extension, base } => contract.ty(base).as_complex(),
        Derivation { .. } => None,
    }
}

/// A content model as the parts of a sequence, sequences in it that occur once taken apart. A sequence without parts is
/// kept: it is not the same as no content.
fn parts(particle: &Particle) -> Vec<&Particle> {
    match plain_sequence(particle) {
        Some(inner) if !inner.is_empty() => inner.iter().flat_map(parts).collect(),
        _ => vec![particle],
    }
}

fn plain_sequence(particle: &Particle) -> Option<&[Particle]> {
    match &particle.term {
        Term::Group(Compositor::Sequence, inner) if (particle.min, particle.max) == (1, Some(1)) => Some(inner),
        _ => None,
    }
}

/// What follows `base` in `whole`, the sequence that an extension makes of both.
fn behind<'a>(base: &Particle, whole: &'a Particle) -> Option<Vec<&'a Particle>> {
    match plain_sequence(whole)? {
        [first, own @ ..] if first == base => Some(own.iter().flat_map(parts).collect()),
        _ => None,
    }
}

/// The attributes that a type lists: its own, or all, unless it extends a complex type.
pub(crate) fn attributes<'a>(contract: &Contract, id: TypeId, complex: &'a ComplexType) -> Vec<&'a AttributeUse> {
    let extends = extended(contract, complex).is_some();
    let listed = |attribute: &&AttributeUse| !extends || attribute.declared_in == id;
    let mut attributes: Vec<_> = complex.attributes.iter().filter(listed).collect();
    attributes.sort_by(|left, right| left.name.cmp(&right.name));
    attributes
}

/// The attribute wildcard, unless it is the extended type's.
pub(crate) fn any_attribute<'a>(contract: &Contract, complex: &'a ComplexType) -> Option<&'a Wildcard> {
    let inherited = extended(contract, complex).and_then(|base| base.any_attribute.as_ref());
    let own = complex.any_attribute.as_ref()?;
    let same = |base: &Wildcard| base.namespaces == own.namespaces && base.process == own.process;
    (!inherited.is_some_and(same)).then_some(own)
}

/// The type of the text, unless that follows from the base.
pub(crate) fn text_type(contract: &Contract, complex: &ComplexType) -> Option<TypeId> {
    let Content::Simple(text) = complex.content else {
        return None;
    };
    let inherited = complex.derivation.and_then(|derivation| contract.text_type(derivation.base));
    (inherited != Some(text)).then_some(text)
}
