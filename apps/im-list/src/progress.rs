//! How far the work is, on standard error: a line a second at most, and none when nobody wants it.

use std::cell::Cell;
use std::time::{Duration, Instant};

use crate::console::tell;

/// Tells how far the work is.
#[derive(Debug)]
pub struct Progress {
    quiet: bool,
    last: Cell<Instant>,
}

impl Progress {
    /// Tells it to standard error, unless `quiet`.
    #[must_use]
    pub fn new(quiet: bool) -> Self {
        Self { quiet, last: Cell::new(Instant::now()) }
    }

    /// That many of all steps are done.
    pub fn steps(&self, mailbox: &str, done: usize, of: usize) {
        let due = self.last.get().elapsed() >= Duration::from_secs(1);
        if due && !self.quiet {
            self.last.set(Instant::now());
            tell(format_args!("{mailbox}: {done} of {of} steps"));
        }
    }

    /// The server is waited for. Short waits are not worth a line.
    pub fn waits(&self, mailbox: &str, wait: Duration, why: &str) {
        if wait >= Duration::from_secs(1) {
            self.note(&format!("{mailbox}: waits {} s: {why}", wait.as_secs_f64()));
        }
    }

    /// Something to know.
    pub fn note(&self, text: &str) {
        if !self.quiet {
            tell(text);
        }
    }
}
