//! How the output is divided into files: a folder of modules, a crate, or one file.
//!
//! In: the formatted files of a plan, the root first. Out: paths and texts. Invariant: every text begins with the header that
//! says what wrote it, and holds no date, version or absolute path.

pub(crate) mod versions;

use std::collections::BTreeMap;

use crate::emit::File;
use crate::plan::Plan;

/// The shape of the output.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Layout {
    /// `mod.rs` and a file for each module, to stand in a folder of a crate.
    #[default]
    Folder,
    /// A crate: `Cargo.toml`, `src/lib.rs` and a file for each module.
    Crate {
        /// The package's name.
        name: String,
        /// The dependency on the runtime, as the value of a TOML key: `"0.1"` or `{ path = "…" }`.
        runtime: String,
    },
    /// One file with everything in it.
    File,
}

/// Files by their path, relative to where the output goes.
pub type Files = BTreeMap<String, String>;

/// A file's name and documentation, and its text below them.
pub(crate) struct Formatted {
    pub(crate) file: File,
    pub(crate) text: String,
}

/// Lays the files out.
pub(crate) fn lay_out(layout: &Layout, tool: &str, plan: &Plan, formatted: &[Formatted]) -> Files {
    match layout {
        Layout::Folder => modules("", "mod.rs", tool, plan, formatted),
        Layout::Crate { name, runtime } => {
            let mut files = modules("src/", "lib.rs", tool, plan, formatted);
            files.insert("Cargo.toml".to_owned(), manifest(name, runtime, plan));
            files
        }
        Layout::File => BTreeMap::from([("mod.rs".to_owned(), single(tool, plan, formatted))]),
    }
}

fn modules(folder: &str, root: &str, tool: &str, plan: &Plan, formatted: &[Formatted]) -> Files {
    let mut files = Files::new();
    for (index, Formatted { file, text }) in formatted.iter().enumerate() {
        let name = if index == 0 { root.to_owned() } else { format!("{}.rs", file.name) };
        let head = header(tool, plan, &file.docs);
        files.insert(format!("{folder}{name}"), format!("{head}\n{text}"));
    }
    files.insert(format!("{folder}contract.txt"), plan.table.clone());
    if !plan.features.is_empty() && folder.is_empty() {
        files.insert("features.toml".to_owned(), features_file(tool, plan));
    }
    let documents = plan.documents.iter().filter(|_| !plan.port_types.is_empty());
    files.extend(documents.map(|document| (format!("{folder}contract/{}", document.name), document.text.clone())));
    files
}

/// Everything in one file: modules inside the root, the table as a literal.
fn single(tool: &str, plan: &Plan, formatted: &[Formatted]) -> String {
    let Some(root) = formatted.first() else { return String::new() };
    let body = single_body(formatted).replace("include_str!(\"contract.txt\")", &raw_literal(&plan.table));
    let mut head = file_header(tool, plan, &root.file.docs);
    if !plan.features.is_empty() {
        head.push_str(
            "//\n// The features that it is compiled by, for `Cargo.toml` of its crate:\n//\n// [features]\n",
        );
        head.extend(own_features(plan).lines().map(|line| format!("// {line}\n")));
    }
    format!("{head}\n{body}")
}

/// The root with the modules inside, below its header.
fn single_body(formatted: &[Formatted]) -> String {
    let Some((root, inner)) = formatted.split_first() else { return String::new() };
    let mut text = root.text.clone();
    for Formatted { file, text: body } in inner {
        let (public, declared) = (format!("pub mod {};\n", file.name), format!("mod {};\n", file.name));
        let visibility = if text.contains(&public) { "pub " } else { "" };
        text = text.replacen(if visibility.is_empty() { &declared } else { &public }, "", 1);
        text.push_str(&format!("\n{visibility}mod {} {{\n", file.name));
        for paragraph in &file.docs {
            text.push_str(&format!("    //! {paragraph}\n"));
        }
        text.push('\n');
        text.push_str(&indented(body));
        text.push_str("}\n");
    }
    text
}

/// The lines one level deeper.
fn indented(body: &str) -> String {
    let line = |line: &str| if line.is_empty() { "\n".to_owned() } else { format!("    {line}\n") };
    body.lines().map(line).collect()
}

/// A raw string literal, with as many `#` as the text needs.
fn raw_literal(text: &str) -> String {
    let longest = text.split('"').skip(1).map(|after| after.chars().take_while(|c| *c == '#').count()).max();
    let hashes = "#".repeat(longest.map_or(1, |longest| longest + 1));
    format!("r{hashes}\"{text}\"{hashes}")
}

/// The header of one file with everything: no documentation of the module, since `include!` of a build script's output takes none.
fn file_header(tool: &str, plan: &Plan, docs: &[String]) -> String {
    header(tool, plan, docs).replace("//!", "//")
}

fn header(tool: &str, plan: &Plan, docs: &[String]) -> String {
    let mut text = format!("//! @generated by {tool} from {}. Do not edit.\n", plan.inputs.join(", "));
    for paragraph in docs {
        text.push_str("//!\n");
        for line in crate::emit::doc_lines(paragraph) {
            text.push_str(&format!("//! {line}\n"));
        }
    }
    text
}

/// The runtime's features that make a client or a server of a port type.
const HTTP_FEATURES: [&str; 6] = ["client", "reqwest", "reqwest-without-tls", "server", "axum", "tracing"];

fn manifest(name: &str, runtime: &str, plan: &Plan) -> String {
    let forwarded = |feature: &str| format!("{feature} = [\"soap-runtime/{feature}\"]\n");
    let dependencies: String = plan.dependencies.iter().map(|(name, value)| format!("{name} = {value}\n")).collect();
    let features: String = if plan.port_types.is_empty() { &[][..] } else { &HTTP_FEATURES[..] }
        .iter()
        .map(|feature| forwarded(feature))
        .collect();
    let features = own_features(plan) + &features;
    let features = if features.is_empty() { features } else { format!("[features]\n{features}\n") };
    let description = toml::Value::from(format!("Bindings generated from {}", plan.inputs.join(", ")));
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
         description = {description}\n\n{features}[dependencies]\nsoap-runtime = {runtime}\n{dependencies}"
    )
}

/// What a folder of modules needs of the crate that it stands in.
fn features_file(tool: &str, plan: &Plan) -> String {
    format!(
        "# @generated by {tool}. The features that the modules beside this file are compiled by: for Cargo.toml of their crate.\n\n\
         [features]\n{}",
        own_features(plan)
    )
}

/// The features that operations are behind, all of them on by default.
fn own_features(plan: &Plan) -> String {
    if plan.features.is_empty() {
        return String::new();
    }
    let (own, shared): (Vec<_>, Vec<_>) = plan.features.iter().partition(|feature| !feature.name.starts_with('_'));
    let names = |names: &[String]| names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let all: String = own.iter().map(|feature| format!("    \"{}\",\n", feature.name)).collect();
    let line = |feature: &&crate::plan::Feature| format!("{} = [{}]\n", key(&feature.name), names(&feature.shared));
    let is_alike = |feature: &crate::plan::Feature| matches!(feature.operations.as_slice(), [only] if crate::naming::feature_name(only) == feature.name);
    let commented = |feature: &&crate::plan::Feature| match is_alike(feature) {
        true => line(feature),
        false => format!("# {}\n{}", feature.operations.join(", "), line(feature)),
    };
    let mut text = format!("default = [\"all\"]\nall = [\n{all}]\n{}", own.iter().map(commented).collect::<String>());
    if !shared.is_empty() {
        text.push_str("# What several of the above share; not to be turned on by itself.\n");
        text.extend(shared.iter().map(line));
    }
    text
}

/// A key of TOML: in quotes where it has to be.
pub(crate) fn key(name: &str) -> String {
    let is_bare = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if is_bare { name.to_owned() } else { format!("\"{name}\"") }
}
