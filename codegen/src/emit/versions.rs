//! Versions side by side: what each module takes from the ones before it, and what converts between them.

use proc_macro2::TokenStream;
use quote::quote;

use super::any_type::any_type;
use super::conversions::{Both, Forms, convert};
use super::path::{Here, ROOT, ident};
use super::{Declaration, File, Piece, TableAs, by_name, item, root as single, service, use_root};
use crate::plan::{ItemId, Module};
use crate::versions::{Conversion, Place, VersionPlan, Versions};

/// The root: a module for each version.
pub(crate) fn root(all: &Versions) -> File {
    let modules = all.versions.iter().map(|version| {
        let doc = Some(format!("The contract as of {}.", version.label));
        Piece::Module(Declaration { name: version.name.clone(), is_public: true, doc })
    });
    let mut pieces: Vec<Piece> = modules.collect();
    pieces.push(Piece::Item(quote!(
        pub use soap_runtime;
    )));
    let labels = all.versions.iter().map(|version| &version.label);
    pieces.push(Piece::Item(quote! {
        /// The versions of the contract, the oldest first.
        pub static VERSIONS: &[&str] = &[#(#labels),*];
    }));
    let named = all.versions.iter().map(|version| format!("`{}` ({})", version.name, version.label));
    let named = format!("The versions of the contract: {}.", named.collect::<Vec<_>>().join(", "));
    let how = "Each module is complete; what did not change from one version to the next is the same type in both. \
               `From` and `TryFrom` lead from a version to its neighbours.";
    let mut docs = all.docs.clone();
    docs.extend([named, how.to_owned()]);
    File { name: "mod".to_owned(), docs, pieces }
}

/// The files of a version: its root first.
pub(crate) fn version(all: &Versions, index: usize, table: TableAs) -> Vec<File> {
    let Some(version) = all.versions.get(index) else { return Vec::new() };
    let label = &version.label;
    let own = quote! {
        /// What this version of the contract is called.
        pub static VERSION: &str = #label;
    };
    let mut docs = vec![format!("The contract as of {label}.")];
    let mut files = Vec::new();
    if let Some(origin) = version.unchanged.and_then(|origin| all.versions.get(origin)) {
        docs.push(format!("Nothing changed since {}.", origin.label));
        let origin = ident(&origin.name);
        files.push(File::of_items("mod", docs, vec![quote!(pub use super::#origin::*;), own]));
        return files;
    }
    docs.extend(version.output.plan.docs.iter().cloned());
    let taken = |module: usize| taken_whole(all, index, module);
    let mut pieces = version_modules(all, index, &taken);
    pieces.push(Piece::Item(own));
    pieces.extend(single::namespaces(&version.output.plan).into_iter().map(Piece::Item));
    pieces.push(single::table(&version.output.table, table));
    pieces.extend(version_document(all, index).into_iter().map(Piece::Item));
    files.push(File { name: "mod".to_owned(), docs, pieces });
    for (module, planned) in version.output.plan.modules.iter().enumerate() {
        if !planned.items.is_empty() && taken(module).is_none() {
            files.push(module_file(all, index, version, module, planned));
        }
    }
    files.extend(service::service(&version.output.plan).map(|mut file| {
        file.pieces.extend(header_conversions(all, index, version).into_iter().map(Piece::Item));
        file
    }));
    files
}

fn header_conversions(all: &Versions, index: usize, version: &VersionPlan) -> Vec<TokenStream> {
    let Some(before) = all.before(index) else { return Vec::new() };
    let both = Both { at: Here { plan: &version.output.plan, module: ROOT }, before, version };
    let port_type = |index: usize| version.output.plan.port_types.get(index);
    let converted = |(place, conversion): &(Place, Conversion)| {
        let headers = match place {
            Place::RequestHeaders(index, place) => port_type(*index)?.request_headers.get(*place)?,
            Place::ResponseHeaders(index, place) => port_type(*index)?.response_headers.get(*place)?,
            Place::Item(_) | Place::Document => return None,
        };
        let (name, old) = (ident(&headers.name), ident(&before.name));
        Some(convert(both, &Forms { new: quote!(#name), old: quote!(#old::#name) }, conversion))
    };
    version.conversions.iter().filter_map(converted).collect()
}

/// The modules of a version: those that earlier versions define, and its own.
fn version_modules(all: &Versions, index: usize, taken: &dyn Fn(usize) -> Option<usize>) -> Vec<Piece> {
    let Some(version) = all.versions.get(index) else { return Vec::new() };
    let used = all.before(index).filter(|_| !version.conversions.is_empty());
    let mut items: Vec<TokenStream> = used
        .into_iter()
        .map(|before| {
            let before = ident(&before.name);
            quote!(use super::#before;)
        })
        .collect();
    for (module, planned) in version.output.plan.modules.iter().enumerate() {
        if let Some(origin) = taken(module).and_then(|origin| all.versions.get(origin)) {
            let (origin, name) = (ident(&origin.name), ident(&planned.name));
            items.push(quote!(pub use super::#origin::#name;));
        }
    }
    let own = single::modules(&version.output.plan, |module| taken(module).is_none());
    items.into_iter().map(Piece::Item).chain(own).collect()
}

/// The document type of a version, what converts it, and what stands beside it.
fn version_document(all: &Versions, index: usize) -> Vec<TokenStream> {
    let Some(version) = all.versions.get(index) else { return Vec::new() };
    let plan = &version.output.plan;
    let mut items = single::document(plan);
    let found = version.conversions.iter().find(|(place, _)| *place == Place::Document);
    if let (Some((_, conversion)), Some(before)) = (found, all.before(index)) {
        let (at, old) = (Here { plan, module: ROOT }, ident(&before.name));
        let forms = Forms { new: quote!(Document), old: quote!(#old::Document) };
        items.push(convert(Both { at, before, version }, &forms, conversion));
    }
    items.extend(any_type(plan));
    items.extend(single::contract(&version.output));
    items
}

/// The version that a whole module is taken from: all of its items are that version's, and there are no others.
fn taken_whole(all: &Versions, index: usize, module: usize) -> Option<usize> {
    let version = all.versions.get(index)?;
    let planned = version.output.plan.modules.get(module)?;
    let origin = version.origins[planned.items.first()?.0];
    let whole = planned.items.iter().all(|id| version.origins[id.0] == origin);
    let defined = all
        .versions
        .get(origin)?
        .output
        .plan
        .modules
        .iter()
        .find(|other| other.name == planned.name && other.uri == planned.uri)?;
    (origin < index && whole && defined.items.len() == planned.items.len()).then_some(origin)
}

fn module_file(all: &Versions, index: usize, version: &VersionPlan, module: usize, planned: &Module) -> File {
    let plan = &version.output.plan;
    let (own, shared): (Vec<ItemId>, Vec<ItemId>) =
        by_name(plan, &planned.items).into_iter().partition(|id| version.origins[id.0] == index);
    let mut items = vec![use_root(plan, &own)];
    for (origin, from) in all.versions.iter().enumerate() {
        let names: Vec<_> = shared
            .iter()
            .filter(|id| version.origins[id.0] == origin)
            .map(|id| ident(&plan.items[id.0].name))
            .collect();
        if !names.is_empty() {
            let (from, name) = (ident(&from.name), ident(&planned.name));
            items.push(quote!(pub use super::super::#from::#name::{#(#names),*};));
        }
    }
    for id in own {
        items.extend(item(plan, module, id));
        let found = version.conversions.iter().find(|(place, _)| *place == Place::Item(id));
        if let (Some((_, conversion)), Some(before)) = (found, all.before(index)) {
            let (new, old, name) = (ident(&plan.items[id.0].name), ident(&before.name), ident(&planned.name));
            let forms = Forms { new: quote!(#new), old: quote!(#old::#name::#new) };
            items.push(convert(Both { at: Here { plan, module }, before, version }, &forms, conversion));
        }
    }
    File::of_items(&planned.name, vec![planned.docs.clone()], items)
}
