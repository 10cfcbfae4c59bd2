//! Derivation: enums for element types that others are derived from, traits for what derived types share.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::docs;
use super::growth;
use super::path::{Here, ident};
use super::when::{cfg, condition};
use crate::plan::{Base, Item, ItemId, Polymorphic, RustType, When, XmlName};

/// The enum of an element type and those derived from it.
pub(super) fn polymorphic(at: Here<'_>, item: &Item, types: &Polymorphic) -> Vec<TokenStream> {
    vec![definition(at, item, types), binding(at, item, types)]
}

fn definition(at: Here<'_>, item: &Item, types: &Polymorphic) -> TokenStream {
    let (name, item_docs, unknown) = (at.head(&item.name), docs(&item.docs), ident(&types.unknown));
    let derives = at.derives(&item.derives, &item.attributes);
    let growth = growth::attribute(at.plan);
    let variants = types.variants.iter().map(|variant| {
        let (name, ty) = (ident(&variant.name), at.ty(&variant.ty));
        let (doc, cfg) = (format!(" `{}`.", shown(&variant.type_name)), cfg(&variant.when));
        quote!(#cfg #[doc = #doc] #name(#ty))
    });
    quote! {
        #item_docs
        #derives
        #growth
        pub enum #name {
            #(#variants,)*
            /// An element whose `xsi:type` names another type, as it is.
            #unknown(Box<AnyElement>)
        }
    }
}

fn binding(at: Here<'_>, item: &Item, types: &Polymorphic) -> TokenStream {
    let (name, unknown) = (at.head(&item.name), ident(&types.unknown));
    let known = types.known.as_ref().map(|(method, base)| {
        let (method, base) = (ident(method), at.ty(&RustType::Item(*base)));
        quote!(#method -> #base)
    });
    let placeholder = types.variants.get(types.placeholder).map_or(&types.unknown, |variant| &variant.name);
    let placeholder = ident(placeholder);
    let lines = types.variants.iter().enumerate().map(|(index, variant)| {
        let (name, ty) = (ident(&variant.name), at.ty(inside(&variant.ty)));
        let keyword = match (variant.is_foreign, types.has_base && index == 0) {
            (true, _) => "foreign",
            (false, true) => "base",
            (false, false) => "derived",
        };
        let (namespace, local) = (ident(variant.type_name.constant()), &variant.type_name.local);
        let keyword = ident(keyword);
        let condition = condition(&variant.when);
        quote!(#keyword #name(#ty) #namespace #local #condition;)
    });
    quote!(soap_runtime::polymorphic! { #name #known: #placeholder else #unknown { #(#lines)* } })
}

pub(super) fn inside(ty: &RustType) -> &RustType {
    match ty {
        RustType::Box(inner) => inner,
        other => other,
    }
}

fn shown(name: &XmlName) -> String {
    name.prefix.as_ref().map_or_else(|| name.local.clone(), |prefix| format!("{prefix}:{}", name.local))
}

/// The trait for what the types derived from one have in common.
pub(super) fn base(at: Here<'_>, item: &Item, base: &Base) -> Vec<TokenStream> {
    let (name, item_docs) = (at.head(&item.name), docs(&item.docs));
    let note = growth::trait_note(at.plan);
    let methods = base.fields.iter().map(|field| {
        let (name, docs) = (ident(&field.name), docs(&field.docs));
        let (kind, ty) = accessor(at, &field.ty);
        quote!(#docs #kind #name: #ty;)
    });
    let parent = base.parent.map(|id| {
        let parent = at.ty(&RustType::Item(id));
        quote!(: #parent)
    });
    let implementors = base.implementors.iter().map(|(id, when)| {
        let (ty, condition) = (at.ty(&RustType::Item(*id)), condition(when));
        quote!(#condition #ty)
    });
    let enums: Vec<TokenStream> = base.enums.iter().filter_map(|(id, when)| enum_with(at, *id, when)).collect();
    let enums = (!enums.is_empty()).then(|| quote!([#(#enums),*]));
    vec![quote! {
        soap_runtime::base_type! {
            #item_docs
            #note
            pub trait #name #parent { #(#methods)* }
            for [#(#implementors),*] #enums
        }
    }]
}

/// An enum with the method that borrows its value as a trait.
fn enum_with(at: Here<'_>, id: ItemId, when: &When) -> Option<TokenStream> {
    let (method, _) = at.plan.items[id.0].kind.known()?;
    let (name, method, condition) = (at.ty(&RustType::Item(id)), ident(method), condition(when));
    Some(quote!(#condition #name as #method))
}

/// How a field is borrowed: `required` as it is, `optional` and `repeated` from inside.
fn accessor(at: Here<'_>, ty: &RustType) -> (TokenStream, TokenStream) {
    match ty {
        RustType::Option(inner) => (quote!(optional), at.ty(inner)),
        RustType::Vec(inner) => (quote!(repeated), at.ty(inner)),
        other => (quote!(required), at.ty(other)),
    }
}
