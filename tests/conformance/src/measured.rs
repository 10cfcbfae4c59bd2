//! A command comes in; how long it took and how much memory it had at most goes out.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};

/// What a command took.
#[derive(Debug, Clone, Copy)]
pub struct Taken {
    /// Time from start to end.
    pub time: Duration,
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
    let mut peak = None;
    loop {
        peak = resident(child.id()).max(peak);
        if let Some(status) = child.try_wait()? {
            let time = began.elapsed();
            if !status.success() {
                bail!("{shown}: {status}");
            }
            return Ok(Taken { time, peak });
        }
        std::thread::sleep(Duration::from_micros(500));
    }
}

fn resident(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
