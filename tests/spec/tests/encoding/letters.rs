//! Documents to write tests with.

use ms_oxwscos::Document;
use ms_oxwscos::soap::Envelope;
use soap_runtime::{Error, Notice, ReadOptions};

pub(crate) const MESSAGES: &str = "http://schemas.microsoft.com/exchange/services/2006/messages";
pub(crate) const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";

/// The request AddImGroup with this display name, on two lines.
pub(crate) fn add_im_group(display_name: &str) -> String {
    format!("<m:AddImGroup xmlns:m='{MESSAGES}'>\n <m:DisplayName>{display_name}</m:DisplayName></m:AddImGroup>")
}

/// The same in an envelope.
pub(crate) fn envelope(display_name: &str) -> String {
    let body = add_im_group(display_name);
    format!("<s:Envelope xmlns:s='{SOAP}'><s:Body>{body}</s:Body></s:Envelope>")
}

pub(crate) fn declaration(encoding: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>")
}

pub(crate) fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

/// What is read leniently, and what is forgiven.
pub(crate) fn read(bytes: &[u8]) -> (Result<Document, Error>, Vec<Notice>) {
    let (options, notices) = ReadOptions::default().collecting();
    (Document::from_bytes_with(bytes, &options), notices.take())
}

pub(crate) fn read_strictly(bytes: &[u8]) -> Result<Document, Error> {
    Document::from_bytes_with(bytes, &ReadOptions::strict())
}

pub(crate) fn read_envelope(bytes: &[u8]) -> Result<Envelope<Document>, Error> {
    Envelope::from_bytes(bytes)
}
