//! Operations that add something: [MS-OXWSCOS] 3.1.4.1 to 3.1.4.5.

use std::sync::Arc;

use super::{Address, Contact, Directory, Group, GroupClass, Mailbox, Refusal};

/// How many groups a mailbox can have, Tagged, OtherContacts and Favorites not counted ([MS-OXWSCOS] 3.1.4.3).
pub const MOST_GROUPS: usize = 64;

/// How many contacts a mailbox can have ([MS-OXWSCOS] 3.1.4.4, 3.1.4.5).
///
/// 3.1.4.4 speaks of the contacts of the group and 3.1.4.5 of those that exist. The limit is held to be the mailbox's: every group
/// then keeps it too.
pub const MOST_CONTACTS: usize = 1_000;

/// A contact to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewContact {
    /// What it can be reached by.
    pub address: Address,
    /// Its name. Without one, a contact goes by its address and a telephone by its number: 3.1.4.4 makes the name optional and
    /// 3.1.4.5 has none, but clients show contacts by name.
    pub display_name: Option<String>,
    /// The current time: seconds since 1970-01-01T00:00:00Z.
    pub created: i64,
}

impl Mailbox {
    /// Puts a distribution group on the list ([MS-OXWSCOS] 3.1.4.1), or gives the one on it that has the SMTP address, as it is.
    ///
    /// The section does not mention the limit of 64 groups; 3.1.4.3 counts every group but the three of which there is one, so it
    /// holds here, too. Nor does it mention names; see [`set_group`](Self::set_group).
    ///
    /// # Errors
    /// `InvalidImDistributionGroupSmtpAddress` when the directory does not have the address; `ImGroupDisplayNameAlreadyExists`;
    /// `ImGroupLimitReached`.
    pub fn add_distribution_group(
        &mut self,
        directory: &Directory,
        smtp_address: &str,
        display_name: &str,
    ) -> Result<Arc<Group>, Refusal> {
        if !directory.has_distribution_group(smtp_address) {
            return Err(Refusal::InvalidImDistributionGroupSmtpAddress);
        }
        if let Some(group) = self.groups.values().find(|group| group.has_smtp_address(smtp_address)) {
            return Ok(Arc::clone(group));
        }
        if self.group_named(display_name).is_some() || GroupClass::reserving(display_name).is_some() {
            return Err(Refusal::ImGroupDisplayNameAlreadyExists);
        }
        self.check_room_for_group()?;
        let smtp_address = Some(smtp_address.to_owned());
        Ok(self.insert_group(Group { smtp_address, ..Group::new(GroupClass::DistributionGroup, display_name) }))
    }

    /// Creates a group, or gives the one that has the display name ([MS-OXWSCOS] 3.1.4.3), of whatever class.
    ///
    /// The reserved names give the group of which there is only one; see [`GroupClass::reserved_name`].
    ///
    /// # Errors
    /// `ImGroupLimitReached` when a group would have to be created and there are 64.
    pub fn add_group(&mut self, display_name: &str) -> Result<Arc<Group>, Refusal> {
        if let Some(group) = self.groups.values().find(|group| group.display_name == display_name) {
            return Ok(Arc::clone(group));
        }
        if let Some(class) = GroupClass::reserving(display_name) {
            return Ok(self.single_group(class, display_name));
        }
        self.check_room_for_group()?;
        Ok(self.insert_group(Group::new(GroupClass::UserGroup, display_name)))
    }

    /// Adds a contact and makes it a member of a group: of OtherContacts without a group's identifier ([MS-OXWSCOS] 3.1.4.4.3.1,
    /// 3.1.4.5.3.1). A contact that has the address is given back as it is, and stays in the groups it is in.
    ///
    /// That nothing happens then is what 3.1.4.4 says; 3.1.4.5 only says that the limit does not matter then, and is taken to mean
    /// the same. What the request says of the group is checked in any case. What an address looks like is not: the schema wants it
    /// to have a character, and no section wants more.
    ///
    /// # Errors
    /// `InvalidImGroupId`, also for a distribution group, whose members are the directory's; `ImContactLimitReached` when there
    /// are 1,000 contacts.
    pub fn add_contact(&mut self, new: NewContact, group_id: Option<&str>) -> Result<Arc<Contact>, Refusal> {
        let group = group_id.map(|id| self.joinable_group(id)).transpose()?;
        if let Some(contact) = self.contacts.values().find(|contact| contact.address.is_same(&new.address)) {
            return Ok(Arc::clone(contact));
        }
        if self.contacts.len() >= MOST_CONTACTS {
            return Err(Refusal::ImContactLimitReached);
        }
        let contact = self.insert_contact(new);
        let group = group.unwrap_or_else(|| self.other_contacts());
        self.join(group, contact.number);
        Ok(contact)
    }

    /// Makes a contact that is on the list a member of another group ([MS-OXWSCOS] 3.1.4.2): of OtherContacts without a group's
    /// identifier, as in 3.1.4.4, since the section does not say. A member of the group stays one.
    ///
    /// It does not leave the groups that it is in, OtherContacts among them: 2.2.4.2 calls these the contacts of no other group, but
    /// no operation of 3.1.4 is said to take a contact out of a group that the request does not name.
    ///
    /// # Errors
    /// `InvalidImContactId`; `InvalidImGroupId`, also for a distribution group.
    pub fn add_contact_to_group(&mut self, contact_id: &str, group_id: Option<&str>) -> Result<(), Refusal> {
        let contact = self.contact(contact_id)?.number;
        let group = group_id.map(|id| self.joinable_group(id)).transpose()?;
        let group = group.unwrap_or_else(|| self.other_contacts());
        self.join(group, contact);
        Ok(())
    }

    /// The number of a group that contacts can be members of.
    fn joinable_group(&self, id: &str) -> Result<u64, Refusal> {
        let group = self.group(id)?;
        if group.class == GroupClass::DistributionGroup {
            return Err(Refusal::InvalidImGroupId);
        }
        Ok(group.number)
    }

    fn other_contacts(&mut self) -> u64 {
        let class = GroupClass::OtherContacts;
        self.single_group(class, class.reserved_name().unwrap_or_default()).number
    }

    /// The one group of its class, which comes into being now if there is none.
    fn single_group(&mut self, class: GroupClass, display_name: &str) -> Arc<Group> {
        match self.groups.values().find(|group| group.class == class) {
            Some(group) => Arc::clone(group),
            None => self.insert_group(Group::new(class, display_name)),
        }
    }

    fn check_room_for_group(&self) -> Result<(), Refusal> {
        let counted = self.groups().filter(|group| !group.class.is_single()).count();
        if counted < MOST_GROUPS { Ok(()) } else { Err(Refusal::ImGroupLimitReached) }
    }

    fn insert_group(&mut self, group: Group) -> Arc<Group> {
        let number = self.next();
        let group = Arc::new(Group { number, version: number, ..group });
        self.groups.insert(number, Arc::clone(&group));
        group
    }

    fn insert_contact(&mut self, new: NewContact) -> Arc<Contact> {
        let number = self.next();
        let display_name = new.display_name.unwrap_or_else(|| match &new.address {
            Address::Im(address) => address.clone(),
            Address::TelUri { telephone_number, .. } => telephone_number.clone(),
        });
        let contact = Contact { number, version: number, address: new.address, display_name, created: new.created };
        let contact = Arc::new(contact);
        self.contacts.insert(number, Arc::clone(&contact));
        contact
    }
}

#[cfg(test)]
mod tests;
