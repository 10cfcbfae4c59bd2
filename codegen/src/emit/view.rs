//! Views: what takes each to a value that owns what it holds, and the views of documents. A contract with views has no features.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::choice;
use super::docs::docs;
use super::path::{Here, ROOT, ident};
use super::root::bodies;
use crate::plan::{
    Choice, Item, ItemId, ItemKind, Plan, Restricted, RustType, Variant, has_borrowed, has_list, view_of,
};

/// The view of an item, if it has one.
pub(super) fn view(plan: &Plan, module: usize, id: ItemId) -> Vec<TokenStream> {
    let Some(views) = plan.views.as_deref().filter(|views| views.is_view(id)) else { return Vec::new() };
    let item = &views.items[id.0];
    if let ItemKind::Restricted(restricted) = &item.kind {
        return text(Here { plan: views, module }, item, restricted, &plan.items[id.0].name);
    }
    let mut items = super::item(views, module, id);
    items.extend(owner(plan, views, id));
    items
}

/// The view of a text with facets.
fn text(at: Here<'_>, item: &Item, restricted: &Restricted, owner: &str) -> Vec<TokenStream> {
    let (name, docs) = (ident(&item.name), docs(&item.docs));
    let (inner, base, owner) = (at.ty(&restricted.inner), ident(restricted.builtin.name()), ident(owner));
    vec![
        quote!(#docs #[derive(Debug, Clone, PartialEq)] pub struct #name<'a>(#inner);),
        quote!(soap_runtime::restricted_view! { #name(#inner) => #owner: #base }),
    ]
}

/// The way from a view to a value that owns what it holds.
fn owner(plan: &Plan, views: &Plan, id: ItemId) -> Option<TokenStream> {
    let (owner, item) = (&plan.items[id.0], &views.items[id.0]);
    let (owner_name, view) = (ident(&owner.name), ident(&item.name));
    let is_boxed = views.owner_of(id).is_some_and(|owner| owner.is_boxed);
    let owner_name = if is_boxed { quote!(#owner_name [boxed]) } else { quote!(#owner_name) };
    match &item.kind {
        ItemKind::Struct(content) | ItemKind::Sequence(content) => {
            let owners = owner.kind.types().into_iter().map(|ty| plan.without_aliases(ty));
            let fields = content.fields.iter().zip(owners);
            let lines = fields.map(|(field, owner)| line(views, &field.name, &field.ty, &owner));
            Some(quote!(soap_runtime::view! { #view => #owner_name { #(#lines;)* } }))
        }
        ItemKind::Choice(choice) => Some(enum_owner(&view, &owner_name, &variants(views, choice))),
        ItemKind::Polymorphic(types) => {
            let lines = types.variants.iter().map(|variant| line(views, &variant.name, &variant.ty, &variant.ty));
            let unknown = ident(&types.unknown);
            Some(enum_owner(&view, &owner_name, &lines.chain([quote!(clone #unknown)]).collect::<Vec<_>>()))
        }
        _ => None,
    }
}

fn enum_owner(view: &proc_macro2::Ident, owner: &impl ToTokens, lines: &[TokenStream]) -> TokenStream {
    quote!(soap_runtime::view_enum! { #view => #owner { #(#lines;)* } })
}

fn variants(views: &Plan, choice: &Choice) -> Vec<TokenStream> {
    let line = |variant: &Variant| line(views, &variant.name, &variant.ty, &variant.ty);
    choice.variants.iter().map(line).collect()
}

/// The line of a field or variant: how its value becomes that of the owner.
fn line(views: &Plan, name: &str, ty: &RustType, owner: &RustType) -> TokenStream {
    let name = ident(name);
    let is_view = has_borrowed(ty) || view_of(ty).is_some_and(|id| views.is_view(id));
    match (is_view, has_list(ty)) {
        (true, _) => quote!(view #name),
        (false, true) => quote!(each #name),
        (false, false) if ty == owner => quote!(clone #name),
        // It is a large one, which only views have in a box.
        (false, false) => quote!(unboxed #name),
    }
}

/// The view of the document type.
pub(super) fn document(plan: &Plan) -> Vec<TokenStream> {
    let Some(views) = plan.views.as_deref() else { return Vec::new() };
    let words = vec!["A [`Document`] whose texts are borrowed from the text that it is read from.".to_owned()];
    let at = Here { plan: views, module: ROOT };
    let attributes = crate::plan::Attributes::default();
    let head = choice::Head { name: "DocumentView", docs: &words, derives: &[], attributes: &attributes };
    let mut items = choice::items(at, head, &views.document);
    let (view, owner) = (ident("DocumentView"), ident("Document"));
    items.push(enum_owner(&view, &owner, &variants(views, &views.document)));
    let bodies = bodies(views);
    items.push(quote!(
        soap_runtime::document_view! { DocumentView<'a> in HeldDocument HeldEnvelope: NAMESPACES SCHEMA #bodies }
    ));
    items
}
