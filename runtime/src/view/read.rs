//! Documents and messages into views.

use std::sync::LazyLock;

use super::IntoOwned;
use crate::bind::{ElementsIn, ReadingWithin, Vocabulary, read_borrowed, read_root};
use crate::error::Result;
use crate::options::ReadOptions;
use crate::schema::Schema;
use crate::soap::{Body, Envelope, HeaderBlock, HeaderContent};
use crate::xml::{Findings, Name, Reader};

static LENIENT: LazyLock<ReadOptions> = LazyLock::new(ReadOptions::default);

/// Reads a document leniently into values that borrow from it.
///
/// # Errors
/// See [`from_xml_with`].
pub fn from_xml<'a, V: ElementsIn<'a>>(xml: &'a str) -> Result<V> {
    from_xml_with(xml, &LENIENT)
}

/// Reads a document as `options` say into values that borrow from it.
///
/// # Errors
/// As [`bind::from_xml_with`](crate::bind::from_xml_with), and for characters that XML does not allow whatever the options say of them.
pub fn from_xml_with<'a, V: ElementsIn<'a>>(xml: &'a str, options: &'a ReadOptions) -> Result<V> {
    let reading = ReadingWithin {
        root: |r| r.root(),
        read: &|name, r| read_root(name, r),
        examine: &Schema::examine,
        item: None,
    };
    read_borrowed(Vocabulary::of::<V>(), xml, options, &reading)
}

impl<'a, V: ElementsIn<'a>> Envelope<V> {
    /// Reads a message leniently into views, which borrow from it.
    ///
    /// # Errors
    /// As [`view_with`](Self::view_with).
    pub fn view(xml: &'a str) -> Result<Self> {
        Self::view_with(xml, &LENIENT)
    }

    /// Reads a message as `options` say into views, which borrow from it.
    ///
    /// # Errors
    /// As [`from_xml_with`](Self::from_xml_with), and for characters that XML does not allow whatever the options say of them.
    pub fn view_with(xml: &'a str, options: &'a ReadOptions) -> Result<Self> {
        let examine = |schema: &Schema, name: Name<'_>, r: &mut Reader<'_>, findings: &mut Findings| {
            crate::soap::strict::examine(schema, V::BODIES, Self::version_of(name, r)?, r, findings)
        };
        let read = |name: Name<'a>, r: &mut Reader<'a>| Self::read(name, r);
        let reading = ReadingWithin { root: |r| r.message_root(), read: &read, examine: &examine, item: None };
        read_borrowed(Vocabulary::of::<V>(), xml, options, &reading)
    }
}

impl<V> Envelope<V> {
    /// The same message with values that own what they hold.
    #[must_use]
    pub fn owned<D>(&self) -> Envelope<D>
    where
        V: IntoOwned<D>,
    {
        let body = match &self.body {
            Body::Message(message) => Body::Message(message.owned()),
            Body::Fault(fault) => Body::Fault(fault.clone()),
            Body::Empty => Body::Empty,
        };
        Envelope { version: self.version, headers: self.headers.iter().map(block).collect(), body }
    }
}

fn block<V: IntoOwned<D>, D>(block: &HeaderBlock<V>) -> HeaderBlock<D> {
    let content = match &block.content {
        HeaderContent::Known(element) => HeaderContent::Known(element.owned()),
        HeaderContent::Other(element) => HeaderContent::Other(element.clone()),
    };
    HeaderBlock { content, attributes: block.attributes.clone() }
}
