//! Messages that are read while they come, with no more memory than their largest part (feature `stream`).

mod cutter;
mod envelopes;
mod intake;
mod items;
mod limits;
mod origin;
mod path;
mod place;
mod scanner;
mod track;

pub use envelopes::Envelopes;
pub use items::Items;
pub use limits::Limits;
