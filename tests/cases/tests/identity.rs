//! Identity constraints beside elements that lenient reading passes over: what may be inside them is not held against the rest.
#![allow(clippy::unwrap_used, missing_docs)]

use case_tests::{CASES, Case};
use soap_runtime::ReadOptions;

const BOOK: &str = "<s:Book><s:Title>a</s:Title><s:Place>1</s:Place></s:Book>";
const LOAN: &str = r#"<s:Reader><s:Loan Shelf="A" Place="1"/></s:Reader>"#;

fn told(content: &str) -> Vec<String> {
    let is_it = |case: &&Case| case.name == "identity-constraints";
    let case = CASES.iter().find(is_it).unwrap();
    let xml = format!(r#"<s:Library xmlns:s="urn:example:identity-constraints">{content}</s:Library>"#);
    let (options, notices) = ReadOptions::default().collecting();
    (case.read)(&xml, &options).unwrap();
    notices.take().iter().map(ToString::to_string).collect()
}

#[test]
fn a_reference_to_nothing_is_told() {
    assert_eq!(told(&format!("{BOOK}{LOAN}")), [""; 0]);
    let told = told(LOAN);
    assert!(told.len() == 1 && told[0].contains("the keyref s:loanBook refers to nothing"), "{told:?}");
}

#[test]
fn a_reference_that_may_lead_into_what_was_passed_over_is_not_told() {
    let unknown =
        BOOK.replace("<s:Book>", r#"<s:Book xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="s:Nope">"#);
    let told = told(&format!("{unknown}{LOAN}"));
    assert!(told.len() == 1 && told[0].contains("}Nope is not"), "{told:?}");
}
