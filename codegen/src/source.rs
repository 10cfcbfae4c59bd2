//! Documents and places in them.
//!
//! In: locations, and a [`Resolver`] that turns them into bytes. Out: [`Sources`], in which every document has a
//! [`SourceId`] and every component a [`Span`]. Invariant: a document has one name, relative and with forward
//! slashes, and sources are numbered in the order of their names, whatever the order in which they were asked for.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use crate::qname::{QName, Scopes};

pub mod files;
pub mod locations;
pub(crate) mod url;

/// The name of a document: relative, with forward slashes, without `.` and inner `..` segments; or a URL.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// The document that `location` names when it is written in the document `base`.
    ///
    /// `types.xsd` in `a/b.xsd` is `a/types.xsd`. A location with a scheme, or from the root, stands alone; in a document that has a
    /// URL it is resolved against that (RFC 3986). Letter case is kept; a backslash is taken for a slash.
    #[must_use]
    pub fn join(base: Option<&Self>, location: &str) -> Self {
        let location = location.replace('\\', "/");
        match base {
            Some(base) if base.is_url() && !has_scheme(&location) => {
                return Self(url::resolved(base.as_str(), &location).into());
            }
            _ if is_url(&location) => return Self(url::folded(&location).into()),
            _ => {}
        }
        let stands_alone = location.starts_with('/') || has_scheme(&location);
        match base {
            Some(base) if !stands_alone => Self(normalised(&format!("{}/{location}", base.folder())).into()),
            _ => Self(normalised(&location).into()),
        }
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is a URL with an authority, such as `http://example.org/types.xsd`.
    pub(crate) fn is_url(&self) -> bool {
        is_url(self.as_str())
    }

    /// The last segment, such as `types.xsd`.
    #[must_use]
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    fn folder(&self) -> &str {
        let (root, rest) = self.0.split_at(root_length(&self.0));
        match rest.rsplit_once('/') {
            Some((folder, _)) => self.0.get(..root.len() + folder.len()).unwrap_or("."),
            None if root.is_empty() => ".",
            None => root,
        }
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn has_scheme(location: &str) -> bool {
    is_url(location) || location.starts_with("urn:")
}

fn is_url(location: &str) -> bool {
    location.split_once("://").is_some_and(|(scheme, _)| !scheme.contains(['/', '?']))
}

/// Splits off `/`, and folds `.` and `..` in the rest.
fn normalised(path: &str) -> String {
    let root = root_length(path);
    let (root, rest) = path.split_at(root);
    let mut segments: Vec<&str> = Vec::new();
    for segment in rest.split('/') {
        match segment {
            "" | "." => {}
            ".." if segments.last().is_some_and(|last| *last != "..") => {
                segments.pop();
            }
            ".." if !root.is_empty() => {}
            other => segments.push(other),
        }
    }
    format!("{root}{}", segments.join("/"))
}

fn root_length(path: &str) -> usize {
    usize::from(path.starts_with('/'))
}

/// Why a document could not be had.
#[derive(Debug, thiserror::Error)]
pub enum ResolveError {
    /// There is no such document.
    #[error("there is no such file")]
    NotFound,
    /// The document exists but could not be read.
    #[error("it cannot be read: {0}")]
    Unreadable(String),
    /// The document could not be got from where it is.
    #[error("{found}")]
    Refused {
        /// What was found in its place.
        found: String,
        /// What to do.
        help: Option<String>,
    },
}

impl ResolveError {
    /// What to do, if that is known.
    pub(crate) fn help(&self) -> Option<String> {
        match self {
            Self::Refused { help, .. } => help.clone(),
            Self::NotFound | Self::Unreadable(_) => None,
        }
    }
}

/// Where documents come from. The library itself reads nothing.
pub trait Resolver {
    /// The document that a location names; a catalogue may map it elsewhere.
    fn locate(&self, location: &str, base: Option<&SourcePath>) -> SourcePath {
        SourcePath::join(base, location)
    }

    /// The bytes of a document, in whatever encoding it has.
    ///
    /// # Errors
    /// [`ResolveError`] when there is no such document or it cannot be read.
    fn load(&self, path: &SourcePath) -> Result<Vec<u8>, ResolveError>;
}

/// Documents held in memory, by name.
#[derive(Clone, Debug, Default)]
pub struct MemoryResolver(BTreeMap<SourcePath, Vec<u8>>);

impl MemoryResolver {
    /// No documents.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a document; one of the same name is replaced.
    #[must_use]
    pub fn with(mut self, name: &str, content: impl Into<Vec<u8>>) -> Self {
        self.0.insert(SourcePath::join(None, name), content.into());
        self
    }

    /// The names of all documents, in order.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        self.0.keys().map(SourcePath::as_str).collect()
    }
}

impl Resolver for MemoryResolver {
    fn load(&self, path: &SourcePath) -> Result<Vec<u8>, ResolveError> {
        self.0.get(path).cloned().ok_or(ResolveError::NotFound)
    }
}

/// One loaded document: an index into [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A range of bytes of one document's text (after decoding to UTF-8, without a byte order mark).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The document.
    pub source: SourceId,
    /// The first byte.
    pub start: u32,
    /// The byte behind the last one.
    pub end: u32,
}

impl Span {
    /// The same span of sources that stand behind `by` others.
    pub(crate) fn raised(self, by: u32) -> Self {
        Self { source: SourceId(self.source.0.saturating_add(by)), ..self }
    }

    /// The span of a byte range.
    #[must_use]
    pub fn new(source: SourceId, range: std::ops::Range<usize>) -> Self {
        let clamp = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { source, start: clamp(range.start), end: clamp(range.end) }
    }
}

/// A document's name and decoded text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name by which it is shown.
    pub path: SourcePath,
    /// The text, decoded.
    pub text: Arc<str>,
    /// Where its lines start.
    lines: Arc<[usize]>,
    /// What its prefixes mean, once it has been read.
    scopes: Scopes,
}

impl Source {
    fn new(path: SourcePath, text: Arc<str>) -> Self {
        let starts = text.match_indices('\n').map(|(newline, _)| newline + 1);
        let lines = std::iter::once(0).chain(starts).collect();
        Self { path, text, lines, scopes: Scopes::default() }
    }

    /// The number, from 0, of the line that an offset is in, and where that line starts.
    fn line_at(&self, offset: u32) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= offset as usize).saturating_sub(1);
        (line, self.lines.get(line).copied().unwrap_or(0))
    }
}

/// A place for people: line and column count from 1, the column in characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location<'a> {
    /// The document's name.
    pub file: &'a str,
    /// The line, from 1.
    pub line: u32,
    /// The character in the line, from 1.
    pub column: u32,
}

impl fmt::Display for Location<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// All loaded documents, in the order of their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Numbers documents in the order of their names.
    #[must_use]
    pub fn new(texts: BTreeMap<SourcePath, Arc<str>>) -> Self {
        Self(texts.into_iter().map(|(path, text)| Source::new(path, text)).collect())
    }

    /// Puts other documents behind these; what their ids have to be raised by.
    pub(crate) fn append(&mut self, mut other: Self) -> u32 {
        let by = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        self.0.append(&mut other.0);
        by
    }

    /// Notes what the prefixes of a document mean.
    pub(crate) fn set_scopes(&mut self, id: SourceId, scopes: Scopes) {
        if let Some(source) = self.0.get_mut(id.0 as usize) {
            source.scopes = scopes;
        }
    }

    /// The name that a text means where it is written; `None` if it is none there.
    pub(crate) fn name(&self, text: &str, span: Span) -> Option<QName> {
        self.get(span.source)?.scopes.resolve(text, span.start as usize).ok()
    }

    /// Every document, with its id.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        (0..).map(SourceId).zip(&self.0)
    }

    /// A document. `None` only for an id of other sources.
    #[must_use]
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.0.get(id.0 as usize)
    }

    /// The id of a document by name.
    #[must_use]
    pub fn find(&self, path: &SourcePath) -> Option<SourceId> {
        let index = self.0.binary_search_by(|source| source.path.cmp(path)).ok()?;
        u32::try_from(index).ok().map(SourceId)
    }

    /// Where a span starts.
    #[must_use]
    pub fn location(&self, span: Span) -> Location<'_> {
        let Some(source) = self.get(span.source) else {
            return Location { file: "?", line: 1, column: 1 };
        };
        let (line, start) = source.line_at(span.start);
        let before = prefix(&source.text, span.start).get(start..).unwrap_or("");
        let from_1 = |count: usize| u32::try_from(count).unwrap_or(u32::MAX).saturating_add(1);
        Location { file: source.path.as_str(), line: from_1(line), column: from_1(before.chars().count()) }
    }

    /// The text of a span; empty for a span of other sources.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        let text = self.get(span.source).map_or("", |source| &source.text);
        text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// The whole line in which a span starts, without its line end.
    #[must_use]
    pub fn line(&self, span: Span) -> &str {
        let Some(source) = self.get(span.source) else {
            return "";
        };
        let (line, start) = source.line_at(span.start);
        let end = source.lines.get(line + 1).copied().unwrap_or(source.text.len());
        source.text.get(start..end).unwrap_or("").trim_end_matches(['\r', '\n'])
    }
}

/// The text before an offset; offsets inside a character or behind the end are moved back.
fn prefix(text: &str, offset: u32) -> &str {
    let mut end = (offset as usize).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn join(base: &str, location: &str) -> String {
        let base = SourcePath::join(None, base);
        SourcePath::join(Some(&base), location).to_string()
    }

    #[test]
    fn locations_are_joined_and_folded() {
        assert_eq!(join("a/b.wsdl", "c.xsd"), "a/c.xsd");
        assert_eq!(join("a/b.wsdl", "./../c/./D.xsd"), "c/D.xsd");
        assert_eq!(join("b.wsdl", "../../c.xsd"), "../../c.xsd");
        assert_eq!(join("../b.wsdl", "../c.xsd"), "../../c.xsd");
        assert_eq!(join("a/b.wsdl", "x\\c.xsd"), "a/x/c.xsd");
        assert_eq!(join("a/b.wsdl", "/root/../c.xsd"), "/c.xsd");
        assert_eq!(join("a/b.wsdl", "http://h/x/../../c.xsd"), "http://h/c.xsd");
        assert_eq!(join("http://h/a/b.wsdl", "../c.xsd"), "http://h/c.xsd");
        assert_eq!(join("http://h", "c.xsd"), "http://h/c.xsd");
        assert_eq!(join("http://h/a?wsdl", "?xsd=xsd0"), "http://h/a?xsd=xsd0");
        assert_eq!(join("http://h/a/b.wsdl", "/c.xsd"), "http://h/c.xsd");
        assert_eq!(join("http://h/a/b.wsdl", "urn:c"), "urn:c");
    }

    fn two_lines() -> (Sources, Span) {
        let text: Arc<str> = "eins\r\nzwölf x\n".into();
        let sources = Sources::new(BTreeMap::from([(SourcePath::join(None, "a.xsd"), text)]));
        let id = sources.find(&SourcePath::join(None, "a.xsd")).unwrap();
        (sources, Span::new(id, 13..14))
    }

    #[test]
    fn columns_count_characters() {
        let (sources, span) = two_lines();
        assert_eq!(sources.location(span).to_string(), "a.xsd:2:7");
        assert_eq!(sources.text(span), "x");
        assert_eq!(sources.line(span), "zwölf x");
    }

    #[test]
    fn a_span_behind_the_end_is_harmless() {
        let (sources, span) = two_lines();
        let far = Span { start: 900, end: 901, ..span };
        assert_eq!(sources.location(far).to_string(), "a.xsd:3:1");
        assert_eq!(sources.text(far), "");
    }
}
