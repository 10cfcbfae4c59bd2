//! Conditions on Cargo features: as attributes of Rust items, and as the runtime's macros take them.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::When;

/// `#[cfg(feature = "…")]`, or `#[cfg(any(…))]` for several; nothing for what is always there.
pub(super) fn cfg(when: &When) -> Option<TokenStream> {
    match when.0.as_slice() {
        [] => None,
        [only] => Some(quote!(#[cfg(feature = #only)])),
        several => Some(quote!(#[cfg(any(#(feature = #several),*))])),
    }
}

/// `if "…"`, with the feature or features of which one has to be on.
pub(super) fn condition(when: &When) -> Option<TokenStream> {
    let features = &when.0;
    (!when.is_always()).then(|| quote!(if #(#features)*))
}

/// Items behind the condition of what they are made of.
pub(super) fn behind(when: &When, items: Vec<TokenStream>) -> Vec<TokenStream> {
    match cfg(when) {
        None => items,
        Some(cfg) => items.into_iter().map(|item| quote!(#cfg #item)).collect(),
    }
}
