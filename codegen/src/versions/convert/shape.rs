//! How the type of a part in one version relates to its type in the other.

use std::collections::{BTreeMap, BTreeSet};

use super::What;
use crate::plan::{ItemId, ItemKind, Plan, RustType};
use crate::versions::share::Counterparts;

/// A step on the way from one type to another, in the words of the runtime's module `version`.
#[derive(Debug, Clone)]
pub(crate) enum Shape {
    /// `same()`
    Same,
    /// `item()`: the newer form of the item that converts.
    Item(ItemId),
    /// `text()`
    Text,
    /// `lexical()`
    Lexical,
    /// `widened()`
    Widened,
    /// A function around another step.
    Around(&'static str, Box<Shape>),
    /// Into the enum over a type and those derived from it: the version that has it, the variant's type.
    Based(Side, RustType, Box<Shape>),
    /// Out of one variant of such an enum.
    Only(Side, ItemId, String, Box<Shape>),
}

/// Which of two versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Old,
    New,
}

/// The steps that may fail whatever is inside.
const UNSURE: [&str; 4] = ["present", "one", "at_most_one", "not_nil"];

impl Shape {
    /// Whether the step always succeeds when those of the items do.
    pub(crate) fn is_sure(&self, sure: &BTreeSet<ItemId>) -> bool {
        match self {
            Self::Same | Self::Lexical | Self::Widened => true,
            Self::Item(item) => sure.contains(item),
            Self::Text | Self::Only(..) => false,
            Self::Around(name, inside) => !UNSURE.contains(name) && inside.is_sure(sure),
            Self::Based(_, _, inside) => inside.is_sure(sure),
        }
    }

    fn around(self, name: &'static str) -> Self {
        Self::Around(name, Box::new(self))
    }
}

/// Two versions, and what is known of them.
pub(super) struct Shapes<'a> {
    pub(super) old: &'a Plan,
    pub(super) new: &'a Plan,
    pub(super) known: &'a Counterparts,
    pub(super) shared: &'a BTreeSet<ItemId>,
    /// The items that convert: the newer one and the older.
    pub(super) pairs: &'a BTreeMap<ItemId, ItemId>,
}

/// How often a part occurs.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Count {
    One,
    Optional,
    Many,
}

impl Shapes<'_> {
    /// What becomes of a part; `None` if the two types have nothing to do with each other.
    pub(super) fn what(&self, old: &RustType, new: &RustType) -> Option<What> {
        let (old, new) = (self.old.without_aliases(old), self.new.without_aliases(new));
        if self.is_same(&old, &new) {
            return Some(What::Same);
        }
        if let Some(item) = self.converts(&old, &new) {
            return Some(What::Into(item));
        }
        self.both(&old, &new).map(|(there, back)| What::Changed(there, back))
    }

    /// Whether two types are one type.
    pub(super) fn is_same(&self, old: &RustType, new: &RustType) -> bool {
        match (old, new) {
            (RustType::Path(old), RustType::Path(new)) => old == new,
            (RustType::Mapped(old), RustType::Mapped(new)) => old == new,
            (RustType::Item(old), RustType::Item(new)) => self.shared.contains(new) && self.known.get(new) == Some(old),
            _ => old.unwrapped_with(new).is_some_and(|(old, new)| self.is_same(old, new)),
        }
    }

    /// The item that converts, in equal wrappers.
    fn converts(&self, old: &RustType, new: &RustType) -> Option<ItemId> {
        match (old, new) {
            (RustType::Item(old), RustType::Item(new)) => (self.pairs.get(new) == Some(old)).then_some(*new),
            _ => old.unwrapped_with(new).and_then(|(old, new)| self.converts(old, new)),
        }
    }

    /// The way there and the way back.
    fn both(&self, old: &RustType, new: &RustType) -> Option<(Shape, Shape)> {
        let wrap = |inside: Option<(Shape, Shape)>, there: &'static str, back: &'static str| {
            inside.map(|(a, b)| (a.around(there), b.around(back)))
        };
        if self.is_same(old, new) {
            return Some((Shape::Same, Shape::Same));
        }
        let ((old_count, old_inner), (new_count, new_inner)) = (counted(old), counted(new));
        if (old_count, new_count) != (Count::One, Count::One) {
            let (there, back) = recounted(old_count, new_count);
            return wrap(self.both(old_inner, new_inner), there, back);
        }
        match (old, new) {
            (RustType::Box(old), RustType::Box(new)) => {
                let inside = wrap(self.both(old, new), "unboxed", "unboxed");
                wrap(inside, "boxed", "boxed")
            }
            (RustType::Box(old), new) => wrap(self.both(old, new), "unboxed", "boxed"),
            (old, RustType::Box(new)) => wrap(self.both(old, new), "boxed", "unboxed"),
            (RustType::Typed(old), RustType::Typed(new)) => {
                wrap(self.both(&self.old.without_aliases(old), &self.new.without_aliases(new)), "typed", "typed")
            }
            (RustType::Nillable(old), RustType::Nillable(new)) => wrap(self.both(old, new), "nillable", "nillable"),
            (RustType::NillableElement(old), RustType::NillableElement(new)) => {
                wrap(self.both(old, new), "nillable_element", "nillable_element")
            }
            (RustType::Nillable(old), new) => wrap(self.both(old, new), "not_nil", "unwrapped"),
            (old, RustType::Nillable(new)) => wrap(self.both(old, new), "unwrapped", "not_nil"),
            (RustType::NillableElement(old), new) => wrap(self.both(old, new), "element_not_nil", "unwrapped_element"),
            (old, RustType::NillableElement(new)) => wrap(self.both(old, new), "unwrapped_element", "element_not_nil"),
            (RustType::List(old), RustType::List(new)) => {
                wrap(self.both(&self.old.without_aliases(old), &self.new.without_aliases(new)), "list", "list")
            }
            (old, new) => self.leaf(old, new),
        }
    }

    fn leaf(&self, old: &RustType, new: &RustType) -> Option<(Shape, Shape)> {
        if let Some(item) = self.converts(old, new) {
            return Some((Shape::Item(item), Shape::Item(item)));
        }
        if let Some(based) = self.based(old, new) {
            return Some(based);
        }
        let simple = is_simple(self.old, old)
            && is_simple(self.new, new)
            && holds_names(self.old, old) == holds_names(self.new, new);
        simple.then(|| (by_text(old, new), by_text(new, old)))
    }

    /// Between a type and the enum over it and those derived from it, which one of the versions has instead.
    fn based(&self, old: &RustType, new: &RustType) -> Option<(Shape, Shape)> {
        let (RustType::Item(old_item), RustType::Item(new_item)) = (old, new) else { return None };
        if let Some(base) = base_of(self.new, *new_item) {
            let ways = self.both(old, &unboxed(&base.ty))?;
            return Some(through(Side::New, *new_item, base, ways));
        }
        let base = base_of(self.old, *old_item)?;
        let (out, into) = self.both(&unboxed(&base.ty), new)?;
        let (into, out) = through(Side::Old, *old_item, base, (into, out));
        Some((out, into))
    }
}

/// The steps into and out of the variant of an enum.
fn through(side: Side, item: ItemId, base: BaseVariant, ways: (Shape, Shape)) -> (Shape, Shape) {
    let (BaseVariant { name, ty }, (into, out)) = (base, ways);
    let out = if matches!(ty, RustType::Box(_)) { out.around("unboxed") } else { out };
    (Shape::Based(side, unboxed(&ty), Box::new(into)), Shape::Only(side, item, name, Box::new(out)))
}

fn unboxed(ty: &RustType) -> RustType {
    match ty {
        RustType::Box(inner) => (**inner).clone(),
        other => other.clone(),
    }
}

/// The variant of the declared type itself.
struct BaseVariant {
    name: String,
    ty: RustType,
}

fn base_of(plan: &Plan, id: ItemId) -> Option<BaseVariant> {
    match &plan.items[id.0].kind {
        ItemKind::Polymorphic(types) if types.has_base => {
            types.variants.first().map(|variant| BaseVariant { name: variant.name.clone(), ty: variant.ty.clone() })
        }
        _ => None,
    }
}

fn counted(ty: &RustType) -> (Count, &RustType) {
    match ty {
        RustType::Option(inner) => (Count::Optional, inner),
        RustType::Vec(inner) => (Count::Many, inner),
        other => (Count::One, other),
    }
}

fn recounted(old: Count, new: Count) -> (&'static str, &'static str) {
    match (old, new) {
        (Count::One, Count::Optional) => ("some", "present"),
        (Count::Optional, Count::One) => ("present", "some"),
        (Count::One, Count::Many) => ("many", "one"),
        (Count::Many, Count::One) => ("one", "many"),
        (Count::Optional, Count::Many) => ("optional_many", "at_most_one"),
        (Count::Many, Count::Optional) => ("at_most_one", "optional_many"),
        (Count::Many, Count::Many) => ("vec", "vec"),
        (Count::Optional, Count::Optional) | (Count::One, Count::One) => ("option", "option"),
    }
}

/// Whether values of the type hold names, whose text depends on where they stand.
fn holds_names(plan: &Plan, ty: &RustType) -> bool {
    match ty {
        RustType::Path(path) => *path == "xsd::QName",
        RustType::List(inner) => holds_names(plan, inner),
        RustType::Item(id) => match &plan.items[id.0].kind {
            ItemKind::Alias(ty) => holds_names(plan, ty),
            ItemKind::Restricted(restricted) => restricted.names,
            ItemKind::Union(union) => union.members.iter().any(|member| holds_names(plan, &member.ty)),
            _ => false,
        },
        _ => false,
    }
}

/// Whether values of the type are text.
fn is_simple(plan: &Plan, ty: &RustType) -> bool {
    match ty {
        RustType::Path(path) => !matches!(*path, "AnyElement" | "AnyAttribute"),
        RustType::List(inner) => is_simple(plan, &plan.without_aliases(inner)),
        RustType::Item(id) => {
            matches!(plan.items[id.0].kind, ItemKind::Enumeration(_) | ItemKind::Restricted(_) | ItemKind::Union(_))
        }
        _ => false,
    }
}

fn by_text(from: &RustType, to: &RustType) -> Shape {
    match (from, to) {
        (_, RustType::Path("String")) => Shape::Lexical,
        (RustType::Path(from), RustType::Path(to)) if is_wider(from, to) => Shape::Widened,
        _ => Shape::Text,
    }
}

/// Whether the standard library takes every number of one type to the other.
fn is_wider(from: &str, to: &str) -> bool {
    let wider: &[&str] = match from {
        "i8" => &["i16", "i32", "i64"],
        "i16" => &["i32", "i64"],
        "i32" => &["i64"],
        "u8" => &["u16", "u32", "u64", "i16", "i32", "i64"],
        "u16" => &["u32", "u64", "i32", "i64"],
        "u32" => &["u64", "i64"],
        "f32" => &["f64"],
        _ => &[],
    };
    wider.contains(&to)
}
