//! What reading forgives by default and by choice, what it tells of that, and what it loses.
#![allow(clippy::unwrap_used, missing_docs)]

use case_tests::*;
use soap_runtime::{ErrorKind, NoticeKind, ReadOptions, soap};
use unreadable::unreadable::{RemarkTypeContent, ReportType, ReportTypeChoice, StepsTypeChoice, WeightType};

pub(crate) const XSI: &str = r#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#;

/// Reads with a sink: the value or the error, and the notices.
macro_rules! read {
    ($case:ident, $xml:expr, $options:expr) => {{
        let (options, notices) = $options.collecting();
        let read = $case::Document::from_xml_with($xml, &options).map_err(|error| error.to_string());
        (read, notices.take().iter().map(ToString::to_string).collect::<Vec<String>>())
    }};
}

mod by_default;
mod envelopes;
mod form;
mod salvaging;
mod told;

pub(crate) fn lenient() -> ReadOptions {
    ReadOptions::default()
}

pub(crate) fn salvaging() -> ReadOptions {
    lenient().salvaging()
}

/// A report with this content.
pub(crate) fn report(content: &str) -> String {
    format!(r#"<Report xmlns="urn:example:unreadable" {XSI}>{content}</Report>"#)
}

/// The report that is read, and what is told without line and column.
#[track_caller]
pub(crate) fn read_report(content: &str, options: ReadOptions) -> (ReportType, Vec<String>) {
    let (read, notices) = read!(unreadable, &report(content), options);
    let unreadable::Document::Report(read) = read.unwrap_or_else(|error| panic!("{error}"));
    let told = notices.iter().map(|notice| notice.splitn(3, ':').nth(2).unwrap().trim().to_owned());
    (*read, told.collect())
}

#[track_caller]
pub(crate) fn refused(content: &str, options: &ReadOptions) -> String {
    let error = unreadable::Document::from_xml_with(&report(content), options).unwrap_err();
    error.to_string().splitn(3, ':').nth(2).unwrap().trim().to_owned()
}

/// A SOAP message with this body.
pub(crate) fn enveloped(body: &str) -> String {
    format!("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>{body}</s:Body></s:Envelope>")
}
