//! Reads messages with the bindings of an edited contract, writes them again, and shows that to the bindings of the original one.
//!
//! Arguments: the file of a message each. A line comes out for each: what strict reading, lenient reading, and the original
//! contract's strict reading of what was written say, `ok` or `no`, `-` where there was nothing to read; then the reasons.

use edited::{Document, ReadOptions, soap};

fn said<T, E: std::fmt::Display>(result: &Result<T, E>) -> (&'static str, String) {
    match result {
        Ok(_) => ("ok", String::new()),
        Err(error) => ("no", error.to_string().replace('\n', " ")),
    }
}

fn main() {
    for file in std::env::args().skip(1) {
        let xml = std::fs::read_to_string(&file).expect("the message");
        let enveloped = xml.contains("Envelope");
        let read = |options: &ReadOptions| {
            if enveloped {
                soap::Envelope::<Document>::from_xml_with(&xml, options).and_then(|message| message.to_xml())
            } else {
                Document::from_xml_with(&xml, options).and_then(|message| message.to_xml())
            }
        };
        let (strict, lenient) = (read(&ReadOptions::strict()), read(&ReadOptions::default()));
        let carried = lenient.as_ref().map(|written| {
            let options = original::ReadOptions::strict();
            if enveloped {
                original::soap::Envelope::<original::Document>::from_xml_with(written, &options).map(drop)
            } else {
                original::Document::from_xml_with(written, &options).map(drop)
            }
        });
        let (strict, lenient) = (said(&strict), said(&lenient));
        let carried = carried.map_or(("-", String::new()), |result| said(&result));
        println!("{}\t{}\t{}\t{} | {} | {}", strict.0, lenient.0, carried.0, strict.1, lenient.1, carried.1);
    }
}
