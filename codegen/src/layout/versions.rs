//! Versions side by side in files: a folder for each, or a module in one file.

use std::collections::BTreeMap;

use super::{Files, file_header, header, indented, manifest, modules, raw_literal, single_body};
use crate::config::Layout;
use crate::diagnostic::Diagnostics;
use crate::emit::{version_files, versions_root};
use crate::format::{Formatted, format_all};
use crate::plan::Plan;
use crate::versions::Versions;

/// Lays the versions out; `None`, with a diagnostic, if some came out as no Rust.
pub(crate) fn lay_out(layout: &Layout, tool: &str, all: &Versions, diagnostics: &mut Diagnostics) -> Option<Files> {
    let summary = summary(all);
    let root = format_all(vec![versions_root(all)], diagnostics)?;
    let mut versions = Vec::new();
    for index in 0..all.versions.len() {
        versions.push(format_all(version_files(all, index), diagnostics)?);
    }
    Some(match layout {
        Layout::Folder => folders("", "mod.rs", tool, all, (&summary, &root, &versions)),
        Layout::Crate { name, runtime } => {
            let mut files = folders("src/", "lib.rs", tool, all, (&summary, &root, &versions));
            files.insert("Cargo.toml".to_owned(), manifest(name, runtime, &summary));
            files
        }
        Layout::File => BTreeMap::from([("mod.rs".to_owned(), one_file(tool, all, (&summary, &root, &versions)))]),
    })
}

/// What header and manifest have to know of all versions together.
fn summary(all: &Versions) -> Plan {
    let of = |version: &crate::versions::VersionPlan| {
        version.plan.inputs.iter().map(|input| format!("{} {input}", version.label)).collect::<Vec<_>>()
    };
    let port_types = all.versions.iter().flat_map(|version| version.plan.port_types.clone()).collect();
    Plan { inputs: all.versions.iter().flat_map(of).collect(), port_types, ..Plan::default() }
}

fn folders(
    folder: &str,
    name: &str,
    tool: &str,
    all: &Versions,
    (summary, root, versions): (&Plan, &[Formatted], &[Vec<Formatted>]),
) -> Files {
    let mut files = Files::new();
    for Formatted { file, text } in root {
        files.insert(format!("{folder}{name}"), format!("{}\n{text}", header(tool, summary, &file.docs)));
    }
    for (version, formatted) in all.versions.iter().zip(versions) {
        let mut own = modules(&format!("{folder}{}/", version.name), "mod.rs", tool, &version.plan, formatted);
        if version.unchanged.is_some() {
            own.retain(|name, _| name.ends_with(".rs"));
        }
        files.append(&mut own);
    }
    files
}

fn one_file(tool: &str, all: &Versions, (summary, root, versions): (&Plan, &[Formatted], &[Vec<Formatted>])) -> String {
    let Some(Formatted { file, text: declarations }) = root.first() else { return String::new() };
    let mut text = format!("{}\n{declarations}", file_header(tool, summary, &file.docs));
    for (version, formatted) in all.versions.iter().zip(versions) {
        let declared = format!("pub mod {};\n", version.name);
        text = text.replacen(&format!("/// The contract as of {}.\n{declared}", version.label), "", 1);
        let docs = formatted.first().map(|root| root.file.docs.as_slice()).unwrap_or_default();
        let docs: String = docs.iter().enumerate().map(|(index, paragraph)| inner_doc(index, paragraph)).collect();
        let body = indented(&format!("{docs}\n{}", single_body(formatted)));
        let table = raw_literal(&version.plan.table.to_text());
        let body = body.replace("include_str!(\"contract.txt\")", &table);
        text.push_str(&format!("\npub mod {} {{\n{body}}}\n", version.name));
    }
    text
}

fn inner_doc(index: usize, paragraph: &str) -> String {
    let gap = if index > 0 { "//!\n" } else { "" };
    let lines: String = crate::emit::doc_lines(paragraph).iter().map(|line| format!("//! {line}\n")).collect();
    format!("{gap}{lines}")
}
