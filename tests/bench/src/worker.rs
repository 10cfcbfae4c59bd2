//! What a process that measures one shape does.
//!
//! In: a message, a task and a shape. Out: figures. Checking and measuring are different tasks, done in different processes, since what is or was
//! on the heap changes how fast the next allocation is: in a process that measures there are the message, what is made of it, and nothing else.

use std::hint::black_box;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use crate::clock;
use crate::message::Message;
use crate::report::length;
use crate::shapes::{Events, Shape};

/// The share of the time that goes into rounds that are not counted.
const WARM_UP: u32 = 5;
/// The fewest rounds worth a median.
const FEWEST: usize = 3;
/// The most rounds that are kept.
const MOST: usize = 1 << 16;
/// The most rounds that the clock may lose.
const MOST_LOST: usize = 100;

/// dhat has one profiler at a time, and tests are threads of one process.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// What to do with a shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Task {
    /// See that it does its work, and what that takes of the heap
    Check,
    /// Measure time, in turn with the event loop
    Time,
    /// Do it so often, for callgrind to count
    Count,
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
    Checked(Heap),
    Timed(Timed),
    Counted,
}

/// What the work takes of the heap.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Heap {
    /// The most bytes that were live at once, without those that were there before.
    pub(crate) peak: u64,
    /// The bytes of what was made.
    pub(crate) kept: u64,
    /// How often memory was allocated, or an allocation made larger or smaller.
    pub(crate) allocations: u64,
}

/// How long the work takes, in seconds of the processor.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Timed {
    /// The shortest round.
    pub(crate) best: f64,
    /// The median round.
    pub(crate) median: f64,
    /// How many times as fast as the event loop, in turn with which it was measured: the median of each round and the next of the loop, which what else
    /// the machine does slows alike; `None` if it was not.
    pub(crate) times_loop: Option<f64>,
    /// The number of rounds.
    pub(crate) rounds: usize,
}

impl Timed {
    /// The better of two passes: of the medians, too, the one that less was done beside. Of ratios, the mean.
    pub(crate) fn better(self, other: Self) -> Self {
        let rounds = self.rounds + other.rounds;
        let part = |timed: Self| timed.times_loop.map(|times| times * length(timed.rounds) / length(rounds));
        let times_loop = part(self).zip(part(other)).map(|(one, other)| one + other);
        Self { best: self.best.min(other.best), median: self.median.min(other.median), times_loop, rounds }
    }
}

/// Takes a message in and gives its bytes back, as a service has done before the message that is measured: how much glibc keeps of what is given back goes
/// by the longest piece that was (`M_MMAP_THRESHOLD` and `M_TRIM_THRESHOLD` of mallopt(3), which adjust themselves up to 32 MiB).
fn receive(message: &Message) {
    drop(black_box(message.xml.as_bytes().to_vec()));
}

/// A process's work.
pub(crate) struct Worker {
    pub(crate) message: Message,
    pub(crate) task: Task,
    pub(crate) limit: Limit,
}

impl Worker {
    /// Does the task with a shape.
    pub(crate) fn work<S: Shape>(&self) -> Result<Figures> {
        match self.task {
            Task::Check => self.check::<S>().map(Figures::Checked),
            Task::Time => self.time::<S>().map(Figures::Timed),
            Task::Count => self.count::<S>().map(|()| Figures::Counted),
        }
    }

    fn check<S: Shape>(&self) -> Result<Heap> {
        let from = S::prepare(&self.message)?;
        drop(S::make(&from)?); // what is made ready once and for all is not of the message
        let _one = ONE_AT_A_TIME.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let profiler = dhat::Profiler::builder().testing().build();
        let made = S::make(&from);
        let heap = dhat::HeapStats::get();
        drop(profiler);
        S::check(&made?, &self.message)?;
        let (peak, kept) = (u64::try_from(heap.max_bytes)?, u64::try_from(heap.curr_bytes)?);
        Ok(Heap { peak, kept, allocations: heap.total_blocks })
    }

    /// Does the work so often where callgrind counts, after a round where it does not.
    fn count<S: Shape>(&self) -> Result<()> {
        let Limit::Rounds(rounds) = self.limit else { anyhow::bail!("counting is of rounds") };
        let from = S::prepare(&self.message)?;
        drop(S::make(&from)?);
        for _ in 0..rounds {
            drop(black_box(counted::<S>(&from)?));
        }
        Ok(())
    }

    /// Measures rounds in turn with rounds of the event loop, without the dropping of what they make.
    fn time<S: Shape>(&self) -> Result<Timed> {
        receive(&self.message);
        let from = S::prepare(&self.message)?;
        let text = Events::prepare(&self.message)?;
        let mut seconds = Rounds { shape: Vec::with_capacity(MOST), event_loop: Vec::with_capacity(MOST) };
        self.rounds::<S>(true, (&from, &text), &mut seconds)?;
        seconds.shape.clear();
        seconds.event_loop.clear();
        self.rounds::<S>(false, (&from, &text), &mut seconds)?;
        seconds.timed().context("no rounds were measured")
    }

    fn rounds<S: Shape>(&self, warm_up: bool, (from, text): (&S::From<'_>, &&str), seconds: &mut Rounds) -> Result<()> {
        let share = if warm_up { WARM_UP } else { 1 };
        let cost = clock::cost();
        let (start, mut lost) = (Instant::now(), 0);
        while seconds.shape.len() < MOST
            && match self.limit {
                Limit::Rounds(rounds) => seconds.shape.len() < rounds.div_ceil(usize::try_from(share)?),
                Limit::Time(time) => start.elapsed() < time / share || (!warm_up && seconds.shape.len() < FEWEST),
            }
        {
            let (shape, event_loop) = (round::<S>(from, cost)?, round::<Events>(text, cost)?);
            // Now and then a processor's clock stands still, or goes back: such a pair tells nothing.
            if shape > 0.0 && event_loop > 0.0 {
                seconds.shape.push(shape);
                seconds.event_loop.push(event_loop);
            } else {
                lost += 1;
                ensure!(lost <= MOST_LOST, "too short to measure");
            }
        }
        Ok(())
    }
}

/// The seconds of each round.
struct Rounds {
    shape: Vec<f64>,
    event_loop: Vec<f64>,
}

impl Rounds {
    fn timed(mut self) -> Option<Timed> {
        let ratios = self.event_loop.iter().zip(&self.shape).map(|(event_loop, shape)| event_loop / shape);
        let times_loop = median(&mut ratios.collect::<Vec<_>>());
        let median = median(&mut self.shape)?;
        // Of very many rounds, the first few may be what the clock made of them.
        let best = *self.shape.get(self.shape.len() / 100)?;
        Some(Timed { best, median, times_loop, rounds: self.shape.len() })
    }
}

fn median(figures: &mut [f64]) -> Option<f64> {
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied()
}

fn round<S: Shape>(from: &S::From<'_>, cost: f64) -> Result<f64> {
    let start = clock::now();
    let made = black_box(S::make(black_box(from))?);
    let seconds = clock::since(start) - cost;
    drop(made);
    Ok(seconds)
}

/// The work, under a name by which callgrind finds it.
#[inline(never)]
fn counted<'a, S: Shape>(from: &'a S::From<'_>) -> Result<S::Made<'a>> {
    S::make(black_box(from))
}

#[cfg(test)]
mod tests {
    use super::{Figures, Limit, Rounds, Task, Timed, Worker};
    use crate::message::Message;
    use crate::shapes::Events;
    use crate::subject::Subject;

    #[test]
    fn rounds_are_as_many_as_asked_and_beside_the_loop() {
        let worker = Worker { message: Message::new(Subject::SMALL), task: Task::Time, limit: Limit::Rounds(7) };
        let Ok(Figures::Timed(timed)) = worker.work::<Events>() else { panic!("no times") };
        assert_eq!(timed.rounds, 7);
        assert!(timed.best <= timed.median && timed.times_loop.is_some());
    }

    #[test]
    fn passes_come_together() {
        let pass = |best, times_loop, rounds| Timed { best, median: best, times_loop, rounds };
        let both = pass(4.0, Some(2.0), 1).better(pass(5.0, Some(1.0), 3));
        assert_eq!((both.best, both.times_loop, both.rounds), (4.0, Some(1.25), 4));
        assert_eq!(pass(4.0, None, 1).better(pass(5.0, Some(1.0), 1)).times_loop, None);
    }

    #[test]
    fn a_ratio_is_that_of_rounds_side_by_side() {
        let rounds = Rounds { shape: vec![2.0, 20.0, 4.0], event_loop: vec![1.0, 11.0, 8.0] };
        let timed = rounds.timed();
        assert_eq!(timed, Some(Timed { best: 2.0, median: 4.0, times_loop: Some(0.55), rounds: 3 }));
    }
}
