//! Attachments that a contract declares (`mime:content`), as structs of parts.
#![allow(clippy::unwrap_used)]

use std::sync::{Arc, Mutex};

use case_tests::wsdl_mime::soap::{Block, Fault};
use case_tests::wsdl_mime::wsdl_mime::Upload;
use case_tests::wsdl_mime::{Album, Client, Outcome, RequestHeaders, Server, UploadRequestParts};
use soap_runtime::http::types::{Request, request};
use soap_runtime::http::{Bytes, Transport as _};
use soap_runtime::mime::{Part, Parts};

/// Says how large the picture of an upload is.
struct Shelf(UploadRequestParts);

impl Album for Shelf {
    type Error = Fault;

    async fn upload(&self, _: Upload, _: RequestHeaders) -> Outcome<i32, Fault> {
        Ok(i32::try_from(self.0.picture.octets.len()).unwrap().into())
    }
}

#[tokio::test]
async fn parts_that_a_contract_declares_are_typed() {
    let shelf = |request: &request::Parts, _: &[Block]| {
        let parts = request.extensions.get::<Parts>().cloned().unwrap_or_default();
        UploadRequestParts::from_parts(&parts).map(Shelf).map_err(|error| Fault::client(error.to_string()))
    };
    let seen: Arc<Mutex<Vec<(String, String)>>> = Arc::default();
    let (server, kept) = (Server::per_message(shelf), Arc::clone(&seen));
    let tapped = move |request: Request<Bytes>| {
        let content_type = request.headers()["content-type"].to_str().unwrap().to_owned();
        kept.lock().unwrap().push((content_type, String::from_utf8_lossy(request.body()).into_owned()));
        let server = server.clone();
        async move { server.call(request).await }
    };
    let client = Client::new(tapped, "http://localhost/album").unwrap();
    let upload = async |parts: Vec<Part>| {
        let call = client.with_parts(parts).upload(Upload::new("cat".to_owned()), RequestHeaders {}).await;
        call.map(|reply| reply.body).map_err(|error| error.to_string())
    };
    let part = |octets: &'static [u8]| Part { octets: octets.into(), ..Part::default() };
    let parts = UploadRequestParts { picture: part(b"12345"), preview: part(b"1") };
    assert_eq!(upload(parts.clone().into_parts()).await, Ok(5));
    let request = seen.lock().unwrap().remove(0);
    assert!(request.0.starts_with("multipart/related; type=\"text/xml\"; start="), "{}", request.0);
    assert!(
        request.1.contains("Content-Type: image/png\r\n") && request.1.contains("Content-ID: <picture=part-"),
        "{}",
        request.1
    );
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
