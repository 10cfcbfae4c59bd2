//! `export`: the list of each mailbox into files.

use std::path::PathBuf;

use super::{CommandError, Status, count};
use crate::cli::{Export, Format};
use crate::connection::Connection;
use crate::console::{self, say};
use crate::file::{self, FileError, csv, json, vcard};
use crate::list::ImList;
use crate::many;
use crate::progress::Progress;
use crate::remote::Remote;

pub(super) async fn run(
    arguments: &Export,
    progress: &Progress,
    now: &dyn Fn() -> String,
) -> Result<Status, CommandError> {
    let names = arguments.mailboxes.names()?;
    let connection = Connection::new(&arguments.connection)?;
    let mailboxes: Vec<Option<String>> =
        if names.is_empty() { vec![None] } else { names.into_iter().map(Some).collect() };
    let all = mailboxes.len();
    let work = |mailbox: Option<String>| {
        let connection = &connection;
        async move {
            let exported = one(arguments, connection, mailbox.as_deref(), progress, now).await;
            match exported {
                Ok(line) => {
                    say(line);
                    Status::Good
                }
                Err(error) => error.tell(),
            }
        }
    };
    let ended = many::each(mailboxes, arguments.mailboxes.at_once, work).await;
    let failed = ended.iter().filter(|status| **status != Status::Good).count();
    if all > 1 {
        say(format_args!("{}: {} exported, {failed} failed", mailbox_count(all), all - failed));
    }
    Ok(ended.into_iter().max().unwrap_or(Status::Good))
}

pub(super) fn mailbox_count(number: usize) -> String {
    if number == 1 { "1 mailbox".to_owned() } else { format!("{number} mailboxes") }
}

/// Exports one mailbox. What there is to say of it.
async fn one(
    arguments: &Export,
    connection: &Connection,
    mailbox: Option<&str>,
    progress: &Progress,
    now: &dyn Fn() -> String,
) -> Result<String, CommandError> {
    let remote = Remote::new(connection, mailbox, progress)?;
    let paths: Vec<PathBuf> =
        arguments.format.iter().map(|format| path(arguments, connection, mailbox, *format)).collect();
    // Nobody waits for a server to be told afterwards.
    if let Some(path) = paths.iter().find(|path| !arguments.force && path.exists()) {
        return Err(FileError::Exists(path.clone()).into());
    }
    let snapshot = remote.list().await.map_err(|failure| CommandError::of_list(remote.name(), failure))?;
    for warning in &snapshot.warnings {
        console::tell(format_args!("{}: warning: {warning}", remote.name()));
    }
    let counts = counts(&snapshot.list);
    let (mailbox, server) = (mailbox.map(str::to_owned), remote.server_version());
    let export = json::Export { mailbox, exported: now(), server, list: snapshot.list };
    for (format, path) in arguments.format.iter().zip(&paths) {
        file::write(path, &bytes(*format, &export), arguments.force)?;
    }
    let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    Ok(format!("{}: {counts} -> {} ({})", remote.name(), paths.join(", "), requests(&remote)))
}

pub(super) fn requests(remote: &Remote<'_>) -> String {
    count(usize::try_from(remote.requests()).unwrap_or(usize::MAX), "request")
}

fn path(arguments: &Export, connection: &Connection, mailbox: Option<&str>, format: Format) -> PathBuf {
    let extension = match format {
        Format::Json => "json",
        Format::Csv => "csv",
        Format::Vcard => "vcf",
    };
    file::of_mailbox(&arguments.into, mailbox.unwrap_or(connection.sign_in.who()), extension)
}

fn bytes(format: Format, export: &json::Export) -> Vec<u8> {
    match format {
        Format::Json => json::text(export).into_bytes(),
        Format::Csv => csv::text(&export.list),
        Format::Vcard => vcard::text(&export.list).into_bytes(),
    }
}

fn counts(list: &ImList) -> String {
    format!("{}, {}", count(list.groups.len(), "group"), count(list.contacts.len(), "contact"))
}
