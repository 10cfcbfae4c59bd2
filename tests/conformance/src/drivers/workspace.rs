//! A workspace of crates over generated modules: `Cargo.toml`, and for each crate its own and a `main.rs`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use super::{Form, Module};
use crate::tools::Tools;

/// Where a workspace is, what its crates are called, and how many modules each holds.
pub(super) struct Workspace<'a> {
    pub(super) folder: &'a Path,
    pub(super) label: &'a str,
    pub(super) size: usize,
}

impl Workspace<'_> {
    /// Writes the crates, by name. A module is always in the same one, so that leaving others out does not build it again.
    pub(super) fn write<'m>(
        &self,
        modules: &'m [Module],
        refused: &BTreeMap<String, String>,
    ) -> anyhow::Result<Vec<(String, Vec<&'m Module>)>> {
        let divided = modules.chunks(self.size.max(1)).enumerate();
        let crates: Vec<_> = divided
            .map(|(index, modules)| {
                let kept: Vec<&Module> = modules.iter().filter(|module| !refused.contains_key(&module.name)).collect();
                (format!("conformance-{}-{index}", self.label), kept)
            })
            .collect();
        self.write_file("Cargo.toml", &workspace_manifest(crates.iter().map(|(name, _)| name.as_str())))?;
        for (name, modules) in &crates {
            self.write_file(&format!("{name}/Cargo.toml"), &manifest(name))?;
            self.write_file(&format!("{name}/src/main.rs"), &main_rs(modules))?;
        }
        // The versions that are known to work, and are there already.
        let (lock, own_lock) = (Tools::workspace().join("Cargo.lock"), self.folder.join("Cargo.lock"));
        std::fs::copy(&lock, &own_lock).with_context(|| own_lock.display().to_string())?;
        Ok(crates)
    }

    fn write_file(&self, name: &str, text: &str) -> anyhow::Result<()> {
        let file = self.folder.join(name);
        crate::scratch::write(&file, text).with_context(|| file.display().to_string())
    }
}

fn workspace_manifest<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.collect();
    format!("[workspace]\nresolver = \"3\"\nmembers = {names:?}\n\n[profile.dev]\ndebug = false\nincremental = false\n")
}

fn manifest(name: &str) -> String {
    let path = |inner: &str| -> PathBuf { Tools::workspace().join(inner) };
    let (driver, runtime) = (path("tests/conformance/driver"), path("runtime"));
    format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n\
         conformance-driver = {{ path = {driver:?} }}\nsoap-runtime = {{ path = {runtime:?} }}\n"
    )
}

fn main_rs(modules: &[&Module]) -> String {
    let mut text = "#![allow(warnings)]\nconformance_driver::cases! {\n".to_owned();
    let lists = [
        ("documents", Form::Documents),
        ("messages", Form::Messages),
        ("either", Form::Either),
        ("compiled", Form::None),
    ];
    for (list, form) in lists {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "    {list} {{");
        for Module { name, .. } in modules.iter().filter(|module| module.form == form) {
            let _ = writeln!(text, "        {name} \"../../modules/{name}.rs\";");
        }
        text.push_str("    }\n");
    }
    text + "}\n"
}
