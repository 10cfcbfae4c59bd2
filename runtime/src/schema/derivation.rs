//! What may stand for what: derived types (Part 1, 3.4.6, 3.14.6) and substitution groups (3.3.6).

use super::Schema;
use super::component::{Block, ElementId, SimpleDerivation, Type, TypeId};

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
