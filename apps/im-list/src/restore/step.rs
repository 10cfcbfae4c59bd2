//! One thing to do with a mailbox.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::list::{Contact, Group, GroupKey};

/// One thing to do, with all that it takes to take it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Create a group.
    AddGroup(Group),
    /// Give a group the name that it has in the list.
    RenameGroup {
        /// The group.
        group: GroupKey,
        /// Its name now.
        from: String,
        /// Its name in the list.
        to: String,
    },
    /// Add a contact to the first group of these that there is; to the contacts of no group, if there is none.
    AddContact {
        /// The contact.
        contact: Contact,
        /// The groups it is in, the best first.
        groups: Vec<GroupKey>,
    },
    /// Put a contact that is there into another group.
    Join {
        /// The contact.
        contact: Contact,
        /// The group.
        group: GroupKey,
        /// The group's name.
        name: String,
    },
    /// Take a contact out of a group, and so off the list if it is in no other.
    Leave {
        /// The contact.
        contact: Contact,
        /// The group.
        group: GroupKey,
        /// The group's name.
        name: String,
    },
    /// Remove a group. Its members have left it before.
    RemoveGroup(Group),
    /// What no operation of the protocol can do: the contact has another name.
    RenameContact {
        /// The contact, as the list has it.
        contact: Contact,
        /// Its name now.
        from: Option<String>,
    },
}

impl Step {
    /// Whether something is gone afterwards.
    #[must_use]
    pub fn takes_away(&self) -> bool {
        matches!(self, Self::Leave { .. } | Self::RemoveGroup(_))
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AddGroup(group) => write!(f, "add group {}", group.name),
            Self::RenameGroup { from, to, .. } => write!(f, "rename group {from} to {to}"),
            Self::AddContact { contact, .. } => write!(f, "add {}", contact.shown()),
            Self::Join { contact, name, .. } => write!(f, "put {} into group {name}", contact.shown()),
            Self::Leave { contact, name, .. } => write!(f, "take {} out of group {name}", contact.shown()),
            Self::RemoveGroup(group) => write!(f, "remove group {}", group.name),
            Self::RenameContact { contact, from } => {
                let from = from.as_deref().unwrap_or("nothing");
                write!(f, "call {} so in place of {from}", contact.shown())
            }
        }
    }
}
