//! Measures reading and writing messages with this project's crate, beside other ways to do it.
//!
//! In: which messages, which shapes, which figures. Out: a table of speeds, instructions and memory, and the same as JSON; or how the instructions
//! differ from those that were committed. Every figure is from a process that did nothing else.

mod baseline;
mod callgrind;
mod check;
mod cli;
mod clock;
mod message;
mod peers;
mod plots;
mod process;
mod report;
mod run;
mod shapes;
mod subject;
mod table;
mod worker;

use std::fs;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use clap::Parser;

use baseline::Baseline;
use cli::{Cli, Figure};
use message::Message;
use report::Report;
use shapes::SHAPES;
use subject::Subject;
use worker::{Limit, Task, Worker};

/// The exit code of a comparison that found more instructions.
const WORSE: u8 = 3;

/// The measured message of so many personas.
#[must_use]
pub fn message(personas: usize) -> String {
    Message::new(Subject::personas(personas)).xml
}

/// The program, as its arguments say. Memory is measured in the binary whose allocator counts it, the rest in others.
#[must_use]
pub fn main() -> ExitCode {
    done(Cli::parse()).unwrap_or_else(|error| {
        eprintln!("{error:#}");
        ExitCode::FAILURE
    })
}

fn done(mut cli: Cli) -> Result<ExitCode> {
    known_shapes(&cli)?;
    if let Some(seconds) = cli.profile_loop {
        eprintln!("{}", work(&cli, Task::Time, Duration::from_secs(seconds))?);
        return Ok(ExitCode::SUCCESS);
    }
    if let Some(task) = cli.work {
        println!("{}", work(&cli, task, Duration::from_millis(cli.milliseconds))?);
        return Ok(ExitCode::SUCCESS);
    }
    if cli.compare || cli.save_baseline {
        cli.figures = vec![Figure::Instructions];
        return hold_to_baseline(&cli);
    }
    if cli.plots.is_some() {
        cli.figures = vec![Figure::Time, Figure::Heap];
    }
    let report = run::run(&cli, &cli.subjects(if cli.plots.is_some() { Subject::growth } else { Subject::all }))?;
    show(&cli, &report)?;
    if let Some(folder) = &cli.plots {
        plots::draw(&report, folder)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn known_shapes(cli: &Cli) -> Result<()> {
    for name in &cli.shapes {
        let known: Vec<_> = SHAPES.iter().map(|shape| format!("  {:18}{}", shape.name, shape.about)).collect();
        let is_known = SHAPES.iter().any(|shape| shape.name == name);
        ensure!(is_known, "no shape {name} was compiled; there are\n{}", known.join("\n"));
    }
    Ok(())
}

/// Does a task with one shape and one message; the figures as JSON.
fn work(cli: &Cli, task: Task, time: Duration) -> Result<String> {
    let subject = cli.subjects(|| vec![Subject::personas(1_000)]);
    let ([name], [subject]) = (cli.shapes.as_slice(), subject.as_slice()) else {
        anyhow::bail!("one shape and one message are measured in a process");
    };
    let shape = shapes::find(name, *subject).with_context(|| format!("{name} is not for {subject}"))?;
    let limit = cli.rounds.map_or(Limit::Time(time), |rounds| Limit::Rounds(rounds.get()));
    let worker = Worker { message: Message::new(*subject), task, limit };
    let figures = (shape.work)(&worker).with_context(|| format!("{name} of {subject}"))?;
    Ok(serde_json::to_string(&figures)?)
}

fn hold_to_baseline(cli: &Cli) -> Result<ExitCode> {
    if let Some(why) = callgrind::missing() {
        println!("skipped: {why}");
        return Ok(ExitCode::SUCCESS);
    }
    let mut known = Baseline::read(&cli.baseline)?;
    let counted = Baseline::of(&run::run(cli, &cli.subjects(Subject::baseline))?);
    if cli.save_baseline {
        known.update(counted);
        known.write(&cli.baseline)?;
        println!("{}", cli.baseline.display());
        return Ok(ExitCode::SUCCESS);
    }
    let comparison = known.compare(&counted);
    print!("{comparison}");
    Ok(if comparison.worse() { ExitCode::from(WORSE) } else { ExitCode::SUCCESS })
}

fn show(cli: &Cli, report: &Report) -> Result<()> {
    print!("{}", if cli.markdown { table::markdown(report) } else { table::table(report) });
    if report.disturbed() {
        eprintln!(
            "Medians are far from the best rounds: the machine was busy. Believe instructions, and ratios that come again."
        );
    }
    if let Some(path) = &cli.json {
        let json = serde_json::to_string_pretty(&report.to_json())? + "\n";
        fs::write(path, json).with_context(|| path.display().to_string())?;
    }
    Ok(())
}
