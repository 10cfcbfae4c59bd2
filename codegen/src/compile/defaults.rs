//! `default` and `fixed` values that are none of the type's (XSD 1.0 part 1, 3.3.6 and 3.2.6).
//!
//! In: the corrected graph. Out: an error each.
//!
//! ```xml
//! <xs:attribute name="Count" type="xs:int" default="two"/>      <!-- not an xs:int -->
//! ```

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{AttributeUse, Contract, TypeId};
use crate::source::Span;
use crate::values::Values;

/// Checks the values of every element and attribute.
pub(super) fn check(contract: &Contract, values: &Values<'_>) -> Diagnostics {
    let mut found = Diagnostics::new();
    let mut one = |(default, fixed): (&Option<String>, &Option<String>), ty: TypeId, span: Option<Span>| {
        for (name, text) in [("default", default), ("fixed", fixed)] {
            let objection = text.as_ref().and_then(|text| objection(contract, values, ty, text, span));
            found.extend(objection.map(|reason| error(name, &reason, span)));
        }
    };
    for element in &contract.elements {
        one((&element.default, &element.fixed), element.ty, element.span);
    }
    for attribute in own_attributes(contract).chain(contract.global_attributes()) {
        one((&attribute.default, &attribute.fixed), attribute.ty, attribute.value_span);
    }
    found
}

/// The attributes of all types, each where it is declared.
fn own_attributes(contract: &Contract) -> impl Iterator<Item = &AttributeUse> {
    let complex = contract.all_types().filter_map(|(id, ty)| Some((id, ty.as_complex()?)));
    complex.flat_map(|(id, ty)| ty.attributes.iter().filter(move |attribute| attribute.declared_in == id))
}

fn error(name: &str, reason: &str, span: Option<Span>) -> Diagnostic {
    Diagnostic::error("value", span, format!("the {name} value cannot be: {reason}"))
        .help("correct the schema; a `[[correction]]` with `lift-fixed` drops a fixed value, one with `type` gives another type".to_owned())
}

fn objection(contract: &Contract, values: &Values<'_>, ty: TypeId, text: &str, span: Option<Span>) -> Option<String> {
    match contract.text_type(ty) {
        Some(simple) => (!values.accepts(simple, text, span)).then(|| format!("\"{text}\" is no value of the type")),
        None => (!contract.content(ty).is_mixed()).then(|| "the type holds no text".to_owned()),
    }
}
