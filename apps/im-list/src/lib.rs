//! What people need who still have a Unified Contact Store ([MS-OXWSCOS]): to save the contact lists of mailboxes, to put them back, and
//! to know what differs.
//!
//! - [`list`] is a contact list as it is in a file, without what servers give anew (identifiers, change keys): what two lists have in
//!   common, what differs, what is wrong with one.
//! - [`remote`] is a mailbox on a server: one request at a time, repeated when the server asks for patience.
//! - [`restore`] makes a mailbox hold what a list has: a plan of steps, and their execution.
//! - [`file`](mod@file) writes and reads lists: JSON, which is complete, CSV and vCard.
//! - [`signing_in`] is how the program says who it is; [`connection`] and [`transport`] are the HTTP beneath.
//! - [`cli`] is the command line, [`commands`] what its words do, [`many`] the same for many mailboxes.

pub mod cli;
pub mod commands;
pub mod connection;
mod console;
pub mod file;
pub mod list;
pub mod many;
pub mod progress;
pub mod remote;
pub mod restore;
pub mod signing_in;
pub mod transport;
