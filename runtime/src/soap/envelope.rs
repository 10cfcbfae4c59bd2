//! The envelope: [SOAP 1.1] 4, [SOAP 1.2] 5.
//!
//! ```xml
//! <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header>…</s:Header><s:Body>…</s:Body></s:Envelope>
//! ```

use super::encoding;
use super::fault::Fault;
use super::header::{HeaderBlock, Headers};
use crate::bind::{Elements, ElementsIn, Reading, read_root, read_with};
use crate::error::{Error, ErrorKind, NoticeKind, Result};
use crate::options::{ReadOptions, WriteOptions};
use crate::schema::Schema;
#[cfg(feature = "http")]
use crate::xml::legal;
use crate::xml::{Findings, Name, Namespace, Ns, Reader, SOAP11_URI, SOAP12_URI, Writer, WrittenName, decode};

const ENVELOPE: WrittenName = WrittenName::own(crate::written_tag!(soap "Envelope"));
const HEADER: WrittenName = WrittenName::own(crate::written_tag!(soap "Header"));
const BODY: WrittenName = WrittenName::own(crate::written_tag!(soap "Body"));

/// A version of SOAP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Version {
    /// SOAP 1.1.
    #[default]
    V1_1,
    /// SOAP 1.2.
    V1_2,
}

impl Version {
    /// The namespace of its envelopes.
    #[must_use]
    pub const fn namespace(self) -> &'static str {
        match self {
            Self::V1_1 => SOAP11_URI,
            Self::V1_2 => SOAP12_URI,
        }
    }

    /// The media type of its messages over HTTP.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::V1_1 => "text/xml",
            Self::V1_2 => "application/soap+xml",
        }
    }

    pub(super) const fn ns(self) -> Ns {
        match self {
            Self::V1_1 => Ns::SOAP11,
            Self::V1_2 => Ns::SOAP12,
        }
    }

    pub(super) const fn of(ns: Ns) -> Option<Self> {
        match ns {
            Ns::SOAP11 => Some(Self::V1_1),
            Ns::SOAP12 => Some(Self::V1_2),
            _ => None,
        }
    }
}

/// A SOAP message whose body and known headers are elements of the contract `D`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope<D> {
    /// The version of SOAP it is written in.
    pub version: Version,
    /// The header blocks in their order.
    pub headers: Vec<HeaderBlock<D>>,
    /// The body.
    pub body: Body<D>,
}

/// What `soap:Body` holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body<D> {
    /// One of the contract's elements.
    Message(D),
    /// A fault.
    Fault(Box<Fault>),
    /// Nothing.
    Empty,
}

impl<D> Envelope<D> {
    /// A SOAP 1.1 message without headers.
    #[must_use]
    pub fn new(message: D) -> Self {
        Self { version: Version::V1_1, headers: Vec::new(), body: Body::Message(message) }
    }

    /// A SOAP 1.1 message that is a fault.
    #[must_use]
    pub fn fault(fault: Fault) -> Self {
        Self { version: Version::V1_1, headers: Vec::new(), body: Body::Fault(Box::new(fault)) }
    }

    /// The message with these headers put before those it has.
    #[must_use]
    pub fn with_headers(mut self, headers: impl Headers<D>) -> Self {
        let mut blocks = headers.into_blocks();
        blocks.append(&mut self.headers);
        self.headers = blocks;
        self
    }
}

impl<D: Elements> Envelope<D> {
    /// Reads a message leniently. The version of SOAP is told from the envelope's namespace.
    ///
    /// # Errors
    /// As [`from_xml_with`](Self::from_xml_with).
    pub fn from_xml(xml: &str) -> Result<Self> {
        Self::from_xml_with(xml, &ReadOptions::default())
    }

    /// Reads a message as `options` say.
    ///
    /// # Errors
    /// When the text is not well-formed XML, is not a SOAP envelope, or when its body or a known header lacks something
    /// required, holds a value outside its type or is not an element of the contract.
    pub fn from_xml_with(xml: &str, options: &ReadOptions) -> Result<Self> {
        let examine = |schema: &Schema, name: Name<'_>, r: &mut Reader<'_>, findings: &mut Findings| {
            super::strict::examine(schema, D::BODIES, Self::version_of(name, r)?, r, findings)
        };
        let reading =
            Reading { root: |r| r.message_root(), read: &|name, r| Self::read(name, r), examine: &examine, item: None };
        let read = |xml: &str, options: &ReadOptions| read_with::<D, _>(xml, options, &reading);
        let decoded = if D::IS_ENCODED { encoding::decoded::<D>(xml, options)? } else { None };
        match decoded {
            None => read(xml, options),
            Some(decoded) => decoded.read(xml, options, read),
        }
    }

    /// Reads a message from bytes, leniently: UTF-8, UTF-16, or the encoding that its XML declaration names.
    ///
    /// # Errors
    /// As [`from_bytes_with`](Self::from_bytes_with).
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        Self::from_bytes_with(bytes, &ReadOptions::default())
    }

    /// Reads a message from bytes as `options` say. Valid UTF-8 is not copied.
    ///
    /// # Errors
    /// As [`from_xml_with`](Self::from_xml_with), for encodings that are not supported, and for bytes that the encoding does not have.
    /// Strict options also refuse an XML declaration that names another encoding than the first bytes show.
    pub fn from_bytes_with(bytes: &[u8], options: &ReadOptions) -> Result<Self> {
        Self::from_xml_with(&decode(bytes, None, options)?, options)
    }

    /// The header blocks of a message whose body nobody reads: nothing behind its start tag is looked at. What is no SOAP message has none.
    #[cfg(feature = "http")]
    pub(crate) fn headers_from_xml_with(xml: &str, options: &ReadOptions) -> Result<Vec<HeaderBlock<D>>> {
        let quiet = options.clone().quiet();
        let legal = legal(xml, &quiet).map_err(|error| error.locate(xml))?;
        let headers = || {
            let mut r = Reader::new(&legal, D::NAMESPACES, &quiet)?;
            Self::headers_of_document(&mut r)
        };
        headers().map_err(|error| error.locate(&legal))
    }
}

impl<'a, D: ElementsIn<'a>> Envelope<D> {
    #[cfg(feature = "http")]
    fn headers_of_document(r: &mut Reader<'a>) -> Result<Vec<HeaderBlock<D>>> {
        let root = r.message_root()?;
        let mut headers = Vec::new();
        let Some(version) = Version::of(root.ns).filter(|_| root.local == "Envelope") else { return Ok(headers) };
        while let Some(child) = r.next_child()? {
            match child.local {
                "Header" if child.ns == version.ns() => Self::read_headers(&mut headers, r)?,
                "Body" if child.ns == version.ns() => break,
                _ => r.skip()?,
            }
        }
        Ok(headers)
    }

    fn read_headers(headers: &mut Vec<HeaderBlock<D>>, r: &mut Reader<'a>) -> Result<()> {
        notice_attributes(r);
        while let Some(block) = r.next_child()? {
            headers.push(HeaderBlock::read(block, r)?);
        }
        Ok(())
    }

    pub(crate) fn version_of(name: Name<'_>, r: &Reader<'_>) -> Result<Version> {
        let version = Version::of(name.ns).filter(|_| name.local == "Envelope");
        version.ok_or_else(|| {
            let found = r.expanded(name.ns, name.local);
            let expected = format!("{{{SOAP11_URI}}}Envelope or {{{SOAP12_URI}}}Envelope");
            Error::new(ErrorKind::UnexpectedRoot { found, expected }, r.tag_offset())
        })
    }

    pub(crate) fn read(name: Name<'a>, r: &mut Reader<'a>) -> Result<Self> {
        let version = Self::version_of(name, r)?;
        let start = r.tag_offset();
        notice_attributes(r);
        let mut headers = Vec::new();
        let mut body = None;
        while let Some(child) = r.next_child()? {
            match child.local {
                "Header" if child.ns == version.ns() => Self::read_headers(&mut headers, r)?,
                "Body" if child.ns == version.ns() && body.is_none() => body = Some(Body::read(version, r)?),
                _ => r.skip_unknown(child)?,
            }
        }
        let body = body.ok_or_else(|| r.missing_element("Body", start))?;
        Ok(Self { version, headers, body })
    }

    /// Writes the message, with the prefix `soap` for its own elements and without an XML declaration.
    ///
    /// # Errors
    /// When a value holds a character that XML does not allow.
    pub fn to_xml(&self) -> Result<String> {
        self.to_xml_with(&WriteOptions::default())
    }

    /// Writes the message as `options` say; what they declare stands on the envelope.
    ///
    /// # Errors
    /// As [`to_xml`](Self::to_xml), and when the options declare something that cannot be declared.
    pub fn to_xml_with(&self, options: &WriteOptions) -> Result<String> {
        let soap = Namespace { prefix: "soap", uri: self.version.namespace() };
        let mut w = Writer::with_options(D::NAMESPACES, Some(soap), options);
        if D::IS_ENCODED {
            w.keep_octets();
        }
        w.start(ENVELOPE);
        w.bind_own(soap);
        if !self.headers.is_empty() {
            w.start(HEADER);
            for block in &self.headers {
                block.write(&mut w);
            }
            w.end(HEADER);
        }
        self.body.write(self.version, &mut w);
        w.end(ENVELOPE);
        let xml = w.finish()?;
        if D::IS_ENCODED { encoding::encoded::<D>(xml, self.version) } else { Ok(xml) }
    }
}

impl<'a, D: ElementsIn<'a>> Body<D> {
    fn read(version: Version, r: &mut Reader<'a>) -> Result<Self> {
        notice_attributes(r);
        if let Some(whole) = super::parts::of_body(D::BODIES, r)? {
            return read_root(whole, r).map(Self::Message);
        }
        let Some(name) = r.next_child()? else { return Ok(Self::Empty) };
        let body = if name.ns == version.ns() && name.local == "Fault" {
            Self::Fault(Box::new(Fault::read(version, r)?))
        } else {
            Self::Message(read_root(name, r)?)
        };
        while let Some(more) = r.next_child()? {
            r.skip_unknown(more)?;
        }
        Ok(body)
    }

    fn write(&self, version: Version, w: &mut Writer) {
        if matches!(self, Self::Message(message) if message.write_parts(w, BODY)) {
            return;
        }
        w.start(BODY);
        match self {
            Self::Message(message) => message.write(w),
            Self::Fault(fault) => fault.write(version, w),
            Self::Empty => {}
        }
        w.end(BODY);
    }
}

/// Notices the attributes of an element of SOAP's own: it may have any, and none is kept. SOAP's own (`encodingStyle`) say nothing here.
fn notice_attributes(r: &mut Reader<'_>) {
    r.drop_soap_attributes();
    for attribute in (0..r.attribute_count()).map(|index| r.attribute(index)) {
        match attribute.ns {
            Ns::XSI => r.skip_attribute(attribute),
            ns => r.notice_at(|r| NoticeKind::AttributeNotKept(r.expanded(ns, attribute.local)), r.tag_offset()),
        }
    }
}
