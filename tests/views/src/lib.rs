//! The feature cases once more, with `views = true`: the build script generates them, and the tests hold what views do to what the values do
//! that own what they hold.

use soap_runtime::{ReadOptions, Result};

pub use case_tests::own;

/// A feature: its folder, and what becomes of a message by way of its views.
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// The folder's name.
    pub name: &'static str,
    /// Reads a message into values that own what they hold, and writes them.
    pub owned: fn(&str, &ReadOptions) -> Result<Trip>,
    /// Reads a message into views, and writes them.
    pub viewed: fn(&str, &ReadOptions) -> Result<Trip>,
}

/// What became of a message that could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trip {
    /// The message as it was written.
    pub written: String,
    /// The value that owns what it holds, as `Debug` shows it.
    pub owned: String,
}

/// The bindings of cases as modules, and the list of them.
macro_rules! views {
    ($($module:ident $name:literal $path:literal $($inner:ident)?;)*) => {
        $(
            /// The bindings of the case of this name.
            #[allow(clippy::module_inception)]
            #[path = $path]
            pub mod $module;
        )*

        /// All cases with views in the order of their names.
        pub const CASES: &[Case] = &[$(Case {
            name: $name,
            owned: |xml, options| {
                let read = $module::Document::from_xml_with(xml, options)?;
                Ok(Trip { written: read.to_xml()?, owned: format!("{read:?}") })
            },
            viewed: |xml, options| {
                let held = $module::HeldDocument::read(soap_runtime::view::Source::text(xml, options.clone()))?;
                Ok(Trip { written: held.view().to_xml()?, owned: format!("{:?}", held.view().to_owned()) })
            },
        }),*];
    };
}

include!(concat!(env!("OUT_DIR"), "/cases.rs"));
