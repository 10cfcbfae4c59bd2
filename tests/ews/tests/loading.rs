//! The same documents give the same bytes, wherever they are and however they are ordered; a small change gives a small difference.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use wsdl_codegen::disk::Project;
use wsdl_codegen::layout::Files;

const DOCUMENTS: [&str; 3] = ["messages.xsd", "services.wsdl", "types.xsd"];

/// The published contract; `None`, and a word about it, if there is none.
fn published() -> Option<PathBuf> {
    let corpus = std::env::var_os("CONTRACT_CORPUS");
    if corpus.is_none() {
        println!("skipped: CONTRACT_CORPUS is not set");
    }
    corpus.map(|corpus| Path::new(&corpus).join("schemas/ews-2016"))
}

fn generated<'a>(folder: &Path, documents: impl IntoIterator<Item = &'a str>) -> Files {
    let documents: Vec<PathBuf> = documents.into_iter().map(|name| folder.join(name)).collect();
    let project = Project::of_files(&documents);
    let compilation = project.compile();
    let rendered = project.render(&compilation);
    compilation.files.expect(&rendered)
}

/// A copy of the contract in a folder of its own.
fn copied(from: &Path, name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&folder).unwrap();
    for document in DOCUMENTS {
        std::fs::copy(from.join(document), folder.join(document)).unwrap();
    }
    folder
}

#[test]
fn place_and_order_do_not_matter() {
    let Some(folder) = published() else { return };
    let first = generated(&folder, DOCUMENTS);
    let elsewhere = copied(&folder, "elsewhere");
    assert!(first == generated(&elsewhere, DOCUMENTS.into_iter().rev()), "the same documents give other bytes");
}

#[test]
fn one_more_value_is_a_few_more_lines() {
    let Some(folder) = published() else { return };
    let changed = copied(&folder, "one-more-value");
    let types = std::fs::read_to_string(changed.join("types.xsd")).unwrap();
    let value = "<xs:enumeration value=\"item:Subject\" />";
    assert!(types.contains(value));
    let more = types.replacen(value, &format!("{value}<xs:enumeration value=\"item:NewIn2027\" />"), 1);
    std::fs::write(changed.join("types.xsd"), more).unwrap();
    let (before, after) = (generated(&folder, ["services.wsdl"]), generated(&changed, ["services.wsdl"]));
    let lines = |files: &Files| -> BTreeSet<(String, String)> {
        let rust = files.iter().filter(|(name, _)| !name.starts_with("contract/"));
        rust.flat_map(|(name, text)| text.lines().map(|line| (name.clone(), line.to_owned()))).collect()
    };
    let (before, after) = (lines(&before), lines(&after));
    let count = before.symmetric_difference(&after).count();
    assert!((1..10).contains(&count), "{count} lines differ");
}
