//! The namespace whose elements are written without a prefix.
//!
//! In: the documents as they were loaded, the contract, and `[namespaces]`. Out: the namespace, if there is one. Invariant: nothing that
//! is in no namespace comes to be in it.
//!
//! ```xml
//! <xs:schema xmlns="urn:t" targetNamespace="urn:t" elementFormDefault="qualified">   <!-- <r xmlns="urn:t"><a/></r> -->
//! ```

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Contract, Scope, Type};
use crate::load::SchemaSet;
use crate::qname::Namespace;
use crate::source::Span;
use crate::xsd::Schema;

/// The default namespace: the one that the configuration gives the empty prefix, else the one that the documents suggest.
pub(crate) fn default_namespace(
    set: &SchemaSet,
    contract: &Contract,
    given: &BTreeMap<String, String>,
    diagnostics: &mut Diagnostics,
) -> Option<Namespace> {
    let Some(asked) = given.get("").and_then(|uri| Namespace::new(uri)) else {
        return suggested(set, contract, given);
    };
    if let Some((what, span)) = unqualified(contract) {
        let message = format!("{asked} cannot be the default namespace: {what} is in no namespace, and would be in it");
        let help = "give it a prefix in [namespaces] instead of the empty one".to_owned();
        diagnostics.push(Diagnostic::error("namespaces", span, message).help(help));
    }
    Some(asked)
}

/// The one target namespace of all inputs, if each of these has it as its default namespace. Envelopes have prefixes, and so has
/// what is in them: a contract with a WSDL document has no such namespace.
fn suggested(set: &SchemaSet, contract: &Contract, given: &BTreeMap<String, String>) -> Option<Namespace> {
    let is_input = |schema: &&Schema| set.inputs.contains(&schema.source) && !schema.is_chameleon;
    let mut inputs = set.schemas.iter().filter(is_input).map(|schema| (&schema.target, &schema.default_namespace));
    let first = inputs.next()?;
    let suggests = first.0 == first.1 && inputs.all(|other| other == first);
    let target = first.0.clone()?;
    let has_prefix = given.values().any(|uri| uri == target.as_str());
    let is_possible = || unqualified(contract).is_none() && !contract.may_hold_names();
    (set.definitions.is_empty() && suggests && !has_prefix && is_possible()).then_some(target)
}

/// Something in no namespace whose name is written: an element, or a type for `xsi:type`.
fn unqualified(contract: &Contract) -> Option<(String, Option<Span>)> {
    let element = contract.elements.iter().find(|element| element.name.namespace().is_none());
    let element = element.map(|element| {
        let owner = match &element.scope {
            Scope::Local(owner) => contract.ty(*owner).name(),
            Scope::Group(group) => Some(group),
            Scope::Global => None,
        };
        let place = owner.map_or_else(String::new, |owner| format!(" of `{}`", owner.with_prefix(contract.prefixes())));
        (format!("the element `{}`{place}", element.name.local()), element.span)
    });
    let is_unqualified =
        |ty: &&Type| ty.as_complex().is_some() && ty.name().is_some_and(|name| name.namespace().is_none());
    let ty = || contract.types.iter().find(is_unqualified);
    element.or_else(|| ty().and_then(|ty| Some((format!("the type `{}`", ty.name()?.local()), ty.span()))))
}
