//! Servers of others: started, waited for, and ended by the number of their process.

use std::fs::File;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::failure::Failure;

/// A server of somebody else's. It is asked to end when this goes out of scope, and made to when it does not.
#[derive(Debug)]
pub struct Process {
    title: &'static str,
    child: Child,
}

/// How long a server has to begin, and to end.
const PATIENCE: Duration = Duration::from_secs(20);

impl Process {
    /// Starts a server that stays in the foreground, and waits until it listens on the port. What it writes goes into the log.
    ///
    /// # Errors
    /// It cannot be called, ends, or does not listen.
    pub fn start(title: &'static str, command: &mut Command, port: u16, log: &Path) -> Result<Self, Failure> {
        let output = File::create(log).map_err(|error| Failure::file(log, error))?;
        let errors = output.try_clone().map_err(|error| Failure::file(log, error))?;
        let child = command.stdin(Stdio::null()).stdout(output).stderr(errors).spawn();
        let mut process =
            Self { title, child: child.map_err(|error| failed(title, &format!("cannot be called: {error}"), log))? };
        let begun = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if let Ok(Some(status)) = process.child.try_wait() {
                return Err(failed(title, &format!("ended with {status}"), log));
            }
            if begun.elapsed() > PATIENCE {
                return Err(failed(title, "does not listen", log));
            }
            sleep(Duration::from_millis(20));
        }
        Ok(process)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Apache ends its other processes only when it is asked.
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let begun = Instant::now();
        while asked.as_ref().is_ok_and(std::process::ExitStatus::success) && begun.elapsed() < PATIENCE {
            if let Ok(Some(_)) = self.child.try_wait() {
                return;
            }
            sleep(Duration::from_millis(10));
        }
        eprintln!("{} does not end when asked", self.title);
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn failed(title: &str, outcome: &str, log: &Path) -> Failure {
    let output = std::fs::read_to_string(log).unwrap_or_default();
    Failure::Command {
        command: title.to_owned(),
        outcome: outcome.to_owned(),
        output: format!(":\n{}", output.trim_end()),
    }
}

/// A port of this machine that is free now.
///
/// # Errors
/// There is none.
pub fn free_port() -> Result<u16, Failure> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
    listener.map(|address| address.port()).map_err(|error| Failure::Store(error.to_string()))
}
