//! Placeholders that end: the value that a struct has before it is read, and an enum before its variant is known.
//!
//! In: the planned items. Out: the variant that each enum begins as. Invariant: making a placeholder of any item ends; a type that no
//! finite value could fill has optional fields where the schema requires them, so that it can be made and read as far as it goes.
//!
//! ```xml
//! <xs:complexType name="LoopType"> <xs:sequence> <xs:element name="Loop" type="t:LoopType"/> …   <!-- loop_: Option<Box<LoopType>> -->
//! ```

use super::{ItemKind, Line, Plan, RustType, size};

/// How many values have to be made for a placeholder of each item.
type Ranks = Vec<usize>;

/// Where there is no end.
const ENDLESS: usize = usize::MAX;

/// A box costs an allocation, so it counts as many steps.
const ALLOCATION: usize = 1000;

/// Lets every enum's placeholder be the variant that takes the fewest steps to make, so that making one ends.
pub(super) fn choose(plan: &mut Plan) {
    let ranks = finite_ranks(plan);
    for id in 0..plan.items.len() {
        let base = begins_as_base(&plan.items[id].kind, plan, &ranks);
        let kind = &mut plan.items[id].kind;
        let cheapest = cheapest(&kind.types(), &ranks);
        match kind {
            ItemKind::Choice(choice) => choice.placeholder = cheapest,
            ItemKind::Polymorphic(types) => {
                let known = types.variants.get(cheapest).filter(|known| rank_of(&known.ty, &ranks) <= ALLOCATION);
                // The variant for what the contract does not know, which holds a box, comes after the others.
                types.placeholder = known.map(|_| cheapest).or(base.then_some(0)).unwrap_or(types.variants.len());
            }
            _ => {}
        }
    }
    plan.document.placeholder = cheapest(&plan.document.types(), &ranks);
}

/// The same for views, which are in fewer boxes than what they are views of. Whatever features there are, the declared type is there.
pub(super) fn choose_bases(views: &mut Plan) {
    let ranks = ranks(views);
    for id in 0..views.items.len() {
        let is_base = begins_as_base(&views.items[id].kind, views, &ranks);
        if let ItemKind::Polymorphic(types) = &mut views.items[id].kind
            && is_base
        {
            types.placeholder = 0;
        }
    }
}

/// Whether the enum of a type and those derived from it may begin as the declared type: that is what most elements are of, and what is made is read into.
/// In a box, only a small one.
fn begins_as_base(kind: &ItemKind, plan: &Plan, ranks: &Ranks) -> bool {
    let ItemKind::Polymorphic(types) = kind else { return false };
    let base = types.variants.first().filter(|_| types.has_base);
    base.is_some_and(|base| match &base.ty {
        RustType::Box(inner) => rank_of(inner, ranks) < ALLOCATION && !size::is_large(inner, plan),
        ty => rank_of(ty, ranks) < ALLOCATION,
    })
}

/// The first of the types that takes the fewest steps.
fn cheapest(types: &[&RustType], ranks: &Ranks) -> usize {
    let numbered = types.iter().enumerate();
    numbered.min_by_key(|(_, ty)| rank_of(ty, ranks)).map_or(0, |(index, _)| index)
}

/// The ranks, after what has no end was made optional.
fn finite_ranks(plan: &mut Plan) -> Ranks {
    loop {
        let ranks = ranks(plan);
        let is_endless = |(id, rank): &(usize, &usize)| **rank == ENDLESS && can_end(&plan.items[*id].kind);
        let Some(endless) = ranks.iter().enumerate().find(is_endless).map(|(id, _)| id) else { return ranks };
        end(&mut plan.items[endless].kind, &ranks);
    }
}

/// Whether an item has parts that can be optional; what has none ends where these do.
fn can_end(kind: &ItemKind) -> bool {
    kind.is_struct() || matches!(kind, ItemKind::Choice(_))
}

/// Makes the parts of a struct optional that have no end, and the first one of a choice.
fn end(kind: &mut ItemKind, ranks: &Ranks) {
    match kind {
        ItemKind::Struct(content) | ItemKind::Sequence(content) => {
            for field in content.fields.iter_mut().filter(|field| rank_of(&field.ty, ranks) == ENDLESS) {
                field.ty.become_optional();
                if let Line::Element { required, .. } | Line::Group { required } = &mut field.line {
                    *required = false;
                }
            }
        }
        ItemKind::Choice(choice) => {
            choice.types_mut().into_iter().take(1).for_each(RustType::become_optional);
            choice.whole.iter_mut().for_each(|whole| whole.is_endless = true);
        }
        _ => {}
    }
}

fn ranks(plan: &Plan) -> Ranks {
    let mut ranks = vec![ENDLESS; plan.items.len()];
    loop {
        let before = ranks.clone();
        for (id, item) in plan.items.iter().enumerate() {
            ranks[id] = rank(&item.kind, &ranks);
        }
        if ranks == before {
            return ranks;
        }
    }
}

fn rank(kind: &ItemKind, ranks: &Ranks) -> usize {
    let parts = kind.types().into_iter().map(|ty| rank_of(ty, ranks));
    match kind {
        ItemKind::Struct(_) | ItemKind::Sequence(_) => parts.max().unwrap_or(0).saturating_add(1),
        ItemKind::Choice(_) => parts.min().unwrap_or(1).saturating_add(1),
        ItemKind::Polymorphic(_) => parts.chain([ALLOCATION]).min().unwrap_or(1).saturating_add(1),
        ItemKind::Alias(ty) => rank_of(ty, ranks),
        ItemKind::Enumeration(_) | ItemKind::Restricted(_) | ItemKind::Union(_) | ItemKind::Base(_) => 1,
    }
}

fn rank_of(ty: &RustType, ranks: &Ranks) -> usize {
    match ty {
        RustType::Path(_) | RustType::Mapped(_) | RustType::Option(_) | RustType::Vec(_) | RustType::List(_) => 0,
        RustType::Nillable(_) | RustType::NillableElement(_) => 0,
        RustType::Item(id) => ranks[id.0],
        RustType::Typed(inner) => rank_of(inner, ranks),
        RustType::Box(inner) => rank_of(inner, ranks).saturating_add(ALLOCATION),
    }
}
