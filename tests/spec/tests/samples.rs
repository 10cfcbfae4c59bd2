//! Sample messages, which the generator makes of the contract: the bindings read each of them strictly.
#![allow(clippy::unwrap_used)]

use std::path::Path;

use ms_oxwscos::{Document, ReadOptions, soap};
use wsdl_codegen::compile::contract;
use wsdl_codegen::diagnostic::Diagnostics;
use wsdl_codegen::disk::Project;
use wsdl_codegen::sample::Samples;

#[test]
fn samples_of_all_operations_are_valid_messages() {
    let project = Project::at(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas")).unwrap();
    let contract = contract(&project.inputs, &project.resolver, &project.config, &mut Diagnostics::new()).1.unwrap();
    let samples = Samples::new(&contract).unwrap();
    let mut read = 0;
    for operation in contract.port_types().iter().flat_map(|port_type| &port_type.operations) {
        for sample in samples.of(&operation.name).unwrap() {
            let envelope = soap::Envelope::<Document>::from_xml_with(&sample.xml, &ReadOptions::strict());
            let envelope = envelope.unwrap_or_else(|error| panic!("{}: {error}\n{}", operation.name, sample.xml));
            assert!(matches!(envelope.body, soap::Body::Message(_)) && !envelope.headers.is_empty());
            read += 1;
        }
    }
    assert_eq!(read, 26);
}
