//! Derivation: enums for element types that others are derived from, traits for what derived types share.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::docs;
use super::path::{Here, ident};
use super::when::{cfg, condition};
use crate::plan::{Base, Item, ItemKind, Polymorphic, RustType, XmlName};

/// The enum of an element type and those derived from it.
pub(super) fn polymorphic(at: Here<'_>, item: &Item, types: &Polymorphic) -> Vec<TokenStream> {
    let (name, item_docs, declared) = (ident(&item.name), docs(&item.docs), &types.declared);
    let derives = item.derives.iter().map(|name| ident(name));
    let variants = types.variants.iter().map(|variant| {
        let (name, ty) = (ident(&variant.name), at.ty(&variant.ty));
        let (doc, cfg) = (format!(" `{}`.", shown(&variant.type_name)), cfg(&variant.when));
        quote!(#cfg #[doc = #doc] #name(#ty))
    });
    let definition = quote! {
        #item_docs
        #[derive(Debug, Clone, PartialEq #(, #derives)*)]
        pub enum #name { #(#variants),* }
    };
    let lines = types.variants.iter().enumerate().map(|(index, variant)| {
        let (name, ty) = (ident(&variant.name), at.ty(inside(&variant.ty)));
        let keyword = ident(if types.has_base && index == 0 { "base" } else { "derived" });
        let (namespace, local) = (ident(variant.type_name.constant()), &variant.type_name.local);
        let condition = condition(&variant.when);
        quote!(#keyword #name(#ty) #namespace #local #condition;)
    });
    let placeholder = types.variants.get(types.placeholder).map(|variant| ident(&variant.name));
    let binding = quote!(soap_runtime::polymorphic! { #name #declared: #placeholder { #(#lines)* } });
    vec![definition, binding]
}

fn inside(ty: &RustType) -> &RustType {
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
    let (name, item_docs) = (ident(&item.name), docs(&item.docs));
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
    let enums: Vec<TokenStream> = base
        .enums
        .iter()
        .filter_map(|(id, when)| match &at.plan.items[id.0].kind {
            ItemKind::Polymorphic(types) => {
                let name = at.ty(&RustType::Item(*id));
                let variants = types.variants.iter().map(|variant| {
                    let (name, condition) = (ident(&variant.name), condition(&variant.when));
                    quote!(#name #condition)
                });
                let condition = condition(when);
                Some(quote!(#condition #name { #(#variants),* }))
            }
            _ => None,
        })
        .collect();
    let enums = (!enums.is_empty()).then(|| quote!([#(#enums),*]));
    vec![quote! {
        soap_runtime::base_type! {
            #item_docs
            pub trait #name #parent { #(#methods)* }
            for [#(#implementors),*] #enums
        }
    }]
}

/// How a field is borrowed: `required` as it is, `optional` and `repeated` from inside.
fn accessor(at: Here<'_>, ty: &RustType) -> (TokenStream, TokenStream) {
    match ty {
        RustType::Option(inner) => (quote!(optional), at.ty(inner)),
        RustType::Vec(inner) => (quote!(repeated), at.ty(inner)),
        other => (quote!(required), at.ty(other)),
    }
}
