//! A Unified Contact Store to test clients against: the service of [MS-OXWSCOS] without Exchange.
//!
//! - [`store`] is what the service is about: groups, contacts and the rules, without XML and without a disk.
//! - [`persistence`] keeps mailboxes in SQLite or nowhere; [`mailboxes`] lets operations change them one at a time.
//! - [`service`] implements the port type for one caller; [`configuration`] is what surrounds the mailboxes.
//! - [`hosting`] answers HTTP requests with it, and [`log`] tells of them; [`cli`] is the command line of the program that does.

pub mod cli;
pub mod configuration;
pub mod hosting;
pub mod log;
pub mod mailboxes;
mod missing_name;
pub mod persistence;
pub mod service;
pub mod store;
