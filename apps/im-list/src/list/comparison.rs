//! What differs between two lists, in people's terms.
//!
//! Order, what servers give anew, how an address is written (`sip:`, case), and what no operation of the protocol sets (mail addresses,
//! further numbers) are no differences. Nor is a group of which there is one and that nobody is in: it comes and goes by itself.

use super::{Contact, ContactKey, Group, GroupKey, ImList, Index};

/// What differs, a line each: none for lists that are equal. `a` and `b` are what the lists are called.
#[must_use]
pub fn compare((a, one): (&str, &ImList), (b, other): (&str, &ImList)) -> Vec<String> {
    let (one, other) = (Index::of(one), Index::of(other));
    let mut differences = Vec::new();
    for (key, group) in &one.groups {
        match other.groups.get(key) {
            Some(same) => differences.extend(of_groups((a, group), (b, same))),
            None if counts(&one, key) => differences.push(format!("only in {a}: group {}", group.name)),
            None => {}
        }
    }
    let missing = other.groups.iter().filter(|(key, _)| !one.groups.contains_key(key) && counts(&other, key));
    differences.extend(missing.map(|(_, group)| format!("only in {b}: group {}", group.name)));
    for (key, contact) in &one.contacts {
        match other.contacts.get(key) {
            Some(same) => differences.extend(of_contacts((a, contact), (b, same))),
            None => differences.push(format!("only in {a}: {}", contact.shown())),
        }
    }
    let missing = other.contacts.iter().filter(|(key, _)| !one.contacts.contains_key(key));
    differences.extend(missing.map(|(_, contact)| format!("only in {b}: {}", contact.shown())));
    differences.extend(memberships((a, &one), (b, &other)));
    differences.extend(memberships((b, &other), (a, &one)));
    differences
}

/// Whether a group that the other list lacks is a difference.
fn counts(index: &Index<'_>, key: &GroupKey) -> bool {
    let single = index.groups.get(key).is_some_and(|group| group.kind.is_single());
    !single || index.members.get(key).is_some_and(|members| !members.is_empty())
}

fn of_groups((a, one): (&str, &Group), (b, other): (&str, &Group)) -> Vec<String> {
    let mut differences = Vec::new();
    if one.name != other.name {
        differences.push(format!("a group is {} in {a} and {} in {b}", one.name, other.name));
    }
    if one.kind != other.kind {
        let (own, others): (String, String) = (one.kind.clone().into(), other.kind.clone().into());
        differences.push(format!("group {} is of the kind {own} in {a} and {others} in {b}", one.name));
    }
    differences
}

fn of_contacts((a, one): (&str, &Contact), (b, other): (&str, &Contact)) -> Option<String> {
    let shown = |name: &Option<String>| name.clone().unwrap_or_else(|| "without a name".to_owned());
    (one.name != other.name)
        .then(|| format!("{} is {} in {a} and {} in {b}", one.address, shown(&one.name), shown(&other.name)))
}

/// Who is in a group of `one` and not in that of `other`, where both have the group and the contact.
fn memberships((a, one): (&str, &Index<'_>), (b, other): (&str, &Index<'_>)) -> Vec<String> {
    let mut differences = Vec::new();
    for (key, members) in &one.members {
        if !other.groups.contains_key(key) {
            continue;
        }
        let gone = |member: &&ContactKey| other.contacts.contains_key(member) && !other.is_member(member, key);
        for contact in members.iter().filter(gone).filter_map(|member| one.contacts.get(member)) {
            differences.push(format!("group {}: {} is in it in {a}, not in {b}", one.group_name(key), contact.shown()));
        }
    }
    differences
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::{GroupKind, ImList};
    use super::compare;

    fn list(json: &str) -> ImList {
        serde_json::from_str(json).unwrap()
    }

    fn differences(one: &str, other: &str) -> Vec<String> {
        compare(("A", &list(one)), ("B", &list(other)))
    }

    const ONE: &str = r#"{"groups": [{"name": "Friends", "kind": "user", "members": ["sip:lee@x", "kim@x"]}],
        "contacts": [{"address": "sip:lee@x", "name": "Lee"}, {"address": "kim@x"}]}"#;

    #[test]
    fn order_and_spelling_are_no_difference() {
        let other = r#"{"groups": [{"name": "Friends", "kind": "user", "members": ["SIP:Kim@x", "Lee@x"]}, {"name": "T", "kind": "tagged"}],
            "contacts": [{"address": "SIP:Kim@x", "emails": ["kim@x"]}, {"address": "Lee@x", "name": "Lee"}]}"#;
        assert_eq!(differences(ONE, other), Vec::<String>::new());
        assert_eq!(list(other).groups[1].kind, GroupKind::Tagged);
    }

    #[test]
    fn each_difference_is_told_once() {
        let other = r#"{"groups": [{"name": "Friends", "kind": "user", "members": ["lee@x"]}, {"name": "New", "kind": "user"}],
            "contacts": [{"address": "lee@x", "name": "Lee Gu"}, {"address": "kim@x"}, {"address": "jo@x"}]}"#;
        assert_eq!(
            differences(ONE, other),
            [
                "only in B: group New",
                "sip:lee@x is Lee in A and Lee Gu in B",
                "only in B: jo@x",
                "group Friends: kim@x is in it in A, not in B"
            ]
        );
    }
}
