//! The contact store of a mailbox, without XML and without a disk: groups, contacts, and the rules of [MS-OXWSCOS] 3.1.4.
//!
//! Identifiers and texts come in, groups and contacts or a [`Refusal`] come out. A [`Mailbox`] is cheap to copy: an operation works
//! on a copy, and whoever calls it keeps the copy if it succeeded, so that what was refused leaves nothing behind.
//!
//! What always holds of a mailbox:
//! - there is at most one group each of the classes Tagged, OtherContacts and Favorites (2.2.4.2), and at most 64 others (3.1.4.3);
//! - no two groups have the same display name, no two distribution groups the same SMTP address (3.1.4.1);
//! - there are at most 1,000 contacts, no two of them with the same address (3.1.4.4, 3.1.4.5);
//! - every contact is a member of a group, and every member of a group is a contact; distribution groups have no members;
//! - identifiers are never used again, and an item that changed has another change key.

mod addition;
mod change;
mod contact;
mod directory;
mod group;
mod identifier;
mod mailbox;
mod name;
mod property;
mod property_table;
mod refusal;
mod removal;

pub use addition::{MOST_CONTACTS, MOST_GROUPS, NewContact};
pub use change::Change;
pub use contact::{Address, Contact};
pub use directory::Directory;
pub use group::{Group, GroupClass};
pub use identifier::Identifier;
pub use mailbox::Mailbox;
pub use name::MailboxName;
pub use property::{Property, PropertyName, PropertyValue};
pub use property_table::{PropertyOwners, PropertyRule, PropertyTable};
pub use refusal::Refusal;
