//! Outcomes come in, the words go out by which expectations name them.

use super::Outcome;
use crate::outcome::{Contract, Document, Fault};

/// What became of a contract: `generated`, `refused CODE`, `does-not-compile`, `panics` or `hangs`.
pub(super) fn contract(outcome: &Contract) -> String {
    match outcome {
        Contract::Accepted => "generated".to_owned(),
        Contract::Unsupported(code, _) => format!("refused {code}"),
        Contract::Failed(fault, _) => self::fault(*fault).to_owned(),
    }
}

/// What became of a document. Leniently it is `lossless`, `lossy`, `salvaged` (read with the options that forgive more) or `unread`, strictly
/// `valid` or `invalid`; `written-invalid` follows if it was valid and is not any more as it is written. Or else it is `not-run`, `panics`
/// or `hangs`.
pub(super) fn document(outcome: &Document) -> String {
    if let Some(fault) = outcome.fault() {
        return self::fault(fault).to_owned();
    }
    if matches!(outcome, Document::NotRun(_)) {
        return "not-run".to_owned();
    }
    let lenient = match (outcome.is_read(), outcome.loss()) {
        (false, _) if outcome.is_salvaged() => "salvaged",
        (false, _) => "unread",
        (true, Some(_)) => "lossy",
        (true, None) => "lossless",
    };
    let strict = if outcome.is_accepted_strictly() { "valid" } else { "invalid" };
    let is_spoilt = outcome.is_read() && outcome.is_accepted_strictly() && !outcome.is_written_valid();
    format!("{lenient} {strict}{}", if is_spoilt { " written-invalid" } else { "" })
}

fn fault(fault: Fault) -> &'static str {
    match fault {
        Fault::Panic => "panics",
        Fault::Hang => "hangs",
        Fault::NotCompiling => "does-not-compile",
    }
}

/// A contract and its documents, in a line.
pub(super) fn line(outcome: &Outcome<'_>) -> String {
    let mut line = format!("{}: {}", outcome.case.name, contract(&outcome.contract));
    if let Some(reason) = contract_reason(outcome) {
        line += &format!(" ({reason})");
    }
    for (path, document) in outcome.case.documents.iter().zip(&outcome.documents) {
        line += &format!("; {}: {}", outcome.case.document_name(path), self::document(document));
    }
    line
}

/// The first error. The folder that it is in is that of the contract.
pub(super) fn contract_reason(outcome: &Outcome<'_>) -> Option<String> {
    let text = match &outcome.contract {
        Contract::Accepted => return None,
        Contract::Unsupported(_, text) | Contract::Failed(_, text) => text,
    };
    let first = text.lines().find(|line| line.contains(": error[")).or_else(|| text.lines().next())?;
    Some(first.replace(&format!("{}/", outcome.case.folder().display()), ""))
}

/// What was lost of a document, or why it is not valid.
pub(super) fn document_reason(outcome: &Document) -> Option<String> {
    let strict = || match outcome {
        Document::Answered { answer, .. } => answer.strict.clone().err(),
        Document::Failed(_) | Document::NotRun(_) => None,
    };
    let written = || outcome.written().and_then(|written| written.strict.clone().err());
    outcome.loss().or_else(strict).or_else(written)
}
