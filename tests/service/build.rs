//! Generates the bindings of a contract of many operations, which `tests/many_operations.rs` serves.

use std::error::Error;
use std::path::PathBuf;

use spec_tests::many_operations::many_operations;
use wsdl_codegen::config::Layout;
use wsdl_codegen::disk::Project;

/// Enough that a server in whose compilation the operations multiply would be noticed, and quick to compile without.
const OPERATIONS: usize = 100;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let contract = out.join("many.wsdl");
    std::fs::write(&contract, many_operations(OPERATIONS))?;
    let mut project = Project::of_files(&[contract]);
    project.config.layout = Layout::File;
    project.config.tool = "a build script".to_owned();
    let compilation = project.compile();
    let module = compilation.files.as_ref().and_then(|files| files.values().next());
    std::fs::write(out.join("many.rs"), module.ok_or_else(|| project.render(&compilation))?)?;
    Ok(())
}
