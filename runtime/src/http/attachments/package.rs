//! The text of a message and its parts become a body.

use std::sync::Arc;

use ::bytes::Bytes;
use ::http::{Extensions, HeaderValue};

use super::{Attachments, CameAs, OutgoingParts};
use crate::bind::Elements;
use crate::error::{Error, Result};
use crate::http::message::{self, header_value};
use crate::http::quoted_string::quoted;
use crate::mime::{Attached, Boundary, Composer, MultipartError, Part, Parts};
use crate::options::WriteOptions;
use crate::soap::{Envelope, Version};

/// How one message is packaged, and what has been taken out of its text.
#[derive(Debug, Default)]
pub(in crate::http) struct Packaging {
    /// `None`: its values all stand in its text.
    mtom: Option<(WriteOptions, Attached)>,
    parts: Vec<Part>,
    added: Option<OutgoingParts>,
}

/// What a client or a server does about attachments.
#[derive(Clone, Default)]
pub(in crate::http) struct Packing {
    pub(in crate::http) attachments: Attachments,
    /// Parts that are added to every request.
    pub(in crate::http) parts: Vec<Part>,
    pub(in crate::http) on_parts: Option<OnParts>,
}

/// Who is told of the parts of responses, with the name of the operation.
type OnParts = Arc<dyn Fn(&'static str, &Parts) + Send + Sync>;

impl Packing {
    /// How much is taken of bodies with several parts.
    pub(in crate::http) fn limits(&self) -> message::Limits {
        self.attachments.limits
    }

    /// For a request.
    pub(in crate::http) fn of_request(&self, extensions: &mut Extensions) -> Packaging {
        self.packaging(self.attachments.is_mtom, self.parts.clone(), extensions)
    }

    /// For an answer to the request of this exchange.
    pub(in crate::http) fn of_answer(&self, extensions: &mut Extensions) -> Packaging {
        let was_mtom = extensions.get::<CameAs>() == Some(&CameAs::Mtom);
        self.packaging(self.attachments.is_mtom || was_mtom, Vec::new(), extensions)
    }

    /// For a message that goes out in pieces: none.
    ///
    /// # Errors
    /// When somebody has added a part.
    #[cfg(feature = "stream")]
    pub(in crate::http) fn of_pieces(&self, extensions: &Extensions) -> Result<Packaging> {
        let added = extensions.get::<OutgoingParts>().map(OutgoingParts::take).unwrap_or_default();
        if self.parts.is_empty() && added.is_empty() {
            return Ok(Packaging::default());
        }
        Err(Error::unwritable("parts go with whole messages, and not with one that goes out in pieces"))
    }

    fn packaging(&self, is_mtom: bool, parts: Vec<Part>, extensions: &mut Extensions) -> Packaging {
        let added = extensions.get_or_insert_default::<OutgoingParts>().clone();
        let Attachments { threshold, most, .. } = self.attachments;
        let mtom = is_mtom.then(|| WriteOptions::default().attaching(threshold, most));
        Packaging { mtom, parts, added: Some(added) }
    }

    /// Tells of the parts of a response.
    pub(in crate::http) fn tell(&self, operation: &'static str, received: &message::Received) {
        if let (Some(hook), Some((parts, _))) = (&self.on_parts, &received.parts) {
            hook(operation, parts);
        }
    }
}

impl Packaging {
    /// The text of a message, without what becomes a part.
    pub(in crate::http) fn text<D: Elements>(&self, envelope: &Envelope<D>) -> Result<String> {
        match &self.mtom {
            Some((options, _)) => envelope.to_xml_with(options),
            None => envelope.to_xml(),
        }
    }

    /// The body, and its content type. SOAP 1.2 has the action in it, if there is one.
    pub(in crate::http) fn body(
        self,
        version: Version,
        action: Option<&str>,
        text: &str,
    ) -> Result<(Bytes, HeaderValue)> {
        let Self { mtom, mut parts, added } = self;
        let is_mtom = mtom.is_some();
        if let Some((_, attached)) = mtom {
            parts.splice(0..0, attached.take());
        }
        parts.extend(added.iter().flat_map(OutgoingParts::take));
        if !is_mtom && parts.is_empty() {
            return Ok((message::bytes(text), message::content_type(version, action)?));
        }
        composed(version, action, text, (is_mtom, parts))
    }
}

fn composed(
    version: Version,
    action: Option<&str>,
    text: &str,
    (is_mtom, parts): (bool, Vec<Part>),
) -> Result<(Bytes, HeaderValue)> {
    let unwritable = |error: MultipartError| Error::unwritable(format!("{error}"));
    let parts = parts
        .into_iter()
        .enumerate()
        .map(|(index, part)| part.writable().map_err(|damage| unwritable(MultipartError::new(damage, index + 1, 0))));
    let parts = Parts::new(parts.collect::<Result<Vec<Part>>>()?).map_err(unwritable)?;
    let (boundary, media_type) = (Boundary::fresh(), version.media_type());
    let (own, root) = match is_mtom {
        true => ("application/xop+xml", format!("application/xop+xml; charset=utf-8; type=\"{media_type}\"")),
        false => (media_type, format!("{media_type}; charset=utf-8")),
    };
    let start = format!("<root.{}@soap>", boundary.as_str());
    let mut outer = format!("multipart/related; type=\"{own}\"; start=\"{start}\"");
    if is_mtom {
        outer.push_str(&format!("; start-info=\"{media_type}\""));
    }
    if let Some(action) = action.filter(|action| version == Version::V1_2 && !action.is_empty()) {
        outer.push_str(&format!("; action={}", quoted(action)));
    }
    outer.push_str(&format!("; boundary=\"{}\"", boundary.as_str()));
    let mut composer = Composer::new(boundary);
    let headers = [("Content-Type", root.as_str()), ("Content-Transfer-Encoding", "8bit"), ("Content-ID", &start)];
    composer.part(headers, message::bytes(text)).map_err(unwritable)?;
    for part in parts.iter() {
        let id = part.content_id.as_ref().map(|id| format!("<{id}>"));
        let media_type = part.content_type.as_deref().unwrap_or("application/octet-stream");
        let own = [("Content-Type", media_type), ("Content-Transfer-Encoding", "binary")];
        let id = id.as_deref().map(|id| ("Content-ID", id));
        let others = part.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        composer.part(own.into_iter().chain(id).chain(others), part.octets.clone()).map_err(unwritable)?;
    }
    Ok((composer.finish().into_bytes(), header_value(&outer)?))
}
