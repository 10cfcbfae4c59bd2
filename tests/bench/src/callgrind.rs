//! Instructions, counted by valgrind's callgrind.
//!
//! In: a shape and a subject. Out: the instructions of one round, read and write alike; what is done before, between and after rounds is not
//! counted. The same program and the same message give the same number, but for what depends on addresses and random seeds.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::process::{Program, arguments};
use crate::shapes::Entry;
use crate::subject::Subject;
use crate::worker::Task;

/// The most items whose instructions are counted: callgrind is slow.
const MOST_ITEMS: usize = 10_000;

/// Why instructions cannot be counted, if they cannot.
pub(crate) fn missing() -> Option<&'static str> {
    let version = Command::new("valgrind").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    (!version.is_ok_and(|status| status.success())).then_some("valgrind is not installed (Debian: valgrind)")
}

/// The instructions of one round; `None` for a message that would take too long.
pub(crate) fn instructions(shape: &Entry, subject: Subject) -> Result<Option<u64>> {
    if subject.items > MOST_ITEMS {
        return Ok(None);
    }
    let rounds = (1_000 / subject.items.max(1)).clamp(1, 40);
    let mut command = Command::new("valgrind");
    command.args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--collect-atstart=no"]);
    command.arg("--toggle-collect=bench::worker::counted*").arg(Program::System.path()?);
    command.args(arguments(shape, subject, Task::Count, Some(rounds)));
    let output = command.output().context("valgrind")?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{}: counting {subject} failed:\n{said}", shape.name);
    let counted = collected(&said).with_context(|| format!("callgrind gave no count:\n{said}"))?;
    ensure!(counted > 0, "{}: callgrind did not find the function to count", shape.name);
    Ok(Some(counted / u64::try_from(rounds)?))
}

/// The number in `==1== Collected : 42041234`.
fn collected(said: &str) -> Option<u64> {
    said.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok())
}

#[cfg(test)]
mod tests {
    use super::collected;

    #[test]
    fn count_is_found_in_what_callgrind_says() {
        assert_eq!(collected("==7== Events    : Ir\n==7== Collected : 42041234\n==7== \n"), Some(42_041_234));
        assert_eq!(collected("==7== Events    : Ir\n"), None);
    }
}
