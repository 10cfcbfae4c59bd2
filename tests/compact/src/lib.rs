//! The feature cases once more, with `memory = "compact"`: the build script generates them, and the tests hold what they do to what the
//! bindings of `case-tests` do, whose texts and lists are `String` and `Vec`.

use case_tests::cases;
pub use case_tests::{Case, RoundTrip, own};

include!(concat!(env!("OUT_DIR"), "/cases.rs"));
