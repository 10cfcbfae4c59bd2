//! What may stand for what: derived types (Part 1, 3.4.6, 3.14.6) and substitution groups (3.3.6).

use super::Schema;
use crate::contract::{Block, ElementId, SimpleDerivation, Type, TypeId};

impl Schema {
    /// Whether `ty` is `ancestor` or validly derived from it without a step that is blocked.
    pub(super) fn is_derived(&self, ty: TypeId, ancestor: TypeId, blocked: Block) -> bool {
        let mut step = ty;
        loop {
            if step == ancestor || self.is_member(step, ancestor) {
                return true;
            }
            let (method, base) = self.ty(step).derivation();
            if step == TypeId::ANY || blocked.blocks(method) {
                return false;
            }
            step = base;
        }
    }

    /// Whether a type is one of the simple types that XML Schema itself defines.
    pub(super) fn is_builtin_text(&self, ty: TypeId) -> bool {
        matches!(self.ty(ty), Type::Simple(simple) if matches!(simple.made, SimpleDerivation::Builtin(_)))
    }

    /// Whether other complex types are derived from this one.
    pub(super) fn has_derived(&self, ty: TypeId) -> bool {
        let is_derived = |(id, other): (usize, &Type)| {
            id != ty.0 as usize && other.as_complex().is_some_and(|complex| complex.base == ty)
        };
        self.ty(ty).as_complex().is_some() && self.contract.types.iter().enumerate().any(is_derived)
    }

    /// Whether `ty` is one of the member types of a union, or of a union among these.
    fn is_member(&self, ty: TypeId, union: TypeId) -> bool {
        let Type::Simple(simple) = self.ty(union) else { return false };
        match &simple.made {
            SimpleDerivation::Union(members) => {
                members.iter().any(|member| *member == ty || self.is_member(ty, *member))
            }
            _ => false,
        }
    }

    /// The ways of derivation that the definition of a type blocks.
    pub(super) fn type_block(&self, ty: TypeId) -> Block {
        self.ty(ty).as_complex().map(|complex| complex.block).unwrap_or_default()
    }

    /// The elements that match a particle of this element: itself, even if it is abstract, which is then an error, and the
    /// members of its substitution group that are not.
    pub(super) fn substitutable(&self, head: ElementId) -> Vec<ElementId> {
        let mut found = vec![head];
        let mut at = 0;
        while self.element(head).is_global && !self.element(head).block.substitution && at < found.len() {
            let direct = found.get(at).and_then(|element| self.members.get(element)).into_iter().flatten();
            let new: Vec<_> = direct.filter(|member| !found.contains(member)).copied().collect();
            found.extend(new);
            at += 1;
        }
        found.retain(|member| *member == head || self.may_substitute(*member, head));
        found
    }

    fn may_substitute(&self, member: ElementId, head: ElementId) -> bool {
        let (member, head) = (self.element(member), self.element(head));
        if member.is_abstract {
            return false;
        }
        let mut blocked = head.block.with(self.type_block(head.ty));
        let mut step = member.ty;
        while step != head.ty && step != TypeId::ANY {
            let (_, base) = self.ty(step).derivation();
            if base != head.ty {
                blocked = blocked.with(self.type_block(base));
            }
            step = base;
        }
        self.is_derived(member.ty, head.ty, blocked)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn schema() -> Schema {
        Schema::parse(
            "# contract table, version 1\ncomplex A\ncomplex B extends A\ncomplex C restricts B\n\
             complex S extends I\nsimple I restricts xs:int\nsimple U union xs:date V\nsimple V union I\n\
             element h A\nelement m B substitutes h\nelement n C substitutes m\nelement o A abstract substitutes h\n",
        )
        .unwrap()
    }

    #[test]
    fn types_derive_step_by_step() {
        let schema = schema();
        let is_derived = |ty: &str, ancestor: &str, blocked: Block| {
            let id = |name: &str| match name.strip_prefix("xs:") {
                Some(local) => schema.find_type(super::super::NsId::XSD, local).unwrap(),
                None => schema.find_type(super::super::NsId::NONE, name).unwrap(),
            };
            schema.is_derived(id(ty), id(ancestor), blocked)
        };
        let none = Block::default();
        let extension = Block { extension: true, ..none };
        let restriction = Block { restriction: true, ..none };
        for (ty, ancestor) in [("C", "A"), ("C", "xs:anyType"), ("S", "xs:decimal"), ("I", "U"), ("xs:date", "U")] {
            assert!(is_derived(ty, ancestor, none), "{ty} {ancestor}");
        }
        for (ty, ancestor) in [("A", "B"), ("xs:int", "I"), ("xs:int", "U"), ("S", "A")] {
            assert!(!is_derived(ty, ancestor, none), "{ty} {ancestor}");
        }
        assert!(!is_derived("C", "A", extension) && !is_derived("C", "A", restriction));
        assert!(
            is_derived("C", "B", extension) && is_derived("B", "A", restriction) && is_derived("A", "A", extension)
        );
    }

    #[test]
    fn groups_are_spread_out_without_abstract_members() {
        let schema = schema();
        let head = schema.find_element(super::super::NsId::NONE, "h").unwrap();
        let names: Vec<_> = schema.substitutable(head).into_iter().map(|id| &*schema.element(id).name.local).collect();
        assert_eq!(names, ["h", "m", "n"]);
    }
}
