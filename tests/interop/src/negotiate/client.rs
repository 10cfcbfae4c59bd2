//! The client: the program of `tests/sign-in`, built with both backends, and called for each row.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use serde::Deserialize;
use serde_json::json;
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

use super::apache::NTLM_USER;
use super::packages::Packages;
use super::realm::{REALM, USER};
use super::report::Outcome;
use super::rows::{Expected, Proof, Row};
use super::servers::Servers;
use crate::failure::Failure;
use crate::sources;

/// The program, and the libraries that it runs with.
#[derive(Debug)]
pub struct Client {
    program: PathBuf,
    libraries: PathBuf,
}

/// What the program answers.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Answer {
    answered: usize,
    failed: usize,
    error: Option<String>,
}

/// Builds the program.
///
/// # Errors
/// cargo fails.
pub fn build(packages: &Packages) -> Result<Client, Failure> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| sources().join("../../target"), PathBuf::from);
    let mut cargo = std::process::Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(sources()).args(["build", "--package", "sign-in", "--features", "sign-in,negotiate,gssapi"]);
    cargo.arg("--target-dir").arg(&target).stdin(Stdio::null());
    packages.build_environment(&mut cargo)?;
    let failed = |outcome| Failure::Command {
        command: "cargo build --package sign-in".to_owned(),
        outcome,
        output: String::new(),
    };
    let status = cargo.status().map_err(|error| failed(format!("cannot be called: {error}")))?;
    if !status.success() {
        return Err(failed(format!("ended with {status}")));
    }
    Ok(Client { program: target.join("debug/sign-in"), libraries: packages.library("") })
}

/// Many times what a row needs.
const MOST_TIME: Duration = Duration::from_secs(120);

impl Client {
    /// Has the client make the calls of a row.
    ///
    /// # Errors
    /// It cannot be called, or does not answer.
    pub async fn try_row(&self, row: Row, servers: &Servers) -> Result<Outcome, Failure> {
        let before = servers.counts();
        let output = self.call(&job(row, servers), row.proof, servers).await?;
        let after = servers.settled_counts().await;
        let answer: Answer = serde_json::from_slice(&output.stdout).map_err(|error| {
            let said = String::from_utf8_lossy(&output.stderr);
            let last = said.lines().last().unwrap_or_default().to_owned();
            Failure::Json(format!("the client answered nothing ({last})"), error)
        })?;
        let problem = unexpected(row, &answer).or_else(|| leak(&[&output.stdout, &output.stderr]));
        let (messages, requests) = (after.0 - before.0, after.1 - before.1);
        Ok(Outcome {
            row,
            answered: answer.answered,
            failed: answer.failed,
            messages,
            requests,
            error: answer.error,
            problem,
        })
    }

    async fn call(&self, job: &str, proof: Proof, servers: &Servers) -> Result<std::process::Output, Failure> {
        let failed =
            |outcome: String| Failure::Command { command: "sign-in".to_owned(), outcome, output: String::new() };
        let mut command = Command::new(&self.program);
        command.env("LD_LIBRARY_PATH", &self.libraries).env("KRB5_CONFIG", &servers.realm.configuration);
        command.env("KRB5CCNAME", "MEMORY:").env("KRB5_CLIENT_KTNAME", "/nonexistent");
        match proof {
            Proof::Cache => drop(command.env("KRB5CCNAME", &servers.realm.cache)),
            Proof::Keytab => drop(command.env("KRB5_CLIENT_KTNAME", &servers.realm.robot)),
            Proof::Password | Proof::WrongPassword | Proof::Nothing => {}
        }
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
        let mut child = command.spawn().map_err(|error| failed(format!("cannot be called: {error}")))?;
        if let Some(mut input) = child.stdin.take() {
            input.write_all(job.as_bytes()).await.map_err(|error| failed(error.to_string()))?;
        }
        let ended = tokio::time::timeout(MOST_TIME, child.wait_with_output()).await;
        let ended = ended.map_err(|_| failed(format!("did not end within {} s", MOST_TIME.as_secs())))?;
        ended.map_err(|error| failed(error.to_string()))
    }
}

fn job(row: Row, servers: &Servers) -> String {
    let ntlm = row.mechanism != "kerberos";
    let (user, password) = match (ntlm, NTLM_USER, USER) {
        (true, (domain, user, password), _) => (format!(r"{domain}\{user}"), password),
        (false, _, (user, password)) => (format!(r"{REALM}\{user}"), password),
    };
    let password = if row.proof == Proof::WrongPassword { WRONG_PASSWORD } else { password };
    let with_password = matches!(row.proof, Proof::Password | Proof::WrongPassword);
    json!({
        "url": servers.url(row.peer),
        "mechanism": row.mechanism,
        "user": with_password.then_some(user),
        "password": password,
        "trusted": servers.certificates.authority,
        "unbound": !row.bound,
        "calls": row.calls,
        "at-once": if row.calls > 3 { row.calls } else { 1 },
    })
    .to_string()
}

const WRONG_PASSWORD: &str = "Curlew-9-and-no-other";

/// What is not as expected.
fn unexpected(row: Row, answer: &Answer) -> Option<String> {
    let error = answer.error.as_deref().unwrap_or("no error");
    match row.expected {
        Expected::In if (answer.answered, answer.failed) != (row.calls, 0) => {
            Some(format!("{} of {} calls were answered: {error}", answer.answered, row.calls))
        }
        Expected::Out(_) if answer.answered > 0 => Some(format!("{} calls were answered", answer.answered)),
        Expected::Out(words) if !error.contains(words) => Some(format!("the error does not say {words:?}: {error}")),
        Expected::In | Expected::Out(_) => None,
    }
}

/// What the client wrote and must not: passwords and tokens, as text and as lists of bytes.
fn leak(outputs: &[&[u8]]) -> Option<String> {
    let passwords = [NTLM_USER.2, USER.1, WRONG_PASSWORD];
    let bytes = |text: &[u8]| text.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
    let mut secrets: Vec<String> =
        passwords.iter().flat_map(|password| [(*password).to_owned(), bytes(password.as_bytes())]).collect();
    // NTLMSSP\0, Kerberos' and SPNEGO's object identifiers, and how base64 of these begins in headers.
    secrets.extend([bytes(b"NTLMSSP\0"), "TlRMTVNTUA".to_owned(), "NTLMSSP".to_owned()]);
    secrets.extend([bytes(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x12, 1, 2, 2]), bytes(&[0x2b, 6, 1, 5, 5, 2])]);
    secrets.extend(["Negotiate YI", "Negotiate oR", "Negotiate oY", "Negotiate YG"].map(str::to_owned));
    let texts = outputs.iter().map(|output| String::from_utf8_lossy(output)).collect::<Vec<_>>();
    let found = secrets.into_iter().find(|secret| texts.iter().any(|text| text.contains(secret.as_str())));
    found.map(|secret| {
        format!("the client wrote a secret, which begins with {:?}", secret.chars().take(6).collect::<String>())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_found_in_what_a_client_writes() {
        let leaks = |text: &str| leak(&[b"", text.as_bytes()]).is_some();
        assert!(leaks("password: Wagtail-7-in-the-rain") && leaks("authorization: NTLM TlRMTVNTUAABAAAA"));
        assert!(leaks("buffer: [78, 84, 76, 77, 83, 83, 80, 0, 1]") && leaks("www-authenticate: Negotiate oYG3MIG0"));
        assert!(!leaks("status=401 www-authenticate: Negotiate, NTLM user=bob"));
    }
}
