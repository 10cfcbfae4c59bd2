//! Bytes as a message that comes in pieces: however it is divided, the same comes of it, and where the whole is valid, what the whole gives.
//!
//! The first two bytes say how the rest is divided.

use ms_oxwscos::soap::{Body, Envelope};
use ms_oxwscos::{Document, ReadOptions, types};
use soap_runtime::stream::{Envelopes, Items, Limits};

const PERSONAS: &str = "m:GetImItemsResponse/m:ImItemList/t:Personas/t:Persona";

type Outcome = (Vec<types::PersonaType>, Result<Envelope<Document>, String>);

/// Reads the bytes in pieces.
pub fn run(data: &[u8]) {
    let (head, data) = data.split_at(data.len().min(2));
    let seed = head.iter().fold(1_usize, |seed, byte| seed * 256 + usize::from(*byte));
    for options in [ReadOptions::default(), ReadOptions::strict(), ReadOptions::default().salvaging().ignoring_form()] {
        let once = items(std::iter::once(data), &options);
        let often = items(pieces(data, seed), &options);
        assert!(same(&once, &often), "{once:?}\n{often:?}");
        if options.is_strict() {
            as_the_whole(data, &once);
        }
    }
    let once = texts(std::iter::once(data));
    let often = texts(pieces(data, seed));
    assert_eq!(once, often);
}

/// What is valid in pieces is valid as a whole, and the same.
fn as_the_whole(data: &[u8], found: &Outcome) {
    match (Envelope::<Document>::from_bytes_with(data, &ReadOptions::strict()), &found.1) {
        (Ok(whole), Ok(rest)) => {
            let expected = taken_apart(whole);
            let found = (found.0.clone(), rest.clone());
            assert!(same(&expected, &found), "{expected:?}\n{found:?}");
        }
        (Err(error), Ok(_)) => panic!("valid in pieces and not as a whole: {error}"),
        (Ok(_), Err(error)) => panic!("valid as a whole and not in pieces: {error}"),
        (Err(_), Err(_)) => {}
    }
}

fn items<'d>(pieces: impl Iterator<Item = &'d [u8]>, options: &ReadOptions) -> Outcome {
    let mut found = Vec::new();
    let mut read = || {
        let mut items = Items::<types::PersonaType>::new::<Document>(PERSONAS, None, options, Limits::default())?;
        for piece in pieces {
            items.push(piece)?;
            while let Some(item) = items.next_item()? {
                found.push(item);
            }
        }
        items.end()?;
        while let Some(item) = items.next_item()? {
            found.push(item);
        }
        items.rest()
    };
    let rest = read().map_err(|error: soap_runtime::Error| error.to_string());
    (found, rest)
}

/// The envelopes in the bytes, and whether something else is.
fn texts<'d>(pieces: impl Iterator<Item = &'d [u8]>) -> (Vec<String>, bool) {
    let mut found = Vec::new();
    let mut read = || {
        let mut envelopes = Envelopes::new(None, &ReadOptions::default(), Limits::default());
        for piece in pieces {
            envelopes.push(piece)?;
            while let Some(text) = envelopes.next_text()? {
                found.push(text.to_owned());
            }
        }
        envelopes.end()?;
        while let Some(text) = envelopes.next_text()? {
            found.push(text.to_owned());
        }
        Ok(())
    };
    // Where something is wrong shows earlier or later, with more or less of the text, so that only that it is wrong is the same.
    let is_wrong = read().is_err_and(|error: soap_runtime::Error| !error.to_string().is_empty());
    (found, is_wrong)
}

/// Pieces of one to some bytes.
fn pieces(data: &[u8], seed: usize) -> impl Iterator<Item = &[u8]> {
    let (mut rest, mut state) = (data, seed);
    std::iter::from_fn(move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let length = (1 + (state >> 40) % 23).min(rest.len());
        let (piece, more) = rest.split_at(length);
        rest = more;
        (length > 0).then_some(piece)
    })
}

fn taken_apart(mut envelope: Envelope<Document>) -> (Vec<types::PersonaType>, Envelope<Document>) {
    let mut personas = Vec::new();
    if let Body::Message(Document::GetImItemsResponse(response)) = &mut envelope.body
        && let Some(list) = response.im_item_list.as_mut().and_then(|list| list.personas.as_mut())
    {
        personas = std::mem::take(&mut list.persona);
    }
    (personas, envelope)
}

/// Whether two outcomes are the same, where NaN is the same as NaN.
fn same<T: std::fmt::Debug>(left: &T, right: &T) -> bool {
    format!("{left:?}") == format!("{right:?}")
}
