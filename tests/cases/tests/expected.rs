//! Every case's `expected.rs` is what the generator writes today.
#![allow(clippy::unwrap_used, missing_docs)]

use std::path::{Path, PathBuf};

use case_tests::CASES;
use wsdl_codegen::compile;
use wsdl_codegen::config::{Config, Layout};
use wsdl_codegen::source::files::FileResolver;

fn folder(case: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(case)
}

/// The bindings of a case as the generator writes them today.
fn generated(case: &str) -> String {
    let folder = folder(case);
    let input = if folder.join("contract.wsdl").exists() { "contract.wsdl" } else { "schema.xsd" };
    let config = Config { tool: "wsdl-codegen".to_owned(), layout: Layout::File, ..Config::default() };
    let compilation = compile(&[input], &FileResolver::new(&folder), &config);
    let diagnostics = compilation.diagnostics.render(&compilation.sources, &format!("tests/cases/{case}/"));
    let mut files = compilation.files.unwrap_or_else(|| panic!("{diagnostics}"));
    files.remove("mod.rs").unwrap()
}

#[test]
fn the_bindings_are_current() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut stale = Vec::new();
    for case in CASES {
        let file = folder(case.name).join("expected.rs");
        let (fresh, committed) = (generated(case.name), std::fs::read_to_string(&file).unwrap_or_default());
        if fresh == committed {
            continue;
        }
        let line = fresh.lines().zip(committed.lines()).take_while(|(fresh, committed)| fresh == committed).count() + 1;
        stale.push(format!("tests/cases/{}/expected.rs:{line}", case.name));
        if update {
            std::fs::write(&file, fresh).unwrap();
        }
    }
    assert!(
        stale.is_empty() || update,
        "not what the generator writes:\n  {}\nrun `UPDATE_EXPECT=1 cargo test -p case-tests --test expected` and review the diff",
        stale.join("\n  ")
    );
}

#[test]
fn every_folder_is_a_case() {
    let mut folders: Vec<String> = std::fs::read_dir(env!("CARGO_MANIFEST_DIR"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().join("schema.xsd").exists() || entry.path().join("contract.wsdl").exists())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    folders.sort();
    let mut cases: Vec<&str> = CASES.iter().map(|case| case.name).collect();
    assert!(cases.is_sorted(), "the cases are not in the order of their names");
    cases.sort_unstable();
    assert_eq!(folders, cases);
}
