//! What a complex type inherits (XSD 1.0 part 1 §3.4.2): its content, attributes and attribute wildcard as documents see them.
//!
//! In: types as they are defined, and one of them. Out: what its own definition and those of its bases say together. Invariant:
//! nothing is stored; what one definition says alone is borrowed.
//!
//! ```xml
//! <xs:extension base="t:A">…    <!-- content: that of A, then this; attributes: those of A, and these -->
//! <xs:restriction base="t:A">…  <!-- content: this; attributes: those of A, unless changed or prohibited here -->
//! ```

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::{
    AttributeUse, ComplexType, Compositor, Contract, Derivation, DerivationMethod, OwnContent, Particle, Term, Type,
    TypeId, Wildcard,
};

/// What is between the tags of a complex type.
#[derive(Clone, Debug, PartialEq)]
pub enum Content<'a> {
    /// Nothing.
    Empty,
    /// Text of this simple type.
    Simple(TypeId),
    /// Elements, and white space between them. An extension's are the two particles of one sequence: the base's content, then its own (or
    /// either alone, if the other is empty).
    ElementOnly(Cow<'a, Particle>),
    /// Elements, and text between them; `None` for text alone.
    Mixed(Option<Cow<'a, Particle>>),
}

impl<'a> Content<'a> {
    /// The content model, if elements may occur.
    #[must_use]
    pub fn particle(&self) -> Option<&Particle> {
        match self {
            Self::Empty | Self::Simple(_) => None,
            Self::ElementOnly(particle) => Some(particle),
            Self::Mixed(particle) => particle.as_deref(),
        }
    }

    /// Whether it is text that may stand between elements.
    #[must_use]
    pub fn is_mixed(&self) -> bool {
        matches!(self, Self::Mixed(_))
    }

    /// Whether it is text alone.
    #[must_use]
    pub fn is_simple(&self) -> bool {
        matches!(self, Self::Simple(_))
    }

    fn new(particle: Option<Cow<'a, Particle>>, is_mixed: bool) -> Self {
        match particle {
            particle if is_mixed => Self::Mixed(particle),
            Some(particle) => Self::ElementOnly(particle),
            None => Self::Empty,
        }
    }

    /// This content, extended by what a type states itself.
    fn extended(self, own: &'a OwnContent) -> Self {
        let (particle, is_mixed) = match own {
            OwnContent::Text(None) => return self,
            OwnContent::Text(Some(text)) => return Self::Simple(*text),
            OwnContent::Elements { particle, is_mixed, .. } => (particle.as_ref(), *is_mixed),
        };
        match (self, particle) {
            (Self::Empty, own) => Self::new(own.map(Cow::Borrowed), is_mixed),
            (inherited, None) => inherited,
            (Self::Simple(_), Some(own)) => Self::new(Some(Cow::Borrowed(own)), is_mixed),
            (Self::ElementOnly(inherited), Some(own)) => Self::new(Some(joined(inherited, own)), is_mixed),
            (Self::Mixed(inherited), Some(own)) => {
                Self::Mixed(Some(inherited.map_or(Cow::Borrowed(own), |inherited| joined(inherited, own))))
            }
        }
    }
}

fn joined<'a>(inherited: Cow<'a, Particle>, own: &Particle) -> Cow<'a, Particle> {
    let term = Term::Group(Compositor::Sequence, vec![inherited.into_owned(), own.clone()]);
    Cow::Owned(Particle { min: 1, max: Some(1), term, span: None })
}

/// Where types are found by their ids.
pub(crate) trait Types {
    /// The type, if it is known.
    fn lookup(&self, id: TypeId) -> Option<&Type>;

    /// A complex type's content; text for a simple type.
    fn content(&self, id: TypeId) -> Content<'_> {
        let mut steps = Vec::new();
        let mut next = Some(id);
        let mut start = Content::Empty;
        while let Some(ty) = next.and_then(|id| Some((id, self.lookup(id)?))) {
            next = match ty {
                (id, Type::Simple(_)) => {
                    start = Content::Simple(id);
                    None
                }
                (_, Type::Complex(complex)) => {
                    steps.push(&complex.content);
                    complex.content_base()
                }
            };
        }
        steps.into_iter().rev().fold(start, Content::extended)
    }

    /// A complex type's attributes: inherited ones first, prohibited ones left out.
    fn attributes(&self, id: TypeId) -> Vec<&AttributeUse> {
        let (mut attributes, mut places) = (Vec::new(), BTreeMap::new());
        for complex in self.lineage(id).into_iter().rev() {
            for place in complex.prohibited.iter().filter_map(|name| places.remove(name)) {
                attributes[place] = None;
            }
            for own in &complex.attributes {
                let place = *places.entry(&own.name).or_insert(attributes.len());
                match attributes.get_mut(place) {
                    Some(inherited) => *inherited = Some(own),
                    None => attributes.push(Some(own)),
                }
            }
        }
        attributes.into_iter().flatten().collect()
    }

    /// Which other attributes a complex type admits: an extension also those that its base does. `None` as well where what
    /// both admit cannot be expressed.
    fn any_attribute(&self, id: TypeId) -> Option<Cow<'_, Wildcard>> {
        let is_extension =
            |complex: &ComplexType| complex.derivation.is_some_and(|it| it.method == DerivationMethod::Extension);
        let mut steps = Vec::new();
        for complex in self.lineage(id) {
            steps.push(complex.any_attribute.as_ref());
            if !is_extension(complex) {
                break;
            }
        }
        let mut stated = steps.into_iter().flatten().rev();
        let first = stated.next().map(Cow::Borrowed)?;
        stated.try_fold(first, |base, own| either(&base, own))
    }

    /// A complex type, and the complex types that it is derived from, nearest first.
    fn lineage(&self, id: TypeId) -> Vec<&ComplexType> {
        let complex = |id: TypeId| self.lookup(id)?.as_complex();
        let base = |complex: &&ComplexType| complex.derivation.map(|Derivation { base, .. }| base);
        std::iter::successors(complex(id), |ty| base(ty).and_then(complex)).collect()
    }
}

impl Types for Contract {
    fn lookup(&self, id: TypeId) -> Option<&Type> {
        self.types.get(id.0 as usize)
    }
}

/// A wildcard that admits what either admits, otherwise like the type's own; `None` if that cannot be expressed.
fn either<'a>(base: &Wildcard, own: &Wildcard) -> Option<Cow<'a, Wildcard>> {
    let namespaces = base.namespaces.union(&own.namespaces)?;
    Some(Cow::Owned(Wildcard { namespaces, ..own.clone() }))
}

impl Contract {
    /// What is between the tags of a type, what it inherits included; text for a simple type.
    #[must_use]
    pub fn content(&self, id: TypeId) -> Content<'_> {
        Types::content(self, id)
    }

    /// The attributes of a complex type: inherited ones first, prohibited ones left out. None for a simple type.
    #[must_use]
    pub fn attributes(&self, id: TypeId) -> Vec<&AttributeUse> {
        Types::attributes(self, id)
    }

    /// Which other attributes a complex type admits, inherited admission included.
    #[must_use]
    pub fn any_attribute(&self, id: TypeId) -> Option<Cow<'_, Wildcard>> {
        Types::any_attribute(self, id)
    }
}
