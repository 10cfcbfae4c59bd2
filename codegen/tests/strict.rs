//! How strict reading agrees with the W3C's schema test suite, found through the environment variable
//! `CONTRACT_CORPUS`; skipped without.
//!
//! Every valid schema of the suite is compiled to a table, the table read by the runtime, and the suite's instances held to
//! it. A sample, unless `CONTRACT_CORPUS_ALL` is set; `CONTRACT_CORPUS_VERBOSE` names every disagreement.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use soap_runtime::ReadOptions;
use soap_runtime::schema::Schema;
use wsdl_codegen::diagnostic::Diagnostics;
use wsdl_codegen::load::load;
use wsdl_codegen::resolve::{Reach, resolve};
use wsdl_codegen::source::files::FileResolver;

/// Every how manieth group a sample takes.
const SAMPLE: usize = 8;

/// A test group whose schema is valid.
struct Group {
    schemas: Vec<String>,
    /// Each instance, and whether it is valid.
    instances: Vec<(String, bool)>,
}

#[derive(Default)]
struct Tally {
    /// By what the suite says, and by what strict reading says.
    agreement: BTreeMap<(bool, bool), usize>,
    /// Disagreements by reason.
    reasons: BTreeMap<String, Vec<String>>,
    unresolved: usize,
}

#[test]
fn the_schema_test_suite_agrees() {
    let Some(folder) = unpacked() else {
        return;
    };
    let step = if std::env::var_os("CONTRACT_CORPUS_ALL").is_some() { 1 } else { SAMPLE };
    let manifest = std::fs::read_to_string(folder.join("manifest.jsonl")).unwrap();
    let mut tally = Tally::default();
    for group in manifest.lines().filter_map(group).step_by(step) {
        judge(&folder, &group, &mut tally);
    }
    tally.report();
    let [right, wrong] = [true, false].map(|said| tally.agreement.get(&(true, said)).copied().unwrap_or(0));
    // Global attributes that only wildcards lead to are not in the graph: three in four of those that are refused.
    assert!(wrong * 100 <= right + wrong, "{wrong} of {} valid instances are refused", right + wrong);
    let [wrong, right] = [true, false].map(|said| tally.agreement.get(&(false, said)).copied().unwrap_or(0));
    assert!(wrong * 20 <= right + wrong, "{wrong} of {} invalid instances are accepted", right + wrong);
}

fn judge(folder: &Path, group: &Group, tally: &mut Tally) {
    let Some(schema) = compiled(folder, group) else {
        tally.unresolved += 1;
        return;
    };
    for (path, valid) in &group.instances {
        let Some(xml) = text(&folder.join(path)) else {
            continue;
        };
        let outcome = schema.validate_document(&xml, &ReadOptions::strict());
        *tally.agreement.entry((*valid, outcome.is_ok())).or_default() += 1;
        if *valid != outcome.is_ok() {
            let reason = outcome.map_or_else(|error| reason(&error.to_string()), |()| "accepted".to_owned());
            tally.reasons.entry(reason).or_default().push(path.clone());
        }
    }
}

/// The schema by way of its table.
fn compiled(folder: &Path, group: &Group) -> Option<Schema> {
    let files: Vec<PathBuf> = group.schemas.iter().map(|file| folder.join(file)).collect();
    let (resolver, names) = FileResolver::over(&files);
    let mut diagnostics = Diagnostics::new();
    let set = load(&names, &resolver, &mut diagnostics);
    let contract = resolve(&set, &Reach::All.into(), &mut diagnostics)?;
    let table = wsdl_codegen::table::lower(&contract).to_text();
    match Schema::parse(&table) {
        Ok(schema) => Some(schema),
        Err(error) => panic!("{}: {error}\n{table}", group.schemas.join(" ")),
    }
}

/// The text of a document in UTF-8 or UTF-16.
fn text(path: &Path) -> Option<String> {
    let bytes = std::fs::read(path).ok()?;
    let units = |pair: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes.chunks_exact(2).skip(1).map(|two| pair([two[0], two[1]])).collect();
        String::from_utf16(&units).ok()
    };
    match bytes.as_slice() {
        [0xFF, 0xFE, ..] => units(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => units(u16::from_be_bytes),
        _ => String::from_utf8(bytes).ok(),
    }
}

/// The words of an error without what differs from document to document.
fn reason(error: &str) -> String {
    let words = error.split_whitespace().skip(1).filter(|word| word.chars().all(|c| c.is_ascii_lowercase()));
    words.take(5).collect::<Vec<_>>().join(" ")
}

impl Tally {
    fn report(&self) {
        let Self { agreement, reasons, unresolved } = self;
        println!("(valid by the suite, valid by us): {agreement:?}");
        println!("unresolved schemas: {unresolved}");
        let verbose = std::env::var_os("CONTRACT_CORPUS_VERBOSE").is_some();
        for (reason, files) in reasons {
            println!("{:4} {reason}", files.len());
            let shown = if verbose { files.len() } else { 3 };
            files.iter().take(shown).for_each(|file| println!("       {file}"));
        }
    }
}

/// The suite's folder; `None`, and a word about it, if there is no corpus.
fn unpacked() -> Option<PathBuf> {
    let Some(root) = std::env::var_os("CONTRACT_CORPUS") else {
        println!("skipped: CONTRACT_CORPUS is not set");
        return None;
    };
    let archive = Path::new(&root).join("xsts/xsts-dev.tar.gz");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("xsts-strict");
    std::fs::create_dir_all(&folder).unwrap();
    let status = Command::new("tar").arg("xzf").arg(archive).arg("-C").arg(&folder).status();
    assert!(status.is_ok_and(|status| status.success()), "the archive cannot be unpacked");
    Some(folder)
}

/// Reads a line of the manifest: a group whose schema is valid and that has instances.
fn group(line: &str) -> Option<Group> {
    let after = |key: &str| line.split_once(&format!("\"{key}\": ")).map_or("", |(_, rest)| rest);
    let quoted = |text: &str| text.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let schemas = quoted(after("schema").split_once(']').map_or("", |(list, _)| list));
    let instance = |text: &str| Some((quoted(text).first()?.clone(), text.contains("\"valid\": true")));
    let instances: Vec<_> = after("instances").split("{\"path\": ").skip(1).filter_map(instance).collect();
    let usable = after("valid").starts_with("true") && !schemas.is_empty() && !instances.is_empty();
    usable.then_some(Group { schemas, instances })
}
