//! Alternatives that a child could begin more than one of, since wildcards in them admit the same: no schema may have them (XSD 1.0 part 1 §3.8.6), and
//! some do. Which one was meant shows later, when the child has gone into another one.
//!
//! In: drafts. Out: whether there are such alternatives where only one has room.
//!
//! ```xml
//! <xs:choice> <xs:any namespace="##other"/> <xs:sequence> <xs:any/> <xs:element name="b"/> </xs:sequence> </xs:choice>
//! ```

use super::draft::{Arm, Draft};
use crate::ir::NamespaceConstraint;
use crate::plan::in_order::overlap;

/// Whether alternatives compete in some choice that has room for one.
pub(super) fn compete(drafts: &[Draft]) -> bool {
    drafts.iter().any(|draft| match draft {
        Draft::Element(..) | Draft::Substitution(..) | Draft::Any(..) => false,
        Draft::Sequence(members, _) => compete(members),
        Draft::Choice(arms, card) => (!card.repeats() && arms_compete(arms)) || arms.iter().any(competes_inside),
    })
}

fn competes_inside(arm: &Arm) -> bool {
    matches!(arm, Arm::Group(inner) if compete(std::slice::from_ref(inner)))
}

fn arms_compete(arms: &[Arm]) -> bool {
    let mut firsts: Vec<&NamespaceConstraint> = Vec::new();
    arms.iter().any(|arm| {
        let own = first_of_arm(arm);
        let is_met = own.iter().any(|own| firsts.iter().any(|other| overlap(own, other)));
        firsts.extend(own);
        is_met
    })
}

/// The wildcards that may come first in an alternative.
fn first_of_arm(arm: &Arm) -> Vec<&NamespaceConstraint> {
    match arm {
        Arm::Element(..) => Vec::new(),
        Arm::Any(open) => vec![&open.wildcard.namespaces],
        Arm::Group(draft) => first(draft),
    }
}

fn first(draft: &Draft) -> Vec<&NamespaceConstraint> {
    match draft {
        Draft::Element(..) | Draft::Substitution(..) => Vec::new(),
        Draft::Any(open, _) => vec![&open.wildcard.namespaces],
        Draft::Choice(arms, _) => arms.iter().flat_map(first_of_arm).collect(),
        Draft::Sequence(members, _) => {
            let required = members.iter().position(|member| member.card().least() > 0).unwrap_or(members.len());
            members.iter().take(required + 1).flat_map(first).collect()
        }
    }
}
