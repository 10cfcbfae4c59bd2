//! How much is fetched at most, and for how long.

use std::sync::Mutex;
use std::sync::mpsc::channel;

use crate::server::{Answer, Server};
use crate::{contract, fetch, include, names, place, said, schema};

#[test]
fn the_size_of_a_document_is_bounded_before_and_after_it_is_decompressed() {
    let large = schema(&" ".repeat(100_000));
    let server = Server::new(move |request| match request.target.as_str() {
        "/plain.xsd" => Answer::document(large.clone()),
        _ => Answer::document(large.clone()).gzip(),
    });
    for name in ["/plain.xsd", "/gzip.xsd"] {
        let into = place("size");
        let (_, err) = said(&mut fetch(&into, ["--max-size", "100000", &server.url(name)]), 1);
        assert!(err.contains("it has more than 100000 bytes") && err.contains("--max-size"), "{err}");
        assert_eq!(names(&into), [""; 0]);
        said(&mut fetch(&into, ["--max-size", "101000", &server.url(name)]), 0);
    }
}

#[test]
fn the_number_of_documents_and_all_their_bytes_are_bounded() {
    let server = Server::new(|request| {
        let number: u32 = request.target.trim_start_matches("/n?xsd=").parse().unwrap_or(0);
        Answer::document(schema(&include(&format!("?xsd={}", number + 1))))
    });
    let (_, err) = said(&mut fetch(&place("count"), ["--max-documents", "20", &server.url("/n?xsd=0")]), 1);
    assert!(err.contains("there are more than 20 documents") && err.contains("--max-documents"), "{err}");
    assert_eq!(server.asked().len(), 20);
    let (_, err) = said(&mut fetch(&place("total"), ["--max-size", "200", &server.url("/n?xsd=0")]), 1);
    assert!(err.contains("have more than 3200 bytes together"), "{err}");
}

#[test]
fn a_server_that_does_not_answer_is_not_waited_for() {
    let (over, waiting) = channel::<()>();
    let waiting = Mutex::new(waiting);
    let server = Server::new(move |request| {
        if request.target == "/late.xsd" {
            // Until the test is over.
            let _ = waiting.lock().map(|waiting| waiting.recv());
        }
        Answer::document(contract(&include("late.xsd")))
    });
    let (_, err) = said(&mut fetch(&place("late"), ["--timeout", "1", &server.url("/orders?wsdl")]), 1);
    assert!(err.contains("it did not come within 1 s") && err.contains("--timeout"), "{err}");
    drop(over);
}
