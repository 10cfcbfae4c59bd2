//! How one signs in.

use std::fmt;

/// How to sign in. Each is one mechanism and never becomes another by itself: a client that wants Kerberos does not end up with NTLM
/// because no ticket could be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mechanism {
    /// Kerberos (RFC 4120) by the scheme `Negotiate` (RFC 4559, SPNEGO, RFC 4178). The server proves who it is, too.
    Kerberos,
    /// NTLMv2 (MS-NLMP) with a message integrity code, by the scheme `Negotiate`.
    NegotiateNtlm,
    /// NTLMv2 (MS-NLMP) with a message integrity code, by the scheme `NTLM`.
    Ntlm,
}

impl Mechanism {
    /// The scheme of HTTP that it goes by.
    #[must_use]
    pub fn scheme(self) -> &'static str {
        match self {
            Self::Kerberos | Self::NegotiateNtlm => "Negotiate",
            Self::Ntlm => "NTLM",
        }
    }

    /// Whether the server has to prove who it is.
    pub(super) fn is_mutual(self) -> bool {
        self == Self::Kerberos
    }
}

impl fmt::Display for Mechanism {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Kerberos => "Kerberos (Negotiate)",
            Self::NegotiateNtlm => "NTLM (Negotiate)",
            Self::Ntlm => "NTLM",
        })
    }
}
