//! A test suite of XML Schema comes in, how generator and bindings do on it goes out.
//!
//! Valid schemas are generated, compiled and their documents read; invalid ones only generated, since the generator is no
//! schema validator: it has to end without a panic.

use std::collections::BTreeMap;
use std::path::Path;

use crate::documents::{Task, read_all};
use crate::drivers::{Built, Form, Module, build};
use crate::generator::{Generated, Inputs, Job};
use crate::outcome::{Contract, Fault};
use crate::parallel;
use crate::report::Report;
use crate::suite::{Group, Suite};
use crate::tally::{Contracts, Documents, Place};
use crate::tools::Tools;
use crate::worker::Failure;

/// How many modules a program is made of.
const SIZE: usize = 300;

struct Run<'a> {
    suite: &'a Suite,
    inputs: Vec<Inputs>,
    generated: Vec<Result<Generated, Failure>>,
    built: Built,
}

/// Runs a suite. What is made is left in a folder named `label`.
///
/// # Errors
/// When files cannot be written or cargo not be run.
pub fn run(tools: &Tools, label: &str, suite: &Suite, sample: usize) -> anyhow::Result<Report> {
    let folder = tools.folder.join(label);
    let inputs: Vec<Inputs> = suite.groups.iter().map(|group| inputs(suite, group)).collect();
    let jobs: Vec<_> =
        inputs.iter().enumerate().zip(&suite.groups).map(|((i, it), group)| job(&folder, i, it, group)).collect();
    let ask = |generator: &mut crate::worker::Worker, job: &Job| generator.ask(job);
    let generated = parallel::each("generated", &jobs, || tools.generator(), ask);
    let modules: Vec<Module> =
        (0..).zip(&generated).zip(&suite.groups).filter_map(|((i, it), group)| module(i, it, group)).collect();
    let built = build(tools, &folder, label, &modules, SIZE)?;
    let mut report = Report::new("xsts", sample);
    Run { suite, inputs, generated, built }.report(tools, &mut report);
    Ok(report)
}

fn inputs(suite: &Suite, group: &Group) -> Inputs {
    Inputs { files: group.schemas.iter().map(|path| suite.root.join(path)).collect(), all: true }
}

fn name(index: usize) -> String {
    format!("g{index}")
}

fn job(folder: &Path, index: usize, inputs: &Inputs, group: &Group) -> Job {
    let kind = if group.valid { "modules" } else { "modules-of-invalid" };
    Job::Generate(inputs.clone(), folder.join(kind).join(name(index)).with_extension("rs"))
}

fn module(index: usize, generated: &Result<Generated, Failure>, group: &Group) -> Option<Module> {
    let Ok(Generated::Module { has_documents, .. }) = generated else { return None };
    let form = if *has_documents && !group.instances.is_empty() { Form::Documents } else { Form::None };
    group.valid.then(|| Module { name: name(index), form })
}

impl Run<'_> {
    fn contract(&self, index: usize) -> Contract {
        match self.generated.get(index) {
            Some(Ok(Generated::Module { .. })) => match self.built.refused.get(&name(index)) {
                Some(error) => Contract::Failed(Fault::NotCompiling, error.clone()),
                None => Contract::Accepted,
            },
            Some(Ok(Generated::Refused(code, text))) => Contract::Unsupported(code.clone(), text.clone()),
            Some(Err(failure)) => Contract::Failed(failure.into(), failure.to_string()),
            None => Contract::Failed(Fault::Panic, "it was not generated".to_owned()),
        }
    }

    fn report(&self, tools: &Tools, report: &mut Report) {
        let groups = || self.suite.groups.iter().enumerate();
        let (mut contracts, mut accepted) = (Contracts::default(), BTreeMap::new());
        for (index, group) in groups().filter(|(_, group)| group.valid) {
            let outcome = self.contract(index);
            contracts.add(report, &group.name, &group.schemas.join(" "), &outcome);
            accepted.insert(index, outcome == Contract::Accepted);
        }
        contracts.finish(report, "valid schemas");
        self.report_invalid(report);
        self.report_documents(tools, report, &accepted);
    }

    fn report_invalid(&self, report: &mut Report) {
        let invalid = || self.suite.groups.iter().zip(&self.generated).filter(|(group, _)| !group.valid);
        for (group, generated) in invalid() {
            if let Err(failure) = generated {
                report.faults += 1;
                report.fail("invalid schemas", &group.name, &group.schemas.join(" "), failure.to_string());
            }
        }
        let diagnosed = invalid().filter(|(_, generated)| matches!(generated, Ok(Generated::Refused(..)))).count();
        report.count(
            "invalid schemas (the generator is no validator of schemas)",
            "diagnosed",
            diagnosed,
            invalid().count(),
        );
    }

    fn report_documents(&self, tools: &Tools, report: &mut Report, accepted: &BTreeMap<usize, bool>) {
        let mut documents = Documents::default();
        let (mut tasks, mut places) = (Vec::new(), Vec::new());
        let names: Vec<String> = (0..self.inputs.len()).map(name).collect();
        for (index, is_accepted) in accepted {
            let (group, module, inputs) = (&self.suite.groups[*index], &names[*index], &self.inputs[*index]);
            for instance in &group.instances {
                if *is_accepted {
                    tasks.push(Task { module, inputs, path: self.suite.root.join(&instance.path) });
                    places.push((*index, instance));
                } else {
                    documents.add_not_run();
                }
            }
        }
        let outcomes = read_all("documents", tools, &self.built.programs, &tasks);
        for ((index, instance), outcome) in places.into_iter().zip(&outcomes) {
            let place = Place { group: &self.suite.groups[index].name, path: &instance.path };
            if instance.valid {
                documents.add_valid(report, place, outcome);
            } else {
                documents.add_invalid(report, place, outcome, self.has_identity_constraints(index));
            }
        }
        documents.finish(report);
    }

    fn has_identity_constraints(&self, index: usize) -> bool {
        let generated = self.generated.get(index);
        matches!(generated, Some(Ok(Generated::Module { has_identity_constraints: true, .. })))
    }
}
