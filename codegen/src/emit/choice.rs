//! Enums whose variants are elements: choices, substitution groups, mixed content, and the document type.

use proc_macro2::TokenStream;
use quote::quote;

use super::derives::of_part;
use super::docs::docs;
use super::fields::{conditional, kind, line};
use super::growth;
use super::path::{Here, ident};
use super::structure::{in_order, schema_type, undocumented};
use super::when::cfg;
use crate::plan::{Attributes, Choice, Item, ItemId, Known, Line, RustType};

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
    let mut items = match choice.variants.iter().all(|variant| variant.when.is_always()) {
        true => items(at, head, choice),
        false => elements(at, head, choice),
    };
    items.extend(known(at, item, choice));
    items.extend(choice.whole.as_ref().map(|whole| {
        let (name, schema_type) = (at.head(&item.name), schema_type(item, whole.type_name.as_ref()));
        let optional = whole.is_endless.then(|| quote!([optional]));
        let in_order = in_order(whole.in_order.as_ref());
        quote!(soap_runtime::choice_type! { #name #schema_type #optional #in_order })
    }));
    items
}

/// How a value of a substitution group is borrowed whichever member it is.
fn known(at: Here<'_>, item: &Item, choice: &Choice) -> Option<TokenStream> {
    let name = at.head(&item.name);
    Some(match choice.known.as_ref()? {
        Known::Trait(method, base) => {
            let lines = choice.variants.iter().filter_map(|variant| borrow(at, &variant.name, &variant.ty, *base));
            let (method, base) = (ident(method), at.ty(&RustType::Item(*base)));
            quote!(soap_runtime::substitution! { #name #method -> #base { #(#lines)* } })
        }
        Known::Type(ty) => {
            let (ty, variants) = (at.ty(ty), choice.variants.iter().map(|variant| ident(&variant.name)));
            quote!(soap_runtime::substitution! { #name: #ty { #(#variants;)* } })
        }
    })
}

fn borrow(at: Here<'_>, name: &str, ty: &RustType, base: ItemId) -> Option<TokenStream> {
    let borrow = at.plan.borrow(ty, base)?;
    let (name, ty) = (ident(name), at.ty(borrow.ty));
    let nillable = borrow.nillable.then(|| quote!([nillable]));
    Some(match borrow.method.map(ident) {
        Some(method) => quote!(#name as #method #nillable;),
        None => quote!(#name(#ty) #nillable;),
    })
}

/// The same for any name.
pub(super) fn items(at: Here<'_>, head: Head<'_>, choice: &Choice) -> Vec<TokenStream> {
    let definition = definition(at, head, choice);
    let name = at.head(head.name);
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
    let name = at.head(head.name);
    let lines = choice.variants.iter().map(|variant| conditional(&variant.name, &variant.line, &variant.when));
    vec![definition, quote!(soap_runtime::elements! { #name { #(#lines)* } })]
}

fn is_growing(at: Here<'_>, line: &Line) -> bool {
    *line == Line::Text && !at.plan.is_of_views()
}

fn definition(at: Here<'_>, head: Head<'_>, choice: &Choice) -> TokenStream {
    let (name, item_docs, derives) = (at.head(head.name), docs(head.docs), at.derives(head.derives, head.attributes));
    let (growth, undocumented) = (growth::attribute(at.plan), undocumented(at));
    let uneven = choice.is_uneven.then(|| quote!(#[allow(clippy::large_enum_variant)]));
    let variants = choice.variants.iter().map(|variant| {
        let (name, docs) = (ident(&variant.name), docs(&variant.docs));
        // The text between elements comes in pieces, and grows.
        let ty = if is_growing(at, &variant.line) { quote!(String) } else { at.ty(&variant.ty) };
        let (cfg, own) = (cfg(&variant.when), of_part(head.attributes, &variant.name));
        quote!(#cfg #docs #own #name(#ty))
    });
    quote! {
        #item_docs
        #derives
        #growth
        #undocumented
        #uneven
        pub enum #name { #(#variants),* }
    }
}
