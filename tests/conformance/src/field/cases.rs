//! A folder comes in, the contracts in it go out, each with its documents.
//!
//! ```text
//! wsdl/NAME/c.wsdl    a contract, and perhaps what it includes
//! wsdl/NAME/s0.xml    a SOAP message, or an element of the contract
//! xsd/NAME/a.xsd      a contract
//! xsd/NAME/docs/1.xml a document
//! ```

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::contract::{file_name, files};
use crate::generator::Inputs;

/// A contract with its documents.
pub(super) struct Case {
    /// Where the contract is, from the folder of all: what it is called.
    pub(super) name: String,
    /// The contract.
    pub(super) inputs: Inputs,
    /// The documents beside it and in folders beside it.
    pub(super) documents: Vec<PathBuf>,
}

impl Case {
    /// The contract's folder.
    pub(super) fn folder(&self) -> &Path {
        self.inputs.files.first().and_then(|contract| contract.parent()).unwrap_or(Path::new(""))
    }

    /// What a document is called: where it is, from the contract's folder.
    pub(super) fn document_name(&self, document: &Path) -> String {
        path_name(document, self.folder())
    }
}

/// All contracts, in the order of their names. A file that another one beside it refers to is a part of that one.
pub(super) fn find(root: &Path) -> anyhow::Result<Vec<Case>> {
    let mut cases = Vec::new();
    for kind in ["wsdl", "xsd"] {
        for folder in folders(&root.join(kind))? {
            let documents = documents(&folder)?;
            for contract in contracts(&folder, kind)? {
                let name = path_name(&contract, root);
                let inputs = Inputs { files: vec![contract], all: false };
                cases.push(Case { name, inputs, documents: documents.clone() });
            }
        }
    }
    Ok(cases)
}

fn path_name(file: &Path, root: &Path) -> String {
    let steps = file.strip_prefix(root).unwrap_or(file).components();
    steps.map(|step| step.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn folders(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    let entries = std::fs::read_dir(path).with_context(|| path.display().to_string())?;
    let mut folders: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    folders.retain(|folder| folder.is_dir());
    folders.sort();
    Ok(folders)
}

fn documents(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut documents = files(folder, "xml")?;
    for below in folders(folder)? {
        documents.extend(files(&below, "xml")?);
    }
    Ok(documents)
}

fn contracts(folder: &Path, kind: &str) -> anyhow::Result<Vec<PathBuf>> {
    let mut contracts = files(folder, kind)?;
    let parts: Vec<String> = contracts.iter().flat_map(|contract| locations(contract)).collect();
    contracts.retain(|contract| !parts.contains(&file_name(contract)));
    Ok(contracts)
}

/// What a document refers to by location. One that is not well-formed refers to nothing.
fn locations(document: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(document).unwrap_or_default();
    let Ok(document) = roxmltree::Document::parse(&text) else { return Vec::new() };
    let attributes =
        document.descendants().flat_map(|node| ["location", "schemaLocation"].map(|name| node.attribute(name)));
    attributes.flatten().map(str::to_owned).collect()
}
