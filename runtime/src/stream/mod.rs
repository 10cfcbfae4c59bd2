//! Messages that are read while they come, with no more memory than their largest part (feature `stream`).

mod base64;
#[cfg(feature = "http")]
mod chunks;
mod cutter;
mod envelopes;
#[cfg(feature = "http")]
mod fragment;
mod intake;
mod items;
mod limits;
mod octets;
mod origin;
#[cfg(feature = "http")]
mod outgoing;
mod path;
mod place;
mod scanner;
#[cfg(feature = "http")]
mod splice;
mod track;

#[cfg(feature = "http")]
pub(crate) use chunks::next;
#[cfg(feature = "http")]
pub use chunks::{ChunkBody, ChunksOf, Iter, iter};
#[cfg(feature = "client")]
pub(crate) use cutter::Rest;
pub use envelopes::Envelopes;
pub use items::Items;
#[cfg(feature = "http")]
pub(crate) use items::NO_ITEMS;
pub use limits::Limits;
pub use octets::{Octets, OctetsError, Sink};
#[cfg(feature = "client")]
pub(crate) use origin::Origin;
#[cfg(feature = "http")]
pub(crate) use outgoing::Failure;
#[cfg(feature = "http")]
pub use outgoing::{Octetted, read};
#[cfg(feature = "http")]
pub(crate) use {path::Path, splice::Splice};
