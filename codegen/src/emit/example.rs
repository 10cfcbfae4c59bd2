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
use crate::plan::{Given, Operation, Plan, PortType, RustType, When};

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
        let can_be_made = |ty: Option<&RustType>| ty.is_none_or(|ty| values.of(ty).is_some());
        let requested =
            |(_, operation): &(&PortType, &Operation)| parameters(operation).into_iter().all(|(_, ty)| can_be_made(ty));
        let answered = |found: &(&PortType, &Operation)| requested(found) && can_be_made(given(found.1));
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
        let headers = ident(&self.operation.takes_headers.name);
        let (name, method) = (ident(&self.port_type.name), ident(&self.operation.method));
        let taken = parameters(self.operation);
        let (mut arguments, mut values, mut open) = (Vec::new(), Vec::new(), Vec::new());
        for (name, ty) in &taken {
            let name = ident(name);
            match self.value(*ty) {
                Some(value) => values.push(quote!(let #name = #value;)),
                None => {
                    let ty = self.ty(*ty);
                    open.push(quote!(, #name: #ty));
                }
            }
            arguments.push(name);
        }
        let (constant, address) = match self.port_type.addresses.first() {
            Some(address) => (Some(ident(&address.constant)), None),
            None => (None, Some(quote!("https://example.com/service"))),
        };
        let error = operation_error::name(self.operation);
        let call = self.call(&quote!(client.#method(#(#arguments,)* #headers::default()).await));
        let imports = constant.iter().chain([&name, &client, &headers]).chain(&error).cloned();
        let modules = self.modules(&taken.iter().map(|(_, ty)| *ty).collect::<Vec<_>>());
        let endpoint = constant.as_ref().map(|constant| quote!(#constant)).or(address);
        vec![
            import(&package, imports.chain([http.clone()]).chain(modules)),
            quote! {
                async fn call<T: #http::Transport>(transport: T #(#open)*) -> Result<(), Box<dyn std::error::Error>> {
                    let client = #client::new(transport, #endpoint)?;
                    #(#values)*
                    #call
                    Ok(())
                }
            },
        ]
    }

    /// What is done with a reply, and with the first of the faults that the operation declares.
    fn call(&self, reply: &TokenStream) -> TokenStream {
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
        let headers = ident(&self.operation.takes_headers.name);
        let given = own_response_headers(self.operation);
        let own_given = given.is_some().then(|| ident(&self.operation.gives_headers.name));
        let (taken, output) = (parameters(self.operation), self::given(self.operation));
        let response = self.ty(output);
        let taken_as = taken.iter().map(|(name, ty)| {
            let (name, ty) = (ident(name), self.ty(*ty));
            quote!(#name: #ty)
        });
        let operation = &self.operation.name;
        let error = operation_error::name(self.operation);
        let answer = match self.value(output) {
            Some(value) => quote!(let response = #value; Ok(response.into())),
            None if error.is_some() => quote!(Err(soap::Fault::unsupported(#operation).into())),
            None => quote!(Err(soap::Fault::unsupported(#operation))),
        };
        let failure = error.as_ref().map_or(quote!(soap::Fault), |error| quote!(#error));
        let modules = self.modules(&taken.iter().map(|(_, ty)| *ty).chain([output]).collect::<Vec<_>>());
        let names = [&name, &outcome, &headers, &server].into_iter().chain(&error).chain(&own_given);
        vec![
            import(&package, names.cloned().chain(modules).chain([ident("soap")])),
            quote!(
                struct #service;
            ),
            quote! {
                impl #name for #service {
                    type Error = soap::Fault;

                    async fn #method(&self, #(#taken_as,)* headers: #headers) -> #outcome<#response, #failure #given> {
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
        let (taken, given) = (&self.operation.takes_headers, &self.operation.gives_headers);
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

    fn ty(&self, ty: Option<&RustType>) -> TokenStream {
        ty.map_or(quote!(()), |ty| Here { plan: self.plan, module: ROOT }.ty(ty))
    }

    fn value(&self, ty: Option<&RustType>) -> Option<TokenStream> {
        ty.map_or(Some(quote!(())), |ty| Values { plan: self.plan }.of(ty))
    }

    /// The names at the root that types, and values of them, begin with.
    fn modules(&self, types: &[Option<&RustType>]) -> Vec<proc_macro2::Ident> {
        let types = types.iter().copied().flatten();
        let text = |ty: &RustType| {
            let value = self.value(Some(ty)).unwrap_or_default();
            format!("{} {value}", self.ty(Some(ty)))
        };
        let text: String = types.map(text).collect::<Vec<_>>().join(" ");
        let modules = self.plan.modules.iter().map(|module| module.name.as_str());
        let own = ["xsd", "soap_runtime", "Nillable", "AnyElement"];
        let is_used = |name: &&str| {
            let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
            words.contains(name)
        };
        modules.chain(own).filter(is_used).map(ident).collect()
    }
}

/// What a method takes beside headers; no type for an empty body.
fn parameters(operation: &Operation) -> Vec<(&str, Option<&RustType>)> {
    match &operation.unwrapped {
        Some(unwrapped) => unwrapped.parameters.iter().map(|it| (it.name.as_str(), Some(&it.ty))).collect(),
        None => vec![("request", operation.input.as_ref().map(|body| &body.ty))],
    }
}

/// What it gives; no type for nothing.
fn given(operation: &Operation) -> Option<&RustType> {
    match operation.unwrapped.as_ref().map(|unwrapped| &unwrapped.given) {
        Some(Given::Nothing(_)) => None,
        Some(Given::Field(_, _, ty)) => Some(ty),
        Some(Given::Whole) | None => operation.output.as_ref().map(|body| &body.ty),
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
