//! For build scripts: the bindings of every feature case as another configuration has them.
//!
//! In: what is to be changed in each configuration. Out: a file of bindings for each case, and what the list in `src/lib.rs` says of it.

use std::error::Error;
use std::path::{Path, PathBuf};

use wsdl_codegen::config::{Config, Layout};
use wsdl_codegen::disk::Project;

/// A case in the list.
pub(crate) struct Listed {
    /// `module "name"`
    pub(crate) name: String,
    /// The module in it that reads the messages, if there is one.
    inner: String,
    /// Its bindings; or what the generator says instead.
    pub(crate) bindings: Result<PathBuf, String>,
}

impl Listed {
    /// Its line in the list of another crate.
    pub(crate) fn line(&self, file: &Path) -> String {
        format!("    {} {:?} {};\n", self.name, file.display().to_string(), self.inner)
    }
}

/// Generates all of them.
pub(crate) fn all(change: impl Fn(&mut Config)) -> Result<Vec<Listed>, Box<dyn Error>> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../cases");
    println!("cargo::rerun-if-changed={}", cases.display());
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let list = std::fs::read_to_string(cases.join("src/lib.rs"))?;
    let mut all = Vec::new();
    for line in list.lines().filter(|line| line.ends_with(';')) {
        // `module "name" "path" inner;`, which no other line is like.
        let words: Vec<&str> = line.trim().trim_end_matches(';').split(' ').collect();
        let [module, name, path, inner @ ..] = words.as_slice() else { continue };
        if !path.starts_with("\"../") {
            continue;
        }
        let bindings = match bindings(&cases.join(name.trim_matches('"')), &change)? {
            Ok(text) => {
                let file = out.join(format!("{module}.rs"));
                std::fs::write(&file, text)?;
                Ok(file)
            }
            Err(told) => Err(told),
        };
        all.push(Listed { name: format!("{module} {name}"), inner: inner.join(" "), bindings });
    }
    Ok(all)
}

/// The bindings of a case in one file, or what the generator says instead.
fn bindings(folder: &Path, change: &impl Fn(&mut Config)) -> Result<Result<String, String>, Box<dyn Error>> {
    let named = |name: &str| Some(folder.join(name)).filter(|file| file.exists());
    let mut project = match (named("wsdl-codegen.toml"), named("contract.wsdl")) {
        (Some(config), _) => Project::open(&config)?,
        (None, Some(contract)) => Project::of_files(&[contract]),
        (None, None) => Project::of_files(&[folder.join("schema.xsd")]),
    };
    project.config.tool = "wsdl-codegen".to_owned();
    project.config.layout = Layout::File;
    change(&mut project.config);
    let mut compilation = project.compile();
    let files = compilation.files.take();
    Ok(files.map(|files| files["mod.rs"].clone()).ok_or_else(|| project.render(&compilation)))
}
