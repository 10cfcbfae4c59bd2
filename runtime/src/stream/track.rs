//! How far one is along a path: tags come in, and whether each is the next step goes out.
//!
//! Only tags that may be a step are read, by the ordinary reader, so that names, prefixes and errors are what they always are. Invariant: the
//! first `ancestors.len()` open elements are the steps that were met.

use std::sync::Arc;

use super::path::Path;
use crate::error::{Error, ErrorKind, Result};
use crate::options::ReadOptions;
use crate::schema::Children;
use crate::soap::Version;
use crate::xml::{Name, Outer, Reader};

/// Why the rest of a message cannot be told: without the items before it, such an element would be taken for one.
const NO_ITEM: &str =
    "the element is called like the items, and is for a wildcard by its place: read such a message as a whole";

/// How many steps lead into the body of an envelope.
const AROUND: usize = 2;

/// See the module's documentation.
pub(crate) struct Track {
    path: Path,
    version: Option<Version>,
    ancestors: Vec<Ancestor>,
    /// How many children of the innermost ancestor had the local name of the next step.
    children: usize,
    /// All of its children, if a wildcard may take what is called like the next step.
    places: Option<Children>,
    /// Whether an element that may come once has come: the envelope, the body, what the body holds.
    seen: [bool; AROUND + 1],
    pub(crate) depth: usize,
    outer: Arc<Outer>,
    parents: String,
    /// The name, as it is written, of the last step that was met at the path's end.
    known: String,
    /// The namespace of the element that was met last.
    found: String,
}

struct Ancestor {
    step: String,
    declarations: usize,
    children: usize,
    places: Option<Children>,
}

impl Track {
    pub(crate) fn new(path: Path) -> Self {
        Self {
            path,
            version: None,
            ancestors: Vec::new(),
            children: 0,
            places: None,
            seen: [false; AROUND + 1],
            depth: 0,
            outer: Arc::default(),
            parents: String::new(),
            known: String::new(),
            found: String::new(),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// What stands around the next step.
    pub(crate) fn outer(&self) -> &Arc<Outer> {
        &self.outer
    }

    /// The path of the innermost step that is open.
    pub(crate) fn parents(&self) -> &str {
        &self.parents
    }

    /// The step of the element that was met last.
    pub(crate) fn last_step(&self) -> String {
        step(self.path.local(), self.children)
    }

    /// How many elements are open where the path ends.
    pub(crate) fn length(&self) -> usize {
        AROUND + self.path.steps.len()
    }

    /// Whether the last step is the next one.
    pub(crate) fn is_at_parent(&self) -> bool {
        self.ancestors.len() + 1 == self.length() && self.depth == self.ancestors.len()
    }

    /// Whether the element that the path's last steps stand in is open.
    #[cfg(any(feature = "client", feature = "server"))]
    pub(crate) fn is_in_parent(&self) -> bool {
        self.ancestors.len() + 1 == self.length()
    }

    /// What has to be known to write elements of the last step here.
    #[cfg(any(feature = "client", feature = "server"))]
    pub(crate) fn frame(&self) -> super::fragment::Frame {
        let (uri, local) = self.path.steps.last().map_or(("", ""), |(uri, local)| (*uri, local.as_str()));
        let frame = super::fragment::Frame::new(self.path.words.namespaces, &self.outer, (uri, local));
        frame.standing_for(self.path.default())
    }

    /// The namespace of the element that was met last, if it is not that of the path.
    pub(crate) fn other_form(&self) -> Option<(&str, &str)> {
        let wanted = self.path.steps.last().map_or("", |(uri, _)| uri);
        Some((self.found.as_str(), wanted)).filter(|(found, wanted)| found != wanted)
    }

    /// Whether this start tag is the next step.
    ///
    /// # Errors
    /// When it may be, and is not well formed.
    pub(crate) fn is_step(&mut self, tag: &str, options: &ReadOptions) -> Result<bool> {
        let at = self.ancestors.len();
        if self.depth != at || at >= self.length() {
            return Ok(false);
        }
        let is_first = self.seen.get_mut(at).is_none_or(|seen| !std::mem::replace(seen, at == AROUND || *seen));
        let qname = written_name(tag);
        let local = qname.split_once(':').map_or(qname, |(_, local)| local);
        let is_for_wildcard = self.is_for_wildcard(tag, options);
        if local != self.local(at) {
            return Ok(false);
        }
        self.children += 1;
        if is_for_wildcard && at + 1 == self.length() && self.resolve(tag, qname, options)? {
            return Err(Error::new(ErrorKind::Invalid(NO_ITEM.to_owned()), 0));
        }
        if !is_first || is_for_wildcard {
            return Ok(false);
        }
        if at + 1 == self.length() && self.known == qname && !tag.contains("xmlns") {
            return Ok(true);
        }
        self.resolve(tag, qname, options)
    }

    /// Whether this start tag is that of a child which is for a wildcard by its place, and not for an element. One that is not well formed is not.
    fn is_for_wildcard(&mut self, tag: &str, options: &ReadOptions) -> bool {
        let Some(places) = &mut self.places else { return false };
        let options = inside(&self.outer, options);
        let Ok(mut r) = Reader::new(tag, self.path.words.namespaces, &options) else { return false };
        r.root().is_ok_and(|name| places.is_for_wildcard((r.uri(name.ns), name.local)))
    }

    #[cold]
    fn resolve(&mut self, tag: &str, qname: &str, options: &ReadOptions) -> Result<bool> {
        let options = inside(&self.outer, options);
        let mut r = Reader::new(tag, self.path.words.namespaces, &options)?;
        let name = r.root()?;
        let uri = r.uri(name.ns);
        let at = self.ancestors.len();
        if !self.is_name(at, name, uri, &options) {
            return Ok(false);
        }
        if let Some(seen) = self.seen.get_mut(at) {
            *seen = true;
        }
        if at == 0 {
            self.version = [Version::V1_1, Version::V1_2].into_iter().find(|version| version.namespace() == uri);
        }
        uri.clone_into(&mut self.found);
        if at + 1 == self.length() {
            let is_plain = r.tag_declarations().is_empty();
            self.known = if is_plain { qname.to_owned() } else { String::new() };
        }
        Ok(true)
    }

    /// Whether this start tag of a step says that its element is nil.
    ///
    /// # Errors
    /// When it is not well formed.
    pub(crate) fn is_nil(&self, tag: &str, options: &ReadOptions) -> Result<bool> {
        if !tag.contains(":nil") {
            return Ok(false);
        }
        let options = inside(&self.outer, options);
        let mut r = Reader::new(tag, self.path.words.namespaces, &options)?;
        r.root()?;
        r.is_nil()
    }

    fn is_name(&self, at: usize, name: Name<'_>, uri: &str, options: &ReadOptions) -> bool {
        let is_of_soap = |version: Version| version.namespace() == uri;
        match at.checked_sub(AROUND).and_then(|index| self.path.steps.get(index)) {
            Some((wanted, local)) => {
                let is_other = options.ignores_form() && (uri.is_empty() || wanted.is_empty());
                name.local == local && (uri == *wanted || is_other)
            }
            None => match self.version {
                Some(version) => is_of_soap(version),
                None => is_of_soap(Version::V1_1) || is_of_soap(Version::V1_2),
            },
        }
    }

    fn local(&self, at: usize) -> &str {
        match at {
            0 => "Envelope",
            1 => "Body",
            _ => self.path.steps.get(at - AROUND).map_or("", |(_, local)| local),
        }
    }

    /// Enters the element of a start tag that is the next step, and not the last one.
    ///
    /// # Errors
    /// None, as the tag has been read.
    pub(crate) fn enter(&mut self, tag: &str, options: &ReadOptions) -> Result<()> {
        let at = self.ancestors.len();
        let step = step(self.local(at), self.children);
        let quiet = inside(&self.outer, options);
        let mut r = Reader::new(tag, self.path.words.namespaces, &quiet)?;
        r.root()?;
        let mut outer = Outer::clone(&self.outer);
        let declarations = outer.declarations.len();
        let new = r.tag_declarations().into_iter();
        outer.declarations.extend(new.map(|(prefix, uri)| (prefix.to_owned(), (*uri).to_owned())));
        outer.depth += 1;
        self.outer = Arc::new(outer);
        let places = at.checked_sub(AROUND).and_then(|index| self.path.children(index));
        let places = std::mem::replace(&mut self.places, places);
        self.ancestors.push(Ancestor { step, declarations, children: self.children, places });
        self.children = 0;
        self.depth += 1;
        self.name_parents();
        Ok(())
    }

    /// Takes an end tag.
    pub(crate) fn end(&mut self) {
        if self.depth == self.ancestors.len() {
            self.leave();
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn leave(&mut self) {
        let Some(ancestor) = self.ancestors.pop() else { return };
        let mut outer = Outer::clone(&self.outer);
        outer.declarations.truncate(ancestor.declarations);
        outer.depth -= 1;
        self.outer = Arc::new(outer);
        self.children = ancestor.children;
        self.places = ancestor.places;
        self.known.clear();
        self.name_parents();
    }

    fn name_parents(&mut self) {
        let steps: Vec<&str> = self.ancestors.iter().map(|ancestor| ancestor.step.as_str()).collect();
        self.parents = steps.join("/");
    }
}

/// How a tag is read by itself that stands in `outer`: nothing is told of it, as it is read again.
fn inside(outer: &Arc<Outer>, options: &ReadOptions) -> ReadOptions {
    options.clone().quiet().within(Arc::clone(outer))
}

fn step(local: &str, nth: usize) -> String {
    if nth > 1 { format!("{local}[{nth}]") } else { local.to_owned() }
}

/// The name in a start tag.
pub(crate) fn written_name(tag: &str) -> &str {
    let name = tag.get(1..).unwrap_or("");
    let end = name.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')).unwrap_or(name.len());
    name.get(..end).unwrap_or("")
}
