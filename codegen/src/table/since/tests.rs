#![allow(clippy::unwrap_used)]

use super::*;

fn last(tables: &[&str]) -> String {
    let head = "# contract table, version 1\nnamespace t urn:t\n";
    let read = |table: &&str| Contract::read(&format!("{head}{table}")).unwrap();
    let mut versions: Vec<Contract> = tables.iter().map(read).collect();
    let labels: Vec<String> = (1..=versions.len()).map(|number| format!("v{number}")).collect();
    date(labels.iter().map(String::as_str).zip(&mut versions));
    let text = versions.pop().unwrap().to_text();
    let lists = labels.iter().map(|label| format!("version {label}\n")).collect::<String>();
    let head = format!("# contract table, version 2\n{lists}namespace t urn:t\n");
    assert!(text.starts_with(&head), "{text}");
    text[head.len()..].to_owned()
}

#[test]
fn what_is_new_says_since_when() {
    let old = "element t:A t:AT\ncomplex t:AT\n  sequence 0..*\n    element t:X xs:int\n  attribute a xs:int\n\
               simple t:S restricts xs:string\n  value One\n";
    let new = "element t:A t:AT\nelement t:B xs:int\ncomplex t:AT\n  choice\n    element t:X xs:int\n    element t:Y *\n      \
               complex\n        element t:Z xs:int\n  attribute a xs:int\n  attribute b xs:int required\n\
               simple t:S restricts xs:string\n  value One\n  value Two words\n";
    let expected = "element t:A t:AT\nelement t:B xs:int since=v2\ncomplex t:AT\n  choice\n    element t:X xs:int\n    \
                    element t:Y * since=v2\n      complex\n        element t:Z xs:int\n  attribute a xs:int\n  \
                    attribute b xs:int required since=v2\nsimple t:S restricts xs:string\n  value One\n  \
                    value \"Two words\" since=v2\n";
    assert_eq!(last(&[old, new]), expected);
    assert_eq!(last(&[old, new, new]), expected);
}

#[test]
fn nothing_new_says_nothing() {
    let table = "element t:A t:AT\ncomplex t:AT\n  element t:X xs:int\n";
    assert_eq!(last(&[table, table]), table);
}

#[test]
fn a_type_under_a_new_name_keeps_what_it_had() {
    let old = "element t:A t:AT\ncomplex t:AT\n  element t:X xs:int\n";
    let new = "element t:A t:BT\ncomplex t:BT\n  element t:X xs:int\n  element t:Y xs:int\n";
    assert!(last(&[old, new]).contains("complex t:BT since=v2\n  element t:X xs:int\n  element t:Y xs:int since=v2\n"));
    let place = "element t:A *\n  complex\n    element t:X xs:int\n    element t:Y xs:int\n";
    assert_eq!(last(&[old, place]), place.replace("t:Y xs:int", "t:Y xs:int since=v2"));
}

#[test]
fn what_was_inherited_is_not_new() {
    let old = "complex t:A\n  element t:X xs:int\ncomplex t:B extends t:A\n";
    let new = "complex t:A\ncomplex t:B extends t:A\n  element t:X xs:int\n  element t:Y xs:int\n";
    assert!(last(&[old, new]).ends_with("  element t:X xs:int\n  element t:Y xs:int since=v2\n"));
}

#[test]
fn what_comes_back_counts_anew() {
    let (with, without) = ("complex t:A\n  element t:X xs:int\n", "complex t:A\n");
    assert_eq!(last(&[with, without, with]), "complex t:A\n  element t:X xs:int since=v3\n");
}
