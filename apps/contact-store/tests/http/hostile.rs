//! Requests that are no good, and starts that fail.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::process::Command;
use std::time::Duration;

use crate::process::Process;
use crate::requests::list;

/// Sends bytes.
fn send(process: &Process, bytes: &[u8]) -> TcpStream {
    let host = process.address().strip_prefix("http://").unwrap().split('/').next().unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    drop(stream.write_all(bytes));
    stream
}

/// Sends bytes as a request and gives back all that comes.
fn exchange(process: &Process, request: &[u8]) -> String {
    let mut stream = send(process, request);
    let mut answer = Vec::new();
    drop(stream.read_to_end(&mut answer));
    String::from_utf8_lossy(&answer).into_owned()
}

fn post(process: &Process, body: &[u8]) -> String {
    let head = format!(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    exchange(process, &[head.as_bytes(), body].concat())
}

#[tokio::test]
async fn arbitrary_bytes_do_not_stop_it() {
    let process = Process::start(&["--in-memory"]);
    let deep = "<a>".repeat(10_000);
    let mut seed = 1_u32;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        seed.to_be_bytes()[0]
    })
    .take(5_000)
    .collect();
    for body in [&b""[..], b"<", b"<a/>", b"\0\0", deep.as_bytes(), &noise, b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"]
    {
        let answer = post(&process, body);
        assert!(answer.starts_with("HTTP/1.1 4") || answer.starts_with("HTTP/1.1 5"), "{answer}");
        assert!(answer.contains("Fault>"), "{answer}");
    }
    for length in [1, 100, 5_000] {
        // The server may have hung up by now: what is no HTTP is not read to its end.
        drop(send(&process, &noise[..length]).shutdown(Shutdown::Write));
    }
    assert!(list(&process.client(&reqwest::Client::new(), "kim")).await.is_ok());
    assert_eq!(process.terminate(), (Some(0), String::new()));
}

#[test]
fn schema_violation_tells_the_place() {
    let process = Process::start(&["--in-memory"]);
    let answer = post(&process, b"<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>\n<AddImGroup xmlns='http://schemas.microsoft.com/exchange/services/2006/messages'/></s:Body></s:Envelope>");
    assert!(answer.starts_with("HTTP/1.1 500 "), "{answer}");
    assert!(answer.contains(">a:ErrorSchemaValidation</faultcode>"), "{answer}");
    assert!(answer.contains("<LineNumber>2</LineNumber>"), "{answer}");
}

#[test]
fn contract_is_published() {
    let process = Process::start(&["--in-memory"]);
    let answer =
        exchange(&process, b"GET /any/path?wsdl HTTP/1.1\r\nHost: a.example.com:80\r\nConnection: close\r\n\r\n");
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert!(answer.contains("location=\"http://a.example.com:80/any/path\""), "{answer}");
}

#[test]
fn program_says_why_it_cannot_start() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "this is neither a database nor a configuration ".repeat(50)).unwrap();
    let file = file.to_str().unwrap();
    let start = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_contact-store")).args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    for (arguments, message) in [
        (&["--database", file][..], "file cannot be used"),
        (&["--in-memory", "--configuration", file], "file is not a configuration"),
        (&["--in-memory", "--configuration", "/nowhere/at/all"], "/nowhere/at/all cannot be read"),
        (&["--in-memory", "--listen", "203.0.113.1:1"], "203.0.113.1:1 cannot be listened on"),
        (&["--in-memory", "--default-user", " "], "the default user has no name"),
    ] {
        let (code, errors) = start(arguments);
        assert_eq!(code, Some(1), "{arguments:?}: {errors}");
        assert!(errors.starts_with("contact-store: ") && errors.contains(message), "{arguments:?}: {errors}");
    }
    assert_eq!(start(&[]).0, Some(2));
}

#[test]
fn a_distribution_group_without_a_name_is_taken_like_exchange() {
    let request = include_str!("../../../../tests/messages/add-distribution-group-to-im-list-request-page.xml");
    let known = ["--in-memory", "--distribution-group", "distributionlist1@example.com"];
    let strict = post(&Process::start(&known), request.as_bytes());
    assert!(strict.contains("ErrorSchemaValidation"), "{strict}");
    let answer = post(&Process::start(&[&known[..], &["--like", "exchange", "--strict"]].concat()), request.as_bytes());
    assert!(answer.contains("<t:DisplayName>distributionlist1@example.com<"), "{answer}");
}
