//! Bindings made by a build script.
//!
//! In: a contract, and where cargo wants output. Out: one file there, and lines on standard output that cargo reads. Invariant: the file is
//! written only if it changes, so that nothing is compiled again for nothing.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::project::Project;
use crate::compile::Compilation;
use crate::config::Layout;
use crate::diagnostic::Severity;

/// Generates bindings from a build script, into `OUT_DIR`: those of `contract/order.wsdl` into `order.rs`.
///
/// The contract is a document, a `wsdl-codegen.toml`, or a folder with one of these, as seen from the package's folder. Cargo runs the build
/// script again when one of its documents changes, and shows the generator's warnings and errors as its own.
///
/// ```no_run
/// // build.rs
/// wsdl_codegen::build("contract/order.wsdl");
/// ```
///
/// ```ignore
/// // src/lib.rs
/// #[allow(unused, clippy::all)] // a program need not use all that a contract has, and names are the contract's
/// mod order {
///     include!(concat!(env!("OUT_DIR"), "/order.rs"));
/// }
/// ```
///
/// The module has a client and a server if `soap-runtime` has the features `client` and `server`. With `[features]` in the configuration, it
/// names the features at its top that its own crate has to have.
///
/// If there are no bindings, the process ends here with exit code 1, after saying why.
pub fn build(contract: impl AsRef<Path>) {
    let contract = contract.as_ref();
    let built = match std::env::var_os("OUT_DIR") {
        Some(folder) => built(contract, Path::new(&folder)),
        None => Built::failed("OUT_DIR is not set: wsdl_codegen::build is for build scripts, which cargo runs"),
    };
    print!("{}", built.directives);
    if !built.is_done {
        std::process::exit(1);
    }
}

/// What came of it.
struct Built {
    /// Lines for cargo.
    directives: String,
    is_done: bool,
}

impl Built {
    fn failed(why: &str) -> Self {
        let mut directives = String::new();
        say(&mut directives, Severity::Error, why);
        Self { directives, is_done: false }
    }
}

fn built(contract: &Path, out: &Path) -> Built {
    let mut project = match Project::at(contract) {
        Ok(project) => project,
        Err(error) => return Built::failed(&error.to_string()),
    };
    project.config.layout = Layout::File;
    "a build script".clone_into(&mut project.config.tool);
    let compilation = project.compile();
    let mut directives = directives(contract, &project, &compilation);
    let module = compilation.files.as_ref().and_then(|files| files.values().next());
    let Some(module) = module else { return Built { directives, is_done: false } };
    let file = out.join(file_name(contract));
    let written = write(&file, module);
    if let Err(error) = &written {
        say(&mut directives, Severity::Error, &format!("{}: {error}", file.display()));
    }
    Built { directives, is_done: written.is_ok() }
}

/// When to come again, and what was found.
fn directives(contract: &Path, project: &Project, compilation: &Compilation) -> String {
    let mut text = format!("cargo::rerun-if-changed=build.rs\ncargo::rerun-if-changed={}\n", contract.display());
    for document in project.documents(compilation) {
        let _ = writeln!(text, "cargo::rerun-if-changed={}", document.display());
    }
    for diagnostic in &compilation.diagnostics {
        let shown = diagnostic.render(&compilation.sources, &project.resolver.prefix());
        say(&mut text, diagnostic.severity, shown.trim_end());
    }
    text
}

/// A line for cargo for each line of the text, since cargo shows one at a time.
fn say(directives: &mut String, severity: Severity, text: &str) {
    let keyword = if severity == Severity::Error { "error" } else { "warning" };
    for line in text.lines() {
        let _ = writeln!(directives, "cargo::{keyword}={line}");
    }
}

/// What the contract is called: its file, or its folder, where the file is only the configuration.
fn file_name(contract: &Path) -> String {
    let is_configuration = contract.extension().is_some_and(|extension| extension == "toml");
    let named = if is_configuration { contract.parent().filter(|folder| *folder != Path::new("")) } else { None };
    let stem = named.unwrap_or(contract).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    format!("{}.rs", stem.filter(|stem| stem != "wsdl-codegen").unwrap_or_else(|| "bindings".to_owned()))
}

fn write(file: &PathBuf, text: &str) -> std::io::Result<()> {
    if std::fs::read_to_string(file).is_ok_and(|known| known == text) {
        return Ok(());
    }
    std::fs::write(file, text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::tests::Scratch;
    use super::*;

    const SCHEMA: &str = r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="Count" type="xs:int"/></xs:schema>"#;

    #[test]
    fn the_file_is_named_after_the_contract() {
        for (contract, file) in [
            ("contract/order.wsdl", "order.rs"),
            ("order-2.0.wsdl", "order-2.0.rs"),
            ("contract", "contract.rs"),
            ("orders/wsdl-codegen.toml", "orders.rs"),
            ("wsdl-codegen.toml", "bindings.rs"),
        ] {
            assert_eq!(file_name(Path::new(contract)), file);
        }
    }

    #[test]
    fn cargo_is_told_what_to_watch_and_what_was_found() {
        let scratch = Scratch::new("build-script");
        scratch.put("c.xsd", &SCHEMA.replace("<xs:element", r#"<xs:include schemaLocation="d.xsd"/><xs:element"#));
        scratch.put(
            "d.xsd",
            r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:import namespace="urn:n"/></xs:schema>"#,
        );
        let first = built(&scratch.path("c.xsd"), &scratch.path(""));
        assert!(first.is_done, "{}", first.directives);
        for watched in ["build.rs", "c.xsd", "d.xsd"] {
            assert!(
                first
                    .directives
                    .lines()
                    .any(|line| line.starts_with("cargo::rerun-if-changed=") && line.ends_with(watched))
            );
        }
        let written = || std::fs::metadata(scratch.path("c.rs")).unwrap().modified().unwrap();
        let then = written();
        assert!(built(&scratch.path("c.xsd"), &scratch.path("")).is_done);
        assert_eq!(written(), then);
    }

    #[test]
    fn without_bindings_cargo_is_told_why() {
        let scratch = Scratch::new("build-script-broken");
        scratch.put("c.xsd", &SCHEMA.replace("xs:int", "Nope"));
        let broken = built(&scratch.path("c.xsd"), &scratch.path(""));
        assert!(!broken.is_done && !scratch.path("c.rs").exists());
        assert!(
            broken.directives.contains("cargo::error=") && broken.directives.contains("Nope"),
            "{}",
            broken.directives
        );
        let missing = built(&scratch.path("missing.xsd"), &scratch.path(""));
        assert!(!missing.is_done && missing.directives.contains("missing.xsd"));
    }
}
