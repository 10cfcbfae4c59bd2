//! The bindings of all of Exchange Web Services, as the build script generates them from the published contract.
//!
//! In: `schemas/ews-2016` of the folder that `CONTRACT_CORPUS` names. Out: the module `ews`, or nothing without that variable:
//! then the tests say that they are skipped. The lints of the workspace hold for what is generated, too.

/// What the build script wrote.
#[cfg(ews)]
pub mod ews {
    include!(concat!(env!("OUT_DIR"), "/services.rs"));
}

/// Whether there is a contract; says that a test is skipped if not.
#[must_use]
pub fn is_generated() -> bool {
    if !cfg!(ews) {
        println!("skipped: CONTRACT_CORPUS was not set when this was compiled");
    }
    cfg!(ews)
}
