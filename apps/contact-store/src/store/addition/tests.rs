//! What can be added, and when it is not.

#![allow(clippy::unwrap_used)]

use super::super::MailboxName;
use super::{Address, Directory, GroupClass, MOST_CONTACTS, MOST_GROUPS, Mailbox, NewContact, Refusal};

fn mailbox() -> Mailbox {
    Mailbox::new(&MailboxName::new("kim").unwrap())
}

fn im(address: &str) -> NewContact {
    NewContact { address: Address::Im(address.to_owned()), display_name: None, created: 0 }
}

fn telephone(tel_uri: &str, telephone_number: &str) -> NewContact {
    let (tel_uri, sip_uri) = (tel_uri.to_owned(), "sip:1@example.com".to_owned());
    let address = Address::TelUri { tel_uri, sip_uri, telephone_number: telephone_number.to_owned() };
    NewContact { address, display_name: None, created: 0 }
}

fn id_of_group(mailbox: &mut Mailbox, display_name: &str) -> String {
    let group = mailbox.add_group(display_name).unwrap();
    mailbox.group_identifier(&group).id
}

fn id_of_contact(mailbox: &mut Mailbox, address: &str, group: Option<&str>) -> String {
    let contact = mailbox.add_contact(im(address), group).unwrap();
    mailbox.contact_identifier(&contact).id
}

/// The names of the groups a contact is in.
fn groups_of(mailbox: &Mailbox, contact_id: &str) -> Vec<String> {
    let number = mailbox.contact(contact_id).unwrap().number;
    let within = mailbox.groups().filter(|group| group.members.contains(&number));
    within.map(|group| group.display_name.clone()).collect()
}

#[test]
fn add_group_gives_the_group_of_that_name() {
    let mut mailbox = mailbox();
    let first = mailbox.add_group("Friends").unwrap();
    let before = mailbox.clone();
    assert_eq!(mailbox.add_group("Friends").unwrap(), first);
    assert_eq!(mailbox, before);
    assert_ne!(mailbox.add_group("friends").unwrap().number, first.number);
    assert_eq!(first.class, GroupClass::UserGroup);
}

#[test]
fn at_most_64_groups_without_the_three() {
    let mut mailbox = mailbox();
    for number in 0..MOST_GROUPS {
        mailbox.add_group(&format!("Group {number}")).unwrap();
    }
    assert_eq!(mailbox.add_group("One more"), Err(Refusal::ImGroupLimitReached));
    for (name, class) in [
        ("Tagged", GroupClass::Tagged),
        ("Favorites", GroupClass::Favorites),
        ("Other Contacts", GroupClass::OtherContacts),
    ] {
        assert_eq!(mailbox.add_group(name).unwrap().class, class);
    }
    assert_eq!(mailbox.groups().count(), MOST_GROUPS + 3);
    assert!(mailbox.add_group("Group 7").is_ok());
}

#[test]
fn there_is_one_of_each_special_group_whatever_its_name() {
    let mut mailbox = mailbox();
    let favorites = id_of_group(&mut mailbox, "Favorites");
    mailbox.set_group(&favorites, "Best").unwrap();
    assert_eq!(id_of_group(&mut mailbox, "Favorites"), favorites);
    assert_eq!(id_of_group(&mut mailbox, "Best"), favorites);
    assert_eq!(mailbox.groups().count(), 1);
}

#[test]
fn distribution_groups_come_from_the_directory() {
    let (mut mailbox, directory) = (mailbox(), ["all@example.com"].into_iter().collect());
    let unknown = mailbox.add_distribution_group(&directory, "none@example.com", "None");
    assert_eq!(unknown, Err(Refusal::InvalidImDistributionGroupSmtpAddress));
    let group = mailbox.add_distribution_group(&directory, "All@example.com", "Everybody").unwrap();
    assert_eq!(group.class, GroupClass::DistributionGroup);
    assert_eq!(group.smtp_address.as_deref(), Some("All@example.com"));
}

#[test]
fn distribution_group_is_not_added_twice() {
    let (mut mailbox, directory): (_, Directory) = (mailbox(), ["all@example.com"].into_iter().collect());
    let first = mailbox.add_distribution_group(&directory, "all@example.com", "Everybody").unwrap();
    let second = mailbox.add_distribution_group(&directory, "ALL@example.com", "All of us").unwrap();
    assert_eq!(first, second);
    assert_eq!(mailbox.groups().count(), 1);
}

#[test]
fn distribution_group_needs_a_free_name_and_room() {
    let (mut mailbox, directory): (_, Directory) = (mailbox(), ["all@example.com"].into_iter().collect());
    mailbox.add_group("Friends").unwrap();
    for name in ["Friends", "Tagged"] {
        let refused = mailbox.add_distribution_group(&directory, "all@example.com", name);
        assert_eq!(refused, Err(Refusal::ImGroupDisplayNameAlreadyExists));
    }
    for number in 1..MOST_GROUPS {
        mailbox.add_group(&format!("Group {number}")).unwrap();
    }
    let refused = mailbox.add_distribution_group(&directory, "all@example.com", "All");
    assert_eq!(refused, Err(Refusal::ImGroupLimitReached));
}

#[test]
fn contact_joins_other_contacts_by_default() {
    let mut mailbox = mailbox();
    let contact = id_of_contact(&mut mailbox, "sip:a@example.com", None);
    assert_eq!(groups_of(&mailbox, &contact), ["Other Contacts"]);
    let other = id_of_contact(&mut mailbox, "sip:b@example.com", None);
    assert_eq!(groups_of(&mailbox, &other), ["Other Contacts"]);
    assert_eq!(mailbox.groups().count(), 1);
}

#[test]
fn contact_joins_the_group_named() {
    let mut mailbox = mailbox();
    let group = id_of_group(&mut mailbox, "Friends");
    let key = |mailbox: &Mailbox| mailbox.group_identifier(mailbox.group(&group).unwrap()).change_key;
    let before = key(&mailbox);
    let contact = id_of_contact(&mut mailbox, "sip:a@example.com", Some(&group));
    assert_eq!(groups_of(&mailbox, &contact), ["Friends"]);
    assert_ne!(key(&mailbox), before);
}

#[test]
fn existing_address_changes_nothing() {
    let mut mailbox = mailbox();
    let group = id_of_group(&mut mailbox, "Friends");
    let contact = id_of_contact(&mut mailbox, "sip:a@example.com", None);
    let before = mailbox.clone();
    let named = NewContact { display_name: Some("A".to_owned()), ..im("SIP:a@Example.com") };
    let again = mailbox.add_contact(named, Some(&group)).unwrap();
    assert_eq!(mailbox.contact_identifier(&again).id, contact);
    assert_eq!(mailbox, before);
}

#[test]
fn contact_needs_a_group_it_can_join() {
    let (mut mailbox, directory) = (mailbox(), ["all@example.com"].into_iter().collect());
    let contact = id_of_contact(&mut mailbox, "sip:a@example.com", None);
    let distribution = mailbox.add_distribution_group(&directory, "all@example.com", "All").unwrap();
    let distribution = mailbox.group_identifier(&distribution).id;
    for id in ["", "AAMk", contact.as_str(), distribution.as_str()] {
        assert_eq!(mailbox.add_contact(im("sip:b@example.com"), Some(id)), Err(Refusal::InvalidImGroupId), "{id}");
        assert_eq!(mailbox.add_contact(im("sip:a@example.com"), Some(id)), Err(Refusal::InvalidImGroupId), "{id}");
        assert_eq!(mailbox.add_contact_to_group(&contact, Some(id)), Err(Refusal::InvalidImGroupId), "{id}");
    }
    assert_eq!(mailbox.contacts().count(), 1);
}

#[test]
fn at_most_1000_contacts_of_both_kinds() {
    let mut mailbox = mailbox();
    for number in 1..MOST_CONTACTS {
        mailbox.add_contact(im(&format!("sip:{number}@example.com")), None).unwrap();
    }
    mailbox.add_contact(telephone("tel:+1", "1"), None).unwrap();
    assert_eq!(mailbox.add_contact(im("sip:more@example.com"), None), Err(Refusal::ImContactLimitReached));
    assert_eq!(mailbox.add_contact(telephone("tel:+2", "2"), None), Err(Refusal::ImContactLimitReached));
    assert!(mailbox.add_contact(im("sip:5@example.com"), None).is_ok());
    assert!(mailbox.add_contact(telephone("tel:+1", "1"), None).is_ok());
    assert_eq!(mailbox.contacts().count(), MOST_CONTACTS);
}

#[test]
fn telephones_are_told_apart_by_tel_uri() {
    let mut mailbox = mailbox();
    let first = mailbox.add_contact(telephone("tel:+1", "one"), None).unwrap();
    let same = mailbox.add_contact(telephone("TEL:+1", "another"), None).unwrap();
    assert_eq!(first, same);
    let second = mailbox.add_contact(telephone("tel:+2", "two"), None).unwrap();
    let sip = mailbox.add_contact(im("sip:1@example.com"), None).unwrap();
    assert_eq!(mailbox.contacts().count(), 3);
    assert_eq!([first.display_name.as_str(), second.display_name.as_str()], ["one", "two"]);
    assert_eq!(sip.display_name, "sip:1@example.com");
}

#[test]
fn existing_contact_joins_another_group() {
    let mut mailbox = mailbox();
    let contact = id_of_contact(&mut mailbox, "sip:a@example.com", None);
    let group = id_of_group(&mut mailbox, "Friends");
    mailbox.add_contact_to_group(&contact, Some(&group)).unwrap();
    assert_eq!(groups_of(&mailbox, &contact), ["Other Contacts", "Friends"]);
    let before = mailbox.clone();
    mailbox.add_contact_to_group(&contact, Some(&group)).unwrap();
    mailbox.add_contact_to_group(&contact, None).unwrap();
    assert_eq!(mailbox, before);
}

#[test]
fn existing_contact_joins_other_contacts_by_default() {
    let mut mailbox = mailbox();
    let group = id_of_group(&mut mailbox, "Friends");
    let contact = id_of_contact(&mut mailbox, "sip:a@example.com", Some(&group));
    mailbox.add_contact_to_group(&contact, None).unwrap();
    assert_eq!(groups_of(&mailbox, &contact), ["Friends", "Other Contacts"]);
}

#[test]
fn only_contacts_can_be_added_to_groups() {
    let mut mailbox = mailbox();
    let group = id_of_group(&mut mailbox, "Friends");
    let contact = mailbox.add_contact(im("sip:a@example.com"), None).unwrap();
    let persona = mailbox.persona_id(&contact);
    for id in ["", group.as_str(), persona.as_str()] {
        assert_eq!(mailbox.add_contact_to_group(id, Some(&group)), Err(Refusal::InvalidImContactId), "{id}");
    }
}
