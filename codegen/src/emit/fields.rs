//! The lines of the runtime's macros: one for each field or variant.

use proc_macro2::TokenStream;
use quote::quote;

use super::path::ident;
use crate::plan::{Line, XmlName};

/// The line of a field: `element display_name t "DisplayName" required;`.
pub(super) fn line(name: &str, line: &Line) -> TokenStream {
    let field = ident(name);
    let required = |required: bool| required.then(|| quote!(required));
    match line {
        Line::Attribute { name: XmlName { prefix: None, local }, required: must } => {
            let required = required(*must);
            quote!(attribute #field #local #required;)
        }
        Line::Attribute { name: XmlName { prefix: Some(prefix), local }, required: must } => {
            let (prefix, required) = (ident(prefix), required(*must));
            quote!(qualified #field #prefix #local #required;)
        }
        Line::AnyAttribute(constraint) => quote!(any_attribute #field #constraint;),
        Line::Element { name: XmlName { prefix: None, local }, required: must } => {
            let required = required(*must);
            quote!(local #field #local #required;)
        }
        Line::Element { name: XmlName { prefix: Some(prefix), local }, required: must } => {
            let (prefix, required) = (ident(prefix), required(*must));
            quote!(element #field #prefix #local #required;)
        }
        Line::Group { required: must } => {
            let required = required(*must);
            quote!(group #field #required;)
        }
        Line::Any(constraint) => quote!(any #field #constraint;),
        Line::Text => quote!(text #field;),
        Line::Mixed => quote!(mixed #field;),
    }
}

/// The keyword of a line.
pub(super) fn kind(line: &Line) -> &'static str {
    match line {
        Line::Attribute { .. } => "attribute",
        Line::AnyAttribute(_) => "any_attribute",
        Line::Element { name: XmlName { prefix: None, .. }, .. } => "local",
        Line::Element { .. } => "element",
        Line::Group { .. } => "group",
        Line::Any(_) => "any",
        Line::Text => "text",
        Line::Mixed => "mixed",
    }
}
