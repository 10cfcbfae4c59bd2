//! Exchange Web Services: a folder of folders with WSDL contracts comes in, what it costs to generate, check and build their bindings
//! goes out, and how the bindings read messages.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::bindings::{Bindings, release_generator};
use crate::contract::{Contract, file_name, files};
use crate::measured::Taken;
use crate::report::Report;
use crate::suite::SuiteError;
use crate::tally::{Contracts, Documents, Place};
use crate::tools::Tools;

/// Documents that operations of `EWSStack.wsdl` need and nothing includes.
const FURTHER: &str = "MS-OXWSDLGM";

/// An operation of MS-OXWSCOS.
const OF_OXWSCOS: &str = "AddImContactToGroup";

/// Runs all contracts below `path`.
///
/// # Errors
/// When there are none, files cannot be written, or a program not be run.
pub fn run(tools: &Tools, label: &str, path: &Path, release_build: bool) -> anyhow::Result<Report> {
    let mut found = Vec::new();
    for folder in folders(path)? {
        found.extend(files(&folder, "wsdl")?.into_iter().map(|wsdl| (wsdl, folder.clone())));
    }
    if found.is_empty() {
        return Err(SuiteError::Missing(path.join("*/*.wsdl")).into());
    }
    let generator = release_generator(tools)?;
    let mut report = Report::new("ews", 1);
    let (mut contracts, mut documents) = (Contracts::default(), Documents::default());
    for (wsdl, folder) in found {
        let mut inputs = files(&folder, "xsd")?;
        inputs.retain(|file| file_name(file).starts_with(FURTHER));
        inputs.insert(0, wsdl.clone());
        let name = stem(&wsdl);
        let place = tools.folder.join(label).join(&name);
        let contract = Contract::build(tools, &format!("{label}-{name}").to_lowercase(), inputs.clone(), &place)?;
        contracts.add(&mut report, "", &file_name(&wsdl), &contract.outcome());
        report.measure(&file_name(&wsdl), "operations", contract.operations().len() as f64, "");
        let bindings = Bindings { tools, folder: place.join("crate"), name: "conformance-bindings" };
        let costs = Costs { generator: &generator, bindings, subject: file_name(&wsdl) };
        costs.measure(&mut report, &inputs, release_build)?;
        let messages = messages(&folder, &contract)?;
        for (message, outcome) in messages.iter().zip(&contract.read(tools, &messages)) {
            documents.add_valid(&mut report, Place { group: &name, path: &file_name(message) }, outcome);
        }
    }
    contracts.finish(&mut report, "contracts");
    documents.finish(&mut report);
    Ok(report)
}

fn stem(file: &Path) -> String {
    file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The folder and those in it.
fn folders(path: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(path).with_context(|| path.display().to_string())?;
    let mut folders: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
    folders.retain(|folder| folder.is_dir());
    folders.push(path.to_owned());
    folders.sort();
    Ok(folders)
}

/// The messages beside a contract; and those published with MS-OXWSCOS, if the contract has the operations of that.
fn messages(folder: &Path, contract: &Contract) -> anyhow::Result<Vec<PathBuf>> {
    let mut messages = files(&folder.join("messages"), "xml")?;
    if contract.operations().iter().any(|operation| operation == OF_OXWSCOS) {
        messages.extend(files(&Tools::workspace().join("tests/messages"), "xml")?);
    }
    Ok(messages)
}

struct Costs<'a> {
    generator: &'a Path,
    bindings: Bindings<'a>,
    subject: String,
}

impl Costs<'_> {
    fn measure(&self, report: &mut Report, inputs: &[PathBuf], release_build: bool) -> anyhow::Result<()> {
        let Ok(generated) = self.bindings.generate(self.generator, inputs) else {
            report.unchecked.push(format!("{}: the generator's program refuses it", self.subject));
            return Ok(());
        };
        self.times(report, "generation", generated);
        match generated.peak {
            Some(peak) => report.measure(&self.subject, "peak memory of generation", peak as f64 / 1024.0, "MiB"),
            None => report.unchecked.push("peak memory of generation: the system does not tell".to_owned()),
        }
        report.measure(&self.subject, "files of Rust", self.bindings.sources()?.len() as f64, "");
        report.measure(&self.subject, "lines of Rust", self.bindings.lines()? as f64, "");
        self.bindings.stand_alone()?;
        self.times(report, "cargo check", self.bindings.cargo(&["check"])?);
        if release_build {
            self.times(report, "cargo build --release", self.bindings.cargo(&["build", "--release"])?);
            let library = self.library();
            let size = std::fs::metadata(&library).with_context(|| library.display().to_string())?.len();
            report.measure(&self.subject, "size of the library", size as f64 / 1024.0 / 1024.0, "MiB");
        }
        Ok(())
    }

    fn library(&self) -> PathBuf {
        let name = format!("lib{}.rlib", self.bindings.name.replace('-', "_"));
        self.bindings.tools.builds().join("release").join(name)
    }

    /// Two times: what a clock says, and what the processors worked, which other work on the machine hardly changes.
    fn times(&self, report: &mut Report, name: &str, taken: Taken) {
        report.measure(&self.subject, &format!("{name}, time"), taken.time.as_secs_f64(), "s");
        if let Some(processor) = taken.processor {
            report.measure(&self.subject, &format!("{name}, processor time"), processor.as_secs_f64(), "s");
        }
    }
}
