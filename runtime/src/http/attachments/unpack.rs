//! A body of several parts comes in; its root, where the envelope is, and the other parts go out.

use ::bytes::{Bytes, BytesMut};

use super::CameAs;
use crate::http::content_type::ContentType;
use crate::http::read_error::ReadError;
use crate::mime::{Boundary, Damage, Event, Limits, MultipartError, Names, Part, PartHeaders, Parts, Splitter, bare};

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
    // The root's name among them: it is no other part's.
    let names = Names::new(all.iter().map(|whole| whole.headers.content_id()));
    let names = names.map_err(|place| same_id(place, &all[place]))?;
    let start = outer.parameter("start").filter(|start| !start.is_empty());
    let place = start.map_or(Some(0).filter(|_| !all.is_empty()), |start| names.find(bare(start)));
    let no_root = || MultipartError::new(Damage::NoRoot(start.unwrap_or_default().to_owned()), 0, 0);
    let root = all.remove(place.ok_or_else(no_root)?);
    let parts = all.into_iter().map(|whole| Part::received(&whole.headers, whole.octets));
    Ok((root.octets, root.headers, Parts::new(parts)?))
}

/// A part as it came.
struct Whole {
    headers: PartHeaders,
    octets: Bytes,
    /// Where its content begins in the body.
    offset: u64,
}

#[cold]
fn same_id(place: usize, whole: &Whole) -> MultipartError {
    let id = whole.headers.content_id().unwrap_or_default();
    MultipartError::new(Damage::SameId(id.to_owned()), place + 1, whole.offset)
}

/// All parts of a body.
fn split(boundary: &Boundary, body: &Bytes, limits: Limits) -> Result<Vec<Whole>, MultipartError> {
    let mut splitter = Splitter::new(boundary, limits);
    splitter.push(body.clone());
    let (mut parts, mut octets) = (Vec::<Whole>::new(), BytesMut::new());
    while let Some(event) = splitter.finish()? {
        match event {
            Event::Part(headers) => {
                parts.push(Whole { headers, octets: Bytes::new(), offset: splitter.offset() });
            }
            Event::Data(data) => match parts.last_mut() {
                Some(whole) if whole.octets.is_empty() && octets.is_empty() => whole.octets = data,
                Some(whole) => {
                    octets.extend_from_slice(&std::mem::take(&mut whole.octets));
                    octets.extend_from_slice(&data);
                }
                None => {}
            },
            Event::PartEnd if octets.is_empty() => {}
            Event::PartEnd => {
                if let Some(whole) = parts.last_mut() {
                    whole.octets = octets.split().freeze();
                }
            }
            Event::End => {}
        }
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// The root and the names of the others in a body of parts with these names.
    fn taken_apart(start: &str, ids: &[&str]) -> Result<(String, Vec<String>), MultipartError> {
        let parts: String = ids.iter().map(|id| format!("--BND\r\nContent-ID: <{id}>\r\n\r\n{id}\r\n")).collect();
        let outer = ContentType::parse(&format!("multipart/related; boundary=BND; start=\"{start}\""));
        let body = Bytes::from(format!("{parts}--BND--"));
        let (root, _, parts) = apart(&outer, &body, Limits::default())?;
        let names = parts.iter().map(|part| part.content_id.clone().unwrap()).collect();
        Ok((String::from_utf8_lossy(&root).into_owned(), names))
    }

    #[test]
    fn two_parts_of_one_name_are_told_with_the_place_of_the_second() {
        for (start, ids, same, part) in [
            ("<root>", &["root", "a", "root"][..], "root", 3),
            ("<root>", &["root", "a", "b", "a"], "a", 4),
            ("<root>", &["a", "a", "root"], "a", 2),
            ("", &["root", "root"], "root", 2),
        ] {
            let error = taken_apart(start, ids).unwrap_err();
            assert_eq!((error.damage(), error.part()), (&Damage::SameId(same.to_owned()), part));
            let before: usize = ids[..part].iter().map(|id| format!("--BND\r\nContent-ID: <{id}>\r\n\r\n").len()).sum();
            let contents: usize = ids[..part - 1].iter().map(|id| id.len() + 2).sum();
            assert_eq!(error.offset(), (before + contents) as u64, "{ids:?}");
        }
    }

    #[test]
    fn the_root_is_the_part_of_exactly_the_name_first() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(taken_apart("<r%41>", &["rA", "r%41"]).unwrap(), ("r%41".to_owned(), names(&["rA"])));
        assert_eq!(taken_apart("rA", &["a", "r%41"]).unwrap(), ("r%41".to_owned(), names(&["a"])));
        assert!(matches!(taken_apart("rA", &["r%41", "%72A"]).unwrap_err().damage(), Damage::NoRoot(_)));
        assert!(matches!(taken_apart("r%FE", &["r%FF"]).unwrap_err().damage(), Damage::NoRoot(_)));
    }
}
