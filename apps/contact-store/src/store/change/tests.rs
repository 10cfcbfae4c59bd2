//! Differences, and the way from one state to another.

#![allow(clippy::unwrap_used)]

use super::super::{Address, MailboxName, NewContact};
use super::{Change, Mailbox};

fn mailbox() -> Mailbox {
    Mailbox::new(&MailboxName::new("kim").unwrap())
}

fn add(mailbox: &mut Mailbox, address: &str, group: Option<&str>) -> String {
    let address = Address::Im(address.to_owned());
    let contact = mailbox.add_contact(NewContact { address, display_name: None, created: 7 }, group).unwrap();
    mailbox.contact_identifier(&contact).id
}

fn add_group(mailbox: &mut Mailbox, name: &str) -> String {
    let group = mailbox.add_group(name).unwrap();
    mailbox.group_identifier(&group).id
}

/// Every state that a few operations lead through.
fn history() -> Vec<Mailbox> {
    let mut mailbox = mailbox();
    let mut states = vec![mailbox.clone()];
    let mut then = |mailbox: &Mailbox| states.push(mailbox.clone());
    let a = add_group(&mut mailbox, "A");
    then(&mailbox);
    let b = add_group(&mut mailbox, "B");
    let one = add(&mut mailbox, "sip:1@example.com", Some(&a));
    then(&mailbox);
    let two = add(&mut mailbox, "sip:2@example.com", None);
    mailbox.add_contact_to_group(&two, Some(&a)).unwrap();
    mailbox.add_contact_to_group(&one, Some(&b)).unwrap();
    then(&mailbox);
    mailbox.remove_contact_from_group(&two, &a).unwrap();
    mailbox.set_group(&a, "A & O").unwrap();
    mailbox.set_migration_completed(true);
    then(&mailbox);
    mailbox.remove_group(&a).unwrap();
    then(&mailbox);
    mailbox.remove_contact(&one).unwrap();
    then(&mailbox);
    states
}

#[test]
fn changes_lead_from_any_state_to_any_other() {
    let states = history();
    for old in &states {
        for new in &states {
            let mut state = old.clone();
            new.changes_since(old).into_iter().for_each(|change| state.apply(change));
            assert_eq!(&state, new);
        }
    }
}

#[test]
fn nothing_changed_is_no_changes() {
    for state in history() {
        assert_eq!(state.changes_since(&state.clone()), []);
    }
}

#[test]
fn a_member_more_is_told_as_one() {
    let mut mailbox = mailbox();
    let group = add_group(&mut mailbox, "A");
    add(&mut mailbox, "sip:1@example.com", Some(&group));
    let old = mailbox.clone();
    add(&mut mailbox, "sip:2@example.com", Some(&group));
    let changes = mailbox.changes_since(&old);
    let joins = changes.iter().filter(|change| matches!(change, Change::Join { .. }));
    assert_eq!((joins.count(), changes.len()), (1, 4));
}
