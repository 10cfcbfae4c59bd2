//! Where something goes in a message that is written already: items behind the last one that is there, octets into an empty element.
//!
//! In: the text of a message, and a path. Out: the text before the place and behind it, and what is declared there. Invariant: with nothing
//! between them, the two are the message.

use super::fragment::Frame;
use super::path::Path;
use super::scanner::{Kind, Scanner};
use super::track::Track;
use crate::error::{Error, ErrorKind, Result};
use crate::options::ReadOptions;

/// See the module's documentation.
#[derive(Debug)]
pub(crate) struct Splice {
    pub(crate) before: String,
    pub(crate) after: String,
    pub(crate) frame: Frame,
}

/// A place in the text.
struct Found {
    at: usize,
    /// The empty element that has to be opened there: its name.
    opened: Option<String>,
    frame: Frame,
    /// Whether an item stands before it.
    has_item: bool,
    /// Whether other elements stand in the same one, and no item.
    is_among_others: bool,
}

struct Search {
    track: Track,
    scanner: Scanner,
    options: ReadOptions,
    found: Option<Found>,
    is_double: bool,
}

impl Splice {
    /// The place of more items.
    ///
    /// # Errors
    /// When the message does not have the element they stand in, has it twice, or has other elements in it and no item.
    pub(crate) fn items(path: Path, text: String) -> Result<Self> {
        let (search, path) = (Search::new(path.clone(), text), path);
        let parent = path.parent();
        let (text, found) =
            search.run(Search::parent_or_item).map_err(|why| path.mistake(&why.replace('_', &parent)))?;
        if found.is_among_others {
            let why = format!(
                "{parent} holds other elements, and no item behind which others could stand: set the first one"
            );
            return Err(path.mistake(&why));
        }
        Ok(Self::at(text, found))
    }

    /// The place of octets.
    ///
    /// # Errors
    /// When the message does not have the element, has it twice, or has something in it.
    pub(crate) fn octets(path: Path, text: String) -> Result<Self> {
        let (search, path) = (Search::new(path.clone(), text), path);
        let (text, found) =
            search.run(Search::element).map_err(|why| path.mistake(&why.replace('_', "the element")))?;
        if found.is_among_others {
            return Err(path.mistake("the element holds something already: leave it empty"));
        }
        Ok(Self::at(text, found))
    }

    fn at(text: String, found: Found) -> Self {
        let mut before = text;
        let mut after = before.split_off(found.at);
        if let Some(name) = found.opened {
            before.truncate(before.trim_end_matches("/>").trim_end().len());
            before.push('>');
            after.insert_str(0, &format!("</{name}>"));
        }
        Self { before, after, frame: found.frame }
    }
}

impl Search {
    fn new(path: Path, text: String) -> Self {
        Self {
            track: Track::new(path),
            scanner: Scanner::of(text),
            options: ReadOptions::default()
                .max_bytes(usize::MAX)
                .max_depth(usize::MAX)
                .max_attributes(u32::MAX as usize),
            found: None,
            is_double: false,
        }
    }

    fn run(mut self, tag: fn(&mut Self, &str, bool, usize) -> Result<()>) -> Result<(String, Found), String> {
        while let Some((kind, range)) = self.scanner.next() {
            match kind {
                Kind::Start { is_empty } => {
                    let text = self.scanner.text.get(range.clone()).unwrap_or("").to_owned();
                    tag(&mut self, &text, is_empty, range.end).map_err(|error| error.to_string())?;
                }
                Kind::End => {
                    self.end(range.end);
                    self.track.end();
                }
                Kind::Other | Kind::Aside | Kind::Cdata => {}
            }
        }
        match self.found {
            Some(_) if self.is_double => Err("the message holds _ twice".to_owned()),
            Some(found) => Ok((self.scanner.text, found)),
            None => Err("the message does not hold _: set it, and leave it empty".to_owned()),
        }
    }

    /// Takes an end tag: what comes next comes behind an item that ends here.
    fn end(&mut self, end: usize) {
        let ends_item = self.track.depth == self.track.length() && self.track.is_in_parent();
        if let Some(found) = self.found.as_mut().filter(|found| ends_item && found.has_item) {
            found.at = end;
        }
    }

    /// Takes a start tag on the way to items.
    fn parent_or_item(&mut self, tag: &str, is_empty: bool, end: usize) -> Result<()> {
        let is_last = self.track.is_at_parent();
        if !self.track.is_step(tag, &self.options)? {
            if let Some(found) = self.found.as_mut().filter(|found| is_last && !found.has_item) {
                found.is_among_others = true;
            }
            self.track.depth += usize::from(!is_empty);
            return Ok(());
        }
        if is_last {
            if let Some(found) = &mut self.found {
                (found.at, found.has_item, found.is_among_others) = (end, true, false);
            }
            self.track.depth += usize::from(!is_empty);
            return Ok(());
        }
        self.track.enter(tag, &self.options)?;
        if self.track.is_at_parent() {
            self.refuse_nil(tag)?;
            let name = super::track::written_name(tag).to_owned();
            self.find(end, is_empty.then_some(name));
        }
        if is_empty {
            self.track.end();
        }
        Ok(())
    }

    /// Takes a start tag on the way to an element.
    fn element(&mut self, tag: &str, is_empty: bool, end: usize) -> Result<()> {
        let is_last = self.track.is_at_parent();
        if !self.track.is_step(tag, &self.options)? {
            self.track.depth += usize::from(!is_empty);
            return Ok(());
        }
        if !is_last {
            self.track.enter(tag, &self.options)?;
            if is_empty {
                self.track.end();
            }
            return Ok(());
        }
        self.refuse_nil(tag)?;
        self.find(end, is_empty.then(|| super::track::written_name(tag).to_owned()));
        // White space is what an empty value is written as that is not to be taken for its default.
        let rest = self.scanner.text.get(end..).unwrap_or("");
        if let Some(found) = &mut self.found {
            found.is_among_others = !is_empty && !rest.trim_start().starts_with("</");
        }
        self.track.depth += usize::from(!is_empty);
        Ok(())
    }

    /// Nothing is read in an element that is nil.
    fn refuse_nil(&self, tag: &str) -> Result<()> {
        match self.track.is_nil(tag, &self.options)? {
            true => Err(Error::new(ErrorKind::Invalid("the element is nil: leave it empty".to_owned()), 0)),
            false => Ok(()),
        }
    }

    fn find(&mut self, at: usize, opened: Option<String>) {
        self.is_double |= self.found.is_some();
        let frame = self.track.frame();
        self.found = Some(Found { at, opened, frame, has_item: false, is_among_others: false });
    }
}

impl Path {
    pub(crate) fn mistake(&self, why: &str) -> Error {
        Error::new(ErrorKind::Unwritable(format!("what goes to {} in pieces: {why}", self.text())), 0)
    }
}
