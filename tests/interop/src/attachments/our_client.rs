//! Our client drives a server of the documents.

use soap_runtime::http::types::{Request, Response};
use soap_runtime::http::{Attachments, Bytes, CallError, Client, ReadError, Transport};
use soap_runtime::mime::Damage;
use soap_runtime::{AttachmentProblem, ErrorKind};

use super::counts::Counting;
use super::documents::documents::{DocumentType, Download, PreviewType, Upload};
use super::documents::soap::Version;
use super::documents::{Documents as _, DownloadError, ReadOptions, RequestHeaders};
use super::peers::Peer;
use super::rows::{REFUSED, THRESHOLD, delimiters, octets};
use super::service::limits;
use crate::failure::Failure;
use crate::outcome::{Case, Outcome, Trial};

/// Counts what passes.
#[derive(Clone)]
struct Counted {
    client: reqwest::Client,
    counting: Counting,
}

impl Transport for Counted {
    type Error = reqwest::Error;

    async fn call(&self, request: Request<Bytes>) -> Result<Response<Bytes>, reqwest::Error> {
        self.counting.add(true, "", request.headers(), request.body());
        let response = Transport::call(&self.client, request).await?;
        self.counting.add(false, "", response.headers(), response.body());
        Ok(response)
    }
}

type Ours = Client<Counted>;
type Tried = Result<(), String>;

/// Tries all rows.
///
/// # Errors
/// There is no client.
pub(super) async fn drive(peer: Peer, version: Version, url: &str) -> Result<(Trial, Counting), Failure> {
    let unusable = |error: &dyn std::fmt::Display| Failure::Store(error.to_string());
    let client = reqwest::Client::builder().no_proxy().build().map_err(|error| unusable(&error))?;
    let counted = Counted { client, counting: Counting::default() };
    let client = |url: &str| {
        let client = Client::new(counted.clone(), url).map_err(|error| unusable(&error))?;
        let attachments = match peer {
            Peer::SoapServer => Attachments::as_asked(),
            _ => Attachments::mtom(),
        };
        let client = client.with_version(version).with_read_options(ReadOptions::strict());
        Ok::<Ours, Failure>(client.with_attachments(attachments.threshold(THRESHOLD).limits(limits())))
    };
    let own = client(url)?;
    let note = match peer {
        Peer::SoapServer => Some("it has no multipart: all octets stand in the text, both ways"),
        Peer::GsoapServer => Some("it writes an empty element for an optional one that is not there"),
        _ => None,
    };
    let is_gsoap = peer == Peer::GsoapServer;
    let mut trial = Trial::default();
    let begin = |row: &str| counted.counting.begin(&format!("{row}, met"));
    let mut say = |row: &str, tried: Tried, note: Option<&str>| {
        let (row, note) = (row.to_owned(), note.map(str::to_owned));
        trial.outcomes.push(Outcome { row, case: Case::Met, reason: tried.err(), note });
    };
    begin("one");
    say("one", there_and_back(&own, is_gsoap, vec![document("one.bin", octets(5_000, 1))]).await, note);
    let mut several = vec![
        document("a.bin", octets(3_000, 2)),
        document("b.bin", octets(70_000, 3)),
        document("c.bin", octets(2_000, 4)),
    ];
    if let Some(second) = several.get_mut(1) {
        second.preview = PreviewType::new(octets(1_500, 5)).ok();
    }
    begin("several");
    say("several", there_and_back(&own, is_gsoap, several).await, note);
    begin("delimiters");
    say("delimiters", there_and_back(&own, is_gsoap, vec![document("odd", delimiters())]).await, note);
    let small = vec![document("small", octets(10, 6)), document("empty", Vec::new())];
    begin("text");
    say("text", there_and_back(&own, is_gsoap, small).await, note.filter(|_| is_gsoap));
    begin("fault");
    say("fault", faulted(&own).await, None);
    if peer == Peer::EmailServer {
        for row in REFUSED {
            let own = client(&url.replace("/documents", &format!("/broken/{}", row.name.replace(' ', "%20"))))?;
            begin(row.name);
            say(row.name, refused(&own, row.name).await, None);
        }
    }
    Ok((trial, counted.counting))
}

fn document(name: &str, content: Vec<u8>) -> DocumentType {
    DocumentType::new(name.to_owned(), content)
}

async fn there_and_back(own: &Ours, is_gsoap: bool, documents: Vec<DocumentType>) -> Tried {
    let uploaded = own.upload(Upload { document: documents.clone() }, RequestHeaders {}).await;
    let entries = uploaded.map_err(|error| error.to_string())?.body.entry;
    if entries.len() != documents.len() {
        return Err(format!("{} entries", entries.len()));
    }
    for (entry, document) in entries.iter().zip(documents) {
        if usize::try_from(entry.size) != Ok(document.content.len()) {
            return Err(format!("the size {}", entry.size));
        }
        let reply = own.download(Download::new(entry.id), RequestHeaders {}).await;
        let mut found = reply.map_err(|error| error.to_string())?.body.document;
        if is_gsoap && found.preview.as_ref().is_some_and(|preview| preview.is_empty()) {
            found.preview = None;
        }
        if found != document {
            return Err(format!("found {found:?}, expected {document:?}"));
        }
    }
    Ok(())
}

async fn faulted(own: &Ours) -> Tried {
    match own.download(Download::new(999_999), RequestHeaders {}).await {
        Err(DownloadError::NotFound(..) | DownloadError::Other(CallError::Fault { .. })) => Ok(()),
        other => Err(format!("{other:?} instead of a fault")),
    }
}

/// Has a download answered with a package that has to be refused.
async fn refused(own: &Ours, kind: &str) -> Tried {
    let Err(DownloadError::Other(CallError::Read { error, .. })) =
        own.download(Download::new(0), RequestHeaders {}).await
    else {
        return Err("it is not refused".to_owned());
    };
    let is_right = match (&error, kind) {
        (ReadError::Message(error), "missing part") => {
            matches!(error.kind(), ErrorKind::Attachment(AttachmentProblem::Missing { .. }))
        }
        (ReadError::Multipart(error), _) => matches!(
            (error.damage(), kind),
            (Damage::PartTooLarge(_), "part too large")
                | (Damage::TooManyParts(_), "too many parts")
                | (Damage::Truncated(_), "truncated")
        ),
        _ => false,
    };
    if is_right { Ok(()) } else { Err(format!("refused for another reason: {error}")) }
}
