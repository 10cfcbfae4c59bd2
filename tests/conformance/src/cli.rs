//! `conformance [ews|databinding|xsts] [--suite PATH] [--json FILE] [--sample N]` and `conformance field|many-operations|vocabulary|growth`:
//! arguments come in, a table, a JSON file and an exit code go out.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context as _;
use clap::{Parser, Subcommand, ValueEnum};

use crate::field::{Expected, ExpectedError};
use crate::report::Report;
use crate::suite::{Suite, SuiteError};
use crate::tools::Tools;

/// The variable that names the folder with the published contracts and suites.
const CORPUS: &str = "CONTRACT_CORPUS";

/// Generates, compiles, reads, writes and compares by value.
#[derive(Debug, Parser)]
#[command(
    name = "conformance",
    after_help = "Exit codes: 0 the run came to its end (or there is nothing to run on: skipped), 1 something panicked, hung or did not \
                  compile, or an outcome of `field` is not as expected, 2 wrong arguments or no such suite."
)]
struct Cli {
    #[command(subcommand)]
    other: Option<Other>,
    #[command(flatten)]
    arguments: Arguments,
}

/// What to run.
#[derive(Debug, Clone, clap::Args)]
struct Arguments {
    /// The suite [default: all of them].
    suite_name: Option<Name>,
    /// Another suite of the same form: a folder, for `xsts` also a .tar.gz [default: what CONTRACT_CORPUS holds].
    #[arg(long, value_name = "PATH", requires = "suite_name")]
    suite: Option<PathBuf>,
    /// Writes the figures, and every failing case with its reason, as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Takes every N-th group or message only; `ews` has too few to leave any out.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    sample: u32,
    /// Also times the release build of the EWS bindings.
    #[arg(long)]
    release_build: bool,
}

/// What runs on no suite.
#[derive(Debug, Subcommand)]
enum Other {
    /// Measures what it takes to check the bindings of contracts with many operations, which it makes itself.
    ManyOperations {
        /// How many operations.
        #[arg(long, value_name = "N,N,…", value_delimiter = ',', default_value = "100,200,400,1200")]
        counts: Vec<usize>,
        /// Also measures the release build of a program that hosts them.
        #[arg(long)]
        release_build: bool,
    },
    /// Measures what it takes to generate and check a part of a large vocabulary, which it makes itself; or of one that is given.
    Vocabulary {
        /// How many types are kept.
        #[arg(
            long,
            value_name = "N,N,…",
            value_delimiter = ',',
            default_value = "500,1000,2000",
            conflicts_with = "documents"
        )]
        kept: Vec<usize>,
        /// How many types there are.
        #[arg(long, value_name = "N", default_value_t = 4000, conflicts_with = "documents")]
        defined: usize,
        /// A global element or type that is asked for, of documents that are given; several times for several rows.
        #[arg(long, value_name = "NAME", requires = "documents")]
        root: Vec<String>,
        /// The documents of another vocabulary.
        #[arg(value_name = "FILE", requires = "root")]
        documents: Vec<PathBuf>,
    },
    /// Measures what it takes to generate a schema with so many copies of its components, and with which power of their number that grows.
    Growth {
        /// How many copies.
        #[arg(long, value_name = "N,N,…", value_delimiter = ',', default_value = "1,2,4,8,16,32,64")]
        copies: Vec<usize>,
        /// The schema, which refers to no other file [default: the types of EWS in what CONTRACT_CORPUS holds].
        #[arg(value_name = "FILE")]
        schema: Option<PathBuf>,
    },
    /// Runs small contracts with messages, as they are met in the field, and compares what comes of each with what is expected.
    Field {
        /// A folder with wsdl/NAME/*.{wsdl,xml} and xsd/NAME/*.{xsd,xml} [default: `field` of what CONTRACT_CORPUS holds].
        #[arg(long, value_name = "PATH")]
        folder: Option<PathBuf>,
        /// What is expected [default: tests/conformance/field.toml; of another folder its own field.toml, if it has one].
        #[arg(long, value_name = "FILE")]
        expected: Option<PathBuf>,
    },
    /// Answers the jobs of another run.
    #[command(hide = true)]
    Serve,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Name {
    /// All of Exchange Web Services.
    Ews,
    /// The W3C's XML Schema Patterns for Databinding.
    Databinding,
    /// The W3C's XML Schema Test Suite.
    Xsts,
}

/// Runs what the command line says.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let faults = match &cli.other {
        None => tools().and_then(|tools| run(&tools, &cli.arguments)),
        Some(Other::ManyOperations { counts, release_build }) => {
            tools().and_then(|tools| crate::many_operations::run(&tools, counts, *release_build)).map(|()| 0)
        }
        Some(Other::Vocabulary { documents, root, .. }) if !documents.is_empty() => {
            tools().and_then(|tools| crate::vocabulary::of_documents(&tools, documents, root)).map(|()| 0)
        }
        Some(Other::Vocabulary { kept, defined, .. }) => {
            tools().and_then(|tools| crate::vocabulary::run(&tools, kept, *defined)).map(|()| 0)
        }
        Some(Other::Growth { copies, schema }) => {
            tools().and_then(|tools| growth(&tools, schema.as_deref(), copies)).map(|()| 0)
        }
        Some(Other::Field { folder, expected }) => {
            tools().and_then(|tools| field(&tools, folder.as_deref(), expected.as_deref()))
        }
        Some(Other::Serve) => {
            crate::generator::serve();
            Ok(0)
        }
    };
    match faults {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::from(if error.is::<SuiteError>() || error.is::<ExpectedError>() { 2 } else { 1 })
        }
    }
}

/// Measures how generation grows, with a schema that is given or that of EWS.
fn growth(tools: &Tools, schema: Option<&Path>, copies: &[usize]) -> anyhow::Result<()> {
    let of_corpus = || corpus().map(|corpus| corpus.join("schemas/ews-2016/types.xsd"));
    let Some(schema) = schema.map(Path::to_owned).or_else(of_corpus) else {
        println!("skipped: {CORPUS} is not set, and no schema is given");
        return Ok(());
    };
    if !schema.exists() {
        return Err(SuiteError::Missing(schema).into());
    }
    crate::growth::run(tools, &schema, copies)
}

/// Runs a folder of contracts from the field; gives how many outcomes are not as expected.
fn field(tools: &Tools, folder: Option<&Path>, expected: Option<&Path>) -> anyhow::Result<usize> {
    let of_corpus = corpus().map(|corpus| corpus.join("field")).filter(|folder| folder.is_dir());
    let Some(root) = folder.map(Path::to_owned).or(of_corpus) else {
        println!("skipped: {CORPUS} names no folder with `field`, and no --folder is given");
        return Ok(0);
    };
    let usual = match folder {
        Some(folder) => Some(folder.join("field.toml")).filter(|file| file.is_file()),
        None => Some(Tools::workspace().join("tests/conformance/field.toml")),
    };
    let expected = match expected.map(Path::to_owned).or(usual) {
        Some(file) => Expected::read(&file)?,
        None => Expected::default(),
    };
    let label = if folder.is_some() { "field-other" } else { "field" };
    crate::field::run(tools, label, &root, &expected)
}

fn tools() -> anyhow::Result<Tools> {
    Ok(Tools { program: std::env::current_exe()?, folder: Tools::workspace().join("target/conformance") })
}

/// Runs the suites; gives how often something panicked, hung or did not compile.
fn run(tools: &Tools, arguments: &Arguments) -> anyhow::Result<usize> {
    let names = arguments.suite_name.map_or(vec![Name::Ews, Name::Databinding, Name::Xsts], |name| vec![name]);
    let mut reports = Vec::new();
    for name in names {
        let Some(path) = arguments.suite.clone().or_else(|| place(name)) else {
            println!("skipped: {CORPUS} is not set, and no --suite is given");
            return Ok(0);
        };
        if !path.exists() {
            return Err(SuiteError::Missing(path).into());
        }
        let began = Instant::now();
        let mut report = one(name, tools, &path, arguments)?;
        report.seconds = began.elapsed().as_secs_f64();
        println!("{report}");
        if arguments.json.is_none() && !report.failing.is_empty() {
            println!("--json FILE names the {} cases that failed, each with its reason\n", report.failing.len());
        }
        reports.push(report);
    }
    if let Some(file) = &arguments.json {
        let json = serde_json::to_string_pretty(&reports)?;
        std::fs::write(file, json).with_context(|| file.display().to_string())?;
    }
    Ok(reports.iter().map(|report| report.faults).sum())
}

fn one(name: Name, tools: &Tools, path: &Path, arguments: &Arguments) -> anyhow::Result<Report> {
    let sample = arguments.sample as usize;
    match name {
        Name::Xsts => {
            let label = label(path, sample);
            let suite = Suite::open(path, &tools.folder.join(format!("{label}-suite")))?.sampled(sample);
            crate::xsts::run(tools, &label, &suite, sample)
        }
        Name::Databinding => crate::databinding::run(tools, "databinding", path, sample),
        Name::Ews => crate::ews::run(tools, "ews", path, arguments.release_build),
    }
}

/// The folder for what is made of a suite, so that runs on two of them do not build each other's modules anew.
fn label(path: &Path, sample: usize) -> String {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default().to_lowercase();
    let stem: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let label = format!("xsts-{}", stem.trim_start_matches("xsts-"));
    if sample > 1 { format!("{label}-sample-{sample}") } else { label }
}

fn corpus() -> Option<PathBuf> {
    std::env::var_os(CORPUS).filter(|corpus| !corpus.is_empty()).map(PathBuf::from)
}

/// Where the corpus has a suite.
fn place(name: Name) -> Option<PathBuf> {
    Some(corpus()?.join(match name {
        Name::Ews => "schemas",
        Name::Databinding => "databinding",
        Name::Xsts => "xsts/xsts-dev.tar.gz",
    }))
}
