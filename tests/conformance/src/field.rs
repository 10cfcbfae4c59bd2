//! A folder of small contracts with messages and documents comes in, a line for each contract goes out: whether it is generated and
//! compiles, and how the bindings read each document. Behind the lines stands what is not as expected, for worse or for better.

mod cases;
mod expected;
mod words;

use std::path::Path;

use crate::documents::{Task, read_all};
use crate::drivers::{Built, Form, Module, build};
use crate::generator::{Generated, Job};
use crate::outcome::{Contract, Document, Fault};
use crate::parallel;
use crate::suite::SuiteError;
use crate::tools::Tools;
use crate::worker::{Failure, Worker};

use cases::Case;
pub use expected::{Expected, ExpectedError};

/// How many modules a program is made of: few, so that one that does not compile has few others built again.
const SIZE: usize = 12;

/// What became of a contract and its documents.
struct Outcome<'a> {
    case: &'a Case,
    contract: Contract,
    documents: Vec<Document>,
}

/// Runs all contracts in `wsdl/NAME/` and `xsd/NAME/` of a folder; what is made is left in a folder named `label`. Gives how many
/// outcomes are not as expected.
///
/// # Errors
/// When there is no such folder, files cannot be read or written, or cargo cannot be run.
pub fn run(tools: &Tools, label: &str, root: &Path, expected: &Expected) -> anyhow::Result<usize> {
    let cases = cases::find(root)?;
    if cases.is_empty() {
        return Err(SuiteError::Missing(root.join("{wsdl,xsd}/*/*.{wsdl,xsd}")).into());
    }
    let outcomes = outcomes(tools, label, &cases)?;
    for outcome in &outcomes {
        println!("{}", words::line(outcome));
    }
    let comparison = expected.compare(&outcomes);
    print!("{comparison}");
    Ok(comparison.differing())
}

fn outcomes<'a>(tools: &Tools, label: &str, cases: &'a [Case]) -> anyhow::Result<Vec<Outcome<'a>>> {
    let folder = tools.folder.join(label);
    let modules: Vec<String> = (0..cases.len()).map(|index| format!("c{index}")).collect();
    let jobs: Vec<Job> = (cases.iter().zip(&modules))
        .map(|(case, module)| {
            Job::Generate(case.inputs.clone(), folder.join("modules").join(module).with_extension("rs"))
        })
        .collect();
    let ask = |generator: &mut Worker, job: &Job| generator.ask(job);
    let generated: Vec<Result<Generated, Failure>> = parallel::each("generated", &jobs, || tools.generator(), ask);
    let built = build(tools, &folder, label, &compilable(&modules, &generated), SIZE)?;
    let tasks: Vec<Task<'_>> = (cases.iter().zip(&modules))
        .flat_map(|(case, module)| {
            case.documents.iter().map(move |path| Task { module, inputs: &case.inputs, path: path.clone() })
        })
        .collect();
    let mut read = read_all("documents", tools, &built.programs, &tasks).into_iter();
    let outcome = |((case, module), generated): ((&'a Case, &String), &Result<Generated, Failure>)| Outcome {
        case,
        contract: contract(generated, module, &built),
        documents: read.by_ref().take(case.documents.len()).collect(),
    };
    Ok(cases.iter().zip(&modules).zip(&generated).map(outcome).collect())
}

/// The modules that were generated.
fn compilable(names: &[String], generated: &[Result<Generated, Failure>]) -> Vec<Module> {
    let module = |(name, generated): (&String, &Result<Generated, Failure>)| {
        let Ok(Generated::Module { has_documents, .. }) = generated else { return None };
        Some(Module { name: name.clone(), form: if *has_documents { Form::Either } else { Form::None } })
    };
    names.iter().zip(generated).filter_map(module).collect()
}

fn contract(generated: &Result<Generated, Failure>, module: &str, built: &Built) -> Contract {
    match generated {
        Ok(Generated::Module { .. }) => match built.refused.get(module) {
            Some(error) => Contract::Failed(Fault::NotCompiling, error.clone()),
            None => Contract::Accepted,
        },
        Ok(Generated::Refused(code, text)) => Contract::Unsupported(code.clone(), text.clone()),
        Err(failure) => Contract::Failed(failure.into(), failure.to_string()),
    }
}
