//! What stands between envelopes.

#![allow(clippy::unwrap_used)]

use super::Envelopes;
use crate::error::Result;
use crate::options::ReadOptions;
use crate::stream::Limits;

const LIMIT: usize = 40;

/// The texts in these chunks, with the places at which they begin.
fn texts<'c>(chunks: impl IntoIterator<Item = &'c str>) -> Result<Vec<String>> {
    let mut envelopes = Envelopes::new(None, &ReadOptions::default(), Limits::default().max_part_bytes(LIMIT));
    let mut texts = Vec::new();
    for chunk in chunks {
        envelopes.push(chunk.as_bytes())?;
        while let Some(text) = envelopes.next_text()? {
            texts.push(text.to_owned());
        }
        assert!(envelopes.intake.pending().len() <= LIMIT);
    }
    envelopes.end();
    assert_eq!(envelopes.next_text()?, None);
    Ok(texts)
}

#[test]
fn keep_alives_are_no_part_of_an_envelope() {
    for alive in [" ", "\r\n", "<!-- alive -->", "<!-- alive -->\n", "\n<!-- alive -->"] {
        let between = vec![alive; 100];
        let chunks = ["<e>1</e>"].into_iter().chain(between.iter().copied()).chain(["<?xml version='1.0'?><e>2</e>"]);
        let chunks: Vec<&str> = chunks.chain(between.iter().copied()).collect();
        for chunks in [chunks.clone(), vec![chunks.concat().as_str()], chunks.concat().split_inclusive(' ').collect()] {
            assert_eq!(texts(chunks).unwrap(), ["<e>1</e>", "<?xml version='1.0'?><e>2</e>"], "{alive:?}");
        }
    }
}

#[test]
fn what_else_stands_between_envelopes_is_as_before() {
    let long = "x".repeat(LIMIT);
    for (between, place) in
        [("x", "1:9"), ("\n x", "2:2"), ("\n<!-- a -- b -->", "2:"), (&format!("<!--{long}-->"), "1:")]
    {
        let text = format!("<e>1</e>{between}<e>2</e>");
        for chunks in [vec![text.as_str()], text.split_inclusive(['>', '\n']).collect()] {
            let error = texts(chunks).unwrap_err();
            let found = format!("{}:{}", error.position().line, error.position().column);
            assert!(found.starts_with(place), "{between}: {found} {error}");
        }
    }
}

#[test]
fn what_comes_before_the_first_envelope_is_not_kept_either() {
    for alive in [" ", "\r\n", "<!-- alive -->", "<?alive?>", "\n<?alive yes?>", "\u{FEFF}\n"] {
        let before = vec![alive; 100];
        let chunks: Vec<&str> = before.iter().copied().chain(["<e>1</e>"]).collect();
        let bytewise: Vec<String> = chunks.concat().chars().map(String::from).collect();
        for chunks in [chunks.clone(), vec![chunks.concat().as_str()], bytewise.iter().map(String::as_str).collect()] {
            assert_eq!(texts(chunks).unwrap(), ["<e>1</e>"], "{alive:?}");
        }
    }
}

#[test]
fn a_declaration_is_the_first_thing_in_the_body_however_it_comes() {
    for (before, place) in [("\n", "2:1"), ("<!-- c -->", "1:11"), ("<?p?> ", "1:7"), ("\u{FEFF} ", "1:2")] {
        let text = format!("{before}<?xml version='1.0'?><e>1</e>");
        for size in [1, 2, 5, 100] {
            let chars: Vec<char> = text.chars().collect();
            let chunks: Vec<String> = chars.chunks(size).map(String::from_iter).collect();
            let error = texts(chunks.iter().map(String::as_str)).unwrap_err();
            let found = format!("{}:{}", error.position().line, error.position().column);
            assert_eq!(found, place, "{before:?} {size}: {error}");
            assert!(error.to_string().contains("cannot be the target"), "{error}");
        }
    }
    assert_eq!(texts(["\u{FEFF}", "<?xml version='1.0'?>", "<e>1</e>"]).unwrap().len(), 1);
}

#[test]
fn a_body_that_holds_only_comments_lacks_an_envelope() {
    for chunks in [vec!["<!-- c -->"], vec!["<!-- ", "c -->", "\n"], vec!["<?p?>", " ", "<?p?>"]] {
        assert!(texts(chunks.clone()).unwrap_err().to_string().contains("the root element"), "{chunks:?}");
    }
    assert!(texts(["", "\n", " "]).unwrap().is_empty());
}

#[test]
fn instructions_and_marks_between_envelopes_are_not_kept() {
    for alive in ["<?alive?>", "\u{FEFF}", "\u{FEFF}\n", "\n<?alive?>"] {
        let between = vec![alive; 100];
        let chunks = ["<e>1</e>"].into_iter().chain(between.iter().copied()).chain(["<e>2</e>"]);
        assert_eq!(texts(chunks).unwrap(), ["<e>1</e>", "<e>2</e>"], "{alive:?}");
    }
    assert!(texts(["<e>1</e>\u{A0}<e>2</e>"]).is_err(), "not white space of XML");
}
