//! What a section takes: time by the clock, and time of processors.

use std::fmt;
use std::time::Instant;

use serde::Serialize;

/// What a section took.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Seconds {
    /// The section.
    pub section: &'static str,
    /// By the clock.
    pub wall: f64,
    /// Of processors, of this process and of those that ended since; `None` where the system does not tell. What is begun before counts where it ends.
    pub cpu: Option<f64>,
}

impl Eq for Seconds {}

impl fmt::Display for Seconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let cpu = self.cpu.map_or_else(|| "?".to_owned(), |cpu| format!("{cpu:.1}"));
        write!(f, "{}: {:.1} s, {cpu} s of processors", self.section, self.wall)
    }
}

/// A stopwatch.
pub(crate) struct Stopwatch {
    begun: Instant,
    cpu: Option<f64>,
}

impl Stopwatch {
    pub(crate) fn start() -> Self {
        Self { begun: Instant::now(), cpu: cpu() }
    }

    pub(crate) fn read(&self, section: &'static str) -> Seconds {
        let cpu = self.cpu.zip(cpu()).map(|(before, now)| now - before);
        Seconds { section, wall: self.begun.elapsed().as_secs_f64(), cpu }
    }
}

/// Seconds of processors so far, by Linux' `/proc` (proc(5), fields 14 to 17; a tick is a hundredth of a second on what Linux runs on).
fn cpu() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name, in brackets, may hold spaces.
    let fields = text.rsplit_once(')')?.1.split_whitespace().skip(11).take(4);
    let ticks: u64 = fields.map(str::parse::<u64>).sum::<Result<u64, _>>().ok()?;
    Some(f64::from(u32::try_from(ticks).ok()?) / 100.0)
}

#[cfg(test)]
mod tests {
    use super::Stopwatch;

    #[test]
    fn time_goes_on() {
        let watch = Stopwatch::start();
        let mut sum = 0_u64;
        while watch.begun.elapsed().as_millis() < 60 {
            sum = std::hint::black_box(sum.wrapping_add(1));
        }
        let seconds = watch.read("s");
        assert!(seconds.wall >= 0.06);
        assert!(!cfg!(target_os = "linux") || seconds.cpu.is_some_and(|cpu| (0.0..60.0).contains(&cpu)), "{seconds:?}");
    }
}
