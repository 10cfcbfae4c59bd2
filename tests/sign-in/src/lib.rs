//! The examples of `docs/signing-in.md`, which compile with the backends.

#[cfg(all(doctest, feature = "sign-in"))]
#[doc = include_str!("../../../docs/signing-in.md")]
struct SigningIn;
