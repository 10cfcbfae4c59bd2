//! Operations that take something away: [MS-OXWSCOS] 3.1.4.8 to 3.1.4.11.

use super::{Group, GroupClass, Mailbox, Refusal};

impl Mailbox {
    /// Takes a contact off the list ([MS-OXWSCOS] 3.1.4.8): out of every group, and so out of the store.
    ///
    /// The section says only that it leaves all groups. A contact in no group is not on any list (3.1.4.6), and if it were kept, adding
    /// its address again would do nothing (3.1.4.4) and it could never be seen again.
    ///
    /// # Errors
    /// `InvalidImContactId`.
    pub fn remove_contact(&mut self, contact_id: &str) -> Result<(), Refusal> {
        let contact = self.contact(contact_id)?.number;
        self.delete_contact(contact);
        Ok(())
    }

    /// Takes a distribution group off the list ([MS-OXWSCOS] 3.1.4.9).
    ///
    /// # Errors
    /// `InvalidImGroupId`, also for a group of another class: those are for [`remove_group`](Self::remove_group).
    pub fn remove_distribution_group(&mut self, group_id: &str) -> Result<(), Refusal> {
        let group = self.group(group_id)?;
        if group.class != GroupClass::DistributionGroup {
            return Err(Refusal::InvalidImGroupId);
        }
        let number = group.number;
        self.groups.remove(&number);
        Ok(())
    }

    /// Takes a contact out of a group, and out of the store if nothing keeps it there ([MS-OXWSCOS] 3.1.4.10).
    ///
    /// The section does not say what happens when the contact is not a member of the group; there is a response code that does.
    ///
    /// # Errors
    /// `InvalidImContactId`; `InvalidImGroupId`; `UnableToRemoveImContactFromGroup` when the contact is not a member of the group.
    pub fn remove_contact_from_group(&mut self, contact_id: &str, group_id: &str) -> Result<(), Refusal> {
        let contact = self.contact(contact_id)?.number;
        let group = self.group(group_id)?;
        if !group.members.contains(&contact) {
            return Err(Refusal::UnableToRemoveImContactFromGroup);
        }
        let group = group.number;
        if self.goes_with(group, contact) {
            self.delete_contact(contact);
        } else {
            self.leave(group, contact);
        }
        Ok(())
    }

    /// Deletes a group, and those of its members that nothing keeps in the store ([MS-OXWSCOS] 3.1.4.11).
    ///
    /// Tagged can be deleted, as the section says, and the other two of which there is only one can be, too. All three come back
    /// when they are needed.
    ///
    /// # Errors
    /// `InvalidImGroupId`, also for a distribution group: 3.1.4.9 is for those.
    pub fn remove_group(&mut self, group_id: &str) -> Result<(), Refusal> {
        let group = self.group(group_id)?;
        if group.class == GroupClass::DistributionGroup {
            return Err(Refusal::InvalidImGroupId);
        }
        let number = group.number;
        let going: Vec<u64> =
            group.members.iter().copied().filter(|contact| self.goes_with(number, *contact)).collect();
        self.groups.remove(&number);
        for contact in going {
            self.delete_contact(contact);
        }
        Ok(())
    }

    /// Whether a member of the group leaves the store when it leaves the group ([MS-OXWSCOS] 3.1.4.10, 3.1.4.11): it is in no other
    /// group but perhaps Tagged. There is one Tagged group, so when it leaves that one, any other group keeps it.
    fn goes_with(&self, group: u64, contact: u64) -> bool {
        let keeps = |other: &Group| other.number != group && other.class != GroupClass::Tagged;
        !self.groups().any(|other| keeps(other) && other.members.contains(&contact))
    }

    fn delete_contact(&mut self, contact: u64) {
        let groups: Vec<u64> = self.groups().map(|group| group.number).collect();
        for group in groups {
            self.leave(group, contact);
        }
        self.contacts.remove(&contact);
    }
}

#[cfg(test)]
mod tests;
