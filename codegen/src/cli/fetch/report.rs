//! What `fetch` did, or found, in a few lines.

use std::fmt::Write as _;
use std::path::Path;

use wsdl_codegen::disk::{Difference, Synced};
use wsdl_codegen::fetch::{CATALOG, Change, Document, Folder};

/// What was written, and how to go on.
pub(super) fn written(
    into: &Path,
    folder: &Folder,
    documents: &[Document],
    changes: &[Change],
    synced: &Synced,
) -> String {
    let mut text = String::new();
    for change in changes {
        let _ = writeln!(text, "{change}");
    }
    let bytes: usize = documents.iter().map(|document| document.bytes.len()).sum();
    let noun = if documents.len() == 1 { "document" } else { "documents" };
    let _ = writeln!(text, "{}: {} {noun}, {bytes} bytes; files: {}", into.display(), documents.len(), counted(synced));
    let _ = writeln!(text, "next: {}", next(into, folder));
    text
}

fn counted(synced: &Synced) -> String {
    let count = |is: fn(&&Difference) -> bool| synced.differences.iter().filter(is).count();
    let counts = [
        (count(|difference| matches!(difference, Difference::Missing(_))), "written"),
        (count(|difference| matches!(difference, Difference::Stale(..))), "changed"),
        (count(|difference| matches!(difference, Difference::Extra(_))), "removed"),
        (synced.unchanged, "unchanged"),
    ];
    let counts = counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
    counts.collect::<Vec<_>>().join(", ")
}

/// The command that generates from the folder.
fn next(into: &Path, folder: &Folder) -> String {
    let quoted = |name: &str| {
        let path = into.join(name).display().to_string();
        let is_plain = |c: char| c.is_alphanumeric() || "/-_.+:\\".contains(c);
        if path.chars().all(is_plain) { path } else { format!("'{}'", path.replace('\'', "'\\''")) }
    };
    let roots: Vec<String> = folder.lock.root_files().map(quoted).collect();
    format!("wsdl-codegen generate {} --catalog {} --crate bindings", roots.join(" "), quoted(CATALOG))
}
