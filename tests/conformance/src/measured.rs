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
    /// The most memory that it or a process below it had resident, in KiB, as far as the system tells (`VmHWM` in Linux' `/proc`,
    /// looked at every millisecond or so, after a few seconds every twenty).
    pub peak: Option<u64>,
}

/// How long to wait before the next look at the memory. Longer runs need fewer looks, and each takes time from the run.
const SHORTEST_PAUSE: Duration = Duration::from_micros(500);
const LONGEST_PAUSE: Duration = Duration::from_millis(20);

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
        std::thread::sleep((began.elapsed() / 200).clamp(SHORTEST_PAUSE, LONGEST_PAUSE));
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

/// The most of a process and those below it.
fn resident(process: u32) -> Option<u64> {
    let below = children(process).into_iter().filter_map(resident).max();
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok();
    let line = status.as_ref().and_then(|status| status.lines().find_map(|line| line.strip_prefix("VmHWM:")));
    let own = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    own.max(below)
}

fn children(process: u32) -> Vec<u32> {
    let Ok(threads) = std::fs::read_dir(format!("/proc/{process}/task")) else { return Vec::new() };
    let lists = threads.filter_map(|thread| std::fs::read_to_string(thread.ok()?.path().join("children")).ok());
    lists.flat_map(|list| list.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<_>>()).collect()
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
            // The memory of what a shell starts is not the shell's.
            let hungry = "head -c 40000000 /dev/zero | tail -c 40000000 | (sleep 0.2; wc -c)";
            let taken = run(Command::new("sh").args(["-c", hungry])).unwrap();
            assert!(taken.peak.unwrap() > 38_000, "{taken:?}");
        }
        let error = run(Command::new("sh").args(["-c", "exit 3"])).unwrap_err();
        assert!(error.to_string().ends_with("exit status: 3"), "{error}");
    }
}
