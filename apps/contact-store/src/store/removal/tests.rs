//! What goes, and what stays.

#![allow(clippy::unwrap_used)]

use super::super::{Address, Mailbox, MailboxName, NewContact, Refusal};

/// A mailbox with one contact, which is in the groups of those names.
struct Scene {
    mailbox: Mailbox,
    contact: String,
}

fn scene(groups: &[&str]) -> Scene {
    let mut mailbox = Mailbox::new(&MailboxName::new("kim").unwrap());
    let ids: Vec<String> = groups.iter().map(|name| id_of_group(&mut mailbox, name)).collect();
    let address = Address::Im("sip:a@example.com".to_owned());
    let new = NewContact { address, display_name: None, created: 0 };
    let contact = mailbox.add_contact(new, ids.first().map(String::as_str)).unwrap();
    let contact = mailbox.contact_identifier(&contact).id;
    for id in &ids {
        mailbox.add_contact_to_group(&contact, Some(id)).unwrap();
    }
    Scene { mailbox, contact }
}

fn id_of_group(mailbox: &mut Mailbox, name: &str) -> String {
    let group = mailbox.add_group(name).unwrap();
    mailbox.group_identifier(&group).id
}

impl Scene {
    fn leave(&mut self, group: &str) -> Result<(), Refusal> {
        let group = id_of_group(&mut self.mailbox, group);
        self.mailbox.remove_contact_from_group(&self.contact, &group)
    }

    fn remove(&mut self, group: &str) {
        let group = id_of_group(&mut self.mailbox, group);
        self.mailbox.remove_group(&group).unwrap();
    }

    /// The names of the groups that the contact is in; `None` when it is gone.
    fn groups(&self) -> Option<Vec<&str>> {
        let number = self.mailbox.contact(&self.contact).ok()?.number;
        let within = self.mailbox.groups().filter(|group| group.members.contains(&number));
        Some(within.map(|group| group.display_name.as_str()).collect())
    }

    fn members_of_all_groups(&self) -> usize {
        self.mailbox.groups().map(|group| group.members.len()).sum()
    }
}

#[test]
fn contact_that_leaves_its_only_group_goes() {
    let mut scene = scene(&["A"]);
    scene.leave("A").unwrap();
    assert_eq!(scene.groups(), None);
    assert_eq!(scene.mailbox.contacts().count(), 0);
}

#[test]
fn contact_that_leaves_one_of_two_groups_stays() {
    let mut scene = scene(&["A", "B"]);
    scene.leave("A").unwrap();
    assert_eq!(scene.groups(), Some(vec!["B"]));
}

#[test]
fn tagged_does_not_keep_a_contact() {
    let mut scene = scene(&["A", "Tagged"]);
    scene.leave("A").unwrap();
    assert_eq!(scene.groups(), None);
    assert_eq!(scene.members_of_all_groups(), 0);
}

#[test]
fn contact_that_leaves_tagged_stays_in_its_groups() {
    let mut scene = scene(&["A", "Tagged"]);
    scene.leave("Tagged").unwrap();
    assert_eq!(scene.groups(), Some(vec!["A"]));
}

#[test]
fn contact_that_leaves_tagged_and_is_nowhere_else_goes() {
    let mut scene = scene(&["Tagged"]);
    scene.leave("Tagged").unwrap();
    assert_eq!(scene.groups(), None);
}

#[test]
fn contact_stays_in_favorites_and_other_contacts() {
    for special in ["Favorites", "Other Contacts"] {
        let mut scene = scene(&["A", special, "Tagged"]);
        scene.leave("A").unwrap();
        assert_eq!(scene.groups(), Some(vec![special, "Tagged"]));
    }
}

#[test]
fn contact_cannot_leave_a_group_it_is_not_in() {
    let mut scene = scene(&["A"]);
    id_of_group(&mut scene.mailbox, "B");
    let before = scene.mailbox.clone();
    assert_eq!(scene.leave("B"), Err(Refusal::UnableToRemoveImContactFromGroup));
    let group = id_of_group(&mut scene.mailbox, "B");
    assert_eq!(scene.mailbox.remove_contact_from_group(&group, &group), Err(Refusal::InvalidImContactId));
    let contact = scene.contact.clone();
    assert_eq!(scene.mailbox.remove_contact_from_group(&contact, &contact), Err(Refusal::InvalidImGroupId));
    assert_eq!(scene.mailbox, before);
}

#[test]
fn group_takes_its_members_along_unless_another_group_keeps_them() {
    for (groups, left) in [
        (&["A"][..], None),
        (&["A", "Tagged"], None),
        (&["A", "B"], Some(vec!["B"])),
        (&["A", "B", "Tagged"], Some(vec!["B", "Tagged"])),
        (&["A", "Favorites"], Some(vec!["Favorites"])),
    ] {
        let mut scene = scene(groups);
        scene.remove("A");
        assert_eq!(scene.groups(), left, "{groups:?}");
        assert!(scene.mailbox.groups().all(|group| group.display_name != "A"));
    }
}

#[test]
fn tagged_takes_along_those_that_are_nowhere_else() {
    for (groups, left) in [(&["Tagged"][..], None), (&["Tagged", "A"], Some(vec!["A"]))] {
        let mut scene = scene(groups);
        scene.remove("Tagged");
        assert_eq!(scene.groups(), left, "{groups:?}");
    }
}

#[test]
fn identifiers_of_removed_items_stay_invalid() {
    let mut scene = scene(&["A"]);
    let group = id_of_group(&mut scene.mailbox, "A");
    scene.mailbox.remove_group(&group).unwrap();
    assert_ne!(id_of_group(&mut scene.mailbox, "A"), group);
    assert_eq!(scene.mailbox.remove_group(&group), Err(Refusal::InvalidImGroupId));
    assert_eq!(scene.mailbox.remove_contact(&scene.contact), Err(Refusal::InvalidImContactId));
}

#[test]
fn contact_that_leaves_the_list_leaves_every_group() {
    let mut scene = scene(&["A", "B", "Tagged", "Favorites"]);
    scene.mailbox.remove_contact(&scene.contact).unwrap();
    assert_eq!(scene.groups(), None);
    assert_eq!(scene.members_of_all_groups(), 0);
    assert_eq!(scene.mailbox.groups().count(), 4);
}

#[test]
fn groups_are_removed_by_the_operation_for_their_class() {
    let mut scene = scene(&["A"]);
    let directory = ["all@example.com"].into_iter().collect();
    let distribution = scene.mailbox.add_distribution_group(&directory, "all@example.com", "All").unwrap();
    let distribution = scene.mailbox.group_identifier(&distribution).id;
    let group = id_of_group(&mut scene.mailbox, "A");
    assert_eq!(scene.mailbox.remove_group(&distribution), Err(Refusal::InvalidImGroupId));
    assert_eq!(scene.mailbox.remove_distribution_group(&group), Err(Refusal::InvalidImGroupId));
    assert_eq!(scene.mailbox.remove_distribution_group("?"), Err(Refusal::InvalidImGroupId));
    scene.mailbox.remove_distribution_group(&distribution).unwrap();
    assert_eq!(scene.groups(), Some(vec!["A"]));
    assert_eq!(scene.mailbox.groups().count(), 1);
}
