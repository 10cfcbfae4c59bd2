//! Versions of WS-Addressing, and the names that they give to the same things.

/// A version of WS-Addressing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AddressingVersion {
    /// The recommendation of 2006, with the namespace of August 2005.
    #[default]
    V1_0,
    /// The member submission of August 2004.
    August2004,
}

/// A message addressing property, which is a header block of that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    To,
    From,
    ReplyTo,
    FaultTo,
    Action,
    MessageId,
    RelatesTo,
}

impl Part {
    const ALL: [Self; 7] =
        [Self::To, Self::From, Self::ReplyTo, Self::FaultTo, Self::Action, Self::MessageId, Self::RelatesTo];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::To => "To",
            Self::From => "From",
            Self::ReplyTo => "ReplyTo",
            Self::FaultTo => "FaultTo",
            Self::Action => "Action",
            Self::MessageId => "MessageID",
            Self::RelatesTo => "RelatesTo",
        }
    }

    pub(super) fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }
}

impl AddressingVersion {
    /// The namespace of its header blocks.
    #[must_use]
    pub const fn namespace(self) -> &'static str {
        match self {
            Self::V1_0 => "http://www.w3.org/2005/08/addressing",
            Self::August2004 => "http://schemas.xmlsoap.org/ws/2004/08/addressing",
        }
    }

    pub(super) fn of(namespace: &str) -> Option<Self> {
        [Self::V1_0, Self::August2004].into_iter().find(|version| version.namespace() == namespace)
    }

    /// The address of whoever is at the other end of the connection.
    #[must_use]
    pub const fn anonymous(self) -> &'static str {
        match self {
            Self::V1_0 => "http://www.w3.org/2005/08/addressing/anonymous",
            Self::August2004 => "http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous",
        }
    }

    pub(super) fn is_anonymous(self, address: &str) -> bool {
        address == self.anonymous()
    }

    /// Whether nobody gets what is sent to this address; there is none such in 2004.
    pub(super) fn is_none(self, address: &str) -> bool {
        self == Self::V1_0 && address == "http://www.w3.org/2005/08/addressing/none"
    }

    /// The action of faults ([SOAP Binding] 6; 2004: 4).
    pub(super) fn fault_action(self) -> String {
        match self {
            Self::V1_0 => "http://www.w3.org/2005/08/addressing/fault".to_owned(),
            Self::August2004 => "http://schemas.xmlsoap.org/ws/2004/08/addressing/fault".to_owned(),
        }
    }
}
