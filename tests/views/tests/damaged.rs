//! Views and values of their own come to the same end, with the messages of every case and what becomes of them by changes: values, texts, errors and
//! their places, leniently and strictly, whether tags are predicted or not.
#![allow(clippy::unwrap_used, missing_docs)]

use case_tests::messages;
use soap_runtime::{Error, IllegalCharacters, ReadOptions};
use spec_tests::edits::changed;
use spec_tests::random::Random;
use views_tests::{CASES, Case, Trip};

/// How often each message is changed; more with `ROUNDS` in the environment.
const ROUNDS: usize = 4;

fn rounds() -> usize {
    std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ROUNDS)
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

#[test]
fn views_and_owners_come_to_the_same_end() {
    let (mut compared, mut read) = (0, 0);
    for case in CASES {
        for (seed, (_, xml)) in messages(case.name).iter().enumerate() {
            for xml in changed(xml, &mut Random::new(seed as u64), rounds()) {
                compared += 1;
                read += usize::from(assert_same(case, &xml));
            }
        }
    }
    assert!(read > compared / 10, "{read} of {compared} are read");
    println!("{compared} documents, {read} of them read");
}
