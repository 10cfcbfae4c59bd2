//! Signing in at servers that others wrote, in front of the contact store.
//!
//! In: Debian's packages of MIT Kerberos, Apache with mod_auth_gssapi and gss-ntlmssp, unpacked into a folder. Out: a table of who got in by
//! which mechanism, with which credentials and channel binding, and how many messages it took. Apache takes Kerberos and NTLM; a server
//! in Python on the same libraries requires channel binding, which Apache's module cannot; and a relay with another certificate stands for
//! somebody in between. The client is the program of `tests/sign-in`, built here with the runtime's two backends, so that nothing
//! else builds them.

pub mod apache;
pub mod certificates;
pub mod client;
pub mod packages;
pub mod process;
pub mod realm;
pub mod report;
pub mod rows;
pub mod servers;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

pub use report::Report;

use tokio::task::JoinHandle;

use crate::failure::Failure;
use client::Client;
use packages::Packages;
use servers::Servers;

/// What takes long and needs nothing of the other sections: the packages, and the client.
pub struct Prepared {
    folder: PathBuf,
    packages: Packages,
    client: Client,
}

/// What is being prepared: why the check cannot be made here, if it cannot.
pub type Preparing = JoinHandle<Result<Result<Prepared, String>, Failure>>;

/// Begins to prepare, beside whatever else is done.
#[must_use]
pub fn prepare(output: &Path) -> Preparing {
    let output = output.to_owned();
    tokio::task::spawn_blocking(move || {
        if let Some(reason) = packages::missing() {
            return Ok(Err(reason));
        }
        let folder = folder(&output)?;
        let packages = Packages::install(&folder)?;
        let started = Instant::now();
        let client = client::build(&packages)?;
        eprintln!("negotiate: the client is built ({:.0} s)", started.elapsed().as_secs_f64());
        Ok(Ok(Prepared { folder, packages, client }))
    })
}

/// Starts the servers, signs in at each in every way, and ends them.
///
/// # Errors
/// When the check cannot be made: a package cannot be had, a server does not start, the client cannot be built.
pub async fn run(output: &Path, preparing: Preparing) -> Result<Report, Failure> {
    let prepared = preparing.await.map_err(|error| Failure::Store(error.to_string()))??;
    let Prepared { folder, packages, client } = match prepared {
        Ok(prepared) => prepared,
        Err(reason) => return Ok(Report::skipped(reason)),
    };
    let started = Instant::now();
    let servers = Servers::start(&packages, &folder.join("state")).await?;
    let mut outcomes = Vec::new();
    for row in rows::all() {
        outcomes.push(client.try_row(row, &servers).await?);
    }
    eprintln!("negotiate: {} things tried in {:.1} s", outcomes.len(), started.elapsed().as_secs_f64());
    let report = Report::new(outcomes);
    report.save(&output.join("negotiate.json"))?;
    Ok(report)
}

/// Where packages and servers are: below the output if everybody may enter it, as the user without rights has to that Apache runs as.
fn folder(output: &Path) -> Result<PathBuf, Failure> {
    fs::create_dir_all(output).map_err(|error| Failure::file(output, error))?;
    let output = output.canonicalize().map_err(|error| Failure::file(output, error))?;
    let open = output.ancestors().all(may_enter);
    let folder = if open { output.join("negotiate") } else { std::env::temp_dir().join("interop-negotiate") };
    fs::create_dir_all(&folder).map_err(|error| Failure::file(&folder, error))?;
    allow(&folder, 0o755)?;
    Ok(folder)
}

#[cfg(unix)]
fn may_enter(folder: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    fs::metadata(folder).is_ok_and(|metadata| metadata.permissions().mode() & 0o001 != 0)
}

#[cfg(unix)]
fn allow(path: &Path, mode: u32) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(|error| Failure::file(path, error))
}

/// The check is skipped where there is no apt-get, so this is never called.
#[cfg(not(unix))]
fn may_enter(_: &Path) -> bool {
    true
}

#[cfg(not(unix))]
fn allow(_: &Path, _: u32) -> Result<(), Failure> {
    Ok(())
}

/// Lets everybody read a file.
fn readable(file: &Path) -> Result<(), Failure> {
    allow(file, 0o644)
}

/// Writes a file that everybody may read, and gives its path.
fn write(file: &Path, text: &str) -> Result<PathBuf, Failure> {
    fs::write(file, text).map_err(|error| Failure::file(file, error))?;
    readable(file)?;
    Ok(file.to_owned())
}
