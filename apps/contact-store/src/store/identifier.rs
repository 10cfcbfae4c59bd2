//! Identifiers of items, and the keys that tell their versions apart ([MS-OXWSCORE] 2.2.4.25).
//!
//! Both are base64 and opaque to clients. Inside an identifier are the kind of item, the mailbox and a number that is used once, so an
//! identifier of another mailbox, or one of a contact where a group's is expected, is told apart from a good one.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::MailboxName;

/// What an item is identified with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identifier {
    /// Names the item, for good.
    pub id: String,
    /// Names the version of the item: another one after each change.
    pub change_key: String,
}

/// What kind of item an identifier is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemKind {
    Group = 1,
    Contact = 2,
    /// A persona is made of the contact with the same number, but is another item.
    Persona = 3,
}

/// The identifiers of one mailbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Identifiers {
    owner: u64,
}

impl Identifiers {
    pub(super) fn of(mailbox: &MailboxName) -> Self {
        Self { owner: fnv_1a(mailbox.as_str().as_bytes()) }
    }

    /// The identifier of an item.
    pub(super) fn identifier(self, kind: ItemKind, number: u64, version: u64) -> Identifier {
        let mut key = vec![kind as u8 | 0x10];
        key.extend(version.to_be_bytes());
        Identifier { id: self.id(kind, number), change_key: STANDARD.encode(key) }
    }

    pub(super) fn id(self, kind: ItemKind, number: u64) -> String {
        let mut bytes = self.prefix(kind);
        bytes.extend(number.to_be_bytes());
        STANDARD.encode(bytes)
    }

    /// The number in an identifier, if it is of this mailbox and of this kind.
    pub(super) fn number(self, kind: ItemKind, id: &str) -> Option<u64> {
        let bytes = STANDARD.decode(id).ok()?;
        let number = bytes.strip_prefix(self.prefix(kind).as_slice())?;
        Some(u64::from_be_bytes(number.try_into().ok()?))
    }

    fn prefix(self, kind: ItemKind) -> Vec<u8> {
        let mut bytes = vec![kind as u8];
        bytes.extend(self.owner.to_be_bytes());
        bytes
    }
}

/// The 64-bit FNV-1a hash.
fn fnv_1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{Identifiers, ItemKind};
    use crate::store::MailboxName;

    fn of(name: &str) -> Identifiers {
        Identifiers::of(&MailboxName::new(name).unwrap())
    }

    #[test]
    fn number_comes_back() {
        let id = of("kim").id(ItemKind::Contact, u64::MAX - 1);
        assert_eq!(of("kim").number(ItemKind::Contact, &id), Some(u64::MAX - 1));
    }

    #[test]
    fn kind_and_mailbox_count() {
        let id = of("kim").id(ItemKind::Contact, 7);
        assert_eq!(of("kim").number(ItemKind::Group, &id), None);
        assert_eq!(of("kim").number(ItemKind::Persona, &id), None);
        assert_eq!(of("lee").number(ItemKind::Contact, &id), None);
    }

    #[test]
    fn what_was_never_issued_has_no_number() {
        let id = of("kim").id(ItemKind::Group, 7);
        for wrong in ["", "?", "AAMk", &id[1..], &id[..id.len() - 4], &format!("{id}AAAA"), &format!(" {id}")] {
            assert_eq!(of("kim").number(ItemKind::Group, wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn every_version_has_its_key() {
        let key = |version| of("kim").identifier(ItemKind::Group, 7, version).change_key;
        assert_ne!(key(1), key(2));
    }
}
