//! Generates the bindings of all of Exchange Web Services, if the contract is there: `schemas/ews-2016` of `CONTRACT_CORPUS`.

use std::error::Error;
use std::path::{Path, PathBuf};

use wsdl_codegen::config::Layout;
use wsdl_codegen::disk::Project;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rustc-check-cfg=cfg(ews)");
    println!("cargo::rerun-if-env-changed=CONTRACT_CORPUS");
    let Some(corpus) = std::env::var_os("CONTRACT_CORPUS") else { return Ok(()) };
    let folder = Path::new(&corpus).join("schemas/ews-2016");
    println!("cargo::rerun-if-changed={}", folder.display());
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    std::fs::write(out.join("ews.rs"), bindings(&folder.join("services.wsdl"))?)?;
    println!("cargo::rustc-cfg=ews");
    Ok(())
}

fn bindings(contract: &Path) -> Result<String, Box<dyn Error>> {
    let mut project = Project::of_files(&[contract.to_owned()]);
    project.config.layout = Layout::File;
    project.config.tool = "a build script".to_owned();
    let compilation = project.compile();
    let module = compilation.files.as_ref().and_then(|files| files.values().next());
    module.cloned().ok_or_else(|| project.render(&compilation).into())
}
