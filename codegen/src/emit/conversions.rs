//! What converts between two forms of an item: a line for each part that differs.
//!
//! ```text
//! soap_runtime::convert_struct! { CardType v1::cards::CardType: From "v2" TryFrom "v1" { added note "Note"; } }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::path::{Here, ROOT, ident};
use crate::plan::RustType;
use crate::versions::{Conversion, ConversionKind, Part, Shape, Side, VersionPlan, What};

/// Two versions as they are named from a place in the newer one.
#[derive(Clone, Copy)]
pub(super) struct Both<'p> {
    pub(super) at: Here<'p>,
    pub(super) before: &'p VersionPlan,
    pub(super) version: &'p VersionPlan,
}

/// What an item is called in both.
pub(super) struct Forms {
    pub(super) new: TokenStream,
    pub(super) old: TokenStream,
}

impl Both<'_> {
    fn ty(self, side: Side, ty: &RustType) -> TokenStream {
        if side == Side::New {
            return self.at.ty(ty);
        }
        let (version, ty) = (ident(&self.before.name), Here { plan: &self.before.output.plan, module: ROOT }.ty(ty));
        quote!(#version::#ty)
    }
}

/// The conversions between two forms of an item.
pub(super) fn convert(both: Both<'_>, forms: &Forms, conversion: &Conversion) -> TokenStream {
    let Forms { new, old } = forms;
    let direction = |sure: bool| ident(if sure { "From" } else { "TryFrom" });
    let (there, back) = (direction(conversion.there), direction(conversion.back));
    let (to, from) = (&both.version.name, &both.before.name);
    let head = quote!(#new #old: #there #to #back #from);
    let lines = |parts: &[Part]| -> Vec<TokenStream> { parts.iter().map(|part| line(both, part)).collect() };
    match &conversion.kind {
        ConversionKind::Struct(parts) => {
            let lines = lines(parts);
            quote!(soap_runtime::convert_struct! { #head { #(#lines)* } })
        }
        ConversionKind::Enum(parts) => {
            let lines = lines(parts);
            quote!(soap_runtime::convert_enum! { #head { #(#lines)* } })
        }
        ConversionKind::Enumeration => quote!(soap_runtime::convert_enumeration! { #head }),
        ConversionKind::Restricted => quote!(soap_runtime::convert_restricted! { #head }),
    }
}

fn line(both: Both<'_>, part: &Part) -> TokenStream {
    let (name, step) = (ident(&part.name), &part.step);
    let required = |required: bool| required.then(|| quote!(required));
    match &part.what {
        What::Same => quote!(same #name;),
        What::Into(_) => quote!(into #name #step;),
        What::Changed(there, back) => {
            let (there, back) = (shape(both, there), shape(both, back));
            quote!(changed #name #step (#there) (#back);)
        }
        What::Added(must) => {
            let required = required(*must);
            quote!(added #name #step #required;)
        }
        What::Removed(must) => {
            let required = required(*must);
            quote!(removed #name #step #required;)
        }
    }
}

fn shape(both: Both<'_>, found: &Shape) -> TokenStream {
    match found {
        Shape::Same => quote!(same()),
        Shape::Item(_) => quote!(item()),
        Shape::Text => quote!(text()),
        Shape::Lexical if both.at.plan.is_compact() => quote!(into_text(lexical())),
        Shape::Lexical => quote!(lexical()),
        Shape::Widened => quote!(widened()),
        Shape::Around(name, inside) => {
            let (function, inside) = (ident(name), shape(both, inside));
            let step = quote!(#function(#inside));
            if both.at.plan.is_compact() { of_lists(name, step) } else { step }
        }
        Shape::Based(side, ty, inside) => {
            let (ty, inside) = (both.ty(*side, ty), shape(both, inside));
            quote!(based::<_, #ty, _, _>(#inside))
        }
        Shape::Only(side, item, variant, inside) => {
            let (item, variant) = (both.ty(*side, &RustType::Item(*item)), ident(variant));
            let inside = shape(both, inside);
            quote!(soap_runtime::convert_only!(#item, #variant, #inside))
        }
    }
}

/// A step from or to a `Vec`, from or to a list of one word.
fn of_lists(name: &str, step: TokenStream) -> TokenStream {
    match name {
        "vec" => quote!(into_list(from_list(#step))),
        "many" | "optional_many" => quote!(into_list(#step)),
        "one" | "at_most_one" => quote!(from_list(#step)),
        _ => step,
    }
}
