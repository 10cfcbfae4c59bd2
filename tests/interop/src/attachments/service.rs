//! The service of the documents, in this process, on a free port of this machine. It answers as it is asked, and under a second path always
//! in MTOM.

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use soap_runtime::http::Attachments;
use soap_runtime::mime::Limits;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::counts::{Counting, Counts, Steps, count};
use super::documents::documents::{
    DocumentType, Download, DownloadResponse, EntryType, List, ListResponse, Upload, UploadResponse,
};
use super::documents::soap::Fault;
use super::documents::{Documents, DownloadError, Outcome, ReadOptions, RequestHeaders, Server};
use super::rows::{MOST_BYTES, MOST_PARTS, THRESHOLD};
use crate::failure::Failure;

const ADDRESS: &str = "http://localhost/documents";

/// A running service. It stops when this goes out of scope.
pub struct Service {
    url: String,
    counting: Counting,
    serving: JoinHandle<()>,
}

/// The limits of both sides.
pub(super) fn limits() -> Limits {
    Limits::default().parts(MOST_PARTS).part_bytes(MOST_BYTES)
}

impl Service {
    /// Starts it.
    ///
    /// # Errors
    /// There is no port.
    pub async fn start() -> Result<Self, Failure> {
        let failed = |error: std::io::Error| Failure::Store(error.to_string());
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(failed)?;
        let url = format!("http://{}/documents", listener.local_addr().map_err(failed)?);
        let (counting, cabinet) = (Counting::default(), Cabinet::default());
        let serve = |path: &str, attachments: Attachments| {
            let server = Server::new(cabinet.clone()).with_read_options(ReadOptions::strict());
            let server = server.with_max_request_bytes(8 << 20);
            let server = server.with_attachments(attachments.threshold(THRESHOLD).limits(limits()));
            let address = url.replace("/documents", path);
            Router::new()
                .route(path, get(contract).post_service(server))
                .with_state(Arc::new(super::CONTRACT.replace(ADDRESS, &address)))
        };
        let router = serve("/documents", Attachments::as_asked()).merge(serve("/mtom", Attachments::mtom()));
        let router = router.layer(from_fn_with_state(counting.clone(), count));
        let serving = tokio::spawn(async move {
            if let Err(error) = axum::serve(listener, router).await {
                eprintln!("serving failed: {error}");
            }
        });
        Ok(Self { url, counting, serving })
    }

    /// Where it answers as it is asked; with `?wsdl` its contract.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Where it answers in MTOM.
    #[must_use]
    pub fn mtom_url(&self) -> String {
        self.url.replace("/documents", "/mtom")
    }

    /// The messages so far.
    #[must_use]
    pub fn counts(&self) -> Counts {
        self.counting.counts()
    }

    /// The messages of each step.
    #[must_use]
    pub fn steps(&self) -> Steps {
        self.counting.steps()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn contract(State(contract): State<Arc<String>>, RawQuery(query): RawQuery) -> Response {
    match query.as_deref() {
        Some("wsdl") => contract.to_string().into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Keeps documents.
#[derive(Clone, Default)]
struct Cabinet(Arc<Mutex<Vec<DocumentType>>>);

impl Cabinet {
    fn entries(documents: &[DocumentType], first: usize) -> Vec<EntryType> {
        let entry = |(document, id): (&DocumentType, i32)| {
            let size = i64::try_from(document.content.len()).unwrap_or(i64::MAX);
            let mut entry = EntryType::new(id, document.name.clone(), size);
            entry.preview.clone_from(&document.preview);
            entry
        };
        documents.iter().zip(0..).skip(first).map(entry).collect()
    }
}

impl Documents for Cabinet {
    type Error = Fault;

    async fn upload(&self, request: Upload, _: RequestHeaders) -> Outcome<UploadResponse, Fault> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let first = kept.len();
        kept.extend(request.document);
        Ok(UploadResponse { entry: Self::entries(&kept, first) }.into())
    }

    async fn download(&self, request: Download, _: RequestHeaders) -> Outcome<DownloadResponse, DownloadError<Fault>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match usize::try_from(request.id).ok().and_then(|id| kept.get(id)) {
            Some(document) => Ok(DownloadResponse::new(document.clone()).into()),
            None => Err(DownloadError::NotFound(request.id, Fault::client("no such document"))),
        }
    }

    async fn list(&self, _: List, _: RequestHeaders) -> Outcome<ListResponse, Fault> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(ListResponse { entry: Self::entries(&kept, 0) }.into())
    }
}
