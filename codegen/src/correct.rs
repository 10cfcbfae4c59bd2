//! Named corrections of defects in published schemas, each of which says when it is no longer needed.

use crate::config::{Config, Correction};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Contract, Type, TypeId};
use crate::qname::{Namespace, QName};

/// Applies the corrections of the configuration. One that finds nothing to correct is a warning; one that names nothing is an
/// error.
pub(crate) fn correct(contract: &mut Contract, config: &Config, diagnostics: &mut Diagnostics) {
    for correction in &config.corrections {
        match lift_fixed(contract, config, correction) {
            Ok(true) => {}
            Ok(false) => diagnostics.push(not_needed(correction)),
            Err(reason) => {
                let message = format!("the correction `{}` cannot be applied: {reason}", correction.name);
                diagnostics.push(Diagnostic::error("correction-failed", None, message));
            }
        }
    }
}

fn not_needed(correction: &Correction) -> Diagnostic {
    let message = format!(
        "the correction `{}` is no longer needed: {} has no fixed value",
        correction.name, correction.lift_fixed
    );
    Diagnostic::warning("correction-not-needed", None, message)
        .note(None, format!("it was made because {}", correction.cause))
        .help("remove it from the configuration".to_owned())
}

/// Drops a `fixed` value; whether there was one.
fn lift_fixed(contract: &mut Contract, config: &Config, correction: &Correction) -> Result<bool, String> {
    let (owner, attribute) = match correction.lift_fixed.split_once("/@") {
        Some((owner, attribute)) => (owner, Some(attribute)),
        None => (correction.lift_fixed.as_str(), None),
    };
    let name = resolve(owner, config)?;
    let element = contract.find_element(&name);
    let Some(attribute) = attribute else {
        let element = element.ok_or_else(|| format!("there is no element {owner} in reach"))?;
        return Ok(contract.element_mut(element).fixed.take().is_some());
    };
    let ty = element.map(|id| contract.element(id).ty).or_else(|| contract.find_type(&name));
    let ty = ty.ok_or_else(|| format!("there is no element or type {owner} in reach"))?;
    lift_attribute(contract, ty, attribute).ok_or_else(|| format!("{owner} has no attribute {attribute}"))
}

fn lift_attribute(contract: &mut Contract, ty: TypeId, attribute: &str) -> Option<bool> {
    let Type::Complex(complex) = contract.ty_mut(ty) else { return None };
    let found = complex.attributes.iter_mut().find(|found| found.name.local() == attribute)?;
    Some(found.fixed.take().is_some())
}

fn resolve(name: &str, config: &Config) -> Result<QName, String> {
    match name.split_once(':') {
        None => Ok(QName::new(None, name)),
        Some((prefix, local)) => match config.namespaces.get(prefix) {
            Some(uri) => Ok(QName::new(Namespace::new(uri), local)),
            None => Err(format!("[namespaces] does not declare the prefix `{prefix}`")),
        },
    }
}
