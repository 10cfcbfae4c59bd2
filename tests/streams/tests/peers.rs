//! Streams over sockets of this machine with programs that know nothing of us: servers and clients on the standard libraries of Python and node, good
//! ones and ones that are broken on purpose.
//!
//! Each test says which peer it had to do without, where a tool is missing.

#![allow(clippy::unwrap_used, missing_docs)]

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use ms_oxwscos::http::{CallError, Client, Part, ReadError};
use ms_oxwscos::{ExchangeServicePortType, Outcome, ReadOptions, RequestHeaders, Server, messages, soap, types};
use soap_runtime::ErrorKind;
use soap_runtime::http::server::{Outflow, Rejection};
use soap_runtime::http::types::request::Parts;
use soap_runtime::stream::{iter, read};
use soap_runtime::xsd::Base64Binary;
use stream_tests::archive::archive::{Add, AddEntries, EntryType, Fetch, Store};
use stream_tests::archive::{self, Archive as _};
use stream_tests::{PERSONAS, request};

/// Nothing takes longer than this.
const LONGEST: Duration = Duration::from_secs(60);

/// A peer's server; ended when it is dropped.
struct Peer {
    name: &'static str,
    child: Child,
    url: String,
}

impl Peer {
    fn all() -> Vec<Self> {
        [("python3", "server.py"), ("node", "server.js")]
            .into_iter()
            .filter_map(|(tool, file)| Self::start(tool, file))
            .collect()
    }

    fn start(tool: &'static str, file: &str) -> Option<Self> {
        let script = format!("{}/peers/{file}", env!("CARGO_MANIFEST_DIR"));
        let started = Command::new(tool).arg(script).stdout(Stdio::piped()).spawn();
        let Ok(mut child) = started else {
            eprintln!("skipped: {tool} is not installed");
            return None;
        };
        let mut port = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut port).unwrap();
        Some(Self { name: tool, child, url: format!("http://127.0.0.1:{}", port.trim()) })
    }

    fn client(&self, path: &str) -> Client<reqwest::Client> {
        Client::new(reqwest::Client::new(), format!("{}/{path}", self.url)).unwrap()
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

type Error = CallError<reqwest::Error>;

/// How many personas come, and how it ends.
async fn personas(client: &Client<reqwest::Client>) -> (usize, Result<(), Error>) {
    let client = client.with_read_options(ReadOptions::strict());
    let mut stream = client
        .stream_items::<types::PersonaType>(PERSONAS)
        .call(|client| async move { client.get_im_items(request(), RequestHeaders::default()).await });
    let mut count = 0;
    loop {
        match tokio::time::timeout(LONGEST, stream.next()).await.unwrap().unwrap() {
            Ok(Part::Item(persona)) => {
                assert_eq!(persona.display_name.as_deref(), Some(format!("Zoë <{count}> 😀").as_str()));
                count += 1;
            }
            Ok(Part::Rest(_)) => return (count, Ok(())),
            Err(error) => return (count, Err(error)),
        }
    }
}

#[tokio::test]
async fn items_come_from_peers() {
    for peer in Peer::all() {
        let (count, rest) = personas(&peer.client("items")).await;
        assert_eq!((count, rest.is_ok()), (3000, true), "{}: {rest:?}", peer.name);
        let (count, error) = personas(&peer.client("busy")).await;
        assert!(matches!(error, Err(CallError::Status { .. })) && count == 0, "{}: {error:?}", peer.name);
    }
}

#[tokio::test]
async fn what_breaks_off_has_one_outcome_each() {
    for peer in Peer::all() {
        let (count, error) = personas(&peer.client("cut")).await;
        let Err(CallError::Read { error: ReadError::Message(error), .. }) = error else {
            panic!("{}: {error:?}", peer.name)
        };
        assert!(matches!(error.kind(), ErrorKind::UnexpectedEnd { .. }), "{error}");
        assert!((1..9).contains(&count), "{count}");
        for path in ["closed", "truncated-chunk"] {
            let (count, error) = personas(&peer.client(path)).await;
            assert!(matches!(error, Err(CallError::Transport { .. })), "{} {path}: {error:?}", peer.name);
            assert!(count < 9, "{count}");
        }
    }
}

#[tokio::test]
async fn several_envelopes_come_from_peers_as_they_are_sent() {
    for peer in Peer::all() {
        let begun = Instant::now();
        let mut stream = peer
            .client("events")
            .stream_envelopes()
            .call(|client| async move { client.get_im_items(request(), RequestHeaders::default()).await });
        let mut times = Vec::new();
        for expected in [1, 0, 2] {
            let reply = tokio::time::timeout(LONGEST, stream.next()).await.unwrap().unwrap().unwrap();
            assert_eq!(reply.body.im_item_list.unwrap().personas.unwrap().persona.len(), expected);
            times.push(begun.elapsed());
        }
        assert!(stream.next().await.is_none());
        assert!(times[2] - times[0] >= Duration::from_millis(150), "each came when it was sent: {times:?}");

        let mut stream = peer
            .client("garbage")
            .stream_envelopes()
            .call(|client| async move { client.get_im_items(request(), RequestHeaders::default()).await });
        assert!(stream.next().await.unwrap().is_ok());
        let error = stream.next().await.unwrap().unwrap_err();
        assert!(matches!(&error, CallError::Read { error: ReadError::Message(_), .. }), "{error:?}");
        assert!(stream.next().await.is_none());
    }
}

#[tokio::test]
async fn an_idle_peer_is_left_by_the_callers_clock() {
    for peer in Peer::all() {
        let client = peer.client("idle");
        let mut stream = client
            .stream_items::<types::PersonaType>(PERSONAS)
            .call(|client| async move { client.get_im_items(request(), RequestHeaders::default()).await });
        let mut count = 0;
        while let Ok(part) = tokio::time::timeout(Duration::from_secs(2), stream.next()).await {
            assert!(matches!(part, Some(Ok(Part::Item(_)))), "{part:?}");
            count += 1;
        }
        assert!((1..9).contains(&count), "{}: {count}", peer.name);
    }
}

#[tokio::test]
async fn requests_in_pieces_arrive_at_peers() {
    for peer in Peer::all() {
        let client = |path: &str| peer.client(path);
        let entries = iter((0..5000).map(|number| EntryType::new(format!("é<{number}>")).into()));
        let call = client("add").send_items::<archive::archive::AnyEntryType, _>("a:Add/a:Entries/a:Entry", entries);
        let request = Add::new("o".to_owned(), AddEntries::default());
        let reply =
            call.call(|client| async move { client.add(request, archive::RequestHeaders {}).await }).await.unwrap();
        assert_eq!(reply.body.count, 5000, "{}", peer.name);

        let octets = read(std::io::repeat(b'x').take(1_000_001));
        let call = client("store").send_octets("a:Store/a:Content", octets);
        let request = Store::new("n".to_owned(), Base64Binary::default());
        let reply =
            call.call(|client| async move { client.store(request, archive::RequestHeaders {}).await }).await.unwrap();
        assert_eq!(reply.body.length, 1_000_001, "{}", peer.name);

        let count = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&count);
        let sink = move |octets: &[u8]| {
            counted.fetch_add(octets.iter().filter(|octet| **octet == b'x').count(), Ordering::Relaxed);
            Ok(())
        };
        let call = client("fetch").stream_octets("a:FetchResponse/a:Content", sink);
        let request = Fetch::new("n".to_owned());
        call.call(|client| async move { client.fetch(request, archive::RequestHeaders {}).await }).await.unwrap();
        assert_eq!(count.load(Ordering::Relaxed), 1_000_001, "{}", peer.name);
    }
}

/// Has so many personas, of which number 2,500 cannot be written where the path says so.
struct Service(Outflow, bool);

impl ExchangeServicePortType for Service {
    type Error = soap::Fault;

    async fn get_im_items(
        &self,
        _: messages::GetImItemsType,
        _: RequestHeaders,
    ) -> Outcome<messages::GetImItemsResponseMessageType, soap::Fault> {
        let is_broken = self.1;
        let personas = (0..3000).map(move |number| {
            let name = if is_broken && number == 2500 { "\u{0}" } else { "Zoë" };
            types::PersonaType::new(types::ItemIdType::new(format!("id-{number}"))).with_display_name(name)
        });
        self.0.items(PERSONAS, iter(personas));
        let mut response = messages::GetImItemsResponseMessageType::new(types::ResponseClassType::Success);
        response.im_item_list =
            Some(types::ImItemListType::default().with_personas(types::ArrayOfPeopleType::default()));
        Ok(response.into())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn peers_read_what_our_server_writes_in_pieces() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let service = |parts: &Parts| -> Result<_, Rejection> {
        Ok(Service(Outflow::of(parts).unwrap(), parts.uri.path() == "/broken"))
    };
    let server = Server::per_request(service).streaming();
    let router = server.clone().into_router("/whole").merge(server.into_router("/broken"));
    let serving = tokio::spawn(async { axum::serve(listener, router).await });
    for (tool, file) in [("python3", "client.py"), ("node", "client.js")] {
        for path in ["/whole", "/broken"] {
            let script = format!("{}/peers/{file}", env!("CARGO_MANIFEST_DIR"));
            let asked = tokio::process::Command::new(tool).arg(script).arg(port.to_string()).arg(path).output();
            let Ok(asked) = tokio::time::timeout(LONGEST, asked).await.unwrap() else {
                eprintln!("skipped: {tool} is not installed");
                continue;
            };
            let said = String::from_utf8_lossy(&asked.stdout).into_owned();
            let errors = String::from_utf8_lossy(&asked.stderr).into_owned();
            match path {
                "/whole" => assert_eq!(said.trim(), "3000 whole", "{tool}: {errors}"),
                _ => {
                    let (count, end) = said.trim().split_once(' ').unwrap_or_else(|| panic!("{tool}: {errors}"));
                    assert_eq!(end, "broken off", "{tool}: {errors}");
                    assert!(count.parse::<usize>().unwrap() <= 2500, "{tool}: {said}");
                }
            }
        }
    }
    serving.abort();
}
