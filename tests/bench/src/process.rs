//! A task in a process of its own: one of the programs of this package, which differ by their allocators.

use std::env::consts::EXE_SUFFIX;
use std::env::current_exe;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::shapes::Entry;
use crate::subject::Subject;
use crate::worker::{Figures, Task};

/// A program of this package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Program {
    /// With the system's allocator.
    System,
    /// With one that counts.
    Heap,
    /// With mimalloc.
    Mimalloc,
}

impl Program {
    /// Where it is: beside this one.
    pub(crate) fn path(self) -> Result<PathBuf> {
        let name = match self {
            Self::System => "bench",
            Self::Heap => "bench-heap",
            Self::Mimalloc => "bench-mimalloc",
        };
        Ok(current_exe()?.with_file_name(format!("{name}{EXE_SUFFIX}")))
    }
}

/// The arguments with which a program does a task.
pub(crate) fn arguments(shape: &Entry, subject: Subject, task: Task, rounds: Option<usize>) -> Vec<String> {
    let task = format!("{task:?}").to_lowercase();
    let mut arguments =
        ["--shape", shape.name, "--message", &subject.to_string(), "--work", &task].map(str::to_owned).to_vec();
    if let Some(rounds) = rounds {
        arguments.extend(["--rounds".to_owned(), rounds.to_string()]);
    }
    arguments
}

/// Has a program do a task.
pub(crate) fn work(
    program: Program,
    shape: &Entry,
    subject: Subject,
    task: Task,
    rounds: Option<usize>,
) -> Result<Figures> {
    let mut command = Command::new(program.path()?);
    command.args(arguments(shape, subject, task, rounds));
    let output = command.stderr(Stdio::inherit()).output().with_context(|| format!("{command:?}"))?;
    ensure!(output.status.success(), "{}: {task:?} of {subject} failed", shape.name);
    serde_json::from_slice(&output.stdout).with_context(|| format!("{}: {task:?} gave no figures", shape.name))
}
