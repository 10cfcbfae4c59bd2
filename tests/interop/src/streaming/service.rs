//! Our streaming service, in this process, on a free port of this machine: personas at `/whole`, personas of which one cannot be written at `/broken`, and
//! an archive of octets at `/archive`, whose contract is at `/archive?wsdl`.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use ms_oxwscos::{ExchangeServicePortType, Outcome, RequestHeaders, Server, messages, soap, types};
use soap_runtime::http::server::{Outflow, Rejection};
use soap_runtime::http::types::StatusCode;
use soap_runtime::http::types::request::Parts;
use soap_runtime::stream::{iter, read};
use soap_runtime::xsd::Base64Binary;
use stream_tests::PERSONAS;
use stream_tests::archive::archive::{Add, AddResponse, Fetch, FetchResponse};
use stream_tests::archive::{self, Archive, FetchError};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::{ITEMS, OCTETS};
use crate::failure::Failure;
use crate::recording::step;
use crate::sources;

const CONTRACT: &str = include_str!("../../../streams/contract/archive.wsdl");
const ADDRESS: &str = "http://127.0.0.1:8080/archive";

/// The persona that cannot be written at `/broken`.
pub const UNWRITABLE: usize = 8000;

/// Where the contract of the archive is.
pub(super) fn archive_file() -> PathBuf {
    sources().join("../streams/contract/archive.wsdl")
}

/// A running service. It stops when this goes out of scope.
pub struct Service {
    port: u16,
    counting: Counting,
    additions: Arc<AtomicUsize>,
    serving: JoinHandle<()>,
}

/// Requests and responses by what was being tried; bodies pass as they are.
#[derive(Clone, Default)]
struct Counting(Arc<Mutex<BTreeMap<String, (usize, usize)>>>);

impl Service {
    /// Starts it.
    ///
    /// # Errors
    /// There is no port.
    pub async fn start() -> Result<Self, Failure> {
        let failed = |error: std::io::Error| Failure::Store(error.to_string());
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(failed)?;
        let port = listener.local_addr().map_err(failed)?.port();
        let (counting, additions) = (Counting::default(), Arc::new(AtomicUsize::new(0)));
        let mailbox = |parts: &Parts| Ok::<_, Rejection>(Mailbox(outflow(parts)?, parts.uri.path() == "/broken"));
        let personas = Server::per_request(mailbox).streaming();
        let added = Arc::clone(&additions);
        let cabinet = move |parts: &Parts| Ok::<_, Rejection>(Cabinet(outflow(parts)?, Arc::clone(&added)));
        let contract = Arc::new(CONTRACT.replace(ADDRESS, &format!("http://127.0.0.1:{port}/archive")));
        let router = archive::Server::per_request(cabinet).streaming().into_router("/archive");
        let router = router.layer(from_fn_with_state(contract, published));
        let router = router.merge(personas.clone().into_router("/whole")).merge(personas.into_router("/broken"));
        let router = router.layer(from_fn_with_state(counting.clone(), count));
        let serving = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router).await {
                eprintln!("serving failed: {error}");
            }
        });
        Ok(Self { port, counting, additions, serving })
    }

    /// Its port on 127.0.0.1.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Where it serves something.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }

    /// How many lists were added so far.
    #[must_use]
    pub fn additions(&self) -> usize {
        self.additions.load(Ordering::SeqCst)
    }

    /// Requests and responses of a step since this was asked last.
    pub(super) fn taken(&self, step: &str) -> (usize, usize) {
        self.counting.0.lock().unwrap_or_else(PoisonError::into_inner).remove(step).unwrap_or_default()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn outflow(parts: &Parts) -> Result<Outflow, Rejection> {
    Outflow::of(parts).ok_or_else(|| Rejection::status(StatusCode::NOT_IMPLEMENTED))
}

async fn published(State(contract): State<Arc<String>>, request: Request, next: Next) -> Response {
    if request.method() == Method::GET && request.uri().query() == Some("wsdl") {
        return contract.to_string().into_response();
    }
    next.run(request).await
}

async fn count(State(counting): State<Counting>, request: Request, next: Next) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let step = step(request.headers());
    let add = |requests, responses| {
        let mut counts = counting.0.lock().unwrap_or_else(PoisonError::into_inner);
        let counted = counts.entry(step.clone()).or_default();
        *counted = (counted.0 + requests, counted.1 + responses);
    };
    add(1, 0);
    let response = next.run(request).await;
    add(0, 1);
    response
}

/// Has [`ITEMS`] personas, or more and of these one that cannot be written.
struct Mailbox(Outflow, bool);

impl ExchangeServicePortType for Mailbox {
    type Error = soap::Fault;

    async fn get_im_items(
        &self,
        _: messages::GetImItemsType,
        _: RequestHeaders,
    ) -> Outcome<messages::GetImItemsResponseMessageType, soap::Fault> {
        let is_broken = self.1;
        // More than goes out at once, so that it breaks off in the middle.
        let personas = (0..if is_broken { 3 * ITEMS } else { ITEMS }).map(move |number| {
            let name =
                if is_broken && number == UNWRITABLE { "\u{0}".to_owned() } else { format!("Zoë <{number}> 😀") };
            types::PersonaType::new(types::ItemIdType::new(format!("id-{number}"))).with_display_name(name)
        });
        self.0.items(PERSONAS, iter(personas));
        let mut response = messages::GetImItemsResponseMessageType::new(types::ResponseClassType::Success);
        let list = types::ImItemListType::default().with_personas(types::ArrayOfPeopleType::default());
        (response.response_code, response.im_item_list) = (Some(messages::ResponseCodeType::NoError), Some(list));
        Ok(response.into())
    }
}

/// Has octets, and counts lists.
struct Cabinet(Outflow, Arc<AtomicUsize>);

impl Archive for Cabinet {
    type Error = archive::soap::Fault;

    async fn fetch(
        &self,
        request: Fetch,
        _: archive::RequestHeaders,
    ) -> archive::Outcome<FetchResponse, FetchError<archive::soap::Fault>> {
        self.0.octets("a:FetchResponse/a:Content", read(std::io::repeat(b'x').take(OCTETS as u64)));
        Ok(FetchResponse::new(request.name, Base64Binary::default()).into())
    }

    async fn add(
        &self,
        request: Add,
        _: archive::RequestHeaders,
    ) -> archive::Outcome<AddResponse, archive::soap::Fault> {
        self.1.fetch_add(1, Ordering::SeqCst);
        let count = i32::try_from(request.entries.entry.len()).unwrap_or(i32::MAX);
        Ok(AddResponse::new(count).into())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::asked;
    use super::*;

    #[tokio::test]
    async fn our_client_reads_what_our_service_writes() {
        let service = Service::start().await.unwrap();
        let client = |path: &str| asked::client(&service.url(path)).unwrap();
        asked::all_personas(&client("whole"), ITEMS).await.unwrap();
        assert!(asked::all_personas(&client("broken"), ITEMS).await.is_err());
        asked::fetched(&client("archive")).await.unwrap();
        asked::added(&client("archive")).await.unwrap();
        assert_eq!((service.additions(), service.taken(""), service.taken("")), (1, (4, 4), (0, 0)));
    }
}
