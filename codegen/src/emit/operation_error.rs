//! What an operation can fail with: an enum, and what it does.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::derives::derives;
use super::docs::docs;
use super::growth;
use super::path::{Here, ident};
use super::when::behind;
use crate::plan::{Attributes, FaultVariant, Operation, OperationError, RustType};

/// The enum and its like, if the operation has one.
pub(super) fn items(at: Here<'_>, operation: &Operation) -> Vec<TokenStream> {
    let Some(error) = &operation.error else { return Vec::new() };
    let (name, other, derives) =
        (ident(&error.name), ident(OperationError::OTHER), derives(&[], &Attributes::default()));
    let what = format!(
        "What `{}` can fail with: a fault that it declares, with what that came in, or anything else.",
        operation.name
    );
    let (what, growth) = (docs(&[what]), growth::attribute(at.plan));
    let variants = error.faults.iter().map(|fault| {
        let (name, ty, docs) = (ident(&fault.name), at.ty(&fault.ty), docs(&fault.docs));
        quote!(#docs #name(#ty, E))
    });
    let definition = quote! {
        #what
        #derives
        #growth
        pub enum #name<E = soap::Fault> {
            #(#variants,)*
            /// Anything else.
            #other(E),
        }
    };
    let lines = error.faults.iter().map(|fault| line(at, fault));
    behind(&operation.when, vec![definition, quote!(soap_runtime::operation_error! { #name: Document { #(#lines)* } })])
}

fn line(at: Here<'_>, fault: &FaultVariant) -> TokenStream {
    let (name, variant, label) = (ident(&fault.name), ident(&fault.variant), &fault.fault);
    let ty = match &fault.ty {
        RustType::Box(inner) => at.ty(inner),
        ty => at.ty(ty),
    };
    let from = fault.is_only.then(|| quote!(from #ty));
    quote!(#name #variant #label #from;)
}

/// The name of an operation's own error.
pub(super) fn name(operation: &Operation) -> Option<Ident> {
    operation.error.as_ref().map(|error| ident(&error.name))
}

/// The error of all operations as one of an operation.
pub(super) fn other(own: Option<&Ident>, error: &TokenStream) -> TokenStream {
    let other = ident(OperationError::OTHER);
    own.map_or_else(|| error.clone(), |own| quote!(#own::#other(#error)))
}
