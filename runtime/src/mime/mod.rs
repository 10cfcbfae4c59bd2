//! Messages of several parts: `multipart/related` (RFC 2046 5.1, RFC 2387), without I/O.
//!
//! ```text
//! --b                                          the delimiter of the boundary `b`, on a line of its own
//! Content-Type: image/png                      headers, folded or not
//! Content-ID: <photo@example.org>
//! Content-Transfer-Encoding: binary
//!                                              an empty line
//! …octets…                                     the part, to the line end in front of the next delimiter
//! --b--                                        the last delimiter
//! ```
//!
//! [`Splitter`] takes bytes as they come and gives parts as they come out; [`Composer`] takes parts and gives the body as a sequence of
//! chunks. Neither copies the octets of a part, nor holds more of it than the length of a delimiter. Both are for who moves large
//! attachments from and to a disk; clients and servers use them for messages that fit into memory.
//!
//! ```
//! use soap_runtime::http::Bytes;
//! use soap_runtime::mime::{Boundary, Composer, Event, Limits, Splitter};
//!
//! let boundary = Boundary::new("b")?;
//! let mut composer = Composer::new(boundary);
//! composer.part([("Content-ID", "<photo>")], Bytes::from_static(b"\0\r\n--bound"))?;
//! let chunks = composer.finish();
//!
//! let mut splitter = Splitter::new(&Boundary::new("b")?, Limits::default());
//! let mut photo = Vec::new();
//! for chunk in chunks {
//!     splitter.push(chunk);
//!     while let Some(event) = splitter.next()? {
//!         match event {
//!             Event::Part(headers) => assert_eq!(headers.content_id(), Some("photo")),
//!             Event::Data(octets) => photo.extend_from_slice(&octets),
//!             Event::PartEnd | Event::End => {}
//!         }
//!     }
//! }
//! splitter.finish()?;
//! assert_eq!(photo, b"\0\r\n--bound");
//! # Ok::<(), soap_runtime::mime::MultipartError>(())
//! ```

mod boundary;
mod composer;
mod content_id;
mod error;
mod headers;
mod limits;
mod named;
mod names;
mod part;
mod splitter;
#[cfg(test)]
mod tests;
mod transfer;

pub use boundary::Boundary;
pub use composer::{Chunks, Composer};
pub(crate) use content_id::{bare, href, matching};
pub use error::{Damage, MultipartError};
pub use headers::PartHeaders;
pub use limits::Limits;
pub use named::{DeclaredPart, NamedPartsError};
#[doc(hidden)]
pub use named::{named, sorted};
pub(crate) use names::Names;
pub use part::{Attached, Part, Parts};
pub use splitter::{Event, Splitter};
