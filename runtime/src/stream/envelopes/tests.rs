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
        assert!(envelopes.pending().len() <= LIMIT);
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
