//! Files that were fetched, beside what was changed or put there by hand.

use std::collections::{BTreeMap, BTreeSet};

use super::{Mode, Reason, Scratch};
use crate::disk::{Difference, Held, OutputError, Replica, Synced, sync_replica};

type Files = BTreeMap<String, Vec<u8>>;

fn files<const N: usize>(files: [(&str, &[u8]); N]) -> Files {
    files.map(|(name, bytes)| (name.to_owned(), bytes.to_vec())).into()
}

fn sync(scratch: &Scratch, then: &Files, now: &Files, force: bool, mode: Mode) -> Result<Synced, OutputError> {
    let former: BTreeSet<String> = then.keys().cloned().collect();
    let held = |name: &str, found: &[u8]| match then.get(name) {
        Some(bytes) if bytes == found => Held::Same,
        Some(_) => Held::Edited,
        None => Held::Unknown,
    };
    sync_replica(&Replica { root: &scratch.0, files: now, former: &former, held: &held, force }, mode)
}

/// What is in the way, by name; nothing may have changed.
fn in_the_way(scratch: &Scratch, then: &Files, now: &Files) -> Vec<(String, Reason)> {
    let before = scratch.all();
    let error = sync(scratch, then, now, false, Mode::Write).unwrap_err();
    assert_eq!(scratch.all(), before);
    let OutputError::InTheWay(obstacles) = error else { panic!("{error}") };
    let name = |file: &std::path::Path| file.file_name().unwrap().to_str().unwrap().to_owned();
    obstacles.into_iter().map(|found| (name(&found.file), found.reason)).collect()
}

#[test]
fn bytes_are_written_as_they_are_and_files_that_are_gone_go() {
    let scratch = Scratch::new("replica");
    scratch.put("mine.txt", "mine");
    let (then, now) =
        (files([("a.xsd", b"\xff\0\r\n"), ("b.xsd", b"b")]), files([("a.xsd", b"a\xfe"), ("c.xsd", b"")]));
    let none = Files::new();
    assert_eq!(sync(&scratch, &none, &then, false, Mode::Check).unwrap().differences.len(), 2);
    assert_eq!(scratch.names(), ["mine.txt"]);
    assert_eq!(sync(&scratch, &none, &then, false, Mode::Write).unwrap().differences.len(), 2);
    assert_eq!(std::fs::read(scratch.path("a.xsd")).unwrap(), b"\xff\0\r\n");
    let synced = sync(&scratch, &then, &then, false, Mode::Write).unwrap();
    assert_eq!((synced.differences.len(), synced.unchanged), (0, 2));
    let synced = sync(&scratch, &then, &now, false, Mode::Write).unwrap();
    assert_eq!(
        synced.differences,
        [
            Difference::Stale(scratch.path("a.xsd"), 1),
            Difference::Missing(scratch.path("c.xsd")),
            Difference::Extra(scratch.path("b.xsd"))
        ]
    );
    assert_eq!(scratch.names(), ["a.xsd", "c.xsd", "mine.txt"]);
    assert_eq!(std::fs::read(scratch.path("a.xsd")).unwrap(), b"a\xfe");
}

#[test]
fn what_was_changed_by_hand_stays_unless_it_is_to_be_overwritten() {
    let scratch = Scratch::new("replica-edited");
    let then = files([("a.xsd", b"a"), ("b.xsd", b"b"), ("same.xsd", b"old")]);
    let now = files([("a.xsd", b"a2"), ("c.xsd", b"c"), ("same.xsd", b"new")]);
    sync(&scratch, &Files::new(), &then, false, Mode::Write).unwrap();
    for (name, text) in [("a.xsd", "edited"), ("b.xsd", "edited"), ("c.xsd", "mine"), ("same.xsd", "new")] {
        scratch.put(name, text);
    }
    let expected = [("a.xsd", Reason::Edited), ("b.xsd", Reason::Edited), ("c.xsd", Reason::NotFetched)];
    assert_eq!(in_the_way(&scratch, &then, &now), expected.map(|(name, reason)| (name.to_owned(), reason)));
    sync(&scratch, &then, &now, true, Mode::Write).unwrap();
    assert_eq!(scratch.names(), ["a.xsd", "c.xsd", "same.xsd"]);
    assert_eq!(std::fs::read(scratch.path("c.xsd")).unwrap(), b"c");
}

#[cfg(unix)]
#[test]
fn folders_links_and_twins_are_in_the_way_in_any_case() {
    let scratch = Scratch::new("replica-obstacles");
    scratch.put("a.xsd/x", "");
    scratch.put("B.xsd", "");
    scratch.put("elsewhere", "");
    std::os::unix::fs::symlink(scratch.path("elsewhere"), scratch.path("c.xsd")).unwrap();
    let now = files([("a.xsd", b"a"), ("b.xsd", b"b"), ("c.xsd", b"c"), ("../d.xsd", b"d")]);
    let reasons: Vec<String> = in_the_way(&scratch, &Files::new(), &now).into_iter().map(|(name, _)| name).collect();
    assert_eq!(reasons, ["d.xsd"]);
    let now = files([("a.xsd", b"a"), ("b.xsd", b"b"), ("c.xsd", b"c")]);
    let reasons: Vec<Reason> =
        in_the_way(&scratch, &Files::new(), &now).into_iter().map(|(_, reason)| reason).collect();
    let case = Reason::Case("b.xsd".to_owned());
    assert_eq!(reasons, [case, Reason::Folder, Reason::Link(scratch.path("elsewhere"))]);
    assert!(sync(&scratch, &Files::new(), &now, true, Mode::Write).is_err());
}
