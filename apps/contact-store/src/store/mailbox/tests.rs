//! Names, and the flag of the migration.

#![allow(clippy::unwrap_used)]

use super::{Mailbox, MailboxName, Refusal};

fn mailbox() -> Mailbox {
    Mailbox::new(&MailboxName::new("kim").unwrap())
}

fn add(mailbox: &mut Mailbox, name: &str) -> String {
    let group = mailbox.add_group(name).unwrap();
    mailbox.group_identifier(&group).id
}

#[test]
fn renaming_changes_the_name_and_the_key() {
    let mut mailbox = mailbox();
    let id = add(&mut mailbox, "Friends");
    let before = mailbox.group_identifier(mailbox.group(&id).unwrap());
    mailbox.set_group(&id, "Freunde & <Familie>").unwrap();
    let group = mailbox.group(&id).unwrap();
    assert_eq!(group.display_name, "Freunde & <Familie>");
    let after = mailbox.group_identifier(group);
    assert_eq!(before.id, after.id);
    assert_ne!(before.change_key, after.change_key);
}

#[test]
fn names_stay_unique() {
    let mut mailbox = mailbox();
    let (friends, work, favorites) =
        (add(&mut mailbox, "Friends"), add(&mut mailbox, "Work"), add(&mut mailbox, "Favorites"));
    let before = mailbox.clone();
    for (id, name) in [(&friends, "Work"), (&friends, "Favorites"), (&work, "Tagged"), (&favorites, "Tagged")] {
        assert_eq!(mailbox.set_group(id, name), Err(Refusal::ImGroupDisplayNameAlreadyExists), "{name}");
    }
    mailbox.set_group(&friends, "Friends").unwrap();
    assert_eq!(mailbox, before);
    mailbox.set_group(&favorites, "Best").unwrap();
    mailbox.set_group(&favorites, "Favorites").unwrap();
}

#[test]
fn only_groups_can_be_renamed() {
    let mut mailbox = mailbox();
    assert_eq!(mailbox.set_group("AAMk", "Friends"), Err(Refusal::InvalidImGroupId));
}

#[test]
fn migration_is_remembered() {
    let mut mailbox = mailbox();
    assert!(!mailbox.migration_completed());
    mailbox.set_migration_completed(true);
    assert!(mailbox.migration_completed());
    mailbox.set_migration_completed(false);
    assert!(!mailbox.migration_completed());
}
