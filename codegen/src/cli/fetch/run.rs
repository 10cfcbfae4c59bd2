//! The command itself: from arguments to a folder, or to what differs.

use std::collections::BTreeSet;
use std::path::Path;

use wsdl_codegen::disk::{Held, Mode, Replica, console, sync_replica};
use wsdl_codegen::fetch::{Asked, Document, Folder, LOCK, Lock, WebUrl, changes, follow, sha256};

use super::credentials::Credentials;
use super::web::Web;
use super::{Failure, Fetch, report};
use crate::cli::progress::Progress;
use crate::cli::tell;
use crate::cli::telling::Findings;

/// How many times the size of one document all of them may have together.
const TOTAL: u64 = 16;

/// Fetches the contract and writes it, or compares it with what is there.
pub(in crate::cli) fn fetch(arguments: &Fetch) -> Result<(), Failure> {
    let named = parsed(&arguments.urls)?;
    let credentials = Credentials::of(arguments, &named)?;
    let known = known(arguments)?;
    let asked = asked(arguments, named, known.as_ref())?;
    let documents = documents(arguments, &asked, &Web::of(arguments, credentials)?)?;
    let folder = Folder::of(&asked, &documents, known.as_ref());
    match (&known, arguments.check) {
        (Some(known), true) => compared(arguments, known, &folder),
        _ => written(arguments, known.as_ref(), &folder, &documents),
    }
}

fn parsed(urls: &[String]) -> Result<BTreeSet<WebUrl>, Failure> {
    let parse = |url: &String| {
        // What cannot be read may have a password in it.
        let shown = if url.contains('@') { "a URL" } else { url };
        WebUrl::parse(url).map_err(|reason| Failure::arguments(&format!("{shown} cannot be used: {reason}")))
    };
    urls.iter().map(parse).collect()
}

/// The lock that is there. One that cannot be read is in the way.
fn known(arguments: &Fetch) -> Result<Option<Lock>, Failure> {
    let file = arguments.into.join(LOCK);
    let text = match std::fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(format!("{}: {error}", file.display()).into()),
    };
    match Lock::parse(&text) {
        Ok(lock) => Ok(Some(lock)),
        Err(_) if arguments.force && !arguments.check => Ok(None),
        Err(reason) => Err(format!(
            "{}: {reason}\nhelp: this is no lock as fetch writes it; --force writes a new one",
            file.display()
        )
        .into()),
    }
}

/// What is to be fetched: what the arguments name, or else what was fetched before.
fn asked(arguments: &Fetch, named: BTreeSet<WebUrl>, known: Option<&Lock>) -> Result<Asked, Failure> {
    let into = arguments.into.display();
    let mut without = parsed(&arguments.without)?;
    let locked = known.map(|lock| parsed(&lock.roots)).transpose()?;
    let roots = match (locked, named.is_empty()) {
        (None, true) => {
            return Err(Failure::arguments(&format!("name a URL: there is no {LOCK} in {into} that has one")));
        }
        (None, false) if arguments.check => {
            return Err(format!("there is no {LOCK} in {into} to compare with; fetch without --check first").into());
        }
        (Some(locked), true) => {
            without.extend(parsed(&known.map(|lock| lock.without.clone()).unwrap_or_default())?);
            locked
        }
        (Some(locked), false) if locked != named && !arguments.check && !arguments.force => {
            let locked: Vec<&str> = locked.iter().map(WebUrl::as_str).collect();
            let reason = format!(
                "{into} holds another contract, that of {}\nhelp: choose another folder, name all URLs at once, or replace it with --force",
                locked.join(" and ")
            );
            return Err(reason.into());
        }
        (_, false) => named,
    };
    let max_bytes = usize::try_from(arguments.max_size.saturating_mul(TOTAL)).unwrap_or(usize::MAX);
    Ok(Asked { roots, without, max_documents: arguments.max_documents as usize, max_bytes })
}

/// Gets the documents, a line for each.
fn documents(arguments: &Fetch, asked: &Asked, web: &Web) -> Result<Vec<Document>, Failure> {
    let mut get = |url: &WebUrl| {
        let progress = Progress::of(format!("fetching {url}"));
        let got = web.get(url);
        drop(progress);
        if let (Ok(got), Findings::Text) = (&got, arguments.telling.format) {
            let from = if got.url == *url { String::new() } else { format!(" from {}", got.url) };
            console::err(&format!("fetched {url}{from} ({} bytes)\n", got.bytes.len()));
        }
        got
    };
    let followed = follow(asked, &mut get);
    arguments.telling.findings(&followed.diagnostics, &followed.sources, "");
    followed.documents.ok_or_else(|| {
        let errors = followed.diagnostics.errors();
        let noun = if errors == 1 { "error" } else { "errors" };
        format!("{errors} {noun}; nothing was written").into()
    })
}

fn written(arguments: &Fetch, known: Option<&Lock>, folder: &Folder, documents: &[Document]) -> Result<(), Failure> {
    let mut former: BTreeSet<String> = known.iter().flat_map(|lock| lock.files()).map(str::to_owned).collect();
    former.extend(known.map(|_| LOCK.to_owned()));
    let held = |name: &str, bytes: &[u8]| held(known, name, bytes);
    let replica =
        Replica { root: &arguments.into, files: &folder.files, former: &former, held: &held, force: arguments.force };
    let synced = sync_replica(&replica, Mode::Write).map_err(|error| format!("cannot write the contract: {error}"))?;
    let changes = known.map(|known| changes(known, &folder.lock)).unwrap_or_default();
    Ok(tell(&report::written(&arguments.into, folder, documents, &changes, &synced))?)
}

/// Whether a file is as it was written. A lock that could be read is one of ours, whoever has merged it.
fn held(known: Option<&Lock>, name: &str, bytes: &[u8]) -> Held {
    match known.map(|lock| lock.sha256_of(name)) {
        Some(_) if name == LOCK => Held::Same,
        Some(Some(hash)) if hash == sha256(bytes) => Held::Same,
        Some(Some(_)) => Held::Edited,
        Some(None) | None => Held::Unknown,
    }
}

fn compared(arguments: &Fetch, known: &Lock, folder: &Folder) -> Result<(), Failure> {
    let changes = changes(known, &folder.lock);
    let edited = edited(&arguments.into, known)?;
    let lines: Vec<String> = changes.iter().map(ToString::to_string).chain(edited.iter().cloned()).collect();
    let (into, count) = (arguments.into.display(), folder.lock.documents.len());
    let noun = if count == 1 { "document" } else { "documents" };
    if lines.is_empty() {
        return Ok(tell(&format!("{into}: {count} {noun}, all as they were fetched\n"))?);
    }
    tell(&(lines.join("\n") + "\n"))?;
    Err(match (changes.is_empty(), edited.is_empty()) {
        (false, _) => "the contract is not what was fetched; fetch it again, without --check".to_owned(),
        _ => "the contract is what was fetched, but the files are not; fetch it again, without --check".to_owned(),
    }
    .into())
}

/// The files that are not as they were written.
fn edited(into: &Path, known: &Lock) -> Result<Vec<String>, String> {
    let mut lines = Vec::new();
    for name in known.files() {
        let file = into.join(name);
        match std::fs::read(&file) {
            Ok(bytes) if held(Some(known), name, &bytes) == Held::Same => {}
            Ok(_) => lines.push(format!("edited: {}", file.display())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                lines.push(format!("missing: {}", file.display()));
            }
            Err(error) => return Err(format!("{}: {error}", file.display())),
        }
    }
    Ok(lines)
}
