//! The mailbox: what it holds, how its items are found, and how they change.
//!
//! The rules are in `addition` and `removal`; here is what they are made of.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::identifier::{Identifiers, ItemKind};
use super::{Contact, Group, GroupClass, Identifier, MailboxName, Refusal};

/// The groups and contacts of one mailbox. Copies share what does not change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    pub(super) identifiers: Identifiers,
    /// The last number given to an item or a version of one.
    pub(super) sequence: u64,
    pub(super) migration_completed: bool,
    pub(super) groups: BTreeMap<u64, Arc<Group>>,
    pub(super) contacts: BTreeMap<u64, Arc<Contact>>,
}

impl Mailbox {
    /// An empty mailbox. Groups of which there is only one come into being when they are needed.
    #[must_use]
    pub fn new(name: &MailboxName) -> Self {
        Self {
            identifiers: Identifiers::of(name),
            sequence: 0,
            migration_completed: false,
            groups: BTreeMap::new(),
            contacts: BTreeMap::new(),
        }
    }

    /// The groups, in the order they came into being.
    pub fn groups(&self) -> impl Iterator<Item = &Group> {
        self.groups.values().map(|group| &**group)
    }

    /// The contacts, in the order they were added.
    pub fn contacts(&self) -> impl Iterator<Item = &Contact> {
        self.contacts.values().map(|contact| &**contact)
    }

    /// The group with the identifier.
    ///
    /// Change keys are not asked for: [MS-OXWSCORE] 2.2.4.25 makes them optional, and no rule of 3.1.4 depends on them.
    ///
    /// # Errors
    /// `InvalidImGroupId` when there is none.
    pub fn group(&self, id: &str) -> Result<&Group, Refusal> {
        let number = self.identifiers.number(ItemKind::Group, id);
        number.and_then(|number| self.groups.get(&number)).map(|group| &**group).ok_or(Refusal::InvalidImGroupId)
    }

    /// The contact with the identifier.
    ///
    /// # Errors
    /// `InvalidImContactId` when there is none.
    pub fn contact(&self, id: &str) -> Result<&Contact, Refusal> {
        let number = self.identifiers.number(ItemKind::Contact, id);
        number
            .and_then(|number| self.contacts.get(&number))
            .map(|contact| &**contact)
            .ok_or(Refusal::InvalidImContactId)
    }

    /// The contacts in a group.
    pub fn members<'a>(&'a self, group: &'a Group) -> impl Iterator<Item = &'a Contact> {
        group.members.iter().filter_map(|number| self.contacts.get(number)).map(|contact| &**contact)
    }

    /// Whether the contact is a member of any group.
    #[must_use]
    pub fn is_listed(&self, contact: &Contact) -> bool {
        self.groups().any(|group| group.members.contains(&contact.number))
    }

    /// What identifies a group.
    #[must_use]
    pub fn group_identifier(&self, group: &Group) -> Identifier {
        self.identifiers.identifier(ItemKind::Group, group.number, group.version)
    }

    /// What identifies a contact.
    #[must_use]
    pub fn contact_identifier(&self, contact: &Contact) -> Identifier {
        self.identifiers.identifier(ItemKind::Contact, contact.number, contact.version)
    }

    /// The identifier of the persona that is made of a contact.
    #[must_use]
    pub fn persona_id(&self, contact: &Contact) -> String {
        self.identifiers.id(ItemKind::Persona, contact.number)
    }

    /// Whether the contacts have been moved into the mailbox ([MS-OXWSCOS] 3.1.4.13).
    #[must_use]
    pub fn migration_completed(&self) -> bool {
        self.migration_completed
    }

    /// Records whether the contacts have been moved into the mailbox ([MS-OXWSCOS] 3.1.4.13).
    pub fn set_migration_completed(&mut self, completed: bool) {
        self.migration_completed = completed;
    }

    /// Gives a group another display name ([MS-OXWSCOS] 3.1.4.12), whatever its class. Its own name changes nothing.
    ///
    /// The section does not say what happens when another group has the name. Since 3.1.4.3 finds groups by name, names stay unique,
    /// and there is a response code that says so.
    ///
    /// # Errors
    /// `InvalidImGroupId`; `ImGroupDisplayNameAlreadyExists` when another group has the name or could come to have it.
    pub fn set_group(&mut self, id: &str, new_display_name: &str) -> Result<(), Refusal> {
        let group = self.group(id)?;
        if group.display_name == new_display_name {
            return Ok(());
        }
        let (number, class) = (group.number, group.class);
        let reserved = GroupClass::reserving(new_display_name).is_some_and(|other| other != class);
        if reserved || self.group_named(new_display_name).is_some() {
            return Err(Refusal::ImGroupDisplayNameAlreadyExists);
        }
        self.change_group(number, |group| new_display_name.clone_into(&mut group.display_name));
        Ok(())
    }

    /// The group with exactly that display name: the specification does not say that case or white space make no difference.
    pub(super) fn group_named(&self, display_name: &str) -> Option<&Group> {
        self.groups().find(|group| group.display_name == display_name)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.sequence += 1;
        self.sequence
    }

    /// Changes a group and its version.
    pub(super) fn change_group(&mut self, number: u64, change: impl FnOnce(&mut Group)) {
        let version = self.next();
        if let Some(group) = self.groups.get_mut(&number) {
            let group = Arc::make_mut(group);
            change(group);
            group.version = version;
        }
    }

    /// Makes a contact a member of a group; does nothing if it is.
    pub(super) fn join(&mut self, group: u64, contact: u64) {
        if self.groups.get(&group).is_some_and(|group| !group.members.contains(&contact)) {
            self.change_group(group, |group| {
                group.members.insert(contact);
            });
        }
    }

    /// Takes a contact out of a group; does nothing if it is not in it.
    pub(super) fn leave(&mut self, group: u64, contact: u64) {
        if self.groups.get(&group).is_some_and(|group| group.members.contains(&contact)) {
            self.change_group(group, |group| {
                group.members.remove(&contact);
            });
        }
    }
}

#[cfg(test)]
mod tests;
