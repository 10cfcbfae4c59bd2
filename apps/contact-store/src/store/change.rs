//! What an operation changed, so that it can be written down: the difference between two states of a mailbox.
//!
//! Applying `new.changes_since(&old)` to `old` gives `new`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Contact, Group, Mailbox};

/// A change of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The mailbox's own values.
    Mailbox {
        /// The last number given to an item or a version of one.
        sequence: u64,
        /// Whether the contacts have been moved into the mailbox.
        migration_completed: bool,
    },
    /// A group is new, or is not what it was. Its members are told by the changes below.
    PutGroup(Arc<Group>),
    /// A group is gone, and with it all its memberships.
    DeleteGroup(u64),
    /// A contact is new, or is not what it was.
    PutContact(Arc<Contact>),
    /// A contact is gone, and with it all its memberships.
    DeleteContact(u64),
    /// A contact is a member of a group.
    Join {
        /// The group.
        group: u64,
        /// The contact.
        contact: u64,
    },
    /// A contact is no longer a member of a group.
    Leave {
        /// The group.
        group: u64,
        /// The contact.
        contact: u64,
    },
}

impl Mailbox {
    /// What has to change in an earlier state to make it this one. Empty when nothing does.
    #[must_use]
    pub fn changes_since(&self, old: &Self) -> Vec<Change> {
        let mut changes = Vec::new();
        let own = |mailbox: &Self| (mailbox.sequence, mailbox.migration_completed);
        if own(self) != own(old) {
            let (sequence, migration_completed) = own(self);
            changes.push(Change::Mailbox { sequence, migration_completed });
        }
        changes.extend(gone(&old.groups, &self.groups).map(Change::DeleteGroup));
        changes.extend(gone(&old.contacts, &self.contacts).map(Change::DeleteContact));
        changes.extend(fresh(&old.contacts, &self.contacts).map(|contact| Change::PutContact(Arc::clone(contact))));
        for group in fresh(&old.groups, &self.groups) {
            changes.push(Change::PutGroup(Arc::clone(group)));
            self.push_memberships(group, old, &mut changes);
        }
        changes
    }

    fn push_memberships(&self, new: &Group, old: &Self, changes: &mut Vec<Change>) {
        let (group, none) = (new.number, Group::new(new.class, ""));
        let old = old.groups.get(&group).map_or(&none, |old| old);
        let still = |contact: &&u64| self.contacts.contains_key(contact);
        changes.extend(
            old.members.difference(&new.members).filter(still).map(|&contact| Change::Leave { group, contact }),
        );
        changes.extend(new.members.difference(&old.members).map(|&contact| Change::Join { group, contact }));
    }

    /// Makes a change.
    pub fn apply(&mut self, change: Change) {
        match change {
            Change::Mailbox { sequence, migration_completed } => {
                (self.sequence, self.migration_completed) = (sequence, migration_completed);
            }
            Change::PutGroup(group) => self.put_group(group),
            Change::DeleteGroup(number) => drop(self.groups.remove(&number)),
            Change::PutContact(contact) => drop(self.contacts.insert(contact.number, contact)),
            Change::DeleteContact(number) => self.drop_contact(number),
            Change::Join { group, contact } => self.edit_members(group, |members| members.insert(contact)),
            Change::Leave { group, contact } => self.edit_members(group, |members| members.remove(&contact)),
        }
    }

    fn put_group(&mut self, group: Arc<Group>) {
        let members = self.groups.get(&group.number).map(|old| old.members.clone()).unwrap_or_default();
        let group = Group { members, ..Arc::unwrap_or_clone(group) };
        self.groups.insert(group.number, Arc::new(group));
    }

    fn drop_contact(&mut self, number: u64) {
        self.contacts.remove(&number);
        for group in self.groups.values_mut().filter(|group| group.members.contains(&number)) {
            Arc::make_mut(group).members.remove(&number);
        }
    }

    fn edit_members(&mut self, group: u64, edit: impl FnOnce(&mut BTreeSet<u64>) -> bool) {
        if let Some(group) = self.groups.get_mut(&group) {
            edit(&mut Arc::make_mut(group).members);
        }
    }
}

/// The numbers of the items that are in `old` only.
fn gone<T>(old: &BTreeMap<u64, Arc<T>>, new: &BTreeMap<u64, Arc<T>>) -> impl Iterator<Item = u64> {
    old.keys().copied().filter(|number| !new.contains_key(number))
}

/// The items of `new` that are not the same in `old`. Copies of a mailbox share what they did not touch.
fn fresh<'a, T: PartialEq>(
    old: &'a BTreeMap<u64, Arc<T>>,
    new: &'a BTreeMap<u64, Arc<T>>,
) -> impl Iterator<Item = &'a Arc<T>> {
    let same = |number, item| old.get(number).is_some_and(|other| Arc::ptr_eq(other, item) || other == item);
    new.iter().filter(move |(number, item)| !same(*number, *item)).map(|(_, item)| item)
}

#[cfg(test)]
mod tests;
