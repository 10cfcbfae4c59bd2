//! Several versions of one contract: values go from the types of one to those of another.
//!
//! In: a value of one version's type. Out: one of another version's, or a [`ConversionError`] that names the part the other
//! version has no place for. Nothing is lost silently: what cannot go along is an error.
//!
//! Generated code has a line for each part of a type that differs between two versions, in the manner of
//! [`complex_type!`](crate::complex_type); [`From`] and [`TryFrom`] are made of them. See [`mod@macros`] for the lines.
//!
//! ```
//! mod v1 {
//!     #[derive(Debug, PartialEq)]
//!     pub struct GroupType { pub name: String, pub note: Option<String> }
//! }
//! #[derive(Debug, PartialEq)]
//! pub struct GroupType { pub name: String, pub colour: Option<String> }
//! soap_runtime::convert_struct! { GroupType v1::GroupType: TryFrom "v2" TryFrom "v1" {
//!     same name;
//!     removed note "Note";
//!     added colour "Colour";
//! } }
//!
//! let old = v1::GroupType { name: "a".to_owned(), note: None };
//! assert_eq!(GroupType::try_from(old)?.colour, None);
//! let new = GroupType { name: "a".to_owned(), colour: Some("red".to_owned()) };
//! assert_eq!(v1::GroupType::try_from(new).unwrap_err().to_string(), "GroupType/Colour: not in v1");
//! # Ok::<(), soap_runtime::version::ConversionError>(())
//! ```

mod error;
pub mod macros;
pub(crate) mod shape;

pub use error::{ConversionError, ConversionErrorKind, Failure};
pub use shape::{
    at_most_one, based, boxed, element_not_nil, item, lexical, list, many, nillable, nillable_element, not_nil, one,
    option, optional_many, present, same, some, text, typed, unboxed, unwrapped, unwrapped_element, vec, widened,
};
#[cfg(feature = "compact")]
pub use shape::{from_list, into_list, into_text};

use crate::bind::{Nillable, NillableElement, Typed};
#[cfg(feature = "compact")]
use crate::compact;
use crate::xsd::List;

/// A value that has a form in another version of its contract, always or sometimes.
pub trait Convert<T>: Sized {
    /// [`Infallible`](std::convert::Infallible) where every value has one.
    type Error: Failure;

    /// The value in the other version.
    ///
    /// # Errors
    /// When it has a part that the other version does not know, or lacks one that the other version requires.
    fn convert(self) -> Result<T, Self::Error>;
}

impl<T: Convert<U>, U> Convert<Option<U>> for Option<T> {
    type Error = T::Error;

    fn convert(self) -> Result<Option<U>, Self::Error> {
        self.map(T::convert).transpose()
    }
}

impl<T: Convert<U>, U> Convert<Box<U>> for Box<T> {
    type Error = T::Error;

    fn convert(self) -> Result<Box<U>, Self::Error> {
        (*self).convert().map(Box::new)
    }
}

impl<T: Convert<U>, U> Convert<Vec<U>> for Vec<T> {
    type Error = T::Error;

    fn convert(self) -> Result<Vec<U>, Self::Error> {
        let convert = |(index, value): (usize, T)| value.convert().map_err(|error| error.at(index));
        self.into_iter().enumerate().map(convert).collect()
    }
}

#[cfg(feature = "compact")]
impl<T: Convert<U>, U> Convert<compact::List<U>> for compact::List<T> {
    type Error = T::Error;

    fn convert(self) -> Result<compact::List<U>, Self::Error> {
        let convert = |(index, value): (usize, T)| value.convert().map_err(|error| error.at(index));
        self.into_iter().enumerate().map(convert).collect()
    }
}

impl<T: Convert<U>, U> Convert<List<U>> for List<T> {
    type Error = T::Error;

    fn convert(self) -> Result<List<U>, Self::Error> {
        self.0.convert().map(List)
    }
}

impl<T: Convert<U>, U> Convert<Nillable<U>> for Nillable<T> {
    type Error = T::Error;

    fn convert(self) -> Result<Nillable<U>, Self::Error> {
        match self {
            Self::Nil => Ok(Nillable::Nil),
            Self::Value(value) => value.convert().map(Nillable::Value),
        }
    }
}

impl<T: Convert<U>, U> Convert<NillableElement<U>> for NillableElement<T> {
    type Error = T::Error;

    fn convert(self) -> Result<NillableElement<U>, Self::Error> {
        match self {
            Self::Nil(element) => Ok(NillableElement::Nil(element)),
            Self::Value(value) => value.convert().map(NillableElement::Value),
        }
    }
}

impl<T: Convert<U>, U> Convert<Typed<U>> for Typed<T> {
    type Error = T::Error;

    fn convert(self) -> Result<Typed<U>, Self::Error> {
        Ok(Typed { value: self.value.convert()?, xsi_type: self.xsi_type })
    }
}

/// A field that can be without a value.
#[doc(hidden)]
pub trait Absent: Default {
    /// Whether it is.
    fn is_absent(&self) -> bool;
}

impl<T> Absent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

#[cfg(feature = "compact")]
impl<T> Absent for compact::List<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T> Absent for Vec<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// Says where in a value something failed: below the part `step`, which is empty for one that has no name in XML. `version` is the
/// one converted to.
#[doc(hidden)]
pub fn below<T, E: Failure>(result: Result<T, E>, step: &'static str, version: &'static str) -> Result<T, E> {
    result.map_err(|error| error.below(step, version))
}

/// Refuses a part that the other version does not have, if it is there.
#[doc(hidden)]
pub fn absent(field: &impl Absent, step: &'static str, version: &'static str) -> Result<(), ConversionError> {
    if field.is_absent() { Ok(()) } else { Err(ConversionError::not_in().below(step, version)) }
}

/// The value of a conversion that cannot fail.
#[doc(hidden)]
pub fn sure<T>(result: Result<T, std::convert::Infallible>) -> T {
    match result {
        Ok(value) => value,
        Err(never) => match never {},
    }
}
