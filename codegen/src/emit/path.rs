//! Rust types as tokens, as they are named from inside a module.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use crate::plan::{ItemId, Plan, RustType};

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

/// A type with the lifetime of the document that it borrows from.
fn view(name: &str) -> TokenStream {
    let name = ident(name);
    quote!(#name<'a>)
}

impl Here<'_> {
    /// A type.
    pub(super) fn ty(self, ty: &RustType) -> TokenStream {
        match ty {
            RustType::Path(path) => self.plan.spelled(path).parse().unwrap_or_default(),
            RustType::Mapped(path) => path.parse().unwrap_or_default(),
            RustType::Item(id) => self.named(*id, &self.own(*id)),
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
                let inner = match &**inner {
                    // Its values are parts of one text, which nothing borrows.
                    RustType::Path(path) => self.plan.spelled_in_text(path).parse().unwrap_or_default(),
                    RustType::Item(id) if let Some(owner) = self.plan.owner_of(*id) => {
                        self.named(*id, &ident(&owner.name))
                    }
                    other => self.ty(other),
                };
                quote!(xsd::List<#inner>)
            }
        }
    }

    /// An item by a name of its, from here.
    fn named(self, id: ItemId, name: &impl ToTokens) -> TokenStream {
        let item = &self.plan.items[id.0];
        if item.module == self.module {
            return quote!(#name);
        }
        let module = ident(&self.plan.modules[item.module].name);
        quote!(#module::#name)
    }

    /// The name of an item, with the lifetime of the document where it is a view.
    pub(super) fn own(self, id: ItemId) -> TokenStream {
        let name = &self.plan.items[id.0].name;
        if self.plan.is_view(id) { view(name) } else { ident(name).into_token_stream() }
    }

    /// The name of an item that stands here.
    pub(super) fn head(self, name: &str) -> TokenStream {
        if self.plan.is_of_views() { view(name) } else { ident(name).into_token_stream() }
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
