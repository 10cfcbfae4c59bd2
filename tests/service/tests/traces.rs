//! What is traced. One test alone in its process: tracing remembers of each place, for all threads, whether a subscriber wants it.
#![allow(clippy::unwrap_used)]

use std::sync::{Arc, Mutex};

use ms_oxwscos::messages::GetImItemListType;
use ms_oxwscos::{Client, ExchangeServicePortType, RequestHeaders};
use service_tests::{Answering, Capture, http_response};
use spec_tests::messages::load;

/// Collects what is traced, as text.
#[derive(Clone, Default)]
struct Trace(Arc<Mutex<String>>);

struct Fields<'f>(&'f mut String);

impl tracing::field::Visit for Fields<'_> {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn std::fmt::Debug) {
        self.0.push_str(&format!("{}={value:?} ", field.name()));
    }
}

impl tracing::Subscriber for Trace {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        self.0.lock().unwrap().push_str(&format!("[{}] ", span.metadata().name()));
        span.record(&mut Fields(&mut self.0.lock().unwrap()));
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, values: &tracing::span::Record<'_>) {
        values.record(&mut Fields(&mut self.0.lock().unwrap()));
    }

    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        event.record(&mut Fields(&mut self.0.lock().unwrap()));
    }

    fn enter(&self, _: &tracing::span::Id) {}

    fn exit(&self, _: &tracing::span::Id) {}
}

#[test]
fn traces_name_the_operation_and_leave_out_bodies() {
    let traced = |change: fn(&Client<Capture<Answering>>) -> Client<Capture<Answering>>| {
        let trace = Trace::default();
        tracing::subscriber::with_default(trace.clone(), || {
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            let answer = http_response(200, "text/xml", load("own/get-im-item-list-response.xml"));
            let client =
                Client::new(Capture::around(Answering(answer)), "https://ucs.example.com/secret-path").unwrap();
            let client = change(&client);
            let called = client.get_im_item_list(GetImItemListType::default(), RequestHeaders::default());
            runtime.block_on(called).unwrap();
        });
        trace.0.lock().unwrap().clone()
    };
    let quiet = traced(Client::clone);
    for part in [
        "[soap.call]",
        "operation=\"GetImItemList\"",
        "host=\"ucs.example.com\"",
        "attempt=1",
        "status=200",
        "outcome=\"response\"",
    ] {
        assert!(quiet.contains(part), "{part}: {quiet}");
    }
    assert!(!quiet.contains("Envelope") && !quiet.contains("secret-path"), "{quiet}");
    assert_eq!(traced(Client::with_traced_bodies).matches("Envelope>").count(), 2);
}
