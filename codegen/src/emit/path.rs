//! Rust types as tokens, as they are named from inside a module.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::plan::{Plan, RustType};

/// The place types are named from: a module, or the root beside the modules.
#[derive(Clone, Copy)]
pub(super) struct Here<'p> {
    pub(super) plan: &'p Plan,
    pub(super) module: usize,
}

/// The module index of the root.
pub(super) const ROOT: usize = usize::MAX;

/// An identifier.
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

impl Here<'_> {
    /// A type.
    pub(super) fn ty(self, ty: &RustType) -> TokenStream {
        match ty {
            RustType::Path(path) => self.plan.spelled(path).parse().unwrap_or_default(),
            RustType::Mapped(path) => path.parse().unwrap_or_default(),
            RustType::Item(id) => {
                let item = &self.plan.items[id.0];
                let name = ident(&item.name);
                if item.module == self.module {
                    return quote!(#name);
                }
                let module = ident(&self.plan.modules[item.module].name);
                quote!(#module::#name)
            }
            RustType::Option(inner) => self.wrapped("Option", inner),
            RustType::Vec(inner) => {
                let (list, inner) = (self.list(), self.ty(inner));
                quote!(#list<#inner>)
            }
            RustType::Box(inner) => self.wrapped("Box", inner),
            RustType::Nillable(inner) => self.wrapped("Nillable", inner),
            RustType::NillableElement(inner) => {
                let inner = self.ty(inner);
                quote!(soap_runtime::NillableElement<#inner>)
            }
            RustType::Typed(inner) => {
                let inner = self.ty(inner);
                quote!(soap_runtime::bind::Typed<#inner>)
            }
            RustType::List(inner) => {
                let inner = self.ty(inner);
                quote!(xsd::List<#inner>)
            }
        }
    }

    /// The type of what repeats, without what it is a list of.
    pub(super) fn list(self) -> TokenStream {
        self.plan.list().parse().unwrap_or_default()
    }

    fn wrapped(self, wrapper: &str, inner: &RustType) -> TokenStream {
        let (wrapper, inner) = (ident(wrapper), self.ty(inner));
        quote!(#wrapper<#inner>)
    }
}
