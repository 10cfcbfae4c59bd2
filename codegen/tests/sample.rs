//! `inspect --sample` and what it is made of: samples of every operation are made, and what is made was read strictly.
#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;

use common::command::{fail, root, succeed};
use wsdl_codegen::compile::contract;
use wsdl_codegen::diagnostic::Diagnostics;
use wsdl_codegen::disk::Project;
use wsdl_codegen::ir::Contract;
use wsdl_codegen::sample::{SampleError, Samples};

fn contract_at(path: &Path) -> Contract {
    let project = Project::at(path).unwrap();
    let mut diagnostics = Diagnostics::new();
    let (sources, contract) = contract(&project.inputs, &project.resolver, &project.config, &mut diagnostics);
    contract.unwrap_or_else(|| panic!("{}", diagnostics.render(&sources, "")))
}

/// How many operations have samples, and why others have none.
fn samples(contract: &Contract) -> (usize, Vec<SampleError>) {
    let samples = Samples::new(contract).unwrap();
    let operations = contract.port_types().iter().flat_map(|port_type| &port_type.operations);
    let made: Vec<_> = operations.map(|operation| samples.of(&operation.name)).collect();
    let refused: Vec<_> = made.iter().filter_map(|made| made.clone().err()).collect();
    (made.len() - refused.len(), refused)
}

#[test]
fn every_operation_of_our_contract_has_samples() {
    let (made, refused) = samples(&contract_at(&root().join("schemas")));
    assert_eq!((made, refused), (13, Vec::new()));
}

#[test]
fn every_case_with_operations_has_samples() {
    let mut all = 0;
    for entry in std::fs::read_dir(root().join("tests/cases")).unwrap() {
        let file = entry.unwrap().path().join("contract.wsdl");
        if file.exists() {
            let (made, refused) = samples(&contract_at(&file));
            assert_eq!(refused, Vec::new(), "{}", file.display());
            all += made;
        }
    }
    assert!(all > 30, "{all}");
}

#[test]
fn every_operation_of_exchange_has_samples() {
    let Some(corpus) = std::env::var_os("CONTRACT_CORPUS") else {
        println!("skipped: CONTRACT_CORPUS is not set");
        return;
    };
    let folder = Path::new(&corpus).join("schemas/ews-2016");
    let (made, refused) = samples(&contract_at(&folder));
    assert_eq!(refused, Vec::new());
    assert!(made > 100, "{made}");
}

#[test]
fn the_command_prints_both_messages() {
    let said = succeed(["inspect", "tests/build-script/contract/order.wsdl", "--sample", "PlaceOrder"]);
    for part in [
        "<!-- PlaceOrder: request -->\n<soap:Envelope ",
        "\n\n<!-- PlaceOrder: response -->\n",
        "      <o:Customer>text</o:Customer>\n",
    ] {
        assert!(said.contains(part), "{part} in {said}");
    }
    let said = fail(1, ["inspect", "tests/build-script/contract/order.wsdl", "--sample", "PlaceOrdr"]);
    assert_eq!(said, "there is no operation `PlaceOrdr`; did you mean `PlaceOrder`?\n");
}
