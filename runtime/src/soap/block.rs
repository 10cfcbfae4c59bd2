//! Header blocks that an operation does not bind: [SOAP 1.1] 4.2, [SOAP 1.2] 5.2.
//!
//! In: an element, and for whom it is. Out: the same in either version of SOAP, whose attributes say it in other words.
//!
//! ```xml
//! <t:Trace xmlns:t="urn:trace" soap:mustUnderstand="1" soap:actor="http://schemas.xmlsoap.org/soap/actor/next">7</t:Trace>
//! ```

use std::fmt;

use super::envelope::Version;
use super::header::{HeaderBlock, HeaderContent};
use super::secret::Shown;
use crate::bind::{AnyAttribute, AnyElement, Elements};
use crate::error::Result;

/// A header block outside of what the contract binds to the operation: sent with a client's `with_soap_header` or in
/// [`Reply::blocks`](super::Reply::blocks), received the same way.
///
/// ```
/// use soap_runtime::{AnyElement, soap::{Block, Role}};
/// let trace = Block::from(AnyElement::new("urn:trace", "Trace").with_text("7")).must_understand().for_role(Role::Next);
/// assert_eq!(trace.role, Role::Next);
/// ```
///
/// `Debug` leaves out what elements called `Password` hold, as `wsse:Password` does.
#[derive(Clone, PartialEq, Eq)]
pub struct Block {
    /// The block's element, without the attributes of the SOAP namespace that the other fields say.
    pub element: AnyElement,
    /// Whether a receiver that the block is for, and that does not know it, has to refuse the message.
    pub must_understand: bool,
    /// Whom the block is for.
    pub role: Role,
}

/// Whom a header block is for: `actor` ([SOAP 1.1] 4.2.2), `role` ([SOAP 1.2] 2.2).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Role {
    /// The one who answers: no attribute.
    #[default]
    UltimateReceiver,
    /// Whoever the message reaches first, the one who answers among them.
    Next,
    /// Nobody: data for other blocks (SOAP 1.2 only; in 1.1 the same URI says the same to those who know it).
    None,
    /// Those who act in the role of this URI.
    Other(String),
}

const NEXT_1_1: &str = "http://schemas.xmlsoap.org/soap/actor/next";
const NEXT_1_2: &str = "http://www.w3.org/2003/05/soap-envelope/role/next";
const NONE_1_2: &str = "http://www.w3.org/2003/05/soap-envelope/role/none";
const ULTIMATE_1_2: &str = "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver";

impl Role {
    /// The role of the URI in `actor` or `role`; `None` for a block without the attribute.
    #[must_use]
    pub fn of(uri: Option<&str>) -> Self {
        match uri {
            None | Some("" | ULTIMATE_1_2) => Self::UltimateReceiver,
            Some(NEXT_1_1 | NEXT_1_2) => Self::Next,
            Some(NONE_1_2) => Self::None,
            Some(other) => Self::Other(other.to_owned()),
        }
    }

    /// The URI, unless it goes without saying.
    fn uri(&self, version: Version) -> Option<&str> {
        match (self, version) {
            (Self::UltimateReceiver, _) => None,
            (Self::Next, Version::V1_1) => Some(NEXT_1_1),
            (Self::Next, Version::V1_2) => Some(NEXT_1_2),
            (Self::None, _) => Some(NONE_1_2),
            (Self::Other(uri), _) => Some(uri),
        }
    }

    /// Whether the one who answers, and acts in these `roles` besides, processes blocks of this role.
    #[must_use]
    pub fn is_ours(&self, roles: &[String]) -> bool {
        match self {
            Self::UltimateReceiver | Self::Next => true,
            Self::None => false,
            Self::Other(uri) => roles.contains(uri),
        }
    }
}

impl fmt::Debug for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Block")
            .field("element", &Shown(&self.element))
            .field("must_understand", &self.must_understand)
            .field("role", &self.role)
            .finish()
    }
}

impl From<AnyElement> for Block {
    /// A block for the one who answers, who may leave it aside. SOAP attributes that the element has already are kept on it.
    fn from(element: AnyElement) -> Self {
        Self { element, must_understand: false, role: Role::UltimateReceiver }
    }
}

impl Block {
    /// A block with one of the contract's elements.
    ///
    /// # Errors
    /// When a value holds a character that XML does not allow.
    pub fn known<D: Elements>(element: &D) -> Result<Self> {
        AnyElement::from_document(element).map(Self::from)
    }

    /// The block, which receivers have to understand ([SOAP 1.1] 4.2.3, [SOAP 1.2] 5.2.3).
    #[must_use]
    pub fn must_understand(self) -> Self {
        Self { must_understand: true, ..self }
    }

    /// The block, for this role.
    #[must_use]
    pub fn for_role(self, role: Role) -> Self {
        Self { role, ..self }
    }

    /// Whether the block's element has this name.
    #[must_use]
    pub fn is(&self, namespace: &str, name: &str) -> bool {
        (self.element.namespace.as_str(), self.element.name.as_str()) == (namespace, name)
    }

    /// The block in an envelope of this version.
    #[must_use]
    pub fn into_header<D>(self, version: Version) -> HeaderBlock<D> {
        let attribute = |name: &str, value: &str| AnyAttribute {
            prefix: "soap".to_owned(),
            namespace: version.namespace().to_owned(),
            name: name.to_owned(),
            value: value.to_owned(),
        };
        let role = if version == Version::V1_1 { "actor" } else { "role" };
        let mut attributes = Vec::new();
        attributes.extend(self.must_understand.then(|| attribute("mustUnderstand", "1")));
        attributes.extend(self.role.uri(version).map(|uri| attribute(role, uri)));
        HeaderBlock { content: HeaderContent::Other(self.element), attributes }
    }

    /// What a block of an envelope says, whether the contract knows its element or not.
    ///
    /// # Errors
    /// When the contract's element cannot be written.
    pub fn of<D: Elements>(block: &HeaderBlock<D>) -> Result<Self> {
        let element = match &block.content {
            HeaderContent::Known(element) => AnyElement::from_document(element)?,
            HeaderContent::Other(element) => element.clone(),
        };
        Ok(Self { element, must_understand: block.must_understand(), role: block.role() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_the_same_in_both_versions() {
        for role in [Role::UltimateReceiver, Role::Next, Role::None, Role::Other("urn:gate".to_owned())] {
            for version in [Version::V1_1, Version::V1_2] {
                assert_eq!(Role::of(role.uri(version)), role);
            }
        }
        assert_eq!(Role::of(Some("")), Role::UltimateReceiver);
    }

    #[test]
    fn whose_blocks_are_processed() {
        let gate = ["urn:gate".to_owned()];
        assert!(Role::Other("urn:gate".to_owned()).is_ours(&gate) && !Role::Other("urn:gate".to_owned()).is_ours(&[]));
        assert!(Role::Next.is_ours(&[]) && Role::UltimateReceiver.is_ours(&[]) && !Role::None.is_ours(&gate));
    }
}
