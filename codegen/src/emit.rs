//! From the plan to tokens: one function for each kind of item, and no decisions.
//!
//! In: an [`Output`]. Out: [`File`]s of [`Piece`]s, which [`crate::format`] turns into text and [`crate::layout`] puts together. Invariant:
//! nothing here looks at a schema; whatever is written follows from the plan alone, and no text of it is edited afterwards.

mod any_type;
mod choice;
mod conversions;
mod derives;
mod docs;
mod example;
mod fields;
mod growth;
mod operation_error;
mod path;
mod piece;
mod polymorphic;
mod root;
mod service;
mod simple;
mod structure;
#[cfg(test)]
mod tests;
mod value;
mod versions;
mod view;
mod when;

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::{ItemId, ItemKind, Line, Module, Output, Plan};

pub(crate) use docs::doc_lines;
pub(crate) use example::Example;
pub use piece::{Declaration, File, Piece, TableAs};
pub(crate) use versions::{root as versions_root, version as version_files};

/// The files of an output: the root first, then a module for each namespace, then the service.
#[must_use]
pub fn files(output: &Output, table: TableAs) -> Vec<File> {
    let plan = &output.plan;
    let modules = plan.modules.iter().enumerate().filter(|(_, module)| !module.items.is_empty());
    let mut files = vec![root::root(output, table)];
    files.extend(modules.map(|(index, module)| module_file(plan, index, module)));
    files.extend(service::service(plan));
    files
}

/// Whether some of a module's items are sure to use something of the root: the ids of namespaces, or their table.
fn names_namespaces(plan: &Plan, items: &[ItemId]) -> bool {
    let is_qualified = |line: &&Line| matches!(line, Line::Element { name, .. } if name.prefix.is_some());
    items.iter().any(|id| match &plan.items[id.0].kind {
        ItemKind::Restricted(restricted) => restricted.names,
        ItemKind::Polymorphic(_) => true,
        other => other.lines().iter().any(is_qualified),
    })
}

fn module_file(plan: &Plan, index: usize, module: &Module) -> File {
    let mut items = vec![use_root(plan, &module.items)];
    items.extend(by_name(plan, &module.items).into_iter().flat_map(|id| {
        let (owner, view) = (item(plan, index, id), view::view(plan, index, id));
        owner.into_iter().chain(view)
    }));
    File::of_items(&module.name, vec![module.docs.clone()], items)
}

/// The `use` with which the items of a module begin.
fn use_root(plan: &Plan, items: &[ItemId]) -> TokenStream {
    let may_be_unused = !plan.features.is_empty() || !names_namespaces(plan, items);
    let unused = may_be_unused.then(|| quote!(#[allow(unused_imports)]));
    quote!(#unused use super::*;)
}

/// Items in the order of their names.
fn by_name(plan: &Plan, items: &[ItemId]) -> Vec<ItemId> {
    let mut order = items.to_vec();
    order.sort_by(|a, b| plan.items[a.0].name.cmp(&plan.items[b.0].name));
    order
}

/// An item and its like, in the module of this index.
fn item(plan: &Plan, module: usize, id: ItemId) -> Vec<TokenStream> {
    let item = &plan.items[id.0];
    let at = path::Here { plan, module };
    let written = match &item.kind {
        ItemKind::Struct(content) => structure::structure(at, item, content),
        ItemKind::Sequence(content) => structure::sequence(at, item, content),
        ItemKind::Choice(choice) => choice::choice(at, item, choice),
        ItemKind::Polymorphic(types) => polymorphic::polymorphic(at, item, types),
        ItemKind::Enumeration(enumeration) => simple::enumeration(at, item, enumeration),
        ItemKind::Restricted(restricted) => simple::restricted(at, item, restricted),
        ItemKind::Union(union) => simple::union(at, item, union),
        ItemKind::Alias(ty) => simple::alias(at, item, ty),
        ItemKind::Base(base) => polymorphic::base(at, item, base),
    };
    when::behind(&item.when, written)
}
