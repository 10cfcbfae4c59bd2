//! Messages with attachments: MTOM ([MTOM] 3, [XOP] 4) and SOAP with Attachments ([SwA] 3).
//!
//! In: the text of a message that goes out, and octets that were taken out of it or that somebody adds. Out: a body of several parts and its
//! content type. The same back. The invariant: whatever was a part is given to whoever reads the message, by reference from its text or
//! among all parts.
//!
//! [MTOM]: https://www.w3.org/TR/soap12-mtom/
//! [XOP]: https://www.w3.org/TR/xop10/
//! [SwA]: https://www.w3.org/TR/SOAP-attachments

mod package;
mod unpack;

use ::http::Extensions;

pub(super) use package::{Packaging, Packing};
pub(super) use unpack::unpacked;

use crate::mime::{Attached, Limits, Part, Parts};

/// How a client or a server packages messages, and how much it takes of those that come.
///
/// Messages of several parts are always read. `Attachments` say what is written, and set the limits.
///
/// ```
/// # use soap_runtime::http::{Bytes, types::{Request, Response}};
/// # async fn transport(_: Request<Bytes>) -> Result<Response<Bytes>, std::io::Error> { Ok(Response::default()) }
/// use soap_runtime::http::Attachments;
/// use soap_runtime::mime::Limits;
/// # #[cfg(feature = "client")] {
/// # use soap_runtime::http::Client;
///
/// let limits = Limits::default().parts(100).part_bytes(1 << 30).total_bytes(2 << 30);
/// let client = Client::new(transport, "https://example.org/documents")?
///     .with_max_response_bytes(2 << 30)
///     .with_attachments(Attachments::mtom().threshold(4096).limits(limits));
/// # }
/// # Ok::<(), soap_runtime::http::ClientError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct Attachments {
    is_mtom: bool,
    threshold: usize,
    most: usize,
    limits: Limits,
}

impl Default for Attachments {
    /// As [`as_asked`](Self::as_asked).
    fn default() -> Self {
        Self { is_mtom: false, threshold: 1024, most: 500, limits: Limits::default() }
    }
}

impl Attachments {
    /// A server answers in MTOM where the request was; a client sends messages of one part, unless something is added to them.
    pub fn as_asked() -> Self {
        Self::default()
    }

    /// Every message is written in MTOM, be there anything to take out of it or not; faults excepted.
    pub fn mtom() -> Self {
        Self { is_mtom: true, ..Self::default() }
    }

    /// How many bytes a value of `xs:base64Binary` has at least that becomes a part of its own (default 1,024). The part saves a third of the
    /// bytes, and costs some 200.
    pub fn threshold(self, bytes: usize) -> Self {
        Self { threshold: bytes, ..self }
    }

    /// How many values of one message become parts (default 500); the others stand in the text.
    pub fn most(self, parts: usize) -> Self {
        Self { most: parts, ..self }
    }

    /// How much is taken of messages that come. How long their bodies may be is limited as ever, too.
    pub fn limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }
}

/// How a message came that has several parts: an extension of an [`Exchange`](super::Exchange), beside its [`Parts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CameAs {
    Mtom,
    WithAttachments,
}

/// What is added to the message of an exchange that goes out. A handler, and the service that a server makes for one message, find it
/// among the extensions, and add parts to it that no value refers to, or that are referred to by `cid:` in a way of the peers' own.
///
/// ```
/// use soap_runtime::http::OutgoingParts;
/// use soap_runtime::mime::Part;
///
/// let outgoing = OutgoingParts::default();
/// outgoing.add(Part::new("photo@example.org", "image/png", vec![0x89, b'P', b'N', b'G']));
/// ```
#[derive(Debug, Clone, Default)]
pub struct OutgoingParts(Attached);

impl OutgoingParts {
    /// Adds a part.
    pub fn add(&self, part: Part) {
        self.0.add(usize::MAX, |_| part);
    }

    pub(super) fn take(&self) -> Vec<Part> {
        self.0.take()
    }
}

/// Puts the parts that came into the extensions of an exchange, and a place for those that go out.
pub(super) fn note(parts: Option<(Parts, CameAs)>, extensions: &mut Extensions) {
    extensions.get_or_insert_default::<OutgoingParts>();
    if let Some((parts, came_as)) = parts {
        extensions.insert(parts);
        extensions.insert(came_as);
    }
}
