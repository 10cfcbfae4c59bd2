//! Exported, wiped, restored: equal.

use std::fs;
use std::time::Instant;

use crate::program::{as_kim, word};
use crate::sample::{CONTACTS, GROUPS, fill};
use crate::store::Store;

const LEE: &str = "lee@example.com";

#[test]
fn a_full_mailbox_comes_back() {
    comes_back(&Store::start(), "");
}

#[test]
fn a_full_mailbox_comes_back_like_exchange() {
    comes_back(&Store::like_exchange(), "like exchange: ");
}

/// Two at once for one mailbox of a server that allows one request at a time: both wait when they are asked to, and both are right.
#[test]
fn two_at_once_wait_for_each_other() {
    let store = Store::like_exchange();
    let folder = tempfile::tempdir().unwrap();
    store.change(LEE, |edit| {
        for number in 0..20 {
            let group = edit.group(&format!("Group {number}"));
            (0..4).for_each(|own| drop(edit.contact(&format!("p{number}-{own}@x"), None, Some(&group))));
        }
    });
    as_kim(&store.address, &format!("export --mailbox {LEE} --into {}", word(folder.path()))).good();
    store.wipe(LEE);
    let first = word(&folder.path().join(format!("{LEE}.json")));
    let second = word(&folder.path().join("second.json"));
    fs::copy(&first, &second).unwrap();
    let before = store.refused();
    std::thread::scope(|scope| {
        for file in [&first, &second] {
            let store = &store;
            scope.spawn(move || as_kim(&store.address, &format!("restore {file} --longest-wait 5")).good());
        }
    });
    assert!(store.refused() > before, "nobody had to wait");
    as_kim(&store.address, &format!("compare {first} mailbox:{LEE}")).good();
}

fn comes_back(store: &Store, label: &str) {
    let folder = tempfile::tempdir().unwrap();
    fill(store, LEE);
    let into = word(folder.path());
    let began = Instant::now();
    let said = as_kim(&store.address, &format!("export --mailbox {LEE} --into {into} --format json,csv,vcard")).good();
    let export = format!("export: {} ms, {} request", began.elapsed().as_millis(), store.requests());
    assert!(said.out.contains(&format!("{GROUPS} groups, {CONTACTS} contacts")), "{}", said.out);
    for extension in ["csv", "vcf"] {
        assert!(fs::metadata(folder.path().join(format!("{LEE}.{extension}"))).unwrap().len() > 50_000);
    }
    let file = word(&folder.path().join(format!("{LEE}.json")));
    as_kim(&store.address, &format!("compare {file} mailbox:{LEE}")).good();
    store.wipe(LEE);
    let said = as_kim(&store.address, &format!("compare {file} mailbox:{LEE}"));
    assert_eq!((said.status, said.out.lines().count()), (1, GROUPS + CONTACTS), "{}", said.out);
    store.requests();
    let began = Instant::now();
    let said = as_kim(&store.address, &format!("restore {file}")).good();
    println!("{label}{export}; restore: {} ms, {} requests", began.elapsed().as_millis(), store.requests());
    assert!(said.out.contains(", 0 not ("), "{}", said.out);
    as_kim(&store.address, &format!("compare {file} mailbox:{LEE}")).good();
    assert!(!folder.path().join(format!("{LEE}.json.journal")).exists());
    // Again, and there is nothing to do.
    let said = as_kim(&store.address, &format!("restore {file}")).good();
    assert!(said.out.contains("0 steps made, 0 not (1 request)"), "{}", said.out);
}

#[test]
fn nothing_goes_unless_asked_and_what_goes_is_told() {
    pruned(&Store::start());
    pruned(&Store::like_exchange());
}

fn pruned(store: &Store) {
    let folder = tempfile::tempdir().unwrap();
    let contacts = |text: &str| {
        store.change(LEE, |edit| {
            let (work, old, tagged) = (edit.group("Work"), edit.group(text), edit.group("Tagged"));
            let jo = edit.contact("sip:jo@example.com", Some("Jo"), Some(&work));
            let al = edit.contact(&format!("sip:{text}@example.com"), Some(text), Some(&old));
            edit.join(&al, &tagged);
            edit.join(&jo, &old);
        });
    };
    contacts("Old");
    let file = word(&folder.path().join(format!("{LEE}.json")));
    as_kim(&store.address, &format!("export --mailbox {LEE} --into {}", word(folder.path()))).good();
    store.wipe(LEE);
    contacts("New");
    let said = as_kim(&store.address, &format!("restore {file} --dry-run --prune")).good();
    assert!(said.out.contains(&format!("{LEE}: would take New (")), "{}", said.out);
    assert!(said.out.contains(&format!("{LEE}: 8 steps to make\n")), "{}", said.out);
    as_kim(&store.address, &format!("restore {file}")).good();
    let said = as_kim(&store.address, &format!("compare {file} mailbox:{LEE}"));
    assert_eq!(said.status, 1);
    assert!(said.out.lines().all(|line| line.starts_with("only in mailbox:")), "{}", said.out);
    let said = as_kim(&store.address, &format!("restore {file} --prune")).good();
    for line in ["removed: take Jo (", " out of group New\n", "removed: remove group New", "journal says what was done"]
    {
        assert!(said.out.contains(line), "{line}: {}", said.out);
    }
    as_kim(&store.address, &format!("compare {file} mailbox:{LEE}")).good();
    let journal = fs::read_to_string(format!("{file}.journal")).unwrap();
    assert_eq!(journal.matches("{\"removing\":").count(), 4, "{journal}");
}

#[test]
fn what_does_not_fit_is_told() {
    let store = Store::start();
    let folder = tempfile::tempdir().unwrap();
    fill(&store, LEE);
    as_kim(&store.address, &format!("export --mailbox {LEE} --into {}", word(folder.path()))).good();
    store.wipe(LEE);
    store.change(LEE, |edit| {
        for number in 0..3 {
            let group = edit.group(&format!("Mine {number}"));
            edit.contact(&format!("mine{number}@example.com"), None, Some(&group));
        }
        edit.contact("sip:P1@example.com", Some("Somebody"), None);
    });
    let file = word(&folder.path().join(format!("{LEE}.json")));
    let said = as_kim(&store.address, &format!("restore {file}"));
    assert_eq!(said.status, 3, "{}{}", said.out, said.err);
    for text in [
        "cannot add group Group 61 <Zoë & \"Co\">: ErrorImGroupLimitReached",
        "cannot add Person 997, the \u{1F600} <one> (p997@example.com): ErrorImContactLimitReached",
        "cannot call Person 1, the \u{1F600} <one> (p1@example.com) so in place of Somebody",
    ] {
        assert!(said.out.contains(text), "{text}: {}", said.out);
    }
    let added = said.out.lines().filter(|line| line.contains("cannot add ") && line.contains("ContactLimit")).count();
    assert_eq!(added, 3, "{}", said.out);
    // With what is not in the file gone, all fits, but for the name.
    let said = as_kim(&store.address, &format!("restore {file} --prune"));
    assert_eq!(said.out.lines().filter(|line| line.contains(": cannot ")).count(), 1, "{}", said.out);
    assert_eq!(said.status, 3);
}
