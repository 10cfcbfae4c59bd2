//! Views and values of their own come to the same end, with the messages of every case and what becomes of them by changes: values, texts, errors and
//! their places, leniently and strictly, whether tags are predicted or not.
#![allow(clippy::unwrap_used, missing_docs)]

use std::path::Path;

use soap_runtime::{Error, IllegalCharacters, ReadOptions};
use spec_tests::edits::{edited, repeated};
use spec_tests::random::{Random, mutated};
use views_tests::{CASES, Case, Trip};

/// How often each message is changed; more with `ROUNDS` in the environment.
const ROUNDS: usize = 4;

fn rounds() -> usize {
    std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ROUNDS)
}

fn messages(case: &Case) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cases").join(case.name);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "xml"));
    files.sort();
    files.into_iter().map(|file| std::fs::read_to_string(file).unwrap()).collect()
}

fn outcome(way: fn(&str, &ReadOptions) -> Result<Trip, Error>, xml: &str, options: &ReadOptions) -> String {
    match way(xml, options) {
        Ok(trip) => format!("{trip:?}"),
        Err(error) => format!("{error:?} {error}"),
    }
}

/// Whether the document is read leniently.
fn assert_same(case: &Case, xml: &str) -> bool {
    for options in [ReadOptions::default(), ReadOptions::strict(), ReadOptions::default().salvaging()] {
        // What views borrow cannot be replaced.
        let options = options.illegal_characters(IllegalCharacters::Refuse);
        let [owned, viewed] = [case.owned, case.viewed].map(|way| outcome(way, xml, &options));
        assert_eq!(owned, viewed, "{}:\n{xml}", case.name);
    }
    (case.owned)(xml, &ReadOptions::default()).is_ok()
}

/// The document with so much behind it that its tags are predicted.
fn long(xml: &str) -> String {
    format!("{}<!--{}-->", xml.trim_end(), "x".repeat(5000))
}

#[test]
fn views_and_owners_come_to_the_same_end() {
    let (mut compared, mut read) = (0, 0);
    for case in CASES {
        for (seed, xml) in messages(case).iter().enumerate() {
            let mut random = Random::new(seed as u64);
            let mut compare = |xml: &str| {
                compared += 2;
                read += usize::from(assert_same(case, xml)) + usize::from(assert_same(case, &long(xml)));
            };
            compare(xml);
            for _ in 0..rounds() {
                compare(&mutated(xml, &mut random));
                let Ok(grown) = repeated(xml, &mut random) else { continue };
                compare(&grown);
                if let Ok(changed) = edited(&grown, &mut random) {
                    compare(&changed);
                }
            }
        }
    }
    assert!(read > compared / 10, "{read} of {compared} are read");
    println!("{compared} documents, {read} of them read");
}
