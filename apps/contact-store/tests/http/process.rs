//! The program as a process of this test's own, on a port of its own.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};

use ms_oxwscos::Client;
use ms_oxwscos::http::Basic;

/// A client over HTTP.
pub(crate) type Http = Client<reqwest::Client>;

/// A running program. It is killed when this goes out of scope.
pub(crate) struct Process {
    child: Child,
    address: String,
}

impl Process {
    /// Starts the program and waits until it serves.
    pub(crate) fn start(arguments: &[&str]) -> Self {
        let mut child = spawn(arguments);
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("serving ").unwrap_or_else(|| panic!("it says {line:?}")).to_owned();
        Self { child, address }
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// A client of that user. Clients made of one `connections` share them.
    pub(crate) fn client(&self, connections: &reqwest::Client, user: &str) -> Http {
        let client = Client::new(connections.clone(), self.address.as_str()).unwrap();
        client.with_authentication(Basic::new(user, "any password"))
    }

    /// Kills the program with SIGKILL.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks the program to stop with SIGTERM; its exit status and what it wrote to standard error.
    pub(crate) fn terminate(mut self) -> (Option<i32>, String) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let status = self.child.wait().unwrap();
        let mut errors = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
        (status.code(), errors)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Starts the program without waiting for anything.
pub(crate) fn spawn(arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_contact-store"));
    command.args(["--listen", "127.0.0.1:0"]).args(arguments);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}
