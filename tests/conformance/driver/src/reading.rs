//! A document comes in; whether it was read, leniently and strictly, and what it was written as, goes out.

use serde::{Deserialize, Serialize};
use soap_runtime::bind::{Elements, from_xml_with, to_xml};
use soap_runtime::soap::{Body, Envelope, Outline};
use soap_runtime::{ReadOptions, Result as Read};

/// A document for one of the modules.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    /// The module's name.
    pub module: String,
    /// The document.
    pub xml: String,
}

/// What became of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Lenient reading: what was written afterwards, or the error.
    pub lenient: Result<Written, String>,
    /// Strict reading, or its error.
    pub strict: Result<(), String>,
    /// Reading that salvages and ignores the form of elements, or its error.
    pub forgiving: Result<(), String>,
}

/// What was written after lenient reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The document.
    pub xml: String,
    /// Of a SOAP message, the body's element as a document of its own.
    pub body: Option<String>,
    /// Whether reading that gave an equal value.
    pub equal: bool,
    /// Strict reading of that, or its error.
    pub strict: Result<(), String>,
}

/// The way of a document through the bindings of one module.
pub type Case = fn(&str) -> Answer;

/// Answers requests with `cases`, by name.
pub fn run(cases: &[(&str, Case)]) {
    crate::serve(|request: Request| match cases.iter().find(|(name, _)| *name == request.module) {
        Some((_, case)) => case(&request.xml),
        None => {
            let error = format!("there is no module {}", request.module);
            Answer { lenient: Err(error.clone()), strict: Err(error.clone()), forgiving: Err(error) }
        }
    });
}

/// Reads and writes a document.
#[must_use]
pub fn document<D: Elements + PartialEq>(xml: &str) -> Answer {
    answer(xml, from_xml_with::<D>, to_xml, |_| None)
}

/// Reads and writes a SOAP message.
#[must_use]
pub fn message<D: Elements + PartialEq>(xml: &str) -> Answer {
    let body = |message: &Envelope<D>| match &message.body {
        Body::Message(document) => to_xml(document).ok(),
        Body::Fault(_) | Body::Empty => None,
    };
    answer(xml, Envelope::<D>::from_xml_with, Envelope::to_xml, body)
}

/// Reads and writes a SOAP message, or a document that is none.
#[must_use]
pub fn either<D: Elements + PartialEq>(xml: &str) -> Answer {
    let outline = Outline::read::<D>(xml, &ReadOptions::default());
    let is_message = outline.is_ok_and(|outline| outline.version.is_some());
    if is_message { message::<D>(xml) } else { document::<D>(xml) }
}

fn answer<T: PartialEq>(
    xml: &str,
    read: fn(&str, &ReadOptions) -> Read<T>,
    write: fn(&T) -> Read<String>,
    body: impl FnOnce(&T) -> Option<String>,
) -> Answer {
    let outcome = |xml: &str, options: &ReadOptions| read(xml, options).map(drop).map_err(|error| error.to_string());
    let strict = |xml: &str| outcome(xml, &ReadOptions::strict());
    let lenient = || {
        let value = read(xml, &ReadOptions::default())?;
        let xml = write(&value)?;
        let again = read(&xml, &ReadOptions::default())?;
        let equal = again == value || is_equal_but_for_nan(&xml, &write(&again)?);
        Ok(Written { body: body(&value), equal, strict: strict(&xml), xml })
    };
    Answer {
        lenient: lenient().map_err(|error: soap_runtime::Error| error.to_string()),
        strict: strict(xml),
        forgiving: outcome(xml, &ReadOptions::default().salvaging().ignoring_form()),
    }
}

/// No value with a not-a-number in it equals another one; for those, what they are written as has to do.
fn is_equal_but_for_nan(written: &str, again: &str) -> bool {
    written.contains("NaN") && written == again
}
