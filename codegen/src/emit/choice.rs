//! Enums whose variants are elements: choices, substitution groups, mixed content, and the document type.

use proc_macro2::TokenStream;
use quote::quote;

use super::derives::{derives, of_part};
use super::docs::docs;
use super::fields::{conditional, kind, line};
use super::path::{Here, ident};
use super::when::cfg;
use crate::plan::{Attributes, Choice, Item};

/// What an enum is called, says and derives.
#[derive(Clone, Copy)]
pub(super) struct Head<'p> {
    pub(super) name: &'p str,
    pub(super) docs: &'p [String],
    pub(super) derives: &'p [&'static str],
    pub(super) attributes: &'p Attributes,
}

/// The enum of a choice, and how it is read and written.
pub(super) fn choice(at: Here<'_>, item: &Item, choice: &Choice) -> Vec<TokenStream> {
    let head = Head { name: &item.name, docs: &item.docs, derives: &item.derives, attributes: &item.attributes };
    match choice.variants.iter().all(|variant| variant.when.is_always()) {
        true => items(at, head, choice),
        false => elements(at, head, choice),
    }
}

/// The same for any name.
pub(super) fn items(at: Here<'_>, head: Head<'_>, choice: &Choice) -> Vec<TokenStream> {
    let definition = definition(at, head, choice);
    let name = ident(head.name);
    let lines = choice.variants.iter().map(|variant| line(&variant.name, &variant.line, 0));
    let placeholder = choice.variants.get(choice.placeholder).map(|variant| {
        let (kind, name) = (ident(kind(&variant.line)), ident(&variant.name));
        quote!(#kind #name)
    });
    vec![definition, quote!(soap_runtime::choice! { #name: #placeholder { #(#lines)* } })]
}

/// The same where variants depend on features; all of them are elements.
pub(super) fn elements(at: Here<'_>, head: Head<'_>, choice: &Choice) -> Vec<TokenStream> {
    let definition = definition(at, head, choice);
    let name = ident(head.name);
    let lines = choice.variants.iter().map(|variant| conditional(&variant.name, &variant.line, &variant.when));
    vec![definition, quote!(soap_runtime::elements! { #name { #(#lines)* } })]
}

fn definition(at: Here<'_>, head: Head<'_>, choice: &Choice) -> TokenStream {
    let (name, item_docs, derives) = (ident(head.name), docs(head.docs), derives(head.derives, head.attributes));
    let variants = choice.variants.iter().map(|variant| {
        let (name, ty, docs) = (ident(&variant.name), at.ty(&variant.ty), docs(&variant.docs));
        let (cfg, own) = (cfg(&variant.when), of_part(head.attributes, &variant.name));
        quote!(#cfg #docs #own #name(#ty))
    });
    quote! {
        #item_docs
        #derives
        pub enum #name { #(#variants),* }
    }
}
