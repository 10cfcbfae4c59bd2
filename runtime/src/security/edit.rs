//! A security header put into the text of a message, and identifiers onto elements of it.
//!
//! Invariant: what is not put in stays byte by byte as it was.

use crate::xml::escaped;

use super::error::SecurityError;
use super::message::{Message, Place};
use super::names::{WSSE, WSU};
use super::random;

/// Changes to a text, by offset: how many bytes go, and what comes.
pub(super) struct Edit<'m> {
    message: &'m Message<'m>,
    changes: Vec<(usize, usize, String)>,
    /// A prefix for `wsu` that nothing in the message uses.
    prefix: String,
}

/// A message with a security header.
pub(super) struct Edited {
    pub(super) text: String,
    /// Behind the last element of the security header.
    pub(super) end_of_security: usize,
}

impl<'m> Edit<'m> {
    /// # Errors
    /// When the message has a security header for the same receiver.
    pub(super) fn new(message: &'m Message<'m>) -> Result<Self, SecurityError> {
        if !message.security.is_empty() {
            return Err(SecurityError::invalid("wsse:Security", "the message has one already"));
        }
        let candidates = std::iter::once("wsu".to_owned()).chain((1..).map(|number| format!("wsu{number}")));
        let mut free = candidates.filter(|prefix| !message.text.contains(&format!("xmlns:{prefix}")));
        Ok(Self { message, changes: Vec::new(), prefix: free.next().unwrap_or_default() })
    }

    /// The identifier of an element, which gets one if it has none.
    pub(super) fn identify(&mut self, place: &Place, word: &str) -> Result<String, SecurityError> {
        if let Some(id) = &place.id {
            return Ok(id.clone());
        }
        let id = random::identifier(word)?;
        let prefix = &self.prefix;
        self.changes.push((place.behind_name(), 0, format!(" xmlns:{prefix}=\"{WSU}\" {prefix}:Id=\"{id}\"")));
        Ok(id)
    }

    /// The message with a header that holds these elements.
    pub(super) fn with_security(mut self, elements: &str, must_understand: bool) -> Edited {
        let soap = self.message.version.namespace();
        let attribute =
            if must_understand { format!(" xmlns:soap=\"{soap}\" soap:mustUnderstand=\"1\"") } else { String::new() };
        let begin = format!("<wsse:Security xmlns:wsse=\"{WSSE}\" xmlns:wsu=\"{WSU}\"{attribute}>");
        let (at, removed, before, after) = self.room();
        let mut block = before + &begin + elements;
        let length = block.len();
        block.push_str("</wsse:Security>");
        block.push_str(&after);
        self.changes.push((at, removed, block));
        self.changes.sort_by_key(|(at, ..)| *at);
        let (mut text, mut copied, mut end_of_security) = (String::with_capacity(self.length()), 0, 0);
        for (offset, removed, new) in &self.changes {
            text.push_str(self.message.text.get(copied..*offset).unwrap_or(""));
            if *offset == at && new.len() >= length {
                end_of_security = text.len() + length;
            }
            text.push_str(new);
            copied = offset + removed;
        }
        text.push_str(self.message.text.get(copied..).unwrap_or(""));
        Edited { text, end_of_security }
    }

    fn length(&self) -> usize {
        // A signature is to have room, too.
        self.message.text.len() + self.changes.iter().map(|(_, _, new)| new.len()).sum::<usize>() + 8192
    }

    /// Where the first header block belongs: offset, how many bytes it takes the place of, and what has to be around it.
    fn room(&self) -> (usize, usize, String, String) {
        let Some(header) = &self.message.header else {
            let name = match self.message.envelope.name.split_once(':') {
                Some((prefix, _)) => format!("{prefix}:Header"),
                None => "Header".to_owned(),
            };
            return (self.message.envelope.opened, 0, format!("<{name}>"), format!("</{name}>"));
        };
        let is_empty_tag = header.opened == header.end;
        if is_empty_tag {
            return (header.opened - 2, 2, ">".to_owned(), format!("</{}>", header.name));
        }
        (header.opened, 0, String::new(), String::new())
    }
}

/// An element with text.
pub(super) fn leaf(name: &str, attributes: &str, text: &str) -> String {
    format!("<{name}{attributes}>{}</{name}>", escaped(text))
}
