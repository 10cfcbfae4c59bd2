//! Strict reading against tables written by hand: for every construct what is valid and what is not, and the words.
#![allow(clippy::unwrap_used)]

mod attributes;
mod content;
mod elements;
mod identity;
mod ids;
mod newer;
mod robustness;
mod table;
mod types;
mod values;

use soap_runtime::ReadOptions;
use soap_runtime::schema::Schema;

/// The schema of a table without its head; `t` is `urn:t`, `u` is `urn:u`.
fn schema(facts: &str) -> Schema {
    let table = format!("# contract table, version 1\nnamespace t urn:t\nnamespace u urn:u\n{facts}");
    Schema::parse(&table).unwrap()
}

/// A document with the prefixes `t`, `u`, `xs` and `xsi` declared on its root.
fn document(xml: &str) -> String {
    let end = xml.find([' ', '>', '/']).unwrap();
    let (name, rest) = xml.split_at(end);
    format!(
        "{name} xmlns:t='urn:t' xmlns:u='urn:u' xmlns:xs='http://www.w3.org/2001/XMLSchema' \
         xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'{rest}"
    )
}

/// The error of a document without its line and column; empty if it is valid.
fn outcome(schema: &Schema, xml: &str) -> String {
    match schema.validate_document(&document(xml), &ReadOptions::strict()) {
        Ok(()) => String::new(),
        Err(error) => {
            let text = error.to_string();
            text.splitn(3, ':').nth(2).unwrap_or(&text).trim().to_owned()
        }
    }
}

/// Checks that each document is valid, or is refused with these words.
#[track_caller]
fn check(facts: &str, cases: &[(&str, &str)]) {
    let schema = schema(facts);
    for (xml, expected) in cases {
        assert_eq!(outcome(&schema, xml), *expected, "{xml}");
    }
}

/// Checks which documents are valid and which are not, whatever the words.
#[track_caller]
fn judge(facts: &str, valid: &[&str], invalid: &[&str]) {
    let schema = schema(facts);
    for xml in valid {
        assert_eq!(outcome(&schema, xml), "", "{xml}");
    }
    for xml in invalid {
        assert_ne!(outcome(&schema, xml), "", "{xml}");
    }
}
