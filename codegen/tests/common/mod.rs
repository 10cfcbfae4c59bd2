//! Small contracts in memory, compiled.
#![allow(dead_code, unused_imports, unused_macros, clippy::unwrap_used)]

pub(crate) mod command;
pub(crate) mod folder;
pub(crate) mod lines;

use wsdl_codegen::config::Config;
use wsdl_codegen::source::MemoryResolver;
use wsdl_codegen::{Compilation, compile};

/// A schema document of the namespace `urn:t`, prefix `t`, around its components.
pub(crate) fn schema(components: &str) -> String {
    format!(
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:t=\"urn:t\" targetNamespace=\"urn:t\" \
         elementFormDefault=\"qualified\">\n{components}\n</xs:schema>\n"
    )
}

/// A WSDL document of the namespace `urn:t`, prefix `t`, around its components.
pub(crate) fn wsdl(components: &str) -> String {
    format!(
        "<wsdl:definitions xmlns:wsdl=\"http://schemas.xmlsoap.org/wsdl/\" xmlns:soap=\"http://schemas.xmlsoap.org/wsdl/soap/\" \
         xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:t=\"urn:t\" targetNamespace=\"urn:t\">\n{components}\n</wsdl:definitions>\n"
    )
}

/// Compiles documents: name and text each; the first is the input, the others are there to be found.
pub(crate) fn compile_documents(documents: &[(&str, String)], config: &Config) -> Compilation {
    let with = |resolver: MemoryResolver, (name, text): &(&str, String)| resolver.with(name, text.as_str());
    let resolver = documents.iter().fold(MemoryResolver::new(), with);
    compile(&[documents[0].0], &resolver, config)
}

/// Compiles the components of a schema.
pub(crate) fn compile_schema(components: &str) -> Compilation {
    compile_documents(&[("schema.xsd", schema(components))], &Config::default())
}

/// Compiles the components of a WSDL document.
pub(crate) fn compile_wsdl(components: &str) -> Compilation {
    compile_documents(&[("contract.wsdl", wsdl(components))], &Config::default())
}

/// The diagnostics as a terminal shows them.
pub(crate) fn rendered(compilation: &Compilation) -> String {
    compilation.diagnostics.render(&compilation.sources, "")
}

/// The text without the spaces that all of its lines begin with.
pub(crate) fn dedent(text: &str) -> String {
    let lines = || text.trim_matches('\n').trim_end().lines();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let least = lines().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    lines().map(|line| line.get(least..).unwrap_or("")).collect::<Vec<_>>().join("\n")
}

/// Asserts a snapshot that shows the input above the output.
macro_rules! assert_snapshot_of {
    ($input:expr, $output:expr) => {
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => true }, {
            insta::assert_snapshot!(format!("{}\n\n=>\n\n{}", $input, $output));
        })
    };
}
pub(crate) use assert_snapshot_of;
