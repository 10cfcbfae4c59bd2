//! The bindings of MS-OXWSCOS with `views = true`.

#[allow(missing_docs, clippy::pedantic)] // as in any module that a build script writes
mod bindings {
    include!(concat!(env!("OUT_DIR"), "/bindings.rs"));
}

pub use bindings::*;
