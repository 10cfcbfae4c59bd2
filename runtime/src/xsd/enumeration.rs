//! The macro for open enumerations.

/// Writes an enum for a simple type restricted by enumeration, with a last variant for values the schema does not list.
///
/// A variant stands for the text after its `=` or, without one, for its own name. A value that is not listed is kept as it
/// is: reading it by [`From`], [`FromStr`](std::str::FromStr) or leniently gives the last variant, and it is written back
/// unchanged. Only [`SimpleValue::from_lexical`](crate::xsd::SimpleValue::from_lexical), which strict reading uses, refuses
/// it.
///
/// The last variant is `Unknown(Box<str>)`; `..Other` after the last value names it `Other`, and `..Other(Text)` lets it hold another type of text. White space is preserved, as in
/// `xs:string`; another built-in base type can be named after the name of the enum.
///
/// ```
/// soap_runtime::enumeration! {
///     /// `t:UnindexedFieldURIType`: a property.
///     pub enum Field: token {
///         /// The folder's identifier.
///         FolderId = "folder:FolderId",
///         Unknown,
///         ..Other
///     }
/// }
///
/// assert_eq!(Field::from("folder:FolderId"), Field::FolderId);
/// assert_eq!(Field::from("folder:New").as_str(), "folder:New");
/// assert!(!Field::from("folder:New").is_known());
/// assert_eq!(Field::VALUES, ["folder:FolderId", "Unknown"]);
/// ```
#[macro_export]
macro_rules! enumeration {
    (
        $(#[$attribute:meta])*
        $visibility:vis enum $name:ident $(: $base:ident)? {
            $( $(#[$value_attribute:meta])* $variant:ident $(= $text:literal)? ),+ $(,)?
        }
    ) => {
        $crate::enumeration! {
            $(#[$attribute])*
            $visibility enum $name $(: $base)? {
                $( $(#[$value_attribute])* $variant $(= $text)?, )+
                ..Unknown(Box<str>)
            }
        }
    };
    (
        $(#[$attribute:meta])*
        $visibility:vis enum $name:ident $(: $base:ident)? {
            $( $(#[$value_attribute:meta])* $variant:ident $(= $text:literal)?, )+
            ..$open:ident
        }
    ) => {
        $crate::enumeration! {
            $(#[$attribute])*
            $visibility enum $name $(: $base)? {
                $( $(#[$value_attribute])* $variant $(= $text)?, )+
                ..$open(Box<str>)
            }
        }
    };
    (
        $(#[$attribute:meta])*
        $visibility:vis enum $name:ident $(: $base:ident)? {
            $( $(#[$value_attribute:meta])* $variant:ident $(= $text:literal)?, )+
            ..$open:ident($unlisted:ty)
        }
    ) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $visibility enum $name {
            $(
                #[doc = $crate::__enumeration_doc!([$($value_attribute)*] $variant $($text)?)]
                $(#[$value_attribute])*
                $variant,
            )+
            /// A value that the schema does not list, as it was read.
            $open($unlisted),
        }

        impl $name {
            /// The listed values, in the schema's order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The texts of the listed values, in the schema's order.
            pub const VALUES: &'static [&'static str] = &[$($crate::__enumeration_text!($variant $($text)?)),+];

            /// The value's text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $crate::__enumeration_text!($variant $($text)?),)+
                    Self::$open(text) => text,
                }
            }
        }

        $crate::__enumeration_value!($name $open $($base)?);
    };
}

/// What an enumeration does that takes no list of its values.
#[doc(hidden)]
#[macro_export]
macro_rules! __enumeration_value {
    ($name:ident $open:ident $($base:ident)?) => {
        impl $name {
            /// Whether the schema lists the value.
            #[must_use]
            pub fn is_known(&self) -> bool {
                !matches!(self, Self::$open(_))
            }

            fn listed(text: &str) -> Option<Self> {
                Self::ALL.get(Self::lookup().position(text)?).cloned()
            }

            fn lookup() -> &'static $crate::__private::Lookup {
                static LOOKUP: $crate::__private::Lookup = $crate::__private::Lookup::new($name::VALUES);
                &LOOKUP
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::listed(text).unwrap_or_else(|| Self::$open(text.into()))
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::listed(&text).unwrap_or_else(|| Self::$open(text.into()))
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> ::std::result::Result<Self, ::std::convert::Infallible> {
                Ok(text.into())
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        $crate::text_content!($name);

        impl $crate::xsd::SimpleValue for $name {
            const WHITE_SPACE: $crate::xsd::WhiteSpace =
                [$($crate::xsd::by_name::$base,)? $crate::xsd::by_name::string][0].white_space();

            fn placeholder() -> Self {
                Self::$open(::std::default::Default::default())
            }

            fn from_lexical(text: &str) -> ::std::result::Result<Self, $crate::xsd::ValueError> {
                Self::listed(text).ok_or_else(|| Self::lookup().not_listed(text))
            }

            fn from_lexical_lenient(
                text: &str,
            ) -> ::std::result::Result<(Self, Option<$crate::xsd::ValueError>), $crate::xsd::ValueError> {
                match Self::listed(text) {
                    Some(value) => Ok((value, None)),
                    None => Ok((Self::$open(text.into()), Some(Self::lookup().not_listed(text)))),
                }
            }

            fn lexical<'a>(&'a self, _: &'a mut String) -> &'a str {
                self.as_str()
            }

            #[inline]
            fn kept(&self) -> Option<&str> {
                Some(self.as_str())
            }

            #[inline]
            fn is_void(&self) -> bool {
                matches!(self, Self::$open(text) if text.is_empty())
            }
        }
    };
}

/// The text of a listed value.
#[doc(hidden)]
#[macro_export]
macro_rules! __enumeration_text {
    ($variant:ident) => {
        stringify!($variant)
    };
    ($variant:ident $text:literal) => {
        $text
    };
}

/// What is said of a listed value that has no attributes of its own.
#[doc(hidden)]
#[macro_export]
macro_rules! __enumeration_doc {
    ([] $variant:ident) => {
        concat!("`", stringify!($variant), "`")
    };
    ([] $variant:ident $text:literal) => {
        concat!("`", $text, "`")
    };
    ([$($attribute:meta)+] $($listed:tt)+) => {
        ""
    };
}
