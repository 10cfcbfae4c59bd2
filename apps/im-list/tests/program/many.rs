//! Many mailboxes: each impersonated, one that fails stops no other.

use std::fs;

use crate::program::{as_kim, run, word};
use crate::store::Store;

const CONFIGURATION: &str = "impersonators = ['kim@example.com']
[[mailbox]]\nuser = 'kim@example.com'\n[[mailbox]]\nuser = 'lee@example.com'\n[[mailbox]]\nuser = 'jo@example.com'";

#[test]
fn one_that_fails_stops_no_other() {
    let store = Store::with(CONFIGURATION);
    let folder = tempfile::tempdir().unwrap();
    for name in ["kim", "lee", "jo"] {
        store.change(&format!("{name}@example.com"), |edit| {
            let group = edit.group(name);
            edit.contact("sip:al@example.com", Some("Al"), Some(&group));
        });
    }
    let (into, names) = (word(&folder.path().join("backup")), folder.path().join("all.txt"));
    fs::create_dir(&into).unwrap();
    fs::write(&names, "lee@example.com\nnobody@example.com # gone\njo@example.com\n").unwrap();
    let words = format!("--mailbox kim@example.com --mailboxes {} --at-once 2", word(&names));
    let said = as_kim(&store.address, &format!("export {words} --into {into}"));
    assert_eq!(said.status, 4, "{}{}", said.out, said.err);
    assert!(said.out.ends_with("4 mailboxes: 3 exported, 1 failed\n"), "{}", said.out);
    assert!(said.err.contains("im-list: nobody@example.com: there is no such mailbox: "), "{}", said.err);
    let mut files: Vec<_> = fs::read_dir(&into).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    files.sort();
    assert_eq!(files, ["jo@example.com.json", "kim@example.com.json", "lee@example.com.json"]);
    assert!(fs::read_to_string(format!("{into}/lee@example.com.json")).unwrap().contains("\"name\": \"lee\""));

    // Each into its own mailbox again; one file is broken.
    for name in ["kim", "lee", "jo"] {
        store.wipe(&format!("{name}@example.com"));
    }
    fs::write(format!("{into}/broken.json"), "{\n \"format\": \"im-list\",\n \"version\" 1").unwrap();
    let said = as_kim(&store.address, &format!("restore {into}"));
    assert_eq!(said.status, 4, "{}{}", said.out, said.err);
    assert!(said.out.ends_with("4 mailboxes: 3 restored, 0 in part, 1 failed\n"), "{}", said.out);
    assert!(said.err.contains("broken.json:3:12: expected `:`"), "{}", said.err);
    for name in ["kim", "lee", "jo"] {
        as_kim(&store.address, &format!("compare {into}/{name}@example.com.json mailbox:{name}@example.com")).good();
    }
    // Into another's, and into that of whoever signs in.
    let said = as_kim(&store.address, &format!("restore {into}/lee@example.com.json --mailbox jo@example.com")).good();
    assert!(said.out.starts_with("jo@example.com: 2 steps made"), "{}", said.out);
    let said = as_kim(&store.address, &format!("restore {into}/lee@example.com.json --own-mailbox")).good();
    assert!(said.out.starts_with("the mailbox of kim@example.com: 2 steps made"), "{}", said.out);
    let said = as_kim(
        &store.address,
        &format!("restore {into}/lee@example.com.json {into}/jo@example.com.json --mailbox a@b"),
    );
    assert_eq!(said.status, 2, "{}", said.err);
}

#[test]
fn a_token_and_what_may_not_be() {
    let store = Store::with(
        &CONFIGURATION.replace("user = 'jo@example.com'", "user = 'jo@example.com'\naliases = ['eyJ0b2tlbg-s3cret']"),
    );
    let folder = tempfile::tempdir().unwrap();
    let into = word(folder.path());
    let said = run(&store.address, &format!("export --token-env IM_LIST_TOKEN --into {into}")).good();
    assert!(said.out.starts_with("the mailbox of the owner of the token: 0 groups, 0 contacts -> "), "{}", said.out);
    let said =
        run(&store.address, &format!("export --token-env IM_LIST_TOKEN --into {into} --mailbox kim@example.com"));
    assert_eq!(said.status, 4);
    assert!(said.err.contains("kim@example.com: not permitted: "), "{}", said.err);
}
