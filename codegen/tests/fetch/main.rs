//! The command `fetch`, against servers on loopback.
#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;

mod bounds;
mod check;
mod credentials;
mod own_server;
mod server;
mod trees;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use common::command::{folder, lossless, text};

/// What of the environment leads elsewhere.
const PROXIES: [&str; 8] =
    ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"];

/// `fetch` into a folder, without proxies.
fn fetch<S: AsRef<OsStr>>(into: &Path, arguments: impl IntoIterator<Item = S>) -> Command {
    let mut command = common::command::command(["fetch", "--into", &lossless(into)]);
    command.args(arguments).stdin(Stdio::null());
    PROXIES.iter().fold(&mut command, |command, name| command.env_remove(name));
    command
}

/// What a command says that has this exit code: on standard output, and on standard error.
fn said(command: &mut Command, code: i32) -> (String, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let said = (text(&stdout), text(&stderr));
    assert_eq!(status.code(), Some(code), "{}{}", said.0, said.1);
    said
}

/// The names of the files in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A folder for one test, in which `fetch` makes its own.
fn place(test: &str) -> PathBuf {
    folder(test).join("schemas")
}

/// A contract with one operation, `Order`, whose type is in a schema.
fn contract(schemas: &str) -> String {
    format!(
        r#"<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:t" targetNamespace="urn:t">
  <w:types><xs:schema targetNamespace="urn:t">{schemas}</xs:schema></w:types>
  <w:message name="In"><w:part name="p" element="t:Order"/></w:message>
  <w:portType name="Orders"><w:operation name="Order"><w:input message="t:In"/></w:operation></w:portType>
  <w:binding name="B" type="t:Orders"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <w:operation name="Order"><soap:operation soapAction="urn:Order"/><w:input><soap:body use="literal"/></w:input></w:operation>
  </w:binding>
</w:definitions>
"#
    )
}

fn include(location: &str) -> String {
    format!("<xs:include schemaLocation=\"{location}\"/>")
}

/// A schema of the same namespace.
fn schema(content: &str) -> String {
    format!(
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:t=\"urn:t\" targetNamespace=\"urn:t\">{content}</xs:schema>\n"
    )
}
