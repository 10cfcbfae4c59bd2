//! What lets structs and enums grow: `#[non_exhaustive]`, and setters in place of literals.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::path::{Here, ident};
use super::when::cfg;
use crate::config::Growth;
use crate::naming;
use crate::plan::{Field, HeaderField, Line, Plan, RustType};

/// The attribute of every struct and enum that may grow.
pub(super) fn attribute(plan: &Plan) -> Option<TokenStream> {
    (plan.growth == Growth::Open).then(|| quote!(#[non_exhaustive]))
}

/// What is said of a trait that may get more methods.
pub(super) fn trait_note(plan: &Plan) -> Option<TokenStream> {
    attribute(plan)?;
    Some(quote! {
        ///
        /// Generated types alone implement it: it may get more methods.
    })
}

/// The setters of what `new` does not take.
pub(super) fn setters(at: Here<'_>, name: &str, fields: &[Field]) -> Option<TokenStream> {
    let settable = fields.iter().filter(|field| !field.is_required() && field.line != Line::Order);
    all(at, name, settable.map(|field| setter(&field.name, &at.ty(&field.ty), None)))
}

/// The setters of a struct of headers.
pub(super) fn header_setters(at: Here<'_>, name: &str, fields: &[HeaderField]) -> Option<TokenStream> {
    let optional = |field: &HeaderField| at.ty(&RustType::Option(Box::new(field.ty.clone())));
    all(at, name, fields.iter().map(|field| setter(&field.name, &optional(field), cfg(&field.when).as_ref())))
}

fn all(at: Here<'_>, name: &str, setters: impl Iterator<Item = TokenStream>) -> Option<TokenStream> {
    attribute(at.plan)?;
    let (name, mut setters) = (ident(name), setters.peekable());
    setters.peek().is_some().then(|| quote!(soap_runtime::setters! { #name { #(#setters)* } }))
}

/// `with_display_name(display_name: Option<String>);`
fn setter(field: &str, ty: &TokenStream, cfg: Option<&TokenStream>) -> TokenStream {
    let plain = field.strip_suffix('_').filter(|plain| naming::is_keyword(plain)).unwrap_or(field);
    let (setter, field) = (format_ident!("with_{plain}"), ident(field));
    quote!(#cfg #setter(#field: #ty);)
}
