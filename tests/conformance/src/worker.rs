//! Programs that answer requests, one JSON value a line, watched: a request comes in, its answer or a failure goes out.
//!
//! A program that does not answer in time is ended, one that died is noticed; the next request starts another.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use conformance_driver::Reply;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A program to start, as often as needed.
#[derive(Debug)]
pub struct Worker {
    program: PathBuf,
    arguments: Vec<String>,
    limit: Duration,
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    child: Child,
    input: ChildStdin,
    lines: Receiver<String>,
    complaints: Receiver<String>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The program panicked.
    #[error("panicked: {0}")]
    Panicked(String),
    /// The program did not answer in time.
    #[error("no answer within {} s", .0.as_secs())]
    Hung(Duration),
    /// The program ended; its last words.
    #[error("died: {0}")]
    Died(String),
}

impl Worker {
    /// A program that has `limit` for each request.
    #[must_use]
    pub fn new(program: PathBuf, arguments: &[&str], limit: Duration) -> Self {
        Self {
            program,
            arguments: arguments.iter().map(|&argument| argument.to_owned()).collect(),
            limit,
            running: None,
        }
    }

    /// Asks the program.
    ///
    /// # Errors
    /// [`Failure`]
    pub fn ask<A: DeserializeOwned>(&mut self, request: &impl Serialize) -> Result<A, Failure> {
        let died = |reason: &dyn std::fmt::Display| Failure::Died(reason.to_string());
        let line = serde_json::to_string(request).map_err(|error| died(&error))?;
        let mut running = match self.running.take() {
            Some(running) => running,
            None => Running::start(&self.program, &self.arguments).map_err(|error| died(&error))?,
        };
        let sent = writeln!(running.input, "{line}").and_then(|()| running.input.flush());
        let answer = match running.lines.recv_timeout(self.limit) {
            Ok(answer) if sent.is_ok() => answer,
            Err(RecvTimeoutError::Timeout) => {
                running.end();
                return Err(Failure::Hung(self.limit));
            }
            Ok(_) | Err(RecvTimeoutError::Disconnected) => return Err(Failure::Died(running.last_words())),
        };
        self.running = Some(running);
        match serde_json::from_str(&answer).map_err(|error| died(&format!("{error} in {answer}")))? {
            Reply::Answer(answer) => Ok(answer),
            Reply::Panicked(message) => Err(Failure::Panicked(message)),
            Reply::Misunderstood(reason) => Err(died(&reason)),
        }
    }
}

impl Running {
    fn start(program: &PathBuf, arguments: &[String]) -> std::io::Result<Self> {
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn()?;
        let closed = || std::io::Error::other("a pipe is missing");
        let input = child.stdin.take().ok_or_else(closed)?;
        let lines = lines_of(child.stdout.take().ok_or_else(closed)?);
        let complaints = text_of(child.stderr.take().ok_or_else(closed)?);
        Ok(Self { child, input, lines, complaints })
    }

    fn end(&mut self) {
        // It may have ended by itself meanwhile, which is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    fn last_words(mut self) -> String {
        let words = self.complaints.recv_timeout(Duration::from_secs(1)).unwrap_or_default();
        self.end();
        words.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("without a word").to_owned()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

fn lines_of(output: ChildStdout) -> Receiver<String> {
    let (send, lines) = channel();
    std::thread::spawn(move || {
        BufReader::new(output).lines().map_while(Result::ok).try_for_each(|line| send.send(line))
    });
    lines
}

fn text_of(mut output: ChildStderr) -> Receiver<String> {
    let (send, text) = channel();
    std::thread::spawn(move || {
        let mut words = Vec::new();
        let read = output.read_to_end(&mut words);
        read.ok().and_then(|_| send.send(String::from_utf8_lossy(&words).into_owned()).ok())
    });
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Worker {
        Worker::new("sh".into(), &["-c", script], Duration::from_secs(1))
    }

    #[test]
    fn an_answer_comes_back_and_the_program_is_kept() {
        let mut worker = shell(r#"n=0; while read -r line; do n=$((n+1)); echo "{\"Answer\":$n}"; done"#);
        assert_eq!((worker.ask::<u32>(&"a"), worker.ask::<u32>(&"b")), (Ok(1), Ok(2)));
    }

    #[test]
    fn a_program_that_hangs_dies_or_panics_is_told_apart() {
        assert_eq!(shell("sleep 100").ask::<u32>(&"a"), Err(Failure::Hung(Duration::from_secs(1))));
        let died = shell("read -r line; echo overflow >&2; exit 3").ask::<u32>(&"a");
        assert_eq!(died, Err(Failure::Died("overflow".to_owned())));
        let panicked = shell(r#"read -r line; echo '{"Panicked":"at x"}'"#).ask::<u32>(&"a");
        assert_eq!(panicked, Err(Failure::Panicked("at x".to_owned())));
    }

    #[test]
    fn the_next_request_starts_another_program() {
        let mut worker = shell(r#"read -r line; echo '{"Answer":1}'"#);
        assert_eq!(worker.ask::<u32>(&"a"), Ok(1));
        assert!(matches!(worker.ask::<u32>(&"b"), Err(Failure::Died(_))));
        assert_eq!(worker.ask::<u32>(&"c"), Ok(1));
    }
}
