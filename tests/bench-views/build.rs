//! Generates the bindings as `schemas/wsdl-codegen.toml` says, and with views.

use std::error::Error;
use std::path::{Path, PathBuf};

use wsdl_codegen::config::{Layout, Views};
use wsdl_codegen::disk::Project;

fn main() -> Result<(), Box<dyn Error>> {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas");
    println!("cargo::rerun-if-changed={}", schemas.display());
    let mut project = Project::open(&schemas.join("wsdl-codegen.toml"))?;
    project.config.layout = Layout::File;
    project.config.api.views = Views::All(true);
    let mut compilation = project.compile();
    let files = compilation.files.take().ok_or_else(|| project.render(&compilation))?;
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    Ok(std::fs::write(out.join("bindings.rs"), &files["mod.rs"])?)
}
