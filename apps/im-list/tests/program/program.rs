//! The program as a child of this test, and what it said.

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

/// The password of everybody. The store does not look at it; it may be in nothing that the program writes.
pub(crate) const PASSWORD: &str = "hunter2-s3cret";
pub(crate) const TOKEN: &str = "eyJ0b2tlbg-s3cret";

/// What came of running the program.
pub(crate) struct Said {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) fn command(server: &str, words: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_im-list"));
    command.env("IM_LIST_SERVER", server).env("IM_LIST_PASSWORD", PASSWORD).env("IM_LIST_TOKEN", TOKEN);
    command.env_remove("http_proxy").env_remove("HTTP_PROXY").env_remove("ALL_PROXY").env_remove("all_proxy");
    command.args(words.split_whitespace()).stdin(Stdio::null());
    command
}

/// Runs the program to its end. Whatever it says, secrets are not in it.
pub(crate) fn run(server: &str, words: &str) -> Said {
    said(&command(server, words).output().unwrap())
}

/// Runs the program as kim, who may act for others.
pub(crate) fn as_kim(server: &str, words: &str) -> Said {
    run(server, &format!("{words} --user kim@example.com --password-env IM_LIST_PASSWORD"))
}

pub(crate) fn start(server: &str, words: &str) -> Child {
    command(server, words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

fn said(output: &Output) -> Said {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let said = Said { status: output.status.code().unwrap(), out: text(&output.stdout), err: text(&output.stderr) };
    for secret in [PASSWORD, TOKEN, "aHVudGVy", "a2ltQGV4"] {
        assert!(!said.out.contains(secret) && !said.err.contains(secret), "a secret: {}{}", said.out, said.err);
    }
    said
}

impl Said {
    /// The program ended well.
    pub(crate) fn good(self) -> Self {
        assert_eq!(self.status, 0, "{}{}", self.out, self.err);
        self
    }
}

/// A path as a word of the command line.
pub(crate) fn word(path: &Path) -> String {
    let word = path.to_str().unwrap().to_owned();
    assert!(!word.contains(' '), "{word}");
    word
}
