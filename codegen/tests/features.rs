//! Cargo features of operations: a feature alone is what its operations alone are.
#![allow(clippy::unwrap_used)]

mod common;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use common::folder::{project, schemas};
use wsdl_codegen::config::Layout;
use wsdl_codegen::config::{Config, ConfigFile, Features};
use wsdl_codegen::diagnostic::Diagnostics;
use wsdl_codegen::disk::{Mode, Project, sync};
use wsdl_codegen::documentation::Documentation;
use wsdl_codegen::plan::{ItemKind, Plan, When, plan};

fn planned(project: &Project) -> Plan {
    let mut diagnostics = Diagnostics::new();
    let (sources, contract) =
        wsdl_codegen::compile::contract(&project.inputs, &project.resolver, &project.config, &mut diagnostics);
    let plan = plan(&contract.unwrap(), &Documentation::default(), &project.config, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{}", diagnostics.render(&sources, ""));
    plan
}

/// Whether something is there when one feature is on.
fn is_on(when: &When, feature: &str, shared: &[String]) -> bool {
    when.is_always() || when.0.iter().any(|name| name == feature || shared.contains(name))
}

/// What there is with one feature: items, variants of derived types, variants of the document type. What is always there counts only
/// when asked for.
fn contents(plan: &Plan, feature: &str, always: bool) -> BTreeSet<String> {
    let shared = plan.features.iter().find(|known| known.name == feature).map_or(&[][..], |known| &known.shared);
    let on = |when: &When| is_on(when, feature, shared) && (always || !when.is_always());
    let mut found = BTreeSet::new();
    for item in plan.items.iter().filter(|item| is_on(&item.when, feature, shared)) {
        if on(&item.when) {
            found.insert(format!("{}::{}", plan.modules[item.module].name, item.name));
        }
        if let ItemKind::Polymorphic(types) = &item.kind {
            let variants = types.variants.iter().filter(|variant| on(&variant.when));
            found.extend(variants.map(|variant| format!("{}::{}", item.name, variant.name)));
        }
    }
    found.extend(
        plan.document.variants.iter().filter(|v| on(&v.when)).map(|variant| format!("Document::{}", variant.name)),
    );
    let operations = plan.port_types.iter().flat_map(|port_type| &port_type.operations);
    found.extend(operations.filter(|operation| on(&operation.when)).map(|operation| operation.method.clone()));
    found
}

/// Compares every feature alone with the contract of its operation alone.
fn assert_features_are_operations(project: &Project) {
    let mut with_features = project.clone();
    with_features.config.features = Features::ByOperation;
    let whole = planned(&with_features);
    assert!(whole.features.len() > 2);
    for feature in whole.features.iter().filter(|feature| !feature.operations.is_empty()) {
        let mut alone = project.clone();
        alone.config.operations = Some(feature.operations.clone());
        alone.config.features = Features::None;
        let alone = contents(&planned(&alone), "", true);
        // A struct that has an enum beside it, or a trait, for the derived types of others only, is there in the whole contract.
        let needed = contents(&whole, &feature.name, true);
        let missing: Vec<_> = alone.difference(&needed).collect();
        assert!(missing.is_empty(), "{}: {missing:?} are needed", feature.name);
        let own = contents(&whole, &feature.name, false);
        let beside = |name: &&String| !is_for_derived_types(&whole, name);
        let more: Vec<_> = own.difference(&alone).filter(beside).collect();
        assert!(more.is_empty(), "{}: {more:?} are not needed", feature.name);
    }
}

/// Whether a name is that of a trait, or of an enum of derived types or a variant of it: there are none where no type is derived.
fn is_for_derived_types(plan: &Plan, name: &str) -> bool {
    let is_one = |kind: &ItemKind| matches!(kind, ItemKind::Base(_) | ItemKind::Polymorphic(_));
    let parts: Vec<&str> = name.split("::").collect();
    plan.items.iter().any(|item| is_one(&item.kind) && parts.contains(&item.name.as_str()))
}

#[test]
fn a_feature_alone_is_its_operation_alone() {
    assert_features_are_operations(&project(&schemas()));
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases/config-features/wsdl-codegen.toml");
    assert_features_are_operations(&Project::open(&case).unwrap());
}

/// The same for a large contract whose messages share a choice.
#[test]
fn a_feature_of_a_large_contract_is_its_operation() {
    let Some(corpus) = std::env::var_os("CONTRACT_CORPUS") else {
        println!("skipped: CONTRACT_CORPUS is not set");
        return;
    };
    let mut project = Project::of_files(&[Path::new(&corpus).join("schemas/ews-2016/services.wsdl")]);
    project.config.features = Features::ByOperation;
    project.config.alternatives_by_operation = vec!["m:ArrayOfResponseMessagesType".to_owned()];
    let whole = planned(&project);
    for operation in ["GetItem", "FindFolder", "ConvertId", "Subscribe"] {
        let mut alone = project.clone();
        alone.config.operations = Some(vec![operation.to_owned()]);
        alone.config.features = Features::None;
        let feature = wsdl_codegen::naming::feature_name(operation);
        let (alone, needed) = (contents(&planned(&alone), "", true), contents(&whole, &feature, true));
        let missing: Vec<_> = alone.difference(&needed).collect();
        assert!(missing.is_empty(), "{operation}: {missing:?} are needed");
        println!("{operation}: {} alone, {} with the feature, {} in all", alone.len(), needed.len(), whole.items.len());
    }
}

#[test]
fn without_features_there_is_no_condition() {
    let plan = planned(&project(&schemas()));
    assert!(plan.features.is_empty() && plan.items.iter().all(|item| item.when.is_always()));
}

/// A new crate of these bindings in a folder of its own.
fn written(name: &str, mut project: Project) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("features").join(name);
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    project.config.layout = Layout::Crate { name: name.to_owned(), runtime: format!("{{ path = {:?} }}", runtime) };
    let compilation = project.compile();
    let rendered = project.render(&compilation);
    let mut files = compilation.files.unwrap_or_else(|| panic!("{rendered}"));
    // The folder of the tests lies below this workspace, of which the new crate is no member.
    files.get_mut("Cargo.toml").unwrap().push_str("\n[workspace]\n");
    // A Cargo.toml of an earlier run is never rewritten, unless it is removed.
    let manifest = folder.join("Cargo.toml");
    if std::fs::read_to_string(&manifest).is_ok_and(|text| text != files["Cargo.toml"]) {
        std::fs::remove_file(&manifest).unwrap();
    }
    sync(&folder, &files, &[], Mode::Write).unwrap();
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    std::fs::copy(lock, folder.join("Cargo.lock")).unwrap();
    folder
}

fn check(folder: &Path, features: &str) {
    let checked = Command::new(env!("CARGO"))
        .args(["check", "--offline", "--quiet", "--no-default-features", "--features", features])
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli-target"))
        .env("RUSTFLAGS", "-Dwarnings")
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(checked.status.success(), "`{features}`: {}", String::from_utf8_lossy(&checked.stderr));
}

#[test]
#[ignore = "runs cargo: cargo xtask ci"]
fn each_feature_alone_none_and_all_compile_without_warnings() {
    let mut contacts = project(&schemas());
    contacts.config.features = Features::ByOperation;
    let features: Vec<String> = planned(&contacts).features.iter().map(|feature| feature.name.clone()).collect();
    let folder = written("contacts", contacts);
    check(&folder, "");
    check(&folder, "all");
    for feature in features.iter().filter(|name| !name.starts_with('_')) {
        check(&folder, feature);
    }
}

#[test]
#[ignore = "runs cargo: cargo xtask ci"]
fn features_go_with_client_and_server() {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases/config-features/wsdl-codegen.toml");
    let folder = written("library", Project::open(&case).unwrap());
    for features in [
        "",
        "client,server",
        "books",
        "books,client,server",
        "maps,client",
        "all-at-once,server",
        "books,maps",
        "all,client",
    ] {
        check(&folder, features);
    }
}

#[test]
fn a_folder_tells_the_features_that_its_crate_needs() {
    let mut contacts = project(&schemas());
    let toml = "[features]\ngroups = [\"*ImGroup\"]\nlists = [\"*ImList*\", \"GetImItemList\"]\n";
    let config: Config = ConfigFile::parse(toml).unwrap().into_config();
    contacts.config.features = config.features;
    let files = common::folder::files_of(&contacts);
    let expected = "# @generated by test. The features that the modules beside this file are compiled by: for Cargo.toml of their \
                    crate.\n\n[features]\ndefault = [\"all\"]\nall = [\n    \"groups\",\n    \"lists\",\n]\n\
                    # AddImGroup, RemoveImGroup, SetImGroup\ngroups = []\n# AddDistributionGroupToImList, GetImItemList, \
                    RemoveContactFromImList, RemoveDistributionGroupFromImList, SetImListMigrationCompleted\nlists = []\n";
    assert_eq!(files["features.toml"], expected);
}
