//! The command fetch.
