//! Making the steps of a plan.

use std::collections::{BTreeMap, BTreeSet};

use ms_oxwscos::ResponseError;
use ms_oxwscos::messages::ResponseCodeType;
use ms_oxwscos::types::AnyItemIdType;
use thiserror::Error;

use super::Step;
use super::journal::{Journal, JournalError};
use super::plan::{asked_name, plan};
use crate::list::{Contact, ContactKey, Group, GroupKey, GroupKind, ImList};
use crate::progress::Progress;
use crate::remote::{Failure, Remote, RemoteError, Snapshot};

/// How often the mailbox is looked at and mended before what is still missing is told.
const PASSES: usize = 4;

/// Why restoring stopped before its end. It can be gone on with.
#[derive(Debug, Error)]
pub enum RestoreError {
    /// The mailbox cannot be worked with.
    #[error(transparent)]
    Remote(#[from] RemoteError),
    /// The server does not give its list.
    #[error("{0}: the list cannot be read: {1}")]
    List(String, String),
    /// What is done cannot be written down.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// A step that could not be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The step.
    pub step: Step,
    /// Why.
    pub why: String,
}

/// What came of restoring.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outcome {
    /// How many steps were made.
    pub done: usize,
    /// What could not be done.
    pub misfits: Vec<Misfit>,
    /// What was taken away.
    pub removed: Vec<Step>,
    /// What is not quite as in the list.
    pub notes: Vec<String>,
}

/// Restoring one mailbox.
pub struct Restoration<'a> {
    /// The mailbox.
    pub remote: &'a Remote<'a>,
    /// What it shall hold.
    pub wanted: &'a ImList,
    /// Whether what is not in the list is taken away.
    pub prune: bool,
    /// Who is told how far it is.
    pub progress: &'a Progress,
}

impl Restoration<'_> {
    /// The steps that are to be made now. Nothing is changed.
    ///
    /// # Errors
    /// The mailbox cannot be read.
    pub async fn plan(&self) -> Result<Vec<Step>, RestoreError> {
        Ok(plan(self.wanted, &self.look().await?.list, self.prune))
    }

    /// Looks and mends until nothing is missing, or nothing more can be done.
    ///
    /// # Errors
    /// The mailbox cannot be worked with, or the journal not be written. What was done stays done.
    pub async fn run(&self, journal: &mut Journal) -> Result<Outcome, RestoreError> {
        let mut outcome = Outcome::default();
        for pass in 1..=PASSES {
            let snapshot = self.look().await?;
            let steps = plan(self.wanted, &snapshot.list, self.prune);
            outcome.misfits.clear();
            if steps.is_empty() {
                break;
            }
            let mut pass_of = Pass::new(self.remote, snapshot);
            for (number, step) in steps.iter().enumerate() {
                self.progress.steps(&self.remote.name(), number, steps.len());
                pass_of.make(step, journal, &mut outcome).await?;
            }
            if !pass_of.moved {
                break;
            }
            if pass == PASSES {
                outcome.misfits.extend(self.left().await?);
            }
        }
        Ok(outcome)
    }

    async fn look(&self) -> Result<Snapshot, RestoreError> {
        self.remote.list().await.map_err(|failure| match failure {
            Failure::Remote(error) => RestoreError::Remote(error),
            other => RestoreError::List(self.remote.name(), other.to_string()),
        })
    }

    /// What is still missing although the server said that it did everything.
    async fn left(&self) -> Result<Vec<Misfit>, RestoreError> {
        let why = "the server says that it did this, and does not show it";
        Ok(self.plan().await?.into_iter().map(|step| Misfit { step, why: why.to_owned() }).collect())
    }
}

/// Once through the steps of a plan.
struct Pass<'a> {
    remote: &'a Remote<'a>,
    contacts: BTreeMap<ContactKey, AnyItemIdType>,
    groups: BTreeMap<GroupKey, AnyItemIdType>,
    /// Whom an addition put into which group already.
    joined: BTreeSet<(ContactKey, GroupKey)>,
    /// Who could not be added.
    absent: BTreeSet<ContactKey>,
    /// Whether a step was made, or turned out to be made already.
    moved: bool,
    /// Why there can be no further group, or contact.
    no_groups: Option<String>,
    no_contacts: Option<String>,
}

/// What came of a step.
enum Made {
    /// It was made.
    Yes,
    /// It was made before, by another step or somebody else.
    Already,
    /// It is about somebody who could not be added.
    Moot,
    /// It cannot be made.
    No(String),
}

impl<'a> Pass<'a> {
    fn new(remote: &'a Remote<'a>, snapshot: Snapshot) -> Self {
        let (joined, absent, moved) = (BTreeSet::new(), BTreeSet::new(), false);
        let (contacts, groups) = (snapshot.contacts, snapshot.groups);
        Self { remote, contacts, groups, joined, absent, moved, no_groups: None, no_contacts: None }
    }

    /// Makes a step, and writes down what came of it.
    async fn make(&mut self, step: &Step, journal: &mut Journal, outcome: &mut Outcome) -> Result<(), RestoreError> {
        journal.begin(step)?;
        let made = match self.attempt(step, outcome).await {
            Ok(made) => made,
            Err(Failure::Refused(error)) => self.refused(step, &error),
            Err(Failure::NotSent(why)) => Made::No(why),
            Err(Failure::Remote(error)) => return Err(error.into()),
        };
        match made {
            Made::Yes => {
                journal.done(step)?;
                outcome.done += 1;
                self.moved = true;
                if step.takes_away() {
                    outcome.removed.push(step.clone());
                }
            }
            Made::Already => self.moved = true,
            Made::Moot => {}
            Made::No(why) => {
                if let Step::AddContact { contact, .. } = step {
                    self.absent.insert(contact.key());
                }
                outcome.misfits.push(Misfit { step: step.clone(), why });
            }
        }
        Ok(())
    }

    async fn attempt(&mut self, step: &Step, outcome: &mut Outcome) -> Result<Made, Failure> {
        match step {
            Step::AddGroup(group) => self.add_group(group, outcome).await,
            Step::RenameGroup { group, to, .. } => match self.groups.get(group) {
                Some(id) => self.remote.rename_group(id, to).await.map(|()| Made::Yes),
                None => Ok(Made::No(NO_IDENTIFIER.to_owned())),
            },
            Step::AddContact { contact, groups } => self.add_contact(contact, groups).await,
            Step::Join { contact, group, .. } => self.join(contact, group).await,
            Step::Leave { contact, group, .. } => match (self.contacts.get(&contact.key()), self.groups.get(group)) {
                (Some(contact), Some(group)) => self.remote.leave(contact, group).await.map(|()| Made::Yes),
                _ => Ok(Made::No(NO_IDENTIFIER.to_owned())),
            },
            Step::RemoveGroup(group) => match self.groups.get(&group.key()) {
                Some(id) => self.remote.remove_group(&group.kind, id).await.map(|()| Made::Yes),
                None => Ok(Made::No(NO_IDENTIFIER.to_owned())),
            },
            Step::RenameContact { .. } => {
                Ok(Made::No("no operation of the protocol gives a contact another name".to_owned()))
            }
        }
    }

    async fn add_group(&mut self, group: &Group, outcome: &mut Outcome) -> Result<Made, Failure> {
        let counts = !group.kind.is_single();
        if let Some(why) = self.no_groups.as_ref().filter(|_| counts) {
            return Ok(Made::No(why.clone()));
        }
        let (kind, id) = match (&group.kind, &group.smtp) {
            (GroupKind::Distribution, Some(smtp)) => self.remote.add_distribution_group(smtp, &group.name).await?,
            _ => self.remote.add_group(asked_name(group)).await?,
        };
        let Some(id) = id else { return Ok(Made::Yes) };
        let differs = kind != group.kind && !matches!(group.kind, GroupKind::Unknown(_));
        if differs {
            outcome.notes.push(format!("the server made group {} of another kind", group.name));
        } else if asked_name(group) != group.name {
            match self.remote.rename_group(&id, &group.name).await {
                // The group is there; that it has another name is a step of the next pass.
                Ok(()) | Err(Failure::Refused(_)) => {}
                Err(failure) => return Err(failure),
            }
        }
        self.groups.insert(group.key(), id);
        Ok(Made::Yes)
    }

    async fn add_contact(&mut self, contact: &Contact, groups: &[GroupKey]) -> Result<Made, Failure> {
        if let Some(why) = &self.no_contacts {
            return Ok(Made::No(why.clone()));
        }
        let known = groups.iter().find_map(|key| self.groups.get(key).map(|id| (key.clone(), id)));
        let id = self.remote.add_contact(contact, known.as_ref().map(|(_, id)| *id)).await?;
        let group = known.map_or(GroupKey::OtherContacts, |(key, _)| key);
        self.joined.insert((contact.key(), group));
        if let Some(id) = id {
            self.contacts.insert(contact.key(), id);
        }
        Ok(Made::Yes)
    }

    async fn join(&mut self, contact: &Contact, group: &GroupKey) -> Result<Made, Failure> {
        if self.joined.contains(&(contact.key(), group.clone())) {
            return Ok(Made::Already);
        }
        if self.absent.contains(&contact.key()) {
            return Ok(Made::Moot);
        }
        let group_id = self.groups.get(group);
        if group_id.is_none() && *group != GroupKey::OtherContacts {
            return Ok(Made::No("the group is not there".to_owned()));
        }
        match self.contacts.get(&contact.key()) {
            Some(id) => self.remote.join(id, group_id).await.map(|()| Made::Yes),
            None => Ok(Made::No("the contact is not there".to_owned())),
        }
    }

    /// What a refusal means: that the limit is reached, that somebody else was first, or that this cannot be done.
    fn refused(&mut self, step: &Step, error: &ResponseError) -> Made {
        let why = error.to_string();
        match (&error.code, step) {
            (Some(ResponseCodeType::ErrorImGroupLimitReached), _) => self.no_groups = Some(why.clone()),
            (Some(ResponseCodeType::ErrorImContactLimitReached), _) => self.no_contacts = Some(why.clone()),
            // It is out of the group, or went off the list with another step.
            (
                Some(
                    ResponseCodeType::ErrorUnableToRemoveImContactFromGroup | ResponseCodeType::ErrorInvalidImContactId,
                ),
                Step::Leave { .. },
            ) => return Made::Already,
            (Some(ResponseCodeType::ErrorInvalidImGroupId), Step::RemoveGroup(_)) => return Made::Already,
            _ => {}
        }
        Made::No(why)
    }
}

const NO_IDENTIFIER: &str = "the server gives no identifier for it";
