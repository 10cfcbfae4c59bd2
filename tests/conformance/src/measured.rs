//! A command comes in; how long it took and how much memory it had at most goes out.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};

/// What a command took.
#[derive(Debug, Clone, Copy)]
pub struct Taken {
    /// Time from start to end.
    pub time: Duration,
    /// Processor time, of all it started too, as far as the system tells: what `time` would be about, on one processor that nobody
    /// else uses.
    pub processor: Option<Duration>,
    /// The most memory it had resident, in KiB, as far as the system tells (`VmHWM` in Linux' `/proc`, looked at every millisecond
    /// or so).
    pub peak: Option<u64>,
}

/// Runs a command to its end.
///
/// # Errors
/// When it cannot be run or fails.
pub fn run(command: &mut Command) -> anyhow::Result<Taken> {
    let began = Instant::now();
    let shown = format!("{command:?}");
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().context(shown.clone())?;
    let before = processor();
    let mut peak = None;
    loop {
        peak = resident(child.id()).max(peak);
        if let Some(status) = child.try_wait()? {
            let time = began.elapsed();
            if !status.success() {
                bail!("{shown}: {status}");
            }
            let processor = processor().zip(before).map(|(after, before)| after.saturating_sub(before));
            return Ok(Taken { time, processor, peak });
        }
        std::thread::sleep(Duration::from_micros(500));
    }
}

/// The processor time of all children that have ended: `cutime` and `cstime` of `/proc/self/stat`, in hundredths of a second.
fn processor() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let (_, behind_name) = stat.rsplit_once(')')?;
    let times = behind_name.split_whitespace().skip(13).take(2);
    let ticks: u64 = times.map(|ticks| ticks.parse::<u64>().ok()).sum::<Option<u64>>()?;
    Some(Duration::from_millis(ticks * 10))
}

fn resident(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn work_of_children_counts_and_failure_is_an_error() {
        let taken = run(Command::new("sh").args(["-c", "i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done"])).unwrap();
        if cfg!(target_os = "linux") {
            assert!(taken.peak.unwrap() > 100, "{taken:?}");
            assert!((10..60_000).contains(&taken.processor.unwrap().as_millis()), "{taken:?}");
        }
        let error = run(Command::new("sh").args(["-c", "exit 3"])).unwrap_err();
        assert!(error.to_string().ends_with("exit status: 3"), "{error}");
    }
}
