//! Substitution groups: members must fit their heads (XSD 1.0 part 1 §3.3.6).
//!
//! ```xml
//! <xs:element name="Path" type="t:BasePathType" abstract="true"/>
//! <xs:element name="FieldURI" type="t:FieldPathType" substitutionGroup="t:Path"/>
//! ```

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Builtin, Contract, DerivationMethod, Element, InArena, Type, TypeId};
use crate::qname::Prefixes;

/// Reports members whose type is not derived from the head's, or in a way that the head excludes.
pub(super) fn check(contract: &Contract, prefixes: &Prefixes, diagnostics: &mut Diagnostics) {
    for member in contract.elements().into_iter().map(|id| contract.element(id)) {
        let Some(head) = member.substitution_head.map(|head| contract.element(head)) else {
            continue;
        };
        let shown = (member.name.with_prefix(prefixes), head.name.with_prefix(prefixes));
        let message = if fits(contract, member.ty, head.ty) {
            if !is_excluded(contract, member, head) {
                continue;
            }
            format!("`{}` may not be in the substitution group of `{}`, which is final", shown.0, shown.1)
        } else {
            format!("the type of `{}` is not derived from that of `{}`, for which it is to stand", shown.0, shown.1)
        };
        let found = Diagnostic::error("substitution-group", member.span, message);
        diagnostics.push(found.note(head.span, "the head is declared here"));
    }
}

fn fits(contract: &Contract, member: TypeId, head: TypeId) -> bool {
    let any_simple = head == Builtin::AnySimpleType.id() && contract.text_type(member).is_some();
    let of_union = match contract.ty(head).as_simple().map(|simple| &simple.variety) {
        Some(crate::ir::Variety::Union(members)) => members.contains(&member),
        _ => false,
    };
    contract.is_derived_from(member, head) || any_simple || of_union
}

fn is_excluded(contract: &Contract, member: &Element, head: &Element) -> bool {
    let steps = std::iter::successors(Some(member.ty), |id| contract.base_of(*id));
    steps.take_while(|id| *id != head.ty).any(|id| {
        let derivation = contract.ty(id).as_complex().and_then(|ty| ty.derivation);
        let simple = matches!(contract.ty(id), Type::Simple(_)).then_some(DerivationMethod::Restriction);
        let method = derivation.map(|derivation| derivation.method).or(simple);
        method.is_some_and(|method| head.final_.has(method))
    })
}
