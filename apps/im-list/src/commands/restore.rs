//! `restore`: files into mailboxes.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::export::{mailbox_count, requests};
use super::{CommandError, Status, count};
use crate::cli::Restore;
use crate::connection::Connection;
use crate::console::say;
use crate::file::{self, FileError, json};
use crate::list::check;
use crate::many;
use crate::progress::Progress;
use crate::remote::Remote;
use crate::restore::journal::{Entry, Journal};
use crate::restore::{Outcome, Restoration};

/// A file, and which mailbox it is for.
struct Target {
    path: PathBuf,
    mailbox: Mailbox,
}

enum Mailbox {
    OfTheFile,
    Own,
    Named(String),
}

pub(super) async fn run(
    arguments: &Restore,
    progress: &Progress,
    now: &dyn Fn() -> String,
) -> Result<Status, CommandError> {
    let targets = targets(arguments)?;
    let connection = Connection::new(&arguments.connection)?;
    let command = Command { arguments, connection: &connection, progress, now };
    let mut ended = Vec::new();
    let mut read = Vec::new();
    let mut seen = BTreeSet::new();
    for target in targets {
        match target.read() {
            Ok(export) if !seen.insert(export.mailbox.clone().map(|name| name.to_lowercase())) => {
                let name = export.mailbox.unwrap_or_else(|| "whoever signs in".to_owned());
                return Err(CommandError::Usage(format!("more than one file is for the mailbox of {name}")));
            }
            Ok(export) => read.push((target.path, export)),
            Err(error) => ended.push(error.tell()),
        }
    }
    let all = ended.len() + read.len();
    let work = |(path, export): (PathBuf, json::Export)| {
        let command = &command;
        async move { command.one(&path, export).await.unwrap_or_else(|error| error.tell()) }
    };
    ended.extend(many::each(read, arguments.mailboxes.at_once, work).await);
    if all > 1 {
        let of = |status| ended.iter().filter(|own| **own == status).count();
        let (good, partly) = (of(Status::Good), of(Status::Partly));
        say(format_args!("{}: {good} restored, {partly} in part, {} failed", mailbox_count(all), all - good - partly));
    }
    Ok(ended.into_iter().max().unwrap_or(Status::Good))
}

/// Which files are for which mailboxes.
fn targets(arguments: &Restore) -> Result<Vec<Target>, CommandError> {
    let names = arguments.mailboxes.names()?;
    match (arguments.files.as_slice(), names.as_slice()) {
        ([folder], []) if folder.is_dir() && !arguments.own_mailbox => {
            let paths = exports_in(folder)?;
            Ok(paths.into_iter().map(|path| Target { path, mailbox: Mailbox::OfTheFile }).collect())
        }
        ([folder], names) if folder.is_dir() && !arguments.own_mailbox => {
            let target = |name: &String| Target {
                path: file::of_mailbox(folder, name, "json"),
                mailbox: Mailbox::Named(name.clone()),
            };
            Ok(names.iter().map(target).collect())
        }
        ([path], [name]) => Ok(vec![Target { path: path.clone(), mailbox: Mailbox::Named(name.clone()) }]),
        ([path], []) if arguments.own_mailbox => Ok(vec![Target { path: path.clone(), mailbox: Mailbox::Own }]),
        (files, []) if !arguments.own_mailbox => {
            let target = |path: &PathBuf| Target { path: path.clone(), mailbox: Mailbox::OfTheFile };
            Ok(files.iter().map(target).collect())
        }
        _ => Err(CommandError::Usage(
            "give one file for one mailbox, or a folder for several, or files without mailboxes".to_owned(),
        )),
    }
}

fn exports_in(folder: &Path) -> Result<Vec<PathBuf>, CommandError> {
    let failed = |error| FileError::Read(folder.to_owned(), error);
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            paths.push(path);
        }
    }
    paths.sort();
    if paths.is_empty() {
        return Err(CommandError::Usage(format!("{} has no files that end in .json", folder.display())));
    }
    Ok(paths)
}

impl Target {
    /// The file, for the mailbox that it is to be restored into.
    fn read(&self) -> Result<json::Export, CommandError> {
        let mut export = json::read(&self.path)?;
        let wrong = check(&export.list);
        if !wrong.is_empty() {
            return Err(CommandError::Inconsistent(self.path.display().to_string(), wrong.join("\n  ")));
        }
        match &self.mailbox {
            Mailbox::OfTheFile => {}
            Mailbox::Own => export.mailbox = None,
            Mailbox::Named(name) => export.mailbox = Some(name.clone()),
        }
        Ok(export)
    }
}

struct Command<'a> {
    arguments: &'a Restore,
    connection: &'a Connection,
    progress: &'a Progress,
    now: &'a dyn Fn() -> String,
}

impl Command<'_> {
    /// Restores one mailbox.
    async fn one(&self, path: &Path, export: json::Export) -> Result<Status, CommandError> {
        let remote = Remote::new(self.connection, export.mailbox.as_deref(), self.progress)?;
        let (prune, progress) = (self.arguments.prune, self.progress);
        let restoration = Restoration { remote: &remote, wanted: &export.list, prune, progress };
        let name = remote.name();
        if self.arguments.dry_run {
            let steps = restoration.plan().await?;
            for step in &steps {
                say(format_args!("{name}: would {step}"));
            }
            say(format_args!("{name}: {} to make", count(steps.len(), "step")));
            return Ok(Status::Good);
        }
        let mut journal = self.journal(path, export.mailbox.clone(), &name)?;
        let outcome = restoration.run(&mut journal).await?;
        let kept = journal.end(&(self.now)(), outcome.misfits.len())?;
        tell(&name, &outcome);
        if let Some(path) = kept {
            say(format_args!("{name}: {} says what was done", path.display()));
        }
        let missing = outcome.misfits.len();
        say(format_args!("{name}: {} made, {missing} not ({})", count(outcome.done, "step"), requests(&remote)));
        Ok(if missing == 0 { Status::Good } else { Status::Partly })
    }

    fn journal(&self, path: &Path, mailbox: Option<String>, name: &str) -> Result<Journal, CommandError> {
        let (server, input) = (self.connection.server.clone(), path.display().to_string());
        let began = Entry::Began { mailbox, server, input, time: (self.now)() };
        let journal = Journal::open(&Journal::beside(path), &began)?;
        if journal.earlier > 0 {
            self.progress.note(&format!("{name}: goes on after {} of earlier", count(journal.earlier, "step")));
        }
        Ok(journal)
    }
}

fn tell(name: &str, outcome: &Outcome) {
    for step in &outcome.removed {
        say(format_args!("{name}: removed: {step}"));
    }
    for note in &outcome.notes {
        say(format_args!("{name}: {note}"));
    }
    for misfit in &outcome.misfits {
        say(format_args!("{name}: cannot {}: {}", misfit.step, misfit.why));
    }
}
