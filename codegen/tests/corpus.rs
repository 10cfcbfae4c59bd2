//! Loading and resolving real contracts, found through the environment variable `CONTRACT_CORPUS`; skipped without.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use wsdl_codegen::diagnostic::{Diagnostics, Severity};
use wsdl_codegen::ir::{Contract, Operation};
use wsdl_codegen::load::load;
use wsdl_codegen::resolve::{Reach, resolve};
use wsdl_codegen::source::files::FileResolver;

/// A file or folder of the corpus; `None`, and a word about it, if there is no corpus.
fn corpus(path: &str) -> Option<PathBuf> {
    match std::env::var_os("CONTRACT_CORPUS") {
        Some(root) => Some(Path::new(&root).join(path)),
        None => {
            println!("skipped: CONTRACT_CORPUS is not set");
            None
        }
    }
}

struct Outcome {
    contract: Option<Contract>,
    diagnostics: Diagnostics,
    text: String,
}

fn compile(files: &[PathBuf], reach: &Reach) -> Outcome {
    let (resolver, names) = FileResolver::over(files);
    let mut diagnostics = Diagnostics::new();
    let set = load(&names, &resolver, &mut diagnostics);
    let sources = set.sources.clone();
    let contract = resolve(&set, &reach.clone().into(), &mut diagnostics);
    let text = diagnostics.render(&sources, "");
    Outcome { contract, diagnostics, text }
}

fn operations(contract: &Contract) -> Vec<&Operation> {
    contract.port_types().iter().flat_map(|port_type| &port_type.operations).collect()
}

#[test]
fn the_contact_store_reaches_94_types() {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/MS-OXWSCOS.wsdl");
    let outcome = compile(&[schemas], &Reach::Operations);
    let contract = outcome.contract.expect(&outcome.text);
    assert!(outcome.diagnostics.is_empty(), "{}", outcome.text);
    let types = contract.types();
    assert_eq!(types.iter().filter(|id| contract.ty(**id).name().is_some()).count(), 94);
    let operations = operations(&contract);
    assert_eq!(operations.len(), 13);
    for operation in operations {
        let headers = |message: &wsdl_codegen::ir::MessageUse| -> Vec<String> {
            message.headers.iter().map(|header| contract.element(header.element).name.local().to_owned()).collect()
        };
        assert_eq!(
            headers(operation.input.as_ref().unwrap()),
            ["ExchangeImpersonation", "MailboxCulture", "RequestServerVersion"],
        );
        assert_eq!(headers(operation.output.as_ref().unwrap()), ["ServerVersionInfo"]);
    }
}

#[test]
fn the_folder_and_order_of_documents_do_not_matter() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    let there = Path::new(env!("CARGO_TARGET_TMPDIR")).join("elsewhere/schemas");
    std::fs::create_dir_all(&there).unwrap();
    let mut names: Vec<_> = std::fs::read_dir(&here).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.retain(|name| Path::new(name).extension().is_some_and(|extension| extension == "wsdl" || extension == "xsd"));
    names.sort();
    for name in &names {
        std::fs::copy(here.join(name), there.join(name)).unwrap();
    }
    let contract = |folder: &Path, names: &[std::ffi::OsString]| {
        let files: Vec<_> = names.iter().map(|name| folder.join(name)).collect();
        compile(&files, &Reach::Operations).contract.unwrap()
    };
    let expected = contract(&here, &names);
    assert_eq!(contract(&there, &names), expected);
    for _ in 1..names.len() {
        names.rotate_left(1);
        assert_eq!(contract(&here, &names), expected);
    }
}

#[test]
fn all_of_exchange_resolves() {
    let Some(file) = corpus("schemas/ews-2016/services.wsdl") else {
        return;
    };
    let outcome = compile(std::slice::from_ref(&file), &Reach::Operations);
    assert_eq!((outcome.diagnostics.errors(), outcome.diagnostics.warnings()), (0, 1), "{}", outcome.text);
    assert!(outcome.text.contains("warning[duplicate-header]: header `t:RequestServerVersion`"), "{}", outcome.text);
    assert_eq!(operations(&outcome.contract.unwrap()).len(), 101);
    let all = compile(&[file], &Reach::All).contract.unwrap();
    assert_eq!(all.types().iter().filter(|id| all.ty(**id).name().is_some()).count(), 1202 + 198);
}

#[test]
fn operations_with_missing_elements_are_told_of_once_each() {
    let Some(folder) = corpus("schemas/ms-oxws") else {
        return;
    };
    let wsdl = folder.join("EWSStack.wsdl");
    let outcome = compile(std::slice::from_ref(&wsdl), &Reach::Operations);
    assert_eq!(operations(&outcome.contract.expect(&outcome.text)).len(), 35);
    assert_eq!(outcome.diagnostics.errors(), 0, "{}", outcome.text);
    for operation in ["AddDelegate", "GetDelegate", "RemoveDelegate", "UpdateDelegate"] {
        let told = format!("operation `{operation}` needs `m:{operation}` and");
        assert_eq!(outcome.text.matches(&told).count(), 1, "{}", outcome.text);
    }

    let mut files = vec![wsdl, folder.join("MS-OXWSDLGM-message.xsd"), folder.join("MS-OXWSDLGM-types.xsd")];
    let whole = compile(&files, &Reach::Operations);
    let contract = whole.contract.expect(&whole.text);
    assert_eq!(operations(&contract).len(), 39);
    files.reverse();
    assert_eq!(compile(&files, &Reach::Operations).contract, Some(contract));
}

#[test]
fn the_databinding_patterns_resolve() {
    let Some(file) = corpus("databinding/examples.wsdl") else {
        return;
    };
    let outcome = compile(&[file], &Reach::Operations);
    assert!(outcome.diagnostics.is_empty(), "{}", outcome.text);
    assert_eq!(operations(&outcome.contract.unwrap()).len(), 293);
}

/// One test group of the W3C suite.
struct Group {
    name: String,
    files: Vec<String>,
    valid: bool,
}

#[test]
fn the_schema_test_suite_neither_panics_nor_hangs() {
    let Some(archive) = corpus("xsts/xsts-dev.tar.gz") else {
        return;
    };
    let folder = unpacked(&archive);
    let manifest = std::fs::read_to_string(folder.join("manifest.jsonl")).unwrap();
    let verbose = std::env::var_os("CONTRACT_CORPUS_VERBOSE").is_some();
    let mut tally: BTreeMap<(bool, bool), usize> = BTreeMap::new();
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for group in manifest.lines().map(group).filter(|group| !group.files.is_empty()) {
        let files: Vec<PathBuf> = group.files.iter().map(|file| folder.join(file)).collect();
        let outcome = compile(&files, &Reach::All);
        let accepted = outcome.contract.is_some();
        *tally.entry((group.valid, accepted)).or_default() += 1;
        if group.valid && !accepted {
            let first = outcome.diagnostics.iter().find(|found| found.severity == Severity::Error);
            *reasons.entry(first.map_or("", |found| found.code)).or_default() += 1;
            if verbose {
                println!("== {}\n{}", group.name, outcome.text);
            }
        }
    }
    println!("(valid, accepted): {tally:?}\nvalid but refused, by first error: {reasons:?}");
    let refused = tally.get(&(true, false)).copied().unwrap_or(0);
    assert!(refused * 100 < tally.values().sum(), "{refused} valid groups are refused: {reasons:?}");
}

/// The folder with the content of an archive, which is unpacked once.
fn unpacked(archive: &Path) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("xsts");
    if !folder.exists() {
        let partial = folder.with_extension("partial");
        std::fs::create_dir_all(&partial).unwrap();
        let status = Command::new("tar").arg("xzf").arg(archive).arg("-C").arg(&partial).status();
        assert!(status.is_ok_and(|status| status.success()), "the archive cannot be unpacked");
        std::fs::rename(partial, &folder).unwrap();
    }
    folder
}

/// Reads a line of the manifest, as far as it matters here.
fn group(line: &str) -> Group {
    let after = |key: &str| line.split_once(&format!("\"{key}\": ")).map_or("", |(_, rest)| rest);
    let quoted = |text: &str| text.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    Group {
        name: quoted(after("group")).swap_remove(0),
        files: quoted(after("schema").split_once(']').map_or("", |(list, _)| list)),
        valid: after("valid").starts_with("true"),
    }
}
