//! What items derive of the standard library's traits beyond `Debug, Clone, PartialEq`: whatever all of their parts have, an order only
//! where that is the order of values, or where the configuration asks for it.

use super::{Item, ItemKind, Plan, Restricted, RustType};
use crate::config::Growth;
use crate::ir::Builtin;

/// A set of traits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Traits(u8);

impl Traits {
    pub(super) const NONE: Self = Self(0);
    const EQ: Self = Self(1);
    const HASH: Self = Self(2);
    const PARTIAL_ORD: Self = Self(4);
    const ORD: Self = Self(8);
    const COPY: Self = Self(16);
    const DEFAULT: Self = Self(32);
    const ALL: Self = Self(63);
    const ORDER: Self = Self(Self::PARTIAL_ORD.0 | Self::ORD.0);

    /// The traits in the order in which they are derived.
    const NAMED: [(Self, &str); 6] = [
        (Self::EQ, "Eq"),
        (Self::HASH, "Hash"),
        (Self::PARTIAL_ORD, "PartialOrd"),
        (Self::ORD, "Ord"),
        (Self::COPY, "Copy"),
        (Self::DEFAULT, "Default"),
    ];

    /// The trait of this name, with what it needs.
    pub(super) fn named(name: &str) -> Option<Self> {
        let (found, _) = Self::NAMED.into_iter().find(|(_, known)| *known == name)?;
        Some(if found == Self::ORD { found.or(Self::EQ).or(Self::PARTIAL_ORD) } else { found })
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) const fn but(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Without an order that lacks what it needs.
    fn consistent(self) -> Self {
        let needed = Self::EQ.or(Self::PARTIAL_ORD);
        if self.and(needed) == needed { self } else { self.but(Self::ORD) }
    }

    pub(super) fn names(self) -> Vec<&'static str> {
        Self::NAMED.into_iter().filter(|(one, _)| self.and(*one) == *one).map(|(_, name)| name).collect()
    }
}

/// Finds out for every item, beginning with everything that it could have and taking away until nothing changes. `asked` are the traits
/// that the configuration wants of each.
pub(super) fn derive(plan: &mut Plan, asked: &[Traits]) -> Vec<Traits> {
    let wanted = |(index, item): (usize, &Item)| {
        let asked = asked.get(index).copied().unwrap_or_default();
        (wanted(&item.kind, plan.growth).or(asked).and(possible(&item.kind)).consistent(), asked)
    };
    let wanted: Vec<(Traits, Traits)> = plan.items.iter().enumerate().map(wanted).collect();
    let mut has: Vec<Traits> = wanted.iter().map(|(all, _)| *all).collect();
    loop {
        let left = |(item, (all, asked)): (&Item, &(Traits, Traits))| {
            let parts = item.kind.types().into_iter().map(|ty| type_has(ty, &has, *asked));
            parts.fold(*all, Traits::and).consistent()
        };
        let next: Vec<Traits> = plan.items.iter().zip(&wanted).map(left).collect();
        if next == has {
            break;
        }
        has = next;
    }
    for (item, has) in plan.items.iter_mut().zip(&has) {
        item.derives = has.names();
    }
    has
}

/// The first part of an item that lacks one of these traits.
pub(super) fn lacking<'p>(item: &'p Item, traits: Traits, has: &[Traits]) -> Option<(usize, &'p RustType)> {
    let mut types = item.kind.types().into_iter().enumerate();
    types.find(|(_, ty)| type_has(ty, has, traits).and(traits) != traits)
}

/// What an item derives unasked, if its parts have it.
fn wanted(kind: &ItemKind, growth: Growth) -> Traits {
    let value = Traits::EQ.or(Traits::HASH).or(Traits::COPY);
    // What may grow is not copied: the next field may have to be cloned.
    let always = if growth == Growth::Open { value.but(Traits::COPY) } else { value };
    match kind {
        ItemKind::Alias(_) => Traits::ALL,
        ItemKind::Restricted(_) | ItemKind::Enumeration(_) => value.or(Traits::ORDER),
        _ if can_default(kind) => always.or(Traits::DEFAULT),
        _ => always,
    }
}

/// What an item can derive by what it is itself.
fn possible(kind: &ItemKind) -> Traits {
    match kind {
        ItemKind::Alias(_) | ItemKind::Struct(_) | ItemKind::Sequence(_) => Traits::ALL,
        ItemKind::Restricted(restricted) if !has_order_of_values(restricted) => {
            Traits::ALL.but(Traits::DEFAULT).but(Traits::ORDER)
        }
        // A default value need not be one that the facets allow, and no alternative of a choice is one.
        ItemKind::Restricted(_) | ItemKind::Choice(_) | ItemKind::Union(_) => Traits::ALL.but(Traits::DEFAULT),
        // What the contract does not know has no order.
        ItemKind::Polymorphic(_) => Traits::EQ.or(Traits::HASH),
        ItemKind::Enumeration(_) => Traits::ALL.but(Traits::COPY).but(Traits::DEFAULT),
        ItemKind::Base(_) => Traits::NONE,
    }
}

/// Whether the order of what is inside is that of the values: not where numbers are kept as text for the sake of a pattern.
fn has_order_of_values(restricted: &Restricted) -> bool {
    let is_real = matches!(restricted.builtin, Builtin::Float | Builtin::Double);
    let mut inner = &restricted.inner;
    while let Some(within) = inner.inner() {
        inner = within;
    }
    !is_real || matches!(inner, RustType::Path("f32" | "f64"))
}

fn type_has(ty: &RustType, has: &[Traits], asked: Traits) -> Traits {
    let but_copy = Traits::ALL.but(Traits::COPY);
    match ty {
        RustType::Path(path) => path_has(path),
        // Nobody knows, but whoever asks.
        RustType::Mapped(_) => asked,
        RustType::Item(id) => has[id.0],
        RustType::Option(inner) => type_has(inner, has, asked).or(Traits::DEFAULT),
        RustType::Nillable(inner) => type_has(inner, has, asked).but(Traits::DEFAULT),
        RustType::NillableElement(inner) => type_has(inner, has, asked).and(Traits::EQ.or(Traits::HASH)),
        RustType::Vec(inner) | RustType::List(inner) => type_has(inner, has, asked).and(but_copy).or(Traits::DEFAULT),
        RustType::Box(inner) | RustType::Typed(inner) => type_has(inner, has, asked).and(but_copy),
    }
}

fn path_has(path: &str) -> Traits {
    let value = Traits::EQ.or(Traits::HASH);
    match path {
        "f32" | "f64" => Traits::COPY.or(Traits::PARTIAL_ORD).or(Traits::DEFAULT),
        "bool" | "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" => Traits::ALL,
        "AnyElement" | "AnyAttribute" => value.or(Traits::DEFAULT),
        // What has no offset has its place among what has one only in part.
        "xsd::Duration" | "xsd::DateTime" | "xsd::Time" | "xsd::Date" | "xsd::GYearMonth" | "xsd::GYear"
        | "xsd::GMonthDay" | "xsd::GDay" | "xsd::GMonth" => value.or(Traits::PARTIAL_ORD),
        "String" | "xsd::Token" | "xsd::NormalizedString" | "xsd::HexBinary" | "xsd::Base64Binary" | "xsd::QName" => {
            value.or(Traits::ORDER).or(Traits::DEFAULT)
        }
        _ if path == ORDER => value.or(Traits::ORDER).or(Traits::DEFAULT),
        _ => value.or(Traits::ORDER),
    }
}

const ORDER: &str = match RustType::ORDER {
    RustType::Path(path) => path,
    _ => "",
};

/// A struct has a default value when the schema requires nothing in it.
fn can_default(kind: &ItemKind) -> bool {
    kind.is_struct() && kind.types().into_iter().all(RustType::can_be_absent)
}
