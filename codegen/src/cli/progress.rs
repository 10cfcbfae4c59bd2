//! A word about what is going on, once it has taken a second, for people at a terminal.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long nothing is said, and then how often.
const SILENCE: Duration = Duration::from_secs(1);
const STEP: Duration = Duration::from_millis(500);

/// Shows what is going on until it is dropped, and then takes that away.
pub(super) struct Progress {
    showing: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// `what` in the present: "compiling order.wsdl". Nothing is shown where standard error is no terminal.
    pub(super) fn of(what: String) -> Self {
        let showing = io::stderr().is_terminal().then(|| {
            let (done, waiting) = mpsc::channel();
            (done, std::thread::spawn(move || show(&what, &waiting)))
        });
        Self { showing }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.showing.take() {
            drop(done);
            drop(thread.join());
        }
    }
}

fn show(what: &str, waiting: &mpsc::Receiver<()>) {
    let began = Instant::now();
    let mut wait = SILENCE;
    while waiting.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
        wait = STEP;
        write(&format!("\r\u{1b}[K{what} ({} s)", began.elapsed().as_secs()));
    }
    if wait == STEP {
        write("\r\u{1b}[K");
    }
}

fn write(text: &str) {
    let mut stream = io::stderr().lock();
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
}
