//! Mounting a server in axum.

use ::axum::Router;
use ::axum::routing::{MethodRouter, any_service};

use super::Server;
use super::serve::Serve;
use super::service_for::ServiceFor;

impl<P, C> Server<P, C>
where
    C: ServiceFor,
    P: Serve<C::Service>,
{
    /// The server as a route of an axum router, for every HTTP method: POST calls, GET asks for the contract, and the others are told
    /// so. `router.route("/EWS/Exchange.asmx", server.into_route())`
    pub fn into_route<St: Clone + Send + Sync + 'static>(self) -> MethodRouter<St> {
        any_service(self)
    }

    /// A router with the server at `path` and nothing else.
    pub fn into_router(self, path: &str) -> Router {
        Router::new().route(path, self.into_route())
    }
}

#[cfg(feature = "stream")]
impl<P, C> super::StreamingServer<P, C>
where
    C: ServiceFor,
    P: Serve<C::Service>,
{
    /// As [`Server::into_route`].
    pub fn into_route<St: Clone + Send + Sync + 'static>(self) -> MethodRouter<St> {
        any_service(self)
    }

    /// As [`Server::into_router`].
    pub fn into_router(self, path: &str) -> Router {
        Router::new().route(path, self.into_route())
    }
}
