//! Exclusive XML Canonicalization 1.0, without comments: <https://www.w3.org/TR/xml-exc-c14n/>.
//!
//! In: a document and the offset of a start tag in it. Out: the canonical text of that element, into a [`Sink`]. Invariant: what is canonicalized is
//! what [`Reader`] reads, since the same reader reads both; a document type declaration is refused.
//!
//! ```xml
//! <b:Body xmlns:b="urn:b" xmlns:unused="urn:u" z="1" a="&#9;"/>     <!-- becomes -->     <b:Body xmlns:b="urn:b" a="&#x9;" z="1"></b:Body>
//! ```

use std::sync::LazyLock;

use super::sink::Sink;
use crate::error::{Error, ErrorKind, Result};
use crate::options::ReadOptions;
use crate::xml::{Attribute, FEW, Innermost, Ns, Piece, Reader, legal};

/// The exclusive canonical form, without comments, of the element whose start tag is at byte `start` of `document`. `prefixes` are those of an
/// `InclusiveNamespaces` `PrefixList`; `#default` is the default namespace.
///
/// ```
/// let document = r#"<e xmlns="urn:e" xmlns:unused="urn:u"><f b='2' a="1"/></e>"#;
/// let canonical = soap_runtime::security::canonicalize(document, document.find("<f").unwrap_or(0), &[])?;
/// assert_eq!(canonical, r#"<f xmlns="urn:e" a="1" b="2"></f>"#);
/// # Ok::<(), soap_runtime::Error>(())
/// ```
///
/// # Errors
/// When the document is not well-formed up to the element's end, has a document type declaration or characters that XML does not allow, passes a
/// limit of [`ReadOptions::strict`], and when no start tag is there.
pub fn canonicalize(document: &str, start: usize, prefixes: &[&str]) -> Result<String> {
    legal(document, reading())?;
    let mut out = String::new();
    Canonical::of(document, start)?.write(prefixes, &mut out).map_err(|error| error.locate(document))?;
    Ok(out)
}

/// How messages are read here: nothing that could be read in two ways is forgiven. Depth and size are limited as for all reading.
pub(super) fn reading() -> &'static ReadOptions {
    static OPTIONS: LazyLock<ReadOptions> = LazyLock::new(ReadOptions::strict);
    &OPTIONS
}

/// A namespace declaration that was written, on an element that is open still.
struct Rendered<'a> {
    prefix: &'a str,
    ns: Ns,
}

/// An element that is open.
struct Open<'a> {
    name: &'a str,
    /// How many declarations were rendered outside.
    outside: usize,
}

/// Canonicalizes one element.
pub(super) struct Canonical<'a> {
    reader: Reader<'a>,
    rendered: Vec<Rendered<'a>>,
    innermost: Innermost<&'a str>,
    open: Vec<Open<'a>>,
    loose: Vec<String>,
}

impl<'a> Canonical<'a> {
    /// Goes to the start tag at `start`.
    pub(super) fn of(document: &'a str, start: usize) -> Result<Self> {
        let mut reader = Reader::new(document, &[], reading())?;
        reader.message_root()?;
        while reader.tag_offset() < start && reader.depth() > 0 {
            reader.next_piece()?;
        }
        if reader.tag_offset() != start || reader.depth() == 0 {
            return Err(Error::new(ErrorKind::Syntax("no element begins here".to_owned()), start));
        }
        let (rendered, innermost) = (Vec::new(), Innermost::default());
        Ok(Self { reader, rendered, innermost, open: Vec::new(), loose: Vec::new() })
    }

    /// Writes the element. Returns the prefixes in values of `xsi:type` whose declaration is not part of the canonical form, since whoever changes these
    /// outside the element changes what is read; and where the element ends. A sink that is full ends it before.
    pub(super) fn write(mut self, prefixes: &[&str], out: &mut impl Sink) -> Result<(Vec<String>, usize)> {
        self.start(prefixes, out)?;
        while !self.open.is_empty() && !out.is_full() {
            match self.reader.next_piece()? {
                Piece::Text(text) => escaped(&text, text_escape, out),
                Piece::Instruction(body) => instruction(body, out),
                Piece::Comment => {}
                Piece::Start => self.start(prefixes, out)?,
                Piece::End => self.end(out),
            }
        }
        Ok((self.loose, self.reader.offset()))
    }

    fn start(&mut self, prefixes: &[&str], out: &mut impl Sink) -> Result<()> {
        let name = self.reader.tag_name();
        self.open.push(Open { name, outside: self.rendered.len() });
        out.put("<");
        out.put(name);
        self.declare(prefixes, out);
        let mut attributes: Vec<Attribute<'a>> =
            (0..self.reader.attribute_count()).map(|index| self.reader.attribute(index)).collect();
        attributes.sort_by(|a, b| (self.reader.uri(a.ns), a.local).cmp(&(self.reader.uri(b.ns), b.local)));
        for attribute in attributes {
            self.attribute(attribute, out)?;
        }
        out.put(">");
        Ok(())
    }

    /// Declares the prefixes that the start tag uses and those of the list, where their meaning is not that of the elements around.
    fn declare(&mut self, prefixes: &[&str], out: &mut impl Sink) {
        let mut needed = vec![self.reader.tag_prefix()];
        needed.extend((0..self.reader.attribute_count()).map(|index| self.reader.attribute(index).prefix));
        // An attribute without a prefix does not use the default namespace.
        let mut first = true;
        needed.retain(|prefix| std::mem::take(&mut first) || !prefix.is_empty());
        let mut new: Vec<Rendered<'a>> = needed.into_iter().filter_map(|prefix| self.missing(prefix)).collect();
        for listed in prefixes {
            let listed = if *listed == "#default" { "" } else { listed };
            if let Some(prefix) = self.reader.visible_prefix(listed) {
                new.extend(self.missing(prefix));
            }
        }
        new.sort_by_key(|declaration| declaration.prefix);
        new.dedup_by_key(|declaration| declaration.prefix);
        for declaration in &new {
            out.put(if declaration.prefix.is_empty() { " xmlns" } else { " xmlns:" });
            out.put(declaration.prefix);
            out.put("=\"");
            escaped(self.reader.uri(declaration.ns), attribute_escape, out);
            out.put("\"");
        }
        self.rendered.extend(new);
        if self.rendered.len() > FEW {
            let new = self.rendered.iter().skip(self.innermost.len());
            self.innermost.enter(new.map(|declaration| declaration.prefix));
        }
    }

    /// The declaration of this prefix, unless it was rendered already or is none.
    fn missing(&mut self, prefix: &'a str) -> Option<Rendered<'a>> {
        if prefix == "xml" {
            return None;
        }
        let ns = self.reader.resolve_prefix(prefix)?;
        (self.rendered_ns(prefix) != ns).then_some(Rendered { prefix, ns })
    }

    /// What the elements written so far bind the prefix to.
    fn rendered_ns(&self, prefix: &str) -> Ns {
        let found = match self.rendered.len() > FEW {
            true => self.innermost.find(prefix).and_then(|place| self.rendered.get(place)),
            false => self.rendered.iter().rev().find(|declaration| declaration.prefix == prefix),
        };
        found.map_or(Ns::NONE, |found| found.ns)
    }

    fn attribute(&mut self, attribute: Attribute<'a>, out: &mut impl Sink) -> Result<()> {
        out.put(" ");
        if !attribute.prefix.is_empty() {
            out.put(attribute.prefix);
            out.put(":");
        }
        out.put(attribute.local);
        out.put("=\"");
        let value = self.reader.attribute_value(attribute)?;
        escaped(&value, attribute_escape, out);
        out.put("\"");
        if attribute.ns == Ns::XSI && attribute.local == "type" {
            self.note_type(value.trim());
        }
        Ok(())
    }

    /// Notes the prefix of a type's name if it means what is declared outside.
    fn note_type(&mut self, name: &str) {
        let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
        let meaning = self.reader.resolve_prefix(prefix).unwrap_or(Ns::NONE);
        if prefix != "xml" && meaning != self.rendered_ns(prefix) && !self.loose.iter().any(|known| known == prefix) {
            self.loose.push(prefix.to_owned());
        }
    }

    fn end(&mut self, out: &mut impl Sink) {
        let Some(open) = self.open.pop() else { return };
        self.rendered.truncate(open.outside);
        self.innermost.leave(open.outside);
        out.put("</");
        out.put(open.name);
        out.put(">");
    }
}

fn instruction(body: &str, out: &mut impl Sink) {
    let (target, data) = body.split_once([' ', '\t', '\r', '\n']).unwrap_or((body, ""));
    out.put("<?");
    out.put(target);
    let data = data.trim_start_matches([' ', '\t', '\r', '\n']);
    if !data.is_empty() {
        out.put(" ");
        out.put(&data.replace("\r\n", "\n").replace('\r', "\n"));
    }
    out.put("?>");
}

fn text_escape(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'>' => Some("&gt;"),
        b'\r' => Some("&#xD;"),
        _ => None,
    }
}

fn attribute_escape(byte: u8) -> Option<&'static str> {
    match byte {
        b'&' => Some("&amp;"),
        b'<' => Some("&lt;"),
        b'"' => Some("&quot;"),
        b'\t' => Some("&#x9;"),
        b'\n' => Some("&#xA;"),
        b'\r' => Some("&#xD;"),
        _ => None,
    }
}

fn escaped(text: &str, escape: impl Fn(u8) -> Option<&'static str>, out: &mut impl Sink) {
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        if let Some(replacement) = escape(byte) {
            out.put(text.get(plain..at).unwrap_or(""));
            out.put(replacement);
            plain = at + 1;
        }
    }
    out.put(text.get(plain..).unwrap_or(""));
}
