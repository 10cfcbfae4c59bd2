//! Code that implements the trait of the port type, every method of it.
#![allow(clippy::all)]

use bindings::{NoRequestHeaders, Orders, Outcome, PlaceError, RequestHeaders, orders, soap};

pub struct Store;

impl Orders for Store {
    type Error = soap::Fault;

    async fn place(
        &self,
        _request: orders::OrderType,
        _headers: RequestHeaders,
    ) -> Outcome<orders::PlacedType, PlaceError> {
        if _headers.session.is_none() {
            Err(String::from("no session"))?;
        }
        Err(PlaceError::Trouble(String::new(), soap::Fault::client("no")))
    }

    async fn cancel(&self, _request: i32, _headers: NoRequestHeaders) -> Outcome<orders::Canceled, soap::Fault> {
        Err(soap::Fault::unsupported("Cancel"))
    }
}
