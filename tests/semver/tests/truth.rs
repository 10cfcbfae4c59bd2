//! What `wsdl-codegen diff` says of a change, beside what becomes of fixed code and fixed messages.
//!
//! Every edit of `contract/orders.wsdl` is compiled. `caller.rs` (where types may grow: `grower.rs`) and `implementer.rs`, which fit the original
//! bindings, are compiled against the new ones; messages of the original contract, and messages that use what is new, go through `runner.rs`. No
//! change that breaks something may be called less than it is. What is called more than it is has to be in [`edits::ALARMS`].
//!
//! A part of the edits, unless `SEMVER_ALL` is set or `SEMVER_EDIT` names some; where types may grow, those that add, unless `SEMVER_GROWTH` is set.
//! `cargo test -p semver-tests -- --nocapture` prints the table.
#![allow(clippy::unwrap_used)]

mod edits;
mod toolchain;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use edits::Edit;
use toolchain::{Outcome, Toolchain};
use wsdl_codegen::compile;
use wsdl_codegen::config::{Api, Config, Growth, Layout};
use wsdl_codegen::diff::{Bump, Class, Report, compare_as};
use wsdl_codegen::ir::Contract;
use wsdl_codegen::source::MemoryResolver;

/// Every how manieth edit a part takes.
const PART: usize = 2;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("contract")
}

/// Bindings by default, or such that may grow.
fn made_with(growth: Growth) -> Config {
    let api = Api { growth, ..Api::default() };
    Config { tool: "test".to_owned(), layout: Layout::File, api, ..Config::default() }
}

/// A contract's bindings as one module, and its graph.
fn compiled(text: &str, config: &Config) -> (String, Contract) {
    let resolver = MemoryResolver::new().with("orders.wsdl", text);
    let compilation = compile(&["orders.wsdl"], &resolver, config);
    let rendered = compilation.diagnostics.render(&compilation.sources, "");
    let files = compilation.files.unwrap_or_else(|| panic!("{rendered}"));
    (files["mod.rs"].clone(), compilation.contract.unwrap())
}

fn compiles(text: &str) -> bool {
    let resolver = MemoryResolver::new().with("orders.wsdl", text);
    compile(&["orders.wsdl"], &resolver, &Config::default()).files.is_some()
}

/// The classes for callers, implementers, old messages and old servers.
type Classes = [Class; 4];

struct Row {
    name: String,
    bump: Bump,
    predicted: Classes,
    actual: Classes,
    detail: String,
    /// Messages of the edit itself that are wrong.
    invalid: Vec<String>,
}

#[test]
fn no_change_is_called_less_than_it_is() {
    let original = std::fs::read_to_string(folder().join("orders.wsdl")).unwrap();
    let config = made_with(Growth::Closed);
    let (bindings, contract) = compiled(&original, &config);
    let before = Before { toolchain: Toolchain::new("edits", "caller", &bindings), text: &original, contract, config };
    let edits = edits::all();
    let names: BTreeSet<&str> = edits.iter().map(|edit| edit.name.as_str()).collect();
    assert_eq!(names.len(), edits.len(), "two edits have one name");
    let step = if std::env::var_os("SEMVER_ALL").is_some() { 1 } else { PART };
    let only = std::env::var("SEMVER_EDIT").ok();
    let chosen: Vec<&Edit> = match &only {
        Some(only) => edits.iter().filter(|edit| edit.name.contains(only)).collect(),
        None => edits.iter().step_by(step).collect(),
    };
    assert!(only.is_some() || chosen.len() >= 40, "only {} edits", chosen.len());
    let rows = before.judge_all(&chosen);
    let missed = report(&rows);
    assert!(missed.is_empty(), "called less than they are:\n{}", missed.join("\n"));
    let invalid: Vec<&String> = rows.iter().flat_map(|row| &row.invalid).collect();
    assert!(invalid.is_empty(), "{invalid:#?}");
    alarms_are_explained(&rows);
}

/// The edits that are a minor version where types may grow: what they add is optional.
const MINOR: [&str; 13] = [
    "optional element added",
    "alternative added",
    "member of a repeated sequence added",
    "value added",
    "member type added",
    "optional attribute added",
    "derived type added",
    "derived type with large content added",
    "field of a base added",
    "substitution member added",
    "operation with a new element added",
    "header added",
    "optional fields enough to be large added",
];

#[test]
fn what_is_added_is_a_minor_version_where_types_grow() {
    let original = std::fs::read_to_string(folder().join("orders.wsdl")).unwrap();
    let config = made_with(Growth::Open);
    let (bindings, contract) = compiled(&original, &config);
    let before =
        Before { toolchain: Toolchain::new("growing", "grower", &bindings), text: &original, contract, config };
    let edits = edits::all();
    let all = std::env::var_os("SEMVER_GROWTH").is_some();
    let chosen: Vec<&Edit> = edits.iter().filter(|edit| all || MINOR.contains(&edit.name.as_str())).collect();
    let rows = before.judge_all(&chosen);
    let missed = report(&rows);
    assert!(missed.is_empty(), "called less than they are:\n{}", missed.join("\n"));
    let minor: Vec<&str> = rows.iter().filter(|row| row.bump == Bump::Minor).map(|row| row.name.as_str()).collect();
    let others: Vec<&&str> = MINOR.iter().filter(|name| !minor.contains(name)).collect();
    assert!(others.is_empty(), "more than minor versions: {others:?}");
}

/// What two edits do together is no less than what is said of both.
#[test]
fn no_pair_of_changes_is_called_less_than_it_is() {
    if std::env::var_os("SEMVER_ALL").is_none() {
        println!("skipped: SEMVER_ALL is not set");
        return;
    }
    let original = std::fs::read_to_string(folder().join("orders.wsdl")).unwrap();
    let config = made_with(Growth::Closed);
    let (bindings, contract) = compiled(&original, &config);
    let edits = edits::all();
    let pairs: Vec<Edit> = (0..edits.len())
        .step_by(3)
        .filter_map(|index| edits[index].and(&edits[(index * 7 + 41) % edits.len()], &original))
        .filter(|pair| compiles(&pair.apply(&original)))
        .collect();
    assert!(pairs.len() > 20, "only {} pairs", pairs.len());
    let toolchain = Toolchain::new("pairs", "caller", &bindings);
    let before = Before { toolchain, text: &original, contract, config };
    let rows = before.judge_all(&pairs.iter().collect::<Vec<_>>());
    let missed = report(&rows);
    assert!(missed.is_empty(), "called less than they are:\n{}", missed.join("\n"));
}

/// What edits are made of, and how it is judged what they do.
struct Before<'t> {
    toolchain: Toolchain,
    text: &'t str,
    contract: Contract,
    config: Config,
}

impl Before<'_> {
    /// The rows of all edits, in order.
    fn judge_all(&self, edits: &[&Edit]) -> Vec<Row> {
        let (next, rows) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
        std::thread::scope(|scope| {
            for _ in 0..std::thread::available_parallelism().map_or(1, usize::from).min(4) {
                scope.spawn(|| {
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        let Some(edit) = edits.get(index) else { break };
                        let row = self.judge(edit);
                        rows.lock().unwrap().insert(index, row);
                    }
                });
            }
        });
        rows.into_inner().unwrap().into_values().collect()
    }

    fn judge(&self, edit: &Edit) -> Row {
        let (bindings, changed) = compiled(&edit.apply(self.text), &self.config);
        let report = compare_as((&self.contract, &self.config), (&changed, &self.config));
        let outcome = self.toolchain.run(edit, &bindings);
        let (readers, servers) = (outcome.readers(), outcome.servers());
        let invalid = outcome.invalid();
        let invalid =
            invalid.iter().map(|message| format!("{}: not of the new contract: {message:?}", edit.name)).collect();
        let outcome_of = |errors: &Option<String>| if errors.is_none() { Class::Compatible } else { Class::Breaking };
        let actual = [outcome_of(&outcome.caller), outcome_of(&outcome.implementer), readers, servers];
        let detail = detail(&report, &outcome);
        Row {
            name: edit.name.clone(),
            bump: report.effects().bump(),
            predicted: predicted(&report),
            actual,
            detail,
            invalid,
        }
    }
}

fn predicted(report: &Report) -> Classes {
    report.effects().named().map(|(_, effect)| effect.class)
}

fn detail(report: &Report, outcome: &Outcome) -> String {
    let mut text = report.render(wsdl_codegen::diff::Format::Text);
    for (what, errors) in [("caller", &outcome.caller), ("implementer", &outcome.implementer)] {
        if let Some(errors) = errors {
            let first: Vec<&str> = errors.lines().filter(|line| line.starts_with("error")).take(4).collect();
            let _ = writeln!(text, "{what}: {}", first.join("; "));
        }
    }
    for message in &outcome.messages {
        let _ = writeln!(text, "{message:?}");
    }
    text
}

/// Whether a prediction is enough: a class below compatible is as good.
fn covers(predicted: Class, actual: Class) -> bool {
    predicted.max(Class::Compatible) >= actual
}

const AUDIENCES: [&str; 4] = ["callers", "implementers", "old messages", "old servers"];

/// Prints the table; gives what was called less than it is.
fn report(rows: &[Row]) -> Vec<String> {
    let mut text = format!("{:<42} {:<48} actual\n", "edit", "predicted (callers, implementers, messages, servers)");
    let mut missed = Vec::new();
    for row in rows {
        let shown = |classes: &Classes| classes.map(|class| format!("{:<12}", class.word())).join("");
        let _ = writeln!(text, "{:<42} {} {}", row.name, shown(&row.predicted), shown(&row.actual));
        for (index, audience) in AUDIENCES.iter().enumerate() {
            let (predicted, actual) = (row.predicted[index], row.actual[index]);
            if !covers(predicted, actual) {
                missed.push(format!("{}: {audience}: said {predicted:?}, is {actual:?}\n{}", row.name, row.detail));
            }
        }
    }
    println!("{text}{} edits, {} called less than they are", rows.len(), missed.len());
    missed
}

/// Whatever is called more than it is stands in the list of those that are explained, and nothing else does.
fn alarms_are_explained(rows: &[Row]) {
    let mut alarms: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for row in rows {
        for (index, audience) in AUDIENCES.iter().enumerate() {
            let (predicted, actual) = (row.predicted[index], row.actual[index]);
            // Values that are treated otherwise at run time are not what compilers can tell.
            let alarm = predicted > actual.max(Class::Compatible) && (index > 1 || predicted == Class::Breaking);
            if alarm {
                alarms.insert((&row.name, audience), &row.detail);
            }
        }
    }
    let known: BTreeMap<(&str, &str), &str> = edits::ALARMS.iter().map(|(e, a, why)| ((*e, *a), *why)).collect();
    println!("{} false alarms:", alarms.len());
    for (edit, audience) in alarms.keys() {
        println!("  {edit}, {audience}: {}", known.get(&(*edit, *audience)).unwrap_or(&"?"));
    }
    let unexplained: Vec<_> = alarms.iter().filter(|(alarm, _)| !known.contains_key(*alarm)).collect();
    assert!(unexplained.is_empty(), "false alarms that nothing explains: {unexplained:#?}");
    let run: BTreeSet<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    let stale: Vec<_> = known.keys().filter(|key| run.contains(key.0) && !alarms.contains_key(*key)).collect();
    assert!(stale.is_empty(), "no false alarms any more: {stale:?}");
}
