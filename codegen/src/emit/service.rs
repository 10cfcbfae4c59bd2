//! Port types: a trait with a method for each operation, structs for headers, and the operations as data.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::File;
use super::derives::derives;
use super::docs::docs;
use super::growth;
use super::operation_error;
use super::path::{Here, ROOT, ident};
use super::when::{cfg, condition};
use crate::ir::Actions;
use crate::plan::{Address, Body, Given, Headers, ItemId, Operation, Plan, PortType, RustType, Unwrapped, XmlName};

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
        items.extend(port_type.operations.iter().flat_map(message_parts));
        items.extend(port_type.addresses.iter().map(address));
        items.push(outcome(port_type));
        let all = port_type.request_headers.iter().chain(&port_type.response_headers);
        items.extend(all.flat_map(|one| headers(at, one)));
        items.push(operations(port_type));
        items.push(calls(at, port_type));
    }
    items.extend(http(plan));
    Some(File::of_items("service", vec!["The operations of the contract.".to_owned()], items))
}

fn port_type_trait(at: Here<'_>, port_type: &PortType) -> TokenStream {
    let (name, trait_docs) = (ident(&port_type.name), docs(&port_type.docs));
    let methods = port_type.operations.iter().map(|operation| method(at, port_type, operation));
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
    let name = ident(&port_type.outcome);
    let headers = port_type.response_headers.first().map(|headers| ident(&headers.name));
    let (parameter, headers) = match port_type.response_headers.len() {
        0 | 1 => (None, quote!(#headers)),
        _ => (Some(quote!(, H = #headers)), quote!(H)),
    };
    quote! {
        /// What an operation comes to: its response with the headers bound to it, or an error.
        pub type #name<T, E #parameter> = Result<soap::Reply<T, #headers>, E>;
    }
}

fn method(at: Here<'_>, port_type: &PortType, operation: &Operation) -> TokenStream {
    let headers = ident(&operation.takes_headers.name);
    let (name, operation_name, docs) = (ident(&operation.method), &operation.name, docs(&operation.docs));
    let (parameters, response) = signature(at, operation);
    let types = parameters.iter().map(|(name, ty)| quote!(#name: #ty));
    // `self` and the headers count as well.
    let are_many = (parameters.len() > 5).then(|| quote!(#[allow(clippy::too_many_arguments)]));
    let names = parameters.iter().map(|(name, _)| name);
    let used = if parameters.is_empty() { quote!(headers) } else { quote!((#(#names,)* headers)) };
    let (outcome, cfg) = (ident(&port_type.outcome), cfg(&operation.when));
    let error = operation_error::name(operation);
    let failure = match &error {
        Some(error) => quote!(#error<Self::Error>),
        None => quote!(Self::Error),
    };
    let given = own_response_headers(operation);
    let unsupported = operation_error::other(error.as_ref(), &quote!(soap::Fault::unsupported(#operation_name).into()));
    quote! {
        #cfg
        #docs
        #are_many
        fn #name(
            &self,
            #(#types,)*
            headers: #headers,
        ) -> impl Future<Output = #outcome<#response, #failure #given>> + Send {
            let _ = #used;
            async { Err(#unsupported) }
        }
    }
}

/// What a method takes beside headers, name and type, and what it gives.
pub(super) fn signature(at: Here<'_>, operation: &Operation) -> (Vec<(Ident, TokenStream)>, TokenStream) {
    let body = |body: &Option<Body>| body.as_ref().map_or(quote!(()), |body| at.ty(&body.ty));
    let response = body(&operation.output);
    let Some(unwrapped) = &operation.unwrapped else {
        return (vec![(ident("request"), body(&operation.input))], response);
    };
    let parameters = unwrapped.parameters.iter().map(|it| (ident(&it.name), at.ty(&it.ty)));
    let given = match &unwrapped.given {
        Given::Whole => response,
        Given::Nothing(_) => quote!(()),
        Given::Field(_, _, ty) => at.ty(ty),
    };
    (parameters.collect(), given)
}

/// The last argument of the alias for what a method returns, if that is not the usual one.
pub(super) fn own_response_headers(operation: &Operation) -> Option<TokenStream> {
    let headers = ident(&operation.gives_headers.name);
    (operation.gives_headers.place > 0).then(|| quote!(, #headers))
}

fn headers(at: Here<'_>, headers: &Headers) -> Vec<TokenStream> {
    let (name, docs_of_struct) = (ident(&headers.name), docs(&headers.docs));
    let fields = headers.fields.iter().map(|field| {
        let (name, ty, docs) = (ident(&field.name), at.ty(&field.ty), docs(&field.docs));
        let cfg = cfg(&field.when);
        quote!(#cfg #docs pub #name: Option<#ty>)
    });
    let derives = derives(&["Default"], &at.plan.root_attributes);
    let growth = growth::attribute(at.plan);
    let definition = quote! {
        #docs_of_struct
        #derives
        #growth
        pub struct #name { #(#fields),* }
    };
    let lines = headers.fields.iter().map(|field| {
        let (name, variant, condition) = (ident(&field.name), ident(&field.variant), condition(&field.when));
        quote!(#name #variant #condition;)
    });
    let what = docs(&[format!("Another name for [`{}`].", headers.name)]);
    let aliases = headers.aliases.iter().map(|alias| {
        let alias = ident(alias);
        quote!(#what pub type #alias = #name;)
    });
    let items = [definition, quote!(soap_runtime::headers! { #name: Document { #(#lines)* } })];
    let setters = growth::header_setters(at, &headers.name, &headers.fields);
    items.into_iter().chain(setters).chain(aliases).collect()
}

/// The structs of an operation's attachments, which are there with the runtime's feature.
fn message_parts(operation: &Operation) -> impl Iterator<Item = TokenStream> {
    operation.parts.iter().map(|parts| {
        let (name, docs_of_struct, cfg) = (ident(&parts.name), docs(&parts.docs), cfg(&operation.when));
        let fields = parts.fields.iter().map(|(field, attachment)| {
            let (field, part, media_types) = (ident(field), &attachment.part, &attachment.media_types);
            let docs = docs(&[format!("`{part}`.")]);
            quote!(#docs #field #part [#(#media_types)*];)
        });
        quote!(#cfg soap_runtime::message_parts! { #docs_of_struct #name { #(#fields)* } })
    })
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
        let addressing = operation.actions.as_ref().map(addressing);
        quote! {
            #constant #name #condition {
                action #action;
                #version
                request (#(#input)*) [#(#request_headers),*];
                #response
                #(#faults)*
                #addressing
            }
        }
    });
    quote!(soap_runtime::operations! { #name { #(#lines)* } })
}

/// What an operation says of WS-Addressing.
fn addressing(actions: &Actions) -> TokenStream {
    let required = actions.is_required.then(|| quote!(required));
    let all = [&actions.input, &actions.output].into_iter().filter(|action| !action.is_empty());
    quote!(addressing #required (#(#all)*);)
}

/// What joins the port type to a client and a server.
fn calls(at: Here<'_>, port_type: &PortType) -> TokenStream {
    let (name, module, outcome) = (ident(&port_type.name), ident(&port_type.module), ident(&port_type.outcome));
    let (object, hidden) = (ident(&port_type.object), ident(&port_type.object_module));
    let first = |all: &[Headers]| all.first().map(|headers| ident(&headers.name));
    let (requests, responses) = (first(&port_type.request_headers), first(&port_type.response_headers));
    let lines = port_type.operations.iter().map(|operation| {
        let (method, constant) = (ident(&operation.method), ident(&operation.constant));
        let (input, output) = (body(at, operation.input.as_ref()), body(at, operation.output.as_ref()));
        let own = own(at, operation);
        let condition = condition(&operation.when);
        quote!(#method #constant: #input -> #output #own #condition;)
    });
    quote! {
        soap_runtime::port_type! { #name dyn #object #hidden: Document CONTRACT #module #outcome(#requests #responses) { #(#lines)* } }
    }
}

/// What an operation has of its own, in brackets.
fn own(at: Here<'_>, operation: &Operation) -> Option<TokenStream> {
    let error = operation_error::name(operation).map(|error| quote!(else #error));
    let Operation { takes_headers, gives_headers, .. } = operation;
    let (taken, given) = (ident(&takes_headers.name), ident(&gives_headers.name));
    let is_usual = (takes_headers.place, gives_headers.place) == (0, 0);
    let headers = (!is_usual).then(|| quote!(with(#taken #given)));
    let unwrapped = operation.unwrapped.as_ref().map(|unwrapped| self::unwrapped(at, unwrapped));
    (error.is_some() || headers.is_some() || unwrapped.is_some()).then(|| quote!([#error #headers #unwrapped]))
}

/// The structs that a method does without, with the fields that take their place.
fn unwrapped(at: Here<'_>, unwrapped: &Unwrapped) -> TokenStream {
    let of = |id: ItemId| at.ty(&RustType::Item(id));
    let field = |(name, ty): (&str, &RustType)| {
        let (name, ty) = (ident(name), at.ty(ty));
        quote!(#name: #ty)
    };
    let taken = unwrapped.parameters.iter().map(|parameter| field((&parameter.field, &parameter.ty)));
    let request = of(unwrapped.request);
    let given = match &unwrapped.given {
        Given::Whole => None,
        Given::Nothing(id) => Some((of(*id), None)),
        Given::Field(id, name, ty) => Some((of(*id), Some(field((name, ty))))),
    };
    let given = given.map(|(response, field)| quote!(gives (#response) { #field }));
    quote!(takes #request { #(#taken),* } #given)
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
