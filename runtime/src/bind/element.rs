//! Whole documents: the root element comes in, the value of one of a contract's global elements goes out.

use super::group::{Group, Taken};
use crate::contract::ElementId;
use crate::error::{Error, ErrorKind, NoticeKind, Result};
#[cfg(feature = "views")]
use crate::options::IllegalCharacters;
use crate::options::{ReadOptions, WriteOptions};
use crate::schema::{Newer, Schema, TableError};
use crate::xml::{Findings, Legal, Name, Namespace, Ns, Reader, Rule, Writer, WrittenName, decode, legal};

/// The global elements of a contract: an enum with a variant for each, whose values own what they hold.
///
/// Every [`ElementsIn`] that does not depend on the document is one.
pub trait Elements: for<'a> ElementsIn<'a> {}

impl<T: for<'a> ElementsIn<'a>> Elements for T {}

/// The global elements of a contract, read from a document that lives for `'a`.
pub trait ElementsIn<'a>: Group<'a> {
    /// The contract's namespaces, in the order of their ids, with the prefixes they are written with.
    const NAMESPACES: &'static [Namespace];

    /// The contract's schema, for strict reading.
    ///
    /// # Errors
    /// When the contract's table is damaged.
    fn schema() -> Result<&'static Schema, &'static TableError>;

    /// The elements that stand for bodies with several children, which are their content (WSDL 1.1 §3.5, document style).
    const BODIES: &'static [BodyParts] = &[];

    /// Whether messages of the contract are written by the rules of SOAP encoding.
    const IS_ENCODED: bool = false;

    /// Writes a value that stands for such a body as the element `name`; `false` if it is none.
    fn write_parts(&self, _w: &mut Writer, _name: WrittenName) -> bool {
        false
    }
}

/// An element of a contract that is never written: its content is that of a message's body.
#[derive(Debug, Clone, Copy)]
pub struct BodyParts {
    /// Its namespace and local name.
    pub name: (Ns, &'static str),
    /// The elements that it may hold, and whether each has to be there.
    pub children: &'static [(Ns, &'static str, bool)],
}

/// Reads a document leniently.
///
/// # Errors
/// See [`from_xml_with`].
pub fn from_xml<D: Elements>(xml: &str) -> Result<D> {
    from_xml_with(xml, &ReadOptions::default())
}

/// Reads a document as `options` say.
///
/// # Errors
/// When the text is not well-formed XML, passes a limit, has a root that is not one of `D`, or when that element lacks something
/// required or holds a value outside its type. Strict options refuse whatever breaks the schema.
pub fn from_xml_with<D: Elements>(xml: &str, options: &ReadOptions) -> Result<D> {
    read_with::<D, D>(
        xml,
        options,
        &Reading { root: |r| r.root(), read: &|name, r| read_root(name, r), examine: &Schema::examine, item: None },
    )
}

/// Reads a document leniently from bytes.
///
/// # Errors
/// See [`from_bytes_with`].
pub fn from_bytes<D: Elements>(bytes: &[u8]) -> Result<D> {
    from_bytes_with(bytes, &ReadOptions::default())
}

/// Reads a document from bytes as `options` say. Its encoding is what its first bytes show or its XML declaration names, or else
/// UTF-8 (XML 1.0, 4.3.3 and appendix F); valid UTF-8 is not copied.
///
/// # Errors
/// As [`from_xml_with`], for encodings that are not read here, and for bytes that the encoding does not have. Strict options also
/// refuse a declaration that names another encoding than the first bytes show.
pub fn from_bytes_with<D: Elements>(bytes: &[u8], options: &ReadOptions) -> Result<D> {
    from_xml_with(&decode(bytes, None, options)?, options)
}

/// What a message uses that a version of its contract does not know yet.
///
/// # Errors
/// See [`Schema::newer_than`].
pub fn newer_than<D: Elements>(xml: &str, version: &str) -> Result<Vec<Newer>> {
    strict_schema::<D>()?.newer_than(xml, version)
}

/// The contract's schema.
pub(crate) fn strict_schema<D: Elements>() -> Result<&'static Schema> {
    D::schema().map_err(damaged)
}

/// The error for a table that cannot be read.
pub(super) fn damaged(error: &TableError) -> Error {
    Error::new(ErrorKind::Invalid(format!("the contract's table is damaged: {error}")), 0)
}

/// The way to the root element, which says what may come before it.
pub(crate) type Root = for<'a> fn(&mut Reader<'a>) -> Result<Name<'a>>;

/// How a document is held to the schema, from its root element's start tag on.
pub(crate) type Examine<'e> = &'e dyn Fn(&Schema, Name<'_>, &mut Reader<'_>, &mut Findings) -> Result<()>;

/// How a kind of document is read, and how it is held to the schema.
pub(crate) struct Reading<'e, T> {
    pub(crate) root: Root,
    pub(crate) read: &'e dyn for<'a> Fn(Name<'a>, &mut Reader<'a>) -> Result<T>,
    pub(crate) examine: Examine<'e>,
    /// What the document is, if it is an item that was cut out of another one.
    pub(crate) item: Option<ElementId>,
}

impl<'e, T> Reading<'e, T> {
    /// The same for documents that live for `'a`.
    fn within<'a>(&self) -> ReadingWithin<'e, 'a, T> {
        ReadingWithin { root: self.root, read: self.read, examine: self.examine, item: self.item }
    }
}

/// How a document that lives for `'a` is read into what may borrow from it.
pub(crate) struct ReadingWithin<'e, 'a, T> {
    pub(crate) root: Root,
    pub(crate) read: &'e dyn Fn(Name<'a>, &mut Reader<'a>) -> Result<T>,
    pub(crate) examine: Examine<'e>,
    pub(crate) item: Option<ElementId>,
}

/// What reading has to know of a contract.
#[derive(Clone, Copy)]
pub(crate) struct Vocabulary {
    pub(crate) namespaces: &'static [Namespace],
    pub(crate) schema: fn() -> Result<&'static Schema, &'static TableError>,
}

impl Vocabulary {
    pub(crate) fn of<'a, D: ElementsIn<'a>>() -> Self {
        Self { namespaces: D::NAMESPACES, schema: D::schema }
    }

    pub(crate) fn schema(self) -> Result<&'static Schema> {
        (self.schema)().map_err(damaged)
    }
}

/// Reads a document as the options say, finds the place of any error, and tells what was forgiven.
pub(crate) fn read_with<D: Elements, T>(xml: &str, options: &ReadOptions, reading: &Reading<'_, T>) -> Result<T> {
    read_in(Vocabulary::of::<D>(), xml, options, reading)
}

/// The same in the words of a contract.
pub(crate) fn read_in<T>(words: Vocabulary, xml: &str, options: &ReadOptions, reading: &Reading<'_, T>) -> Result<T> {
    let failed = match read_quickly(words, xml, options, &reading.within()) {
        Ok(value) => return Ok(value),
        Err(failed) => failed,
    };
    let legal = legal(xml, options).map_err(|error| error.locate(xml))?;
    read_in_steps(words, &legal, &legal, options, failed, &reading.within())
}

/// Reads a document into what may borrow from it. Characters that XML does not allow are an error, whatever the options say of them: what is borrowed
/// is as it stands there.
#[cfg(feature = "views")]
pub(crate) fn read_borrowed<'a, T>(
    words: Vocabulary,
    xml: &'a str,
    options: &'a ReadOptions,
    reading: &ReadingWithin<'_, 'a, T>,
) -> Result<T> {
    let failed = match read_quickly(words, xml, options, reading) {
        Ok(value) => return Ok(value),
        Err(failed) => failed,
    };
    let refusing = options.clone().illegal_characters(IllegalCharacters::Refuse);
    let legal = legal(xml, &refusing).map_err(|error| error.locate(xml))?;
    read_in_steps(words, xml, &legal, options, failed, reading)
}

/// Reads a document that nobody has to be told of; or why that was not possible, where one knows.
fn read_quickly<'a, T>(
    words: Vocabulary,
    xml: &'a str,
    options: &'a ReadOptions,
    reading: &ReadingWithin<'_, 'a, T>,
) -> Result<T, Option<Error>> {
    match read_watched(words, xml, options, reading) {
        Some(value) => Ok(value),
        None => read_at_once(words, xml, options, reading).map_or(Err(None), |read| read.map_err(Some)),
    }
}

/// Reads a document step by step: `text` is what `legal` made of it. It is known not to be read at once.
fn read_in_steps<'a, T>(
    words: Vocabulary,
    text: &'a str,
    legal: &Legal<'_>,
    options: &'a ReadOptions,
    failed: Option<Error>,
    reading: &ReadingWithin<'_, 'a, T>,
) -> Result<T> {
    if let Some(error) = failed.filter(|_| legal.is_as_it_came()) {
        return Err(legal.locate(explained(words, error, text, options, reading)));
    }
    if options.is_strict() {
        let examined = examine(words, text, options, reading, &mut Findings::first());
        examined.map_err(|error| legal.locate(error))?;
    }
    let mut r = Reader::new(text, words.namespaces, options).map_err(|error| legal.locate(error))?;
    match whole(&mut r, reading.root, reading.read) {
        Ok(value) if !options.has_sink() => Ok(value),
        Ok(value) => {
            let forgiven = r.into_forgiven();
            let findings = if options.is_strict() || forgiven.is_full() {
                Findings::all()
            } else {
                all_findings(words, text, options, reading)
            };
            forgiven.tell(findings, legal, options);
            Ok(value)
        }
        Err(error) => {
            r.into_forgiven().tell(Findings::all(), legal, options);
            Err(legal.locate(explained(words, error, text, options, reading)))
        }
    }
}

/// Reads a document leniently, where nobody is to be told of what is forgiven. Characters that XML does not allow are an error, whatever the options
/// say of them. `None`: it has to be gone about in steps.
fn read_at_once<'a, T>(
    words: Vocabulary,
    xml: &'a str,
    options: &'a ReadOptions,
    reading: &ReadingWithin<'_, 'a, T>,
) -> Option<Result<T>> {
    if options.is_strict() || options.has_sink() || options.keeps_namespaces() {
        return None;
    }
    let reader = Reader::unchecked(xml, words.namespaces, options);
    Some(reader.and_then(|mut r| whole(&mut r, reading.root, reading.read)))
}

/// Reads a document that is valid strictly, while it is held to the schema. `None`: it is not valid, or one cannot tell; then it has to be gone about
/// in steps, of which the first finds out what is wrong.
fn read_watched<'a, T>(
    words: Vocabulary,
    xml: &'a str,
    options: &'a ReadOptions,
    reading: &ReadingWithin<'_, 'a, T>,
) -> Option<T> {
    let is_cut = options.is_about_part() && reading.item.is_none();
    if !options.is_strict() || options.has_sink() || options.keeps_namespaces() || is_cut {
        return None;
    }
    let schema = words.schema().ok()?;
    let mut r = Reader::unchecked(xml, words.namespaces, options).ok()?.watched_by(schema.watch(reading.item));
    let value = whole(&mut r, reading.root, reading.read).ok()?;
    let held = r.held()?;
    drop(r);
    // What stands around the element that was watched is the contract's as well.
    let mut around = Reader::unchecked(xml, words.namespaces, options).ok()?.trusting(held);
    let examine = |root: Name<'_>, r: &mut Reader<'_>| (reading.examine)(schema, root, r, &mut Findings::first());
    whole(&mut around, reading.root, examine).ok().map(|()| value)
}

pub(super) fn whole<'a, T>(
    r: &mut Reader<'a>,
    root: Root,
    read: impl FnOnce(Name<'a>, &mut Reader<'a>) -> Result<T>,
) -> Result<T> {
    let root = root(r)?;
    let value = read(root, r)?;
    r.end()?;
    Ok(value)
}

/// Holds a document to the schema.
fn examine<T>(
    words: Vocabulary,
    text: &str,
    options: &ReadOptions,
    reading: &ReadingWithin<'_, '_, T>,
    findings: &mut Findings,
) -> Result<()> {
    let (schema, quiet) = (words.schema()?, options.clone().quiet());
    let mut r = Reader::new(text, words.namespaces, &quiet)?;
    whole(&mut r, reading.root, |root, r| (reading.examine)(schema, root, r, findings))
}

/// All that the schema has against a document that was read leniently.
#[cold]
fn all_findings<T>(
    words: Vocabulary,
    text: &str,
    options: &ReadOptions,
    reading: &ReadingWithin<'_, '_, T>,
) -> Findings {
    let mut findings = Findings::all();
    if let Err(error) = examine(words, text, options, reading, &mut findings) {
        let offset = error.position().offset;
        let kind = NoticeKind::Invalid(error.kind().to_string());
        findings.keep_range((offset, offset + 1), None, Rule::Other, kind);
    }
    findings
}

/// The error again, with what was skipped beside the thing that is missing: that is only noted when somebody wants to know.
#[cold]
fn explained<'a, T>(
    words: Vocabulary,
    error: Error,
    text: &'a str,
    options: &'a ReadOptions,
    reading: &ReadingWithin<'_, 'a, T>,
) -> Error {
    if options.has_sink() || !error.is_about_missing() {
        return error;
    }
    let again = Reader::new(text, words.namespaces, options).and_then(|mut r| {
        r.keep_forgiven();
        whole(&mut r, reading.root, reading.read)
    });
    again.err().filter(|again| again.kind() == error.kind()).unwrap_or(error)
}

/// Reads the element the reader stands on as one of `D`.
pub(crate) fn read_root<'a, D: ElementsIn<'a>>(child: Name<'a>, r: &mut Reader<'a>) -> Result<D> {
    let start = r.tag_offset();
    r.watch_from_here();
    match take_element::<D>(child, start, r)? {
        Some(value) => Ok(value),
        None => {
            let in_words = D::schema().ok().and_then(|schema| schema.root_in_words(child, r));
            let (found, expected) = (r.expanded(child.ns, child.local), in_words.unwrap_or_else(D::expected));
            Err(Error::new(ErrorKind::UnexpectedRoot { found, expected }, start))
        }
    }
}

/// The element the reader stands on as one of `D`, if it is one.
pub(crate) fn take_element<'a, D: Group<'a>>(child: Name<'a>, start: usize, r: &mut Reader<'a>) -> Result<Option<D>> {
    let mut name = child;
    loop {
        match D::take(None, start, name, r)? {
            Taken::New(mut value, progress) => {
                if let Some(error) = progress.lost {
                    return Err(error);
                }
                value.finish(&progress, start, r)?;
                return Ok(Some(value));
            }
            Taken::No | Taken::Continued => match r.other_form(name)? {
                Some(other) => name = other,
                None => return Ok(None),
            },
        }
    }
}

/// Writes a document, without an XML declaration.
///
/// # Errors
/// When a value holds a character that XML does not allow.
pub fn to_xml<'a, D: ElementsIn<'a>>(document: &D) -> Result<String> {
    to_xml_with(document, &WriteOptions::default())
}

/// Writes a document as `options` say, without an XML declaration.
///
/// # Errors
/// When a value holds a character that XML does not allow, and when the options declare something that cannot be declared.
pub fn to_xml_with<'a, D: ElementsIn<'a>>(document: &D, options: &WriteOptions) -> Result<String> {
    let mut w = Writer::with_options(D::NAMESPACES, None, options);
    document.write(&mut w);
    w.finish()
}
