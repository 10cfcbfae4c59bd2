//! A run: every shape checked, then measured, each time in a new process of this program.
//!
//! Measuring goes round all shapes several times, so that what else the machine does for a while does not fall on one shape.

use std::env::consts::EXE_SUFFIX;
use std::env::current_exe;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::cli::Cli;
use crate::report::{Report, Row};
use crate::shapes::Shape;
use crate::worker::{Figures, Task, Timed};

/// How often measuring goes round all shapes.
const PASSES: usize = 3;
/// The time for one direction of one shape in one pass.
const MILLISECONDS: u64 = 500;

/// Measures the shapes.
pub(crate) fn run(cli: &Cli, shapes: &[Shape], bytes: usize) -> Result<Report> {
    let mut rows = Vec::new();
    for shape in shapes {
        let Figures::Checked(checked) = work(cli, *shape, Task::Check)? else {
            continue;
        };
        eprintln!(
            "{:>9}: reads{} the message",
            shape.name(),
            if checked.written.is_some() { " and writes" } else { "" }
        );
        rows.push(Row { shape: *shape, checked, read: None, write: None });
    }
    for pass in 1..=PASSES {
        for row in &mut rows {
            measure(cli, row)?;
            eprintln!("{:>9}: pass {pass} of {PASSES}{}", row.shape.name(), row.summary(bytes));
        }
    }
    Ok(Report { personas: cli.personas, bytes, rows })
}

fn measure(cli: &Cli, row: &mut Row) -> Result<()> {
    if let Figures::Timed(timed) = work(cli, row.shape, Task::Read)? {
        row.read = Some(better(row.read, timed));
    }
    if row.shape.writes()
        && let Figures::Timed(timed) = work(cli, row.shape, Task::Write)?
    {
        row.write = Some(better(row.write, timed));
    }
    Ok(())
}

/// The better of two passes: of the medians, too, the one that less was done beside.
fn better(before: Option<Timed>, now: Timed) -> Timed {
    before.map_or(now, |before| Timed {
        best: before.best.min(now.best),
        median: before.median.min(now.median),
        rounds: before.rounds + now.rounds,
    })
}

/// The binary for a task: for time this one, for memory the one whose allocator counts.
fn program(task: Task) -> Result<PathBuf> {
    let own = current_exe()?;
    Ok(match task {
        Task::Check => own.with_file_name(format!("bench-heap{EXE_SUFFIX}")),
        Task::Read | Task::Write => own,
    })
}

fn work(cli: &Cli, shape: Shape, task: Task) -> Result<Figures> {
    let task_name = format!("{task:?}").to_lowercase();
    let mut command = Command::new(program(task)?);
    command.args(["--shape", &shape.name(), "--task", &task_name, "--work", &MILLISECONDS.to_string()]);
    command.args(["--personas", &cli.personas.to_string()]);
    if let Some(rounds) = cli.rounds {
        command.args(["--rounds", &rounds.get().div_ceil(PASSES).to_string()]);
    }
    let output = command.stderr(Stdio::inherit()).output().with_context(|| format!("{command:?}"))?;
    ensure!(output.status.success(), "{}: {task_name} failed", shape.name());
    serde_json::from_slice(&output.stdout).with_context(|| format!("{}: {task_name} gave no figures", shape.name()))
}
