//! Enums whose variants are elements: choices, substitution groups, mixed content, and the document type.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::docs;
use super::fields::{kind, line};
use super::path::{Here, ident};
use super::when::{cfg, condition};
use crate::plan::{Choice, Item};

/// The enum of a choice, and how it is read and written.
pub(super) fn choice(at: Here<'_>, item: &Item, choice: &Choice) -> Vec<TokenStream> {
    if choice.variants.iter().any(|variant| !variant.when.is_always()) {
        return elements(at, &item.name, (&item.docs, &item.derives), choice);
    }
    items(at, &item.name, &item.docs, &item.derives, choice)
}

/// The same for any name.
pub(super) fn items(
    at: Here<'_>,
    name: &str,
    item_docs: &[String],
    derives: &[&'static str],
    choice: &Choice,
) -> Vec<TokenStream> {
    let definition = definition(at, name, item_docs, derives, choice);
    let name = ident(name);
    let lines = choice.variants.iter().map(|variant| line(&variant.name, &variant.line, 0));
    let placeholder = choice.variants.get(choice.placeholder).map(|variant| {
        let (kind, name) = (ident(kind(&variant.line)), ident(&variant.name));
        quote!(#kind #name)
    });
    vec![definition, quote!(soap_runtime::choice! { #name: #placeholder { #(#lines)* } })]
}

/// The same where variants depend on features; all of them are elements.
pub(super) fn elements(
    at: Here<'_>,
    name: &str,
    (item_docs, derives): (&[String], &[&'static str]),
    choice: &Choice,
) -> Vec<TokenStream> {
    let definition = definition(at, name, item_docs, derives, choice);
    let name = ident(name);
    let lines = choice.variants.iter().map(|variant| {
        let line = line(&variant.name, &variant.line, 0).into_iter();
        let line = line.filter(|token| token.to_string() != ";").collect::<TokenStream>();
        let condition = condition(&variant.when);
        quote!(#line #condition;)
    });
    vec![definition, quote!(soap_runtime::elements! { #name { #(#lines)* } })]
}

fn definition(
    at: Here<'_>,
    name: &str,
    item_docs: &[String],
    derives: &[&'static str],
    choice: &Choice,
) -> TokenStream {
    let (name, item_docs) = (ident(name), docs(item_docs));
    let derives = derives.iter().map(|name| ident(name));
    let variants = choice.variants.iter().map(|variant| {
        let (name, ty, docs) = (ident(&variant.name), at.ty(&variant.ty), docs(&variant.docs));
        let cfg = cfg(&variant.when);
        quote!(#cfg #docs #name(#ty))
    });
    quote! {
        #item_docs
        #[derive(Debug, Clone, PartialEq #(, #derives)*)]
        pub enum #name { #(#variants),* }
    }
}
