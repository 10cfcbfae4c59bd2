//! Header blocks: [SOAP 1.1] 4.2, [SOAP 1.2] 5.2.

use std::fmt;

use super::secret::Shown;
use crate::bind::{AnyAttribute, AnyElement, ElementsIn, take_element};
use crate::error::Result;
use crate::xml::{Name, Reader, Writer};

/// A child of `soap:Header`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderBlock<D> {
    /// The block's element.
    pub content: HeaderContent<D>,
    /// The attributes of the SOAP namespace on it: `mustUnderstand`, `actor` or `role`, and so on.
    pub attributes: Vec<AnyAttribute>,
}

/// The element of a header block. `Debug` leaves out what elements called `Password` hold in one that is not of the contract.
#[derive(Clone, PartialEq, Eq)]
pub enum HeaderContent<D> {
    /// One of the contract's elements.
    Known(D),
    /// Any other element.
    Other(AnyElement),
}

impl<D: fmt::Debug> fmt::Debug for HeaderContent<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(element) => f.debug_tuple("Known").field(element).finish(),
            Self::Other(element) => f.debug_tuple("Other").field(&Shown(element)).finish(),
        }
    }
}

impl<D> From<D> for HeaderBlock<D> {
    /// A block with one of the contract's elements and no SOAP attributes.
    fn from(element: D) -> Self {
        Self { content: HeaderContent::Known(element), attributes: Vec::new() }
    }
}

impl<D> HeaderBlock<D> {
    /// Whether a receiver that does not know the block has to refuse the message.
    #[must_use]
    pub fn must_understand(&self) -> bool {
        matches!(self.attribute("mustUnderstand"), Some("1" | "true"))
    }

    /// Whom the block is for: the URI of `actor` (SOAP 1.1) or `role` (SOAP 1.2).
    #[must_use]
    pub fn actor(&self) -> Option<&str> {
        self.attribute("actor").or_else(|| self.attribute("role"))
    }

    /// Whom the block is for.
    #[must_use]
    pub fn role(&self) -> super::Role {
        super::Role::of(self.actor())
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        let own = |a: &&AnyAttribute| a.name == name && is_soap(&a.namespace);
        self.attributes.iter().find(own).map(|a| a.value.trim())
    }
}

fn is_soap(uri: &str) -> bool {
    uri == crate::xml::SOAP11_URI || uri == crate::xml::SOAP12_URI
}

impl<'a, D: ElementsIn<'a>> HeaderBlock<D> {
    pub(super) fn read(name: Name<'a>, r: &mut Reader<'a>) -> Result<Self> {
        let start = r.tag_offset();
        let attributes = r.take_soap_attributes()?;
        let content = match take_element(name, start, r) {
            Ok(Some(element)) => HeaderContent::Known(element),
            Ok(None) => HeaderContent::Other(AnyElement::from_reader(name, r)?),
            Err(error) => HeaderContent::Other(r.keep_as_other(error, start)?),
        };
        Ok(Self { content, attributes })
    }

    pub(super) fn write(&self, w: &mut Writer) {
        w.set_attributes(self.attributes.clone());
        match &self.content {
            HeaderContent::Known(element) => element.write(w),
            HeaderContent::Other(element) => element.write(w),
        }
    }
}

impl Reader<'_> {
    /// Takes the attributes of the SOAP namespaces off the start tag the reader stands on.
    fn take_soap_attributes(&mut self) -> Result<Vec<AnyAttribute>> {
        let mut taken = Vec::new();
        for index in 0..self.attribute_count() {
            let attribute = self.attribute(index);
            if is_soap(self.uri(attribute.ns)) {
                taken.push(AnyAttribute::of(attribute, self)?);
            }
        }
        if !taken.is_empty() {
            self.drop_soap_attributes();
        }
        Ok(taken)
    }
}

/// The header elements bound to an operation's request or response, as a struct of optional fields.
pub trait Headers<D>: Sized + Default {
    /// Sorts out the blocks that are bound; the last of a name is kept. The blocks that are not bound come back.
    fn from_blocks(blocks: Vec<HeaderBlock<D>>) -> (Self, Vec<HeaderBlock<D>>);

    /// The blocks for those headers that are present, in the order of the binding.
    fn into_blocks(self) -> Vec<HeaderBlock<D>>;
}

/// The payload of a [`Headers`] field's variant: the field's type, boxed or not.
pub trait Payload<T> {
    /// The value itself.
    fn into_value(self) -> T;
}

impl<T> Payload<T> for T {
    fn into_value(self) -> T {
        self
    }
}

impl<T> Payload<T> for Box<T> {
    fn into_value(self) -> T {
        *self
    }
}

/// Implements [`Headers`](crate::soap::Headers): one line per field with the variant of the document type it is written as. `if "a" "b"`
/// at the end of a line: the field is there when one of these features of the crate is on.
#[macro_export]
macro_rules! headers {
    ($name:ident: $document:ident { $($field:ident $variant:ident $(if $($feature:literal)+)?;)* }) => {
        impl $crate::soap::Headers<$document> for $name {
            fn from_blocks(
                blocks: Vec<$crate::soap::HeaderBlock<$document>>,
            ) -> (Self, Vec<$crate::soap::HeaderBlock<$document>>) {
                let mut headers = Self::default();
                let mut others = Vec::new();
                for block in blocks {
                    match block.content {
                        $($(#[cfg(any($(feature = $feature),+))])?
                        $crate::soap::HeaderContent::Known($document::$variant(value)) => {
                            headers.$field = Some($crate::soap::Payload::into_value(value));
                        })*
                        #[allow(unreachable_patterns)]
                        content => others.push($crate::soap::HeaderBlock { content, ..block }),
                    }
                }
                (headers, others)
            }

            fn into_blocks(self) -> Vec<$crate::soap::HeaderBlock<$document>> {
                let mut blocks = Vec::new();
                $($(#[cfg(any($(feature = $feature),+))])?
                if let Some(value) = self.$field {
                    blocks.push($crate::soap::HeaderBlock::from($document::$variant(value.into())));
                })*
                blocks
            }
        }
    };
}
