//! Files on disk, for the binaries: contracts come from there and output goes there. The rest of the crate does no I/O.

mod output;
mod project;

pub use output::{Difference, Mode, sync, sync_file};
pub use project::{Project, ProjectError, contract_of};
