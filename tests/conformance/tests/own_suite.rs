//! The run on the suite beside it, whose figures are known.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::Command;

use conformance_tests::report::Report;
use conformance_tests::suite::Suite;
use conformance_tests::tools::Tools;

fn own() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("suite")
}

fn tools() -> Tools {
    Tools { program: env!("CARGO_BIN_EXE_conformance").into(), folder: Tools::workspace().join("target/conformance") }
}

fn count(report: &Report, all: &str, which: &str) -> (usize, usize) {
    let count = report.find(all, which).unwrap_or_else(|| panic!("no count of {all}, {which}:\n{report}"));
    (count.part, count.of)
}

#[test]
fn its_figures_are_what_it_is_made_for() {
    let suite = Suite::open(&own(), Path::new("")).unwrap();
    let report = conformance_tests::xsts::run(&tools(), "own", &suite, 1).unwrap();
    for (all, which, expected) in [
        ("valid schemas", "accepted: generated and compiled", (3, 4)),
        ("valid schemas", "unsupported", (1, 4)),
        ("valid schemas", "failed", (0, 4)),
        ("generated", "compiled", (3, 3)),
        ("valid documents", "read", (3, 4)),
        ("valid documents", "lossless: written with equal values", (3, 4)),
        ("valid documents", "of these, equal in canonical form", (2, 4)),
        ("valid documents", "accepted by strict reading", (3, 4)),
        ("valid documents", "valid as written, by strict reading", (3, 4)),
        ("invalid documents", "refused by strict reading", (2, 3)),
        ("invalid documents of schemas with identity constraints", "refused by strict reading", (1, 1)),
        ("documents of contracts that are not accepted", "", (0, 1)),
    ] {
        assert_eq!(count(&report, all, which), expected, "{all}, {which}:\n{report}");
    }
    assert_eq!((report.faults, report.unsupported.get("unresolved-reference")), (0, Some(&1)));
    let failing: Vec<_> = report.failing.iter().map(|case| (case.what.as_str(), case.path.as_str())).collect();
    let expected = [
        ("unsupported", "unsupported.xsd"),
        ("read", "order-claimed-valid.xml"),
        ("accepted by strict reading", "order-claimed-valid.xml"),
        ("refused", "order-claimed-invalid.xml"),
    ];
    assert_eq!(failing, expected);
}

#[test]
fn modules_that_do_not_compile_are_named_and_hide_no_others() {
    use conformance_tests::drivers::{Form, Module, build};
    let folder = tools().folder.join("broken");
    std::fs::create_dir_all(folder.join("modules")).unwrap();
    let modules = ["good", "broken", "other"].map(|name| Module { name: name.to_owned(), form: Form::None });
    for (module, text) in modules.iter().zip(["pub struct A;", "pub struct A(Absent);", "pub struct B;"]) {
        std::fs::write(folder.join("modules").join(&module.name).with_extension("rs"), text).unwrap();
    }
    let built = build(&tools(), &folder, "broken", &modules, 2).unwrap();
    assert_eq!(built.programs.keys().collect::<Vec<_>>(), ["good", "other"]);
    let (name, error) = built.refused.first_key_value().unwrap();
    assert!(name == "broken" && error.contains("Absent"), "{name}: {error}");
}

#[test]
fn the_program_says_skipped_and_tells_wrong_use_from_failure() {
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_conformance"));
        let output = command.args(arguments).env_remove("CONTRACT_CORPUS").output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, output, _) = run(&["xsts"]);
    assert_eq!((code, output.as_str()), (Some(0), "skipped: CONTRACT_CORPUS is not set, and no --suite is given\n"));
    let (code, _, error) = run(&["xsts", "--suite", "no/such/suite"]);
    assert_eq!((code, error.as_str()), (Some(2), "no/such/suite: there is no such file or folder\n"));
    assert_eq!(run(&["xsts", "--sample", "0"]).0, Some(2));
    assert_eq!(run(&["nonsense"]).0, Some(2));
}
