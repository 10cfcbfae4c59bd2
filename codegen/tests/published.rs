//! The contract beside the published schemas, and other published contracts, found through the environment variable
//! `CONTRACT_CORPUS`; skipped without.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use common::folder::{copy, files_of, project, schemas};
use common::lines::changed_files;
use wsdl_codegen::config::DerivedTypes;
use wsdl_codegen::config::Layout;
use wsdl_codegen::diagnostic::Diagnostics;
use wsdl_codegen::disk::Project;
use wsdl_codegen::ir::Contract;
use wsdl_codegen::layout::Files;
use wsdl_codegen::source::Span;

/// A file or folder of the corpus; `None`, and a word about it, if there is no corpus.
fn corpus(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("CONTRACT_CORPUS");
    if root.is_none() {
        println!("skipped: CONTRACT_CORPUS is not set");
    }
    root.map(|root| Path::new(&root).join(path))
}

/// The files with this extension in a folder, by name.
fn with_extension(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|found| found == extension));
    files.sort();
    files
}

/// Everything that documents define.
fn everything(documents: &[PathBuf]) -> Contract {
    let mut project = Project::of_files(documents);
    project.config.all = true;
    let mut diagnostics = Diagnostics::new();
    let (sources, contract) =
        wsdl_codegen::compile::contract(&project.inputs, &project.resolver, &project.config, &mut diagnostics);
    contract.unwrap_or_else(|| panic!("{}", diagnostics.render(&sources, "")))
}

/// The contract's table by component: the first two words of its first line, and all of its lines with the namespaces themselves
/// in place of their prefixes.
fn components(contract: &Contract) -> BTreeMap<String, String> {
    let table = wsdl_codegen::table::lower(contract).to_text();
    let prefixes: Vec<(String, String)> = table
        .lines()
        .filter_map(|line| line.strip_prefix("namespace ")?.split_once(' '))
        .map(|(prefix, uri)| (format!("{prefix}:"), format!("{{{uri}}}")))
        .collect();
    let mut components: BTreeMap<String, String> = BTreeMap::new();
    let mut current = String::new();
    for line in table.lines().filter(|line| !line.starts_with(['#', 'n'])) {
        let line = expanded(line, &prefixes);
        if !line.starts_with(' ') {
            current = line.split(' ').take(2).collect::<Vec<_>>().join(" ");
        }
        let lines = components.entry(current.clone()).or_default();
        lines.push_str(&line);
        lines.push('\n');
    }
    components
}

fn expanded(line: &str, prefixes: &[(String, String)]) -> String {
    let word = |word: &str| {
        let found =
            prefixes.iter().find_map(|(prefix, uri)| Some(format!("{uri}{}", word.strip_prefix(prefix.as_str())?)));
        found.unwrap_or_else(|| word.to_owned())
    };
    line.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The global elements and named types that are written in documents other than `MS-OXWSCOS*`, as the table begins their lines.
fn own_components(contract: &Contract) -> Vec<String> {
    let is_own = |span: Option<Span>| {
        let source = span.and_then(|span| contract.sources().get(span.source));
        source.is_some_and(|source| !source.path.file_name().starts_with("MS-OXWSCOS"))
    };
    let elements =
        contract.elements().into_iter().map(|id| contract.element(id)).filter(|element| is_own(element.span));
    let elements =
        elements.map(|element| format!("element {{{}}}{}", element.name.namespace_str(), element.name.local()));
    let types = contract.types().into_iter().map(|id| contract.ty(id)).filter(|ty| is_own(ty.span()));
    let types = types.filter_map(|ty| {
        let kind = if ty.as_complex().is_some() { "complex" } else { "simple" };
        ty.name().map(|name| format!("{kind} {{{}}}{}", name.namespace_str(), name.local()))
    });
    elements.chain(types).collect()
}

#[test]
fn our_components_are_the_published_ones() {
    let Some(folder) = corpus("schemas/ms-oxws") else { return };
    let ours = everything(&with_extension(&schemas(), "xsd"));
    let own = own_components(&ours);
    assert_eq!(own.len(), 68, "{own:#?}");
    let (ours, published) = (components(&ours), components(&everything(&with_extension(&folder, "xsd"))));
    let differing: Vec<String> = own
        .iter()
        .filter(|name| ours.get(*name) != published.get(*name))
        .map(|name| {
            format!("ours:\n{}\npublished:\n{}", ours[name], published.get(name).map_or("nothing", |text| text))
        })
        .collect();
    assert!(differing.is_empty(), "{} of {}:\n{}", differing.len(), own.len(), differing.join("\n\n"));
}

#[test]
fn the_published_schemas_give_the_same_rust() {
    let Some(published) = corpus("schemas/ms-oxws") else { return };
    let folder = copy("published");
    for file in with_extension(&folder, "xsd") {
        if !file.file_name().unwrap().to_string_lossy().starts_with("MS-OXWSCOS") {
            std::fs::remove_file(file).unwrap();
        }
    }
    for file in with_extension(&published, "xsd") {
        std::fs::copy(&file, folder.join(file.file_name().unwrap())).unwrap();
    }
    let project = project(&folder);
    println!("{}", project.render(&project.compile()));
    let changes = changed_files(&rust(files_of_named_types(&schemas())), &rust(files_of_named_types(&folder)));
    assert!(changes.is_empty(), "{changes:#?}");
}

/// The output without types that nothing names: the published schemas derive more types from those of the protocol.
fn files_of_named_types(folder: &Path) -> Files {
    let mut project = project(folder);
    project.config.derived = DerivedTypes::Named;
    let mut files = files_of(&project);
    files.retain(|name, _| !name.contains("contract/"));
    files
}

/// The files without the names of the documents that servers publish, which are others here.
fn rust(files: Files) -> Files {
    let without_documents = |text: String| {
        let lines = text.lines().filter(|line| !line.contains("\"contract/"));
        lines.collect::<Vec<_>>().join("\n")
    };
    files.into_iter().map(|(name, text)| (name, without_documents(text))).collect()
}

/// Generates a contract as one module; says how large it is and how long it took.
fn generated(documents: &[PathBuf]) -> Files {
    let mut project = Project::of_files(documents);
    project.config.layout = Layout::File;
    let began = Instant::now();
    let compilation = project.compile();
    let seconds = began.elapsed().as_secs_f64();
    let files = compilation.files.clone().unwrap_or_else(|| panic!("{}", project.render(&compilation)));
    let lines: usize = files.values().map(|text| text.lines().count()).sum();
    println!(
        "{}: {lines} lines in {seconds:.2} s, {} warnings",
        documents[0].display(),
        compilation.diagnostics.warnings()
    );
    files
}

fn operations(files: &Files) -> usize {
    files["mod.rs"].matches("soap::Fault::unsupported(").count()
}

#[test]
fn all_of_exchange_generates() {
    let Some(file) = corpus("schemas/ews-2016/services.wsdl") else { return };
    let files = generated(&[file]);
    assert_eq!(operations(&files), 101);
    assert!(files["mod.rs"].lines().count() <= 50_000, "{} lines", files["mod.rs"].lines().count());
}

#[test]
fn the_published_stack_generates() {
    let Some(folder) = corpus("schemas/ms-oxws") else { return };
    let documents = ["EWSStack.wsdl", "MS-OXWSDLGM-message.xsd", "MS-OXWSDLGM-types.xsd"].map(|name| folder.join(name));
    assert_eq!(operations(&generated(&documents)), 39);
}

#[test]
fn the_databinding_patterns_generate() {
    let Some(file) = corpus("databinding/examples.wsdl") else { return };
    assert_eq!(operations(&generated(&[file])), 293);
}
