//! The root: modules, namespaces, the document type, the table.

use proc_macro2::TokenStream;
use quote::quote;

use super::choice;
use super::path::{Here, ROOT, ident};
use super::{File, any_type};
use crate::plan::Plan;

pub(super) fn root(plan: &Plan) -> File {
    let mut items = modules(plan, |_| true);
    items.extend(namespaces(plan));
    items.extend(document(plan));
    items.extend(any_type::any_type(plan));
    items.extend(contract(plan));
    File { name: "mod".to_owned(), docs: plan.docs.clone(), items }
}

/// The declarations of the modules, of those for which `declared` holds, and what all of them use.
pub(super) fn modules(plan: &Plan, declared: impl Fn(usize) -> bool) -> Vec<TokenStream> {
    let modules =
        plan.modules.iter().enumerate().filter(|(index, module)| !module.items.is_empty() && declared(*index));
    let mut items: Vec<TokenStream> = modules
        .map(|(_, module)| {
            let name = ident(&module.name);
            quote!(pub mod #name;)
        })
        .collect();
    if !plan.port_types.is_empty() {
        items.push(quote!(
            mod service;
        ));
        items.push(quote!(
            pub use service::*;
        ));
    }
    items.push(quote!(
        pub use soap_runtime::{self, AnyAttribute, AnyElement, AnyNode, Nillable, ReadOptions, soap, xsd};
    ));
    items
}

/// The namespace table, and a constant for each prefix to match names with.
pub(super) fn namespaces(plan: &Plan) -> Vec<TokenStream> {
    let table = plan.namespaces.iter().map(|namespace| {
        let (prefix, name) = (&namespace.prefix, ident(&namespace.prefix));
        quote!(soap_runtime::xml::Namespace { prefix: #prefix, uri: ns::uri::#name })
    });
    let declared = plan.uses_instance_namespace().then(|| quote!(soap_runtime::xml::Namespace::XSI));
    let table = table.chain(declared);
    let constants = plan.namespaces.iter().enumerate().map(|(index, namespace)| {
        let name = ident(&namespace.prefix);
        let index = proc_macro2::Literal::usize_unsuffixed(index);
        quote!(pub(super) const #name: Ns = Ns::contract(#index);)
    });
    let xsi = plan.names_instance_attributes().then(|| {
        quote!(
            pub(super) const xsi: Ns = Ns::XSI;
        )
    });
    let uris = plan.namespaces.iter().map(|namespace| {
        let (name, uri) = (ident(&namespace.prefix), &namespace.uri);
        quote!(pub(crate) const #name: &str = #uri;)
    });
    let static_table = quote! {
        /// The namespaces of the contract, with the prefixes they are written with.
        pub static NAMESPACES: &[soap_runtime::xml::Namespace] = &[#(#table),*];
    };
    let ids = quote! {
        #[allow(non_upper_case_globals, unused)]
        mod ns {
            use soap_runtime::xml::Ns;
            pub(super) const xml: Ns = Ns::XML;
            pub(super) const none: Ns = Ns::NONE;
            #xsi
            #(#constants)*
            pub(super) mod uri {
                pub(crate) const none: &str = "";
                #(#uris)*
            }
        }
    };
    vec![static_table, ids]
}

pub(super) fn document(plan: &Plan) -> Vec<TokenStream> {
    let docs = vec!["A document of the contract: one of its global elements.".to_owned()];
    let mut items = vec![quote! {
        /// The contract's facts as text, which strict reading validates against (see [`soap_runtime::schema`]).
        pub static TABLE: &str = include_str!("contract.txt");
    }];
    items.push(quote! {
        /// The same, read when it is first needed.
        pub static SCHEMA: soap_runtime::schema::LazySchema = soap_runtime::schema::LazySchema::new(TABLE);
    });
    if plan.document.variants.is_empty() {
        return items;
    }
    let at = Here { plan, module: ROOT };
    items.extend(match plan.features.is_empty() {
        true => choice::items(at, "Document", &docs, &[], &plan.document),
        false => choice::elements(at, "Document", (&docs, &[]), &plan.document),
    });
    items.push(quote!(soap_runtime::document! { Document: NAMESPACES SCHEMA }));
    items
}

/// The documents that servers publish.
pub(super) fn contract(plan: &Plan) -> Option<TokenStream> {
    if plan.port_types.is_empty() {
        return None;
    }
    let lines = plan.documents.iter().map(|document| {
        let (name, file) = (&document.name, format!("contract/{}", document.name));
        quote!(#name #file;)
    });
    Some(quote!(soap_runtime::contract! { CONTRACT { #(#lines)* } }))
}
