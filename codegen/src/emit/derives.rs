//! The traits that items derive, and the attributes that the configuration puts on them.

use proc_macro2::TokenStream;
use quote::quote;

use super::path::{Here, ident};
use crate::plan::{Attributes, Item, Serde};

/// `#[derive(…)]`, with what everything derives first, then the other attributes.
pub(super) fn derives(besides: &[&str], attributes: &Attributes) -> TokenStream {
    let besides = besides.iter().map(|name| ident(name));
    let (own, outer) = (own(attributes), each(&attributes.outer));
    quote!(#[derive(Debug, Clone, PartialEq #(, #besides)* #(, #own)*)] #outer)
}

impl Here<'_> {
    /// The same; views are compared by way of their owners.
    pub(super) fn derives(self, besides: &[&str], attributes: &Attributes) -> TokenStream {
        if self.plan.is_of_views() { quote!(#[derive(Debug, Clone)]) } else { derives(besides, attributes) }
    }
}

/// The same for what a macro of the runtime makes, which derives the rest.
pub(super) fn derives_of_own(attributes: &Attributes) -> TokenStream {
    let (own, outer) = (own(attributes), each(&attributes.outer));
    let derive = (!own.is_empty()).then(|| quote!(#[derive(#(#own),*)]));
    quote!(#derive #outer)
}

fn own(attributes: &Attributes) -> Vec<TokenStream> {
    attributes.derives.iter().map(|path| path.parse().unwrap_or_default()).collect()
}

/// The attributes of a field, variant or value.
pub(super) fn of_part(attributes: &Attributes, name: &str) -> TokenStream {
    each(attributes.of_part(name))
}

fn each(attributes: &[String]) -> TokenStream {
    let attributes = attributes.iter().map(|text| text.parse::<TokenStream>().unwrap_or_default());
    quote!(#(#[#attributes])*)
}

/// How a simple type has serde's traits.
pub(super) enum Form {
    /// By its text.
    Text,
    /// By its text, of which every one is a value.
    Open,
    /// By what is inside.
    Inner(TokenStream),
}

/// What implements serde's traits for a simple type.
pub(super) fn serde(item: &Item, form: &Form) -> Vec<TokenStream> {
    let name = ident(&item.name);
    let line = |Serde { when, traits }: &Serde| {
        let traits = traits.iter().map(|name| ident(name));
        let when: Option<TokenStream> = when.as_ref().and_then(|when| when.parse().ok());
        let cfg = when.map(|when| quote!(#[cfg(#when)]));
        let head = match form {
            Form::Text => quote!(#name),
            Form::Open => quote!(open #name),
            Form::Inner(inner) => quote!(#name(#inner)),
        };
        quote!(#cfg soap_runtime::serde_value! { #head: #(#traits)* })
    };
    item.attributes.serde.iter().map(line).collect()
}
