//! Strict reading finds a document valid while it reads it, or goes through it in a pass of its own: where somebody is told of what is forgiven, it
//! always does. Both ways have to come to the same end, with the messages of every case and what becomes of them by changes.
#![allow(clippy::unwrap_used, missing_docs)]

use case_tests::{CASES, Case, messages};
use soap_runtime::ReadOptions;
use spec_tests::edits::changed;
use spec_tests::random::Random;

/// How often each message is changed; more with `ROUNDS` in the environment.
const ROUNDS: usize = 12;

fn rounds() -> usize {
    std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ROUNDS)
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

#[test]
fn watched_and_in_steps_is_the_same() {
    let (mut compared, mut valid) = (0, 0);
    for case in CASES {
        for (seed, (_, xml)) in messages(case.name).iter().enumerate() {
            for xml in changed(xml, &mut Random::new(seed as u64), rounds()) {
                compared += 1;
                valid += usize::from(assert_same(case, &xml));
            }
        }
    }
    assert!(valid > compared / 15, "{valid} of {compared} are valid");
}
