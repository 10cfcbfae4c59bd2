//! `compare`: what differs between two lists.

use std::path::Path;

use super::{CommandError, Status};
use crate::cli::Compare;
use crate::connection::{self, Connection};
use crate::console::{self, say};
use crate::file::json;
use crate::list::{ImList, check, compare};
use crate::progress::Progress;
use crate::remote::Remote;

pub(super) async fn run(arguments: &Compare, progress: &Progress) -> Result<Status, CommandError> {
    let one = side(&arguments.a, &arguments.connection, progress).await?;
    let other = side(&arguments.b, &arguments.connection, progress).await?;
    let differences = compare((&arguments.a, &one), (&arguments.b, &other));
    for difference in &differences {
        say(difference);
    }
    Ok(if differences.is_empty() { Status::Good } else { Status::Different })
}

async fn side(named: &str, options: &connection::Options, progress: &Progress) -> Result<ImList, CommandError> {
    let Some(mailbox) = named.strip_prefix("mailbox:") else {
        let list = json::read(Path::new(named))?.list;
        for text in check(&list) {
            progress.note(&format!("{named}: {text}"));
        }
        return Ok(list);
    };
    let connection = Connection::new(options)?;
    let remote = Remote::new(&connection, Some(mailbox).filter(|name| !name.is_empty()), progress)?;
    let snapshot = remote.list().await.map_err(|failure| CommandError::of_list(remote.name(), failure))?;
    for warning in &snapshot.warnings {
        console::tell(format_args!("{named}: warning: {warning}"));
    }
    Ok(snapshot.list)
}
