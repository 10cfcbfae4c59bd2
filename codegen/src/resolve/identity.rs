//! Identity constraints that refer to others (XSD 1.0 part 1 §3.11.6): the other one is there, and has as many fields.
//!
//! In: a contract. Out: the same with constraints in place of references to them, and without a `keyref` whose values nothing could be found for, and a warning for each.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::Contract;
use crate::qname::{Prefixes, QName};
use crate::xsd::{IdentityConstraint, IdentityKind};

/// Leaves out what cannot be checked.
pub(super) fn check(contract: &mut Contract, prefixes: &Prefixes, diagnostics: &mut Diagnostics) {
    fill_in(contract, prefixes, diagnostics);
    let all = contract.elements.iter().flat_map(|element| &element.constraints);
    let keys = all.filter(|constraint| !matches!(constraint.kind, IdentityKind::Keyref(_)));
    let keys: Vec<(QName, usize)> = keys.map(|key| (key.name.clone(), key.fields.len())).collect();
    for element in &mut contract.elements {
        element.constraints.retain(|constraint| match objection(constraint, &keys, prefixes) {
            None => true,
            Some(reason) => {
                let message = format!("the identity constraint is not checked: {reason}");
                diagnostics.push(Diagnostic::warning("identity-constraint", constraint.span, message));
                false
            }
        });
    }
}

/// Puts constraints in place of references to them.
fn fill_in(contract: &mut Contract, prefixes: &Prefixes, diagnostics: &mut Diagnostics) {
    let all = contract.elements.iter().flat_map(|element| &element.constraints);
    let defined = all.filter(|constraint| !matches!(constraint.kind, IdentityKind::Same(..)));
    let defined: BTreeMap<QName, IdentityConstraint> = defined.map(|it| (it.name.clone(), it.clone())).collect();
    for constraint in contract.elements.iter_mut().flat_map(|element| &mut element.constraints) {
        if let IdentityKind::Same(other, said) = &constraint.kind
            && let Some(found) = defined.get(&other.name)
        {
            let kind = found.kind.keyword();
            if kind != *said {
                let message = format!("`{}` is a `{kind}` and no `{said}`", other.name.with_prefix(prefixes));
                let wrong = Diagnostic::error("identity-constraint", other.span, message);
                diagnostics.push(wrong.note(found.span, "it is defined here"));
            }
            *constraint = found.clone();
        }
    }
}

fn objection(constraint: &IdentityConstraint, keys: &[(QName, usize)], prefixes: &Prefixes) -> Option<String> {
    let refer = match &constraint.kind {
        IdentityKind::Keyref(refer) => refer,
        IdentityKind::Same(other, _) => {
            return Some(format!("no element in reach has the constraint `{}`", other.name.with_prefix(prefixes)));
        }
        IdentityKind::Unique | IdentityKind::Key => return None,
    };
    // A name that cannot be read is an error already.
    let name = &refer.as_ref()?.name;
    let shown = name.with_prefix(prefixes);
    let mut fields = keys.iter().filter(|(key, _)| key == name).map(|(_, fields)| *fields).peekable();
    if fields.peek().is_none() {
        return Some(format!("no element in reach has the constraint `{shown}`"));
    }
    let count = constraint.fields.len();
    (!fields.any(|fields| fields == count)).then(|| format!("it has {count} fields, other than `{shown}`"))
}
