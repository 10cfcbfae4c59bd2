//! The attachments that a contract declares (WSDL 1.1 5.5, `mime:content`), as structs.
//!
//! ```xml
//! <mime:part><mime:content part="picture" type="image/png"/></mime:part>
//! ```
//!
//! In: the parts of a message. Out: one for each that the contract names, or what is missing. Which is which, `Content-ID` says: `<picture=…@…>`
//! (WS-I Attachments Profile 1.0, R2933). Where no part says so, and there are as many as the contract has, their order does.

use super::boundary::Boundary;
use super::content_id::unescaped;
use super::part::{Part, Parts};

/// A part of a message as the contract declares it: its name, and the media types it may have; none for any.
pub type DeclaredPart = (&'static str, &'static [&'static str]);

/// Why the parts of a message are not those that the contract declares.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NamedPartsError {
    /// A part is not there.
    #[error("no attachment is the part `{part}`: expected one with a Content-ID that begins `{part}=`, found {found}")]
    Missing {
        /// Its name in the contract.
        part: &'static str,
        /// The attachments there are, for people.
        found: String,
    },
    /// A part has another media type than the contract allows.
    #[error("the part `{part}` is `{found}`: expected {expected}")]
    MediaType {
        /// Its name in the contract.
        part: &'static str,
        /// The media type it has.
        found: String,
        /// Those that it may have.
        expected: String,
    },
}

/// The parts in the order in which they are declared.
///
/// # Errors
/// When one is missing, or has a media type that is not declared.
pub fn sorted(parts: &Parts, declared: &[DeclaredPart]) -> Result<Vec<Part>, NamedPartsError> {
    let is_named = |part: &Part| declared.iter().any(|(name, _)| is_called(part, name));
    let by_order = parts.len() == declared.len() && !parts.iter().any(is_named);
    let mut found = Vec::with_capacity(declared.len());
    for (place, (name, media_types)) in declared.iter().enumerate() {
        let part = if by_order { parts.iter().nth(place) } else { parts.iter().find(|part| is_called(part, name)) };
        let missing = || NamedPartsError::Missing { part: name, found: parts.names() };
        let part = part.ok_or_else(missing)?;
        check_media_type(part, name, media_types)?;
        found.push(part.clone());
    }
    Ok(found)
}

/// Parts, in the order in which they are declared, with the names that say which they are.
#[must_use]
pub fn named(parts: Vec<Part>, declared: &[DeclaredPart]) -> Vec<Part> {
    let message = Boundary::fresh();
    let named = parts.into_iter().zip(declared).map(|(mut part, (name, media_types))| {
        if !is_called(&part, name) {
            part.content_id = Some(format!("{name}={}@soap", message.as_str()));
        }
        let usual = media_types.first().filter(|media_type| !media_type.contains('*'));
        part.content_type = part.content_type.or_else(|| usual.map(|media_type| (*media_type).to_owned()));
        part
    });
    named.collect()
}

fn is_called(part: &Part, name: &str) -> bool {
    let id = part.content_id.as_deref().map(unescaped);
    let rest = id.as_deref().and_then(|id| id.strip_prefix(name.as_bytes()));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(b"="))
}

fn check_media_type(part: &Part, name: &'static str, expected: &[&str]) -> Result<(), NamedPartsError> {
    let written = part.content_type.as_deref().unwrap_or("application/octet-stream");
    let found = written.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let fits = |expected: &&str| match expected.to_ascii_lowercase().strip_suffix('*') {
        Some(group) => group == "*/" || found.starts_with(group),
        None => found == expected.to_ascii_lowercase(),
    };
    if expected.is_empty() || expected.iter().any(fits) {
        return Ok(());
    }
    Err(NamedPartsError::MediaType { part: name, found: written.to_owned(), expected: expected.join(" or ") })
}

/// Makes a struct of the attachments that a contract declares for a message: a line for each with its name and media types. Without the
/// feature `attachments` there is nothing.
///
/// ```
/// soap_runtime::message_parts! {
///     /// The attachments of requests of `Upload`.
///     UploadRequestParts {
///         /// `picture`.
///         picture "picture" ["image/png" "image/jpeg"];
///     }
/// }
/// # #[cfg(feature = "attachments")] {
/// use soap_runtime::mime::{Part, Parts};
///
/// let picture = Part { octets: b"\x89PNG"[..].into(), ..Part::default() };
/// let parts = UploadRequestParts { picture }.into_parts();
/// assert!(parts[0].content_id.as_ref().unwrap().starts_with("picture="));
/// assert_eq!(parts[0].content_type.as_deref(), Some("image/png"));
/// let read = UploadRequestParts::from_parts(&Parts::new(parts).unwrap()).unwrap();
/// assert_eq!(read.picture.octets, b"\x89PNG"[..]);
/// # }
/// ```
#[cfg(feature = "attachments")]
#[macro_export]
macro_rules! message_parts {
    ($(#[$attribute:meta])* $name:ident { $($(#[$docs:meta])* $field:ident $part:literal [$($media_type:literal)*];)* }) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct $name {
            $($(#[$docs])* pub $field: $crate::mime::Part,)*
        }

        impl $name {
            /// The parts as the contract declares them: names, and the media types they may have.
            pub const DECLARED: &'static [$crate::mime::DeclaredPart] = &[$(($part, &[$($media_type),*])),*];

            /// Takes them from all parts of a message.
            ///
            /// # Errors
            /// When one is missing, or has a media type that is not declared.
            pub fn from_parts(
                parts: &$crate::mime::Parts,
            ) -> ::std::result::Result<Self, $crate::mime::NamedPartsError> {
                let mut sorted = $crate::mime::sorted(parts, Self::DECLARED)?.into_iter();
                ::std::result::Result::Ok(Self { $($field: sorted.next().unwrap_or_default(),)* })
            }

            /// The parts as they are sent.
            #[must_use]
            pub fn into_parts(self) -> ::std::vec::Vec<$crate::mime::Part> {
                $crate::mime::named(::std::vec![$(self.$field),*], Self::DECLARED)
            }
        }
    };
}
