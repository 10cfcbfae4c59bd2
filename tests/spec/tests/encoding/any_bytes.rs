//! Bytes of any kind: nothing panics, and what is refused is refused with a place and a reason.

use ms_oxwscos::Document;
use ms_oxwscos::soap::Envelope;
use soap_runtime::{InvalidBytes, ReadOptions};
use spec_tests::messages::{load, names};
use spec_tests::on_small_stack;
use spec_tests::random::Random;

use crate::letters::{declaration, envelope, utf16};

/// Beginnings that make bytes be taken for something.
const BEGINNINGS: [&[u8]; 14] = [
    b"",
    b"<",
    b"<?xml version='1.0' encoding='",
    b"<?xml version='1.0' encoding='Shift_JIS'?><a>",
    b"<?xml version='1.0' encoding='ISO-2022-JP'?><a>\x1B$B",
    b"<?xml version='1.0' encoding='gb18030'?>\n<a>",
    b"<?xml version='1.0' encoding='utf-16'?><a>",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\xFE\xFF",
    b"\xFF\xFE<\0?\0x\0m\0l\0 \0",
    b"<\0",
    b"\0<",
    b"\x4C\x6F\xA7\x94",
];

/// Whether it was read. An error says something, and where.
fn is_read(bytes: &[u8]) -> bool {
    let lossy = ReadOptions::default().invalid_bytes(InvalidBytes::Replace).on_notice(|notice| {
        assert!(!notice.to_string().is_empty());
    });
    for options in [ReadOptions::default(), ReadOptions::strict(), lossy] {
        let document = Document::from_bytes_with(bytes, &options).err();
        let message = Envelope::<Document>::from_bytes_with(bytes, &options).err();
        for error in [document, message].into_iter().flatten() {
            let at = error.position();
            assert!(at.line >= 1 && at.column >= 1 && !error.to_string().is_empty(), "{error:?} in {bytes:02X?}");
        }
    }
    Envelope::<Document>::from_bytes(bytes).is_ok()
}

#[test]
fn random_bytes_are_refused() {
    on_small_stack(|| {
        let mut random = Random::new(1);
        for round in 0..4_000 {
            let mut bytes = BEGINNINGS[round % BEGINNINGS.len()].to_vec();
            let length = random.below(80);
            bytes.extend((0..length).map(|_| random.below(256) as u8));
            assert!(!is_read(&bytes), "{bytes:02X?}");
        }
    });
}

#[test]
fn damaged_documents_are_read_or_refused() {
    on_small_stack(|| {
        let mut random = Random::new(2);
        let (mut read, mut refused) = (0, 0);
        for name in names() {
            let text = load(&name);
            let text = text.split_once("?>").map_or(text.as_str(), |(_, rest)| rest).trim_start();
            for round in 0..60 {
                let mut bytes = match round % 4 {
                    0 => text.as_bytes().to_vec(),
                    1 => utf16(text, u16::to_le_bytes),
                    2 => utf16(&format!("\u{FEFF}{text}"), u16::to_be_bytes),
                    _ => (declaration("gb18030") + text).into_bytes(),
                };
                for _ in 0..=random.below(3) {
                    let at = random.below(bytes.len());
                    match random.below(4) {
                        0 => bytes.truncate(at.max(1)),
                        1 => drop(bytes.remove(at)),
                        _ => bytes[at] = random.below(256) as u8,
                    }
                }
                *(if is_read(&bytes) { &mut read } else { &mut refused }) += 1;
            }
        }
        assert!(read > 100 && refused > 1000, "{read} read, {refused} refused");
    });
}

/// Every two bytes, in front of a message and alone.
#[test]
fn every_beginning_of_two_bytes_is_read_or_refused() {
    let message = envelope("x").into_bytes();
    for first in 0..=u8::MAX {
        for second in 0..=u8::MAX {
            assert!(Document::from_bytes(&[first, second]).is_err());
            let read = Envelope::<Document>::from_bytes(&[&[first, second], message.as_slice()].concat()).is_ok();
            let are_spaces = [first, second].iter().all(|byte| b" \t\r\n".contains(byte));
            assert_eq!(read, are_spaces, "{first:02X} {second:02X}");
        }
    }
}
