//! What the members of a substitution group have in common: the trait of the head's type, or the type itself.
//!
//! In: the enums of the groups, whose variants hold what they will. Out: how a value of each is borrowed. Invariant: the types of the members
//! are the head's or derived from it (XSD 1.0 part 1 §3.3.6), so the enum has the accessors that an enum over these types has.
//!
//! ```xml
//! <xs:element name="Circle" type="CircleType" substitutionGroup="Shape"/>   <!-- ShapeElement::as_shape -> Option<&dyn Shape> -->
//! ```

use super::planner::Planner;
use super::{ItemId, ItemKind, Known, Plan, RustType, When};
use crate::ir::ElementId;

/// How what a variant holds is borrowed as a trait.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Borrow<'p> {
    /// The type of the value, which may be in a box.
    pub(crate) ty: &'p RustType,
    /// The method that borrows it, if it is an enum itself.
    pub(crate) method: Option<&'p str>,
    /// Whether the value may be nil.
    pub(crate) nillable: bool,
}

impl Planner<'_> {
    /// Gives the enums of substitution groups their common accessors.
    pub(super) fn plan_substitutions(&mut self) {
        for (head, item) in self.substitutions.clone() {
            let known = self.known_trait(head, item).or_else(|| self.known_type(item));
            if let Some(Known::Trait(_, base)) = &known {
                self.borrow_as(item, *base);
            }
            if let ItemKind::Choice(choice) = &mut self.plan.items[item.0].kind {
                choice.known = known;
            }
        }
    }

    fn known_trait(&self, head: ElementId, item: ItemId) -> Option<Known> {
        let base = *self.bases.get(&self.contract.element(head).ty)?;
        let types = self.item(item).kind.types();
        let any = types.into_iter().any(|ty| self.plan.borrow(ty, base).is_some());
        any.then(|| Known::Trait(self.known_method(base), base))
    }

    /// The type of all variants, if it is one.
    fn known_type(&self, item: ItemId) -> Option<Known> {
        let mut types = self.item(item).kind.types().into_iter().map(unboxed);
        let first = types.next()?;
        types.all(|ty| ty == first).then(|| Known::Type(first.clone()))
    }

    /// Adds an enum to those that have the methods of a trait, and of what that is derived from.
    fn borrow_as(&mut self, item: ItemId, base: ItemId) {
        let mut next = Some(base);
        while let Some(ItemKind::Base(found)) = next.map(|id| &mut self.plan.items[id.0].kind) {
            found.enums.push((item, When::default()));
            next = found.parent;
        }
    }
}

impl Plan {
    /// How a value is borrowed as a trait; `None` if it has not got that: a type of the user's, or one that may be absent.
    pub(crate) fn borrow<'p>(&'p self, ty: &'p RustType, base: ItemId) -> Option<Borrow<'p>> {
        let ty = unboxed(ty);
        match ty {
            RustType::Nillable(inner) | RustType::NillableElement(inner) => {
                Some(Borrow { nillable: true, ..self.borrow(inner, base)? })
            }
            RustType::Item(id) => match self.items[id.0].kind.known() {
                // What is its own view is borrowed as the trait of its own.
                Some(_) if self.is_of_views() && !self.is_view(*id) => None,
                Some((method, own)) => {
                    self.is_derived(own, base).then_some(Borrow { ty, method: Some(method), nillable: false })
                }
                None => self.implements(*id, base).then_some(Borrow { ty, method: None, nillable: false }),
            },
            _ => None,
        }
    }

    fn implements(&self, item: ItemId, base: ItemId) -> bool {
        matches!(&self.items[base.0].kind, ItemKind::Base(base) if base.implementors.iter().any(|(id, _)| *id == item))
    }

    /// Whether a trait is another one or derived from it.
    fn is_derived(&self, own: ItemId, base: ItemId) -> bool {
        let parent = |id: &ItemId| match &self.items[id.0].kind {
            ItemKind::Base(base) => base.parent,
            _ => None,
        };
        std::iter::successors(Some(own), parent).any(|id| id == base)
    }
}

fn unboxed(ty: &RustType) -> &RustType {
    match ty {
        RustType::Box(inner) => unboxed(inner),
        other => other,
    }
}
