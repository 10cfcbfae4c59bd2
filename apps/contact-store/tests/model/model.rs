//! The model: vectors that are searched from front to back, and the rules as [MS-OXWSCOS] 3.1.4 states them.

use crate::operation::{Operation, What};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) key: usize,
    pub(crate) class: &'static str,
    pub(crate) name: String,
    pub(crate) smtp: Option<String>,
    /// Keys of contacts, in ascending order.
    pub(crate) members: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Contact {
    pub(crate) key: usize,
    pub(crate) telephone: bool,
    /// Of a telephone, its TEL URI.
    pub(crate) address: String,
    pub(crate) im_address: String,
    pub(crate) name: String,
}

/// Keys count everything that was ever made, so they tell what is gone from what is there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Model {
    pub(crate) groups: Vec<Group>,
    pub(crate) contacts: Vec<Contact>,
    pub(crate) migrated: bool,
    made: usize,
}

/// What an operation gives back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Given {
    Nothing,
    Group(usize),
    Contact(usize),
}

type Answer = Result<Given, &'static str>;

const NO_GROUP: &str = "ErrorInvalidImGroupId";
const NO_CONTACT: &str = "ErrorInvalidImContactId";
const NAME_TAKEN: &str = "ErrorImGroupDisplayNameAlreadyExists";
const TOO_MANY_GROUPS: &str = "ErrorImGroupLimitReached";

const TAGGED: &str = "IPM.DistList.MOC.Tagged";
const OTHERS: &str = "IPM.DistList.MOC.OtherContacts";
const FAVORITES: &str = "IPM.DistList.MOC.Favorites";
const LIST: &str = "IPM.DistList.MOC.DG";
const USER: &str = "IPM.DistList.MOC.UserGroup";
const SPECIAL: [(&str, &str); 3] = [("Tagged", TAGGED), ("Other Contacts", OTHERS), ("Favorites", FAVORITES)];

/// The distribution groups that exist.
pub(crate) const LISTS: [&str; 4] = ["all@example.com", "sales@example.com", "dev@example.com", "ops@example.com"];

impl Model {
    pub(crate) fn perform(&mut self, operation: &Operation) -> Answer {
        match operation {
            Operation::AddGroup { name } => self.add_group(name),
            Operation::AddList { smtp, name } => self.add_list(smtp, name),
            Operation::AddContact { address, name, group } => {
                let name = name.as_ref().unwrap_or(address);
                self.add_contact(false, address, address, name, group.as_ref())
            }
            Operation::AddTelephone { tel_uri, sip_uri, number, group } => {
                self.add_contact(true, tel_uri, sip_uri, number, group.as_ref())
            }
            Operation::Join { contact, group } => {
                let contact = self.contact(contact)?;
                let group = self.group_to_join(group.as_ref())?;
                self.put(contact, group);
                Ok(Given::Nothing)
            }
            Operation::Leave { contact, group } => self.leave(contact, group),
            Operation::RemoveContact { contact } => {
                let contact = self.contact(contact)?;
                self.delete(contact);
                Ok(Given::Nothing)
            }
            Operation::RemoveGroup { group } => self.remove_group(group),
            Operation::RemoveList { group } => {
                let group = self.group(group).filter(|group| group.class == LIST).ok_or(NO_GROUP)?.key;
                self.groups.retain(|other| other.key != group);
                Ok(Given::Nothing)
            }
            Operation::Rename { group, name } => self.rename(group, name),
            Operation::Migrate { completed } => {
                self.migrated = *completed;
                Ok(Given::Nothing)
            }
        }
    }

    fn add_group(&mut self, name: &str) -> Answer {
        if let Some(group) = self.groups.iter().find(|group| group.name == name) {
            return Ok(Given::Group(group.key));
        }
        for (special, class) in SPECIAL {
            if special == name {
                return Ok(Given::Group(self.special(class)));
            }
        }
        self.new_group(USER, name, None)
    }

    fn add_list(&mut self, smtp: &str, name: &str) -> Answer {
        let lower = smtp.to_ascii_lowercase();
        if !LISTS.contains(&lower.as_str()) {
            return Err("ErrorInvalidImDistributionGroupSmtpAddress");
        }
        for group in &self.groups {
            if group.smtp.as_ref().is_some_and(|own| own.to_ascii_lowercase() == lower) {
                return Ok(Given::Group(group.key));
            }
        }
        if self.groups.iter().any(|group| group.name == name) || SPECIAL.iter().any(|(special, _)| *special == name) {
            return Err(NAME_TAKEN);
        }
        self.new_group(LIST, name, Some(smtp.to_owned()))
    }

    fn new_group(&mut self, class: &'static str, name: &str, smtp: Option<String>) -> Answer {
        if self.groups.iter().filter(|group| [USER, LIST].contains(&group.class)).count() == 64 {
            return Err(TOO_MANY_GROUPS);
        }
        Ok(Given::Group(self.push(class, name, smtp)))
    }

    fn push(&mut self, class: &'static str, name: &str, smtp: Option<String>) -> usize {
        self.made += 1;
        self.groups.push(Group { key: self.made, class, name: name.to_owned(), smtp, members: Vec::new() });
        self.made
    }

    fn special(&mut self, class: &'static str) -> usize {
        if let Some(group) = self.groups.iter().find(|group| group.class == class) {
            return group.key;
        }
        let (name, _) = SPECIAL.into_iter().find(|(_, of)| *of == class).unwrap();
        self.push(class, name, None)
    }

    fn add_contact(&mut self, telephone: bool, address: &str, im: &str, name: &str, group: Option<&What>) -> Answer {
        if let Some(group) = group {
            self.members_of(group)?;
        }
        let same = |c: &&Contact| c.telephone == telephone && c.address.eq_ignore_ascii_case(address);
        if let Some(contact) = self.contacts.iter().find(same) {
            return Ok(Given::Contact(contact.key));
        }
        if self.contacts.len() == 1_000 {
            return Err("ErrorImContactLimitReached");
        }
        self.made += 1;
        let (key, address) = (self.made, address.to_owned());
        self.contacts.push(Contact { key, telephone, address, im_address: im.to_owned(), name: name.to_owned() });
        let group = self.group_to_join(group)?;
        self.put(key, group);
        Ok(Given::Contact(key))
    }

    fn group_to_join(&mut self, group: Option<&What>) -> Result<usize, &'static str> {
        match group {
            Some(group) => self.members_of(group),
            None => Ok(self.special(OTHERS)),
        }
    }

    fn members_of(&self, group: &What) -> Result<usize, &'static str> {
        Ok(self.group(group).filter(|group| group.class != LIST).ok_or(NO_GROUP)?.key)
    }

    fn group(&self, what: &What) -> Option<&Group> {
        self.groups.iter().find(|group| *what == What::Group(group.key))
    }

    fn contact(&self, what: &What) -> Result<usize, &'static str> {
        let found = self.contacts.iter().find(|contact| *what == What::Contact(contact.key));
        found.map(|contact| contact.key).ok_or(NO_CONTACT)
    }

    fn put(&mut self, contact: usize, group: usize) {
        let members = &mut self.groups.iter_mut().find(|other| other.key == group).unwrap().members;
        if !members.contains(&contact) {
            members.push(contact);
            members.sort_unstable();
        }
    }

    fn leave(&mut self, contact: &What, group: &What) -> Answer {
        let contact = self.contact(contact)?;
        let group = self.group(group).ok_or(NO_GROUP)?.clone();
        if !group.members.contains(&contact) {
            return Err("ErrorUnableToRemoveImContactFromGroup");
        }
        if self.is_member_of_that_only(contact, &group) {
            self.delete(contact);
        } else {
            self.groups.iter_mut().find(|other| other.key == group.key).unwrap().members.retain(|key| *key != contact);
        }
        Ok(Given::Nothing)
    }

    fn remove_group(&mut self, group: &What) -> Answer {
        let group = self.group(group).filter(|group| group.class != LIST).ok_or(NO_GROUP)?.clone();
        let mut going = group.members.clone();
        going.retain(|contact| self.is_member_of_that_only(*contact, &group));
        self.groups.retain(|other| other.key != group.key);
        going.into_iter().for_each(|contact| self.delete(contact));
        Ok(Given::Nothing)
    }

    /// "A member of only the specified group, excluding the Tagged group", and for Tagged "a member of the Tagged group only".
    fn is_member_of_that_only(&self, contact: usize, group: &Group) -> bool {
        let mut within: Vec<&Group> = self.groups.iter().filter(|group| group.members.contains(&contact)).collect();
        if group.class != TAGGED {
            within.retain(|group| group.class != TAGGED);
        }
        within.len() == 1
    }

    fn delete(&mut self, contact: usize) {
        self.contacts.retain(|other| other.key != contact);
        self.groups.iter_mut().for_each(|group| group.members.retain(|key| *key != contact));
    }

    fn rename(&mut self, group: &What, name: &str) -> Answer {
        let group = self.group(group).ok_or(NO_GROUP)?.clone();
        let others = self.groups.iter().filter(|other| other.key != group.key);
        let reserved = SPECIAL.iter().any(|(special, class)| *special == name && *class != group.class);
        if reserved || others.into_iter().any(|other| other.name == name) {
            return Err(NAME_TAKEN);
        }
        self.groups.iter_mut().find(|other| other.key == group.key).unwrap().name = name.to_owned();
        Ok(Given::Nothing)
    }
}
