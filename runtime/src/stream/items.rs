//! Items of one message, each as soon as it is complete.

use std::marker::PhantomData;
use std::sync::Arc;

use super::cutter::{Cutter, Item, Rest};
use super::limits::Limits;
use super::path::Path;
use crate::bind::{Content, Elements, Reading, Vocabulary, field::read_item, read_in};
use crate::error::{Error, ErrorKind, Notice, NoticeKind, Result};
use crate::options::ReadOptions;
use crate::schema::{Need, Schema};
use crate::soap::Envelope;
use crate::xml::{Findings, Name, Reader};

/// Takes the bytes of one message as they come, and gives its items, which are of the type `T`, at a path: each is read by the ordinary reader, with the
/// prefixes, the position and the depth that it has in the message. What stands around them is an [`Envelope`] at the end.
///
/// The path begins with the element in the body, and has the prefixes of the contract.
///
/// What cannot be seen item by item is not seen: that IDs are unique over several items and that references lead to them, and identity constraints of
/// the elements around. Their number and order is seen at the end, by strict reading, and so is what is missing beside them in a sequence that repeats.
pub struct Items<T> {
    cutter: Cutter,
    /// Whether an item has been read.
    has_one: bool,
    reads: PhantomData<fn() -> T>,
}

impl<T: Content> Items<T> {
    /// The items at a path in a message of the contract that `D` is the document type of. `charset` is what the transport says of the encoding, such as the
    /// parameter of a content type.
    ///
    /// # Errors
    /// When the contract has no such path, its elements are of another type than `T`, or a message cannot be without them; and for contracts
    /// of SOAP encoding and for bodies of several elements.
    pub fn new<D: Elements>(path: &str, charset: Option<&str>, options: &ReadOptions, limits: Limits) -> Result<Self> {
        if D::IS_ENCODED || !D::BODIES.is_empty() {
            return Err(Error::new(ErrorKind::Invalid(NO_ITEMS.to_owned()), 0));
        }
        Self::in_words(Vocabulary::of::<D>(), path, charset, (options, limits))
    }

    pub(crate) fn in_words(
        words: Vocabulary,
        path: &str,
        charset: Option<&str>,
        (options, limits): (&ReadOptions, Limits),
    ) -> Result<Self> {
        let path = Path::new(words, path)?.items(T::TYPE)?;
        Ok(Self { cutter: Cutter::new(path, charset, options, limits), has_one: false, reads: PhantomData })
    }

    /// Takes bytes. Ask for items until there is none before the next bytes, so that no more is kept than is needed.
    ///
    /// # Errors
    /// When there are too many.
    pub fn push(&mut self, bytes: &[u8]) -> Result<()> {
        self.cutter.push(bytes)
    }

    /// Says that no more bytes will come.
    pub fn end(&mut self) {
        self.cutter.end();
    }

    /// Reads the next item that is complete; `None` if more bytes are needed, or at the end. Items that lenient reading leaves out are passed over.
    ///
    /// # Errors
    /// As ordinary reading; positions are those in the whole message. Also, behind the items that came before, for bytes that are no text, and at
    /// the end for an item that is not complete.
    pub fn next_item(&mut self) -> Result<Option<T>> {
        let path = self.cutter.track.path();
        let (words, target, default) = (path.words, path.target, path.default());
        let options = self.cutter.intake.options.clone();
        let is_needed = target.need == Need::Each || target.need == Need::First && !self.has_one;
        let examine = move |schema: &Schema, name: Name<'_>, r: &mut Reader<'_>, findings: &mut Findings| {
            schema.examine_item(target, name, r, findings)
        };
        let read = |_: Name<'_>, r: &mut Reader<'_>| {
            let mut values: Vec<T> = Vec::new();
            r.watch_from_here();
            r.set_default(default);
            read_item(&mut values, is_needed, r)?;
            Ok(values.pop())
        };
        while let Some(item) = self.cutter.next()? {
            let reading = Reading { root: |r| r.root(), read: &read, examine: &examine, item: Some(target.element) };
            let origin = Arc::new(item.origin());
            tell_form(&item, &options);
            let options = origin.options(&options).within(item.outer());
            let value = read_in(words, item.text, &options, &reading).map_err(|error| origin.error(error))?;
            if value.is_some() {
                self.has_one = true;
                return Ok(value);
            }
        }
        Ok(None)
    }

    /// The message without its items, at the end.
    ///
    /// # Errors
    /// As [`Envelope::from_xml_with`]; positions are those in the whole message.
    pub fn rest<D: Elements>(&self) -> Result<Envelope<D>> {
        self.cutter.rest.read(&self.cutter.intake.options)
    }

    #[cfg(feature = "client")]
    pub(crate) fn into_rest(self) -> Rest {
        self.cutter.rest
    }
}

impl Rest {
    pub(crate) fn read<D: Elements>(&self, options: &ReadOptions) -> Result<Envelope<D>> {
        let (origin, outer) = self.around();
        let options = origin.options(options).within(outer);
        Envelope::from_xml_with(&self.text, &options).map_err(|error| origin.error(error))
    }
}

/// Why a contract's messages cannot be read in pieces.
pub(crate) const NO_ITEMS: &str =
    "messages in SOAP encoding, and bodies that hold several elements, are read as a whole and not item by item";

/// Tells the sink that an item has a namespace too many or too few.
fn tell_form(item: &Item<'_>, options: &ReadOptions) {
    if let Some((found, expected)) = item.other_form().filter(|_| options.has_sink()) {
        let name = item.origin();
        let position =
            name.position(&Error::new(ErrorKind::Syntax(String::new()), 0).locate(item.text).position().clone());
        let local = position.path.rsplit('/').next().and_then(|step| step.split('[').next()).unwrap_or("").to_owned();
        let (found, expected) = (found.to_owned(), expected.to_owned());
        options
            .notify(Notice { kind: NoticeKind::OtherForm { name: local, found, expected, is_read: true }, position });
    }
}
