//! Every case's `expected.rs` is what the generator writes today.
#![allow(clippy::unwrap_used, missing_docs)]

use std::path::{Path, PathBuf};

use case_tests::CASES;
use wsdl_codegen::disk::Project;
use wsdl_codegen::layout::Layout;

fn folder(case: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(case)
}

/// The bindings of a case as the generator writes them today.
fn generated(case: &str) -> String {
    let mut project = project(&folder(case));
    project.config.tool = "wsdl-codegen".to_owned();
    project.config.layout = Layout::File;
    let compilation = project.compile();
    let mut files = compilation.files.clone().unwrap_or_else(|| panic!("{}", project.render(&compilation)));
    files.remove("mod.rs").unwrap()
}

fn project(folder: &Path) -> Project {
    let [config, contract, schema] = ["wsdl-codegen.toml", "contract.wsdl", "schema.xsd"].map(|name| folder.join(name));
    match (config.exists(), contract.exists()) {
        (true, _) => Project::open(&config).unwrap(),
        (false, true) => Project::of_files(&[contract]),
        (false, false) => Project::of_files(&[schema]),
    }
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
