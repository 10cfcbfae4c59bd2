//! Random hierarchies compile, and their documents survive being read and written.
//!
//! `HIERARCHIES=2000` tries so many, `HIERARCHIES_SEED=7` begins with the one of that seed. Each contract is that of a seed of its own,
//! counted up from the first, so that one alone is tried again with `HIERARCHIES=1` and its seed.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use conformance_tests::tools::Tools;
use hierarchy_tests::model::Contract;
use hierarchy_tests::shrink::{length, shrink};
use hierarchy_tests::trial::{self, Case, Failure, Outcome};
use hierarchy_tests::{grow, sample, write};

/// How many contracts are tried if nothing else is asked for.
const COUNT: u64 = 200;

/// The seed of the first.
const SEED: u64 = 1;

/// How many documents each has at most.
const DOCUMENTS: usize = 8;

/// How many different failures are made smaller and shown.
const SHOWN: usize = 4;

fn tools() -> Tools {
    // What others built there serves here too.
    Tools { program: "absent".into(), folder: Tools::workspace().join("target/conformance") }
}

fn number(variable: &str, otherwise: u64) -> u64 {
    match std::env::var(variable) {
        Ok(value) => value.parse().unwrap_or_else(|_| panic!("{variable} is {value:?} and should be a number")),
        Err(_) => otherwise,
    }
}

fn case(seed: u64) -> Case {
    let contract = grow::contract(seed);
    let documents = sample::documents(&contract, seed, DOCUMENTS);
    Case { seed, contract, documents }
}

#[test]
fn every_hierarchy_compiles_and_its_documents_survive() {
    let first = number("HIERARCHIES_SEED", SEED);
    let cases: Vec<Case> = (first..first + number("HIERARCHIES", COUNT)).map(case).collect();
    let outcomes = trial::run(&tools(), "hierarchies", &cases).unwrap();
    let kinds = by_signature(&cases, &outcomes);
    let failing = outcomes.iter().filter(|outcome| !outcome.failures.is_empty()).count();
    let documents: usize = outcomes.iter().map(|outcome| outcome.documents).sum();
    eprintln!("{} contracts with {documents} documents, {failing} fail", outcomes.len());
    assert!(kinds.is_empty(), "{failing} of {} contracts fail\n{}", cases.len(), report(&kinds));
    let sampled: usize = cases.iter().map(|case| case.documents.len()).sum();
    assert_eq!((outcomes.len(), documents), (cases.len(), sampled), "all are tried");
    assert!(documents > 4 * cases.len(), "{documents} documents are few");
}

type Kinds<'a> = BTreeMap<String, Vec<(&'a Case, &'a Failure)>>;

/// The first failure of each kind that a case has.
fn by_signature<'a>(cases: &'a [Case], outcomes: &'a [Outcome]) -> Kinds<'a> {
    let mut kinds = Kinds::new();
    for (case, outcome) in cases.iter().zip(outcomes) {
        for failure in &outcome.failures {
            let of_kind = kinds.entry(failure.signature()).or_default();
            if of_kind.last().is_none_or(|(last, _)| last.seed != case.seed) {
                of_kind.push((case, failure));
            }
        }
    }
    kinds
}

fn report(kinds: &Kinds<'_>) -> String {
    let mut text = String::new();
    for (signature, found) in kinds {
        let seeds: Vec<String> = found.iter().map(|(case, _)| case.seed.to_string()).collect();
        writeln!(text, "{} times, {signature}: HIERARCHIES_SEED={}", seeds.len(), seeds.join(" ")).unwrap();
    }
    for found in kinds.values().take(SHOWN) {
        text += &shown(found);
    }
    text
}

/// The smallest case of a kind, made smaller.
fn shown(found: &[(&Case, &Failure)]) -> String {
    let (case, failure) = found.iter().min_by_key(|(case, _)| length(&case.contract)).unwrap();
    let failing = |contracts: &[Contract]| -> anyhow::Result<Vec<Option<Failure>>> {
        let cases: Vec<Case> = contracts.iter().map(|contract| again(case.seed, contract, failure)).collect();
        let outcomes = trial::run(&tools(), "hierarchies-smaller", &cases)?;
        Ok(outcomes.into_iter().map(|outcome| same(outcome.failures, failure)).collect())
    };
    let fails = |contracts: &[Contract]| -> anyhow::Result<Vec<bool>> {
        Ok(failing(contracts)?.iter().map(Option::is_some).collect())
    };
    let small = shrink(&case.contract, fails).unwrap();
    let mut text = format!("\nAgain: HIERARCHIES=1 HIERARCHIES_SEED={} cargo test -p hierarchy-tests\n", case.seed);
    for file in write::files(&small) {
        writeln!(text, "--- {}\n{}", file.name, file.text).unwrap();
    }
    let found = failing(&[small]).unwrap().pop().flatten().unwrap_or_else(|| (*failure).clone());
    writeln!(text, "{:?}: {}\n{}", found.kind, found.reason, found.document.unwrap_or_default()).unwrap();
    text
}

/// A smaller contract with documents, if the failure is about these; more of them, since it is not known which one shows it.
fn again(seed: u64, contract: &Contract, failure: &Failure) -> Case {
    let count = if failure.document.is_some() { 2 * DOCUMENTS } else { 0 };
    Case { seed, contract: contract.clone(), documents: sample::documents(contract, seed, count) }
}

/// The failure with the shortest document of those that are like this one.
fn same(failures: Vec<Failure>, failure: &Failure) -> Option<Failure> {
    let alike = failures.into_iter().filter(|found| found.signature() == failure.signature());
    alike.min_by_key(|found| found.document.as_ref().map(String::len))
}
