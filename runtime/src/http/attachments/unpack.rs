//! A body of several parts comes in; its root, where the envelope is, and the other parts go out.

use ::bytes::{Bytes, BytesMut};

use super::CameAs;
use crate::http::content_type::ContentType;
use crate::http::read_error::ReadError;
use crate::mime::{Boundary, Damage, Event, Limits, MultipartError, Part, PartHeaders, Parts, Splitter, same_id};

/// The root of a message, and what belongs to it.
pub(in crate::http) struct Package {
    pub(in crate::http) root: Bytes,
    /// The root's own content type.
    pub(in crate::http) content_type: Option<ContentType>,
    pub(in crate::http) parts: Parts,
    pub(in crate::http) came_as: CameAs,
}

/// Takes apart a body of this content type, which is `multipart/related`. Octets of parts that are not encoded are not copied.
pub(in crate::http) fn unpacked(outer: &ContentType, body: &Bytes, limits: Limits) -> Result<Package, ReadError> {
    let (root, root_headers, parts) = apart(outer, body, limits)?;
    let content_type = root_headers.content_type().map(ContentType::parse);
    if let Some(other) = content_type.as_ref().filter(|content_type| !content_type.is_xml()) {
        return Err(ReadError::ContentType(other.written.clone()));
    }
    let is_xop = |content_type: &ContentType| content_type.media_type == "application/xop+xml";
    let says_xop = outer.parameter("type").is_some_and(|ty| ty.eq_ignore_ascii_case("application/xop+xml"));
    let is_mtom = says_xop || content_type.as_ref().is_some_and(is_xop);
    let came_as = if is_mtom { CameAs::Mtom } else { CameAs::WithAttachments };
    Ok(Package { root, content_type, parts, came_as })
}

fn apart(outer: &ContentType, body: &Bytes, limits: Limits) -> Result<(Bytes, PartHeaders, Parts), MultipartError> {
    let none = || MultipartError::new(Damage::NoBoundary, 0, 0);
    let boundary = Boundary::new(outer.parameter("boundary").ok_or_else(none)?)?;
    let mut all = split(&boundary, body, limits)?;
    let start = outer.parameter("start").filter(|start| !start.is_empty());
    let is_start = |(headers, _): &(PartHeaders, Bytes)| match (start, headers.content_id()) {
        (None, _) => true,
        (Some(start), Some(id)) => same_id(start, id),
        (Some(_), None) => false,
    };
    let no_root = || MultipartError::new(Damage::NoRoot(start.unwrap_or_default().to_owned()), 0, 0);
    let place = all.iter().position(is_start).ok_or_else(no_root)?;
    let (headers, root) = all.remove(place);
    let parts = all.into_iter().map(|(headers, octets)| Part::received(&headers, octets));
    Ok((root, headers, Parts::new(parts)?))
}

/// All parts of a body.
fn split(boundary: &Boundary, body: &Bytes, limits: Limits) -> Result<Vec<(PartHeaders, Bytes)>, MultipartError> {
    let mut splitter = Splitter::new(boundary, limits);
    splitter.push(body.clone());
    let (mut parts, mut octets) = (Vec::new(), BytesMut::new());
    while let Some(event) = splitter.finish()? {
        match event {
            Event::Part(headers) => parts.push((headers, Bytes::new())),
            Event::Data(data) => match parts.last_mut() {
                Some((_, whole)) if whole.is_empty() && octets.is_empty() => *whole = data,
                Some((_, first)) => {
                    octets.extend_from_slice(&std::mem::take(first));
                    octets.extend_from_slice(&data);
                }
                None => {}
            },
            Event::PartEnd if octets.is_empty() => {}
            Event::PartEnd => {
                if let Some((_, whole)) = parts.last_mut() {
                    *whole = octets.split().freeze();
                }
            }
            Event::End => {}
        }
    }
    Ok(parts)
}
