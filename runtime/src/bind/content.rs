//! What an element holds: the value of a complex or simple type.

use super::text::Text;
#[cfg(feature = "compact")]
use crate::compact;
use crate::error::Result;
use crate::schema::LazySchema;
use crate::xml::{Namespace, Reader, Writer, WrittenName};
use crate::xsd::{self, SimpleValue};

/// The name of a schema type, as `xsi:type` gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TypeName {
    /// Its namespace; empty for none.
    pub namespace: &'static str,
    /// Its local name.
    pub name: &'static str,
}

impl TypeName {
    /// A type that XML Schema itself defines.
    #[must_use]
    pub const fn xs(name: &'static str) -> Self {
        Self { namespace: crate::xml::XSD_URI, name }
    }
}

/// A type an element can have, whose values own what they hold: they are read from any document.
///
/// Every [`ContentIn`] that does not depend on the document is one.
pub trait Content: for<'a> ContentIn<'a> {}

impl<T: for<'a> ContentIn<'a>> Content for T {}

/// A type an element can have, read from a document that lives for `'a`.
pub trait ContentIn<'a>: Sized {
    /// The namespaces that reading and writing the type know by their ids, which are those of its contract.
    const NAMESPACES: &'static [Namespace] = &[];

    /// The schema type that elements of this type are held to in strict reading, where it has a name.
    const TYPE: Option<TypeName> = None;

    /// Whether elements may say `xsi:nil`.
    const IS_NILLABLE: bool = false;

    /// The schema that [`TYPE`](Self::TYPE) is part of.
    #[must_use]
    fn schema() -> Option<&'static LazySchema> {
        None
    }

    /// The schema type of this value, where it has a name: of an enum over types, that of the variant.
    fn type_name(&self) -> Option<TypeName> {
        Self::TYPE
    }

    /// What a field holds before its element is read. It allocates nothing but what is in boxes.
    fn placeholder() -> Self;

    /// Reads the element whose start tag the reader stands on, to its end.
    ///
    /// # Errors
    /// When the element is not well-formed, lacks something required, or holds a value outside its type.
    fn read(&mut self, r: &mut Reader<'a>) -> Result<()>;

    /// Reads the same into a place where there is no value yet: types that make theirs at once need no placeholder.
    ///
    /// # Errors
    /// As [`ContentIn::read`]; then whatever is in the place does not count.
    #[inline]
    fn read_into(place: &mut Option<Self>, r: &mut Reader<'a>) -> Result<()> {
        place.insert(Self::placeholder()).read(r)
    }

    /// Writes the value as the element `name`. Further elements get their names from [`Writer::name`].
    fn write(&self, w: &mut Writer, name: WrittenName);

    /// Whether the value was kept although its element was empty and the type, an enumeration, has no such value.
    #[inline]
    fn is_void(&self) -> bool {
        false
    }
}

/// Makes types whose values are text the content of elements. Not a blanket implementation, so that boxes can have theirs. `= "int"`
/// after a type: it is that of XML Schema; `=> "token"`: it is that one, and stands for others as well.
#[doc(hidden)]
#[macro_export]
macro_rules! text_content {
    ($($type:ty $(= $name:literal)? $(=> $among:literal)?),* $(,)?) => {
        $( $crate::__text_content! { 'r $type, $(= $name)? $(=> $among)? } )*
    };
}

/// The same for one type, with the lifetime of documents that it is read from.
#[doc(hidden)]
#[macro_export]
macro_rules! __text_content {
    ($r:lifetime $type:ty, $($name:tt)*) => {
        impl<$r> $crate::bind::ContentIn<$r> for $type {
            $crate::__builtin_type! { $($name)* }

            #[inline]
            fn placeholder() -> Self {
                $crate::bind::Text::placeholder()
            }

            #[inline]
            fn read(&mut self, r: &mut $crate::xml::Reader<$r>) -> $crate::Result<()> {
                *self = $crate::__private::read_leaf(r)?;
                Ok(())
            }

            #[inline]
            fn read_into(place: &mut Option<Self>, r: &mut $crate::xml::Reader<$r>) -> $crate::Result<()> {
                *place = Some($crate::__private::read_leaf(r)?);
                Ok(())
            }

            #[inline]
            fn write(&self, w: &mut $crate::xml::Writer, name: $crate::xml::WrittenName) {
                $crate::__private::write_leaf(self, w, name);
            }

            #[inline]
            fn is_void(&self) -> bool {
                $crate::bind::Text::is_void(self)
            }
        }
    };
}

/// The parts of [`Content`] that tell which type of XML Schema a Rust type is.
#[doc(hidden)]
#[macro_export]
macro_rules! __builtin_type {
    () => {};
    (= $name:literal) => {
        const TYPE: Option<$crate::bind::TypeName> = Some($crate::bind::TypeName::xs($name));

        fn schema() -> Option<&'static $crate::schema::LazySchema> {
            Some($crate::__private::builtin_schema())
        }
    };
    (=> $name:literal) => {
        fn type_name(&self) -> Option<$crate::bind::TypeName> {
            Some($crate::bind::TypeName::xs($name))
        }
    };
}

/// The schema of the types that XML Schema itself defines.
#[doc(hidden)]
#[must_use]
pub fn builtin_schema() -> &'static LazySchema {
    &crate::schema::BUILTIN
}

text_content!(String = "string", bool = "boolean", f32 = "float", f64 = "double");
text_content!(i8 = "byte", i16 = "short", i32 = "int", i64 = "long");
text_content!(u8 = "unsignedByte", u16 = "unsignedShort", u32 = "unsignedInt", u64 = "unsignedLong");
text_content!(xsd::Token => "token", xsd::NormalizedString = "normalizedString");
#[cfg(feature = "compact")]
text_content!(compact::Text = "string", compact::Token => "token", compact::NormalizedString = "normalizedString");
text_content!(xsd::HexBinary = "hexBinary", xsd::Base64Binary = "base64Binary", xsd::Duration = "duration");
text_content!(xsd::Decimal = "decimal", xsd::Integer = "integer");
text_content!(xsd::NonNegativeInteger = "nonNegativeInteger", xsd::PositiveInteger = "positiveInteger");
text_content!(xsd::NonPositiveInteger = "nonPositiveInteger", xsd::NegativeInteger = "negativeInteger");
text_content!(xsd::DateTime = "dateTime", xsd::Date = "date", xsd::Time = "time", xsd::GYear = "gYear");
text_content!(xsd::GYearMonth = "gYearMonth", xsd::GMonth = "gMonth", xsd::GMonthDay = "gMonthDay", xsd::GDay = "gDay");
text_content!(xsd::QName => "QName");

impl<'a, T: SimpleValue> ContentIn<'a> for xsd::List<T> {
    fn placeholder() -> Self {
        Text::placeholder()
    }

    fn read(&mut self, r: &mut Reader<'a>) -> Result<()> {
        *self = super::steps::read_leaf(r)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer, name: WrittenName) {
        super::steps::write_leaf(self, w, name);
    }
}

/// A boxed value is written as the value: boxes are there for recursion and size.
impl<'a, T: ContentIn<'a>> ContentIn<'a> for Box<T> {
    const NAMESPACES: &'static [Namespace] = T::NAMESPACES;
    const TYPE: Option<TypeName> = T::TYPE;
    const IS_NILLABLE: bool = T::IS_NILLABLE;

    fn schema() -> Option<&'static LazySchema> {
        T::schema()
    }

    fn type_name(&self) -> Option<TypeName> {
        (**self).type_name()
    }

    fn placeholder() -> Self {
        Self::new(T::placeholder())
    }

    #[inline]
    fn read(&mut self, r: &mut Reader<'a>) -> Result<()> {
        (**self).read(r)
    }

    #[inline]
    fn write(&self, w: &mut Writer, name: WrittenName) {
        (**self).write(w, name);
    }

    #[inline]
    fn is_void(&self) -> bool {
        (**self).is_void()
    }
}

/// An element of any type (`xs:anyType`): kept whole, and written under the name of the element it stands in.
impl<'a> ContentIn<'a> for super::AnyElement {
    const IS_NILLABLE: bool = true;

    fn placeholder() -> Self {
        Self::default()
    }

    fn read(&mut self, r: &mut Reader<'a>) -> Result<()> {
        *self = Self::read_here(r)?;
        Ok(())
    }

    fn write(&self, w: &mut Writer, name: WrittenName) {
        self.write_as(w, name);
    }
}
