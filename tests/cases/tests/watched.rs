//! Strict reading finds a document valid while it reads it, or goes through it in a pass of its own: where somebody is told of what is forgiven, it
//! always does. Both ways have to come to the same end, with the messages of every case and what becomes of them by changes.
#![allow(clippy::unwrap_used, missing_docs)]

use std::path::Path;

use case_tests::{CASES, Case};
use soap_runtime::ReadOptions;
use spec_tests::edits::{edited, repeated};
use spec_tests::random::{Random, mutated};

/// How often each message is changed; more with `ROUNDS` in the environment.
const ROUNDS: usize = 12;

fn rounds() -> usize {
    std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ROUNDS)
}

fn messages(case: &Case) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(case.name);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "xml"));
    files.sort();
    files.into_iter().map(|file| std::fs::read_to_string(file).unwrap()).collect()
}

/// What becomes of a document.
fn outcome(case: &Case, xml: &str, options: &ReadOptions) -> String {
    match (case.round_trip)(xml, options) {
        Ok(trip) => format!("{trip:?}"),
        Err(error) => format!("{error:?} {error}"),
    }
}

/// Whether the document is valid.
fn assert_same(case: &Case, xml: &str) -> bool {
    let (telling, _) = ReadOptions::strict().collecting();
    let (watched, in_steps) = (outcome(case, xml, &ReadOptions::strict()), outcome(case, xml, &telling));
    assert_eq!(watched, in_steps, "{}:\n{xml}", case.name);
    (case.read)(xml, &telling).is_ok()
}

/// The document with so much behind it that its tags are predicted.
fn long(xml: &str) -> String {
    format!("{}<!--{}-->", xml.trim_end(), "x".repeat(5000))
}

#[test]
fn watched_and_in_steps_is_the_same() {
    let (mut compared, mut valid) = (0, 0);
    for case in CASES {
        for (seed, xml) in messages(case).iter().enumerate() {
            let mut random = Random::new(seed as u64);
            let mut compare = |xml: &str| {
                compared += 2;
                valid += usize::from(assert_same(case, xml)) + usize::from(assert_same(case, &long(xml)));
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
    assert!(valid > compared / 15, "{valid} of {compared} are valid");
}
