//! What a contract says of an operation, as data.

use super::block::Block;
use super::envelope::Version;

/// The expanded name of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementName {
    /// Its namespace; empty for none.
    pub namespace: &'static str,
    /// Its local name.
    pub local: &'static str,
}

impl std::fmt::Display for ElementName {
    /// `{namespace}local`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.namespace.is_empty() {
            return f.write_str(self.local);
        }
        write!(f, "{{{}}}{}", self.namespace, self.local)
    }
}

/// A fault that an operation declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DeclaredFault {
    /// The fault's name in the operation.
    pub name: &'static str,
    /// The element in its detail; [`Fault::detail_as`](super::Fault::detail_as) reads it.
    pub detail: ElementName,
}

/// An operation of a port type, bound to SOAP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operation {
    /// The operation's name in the contract.
    pub name: &'static str,
    /// The value of the `SOAPAction` HTTP header (SOAP 1.1, 6.1.1); empty when the contract gives none.
    pub soap_action: &'static str,
    /// The version of SOAP it is bound to; the older one when it is bound to both.
    pub version: Version,
    /// The element in the request's body; `None` for an empty body.
    pub request: Option<ElementName>,
    /// The element in the response's body; `None` when there is no response or its body is empty.
    pub response: Option<ElementName>,
    /// Whether there is no response at all.
    pub one_way: bool,
    /// The header elements bound to the request.
    pub request_headers: &'static [ElementName],
    /// The header elements bound to the response.
    pub response_headers: &'static [ElementName],
    /// The faults it declares; services may send others.
    pub faults: &'static [DeclaredFault],
    /// What the contract says of WS-Addressing; `None` when it says nothing.
    pub actions: Option<Actions>,
}

/// What a contract says of WS-Addressing for an operation ([WS-Addressing 1.0 Metadata] 3, 4.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Actions {
    /// Whether messages have to have addressing properties.
    pub required: bool,
    /// The action of the request.
    pub request: &'static str,
    /// The action of the response; empty for a one-way operation.
    pub response: &'static str,
}

/// The response of an operation: what its body holds, the headers bound to it, and any others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply<T, H> {
    /// The element in the body.
    pub body: T,
    /// The header elements.
    pub headers: H,
    /// The header blocks that the operation does not bind: those that came, or that go out behind those that are bound.
    pub blocks: Vec<Block>,
}

impl<T, H> Reply<T, H> {
    /// A response with these headers.
    pub fn new(body: T, headers: H) -> Self {
        Self { body, headers, blocks: Vec::new() }
    }

    /// The response with a header block that the operation does not bind.
    #[must_use]
    pub fn with_block(mut self, block: impl Into<Block>) -> Self {
        self.blocks.push(block.into());
        self
    }
}

impl<T, H: Default> From<T> for Reply<T, H> {
    /// A response without headers.
    fn from(body: T) -> Self {
        Self::new(body, H::default())
    }
}

/// Writes the operations of a port type as constants of a module, and all of them as a slice, in the contract's order. An
/// operation without a `response` is one-way; one without a `version` is bound to SOAP 1.1. `if "a" "b"` behind the name: it is there
/// when one of these features of the crate is on.
#[macro_export]
macro_rules! operations {
    ($module:ident { $( $constant:ident $name:literal $(if $($feature:literal)+)? { $($facts:tt)* } )* }) => {
        /// The operations of the contract as data.
        pub mod $module {
            use super::ns::uri;
            #[allow(unused_imports)]
            use $crate::soap::{DeclaredFault, ElementName, Operation};

            /// All operations, in the order of the contract.
            pub static ALL: &[&Operation] = &[$($(#[cfg(any($(feature = $feature),+))])? &$constant),*];

            /// The port type itself, as a type: what a server is told to serve.
            #[derive(Debug, Clone, Copy)]
            pub enum PortType {}

            $(
                $(#[cfg(any($(feature = $feature),+))])?
                $crate::operation! { $constant $name { $($facts)* } }
            )*
        }
    };
}

/// Writes one of the [`operations!`]. It has a macro of its own because a macro whose repetition has optional parts in a row is matched
/// in time that grows with the square of what it is given.
#[doc(hidden)]
#[macro_export]
macro_rules! operation {
    ($constant:ident $name:literal {
        action $action:literal;
        $(version $version:ident;)?
        request $request:tt [$($ihs:ident $ih:literal),*];
        $(response $response:tt [$($ohs:ident $oh:literal),*];)?
        $(fault $fault:literal $fns:ident $f:literal;)*
        $(addressing $($required:ident)? ($request_action:literal $($response_action:literal)?);)?
    }) => {
        #[doc = concat!("`", $name, "`")]
        pub static $constant: Operation = Operation {
            name: $name,
            soap_action: $action,
            version: $crate::operation!(@version $($version)?),
            request: $crate::operation!(@element $request),
            response: $crate::operation!(@element $($response)?),
            one_way: $crate::operation!(@one_way $($response)?),
            request_headers: &[$(ElementName { namespace: uri::$ihs, local: $ih }),*],
            response_headers: &[$($(ElementName { namespace: uri::$ohs, local: $oh }),*)?],
            faults: &[$(DeclaredFault { name: $fault, detail: ElementName { namespace: uri::$fns, local: $f } }),*],
            actions: $crate::operation!(@actions $($($required)? $request_action $($response_action)?)?),
        };
    };
    (@version) => {
        $crate::soap::Version::V1_1
    };
    (@version $version:ident) => {
        $crate::soap::Version::$version
    };
    (@actions) => {
        None
    };
    (@actions required $request:literal $($response:literal)?) => {
        Some($crate::soap::Actions { required: true, request: $request, response: concat!("", $($response)?) })
    };
    (@actions $request:literal $($response:literal)?) => {
        Some($crate::soap::Actions { required: false, request: $request, response: concat!("", $($response)?) })
    };
    (@one_way) => {
        true
    };
    (@one_way $response:tt) => {
        false
    };
    (@element $(())?) => {
        None
    };
    (@element ($ns:ident $local:literal)) => {
        Some(ElementName { namespace: uri::$ns, local: $local })
    };
}
