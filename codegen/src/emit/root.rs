//! The root: modules, namespaces, the document type, the table.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use soap_runtime::contract;
use soap_runtime::xml::{SOAP11_URI, SOAP12_URI, XSI_URI};

use super::choice;
use super::path::{Here, ROOT, ident};
use super::view;
use super::when::cfg;
use super::{Declaration, File, Piece, TableAs, any_type};
use crate::plan::{Namespace, Output, Parts, Plan, XmlName};

pub(super) fn root(output: &Output, table: TableAs) -> File {
    let plan = &output.plan;
    let mut pieces = modules(plan, |_| true);
    pieces.extend(namespaces(plan).into_iter().map(Piece::Item));
    pieces.push(self::table(&output.table, table));
    let items = document(plan).into_iter().chain(any_type::any_type(plan)).chain(contract(output));
    pieces.extend(items.map(Piece::Item));
    File { name: "mod".to_owned(), docs: plan.docs.clone(), pieces }
}

/// The declarations of the modules, of those for which `declared` holds, and what all of them use.
pub(super) fn modules(plan: &Plan, declared: impl Fn(usize) -> bool) -> Vec<Piece> {
    let modules =
        plan.modules.iter().enumerate().filter(|(index, module)| !module.items.is_empty() && declared(*index));
    let declaration =
        |name: &str, is_public| Piece::Module(Declaration { name: name.to_owned(), is_public, doc: None });
    let mut pieces: Vec<Piece> = modules.map(|(_, module)| declaration(&module.name, true)).collect();
    if !plan.port_types.is_empty() {
        pieces.push(declaration("service", false));
        pieces.push(Piece::Item(quote!(
            pub use service::*;
        )));
    }
    let compact = plan.is_compact().then(|| quote!(compact,));
    let view = plan.views.is_some().then(|| quote!(view,));
    pieces.push(Piece::Item(quote!(
        pub use soap_runtime::{self, AnyAttribute, AnyElement, AnyNode, Nillable, ReadOptions, #compact soap, #view xsd};
    )));
    pieces
}

/// The namespace table, and a constant for each prefix to match names with.
pub(super) fn namespaces(plan: &Plan) -> Vec<TokenStream> {
    let entries = entries(plan);
    let (ids, uris) = (ids(plan), uris(plan));
    let static_table = quote! {
        /// The namespaces of the contract, with the prefixes they are written with.
        pub static NAMESPACES: &[soap_runtime::xml::Namespace] = &[#(#entries),*];
    };
    let ids = quote! {
        #[allow(non_upper_case_globals, unused)]
        mod ns {
            use soap_runtime::xml::Ns;
            pub(super) const xml: Ns = Ns::XML;
            pub(super) const none: Ns = Ns::NONE;
            #(#ids)*
            pub(super) mod uri {
                pub(crate) const none: &str = "";
                #(#uris)*
            }
        }
    };
    vec![static_table, ids]
}

/// The entries of the table: those of the namespaces in the order of their ids; then the default namespace again, with a prefix
/// for its attributes.
fn entries(plan: &Plan) -> Vec<TokenStream> {
    let entry = |namespace: &Namespace, prefix: &str| {
        let name = ident(&namespace.prefix);
        quote!(soap_runtime::xml::Namespace { prefix: #prefix, uri: ns::uri::#name })
    };
    let written = |namespace: &Namespace| entry(namespace, if namespace.is_default { "" } else { &namespace.prefix });
    let mut table: Vec<TokenStream> = plan.namespaces.iter().map(written).collect();
    let default = plan.namespaces.iter().filter(|namespace| namespace.is_default);
    table.extend(default.map(|namespace| entry(namespace, &namespace.prefix)));
    let is_missing = plan.uses_instance_namespace() && !knows_instance_namespace(plan);
    table.extend(is_missing.then(|| quote!(soap_runtime::xml::Namespace::XSI)));
    table
}

/// The constants for the ids.
fn ids(plan: &Plan) -> Vec<TokenStream> {
    let constants = plan.namespaces.iter().enumerate().flat_map(|(index, namespace)| {
        let id = id(&namespace.uri, index);
        let names = namespace.is_default.then_some("default").into_iter().chain([namespace.prefix.as_str()]);
        let constant = move |name: &str| {
            let name = ident(name);
            quote!(pub(super) const #name: Ns = #id;)
        };
        names.map(constant).collect::<Vec<_>>()
    });
    let is_missing = plan.names_instance_attributes() && !knows_instance_namespace(plan);
    let xsi = is_missing.then(|| {
        quote!(
            pub(super) const xsi: Ns = Ns::XSI;
        )
    });
    xsi.into_iter().chain(constants).collect()
}

/// Whether the namespace of `xsi:type` is one of the contract's anyway.
fn knows_instance_namespace(plan: &Plan) -> bool {
    plan.namespaces.iter().any(|namespace| namespace.uri == XSI_URI)
}

/// The id of a namespace: some have one that does not depend on the contract.
fn id(uri: &str, index: usize) -> TokenStream {
    let index = proc_macro2::Literal::usize_unsuffixed(index);
    match uri {
        XSI_URI => quote!(Ns::XSI),
        SOAP11_URI => quote!(Ns::SOAP11),
        SOAP12_URI => quote!(Ns::SOAP12),
        _ => quote!(Ns::contract(#index)),
    }
}

/// The constants for the names.
fn uris(plan: &Plan) -> Vec<TokenStream> {
    let constants = plan.namespaces.iter().flat_map(|namespace| {
        let (name, uri) = (ident(&namespace.prefix), &namespace.uri);
        let default = namespace.is_default.then(|| {
            quote!(
                pub(crate) const default: &str = #name;
            )
        });
        default.into_iter().chain([quote!(pub(crate) const #name: &str = #uri;)])
    });
    constants.collect()
}

/// The contract's table.
pub(super) fn table(table: &contract::Contract, how: TableAs) -> Piece {
    let docs = quote! {
        /// The contract's facts as text, which strict reading validates against (see [`soap_runtime::schema`]).
    };
    match how {
        TableAs::File => Piece::Item(quote!(#docs pub static TABLE: &str = include_str!("contract.txt");)),
        TableAs::Literal => {
            let literal = raw_literal(&table.to_text());
            Piece::Verbatim(quote!(#docs pub static TABLE: &str = #literal;), literal.to_string())
        }
    }
}

/// A raw string literal, with as many `#` as the text needs; one with escapes if the text cannot be raw.
pub(super) fn raw_literal(text: &str) -> Literal {
    let longest = text.split('"').skip(1).map(|after| after.chars().take_while(|c| *c == '#').count()).max();
    let hashes = "#".repeat(longest.map_or(1, |longest| longest + 1));
    format!("r{hashes}\"{text}\"{hashes}").parse().unwrap_or_else(|_| Literal::string(text))
}

/// The schema and the document type.
pub(super) fn document(plan: &Plan) -> Vec<TokenStream> {
    let docs = vec!["A document of the contract: one of its global elements.".to_owned()];
    let mut items = vec![quote! {
        /// The same, read when it is first needed.
        pub static SCHEMA: soap_runtime::schema::LazySchema = soap_runtime::schema::LazySchema::new(TABLE);
    }];
    if plan.document.variants.is_empty() {
        return items;
    }
    let at = Here { plan, module: ROOT };
    let head = choice::Head { name: "Document", docs: &docs, derives: &[], attributes: &plan.root_attributes };
    items.extend(match plan.features.is_empty() {
        true => choice::items(at, head, &plan.document),
        false => choice::elements(at, head, &plan.document),
    });
    let bodies = bodies(plan);
    let encoded = plan.is_encoded.then(|| quote!(encoded(true)));
    items.push(quote!(soap_runtime::document! { Document: NAMESPACES SCHEMA #encoded #bodies }));
    items.extend(view::document(plan));
    items
}

/// The bodies with several children.
pub(super) fn bodies(plan: &Plan) -> Option<TokenStream> {
    let bodies: Vec<TokenStream> = plan.bodies.iter().map(|parts| body(plan, parts)).collect();
    (!bodies.is_empty()).then(|| quote!({ #(#bodies)* }))
}

/// A body with several children.
fn body(plan: &Plan, parts: &Parts) -> TokenStream {
    let variant = plan.document.variants.iter().find(|variant| variant.name == parts.variant);
    let cfg = variant.and_then(|variant| cfg(&variant.when));
    let prefix = |name: &XmlName| ident(name.prefix.as_deref().unwrap_or("none"));
    let children = parts.children.iter().map(|(name, is_required)| {
        let (prefix, local) = (prefix(name), &name.local);
        let required = is_required.then(|| quote!(required));
        quote!(#prefix #local #required)
    });
    let (variant, prefix, local) = (ident(&parts.variant), prefix(&parts.element), &parts.element.local);
    quote!(#cfg #variant #prefix #local [#(#children),*];)
}

/// The documents that servers publish.
pub(super) fn contract(output: &Output) -> Option<TokenStream> {
    if output.plan.port_types.is_empty() {
        return None;
    }
    let lines = output.documents.iter().map(|document| {
        let (name, file) = (&document.name, format!("contract/{}", document.name));
        quote!(#name #file;)
    });
    Some(quote!(soap_runtime::contract! { CONTRACT { #(#lines)* } }))
}
