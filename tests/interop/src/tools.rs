//! The tools of the other languages: found on the machine, and installed as pinned.
//!
//! What is installed has a stamp in its folder, with the pins and the version of what installed them. It is installed again only when
//! the stamp says something else.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;

const REQUIREMENTS: &str = include_str!("../requirements.txt");
const PACKAGE: &str = include_str!("../package.json");
const LOCK: &str = include_str!("../package-lock.json");

const PYTHON: &str =
    "Python 3.9 or later with venv and pip, as `python3` (Debian and Ubuntu: python3 and python3-venv)";
const NODE: &str =
    "Node.js 20.19 or later with npm, as `node` and `npm` (https://nodejs.org); `--only rust --only zeep` does without";

/// Where the tools are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tools {
    folder: PathBuf,
    /// The versions of what the machine has.
    pub versions: BTreeMap<String, String>,
}

impl Tools {
    /// Installs what is pinned into the folder, if it is not there; node's only where it is wanted.
    ///
    /// # Errors
    /// Something is missing on the machine, or pip or npm fails.
    pub fn install(folder: &Path, with_node: bool) -> Result<Self, Failure> {
        fs::create_dir_all(folder).map_err(|error| Failure::file(folder, error))?;
        let folder = folder.canonicalize().map_err(|error| Failure::file(folder, error))?;
        let mut tools = Self { folder, versions: BTreeMap::new() };
        tools.install_python()?;
        if with_node {
            tools.install_node()?;
        }
        Ok(tools)
    }

    /// A call of a Python script.
    #[must_use]
    pub fn python(&self, script: &Path) -> tokio::process::Command {
        let mut command = tokio::process::Command::new(self.interpreter());
        command.arg("-B").arg(script).env("PYTHONUTF8", "1").env_remove("PYTHONPATH");
        command
    }

    /// A call of a node script.
    #[must_use]
    pub fn node(&self, script: &Path) -> tokio::process::Command {
        let mut command = tokio::process::Command::new("node");
        command.arg(script).env("NODE_PATH", self.folder.join("node/node_modules"));
        command
    }

    fn interpreter(&self) -> PathBuf {
        self.folder.join(if cfg!(windows) { "venv/Scripts/python.exe" } else { "venv/bin/python" })
    }

    fn install_python(&mut self) -> Result<(), Failure> {
        let version = "import sys, venv, ensurepip; print('%d.%d.%d' % sys.version_info[:3])";
        let version = version_of(Command::new("python3").args(["-c", version]), "python3", [3, 9], PYTHON)?;
        let venv = self.folder.join("venv");
        let stamp = format!("{version}\n{REQUIREMENTS}");
        self.versions.insert("python".to_owned(), version);
        unless_stamped(&venv, &stamp, || {
            eprintln!("installing zeep and lxml into {}", venv.display());
            call(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
            let mut pip = Command::new(self.interpreter());
            pip.args(["-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary=:all:", "--requirement"]);
            call(pip.arg(crate::sources().join("requirements.txt")))
        })
    }

    fn install_node(&mut self) -> Result<(), Failure> {
        let version = version_of(Command::new("node").arg("--version"), "node", [20, 19], NODE)?;
        let npm = version_of(Command::new("npm").arg("--version"), "npm", [0, 0], NODE)?;
        let folder = self.folder.join("node");
        let stamp = format!("{version}\n{PACKAGE}{LOCK}");
        self.versions.extend([("node".to_owned(), version), ("npm".to_owned(), npm)]);
        unless_stamped(&folder, &stamp, || {
            eprintln!("installing soap into {}", folder.display());
            for (name, text) in [("package.json", PACKAGE), ("package-lock.json", LOCK)] {
                let file = folder.join(name);
                fs::write(&file, text).map_err(|error| Failure::file(&file, error))?;
            }
            let quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
            call(Command::new("npm").arg("ci").args(quiet).current_dir(&folder))
        })
    }
}

/// A Python of its own, in a folder, with what a file pins. Its interpreter, or why there is none.
///
/// # Errors
/// Python is missing, or pip fails.
pub fn python_with(folder: &Path, requirements: &Path) -> Result<PathBuf, String> {
    let interpreter = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let installed = || {
        let pins = fs::read_to_string(requirements).map_err(|error| Failure::file(requirements, error))?;
        unless_stamped(folder, &pins, || {
            eprintln!("installing {} into {}", requirements.display(), folder.display());
            call(Command::new("python3").args(["-m", "venv"]).arg(folder))?;
            let mut pip = Command::new(&interpreter);
            pip.args(["-m", "pip", "install", "--quiet", "--require-hashes", "--only-binary=:all:", "--requirement"]);
            call(pip.arg(requirements))
        })
    };
    installed().map(|()| interpreter.clone()).map_err(|failure| failure.to_string())
}

/// Installs something into a folder, which is empty before, unless the stamp in it says that this was done.
pub(crate) fn unless_stamped(
    folder: &Path,
    stamp: &str,
    install: impl FnOnce() -> Result<(), Failure>,
) -> Result<(), Failure> {
    let failed = |error| Failure::file(folder, error);
    let file = folder.join("interop.stamp");
    if fs::read_to_string(&file).is_ok_and(|text| text == stamp) {
        return Ok(());
    }
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(failed)?;
    }
    fs::create_dir_all(folder).map_err(failed)?;
    install()?;
    fs::write(&file, stamp).map_err(failed)
}

/// The version that a tool says it has, which has to be `least` or later.
fn version_of(command: &mut Command, tool: &str, least: [u32; 2], needed: &'static str) -> Result<String, Failure> {
    let missing = |found: String| Failure::Missing { found, needed };
    let output = command.output().map_err(|error| missing(format!("{tool} cannot be called: {error}")))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(missing(format!("{tool} fails: {}", said.trim().lines().last().unwrap_or_default())));
    }
    let version = String::from_utf8_lossy(&output.stdout).trim().trim_start_matches('v').to_owned();
    if is_at_least(&version, least) { Ok(version) } else { Err(missing(format!("this is {tool} {version}"))) }
}

fn is_at_least(version: &str, least: [u32; 2]) -> bool {
    let numbers: Vec<u32> = version.split('.').map_while(|part| part.parse().ok()).collect();
    numbers.len() >= 2 && numbers.as_slice() >= least.as_slice()
}

pub(crate) fn call(command: &mut Command) -> Result<(), Failure> {
    let (outcome, output) = match command.output() {
        Ok(output) if output.status.success() => return Ok(()),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            (format!("ended with {}", output.status), format!(":\n{}", said.trim_end()))
        }
        Err(error) => (format!("cannot be called: {error}"), String::new()),
    };
    let arguments: String = command.get_args().map(|argument| format!(" {}", argument.display())).collect();
    Err(Failure::Command { command: format!("{}{arguments}", command.get_program().display()), outcome, output })
}

#[cfg(test)]
mod tests {
    use super::{LOCK, REQUIREMENTS, is_at_least};

    #[test]
    fn versions_are_compared_by_number() {
        assert!(is_at_least("3.11.7", [3, 9]) && is_at_least("20.19.0", [20, 19]) && is_at_least("22.1.0", [20, 19]));
        assert!(!is_at_least("3.8.10", [3, 9]) && !is_at_least("20.9.0", [20, 19]) && !is_at_least("?", [0, 0]));
    }

    #[test]
    fn pins_are_exact_and_name_no_registry() {
        let pins: Vec<&str> = REQUIREMENTS.lines().filter(|line| line.starts_with(char::is_alphanumeric)).collect();
        assert!(pins.len() > 2 && pins.iter().all(|pin| pin.contains("==") && pin.ends_with(" \\")), "{pins:?}");
        assert!(REQUIREMENTS.matches("--hash=sha256:").count() >= pins.len());
        assert!(!LOCK.contains("\"resolved\"") && !LOCK.contains("registry"));
        assert!(LOCK.contains("\"integrity\": \"sha512-"));
    }
}
