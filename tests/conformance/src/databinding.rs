//! A folder with a WSDL contract, the schemas it includes, and `messages/` that are valid by it: how the bindings read them and
//! whether what they write is valid, goes out.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::contract::{Contract, file_name, files};
use crate::outcome::Document;
use crate::report::Report;
use crate::suite::SuiteError;
use crate::tally::{Contracts, Documents, Place};
use crate::tools::Tools;
use crate::validator::{Validator, schema_of};

/// Runs the suite in the folder `path`; what is made is left in a folder named `label`.
///
/// # Errors
/// When there is no such suite, files cannot be written, or a program not be run.
pub fn run(tools: &Tools, label: &str, path: &Path, sample: usize) -> anyhow::Result<Report> {
    let folder = tools.folder.join(label);
    let wsdl = files(path, "wsdl")?;
    let Some(main) = wsdl.first().cloned() else { return Err(SuiteError::Missing(path.join("*.wsdl")).into()) };
    let messages: Vec<PathBuf> = files(&path.join("messages"), "xml")?.into_iter().step_by(sample.max(1)).collect();
    let contract = Contract::build(tools, label, wsdl, &folder)?;
    let mut report = Report::new("databinding", sample);
    let mut contracts = Contracts::default();
    contracts.add(&mut report, "", &file_name(&main), &contract.outcome());
    contracts.finish(&mut report, "contracts");
    report.measure(&file_name(&main), "operations", contract.operations().len() as f64, "");
    let outcomes = contract.read(tools, &messages);
    let mut documents = Documents::default();
    for (message, outcome) in messages.iter().zip(&outcomes) {
        documents.add_valid(&mut report, Place { group: "", path: &file_name(message) }, outcome);
    }
    documents.finish(&mut report);
    by_version(&mut report, &outcomes);
    validate(&mut report, &main, &folder, &messages, &outcomes)?;
    Ok(report)
}

fn by_version(report: &mut Report, outcomes: &[Document]) {
    for (version, uri) in [
        ("SOAP 1.1", "http://schemas.xmlsoap.org/soap/envelope/"),
        ("SOAP 1.2", "http://www.w3.org/2003/05/soap-envelope"),
    ] {
        let of_version = |outcome: &&Document| outcome.written().is_some_and(|written| written.xml.contains(uri));
        let read: Vec<_> = outcomes.iter().filter(of_version).collect();
        let lossless = read.iter().filter(|outcome| outcome.loss().is_none()).count();
        report.count(&format!("{version} messages read"), "lossless: written with equal values", lossless, read.len());
    }
}

/// Has somebody else validate the bodies that were written.
fn validate(
    report: &mut Report,
    wsdl: &Path,
    folder: &Path,
    messages: &[PathBuf],
    outcomes: &[Document],
) -> anyhow::Result<()> {
    let Some(validator) = Validator::installed() else {
        report.unchecked.push(
            "what was written, by an independent validator: neither xmllint nor python3 with lxml is here".to_owned(),
        );
        return Ok(());
    };
    let place = folder.join("written");
    if place.exists() {
        std::fs::remove_dir_all(&place).with_context(|| place.display().to_string())?;
    }
    let schema = schema_of(wsdl, &place.join("schemas"))?;
    let mut bodies = Vec::new();
    for (message, outcome) in messages.iter().zip(outcomes) {
        if let Some(body) = outcome.written().and_then(|written| written.body.as_ref()) {
            let file = place.join(file_name(message));
            std::fs::write(&file, body).with_context(|| file.display().to_string())?;
            bodies.push(file);
        }
    }
    let verdicts = validator.validate(&schema, &bodies)?;
    let which = format!("valid as written, by {}", validator.name());
    for (file, reason) in verdicts.iter().filter_map(|(file, verdict)| Some((file, verdict.as_ref().err()?))) {
        report.fail(&which, "", &file_name(file), reason);
    }
    let valid = verdicts.values().filter(|verdict| verdict.is_ok()).count();
    report.count("valid documents", &which, valid, outcomes.len());
    Ok(())
}
