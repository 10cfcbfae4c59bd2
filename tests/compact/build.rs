//! Generates the bindings of every feature case with `memory = "compact"`, and the list of them.

use std::error::Error;
use std::path::PathBuf;

use wsdl_codegen::config::Memory;

#[path = "../cases/generate.rs"]
mod generate;

fn main() -> Result<(), Box<dyn Error>> {
    let mut list = String::from("cases! {\n");
    for case in generate::all(|config| config.api.memory = Memory::Compact)? {
        list.push_str(&case.line(case.bindings.as_deref().map_err(Clone::clone)?));
    }
    list.push_str("}\n");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    Ok(std::fs::write(out.join("cases.rs"), list)?)
}
