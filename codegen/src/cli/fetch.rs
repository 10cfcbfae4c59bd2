//! `wsdl-codegen fetch`: a contract from where it is published. The arguments are here in any case, what they do only with the feature `fetch`.

#[cfg(feature = "fetch")]
mod credentials;
#[cfg(feature = "fetch")]
mod failing;
#[cfg(feature = "fetch")]
mod report;
#[cfg(feature = "fetch")]
mod run;
#[cfg(feature = "fetch")]
mod web;

use std::path::PathBuf;

use clap::Args;

use super::Failure;
use super::telling::Telling;

#[cfg(feature = "fetch")]
pub(super) use run::fetch;

pub(super) const HELP: &str = "\
What the contract imports and includes is fetched too, one file a document, byte for byte. catalog.xml says which URL is which file, fetch.lock \
what was fetched, with hashes; `generate` and `inspect` take the catalog (--catalog) and open no socket. A file that was changed since is not \
overwritten. Redirects are followed, but not from https to http. Proxies are those of HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY; certificates \
are checked by the system's, or those of SSL_CERT_FILE.

Credentials go to the scheme, host and port of a URL that is named as an argument, and nowhere else.

Exit codes: 0 done (with --check: all is as it was fetched), 1 a document cannot be had, a file is in the way, or --check found a difference, \
2 wrong arguments, or this program was installed without `--features fetch`.

Example: wsdl-codegen fetch 'https://example.org/orders?wsdl' --into schemas
Example: wsdl-codegen fetch --into schemas --check
Example: wsdl-codegen fetch 'https://example.org/orders?wsdl' --into schemas --user kim --password-env ORDERS_PASSWORD";

#[derive(Debug, Args)]
#[cfg_attr(not(feature = "fetch"), allow(dead_code))] // shown by --help, and read by nobody
pub(super) struct Fetch {
    /// Where the contract begins: a WSDL document or a schema, often at a service's address with `?wsdl` [default: those of fetch.lock].
    #[arg(value_name = "URL")]
    urls: Vec<String>,
    /// The folder for the documents, catalog.xml and fetch.lock.
    #[arg(long, value_name = "DIR")]
    into: PathBuf,
    /// Writes nothing; exits with 1 and names the documents that are changed, gone or new, and the files that were edited.
    #[arg(long)]
    check: bool,
    /// Overwrites and removes also what was changed since it was fetched, and what was not fetched.
    #[arg(long)]
    force: bool,
    /// Leaves this document out, although the contract names it; may be given several times.
    #[arg(long, value_name = "URL")]
    without: Vec<String>,
    /// The user's name (Basic); the password is the first line of standard input, or in --password-env.
    #[arg(long, value_name = "NAME", conflicts_with = "bearer_env")]
    user: Option<String>,
    /// The environment variable that holds the password.
    #[arg(long, value_name = "VARIABLE", requires = "user")]
    password_env: Option<String>,
    /// The environment variable that holds a token (Bearer).
    #[arg(long, value_name = "VARIABLE")]
    bearer_env: Option<String>,
    /// A header to send along; may be given several times. It goes where credentials go.
    #[arg(long = "header", value_name = "NAME: VALUE")]
    headers: Vec<String>,
    /// How many bytes a document may have; all of them together may have 16 times as many.
    #[arg(long, value_name = "BYTES", default_value_t = 64 << 20, value_parser = clap::value_parser!(u64).range(1..=1 << 40))]
    max_size: u64,
    /// How many documents there may be.
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..))]
    max_documents: u32,
    /// How long a document may take, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    timeout: u64,
    #[command(flatten)]
    pub(super) telling: Telling,
}

/// Says how to get what is missing.
#[cfg(not(feature = "fetch"))]
pub(super) fn fetch(_: &Fetch) -> Result<(), Failure> {
    Err(Failure::arguments(
        "this program was installed without `fetch`, the only part that uses the network; install it with it, from a checkout: \
         cargo install --path codegen --features fetch",
    ))
}
