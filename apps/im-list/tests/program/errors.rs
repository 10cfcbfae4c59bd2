//! What the program says when something is wrong.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::thread::JoinHandle;

use crate::program::{PASSWORD, TOKEN, as_kim, run, word};
use crate::store::Store;

/// A server of a few words: answers each connection with the next of `answers`, and closes it.
fn serve(answers: Vec<String>) -> (String, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/EWS/Exchange.asmx", listener.local_addr().unwrap());
    let thread = std::thread::spawn(move || {
        for answer in answers {
            let (mut connection, _) = listener.accept().unwrap();
            let mut request = Vec::new();
            let mut part = [0; 4096];
            while !request.windows(11).any(|end| end.ends_with(b":Envelope>")) {
                match connection.read(&mut part).unwrap() {
                    0 => break,
                    length => request.extend(&part[..length]),
                }
            }
            connection.write_all(answer.as_bytes()).unwrap();
        }
    });
    (address, thread)
}

fn answer(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\n{headers}Content-Type: text/xml\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
}

fn export(server: &str) -> (i32, String) {
    let folder = tempfile::tempdir().unwrap();
    let said =
        as_kim(server, &format!("export --mailbox lee@example.com --into {} --longest-wait 2", word(folder.path())));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    (said.status, said.err)
}

#[test]
fn a_wrong_password_lists_what_the_server_offers() {
    let headers = "WWW-Authenticate: Negotiate\r\nWWW-Authenticate: NTLM\r\nWWW-Authenticate: Basic realm=\"x\"\r\n";
    let (server, thread) = serve(vec![answer("401 Unauthorized", headers, "")]);
    let expected = "im-list: lee@example.com: the server does not accept these credentials (status 401); it offers Negotiate, NTLM, Basic\n";
    assert_eq!(export(&server), (4, expected.to_owned()));
    thread.join().unwrap();
}

#[test]
fn a_token_is_asked_for_again_once() {
    let store = Store::with("[[mailbox]]\nuser = 'jo@example.com'\naliases = ['second']");
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("token.sh");
    fs::write(&script, "echo x >> $0.count\nif [ $(wc -l < $0.count) -gt 1 ]; then echo second; else echo first; fi\n")
        .unwrap();
    let (server, thread) = serve(vec![answer("401 Unauthorized", "", ""), answer("401 Unauthorized", "", "")]);
    let words = format!("export --into {} --token-command", word(folder.path()));
    let ask = |server: &str| {
        let mut command = crate::program::command(server, &words);
        command.arg(format!("sh {}", word(&script))).output().unwrap()
    };
    let output = ask(&server);
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8(output.stderr).unwrap().contains("it offers no way to sign in"));
    thread.join().unwrap();
    assert_eq!(fs::read_to_string(script.with_extension("sh.count")).unwrap().lines().count(), 2);
    assert_eq!(ask(&store.address).status.code(), Some(0));
}

#[test]
fn nobody_is_told_who_has_to_be() {
    let store = Store::start();
    let said = run(&store.address, "export");
    assert_eq!(said.status, 4);
    assert_eq!(
        said.err,
        "im-list: the mailbox of nobody: the server does not accept these credentials (status 401); it offers Basic\n"
    );
    let said = run(&store.address, "export --user kim --password-env NO_SUCH_VARIABLE");
    assert_eq!(
        (said.status, said.err.as_str()),
        (4, "im-list: the environment variable NO_SUCH_VARIABLE has no password\n")
    );
}

#[test]
fn nobody_answers() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let server = format!("http://{}/", listener.local_addr().unwrap());
    drop(listener);
    let (status, err) = export(&server);
    assert_eq!(status, 4);
    let expected =
        format!("im-list: lee@example.com: no answer from {server}: the connection failed: Connection refused");
    assert!(err.contains(&expected) && err.ends_with("(5 times)\n"), "{err}");
}

#[test]
fn a_server_that_goes_in_the_middle_is_told() {
    // It breaks off in the middle of every body.
    let cut = |_| answer("200 OK", "", "<x/>").replace("Content-Length: 4", "Content-Length: 4000");
    let (server, thread) = serve((0..5).map(cut).collect());
    let (status, err) = export(&server);
    assert_eq!(status, 4);
    assert!(err.contains("no answer from") && err.contains("(5 times)"), "{err}");
    thread.join().unwrap();
}

#[test]
fn patience_has_an_end() {
    let busy = |headers: &str| answer("503 Service Unavailable", headers, "");
    let (server, thread) = serve(vec![busy("Retry-After: 1\r\n"), busy("Retry-After: 3600\r\n")]);
    let (status, err) = export(&server);
    assert_eq!(status, 4);
    assert!(err.contains("lee@example.com: waits 1 s: status 503"), "{err}");
    let expected = "the server asks to wait 3600 s: status 503 Service Unavailable (2 times), which --longest-wait does not allow\n";
    assert!(err.ends_with(expected), "{err}");
    thread.join().unwrap();
}

#[test]
fn other_answers_are_told_with_how_they_begin() {
    let (server, thread) = serve(vec![
        answer("200 OK", "", "<html>Sign in here</html>"),
        answer("302 Found", "Location: http://127.0.0.1:9/\r\n", ""),
    ]);
    let (status, err) = export(&server);
    assert!(
        status == 4 && err.contains("this is not how the service answers") && err.contains("Sign in here"),
        "{err}"
    );
    let (status, err) = export(&server);
    assert!(status == 4 && err.contains("302"), "{err}");
    thread.join().unwrap();
}

#[test]
fn files_are_not_written_over() {
    let store = Store::start();
    let folder = tempfile::tempdir().unwrap();
    let into = word(folder.path());
    let words = format!("export --into {into}");
    as_kim(&store.address, &words).good();
    store.requests();
    let said = as_kim(&store.address, &words);
    assert_eq!((said.status, store.requests()), (4, 0));
    assert_eq!(said.err, format!("im-list: {into}/kim@example.com.json is there already; --force writes over it\n"));
    as_kim(&store.address, &format!("{words} --force")).good();
    let said = as_kim(&store.address, "export --into /dev/null/x");
    assert!(said.status == 4 && said.err.contains("cannot be written: Not a directory"), "{}", said.err);
}

#[test]
fn files_are_verified() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.json");
    let good = r#"{"format": "im-list", "version": 1, "exported": "2026-11-29T21:40:00Z",
 "groups": [{"name": "A", "kind": "user", "members": ["sip:a"]}], "contacts": [{"address": "sip:a"}]}"#;
    let verify = |text: &str| {
        fs::write(&path, text).unwrap();
        let said = run("http://127.0.0.1:9/", &format!("verify {}", word(&path)));
        (said.status, said.out + &said.err)
    };
    let file = word(&path);
    assert_eq!(verify(good), (0, format!("{file}: good: 1 group, 1 contact\n")));
    assert_eq!(verify(&good.replace("[\"sip:a\"]", "[\"sip:b\"]")).0, 1);
    let (status, said) = verify(&good[..150]);
    assert_eq!(status, 1);
    assert!(said.starts_with(&format!("im-list: {file}:2:78: the file is cut off: ")), "{said}");
    let (status, said) = verify(&good.replace("user", "user\", \"x\": \"y"));
    assert_eq!(status, 1);
    assert!(said.contains(&format!("{file}:2:45: unknown field `x`")), "{said}");
    let said = run("http://127.0.0.1:9/", &format!("verify {file}.none"));
    assert!(said.status == 4 && said.err.contains("a.json.none cannot be read: No such file"), "{}", said.err);
    // What is not consistent is not restored, and nobody is asked.
    fs::write(&path, good.replace("[\"sip:a\"]", "[\"sip:b\"]")).unwrap();
    let said = as_kim("http://127.0.0.1:9/", &format!("restore {file}"));
    assert_eq!(said.status, 4);
    assert!(
        said.err.contains("is not consistent, and is not restored:\n  group A has a member that is no contact: sip:b"),
        "{}",
        said.err
    );
}

#[test]
fn whoever_reads_may_go() {
    let folder = tempfile::tempdir().unwrap();
    let paths = ["a.json", "b.json"].map(|name| folder.path().join(name));
    for path in &paths {
        let name = path.display();
        let text = format!(
            r#"{{"format": "im-list", "version": 1, "exported": "", "groups": [{{"name": "{name}", "kind": "user"}}], "contacts": []}}"#
        );
        fs::write(path, text).unwrap();
    }
    let words = format!("compare {} {}", word(&paths[0]), word(&paths[1]));
    let mut command = crate::program::command("http://127.0.0.1:9/", &words);
    let mut child = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    drop((child.stdout.take(), child.stderr.take()));
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

#[test]
fn secrets_are_not_on_the_command_line() {
    let said = run("http://127.0.0.1:9/", &format!("export --user kim --password {PASSWORD}").replace(PASSWORD, "x"));
    assert_eq!(said.status, 2);
    let said = run(&format!("http://kim:{}@127.0.0.1:9/", "x"), "export");
    assert!(said.status == 4 && said.err.contains("has a user or a password in it"), "{}", said.err);
    let help = run("http://127.0.0.1:9/", "export --help").good();
    assert!(help.out.contains("Examples:") && !help.out.contains(TOKEN), "{}", help.out);
}
