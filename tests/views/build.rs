//! Generates the bindings of every feature case with views, and the list of those that can have some.

use std::error::Error;
use std::fmt::Write as _;
use std::path::PathBuf;

use wsdl_codegen::config::Views;

#[path = "../cases/generate.rs"]
mod generate;

fn main() -> Result<(), Box<dyn Error>> {
    let mut list = String::from("views! {\n");
    let mut without = Vec::new();
    for case in generate::all(|config| config.api.views = Views::All(true))? {
        match &case.bindings {
            Ok(file) if std::fs::read_to_string(file)?.contains("DocumentView") => list.push_str(&case.line(file)),
            Err(told) if !told.contains("there can be no views") => return Err(told.clone().into()),
            _ => without.push(case.name.split(' ').next_back().unwrap_or_default().to_owned()),
        }
    }
    writeln!(list, "}}\n\n/// The cases that have no views.\npub const WITHOUT: &[&str] = &[{}];", without.join(", "))?;
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    Ok(std::fs::write(out.join("cases.rs"), list)?)
}
