//! Texts inside each other, and what Cargo is told.

use quote::quote;

use super::cargo::{Package, key, manifest, own_features};
use super::text::{whole, with_declarations};
use crate::diagnostic::Diagnostics;
use crate::emit::{Declaration, File, Piece};
use crate::format::{Formatted, format_all};
use crate::plan::Feature;

fn files() -> Vec<Formatted> {
    let module = |name: &str, is_public| Piece::Module(Declaration { name: name.to_owned(), is_public, doc: None });
    let literal: proc_macro2::Literal =
        "r#\"one\n\ntwo\"#".parse().unwrap_or_else(|_| proc_macro2::Literal::string(""));
    let table = Piece::Verbatim(quote!(pub static TABLE: &str = #literal;), literal.to_string());
    let item = |tokens| Piece::Item(tokens);
    let root = vec![
        module("open", true),
        module("closed", false),
        item(quote!(
            pub use open::*;
        )),
        table,
    ];
    let file = |name: &str, pieces| File { name: name.to_owned(), docs: vec![format!("About {name}.")], pieces };
    let all = vec![
        file("mod", root),
        file(
            "open",
            vec![item(quote!(
                pub struct Open;
            ))],
        ),
        file(
            "closed",
            vec![item(quote!(
                pub struct Closed {
                    pub field: u8,
                }
            ))],
        ),
    ];
    format_all(all, &mut Diagnostics::new()).unwrap_or_default()
}

#[test]
fn a_file_by_itself_declares_its_modules() {
    let text = files().first().map(with_declarations);
    let expected = "pub mod open;\nmod closed;\npub use open::*;\n\npub static TABLE: &str = r#\"one\n\ntwo\"#;\n";
    assert_eq!(text.as_deref(), Some(expected));
}

#[test]
fn modules_inside_are_as_public_as_they_were_declared_and_literals_stay_as_they_are() {
    let mut text = String::new();
    whole(&mut text, 1, &files());
    let expected = "    pub use open::*;

    pub static TABLE: &str = r#\"one

two\"#;

    pub mod open {
        //! About open.

        pub struct Open;
    }

    mod closed {
        //! About closed.

        pub struct Closed {
            pub field: u8,
        }
    }
";
    assert_eq!(text, expected);
}

#[test]
fn a_feature_says_which_operations_it_brings_unless_its_name_does() {
    let feature = |name: &str, operations: &[&str], shared: &[&str]| Feature {
        name: name.to_owned(),
        operations: operations.iter().map(|name| (*name).to_owned()).collect(),
        shared: shared.iter().map(|name| (*name).to_owned()).collect(),
    };
    let features = [
        feature("get-item", &["GetItem"], &["_both"]),
        feature("rest", &["A", "B"], &["_both"]),
        feature("_both", &[], &[]),
    ];
    let expected = "default = [\"all\"]
all = [
    \"get-item\",
    \"rest\",
]
get-item = [\"_both\"]
# A, B
rest = [\"_both\"]
# What several of the above share; not to be turned on by itself.
_both = []
";
    assert_eq!(own_features(&features), expected);
    assert_eq!((key("a-b_1"), key("a.b")), ("a-b_1".to_owned(), "\"a.b\"".to_owned()));
}

#[test]
fn a_manifest_turns_on_what_serialized_types_need() {
    let package = |serializes| Package {
        inputs: Vec::new(),
        dependencies: Vec::new(),
        features: Vec::new(),
        has_operations: false,
        requires_addressing: false,
        serializes,
        is_compact: false,
        has_views: false,
    };
    for (runtime, expected) in [
        ("\"0.1\"", "{ features = [\"serde\"], version = \"0.1\" }"),
        ("{ path = \"../r\" }", "{ features = [\"serde\"], path = \"../r\" }"),
        ("{ git = \"u\", features = [\"a\"] }", "{ features = [\"a\", \"serde\"], git = \"u\" }"),
    ] {
        let line = |serializes| manifest("p", runtime, &package(serializes)).lines().last().map(str::to_owned);
        assert_eq!(line(true), Some(format!("soap-runtime = {expected}")));
        assert_eq!(line(false), Some(format!("soap-runtime = {runtime}")));
    }
}

#[test]
fn an_optional_serde_is_a_feature() {
    let text = |value: &str| {
        let dependencies = vec![("serde".to_owned(), value.to_owned())];
        let package = Package {
            inputs: Vec::new(),
            dependencies,
            features: Vec::new(),
            has_operations: false,
            requires_addressing: false,
            serializes: false,
            is_compact: false,
            has_views: false,
        };
        manifest("p", "\"1\"", &package)
    };
    let line = "serde = [\"dep:serde\", \"soap-runtime/serde\"]\n";
    assert!(text("{ version = \"1\", optional = true }").contains(line));
    assert!(!text("{ version = \"1\" }").contains(line) && !text("\"1\"").contains(line));
}

#[test]
fn a_manifest_forwards_what_clients_and_servers_take_where_there_are_operations() {
    let package = |has_operations| Package {
        inputs: vec!["a \"b\".wsdl".to_owned()],
        dependencies: vec![("mine".to_owned(), "\"1\"".to_owned())],
        features: Vec::new(),
        has_operations,
        requires_addressing: has_operations,
        serializes: false,
        is_compact: false,
        has_views: false,
    };
    let (with, without) = (manifest("p", "\"1\"", &package(true)), manifest("p", "\"1\"", &package(false)));
    assert!(with.contains("client = [\"soap-runtime/client\", \"addressing\"]\n"));
    assert!(with.contains("server = [\"soap-runtime/server\"]\n") && !without.contains("soap-runtime/server"));
    assert!(
        with.contains("chrono = [\"soap-runtime/chrono\"]\n") && without.contains("time = [\"soap-runtime/time\"]\n")
    );
    for text in [with, without] {
        let parsed: toml::Table = text.parse().unwrap_or_default();
        assert_eq!(parsed["package"]["description"].as_str(), Some("Bindings generated from a \"b\".wsdl"), "{text}");
        assert_eq!(parsed["dependencies"]["mine"].as_str(), Some("1"), "{text}");
    }
}
