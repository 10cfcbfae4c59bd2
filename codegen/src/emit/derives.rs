//! The traits that items derive.

use proc_macro2::TokenStream;
use quote::quote;

use super::path::ident;

/// `#[derive(…)]`, with what everything derives first.
pub(super) fn derives(besides: &[&str]) -> TokenStream {
    let besides = besides.iter().map(|name| ident(name));
    quote!(#[derive(Debug, Clone, PartialEq #(, #besides)*)])
}
