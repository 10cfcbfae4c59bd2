//! The feature cases once more, with `memory = "compact"`: the build script generates them, and the tests hold what they do to what the
//! bindings of `case-tests` do, whose texts and lists are `String` and `Vec`.

pub use case_tests::{Case, RoundTrip, own};

macro_rules! cases {
    ($($module:ident $name:literal $path:literal $($inner:ident)?;)*) => {
        $(
            /// The bindings of the case of this name.
            #[allow(clippy::module_inception)]
            #[path = $path]
            pub mod $module;
        )*

        /// All cases in the order of their names.
        pub const CASES: &[Case] = &[$(Case {
            name: $name,
            read: |xml, options| $module$(::$inner)?::Document::from_xml_with(xml, options).map(drop),
            round_trip: |xml, options| {
                let read = $module$(::$inner)?::Document::from_xml_with(xml, options)?;
                let written = read.to_xml()?;
                let equal = $module$(::$inner)?::Document::from_xml_with(&written, options)? == read;
                Ok(RoundTrip { written, equal })
            },
        }),*];
    };
}

include!(concat!(env!("OUT_DIR"), "/cases.rs"));
