//! Documents come in, each with the module that reads it; what became of each goes out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use conformance_driver::{Answer, Request};
use soap_runtime::xml::Encoded;

use crate::generator::{Comparison, Inputs, Job, Pair};
use crate::outcome::Document;
use crate::parallel;
use crate::tools::Tools;
use crate::worker::{Failure, Worker};

/// A document to read.
#[derive(Debug)]
pub struct Task<'a> {
    /// The module that reads it.
    pub module: &'a str,
    /// The contract the module is of.
    pub inputs: &'a Inputs,
    /// Where the document is.
    pub path: PathBuf,
}

/// Reads all documents with the programs that the modules are part of.
#[must_use]
pub fn read_all(what: &str, tools: &Tools, programs: &BTreeMap<String, PathBuf>, tasks: &[Task<'_>]) -> Vec<Document> {
    let own = || (BTreeMap::<PathBuf, Worker>::new(), tools.generator());
    parallel::each(what, tasks, own, |(drivers, generator), task| {
        let Some(program) = programs.get(task.module) else {
            return Document::NotRun("there are no bindings for it".to_owned());
        };
        // One program at a time is enough: tasks come in the order of the modules.
        drivers.retain(|running, _| running == program);
        let driver = drivers.entry(program.clone()).or_insert_with(|| Tools::driver(program));
        match text(&task.path) {
            Ok(xml) => read(driver, generator, task, xml),
            Err(reason) => Document::NotRun(reason),
        }
    })
}

fn read(driver: &mut Worker, generator: &mut Worker, task: &Task<'_>, xml: String) -> Document {
    let request = Request { module: task.module.to_owned(), xml };
    let answer: Answer = match driver.ask(&request) {
        Ok(answer) => answer,
        Err(failure) => return Document::Failed(failure),
    };
    let comparison = answer.lenient.as_ref().ok().map(|written| {
        let pair = Pair { original: request.xml, written: written.xml.clone() };
        generator.ask(&Job::Compare(task.inputs.clone(), Box::new(pair)))
    });
    let comparison: Option<Result<Comparison, Failure>> = comparison;
    Document::Answered { answer, comparison }
}

fn text(path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    let document = Encoded::new(&bytes, None).map_err(|found| found.error.to_string())?;
    document.text().map(std::borrow::Cow::into_owned).map_err(|found| found.error.to_string())
}
