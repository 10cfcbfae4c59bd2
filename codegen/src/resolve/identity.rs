//! Identity constraints that refer to others (XSD 1.0 part 1 §3.11.6): the other one is there, and has as many fields.
//!
//! In: a contract. Out: the same without a `keyref` whose values nothing could be found for, and a warning for each.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::Contract;
use crate::qname::{Prefixes, QName};
use crate::xsd::{IdentityConstraint, IdentityKind};

/// Leaves out what cannot be checked.
pub(super) fn check(contract: &mut Contract, prefixes: &Prefixes, diagnostics: &mut Diagnostics) {
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

fn objection(constraint: &IdentityConstraint, keys: &[(QName, usize)], prefixes: &Prefixes) -> Option<String> {
    let IdentityKind::Keyref(refer) = &constraint.kind else { return None };
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
