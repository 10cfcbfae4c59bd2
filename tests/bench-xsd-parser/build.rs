//! Makes `OUT_DIR/bindings.rs`: the schemas of the contract and `schemas/`, as xsd-parser binds them.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::Result;
use xsd_parser::config::{Config, GeneratorFlags, IdentType, OptimizerFlags, Schema};

fn main() -> Result<()> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    let contract = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas");
    println!("cargo::rerun-if-changed=build.rs");
    for directory in [&own, &contract] {
        println!("cargo::rerun-if-changed={}", directory.display());
    }
    let config = config(&[own.join("xml.xsd"), own.join("envelope.xsd")]);
    let bindings = xsd_parser::generate(config)?.to_string();
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("bindings.rs"), bindings)?;
    Ok(())
}

/// Flat structs, in modules by namespace, under the names that the schemas give them.
fn config(schemas: &[PathBuf]) -> Config {
    Config::default()
        .with_schemas(schemas.iter().cloned().map(Schema::File))
        .with_namespace(b"s".as_slice(), b"http://schemas.xmlsoap.org/soap/envelope/".as_slice())
        .with_namespace(b"m".as_slice(), b"http://schemas.microsoft.com/exchange/services/2006/messages".as_slice())
        .with_namespace(b"t".as_slice(), b"http://schemas.microsoft.com/exchange/services/2006/types".as_slice())
        .with_generate([(IdentType::Element, "s:Envelope")])
        .with_optimizer_flags(OptimizerFlags::RESOLVE_TYPEDEFS | OptimizerFlags::CONVERT_DYNAMIC_TO_CHOICE)
        .with_generator_flags(
            GeneratorFlags::USE_NAMESPACE_MODULES
                | GeneratorFlags::BUILD_IN_ABSOLUTE_PATHS
                | GeneratorFlags::ABSOLUTE_PATHS_INSTEAD_USINGS
                | GeneratorFlags::FLATTEN_STRUCT_CONTENT
                | GeneratorFlags::ANY_TYPE_SUPPORT
                | GeneratorFlags::NILLABLE_TYPE_SUPPORT,
        )
        .with_type_postfix("")
        .with_quick_xml()
}
