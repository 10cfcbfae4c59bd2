//! A reduced run on the W3C's suites, found through the environment variable `CONTRACT_CORPUS`; skipped without.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use conformance_tests::report::{Count, Report};
use conformance_tests::suite::Suite;
use conformance_tests::tools::Tools;

/// Every how manieth group is taken.
const SAMPLE: usize = 40;

fn corpus() -> Option<PathBuf> {
    let corpus = std::env::var_os("CONTRACT_CORPUS").filter(|corpus| !corpus.is_empty()).map(PathBuf::from);
    if corpus.is_none() {
        println!("skipped: CONTRACT_CORPUS is not set");
    }
    corpus
}

fn tools() -> Tools {
    Tools {
        program: env!("CARGO_BIN_EXE_conformance").into(),
        folder: Tools::workspace().join("target/conformance/tests"),
    }
}

/// Holds a share to a bound in percent.
fn hold(report: &Report, all: &str, which: &str, percent: usize) {
    let Some(Count { part, of, .. }) = report.find(all, which) else { panic!("no count of {all}, {which}:\n{report}") };
    assert!(*of > 0 && part * 100 >= of * percent, "{all}, {which}: {part} of {of} are below {percent} %\n{report}");
}

#[test]
fn a_sample_of_the_schema_test_suite() {
    let Some(corpus) = corpus() else { return };
    let unpacked = tools().folder.join("xsts-suite");
    let suite = Suite::open(&corpus.join("xsts/xsts-dev.tar.gz"), &unpacked).unwrap().sampled(SAMPLE);
    let report = conformance_tests::xsts::run(&tools(), &format!("xsts-sample-{SAMPLE}"), &suite, SAMPLE).unwrap();
    println!("{report}");
    assert_eq!(report.faults, 0, "{report}");
    hold(&report, "valid schemas", "accepted: generated and compiled", 98);
    hold(&report, "valid documents", "read", 98);
    hold(&report, "valid documents", "lossless: written with equal values", 95);
    hold(&report, "valid documents", "accepted by strict reading", 98);
    hold(&report, "invalid documents", "refused by strict reading", 95);
}

#[test]
fn the_databinding_messages() {
    let Some(corpus) = corpus() else { return };
    let report =
        conformance_tests::databinding::run(&tools(), "databinding", Path::new(&corpus.join("databinding")), 1)
            .unwrap();
    println!("{report}");
    assert_eq!(report.faults, 0, "{report}");
    hold(&report, "valid documents", "read", 100);
    hold(&report, "valid documents", "lossless: written with equal values", 100);
    hold(&report, "valid documents", "accepted by strict reading", 98);
}
