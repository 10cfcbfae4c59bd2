//! The run on contracts from the field, on a folder made here: what is as expected, and what is not, is told and counted.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::Command;

use conformance_tests::tools::Tools;

const WSDL: &str = r#"<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:field" targetNamespace="urn:field">
  <types>SCHEMA</types>
  <message name="Ask"><part name="body" element="t:Ask"/></message>
  <portType name="Oracle"><operation name="Ask"><input message="t:Ask"/></operation></portType>
  <binding name="OracleSoap" type="t:Oracle"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="Ask"><soap:operation soapAction=""/><input><soap:body use="literal"/></input></operation></binding>
</definitions>"#;

const SCHEMA: &str = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:field" elementFormDefault="qualified">
  <xs:element name="Ask"><xs:complexType><xs:sequence><xs:element name="text" type="xs:string"/></xs:sequence></xs:complexType></xs:element>
</xs:schema>"#;

const EXPECTED: &str = r#"
["wsdl/good/c.wsdl"]
contract = "generated"
"document.xml" = "lossless valid"
"further.xml" = "lossless valid"
["wsdl/refused/c.wsdl"]
contract = { today = "refused unresolved-reference", right = "generated" }
["wsdl/gone/c.wsdl"]
contract = "generated"
["xsd/whole/main.xsd"]
"docs/1.xml" = { today = "unread invalid", right = "lossless valid" }
"#;

/// A folder with contracts, one a part of another.
fn folder() -> PathBuf {
    let folder = Tools::workspace().join("target/conformance/field-test");
    let ask = "<Ask xmlns='urn:field'><text>?</text></Ask>";
    let envelope = |body: &str| {
        format!("<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body>{body}</e:Body></e:Envelope>")
    };
    let including = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:field'>\
                     <xs:include schemaLocation='part.xsd'/></xs:schema>";
    for (name, text) in [
        ("wsdl/good/c.wsdl", &WSDL.replace("SCHEMA", SCHEMA)),
        ("wsdl/good/document.xml", &ask.to_owned()),
        ("wsdl/good/further.xml", &envelope(&ask.replace("</text>", "</text><more/>"))),
        ("wsdl/refused/c.wsdl", &WSDL.replace("SCHEMA", "")),
        ("xsd/whole/main.xsd", &including.to_owned()),
        ("xsd/whole/part.xsd", &SCHEMA.to_owned()),
        ("xsd/whole/docs/1.xml", &ask.to_owned()),
        ("field.toml", &EXPECTED.to_owned()),
    ] {
        let file = folder.join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, text).unwrap();
    }
    folder
}

/// Exit code and output of the program.
fn run(arguments: &[&str], folder: &Path) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_conformance"));
    let output = command.arg("field").args(arguments).arg(folder).env_remove("CONTRACT_CORPUS").output().unwrap();
    (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn what_is_not_as_expected_is_told_for_worse_and_for_better() {
    let folder = folder();
    let (code, output, error) = run(&["--folder"], &folder);
    assert_eq!(code, Some(1), "{output}{error}");
    let lines: Vec<&str> = output.lines().collect();
    for line in [
        "wsdl/good/c.wsdl: generated; document.xml: lossless valid; further.xml: lossy invalid",
        "xsd/whole/main.xsd: generated; docs/1.xml: lossless valid",
        "[\"xsd/whole/main.xsd\"]",
        "contract = \"generated\"",
        "not there: wsdl/gone/c.wsdl, contract",
        "better than expected: xsd/whole/main.xsd, docs/1.xml: lossless valid, which is right; expected unread invalid",
        "field: 2 right as expected, 1 still wrong, 2 not as expected",
    ] {
        assert!(lines.contains(&line), "{line}\n{output}");
    }
    let begins = |line: &str| lines.iter().any(|other| other.starts_with(line));
    assert!(
        begins("wsdl/refused/c.wsdl: refused unresolved-reference (c.wsdl:4:50: error[unresolved-reference]: "),
        "{output}"
    );
    assert!(begins("not as expected: wsdl/good/c.wsdl, further.xml: lossy invalid ("), "{output}");

    let mended = EXPECTED.replace("\"further.xml\" = \"lossless valid\"", "\"further.xml\" = \"lossy invalid\"");
    std::fs::write(folder.join("field.toml"), mended.replace("unread invalid", "lossless valid")).unwrap();
    let (code, output, error) = run(&["--folder"], &folder);
    assert_eq!(code, Some(0), "{output}{error}");
}

#[test]
fn without_contracts_it_is_skipped_or_wrong_use() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_conformance"));
    let output = command.arg("field").env_remove("CONTRACT_CORPUS").output().unwrap();
    assert!(output.status.success() && output.stdout.starts_with(b"skipped: "), "{output:?}");
    let (code, _, error) = run(&["--folder"], Path::new("no/such/folder"));
    assert_eq!(code, Some(2), "{error}");
    let broken = std::env::temp_dir().join(format!("field-{}.toml", std::process::id()));
    std::fs::write(&broken, "[\"wsdl/a/c.wsdl\"]\ncontract = 1\n").unwrap();
    let (code, _, error) = run(&["--expected", &broken.display().to_string(), "--folder"], Path::new("no/such/folder"));
    std::fs::remove_file(&broken).unwrap();
    assert_eq!(code, Some(2), "{error}");
    assert!(error.contains("field-") && error.contains("contract"), "{error}");
}
