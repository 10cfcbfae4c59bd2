//! Random documents, well-formed and damaged, read as roxmltree reads them.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use soap_runtime::ErrorKind;

use crate::walk::{ours, theirs, verdicts};

fn configuration() -> ProptestConfig {
    ProptestConfig {
        cases: 3000,
        rng_seed: RngSeed::Fixed(2027),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(configuration())]

    #[test]
    fn a_document_is_read_as_roxmltree_reads_it(document in document()) {
        prop_assert!(theirs(&document).is_ok(), "the generator is at fault");
        agree(&document)?;
    }

    #[test]
    fn a_damaged_document_is_judged_as_roxmltree_judges_it(document in document(), damage in damage()) {
        agree(&damage.into_iter().fold(document, |document, damage| damaged(&document, &damage)))?;
    }

    #[test]
    fn a_heap_of_tokens_is_judged_as_roxmltree_judges_it(tokens in prop::collection::vec(token(), 0..12)) {
        agree(&tokens.concat())?;
        agree(&format!("<a>{}</a>", tokens.concat()))?;
        agree(&format!("<a {}></a>", tokens.concat()))?;
    }

    #[test]
    fn every_way_through_a_damaged_document_ends_alike(document in document(), damage in damage()) {
        let document = damage.into_iter().fold(document, |document, damage| damaged(&document, &damage));
        let verdicts = verdicts(&document).map(|(way, verdict)| (way, verdict.is_ok()));
        prop_assert!(verdicts.iter().all(|(_, is_ok)| *is_ok == verdicts[0].1), "{:?}: {:?}", document, verdicts);
    }
}

/// Both accept it and read the same, or both refuse it, unless roxmltree is known to be lax here.
fn agree(document: &str) -> Result<(), TestCaseError> {
    let (ours, theirs) = (ours(document), theirs(document));
    match (&ours, &theirs) {
        (Err(error), Ok(_)) => prop_assert!(is_lax(document, error.kind()), "{:?}: {}", document, error),
        (Ok(_), Err(error)) => prop_assert!(false, "{:?}: accepted; roxmltree: {}", document, error),
        (Ok(ours), Ok(theirs)) if !reads_otherwise(document) => prop_assert_eq!(ours, theirs, "{:?}", document),
        _ => {}
    }
    Ok(())
}

/// What roxmltree does not check: see the table of differences.
fn is_lax(document: &str, kind: &ErrorKind) -> bool {
    let lax_about = [
        ("cannot be the target of a processing instruction", "<?"),
        ("the XML declaration is not", "<?xml"),
        ("the prefix `` is declared twice", "xmlns"),
        ("a prefix cannot be bound to no namespace", "xmlns:"),
        ("`:", ":"),
        ("the end tag of", "</:"),
        ("", ":xmlns"),
    ];
    match kind {
        ErrorKind::Syntax(reason) => {
            lax_about.iter().any(|(rule, sign)| reason.contains(rule) && document.contains(sign))
        }
        ErrorKind::IllegalCharacter(code) => *code > 0xD000 && document.contains("&#"),
        _ => false,
    }
}

/// Line ends beside references, and declarations with a prefix other than `xmlns`: see the table of differences.
fn reads_otherwise(document: &str) -> bool {
    (document.contains('\r') && document.contains('&')) || document.contains(":xmlns")
}

// ---- documents ------------------------------------------------------------------------------------------------------

fn document() -> impl Strategy<Value = String> {
    let declaration = prop_oneof![3 => Just(""), 1 => Just("<?xml version='1.0'?>"), 1 => Just("\u{FEFF}")];
    let around = prop_oneof![4 => Just(""), 1 => Just(" "), 1 => Just("<!-- x -->\n"), 1 => Just("<?t x?>")];
    (declaration, around.clone(), element(), around).prop_map(|(declaration, before, root, after)| {
        // Everything a name below could need is declared here, or again further down.
        format!("{declaration}{before}<r xmlns:p='urn:p' xmlns:q='urn:q'>{root}</r>{after}")
    })
}

fn element() -> impl Strategy<Value = String> {
    let leaf = (name(), tag()).prop_map(|(name, tag)| format!("<{name}{tag}/>"));
    leaf.prop_recursive(4, 24, 5, |inner| {
        let piece = prop_oneof![2 => inner, 3 => piece().prop_map(str::to_owned)];
        (name(), tag(), prop::collection::vec(piece, 0..5), white_space())
            .prop_map(|(name, tag, content, space)| format!("<{name}{tag}{space}>{}</{name}{space}>", content.concat()))
    })
}

fn name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["a", "b", "p:a", "q:a", "é", "_.-1", "p:é", "xmlns"])
}

fn white_space() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", " ", "\n", "\r\n", "\t "])
}

/// Attributes and declarations, none of them twice.
fn tag() -> impl Strategy<Value = String> {
    let some = |of: &'static [&'static str]| prop_oneof![2 => Just(""), 1 => prop::sample::select(of)];
    let attributes = (
        some(&[" a='1'", " a=\"x'y\"", "\na = '\n'"]),
        some(&[" p:a=''", " p:a='&amp;&#65;'", " p:a='\r\n\t'"]),
        some(&[" é='>'", " b='é'", "\tb='&#xD;&#x9;'", " xml:lang='de'"]),
        some(&[" xmlns='urn:p'", " xmlns=''", " xmlns=\"urn:d\"", " xmlns='urn:&amp;'"]),
        some(&[" xmlns:p='urn:p'", " xmlns:p='urn:other'", " xmlns:p='urn:r' p:c=''"]),
    );
    attributes.prop_map(|(a, b, c, d, e)| format!("{e}{a}{b}{d}{c}"))
}

/// Content that is no element.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "x",
        " ",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "é",
        "😀",
        ">",
        "] ",
        "]] ",
        "&lt;",
        "&amp;",
        "&#65;",
        "&#xD;",
        "&#x1F600;",
        "&apos;",
        "<![CDATA[]]>",
        "<![CDATA[<x>&]]>",
        "<![CDATA[]]]]>",
        "<![CDATA[\r\n]]>",
        "<!---->",
        "<!-- x -->",
        "<!-- - <x> & -->",
        "<?t?>",
        "<?t x?>",
        "\u{FFFD}",
        "\u{85}",
        "\"'",
        "--",
        "?",
    ])
}

// ---- damage ---------------------------------------------------------------------------------------------------------

/// Where, how much is taken out, and what is put in.
type Damage = (prop::sample::Index, usize, String);

fn damage() -> impl Strategy<Value = Vec<Damage>> {
    let put = prop_oneof![1 => Just(String::new()), 3 => token().prop_map(str::to_owned)];
    prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize, put), 1..4)
}

fn damaged(document: &str, (at, taken, put): &Damage) -> String {
    let characters: Vec<char> = document.chars().collect();
    let at = at.index(characters.len() + 1);
    let rest = characters.iter().skip(at + taken);
    characters.iter().take(at).copied().chain(put.chars()).chain(rest.copied()).collect()
}

fn token() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "<",
        ">",
        "/",
        "=",
        "'",
        "\"",
        "&",
        ";",
        ":",
        "!",
        "?",
        "-",
        "]",
        "[",
        "#",
        " ",
        "\n",
        "\r",
        "\t",
        "a",
        "1",
        "é",
        "x",
        "<a>",
        "</a>",
        "<a/>",
        "<p:a>",
        "</p:a>",
        "<b",
        "/>",
        "</",
        "<!--",
        "-->",
        "--",
        "<![CDATA[",
        "]]>",
        "<?t ",
        "?>",
        "<?xml ",
        "&amp;",
        "&#65;",
        "&#x",
        "&x;",
        " a='1'",
        " b=\"2\"",
        " p:a='1'",
        " xmlns='urn:p'",
        " xmlns:p='urn:p'",
        " xmlns:q='urn:p'",
        " q:a=''",
        " xmlns:p=''",
        " xml:a='1'",
        "\u{1}",
        "\u{FFFE}",
        "\u{FEFF}",
        "\u{A0}",
        "\u{B7}",
        "<!DOCTYPE a>",
        "<!",
        "xmlns",
    ])
}
