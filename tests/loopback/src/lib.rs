//! The examples of the documents that need an HTTP library.

#[cfg(doctest)]
mod documents {
    #[doc = include_str!("../../../docs/addressing.md")]
    struct Addressing;
    #[doc = include_str!("../../../docs/client.md")]
    struct Client;
    #[doc = include_str!("../../../docs/manners.md")]
    struct Manners;
    #[doc = include_str!("../../../docs/security.md")]
    struct Security;
    #[doc = include_str!("../../../docs/server.md")]
    struct Server;
}
