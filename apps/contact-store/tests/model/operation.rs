//! Operations, and how they are chosen.

use crate::choice::Choice;
use crate::model::{LISTS, Model};

/// What an identifier in a request is of, be it there or gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    Group(usize),
    Contact(usize),
    /// The persona that is made of a contact.
    Persona(usize),
    /// Nothing that ever was.
    Nothing(&'static str),
}

#[derive(Debug, Clone)]
pub(crate) enum Operation {
    AddGroup { name: String },
    AddList { smtp: String, name: String },
    AddContact { address: String, name: Option<String>, group: Option<What> },
    AddTelephone { tel_uri: String, sip_uri: String, number: String, group: Option<What> },
    Join { contact: What, group: Option<What> },
    Leave { contact: What, group: What },
    RemoveContact { contact: What },
    RemoveGroup { group: What },
    RemoveList { group: What },
    Rename { group: What, name: String },
    Migrate { completed: bool },
}

/// What there is to choose from.
pub(crate) struct Chooser<'a> {
    pub(crate) choice: &'a mut Choice,
    /// Everything that was ever made.
    pub(crate) groups: &'a [usize],
    pub(crate) contacts: &'a [usize],
    /// What is there.
    pub(crate) model: &'a Model,
    /// Whether contacts are to become many, instead of being added and removed alike.
    pub(crate) growing: bool,
}

const NOTHING: [&str; 4] = ["", "AAMkAGQ1MjJjMTBkzzAAAQKAAA=", "\u{1F600} &<>", "AQAAAAAAAAAAAAAAAAAAAAE="];

impl Chooser<'_> {
    pub(crate) fn operation(&mut self) -> Operation {
        match self.choice.below(if self.growing { 300 } else { 100 }) {
            0..12 => Operation::AddGroup { name: self.name() },
            12..18 => Operation::AddList { smtp: self.smtp(), name: self.name() },
            18..24 => self.telephone(),
            24..42 => Operation::Join { contact: self.contact(), group: self.some_group() },
            42..56 => self.leave(),
            56..59 => Operation::RemoveContact { contact: self.contact() },
            59..63 => Operation::RemoveGroup { group: self.group() },
            63..69 => self.remove_list(),
            69..78 => Operation::Rename { group: self.group(), name: self.name() },
            78..80 => Operation::Migrate { completed: self.choice.likely(50) },
            _ => self.contact_to_add(),
        }
    }

    /// Most contacts are in few groups, so the group is rather one that has the contact.
    fn leave(&mut self) -> Operation {
        let group = self.choice.of(&self.model.groups).filter(|group| !group.members.is_empty());
        match group {
            Some(group) if self.choice.likely(70) => {
                let contact = What::Contact(*self.choice.of(&group.members).unwrap());
                Operation::Leave { contact, group: What::Group(group.key) }
            }
            _ => Operation::Leave { contact: self.contact(), group: self.group() },
        }
    }

    fn contact_to_add(&mut self) -> Operation {
        let address = format!("sip:{}@example.com", self.number());
        let address = if self.choice.likely(10) { address.to_ascii_uppercase() } else { address };
        let name = self.choice.likely(50).then(|| format!("Nº {} <&> \u{6771}", self.choice.below(100)));
        Operation::AddContact { address, name, group: self.some_group() }
    }

    fn telephone(&mut self) -> Operation {
        let number = self.number();
        let (tel_uri, sip_uri) = (format!("tel:+{number}"), format!("sip:{}@example.com", number / 2));
        Operation::AddTelephone { tel_uri, sip_uri, number: format!("+{number}"), group: self.some_group() }
    }

    fn number(&mut self) -> usize {
        self.choice.below(if self.growing { 5_000 } else { 60 })
    }

    fn name(&mut self) -> String {
        const NAMES: [&str; 6] = ["Tagged", "Favorites", "Other Contacts", " ", "Zoë & <Søn>", "\u{1F600}"];
        if self.choice.likely(20) {
            return self.choice.of(&NAMES).unwrap().to_string();
        }
        format!("Group {}", self.choice.below(120))
    }

    fn remove_list(&mut self) -> Operation {
        let lists: Vec<_> = self.model.groups.iter().filter(|group| group.smtp.is_some()).collect();
        match self.choice.of(&lists) {
            Some(list) if self.choice.likely(60) => Operation::RemoveList { group: What::Group(list.key) },
            _ => Operation::RemoveList { group: self.group() },
        }
    }

    fn smtp(&mut self) -> String {
        if self.choice.likely(20) {
            return "nobody@example.com".to_owned();
        }
        let smtp = *self.choice.of(&LISTS).unwrap();
        if self.choice.likely(20) { smtp.to_ascii_uppercase() } else { smtp.to_owned() }
    }

    fn some_group(&mut self) -> Option<What> {
        self.choice.likely(75).then(|| self.group())
    }

    fn group(&mut self) -> What {
        match self.choice.below(100) {
            0..3 => What::Nothing(self.choice.of(&NOTHING).unwrap()),
            3..5 => self.choice.of(self.contacts).map_or(What::Nothing(""), |key| What::Contact(*key)),
            5..12 => self.choice.of(self.groups).map_or(What::Nothing(""), |key| What::Group(*key)),
            _ => self.choice.of(&self.model.groups).map_or(What::Nothing(""), |group| What::Group(group.key)),
        }
    }

    fn contact(&mut self) -> What {
        match self.choice.below(100) {
            0..3 => What::Nothing(self.choice.of(&NOTHING).unwrap()),
            3..5 => self.choice.of(self.groups).map_or(What::Nothing(""), |key| What::Group(*key)),
            5..7 => self.choice.of(self.contacts).map_or(What::Nothing(""), |key| What::Persona(*key)),
            7..12 => self.choice.of(self.contacts).map_or(What::Nothing(""), |key| What::Contact(*key)),
            _ => self.choice.of(&self.model.contacts).map_or(What::Nothing(""), |contact| What::Contact(contact.key)),
        }
    }
}
