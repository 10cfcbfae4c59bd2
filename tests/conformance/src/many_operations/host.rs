//! Answers one request, given as the argument, with a service that implements nothing.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use bindings::soap_runtime::http::server::Server;
use bindings::soap_runtime::http::{Bytes, types::Request};
use bindings::{Many, operations, soap};

struct Idle;

impl Many for Idle {
    type Error = soap::Fault;
}

fn main() {
    let message = std::env::args().nth(1).unwrap_or_default();
    let server = Server::<operations::PortType, _>::new(Idle);
    let answer = pin!(server.answer(Request::new(Bytes::from(message))));
    match answer.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(answer) => println!("{answer:?}"),
        Poll::Pending => println!("not yet"),
    }
}
