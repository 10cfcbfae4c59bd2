//! What has changed since: on the server, and in the folder.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::server::{Answer, Server};
use crate::{contract, fetch, include, names, place, said, schema};

/// A service that has a new version of its contract once `version` says so.
fn service() -> (Server, Arc<AtomicUsize>) {
    let version = Arc::new(AtomicUsize::new(1));
    let now = Arc::clone(&version);
    let server = Server::new(move |request| match (request.target.as_str(), now.load(Ordering::SeqCst)) {
        ("/orders?wsdl", 1) => Answer::document(contract(&(include("a.xsd") + &include("b.xsd")))),
        ("/orders?wsdl", _) => Answer::document(contract(&(include("a.xsd") + &include("c.xsd")))),
        ("/a.xsd", _) => Answer::document(schema("<xs:element name=\"Order\" type=\"xs:int\"/>")),
        ("/b.xsd", 1) | ("/c.xsd", 2) => Answer::document(schema("")),
        _ => Answer::status(404),
    });
    (server, version)
}

fn fetched(test: &str) -> (Server, Arc<AtomicUsize>, PathBuf) {
    let ((server, version), into) = (service(), place(test));
    said(&mut fetch(&into, [server.url("/orders?wsdl")]), 0);
    (server, version, into)
}

/// Everything in a folder.
fn held(into: &Path) -> Vec<(String, Vec<u8>)> {
    names(into).into_iter().map(|name| (name.clone(), std::fs::read(into.join(name)).unwrap())).collect()
}

#[test]
fn a_changed_contract_is_told_and_fetched_again() {
    let (server, version, into) = fetched("changed");
    let (out, _) = said(&mut fetch(&into, ["--check"]), 0);
    assert_eq!(out, format!("{}: 3 documents, all as they were fetched\n", into.display()));
    said(&mut fetch(&into, ["--check", &server.url("/orders?wsdl")]), 0);
    version.store(2, Ordering::SeqCst);
    let before = held(&into);
    let (out, err) = said(&mut fetch(&into, ["--check"]), 1);
    assert_eq!(
        out,
        format!(
            "gone: {} (b.xsd)\nnew: {}\nchanged: {} (orders.wsdl)\n",
            server.url("/b.xsd"),
            server.url("/c.xsd"),
            server.url("/orders?wsdl")
        )
    );
    assert!(err.ends_with("the contract is not what was fetched; fetch it again, without --check\n"), "{err}");
    assert_eq!(held(&into), before);
    let (out, _) = said(&mut fetch::<&str>(&into, []), 0);
    assert!(out.contains("files: 1 written, 3 changed, 1 removed, 1 unchanged"), "{out}");
    assert_eq!(names(&into), ["a.xsd", "c.xsd", "catalog.xml", "fetch.lock", "orders.wsdl"]);
    said(&mut fetch(&into, ["--check"]), 0);
}

#[test]
fn what_was_changed_by_hand_is_told_and_stays() {
    let (_server, version, into) = fetched("edited");
    std::fs::write(into.join("orders.wsdl"), "mine").unwrap();
    std::fs::write(into.join("b.xsd"), "mine, too").unwrap();
    std::fs::write(into.join("c.xsd"), "mine from the start").unwrap();
    std::fs::remove_file(into.join("a.xsd")).unwrap();
    let (out, err) = said(&mut fetch(&into, ["--check"]), 1);
    let line = |what: &str, name: &str| format!("{what}: {}", into.join(name).display());
    let expected = [line("missing", "a.xsd"), line("edited", "b.xsd"), line("edited", "orders.wsdl")];
    assert_eq!(out.lines().collect::<Vec<_>>(), expected);
    assert!(err.contains("the contract is what was fetched, but the files are not"), "{err}");
    version.store(2, Ordering::SeqCst);
    let before = held(&into);
    let (_, err) = said(&mut fetch::<&str>(&into, []), 1);
    for expected in [
        format!("{}: changed since it was fetched", into.join("orders.wsdl").display()),
        format!("{}: changed since it was fetched", into.join("b.xsd").display()),
        format!("{}: not fetched before", into.join("c.xsd").display()),
        "overwrite it with --force".to_owned(),
    ] {
        assert!(err.contains(&expected), "{expected}\n{err}");
    }
    assert_eq!(held(&into), before);
    said(&mut fetch(&into, ["--force"]), 0);
    assert_eq!(names(&into), ["a.xsd", "c.xsd", "catalog.xml", "fetch.lock", "orders.wsdl"]);
    said(&mut fetch(&into, ["--check"]), 0);
}

#[test]
fn there_has_to_be_something_to_compare_with() {
    let (server, _, into) = fetched("no-lock");
    let other = into.with_file_name("other");
    let (_, err) = said(&mut fetch(&other, ["--check", &server.url("/orders?wsdl")]), 1);
    assert!(err.contains("fetch without --check first"), "{err}");
    let (_, err) = said(&mut fetch(&other, ["--check"]), 2);
    assert!(err.contains("name a URL"), "{err}");
    std::fs::write(into.join("fetch.lock"), "version = 9\nroots = []\ncatalog = ''\n").unwrap();
    let before = held(&into);
    let (_, err) = said(&mut fetch(&into, [server.url("/orders?wsdl")]), 1);
    assert!(err.contains("fetch.lock: it has version 9") && held(&into) == before, "{err}");
    said(&mut fetch(&into, [server.url("/orders?wsdl"), "--force".to_owned()]), 0);
}
