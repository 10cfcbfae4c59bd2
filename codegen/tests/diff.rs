//! Contracts compared: what is no change, what is said of changes, and what the command makes of it.
#![allow(clippy::unwrap_used)]

mod common;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use common::folder::{copy, edit, project, schemas};
use common::{compile_documents, schema, wsdl};
use wsdl_codegen::config::{Api, Config, Growth, Memory, Views};
use wsdl_codegen::diff::{Bump, Class, Format, Report, Verdict, compare, compare_as};

fn documents(old: &[(&str, String)], new: &[(&str, String)]) -> Report {
    let config = Config { all: true, ..Config::default() };
    let (old, new) = (compile_documents(old, &config), compile_documents(new, &config));
    compare(&old.contract.unwrap(), &new.contract.unwrap())
}

fn schemas_of(old: &str, new: &str) -> Report {
    documents(&[("schema.xsd", schema(old))], &[("schema.xsd", schema(new))])
}

fn plain(report: &Report) -> String {
    anstream::adapter::strip_str(&report.render(Format::Text)).to_string()
}

const PERSON: &str = r#"<xs:complexType name="Person">
  <xs:sequence>
    <xs:element name="Name" type="xs:string"/>
    <xs:element name="Age" type="t:Age" minOccurs="0"/>
  </xs:sequence>
  <xs:attribute name="id" type="xs:token" use="required"/>
</xs:complexType>
<xs:simpleType name="Age"><xs:restriction base="xs:int"><xs:maxInclusive value="120"/></xs:restriction></xs:simpleType>
<xs:simpleType name="Mood"><xs:restriction base="xs:string">
  <xs:enumeration value="Glad"/><xs:enumeration value="Sad"/>
</xs:restriction></xs:simpleType>
<xs:element name="Person" type="t:Person"/>"#;

#[test]
fn how_a_contract_is_written_is_no_change() {
    let whole = [("a.xsd", schema(PERSON))];
    let (person, rest) = PERSON.split_once("<xs:simpleType name=\"Age\">").unwrap();
    let rest = format!("<xs:simpleType name=\"Age\">{rest}");
    let spaced =
        schema(PERSON).replace(">\n", " >\n\n").replace("/ >", "/>").replace("<xs:element", "<!-- x --><xs:element");
    let prefixed = schema(PERSON).replace("xmlns:t=", "xmlns:other=").replace("\"t:", "\"other:");
    for other in [
        vec![("a.xsd", spaced)],
        vec![("a.xsd", prefixed)],
        vec![("b.xsd", schema(&format!("{rest}{person}")))],
        vec![("a.xsd", schema(&format!("<xs:include schemaLocation=\"b.xsd\"/>{person}"))), ("b.xsd", schema(&rest))],
        vec![(
            "a.xsd",
            schema(&PERSON.replace(
                "<xs:sequence>",
                "<xs:annotation><xs:documentation>x</xs:documentation></xs:annotation><xs:sequence>",
            )),
        )],
    ] {
        let report = documents(&whole, &other);
        assert_eq!(report.verdict, Verdict::Unchanged, "{}", plain(&report));
    }
}

#[test]
fn documentation_is_told_apart_from_changes() {
    let documented = PERSON.replace(
        "<xs:simpleType name=\"Age\">",
        "<xs:simpleType name=\"Age\"><xs:annotation><xs:documentation>In years.</xs:documentation></xs:annotation>",
    );
    let report = schemas_of(PERSON, &documented);
    assert_eq!((report.verdict, report.documentation), (Verdict::Unchanged, vec!["t:Age".to_owned()]));
}

#[test]
fn a_report_for_people() {
    let changed = PERSON
        .replace("<xs:element name=\"Name\" type=\"xs:string\"/>", "<xs:element name=\"FullName\" type=\"xs:string\"/>")
        .replace("120", "150")
        .replace("use=\"required\"", "")
        .replace("<xs:enumeration value=\"Sad\"/>", "<xs:enumeration value=\"Sad\"/><xs:enumeration value=\"Calm\"/>");
    insta::assert_snapshot!(plain(&schemas_of(PERSON, &changed)));
}

#[test]
fn a_report_for_programs_and_for_pull_requests() {
    let changed = PERSON.replace("120", "100");
    let report = schemas_of(PERSON, &changed);
    insta::assert_snapshot!("json", report.render(Format::Json));
    insta::assert_snapshot!("markdown", report.render(Format::Markdown));
}

#[test]
fn renames_are_suggested() {
    let renamed = |from: &str, to: &str| {
        let report = schemas_of(PERSON, &PERSON.replace(from, to));
        let suggested = |change: &&wsdl_codegen::diff::Change| change.perhaps_renamed.is_some();
        report
            .changes
            .iter()
            .filter(suggested)
            .map(|change| change.perhaps_renamed.clone().unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(renamed("name=\"Name\"", "name=\"FullName\""), ["FullName", "Name"]);
    assert_eq!(renamed("name=\"id\"", "name=\"key\""), ["key", "id"]);
    assert_eq!(renamed("\"Sad\"", "\"Blue\""), ["Blue", "Sad"]);
    assert_eq!(renamed("<xs:element name=\"Person\"", "<xs:element name=\"Human\""), ["t:Human", "t:Person"]);
    assert_eq!(renamed("Mood", "Temper"), ["t:Temper", "t:Mood"]);
}

#[test]
fn operations_are_compared() {
    let contract = |operation: &str, action: &str, header: &str| {
        wsdl(&format!(
            r#"<wsdl:types>{}</wsdl:types>
<wsdl:message name="In"><wsdl:part name="body" element="t:A"/></wsdl:message>
<wsdl:message name="H"><wsdl:part name="header" element="t:H"/></wsdl:message>
<wsdl:portType name="P"><wsdl:operation name="{operation}"><wsdl:input message="t:In"/></wsdl:operation></wsdl:portType>
<wsdl:binding name="B" type="t:P"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
<wsdl:operation name="{operation}"><soap:operation soapAction="{action}"/>
<wsdl:input>{header}<soap:body use="literal"/></wsdl:input></wsdl:operation></wsdl:binding>"#,
            schema("<xs:element name=\"A\" type=\"xs:int\"/><xs:element name=\"H\" type=\"xs:int\"/>")
        ))
    };
    let old = [("c.wsdl", contract("Go", "urn:go", ""))];
    let header = "<soap:header message=\"t:H\" part=\"header\" use=\"literal\"/>";
    let changed = documents(&old, &[("c.wsdl", contract("Go", "urn:gone", header))]);
    insta::assert_snapshot!(plain(&changed));
    let renamed = documents(&old, &[("c.wsdl", contract("Run", "urn:go", ""))]);
    let suggested: Vec<_> =
        renamed.changes.iter().map(|change| (change.kind, change.perhaps_renamed.as_deref())).collect();
    assert_eq!(suggested, [("operation-removed", Some("Run")), ("operation-added", Some("Go"))]);
}

#[test]
fn one_field_more_is_one_change_and_one_line_of_the_table() {
    let folder = copy("diff-one-field");
    let last = "<xs:element minOccurs=\"0\" name=\"SmtpAddress\" type=\"xs:string\"/>";
    edit(&folder.join("MS-OXWSCOS-types.xsd"), |schema| {
        schema.replacen(last, &format!("{last}<xs:element minOccurs=\"0\" name=\"Colour\" type=\"xs:string\"/>"), 1)
    });
    let (old, new) = (project(&schemas()).compile(), project(&folder).compile());
    let report = compare(old.contract.as_ref().unwrap(), new.contract.as_ref().unwrap());
    assert_eq!(report.changes.iter().map(|change| change.path.as_str()).collect::<Vec<_>>(), ["t:ImGroupType/Colour"]);
    let (old, new) = (old.files.unwrap(), new.files.unwrap());
    let added = common::lines::changes(&old["contract.txt"], &new["contract.txt"]);
    assert_eq!((added.removed.len(), added.added), (0, vec!["  element t:Colour xs:string 0..1".to_owned()]));
    // Every other item of the Rust is the same, line for line.
    let without = |text: &str| {
        let is_of_the_type = |block: &&str| {
            ["struct ImGroupType {", " ImGroupType {", " ImGroupType: t {"].iter().any(|head| block.contains(head))
        };
        text.split("\n}\n").filter(|block| !is_of_the_type(block)).collect::<Vec<_>>().join("\n}\n")
    };
    assert_ne!(old["types.rs"], new["types.rs"]);
    assert_eq!(without(&old["types.rs"]), without(&new["types.rs"]));
    assert_eq!(
        (&old["messages.rs"], &old["service.rs"], &old["mod.rs"]),
        (&new["messages.rs"], &new["service.rs"], &new["mod.rs"])
    );
}

/// What is added is a minor version of bindings that may grow, and what is required more is none. That they may is one by itself.
#[test]
fn what_is_added_is_minor_where_types_grow() {
    let with = |growth| Config { api: Api { growth, ..Api::default() }, ..Config::default() };
    let (open, closed) = (with(Growth::Open), with(Growth::Closed));
    let type_of =
        |content: &str| format!(r#"<xs:complexType name="A"><xs:sequence>{content}</xs:sequence></xs:complexType>"#);
    let field = r#"<xs:element name="B" type="xs:string" minOccurs="0"/>"#;
    let compiled = |text: &str| {
        let config = Config { all: true, ..Config::default() };
        compile_documents(&[("schema.xsd", schema(text))], &config).contract.unwrap()
    };
    let old = compiled(&type_of(field));
    for (added, config, bump) in [
        (r#"<xs:element name="C" type="xs:string" minOccurs="0"/>"#, (&open, &open), Bump::Minor),
        (r#"<xs:element name="C" type="xs:string" minOccurs="0"/>"#, (&closed, &closed), Bump::Major),
        (r#"<xs:element name="C" type="xs:string"/>"#, (&open, &open), Bump::Major),
        (r#"<xs:element name="C" type="xs:double" minOccurs="0"/>"#, (&open, &open), Bump::Major),
        ("", (&open, &open), Bump::Patch),
        ("", (&closed, &open), Bump::Major),
        ("", (&open, &closed), Bump::Major),
    ] {
        let new = compiled(&type_of(&format!("{field}{added}")));
        let report = compare_as((&old, config.0), (&new, config.1));
        assert_eq!(report.effects().bump(), bump, "{added} {:?}: {}", config.0.api.growth, plain(&report));
    }
}

/// That texts and lists are compact is one change, whose boxes are told where they are, and nothing of what holds a text.
#[test]
fn compact_types_are_one_change() {
    let with = |memory| Config { api: Api { memory, ..Api::default() }, ..Config::default() };
    let (standard, compact) = (with(Memory::Standard), with(Memory::Compact));
    let texts = r#"<xs:element name="A" type="xs:string"/><xs:element name="B" type="xs:token" maxOccurs="9"/>"#;
    let large: String = (0..5).map(|n| format!(r#"<xs:element name="E{n}" type="xs:string"/>"#)).collect();
    let compiled = |more: &str| {
        let sequence = |name: &str, content: &str| {
            format!(r#"<xs:complexType name="{name}"><xs:sequence>{content}</xs:sequence></xs:complexType>"#)
        };
        let types = sequence("T", &format!("{texts}{more}")) + &sequence("Large", &large);
        let config = Config { all: true, ..Config::default() };
        compile_documents(&[("schema.xsd", schema(&types))], &config).contract.unwrap()
    };
    let (small, boxed) = (compiled(""), compiled(r#"<xs:element name="L" type="t:Large" minOccurs="0"/>"#));
    let told = |old, new| plain(&compare_as((&small, old), (&small, new)));
    let there = told(&standard, &compact);
    assert!(
        there.contains("texts and lists are `compact::Text` and `compact::List`, were `String` and `Vec`"),
        "{there}"
    );
    assert!(!there.contains("::new` takes") && !there.contains("field `"), "{there}");
    assert!(told(&compact, &standard).contains("texts and lists are `String` and `Vec`, were"));
    assert_eq!(compare_as((&small, &standard), (&small, &compact)).effects().bump(), Bump::Major);
    assert_eq!(compare_as((&small, &compact), (&small, &compact)).effects().bump(), Bump::Patch);
    let there = plain(&compare_as((&boxed, &standard), (&boxed, &compact)));
    assert!(there.contains("`Option<Box<t::Large>>`, was `Option<t::Large>`"), "{there}");
    let other = compiled(r#"<xs:element name="L" type="xs:string" minOccurs="0"/>"#);
    let told = plain(&compare_as((&boxed, &compact), (&other, &compact)));
    assert!(told.contains("`Option<compact::Text>`, was `Option<Box<t::Large>>`"), "{told}");
}

/// That there are views is no matter for who has none; that they go is.
#[test]
fn views_come_and_go() {
    let with = |views| Config { api: Api { views, ..Api::default() }, ..Config::default() };
    let (without, all) = (with(Views::All(false)), with(Views::All(true)));
    let types = r#"<xs:element name="T"><xs:complexType><xs:attribute name="A" type="xs:string"/></xs:complexType></xs:element>"#;
    let contract = compile_documents(&[("schema.xsd", schema(types))], &Config::default()).contract.unwrap();
    let report = |old, new| compare_as((&contract, old), (&contract, new));
    assert_eq!(report(&without, &all).effects().bump(), Bump::Minor, "{}", plain(&report(&without, &all)));
    assert_eq!(report(&all, &without).effects().bump(), Bump::Major);
    assert!(plain(&report(&all, &without)).contains("there are no views any more"));
    assert_eq!(report(&all, &all).effects().bump(), Bump::Patch);
}

/// What the configuration asks for counts: parameters in place of structs, and derives.
#[test]
fn what_the_configuration_asks_for_is_compared() {
    let wrapped = |request: &str, response: &str| {
        let element = |name: &str, content: &str| {
            format!(
                r#"<xs:element name="{name}"><xs:complexType><xs:sequence>{content}</xs:sequence></xs:complexType></xs:element>"#
            )
        };
        let field = r#"<xs:element name="A" type="xs:int" minOccurs="0"/>"#;
        let elements = element("Add", &format!("{field}{request}")) + &element("Added", &format!("{field}{response}"));
        wsdl(&format!(
            "<wsdl:types><xs:schema targetNamespace='urn:t' elementFormDefault='qualified'>{elements}</xs:schema></wsdl:types>{OPERATION}"
        ))
    };
    let more = r#"<xs:element name="B" type="xs:int" minOccurs="0"/>"#;
    let mut config = Config::default();
    config.api.growth = Growth::Open;
    let mut implementers = |unwrap, new: (&str, &str)| {
        config.api.unwrap = unwrap;
        let contract = |text: String| compile_documents(&[("w.wsdl", text)], &config).contract.unwrap();
        let (old, new) = (contract(wrapped("", "")), contract(wrapped(new.0, new.1)));
        compare_as((&old, &config), (&new, &config)).effects().implementers.class
    };
    for new in [(more, ""), ("", more)] {
        assert_eq!(implementers(false, new), Class::Unaffected);
        assert_eq!(implementers(true, new), Class::Breaking);
    }
    let ordered = |content: &str| {
        let text = format!(r#"<xs:complexType name="A"><xs:sequence>{content}</xs:sequence></xs:complexType>"#);
        let config = Config { all: true, ..Config::default() };
        compile_documents(&[("schema.xsd", schema(&text))], &config).contract.unwrap()
    };
    let (old, new) = (ordered(more), ordered(&format!(r#"{more}<xs:element name="C" minOccurs="0"/>"#)));
    let mut config = Config::default();
    config.api.growth = Growth::Open;
    assert_eq!(compare_as((&old, &config), (&new, &config)).effects().bump(), Bump::Minor);
    config.derives.insert("*".to_owned(), vec!["PartialOrd".to_owned()]);
    assert_eq!(compare_as((&old, &config), (&new, &config)).effects().bump(), Bump::Major);
}

const OPERATION: &str = r#"<wsdl:message name="In"><wsdl:part name="p" element="t:Add"/></wsdl:message>
  <wsdl:message name="Out"><wsdl:part name="p" element="t:Added"/></wsdl:message>
  <wsdl:portType name="P"><wsdl:operation name="Add"><wsdl:input message="t:In"/><wsdl:output message="t:Out"/></wsdl:operation></wsdl:portType>
  <wsdl:binding name="B" type="t:P"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <wsdl:operation name="Add"><wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output></wsdl:operation></wsdl:binding>"#;

/// The command takes it from the configuration of a folder, or from the one it is given.
#[test]
fn the_command_knows_which_types_grow() {
    let folder = copy("diff-growth");
    let field = r#"<xs:element minOccurs="0" name="SmtpAddress" type="xs:string"/>"#;
    edit(&folder.join("MS-OXWSCOS-types.xsd"), |schema| {
        schema.replacen(field, &format!(r#"{field}<xs:element minOccurs="0" name="Colour" type="xs:string"/>"#), 1)
    });
    let (old, new) = (schemas(), folder);
    let code = |arguments: &[&Path], more: &[&str]| {
        let paths = arguments.iter().map(|path| path.to_str().unwrap());
        run(&paths.chain(more.iter().copied()).collect::<Vec<_>>()).status.code()
    };
    assert_eq!(code(&[&old, &new], &[]), Some(1));
    let (old, new) = (old.join("MS-OXWSCOS.wsdl"), new.join("MS-OXWSCOS.wsdl"));
    assert_eq!(code(&[&old, &new], &[]), Some(2));
    let config = schemas().join("wsdl-codegen.toml");
    assert_eq!(code(&[&old, &new], &["--config", config.to_str().unwrap()]), Some(1));
}

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wsdl-codegen"));
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").arg("diff").args(arguments).output().unwrap()
}

fn folder(name: &str, contract: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff").join(name);
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("contract.xsd"), schema(contract)).unwrap();
    folder
}

#[test]
fn the_exit_code_is_the_verdict() {
    let old = folder("old", PERSON).display().to_string();
    let same = folder("same", PERSON).join("contract.xsd").display().to_string();
    let wider = folder("wider", &PERSON.replace("120", "150")).display().to_string();
    let code = |arguments: &[&str]| run(arguments).status.code();
    assert_eq!(code(&[&old, &same]), Some(0));
    assert_eq!(code(&[&old, &wider]), Some(1));
    assert_eq!(code(&[&wider, &old]), Some(2));
    let nowhere = run(&[&old, "nowhere"]);
    assert_eq!(nowhere.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&nowhere.stderr).starts_with("nowhere: "));
    assert_eq!(code(&[&old]), Some(3));
    assert_eq!(code(&[&old, &same, "--operation", "None"]), Some(3));
    assert_eq!(code(&["--help"]), Some(0));
    let broken = folder("broken", "<xs:element name=\"A\" type=\"t:B\"/>").display().to_string();
    let said = run(&[&old, &broken]);
    assert_eq!(said.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&said.stderr).contains("error[unresolved-reference]"));
}

#[test]
fn a_folder_with_several_contracts_is_ambiguous() {
    let folder = folder("several", PERSON);
    for name in ["a.wsdl", "b.wsdl"] {
        std::fs::write(folder.join(name), "").unwrap();
    }
    let folder = folder.display().to_string();
    let said = run(&[&folder, &folder]);
    assert_eq!(said.status.code(), Some(3));
    assert!(
        String::from_utf8_lossy(&said.stderr).contains("there are several WSDL documents (a.wsdl, b.wsdl); name one")
    );
}

#[test]
fn colours_are_for_terminals() {
    let old = folder("color-old", PERSON).display().to_string();
    let new = folder("color-new", &PERSON.replace("120", "150")).display().to_string();
    let coloured = |arguments: &[&str]| {
        let output = run(&[&[old.as_str(), new.as_str()], arguments].concat());
        String::from_utf8(output.stdout).unwrap().contains('\u{1b}')
    };
    assert!(!coloured(&[]) && !coloured(&["--color", "never"]) && coloured(&["--color", "always"]));
    assert!(!coloured(&["--color", "always", "--format", "json"]));
}

#[test]
fn operations_can_be_selected() {
    let folder = copy("diff-operations");
    edit(&folder.join("MS-OXWSCOS-types.xsd"), |schema| {
        let last = "<xs:element minOccurs=\"0\" name=\"SmtpAddress\" type=\"xs:string\"/>";
        schema.replacen(last, "", 1)
    });
    let (old, new) = (schemas().display().to_string(), folder.display().to_string());
    assert_eq!(run(&[&old, &new, "--operation", "AddImGroup"]).status.code(), Some(2));
    assert_eq!(run(&[&old, &new, "--operation", "RemoveImGroup,SetImListMigrationCompleted"]).status.code(), Some(0));
}

#[test]
fn encoding_is_part_of_what_is_sent() {
    let encoded = include_str!("../../tests/cases/wsdl-encoded/contract.wsdl");
    let literal = encoded.replacen("use=\"encoded\"", "use=\"literal\"", 1);
    let report = documents(&[("c.wsdl", encoded.to_owned())], &[("c.wsdl", literal)]);
    let text = plain(&report);
    assert!(text.contains("the input is written as the schema has it, was written in SOAP encoding"), "{text}");
    assert_eq!(report.effects().old_messages.class, Class::Breaking, "{text}");
    let list = encoded.replace(
        "<xsd:restriction base=\"soapenc:Array\"><xsd:attribute ref=\"soapenc:arrayType\" wsdl:arrayType=\"t:Issue[]\"/></xsd:restriction>",
        "<xsd:restriction base=\"xsd:anyType\"><xsd:sequence><xsd:element name=\"item\" type=\"t:Issue\" minOccurs=\"0\" \
         maxOccurs=\"unbounded\" nillable=\"true\"/></xsd:sequence></xsd:restriction>",
    );
    let report = documents(&[("c.wsdl", encoded.to_owned())], &[("c.wsdl", list)]);
    let text = plain(&report);
    assert!(text.contains("it is no longer an array of SOAP encoding"), "{text}");
    assert!(text.contains("IssueArray` is no longer made of a `Vec`"), "{text}");
}
