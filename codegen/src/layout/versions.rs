//! Versions side by side in files: a folder for each, or a module in one file.

use std::collections::BTreeMap;

use super::cargo::{Package, manifest};
use super::text::{begin, inner_docs, lines, whole, with_declarations, without_declarations};
use super::{Files, Header, modules, table_as};
use crate::config::Layout;
use crate::diagnostic::Diagnostics;
use crate::emit::{version_files, versions_root};
use crate::format::{Formatted, format_all};
use crate::plan::Plan;
use crate::versions::{VersionPlan, Versions};

/// The text of all versions.
struct Texts<'v> {
    header: Header<'v>,
    root: Formatted,
    versions: Vec<(&'v VersionPlan, Vec<Formatted>)>,
}

/// Lays the versions out; `None`, with a diagnostic, if some file does not parse as Rust.
pub(crate) fn lay_out(layout: &Layout, tool: &str, all: &Versions, diagnostics: &mut Diagnostics) -> Option<Files> {
    let package = package(all);
    let root = format_all(vec![versions_root(all)], diagnostics)?.pop()?;
    let mut versions = Vec::new();
    for (index, version) in all.versions.iter().enumerate() {
        versions.push((version, format_all(version_files(all, index, table_as(layout)), diagnostics)?));
    }
    let texts = Texts { header: Header { tool, inputs: &package.inputs }, root, versions };
    Some(match layout {
        Layout::Folder => folders("", "mod.rs", &texts),
        Layout::Crate { name, runtime } => {
            let mut files = folders("src/", "lib.rs", &texts);
            files.insert("Cargo.toml".to_owned(), manifest(name, runtime, &package));
            files
        }
        Layout::File => BTreeMap::from([("mod.rs".to_owned(), one_file(&texts))]),
    })
}

/// What header and manifest have to know of all versions together.
fn package(all: &Versions) -> Package {
    let of = |version: &VersionPlan| {
        version.output.inputs.iter().map(|input| format!("{} {input}", version.label)).collect::<Vec<_>>()
    };
    let plans = || all.versions.iter().map(|version| &version.output.plan);
    Package {
        inputs: all.versions.iter().flat_map(of).collect(),
        dependencies: plans().next().map(|plan| plan.dependencies.clone()).unwrap_or_default(),
        features: Vec::new(),
        has_operations: plans().any(|plan| !plan.port_types.is_empty()),
        requires_addressing: plans().any(Plan::requires_addressing),
        serializes: plans().any(Plan::serializes),
        is_compact: plans().any(Plan::is_compact),
        has_views: false,
    }
}

fn folders(folder: &str, name: &str, texts: &Texts<'_>) -> Files {
    let root = texts.header.of_module(&texts.root) + "\n" + &with_declarations(&texts.root);
    let mut files = Files::from([(format!("{folder}{name}"), root)]);
    for (version, formatted) in &texts.versions {
        let header = Header { inputs: &version.output.inputs, ..texts.header };
        let mut own = modules(&format!("{folder}{}/", version.name), "mod.rs", header, &version.output, formatted);
        if version.unchanged.is_some() {
            own.retain(|name, _| name.ends_with(".rs"));
        }
        files.append(&mut own);
    }
    files
}

fn one_file(texts: &Texts<'_>) -> String {
    let mut text = texts.header.of_file(&texts.root.docs) + "\n";
    without_declarations(&mut text, 0, &texts.root);
    for (version, formatted) in &texts.versions {
        text.push('\n');
        begin(&mut text, 0, "pub ", &version.name);
        let docs = formatted.first().map(|root| root.docs.as_slice()).unwrap_or_default();
        lines(&mut text, 1, &inner_docs(docs));
        text.push('\n');
        whole(&mut text, 1, formatted);
        text.push_str("}\n");
    }
    text
}
