//! A contact list without a server: groups and contacts as people know them.
//!
//! Texts come in, lists that can be compared go out. Nothing here is an identifier that a server gave: two lists of the same people in
//! the same groups are equal wherever they come from.

mod address;
mod check;
mod comparison;
mod index;

use serde::{Deserialize, Serialize};

pub use address::{ContactKey, tel_uri};
pub use check::check;
pub use comparison::compare;
pub use index::{GroupKey, Index};

/// How many groups a mailbox can have, the three of which there is one not counted ([MS-OXWSCOS] 3.1.4.3).
pub const MOST_GROUPS: usize = 64;
/// How many contacts a mailbox can have ([MS-OXWSCOS] 3.1.4.4, 3.1.4.5).
pub const MOST_CONTACTS: usize = 1_000;

/// The contact list of one mailbox.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImList {
    /// The groups, in the order the server gave them.
    pub groups: Vec<Group>,
    /// The contacts, in the order the server gave them.
    pub contacts: Vec<Contact>,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The name people know it by.
    pub name: String,
    /// What kind of group it is.
    pub kind: GroupKind,
    /// The SMTP address of a distribution group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub smtp: Option<String>,
    /// Who is in it: of each contact the [reference](Contact::reference). A distribution group has none here: its members are the
    /// directory's.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<String>,
}

/// What kind of group it is: the values of `GroupType` ([MS-OXWSCOS] 2.2.4.2).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum GroupKind {
    /// Made by the user: `user`.
    User,
    /// A distribution group of the directory: `distribution`.
    Distribution,
    /// The one group of favourites: `favorites`.
    Favorites,
    /// The one group of contacts that are in no other: `other-contacts`.
    OtherContacts,
    /// The one group of tagged contacts, which does not keep a contact on the list: `tagged`.
    Tagged,
    /// A kind this program does not know, as the server calls it. It is restored as a user's group.
    Unknown(String),
}

/// The kinds with their words, and what servers call them.
const KINDS: [(GroupKind, &str, &str); 5] = [
    (GroupKind::User, "user", "IPM.DistList.MOC.UserGroup"),
    (GroupKind::Distribution, "distribution", "IPM.DistList.MOC.DG"),
    (GroupKind::Favorites, "favorites", "IPM.DistList.MOC.Favorites"),
    (GroupKind::OtherContacts, "other-contacts", "IPM.DistList.MOC.OtherContacts"),
    (GroupKind::Tagged, "tagged", "IPM.DistList.MOC.Tagged"),
];

impl GroupKind {
    /// The kind that a server's `GroupType` stands for.
    #[must_use]
    pub fn of_group_type(text: &str) -> Self {
        let known = KINDS.iter().find(|(_, _, group_type)| *group_type == text);
        known.map_or_else(|| Self::Unknown(text.to_owned()), |(kind, _, _)| kind.clone())
    }

    /// Whether a mailbox has one group of the kind at most. Such a group comes into being when somebody is in it.
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.reserved_name().is_some()
    }

    /// The name under which a group of which there is one is asked for. The specification has no operation that makes these groups.
    #[must_use]
    pub fn reserved_name(&self) -> Option<&'static str> {
        match self {
            Self::Favorites => Some("Favorites"),
            Self::OtherContacts => Some("Other Contacts"),
            Self::Tagged => Some("Tagged"),
            Self::User | Self::Distribution | Self::Unknown(_) => None,
        }
    }
}

impl From<String> for GroupKind {
    fn from(word: String) -> Self {
        let known = KINDS.iter().find(|(_, own, _)| *own == word);
        known.map_or_else(|| Self::Unknown(word), |(kind, _, _)| kind.clone())
    }
}

impl From<GroupKind> for String {
    fn from(kind: GroupKind) -> Self {
        match KINDS.iter().find(|(known, _, _)| *known == kind) {
            Some((_, word, _)) => (*word).to_owned(),
            None => match kind {
                GroupKind::Unknown(word) => word,
                _ => Self::new(),
            },
        }
    }
}

/// A contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// The instant messaging address; of a telephone, the SIP URI that stands for it.
    pub address: String,
    /// The name people know it by; absent for one that goes by its address or number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What makes the contact a telephone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<Telephone>,
    /// Mail addresses that the server told. For people: no operation of the protocol sets them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<String>,
    /// Telephone numbers that the server told beside that of a telephone. For people, as the mail addresses.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<String>,
}

/// A telephone ([MS-OXWSCOS] 3.1.4.5).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Telephone {
    /// The TEL URI (RFC 3966). Servers do not give it back: it is made of the number.
    pub uri: String,
    /// The number, as people write it.
    pub number: String,
}

impl Contact {
    /// What groups list the contact by: its address, or a telephone's TEL URI.
    #[must_use]
    pub fn reference(&self) -> &str {
        self.telephone.as_ref().map_or(&self.address, |telephone| &telephone.uri)
    }

    /// What tells the contact from others.
    #[must_use]
    pub fn key(&self) -> ContactKey {
        ContactKey::of(self)
    }

    /// The contact for people: name and address.
    #[must_use]
    pub fn shown(&self) -> String {
        let address = self.telephone.as_ref().map_or(&self.address, |telephone| &telephone.number);
        match &self.name {
            Some(name) => format!("{name} ({address})"),
            None => address.clone(),
        }
    }
}

impl Group {
    /// What tells the group from others.
    #[must_use]
    pub fn key(&self) -> GroupKey {
        GroupKey::of(self)
    }
}
