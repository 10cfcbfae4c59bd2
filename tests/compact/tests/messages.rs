//! The messages of every case come out as they do of bindings with `String` and `Vec`, and are refused for the same reasons.
#![allow(clippy::unwrap_used, missing_docs)]

use std::path::{Path, PathBuf};

use case_tests::CASES;
use soap_runtime::ReadOptions;

fn messages(case: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cases").join(case);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "xml"));
    files.sort();
    files
}

/// Runs every message through both kinds of bindings, and returns how many there were, and how many of them were read.
fn compare(options: &ReadOptions) -> (usize, usize) {
    let (mut all, mut read) = (0, 0);
    for (standard, compact) in CASES.iter().zip(compact_tests::CASES) {
        assert_eq!(standard.name, compact.name);
        for file in messages(standard.name) {
            let xml = std::fs::read_to_string(&file).unwrap();
            let [was, is] =
                [standard, compact].map(|case| (case.round_trip)(&xml, options).map_err(|error| error.to_string()));
            assert_eq!(was, is, "{}", file.display());
            all += 1;
            read += usize::from(is.is_ok());
        }
    }
    (all, read)
}

#[test]
fn every_case_is_there() {
    assert_eq!(CASES.len(), compact_tests::CASES.len());
    assert!(CASES.len() > 80, "only {} cases", CASES.len());
}

#[test]
fn lenient_reading_and_writing_are_the_same() {
    let (all, read) = compare(&ReadOptions::default());
    assert!(all > 2 * CASES.len() && read > all / 2, "{read} of {all}");
}

#[test]
fn strict_reading_and_writing_are_the_same() {
    let (all, read) = compare(&ReadOptions::strict());
    assert!(read > all / 3, "{read} of {all}");
}
