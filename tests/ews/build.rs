//! Generates the bindings of all of Exchange Web Services, if the contract is there: `schemas/ews-2016` of `CONTRACT_CORPUS`.

use std::path::Path;

fn main() {
    println!("cargo::rustc-check-cfg=cfg(ews)");
    println!("cargo::rerun-if-env-changed=CONTRACT_CORPUS");
    let Some(corpus) = std::env::var_os("CONTRACT_CORPUS") else { return };
    let folder = Path::new(&corpus).join("schemas/ews-2016");
    println!("cargo::rerun-if-changed={}", folder.display());
    wsdl_codegen::build(folder.join("services.wsdl"));
    println!("cargo::rustc-cfg=ews");
}
