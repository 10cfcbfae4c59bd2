//! The macro of documents: what bindings offer of a global element.

/// Makes a choice the document type of a contract: its `from_xml`, `from_bytes`, both with options, and `to_xml`. The namespaces and the
/// schema that strict reading validates against are given by name. Lines behind them are for variants that stand for bodies with several
/// children: variant, name, and the names of the children, with `required` for those that have to be there. `encoded(true)` stands where
/// messages are written by the rules of SOAP encoding.
///
/// ```text
/// document! { Document: NAMESPACES SCHEMA {
///     AskIn ns1 "AskIn" [s "Ask" required, s "Detail" required];
/// } }
/// ```
#[macro_export]
macro_rules! document {
    ($name:ident: $($contract:tt)*) => {
        $crate::__elements! { 'r [$name] $($contract)* }
        $crate::__document! { $name }
    };
}

/// Makes a choice the elements of a contract.
#[doc(hidden)]
#[macro_export]
macro_rules! __elements {
    ($r:lifetime [$name:ident $(<$lt:lifetime>)?] $namespaces:ident $schema:ident $(encoded($encoded:literal))? $({ $(
        $(#[$cfg:meta])? $variant:ident $ns:ident $local:literal [$($cns:ident $child:literal $($required:ident)?),*];
    )* })?) => {
        impl<$r> $crate::bind::ElementsIn<$r> for $name $(<$lt>)? {
            const NAMESPACES: &'static [$crate::xml::Namespace] = $namespaces;

            $( const IS_ENCODED: bool = $encoded; )?

            fn schema() -> $crate::Result<&'static $crate::schema::Schema, &'static $crate::schema::TableError> {
                $schema.get()
            }

            $(
                const BODIES: &'static [$crate::bind::BodyParts] = &[$(
                    $(#[$cfg])?
                    $crate::bind::BodyParts {
                        name: (ns::$ns, $local),
                        children: &[$((ns::$cns, $child, $crate::__required!($($required)?))),*],
                    }
                ),*];

                #[allow(unreachable_code, unused_variables)]
                fn write_parts(&self, w: &mut $crate::xml::Writer, name: $crate::xml::WrittenName) -> bool {
                    match self {
                        $($(#[$cfg])? Self::$variant(value) => $crate::bind::ContentIn::write(value, w, name),)*
                        #[allow(unreachable_patterns)]
                        _ => return false,
                    }
                    true
                }
            )?
        }
    };
}

/// What a document type offers.
#[doc(hidden)]
#[macro_export]
macro_rules! __document {
    ($name:ident) => {
        impl ::core::convert::TryFrom<&$name> for $crate::AnyElement {
            type Error = $crate::Error;

            fn try_from(document: &$name) -> $crate::Result<Self> {
                Self::from_document(document)
            }
        }

        impl $name {
            /// Reads a document whose root is one of the contract's elements, leniently.
            ///
            /// # Errors
            /// When the text is not well-formed XML, has another root, lacks something required or holds a value outside its
            /// type; the error says where.
            pub fn from_xml(xml: &str) -> $crate::Result<Self> {
                $crate::bind::from_xml(xml)
            }

            /// Reads a document as `options` say.
            ///
            /// # Errors
            /// As [`from_xml`](Self::from_xml); strict options also refuse whatever breaks the schema.
            pub fn from_xml_with(xml: &str, options: &$crate::ReadOptions) -> $crate::Result<Self> {
                $crate::bind::from_xml_with(xml, options)
            }

            /// Reads a document from bytes, leniently: UTF-8, UTF-16, or the encoding that its XML declaration names.
            ///
            /// # Errors
            /// As [`from_xml`](Self::from_xml), for encodings that are not supported, and for bytes that the encoding does not have.
            pub fn from_bytes(bytes: &[u8]) -> $crate::Result<Self> {
                $crate::bind::from_bytes(bytes)
            }

            /// Reads a document from bytes as `options` say.
            ///
            /// # Errors
            /// As [`from_bytes`](Self::from_bytes); strict options also refuse whatever breaks the schema, and an XML declaration that
            /// names another encoding than the first bytes show.
            pub fn from_bytes_with(bytes: &[u8], options: &$crate::ReadOptions) -> $crate::Result<Self> {
                $crate::bind::from_bytes_with(bytes, options)
            }

            /// What a message uses that a version of the contract does not know yet; see
            #[doc = concat!("[`Schema::newer_than`](", stringify!($crate), "::schema::Schema::newer_than).")]
            ///
            /// # Errors
            /// When the contract has no such version, and when the text is not well-formed XML.
            pub fn newer_than(xml: &str, version: &str) -> $crate::Result<::std::vec::Vec<$crate::schema::Newer>> {
                $crate::__private::newer_than::<Self>(xml, version)
            }

            /// Writes the document, without an XML declaration.
            ///
            /// # Errors
            /// When a value holds a character that XML does not allow.
            pub fn to_xml(&self) -> $crate::Result<::std::string::String> {
                $crate::bind::to_xml(self)
            }

            /// Writes the document as `options` say, without an XML declaration.
            ///
            /// # Errors
            /// As [`to_xml`](Self::to_xml), and when the options declare something that cannot be declared.
            pub fn to_xml_with(&self, options: &$crate::WriteOptions) -> $crate::Result<::std::string::String> {
                $crate::bind::to_xml_with(self, options)
            }
        }
    };
}
