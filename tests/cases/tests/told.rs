//! Whatever lenient reading forgives is told: the messages of every case, as they are and changed in ways that services change them.
#![allow(clippy::unwrap_used, missing_docs)]

use std::path::Path;

use case_tests::{CASES, Case};
use soap_runtime::{Notice, NoticeKind, ReadOptions};
use spec_tests::edits::edited;
use spec_tests::random::Random;

/// The cases whose bindings do without some of what is valid.
const PRUNED: [&str; 2] = ["config-prune", "wildcards-pruned"];

/// How often each message is changed.
const ROUNDS: usize = 15;

/// The messages of a case, in the order of their names.
fn messages(case: &Case) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(case.name);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "xml"));
    files.sort();
    let named = |file: &Path| format!("{}/{}", case.name, file.file_name().unwrap().to_str().unwrap());
    files.iter().map(|file| (named(file), std::fs::read_to_string(file).unwrap())).collect()
}

/// What is wrong about what is told, if it was accepted; how much was told.
fn judge(case: &Case, xml: &str, options: ReadOptions) -> Result<usize, String> {
    let (options, notices) = options.collecting();
    if (case.read)(xml, &options).is_err() {
        return Ok(0);
    }
    let notices = notices.take();
    let strict = (case.read)(xml, &ReadOptions::strict());
    // What is not kept is no mistake.
    let is_mistake = |notice: &&Notice| {
        use NoticeKind::{AttributeNotKept, LocationNotKept, TypeNotKept};
        !matches!(notice.kind, AttributeNotKept(_) | TypeNotKept(_) | LocationNotKept(_))
    };
    let mistakes = notices.iter().filter(is_mistake).count();
    if let Err(error) = &strict
        && notices.is_empty()
    {
        return Err(format!("nothing is told of {error}"));
    }
    // What bindings do without is valid, and told.
    if strict.is_ok() && mistakes > 0 && !PRUNED.contains(&case.name) {
        return Err(format!("valid, and told: {notices:?}"));
    }
    if !notices.is_sorted_by_key(|notice| notice.position.offset) {
        return Err(format!("not in order: {notices:#?}"));
    }
    match notices.iter().enumerate().find(|(index, notice)| notices[..*index].contains(notice)) {
        Some((_, notice)) => Err(format!("told twice: {notice}")),
        None => Ok(notices.len()),
    }
}

#[test]
fn what_strict_reading_refuses_is_told_when_lenient_reading_accepts_it() {
    let (mut told, mut wrong) = (0, Vec::new());
    for case in CASES {
        for (seed, (name, xml)) in messages(case).iter().enumerate() {
            let mut random = Random::new(seed as u64);
            let changes = (0..ROUNDS).filter_map(|_| edited(xml, &mut random).ok());
            for message in std::iter::once(xml.clone()).chain(changes) {
                for options in [ReadOptions::default(), ReadOptions::default().salvaging().ignoring_form()] {
                    match judge(case, &message, options) {
                        Ok(notices) => told += notices,
                        Err(reason) => wrong.push(format!("{name}: {reason} in {message}")),
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(told > 1_000, "{told} notices");
}

#[test]
fn what_is_only_strictly_invalid_is_told() {
    let mut count = 0;
    for case in CASES {
        for (name, xml) in messages(case) {
            if name.contains("/strict-invalid-") && !name.ends_with(".written.xml") {
                count += 1;
                assert!(
                    judge(case, &xml, ReadOptions::default()).unwrap_or_else(|reason| panic!("{name}: {reason}")) > 0,
                    "{name}"
                );
            }
        }
    }
    assert!(count > 80, "{count} messages");
}
