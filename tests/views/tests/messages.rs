//! The messages of every case come out of views as they do of values that own what they hold, and are refused and forgiven for the same reasons.
#![allow(clippy::unwrap_used, missing_docs)]

use case_tests::messages;
use soap_runtime::{Error, IllegalCharacters, ReadOptions};
use spec_tests::edits::without_one;
use views_tests::{CASES, Trip, WITHOUT};

type Way = fn(&str, &ReadOptions) -> Result<Trip, Error>;

/// What becomes of a text: what is written, or what is said and where; and what reading tells besides.
fn outcome(way: Way, xml: &str, options: &ReadOptions) -> (Result<Trip, String>, Vec<String>) {
    let (options, notices) = options.clone().collecting();
    let outcome = way(xml, &options).map_err(|error| format!("{error} {:?}", error.position()));
    (outcome, notices.take().iter().map(ToString::to_string).collect())
}

/// Reads what `texts` makes of every message in both ways, with and without somebody who is told of what is forgiven. Returns how many there were, and
/// how many were read.
fn compare(options: &ReadOptions, texts: fn(&str) -> Vec<String>) -> (usize, usize) {
    // What views borrow cannot be replaced.
    let options = options.clone().illegal_characters(IllegalCharacters::Refuse);
    let (mut all, mut read) = (0, 0);
    for case in CASES {
        for (file, message) in messages(case.name) {
            for xml in texts(&message) {
                let [owned, viewed] = [case.owned, case.viewed].map(|way| outcome(way, &xml, &options));
                assert_eq!(owned, viewed, "{}: {xml}", file.display());
                let silent = |way: Way| way(&xml, &options).map_err(|error| error.to_string());
                assert_eq!(silent(case.owned), silent(case.viewed), "{}: {xml}", file.display());
                all += 1;
                read += usize::from(viewed.0.is_ok());
            }
        }
    }
    (all, read)
}

fn as_it_is(xml: &str) -> Vec<String> {
    vec![xml.to_owned()]
}

/// The message with lines that end in other ways, and with texts in pieces: nothing of that is borrowed as it is.
fn in_pieces(xml: &str) -> Vec<String> {
    let crlf = xml.replace('\n', "\r\n");
    let split = xml.replace("</", "<!-- -->&#32;</");
    let sections = xml.replace("</", "<![CDATA[<&]]></");
    let attributes = xml.replace("=\"", "=\"&#x41;");
    vec![crlf, split, sections, attributes]
}

/// Cases of several versions, in SOAP encoding or behind features, which have no views, and those that hold numbers, names and elements of any type alone.
const NOTHING_TO_BORROW: &[&str] = &[
    "config-features",
    "versions",
    "versions-nillable",
    "versions-renamed",
    "versions-unchanged",
    "wsdl-empty-body",
    "wsdl-encoded",
    "wsdl-encoded-crm",
    "wsdl-encoded-desk",
    "wsdl-encoded-issues",
    "wsdl-encoded-shop",
];

#[test]
fn every_case_is_there_that_has_something_to_borrow() {
    assert_eq!(WITHOUT, NOTHING_TO_BORROW);
    assert!(CASES.len() > 80, "only {} cases", CASES.len());
}

#[test]
fn lenient_reading_and_writing_are_the_same() {
    let (all, read) = compare(&ReadOptions::default(), as_it_is);
    assert!(all > 2 * CASES.len() && read > all / 2, "{read} of {all}");
}

#[test]
fn strict_reading_and_writing_are_the_same() {
    let (all, read) = compare(&ReadOptions::strict(), as_it_is);
    assert!(read > all / 3, "{read} of {all}");
}

#[test]
fn what_is_not_borrowed_is_the_same() {
    let (all, read) = compare(&ReadOptions::default(), in_pieces);
    assert!(all > 800 && read > all / 4 && read < all, "{read} of {all}");
}

#[test]
fn the_same_is_forgiven() {
    let (all, read) = compare(&ReadOptions::default().salvaging(), without_one);
    assert!(all > 500 && read > all / 3 && read < all, "{read} of {all}");
}
