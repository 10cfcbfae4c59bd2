//! Several versions of a contract: what they share, how they are laid out, and what is said when they cannot stand side by side.
#![allow(clippy::unwrap_used)]

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use common::schema;
use wsdl_codegen::config::Layout;
use wsdl_codegen::config::{Action, Config, ConfigFile, Correction, Features, Prune, Version};
use wsdl_codegen::disk::Project;
use wsdl_codegen::layout::Files;
use wsdl_codegen::source::MemoryResolver;
use wsdl_codegen::{Compilation, compile};

/// Inputs are the versions'.
const NO_INPUTS: [&str; 0] = [];

/// Compiles the components of one schema for each version.
fn compile_versions(versions: &[&str], config: &Config) -> Compilation {
    let mut resolver = MemoryResolver::new();
    let mut config = config.clone();
    for (index, components) in (1..).zip(versions) {
        let name = format!("v{index}");
        resolver = resolver.with(&format!("{name}/schema.xsd"), schema(components));
        let inputs = vec![format!("{name}/schema.xsd")];
        config.versions.push(Version { name, label: None, inputs });
    }
    compile(&NO_INPUTS, &resolver, &config)
}

fn files(versions: &[&str]) -> Files {
    let compilation = compile_versions(versions, &Config::default());
    let rendered = common::rendered(&compilation);
    compilation.files.unwrap_or_else(|| panic!("{rendered}"))
}

/// The names that a version's module takes from a module of an earlier one.
fn taken(files: &Files, file: &str, from: &str) -> Vec<String> {
    let start = format!("pub use super::super::{from}::t::");
    let Some((_, rest)) = files[file].split_once(&start) else { return Vec::new() };
    let (list, _) = rest.split_once(';').unwrap();
    let names = list.trim_matches(['{', '}']).split(',').map(|name| name.trim().to_owned());
    names.filter(|name| !name.is_empty()).collect()
}

const LEAF: &str = r#"<xs:complexType name="Leaf"><xs:sequence><xs:element name="A" type="xs:int"/></xs:sequence></xs:complexType>
    <xs:element name="Root" type="t:Tree"/>"#;

fn tree(leaf: &str, inner: &str) -> String {
    let element = |name: &str, ty: &str| format!("<xs:element name=\"{name}\" type=\"t:{ty}\" minOccurs=\"0\"/>");
    let ty = |name: &str, content: &str| {
        format!("<xs:complexType name=\"{name}\"><xs:sequence>{content}</xs:sequence></xs:complexType>")
    };
    let (tree, branch) = (element("Branch", "Branch") + &element("Leaf", "Leaf"), element("Tree", "Tree") + inner);
    leaf.to_owned()
        + &ty("Tree", &tree)
        + &ty("Branch", &branch)
        + &ty("Other", &element("Other", "Other"))
        + "<xs:element name=\"Other\" type=\"t:Other\"/>"
}

#[test]
fn types_that_contain_each_other_are_shared_together_or_not_at_all() {
    let one_more = r#"<xs:element name="B" type="xs:int" minOccurs="0"/>"#;
    let both = files(&[&tree(LEAF, ""), &tree(LEAF, one_more)]);
    assert_eq!(taken(&both, "v2/t.rs", "v1"), ["Leaf", "Other"]);
    let file = &both["v2/t.rs"];
    assert!(file.contains("Branch v1::t::Branch: From \"v2\" TryFrom \"v1\""), "{file}");
    assert!(file.contains("Tree v1::t::Tree: From \"v2\" TryFrom \"v1\""), "{file}");
    assert!(file.contains("/// `B`. Since v2.") && !file.contains("/// `Tree`. Since"), "{file}");
}

#[test]
fn an_item_comes_from_the_version_that_defines_it() {
    let more =
        LEAF.replace("type=\"xs:int\"/>", "type=\"xs:int\"/><xs:element name=\"Z\" type=\"xs:int\" minOccurs=\"0\"/>");
    let inner = r#"<xs:element name="B" type="xs:int" minOccurs="0"/>"#;
    let all = files(&[&tree(LEAF, ""), &tree(&more, ""), &tree(&more, inner)]);
    assert_eq!(taken(&all, "v3/t.rs", "v1"), ["Other"]);
    assert_eq!(taken(&all, "v3/t.rs", "v2"), ["Leaf"]);
    assert!(all["v3/t.rs"].contains("Tree v2::t::Tree:"));
}

#[test]
fn an_unchanged_version_is_a_thin_module() {
    let all = files(&[LEAF_ALONE, LEAF_ALONE, LEAF_ALONE]);
    let names: Vec<&str> = all.keys().map(String::as_str).collect();
    assert_eq!(names, ["mod.rs", "v1/contract.txt", "v1/mod.rs", "v1/t.rs", "v2/mod.rs", "v3/mod.rs"]);
    assert!(all["v3/mod.rs"].contains("pub use super::v1::*;") && all["v3/mod.rs"].lines().count() < 12);
}

const LEAF_ALONE: &str = r#"<xs:complexType name="Leaf"/><xs:element name="Root" type="t:Leaf"/>"#;

#[test]
fn a_change_of_words_is_no_change() {
    let told = LEAF_ALONE.replace(
        "<xs:complexType name=\"Leaf\"/>",
        "<xs:complexType name=\"Leaf\"><xs:annotation><xs:documentation>New.</xs:documentation></xs:annotation></xs:complexType>",
    );
    assert!(files(&[LEAF_ALONE, &told])["v2/mod.rs"].contains("pub use super::v1::*;"));
}

#[test]
fn a_type_converts_into_a_looser_one_whatever_facets_say_so() {
    let ty = |(base, facets): (&str, &str)| {
        format!(
            "<xs:simpleType name=\"Leaf\"><xs:restriction base=\"xs:{base}\">{facets}</xs:restriction></xs:simpleType>\
             <xs:element name=\"Root\" type=\"t:Leaf\"/>"
        )
    };
    let direction = |old, new| {
        let text = files(&[&ty(old), &ty(new)])["v2/t.rs"].clone();
        let found = text.lines().find(|line| line.contains("convert_restricted!")).map(str::to_owned);
        found.unwrap_or(text)
    };
    let pairs = [
        (("decimal", r#"<xs:maxInclusive value="9.5"/>"#), ("decimal", r#"<xs:maxExclusive value="10.0"/>"#)),
        (("date", r#"<xs:minInclusive value="2020-01-02"/>"#), ("date", r#"<xs:minInclusive value="2020-01-01"/>"#)),
        (("token", r#"<xs:length value="5"/>"#), ("token", r#"<xs:minLength value="3"/><xs:maxLength value="8"/>"#)),
        (("token", r#"<xs:pattern value="a"/>"#), ("token", r#"<xs:pattern value="a"/><xs:pattern value="b"/>"#)),
    ];
    for (narrow, wide) in pairs {
        let (there, back) = (direction(narrow, wide), direction(wide, narrow));
        assert!(there.contains(r#"Leaf v1::t::Leaf: From "v2" TryFrom "v1""#), "{narrow:?} to {wide:?}: {there}");
        assert!(back.contains(r#"Leaf v1::t::Leaf: TryFrom "v2" TryFrom "v1""#), "{wide:?} to {narrow:?}: {back}");
    }
}

#[test]
fn one_version_alone_is_the_contract_in_a_module() {
    let all = files(&[LEAF_ALONE]);
    assert!(all["v1/t.rs"].contains("pub struct Leaf"));
    assert!(all["v1/contract.txt"].starts_with("# contract table, version 2\nversion v1\nnamespace t urn:t\n"));
}

#[test]
fn namespaces_keep_their_numbers() {
    let imported = |uri: &str| {
        format!(
            "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" targetNamespace=\"{uri}\" \
                 elementFormDefault=\"qualified\"><xs:element name=\"X\" type=\"xs:int\"/></xs:schema>"
        )
    };
    let main = |extra: &str| schema(&format!("{extra}{LEAF_ALONE}"));
    let import = "<xs:import namespace=\"urn:a\" schemaLocation=\"../a.xsd\"/>";
    let resolver = MemoryResolver::new()
        .with("v1/s.xsd", main(""))
        .with("v2/s.xsd", main(import))
        .with("a.xsd", imported("urn:a"));
    let version = |name: &str| Version { name: name.to_owned(), label: None, inputs: vec![format!("{name}/s.xsd")] };
    let config = Config { versions: vec![version("v1"), version("v2")], all: true, ..Config::default() };
    let files = compile(&NO_INPUTS, &resolver, &config).files.unwrap();
    let root = &files["v2/mod.rs"];
    assert!(
        root.contains("const t: Ns = Ns::contract(0);") && root.contains("const ns1: Ns = Ns::contract(1);"),
        "{root}"
    );
    assert!(files["v2/mod.rs"].contains("pub use super::v1::t;"), "{}", files["v2/mod.rs"]);
}

/// Schemas as the only documents of versions, and what they come to.
fn of_schemas(schemas: &[String], config: Config) -> Files {
    let names = (1..).zip(schemas).map(|(index, _)| format!("v{index}")).collect::<Vec<_>>();
    let documents = names.iter().zip(schemas);
    let resolver = documents
        .fold(MemoryResolver::new(), |resolver, (name, text)| resolver.with(&format!("{name}/s.xsd"), text.as_str()));
    let version = |name: &String| Version { name: name.clone(), label: None, inputs: vec![format!("{name}/s.xsd")] };
    let config = Config { versions: names.iter().map(version).collect(), ..config };
    let compilation = compile(&NO_INPUTS, &resolver, &config);
    let rendered = common::rendered(&compilation);
    compilation.files.unwrap_or_else(|| panic!("{rendered}"))
}

#[test]
fn a_prefix_stays_whatever_later_documents_call_the_namespace() {
    let first = schema(LEAF_ALONE);
    let second = schema(LEAF).replace("xmlns:t=", "xmlns:u=").replace("t:Tree", "xs:int");
    let files = of_schemas(&[first.clone(), second.clone()], Config::default());
    for file in ["v2/mod.rs", "v2/contract.txt"] {
        assert!(!files[file].contains("u:"), "{file}: {}", files[file]);
    }
    assert!(files["v2/mod.rs"].contains("prefix: \"t\"") && files["v2/contract.txt"].contains("namespace t urn:t\n"));
    let namespaces = [("w".to_owned(), "urn:t".to_owned())].into();
    let files = of_schemas(&[first, second], Config { namespaces, ..Config::default() });
    for version in ["v1", "v2"] {
        let (root, table) = (&files[&format!("{version}/mod.rs")], &files[&format!("{version}/contract.txt")]);
        assert!(root.contains("prefix: \"w\"") && table.contains("element w:Root "), "{root}{table}");
    }
}

#[test]
fn the_default_namespace_is_that_of_all_versions_or_of_none() {
    let home = |components: &str| schema(components).replace("xmlns:t=", "xmlns='urn:t' xmlns:t=");
    let local = "<xs:element name='Loose'><xs:complexType><xs:sequence><xs:element name='L' form='unqualified' type='xs:int'/>\
        </xs:sequence></xs:complexType></xs:element>";
    let more = home(&format!("{LEAF_ALONE}<xs:element name='More' type='xs:int'/>"));
    let is_default = |second: String| {
        let files = of_schemas(&[home(LEAF_ALONE), second], Config::default());
        let [first, second] = ["v1", "v2"].map(|name| files[&format!("{name}/mod.rs")].contains("prefix: \"\""));
        assert_eq!(first, second);
        first
    };
    assert!(is_default(more));
    assert!(!is_default(home(&format!("{LEAF_ALONE}{local}"))));
    assert!(!is_default(schema(LEAF_ALONE)));
}

#[test]
fn a_namespace_takes_the_place_of_another_only_if_there_is_no_doubt() {
    let versions = |old: &[&str], new: &str| {
        let schema = |uri: &str| schema(LEAF_ALONE).replace("urn:t", uri);
        let resolver = old.iter().fold(MemoryResolver::new(), |resolver, uri| resolver.with(uri, schema(uri)));
        let inputs = |uris: &[&str]| uris.iter().map(|uri| (*uri).to_owned()).collect();
        let v1 = Version { name: "v1".to_owned(), label: None, inputs: inputs(old) };
        let v2 = Version { name: "v2".to_owned(), label: None, inputs: inputs(&[new]) };
        let config = Config { versions: vec![v1, v2], all: true, ..Config::default() };
        compile(&NO_INPUTS, &resolver.with(new, schema(new)), &config).files.unwrap()
    };
    let shares = |files: &Files| files.iter().any(|(name, text)| name.starts_with("v2/") && text.contains("::v1::"));
    assert!(shares(&versions(&["urn:x:2013:types"], "urn:x:2016:types")));
    assert!(!shares(&versions(&["urn:x:2013:types", "urn:x:2014:types"], "urn:x:2016:types")));
    assert!(!shares(&versions(&["urn:x:2013:types"], "urn:x:2016:names")));
}

fn errors(compilation: &Compilation) -> String {
    assert!(compilation.files.is_none());
    common::rendered(compilation)
}

#[test]
fn versions_need_names_labels_and_documents_of_their_own() {
    let version = |name: &str, label: Option<&str>, inputs: &[&str]| Version {
        name: name.to_owned(),
        label: label.map(str::to_owned),
        inputs: inputs.iter().map(|input| (*input).to_owned()).collect(),
    };
    let resolver = MemoryResolver::new().with("a.xsd", schema(LEAF_ALONE));
    let compiled =
        |versions: Vec<Version>| errors(&compile(&NO_INPUTS, &resolver, &Config { versions, ..Config::default() }));
    let twice = compiled(vec![version("v1", None, &["a.xsd"]), version("v1", Some("b"), &["a.xsd"])]);
    assert!(twice.contains("error[version-name]: the version `v1` cannot have this name"), "{twice}");
    let keyword = compiled(vec![version("type", None, &["a.xsd"])]);
    assert!(keyword.contains("the version `type` cannot have this name"), "{keyword}");
    let label = compiled(vec![version("v1", Some("x"), &["a.xsd"]), version("v2", Some("x"), &["a.xsd"])]);
    assert!(label.contains("error[version-label]: two versions are labelled `x`"), "{label}");
    let none = compiled(vec![version("v1", None, &[])]);
    assert!(none.contains("the version `v1` names no documents"), "{none}");
}

#[test]
fn a_mistake_is_found_in_the_version_that_makes_it() {
    let wrong = LEAF_ALONE.replace("type=\"t:Leaf\"", "type=\"t:Leaves\"");
    let rendered = errors(&compile_versions(&[LEAF_ALONE, &wrong, LEAF_ALONE], &Config::default()));
    assert!(rendered.contains("v2/schema.xsd:2:"), "{rendered}");
    assert_eq!(rendered.matches("error[").count(), 1, "{rendered}");
}

#[test]
fn features_are_for_one_version() {
    let config = Config { features: Features::ByOperation, ..Config::default() };
    let rendered = errors(&compile_versions(&[LEAF_ALONE, LEAF_ALONE], &config));
    assert!(rendered.contains("features are not supported yet for several versions side by side"), "{rendered}");
}

#[test]
fn a_correction_is_for_the_versions_that_need_it() {
    let fixed = r#"<xs:element name="Root" type="xs:int" fixed="1"/>"#;
    let free = r#"<xs:element name="Root" type="xs:int"/>"#;
    let action = Action::LiftFixed("t:Root".to_owned());
    let correction = Correction { name: "free".to_owned(), cause: "it is".to_owned(), action };
    let namespaces = [("t".to_owned(), "urn:t".to_owned())].into();
    let config = Config { corrections: vec![correction], namespaces, ..Config::default() };
    let some = compile_versions(&[free, fixed], &config);
    assert!(some.diagnostics.is_empty(), "{}", common::rendered(&some));
    assert!(!some.files.unwrap()["v1/contract.txt"].contains("fixed"));
    let none = compile_versions(&[free, free], &config);
    assert!(common::rendered(&none).contains("warning[correction-not-needed]"));
    // Whether it is needed in a version that cannot be read, nobody knows.
    let unread = compile_versions(&[free, "<xs:element>"], &config);
    let codes: Vec<_> = unread.diagnostics.iter().map(|found| found.code).collect();
    assert_eq!(codes, ["not-well-formed"], "{}", common::rendered(&unread));
}

/// What is open goes over only where it comes behind the same elements.
#[test]
fn a_wildcard_that_moved_is_another_one() {
    let open = "<xs:any namespace='##other' processContents='lax' minOccurs='0' maxOccurs='unbounded'/>";
    let item = r#"<xs:element name="i" type="xs:int"/>"#;
    let more = r#"<xs:element name="j" type="xs:int" minOccurs="0"/>"#;
    let list = |content: String| {
        format!(
            r#"<xs:element name="L"><xs:complexType><xs:sequence>{content}</xs:sequence></xs:complexType></xs:element>"#
        )
    };
    let [end, both, longer] =
        [format!("{item}{open}"), format!("{open}{item}{open}"), format!("{item}{more}{open}")].map(list);
    let lines = |versions: &[&str]| {
        let module = files(versions)["v2/t.rs"].clone();
        let is_open = |line: &&str| ["same any", "added any", "removed any"].iter().any(|part| line.starts_with(part));
        module.lines().map(str::trim).filter(is_open).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(lines(&[&end, &longer]), ["same any;"]);
    assert_eq!(lines(&[&end, &both]), ["removed any \"\";", "added any \"\";", "added any_2 \"\";"]);
}

#[test]
fn a_member_to_prune_may_be_in_one_version_alone() {
    let with = |more: &str| {
        format!(
            r#"<xs:element name="L"><xs:complexType><xs:sequence><xs:element name="i" type="xs:int"/>{more}</xs:sequence></xs:complexType></xs:element>"#
        )
    };
    let [older, newer] = [with(""), with(r#"<xs:element name="gone" type="xs:int" minOccurs="0"/>"#)];
    let prune = |member: &str| Config { prune: vec![Prune::Member(member.to_owned())], ..Config::default() };
    let compiled = compile_versions(&[&older, &newer], &prune("t:gone"));
    assert!(compiled.files.is_some(), "{}", common::rendered(&compiled));
    let compiled = compile_versions(&[&older, &newer], &prune("t:lost"));
    let told = errors(&compiled);
    assert_eq!(told.matches("`t:lost` cannot be pruned: there is no such optional element").count(), 1, "{told}");
}

#[test]
fn a_label_is_what_the_schemas_say_unless_the_configuration_does() {
    let text = "[[version]]\nname = \"v1\"\ninputs = [\"a.xsd\"]\n[[version]]\nname = \"v2\"\nlabel = \"Two\"\ninputs = [\"a.xsd\"]\n";
    let versions = ConfigFile::parse(text).unwrap().versions;
    let labelled = schema(LEAF_ALONE).replace("<xs:schema ", "<xs:schema version=\"First\" ");
    let resolver = MemoryResolver::new().with("a.xsd", labelled);
    let files = compile(&NO_INPUTS, &resolver, &Config { versions, ..Config::default() }).files.unwrap();
    assert!(files["mod.rs"].contains(r#"VERSIONS: &[&str] = &["First", "Two"]"#), "{}", files["mod.rs"]);
}

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases").join(name)
}

#[test]
fn every_layout_is_the_same_twice_and_elsewhere() {
    let elsewhere = Path::new(env!("CARGO_TARGET_TMPDIR")).join("versions-elsewhere");
    std::fs::create_dir_all(&elsewhere).unwrap();
    for entry in std::fs::read_dir(case("versions")).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), elsewhere.join(entry.file_name())).unwrap();
    }
    let layouts = [Layout::Folder, Layout::File, Layout::Crate { name: "x".to_owned(), runtime: "\"0.1\"".to_owned() }];
    for layout in layouts {
        let files = |folder: &Path| {
            let mut project = Project::open(&folder.join("wsdl-codegen.toml")).unwrap();
            project.config.layout = layout.clone();
            project.compile().files.unwrap()
        };
        assert_eq!(files(&case("versions")), files(&elsewhere));
        assert_eq!(files(&case("versions")), files(&case("versions")));
    }
}

#[test]
fn inputs_of_a_version_in_another_order_are_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    let inputs = ["MS-OXWSCOS.wsdl", "MS-OXWSPERS-types.xsd", "MS-OXWSCDATA-messages.xsd"];
    let files = |by: usize| {
        let mut project = Project::open(&folder.join("wsdl-codegen.toml")).unwrap();
        let mut inputs: Vec<String> = inputs.iter().map(|input| (*input).to_owned()).collect();
        inputs.rotate_left(by);
        let version =
            |name: &str| Version { name: name.to_owned(), label: Some(name.to_owned()), inputs: inputs.clone() };
        project.config.versions = vec![version("v1"), version("v2")];
        project.compile().files.unwrap()
    };
    assert_eq!(files(0), files(1));
    assert_eq!(files(0), files(2));
}

/// Two versions of the contract of a whole Exchange server: as its documentation has it, and as the server serves it.
#[test]
#[ignore = "runs cargo: cargo xtask ci"]
fn exchange_in_two_versions_is_one_crate() {
    let Some(root) = std::env::var_os("CONTRACT_CORPUS").map(PathBuf::from) else {
        println!("skipped: CONTRACT_CORPUS is not set");
        return;
    };
    let path = |name: &str| root.join("schemas").join(name).to_str().unwrap().to_owned();
    let documents = ["EWSStack.wsdl", "MS-OXWSDLGM-message.xsd", "MS-OXWSDLGM-types.xsd"];
    let documented = documents.iter().map(|name| path(&format!("ms-oxws/{name}"))).collect();
    let version = |name: &str, inputs| Version { name: name.to_owned(), label: Some(name.to_owned()), inputs };
    let versions = vec![version("docs", documented), version("server", vec![path("ews-2016/services.wsdl")])];
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    let layout = Layout::Crate { name: "exchange".to_owned(), runtime: format!("{{ path = {runtime:?} }}") };
    let mut project = Project::of_versions(versions);
    project.config.layout = layout;
    let compilation = project.compile();
    let mut files =
        compilation.files.unwrap_or_else(|| panic!("{}", compilation.diagnostics.render(&compilation.sources, "")));
    let lines: usize =
        files.iter().filter(|(name, _)| name.ends_with(".rs")).map(|(_, text)| text.lines().count()).sum();
    let shared: usize = ["types", "messages"]
        .iter()
        .filter_map(|module| files[&format!("src/server/{module}.rs")].split_once("pub use super::super::docs::"))
        .filter_map(|(_, rest)| rest.split_once('}'))
        .map(|(list, _)| list.matches(',').count())
        .sum();
    println!("{lines} lines, {shared} items shared");
    assert!(lines < 65_000 && shared > 300, "{lines} lines, {shared} items shared");
    files.entry("Cargo.toml".to_owned()).and_modify(|manifest| manifest.push_str("\n[workspace]\n"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("versions-crate");
    for (name, text) in &files {
        let file = folder.join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    std::fs::copy(runtime.join("../Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    let checked = Command::new(env!("CARGO"))
        .args(["check", "--offline"])
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("versions-target"))
        .env("RUSTFLAGS", "-Dwarnings")
        .current_dir(&folder)
        .output()
        .unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
}
