//! What `xs:base64Binary` holds: octets of its own, or, with the feature `attachments`, octets shared with the message they came in.

#[cfg(feature = "attachments")]
type Held = ::bytes::Bytes;
#[cfg(not(feature = "attachments"))]
type Held = Vec<u8>;

/// Octets. With the feature `attachments` a clone shares them, and so does what comes as a part of a message.
#[doc(hidden)]
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Octets(Held);

impl Octets {
    #[cfg_attr(not(feature = "attachments"), allow(clippy::useless_conversion))]
    pub(super) fn into_vec(self) -> Vec<u8> {
        self.0.into()
    }

    /// The text that stands for them in a message.
    pub(crate) fn to_base64(&self) -> String {
        super::base64::encoded(self)
    }

    #[cfg(feature = "attachments")]
    pub(crate) fn shared(&self) -> ::bytes::Bytes {
        self.0.clone()
    }
}

impl std::ops::Deref for Octets {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Octets {
    #[cfg_attr(not(feature = "attachments"), allow(clippy::useless_conversion))]
    fn from(octets: Vec<u8>) -> Self {
        Self(octets.into())
    }
}

#[cfg(feature = "attachments")]
impl From<::bytes::Bytes> for Octets {
    fn from(octets: ::bytes::Bytes) -> Self {
        Self(octets)
    }
}

impl std::fmt::Debug for Octets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        super::debug("Octets", self, f)
    }
}
