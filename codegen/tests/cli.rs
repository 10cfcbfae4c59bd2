//! The command line: arguments go in, files, words and an exit code come out.
#![allow(clippy::unwrap_used)]

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use common::command::{command, fail, folder, lossless, root, run, succeed, text};

#[test]
fn a_module_is_one_file() {
    let file = folder("module").join("sequence.rs");
    let said = succeed(["generate", "tests/cases/sequence/schema.xsd", "--module", &lossless(&file)]);
    let written = std::fs::read_to_string(&file).unwrap();
    assert_eq!(written, std::fs::read_to_string(root().join("tests/cases/sequence/expected.rs")).unwrap());
    let lines = written.lines().count();
    assert_eq!(said, format!("{}: {lines} lines of Rust; files: 1 written\n", file.display()));
}

#[test]
fn what_nothing_asks_for_is_counted() {
    let file = folder("kept").join("bindings.rs");
    let arguments = ["generate", "tests/cases/override/schema.xsd", "--root", "CodeType", "--module", &lossless(&file)];
    let said = succeed(arguments);
    let line = said.lines().nth(1).unwrap_or_default();
    let counts = "  kept 1 of 5 global components: 1 of 3 types, 0 of 1 element, 0 of 1 attribute group; ";
    assert!(line.starts_with(counts), "{said}");
    let shown = succeed(["inspect", "tests/cases/override/schema.xsd", "--root", "CodeType"]);
    assert!(shown.lines().any(|line| line.starts_with(counts.trim_start())), "{shown}");
    let all = succeed(["inspect", "tests/cases/override/schema.xsd"]);
    assert!(!all.contains("kept "), "{all}");
}

/// A crate of the main contract, and its manifest.
fn contacts(within: &str) -> (PathBuf, String) {
    let crate_folder = folder(within).join("contacts");
    let (folder, runtime) = (lossless(&crate_folder), lossless(&root().join("runtime")));
    succeed(["generate", "schemas/MS-OXWSCOS.wsdl", "--crate", &folder, "--runtime", &runtime]);
    let manifest = std::fs::read_to_string(crate_folder.join("Cargo.toml")).unwrap();
    (crate_folder, manifest)
}

#[test]
fn a_crate_is_complete() {
    let (_, manifest) = contacts("crate");
    assert!(
        manifest.contains("name = \"contacts\"") && manifest.contains("path = \"") && !manifest.contains("path = \"/")
    );
}

#[test]
#[ignore = "runs cargo: cargo xtask ci"]
fn a_crate_compiles() {
    let (crate_folder, manifest) = contacts("crate-compiled");
    // The folder of the tests lies below this workspace, of which the new crate is no member.
    std::fs::write(crate_folder.join("Cargo.toml"), format!("{manifest}\n[workspace]\n")).unwrap();
    std::fs::copy(root().join("Cargo.lock"), crate_folder.join("Cargo.lock")).unwrap();
    let checked = Command::new(env!("CARGO"))
        .args(["check", "--offline"])
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli-target"))
        .env("RUSTFLAGS", "-Dwarnings")
        .current_dir(&crate_folder)
        .output()
        .unwrap();
    assert!(checked.status.success(), "{}", text(&checked.stderr));
}

#[test]
#[cfg(not(feature = "fetch"))]
fn fetching_without_the_feature_says_how_to_get_it() {
    let said = fail(2, ["fetch", "http://127.0.0.1:1/?wsdl", "--into", "schemas"]);
    assert!(said.contains("cargo install --path codegen --features fetch"), "{said}");
    assert!(succeed(["fetch", "--help"]).contains("--features fetch"));
}

#[test]
fn what_a_server_has_to_answer_is_told() {
    let file = folder("queries").join("orders.wsdl");
    let import = "<xs:import namespace=\"urn:o\" schemaLocation=\"?xsd=xsd0\"/>";
    let types = format!("<wsdl:types><xs:schema targetNamespace=\"urn:t\">{import}</xs:schema></wsdl:types>");
    std::fs::write(&file, common::wsdl(&types)).unwrap();
    let said = text(&run(["inspect", &lossless(&file)]).stderr);
    assert!(said.contains("`?xsd=xsd0` is left out") && said.contains("get the contract from there"), "{said}");
}

#[test]
fn a_crate_has_the_name_it_is_given() {
    let crate_folder = folder("named");
    succeed(["generate", "tests/cases/choice/schema.xsd", "--crate", &lossless(&crate_folder), "--name", "my-choice"]);
    let manifest = std::fs::read_to_string(crate_folder.join("Cargo.toml")).unwrap();
    let runtime = format!("soap-runtime = \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(manifest.contains("name = \"my-choice\"") && manifest.contains(&runtime), "{manifest}");
    for file in ["src/lib.rs", "src/choice.rs", "src/contract.txt"] {
        assert!(crate_folder.join(file).exists(), "{file}");
    }
}

#[test]
fn a_crate_is_written_over_an_older_one() {
    let crate_folder = folder("again");
    let generate = |case: &str| succeed(["generate", case, "--crate", &lossless(&crate_folder), "--name", "again"]);
    generate("tests/cases/choice/schema.xsd");
    generate("tests/cases/sequence/schema.xsd");
    assert!(crate_folder.join("src/sequence.rs").exists() && !crate_folder.join("src/choice.rs").exists());
}

#[test]
fn all_takes_what_nothing_reaches() {
    let file = folder("all").join("imports.rs");
    let arguments = ["generate", "tests/cases/wsdl-imports/contract.wsdl", "--module", &lossless(&file)];
    succeed(arguments);
    assert!(!std::fs::read_to_string(&file).unwrap().contains("MapType"));
    succeed(arguments.into_iter().chain(["--all"]));
    assert!(std::fs::read_to_string(&file).unwrap().contains("pub struct MapType"));
}

#[test]
fn a_configuration_decides() {
    let file = folder("configuration").join("rename.rs");
    let config = "tests/cases/config-rename/wsdl-codegen.toml";
    succeed(["generate", "--config", config, "--module", &lossless(&file)]);
    let expected = std::fs::read_to_string(root().join("tests/cases/config-rename/expected.rs")).unwrap();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), expected);
    let other = "tests/cases/config-modules/schema.xsd";
    let said = fail(1, ["generate", "--config", config, other, "--module", &lossless(&file)]);
    assert!(said.contains("error[rename]: `s:ShelfType` cannot be renamed"), "{said}");
    let said = fail(1, ["generate", "--config", "nowhere.toml", "--module", &lossless(&file)]);
    assert!(said.starts_with("there is no configuration nowhere.toml (looked for "), "{said}");
}

#[test]
fn operations_are_chosen() {
    let file = folder("operations").join("library.rs");
    let contract = "tests/cases/config-operations/contract.wsdl";
    let arguments =
        ["generate", contract, "--module", &lossless(&file), "--operation", "GetMap", "--operation", "Drop*"];
    succeed(arguments);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(text.contains("fn get_map") && text.contains("fn drop_all") && !text.contains("fn get_book"), "{text}");
    let said = fail(1, ["generate", contract, "--module", &lossless(&file), "--operation", "GetMp"]);
    assert!(said.contains("there is no operation `GetMp`") && said.contains("did you mean `GetMap`?"), "{said}");
    let said = fail(1, ["generate", contract, "--module", &lossless(&file), "--operation", "Nope"]);
    let all = "operations of the contract: `DropAll`, `GetBook` and `GetMap`";
    assert!(said.contains("there is no operation `Nope`") && said.contains(all), "{said}");
    let sample = fail(1, ["inspect", contract, "--sample", "Nope"]);
    assert!(sample.starts_with("there is no operation `Nope`; ") && sample.contains(all), "{sample}");
    let said = fail(2, arguments.into_iter().chain(["--all"]));
    assert!(said.contains("cannot be used with"), "{said}");
}

#[test]
fn a_crate_depends_on_what_types_come_from() {
    let folder = folder("dependencies");
    let (config, crate_folder) = (folder.join("wsdl-codegen.toml"), folder.join("bindings"));
    let schema = std::fs::canonicalize(root().join("tests/cases/sequence/schema.xsd")).unwrap();
    let toml = format!(
        "inputs = [{schema:?}]\n[types]\n\"xs:string\" = \"my_types::Text\"\n[dependencies]\nmy-types = {{ path = \"../my\", version = \"1\" }}\n"
    );
    std::fs::write(&config, toml).unwrap();
    succeed(["generate", "--config", &lossless(&config), "--crate", &lossless(&crate_folder)]);
    let manifest = std::fs::read_to_string(crate_folder.join("Cargo.toml")).unwrap();
    assert!(manifest.contains("\nmy-types = { path = \"../my\", version = \"1\" }\n"), "{manifest}");
}

#[test]
fn documentation_is_merged() {
    let file = folder("documentation").join("documentation.rs");
    let case = "tests/cases/documentation";
    let arguments = ["generate", &format!("{case}/schema.xsd"), "--module", &lossless(&file)];
    succeed(arguments.into_iter().chain(["--documentation", &format!("{case}/docs.toml")]));
    assert!(std::fs::read_to_string(&file).unwrap().contains("/// More than one page."));
}

#[test]
fn inspect_shows_operations_headers_and_messages() {
    insta::assert_snapshot!(succeed(["inspect", "tests/cases/wsdl-headers/contract.wsdl"]));
}

#[test]
fn inspect_invents_prefixes_where_documents_have_none() {
    insta::assert_snapshot!(succeed(["inspect", "tests/cases/wsdl-rpc/contract.wsdl"]));
}

#[test]
fn inspect_shows_the_elements_of_schemas() {
    insta::assert_snapshot!(succeed(["inspect", "tests/cases/element-refs/schema.xsd"]));
}

#[test]
fn inspect_shows_addresses_types_values_and_choices() {
    let shown = succeed(["inspect", "tests/build-script/contract/order.wsdl"]);
    for line in [
        "  at http://127.0.0.1:8080/orders (OrdersSoap, SOAP 1.1)\n",
        "      @Id xs:int\n",
        "      + o:Line o:LineType\n",
        "        ? @Unit o:UnitType {Piece | Box}\n",
    ] {
        assert!(shown.contains(line), "{line}{shown}");
    }
    assert!(succeed(["inspect", "tests/cases/choice/schema.xsd"]).contains("one of:\n"));
    assert!(succeed(["inspect", "tests/cases/nillable/schema.xsd"]).contains(" nillable\n"));
}

#[test]
fn a_namespace_has_one_spelling_everywhere() {
    let (config, module) = ("tests/cases/config-namespaces/wsdl-codegen.toml", folder("spelling").join("module.rs"));
    let shown = succeed(["inspect", "--config", config]);
    assert!(shown.contains("desk = urn:example:config-namespaces (written without prefix)\n"), "{shown}");
    assert!(shown.contains("in desk:Ask parts:PartType\n"), "{shown}");
    succeed(["generate", "--config", config, "--module", &lossless(&module)]);
    let written = std::fs::read_to_string(&module).unwrap();
    for spelled in ["element desk:Ask parts:PartType\n", "`parts:PartType`", "element part parts \"Part\";"] {
        assert!(written.contains(spelled), "{spelled} in {written}");
    }
    let folders = ["old", "new"].map(|version| folder(&format!("spelling-{version}")));
    for (version, folder) in folders.iter().enumerate() {
        let contract = std::fs::read_to_string(root().join("tests/cases/config-namespaces/contract.wsdl")).unwrap();
        let times = if version == 0 { "minOccurs=\"0\"" } else { "minOccurs=\"1\"" };
        std::fs::write(folder.join("contract.wsdl"), contract.replace("minOccurs=\"0\"", times)).unwrap();
        std::fs::copy(root().join(config), folder.join("wsdl-codegen.toml")).unwrap();
    }
    let output = run(["diff", &lossless(&folders[0]), &lossless(&folders[1])]);
    let said = text(&output.stdout);
    assert!(said.contains("parts:PartType/Part") && !said.contains(" p:"), "{said}{}", text(&output.stderr));
    let renamed = std::fs::read_to_string(root().join(config)).unwrap().replace("parts:PartType", "parts:PartTyp");
    std::fs::write(folders[0].join("wsdl-codegen.toml"), renamed).unwrap();
    let wrong = fail(
        1,
        ["generate", "--config", &lossless(&folders[0].join("wsdl-codegen.toml")), "--module", &lossless(&module)],
    );
    assert!(wrong.contains("there is no type, element or port type `parts:PartTyp` in reach"), "{wrong}");
    assert!(wrong.contains("did you mean `parts:PartType`?"), "{wrong}");
}

#[test]
fn a_prefix_that_cannot_be_given_is_an_error() {
    let folder = folder("prefix");
    let schema = "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" targetNamespace=\"urn:a\"/>";
    std::fs::write(folder.join("a.xsd"), schema).unwrap();
    let config = folder.join("wsdl-codegen.toml");
    for (namespaces, reason) in [
        ("a-b = \"urn:a\"", "`a-b` cannot be the prefix of urn:a: a prefix is also an identifier in Rust"),
        ("a = \"urn:a\"\nb = \"urn:a\"", "the prefixes `a` and `b` are both given to the namespace urn:a"),
    ] {
        std::fs::write(&config, format!("inputs = [\"a.xsd\"]\n[namespaces]\n{namespaces}\n")).unwrap();
        let said = fail(1, ["inspect", "--config", &lossless(&config)]);
        assert!(said.contains(&format!("error[namespaces]: {reason}")), "{said}");
    }
}

#[test]
fn a_contract_with_errors_leaves_nothing_behind() {
    let folder = folder("errors");
    let (schema, file) = (folder.join("schema.xsd"), folder.join("out.rs"));
    let text = "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">\n  <xs:element name=\"A\" type=\"xs:strin\"/>\n</xs:schema>";
    std::fs::write(&schema, text).unwrap();
    let said = fail(1, ["generate", &lossless(&schema), "--module", &lossless(&file)]);
    assert!(
        said.starts_with(&format!("{}:2:30: error[unresolved-reference]: type `xs:strin`", schema.display())),
        "{said}"
    );
    assert!(said.contains("did you mean `xs:string`?") && said.ends_with("1 error; nothing was written\n"), "{said}");
    assert!(!file.exists());
    assert!(fail(1, ["inspect", &lossless(&schema)]).contains("2:30: error[unresolved-reference]"));
}

#[test]
fn a_missing_file_is_named() {
    let file = lossless(&folder("missing").join("out.rs"));
    let said = fail(1, ["generate", "schemas/nowhere.wsdl", "--module", &file]);
    assert!(said.contains("`nowhere.wsdl` cannot be used: there is no such file"), "{said}");
    let said = fail(1, ["generate", "schemas/MS-OXWSCOS.wsdl", "--module", &file, "--documentation", "nowhere.toml"]);
    assert!(said.starts_with("nowhere.toml: "), "{said}");
    let config = lossless(&folder("missing").join("none.toml"));
    let said = fail(1, ["generate", "--config", &config, "--module", &file]);
    assert!(said.starts_with(&format!("there is no configuration {config} (looked for /")), "{said}");
    assert!(said.contains("name the file that has it, or the documents"), "{said}");
    std::fs::write(&config, "inputs = [\"a.wsdl\"]\ndocumentation = [\"words.toml\"]\n").unwrap();
    let said = fail(1, ["inspect", "--config", &config]);
    assert!(said.contains("words.toml: ") && said.contains(&format!("(documentation that {config} names)")), "{said}");
}

#[test]
fn where_bindings_may_go_is_told_with_examples() {
    let said = fail(2, ["generate", "tests/cases/choice/schema.xsd"]);
    for way in ["--crate bindings", "--module src/bindings.rs"] {
        assert!(said.contains(&format!("wsdl-codegen generate tests/cases/choice/schema.xsd {way}")), "{said}");
    }
    assert!(said.starts_with("error: where do the bindings go?\n"), "{said}");
}

#[test]
fn a_runtime_that_is_not_there_is_told() {
    let place = folder("no-runtime");
    std::fs::create_dir(place.join("empty")).unwrap();
    let other = lossless(&root().join("codegen"));
    for (runtime, lacking) in [
        ("/nonexistent", "there is no such folder"),
        (lossless(&place.join("empty")).as_str(), "there is no Cargo.toml in it"),
        (other.as_str(), "it holds the package wsdl-codegen"),
    ] {
        let crate_folder = lossless(&place.join("bindings"));
        let arguments = ["generate", "tests/cases/choice/schema.xsd", "--crate", &crate_folder, "--runtime", runtime];
        let output = command(arguments).output().unwrap();
        assert!(output.status.success());
        assert!(text(&output.stderr).contains(&format!("warning: --runtime: {runtime}: {lacking}")), "{output:?}");
    }
    let (_, manifest) = contacts("runtime-there");
    assert!(manifest.contains("soap-runtime"));
}

#[test]
fn output_that_cannot_be_written_is_an_error() {
    let file = folder("unwritable").join("out.rs");
    std::fs::create_dir(&file).unwrap();
    let said = fail(1, ["generate", "tests/cases/choice/schema.xsd", "--module", &lossless(&file)]);
    assert!(said.contains("cannot write the output: "), "{said}");
}

#[test]
fn wrong_arguments_are_told() {
    let contract = "schemas/MS-OXWSCOS.wsdl";
    let file = &lossless(&folder("arguments").join("a.rs"));
    for arguments in [
        vec!["generate"],
        vec!["generate", contract],
        vec!["generate", contract, "--module", file, "--crate", "b"],
        vec!["generate", contract, "--module", file, "--name", "b"],
        vec!["inspect"],
        vec!["compile"],
    ] {
        assert!(fail(2, arguments.clone()).contains("Usage: wsdl-codegen"), "{arguments:?}");
    }
}

#[test]
fn help_has_an_example_and_the_exit_codes() {
    assert!(succeed(["--help"]).contains("Example: wsdl-codegen generate "));
    for command in ["generate", "inspect", "diff", "completions"] {
        let help = succeed([command, "--help"]);
        assert!(help.contains(&format!("Example: wsdl-codegen {command} ")), "{help}");
        assert!(help.contains("Exit codes: 0 "), "{help}");
    }
    assert_eq!(succeed(["--version"]), format!("wsdl-codegen {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn findings_are_lines_of_json_on_request() {
    let folder = folder("json");
    let (schema, module) = (folder.join("schema.xsd"), lossless(&folder.join("out.rs")));
    let text = "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">\n  <xs:element name=\"A\" type=\"xs:strin\"/>\n</xs:schema>";
    std::fs::write(&schema, text).unwrap();
    let lines = |said: String| -> Vec<serde_json::Value> {
        said.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
    };
    let said = lines(fail(1, ["generate", &lossless(&schema), "--module", &module, "--format", "json"]));
    assert_eq!(said.len(), 2);
    let expected = serde_json::json!({
        "level": "error", "code": "unresolved-reference", "message": "type `xs:strin` is not defined",
        "file": lossless(&schema), "line": 2, "column": 30, "notes": [], "help": "did you mean `xs:string`?",
    });
    assert_eq!(said[0], expected);
    assert_eq!((&said[1]["code"], &said[1]["message"]), (&"failure".into(), &"1 error; nothing was written".into()));
    for arguments in [
        vec!["inspect", "nowhere.wsdl", "--format", "json"],
        vec!["inspect", "--config", "nowhere.toml", "--format", "json"],
    ] {
        assert_eq!(lines(fail(1, arguments)).last().unwrap()["code"], "failure");
    }
    let folder = lossless(&folder);
    let said = lines(fail(3, ["diff", &folder, &folder, "--format", "json"]));
    assert_eq!((&said[0]["line"], &said[1]["code"]), (&2.into(), &"failure".into()));
}

#[test]
fn findings_have_colours_where_these_are_wanted() {
    let arguments = ["inspect", "tests/cases/nowhere.xsd"];
    assert!(!fail(1, arguments).contains('\u{1b}'));
    let coloured = fail(1, arguments.into_iter().chain(["--color", "always"]));
    assert!(coloured.contains("\u{1b}[31merror[missing-input]\u{1b}[0m"), "{coloured:?}");
}

#[test]
fn help_fits_its_terminal() {
    let output = command(["generate", "--help"]).env("COLUMNS", "60").output().unwrap();
    let longest =
        text(&output.stdout).lines().filter(|line| !line.contains("Example")).map(|line| line.chars().count()).max();
    assert!(longest.is_some_and(|longest| longest <= 60), "{longest:?}");
}

#[test]
fn shells_complete_arguments() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = succeed(["completions", shell]);
        assert!(script.contains("wsdl-codegen") && script.contains("contract-version"), "{shell}: {script}");
    }
    fail(2, ["completions", "csh.exe"]);
}

#[test]
fn versions_stand_side_by_side() {
    let crate_folder = folder("versions").join("store");
    let case = |name: &str| format!("tests/cases/versions/{name}.wsdl");
    let arguments = [
        "generate".to_owned(),
        "--contract-version".to_owned(),
        format!("old:First={}", case("v1")),
        "--contract-version".to_owned(),
        format!("new={}", case("v2")),
        "--crate".to_owned(),
        lossless(&crate_folder),
    ];
    succeed(&arguments);
    let root = std::fs::read_to_string(crate_folder.join("src/lib.rs")).unwrap();
    assert!(root.contains(r#"VERSIONS: &[&str] = &["First", "Version2"]"#), "{root}");
    for file in ["old/mod.rs", "old/contract.txt", "new/service.rs", "new/versions.rs", "new/contract/v2.wsdl"] {
        assert!(crate_folder.join("src").join(file).exists(), "{file}");
    }
    let said = fail(1, ["generate", "--contract-version", "v1", "--module", "x.rs"]);
    assert!(said.contains("--contract-version v1: expected NAME=FILE"), "{said}");
    let version = format!("v1={}", case("v1"));
    let said = fail(1, ["inspect", "--contract-version", &version]);
    assert!(said.contains("inspect shows one contract"), "{said}");
    fail(2, ["generate", "--module", "x.rs"]);
}

#[test]
fn documents_named_by_url_are_where_the_configuration_or_a_catalog_says() {
    let here = folder("locations");
    let put = |name: &str, text: &str| {
        let file = here.join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    };
    let schema = |content: &str| {
        format!(
            "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:t='urn:t' xmlns:p='urn:p' {content}</xs:schema>"
        )
    };
    put(
        "main.xsd",
        &schema(
            "targetNamespace='urn:t'><xs:import namespace='urn:p' schemaLocation='http://example.org/v1/parts.xsd'/>\
             <xs:include schemaLocation='my%20types.xsd'/><xs:element name='E' type='p:Code'/><xs:element name='F' type='t:Own'/>",
        ),
    );
    put(
        "my types.xsd",
        &schema("targetNamespace='urn:t'><xs:simpleType name='Own'><xs:restriction base='xs:int'/></xs:simpleType>"),
    );
    put("local/v1/parts.xsd", &schema("targetNamespace='urn:p'><xs:include schemaLocation='more.xsd'/>"));
    put("local/v1/more.xsd", &schema("><xs:simpleType name='Code'><xs:restriction base='xs:string'/></xs:simpleType>"));
    put("wsdl-codegen.toml", "inputs = [\"main.xsd\"]\n[locations]\n\"http://example.org/\" = \"local/\"\n");
    put(
        "catalog.xml",
        "<catalog xmlns='urn:oasis:names:tc:entity:xmlns:xml:catalog'><rewriteURI uriStartString='http://example.org/' rewritePrefix='local/'/></catalog>",
    );
    let path = |name: &str| lossless(&here.join(name));
    let (main, module) = (path("main.xsd"), path("out.rs"));
    let said = fail(1, ["generate", &main, "--module", &module]);
    assert!(said.contains("help: nothing is fetched: name the file") && said.contains("`[locations]`"), "{said}");
    succeed(["generate", "--config", &path("wsdl-codegen.toml"), "--module", &module]);
    succeed(["generate", &main, "--catalog", &path("catalog.xml"), "--module", &module, "--check"]);
    let broken = fail(1, ["generate", &main, "--catalog", &path("main.xsd"), "--module", &module]);
    assert!(broken.contains("main.xsd: it is no catalog"), "{broken}");
}
