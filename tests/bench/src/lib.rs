//! Measures reading and writing a large response with this project's crate, beside other ways to do it.
//!
//! In: how large, which shapes, how often. Out: a table of speeds, ratios and memory, with the budgets that this project has set
//! itself, and the same as JSON. Every figure is from a process that did nothing else, and only for a shape that was seen to read and
//! write the message.

mod check;
mod cli;
mod message;
mod ours;
mod report;
mod run;
mod shapes;
mod table;
mod worker;

use std::fs;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use clap::{Parser, ValueEnum};

use cli::Cli;
use message::Message;
use shapes::Shape;
use worker::{Limit, Worker};

/// The measured message of so many personas.
#[must_use]
pub fn message(personas: usize) -> String {
    Message::new(personas).xml
}

/// The program, as its arguments say. Memory is measured in the binary whose allocator counts it, time in the other.
///
/// # Errors
/// A shape that does not read or write the message, or a process or file that cannot be had.
pub fn main() -> Result<()> {
    let cli = Cli::parse();
    let message = Message::new(cli.personas);
    if let Some(seconds) = cli.profile_loop {
        let figures = work(&cli, message, Duration::from_secs(seconds))?;
        eprintln!("{figures}");
        return Ok(());
    }
    if let Some(milliseconds) = cli.work {
        println!("{}", work(&cli, message, Duration::from_millis(milliseconds))?);
        return Ok(());
    }
    compare(&cli, message.xml.len())
}

/// Does a task with one shape; the figures as JSON.
fn work(cli: &Cli, message: Message, time: Duration) -> Result<String> {
    let [shape] = *cli.shape else { anyhow::bail!("--task and --profile-loop are for one --shape") };
    let limit = cli.rounds.map_or(Limit::Time(time), |rounds| Limit::Rounds(rounds.get()));
    let worker = Worker { message, task: cli.task, limit };
    let figures = shape.work(&worker).with_context(|| shape.name())?;
    Ok(serde_json::to_string(&figures)?)
}

/// Compares the shapes that were asked for.
fn compare(cli: &Cli, bytes: usize) -> Result<()> {
    let mut shapes = Shape::value_variants().to_vec();
    shapes.retain(|shape| cli.shape.is_empty() || cli.shape.contains(shape));
    shapes.retain(|shape| !cli.skip_xsd_parser || shape.name() != "xsd-parser");
    ensure!(!shapes.is_empty(), "no shape is left to measure");
    let report = run::run(cli, &shapes, bytes)?;
    print!("{}", table::table(&report));
    if report.disturbed() {
        eprintln!(
            "Medians are far from the best rounds: the machine was busy. Measure again before believing a ratio."
        );
    }
    if let Some(path) = &cli.json {
        let json = serde_json::to_string_pretty(&report.to_json())? + "\n";
        fs::write(path, json).with_context(|| path.display().to_string())?;
    }
    Ok(())
}
