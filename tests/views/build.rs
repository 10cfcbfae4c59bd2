//! Generates the bindings of every feature case with views, and the list of those that can have some.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use wsdl_codegen::config::{Layout, Views};
use wsdl_codegen::disk::Project;

fn main() -> Result<(), Box<dyn Error>> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cases");
    println!("cargo::rerun-if-changed={}", cases.display());
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let mut list = String::from("views! {\n");
    let mut without = Vec::new();
    let source = std::fs::read_to_string(cases.join("src/lib.rs"))?;
    for line in source.lines().filter(|line| line.ends_with(';')) {
        // `module "name" "path" inner;`, which no other line is like.
        let words: Vec<&str> = line.trim().trim_end_matches(';').split(' ').collect();
        let [module, name, path, ..] = words.as_slice() else { continue };
        if !path.starts_with("\"../") {
            continue;
        }
        match bindings(&cases.join(name.trim_matches('"')))? {
            Some(bindings) => {
                let file = out.join(format!("{module}.rs"));
                std::fs::write(&file, bindings)?;
                writeln!(list, "    {module} {name} {:?};", file.display().to_string())?;
            }
            None => without.push(*name),
        }
    }
    writeln!(list, "}}\n\n/// The cases that have no views.\npub const WITHOUT: &[&str] = &[{}];", without.join(", "))?;
    Ok(std::fs::write(out.join("cases.rs"), list)?)
}

/// The bindings of a case in one file. `None`: nothing in it is borrowed, or there can be no views of it.
fn bindings(folder: &Path) -> Result<Option<String>, Box<dyn Error>> {
    let named = |name: &str| Some(folder.join(name)).filter(|file| file.exists());
    let mut project = match (named("wsdl-codegen.toml"), named("contract.wsdl")) {
        (Some(config), _) => Project::open(&config)?,
        (None, Some(contract)) => Project::of_files(&[contract]),
        (None, None) => Project::of_files(&[folder.join("schema.xsd")]),
    };
    project.config.tool = "wsdl-codegen".to_owned();
    project.config.layout = Layout::File;
    project.config.api.views = Views::All(true);
    let mut compilation = project.compile();
    let Some(files) = compilation.files.take() else {
        let told = project.render(&compilation);
        return if told.contains("there can be no views") { Ok(None) } else { Err(told.into()) };
    };
    Ok(Some(files["mod.rs"].clone()).filter(|text| text.contains("DocumentView")))
}
