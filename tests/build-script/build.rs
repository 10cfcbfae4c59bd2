//! Generates the bindings of a contract of many operations, which `tests/many_operations.rs` serves, and of the README's example.

use std::error::Error;
use std::path::PathBuf;

use spec_tests::many_operations::many_operations;

/// Enough that a server in whose compilation the operations multiply would be noticed, and quick to compile without.
const OPERATIONS: usize = 100;

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    let contract = out.join("many.wsdl");
    let text = many_operations(OPERATIONS);
    // Written again it would look new, and everything be built again.
    if std::fs::read_to_string(&contract).ok().as_ref() != Some(&text) {
        std::fs::write(&contract, text)?;
    }
    wsdl_codegen::build(contract);
    wsdl_codegen::build("contract/order.wsdl");
    Ok(())
}
