//! What a process that measures one shape does.
//!
//! In: a message, a task, and a shape by its [`Reads`] and [`Writes`]. Out: figures. Checking and measuring are different tasks,
//! done in different processes, since what is or was on the heap changes how fast the next allocation is: in a process that
//! measures there are the message, the value being read or written, and nothing else.

use std::hint::black_box;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use crate::check::same;
use crate::message::Message;
use crate::shapes::{Reads, Writes};

/// The share of the time that goes into rounds that are not counted.
const WARM_UP: u32 = 5;
/// The fewest rounds worth a median.
const FEWEST: usize = 3;

/// What to do with a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Task {
    /// See that it does its work, and what that takes of the heap
    Check,
    /// Measure reading
    Read,
    /// Measure writing
    Write,
}

/// How long to measure.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Limit {
    /// So many rounds.
    Rounds(usize),
    /// As many rounds as fit, and at least three.
    Time(Duration),
}

/// What came of a task.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) enum Figures {
    Checked(Checked),
    Timed(Timed),
}

/// What came of checking.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Checked {
    /// The most bytes that were live at once while reading.
    pub(crate) peak: u64,
    /// The bytes of the value that was read.
    pub(crate) kept: u64,
    /// How often memory was allocated, or an allocation made larger or smaller, while reading.
    pub(crate) allocations: u64,
    /// The size of a persona in bytes, without what it owns.
    pub(crate) persona_size: Option<usize>,
    /// The bytes that were written.
    pub(crate) written: Option<usize>,
}

/// What came of measuring.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Timed {
    /// The shortest round in seconds.
    pub(crate) best: f64,
    /// The median round in seconds.
    pub(crate) median: f64,
    /// The number of rounds.
    pub(crate) rounds: usize,
}

/// A process's work.
pub(crate) struct Worker {
    pub(crate) message: Message,
    pub(crate) task: Task,
    pub(crate) limit: Limit,
}

impl Worker {
    /// The task, for a shape that only reads.
    pub(crate) fn reads<R: Reads>(&self) -> Result<Figures> {
        match self.task {
            Task::Check => self.check_read::<R>().map(Figures::Checked),
            Task::Read => self.time_read::<R>().map(Figures::Timed),
            Task::Write => bail!("this shape cannot write"),
        }
    }

    /// The task, for a shape that reads and writes.
    pub(crate) fn reads_and_writes<S: Reads + Writes>(&self) -> Result<Figures> {
        match self.task {
            Task::Check => {
                let mut checked = self.check_read::<S>()?;
                checked.written = Some(self.check_write::<S>().context("what was written")?);
                Ok(Figures::Checked(checked))
            }
            Task::Read => self.reads::<S>(),
            Task::Write => self.time_write::<S>().map(Figures::Timed),
        }
    }

    fn check_read<R: Reads>(&self) -> Result<Checked> {
        let profiler = dhat::Profiler::builder().testing().build();
        let value = R::read(&self.message.xml);
        let heap = dhat::HeapStats::get();
        drop(profiler);
        R::check(&value?, &self.message).context("what was read")?;
        let (peak, kept) = (u64::try_from(heap.max_bytes)?, u64::try_from(heap.curr_bytes)?);
        Ok(Checked { peak, kept, allocations: heap.total_blocks, persona_size: R::PERSONA_SIZE, written: None })
    }

    fn check_write<S: Reads + Writes>(&self) -> Result<usize> {
        let written = S::write(&<S as Writes>::prepare(&self.message.xml)?)?;
        let xml = std::str::from_utf8(&written)?;
        same(&self.message.xml, xml)?;
        S::check(&S::read(xml)?, &self.message)?;
        Ok(written.len())
    }

    fn time_read<R: Reads>(&self) -> Result<Timed> {
        self.time(|| R::read(black_box(&self.message.xml)))
    }

    fn time_write<W: Writes>(&self) -> Result<Timed> {
        let value = W::prepare(&self.message.xml)?;
        self.time(|| W::write(black_box(&value)))
    }

    /// Measures rounds, without the dropping of what they make.
    fn time<T>(&self, round: impl Fn() -> Result<T>) -> Result<Timed> {
        let mut seconds = Vec::with_capacity(4_096);
        self.rounds(true, &round, &mut seconds)?;
        seconds.clear();
        self.rounds(false, &round, &mut seconds)?;
        seconds.sort_by(f64::total_cmp);
        let (best, median) = (seconds.first(), seconds.get(seconds.len() / 2));
        let (best, median) = best.copied().zip(median.copied()).context("no rounds were measured")?;
        ensure!(best > 0.0, "too short to measure");
        Ok(Timed { best, median, rounds: seconds.len() })
    }

    fn rounds<T>(&self, warm_up: bool, round: &impl Fn() -> Result<T>, seconds: &mut Vec<f64>) -> Result<()> {
        let share = if warm_up { WARM_UP } else { 1 };
        let start = Instant::now();
        while match self.limit {
            Limit::Rounds(rounds) => seconds.len() < rounds.div_ceil(usize::try_from(share)?),
            Limit::Time(time) => start.elapsed() < time / share || (!warm_up && seconds.len() < FEWEST),
        } {
            let start = Instant::now();
            let made = black_box(round()?);
            seconds.push(start.elapsed().as_secs_f64());
            drop(made);
        }
        Ok(())
    }
}
