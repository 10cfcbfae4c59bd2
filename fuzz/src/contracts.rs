//! Several documents, WSDL and XSD, and perhaps a configuration: compiled from memory. There is an output exactly if there is no error, the
//! table in it can be read, and what was found can be shown.

use soap_runtime::schema::Schema;
use wsdl_codegen::config::{Config, ConfigFile, Layout};
use wsdl_codegen::ir::Contract;
use wsdl_codegen::sample::Samples;
use wsdl_codegen::source::MemoryResolver;

use crate::sections;

/// The name of the document that is a configuration.
pub const CONFIGURATION: &str = "wsdl-codegen.toml";

/// Compiles the documents, of which the first is the input unless the configuration names others.
pub fn run(data: &[u8]) {
    let documents = sections::split(data);
    let mut resolver = MemoryResolver::new();
    let mut file = None;
    for (name, text) in &documents {
        match name.as_str() {
            CONFIGURATION => file = ConfigFile::parse(&String::from_utf8_lossy(text)).ok(),
            name => resolver = resolver.with(name, text.clone()),
        }
    }
    let first = documents.iter().map(|(name, _)| name.clone()).find(|name| name != CONFIGURATION);
    let named = file.as_ref().map(|file| file.inputs.clone()).filter(|inputs| !inputs.is_empty());
    let inputs = named.unwrap_or_else(|| first.into_iter().collect());
    compiled(&inputs, &resolver, file.map(ConfigFile::into_config).unwrap_or_default());
}

/// Sample messages are made, or it is told why not.
fn sampled(contract: &Contract) {
    let Ok(samples) = Samples::new(contract) else { return };
    for operation in contract.port_types().iter().flat_map(|port_type| &port_type.operations).take(3) {
        match samples.of(&operation.name) {
            Ok(samples) => {
                samples.iter().for_each(|sample| drop(roxmltree::Document::parse(&sample.xml).expect("a document")))
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}

/// Compiles as a folder of modules and as one module.
pub(crate) fn compiled(inputs: &[String], resolver: &MemoryResolver, config: Config) {
    for layout in [Layout::default(), Layout::File] {
        let compilation = wsdl_codegen::compile(inputs, resolver, &Config { layout, ..config.clone() });
        let found = compilation.diagnostics.render(&compilation.sources, "");
        assert_eq!(compilation.files.is_none(), compilation.diagnostics.has_errors(), "{found}");
        compilation.contract.iter().for_each(sampled);
        let Some(files) = compilation.files else {
            assert!(!found.is_empty());
            continue;
        };
        for (name, text) in files.iter().filter(|(name, _)| name.ends_with("contract.txt")) {
            if let Err(error) = Schema::parse(text) {
                panic!("{name} cannot be read: {error}\n{text}");
            }
        }
    }
}
