//! Messages that are read while they come and written while they go out, with no more memory than their largest part (feature `stream`).
//!
//! [`Items`], [`Envelopes`] and [`Octets`] take bytes, divided in whatever way, and do no I/O: each finds where the parts of a message begin and end, and has
//! the ordinary reader read them. What follows from it:
//!
//! - the value of a part, what is forgiven in it, and whether it is valid is what it would be in the whole message; prefixes mean what the elements around
//!   it say;
//! - positions of errors and notices are those in the whole;
//! - what stands around the parts is an ordinary message, which is read when all has come.
//!
//! `http::Client` and `http::Server` have calls and answers on top of these.
//!
//! ```
//! use soap_runtime::soap::Envelope;
//! use soap_runtime::stream::{Items, Limits};
//! # use soap_runtime::{bind::{Content, Elements}, Error, ReadOptions};
//! fn count<D: Elements, T: Content>(path: &str, chunks: &[&[u8]]) -> Result<(usize, Envelope<D>), Error> {
//!     let mut items = Items::<T>::new::<D>(path, None, &ReadOptions::default(), Limits::default())?;
//!     let mut count = 0;
//!     for chunk in chunks {
//!         items.push(chunk)?;
//!         while let Some(_item) = items.next_item()? {
//!             count += 1;
//!         }
//!     }
//!     items.end()?;
//!     // An item that is not complete is an error here.
//!     while let Some(_item) = items.next_item()? {
//!         count += 1;
//!     }
//!     Ok((count, items.rest()?))
//! }
//! ```

mod base64;
#[cfg(any(feature = "client", feature = "server"))]
mod chunks;
mod cutter;
mod envelopes;
#[cfg(any(feature = "client", feature = "server"))]
mod fragment;
mod intake;
mod items;
mod limits;
mod octets;
mod origin;
#[cfg(any(feature = "client", feature = "server"))]
mod outgoing;
mod path;
mod place;
mod scanner;
#[cfg(any(feature = "client", feature = "server"))]
mod splice;
mod track;

#[cfg(feature = "client")]
pub(crate) use chunks::next;
#[cfg(any(feature = "client", feature = "server"))]
pub use chunks::{ChunkBody, ChunksOf, Iter, iter};
#[cfg(feature = "client")]
pub(crate) use cutter::Rest;
pub use envelopes::Envelopes;
pub use items::Items;
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) use items::NO_ITEMS;
pub use limits::Limits;
pub use octets::{Octets, OctetsError, Sink};
#[cfg(feature = "client")]
pub(crate) use origin::Origin;
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) use outgoing::Failure;
#[cfg(any(feature = "client", feature = "server"))]
pub use outgoing::{Octetted, read};
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) use {path::Path, splice::Splice};
