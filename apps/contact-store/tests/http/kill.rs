//! Killed at any moment, the program comes back with everything it has acknowledged.
//!
//! A few users change their mailboxes, each one thing after another, until the program is killed with SIGKILL. What a user then finds is
//! what was acknowledged, and perhaps the change that was under way, whole.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread::sleep;
use std::time::Duration;

use ms_oxwscos::ResponseError;
use ms_oxwscos::messages::*;
use ms_oxwscos::types::*;
use tokio::runtime::Runtime;

use crate::process::{Http, Process, spawn};
use crate::requests::{Failure, add_contact, add_group, ask, list, source, text};

/// How often the program is killed while it serves.
const KILLS: u64 = 60;
const USERS: usize = 6;
/// How many changes are acknowledged before each kill, unless the program is too slow for that.
const CHANGES: usize = 3;

/// The names of the members of each group, by its name.
type Groups = BTreeMap<String, Vec<String>>;

/// One user.
struct User {
    name: String,
    /// What there is, as far as this user has been told.
    acknowledged: Groups,
    /// What there is if the change that was under way has been made.
    under_way: Option<Groups>,
    /// How many changes were tried, and how many of them acknowledged.
    tried: usize,
    changes: usize,
    /// How many changes of all users have been acknowledged.
    all_changes: Arc<AtomicUsize>,
}

#[test]
fn nothing_acknowledged_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ucs.sqlite");
    let runtime = Runtime::new().unwrap();
    let changes = Arc::new(AtomicUsize::new(0));
    let mut users: Vec<User> = (0..USERS).map(|number| User::new(number, &changes)).collect();
    let mut kills = 0;
    for round in 0..KILLS {
        kills += kill_while_it_starts(&path, round);
        let process = serve(&path);
        let connections = reqwest::Client::new();
        let busy = users.into_iter().map(|user| {
            let client = process.client(&connections, &user.name);
            runtime.spawn(user.use_until_it_fails(client))
        });
        let busy: Vec<_> = busy.collect();
        wait_for(&changes, CHANGES);
        sleep(Duration::from_millis(round * 37 % 50));
        process.kill();
        kills += 1;
        users = busy.into_iter().map(|user| runtime.block_on(user).unwrap()).collect();
    }
    let process = serve(&path);
    for user in &mut users {
        let client = process.client(&reqwest::Client::new(), &user.name);
        runtime.block_on(user.compare(&client)).unwrap();
    }
    let changes: usize = users.iter().map(|user| user.changes).sum();
    println!("{kills} kills, {changes} changes acknowledged, none lost");
    assert!(changes > 100, "only {changes} changes");
}

/// Waits until this many more changes are acknowledged, 10 seconds at most.
fn wait_for(changes: &AtomicUsize, more: usize) {
    let enough = changes.load(Ordering::Relaxed) + more;
    for _ in 0..2_000 {
        if changes.load(Ordering::Relaxed) >= enough {
            return;
        }
        sleep(Duration::from_millis(5));
    }
}

fn serve(path: &Path) -> Process {
    Process::start(&["--database", path.to_str().unwrap()])
}

/// Kills the program before it can serve, in one of four rounds, each time a little later. How often it did.
fn kill_while_it_starts(path: &Path, round: u64) -> u64 {
    if !round.is_multiple_of(4) {
        return 0;
    }
    let mut child = spawn(&["--database", path.to_str().unwrap()]);
    sleep(Duration::from_millis(round / 4));
    child.kill().unwrap();
    child.wait().unwrap();
    1
}

/// Identifiers of groups and contacts, by name.
type Ids = BTreeMap<String, AnyItemIdType>;

impl User {
    fn new(number: usize, all_changes: &Arc<AtomicUsize>) -> Self {
        Self {
            name: format!("user{number}@example.com"),
            acknowledged: Groups::new(),
            under_way: None,
            tried: 0,
            changes: 0,
            all_changes: Arc::clone(all_changes),
        }
    }

    /// Changes one thing after another, until there is no answer.
    async fn use_until_it_fails(mut self, client: Http) -> Self {
        let Ok(mut ids) = self.compare(&client).await else { return self };
        loop {
            if let Err(failure) = self.change(&client, &mut ids).await {
                assert!(!failure.is::<ResponseError>(), "{}: {failure}", self.name);
                return self;
            }
        }
    }

    /// What is there is what was acknowledged, with or without the change that was under way.
    async fn compare(&mut self, client: &Http) -> Result<Ids, Failure> {
        let list = list(client).await?;
        let personas = list.personas.unwrap_or_default().persona;
        let mut ids: Ids =
            personas.iter().map(|persona| (persona.display_name.clone().unwrap(), source(persona))).collect();
        let names: Vec<(AnyItemIdType, String)> = ids.iter().map(|(name, id)| (id.clone(), name.clone())).collect();
        let named = |id: &AnyItemIdType| names.iter().find(|(known, _)| known == id).unwrap().1.clone();
        let mut found = Groups::new();
        for group in list.groups.unwrap_or_default().im_group {
            let members = group.member_correlation_key.iter().flat_map(|keys| &keys.item_id).map(named).collect();
            found.insert(group.display_name.get().clone(), members);
            ids.insert(group.display_name.into_inner(), group.exchange_store_id.unwrap());
        }
        if found != self.acknowledged {
            assert_eq!(Some(&found), self.under_way.as_ref(), "{}: acknowledged {:?}", self.name, self.acknowledged);
        }
        (self.acknowledged, self.under_way) = (found, None);
        Ok(ids)
    }

    /// Makes the next change: which one follows from how many were tried.
    async fn change(&mut self, client: &Http, ids: &mut Ids) -> Result<(), Failure> {
        self.tried += 1;
        let number = self.tried;
        let group = self.acknowledged.keys().nth(number % self.acknowledged.len().max(1)).cloned();
        let mut after = self.acknowledged.clone();
        match (number % 6, group) {
            (0, _) | (_, None) => {
                let name = format!("Group {}", number % 7);
                after.entry(name.clone()).or_default();
                self.under_way = Some(after.clone());
                ids.insert(name.clone(), add_group(client, &name).await?);
            }
            (4, Some(group)) if number % 12 == 4 => {
                let name = format!("Renamed {number}");
                after =
                    after.into_iter().map(|(own, all)| (if own == group { name.clone() } else { own }, all)).collect();
                self.under_way = Some(after.clone());
                ask!(client, set_im_group, SetImGroupType::new(ids[&group].clone(), text(&name)))?;
                ids.insert(name, ids[&group].clone());
            }
            (5, Some(group)) if number % 18 == 5 => {
                after.remove(&group);
                self.under_way = Some(after.clone());
                ask!(client, remove_im_group, RemoveImGroupType::new(ids[&group].clone()))?;
            }
            (5, Some(group)) if !after[&group].is_empty() => {
                let name = after.get_mut(&group).unwrap().remove(0);
                self.under_way = Some(after.clone());
                ask!(client, remove_contact_from_im_list, RemoveContactFromImListType::new(ids[&name].clone()))?;
            }
            (_, Some(group)) => {
                let name = format!("sip:{number}@example.com");
                after.get_mut(&group).unwrap().push(name.clone());
                self.under_way = Some(after.clone());
                ids.insert(name.clone(), add_contact(client, &name, Some(&ids[&group])).await?);
            }
        }
        self.changes += 1;
        self.all_changes.fetch_add(1, Ordering::Relaxed);
        (self.acknowledged, self.under_way) = (after, None);
        Ok(())
    }
}
