//! The messages of every case come out as they do of bindings with `String` and `Vec`, and are refused and forgiven for the same reasons.
#![allow(clippy::unwrap_used, missing_docs)]

use case_tests::{CASES, Case, RoundTrip, messages};
use soap_runtime::ReadOptions;
use spec_tests::edits::without_one;

/// What becomes of a text: what is written, or what is said; and what reading tells besides.
fn outcome(case: &Case, xml: &str, options: &ReadOptions) -> (Result<RoundTrip, String>, Vec<String>) {
    let (options, notices) = options.clone().collecting();
    let outcome = (case.round_trip)(xml, &options).map_err(|error| error.to_string());
    (outcome, notices.take().iter().map(ToString::to_string).collect())
}

/// Runs what `texts` makes of every message through both kinds of bindings, and returns how many there were, and how many were read.
fn compare(options: &ReadOptions, texts: fn(&str) -> Vec<String>) -> (usize, usize) {
    let (mut all, mut read) = (0, 0);
    for (standard, compact) in CASES.iter().zip(compact_tests::CASES) {
        assert_eq!(standard.name, compact.name);
        for (file, message) in messages(standard.name) {
            for xml in texts(&message) {
                let [was, is] = [standard, compact].map(|case| outcome(case, &xml, options));
                assert_eq!(was, is, "{}: {xml}", file.display());
                all += 1;
                read += usize::from(is.0.is_ok());
            }
        }
    }
    (all, read)
}

fn as_it_is(xml: &str) -> Vec<String> {
    vec![xml.to_owned()]
}

#[test]
fn every_case_is_there() {
    assert_eq!(CASES.len(), compact_tests::CASES.len());
    assert!(CASES.len() > 80, "only {} cases", CASES.len());
}

#[test]
fn lenient_reading_and_writing_are_the_same() {
    let (all, read) = compare(&ReadOptions::default(), as_it_is);
    assert!(all > 2 * CASES.len() && read > all / 2, "{read} of {all}");
}

#[test]
fn strict_reading_and_writing_are_the_same() {
    let (all, read) = compare(&ReadOptions::strict(), as_it_is);
    assert!(read > all / 3, "{read} of {all}");
}

#[test]
fn the_same_is_forgiven() {
    let (all, read) = compare(&ReadOptions::default().salvaging(), without_one);
    assert!(all > 500 && read > all / 3 && read < all, "{read} of {all}");
}
