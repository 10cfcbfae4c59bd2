//! The enum over all types that `xsi:type` may name.

use proc_macro2::TokenStream;
use quote::quote;

use super::derives::derives_of_own;
use super::path::{Here, ROOT, ident};
use super::when::condition;
use crate::plan::{Plan, RustType};

pub(super) fn any_type(plan: &Plan) -> Option<TokenStream> {
    let at = Here { plan, module: ROOT };
    let lines = plan.any_type.as_ref()?.variants.iter().map(|variant| {
        let (keyword, ty) = match (&variant.ty, variant.is_shared) {
            (RustType::Box(inner), _) => ("boxed", at.ty(inner)),
            (ty, true) => ("alias", at.ty(ty)),
            (ty, false) => ("value", at.ty(ty)),
        };
        let (keyword, name, condition) = (ident(keyword), ident(&variant.name), condition(&variant.when));
        let (prefix, local) = (ident(variant.type_name.constant()), &variant.type_name.local);
        quote!(#keyword #name(#ty) #prefix #local #condition;)
    });
    let derives = derives_of_own(&plan.root_attributes);
    Some(quote! {
        soap_runtime::any_type! {
            /// What an element of `xs:anyType` holds, as `xsi:type` tells: `element.read::<AnyType>()`, and back by
            /// [`AnyElement::of`].
            #derives
            pub enum AnyType { #(#lines)* }
        }
    })
}
