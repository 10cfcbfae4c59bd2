//! What is wrong with the input, for people.
//!
//! In: findings of every stage, in any order. Out: each of them once, documents that cannot be used first, then in the order of files and
//! lines, and as text:
//!
//! ```text
//! types.xsd:12:34: error[unresolved-reference]: type `t:FooType` is not defined
//!   12 |   <xs:element name="Foo" type="t:FooType"/>
//!      |                                ^^^^^^^^^
//!   help: did you mean `t:FooTyp`?
//! ```
//!
//! Invariant: the order and the text depend on the documents alone.

mod form;

use std::cmp::Ordering;
use std::collections::{BTreeSet, btree_set};
use std::fmt::{self, Write as _};

use anstyle::Style;

pub use form::Form;

use crate::source::{Sources, Span};
use form::Palette;

/// Whether a finding forbids going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The input cannot be compiled as it is.
    Error,
    /// The input can be compiled, but something in it deserves a look.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// A stable name of the kind of finding, in kebab-case.
    pub code: &'static str,
    /// The place, unless it is the input as a whole.
    pub span: Option<Span>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Further facts, each with its own place where it has one.
    pub notes: Vec<(Option<Span>, String)>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding that forbids going on.
    pub fn error(code: &'static str, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, span.into(), message.into())
    }

    /// A finding that does not forbid going on.
    pub fn warning(code: &'static str, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, span.into(), message.into())
    }

    fn new(severity: Severity, code: &'static str, span: Option<Span>, message: String) -> Self {
        Self { severity, code, span, message, notes: Vec::new(), help: None }
    }

    /// Whether a document is left out, so that nothing that refers to it can be judged.
    #[must_use]
    pub fn leaves_out_a_document(&self) -> bool {
        self.severity == Severity::Error && UNUSABLE.contains(&self.code)
    }

    /// The same as a warning that something is left out for this reason.
    pub(crate) fn leaves_out(mut self, what: &str) -> Self {
        if self.is_error() {
            self.severity = Severity::Warning;
            self.code = "left-out";
            self.message = format!("{what} is left out: {}", self.message);
        }
        self
    }

    /// Whether it forbids going on.
    pub(crate) fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Adds a fact.
    pub fn note(mut self, span: impl Into<Option<Span>>, text: impl Into<String>) -> Self {
        self.notes.push((span.into(), text.into()));
        self
    }

    /// Sets what to do about it; `None` leaves it open.
    pub fn help(mut self, text: impl Into<Option<String>>) -> Self {
        self.help = text.into();
        self
    }
}

/// The errors about documents that cannot be used at all.
const UNUSABLE: [&str; 6] =
    ["encoding", "missing-input", "not-a-schema", "not-well-formed", "unknown-document", "unreadable-document"];

/// All findings of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics {
    found: BTreeSet<Diagnostic>,
}

impl Diagnostics {
    /// No findings.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a finding, unless exactly the same one is there already.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.insert(diagnostic);
    }

    /// Adds all findings of another run over the same documents.
    pub fn append(&mut self, mut other: Self) {
        self.found.append(&mut other.found);
    }

    /// The same findings about sources that stand behind `by` others (see `Sources::append`).
    pub(crate) fn raised(self, by: u32) -> Self {
        let mut raised = Self::new();
        for mut found in self.found {
            found.span = found.span.map(|span| span.raised(by));
            found.notes =
                found.notes.into_iter().map(|(span, text)| (span.map(|span| span.raised(by)), text)).collect();
            raised.push(found);
        }
        raised
    }

    /// The errors, and the warnings.
    pub(crate) fn parted(self) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        self.found.into_iter().partition(Diagnostic::is_error)
    }

    /// The findings: documents that cannot be used first, then by document (in the order of names) and place; those without a place first.
    pub fn iter(&self) -> btree_set::Iter<'_, Diagnostic> {
        self.found.iter()
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Whether anything found is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(Diagnostic::is_error)
    }

    /// How many errors were found.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many warnings were found.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    fn count(&self, severity: Severity) -> usize {
        self.found.iter().filter(|found| found.severity == severity).count()
    }

    /// All findings as text. `prefix` is put before each document's name, so that a terminal finds the file.
    #[must_use]
    pub fn render(&self, sources: &Sources, prefix: &str) -> String {
        self.render_as(Form::Plain, sources, prefix)
    }

    /// All findings in a form. `prefix` is put before each document's name, so that a terminal finds the file.
    #[must_use]
    pub fn render_as(&self, form: Form, sources: &Sources, prefix: &str) -> String {
        self.found.iter().map(|diagnostic| diagnostic.render_as(form, sources, prefix)).collect()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, found: T) {
        found.into_iter().for_each(|diagnostic| self.push(diagnostic));
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = btree_set::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = btree_set::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Documents that are left out, then by place.
impl Ord for Diagnostic {
    fn cmp(&self, other: &Self) -> Ordering {
        let facts = |found: &Self| (!found.leaves_out_a_document(), found.span, found.severity, found.code);
        facts(self)
            .cmp(&facts(other))
            .then_with(|| self.message.cmp(&other.message))
            .then_with(|| self.notes.cmp(&other.notes))
            .then_with(|| self.help.cmp(&other.help))
    }
}

impl PartialOrd for Diagnostic {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Diagnostic {
    /// The finding as text, one or more whole lines.
    #[must_use]
    pub fn render(&self, sources: &Sources, prefix: &str) -> String {
        self.render_as(Form::Plain, sources, prefix)
    }

    /// The finding in a form, one or more whole lines.
    #[must_use]
    pub fn render_as(&self, form: Form, sources: &Sources, prefix: &str) -> String {
        match form {
            Form::Plain | Form::Coloured => self.text(&Palette::of(form), sources, prefix),
            Form::Json => self.json(sources, prefix),
        }
    }

    fn text(&self, palette: &Palette, sources: &Sources, prefix: &str) -> String {
        let mut text = String::new();
        let (level, message, aside) = (palette.level(self.severity), palette.message, palette.aside);
        if let Some(span) = self.span {
            let _ = write!(text, "{prefix}{}: ", sources.location(span));
        }
        let _ = write!(text, "{level}{}[{}]{level:#}", self.severity, self.code);
        let _ = writeln!(text, "{message}: {}{message:#}", self.message);
        if let Some(span) = self.span {
            excerpt(&mut text, sources, span, (palette.frame, level));
        }
        for (span, note) in &self.notes {
            let _ = write!(text, "  {aside}note{aside:#}: {note}");
            let _ = match span {
                Some(span) => writeln!(text, " ({prefix}{})", sources.location(*span)),
                None => writeln!(text),
            };
        }
        if let Some(help) = &self.help {
            let _ = writeln!(text, "  {aside}help{aside:#}: {help}");
        }
        text
    }
}

/// The widest part of a source line that is shown, in characters.
const EXCERPT_WIDTH: usize = 120;

/// The source line and a run of carets under the span, as far as both are in the shown part of the line.
fn excerpt(text: &mut String, sources: &Sources, span: Span, (frame, mark): (Style, Style)) {
    let location = sources.location(span);
    let column = location.column as usize - 1;
    let line = sources.line(span);
    let indent = line.chars().take_while(|c| c.is_whitespace()).count().min(column);
    let first = indent.max(column.saturating_sub(EXCERPT_WIDTH / 2));
    let shown: String = line.chars().skip(first).take(EXCERPT_WIDTH).map(printable).collect();
    let room = shown.trim_end().chars().count().saturating_sub(column - first).max(1);
    let marked = sources.text(span).lines().next().unwrap_or("").chars().count().clamp(1, room);
    let number = location.line.to_string();
    let (width, before) = (number.len(), column - first);
    let _ = writeln!(text, "  {frame}{number} |{frame:#} {}", shown.trim_end());
    let carets = "^".repeat(marked);
    let _ = writeln!(text, "  {frame}{:width$} |{frame:#} {:before$}{mark}{carets}{mark:#}", "", "");
}

fn printable(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

/// The candidate that a misspelt name most likely means: the nearest by edit distance, if it is near at all.
///
/// Candidates must come in a stable order; the first of equally near ones is taken.
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = name.chars().count() / 4 + 1;
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let bound = best.map_or(limit + 1, |(distance, _)| distance);
        match edit_distance(name, candidate, bound) {
            Some(distance) if distance < bound => best = Some((distance, candidate)),
            _ => {}
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// How many names are listed where none is near.
const LISTED: usize = 10;

/// What helps with a name that is none of the candidates: the nearest one, or if none is near, what there is, the more alike the earlier.
/// `what` is what they all are.
#[must_use]
pub fn instead_of<'a>(name: &str, candidates: impl Iterator<Item = &'a str> + Clone, what: &str) -> Option<String> {
    if let Some(near) = nearest(name, candidates.clone()) {
        return Some(format!("did you mean `{near}`?"));
    }
    let mut known: Vec<_> = candidates.map(|known| (edit_distance(name, known, usize::MAX), known)).collect();
    known.sort();
    known.dedup();
    let mut names: Vec<String> = known.iter().take(LISTED).map(|(_, known)| format!("`{known}`")).collect();
    let more = known.len().saturating_sub(LISTED);
    names.extend((more > 0).then(|| format!("{more} more")));
    let (last, first) = names.split_last()?;
    let all = if first.is_empty() { last.clone() } else { format!("{} and {last}", first.join(", ")) };
    Some(format!("{what}: {all}"))
}

/// Edits between two names, where letters that differ in case only are the same; `None` at or above the bound.
fn edit_distance(left: &str, right: &str, bound: usize) -> Option<usize> {
    let left: Vec<char> = left.chars().collect();
    let right: Vec<char> = right.chars().collect();
    if left.len().abs_diff(right.len()) >= bound {
        return None;
    }
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, l) in left.iter().enumerate() {
        let mut diagonal = i;
        let mut previous = i + 1;
        let mut next = vec![previous];
        for (above, r) in row.iter().skip(1).zip(&right) {
            let replaced = diagonal + usize::from(!l.eq_ignore_ascii_case(r));
            diagonal = *above;
            previous = replaced.min(previous + 1).min(above + 1);
            next.push(previous);
        }
        row = next;
    }
    row.last().copied().filter(|distance| *distance < bound)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::source::SourcePath;
    use std::collections::BTreeMap;

    #[test]
    fn names_that_there_are_stand_for_one_that_there_is_not() {
        let of = |name: &str, known: &[&str]| instead_of(name, known.iter().copied(), "known");
        assert_eq!(of("GetMp", &["Get", "GetMap"]).unwrap(), "did you mean `GetMap`?");
        assert_eq!(
            of("Nope", &["Alphabet", "Hope123", "Nominal"]).unwrap(),
            "known: `Hope123`, `Nominal` and `Alphabet`"
        );
        assert_eq!(
            (of("Nope", &["Alphabet", "Alphabet"]).unwrap(), of("Nope", &[])),
            ("known: `Alphabet`".to_owned(), None)
        );
        let many: Vec<String> = (10..30).map(|number| format!("Operation{number}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert!(of("Nope", &many).unwrap().ends_with(", `Operation19` and 10 more"));
    }

    fn sources() -> Sources {
        let text = "<a>\n  <element name=\"Foo\" type=\"t:FooType\"/>\n</a>\n";
        Sources::new(BTreeMap::from([(SourcePath::join(None, "a.xsd"), text.into())]))
    }

    fn span(sources: &Sources, needle: &str) -> Span {
        let (id, source) = sources.iter().next().unwrap();
        let start = source.text.find(needle).unwrap();
        Span::new(id, start..start + needle.len())
    }

    #[test]
    fn a_finding_is_shown_with_its_line_and_carets() {
        let sources = sources();
        let found = Diagnostic::error("some-code", span(&sources, "t:FooType"), "no such type")
            .note(span(&sources, "<a>"), "looked here")
            .note(None, "and there")
            .help("try harder".to_owned());
        assert_eq!(
            found.render(&sources, "dir/"),
            "dir/a.xsd:2:29: error[some-code]: no such type\n  \
               2 | <element name=\"Foo\" type=\"t:FooType\"/>\n    \
                 |                           ^^^^^^^^^\n  \
               note: looked here (dir/a.xsd:1:1)\n  \
               note: and there\n  \
               help: try harder\n"
        );
    }

    #[test]
    fn a_finding_is_a_line_of_json() {
        let sources = sources();
        let found = Diagnostic::warning("some-code", span(&sources, "t:FooType"), "no \"such\" type")
            .note(span(&sources, "<a>"), "looked here")
            .note(None, "and there");
        assert_eq!(
            found.render_as(Form::Json, &sources, "dir/"),
            "{\"level\":\"warning\",\"code\":\"some-code\",\"message\":\"no \\\"such\\\" type\",\"file\":\"dir/a.xsd\",\"line\":2,\"column\":29,\
             \"notes\":[{\"message\":\"looked here\",\"file\":\"dir/a.xsd\",\"line\":1,\"column\":1},\
             {\"message\":\"and there\",\"file\":null,\"line\":null,\"column\":null}],\"help\":null}\n"
        );
    }

    #[test]
    fn colours_change_nothing_else() {
        let sources = sources();
        let found = Diagnostic::error("some-code", span(&sources, "t:FooType"), "no such type")
            .note(None, "and there")
            .help("try harder".to_owned());
        let coloured = found.render_as(Form::Coloured, &sources, "");
        assert!(coloured.contains("\u{1b}[1m\u{1b}[31merror[some-code]\u{1b}[0m"), "{coloured:?}");
        let stripped = anstream::adapter::strip_str(&coloured).to_string();
        assert_eq!(stripped, found.render(&sources, ""));
    }

    #[test]
    fn findings_are_ordered_and_taken_once() {
        let sources = sources();
        let mut found = Diagnostics::new();
        found.push(Diagnostic::warning("b", span(&sources, "type"), "second"));
        found.push(Diagnostic::error("a", span(&sources, "<a>"), "first"));
        found.push(Diagnostic::warning("b", span(&sources, "type"), "second"));
        found.push(Diagnostic::error("c", None, "whole"));
        let messages: Vec<_> = found.iter().map(|d| d.message.as_str()).collect();
        assert_eq!(messages, ["whole", "first", "second"]);
        assert_eq!((found.errors(), found.warnings()), (2, 1));
        found.push(Diagnostic::error("not-well-formed", span(&sources, "</a>"), "left out"));
        found.push(Diagnostic::warning("encoding", span(&sources, "</a>"), "last"));
        let messages: Vec<_> = found.iter().map(|d| d.message.as_str()).collect();
        assert_eq!(messages, ["left out", "whole", "first", "second", "last"]);
    }

    #[test]
    fn the_nearest_name_is_near() {
        let names = ["ItemIdType", "FolderIdType", "String"];
        assert_eq!(nearest("ItemIdTyp", names), Some("ItemIdType"));
        assert_eq!(nearest("itemidtype", names), Some("ItemIdType"));
        assert_eq!(nearest("Strnig", names), Some("String"));
        assert_eq!(nearest("Persona", names), None);
        assert_eq!(nearest("", names), None);
    }
}
