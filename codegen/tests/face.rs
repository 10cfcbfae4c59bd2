//! What an application finds at the root of generated bindings: client, server, address, features, a first page.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::Command;

use wsdl_codegen::compile;
use wsdl_codegen::config::{Api, Config, Growth, Layout, Memory};
use wsdl_codegen::disk::{Mode, sync};
use wsdl_codegen::layout::Files;
use wsdl_codegen::source::MemoryResolver;

/// A contract with one port type for each of the names, whose ports are as given.
fn contract(port_types: &[&str], ports: &str) -> String {
    let of = |name: &&str| {
        let message = r#"<wsdl:input message="b:In"/><wsdl:output message="b:Out"/>"#;
        let body = r#"<wsdl:input><soap:body use="literal"/></wsdl:input><wsdl:output><soap:body use="literal"/></wsdl:output>"#;
        format!(
            r#"<wsdl:portType name="{name}"><wsdl:operation name="Post">{message}</wsdl:operation></wsdl:portType>
  <wsdl:binding name="{name}Binding" type="b:{name}"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <wsdl:operation name="Post"><soap:operation soapAction="urn:board/Post"/>{body}</wsdl:operation></wsdl:binding>"#
        )
    };
    format!(
        r#"<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:b="urn:board" targetNamespace="urn:board">
  <wsdl:documentation>A board for notes | and [links].</wsdl:documentation>
  <wsdl:types><xs:schema targetNamespace="urn:board" elementFormDefault="qualified">
    <xs:element name="Note"><xs:complexType><xs:sequence>
      <xs:element name="Text" type="xs:string"/><xs:element name="Kind" type="b:Kind"/>
    </xs:sequence></xs:complexType></xs:element>
    <xs:simpleType name="Kind"><xs:restriction base="xs:string"><xs:enumeration value="loud"/></xs:restriction></xs:simpleType>
    <xs:element name="Posted" type="xs:int"/>
  </xs:schema></wsdl:types>
  <wsdl:message name="In"><wsdl:part name="body" element="b:Note"/></wsdl:message>
  <wsdl:message name="Out"><wsdl:part name="body" element="b:Posted"/></wsdl:message>
  {port_types}
  <wsdl:service name="BoardService">{ports}</wsdl:service>
</wsdl:definitions>"#,
        port_types = port_types.iter().map(of).collect::<String>()
    )
}

fn port(name: &str, port_type: &str, location: &str) -> String {
    format!(
        r#"<wsdl:port name="{name}" binding="b:{port_type}Binding"><soap:address location="{location}"/></wsdl:port>"#
    )
}

fn files(contract: &str, config: &Config) -> Files {
    let resolver = MemoryResolver::new().with("board.wsdl", contract);
    let compiled = compile(&["board.wsdl"], &resolver, config);
    let found = compiled.diagnostics.render(&compiled.sources, "");
    compiled.files.unwrap_or_else(|| panic!("{found}"))
}

/// The layout of a crate on the runtime of this workspace.
fn crate_layout(name: &str) -> Layout {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    Layout::Crate { name: name.to_owned(), runtime: format!("{{ path = {runtime:?} }}") }
}

fn module(contract: &str) -> String {
    files(contract, &Config { layout: Layout::File, ..Config::default() })["mod.rs"].clone()
}

/// Writes a crate of its own, and an example beside it.
fn written(name: &str, contract: &str, example: &str) -> PathBuf {
    written_with(name, contract, example, Config::default())
}

fn written_with(name: &str, contract: &str, example: &str, config: Config) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("face").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    let mut files = files(contract, &Config { layout: crate_layout(name), ..config });
    // The folder of the tests lies below this workspace, of which the new crate is no member.
    files.get_mut("Cargo.toml").unwrap().push_str("\n[workspace]\n");
    sync(&folder, &files, &[], Mode::Write).unwrap();
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    std::fs::copy(lock, folder.join("Cargo.lock")).unwrap();
    std::fs::create_dir_all(folder.join("examples")).unwrap();
    std::fs::write(folder.join("examples/board.rs"), example).unwrap();
    folder
}

fn cargo(folder: &Path, arguments: &[&str]) -> String {
    let ran = Command::new(env!("CARGO"))
        .args(arguments)
        .args(["--offline", "--quiet"])
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli-target"))
        .env("RUSTFLAGS", "-Dwarnings")
        .env("RUSTDOCFLAGS", "-Dwarnings")
        .current_dir(folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{arguments:?}: {said}");
    said
}

const USER: &str = r#"//! The names as an application uses them.
use ::board::{Board, Client, Outcome, RequestHeaders, Server, board, http, soap};

struct Wall;

impl Board for Wall {
    type Error = soap::Fault;

    async fn post(&self, note: board::Note, _: RequestHeaders) -> Outcome<i32, soap::Fault> {
        Ok(i32::try_from(note.text.len()).unwrap_or_default().into())
    }
}

fn main() -> Result<(), http::ClientError> {
    let server: Server<_> = Server::new(Wall);
    Client::new(server, ::board::ADDRESS).map(drop)
}
"#;

#[test]
#[ignore = "runs cargo: cargo xtask ci"]
fn a_crate_has_client_server_address_and_the_runtimes_features() {
    let wsdl = contract(&["Board"], &port("BoardPort", "Board", "http://example.com/board"));
    let folder = written("board", &wsdl, USER);
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    for feature in ["client", "server", "axum", "reqwest", "tracing", "chrono", "jiff", "time"] {
        assert!(manifest.contains(&format!("\n{feature} = [\"soap-runtime/{feature}\"]\n")), "{feature}: {manifest}");
    }
    cargo(&folder, &["check"]);
    cargo(&folder, &["check", "--examples", "--features", "client,server"]);
    let ran = cargo(&folder, &["test", "--doc", "--features", "client,server"]);
    assert!(ran.contains("2 passed"), "{ran}");
    cargo(&folder, &["doc", "--no-deps", "--features", "client,server"]);
    cargo(&folder, &["doc", "--no-deps"]);
    // A manifest of the user's that turns the runtime's features on itself.
    let (head, tail) = manifest.split_once("[features]").unwrap();
    let (_, dependencies) = tail.split_once("[dependencies]").unwrap();
    let dependencies = dependencies.replace("soap-runtime = {", "soap-runtime = { features = [\"client\"],");
    std::fs::write(folder.join("Cargo.toml"), format!("{head}[dependencies]{dependencies}")).unwrap();
    std::fs::remove_dir_all(folder.join("examples")).unwrap();
    cargo(&folder, &["check"]);
}

/// An application that matches on a declared fault, and raises it.
const FAULTY: &str = r#"//! A fault as an application uses it.
use ::faulty::{Board, Outcome, PostError, RequestHeaders, board, soap};

struct Wall;

impl Board for Wall {
    type Error = soap::Fault;

    async fn post(&self, _: board::Note, _: RequestHeaders) -> Outcome<i32, PostError> {
        Err(board::Full { left: 0 })?
    }
}

fn main() {
    let _ = Wall;
}
"#;

#[test]
#[ignore = "runs cargo: cargo xtask ci"]
fn the_first_page_of_a_crate_shows_a_declared_fault() {
    let wsdl = contract(&["Board"], "")
        .replace("<xs:element name=\"Posted\"", "<xs:element name=\"Full\"><xs:complexType><xs:sequence><xs:element name=\"Left\" type=\"xs:int\"/></xs:sequence></xs:complexType></xs:element>\n    <xs:element name=\"Posted\"")
        .replace("<wsdl:message name=\"Out\">", "<wsdl:message name=\"FullFault\"><wsdl:part name=\"detail\" element=\"b:Full\"/></wsdl:message>\n  <wsdl:message name=\"Out\">")
        .replace("<wsdl:output message=\"b:Out\"/>", "<wsdl:output message=\"b:Out\"/><wsdl:fault name=\"Full\" message=\"b:FullFault\"/>")
        .replace("</wsdl:output></wsdl:operation>", "</wsdl:output><wsdl:fault name=\"Full\"><soap:fault name=\"Full\" use=\"literal\"/></wsdl:fault></wsdl:operation>");
    let folder = written("faulty", &wsdl, FAULTY);
    let page = std::fs::read_to_string(folder.join("src/lib.rs")).unwrap();
    assert!(page.contains("Err(PostError::Full(detail, _)) => println!(\"{detail:?}\"),"), "{page}");
    assert!(page.contains("-> Outcome<i32, PostError>"), "{page}");
    cargo(&folder, &["check", "--examples", "--features", "client,server"]);
    let ran = cargo(&folder, &["test", "--doc", "--features", "client,server"]);
    assert!(ran.contains("2 passed"), "{ran}");
    cargo(&folder, &["doc", "--no-deps", "--features", "client,server"]);
}

#[test]
#[ignore = "runs cargo: cargo xtask ci"]
fn the_first_page_of_a_crate_calls_wrapped_operations_without_structs() {
    let wsdl = contract(&["Board"], "")
        .replace("element=\"b:Note\"", "element=\"b:Post\"")
        .replace("<xs:element name=\"Note\">", "<xs:element name=\"Post\">")
        .replace(
            "<xs:element name=\"Posted\" type=\"xs:int\"/>",
            "<xs:element name=\"Posted\"><xs:complexType><xs:sequence><xs:element name=\"Number\" type=\"xs:int\"/></xs:sequence></xs:complexType></xs:element>",
        );
    let api = Api { unwrap: true, ..Api::default() };
    let config = Config { api, ..Config::default() };
    let folder = written_with("unwrapped", &wsdl, "fn main() {}\n", config);
    let page = std::fs::read_to_string(folder.join("src/lib.rs")).unwrap();
    assert!(page.contains("client.post(text, kind, RequestHeaders::default())"), "{page}");
    let ran = cargo(&folder, &["test", "--doc", "--features", "client,server"]);
    assert!(ran.contains("2 passed"), "{ran}");
}

#[test]
#[ignore = "runs cargo: cargo xtask ci"]
fn a_crate_of_compact_types_turns_on_what_they_need_and_its_first_page_compiles() {
    let api = |growth| Api { memory: Memory::Compact, growth, ..Api::default() };
    let wsdl = contract(&["Board"], &port("BoardPort", "Board", "http://example.com/board"));
    for growth in [Growth::Closed, Growth::Open] {
        let config = Config { api: api(growth), ..Config::default() };
        let folder = written_with("noted", &wsdl, &USER.replace("::board", "::noted"), config);
        let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
        assert!(manifest.contains("soap-runtime = { features = [\"compact\"], path"), "{manifest}");
        cargo(&folder, &["check", "--examples", "--features", "client,server,dyn,stream"]);
        let ran = cargo(&folder, &["test", "--doc", "--features", "client,server"]);
        assert!(ran.contains("2 passed"), "{ran}");
        cargo(&folder, &["doc", "--no-deps", "--features", "client,server"]);
    }
}

#[test]
fn a_crate_without_operations_converts_calendar_types_and_has_no_http() {
    let schema = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:d">
        <xs:element name="Day" type="xs:date"/></xs:schema>"#;
    let config = Config {
        layout: crate_layout("days"),
        dependencies: [("jiff".to_owned(), "0.2".into())].into(),
        ..Config::default()
    };
    let manifest = files(schema, &config)["Cargo.toml"].clone();
    let features = manifest.split_once("[features]\n").unwrap().1.split_once("\n\n").unwrap().0;
    assert_eq!(features, "chrono = [\"soap-runtime/chrono\"]\ntime = [\"soap-runtime/time\"]");
}

#[test]
fn each_of_several_port_types_has_its_server_and_what_the_contract_calls_so_keeps_its_name() {
    let text = module(&contract(&["Reader", "Client"], ""));
    assert!(text.contains("pub trait Client {"), "{text}");
    let names = "soap_runtime::http_names! {\n        http HttpClient {\n            ClientServer: Client client_operations;\n            \
                 ReaderServer: Reader reader_operations;\n        }\n    }";
    assert!(text.contains(names), "{text}");
    assert!(!text.contains("ADDRESS"), "{text}");
}

#[test]
fn ports_with_one_address_share_a_constant_and_others_have_one_each() {
    let [first, second] = ["http://example.com/a", "https://example.com/b"];
    let addresses = |ports: &[(&str, &str)]| {
        let ports = ports.iter().map(|(name, location)| port(name, "Board", location)).collect::<String>();
        let text = module(&contract(&["Board"], &ports));
        let constants = text.lines().filter_map(|line| line.trim().strip_prefix("pub const "));
        constants.filter(|line| line.contains("ADDRESS")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(addresses(&[("One", first), ("Two", first)]), [format!("ADDRESS: &str = \"{first}\";")]);
    assert_eq!(
        addresses(&[("One", first), ("BoardSoap12", second), ("None", " ")]),
        [format!("ONE_ADDRESS: &str = \"{first}\";"), format!("BOARD_SOAP12_ADDRESS: &str = \"{second}\";")]
    );
    assert!(addresses(&[("One", "")]).is_empty());
}

#[test]
fn words_of_the_contract_are_kept_as_written() {
    let schema = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:x" xmlns:x="urn:x">
 <xs:element name="E" type="x:A"/>
 <xs:complexType name="A"><xs:annotation><xs:documentation>Bestellung   eines Kunden.

   Zweiter Absatz:
   - eins
   - zwei</xs:documentation></xs:annotation><xs:sequence>
  <xs:element name="y" type="xs:int"><xs:annotation><xs:documentation>Amount (never USD).
   One line more.</xs:documentation></xs:annotation></xs:element>
 </xs:sequence></xs:complexType></xs:schema>"#;
    let files = files(schema, &Config::default());
    let words = "/// `x:A`: Bestellung eines Kunden.\n///\n/// Zweiter Absatz:\n/// - eins\n/// - zwei\n#[derive";
    assert!(files["x.rs"].contains(words), "{}", files["x.rs"]);
    assert!(
        files["x.rs"].contains("    /// Amount (never USD).\n    /// One line more.\n    pub y: i32"),
        "{}",
        files["x.rs"]
    );
    let head = " from board.wsdl with the files beside it. Do not edit.\n\n//! The types of the namespace `urn:x`.\n";
    assert!(files["x.rs"].starts_with("// @generated by ") && files["x.rs"].contains(head), "{}", files["x.rs"]);
}

#[test]
fn an_operation_can_be_called_all() {
    let text = module(&contract(&["Board"], "").replace("\"Post\"", "\"All\""));
    assert!(text.contains("            ALL_ \"All\" {") && text.contains("all ALL_: Note("), "{text}");
}
