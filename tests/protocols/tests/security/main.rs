//! WS-Security: canonical forms, and messages that are refused.
#![allow(clippy::unwrap_used)]

mod canonical;
mod documents;
mod encryption;
mod people;
mod signatures;
mod usernames;
