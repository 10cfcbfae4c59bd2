//! The members of unions: simple types in their order come in, what a text is tried as, in this order, goes out.
//!
//! Invariant: a text becomes a value of the first member type that it is a value of (part 2, section 4.1.2.3). Many built-in types are
//! represented by one that takes more texts than they do; such a member says which are its own.
//!
//! ```xml
//! <xs:union memberTypes="xs:language xs:string"/>   <!-- `a  b` is no language -->
//! ```

use super::planner::Planner;
use super::{Lexical, Member, Plan, RustType, Union};
use crate::ir::{Builtin, TypeId, Variety};

/// A member of a union.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct UnionMember {
    /// The simple type, the first of several that are one member.
    pub(super) id: TypeId,
    /// What holds its values.
    pub(super) ty: RustType,
    /// Which texts are values, if not all that this takes.
    pub(super) lexical: Option<Vec<Lexical>>,
}

impl Planner<'_> {
    /// The members; neighbours that are held by one type are one member.
    pub(super) fn union_members(&mut self, members: &[TypeId]) -> Vec<UnionMember> {
        let mut found: Vec<UnionMember> = Vec::new();
        for id in members {
            let member = UnionMember { id: *id, ty: self.simple_rust_type(*id), lexical: self.lexical(*id) };
            if found.iter().any(|known| known.takes_all_of(&member)) {
                continue;
            }
            match found.last_mut() {
                Some(last) if last.ty == member.ty => last.take_too(member),
                _ => found.push(member),
            }
        }
        found
    }

    /// Which texts are values of a type, if what represents it takes others too.
    fn lexical(&mut self, id: TypeId) -> Option<Vec<Lexical>> {
        if self.contract.simple_steps(id).any(|(step, _)| self.choices.mapped.contains_key(&step)) {
            return None;
        }
        if let Some(builtin) = self.contract.builtin_base(id).filter(|builtin| takes_less(*builtin)) {
            // What has facets looks at the text itself.
            let is_checked = self.contract.simple_steps(id).any(|(step, _)| self.narrows(step));
            return (!is_checked).then(|| vec![Lexical { list: false, any_of: vec![builtin] }]);
        }
        match self.contract.simple_variety(id)?.clone() {
            Variety::List(item) => {
                let any_of = self.lexical(item)?.into_iter().flat_map(|lexical| lexical.any_of).collect();
                Some(vec![Lexical { list: true, any_of }])
            }
            Variety::Union(members) => self.lexical_of_members(&members),
            Variety::Builtin(_) | Variety::Atomic => None,
        }
    }

    /// The same for a union whose members are all held by one type; others look at the text themselves.
    fn lexical_of_members(&mut self, members: &[TypeId]) -> Option<Vec<Lexical>> {
        let found = self.union_members(members);
        let first = found.first()?.ty.clone();
        if found.iter().any(|member| member.ty != first) {
            return None;
        }
        let all: Option<Vec<Vec<Lexical>>> = found.into_iter().map(|member| member.lexical).collect();
        all.map(|all| all.concat())
    }
}

impl Plan {
    /// Whether a value's Rust type tells that it is one of this member. A `String` is a text of any member.
    pub(crate) fn is_told_by_type(&self, union: &Union, member: &Member) -> bool {
        let ty = self.without_aliases(&member.ty);
        let is_other = |other: &Member| other.name == member.name || self.without_aliases(&other.ty) != ty;
        // What a type of the user's is, is not known.
        let is_known = |member: &Member| !self.without_aliases(&member.ty).is_mapped();
        ty != RustType::Path("String") && union.members.iter().all(|other| is_known(other) && is_other(other))
    }
}

impl UnionMember {
    /// Whether nothing is left for the other one.
    fn takes_all_of(&self, other: &Self) -> bool {
        let all = |own: &Vec<Lexical>| {
            other.lexical.as_ref().is_some_and(|lexical| lexical.iter().all(|texts| own.contains(texts)))
        };
        self.ty == other.ty && self.lexical.as_ref().is_none_or(all)
    }

    fn take_too(&mut self, other: Self) {
        self.lexical = match (self.lexical.take(), other.lexical) {
            (Some(own), Some(others)) => Some([own, others].concat()),
            _ => None,
        };
    }
}

/// Whether a built-in type takes fewer texts than the Rust type that holds its values.
fn takes_less(builtin: Builtin) -> bool {
    matches!(
        builtin,
        Builtin::Language
            | Builtin::NmToken
            | Builtin::NmTokens
            | Builtin::Name
            | Builtin::NcName
            | Builtin::Id
            | Builtin::IdRef
            | Builtin::IdRefs
            | Builtin::Entity
            | Builtin::Entities
            | Builtin::DateTimeStamp
            | Builtin::YearMonthDuration
            | Builtin::DayTimeDuration
    )
}
