//! Versions side by side: what each module takes from the ones before it, and what converts between them.

use proc_macro2::TokenStream;
use quote::quote;

use super::any_type::any_type;
use super::path::{Here, ROOT, ident};
use super::{Declaration, File, Piece, TableAs, by_name, item, root as single, service, use_root};
use crate::plan::{ItemId, Module, RustType};
use crate::versions::{Conversion, ConversionKind, Part, Place, Shape, Side, VersionPlan, Versions, What};

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
    let (at, Some(before)) = (Here { plan: &version.output.plan, module: ROOT }, all.before(index)) else {
        return Vec::new();
    };
    let port_type = |index: usize| version.output.plan.port_types.get(index);
    let convert = |(place, conversion): &(Place, Conversion)| {
        let headers = match place {
            Place::RequestHeaders(index) => &port_type(*index)?.request_headers,
            Place::ResponseHeaders(index) => &port_type(*index)?.response_headers,
            Place::Item(_) | Place::Document => return None,
        };
        let (name, old) = (ident(&headers.name), ident(&before.name));
        Some(convert(at, (&quote!(#name), &quote!(#old::#name)), conversion, (before, version)))
    };
    version.conversions.iter().filter_map(convert).collect()
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
        let old = ident(&before.name);
        items.push(convert(
            Here { plan, module: ROOT },
            (&quote!(Document), &quote!(#old::Document)),
            conversion,
            (before, version),
        ));
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
            let (new, old) = (ident(&plan.items[id.0].name), ident(&before.name));
            let (new, name) = (quote!(#new), ident(&planned.name));
            let old = quote!(#old::#name::#new);
            items.push(convert(Here { plan, module }, (&new, &old), conversion, (before, version)));
        }
    }
    File::of_items(&planned.name, vec![planned.docs.clone()], items)
}

/// Two versions as they are named from a place in the newer one.
#[derive(Clone, Copy)]
struct Both<'p> {
    at: Here<'p>,
    before: &'p VersionPlan,
}

impl Both<'_> {
    fn ty(self, side: Side, ty: &RustType) -> TokenStream {
        if side == Side::New {
            return self.at.ty(ty);
        }
        let (version, ty) = (ident(&self.before.name), Here { plan: &self.before.output.plan, module: ROOT }.ty(ty));
        quote!(#version::#ty)
    }
}

/// The conversions between two forms of an item.
fn convert(
    at: Here<'_>,
    (new, old): (&TokenStream, &TokenStream),
    conversion: &Conversion,
    (before, version): (&VersionPlan, &VersionPlan),
) -> TokenStream {
    let direction = |sure: bool| ident(if sure { "From" } else { "TryFrom" });
    let (there, back) = (direction(conversion.there), direction(conversion.back));
    let (to, from) = (&version.name, &before.name);
    let head = quote!(#new #old: #there #to #back #from);
    let both = Both { at, before };
    let lines = |parts: &[Part]| -> Vec<TokenStream> { parts.iter().map(|part| line(both, part)).collect() };
    match &conversion.kind {
        ConversionKind::Struct(parts) => {
            let lines = lines(parts);
            quote!(soap_runtime::convert_struct! { #head { #(#lines)* } })
        }
        ConversionKind::Enum(parts) => {
            let lines = lines(parts);
            quote!(soap_runtime::convert_enum! { #head { #(#lines)* } })
        }
        ConversionKind::Enumeration => quote!(soap_runtime::convert_enumeration! { #head }),
        ConversionKind::Restricted => quote!(soap_runtime::convert_restricted! { #head }),
    }
}

fn line(both: Both<'_>, part: &Part) -> TokenStream {
    let (name, step) = (ident(&part.name), &part.step);
    let required = |required: bool| required.then(|| quote!(required));
    match &part.what {
        What::Same => quote!(same #name;),
        What::Into(_) => quote!(into #name #step;),
        What::Changed(there, back) => {
            let (there, back) = (shape(both, there), shape(both, back));
            quote!(changed #name #step (#there) (#back);)
        }
        What::Added(must) => {
            let required = required(*must);
            quote!(added #name #step #required;)
        }
        What::Removed(must) => {
            let required = required(*must);
            quote!(removed #name #step #required;)
        }
    }
}

fn shape(both: Both<'_>, found: &Shape) -> TokenStream {
    match found {
        Shape::Same => quote!(same()),
        Shape::Item(_) => quote!(item()),
        Shape::Text => quote!(text()),
        Shape::Lexical => quote!(lexical()),
        Shape::Widened => quote!(widened()),
        Shape::Around(name, inside) => {
            let (name, inside) = (ident(name), shape(both, inside));
            quote!(#name(#inside))
        }
        Shape::Based(side, ty, inside) => {
            let (ty, inside) = (both.ty(*side, ty), shape(both, inside));
            quote!(based::<_, #ty, _, _>(#inside))
        }
        Shape::Only(side, item, variant, inside) => {
            let (item, variant) = (both.ty(*side, &RustType::Item(*item)), ident(variant));
            let inside = shape(both, inside);
            quote!(soap_runtime::convert_only!(#item, #variant, #inside))
        }
    }
}
