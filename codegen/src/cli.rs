//! `wsdl-codegen generate | inspect | diff | fetch | completions`: arguments come in, files and an exit code go out.

mod diff;
mod fetch;
mod generate;
mod inspect;
mod progress;
mod runtime;
mod summary;
mod telling;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory as _, Parser, Subcommand};
use wsdl_codegen::config::{Config, Version};
use wsdl_codegen::disk::{Project, console};

use progress::Progress;
use runtime::Runtime;
use telling::Telling;

/// Compiles WSDL 1.1 and XSD contracts into Rust bindings.
#[derive(Debug, Parser)]
#[command(
    version,
    after_help = "Exit codes: 0 done, 1 the contract has errors, a file cannot be used or is in the way, or `--check` found a difference, 2 wrong \
        arguments; `diff` has its own.\n\nExample: wsdl-codegen generate service.wsdl --crate bindings"
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Writes bindings as a crate or as one module.
    #[command(after_help = generate::HELP)]
    Generate(Generate),
    /// Shows the operations, headers and message trees of a contract.
    #[command(after_help = inspect::HELP)]
    Inspect(Inspect),
    /// Tells what changes from one contract to another, and for whom it breaks.
    #[command(after_help = diff::HELP)]
    Diff(diff::Diff),
    /// Gets a contract from where it is published, with all that it imports, and tells when it has changed.
    #[command(after_help = fetch::HELP)]
    Fetch(fetch::Fetch),
    /// Prints completions for a shell.
    #[command(after_help = "Exit codes: 0 done, 2 wrong arguments.\n\n\
        Example: wsdl-codegen completions bash > ~/.local/share/bash-completion/completions/wsdl-codegen")]
    Completions {
        /// The shell.
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, Args)]
struct Generate {
    #[command(flatten)]
    inputs: Inputs,
    /// Writes a complete crate into this folder.
    #[arg(long = "crate", value_name = "DIR", conflicts_with = "module")]
    crate_folder: Option<PathBuf>,
    /// Writes one self-contained module into this file.
    #[arg(long, value_name = "FILE.rs")]
    module: Option<PathBuf>,
    /// The package's name [default: the one in its Cargo.toml, or the folder's].
    #[arg(long, requires = "crate_folder", conflicts_with = "module")]
    name: Option<String>,
    /// Where the package soap-runtime comes from: a folder, the registry, or a git repository, in which `,branch=…`, `,tag=…` or
    /// `,rev=…` say what is meant [default: the registry, in the version of this program].
    #[arg(long, value_name = "PATH|version=REQUIREMENT|git=URL[,…]", value_parser = Runtime::parse, requires = "crate_folder", conflicts_with = "module")]
    runtime: Option<Runtime>,
    /// Writes nothing; exits with 1 and names the files that are stale, missing, extra or in the way.
    #[arg(long)]
    check: bool,
}

#[derive(Debug, Args)]
struct Inspect {
    #[command(flatten)]
    inputs: Inputs,
    /// Prints a sample request of this operation, and a sample response, in place of the tree: made from the contract, and valid.
    #[arg(long, value_name = "OPERATION")]
    sample: Option<String>,
}

#[derive(Debug, Args)]
struct Inputs {
    /// WSDL and XSD documents; what they include and import is found from there.
    #[arg(required_unless_present_any = ["config", "versions"], value_name = "FILE")]
    files: Vec<PathBuf>,
    /// A configuration: names, types, features and so on, and the documents, unless they are named here.
    #[arg(long, value_name = "wsdl-codegen.toml")]
    config: Option<PathBuf>,
    /// A version of the contract, to stand beside others; the oldest comes first. NAME is its module, LABEL what documentation and
    /// data call it.
    #[arg(long = "contract-version", value_name = "NAME[:LABEL]=FILE,…", conflicts_with = "files")]
    versions: Vec<String>,
    /// Takes this operation, or those that match (`Get*`), and only what they need; may be given several times.
    #[arg(long = "operation", value_name = "NAME", conflicts_with = "all")]
    operations: Vec<String>,
    /// Takes this global element or type (`Invoice`, `cac:Party`), or those that match (`*Party`), and what they need: of documents without
    /// operations, only that; may be given several times.
    #[arg(long = "root", value_name = "NAME", conflicts_with = "all")]
    roots: Vec<String>,
    /// Takes everything the schemas define, whether an operation reaches it or not.
    #[arg(long)]
    all: bool,
    /// An OASIS XML Catalog: where the documents are that the contract names by URL, such as `fetch` writes. Nothing is
    /// fetched.
    #[arg(long = "catalog", value_name = "catalog.xml")]
    catalogs: Vec<PathBuf>,
    /// Documentation to merge by QName.
    #[arg(long, value_name = "FILE.toml")]
    documentation: Vec<PathBuf>,
    #[command(flatten)]
    telling: Telling,
}

pub(crate) fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        // Of `diff`, 2 is an answer.
        Err(error) if error.use_stderr() && std::env::args().nth(1).is_some_and(|name| name == "diff") => {
            let _ = error.print();
            return ExitCode::from(diff::UNUSABLE);
        }
        Err(error) => error.exit(),
    };
    let (telling, done) = match &cli.command {
        Command::Diff(arguments) => return diff::diff(arguments),
        Command::Completions { shell } => return completions(*shell),
        Command::Fetch(arguments) => (arguments.telling, fetch::fetch(arguments)),
        Command::Generate(arguments) => (arguments.inputs.telling, generate::generate(arguments)),
        Command::Inspect(arguments) => (arguments.inputs.telling, inspect::inspect(arguments).map_err(Failure::from)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure { code, reason }) => {
            telling.failure(&reason);
            ExitCode::from(code)
        }
    }
}

/// Prints what a shell needs to complete arguments.
fn completions(shell: clap_complete::Shell) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "wsdl-codegen", &mut script);
    match console::out(&String::from_utf8_lossy(&script)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Why a command failed, and the exit code that says so.
#[derive(Debug)]
struct Failure {
    code: u8,
    reason: String,
}

impl Failure {
    /// Arguments that do not fit, which cannot be seen before the command has begun.
    fn arguments(reason: &str) -> Self {
        Self { code: 2, reason: format!("error: {reason}") }
    }
}

impl From<String> for Failure {
    fn from(reason: String) -> Self {
        Self { code: 1, reason }
    }
}

/// Writes to standard output.
fn tell(text: &str) -> Result<(), String> {
    console::out(text).map_err(|error| format!("cannot write to standard output: {error}"))
}

impl Inputs {
    /// Shows that the documents are being read, if that takes long.
    fn progress(&self, what: &str) -> Progress {
        let named = self.files.first().or(self.config.as_ref()).map(|file| format!(" {}", file.display()));
        Progress::of(format!("{what}{}", named.unwrap_or_default()))
    }

    /// The documents or versions named as arguments, or else in the configuration, with what the configuration decides.
    fn chosen(&self) -> Result<Project, String> {
        let Some(config) = &self.config else { return self.named() };
        let configured = Project::open(config).map_err(|error| error.to_string())?;
        if self.files.is_empty() && self.versions.is_empty() {
            return Ok(configured);
        }
        let named = self.named()?;
        let versions = named.config.versions;
        Ok(Project { config: Config { versions, ..configured.config }, ..named })
    }

    fn named(&self) -> Result<Project, String> {
        if self.versions.is_empty() {
            return Ok(Project::of_files(&self.files));
        }
        let versions = self.versions.iter().map(|version| parse_version(version)).collect::<Result<Vec<_>, _>>()?;
        Ok(Project::of_versions(versions))
    }

    fn project(&self) -> Result<Project, String> {
        let mut project = self.chosen()?;
        project.config.all |= self.all;
        if !self.operations.is_empty() {
            project.config.operations = Some(self.operations.clone());
        }
        if !self.roots.is_empty() {
            project.config.roots.clone_from(&self.roots);
        }
        project.config.tool = "wsdl-codegen".to_owned();
        self.catalogs.iter().try_for_each(|catalog| project.resolver.locations.add_catalog(catalog))?;
        for file in &self.documentation {
            let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
            project.config.documentation.push((file.display().to_string(), text));
        }
        Ok(project)
    }
}

/// `NAME[:LABEL]=FILE,…`
fn parse_version(argument: &str) -> Result<Version, String> {
    let expected = || format!("--contract-version {argument}: expected NAME=FILE or NAME:LABEL=FILE,FILE");
    let (head, files) = argument.split_once('=').filter(|(_, files)| !files.is_empty()).ok_or_else(expected)?;
    let (name, label) = match head.split_once(':') {
        Some((name, label)) => (name, Some(label.to_owned())),
        None => (head, None),
    };
    let inputs = files.split(',').map(str::to_owned).collect();
    Ok(Version { name: name.to_owned(), label, inputs })
}
