#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use super::{check, usable};
use crate::diagnostic::Diagnostics;
use crate::ir::Contract;
use crate::load::load;
use crate::resolve::{Wanted, resolve};
use crate::source::{MemoryResolver, Sources};

/// A schema of a namespace, with these declarations and this content.
fn schema(target: &str, declarations: &str, content: &str) -> String {
    format!(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='{target}' elementFormDefault='qualified' \
         {declarations}>{content}</xs:schema>"
    )
}

/// A contract of these documents, all of them inputs, and what is said of it.
fn compiled(documents: &[(&str, String)], given: &[(&str, &str)]) -> (Option<Contract>, String) {
    let resolver =
        documents.iter().fold(MemoryResolver::new(), |resolver, (name, text)| resolver.with(name, text.as_str()));
    let names: Vec<&str> = documents.iter().map(|(name, _)| *name).collect();
    let given: BTreeMap<String, String> =
        given.iter().map(|(prefix, uri)| ((*prefix).to_owned(), (*uri).to_owned())).collect();
    let mut diagnostics = Diagnostics::new();
    let set = load(&names, &resolver, &mut diagnostics);
    let sources = set.sources.clone();
    diagnostics.extend(set.claims.unknown(&given));
    let contract = resolve(&set, &Wanted { namespaces: given, ..Wanted::default() }, &mut diagnostics);
    (contract, diagnostics.render(&sources, ""))
}

fn contract(documents: &[(&str, String)], given: &[(&str, &str)]) -> Contract {
    let (contract, text) = compiled(documents, given);
    contract.expect(&text)
}

/// The prefixes of the namespaces with components, in the order of these.
fn spelled(documents: &[(&str, String)], given: &[(&str, &str)]) -> Vec<String> {
    let spelled = |documents: &[(&str, String)]| -> Vec<String> {
        contract(documents, given).namespaces().iter().map(|used| used.prefix.clone().unwrap()).collect()
    };
    let backwards: Vec<_> = documents.iter().rev().cloned().collect();
    let renamed =
        ["z.xsd", "y.xsd", "x.xsd", "w.xsd"].into_iter().zip(documents).map(|(name, (_, text))| (name, text.clone()));
    let result = spelled(documents);
    assert_eq!(result, spelled(&backwards), "in another order");
    assert_eq!(result, spelled(&renamed.collect::<Vec<_>>()), "under other names");
    result
}

const E: &str = "<xs:element name='E' type='xs:int'/>";

#[test]
fn of_several_prefixes_the_one_that_most_documents_declare_is_taken() {
    let document = |declarations, content| schema("urn:a", declarations, content);
    let other = "<xs:element name='F' type='xs:int'/>";
    let several = |last| {
        [
            ("a.xsd", document("xmlns:y='urn:a'", E)),
            ("b.xsd", document("xmlns:z='urn:a'", other)),
            ("c.xsd", document(last, "")),
        ]
    };
    assert_eq!(spelled(&several("xmlns:z='urn:a'"), &[]), ["z"]);
    assert_eq!(spelled(&several("xmlns:x='urn:b'"), &[]), ["y"]);
    assert_eq!(spelled(&several("xmlns:tns='urn:a'"), &[]), ["y"]);
}

#[test]
fn what_is_declared_inside_counts_less_and_tns_least() {
    let inside = "<xs:element name='E' xmlns:q='urn:a' type='xs:int'/>";
    let document = |declarations| [("a.xsd", schema("urn:a", declarations, inside))];
    assert_eq!(spelled(&document("xmlns:t='urn:a'"), &[]), ["t"]);
    assert_eq!(spelled(&document("xmlns:tns='urn:a'"), &[]), ["q"]);
    assert_eq!(spelled(&[("a.xsd", schema("urn:a", "xmlns:tns='urn:a'", E))], &[]), ["tns"]);
    assert_eq!(spelled(&[("a.xsd", schema("urn:a", "", E))], &[]), ["ns1"]);
}

#[test]
fn a_prefix_of_two_namespaces_is_that_of_the_one_more_often_called_so() {
    let two = |a, b| [("a.xsd", schema("urn:a", a, E)), ("b.xsd", schema("urn:b", b, E))];
    assert_eq!(spelled(&two("xmlns:t='urn:a'", "xmlns:t='urn:b'"), &[]), ["t", "t2"]);
    assert_eq!(spelled(&two("xmlns:t='urn:a'", "xmlns:t='urn:b' xmlns:b='urn:b'"), &[]), ["t", "b"]);
    assert_eq!(spelled(&two("xmlns:t='urn:a' xmlns:b='urn:b'", "xmlns:t='urn:b'"), &[]), ["t", "b"]);
    assert_eq!(spelled(&two("xmlns:tns='urn:a'", "xmlns:tns='urn:b'"), &[]), ["tns", "tns2"]);
    assert_eq!(spelled(&two("", ""), &[]), ["ns1", "ns2"]);
    let mut three = two("xmlns:t='urn:a'", "xmlns:t='urn:b'").to_vec();
    three.push(("c.xsd", schema("urn:c", "xmlns:t='urn:b'", "")));
    assert_eq!(spelled(&three, &[]), ["t2", "t"]);
    three.push(("d.xsd", schema("urn:d", "xmlns:t2='urn:d'", E)));
    assert_eq!(spelled(&three, &[]), ["t3", "t", "t2"]);
}

#[test]
fn what_is_selected_does_not_change_prefixes() {
    let both = [("a.xsd", schema("urn:a", "xmlns:t='urn:a'", "")), ("b.xsd", schema("urn:b", "xmlns:t='urn:b'", E))];
    assert_eq!(spelled(&both, &[]), ["t2"]);
}

#[test]
fn every_namespace_that_is_mentioned_has_a_prefix() {
    let content = "<xs:element name='E'><xs:complexType><xs:sequence><xs:any namespace='urn:x urn:y'/></xs:sequence>\
        </xs:complexType></xs:element>";
    let contract = contract(&[("a.xsd", schema("urn:a", "xmlns:y='urn:y'", content))], &[]);
    let prefix = |uri: &str| contract.prefixes().get(&crate::qname::Namespace::new(uri).unwrap());
    assert_eq!((prefix("urn:a"), prefix("urn:x"), prefix("urn:y")), (Some("ns1"), Some("ns2"), Some("y")));
}

#[test]
fn the_configuration_comes_first() {
    let document = [("a.xsd", schema("urn:a", "xmlns:t='urn:a'", E)), ("b.xsd", schema("urn:b", "xmlns:b='urn:b'", E))];
    assert_eq!(spelled(&document, &[("b", "urn:a")]), ["b", "b2"]);
    assert_eq!(spelled(&document, &[("types", "urn:a"), ("t", "urn:b")]), ["types", "t"]);
}

#[test]
fn prefixes_become_identifiers() {
    for (prefix, name) in
        [("t", "t"), ("T1", "T1"), ("soap-enc", "soap_enc"), ("a.b", "a_b"), ("type", "type_"), ("_x", "_x")]
    {
        assert_eq!(usable(prefix).as_deref(), Some(name), "{prefix}");
    }
    assert_eq!(usable("größe"), None);
}

#[test]
fn a_prefix_that_cannot_be_is_an_error_with_a_reason() {
    let found = |pairs: &[(&str, &str)]| {
        let namespaces = pairs.iter().map(|(prefix, uri)| ((*prefix).to_owned(), (*uri).to_owned())).collect();
        let mut diagnostics = Diagnostics::new();
        diagnostics.extend(check(&namespaces));
        diagnostics.render(&Sources::default(), "")
    };
    for (prefix, uri, reason) in [
        ("a-b", "urn:a", "a prefix is also an identifier in Rust"),
        ("1a", "urn:a", "a prefix is also an identifier in Rust"),
        ("type", "urn:a", "a prefix is also an identifier in Rust"),
        ("é", "urn:a", "a prefix is also an identifier in Rust"),
        ("xmlns", "urn:a", "XML itself needs this prefix"),
        ("soap", "urn:a", "this prefix is always that of http://schemas.xmlsoap.org/soap/envelope/"),
        ("default", "urn:a", "generated code uses this word for something else"),
        ("xs", "urn:a", "this prefix is always that of http://www.w3.org/2001/XMLSchema"),
        ("i", "http://www.w3.org/2001/XMLSchema-instance", "the prefix of this namespace is always `xsi`"),
        ("t", "", "a prefix stands for a namespace, and this one is empty"),
        ("", "", "a prefix stands for a namespace, and this one is empty"),
    ] {
        let found = found(&[(prefix, uri)]);
        assert!(found.starts_with("error[namespaces]: ") && found.contains(reason), "{prefix} {uri}: {found}");
    }
    let twice = found(&[("a", "urn:a"), ("b", "urn:a")]);
    assert!(twice.contains("the prefixes `a` and `b` are both given to the namespace urn:a, which has one"), "{twice}");
    let xsd = "http://www.w3.org/2001/XMLSchema";
    assert_eq!(found(&[("", "urn:a"), ("a", "urn:a"), ("xs", xsd), ("xsd", xsd)]), "");
}

#[test]
fn a_namespace_that_no_document_mentions_is_a_warning() {
    let document = [("a.xsd", schema("urn:example:types", "", E))];
    let (_, found) = compiled(&document, &[("t", "urn:example:tpyes")]);
    let expected = "warning[namespaces]: no document mentions the namespace urn:example:tpyes of [namespaces]\n  \
        help: did you mean urn:example:types?\n";
    assert_eq!(found, expected);
}

#[test]
fn the_default_namespace_is_that_of_the_inputs() {
    let home = "xmlns='urn:a'";
    let is_default = |documents: &[(&str, String)], given: &[(&str, &str)]| {
        contract(documents, given).default_namespace().map(ToString::to_string)
    };
    let urn_a = Some("urn:a".to_owned());
    let one = |content| [("a.xsd", schema("urn:a", home, content))];
    assert_eq!(is_default(&one(E), &[]), urn_a);
    assert_eq!(is_default(&one(E), &[("t", "urn:a")]), None, "a prefix is given");
    assert_eq!(is_default(&one(E), &[("t", "urn:a"), ("", "urn:a")]), urn_a);
    assert_eq!(is_default(&[("a.xsd", schema("urn:a", "xmlns:t='urn:a'", E))], &[]), None, "documents call it t");
    assert_eq!(is_default(&[("a.xsd", schema("urn:a", "xmlns:t='urn:a'", E))], &[("", "urn:a")]), urn_a);
    let local = "<xs:element name='E'><xs:complexType><xs:sequence><xs:element name='l' form='unqualified' type='xs:int'/>\
        </xs:sequence></xs:complexType></xs:element>";
    assert_eq!(is_default(&one(local), &[]), None, "an element is in no namespace");
    assert_eq!(is_default(&one("<xs:element name='E' type='xs:QName'/>"), &[]), None, "names may be in no namespace");
    let other = |declaration| [("a.xsd", schema("urn:a", home, E)), ("b.xsd", schema("urn:b", declaration, E))];
    assert_eq!(is_default(&other("xmlns='urn:b'"), &[]), None, "two inputs of two namespaces");
    let import = format!("<xs:import namespace='urn:b' schemaLocation='b.xsd'/>{E}");
    let importing = [("a.xsd", schema("urn:a", home, &import))];
    assert_eq!(is_default(&importing, &[]), urn_a);
}

#[test]
fn a_default_namespace_that_would_take_in_others_is_an_error() {
    let local = "<xs:element name='E' type='t:T'/><xs:complexType name='T'><xs:sequence>\
        <xs:element name='l' form='unqualified' type='xs:int'/></xs:sequence></xs:complexType>";
    let (contract, found) = compiled(&[("a.xsd", schema("urn:a", "xmlns:t='urn:a'", local))], &[("", "urn:a")]);
    assert!(contract.is_none());
    let expected = "error[namespaces]: urn:a cannot be the default namespace: the element `l` of `t:T` is in no namespace, and would be in it\n";
    assert!(found.starts_with("a.xsd:1:") && found.contains(expected), "{found}");
}
