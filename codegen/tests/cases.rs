//! The feature cases of `tests/cases`: each folder's `expected.rs` is what the generator writes today.
//!
//! The bindings are compiled and used by the package `case-tests`; the comparison is here so that it can rewrite them when
//! they do not compile.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use wsdl_codegen::config::Layout;
use wsdl_codegen::disk::Project;

/// The folders of the cases, in the order of their names.
fn folders() -> Vec<PathBuf> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(cases).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|folder| {
        ["schema.xsd", "contract.wsdl", "wsdl-codegen.toml"].iter().any(|name| folder.join(name).exists())
    });
    folders.sort();
    folders
}

fn project(folder: &Path) -> Project {
    let [config, contract, schema] = ["wsdl-codegen.toml", "contract.wsdl", "schema.xsd"].map(|name| folder.join(name));
    match (config.exists(), contract.exists()) {
        (true, _) => Project::open(&config).unwrap(),
        (false, true) => Project::of_files(&[contract]),
        (false, false) => Project::of_files(&[schema]),
    }
}

/// The bindings of a case as the generator writes them today.
fn generated(folder: &Path) -> String {
    let mut project = project(folder);
    project.config.tool = "wsdl-codegen".to_owned();
    project.config.layout = Layout::File;
    let compilation = project.compile();
    let files = compilation.files.as_ref().unwrap_or_else(|| panic!("{}", project.render(&compilation)));
    files["mod.rs"].clone()
}

#[test]
fn the_bindings_are_current() {
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let folders = folders();
    assert!(folders.len() > 50, "only {} cases", folders.len());
    let mut stale = Vec::new();
    for folder in folders {
        let file = folder.join("expected.rs");
        let (fresh, committed) = (generated(&folder), std::fs::read_to_string(&file).unwrap_or_default());
        if fresh == committed {
            continue;
        }
        let same = fresh.lines().zip(committed.lines()).take_while(|(fresh, committed)| fresh == committed).count();
        stale.push(format!("tests/cases/{}/expected.rs:{}", folder.file_name().unwrap().display(), same + 1));
        if update {
            std::fs::write(&file, fresh).unwrap();
        }
    }
    assert!(
        stale.is_empty() || update,
        "not what the generator writes:\n  {}\nrun `UPDATE_EXPECT=1 cargo test -p wsdl-codegen --test cases` and review the diff",
        stale.join("\n  ")
    );
}
