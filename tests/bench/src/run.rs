//! A run: every shape checked with every subject, then measured, each time in a new process.
//!
//! Measuring goes round the shapes of a subject several times, so that what else the machine does for a while does not fall on one shape.

use anyhow::Result;

use crate::cli::{Cli, Extra, Figure};
use crate::process::{Program, work};
use crate::report::{Report, Row, Section};
use crate::shapes::{Entry, SHAPES};
use crate::subject::Subject;
use crate::worker::{Figures, Task, Timed};
use crate::{callgrind, peers};

/// How often measuring goes round the shapes.
const PASSES: usize = 3;
/// From so many items on, once is enough.
const MANY: usize = 10_000;

/// Measures the shapes that were asked for with these subjects.
pub(crate) fn run(cli: &Cli, subjects: &[Subject]) -> Result<Report> {
    let mut report = Report::default();
    let without_callgrind = cli.figures.contains(&Figure::Instructions).then(callgrind::missing).flatten();
    report.skipped.extend(without_callgrind.map(|why| format!("instructions: {why}")));
    if cli.has(Extra::Ews) && !cfg!(ews) {
        report.skipped.push("ews: CONTRACT_CORPUS was not set when this was built".to_owned());
    }
    let peers = peers::prepare(cli, &mut report.skipped)?;
    for (number, subject) in (1..).zip(subjects) {
        let run = Run { cli, subject: *subject, place: format!("[{number}/{}] {subject}", subjects.len()) };
        let mut section = run.checked()?;
        if cli.figures.contains(&Figure::Time) {
            run.time(&mut section)?;
        }
        if cli.figures.contains(&Figure::Instructions) && without_callgrind.is_none() {
            run.count(&mut section)?;
        }
        for peer in peers.iter().filter(|peer| peer.takes(*subject)) {
            run.say(&format!("{}: time", peer.name));
            section.rows.extend(peer.rows(*subject)?);
        }
        report.sections.push(section);
    }
    Ok(report)
}

/// The part of a run that is about one subject.
struct Run<'a> {
    cli: &'a Cli,
    subject: Subject,
    place: String,
}

impl Run<'_> {
    fn shapes(&self) -> impl Iterator<Item = &'static Entry> {
        SHAPES.iter().filter(|shape| self.cli.wants(shape) && (shape.takes)(self.subject))
    }

    fn say(&self, what: &str) {
        eprintln!("{}: {what}", self.place);
    }

    /// The shapes that did their work.
    fn checked(&self) -> Result<Section> {
        let mut section = Section::new(self.subject);
        for shape in self.shapes() {
            let mut row = Row::new(shape);
            if self.cli.figures.contains(&Figure::Heap) {
                self.say(&format!("{}: checked, and its heap", shape.name));
                if let Figures::Checked(heap) = work(Program::Heap, shape, self.subject, Task::Check, None)? {
                    row.heap = Some(heap);
                }
            }
            section.rows.push(row);
        }
        Ok(section)
    }

    fn time(&self, section: &mut Section) -> Result<()> {
        let passes = if self.subject.items >= MANY || self.cli.quick { 1 } else { PASSES };
        for pass in 1..=passes {
            for row in &mut section.rows {
                self.say(&format!("{}: time, pass {pass} of {passes}", row.name));
                row.time = self.timed(Program::System, row, passes, row.time)?;
                if self.cli.has(Extra::Mimalloc) {
                    row.mimalloc = self.timed(Program::Mimalloc, row, passes, row.mimalloc)?;
                }
            }
        }
        Ok(())
    }

    fn timed(&self, program: Program, row: &Row, passes: usize, before: Option<Timed>) -> Result<Option<Timed>> {
        let rounds = self.cli.rounds.map(|rounds| rounds.get().div_ceil(passes));
        let Some(shape) = row.shape else { return Ok(before) };
        let Figures::Timed(timed) = work(program, shape, self.subject, Task::Time, rounds)? else { return Ok(before) };
        Ok(Some(before.map_or(timed, |before| before.better(timed))))
    }

    fn count(&self, section: &mut Section) -> Result<()> {
        for row in &mut section.rows {
            self.say(&format!("{}: instructions", row.name));
            let Some(shape) = row.shape else { continue };
            row.instructions = callgrind::instructions(shape, self.subject)?;
        }
        Ok(())
    }
}
