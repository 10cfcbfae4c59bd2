//! Killed at any moment, restoring loses nothing and is gone on with.

use std::thread::sleep;
use std::time::Duration;

use crate::program::{as_kim, start, word};
use crate::sample::fill;
use crate::store::Store;

const LEE: &str = "lee@example.com";
/// How often the program is killed.
const KILLS: u32 = 30;

#[test]
fn killed_thirty_times() {
    killed(&Store::start(), "");
}

#[test]
fn killed_thirty_times_like_exchange() {
    killed(&Store::like_exchange(), "like exchange: ");
}

/// Restores a full mailbox with the program killed in between, 30 times at different moments; then once more to the end.
pub(crate) fn killed(store: &Store, label: &str) {
    let folder = tempfile::tempdir().unwrap();
    fill(store, LEE);
    as_kim(&store.address, &format!("export --mailbox {LEE} --into {}", word(folder.path()))).good();
    store.wipe(LEE);
    // What the file does not have is to go, so that there is something to take away, too.
    store.change(LEE, |edit| {
        let group = edit.group("Surplus");
        (0..40).for_each(|number| drop(edit.contact(&format!("surplus{number}@x"), None, Some(&group))));
    });
    let file = word(&folder.path().join(format!("{LEE}.json")));
    let words = format!("restore {file} --prune --user kim@example.com --password-env IM_LIST_PASSWORD");
    let (mut kills, mut seen) = (0, Vec::new());
    for round in 0..KILLS * 4 {
        let before = store.change(LEE, |edit| edit.counts());
        store.requests();
        let mut child = start(&store.address, &words);
        // Some are killed before they ask anything, the others after a number of requests that differs.
        let enough = (round as usize * 7) % 41;
        for _ in 0..2_000 {
            if store.requests_so_far() >= enough || child.try_wait().unwrap().is_some() {
                break;
            }
            sleep(Duration::from_micros(500));
        }
        sleep(Duration::from_micros(u64::from(round) * 137 % 3_000));
        if child.try_wait().unwrap().is_none() {
            // SIGKILL, to this child by its number.
            child.kill().unwrap();
            kills += 1;
        }
        child.wait().unwrap();
        let after = store.change(LEE, |edit| edit.counts());
        assert!(after.0 + 1 >= before.0 && after.1 + 40 >= before.1, "{before:?} {after:?}");
        seen.push(after.1);
        if kills == KILLS {
            break;
        }
    }
    assert_eq!(kills, KILLS);
    assert!(seen.iter().any(|contacts| *contacts > 100) && seen.iter().any(|contacts| *contacts < 900), "{seen:?}");
    let said = as_kim(&store.address, &format!("restore {file} --prune")).good();
    assert!(said.err.contains("goes on after"), "{}", said.err);
    as_kim(&store.address, &format!("compare {file} mailbox:{LEE}")).good();
    println!("{label}{kills} kills, contacts there after each: {seen:?}; then {}", said.out.lines().last().unwrap());
}
