//! What a contract says of an operation, as data.

/// The expanded name of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementName {
    /// Its namespace; empty for none.
    pub namespace: &'static str,
    /// Its local name.
    pub local: &'static str,
}

/// An operation of a port type, bound to SOAP.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operation {
    /// The operation's name in the contract.
    pub name: &'static str,
    /// The value of the `SOAPAction` HTTP header (SOAP 1.1, 6.1.1); empty when the contract gives none.
    pub soap_action: &'static str,
    /// The element in the request's body; `None` for an empty body.
    pub request: Option<ElementName>,
    /// The element in the response's body; `None` when there is no response or its body is empty.
    pub response: Option<ElementName>,
    /// The header elements bound to the request.
    pub request_headers: &'static [ElementName],
    /// The header elements bound to the response.
    pub response_headers: &'static [ElementName],
}

/// The response of an operation: what its body holds, and the headers bound to it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reply<T, H> {
    /// The element in the body.
    pub body: T,
    /// The header elements.
    pub headers: H,
}

impl<T, H: Default> From<T> for Reply<T, H> {
    /// A response without headers.
    fn from(body: T) -> Self {
        Self { body, headers: H::default() }
    }
}

/// Writes the operations of a port type as constants of a module, and all of them as a slice, in the contract's order.
#[macro_export]
macro_rules! operations {
    ($module:ident { $(
        $constant:ident $name:literal {
            action $action:literal;
            request ($($ins:ident $in:literal)?) [$($ihs:ident $ih:literal),*];
            response ($($outs:ident $out:literal)?) [$($ohs:ident $oh:literal),*];
        }
    )* }) => {
        /// The operations of the contract as data.
        pub mod $module {
            use super::ns::uri;
            use $crate::soap::{ElementName, Operation};

            /// All operations, in the order of the contract.
            pub static ALL: &[&Operation] = &[$(&$constant),*];

            $(
                #[doc = concat!("`", $name, "`")]
                pub static $constant: Operation = Operation {
                    name: $name,
                    soap_action: $action,
                    request: $crate::operations!(@optional $($ins $in)?),
                    response: $crate::operations!(@optional $($outs $out)?),
                    request_headers: &[$(ElementName { namespace: uri::$ihs, local: $ih }),*],
                    response_headers: &[$(ElementName { namespace: uri::$ohs, local: $oh }),*],
                };
            )*
        }
    };
    (@optional) => {
        None
    };
    (@optional $ns:ident $local:literal) => {
        Some(ElementName { namespace: uri::$ns, local: $local })
    };
}
