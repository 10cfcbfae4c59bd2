//! The shape of the output.

/// The shape of the output.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Layout {
    /// `mod.rs` and a file for each module, to stand in a folder of a crate.
    #[default]
    Folder,
    /// A crate: `Cargo.toml`, `src/lib.rs` and a file for each module.
    Crate {
        /// The package's name.
        name: String,
        /// The dependency on the runtime, as the value of a TOML key: `"0.1"` or `{ path = "…" }`.
        runtime: String,
    },
    /// One file with everything in it.
    File,
}
