//! Messages of several parts between a client and a server in one process, and what of them is refused.
#![allow(clippy::unwrap_used)]

use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use case_tests::wsdl_documents::documents::{
    DocumentType, Download, DownloadResponse, EntryType, List, ListResponse, PreviewType, Upload, UploadResponse,
};
use case_tests::wsdl_documents::soap::{Fault, Version};
use case_tests::wsdl_documents::{Documents, DownloadError, Outcome, ReadOptions, RequestHeaders, Server, operations};
use case_tests::wsdl_mime::wsdl_mime::Upload as AlbumUpload;
use case_tests::wsdl_mime::{
    Album, Outcome as AlbumOutcome, RequestHeaders as AlbumHeaders, Server as AlbumServer, UploadRequestParts,
};
use soap_runtime::http::server::Shared;
use soap_runtime::http::types::{Request, Response, StatusCode, request::Parts as HttpParts};
use soap_runtime::http::{Attachments, Bytes, CallError, Client, OutgoingParts, ReadError, Transport};
use soap_runtime::mime::{Damage, Limits, Part, Parts};

/// Keeps documents, and answers with what it was told.
#[derive(Clone, Default)]
struct Cabinet(Arc<Mutex<Vec<DocumentType>>>);

fn entry(id: usize, document: &DocumentType) -> EntryType {
    let mut entry = EntryType::new(i32::try_from(id).unwrap(), document.name.clone(), document.content.len() as i64);
    entry.preview.clone_from(&document.preview);
    entry
}

impl Documents for Cabinet {
    type Error = Fault;

    async fn upload(&self, request: Upload, _: RequestHeaders) -> Outcome<UploadResponse, Fault> {
        let mut kept = self.0.lock().unwrap();
        let first = kept.len();
        kept.extend(request.document);
        let entries = kept.iter().enumerate().skip(first).map(|(id, document)| entry(id, document)).collect::<Vec<_>>();
        Ok(UploadResponse { entry: entries }.into())
    }

    async fn download(&self, request: Download, _: RequestHeaders) -> Outcome<DownloadResponse, DownloadError<Fault>> {
        let kept = self.0.lock().unwrap();
        let found = usize::try_from(request.id).ok().and_then(|id| kept.get(id));
        match found {
            Some(document) => Ok(DownloadResponse::new(document.clone()).into()),
            None => Err(DownloadError::NotFound(request.id, Fault::client("no such document"))),
        }
    }

    async fn list(&self, _: List, _: RequestHeaders) -> Outcome<ListResponse, Fault> {
        let kept = self.0.lock().unwrap();
        Ok(ListResponse { entry: kept.iter().enumerate().map(|(id, document)| entry(id, document)).collect() }.into())
    }
}

/// A transport that keeps what goes by.
#[derive(Clone)]
struct Tap<T> {
    to: T,
    seen: Arc<Mutex<Vec<(String, Bytes)>>>,
}

impl<T> Tap<T> {
    fn new(to: T) -> Self {
        Self { to, seen: Arc::default() }
    }

    fn keep(&self, content_type: Option<&soap_runtime::http::types::HeaderValue>, body: &Bytes) {
        let content_type = content_type.map_or("", |value| value.to_str().unwrap()).to_owned();
        self.seen.lock().unwrap().push((content_type, body.clone()));
    }

    fn take(&self) -> Vec<(String, Bytes)> {
        std::mem::take(&mut *self.seen.lock().unwrap())
    }
}

impl<T: Transport> Transport for Tap<T> {
    type Error = T::Error;

    async fn call(&self, request: Request<Bytes>) -> Result<Response<Bytes>, T::Error> {
        self.keep(request.headers().get("content-type"), request.body());
        let response = self.to.call(request).await?;
        self.keep(response.headers().get("content-type"), response.body());
        Ok(response)
    }
}

fn server() -> Server<Shared<Cabinet>> {
    Server::new(Cabinet::default()).with_read_options(ReadOptions::strict())
}

fn document(octets: Vec<u8>) -> DocumentType {
    let mut document = DocumentType::new("report.pdf".to_owned(), octets);
    document.preview = Some(PreviewType::new(vec![7; 10]).unwrap());
    document
}

fn has(body: &Bytes, text: &str) -> bool {
    body.windows(text.len()).any(|window| window == text.as_bytes())
}

const URL: &str = "http://localhost/documents";
const VERSIONS: [Version; 2] = [Version::V1_1, Version::V1_2];

#[tokio::test]
async fn a_request_in_mtom_gets_an_answer_in_mtom() {
    for version in VERSIONS {
        let tap = Tap::new(server());
        let client =
            Client::new(tap.clone(), URL).unwrap().with_version(version).with_read_options(ReadOptions::strict());
        let client = client.with_attachments(Attachments::mtom().threshold(100));
        let octets: Vec<u8> = (0..=255).cycle().take(3000).chain(*b"\r\n--part-\r\n--").collect();
        let sent = document(octets.clone());
        Documents::upload(&client, Upload { document: vec![sent.clone(), document(vec![1])] }, RequestHeaders {})
            .await
            .unwrap();
        let reply = client.download(Download::new(0), RequestHeaders {}).await.unwrap();
        assert_eq!(reply.body.document, sent);
        let seen = tap.take();
        let [upload, uploaded, download, downloaded] = &seen[..] else { panic!("{}", seen.len()) };
        for (content_type, body) in [upload, uploaded, download, downloaded] {
            assert!(
                content_type.starts_with("multipart/related; type=\"application/xop+xml\"; start=\"<root."),
                "{content_type}"
            );
            assert!(content_type.contains(&format!("start-info=\"{}\"", version.media_type())), "{content_type}");
            assert!(has(body, "Content-Type: application/xop+xml; charset=utf-8; type="), "{content_type}");
        }
        let action = "action=\"urn:example:documents:Upload\"";
        assert_eq!(upload.0.contains(action), version == Version::V1_2, "{}", upload.0);
        // Only what reaches the threshold is a part.
        assert_eq!(
            [upload, uploaded, download, downloaded].map(|(_, body)| has(body, "xop:Include")),
            [true, false, false, true]
        );
        assert!(upload.1.windows(octets.len()).any(|window| window == octets));
        assert!(upload.1.len() < octets.len() + 1700, "{}", upload.1.len());
    }
}

#[tokio::test]
async fn a_server_answers_as_it_is_asked_or_as_it_is_told() {
    for (told, asked, expected) in [
        (Attachments::as_asked(), Attachments::as_asked(), "text/xml; charset=utf-8"),
        (Attachments::mtom(), Attachments::as_asked(), "multipart/related"),
        (Attachments::as_asked(), Attachments::mtom(), "multipart/related"),
    ] {
        let tap = Tap::new(server().with_attachments(told));
        let client = Client::new(tap.clone(), URL).unwrap().with_attachments(asked);
        client.list(List {}, RequestHeaders {}).await.unwrap();
        let seen = tap.take();
        assert!(seen[1].0.starts_with(expected), "{}", seen[1].0);
    }
}

#[tokio::test]
async fn a_fault_is_a_fault_whatever_the_packaging() {
    for version in VERSIONS {
        let client = Client::new(server(), URL).unwrap().with_version(version).with_attachments(Attachments::mtom());
        match client.download(Download::new(9), RequestHeaders {}).await {
            Err(DownloadError::NotFound(id, _)) => assert_eq!(id, 9),
            other => panic!("{other:?}"),
        }
    }
}

/// A request of several parts, as a peer of ours may write it.
fn packaged(content_type: &str, body: impl Into<Bytes>) -> Request<Bytes> {
    let request = Request::post(URL).header("content-type", content_type).header("soapaction", "\"\"");
    request.body(body.into()).unwrap()
}

const MTOM: &str = "multipart/related; boundary=b; type=\"application/xop+xml\"; start-info=\"text/xml\"";

fn envelope(content: &str) -> String {
    format!(
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><Upload xmlns='urn:example:documents'>\
         <Document><Name>a</Name><Content>{content}</Content></Document></Upload></s:Body></s:Envelope>"
    )
}

const INCLUDE: &str = "<Include xmlns='http://www.w3.org/2004/08/xop/include' href='cid:a%40b'/>";

/// A body with the parts, each a head and a content.
fn body(parts: &[(&str, &str)]) -> String {
    let parts = parts.iter().map(|(head, content)| format!("--b\r\n{head}\r\n\r\n{content}\r\n"));
    parts.collect::<String>() + "--b--\r\n"
}

async fn answer(server: &Server<Shared<Cabinet>>, content_type: &str, body: impl Into<Bytes>) -> (StatusCode, String) {
    let response = server.answer(packaged(content_type, body)).await;
    (response.status(), String::from_utf8_lossy(response.body()).into_owned())
}

#[tokio::test]
async fn packages_as_others_write_them() {
    let root = "Content-Type: application/xop+xml; type=\"text/xml\"\r\nContent-ID: <root>";
    let xml = envelope(INCLUDE);
    let part = ("Content-ID: <a@b>", "octets");
    let start = format!("{MTOM}; start=\"<root>\"");
    let bare_start = format!("{MTOM}; start=root");
    let table: [(&str, Vec<(&str, &str)>); 9] = [
        (MTOM, vec![(root, &xml), part]),
        (&start, vec![(root, &xml), part]),
        (&start, vec![part, (root, &xml)]),
        (&bare_start, vec![part, (root, &xml)]),
        (MTOM, vec![("Content-ID: root", &xml), ("content-id: a@b", "octets")]),
        (MTOM, vec![("X: y", &xml), ("Content-ID: <a%40b>", "octets")]),
        (MTOM, vec![(root, &xml), ("Content-ID:\r\n <a@b>\r\nContent-Transfer-Encoding: base64", "b2N0\r\nZXRz\r\n")]),
        (MTOM, vec![(root, &xml), ("Content-ID: <a@b>\r\nContent-Transfer-Encoding: quoted-printable", "oct=65ts")]),
        (
            "multipart/related; boundary=b; type=\"text/xml\"",
            vec![("Content-Type: text/xml", &xml), ("Content-ID: <other>", ""), part],
        ),
    ];
    for (content_type, parts) in table {
        let server = server();
        let (status, text) = answer(&server, content_type, body(&parts)).await;
        assert_eq!(status, StatusCode::OK, "{content_type} {parts:?}: {text}");
        let client = Client::new(server, URL).unwrap();
        let kept = client.download(Download::new(0), RequestHeaders {}).await.unwrap();
        assert_eq!(kept.body.document.content[..], *b"octets");
    }
}

/// Each reference is some bytes of the body, and may stand for as many as all of it has: what a body may bring bounds the text of all.
#[tokio::test]
async fn parts_stand_for_no_more_text_than_a_body_may_bring() {
    let octets = "x".repeat(3_000);
    let with = |references: usize| {
        let blocks = format!("<h xmlns='urn:h'>{INCLUDE}</h>").repeat(references);
        let xml = envelope("").replace("<s:Body>", &format!("<s:Header>{blocks}</s:Header><s:Body>"));
        body(&[("Content-Type: application/xop+xml", &xml), ("Content-ID: <a@b>", &octets)])
    };
    let server = || Server::new(Cabinet::default());
    let limit = with(2).len();
    for (server, references, is_fine) in [
        (server().with_max_request_bytes(limit), 1, true),
        (server().with_max_request_bytes(limit), 2, false),
        (server(), 1_000, true),
        (server(), 1_500, false),
        (server().with_max_request_bytes(limit).with_read_options(ReadOptions::default()), 2, false),
        (server().with_read_options(ReadOptions::default().max_bytes(8_000)).with_max_request_bytes(limit), 2, true),
        (server().with_read_options(ReadOptions::default().max_bytes(7_999)).with_max_request_bytes(limit), 2, false),
    ] {
        let (status, text) = answer(&server, MTOM, with(references)).await;
        assert_eq!(status == StatusCode::OK, is_fine, "{references}: {text}");
        assert!(is_fine || text.contains("bytes of attachments read as text"), "{text}");
    }
    let answered = with(2).replace("Upload>", "DownloadResponse>").replace("<Upload ", "<DownloadResponse ");
    let answering = move |_: Request<Bytes>| {
        let response = Response::builder().header("content-type", MTOM).body(Bytes::from(answered.clone()));
        std::future::ready(Ok::<_, Infallible>(response.unwrap()))
    };
    let client = Client::new(answering, URL).unwrap();
    for (client, is_fine) in [(client.clone(), true), (client.with_max_response_bytes(limit + 100), false)] {
        match client.download(Download::new(0), RequestHeaders {}).await {
            Ok(_) => assert!(is_fine),
            Err(error) => {
                assert!(!is_fine && error.to_string().contains("bytes of attachments read as text"), "{error}");
            }
        }
    }
}

#[tokio::test]
async fn broken_packages_are_refused_with_what_is_wrong() {
    let xml = envelope(INCLUDE);
    let root = ("Content-Type: application/xop+xml", xml.as_str());
    let part = ("Content-ID: <a@b>", "octets");
    let whole = body(&[root, part]);
    let limits = Limits::default().parts(3).part_bytes(1_000);
    let long = "x".repeat(1_001);
    let table: [(&str, String, u16, &str); 13] = [
        (
            MTOM,
            body(&[root]),
            500,
            "Upload/Document/Content/Include: xop:Include: `cid:a%40b` is no part of the message",
        ),
        (MTOM, body(&[root, ("Content-ID: <a>", "octets")]), 500, "which has &lt;a&gt;"),
        (MTOM, body(&[root, part, part]), 500, "a second part with the Content-ID &lt;a@b&gt;"),
        (
            MTOM,
            whole[..whole.len() - 7].to_owned(),
            500,
            "part 2, byte 344: the body ends here: expected the last delimiter",
        ),
        (MTOM, whole[..whole.len() - 20].to_owned(), 500, "expected the end of the headers of a part"),
        (MTOM, body(&[root, ("Content-ID: <a@b>", &long)]), 413, "the part is longer than 1000 bytes"),
        (MTOM, body(&[root, part, ("A: b", ""), ("A: b", "")]), 413, "there are more than 3 parts"),
        (MTOM, xml.clone(), 500, "expected the first delimiter"),
        ("multipart/related; type=\"application/xop+xml\"", whole.clone(), 500, "has no parameter `boundary`"),
        ("multipart/related; boundary=b; start=\"&lt;x>\"", whole.clone(), 500, "no part has the Content-ID"),
        ("multipart/form-data; boundary=b", whole.clone(), 415, "is not that of a SOAP message"),
        (MTOM, body(&[("Content-Type: image/png", &xml), part]), 415, "image/png"),
        ("text/xml", xml.clone(), 500, "this message came without attachments"),
    ];
    for (content_type, body, status, expected) in table {
        let server = server().with_attachments(Attachments::default().limits(limits));
        let (found, text) = answer(&server, content_type, body).await;
        assert!(text.contains(expected), "{expected}: {text}");
        assert!(text.contains("Fault") && found.as_u16() == status, "{expected}: {found}");
        let client = Client::new(server, URL).unwrap();
        assert!(client.list(List {}, RequestHeaders {}).await.unwrap().body.entry.is_empty());
    }
}

#[tokio::test]
async fn broken_answers_are_errors_of_the_call() {
    let xml = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><DownloadResponse xmlns='urn:example:documents'>\
               <Document><Name>a</Name><Content><x:Include xmlns:x='http://www.w3.org/2004/08/xop/include' href='cid:a'/></Content></Document>\
               </DownloadResponse></s:Body></s:Envelope>";
    let root = ("Content-Type: application/xop+xml", xml);
    let call = async |body: String, limits: Limits| {
        let response = move |_: Request<Bytes>| {
            let response = Response::builder().header("content-type", MTOM).body(Bytes::from(body.clone())).unwrap();
            std::future::ready(Ok::<_, Infallible>(response))
        };
        let client = Client::new(response, URL).unwrap().with_attachments(Attachments::default().limits(limits));
        client.download(Download::new(0), RequestHeaders {}).await
    };
    let whole = body(&[root, ("Content-ID: <a>", "octets")]);
    let reply = call(whole.clone(), Limits::default()).await.unwrap();
    assert_eq!(reply.body.document.content[..], *b"octets");
    let damage = async |body: String, limits| match call(body, limits).await {
        Err(DownloadError::Other(CallError::Read { error: ReadError::Multipart(error), .. })) => error.damage().clone(),
        other => panic!("{other:?}"),
    };
    assert!(matches!(damage(whole[..whole.len() - 9].to_owned(), Limits::default()).await, Damage::Truncated(_)));
    assert_eq!(damage(whole.clone(), Limits::default().parts(1)).await, Damage::TooManyParts(1));
    assert_eq!(
        damage(whole.clone(), Limits::default().part_bytes(5)).await,
        Damage::PartTooLarge(xml.len().min(5) as u64)
    );
    let total = whole.len() as u64 - 1;
    assert_eq!(damage(whole.clone(), Limits::default().total_bytes(total)).await, Damage::TooLarge(total));
    match call(body(&[root]), Limits::default()).await {
        Err(DownloadError::Other(CallError::Read { error: ReadError::Message(error), .. })) => {
            assert_eq!(error.path(), "Envelope/Body/DownloadResponse/Document/Content/Include");
            assert!(error.position().column > 1);
        }
        other => panic!("{other:?}"),
    }
}

/// Gives the parts of a request back, and the number of them as the number of documents.
struct Mirror(Parts, OutgoingParts);

impl Documents for Mirror {
    type Error = Fault;

    async fn list(&self, _: List, _: RequestHeaders) -> Outcome<ListResponse, Fault> {
        let entries = self.0.iter().zip(0..).map(|(part, id)| {
            let name = part.content_id.clone().unwrap_or_default();
            EntryType::new(id, name, part.octets.len() as i64)
        });
        self.0.iter().for_each(|part| self.1.add(part.clone()));
        Ok(ListResponse { entry: entries.collect() }.into())
    }
}

#[tokio::test]
async fn parts_that_no_value_is_go_both_ways() {
    let mirror = |request: &HttpParts, _: &[case_tests::wsdl_documents::soap::Block]| {
        let parts = request.extensions.get::<Parts>().cloned().unwrap_or_default();
        let outgoing = request.extensions.get::<OutgoingParts>().cloned().unwrap_or_default();
        Ok(Mirror(parts, outgoing))
    };
    for (version, attachments) in VERSIONS.into_iter().zip([Attachments::as_asked(), Attachments::mtom()]) {
        let tap = Tap::new(Server::per_message(mirror));
        let came: Arc<Mutex<Vec<(String, Part)>>> = Arc::default();
        let kept = Arc::clone(&came);
        let client = Client::new(tap.clone(), URL).unwrap().with_version(version).with_attachments(attachments.clone());
        let mut photo = Part::new("photo@example.org", "image/png", &b"\x89PNG\r\n--"[..]);
        photo.headers.push(("Content-Disposition".to_owned(), "attachment; filename=\"p.png\"".to_owned()));
        let nameless = Part { octets: Bytes::from_static(b"x"), ..Part::default() };
        let client = client.with_part(photo.clone()).with_part(nameless).on_parts(move |operation, parts| {
            kept.lock().unwrap().extend(parts.iter().map(|part| (operation.to_owned(), part.clone())));
        });
        let reply = client.list(List {}, RequestHeaders {}).await.unwrap();
        let entries: Vec<_> = reply.body.entry.iter().map(|entry| (entry.name.as_str(), entry.size)).collect();
        assert_eq!(entries, [("photo@example.org", photo.octets.len() as i64), ("", 1)]);
        let came = came.lock().unwrap();
        assert_eq!(came[0], ("List".to_owned(), photo));
        assert_eq!((came.len(), &came[1].1.octets[..]), (2, &b"x"[..]));
        let own = if attachments == Attachments::mtom() { "application/xop+xml" } else { version.media_type() };
        for (content_type, _) in tap.take() {
            assert!(content_type.starts_with(&format!("multipart/related; type=\"{own}\";")), "{content_type}");
        }
    }
}

/// Says how large the picture of an upload is.
struct Shelf(UploadRequestParts);

impl Album for Shelf {
    type Error = Fault;

    async fn upload(&self, _: AlbumUpload, _: AlbumHeaders) -> AlbumOutcome<i32, Fault> {
        Ok(i32::try_from(self.0.picture.octets.len()).unwrap().into())
    }
}

#[tokio::test]
async fn parts_that_a_contract_declares_are_typed() {
    let shelf = |request: &HttpParts, _: &[case_tests::wsdl_documents::soap::Block]| {
        let parts = request.extensions.get::<Parts>().cloned().unwrap_or_default();
        UploadRequestParts::from_parts(&parts).map(Shelf).map_err(|error| Fault::client(error.to_string()))
    };
    let tap = Tap::new(AlbumServer::per_message(shelf));
    let client = Client::new(tap.clone(), URL).unwrap();
    let upload = async |parts: Vec<Part>| {
        let client = client.with_parts(parts);
        let call = Album::upload(&client, AlbumUpload::new("cat".to_owned()), AlbumHeaders {}).await;
        call.map(|reply| reply.body).map_err(|error| error.to_string())
    };
    let part = |octets: &'static [u8]| Part { octets: octets.into(), ..Part::default() };
    let parts = UploadRequestParts { picture: part(b"12345"), preview: part(b"1") };
    assert_eq!(upload(parts.clone().into_parts()).await, Ok(5));
    let request = &tap.take()[0];
    assert!(request.0.starts_with("multipart/related; type=\"text/xml\"; start="), "{}", request.0);
    assert!(has(&request.1, "Content-Type: image/png\r\n") && has(&request.1, "Content-ID: <picture=part-"));
    // In another order, as others name them, without names in the order of the contract, and with another of the media types.
    let mut sent = parts.into_parts();
    sent.reverse();
    assert_eq!(upload(sent).await, Ok(5));
    let named = |id: &str, media_type: &str, octets: &'static [u8]| Part::new(id, media_type, octets);
    assert_eq!(
        upload(vec![named("preview", "image/png", b"1"), named("picture%3Dx@y", "Image/JPEG; a=b", b"123")]).await,
        Ok(3)
    );
    assert_eq!(upload(vec![named("x", "image/png", b"12"), named("y", "image/png", b"1")]).await, Ok(2));
    for (parts, expected) in [
        (vec![], "no attachment is the part `picture`"),
        (vec![named("picture=1@x", "image/png", b"1")], "no attachment is the part `preview`"),
        (vec![named("picture=1@x", "image/png", b"1"), named("pre", "image/png", b"1")], "found <picture=1@x>, <pre>"),
        (
            vec![named("picture", "text/html", b"1"), named("preview", "image/png", b"1")],
            "expected image/png or image/jpeg",
        ),
    ] {
        let error = upload(parts).await.unwrap_err();
        assert!(error.contains(expected), "{error}");
    }
}

#[tokio::test]
async fn parts_of_one_name_or_with_broken_headers_are_not_sent() {
    let broken = Part { headers: vec![("A".to_owned(), "b\r\nC: d".to_owned())], ..Part::default() };
    let twice = Part::new("a", "image/png", Vec::new());
    for parts in [vec![broken], vec![twice.clone(), twice]] {
        let client = parts.into_iter().fold(Client::new(server(), URL).unwrap(), |client, part| client.with_part(part));
        let error = client.list(List {}, RequestHeaders {}).await.unwrap_err();
        assert!(matches!(error, CallError::Write { .. }), "{error}");
    }
}

#[test]
fn no_octets_are_shown() {
    let part = Part::new("a", "text/plain", &b"secret"[..]);
    let shown = format!("{part:?} {:?}", Parts::new([part.clone()]).unwrap());
    assert!(shown.contains('6') && !shown.contains("secret") && !shown.contains("115"), "{shown}");
    assert_eq!(operations::ALL.len(), 3);
}

#[tokio::test]
async fn names_of_parts_go_out_in_one_pair_of_brackets_or_not_at_all() {
    let sent = async |part: Part| {
        let tap = Tap::new(server());
        let client = Client::new(tap.clone(), URL).unwrap().with_part(part);
        let called = Documents::list(&client, List::default(), RequestHeaders {}).await;
        let body = tap.take().first().map(|(_, body)| String::from_utf8_lossy(body).into_owned());
        (body.unwrap_or_default(), called.err().map(|error| error.to_string()).unwrap_or_default())
    };
    let named = |id: &str| Part { content_id: Some(id.to_owned()), ..Part::default() };
    for (id, line) in [("<a>", "<a>"), ("a", "<a>"), (" <a@b> ", "<a@b>"), ("a b", "<a b>"), ("a%41", "<a%41>")] {
        let (body, error) = sent(named(id)).await;
        assert!(body.contains(&format!("\r\nContent-ID: {line}\r\n")), "{id}: {body} {error}");
    }
    for id in ["a>b", "", "<>", " ", "<a", "<<a>>", "a<b"] {
        let (body, error) = sent(named(id)).await;
        let said = format!("{id:?} cannot be the Content-ID of a part");
        assert!(body.is_empty() && error.contains(&said), "{id}: {body} {error}");
    }
    for own in ["Content-ID", "content-type", "Content-Transfer-Encoding"] {
        let part = Part { headers: vec![(own.to_owned(), "base64".to_owned())], ..named("a") };
        let (body, error) = sent(part).await;
        assert!(body.is_empty() && error.contains(own), "{own}: {body} {error}");
    }
    let twice = Client::new(Tap::new(server()), URL).unwrap().with_parts([named("a"), named("<a>")]);
    let error = Documents::list(&twice, List::default(), RequestHeaders {}).await.unwrap_err();
    assert!(error.to_string().contains("a second part with the Content-ID <a>"), "{error}");
}
