//! The first page of a crate: what there is, and how it is used.
//!
//! In: the crate's name and the output. Out: lines of documentation below what the contract says about itself. Invariant: the page does not
//! grow with the contract beyond a table of [`MOST`] operations, and its examples compile with the features that they are about.

use proc_macro2::TokenStream;

use crate::emit::Example;
use crate::format;
use crate::plan::{Body, Operation, Output, Plan, PortType, XmlName};

/// How many operations are listed.
const MOST: usize = 40;

/// The lines, each with what makes it documentation.
pub(super) fn page(package: &str, output: &Output) -> Vec<String> {
    let plan = &output.plan;
    let inputs: Vec<String> = output.inputs.iter().map(|input| format!("`{input}`")).collect();
    let mut lines = vec![
        format!("//! Rust bindings generated from {}.", inputs.join(", ")),
        "//!".to_owned(),
        "//! Each namespace of the contract has a module, each of its types a Rust type.".to_owned(),
    ];
    if !plan.document.variants.is_empty() {
        let what = if plan.port_types.is_empty() { "." } else { ", [`soap::Envelope`] whole messages." };
        lines.push(format!("//! [`Document`] reads and writes any global element{what}"));
    }
    if let Some(example) = Example::of(plan) {
        operations(plan, &mut lines);
        examples(&package.replace('-', "_"), &example, &mut lines);
    }
    features(plan, &mut lines);
    if plan.features.is_empty() && !plan.port_types.is_empty() {
        // Nothing but the examples depends on features, and a manifest of the user's may turn on those of the runtime instead.
        lines.push("#![allow(unexpected_cfgs)]".to_owned());
    }
    lines
}

fn operations(plan: &Plan, lines: &mut Vec<String>) {
    lines.extend(["//!", "//! # Operations", "//!"].map(str::to_owned));
    lines.push("//! | operation | request | response | headers | faults | SOAPAction |".to_owned());
    lines.push("//! |---|---|---|---|---|---|".to_owned());
    let all: Vec<_> = plan.port_types.iter().flat_map(|of| of.operations.iter().map(move |each| (of, each))).collect();
    lines.extend(all.iter().take(MOST).map(|(port_type, operation)| row(plan, port_type, operation)));
    if let Some(more) = all.len().checked_sub(MOST).filter(|more| *more > 0) {
        let modules: Vec<String> = plan.port_types.iter().map(|of| format!("[`{}`]", of.module)).collect();
        lines.extend(["//!".to_owned(), format!("//! And {more} more: see {}.", modules.join(", "))]);
    }
}

fn row(plan: &Plan, port_type: &PortType, operation: &Operation) -> String {
    let body = |body: &Option<Body>| body.as_ref().map_or(String::new(), |body| code(&Example::shown(plan, &body.ty)));
    let headers = match (operation.request_headers.as_slice(), operation.response_headers.as_slice()) {
        (request, []) => names(request),
        (request, response) => format!("{} → {}", names(request), names(response)).trim_start().to_owned(),
    };
    let faults: Vec<String> = operation.faults.iter().map(|(name, _)| code(name)).collect();
    // What is there with some features cannot be linked to without them.
    let method = match operation.when.is_always() {
        true => format!("[`{0}`]({1}::{0})", operation.method, port_type.name),
        false => code(&operation.method),
    };
    let response = if operation.one_way { "none".to_owned() } else { body(&operation.output) };
    let cells = [method, body(&operation.input), response, headers, faults.join(", "), code(&operation.soap_action)];
    format!("//! | {} |", cells.join(" | "))
}

fn names(names: &[XmlName]) -> String {
    let name = |name: &XmlName| code(&name.local);
    names.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// A text of the contract's inside a table.
fn code(text: &str) -> String {
    let plain: String = text.chars().filter(|c| *c != '`' && !c.is_control()).collect();
    if plain.trim().is_empty() { String::new() } else { format!("`{}`", plain.replace('|', "\\|")) }
}

fn examples(package: &str, example: &Example<'_>, lines: &mut Vec<String>) {
    let conditions = |feature: &str| {
        let operation = example.when().0.iter().map(|name| format!("feature = \"{name}\"")).collect::<Vec<_>>();
        match operation.is_empty() {
            true => format!("feature = \"{feature}\""),
            false => format!("all(feature = \"{feature}\", any({}))", operation.join(", ")),
        }
    };
    lines.extend(["//!", "//! # A client", "//!"].map(str::to_owned));
    code_block(&conditions("client"), example.client(package), "", lines);
    lines.extend(["//!", "//! # A server", "//!"].map(str::to_owned));
    code_block(&conditions("server"), example.server(package), &example.hosting(), lines);
}

/// An example that is compiled where the condition holds.
fn code_block(condition: &str, items: Vec<TokenStream>, last: &str, lines: &mut Vec<String>) {
    lines.push(format!("#![cfg_attr({condition}, doc = \"```\")]"));
    lines.push(format!("#![cfg_attr(not({condition}), doc = \"```ignore\")]"));
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            lines.push("//!".to_owned());
        }
        lines.extend(format::lines(item).iter().map(|line| format!("//! {line}").trim_end().to_owned()));
    }
    if !last.is_empty() {
        lines.extend(["//!".to_owned(), format!("//! {last}")]);
    }
    lines.push("//! ```".to_owned());
}

/// What the features add: those of `Cargo.toml`.
fn features(plan: &Plan, lines: &mut Vec<String>) {
    lines
        .extend(["//!", "//! # Features", "//!", "//! | feature | what it adds |", "//! |---|---|"].map(str::to_owned));
    if let Some(http) = &plan.http {
        let servers: Vec<String> = plan.port_types.iter().map(|of| format!("`{}`", of.server)).collect();
        lines.extend([
            format!("//! | `client` | `{}`, over any `{}::Transport` |", http.client, http.module),
            "//! | `reqwest` | `reqwest::Client` as a transport, with rustls |".to_owned(),
            "//! | `reqwest-without-tls` | the same with the TLS that the application gives reqwest, or none |"
                .to_owned(),
            format!("//! | `negotiate` | `{}::sign_in`: NTLM and Kerberos, with passwords; Rust 1.93 |", http.module),
            "//! | `gssapi` | the same with the system's GSS-API: Kerberos with caches, keytabs and channel binding |"
                .to_owned(),
            format!(
                "//! | `server` | {}: a tower service over any implementor, which also publishes `?wsdl` |",
                servers.join(", ")
            ),
            "//! | `axum` | `into_route` and `into_router` of a server |".to_owned(),
            "//! | `ureq`, `ureq-without-tls` | `ureq::Agent` as a transport, for programs without an async runtime |"
                .to_owned(),
            "//! | `dyn` | one type for all implementors of a port type: `Dyn…` |".to_owned(),
            "//! | `compression`, `retries` | gzip and deflate; calls that are made again |".to_owned(),
            "//! | `addressing` | WS-Addressing: `with_addressing` of a client, a handler of a server |".to_owned(),
            "//! | `attachments` | MTOM, and parts beside a message |".to_owned(),
            "//! | `security` | WS-Security: a handler of clients and servers, in `soap_runtime::security` |"
                .to_owned(),
            "//! | `stream` | messages that are read, and written, item by item while they come and go |".to_owned(),
            "//! | `tracing` | a span for each call |".to_owned(),
        ]);
    }
    let calendar = super::cargo::calendar_features(&plan.dependencies);
    let calendar: Vec<String> = calendar.iter().map(|feature| format!("`{feature}`")).collect();
    if !calendar.is_empty() {
        let what = "conversions of `xsd::DateTime` and its kin to and from the crate of that name";
        lines.push(format!("//! | {} | {what} |", calendar.join(", ")));
    }
    if !plan.features.is_empty() {
        lines.push("//! | `all`, and those that `Cargo.toml` lists with it | the operations |".to_owned());
    }
}
