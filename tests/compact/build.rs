//! Generates the bindings of every feature case with `memory = "compact"`, and the list of them.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use wsdl_codegen::config::{Layout, Memory};
use wsdl_codegen::disk::Project;

fn main() -> Result<(), Box<dyn Error>> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cases");
    println!("cargo::rerun-if-changed={}", cases.display());
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let mut list = String::from("cases! {\n");
    for line in std::fs::read_to_string(cases.join("src/lib.rs"))?.lines().filter(|line| line.ends_with(';')) {
        // `module "name" "path" inner;`, which no other line is like.
        let words: Vec<&str> = line.trim().trim_end_matches(';').split(' ').collect();
        let [module, name, path, inner @ ..] = words.as_slice() else { continue };
        if !path.starts_with("\"../") {
            continue;
        }
        let file = out.join(format!("{module}.rs"));
        std::fs::write(&file, bindings(&cases.join(name.trim_matches('"')))?)?;
        writeln!(list, "    {module} {name} {:?} {};", file.display().to_string(), inner.join(" "))?;
    }
    list.push_str("}\n");
    Ok(std::fs::write(out.join("cases.rs"), list)?)
}

/// The bindings of a case in one file.
fn bindings(folder: &Path) -> Result<String, Box<dyn Error>> {
    let named = |name: &str| Some(folder.join(name)).filter(|file| file.exists());
    let mut project = match (named("wsdl-codegen.toml"), named("contract.wsdl")) {
        (Some(config), _) => Project::open(&config)?,
        (None, Some(contract)) => Project::of_files(&[contract]),
        (None, None) => Project::of_files(&[folder.join("schema.xsd")]),
    };
    project.config.tool = "wsdl-codegen".to_owned();
    project.config.layout = Layout::File;
    project.config.api.memory = Memory::Compact;
    let mut compilation = project.compile();
    let files = compilation.files.take().ok_or_else(|| project.render(&compilation))?;
    Ok(files["mod.rs"].clone())
}
