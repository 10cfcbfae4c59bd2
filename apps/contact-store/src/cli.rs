//! The command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Parser;

use crate::service::Likeness;

/// Serves a Unified Contact Store ([MS-OXWSCOS]) over HTTP, to test clients against without Exchange.
///
/// There is a mailbox for every user: the one that the request authenticates as (Basic; passwords are not looked at), or the one
/// it impersonates. Requests to any path are served; GET with the query `wsdl` gives the contract.
#[derive(Debug, Parser)]
#[command(name = "contact-store", after_help = EXAMPLES)]
pub struct Cli {
    /// Address and port to listen on; port 0 takes a free one. The address is printed once requests are answered
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8143")]
    pub listen: SocketAddr,

    /// Keep the mailboxes in this SQLite database, which is created if there is none
    #[arg(long, value_name = "FILE", required_unless_present = "in_memory")]
    pub database: Option<PathBuf>,

    /// Keep the mailboxes in memory: they are gone when the program ends
    #[arg(long, conflicts_with = "database")]
    pub in_memory: bool,

    /// Read distribution groups, accounts and extended properties from this TOML file
    #[arg(long, value_name = "FILE")]
    pub configuration: Option<PathBuf>,

    /// Let there be a distribution group with this SMTP address; can be given more than once
    #[arg(long, value_name = "SMTP")]
    pub distribution_group: Vec<String>,

    /// The user whose mailbox requests without authentication are about
    #[arg(long, value_name = "NAME", default_value = "user@example.com")]
    pub default_user: String,

    /// Answer requests without authentication with HTTP status 401
    #[arg(long, conflicts_with = "default_user")]
    pub require_authentication: bool,

    /// What to be like: the specification, or Exchange as clients found it to be
    #[arg(long, value_enum, value_name = "WHAT", default_value = "specification")]
    pub like: Likeness,

    /// Refuse requests that break the schema, as Exchange does
    #[arg(long)]
    pub strict: bool,

    /// Write a line for each request to standard error: method, path, operation, user, status, length and time
    #[arg(long)]
    pub log: bool,
}

const EXAMPLES: &str = "Examples:
  contact-store --listen 127.0.0.1:8143 --database ucs.sqlite
  contact-store --in-memory --log
  contact-store --in-memory --like exchange
  contact-store --listen 127.0.0.1:0 --in-memory --distribution-group sales@example.com
  contact-store --database ucs.sqlite --configuration surroundings.toml --require-authentication --strict
  curl 'http://127.0.0.1:8143/EWS/Exchange.asmx?wsdl'

Exit status:
  0  stopped by an interrupt (ctrl-c) or SIGTERM, after the requests under way were answered
  1  the configuration, the database or the address cannot be used, or serving failed
  2  the command line is wrong";

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::{CommandFactory, Parser};

    #[test]
    fn command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn mailboxes_are_kept_in_one_place() {
        let parse = |rest: &[&str]| Cli::try_parse_from(["contact-store"].iter().chain(rest));
        assert!(parse(&["--in-memory"]).is_ok());
        assert!(parse(&["--database", "a"]).is_ok());
        assert!(parse(&[]).is_err());
        assert!(parse(&["--in-memory", "--database", "a"]).is_err());
    }
}
