//! What is wrong with a list, in people's terms.

use std::collections::{BTreeMap, BTreeSet};

use super::{ContactKey, Group, GroupKey, GroupKind, ImList, MOST_CONTACTS, MOST_GROUPS};

/// What is wrong with a list: nothing is a list that a server could have given.
#[must_use]
pub fn check(list: &ImList) -> Vec<String> {
    let mut wrong = Vec::new();
    contacts(list, &mut wrong);
    groups(list, &mut wrong);
    members(list, &mut wrong);
    limits(list, &mut wrong);
    wrong
}

fn contacts(list: &ImList, wrong: &mut Vec<String>) {
    let mut seen: BTreeSet<ContactKey> = BTreeSet::new();
    let mut references: BTreeSet<&str> = BTreeSet::new();
    for (number, contact) in (1..).zip(&list.contacts) {
        if contact.address.trim().is_empty() {
            wrong.push(format!("contact {number} has no address"));
        }
        if contact.telephone.as_ref().is_some_and(|own| own.uri.is_empty() || own.number.is_empty()) {
            wrong.push(format!("contact {number} is a telephone without a TEL URI or without a number"));
        }
        let again = !seen.insert(contact.key());
        if !references.insert(contact.reference()) || again {
            wrong.push(format!("contact {number} is there twice: {}", contact.shown()));
        }
    }
}

fn groups(list: &ImList, wrong: &mut Vec<String>) {
    let mut seen: BTreeSet<GroupKey> = BTreeSet::new();
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, group) in (1..).zip(&list.groups) {
        if group.name.is_empty() {
            wrong.push(format!("group {number} has no name"));
        }
        if !seen.insert(group.key()) {
            wrong.push(format!("group {number} is there twice: {}", group.name));
        } else if let Some(other) = names.insert(&group.name, number) {
            wrong.push(format!("groups {other} and {number} have the same name: {}", group.name));
        }
        distribution(number, group, wrong);
    }
}

fn distribution(number: usize, group: &Group, wrong: &mut Vec<String>) {
    let is_one = group.kind == GroupKind::Distribution;
    if is_one && group.smtp.as_ref().is_none_or(String::is_empty) {
        wrong.push(format!("group {number}, {}, is a distribution group without an SMTP address", group.name));
    }
    if is_one && !group.members.is_empty() {
        wrong.push(format!("group {number}, {}, is a distribution group with members of its own", group.name));
    }
}

fn members(list: &ImList, wrong: &mut Vec<String>) {
    let references: BTreeSet<&str> = list.contacts.iter().map(super::Contact::reference).collect();
    let mut listed: BTreeSet<&str> = BTreeSet::new();
    for group in &list.groups {
        let mut own: BTreeSet<&str> = BTreeSet::new();
        for member in group.members.iter().map(String::as_str) {
            if !references.contains(member) {
                wrong.push(format!("group {} has a member that is no contact: {member}", group.name));
            }
            if !own.insert(member) {
                wrong.push(format!("group {} has a member twice: {member}", group.name));
            }
            listed.insert(member);
        }
    }
    for contact in list.contacts.iter().filter(|contact| !listed.contains(contact.reference())) {
        wrong.push(format!("{} is in no group", contact.shown()));
    }
}

fn limits(list: &ImList, wrong: &mut Vec<String>) {
    let groups = list.groups.iter().filter(|group| !group.kind.is_single()).count();
    if groups > MOST_GROUPS {
        wrong.push(format!("there are {groups} groups, and a mailbox can have {MOST_GROUPS}"));
    }
    let contacts = list.contacts.len();
    if contacts > MOST_CONTACTS {
        wrong.push(format!("there are {contacts} contacts, and a mailbox can have {MOST_CONTACTS}"));
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Contact, Group, GroupKind, ImList};
    use super::check;

    fn contact(address: &str) -> Contact {
        let (emails, phones) = (Vec::new(), Vec::new());
        Contact { address: address.to_owned(), name: None, telephone: None, emails, phones }
    }

    fn group(name: &str, members: &[&str]) -> Group {
        let members = members.iter().map(|&member| member.to_owned()).collect();
        Group { name: name.to_owned(), kind: GroupKind::User, smtp: None, members }
    }

    #[test]
    fn nothing_is_wrong_with_a_good_list() {
        let list = ImList {
            groups: vec![group("A", &["sip:a", "sip:b"])],
            contacts: vec![contact("sip:a"), contact("sip:b")],
        };
        assert_eq!(check(&list), Vec::<String>::new());
    }

    #[test]
    fn what_is_wrong_is_told() {
        let mut twice = group("A", &["sip:a", "sip:a", "sip:z"]);
        twice.smtp = Some("x".to_owned());
        let distribution = Group { kind: GroupKind::Distribution, ..group("D", &["sip:a"]) };
        let list = ImList {
            groups: vec![twice, group("A", &[]), distribution],
            contacts: vec![contact("sip:a"), contact("A"), contact(" "), contact("sip:alone")],
        };
        let wrong = check(&list).join("\n");
        for text in [
            "contact 2 is there twice: A",
            "contact 3 has no address",
            "group 2 is there twice: A",
            "group A has a member twice: sip:a",
            "group A has a member that is no contact: sip:z",
            "group 3, D, is a distribution group without an SMTP address",
            "group 3, D, is a distribution group with members",
            "sip:alone is in no group",
        ] {
            assert!(wrong.contains(text), "{text} is not in\n{wrong}");
        }
    }

    #[test]
    fn limits_are_those_of_the_specification() {
        let groups: Vec<_> = (0..65).map(|number| group(&number.to_string(), &[])).collect();
        let contacts: Vec<_> = (0..1_001).map(|number| contact(&number.to_string())).collect();
        let wrong = check(&ImList { groups, contacts }).join("\n");
        assert!(wrong.contains("there are 65 groups") && wrong.contains("there are 1001 contacts"), "{wrong}");
    }
}
