//! Port types: a trait with a method for each operation, structs for headers, and the operations as data.

use proc_macro2::TokenStream;
use quote::quote;

use super::File;
use super::derives::derives;
use super::docs::docs;
use super::operation_error;
use super::path::{Here, ROOT, ident};
use super::when::{cfg, condition};
use crate::plan::{Address, Body, Headers, Operation, Plan, PortType, XmlName};

pub(super) fn service(plan: &Plan) -> Option<File> {
    if plan.port_types.is_empty() {
        return None;
    }
    let at = Here { plan, module: ROOT };
    let may_be_unused = (!plan.features.is_empty()).then(|| quote!(#[allow(unused_imports)]));
    let mut items = vec![quote!(#may_be_unused use super::*;), quote!(#may_be_unused use std::future::Future;)];
    for port_type in &plan.port_types {
        items.push(port_type_trait(at, port_type));
        items.extend(port_type.operations.iter().flat_map(|operation| operation_error::items(at, operation)));
        items.extend(port_type.addresses.iter().map(address));
        items.push(outcome(port_type));
        items.extend(headers(at, &port_type.request_headers, "Headers that requests can carry."));
        items.extend(headers(at, &port_type.response_headers, "Headers that responses can carry."));
        items.push(operations(port_type));
        items.push(calls(at, port_type));
    }
    items.extend(http(plan));
    Some(File::of_items("service", vec!["The operations of the contract.".to_owned()], items))
}

fn port_type_trait(at: Here<'_>, port_type: &PortType) -> TokenStream {
    let (name, trait_docs) = (ident(&port_type.name), docs(&port_type.docs));
    let request_headers = ident(&port_type.request_headers.name);
    let methods = port_type.operations.iter().map(|operation| method(at, port_type, operation, &request_headers));
    quote! {
        #trait_docs
        ///
        /// An operation that is not implemented answers with a fault that says so.
        pub trait #name {
            /// What an operation can fail with; a fault can always be made into one.
            type Error: From<soap::Fault>;
            #(#methods)*
        }
    }
}

fn address(address: &Address) -> TokenStream {
    let (constant, uri) = (ident(&address.constant), &address.uri);
    let ports = address.ports.iter().map(|port| format!("`{port}`")).collect::<Vec<_>>().join(", ");
    let noun = if address.ports.len() == 1 { "port" } else { "ports" };
    let docs = docs(&[format!("Where the service is, as the contract has it for the {noun} {ports}.")]);
    quote!(#docs pub const #constant: &str = #uri;)
}

fn outcome(port_type: &PortType) -> TokenStream {
    let (name, headers) = (ident(&port_type.outcome), ident(&port_type.response_headers.name));
    quote! {
        /// What an operation comes to: its response with the headers bound to it, or an error.
        pub type #name<T, E> = Result<soap::Reply<T, #headers>, E>;
    }
}

fn method(at: Here<'_>, port_type: &PortType, operation: &Operation, headers: &proc_macro2::Ident) -> TokenStream {
    let (name, operation_name, docs) = (ident(&operation.method), &operation.name, docs(&operation.docs));
    let unit = quote!(());
    let body = |body: &Option<Body>| body.as_ref().map_or(unit.clone(), |body| at.ty(&body.ty));
    let (request, response) = (body(&operation.input), body(&operation.output));
    let (outcome, cfg) = (ident(&port_type.outcome), cfg(&operation.when));
    let error = operation_error::name(operation);
    let failure = match &error {
        Some(error) => quote!(#error<Self::Error>),
        None => quote!(Self::Error),
    };
    let unsupported = operation_error::other(error.as_ref(), quote!(soap::Fault::unsupported(#operation_name).into()));
    quote! {
        #cfg
        #docs
        fn #name(
            &self,
            request: #request,
            headers: #headers,
        ) -> impl Future<Output = #outcome<#response, #failure>> + Send {
            let _ = (request, headers);
            async { Err(#unsupported) }
        }
    }
}

fn headers(at: Here<'_>, headers: &Headers, doc: &str) -> Vec<TokenStream> {
    let name = ident(&headers.name);
    let doc = format!(" {doc}");
    let fields = headers.fields.iter().map(|field| {
        let (name, ty, docs) = (ident(&field.name), at.ty(&field.ty), docs(&field.docs));
        let cfg = cfg(&field.when);
        quote!(#cfg #docs pub #name: Option<#ty>)
    });
    let derives = derives(&["Default"]);
    let definition = quote! {
        #[doc = #doc]
        #derives
        pub struct #name { #(#fields),* }
    };
    let lines = headers.fields.iter().map(|field| {
        let (name, variant, condition) = (ident(&field.name), ident(&field.variant), condition(&field.when));
        quote!(#name #variant #condition;)
    });
    vec![definition, quote!(soap_runtime::headers! { #name: Document { #(#lines)* } })]
}

fn operations(port_type: &PortType) -> TokenStream {
    let name = ident(&port_type.module);
    let lines = port_type.operations.iter().map(|operation| {
        let (constant, name, action) = (ident(&operation.constant), &operation.name, &operation.soap_action);
        let input = operation.input.iter().map(|body| element(&body.element));
        let output = operation.output.iter().map(|body| element(&body.element));
        let request_headers = operation.request_headers.iter().map(element);
        let response_headers = operation.response_headers.iter().map(element);
        let version = operation.soap12.then(|| quote!(version V1_2;));
        let response = (!operation.one_way).then(|| quote!(response (#(#output)*) [#(#response_headers),*];));
        let condition = condition(&operation.when);
        let faults = operation.faults.iter().map(|(name, detail)| {
            let detail = element(detail);
            quote!(fault #name #detail;)
        });
        quote! {
            #constant #name #condition {
                action #action;
                #version
                request (#(#input)*) [#(#request_headers),*];
                #response
                #(#faults)*
            }
        }
    });
    quote!(soap_runtime::operations! { #name { #(#lines)* } })
}

/// What joins the port type to a client and a server.
fn calls(at: Here<'_>, port_type: &PortType) -> TokenStream {
    let (name, module, outcome) = (ident(&port_type.name), ident(&port_type.module), ident(&port_type.outcome));
    let (requests, responses) = (ident(&port_type.request_headers.name), ident(&port_type.response_headers.name));
    let lines = port_type.operations.iter().map(|operation| {
        let (method, constant) = (ident(&operation.method), ident(&operation.constant));
        let (input, output) = (body(at, operation.input.as_ref()), body(at, operation.output.as_ref()));
        let own = operation_error::name(operation).map(|error| quote!([else #error]));
        let condition = condition(&operation.when);
        quote!(#method #constant: #input -> #output #own #condition;)
    });
    quote! {
        soap_runtime::port_type! { #name: Document CONTRACT #module #outcome(#requests #responses) { #(#lines)* } }
    }
}

/// The names of client and servers.
fn http(plan: &Plan) -> Option<TokenStream> {
    let names = plan.http.as_ref()?;
    let (module, client) = (ident(&names.module), ident(&names.client));
    let servers = plan.port_types.iter().map(|port_type| {
        let (server, name) = (ident(&port_type.server), ident(&port_type.name));
        let operations = ident(&port_type.module);
        quote!(#server: #name #operations;)
    });
    Some(quote!(soap_runtime::http_names! { #module #client { #(#servers)* } }))
}

/// `Variant(type)`, or `()` for nothing.
fn body(at: Here<'_>, body: Option<&Body>) -> TokenStream {
    body.map_or(quote!(()), |body| {
        let (variant, ty) = (ident(&body.variant), at.ty(&body.ty));
        quote!(#variant(#ty))
    })
}

fn element(name: &XmlName) -> TokenStream {
    let (prefix, local) = (ident(name.prefix.as_deref().unwrap_or("none")), &name.local);
    quote!(#prefix #local)
}
