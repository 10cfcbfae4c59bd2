//! What a server has: the list, and the identifiers that requests need.

use std::collections::{BTreeMap, BTreeSet};

use ms_oxwscos::types::{
    AnyItemIdType, ImGroupType, ImItemListType, PersonaAttributionType, PersonaType, PhoneNumberAttributedValueType,
};

use crate::list::{Contact, ContactKey, Group, GroupKey, GroupKind, ImList, Telephone, tel_uri};

/// A list as it is on a server now.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    /// The list.
    pub list: ImList,
    /// What requests know contacts by.
    pub contacts: BTreeMap<ContactKey, AnyItemIdType>,
    /// What requests know groups by.
    pub groups: BTreeMap<GroupKey, AnyItemIdType>,
    /// What the server gave and a list cannot have.
    pub warnings: Vec<String>,
    /// Which contact each identifier is of, by reference.
    references: BTreeMap<String, String>,
    /// The references of the contacts, by key.
    known: BTreeMap<ContactKey, String>,
}

impl Snapshot {
    /// Takes a server's answer apart.
    #[must_use]
    pub fn of(items: ImItemListType) -> Self {
        let groups = items.groups.map(|groups| groups.im_group).unwrap_or_default();
        let members: BTreeSet<&String> = groups.iter().flat_map(member_ids).collect();
        let mut snapshot = Self::default();
        for persona in items.personas.iter().flat_map(|personas| &personas.persona) {
            snapshot.take_persona(persona, &|id| members.contains(id));
        }
        for group in &groups {
            snapshot.take_group(group);
        }
        snapshot
    }

    fn take_persona(&mut self, persona: &PersonaType, is_member: &dyn Fn(&String) -> bool) {
        let Some(mut contact) = contact(persona) else {
            let name = persona.display_name.as_deref().unwrap_or("a contact without a name");
            self.warnings.push(format!("{name} has no instant messaging address, and is left out"));
            return;
        };
        let key = contact.key();
        let reference = match self.known.get(&key) {
            Some(first) => {
                self.warnings.push(format!("{} is there twice, and is taken for one", contact.shown()));
                first.clone()
            }
            None => {
                self.tell_apart(&mut contact);
                let reference = contact.reference().to_owned();
                self.known.insert(key.clone(), reference.clone());
                self.list.contacts.push(contact);
                reference
            }
        };
        for id in attributions(persona).filter_map(|attribution| attribution.source_id.id()) {
            self.references.insert(id.clone(), reference.clone());
        }
        if let Some(id) = source(persona, is_member) {
            self.contacts.entry(key).or_insert(id);
        }
    }

    /// Gives a telephone another TEL URI when the one that was made for it is taken.
    fn tell_apart(&self, contact: &mut Contact) {
        let taken = |uri: &str| self.list.contacts.iter().any(|other| other.reference() == uri);
        if let Some(telephone) = &mut contact.telephone {
            let uri = telephone.uri.clone();
            for number in 2.. {
                if !taken(&telephone.uri) {
                    return;
                }
                telephone.uri = format!("{uri};x-number={number}");
            }
        }
    }

    fn take_group(&mut self, group: &ImGroupType) {
        let ids: Vec<&String> = member_ids(group).collect();
        let members = once_each(ids.iter().filter_map(|id| self.references.get(*id).cloned()));
        let strangers = ids.iter().filter(|id| !self.references.contains_key(**id)).count();
        let name = group.display_name.get().clone();
        if strangers > 0 {
            let members = if strangers == 1 { "a member".to_owned() } else { format!("{strangers} members") };
            self.warnings.push(format!("group {name} has {members} that the server does not describe"));
        }
        let kind = GroupKind::of_group_type(group.group_type.get());
        let smtp = group.smtp_address.clone().filter(|address| !address.is_empty());
        let taken = Group { name, kind, smtp, members };
        let key = taken.key();
        if let Some(id) = &group.exchange_store_id {
            self.groups.entry(key.clone()).or_insert_with(|| id.clone());
        }
        match self.list.groups.iter_mut().find(|other| other.key() == key) {
            Some(first) => {
                self.warnings.push(format!("group {} is there twice, and is taken for one", taken.name));
                let more = taken.members.into_iter().filter(|member| !first.members.contains(member));
                first.members.extend(more.collect::<Vec<_>>());
            }
            None => self.list.groups.push(taken),
        }
    }
}

fn member_ids(group: &ImGroupType) -> impl Iterator<Item = &String> {
    group.member_correlation_key.iter().flat_map(|keys| &keys.item_id).filter_map(AnyItemIdType::id)
}

fn attributions(persona: &PersonaType) -> impl Iterator<Item = &PersonaAttributionType> {
    persona.attributions.iter().flat_map(|all| &all.attribution)
}

/// What requests know the contact by. A persona can have several sources: the directory, a mail contact, and the quick contact that
/// this protocol is about. What groups call a member is it for certain; else a quick contact, one that is shown before one that is
/// hidden.
pub(super) fn source(persona: &PersonaType, is_member: &dyn Fn(&String) -> bool) -> Option<AnyItemIdType> {
    let rank = |attribution: &&PersonaAttributionType| {
        let quick = attribution.is_quick_contact == Some(true);
        let member = attribution.source_id.id().is_some_and(is_member);
        (!member, !quick, attribution.is_hidden == Some(true))
    };
    attributions(persona)
        .filter(|attribution| attribution.source_id.id().is_some())
        .min_by_key(rank)
        .map(|best| best.source_id.clone())
}

/// The contact, unless it has no address.
fn contact(persona: &PersonaType) -> Option<Contact> {
    let others = persona.im_addresses.iter().flat_map(|all| &all.string_attributed_value).map(|value| &value.value);
    let address = persona.im_address.iter().chain(others).find(|address| !address.trim().is_empty())?.clone();
    let mut phones = phones(persona);
    let telephone = telephone(&address, &phones);
    if let Some(telephone) = &telephone {
        phones.retain(|number| *number != telephone.number);
    }
    let mut contact = Contact { address, name: None, telephone, emails: emails(persona), phones };
    contact.name = persona.display_name.clone().filter(|name| is_name(name, &contact));
    Some(contact)
}

/// Whether a display name says more than what the contact goes by without one.
fn is_name(name: &str, contact: &Contact) -> bool {
    let named = Contact { address: name.to_owned(), telephone: None, ..contact.clone() };
    let number = contact.telephone.as_ref().map(|telephone| &telephone.number);
    !name.trim().is_empty()
        && named.key() != Contact { telephone: None, ..contact.clone() }.key()
        && number.is_none_or(|number| number != name)
}

/// The telephone, if the contact is one: its SIP URI says so, or has the number for a user (RFC 3261, 19.1.1 and 19.1.6). Somebody with an
/// address and a number beside it is none.
fn telephone(address: &str, phones: &[String]) -> Option<Telephone> {
    let lower = address.to_lowercase();
    let says_so = lower.split(';').skip(1).any(|parameter| parameter.trim_end_matches('>') == "user=phone");
    let user = tel_uri(lower.trim_start_matches("sip:").split('@').next().unwrap_or_default(), "");
    let same = |number: &&String| tel_uri(number, "") == user;
    let number = phones.iter().find(same).or_else(|| phones.first().filter(|_| says_so))?;
    Some(Telephone { uri: tel_uri(number, address), number: number.clone() })
}

fn phones(persona: &PersonaType) -> Vec<String> {
    let lists = [&persona.business_phone_numbers, &persona.mobile_phones, &persona.home_phones];
    let attributed = |value: &PhoneNumberAttributedValueType| value.value.number.clone();
    let others = lists.into_iter().flatten().flat_map(|list| &list.phone_number_attributed_value).map(attributed);
    let first = persona.phone_number.iter().map(|number| number.number.clone());
    once_each(first.chain(others))
}

fn emails(persona: &PersonaType) -> Vec<String> {
    let more = persona.email_addresses.iter().flat_map(|all| &all.address);
    let smtp = persona
        .email_address
        .iter()
        .chain(more)
        .filter(|address| address.routing_type.as_ref().is_none_or(|kind| kind.get().eq_ignore_ascii_case("SMTP")));
    once_each(smtp.filter_map(|address| address.email_address.as_ref()).map(|address| address.get().clone()))
}

fn once_each(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    texts.filter(|text| !text.trim().is_empty() && seen.insert(text.clone())).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use ms_oxwscos::{Document, soap};

    use super::Snapshot;
    use crate::list::GroupKind;

    /// A full answer, in which personas have several sources.
    const ANSWER: &str = include_str!("../../../../tests/messages/own/get-im-item-list-response.xml");

    fn snapshot(answer: &str) -> Snapshot {
        match soap::Envelope::<Document>::from_xml(answer).unwrap().body {
            soap::Body::Message(Document::GetImItemListResponse(response)) => {
                Snapshot::of(response.im_item_list.unwrap())
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_full_answer_is_taken_apart() {
        let taken = snapshot(ANSWER);
        assert_eq!(taken.warnings, Vec::<String>::new());
        let kinds: Vec<&GroupKind> = taken.list.groups.iter().map(|group| &group.kind).collect();
        let expected = [
            GroupKind::User,
            GroupKind::Distribution,
            GroupKind::Favorites,
            GroupKind::OtherContacts,
            GroupKind::Tagged,
        ];
        assert!(kinds.iter().copied().eq(&expected), "{kinds:?}");
        assert_eq!(taken.list.groups[0].members, ["sip:zoe.muller@example.com", "tel:+15550100"]);
        let zoe = &taken.list.contacts[0];
        assert_eq!(zoe.name.as_deref(), Some("Dr. Zoë Müller-Lüdenscheidt"));
        assert_eq!((zoe.telephone.as_ref(), zoe.emails.as_slice()), (None, &["zoe.muller@example.com".to_owned()][..]));
        assert_eq!(zoe.phones[..2], ["+45 55 50 01 00", "+45 55 50 01 01"]);
        let telephone = taken.list.contacts.iter().find_map(|contact| contact.telephone.as_ref()).unwrap();
        assert_eq!(telephone.number, "+1 (555) 01-00 x42");
    }

    #[test]
    fn what_groups_call_a_member_is_the_contact() {
        let quick = "<t:IsQuickContact>true</t:IsQuickContact>";
        // The directory's entry claims to be the quick contact; the member is the other source.
        let other = ANSWER.replacen(quick, "", 1).replacen("<t:IsQuickContact>0<", "<t:IsQuickContact>1<", 1);
        for answer in [ANSWER, &other, &ANSWER.replacen("<t:IsHidden>false<", "<t:IsHidden>true<", 1)] {
            let taken = snapshot(answer);
            let id = taken.contacts.get(&taken.list.contacts[0].key()).unwrap();
            assert!(id.id().unwrap().ends_with("C9Zoe1"), "{id:?}");
        }
    }

    #[test]
    fn one_address_is_one_contact() {
        let twice = ANSWER.replacen("<t:Personas>", "<t:Personas><t:Persona><t:PersonaId Id=\"x\"/><t:ImAddress>ZOE.Muller@example.com</t:ImAddress></t:Persona><t:Persona><t:PersonaId Id=\"y\"/><t:DisplayName>Al</t:DisplayName></t:Persona>", 1);
        let taken = snapshot(&twice.replacen("AEKenji\"/>", "AEStranger\"/>", 1));
        assert_eq!(taken.list.contacts.len(), snapshot(ANSWER).list.contacts.len());
        let warnings = taken.warnings.join("\n");
        assert!(warnings.contains("(sip:zoe.muller@example.com) is there twice, and is taken for one"), "{warnings}");
        assert!(warnings.contains("group Favorites has a member that the server does not describe"), "{warnings}");
        assert!(warnings.contains("Al has no instant messaging address, and is left out"), "{warnings}");
    }
}
