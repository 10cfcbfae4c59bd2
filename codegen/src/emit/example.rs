//! Examples of a client and of a server, for the first page of a crate.
//!
//! In: a plan and the crate's name. Out: Rust that compiles in an application of that crate, about the first operation whose request can be
//! made of constants. Where there is none, the request comes from the caller and the service answers with a fault.

use proc_macro2::TokenStream;
use quote::quote;

use super::operation_error;
use super::path::{Here, ROOT, ident};
use super::service::own_response_headers;
use super::value::Values;
use crate::naming::Names;
use crate::plan::{Body, Operation, Plan, PortType, RustType, When};

/// What the examples are about.
pub(crate) struct Example<'p> {
    plan: &'p Plan,
    port_type: &'p PortType,
    operation: &'p Operation,
}

impl<'p> Example<'p> {
    /// `None` where there are no operations.
    pub(crate) fn of(plan: &'p Plan) -> Option<Self> {
        let all = || {
            let of = |port_type: &'p PortType| port_type.operations.iter().map(move |operation| (port_type, operation));
            plan.port_types.iter().flat_map(of)
        };
        let values = Values { plan };
        let can_be_made = |body: &Option<Body>| body.as_ref().is_none_or(|body| values.of(&body.ty).is_some());
        let requested = |(_, operation): &(&PortType, &Operation)| can_be_made(&operation.input);
        let answered = |found: &(&PortType, &Operation)| requested(found) && can_be_made(&found.1.output);
        let (port_type, operation) = all().find(answered).or_else(|| all().find(requested)).or_else(|| all().next())?;
        Some(Self { plan, port_type, operation })
    }

    /// When the operation is there.
    pub(crate) fn when(&self) -> &'p When {
        &self.operation.when
    }

    /// A call.
    pub(crate) fn client(&self, package: &str) -> Vec<TokenStream> {
        let Some(http) = &self.plan.http else { return Vec::new() };
        let (package, http, client) = (self.package(package), ident(&http.module), ident(&http.client));
        let headers = ident(&self.port_type.headers_taken(self.operation).name);
        let (name, method) = (ident(&self.port_type.name), ident(&self.operation.method));
        let ty = self.ty(self.operation.input.as_ref());
        let value = self.value(self.operation.input.as_ref());
        let parameter = value.is_none().then(|| quote!(, request: #ty));
        let request = value.map(|value| quote!(let request = #value;));
        let (constant, address) = match self.port_type.addresses.first() {
            Some(address) => (Some(ident(&address.constant)), None),
            None => (None, Some(quote!("https://example.com/service"))),
        };
        let error = operation_error::name(self.operation);
        let call = self.call(quote!(client.#method(request, #headers::default()).await));
        let imports = constant.iter().chain([&name, &client, &headers]).chain(&error).cloned();
        let modules = self.modules(&[self.operation.input.as_ref()]);
        let endpoint = constant.as_ref().map(|constant| quote!(#constant)).or(address);
        vec![
            import(&package, imports.chain([http.clone()]).chain(modules)),
            quote! {
                async fn call<T: #http::Transport>(transport: T #parameter) -> Result<(), Box<dyn std::error::Error>> {
                    let client = #client::new(transport, #endpoint)?;
                    #request
                    #call
                    Ok(())
                }
            },
        ]
    }

    /// What is done with a reply, and with the first of the faults that the operation declares.
    fn call(&self, reply: TokenStream) -> TokenStream {
        let Some((error, fault)) = self.operation.error.as_ref().and_then(|error| Some((error, error.faults.first()?)))
        else {
            return quote!(let reply = #reply?; println!("{:?}", reply.body););
        };
        let (error, fault) = (ident(&error.name), ident(&fault.name));
        quote! {
            match #reply {
                Ok(reply) => println!("{:?}", reply.body),
                Err(#error::#fault(detail, _)) => println!("{detail:?}"),
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// A service.
    pub(crate) fn server(&self, package: &str) -> Vec<TokenStream> {
        let PortType { name, outcome, server, .. } = self.port_type;
        let service = ident(&self.service());
        let (package, method) = (self.package(package), ident(&self.operation.method));
        let (name, outcome, server) = (ident(name), ident(outcome), ident(server));
        let headers = ident(&self.port_type.headers_taken(self.operation).name);
        let given = own_response_headers(self.port_type, self.operation);
        let own_given = given.is_some().then(|| ident(&self.port_type.headers_given(self.operation).name));
        let (input, output) = (self.operation.input.as_ref(), self.operation.output.as_ref());
        let (request, response) = (self.ty(input), self.ty(output));
        let operation = &self.operation.name;
        let error = operation_error::name(self.operation);
        let answer = match self.value(output) {
            Some(value) => quote!(let response = #value; Ok(response.into())),
            None if error.is_some() => quote!(Err(soap::Fault::unsupported(#operation).into())),
            None => quote!(Err(soap::Fault::unsupported(#operation))),
        };
        let failure = error.as_ref().map_or(quote!(soap::Fault), |error| quote!(#error));
        let modules = self.modules(&[input, output]);
        let names = [&name, &outcome, &headers, &server].into_iter().chain(&error).chain(&own_given);
        vec![
            import(&package, names.cloned().chain(modules).chain([ident("soap")])),
            quote!(
                struct #service;
            ),
            quote! {
                impl #name for #service {
                    type Error = soap::Fault;

                    async fn #method(&self, request: #request, headers: #headers) -> #outcome<#response, #failure #given> {
                        #answer
                    }
                }
            },
        ]
    }

    /// How the service is hosted: a statement behind [`Self::server`].
    pub(crate) fn hosting(&self) -> String {
        format!("let server = {}::new({});", self.port_type.server, self.service())
    }

    /// What the service is called: like nothing that is imported beside it.
    fn service(&self) -> String {
        let PortType { name, outcome, server, .. } = self.port_type;
        let (taken, given) =
            (self.port_type.headers_taken(self.operation), self.port_type.headers_given(self.operation));
        let modules = self.plan.modules.iter().map(|module| module.name.as_str());
        let error = self.operation.error.iter().map(|error| error.name.as_str());
        let own = [name, outcome, server, &taken.name, &given.name].map(String::as_str).into_iter();
        let imported: Vec<&str> = own.chain(error).chain(modules).collect();
        Names::reserving(&imported).take("Service", &["MyService".to_owned()])
    }

    /// The crate's name where it is imported from: a module can be called like it.
    fn package(&self, name: &str) -> TokenStream {
        let package = ident(name);
        match self.plan.modules.iter().any(|module| module.name == name) {
            true => quote!(::#package),
            false => quote!(#package),
        }
    }

    fn ty(&self, body: Option<&Body>) -> TokenStream {
        body.map_or(quote!(()), |body| Here { plan: self.plan, module: ROOT }.ty(&body.ty))
    }

    fn value(&self, body: Option<&Body>) -> Option<TokenStream> {
        body.map_or(Some(quote!(())), |body| Values { plan: self.plan }.of(&body.ty))
    }

    /// The names at the root that the types of bodies, and values of them, begin with.
    fn modules(&self, bodies: &[Option<&Body>]) -> Vec<proc_macro2::Ident> {
        let bodies = bodies.iter().copied().flatten();
        let text = |body: &Body| {
            let value = self.value(Some(body)).unwrap_or_default();
            format!("{} {value}", self.ty(Some(body)))
        };
        let text: String = bodies.map(text).collect::<Vec<_>>().join(" ");
        let modules = self.plan.modules.iter().map(|module| module.name.as_str());
        let own = ["xsd", "soap_runtime", "Nillable", "AnyElement"];
        let is_used = |name: &&str| {
            let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
            words.contains(name)
        };
        modules.chain(own).filter(is_used).map(ident).collect()
    }
}

/// The names, in order.
fn import(package: &TokenStream, names: impl Iterator<Item = proc_macro2::Ident>) -> TokenStream {
    let names: std::collections::BTreeSet<proc_macro2::Ident> = names.collect();
    let names = names.iter();
    quote!(use #package::{#(#names),*};)
}

impl Example<'_> {
    /// The type of a body as a text of documentation.
    pub(crate) fn shown(plan: &Plan, ty: &RustType) -> String {
        Here { plan, module: ROOT }.ty(ty).to_string().replace(' ', "")
    }
}
