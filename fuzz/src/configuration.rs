//! Text as a configuration of a small contract that has something of everything.

use wsdl_codegen::config::ConfigFile;
use wsdl_codegen::source::MemoryResolver;

/// A contract with what configurations name.
const CONTRACT: &str = include_str!("../../tests/cases/config-operations/contract.wsdl");

/// Reads the configuration and, if it is one, compiles with it.
pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    match ConfigFile::parse(text) {
        Err(error) => assert!(!error.to_string().is_empty()),
        Ok(file) => {
            let resolver = MemoryResolver::new().with("contract.wsdl", CONTRACT);
            crate::contracts::compiled(&["contract.wsdl".to_owned()], &resolver, file.into_config());
        }
    }
}
