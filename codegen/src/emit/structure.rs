//! Structs: of complex types, and of sequences that repeat.

use proc_macro2::TokenStream;
use quote::quote;

use super::derives::of_part;
use super::docs::docs;
use super::fields::{line, stands_for};
use super::growth;
use super::path::{Here, ident};
use crate::plan::{Field, InOrder, Item, ItemKind, Line, RustType, Struct, XmlName};

/// The struct of a complex type, its constructor, and how it is read and written.
pub(super) fn structure(at: Here<'_>, item: &Item, content: &Struct) -> Vec<TokenStream> {
    let name = at.head(&item.name);
    let lines = content.fields.iter().map(|field| line(&field.name, &field.line, field.least));
    let schema_type = schema_type(item, content.type_name.as_ref());
    let mut items = vec![definition(at, item, content)];
    let (in_order, lists) = (in_order(content.in_order.as_ref()), lists(at, content));
    items.push(quote!(soap_runtime::complex_type! { #name #schema_type { #(#lines)* } #in_order #lists }));
    items.extend(all(at, item, content));
    if !at.plan.is_of_views() {
        items.extend(array(at, item, content));
        items.extend(made(at, item, content));
    }
    items
}

/// What values are made by.
fn made(at: Here<'_>, item: &Item, content: &Struct) -> Vec<TokenStream> {
    let setters = growth::setters(at, &item.name, &content.fields);
    constructor(at, item, content).into_iter().chain(setters).collect()
}

/// The fields that give back what they do not need when all is read.
fn lists(at: Here<'_>, content: &Struct) -> Option<TokenStream> {
    let is_list = |field: &&Field| matches!(field.ty, RustType::Vec(_)) && field.line != Line::Mixed;
    let lists: Vec<_> = content.fields.iter().filter(is_list).map(|field| ident(&field.name)).collect();
    let gives_back = at.plan.is_compact() || at.plan.is_of_views();
    (gives_back && !lists.is_empty()).then(|| quote!(lists #(#lists)*))
}

/// The content model of a type in which names do not tell what a child is for.
pub(super) fn in_order(model: Option<&InOrder>) -> Option<TokenStream> {
    let InOrder { lines, parts } = model?;
    let parts = parts.iter().map(|part| proc_macro2::Literal::u32_unsuffixed(*part));
    let wildcards = (parts.len() > 0).then(|| quote!(wildcards #(#parts)*;));
    Some(quote!(in_order { #(#lines;)* #wildcards }))
}

/// The name of an item's schema type, where it has one.
pub(super) fn schema_type(item: &Item, name: Option<&XmlName>) -> Option<TokenStream> {
    let XmlName { prefix, local, .. } = name?;
    let prefix = ident(prefix.as_deref().unwrap_or("none"));
    let local = (*local != item.name).then_some(local);
    Some(quote!(: #prefix #local))
}

/// What makes an array the `Vec` in it.
fn array(at: Here<'_>, item: &Item, content: &Struct) -> Option<TokenStream> {
    let field = content.fields.last().filter(|_| content.is_array)?;
    let RustType::Vec(inner) = &field.ty else { return None };
    let (name, field, inner) = (ident(&item.name), ident(&field.name), at.ty(inner));
    let compact = at.plan.is_compact().then(|| quote!(compact));
    Some(quote!(soap_runtime::array! { #name: #field #compact #inner }))
}

/// What keeps the order of the elements of an `xs:all`.
fn all(at: Here<'_>, item: &Item, content: &Struct) -> Option<TokenStream> {
    let order = content.fields.iter().find(|field| field.line == Line::Order)?;
    let (name, order) = (at.head(&item.name), ident(&order.name));
    let members = content.fields.iter().filter_map(|field| {
        let own = ident(&field.name);
        match &field.line {
            Line::Element { name: XmlName { prefix: None, local, .. }, default, .. } => {
                let default = stands_for(default);
                Some(quote!(local #own #local #default;))
            }
            Line::Element { name, default, .. } => {
                let (prefix, local, default) = (ident(name.constant()), &name.local, stands_for(default));
                Some(quote!(element #own #prefix #local #default;))
            }
            Line::Group { .. } => {
                let names = group_names(at, &field.ty).into_iter().map(|name| {
                    let (prefix, local) = (ident(name.constant()), name.local);
                    quote!(#prefix #local)
                });
                Some(quote!(group #own { #(#names),* };))
            }
            _ => None,
        }
    });
    Some(quote!(soap_runtime::all! { #name: #order { #(#members)* } }))
}

/// The names of the elements that a group can hold.
fn group_names(at: Here<'_>, ty: &RustType) -> Vec<XmlName> {
    let Some(ItemKind::Choice(choice)) = ty.item().map(|id| &at.plan.items[id.0].kind) else { return Vec::new() };
    let named = choice.variants.iter().filter_map(|variant| match &variant.line {
        Line::Element { name, .. } => Some(name.clone()),
        _ => None,
    });
    named.collect()
}

/// The struct of a sequence that repeats.
pub(super) fn sequence(at: Here<'_>, item: &Item, content: &Struct) -> Vec<TokenStream> {
    let name = at.head(&item.name);
    let lines = content.fields.iter().enumerate().map(|(index, field)| {
        let index = proc_macro2::Literal::usize_unsuffixed(index);
        let line = line(&field.name, &field.line, field.least);
        quote!(#index #line)
    });
    let mut items = vec![definition(at, item, content)];
    items.push(quote!(soap_runtime::sequence! { #name { #(#lines)* } }));
    if !at.plan.is_of_views() {
        items.extend(made(at, item, content));
    }
    items
}

fn definition(at: Here<'_>, item: &Item, content: &Struct) -> TokenStream {
    let (name, item_docs) = (at.head(&item.name), docs(&item.docs));
    let derives = at.derives(&item.derives, &item.attributes);
    let (growth, undocumented) = (growth::attribute(at.plan), undocumented(at));
    let fields = content.fields.iter().map(|field| {
        let (name, ty, docs) = (ident(&field.name), at.ty(&field.ty), docs(&field.docs));
        let own = of_part(&item.attributes, &field.name);
        quote!(#docs #own pub #name: #ty)
    });
    quote! {
        #item_docs
        #derives
        #growth
        #undocumented
        pub struct #name { #(#fields),* }
    }
}

/// The parts of views are described where their owners are.
pub(super) fn undocumented(at: Here<'_>) -> Option<TokenStream> {
    at.plan.is_of_views().then(|| quote!(#[allow(missing_docs)]))
}

/// `new` with what the schema requires; nothing when it requires nothing.
fn constructor(at: Here<'_>, item: &Item, content: &Struct) -> Option<TokenStream> {
    let required: Vec<&Field> = content.fields.iter().filter(|field| field.is_required()).collect();
    if required.is_empty() {
        return None;
    }
    let name = ident(&item.name);
    let kind = ident(if matches!(item.kind, crate::plan::ItemKind::Sequence(_)) { "Group" } else { "Content" });
    let parameters = required.iter().map(|field| {
        let (name, ty) = (ident(&field.name), at.ty(&field.ty));
        quote!(#name: #ty)
    });
    Some(quote!(soap_runtime::constructor! { #name: #kind { #(#parameters;)* } }))
}
