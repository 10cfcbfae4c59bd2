//! What an operation can fail with, typed: a fault that it declares, or anything else ([WSDL 1.1] 2.4.2 and 3.6).
//!
//! In: the detail of a fault as an element of the contract. Out: the variant of the operation's enum that stands for it, beside what it
//! came in: for a client its `CallError`, for a service the fault that it becomes. Invariant: nothing that came is lost.
//!
//! ```text
//! pub enum PlaceError<E = soap::Fault> { Refused(messages::Refused, E), Other(E) }
//! operation_error! { PlaceError: Document { Refused OrderRefused "Refused" from messages::Refused; } }
//! ```

use super::fault::Fault;
use super::operation::Operation;
use crate::bind::{AnyElement, Elements};
use crate::error::Result;
use crate::options::ReadOptions;

/// The enum of what an operation can fail with, beside errors `E` of all operations. Generated, for operations that declare faults.
pub trait OperationError<D, E>: From<E> {
    /// The variant for this detail; what the operation does not declare is any other error.
    fn of_detail(detail: D, error: E) -> Self;
}

impl Fault {
    /// The first detail entry that the operation declares.
    ///
    /// # Errors
    /// When that entry lacks something required or holds a value outside its type; strict options refuse whatever breaks the schema.
    pub fn declared_detail<D: Elements>(&self, operation: &Operation, options: &ReadOptions) -> Result<Option<D>> {
        let is_declared = |entry: &&AnyElement| {
            operation.faults.iter().any(|fault| (fault.detail.namespace, fault.detail.local) == entry.full_name())
        };
        self.detail.iter().flatten().find(is_declared).map(|entry| entry.read_as_named_with(options)).transpose()
    }

    /// The fault with this element of the contract in its detail, once. What cannot be written is a fault that says so.
    #[must_use]
    pub fn declaring<D: Elements>(mut self, detail: &D) -> Self {
        match AnyElement::from_document(detail) {
            Ok(entry) => {
                let entries = self.detail.get_or_insert_default();
                entries.retain(|other| other.full_name() != entry.full_name());
                entries.insert(0, entry);
                self
            }
            Err(error) => Self::server(format!("the detail of the fault \"{self}\": {error}")),
        }
    }
}

impl AnyElement {
    fn full_name(&self) -> (&str, &str) {
        (&self.namespace, &self.name)
    }
}

/// Implements what the error of an operation does: one line a declared fault, with its variant, the document type's variant for its
/// element, and its name. `from` a type: a value of that becomes the error of a service by itself.
#[macro_export]
macro_rules! operation_error {
    ($name:ident: $document:ident { $($variant:ident $element:ident $fault:literal $(from $from:ty)?;)* }) => {
        impl<E> $name<E> {
            /// What it came in, or what it is: the error that operations without declared faults have.
            #[must_use]
            pub fn error(&self) -> &E {
                match self {
                    $(Self::$variant(_, error))|* | Self::Other(error) => error,
                }
            }

            /// The same, without the typed detail.
            #[must_use]
            pub fn into_error(self) -> E {
                match self {
                    $(Self::$variant(_, error))|* | Self::Other(error) => error,
                }
            }
        }

        impl<E> $crate::soap::OperationError<$document, E> for $name<E> {
            fn of_detail(detail: $document, error: E) -> Self {
                match detail {
                    $($document::$element(detail) => Self::$variant($crate::soap::Payload::into_value(detail), error),)*
                    #[allow(unreachable_patterns)]
                    _ => Self::Other(error),
                }
            }
        }

        impl<E> From<E> for $name<E> {
            fn from(error: E) -> Self {
                Self::Other(error)
            }
        }

        $($(impl From<$from> for $name {
            /// The declared fault, as one that blames the receiver and says its name.
            fn from(detail: $from) -> Self {
                Self::$variant(detail.into(), $crate::soap::Fault::server($fault))
            }
        })?)*

        impl<E: Into<$crate::soap::Fault>> From<$name<E>> for $crate::soap::Fault {
            fn from(error: $name<E>) -> Self {
                match error {
                    $($name::$variant(detail, error) => error.into().declaring(&$document::$element(detail.into())),)*
                    $name::Other(error) => error.into(),
                }
            }
        }

        impl<E: ::core::fmt::Display> ::core::fmt::Display for $name<E> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    $(Self::$variant(_, error) => write!(f, "{}: {error}", $fault),)*
                    Self::Other(error) => error.fmt(f),
                }
            }
        }

        impl<E: ::std::error::Error> ::std::error::Error for $name<E> {
            fn source(&self) -> Option<&(dyn ::std::error::Error + 'static)> {
                self.error().source()
            }
        }
    };
}
