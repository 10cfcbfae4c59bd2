//! The transport against a server of a few lines that signs connections in.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::super::context::Status;
use super::super::context::tests::Script;
use super::super::credentials::Credentials;
use super::super::mechanism::Mechanism;
use super::*;

/// What the server does wrong, and what it saw.
#[derive(Default)]
struct Server {
    /// So many connections end when the first token comes.
    ends_at_first_token: usize,
    /// Ends every connection when the last token comes.
    ends_at_last_token: bool,
    /// So many connections are with a server that signs in; those that follow are with one that asks nobody to. Each ends with its first answer.
    honest: Option<usize>,
    connections: AtomicUsize,
    requests: AtomicUsize,
    bodies: AtomicUsize,
}

impl Server {
    async fn start(self) -> (Arc<Self>, String) {
        let server = Arc::new(self);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", listener.local_addr().unwrap());
        let accepting = Arc::clone(&server);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let number = accepting.connections.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(Arc::clone(&accepting).serve(stream, number));
            }
        });
        (server, url)
    }

    async fn serve(self: Arc<Self>, mut stream: TcpStream, number: usize) {
        let (mut signing, mut signed_in) = (false, false);
        while let Some((head, body)) = read(&mut stream).await {
            self.requests.fetch_add(1, Ordering::SeqCst);
            self.bodies.fetch_add(usize::from(body > 0), Ordering::SeqCst);
            let token = head.lines().find_map(|line| line.strip_prefix("authorization: "));
            let token = token.and_then(|value| value.split(' ').nth(1)).unwrap_or_default();
            let is_impostor = self.honest.is_some_and(|most| number >= most);
            let answer = match token {
                _ if is_impostor => "200 OK",
                "b25l" if number < self.ends_at_first_token => return,
                "b25l" => {
                    signing = true;
                    "401 Unauthorized\r\nwww-authenticate: NTLM dHdv"
                }
                "dGhyZWU=" if self.ends_at_last_token => return,
                "dGhyZWU=" if signing => {
                    signed_in = true;
                    "200 OK"
                }
                "" if signed_in => "200 OK",
                "c3RhcnQ=" => "200 OK\r\nwww-authenticate: Negotiate cHJvb2Y=",
                _ => "401 Unauthorized\r\nwww-authenticate: NTLM\r\nwww-authenticate: Negotiate",
            };
            let answer = format!("HTTP/1.1 {answer}\r\ncontent-length: 4\r\n\r\nbody");
            let is_over = self.honest.is_some() && answer.starts_with("HTTP/1.1 200");
            if stream.write_all(answer.as_bytes()).await.is_err() || is_over {
                return;
            }
        }
    }

    fn seen(&self) -> (usize, usize) {
        (self.connections.load(Ordering::SeqCst), self.requests.load(Ordering::SeqCst))
    }
}

/// The head of a request, and how long its body is.
async fn read(stream: &mut TcpStream) -> Option<(String, usize)> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    let head = String::from_utf8(head).unwrap();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let length = length.map_or(0, |length| length.parse().unwrap());
    stream.read_exact(&mut vec![0; length]).await.ok()?;
    Some((head, length))
}

fn signing_in() -> SigningIn {
    let mut sign_in = SignIn::new(Mechanism::Ntlm, Credentials::password("kim", "a secret"));
    sign_in.script = Some(Script(&[("", Ok(("one", Status::Continue))), ("two", Ok(("three", Status::Complete)))]));
    SigningIn::with_builder(sign_in, || Client::builder().no_proxy().timeout(Duration::from_secs(20)))
}

fn signing_in_by_kerberos() -> SigningIn {
    let mut sign_in = SignIn::new(Mechanism::Kerberos, Credentials::of_this_machine());
    sign_in.script = Some(Script(&[("", Ok(("start", Status::Continue))), ("proof", Ok(("", Status::Complete)))]));
    SigningIn::with_builder(sign_in, || Client::builder().no_proxy().timeout(Duration::from_secs(20)))
}

async fn call(transport: &SigningIn, url: &str) -> Result<u16, SignInError> {
    let request = Request::post(url).body(Bytes::from_static(b"a request")).unwrap();
    transport.call(request).await.map(|response| response.status().as_u16())
}

fn run(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test);
}

#[test]
fn calls_that_follow_take_one_request_each_on_the_connection_that_is_signed_in() {
    run(async {
        let (server, url) = Server::default().start().await;
        let transport = signing_in();
        for _ in 0..5 {
            assert_eq!(call(&transport, &url).await.unwrap(), 200);
        }
        assert_eq!(server.seen(), (1, 3 + 4));
    });
}

#[test]
fn calls_at_the_same_time_have_a_connection_each() {
    run(async {
        let (server, url) = Server::default().start().await;
        let transport = Arc::new(signing_in());
        let calls: Vec<_> = (0..64)
            .map(|_| {
                let (transport, url) = (Arc::clone(&transport), url.clone());
                tokio::spawn(async move { call(&transport, &url).await })
            })
            .collect();
        for call in calls {
            assert_eq!(call.await.unwrap().unwrap(), 200);
        }
        let (connections, requests) = server.seen();
        assert!(connections <= 64, "{connections}");
        assert_eq!(requests, 64 + 2 * connections);
        assert!(!format!("{transport:?}").contains("a secret"));
    });
}

#[test]
fn a_connection_that_ends_in_the_middle_is_begun_again_once() {
    run(async {
        let (server, url) = Server { ends_at_first_token: 1, ..Server::default() }.start().await;
        assert_eq!(call(&signing_in(), &url).await.unwrap(), 200);
        assert_eq!((server.seen().0, server.bodies.load(Ordering::SeqCst)), (2, 1));
        let (server, url) = Server { ends_at_first_token: 9, ..Server::default() }.start().await;
        assert!(matches!(call(&signing_in(), &url).await, Err(SignInError::ConnectionLost)));
        assert_eq!(server.bodies.load(Ordering::SeqCst), 0);
    });
}

#[test]
fn a_body_whose_fate_is_unknown_is_not_sent_again() {
    run(async {
        let (server, url) = Server { ends_at_last_token: true, ..Server::default() }.start().await;
        let error = call(&signing_in(), &url).await.unwrap_err();
        assert!(matches!(error, SignInError::Transport(_)), "{error:?}");
        assert_eq!(server.bodies.load(Ordering::SeqCst), 1);
    });
}

#[test]
fn a_server_that_asks_nobody_to_sign_in_is_not_believed_by_who_wants_proof() {
    run(async {
        let (server, url) = Server { honest: Some(0), ..Server::default() }.start().await;
        let error = call(&signing_in_by_kerberos(), &url).await.unwrap_err();
        assert!(matches!(error, SignInError::ServerNotProven { .. }), "{error:?}");
        assert_eq!(server.bodies.load(Ordering::SeqCst), 0);
    });
}

#[test]
fn the_proof_of_one_connection_is_not_that_of_the_next() {
    run(async {
        let (server, url) = Server { honest: Some(1), ..Server::default() }.start().await;
        let transport = signing_in_by_kerberos();
        assert_eq!(call(&transport, &url).await.unwrap(), 200);
        // The connection is gone by now, so that the pool makes another.
        tokio::time::sleep(Duration::from_millis(200)).await;
        let error = call(&transport, &url).await.unwrap_err();
        assert!(matches!(error, SignInError::ServerNotProven { .. }), "{error:?}");
        assert_eq!(server.seen().0, 2);
    });
}
