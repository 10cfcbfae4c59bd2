//! A sequence of operations on both sides, and the comparison.

use std::collections::BTreeMap;
use std::sync::Arc;

use contact_store::mailboxes::Mailboxes;
use contact_store::persistence::Persistence;
use contact_store::service::{Service, Surroundings};
use contact_store::store::MailboxName;
use ms_oxwscos::messages::*;
use ms_oxwscos::types::*;
use ms_oxwscos::{ExchangeServicePortType as _, IntoResult as _, RequestHeaders, ResponseError};
use tokio::runtime::Runtime;

use crate::choice::Choice;
use crate::model::{Given, LISTS, Model};
use crate::operation::{Chooser, Operation, What};

pub(crate) struct Run {
    seed: u64,
    choice: Choice,
    runtime: Runtime,
    open: Box<dyn Fn() -> Box<dyn Persistence>>,
    service: Option<Service>,
    model: Model,
    /// The identifiers of all groups and contacts that there ever were, by the keys of the model.
    groups: BTreeMap<usize, String>,
    contacts: BTreeMap<usize, String>,
    personas: BTreeMap<usize, String>,
    /// The list as it was seen last, and whether the model has changed since.
    seen: Option<ImItemListType>,
    changed: bool,
    /// How often each answer came.
    answers: BTreeMap<String, usize>,
    most_contacts: usize,
}

/// What the service answers: what it gave back, or a code.
type Answer = Result<Option<Item>, String>;

enum Item {
    Group(ImGroupType),
    Contact(Box<PersonaType>),
}

impl Run {
    pub(crate) fn new(seed: u64, open: impl Fn() -> Box<dyn Persistence> + 'static) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let service = Some(serve(open()));
        let (groups, contacts, personas) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self {
            seed,
            choice: Choice::new(seed),
            runtime,
            open: Box::new(open),
            service,
            model: Model::default(),
            groups,
            contacts,
            personas,
            seen: None,
            changed: true,
            answers: BTreeMap::new(),
            most_contacts: 0,
        }
    }

    /// Performs so many operations; closes the service and opens another one now and then, if it should.
    pub(crate) fn operations(&mut self, count: usize, reopen_every: Option<usize>) {
        for step in 1..=count {
            // A third of the way contacts become as many as there can be; before and after, they come and go.
            let growing = (count / 3..2 * count / 3).contains(&step);
            self.step(step, growing);
            if reopen_every.is_some_and(|every| step % every == 0) {
                self.service = None;
                self.service = Some(serve((self.open)()));
            }
            let many = self.model.contacts.len() > 100;
            if step % (if many { 97 } else { 8 }) == 0 || step == count {
                self.compare(step);
            }
        }
    }

    /// Says what happened, and that enough did.
    pub(crate) fn report(&self, place: &str) {
        println!("{place}: seed {:#x}, up to {} contacts, answers {:?}", self.seed, self.most_contacts, self.answers);
        assert_eq!(self.most_contacts, 1_000);
        for code in [
            "ErrorInvalidImGroupId",
            "ErrorInvalidImContactId",
            "ErrorImGroupDisplayNameAlreadyExists",
            "ErrorImGroupLimitReached",
            "ErrorInvalidImDistributionGroupSmtpAddress",
            "ErrorImContactLimitReached",
            "ErrorUnableToRemoveImContactFromGroup",
        ] {
            assert!(self.answers.get(code).is_some_and(|times| *times > 5), "{code}");
        }
        assert!(self.answers.get("NoError").is_some_and(|times| *times > 2_000));
    }

    fn step(&mut self, step: usize, growing: bool) {
        let (groups, contacts): (Vec<usize>, Vec<usize>) =
            (self.groups.keys().copied().collect(), self.contacts.keys().copied().collect());
        let mut chooser =
            Chooser { choice: &mut self.choice, groups: &groups, contacts: &contacts, model: &self.model, growing };
        let operation = chooser.operation();
        let before = self.model.clone();
        let expected = self.model.perform(&operation);
        self.changed |= before != self.model;
        let answer = self.perform(&operation);
        let code = answer.as_ref().err().cloned().unwrap_or_else(|| "NoError".to_owned());
        assert_eq!(code, expected.err().unwrap_or("NoError"), "seed {:#x}, step {step}, {operation:?}", self.seed);
        *self.answers.entry(code).or_default() += 1;
        if let (Ok(given), Ok(item)) = (expected, answer) {
            self.note(given, item, step, &operation);
        }
        self.most_contacts = self.most_contacts.max(self.model.contacts.len());
    }

    /// What was given back has the identifier it had before, or one that was never seen.
    fn note(&mut self, given: Given, item: Option<Item>, step: usize, operation: &Operation) {
        let (known, key, id) = match (given, item) {
            (Given::Nothing, None) => return,
            (Given::Group(key), Some(Item::Group(group))) => {
                (&mut self.groups, key, id(&group.exchange_store_id.unwrap()))
            }
            (Given::Contact(key), Some(Item::Contact(persona))) => {
                self.personas.insert(key, id(&persona.persona_id));
                (&mut self.contacts, key, source(&persona))
            }
            _ => panic!("seed {:#x}, step {step}, {operation:?}: other things were given back", self.seed),
        };
        let fresh = !known.values().any(|other| *other == id);
        let old = known.insert(key, id.clone());
        assert!(old.map_or(fresh, |old| old == id), "seed {:#x}, step {step}, {operation:?}: {id}", self.seed);
        // OtherContacts comes into being without being given back.
        self.learn_groups();
    }

    fn learn_groups(&mut self) {
        let unknown: Vec<usize> =
            self.model.groups.iter().map(|group| group.key).filter(|key| !self.groups.contains_key(key)).collect();
        if !unknown.is_empty() {
            let list = self.list();
            for (group, seen) in self.model.groups.iter().zip(list.groups.unwrap().im_group) {
                self.groups.entry(group.key).or_insert_with(|| id(&seen.exchange_store_id.unwrap()));
            }
        }
    }

    fn list(&self) -> ImItemListType {
        let service = self.service.as_ref().unwrap();
        let reply = self.runtime.block_on(service.get_im_item_list(GetImItemListType::default(), headers()));
        reply.unwrap().body.into_result().unwrap().im_item_list.unwrap()
    }

    /// The list is what the model holds; it is the very same if nothing changed; and what differs has another change key.
    fn compare(&mut self, step: usize) {
        self.learn_groups();
        let list = self.list();
        let at = format!("seed {:#x}, step {step}", self.seed);
        let groups = list.groups.clone().unwrap().im_group;
        assert_eq!(groups.iter().map(described).collect::<Vec<_>>(), self.expected_groups(), "{at}");
        let personas = list.personas.clone().unwrap().persona;
        assert_eq!(personas.iter().map(persona).collect::<Vec<_>>(), self.expected_personas(), "{at}");
        if let Some(seen) = &self.seen {
            assert!(self.changed || *seen == list, "{at}: the list changed");
            assert_other_keys(&seen.groups.as_ref().unwrap().im_group, &groups, &at);
        }
        (self.seen, self.changed) = (Some(list), false);
        self.compare_items(&groups, &personas, &at);
    }

    /// GetImItems gives the same items, here the first of each.
    fn compare_items(&self, groups: &[ImGroupType], personas: &[PersonaType], at: &str) {
        let choice = |id: &AnyItemIdType| NonEmptyArrayOfBaseItemIdsTypeChoice::ItemId(id.clone());
        let ids = |id: Option<AnyItemIdType>| {
            id.map(|id| NonEmptyArrayOfBaseItemIdsType::default().with_items([choice(&id)]))
        };
        let request = GetImItemsType::default().with(|it| {
            it.contact_ids = ids(personas.first().map(|persona| ItemIdType::new(source(persona)).into()));
            it.group_ids = ids(groups.first().and_then(|group| group.exchange_store_id.clone()));
        });
        let reply = self.runtime.block_on(self.service.as_ref().unwrap().get_im_items(request, headers()));
        let list = reply.unwrap().body.into_result().unwrap().im_item_list.unwrap();
        assert!(list.groups.unwrap().im_group.iter().eq(groups.first()), "{at}");
        assert!(list.personas.unwrap().persona.iter().eq(personas.first()), "{at}");
    }

    fn expected_groups(&self) -> Vec<Described> {
        let ids = |keys: &[usize]| keys.iter().map(|key| self.contacts[key].clone()).collect();
        let groups = self.model.groups.iter().map(|group| Described {
            id: self.groups[&group.key].clone(),
            name: group.name.clone(),
            class: group.class.to_owned(),
            smtp: group.smtp.clone(),
            members: ids(&group.members),
        });
        groups.collect()
    }

    fn expected_personas(&self) -> Vec<[String; 3]> {
        let contacts = self.model.contacts.iter();
        contacts.map(|own| [self.contacts[&own.key].clone(), own.name.clone(), own.im_address.clone()]).collect()
    }

    fn id(&self, what: What) -> AnyItemIdType {
        let id = match what {
            What::Group(key) => self.groups.get(&key).cloned(),
            What::Contact(key) => self.contacts.get(&key).cloned(),
            What::Persona(key) => self.personas.get(&key).cloned(),
            What::Nothing(text) => Some(text.to_owned()),
        };
        ItemIdType::new(id.unwrap_or_default()).into()
    }

    fn perform(&self, operation: &Operation) -> Answer {
        let service = self.service.as_ref().unwrap();
        let id = |what: &What| self.id(*what);
        let some_id = |what: &Option<What>| what.as_ref().map(id);
        macro_rules! ask {
            ($method:ident, $request:expr) => {
                self.runtime.block_on(service.$method($request, headers())).unwrap().body.into_result().map_err(code)
            };
        }
        Ok(match operation {
            Operation::AddGroup { name } => {
                ask!(add_im_group, AddImGroupType::new(text(name)))?.im_group.map(Item::Group)
            }
            Operation::AddList { smtp, name } => {
                let request = AddDistributionGroupToImListType::new(text(smtp), text(name));
                ask!(add_distribution_group_to_im_list, request)?.im_group.map(Item::Group)
            }
            Operation::AddContact { address, name, group } => {
                let request = AddNewImContactToGroupType::new(text(address)).with(|it| {
                    it.display_name = name.as_deref().map(text);
                    it.group_id = some_id(group);
                });
                ask!(add_new_im_contact_to_group, request)?.persona.map(Box::new).map(Item::Contact)
            }
            Operation::AddTelephone { tel_uri, sip_uri, number, group } => {
                let request = AddNewTelUriContactToGroupType::new(text(tel_uri), text(sip_uri), text(number))
                    .with(|it| it.group_id = some_id(group));
                ask!(add_new_tel_uri_contact_to_group, request)?.persona.map(Box::new).map(Item::Contact)
            }
            Operation::Join { contact, group } => {
                let request = AddImContactToGroupType::new(id(contact)).with(|it| it.group_id = some_id(group));
                ask!(add_im_contact_to_group, request).map(|_| None)?
            }
            Operation::Leave { contact, group } => {
                let request = RemoveImContactFromGroupType::new(id(contact), id(group));
                ask!(remove_im_contact_from_group, request).map(|_| None)?
            }
            Operation::RemoveContact { contact } => {
                ask!(remove_contact_from_im_list, RemoveContactFromImListType::new(id(contact))).map(|_| None)?
            }
            Operation::RemoveGroup { group } => {
                ask!(remove_im_group, RemoveImGroupType::new(id(group))).map(|_| None)?
            }
            Operation::RemoveList { group } => {
                let request = RemoveDistributionGroupFromImListType::new(id(group));
                ask!(remove_distribution_group_from_im_list, request).map(|_| None)?
            }
            Operation::Rename { group, name } => {
                ask!(set_im_group, SetImGroupType::new(id(group), text(name))).map(|_| None)?
            }
            Operation::Migrate { completed } => {
                let request = SetImListMigrationCompletedType::new(*completed);
                ask!(set_im_list_migration_completed, request).map(|_| None)?
            }
        })
    }
}

/// A group, as far as the model knows it.
#[derive(Debug, PartialEq, Eq)]
struct Described {
    id: String,
    name: String,
    class: String,
    smtp: Option<String>,
    members: Vec<String>,
}

fn described(group: &ImGroupType) -> Described {
    let members = group.member_correlation_key.iter().flat_map(|keys| &keys.item_id);
    Described {
        id: id(group.exchange_store_id.as_ref().unwrap()),
        name: group.display_name.get().clone(),
        class: group.group_type.get().clone(),
        smtp: group.smtp_address.clone(),
        members: members.map(id).collect(),
    }
}

fn persona(persona: &PersonaType) -> [String; 3] {
    [source(persona), persona.display_name.clone().unwrap(), persona.im_address.clone().unwrap()]
}

fn assert_other_keys(old: &[ImGroupType], new: &[ImGroupType], at: &str) {
    let old: BTreeMap<String, &ImGroupType> =
        old.iter().map(|group| (id(group.exchange_store_id.as_ref().unwrap()), group)).collect();
    for new in new {
        let is = described(new);
        if let Some(old) = old.get(&is.id).filter(|old| described(old) != is) {
            assert_ne!(old.exchange_store_id, new.exchange_store_id, "{at}: {is:?}");
        }
    }
}

fn serve(persistence: Box<dyn Persistence>) -> Service {
    let surroundings = Surroundings { directory: LISTS.into_iter().collect(), ..Surroundings::default() };
    let mailboxes = Arc::new(Mailboxes::boxed(persistence));
    Service::new(mailboxes, Arc::new(surroundings), MailboxName::new("kim@example.com").unwrap())
}

fn headers() -> RequestHeaders {
    RequestHeaders::default()
}

fn text(text: &str) -> NonEmptyStringType {
    NonEmptyStringType::new(text).unwrap()
}

fn id(of: &AnyItemIdType) -> String {
    of.id().unwrap().clone()
}

fn source(persona: &PersonaType) -> String {
    id(&persona.attributions.as_ref().unwrap().attribution.first().unwrap().source_id)
}

fn code(error: ResponseError) -> String {
    error.code.unwrap().to_string()
}
