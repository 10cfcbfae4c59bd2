//! Simple types: enumerations, newtypes with facets, unions, aliases.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use soap_runtime::xsd::OwnedFacets;

use super::derives::{Form, derives, derives_of_own, of_part, serde};
use super::docs::docs;
use super::growth;
use super::path::{Here, ident};
use crate::plan::{Enumeration, Item, Lexical, Restricted, RustType, Union, WhiteSpace};

/// An open enumeration.
pub(super) fn enumeration(at: Here<'_>, item: &Item, enumeration: &Enumeration) -> Vec<TokenStream> {
    let (name, item_docs) = (ident(&item.name), docs(&item.docs));
    let growth = growth::attribute(at.plan);
    let base = match enumeration.white_space {
        WhiteSpace::Collapse => Some(quote!(: token)),
        WhiteSpace::Replace => Some(quote!(: normalizedString)),
        WhiteSpace::Preserve => None,
    };
    let values = enumeration.values.iter().map(|value| {
        let (name, docs, text) = (ident(&value.name), docs(&value.docs), &value.text);
        let own = of_part(&item.attributes, &value.name);
        // The macro says what a value without attributes is.
        let shown = (value.docs.is_empty() && !own.is_empty()).then(|| self::docs(&[format!("`{text}`")]));
        let text = (value.name != *text).then(|| quote!(= #text));
        quote!(#docs #shown #own #name #text,)
    });
    let unlisted = at.plan.is_compact().then(|| {
        let text = at.ty(&RustType::Path("String"));
        quote!((#text))
    });
    let open = (enumeration.open != "Unknown" || unlisted.is_some()).then(|| {
        let open = ident(&enumeration.open);
        quote!(..#open #unlisted)
    });
    let derives = derives_of_own(&item.attributes);
    let definition = quote! {
        soap_runtime::enumeration! {
            #item_docs
            #derives
            #growth
            pub enum #name #base { #(#values)* #open }
        }
    };
    std::iter::once(definition).chain(serde(item, &Form::Open)).collect()
}

/// A newtype with facets.
pub(super) fn restricted(at: Here<'_>, item: &Item, restricted: &Restricted) -> Vec<TokenStream> {
    let (name, item_docs, inner) = (ident(&item.name), docs(&item.docs), at.ty(&restricted.inner));
    let derives = derives(&item.derives, &item.attributes);
    let definition = quote! {
        #item_docs
        #derives
        pub struct #name(#inner);
    };
    let (base, facets) = (ident(restricted.builtin.name()), facets(&restricted.facets));
    let namespaces = restricted.names.then(|| quote!(in NAMESPACES));
    let binding = quote!(soap_runtime::restricted! { #name(#inner): #base #namespaces { #(#facets),* } });
    [definition, binding].into_iter().chain(serde(item, &Form::Inner(inner))).collect()
}

/// The facets as fields of the runtime's `Facets`.
fn facets(facets: &OwnedFacets) -> Vec<TokenStream> {
    let number = |(name, value): (&str, Option<u64>)| {
        let (name, value) = (ident(name), Literal::u64_unsuffixed(value?));
        Some(quote!(#name: Some(#value)))
    };
    let text = |(name, value): (&str, &Option<String>)| {
        let (name, value) = (ident(name), value.as_ref()?);
        Some(quote!(#name: Some(#value)))
    };
    let numbers = [
        ("length", facets.length),
        ("min_length", facets.min_length),
        ("max_length", facets.max_length),
        ("total_digits", facets.total_digits.map(u64::from)),
        ("fraction_digits", facets.fraction_digits.map(u64::from)),
    ];
    let bounds = [
        ("min_inclusive", &facets.min_inclusive),
        ("min_exclusive", &facets.min_exclusive),
        ("max_inclusive", &facets.max_inclusive),
        ("max_exclusive", &facets.max_exclusive),
    ];
    let mut all: Vec<TokenStream> = facets.list.then(|| quote!(list: true)).into_iter().collect();
    all.extend(numbers.into_iter().filter_map(number));
    all.extend(bounds.into_iter().filter_map(text));
    if !facets.patterns.is_empty() {
        let steps = facets.patterns.iter().map(|step| quote!(&[#(#step),*]));
        all.push(quote!(patterns: &[#(#steps),*]));
    }
    if !facets.enumeration.is_empty() {
        let values = &facets.enumeration;
        all.push(quote!(enumeration: &[#(#values),*]));
    }
    if let Some(is_required) = facets.explicit_timezone {
        all.push(quote!(explicit_timezone: Some(#is_required)));
    }
    if let Some(white_space) = facets.white_space {
        let white_space = ident(match white_space {
            WhiteSpace::Preserve => "Preserve",
            WhiteSpace::Replace => "Replace",
            WhiteSpace::Collapse => "Collapse",
        });
        all.push(quote!(white_space: Some(xsd::WhiteSpace::#white_space)));
    }
    all
}

/// A union.
pub(super) fn union(at: Here<'_>, item: &Item, union: &Union) -> Vec<TokenStream> {
    let (name, item_docs) = (ident(&item.name), docs(&item.docs));
    let derives = derives(&item.derives, &item.attributes);
    let growth = growth::attribute(at.plan);
    let members: Vec<TokenStream> = union
        .members
        .iter()
        .map(|member| {
            let (name, ty) = (ident(&member.name), at.ty(&member.ty));
            let lexical = member.lexical.as_deref().map(lexical);
            let from = at.plan.is_told_by_type(union, member).then(|| quote!(from));
            quote!(#name(#ty #lexical) #from)
        })
        .collect();
    let variants = union.members.iter().map(|member| {
        let (name, ty) = (ident(&member.name), at.ty(&member.ty));
        let doc = format!(" A value of the member type `{}`.", at.ty(&member.ty).to_string().replace(' ', ""));
        quote!(#[doc = #doc] #name(#ty))
    });
    let definition = quote! {
        #item_docs
        #derives
        #growth
        pub enum #name { #(#variants),* }
    };
    let binding = quote!(soap_runtime::union! { #name { #(#members),* } });
    [definition, binding].into_iter().chain(serde(item, &Form::Text)).collect()
}

/// Which texts are a member's, as the runtime's macro spells them.
fn lexical(lexical: &[Lexical]) -> TokenStream {
    let texts = lexical.iter().map(|texts| {
        let any_of = texts.any_of.iter().map(|builtin| ident(builtin.name()));
        if texts.list { quote!([#(#any_of)*]) } else { quote!(#(#any_of)|*) }
    });
    quote!(: #(#texts)|*)
}

/// A type that is another one.
pub(super) fn alias(at: Here<'_>, item: &Item, ty: &RustType) -> Vec<TokenStream> {
    let (name, item_docs, ty) = (ident(&item.name), docs(&item.docs), at.ty(ty));
    vec![quote!(#item_docs pub type #name = #ty;)]
}
