//! Whatever lenient reading forgives is told: messages of the contract, changed in ways that services change them.

use ms_oxwscos::soap::{Body, Envelope};
use ms_oxwscos::{Document, ReadOptions};
use soap_runtime::{Notice, NoticeKind};
use spec_tests::edits::edited;
use spec_tests::messages::{load, names};
use spec_tests::random::Random;

type Message = Envelope<Document>;

/// How often each message is changed.
const ROUNDS: usize = 40;

#[test]
fn what_strict_reading_refuses_is_told_when_lenient_reading_accepts_it() {
    let (mut accepted, mut told) = (0, 0);
    for (seed, name) in names().iter().enumerate() {
        let xml = load(name);
        let mut random = Random::new(seed as u64);
        for _ in 0..ROUNDS {
            let changed = edited(&xml, &mut random).expect("a message of ours");
            for options in [ReadOptions::default(), ReadOptions::default().salvaging().ignoring_form()] {
                let (options, notices) = options.collecting();
                let Ok(read) = Message::from_xml_with(&changed, &options) else { continue };
                let notices = notices.take();
                let strict = Message::from_xml_with(&changed, &ReadOptions::strict());
                // Strict reading lets faults through as they are.
                let is_fault = matches!(read.body, Body::Fault(_));
                // What is not kept is no mistake.
                let is_mistake = |notice: &Notice| {
                    use NoticeKind::{AttributeNotKept, LocationNotKept, TypeNotKept};
                    !matches!(notice.kind, AttributeNotKept(_) | LocationNotKept(_) | TypeNotKept(_))
                };
                let is_right = !notices.iter().any(is_mistake);
                let is_told = if is_fault { is_right <= strict.is_ok() } else { is_right == strict.is_ok() };
                assert!(is_told, "{name}: {:?}, {notices:#?} in {changed}", strict.err());
                let offsets: Vec<usize> = notices.iter().map(|notice| notice.position.offset).collect();
                assert!(offsets.is_sorted(), "{notices:#?} in {changed}");
                for (index, notice) in notices.iter().enumerate() {
                    assert!(!notices[..index].contains(notice), "{notice} is told twice in {changed}");
                }
                (accepted, told) = (accepted + 1, told + notices.len());
                // A sink changes nothing about what is read.
                let without =
                    Message::from_xml_with(&changed, &options.on_notice(drop)).map(|read| format!("{read:?}"));
                assert_eq!(without.ok(), Some(format!("{read:?}")), "{changed}");
            }
        }
    }
    assert!(accepted > 1_000 && told > 1_000, "{told} notices about {accepted} messages");
}

#[test]
fn salvaging_and_ignoring_form_accept_what_lenient_reading_accepts() {
    let mut more = 0;
    for (seed, name) in names().iter().enumerate() {
        let xml = load(name);
        let mut random = Random::new(1_000 + seed as u64);
        for _ in 0..ROUNDS {
            let changed = edited(&xml, &mut random).expect("a message of ours");
            let lenient = Message::from_xml(&changed);
            let salvaged = Message::from_xml_with(&changed, &ReadOptions::default().salvaging());
            match (lenient, salvaged) {
                (Ok(lenient), Ok(salvaged)) => assert_eq!(format!("{salvaged:?}"), format!("{lenient:?}"), "{changed}"),
                (Ok(_), Err(error)) => panic!("{name}: {error} in {changed}"),
                (Err(_), Ok(_)) => more += 1,
                (Err(error), Err(_)) => {
                    let form = Message::from_xml_with(&changed, &ReadOptions::default().ignoring_form());
                    more += usize::from(form.is_ok());
                    assert!(!error.to_string().is_empty());
                }
            }
        }
    }
    assert!(more > 100, "{more} messages more");
}
