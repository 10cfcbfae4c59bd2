//! A list, looked up by what tells its groups and contacts apart.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Contact, ContactKey, Group, GroupKind, ImList};

/// What tells groups apart.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GroupKey {
    /// A group that people named: its name, exactly.
    Named(String),
    /// A distribution group: its SMTP address, in lower case.
    Distribution(String),
    /// The one group of favourites.
    Favorites,
    /// The one group of contacts that are in no other.
    OtherContacts,
    /// The one group of tagged contacts.
    Tagged,
}

impl GroupKey {
    pub(super) fn of(group: &Group) -> Self {
        match (&group.kind, &group.smtp) {
            (GroupKind::Favorites, _) => Self::Favorites,
            (GroupKind::OtherContacts, _) => Self::OtherContacts,
            (GroupKind::Tagged, _) => Self::Tagged,
            (GroupKind::Distribution, Some(smtp)) => Self::Distribution(smtp.to_lowercase()),
            _ => Self::Named(group.name.clone()),
        }
    }
}

/// The groups and contacts of a list by key. Of several with one key the first counts, with the members of all;
/// [`check`](super::check) tells of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Index<'a> {
    /// The contacts.
    pub contacts: BTreeMap<ContactKey, &'a Contact>,
    /// The groups.
    pub groups: BTreeMap<GroupKey, &'a Group>,
    /// Who is in each group.
    pub members: BTreeMap<GroupKey, BTreeSet<ContactKey>>,
}

impl<'a> Index<'a> {
    /// The index of a list.
    #[must_use]
    pub fn of(list: &'a ImList) -> Self {
        let mut contacts = BTreeMap::new();
        let mut references: BTreeMap<&str, ContactKey> = BTreeMap::new();
        for contact in &list.contacts {
            let key = contact.key();
            references.entry(contact.reference()).or_insert_with(|| key.clone());
            contacts.entry(key).or_insert(contact);
        }
        let mut groups = BTreeMap::new();
        let mut members: BTreeMap<GroupKey, BTreeSet<ContactKey>> = BTreeMap::new();
        for group in &list.groups {
            let known = group.members.iter().filter_map(|member| references.get(member.as_str()).cloned());
            members.entry(group.key()).or_default().extend(known);
            groups.entry(group.key()).or_insert(group);
        }
        Self { contacts, groups, members }
    }

    /// Whether the contact is in the group.
    #[must_use]
    pub fn is_member(&self, contact: &ContactKey, group: &GroupKey) -> bool {
        self.members.get(group).is_some_and(|members| members.contains(contact))
    }

    /// The groups that the contact is in.
    pub fn groups_of<'s>(&'s self, contact: &'s ContactKey) -> impl Iterator<Item = &'s GroupKey> {
        self.members.iter().filter(|(_, members)| members.contains(contact)).map(|(key, _)| key)
    }

    /// How a group is shown.
    #[must_use]
    pub fn group_name(&self, key: &GroupKey) -> String {
        self.groups.get(key).map_or_else(|| format!("{key:?}"), |group| group.name.clone())
    }
}
