//! Documents that are so long that the root's declarations are settled while they are written, in two sets of bindings.
// One of them has compact types, which the conversions make.
#![allow(clippy::useless_conversion)]

use soap_runtime::Nillable;
use soap_runtime::xsd::{Base64Binary, List};

use super::empty_values::Document;
use super::empty_values::empty_values::Values;

/// So many elements are longer than what is settled at the end.
const MANY: usize = 2_000;

/// What is written of values that are read again.
pub(crate) fn again(values: &Values) -> String {
    let document = Document::Values(values.clone().into());
    let xml = document.to_xml().unwrap();
    assert!(Document::from_xml(&xml).unwrap() == document, "{} …", xml.get(..2_000).unwrap_or(&xml));
    xml
}

/// Why values are not written.
pub(crate) fn refused(values: Values) -> String {
    Document::Values(values.into()).to_xml().unwrap_err().to_string()
}

/// Values whose root declares less in the end than it was expected to, and values whose root declares more.
fn roots() -> [Values; 2] {
    let free = vec![String::new().into(), String::from(" ").into()].into();
    [Values { free, ..Values::default() }, Values { hex: Some(Nillable::Nil), ..Values::default() }]
        .map(|values| Values { plain: Some("".into()), ..values })
}

#[test]
fn roots_shrink_and_grow() {
    let [less, more] = roots().map(|values| again(&values));
    assert!(!less.contains("xmlns:o=") && !less.contains("xmlns:xsi="), "{less}");
    assert!(!more.contains("xmlns:o=") && more.contains("xmlns:xsi="), "{more}");
}

#[test]
fn empty_tokens_stay_empty() {
    for values in roots() {
        let mark: Vec<_> = (0..MANY).map(|number| if number % 3 == 0 { "mark" } else { "" }.into()).collect();
        let xml = again(&Values { mark: mark.into(), ..values });
        assert_eq!(xml.matches("<ns1:Mark> </ns1:Mark>").count(), MANY - MANY.div_ceil(3));
    }
}

#[test]
fn empty_lists_stay_empty() {
    for values in roots() {
        let numbers: Vec<List<i32>> = (0..MANY).map(|number| vec![7; number % 3].into()).collect();
        let xml = again(&Values { numbers: numbers.into(), ..values });
        assert_eq!(xml.matches("<ns1:Numbers> </ns1:Numbers>").count(), MANY.div_ceil(3));
    }
}

#[test]
fn octets_that_are_none_stay_none_and_nil_stays_nil() {
    for values in roots() {
        let octets = |number: usize| match number % 3 {
            2 if values.hex.is_some() => Nillable::Nil,
            length => Nillable::Value(Base64Binary::from(vec![1; length])),
        };
        let octets: Vec<_> = (0..MANY).map(octets).collect();
        let xml = again(&Values { octets: octets.into(), ..values.clone() });
        assert_eq!(xml.matches("<ns1:Octets> </ns1:Octets>").count(), MANY.div_ceil(3));
    }
}

#[test]
fn an_empty_string_is_refused_wherever_it_stands() {
    for values in roots() {
        for at in [0, 1, MANY / 2, MANY - 1] {
            let mut word: Vec<_> = (0..MANY).map(|_| String::from("w").into()).collect();
            again(&Values { word: word.clone().into(), ..values.clone() });
            word[at] = String::new().into();
            let why = refused(Values { word: word.into(), ..values.clone() });
            assert!(
                why.starts_with("Values/Word") && why.contains("an empty element stands for its default, \"word\""),
                "{why}"
            );
        }
    }
}
