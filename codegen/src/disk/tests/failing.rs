//! Writing that fails: nothing of it is left.

use std::cell::Cell;
use std::io;
use std::time::Duration;

use super::super::commit::{STAGE, Stage, Step};
use super::*;

/// Writes, and lets the step fail that has this number; whether there was one.
fn failing_at(scratch: &Scratch, files: &Files, number: usize) -> Result<Synced, OutputError> {
    let steps = Cell::new(0);
    let gate = |_: Step<'_>| {
        steps.set(steps.get() + 1);
        if steps.get() == number { Err(io::Error::other("the disk is full")) } else { Ok(()) }
    };
    synced(&Place { root: &scratch.0, files, single: false, inputs: &[] }, Mode::Write, &gate)
}

#[test]
fn all_is_written_or_nothing_wherever_it_fails() {
    let scratch = Scratch::new("failing");
    scratch.write(&bindings());
    scratch.put("own.rs", "pub struct Mine;\n");
    let before = scratch.all();
    let mut failures = 0;
    loop {
        match failing_at(&scratch, &later(), failures + 1) {
            Err(error) => {
                assert!(error.to_string().ends_with("the disk is full; everything is as it was"), "{error}");
                assert_eq!(scratch.all(), before);
                failures += 1;
            }
            Ok(synced) => break assert_eq!(synced.differences.len(), 7),
        }
    }
    // Four files are written, two of them anew, and three are removed: each is prepared, and each is changed.
    assert_eq!(failures, 14);
    let expected: Vec<String> = later().into_keys().chain(["own.rs".to_owned()]).collect();
    assert_eq!(scratch.names(), expected);
}

#[test]
fn a_folder_that_did_not_exist_does_not_come_into_being() {
    let scratch = Scratch::new("failing-anew");
    let root = scratch.path("a/b");
    for number in 1..=10 {
        let gate = |step: Step<'_>| match step {
            Step::Change(file) if file.ends_with("types.rs") => Err(io::Error::other("no")),
            Step::Prepare(_) if number == 1 => Err(io::Error::other("no")),
            _ => Ok(()),
        };
        synced(&Place { root: &root, files: &bindings(), single: false, inputs: &[] }, Mode::Write, &gate).unwrap_err();
        assert_eq!(scratch.all(), BTreeMap::new());
    }
}

#[test]
fn what_changes_meanwhile_is_not_overwritten() {
    type Meddling = fn(&Scratch);
    let meddle: [(&str, Meddling); 4] = [
        ("it has been changed since", |scratch| scratch.put("mod.rs", "saved by an editor")),
        ("it has been changed since", |scratch| {
            std::fs::remove_file(scratch.path("mod.rs")).unwrap();
            std::fs::create_dir(scratch.path("mod.rs")).unwrap();
        }),
        ("exists", |scratch| scratch.put("kinds.rs", "mine")),
        ("exists", |scratch| std::fs::create_dir(scratch.path("kinds.rs")).unwrap()),
    ];
    for (said, meddle) in meddle {
        let scratch = Scratch::new("meanwhile");
        scratch.write(&bindings());
        let seen = Cell::new(BTreeMap::new());
        let gate = |step: Step<'_>| {
            // The first file is on its way when it happens.
            if matches!(step, Step::Change(file) if file.ends_with("contract.txt")) {
                meddle(&scratch);
                let mut all = scratch.all();
                all.retain(|name, _| !name.starts_with(STAGE));
                seen.set(all);
            }
            Ok(())
        };
        let place = Place { root: &scratch.0, files: &later(), single: false, inputs: &[] };
        let error = synced(&place, Mode::Write, &gate).unwrap_err().to_string();
        assert!(error.contains(said) && error.ends_with("everything is as it was"), "{error}");
        // What had been removed by then is there again.
        let removed = ["contract/a.wsdl", "features.toml", "types.rs"].map(|name| (name.to_owned(), None));
        let mut expected = seen.take();
        expected.extend(removed);
        let names = |all: BTreeMap<String, Option<String>>| all.into_keys().collect::<Vec<_>>();
        assert_eq!(names(scratch.all()), names(expected));
    }
}

#[test]
fn what_cannot_be_put_back_is_told_and_kept() {
    let scratch = Scratch::new("torn");
    scratch.write(&bindings());
    let gate = |step: Step<'_>| match step {
        Step::Change(file) if file.ends_with("mod.rs") => Err(io::Error::other("first")),
        Step::Undo(file) if file.ends_with("types.rs") || file.ends_with("kinds.rs") => Err(io::Error::other("second")),
        _ => Ok(()),
    };
    let place = Place { root: &scratch.0, files: &later(), single: false, inputs: &[] };
    let error = synced(&place, Mode::Write, &gate).unwrap_err();
    let OutputError::Torn { files, .. } = &error else { panic!("{error}") };
    let [(new, None), (old, Some(kept))] = files.as_slice() else { panic!("{error}") };
    assert_eq!((new, old), (&scratch.path("kinds.rs"), &scratch.path("types.rs")));
    assert_eq!(std::fs::read_to_string(kept).unwrap(), bindings()["types.rs"]);
    let said = error.to_string();
    assert!(
        said.contains("mod.rs: first; these could not be put back:") && said.contains(kept.to_str().unwrap()),
        "{said}"
    );
    // All else is as it was.
    assert_eq!(std::fs::read_to_string(scratch.path("mod.rs")).unwrap(), bindings()["mod.rs"]);
    assert!(scratch.path("features.toml").exists());
}

#[test]
fn a_second_run_waits_and_gives_up() {
    let scratch = Scratch::new("busy");
    let stage = Stage::open(&scratch.0, Duration::ZERO).unwrap();
    let error = Stage::open(&scratch.0, Duration::from_millis(50)).unwrap_err();
    let said = error.to_string();
    assert!(matches!(error, OutputError::Busy(_)) && said.contains(STAGE), "{said}");
    assert!(scratch.path(STAGE).exists());
    let waiting = std::thread::spawn({
        let root = scratch.0.clone();
        move || Stage::open(&root, Duration::from_secs(60)).map(Stage::close)
    });
    stage.close().unwrap();
    waiting.join().unwrap().unwrap().unwrap();
    assert!(!scratch.path(STAGE).exists());
}

#[test]
fn permissions_stay_as_they_are() {
    let scratch = Scratch::new("permissions");
    scratch.write(&bindings());
    let file = scratch.path("contract.txt");
    #[cfg(unix)]
    std::fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o640)).unwrap();
    let before = std::fs::metadata(&file).unwrap().permissions();
    scratch.write(&later());
    assert_eq!(std::fs::metadata(&file).unwrap().permissions(), before);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), later()["contract.txt"]);
}

#[test]
fn what_is_equal_is_not_touched() {
    let scratch = Scratch::new("untouched");
    scratch.write(&bindings());
    let file = std::fs::File::options().write(true).open(scratch.path("types.rs")).unwrap();
    let long_ago = std::time::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    file.set_modified(long_ago).unwrap();
    scratch.put("contract.txt", "# contract table, version 1\nedited\n");
    assert_eq!(scratch.write(&bindings()).differences, [Difference::Stale(scratch.path("contract.txt"), 2)]);
    assert_eq!(std::fs::metadata(scratch.path("types.rs")).unwrap().modified().unwrap(), long_ago);
}
