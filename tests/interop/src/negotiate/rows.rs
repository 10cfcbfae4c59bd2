//! What is tried: the rows of the table.

/// Whom the client talks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Peer {
    /// Apache with mod_auth_gssapi, which takes one mechanism below each path.
    Apache {
        /// Over HTTPS.
        tls: bool,
        /// `kerberos` or `ntlm`.
        path: &'static str,
    },
    /// The same Apache by an address, for which the realm has no service.
    NoService,
    /// The server that requires channel binding.
    Requiring,
    /// Somebody with another certificate in front of that.
    Between,
}

impl Peer {
    /// What the table calls it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Apache { tls: false, .. } => "Apache, http",
            Self::Apache { tls: true, .. } => "Apache, https",
            Self::NoService => "Apache, no service of the realm",
            Self::Requiring => "binding required",
            Self::Between => "another certificate in front",
        }
    }
}

impl Peer {
    /// What the table of all sections calls the server.
    #[must_use]
    pub fn server(self) -> &'static str {
        match self {
            Self::Apache { .. } | Self::NoService => "Apache",
            Self::Requiring | Self::Between => "python-gssapi",
        }
    }
}

/// What a client proves itself with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// The password of the user of that mechanism.
    Password,
    /// Another one.
    WrongPassword,
    /// A credential cache with a ticket.
    Cache,
    /// A keytab.
    Keytab,
    /// Neither a cache nor a keytab.
    Nothing,
}

impl Proof {
    /// What the table calls it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::WrongPassword => "wrong password",
            Self::Cache => "cache",
            Self::Keytab => "keytab",
            Self::Nothing => "no ticket",
        }
    }
}

/// What has to come of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// Every call is answered.
    In,
    /// No call is, and the error says these words.
    Out(&'static str),
}

/// A row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Whom the client talks to.
    pub peer: Peer,
    /// The mechanism, as the client's job spells it.
    pub mechanism: &'static str,
    /// The credentials.
    pub proof: Proof,
    /// Whether the sign-in is bound where there is TLS.
    pub bound: bool,
    /// How many calls there are, all at the same time where there are many.
    pub calls: usize,
    /// What has to come of it.
    pub expected: Expected,
}

impl Row {
    /// The binding: `none`, or that to the certificate that the client sees.
    #[must_use]
    pub fn binding(&self) -> &'static str {
        match self.peer {
            Peer::Apache { tls: false, .. } | Peer::NoService => "no TLS",
            _ if !self.bound => "none",
            Peer::Between => "bad",
            _ => "good",
        }
    }
}

impl Row {
    /// What is wrong, if nobody is to get in.
    #[must_use]
    pub fn wrong(&self) -> Option<&'static str> {
        if self.expected == Expected::In {
            return None;
        }
        Some(match (self.peer, self.proof) {
            (_, Proof::WrongPassword) => "wrong password",
            (_, Proof::Nothing) => "no ticket",
            (Peer::Between, _) => "another certificate in front",
            (Peer::Requiring, _) => "no channel binding",
            (Peer::NoService, _) => "no service of the realm",
            (Peer::Apache { .. }, _) => "mechanism not offered",
        })
    }
}

const REFUSED: Expected = Expected::Out("refused to sign");
const NTLM: [&str; 2] = ["ntlm", "negotiate-ntlm"];

/// All rows.
#[must_use]
pub fn all() -> Vec<Row> {
    let mut rows = Vec::new();
    let mut add = |peer, mechanism, proof, bound, calls, expected| {
        rows.push(Row { peer, mechanism, proof, bound, calls, expected });
    };
    for mechanism in NTLM {
        for tls in [false, true] {
            let apache = Peer::Apache { tls, path: "ntlm" };
            add(apache, mechanism, Proof::Password, true, 3, Expected::In);
            add(apache, mechanism, Proof::WrongPassword, true, 1, Expected::Out("it offers: Negotiate, NTLM"));
        }
        add(Peer::Requiring, mechanism, Proof::Password, false, 1, REFUSED);
        add(Peer::Requiring, mechanism, Proof::Password, true, 3, Expected::In);
        add(Peer::Requiring, mechanism, Proof::WrongPassword, true, 1, REFUSED);
        add(Peer::Between, mechanism, Proof::Password, true, 1, REFUSED);
        add(Peer::Requiring, mechanism, Proof::Password, true, 64, Expected::In);
    }
    for tls in [false, true] {
        let apache = Peer::Apache { tls, path: "kerberos" };
        for proof in [Proof::Password, Proof::Cache, Proof::Keytab] {
            add(apache, "kerberos", proof, true, 3, Expected::In);
        }
        // With a password and without binding it is the other backend.
        add(apache, "kerberos", Proof::Password, false, 64, Expected::In);
        add(apache, "kerberos", Proof::WrongPassword, true, 1, Expected::Out("the server offers: Negotiate"));
        add(apache, "kerberos", Proof::Nothing, true, 1, Expected::Out("has no ticket"));
        add(
            apache,
            "ntlm",
            Proof::Password,
            true,
            1,
            Expected::Out("does not offer NTLM, which NTLM goes by; it offers: Negotiate"),
        );
    }
    add(Peer::NoService, "kerberos", Proof::Password, true, 1, Expected::Out("cannot make a token for HTTP/127.0.0.1"));
    add(Peer::NoService, "kerberos", Proof::Cache, true, 1, Expected::Out("cannot make a token for HTTP/127.0.0.1"));
    for proof in [Proof::Password, Proof::Cache, Proof::Keytab] {
        add(Peer::Requiring, "kerberos", proof, false, 1, REFUSED);
        add(Peer::Requiring, "kerberos", proof, true, 3, Expected::In);
        add(Peer::Between, "kerberos", proof, true, 1, REFUSED);
    }
    add(Peer::Requiring, "kerberos", Proof::Cache, true, 64, Expected::In);
    rows
}
