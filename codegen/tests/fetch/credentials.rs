//! Who asks, and who gets to know it; proxies.

use std::io::Write as _;
use std::process::{Output, Stdio};

use crate::common::command::text;
use crate::server::{Answer, Request, Server};
use crate::{contract, fetch, include, names, place, said, schema};

/// A service that answers those alone who send this as `Authorization`, and whose contract leads to `other`.
fn guarded(expected: &'static str, other: &str) -> Server {
    let other = other.to_owned();
    Server::new(move |request| match request.target.as_str() {
        _ if request.header("authorization") != Some(expected) => {
            Answer::status(401).with("WWW-Authenticate", "Basic realm=\"x\"")
        }
        "/orders?wsdl" => Answer::document(contract(
            &(include("types.xsd") + &include(&format!("{other}/import.xsd")) + &include("/elsewhere")),
        )),
        "/elsewhere" => Answer::redirect(&format!("{other}/redirected.xsd")),
        _ => Answer::document(schema("")),
    })
}

fn open() -> Server {
    Server::new(|_| Answer::document(schema("")))
}

fn secrets(requests: &[Request]) -> Vec<&(String, String)> {
    let is_secret = |(name, _): &&(String, String)| {
        ["authorization", "x-key", "cookie"].contains(&name.to_ascii_lowercase().as_str())
    };
    requests.iter().flat_map(|request| &request.headers).filter(is_secret).collect()
}

#[test]
fn credentials_go_to_the_server_that_is_named_and_to_no_other() {
    for (test, expected, arguments, secret) in [
        ("basic", "Basic a2ltOmd1ZXNzOm1l", ["--user=kim", "--password-env=SECRET"], "guess:me"),
        ("bearer", "Bearer to.ken", ["--bearer-env=SECRET", "--header=X-Key: 4711"], "to.ken"),
    ] {
        let other = open();
        let server = guarded(expected, &other.url(""));
        let into = place(test);
        let (_, err) = said(fetch(&into, [server.url("/orders?wsdl")]).args(arguments).env("SECRET", secret), 0);
        assert_eq!(names(&into).len(), 6, "{:?}", names(&into));
        assert!(!err.contains(secret), "{err}");
        let asked = other.asked();
        assert_eq!(asked.len(), 2);
        assert!(secrets(&asked).is_empty(), "{asked:?}");
        assert!(server.asked().iter().all(|request| request.header("authorization") == Some(expected)));
        for name in names(&into) {
            assert!(!std::fs::read_to_string(into.join(name)).unwrap().contains(secret));
        }
    }
}

#[test]
fn the_password_comes_from_standard_input_too() {
    let other = open();
    let server = guarded("Basic a2ltOmd1ZXNzOm1l", &other.url(""));
    let mut command = fetch(&place("stdin"), [&server.url("/orders?wsdl"), "--user", "kim"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"guess:me\nmore\n").unwrap();
    let Output { status, stderr, .. } = child.wait_with_output().unwrap();
    assert_eq!(status.code(), Some(0), "{}", text(&stderr));
}

#[test]
fn who_is_not_known_is_told_what_to_do() {
    let other = guarded("Basic other", "http://unused.invalid");
    let server = guarded("Basic a2ltOmd1ZXNzOm1l", &other.url(""));
    let url = server.url("/orders?wsdl");
    let negotiating =
        Server::new(|_| Answer::status(401).with("WWW-Authenticate", "Negotiate").with("WWW-Authenticate", "NTLM"));
    let user = ["--user=kim", "--password-env=SECRET"];
    for (url, arguments, secret, expected) in [
        (&url, &[][..], "", "401 Unauthorized, asking for Basic"),
        (&url, &[], "", "say who you are: --user NAME --password-env VARIABLE"),
        (&url, &user, "wrong", "it does not take these credentials"),
        (&url, &user, "guess:me", "credentials go to http://127.0.0.1:"),
        (&negotiating.url("/"), &[], "", "only Basic and Bearer are spoken"),
    ] {
        let (_, err) = said(fetch(&place("unknown"), [url]).args(arguments).env("SECRET", secret), 1);
        assert!(err.contains(expected), "{err}");
    }
    for (arguments, expected) in [
        (&["--user=kim"][..], "there is none on standard input"),
        (&["--user=kim:secret"], "a name has no colon"),
        (&["--bearer-env=NO_SUCH_VARIABLE"], "no environment variable `NO_SUCH_VARIABLE`"),
        (&["--header=secret"], "expected `Name: value`"),
        (&["--password-env=SECRET"], "--user"),
    ] {
        let (_, err) = said(fetch(&place("arguments"), [&url]).args(arguments), 2);
        assert!(err.contains(expected), "{err}");
    }
}

/// A lock comes with a checkout, and does not decide who gets a secret.
#[test]
fn credentials_do_not_go_where_only_the_lock_leads() {
    let server = open();
    let into = place("lock");
    said(&mut fetch(&into, [server.url("/types.xsd")]), 0);
    server.asked();
    let (_, err) = said(fetch(&into, ["--check", "--bearer-env=SECRET"]).env("SECRET", "token"), 2);
    assert!(err.contains("name it, also if fetch.lock has it") && server.asked().is_empty(), "{err}");
    said(fetch(&into, ["--check", "--bearer-env=SECRET", &server.url("/types.xsd")]).env("SECRET", "token"), 0);
    assert_eq!(secrets(&server.asked()).len(), 1);
}

#[test]
fn a_proxy_is_taken_from_the_environment() {
    let proxy = Server::new(|request| match request.target.as_str() {
        "http://contracts.invalid/orders?wsdl" => Answer::document(contract(&include("types.xsd"))),
        "http://contracts.invalid/types.xsd" => Answer::document(schema("")),
        _ => Answer::status(404),
    });
    let into = place("proxy");
    said(fetch(&into, ["http://contracts.invalid/orders?wsdl"]).env("http_proxy", proxy.url("")), 0);
    assert_eq!(proxy.targets(), ["http://contracts.invalid/orders?wsdl", "http://contracts.invalid/types.xsd"]);
    // Hosts that need none.
    let direct = open();
    let mut command = fetch(&place("no-proxy"), [direct.url("/types.xsd")]);
    said(command.env("http_proxy", proxy.url("")).env("no_proxy", "example.org,127.0.0.1"), 0);
    assert!(proxy.asked().is_empty() && direct.asked().len() == 1);
    let mut command = fetch(&place("proxy-refuses"), ["http://contracts.invalid/"]);
    let gate = Server::new(|_| Answer::status(407));
    let (_, err) = said(command.env("HTTP_PROXY", gate.url("")), 1);
    assert!(err.contains("the proxy says 407"), "{err}");
}
