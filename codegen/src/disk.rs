//! Files on disk, for the binaries: contracts come from there and output goes there. The rest of the crate does no I/O.
//!
//! Invariant: no file is changed or removed but those that `owner` knows for ours, and of these all or none.

mod build_script;
mod commit;
pub mod console;
mod crate_folder;
mod folder;
mod manifest;
mod obstacle;
mod output;
mod owner;
mod project;
#[cfg(any(test, feature = "fetch"))]
mod replica;
mod survey;

pub use build_script::build;
pub use crate_folder::package_name;
pub use manifest::Lacking;
pub use obstacle::{Obstacle, OutputError, Reason};
pub use output::{Difference, Mode, Synced, sync, sync_file};
pub use project::{Project, ProjectError, contract_of};
#[cfg(any(test, feature = "fetch"))]
pub use replica::{Held, Replica, sync_replica};

#[cfg(test)]
mod tests;
