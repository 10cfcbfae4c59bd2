//! Which steps make one list of another.
//!
//! What is added comes first: groups, then contacts, each with the groups it is in. What is taken away comes last, so that no contact
//! leaves its only group before it is in another. A contact leaves the group of tagged contacts before others: that one does not keep it
//! on the list, and so its membership would go with the last of the others.

use std::collections::BTreeSet;

use super::Step;
use crate::list::{Contact, ContactKey, Group, GroupKey, GroupKind, ImList, Index};

/// The steps from `present` to `wanted`. Without `prune` nothing is taken away.
#[must_use]
pub fn plan(wanted: &ImList, present: &ImList, prune: bool) -> Vec<Step> {
    let (wanted_index, present_index) = (Index::of(wanted), Index::of(present));
    let plan = Plan { wanted: &wanted_index, present: &present_index };
    let mut steps = Vec::new();
    let mut seen = BTreeSet::new();
    for group in wanted.groups.iter().filter(|group| seen.insert(group.key())) {
        plan.group(group, &mut steps);
    }
    let mut seen = BTreeSet::new();
    for contact in wanted.contacts.iter().filter(|contact| seen.insert(contact.key())) {
        plan.contact(contact, &mut steps);
    }
    if prune {
        plan.leave(&mut steps);
        plan.remove_groups(&mut steps);
    }
    steps
}

struct Plan<'a> {
    wanted: &'a Index<'a>,
    present: &'a Index<'a>,
}

impl Plan<'_> {
    fn group(&self, group: &Group, steps: &mut Vec<Step>) {
        let key = group.key();
        match self.present.groups.get(&key) {
            None if self.comes_by_itself(&key) => {}
            None => steps.push(Step::AddGroup(Group { members: Vec::new(), ..group.clone() })),
            Some(there) if there.name != group.name => {
                steps.push(Step::RenameGroup { group: key, from: there.name.clone(), to: group.name.clone() });
            }
            Some(_) => {}
        }
    }

    /// A group of which there is one is not made for nobody, and that of the contacts of no group is never made: adding to no group
    /// makes it.
    fn comes_by_itself(&self, key: &GroupKey) -> bool {
        let single = self.wanted.groups.get(key).is_some_and(|group| group.kind.is_single());
        let empty = self.wanted.members.get(key).is_none_or(BTreeSet::is_empty);
        single && (empty || *key == GroupKey::OtherContacts)
    }

    fn contact(&self, contact: &Contact, steps: &mut Vec<Step>) {
        let key = contact.key();
        let mut groups: Vec<GroupKey> = self.wanted.groups_of(&key).cloned().collect();
        // The group of tagged contacts keeps nobody, so it is not the one to be added to.
        groups.sort_by_key(|group| *group == GroupKey::Tagged);
        match self.present.contacts.get(&key) {
            None => {
                steps.push(Step::AddContact { contact: contact.clone(), groups: groups.clone() });
                self.join(contact, &key, groups.into_iter().skip(1), steps);
            }
            Some(there) => {
                if there.name != contact.name {
                    steps.push(Step::RenameContact { contact: contact.clone(), from: there.name.clone() });
                }
                self.join(contact, &key, groups.into_iter(), steps);
            }
        }
    }

    fn join(&self, contact: &Contact, key: &ContactKey, groups: impl Iterator<Item = GroupKey>, steps: &mut Vec<Step>) {
        for group in groups.filter(|group| !self.present.is_member(key, group)) {
            let name = self.wanted.group_name(&group);
            steps.push(Step::Join { contact: contact.clone(), group, name });
        }
    }

    fn leave(&self, steps: &mut Vec<Step>) {
        for (key, contact) in &self.present.contacts {
            let mut groups: Vec<&GroupKey> = self.present.groups_of(key).collect();
            groups.retain(|group| !self.wanted.is_member(key, group));
            groups.sort_by_key(|group| **group != GroupKey::Tagged);
            for group in groups {
                let (contact, name) = ((*contact).clone(), self.present.group_name(group));
                steps.push(Step::Leave { contact, group: group.clone(), name });
            }
        }
    }

    fn remove_groups(&self, steps: &mut Vec<Step>) {
        let surplus = self.present.groups.iter().filter(|(key, _)| !self.wanted.groups.contains_key(*key));
        // A group of which there is one is no different when nobody is in it.
        let surplus = surplus.filter(|(_, group)| !group.kind.is_single());
        steps.extend(surplus.map(|(_, group)| Step::RemoveGroup((*group).clone())));
    }
}

/// Under which name a group is asked for.
pub(super) fn asked_name(group: &Group) -> &str {
    match group.kind {
        GroupKind::User | GroupKind::Distribution | GroupKind::Unknown(_) => &group.name,
        _ => group.kind.reserved_name().unwrap_or(&group.name),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::plan;
    use crate::list::ImList;

    fn list(json: &str) -> ImList {
        serde_json::from_str(json).unwrap()
    }

    fn steps(wanted: &str, present: &str, prune: bool) -> Vec<String> {
        plan(&list(wanted), &list(present), prune).iter().map(ToString::to_string).collect()
    }

    const NOTHING: &str = r#"{"groups": [], "contacts": []}"#;
    const SOME: &str = r#"{"groups": [{"name": "Tags", "kind": "tagged", "members": ["a"]},
            {"name": "Friends", "kind": "user", "members": ["a", "b"]}, {"name": "Work", "kind": "user", "members": ["b"]},
            {"name": "Other", "kind": "other-contacts", "members": ["c"]}, {"name": "F", "kind": "favorites"}],
        "contacts": [{"address": "a"}, {"address": "b", "name": "B"}, {"address": "c"}]}"#;

    #[test]
    fn what_is_missing_is_added() {
        assert_eq!(
            steps(SOME, NOTHING, true),
            [
                "add group Tags",
                "add group Friends",
                "add group Work",
                "add a",
                "put a into group Tags",
                "add B (b)",
                "put B (b) into group Work",
                "add c"
            ]
        );
        assert_eq!(steps(SOME, SOME, true), Vec::<String>::new());
    }

    #[test]
    fn what_is_too_much_goes_when_asked() {
        let more = SOME.replace("\"members\": [\"b\"]", "\"members\": [\"b\", \"a\", \"sip:d\"]");
        let more = more.replace("\"members\": [\"a\"]", "\"members\": [\"a\", \"sip:d\"]");
        let more = more.replace(r#"{"address": "c"}"#, r#"{"address": "c", "name": "C"}, {"address": "sip:d"}"#);
        let more = more.replace(r#"{"name": "F", "kind": "favorites"}"#, r#"{"name": "Old", "kind": "user"}"#);
        assert_eq!(steps(SOME, &more, false), ["call c so in place of C"]);
        assert_eq!(
            steps(SOME, &more, true),
            [
                "call c so in place of C",
                "take a out of group Work",
                "take sip:d out of group Tags",
                "take sip:d out of group Work",
                "remove group Old"
            ]
        );
    }
}
