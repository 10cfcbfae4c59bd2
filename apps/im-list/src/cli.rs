//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::connection;

/// Saves, restores and compares the contact lists of a Unified Contact Store: what Exchange keeps for Lync and Skype for Business.
#[derive(Debug, Parser)]
#[command(name = "im-list", version, after_help = EXAMPLES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Tell nothing about how far it is
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the contact list of each mailbox into a file
    Export(Export),
    /// Make mailboxes hold what files have: add what is missing
    Restore(Restore),
    /// Tell what differs between two lists
    Compare(Compare),
    /// Tell whether files are whole and consistent
    Verify(Verify),
}

/// Which mailboxes.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Mailboxes")]
pub struct Mailboxes {
    /// The SMTP address of a mailbox to act for; can be given more than once. Without any it is the mailbox of whoever signs in
    #[arg(long, value_name = "ADDRESS")]
    pub mailbox: Vec<String>,
    /// A file with such addresses, one a line; `#` begins a comment
    #[arg(long, value_name = "FILE")]
    pub mailboxes: Option<PathBuf>,
    /// How many mailboxes to work on at once; each gets one request at a time
    #[arg(long, value_name = "NUMBER", default_value_t = 4)]
    pub at_once: usize,
}

/// A form of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Everything; what the other commands read
    Json,
    /// A table
    Csv,
    /// Cards for address books
    Vcard,
}

/// `export`.
#[derive(Debug, Args)]
#[command(after_help = EXPORT_EXAMPLES)]
pub struct Export {
    /// The folder to write into; each file is called after its mailbox
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    pub into: PathBuf,
    /// The forms to write
    #[arg(long, value_name = "FORM", value_enum, value_delimiter = ',', default_value = "json")]
    pub format: Vec<Format>,
    /// Write over files that are there
    #[arg(long)]
    pub force: bool,
    /// Which mailboxes.
    #[command(flatten)]
    pub mailboxes: Mailboxes,
    /// The server.
    #[command(flatten)]
    pub connection: connection::Options,
}

/// `restore`.
#[derive(Debug, Args)]
#[command(after_help = RESTORE_EXAMPLES)]
pub struct Restore {
    /// Files that `export` wrote (JSON), each for the mailbox it is of; or a folder of them
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Take away what the file does not have: groups, contacts, memberships
    #[arg(long)]
    pub prune: bool,
    /// Tell the steps, and make none
    #[arg(long)]
    pub dry_run: bool,
    /// Restore the one file into the mailbox of whoever signs in
    #[arg(long, conflicts_with_all = ["mailbox", "mailboxes"])]
    pub own_mailbox: bool,
    /// Which mailboxes.
    #[command(flatten)]
    pub mailboxes: Mailboxes,
    /// The server.
    #[command(flatten)]
    pub connection: connection::Options,
}

/// `compare`.
#[derive(Debug, Args)]
#[command(after_help = COMPARE_EXAMPLES)]
pub struct Compare {
    /// A file that `export` wrote (JSON), or `mailbox:ADDRESS`; `mailbox:` is that of whoever signs in
    pub a: String,
    /// The other one
    pub b: String,
    /// The server.
    #[command(flatten)]
    pub connection: connection::Options,
}

/// `verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// Files that `export` wrote (JSON)
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
}

const EXAMPLES: &str = "Examples:
  export IM_LIST_SERVER=https://mail.example.com/EWS/Exchange.asmx
  im-list export --user 'EXAMPLE\\kim' --password-file secret.txt
  im-list export --user svc --password-env PASSWORD --mailboxes all.txt --into backup --format json,csv
  im-list verify backup/*.json
  im-list compare backup/kim@example.com.json mailbox:kim@example.com --user svc --password-env PASSWORD
  im-list restore backup/kim@example.com.json --user svc --password-env PASSWORD --dry-run
  im-list restore backup/kim@example.com.json --user svc --password-env PASSWORD

Exit status:
  0  done; the lists are equal; the files are good
  1  the lists differ; a file is not consistent
  2  the command line is wrong
  3  restored, but for what the server refused or the protocol cannot do
  4  something failed: a server, a mailbox, a file. With many mailboxes the others are done";

const EXPORT_EXAMPLES: &str = "Examples:
  im-list export --server https://mail.example.com/EWS/Exchange.asmx --user kim@example.com --password-file secret.txt
  im-list export --mailbox kim@example.com --mailbox lee@example.com --token-command 'get-token ews' --into backup
  im-list export --mailboxes all.txt --format json,csv,vcard --into backup --force --user svc --password-env PASSWORD";

const RESTORE_EXAMPLES: &str =
    "What is there stays; what is missing is added. Run it again when it was interrupted: it goes on.

Examples:
  im-list restore backup/kim@example.com.json --dry-run --user svc --password-env PASSWORD
  im-list restore backup/*.json --user svc --password-env PASSWORD
  im-list restore backup --mailbox kim@example.com --mailbox lee@example.com --user svc --password-env PASSWORD
  im-list restore backup/kim@example.com.json --mailbox new.kim@example.com --user svc --password-env PASSWORD
  im-list restore backup/kim@example.com.json --own-mailbox --prune --user kim --password-file secret.txt";

const COMPARE_EXAMPLES: &str = "Examples:
  im-list compare monday.json tuesday.json
  im-list compare backup/kim@example.com.json mailbox:kim@example.com --user svc --password-env PASSWORD";

#[cfg(test)]
mod tests {
    use super::Cli;
    use clap::{CommandFactory as _, Parser as _};

    #[test]
    fn command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn there_is_one_way_to_sign_in() {
        let parse = |rest: &str| Cli::try_parse_from(["im-list", "export"].into_iter().chain(rest.split_whitespace()));
        assert!(parse("--user kim --password-env P").is_ok());
        assert!(parse("--token-file T").is_ok());
        assert!(parse("--password-env P").is_err());
        assert!(parse("--user kim --password-env P --password-file F").is_err());
        assert!(parse("--user kim --password-env P --token-env T").is_err());
    }
}
