//! The service in axum, beside other routes, with users and an orderly end.
//!
//! ```text
//! cargo run -p loopback-tests --example mounted_in_axum
//! curl 'http://127.0.0.1:8143/EWS/Exchange.asmx?wsdl'
//! ```

use std::error::Error;

use axum::Router;
use axum::routing::get;
use ms_oxwscos::http::Basic;
use ms_oxwscos::http::server::Rejection;
use ms_oxwscos::messages::{GetImItemListResponseMessageType, GetImItemListType, ResponseCodeType};
use ms_oxwscos::soap::Fault;
use ms_oxwscos::types::{ImItemListType, ResponseClassType, ServerVersionInfo};
use ms_oxwscos::{ExchangeServicePortType, Outcome, RequestHeaders, ResponseHeaders, Server};

/// The mailbox of one user: what a request is answered from.
struct Mailbox {
    owner: String,
}

impl ExchangeServicePortType for Mailbox {
    type Error = Fault;

    async fn get_im_item_list(
        &self,
        _: GetImItemListType,
        _: RequestHeaders,
    ) -> Outcome<GetImItemListResponseMessageType, Fault> {
        println!("{} asks for the list", self.owner);
        let mut response = GetImItemListResponseMessageType::new(ResponseClassType::Success);
        response.response_code = Some(ResponseCodeType::NoError);
        response.im_item_list = Some(ImItemListType::default());
        Ok(response.into())
    }
}

fn router() -> Router {
    let version = ServerVersionInfo::default().with_major_version(15).with_minor_version(2);
    let server = Server::per_request(|request| match Basic::of(&request.headers) {
        Some(Basic { user, password }) if !password.is_empty() => Ok(Mailbox { owner: user }),
        _ => Err(Rejection::unauthorized("Basic realm=\"contacts\"")),
    })
    .with_response_headers(ResponseHeaders::default().with_server_version_info(version));
    Router::new().route("/health", get(async || "fine")).route("/EWS/Exchange.asmx", server.into_route())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8143").await?;
    println!("http://{}/EWS/Exchange.asmx", listener.local_addr()?);
    // Requests that have begun are answered; new ones are not taken.
    let end = async { drop(tokio::signal::ctrl_c().await) };
    axum::serve(listener, router()).with_graceful_shutdown(end).await?;
    Ok(())
}
