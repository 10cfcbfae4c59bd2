//! The loop of a program that answers requests. Invariant: every line that comes in gets one line back.

use std::io::{BufRead, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// What comes back for a request.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Reply<A> {
    /// The answer.
    Answer(A),
    /// The answering code panicked: message and place.
    Panicked(String),
    /// The line was not a request.
    Misunderstood(String),
}

/// Answers every line of standard input on standard output, until the former ends or the latter is closed.
pub fn serve<Q: DeserializeOwned, A: Serialize>(answer: impl Fn(Q) -> A) {
    let panicked = Arc::new(Mutex::new(String::new()));
    let place = Arc::clone(&panicked);
    std::panic::set_hook(Box::new(move |panic| {
        *place.lock().unwrap_or_else(PoisonError::into_inner) = panic.to_string();
    }));
    let mut output = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let reply = match serde_json::from_str(&line) {
            Err(error) => Reply::Misunderstood(error.to_string()),
            Ok(request) => catch_unwind(AssertUnwindSafe(|| answer(request))).map_or_else(
                |_| Reply::Panicked(panicked.lock().unwrap_or_else(PoisonError::into_inner).clone()),
                Reply::Answer,
            ),
        };
        let written = serde_json::to_string(&reply).is_ok_and(|reply| writeln!(output, "{reply}").is_ok());
        if !written || output.flush().is_err() {
            return;
        }
    }
}
