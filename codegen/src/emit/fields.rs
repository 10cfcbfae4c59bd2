//! The lines of the runtime's macros: one for each field or variant.

use proc_macro2::TokenStream;
use quote::quote;

use super::path::ident;
use super::when::condition;
use crate::plan::{Line, When, XmlName};

/// The line of a field: `element display_name t "DisplayName" required;`. One of which there are to be several says how many:
/// `element line t "Line" 1 ..;`.
pub(super) fn line(name: &str, line: &Line, least: u32) -> TokenStream {
    let entry = entry(name, line, least);
    quote!(#entry;)
}

/// The line of a variant that is there with some features: `element GetItem m "GetItem" if "get-item";`.
pub(super) fn conditional(name: &str, line: &Line, when: &When) -> TokenStream {
    let (entry, condition) = (entry(name, line, 0), condition(when));
    quote!(#entry #condition;)
}

/// A line up to where it can end.
fn entry(name: &str, line: &Line, least: u32) -> TokenStream {
    let field = ident(name);
    let least = (least > 0).then(|| {
        let least = proc_macro2::Literal::u32_unsuffixed(least);
        quote!(#least ..)
    });
    let required = |required: &bool| required.then(|| quote!(required));
    match line {
        Line::Attribute { name: XmlName { prefix: None, local, .. }, required: must } => {
            let required = required(must);
            quote!(attribute #field #local #required)
        }
        Line::Attribute { name: XmlName { prefix: Some(prefix), local, .. }, required: must } => {
            let (prefix, required) = (ident(prefix), required(must));
            quote!(qualified #field #prefix #local #required)
        }
        Line::AnyAttribute(constraint) => quote!(any_attribute #field #constraint),
        Line::Element { name: XmlName { prefix: None, local, .. }, required: must, default, nil } => {
            let (required, default) = (occurs(*must, *nil), stands_for(default));
            quote!(local #field #local #required #default #least)
        }
        Line::Element { name, required: must, default, nil } => {
            let (namespace, local) = (ident(name.constant()), &name.local);
            let (required, default) = (occurs(*must, *nil), stands_for(default));
            quote!(element #field #namespace #local #required #default #least)
        }
        Line::Group { required: must } => {
            let required = required(must);
            quote!(group #field #required #least)
        }
        Line::Any { constraint, number } => {
            let number = number.map(|number| {
                let number = proc_macro2::Literal::u32_unsuffixed(number);
                quote!(as #number)
            });
            quote!(any #field #constraint #number #least)
        }
        Line::Text => quote!(text #field),
        Line::Mixed => quote!(mixed #field),
        Line::Order => quote!(order #field),
    }
}

/// The word behind an element's name.
fn occurs(required: bool, nil: bool) -> Option<TokenStream> {
    match (required, nil) {
        (false, false) => None,
        (true, false) => Some(quote!(required)),
        (false, true) => Some(quote!(nillable)),
        (true, true) => Some(quote!(required_nillable)),
    }
}

pub(super) fn stands_for(default: &Option<String>) -> Option<TokenStream> {
    default.as_ref().map(|value| quote!(= #value))
}

/// The keyword of a line.
pub(super) fn kind(line: &Line) -> &'static str {
    match line {
        Line::Attribute { .. } => "attribute",
        Line::AnyAttribute(_) => "any_attribute",
        Line::Element { name: XmlName { prefix: None, .. }, .. } => "local",
        Line::Element { .. } => "element",
        Line::Group { .. } => "group",
        Line::Any { .. } => "any",
        Line::Text => "text",
        Line::Mixed => "mixed",
        Line::Order => "order",
    }
}
