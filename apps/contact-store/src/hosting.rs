//! The service over HTTP: who the caller is, and what requests that are no good get.

use std::io;

use axum::Router;
use axum::serve::ListenerExt as _;
use ms_oxwscos::http::server::{Cause, Refusal, Rejection, ServiceFor};
use ms_oxwscos::http::types::request::Parts;
use ms_oxwscos::http::types::{HeaderMap, StatusCode, header};
use ms_oxwscos::http::{Basic, Bearer};
use ms_oxwscos::soap::{Block, Fault};
use ms_oxwscos::{ReadOptions, Server};
use tokio::net::TcpListener;

use crate::log;
use crate::missing_name::MissingName;
use crate::service::{Service, fault};
use crate::store::MailboxName;

/// How the service is hosted.
#[derive(Debug, Clone)]
pub struct Hosting {
    /// Who sends requests without authentication; `None` refuses them.
    pub default_user: Option<MailboxName>,
    /// Whether requests that break the schema are refused.
    pub strict: bool,
    /// Whether each request gets a line on standard error.
    pub log: bool,
}

impl Hosting {
    /// A router that answers requests to any path. `service` becomes that of each caller.
    pub fn router(self, service: Service) -> Router {
        let read = if self.strict { ReadOptions::strict() } else { ReadOptions::default() };
        let like_exchange = service.likeness().is_exchange();
        let callers = Callers { service, default_user: self.default_user };
        let mut server = Server::choosing(callers).with_read_options(read).on_refusal(as_exchange);
        if like_exchange {
            server = server.with_handler(MissingName);
        }
        let router = Router::new().fallback_service(server);
        if self.log { router.layer(axum::middleware::from_fn(log::logged)) } else { router }
    }

    /// Answers requests until `shutdown` is ready, and then those under way.
    ///
    /// # Errors
    /// The listener fails.
    pub async fn serve(
        self,
        service: Service,
        listener: TcpListener,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> io::Result<()> {
        // Responses are written whole, so there is nothing to gain from holding back what is short.
        let listener = listener.tap_io(|connection| drop(connection.set_nodelay(true)));
        axum::serve(listener, self.router(service)).with_graceful_shutdown(shutdown).await
    }
}

/// What a caller who has to say who it is gets, with status 401 and no body.
const CHALLENGE: &str = "Basic realm=\"contact store\", charset=\"UTF-8\"";

/// Gives each caller the service for it.
struct Callers {
    service: Service,
    default_user: Option<MailboxName>,
}

impl ServiceFor for Callers {
    type Service = Service;
    type Handle = Service;

    type Admitted = MailboxName;

    async fn admit(&self, request: &Parts) -> Result<MailboxName, Rejection> {
        self.caller(&request.headers).ok_or_else(|| Rejection::unauthorized(CHALLENGE))
    }

    async fn service(&self, caller: MailboxName, _: &Parts, _: &[Block]) -> Result<Service, Fault> {
        Ok(self.service.for_caller(caller))
    }
}

impl Callers {
    /// Whom the request authenticates as: the user of Basic, or the token of Bearer as a name. Neither is verified.
    fn caller(&self, headers: &HeaderMap) -> Option<MailboxName> {
        if !headers.contains_key(header::AUTHORIZATION) {
            return self.default_user.clone();
        }
        let basic = Basic::of(headers).map(|basic| basic.user);
        MailboxName::new(&basic.or_else(|| Bearer::of(headers).map(|bearer| bearer.0))?)
    }
}

/// Exchange answers what breaks the schema, or is not well-formed, with a fault of its own that tells the place.
fn as_exchange(refusal: &mut Refusal) {
    if let Cause::Message(error) = &refusal.cause {
        refusal.fault = fault::invalid(error);
        refusal.status = StatusCode::INTERNAL_SERVER_ERROR;
    }
}
