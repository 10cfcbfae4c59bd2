//! Which operations are taken.
//!
//! In: operations that are bound, or why they cannot be, and what the user asked for. Out: those that are taken. Invariant: every
//! operation that is left out is told of; one that was asked for by its name, or the last one, is an error.

use super::Reach;
use super::bind::BoundOperation;
use super::overloads::Named;
use crate::config::matches;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, instead_of};

/// The operations that are taken, and those that are left out.
pub(super) struct Selection<'a> {
    /// Names or patterns; `None` for all.
    asked_for: Option<Vec<String>>,
    pub(super) operations: Vec<BoundOperation<'a>>,
    left_out: Vec<LeftOut>,
    /// The names of all operations, taken or not.
    known: Vec<String>,
}

struct LeftOut {
    name: String,
    /// At least one.
    reasons: Vec<Diagnostic>,
}

impl<'a> Selection<'a> {
    pub(super) fn new(reach: &Reach) -> Self {
        let asked_for = match reach {
            Reach::Selected(names) => Some(names.clone()),
            Reach::Operations | Reach::All => None,
        };
        Self { asked_for, operations: Vec::new(), left_out: Vec::new(), known: Vec::new() }
    }

    /// Whether an operation of this name is asked for; the name counts as known.
    pub(super) fn wants(&mut self, name: &str) -> bool {
        self.known.push(name.to_owned());
        self.asked_for.as_ref().is_none_or(|names| names.iter().any(|pattern| matches(pattern, name)))
    }

    pub(super) fn add(&mut self, named: Named<'a>, bound: Result<BoundOperation<'a>, Vec<Diagnostic>>) {
        match bound {
            Ok(operation) => self.operations.push(operation),
            Err(reasons) => self.left_out.push(LeftOut { name: named.name, reasons }),
        }
    }

    /// Leaves out the operations of which something is wrong, unless that is all of them: then it is told where it is met. Whether any is
    /// left out.
    pub(super) fn sort_out(&mut self, wrong: impl FnMut(&BoundOperation<'a>) -> Option<Diagnostic>) -> bool {
        let verdicts: Vec<_> = self.operations.iter().map(wrong).collect();
        self.sort_out_by(verdicts)
    }

    /// The same with what is wrong, if anything, of each in their order.
    pub(super) fn sort_out_by(&mut self, verdicts: Vec<Option<Diagnostic>>) -> bool {
        if verdicts.iter().all(Option::is_some) {
            return false;
        }
        let before = self.left_out.len();
        for (operation, wrong) in std::mem::take(&mut self.operations).into_iter().zip(verdicts) {
            match wrong {
                None => self.operations.push(operation),
                Some(reason) => self.left_out.push(LeftOut { name: operation.name, reasons: vec![reason] }),
            }
        }
        self.left_out.len() > before
    }

    /// Whether there is no operation to take or to leave out.
    pub(super) fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Tells of names that no operation has.
    pub(super) fn unknown(&self, diagnostics: &mut Diagnostics) {
        let known = || self.known.iter().map(String::as_str);
        for name in self.asked_for.iter().flatten() {
            if !known().any(|known| matches(name, known)) {
                let what = if name.contains('*') { "no operation matches" } else { "there is no operation" };
                let help = instead_of(name, known(), "operations of the contract");
                let found = Diagnostic::error("unknown-operation", None, format!("{what} `{name}`"));
                diagnostics.push(found.help(help));
            }
        }
    }

    /// Tells of what is left out.
    pub(super) fn tell(&mut self, diagnostics: &mut Diagnostics) {
        let nothing_left = self.operations.is_empty();
        for LeftOut { name, reasons } in self.left_out.drain(..) {
            let by_name = self.asked_for.iter().flatten().any(|asked_for| *asked_for == name);
            if nothing_left {
                diagnostics.extend(reasons);
            } else if let Some(first) = reasons.into_iter().next() {
                let reason = Diagnostic { severity: if by_name { Severity::Error } else { first.severity }, ..first };
                let what = format!("operation `{name}`");
                diagnostics.push(if by_name { reason } else { reason.leaves_out(&what) });
            }
        }
    }
}
