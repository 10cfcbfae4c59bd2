//! How often something occurs: `minOccurs` and `maxOccurs`, as far as Rust types can tell.

use crate::ir::Particle;
use crate::plan::RustType;

/// How often something occurs, as far as Rust types can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::plan) enum Card {
    Required,
    Optional,
    /// Repeats, with this `minOccurs`.
    Repeated(u32),
}

impl Card {
    pub(super) fn of_particle(particle: &Particle) -> Self {
        match (particle.min, particle.max) {
            (min, None) => Self::Repeated(min),
            (min, Some(max)) if max > 1 => Self::Repeated(min),
            (0, _) => Self::Optional,
            _ => Self::Required,
        }
    }

    /// The cardinality of this inside something of cardinality `outer`.
    pub(super) fn within(self, outer: Self) -> Self {
        match (self, outer) {
            (Self::Repeated(_), _) | (_, Self::Repeated(_)) => {
                Self::Repeated(self.least().saturating_mul(outer.least()))
            }
            (Self::Required, Self::Required) => Self::Required,
            _ => Self::Optional,
        }
    }

    /// The same, but that one is enough of what repeats.
    pub(super) fn at_least_one(self) -> Self {
        match self {
            Self::Repeated(least) => Self::Repeated(least.min(1)),
            other => other,
        }
    }

    /// How many there have to be.
    pub(in crate::plan) fn least(self) -> u32 {
        match self {
            Self::Required => 1,
            Self::Optional => 0,
            Self::Repeated(least) => least,
        }
    }

    /// The same for what repeats; what does not is an error where it is missing.
    pub(in crate::plan) fn least_of_several(self) -> u32 {
        if self.repeats() { self.least() } else { 0 }
    }

    pub(in crate::plan) fn is_required(self) -> bool {
        self == Self::Required
    }

    pub(in crate::plan) fn repeats(self) -> bool {
        matches!(self, Self::Repeated(_))
    }

    pub(in crate::plan) fn of(self, ty: RustType) -> RustType {
        match self {
            Self::Required => ty,
            Self::Optional => ty.option(),
            Self::Repeated(_) => ty.vec(),
        }
    }
}
