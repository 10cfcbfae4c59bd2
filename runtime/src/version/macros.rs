//! The macros that turn one generated line per part into conversions between two versions of a type.
//!
//! ```text
//! convert_struct! { ImGroupType super::super::v2013::types::ImGroupType: From "v2016" TryFrom "v2013" {
//!     same display_name;                  // the same in both versions
//!     into members "Members";             // of types that convert
//!     changed size "Size" (text()) (text()); // of types that differ otherwise: the way there, the way back (see `shape`)
//!     added colour "Colour";              // in the newer version only; `required` if it has to be there
//!     removed note "Note";                // in the older version only; the same
//! } }
//! ```
//!
//! No signature says `Self::Error`: an enum may have a variant of this name.
//!
//! The head has the newer type, the older one, and for each direction whether it always succeeds and the name of the version it
//! leads to. The literals are names in XML, for errors; empty for parts that have none.

/// Converts between two versions of a struct. See [`version`](mod@crate::version) for an example.
#[macro_export]
macro_rules! convert_struct {
    ($new:ident $($old:ident)::+: $there:ident $to:literal $back:ident $from:literal { $(
        $(same $sf:ident)?
        $(into $if:ident $in:literal)?
        $(changed $cf:ident $cn:literal $ct:tt $cb:tt)?
        $(added $af:ident $an:literal $($areq:ident)?)?
        $(removed $rf:ident $rn:literal $($rreq:ident)?)?
    ;)* }) => {
        impl $crate::version::Convert<$new> for $($old)::+ {
            type Error = $crate::__convert_error!($there);

            #[allow(unreachable_code, unused_variables, clippy::diverging_sub_expression)]
            fn convert(self) -> ::std::result::Result<$new, Self::Error> {
                $($( $crate::__convert_gone!(self.$rf $rn $to $($rreq)?); )?)*
                ::std::result::Result::Ok($new { $(
                    $($sf: self.$sf,)?
                    $($if: $crate::__private::below($crate::version::Convert::convert(self.$if), $in, $to)?,)?
                    $($cf: { use $crate::version::*; $crate::__private::below($ct(self.$cf), $cn, $to)? },)?
                    $($af: $crate::__convert_new!($an $to $($areq)?),)?
                )* })
            }
        }

        impl $crate::version::Convert<$($old)::+> for $new {
            type Error = $crate::__convert_error!($back);

            #[allow(unreachable_code, unused_variables, clippy::diverging_sub_expression)]
            fn convert(self) -> ::std::result::Result<$($old)::+, Self::Error> {
                $($( $crate::__convert_gone!(self.$af $an $from $($areq)?); )?)*
                ::std::result::Result::Ok($($old)::+ { $(
                    $($sf: self.$sf,)?
                    $($if: $crate::__private::below($crate::version::Convert::convert(self.$if), $in, $from)?,)?
                    $($cf: { use $crate::version::*; $crate::__private::below($cb(self.$cf), $cn, $from)? },)?
                    $($rf: $crate::__convert_new!($rn $from $($rreq)?),)?
                )* })
            }
        }

        $crate::__convert_std!($there $($old)::+ => $new, $new);
        $crate::__convert_std!($back $new => $($old)::+, $new);
    };
}

/// Converts between two versions of an enum whose variants hold a value each: lines as in [`convert_struct!`].
#[macro_export]
macro_rules! convert_enum {
    ($new:ident $($old:ident)::+: $there:ident $to:literal $back:ident $from:literal { $(
        $(same $sv:ident)?
        $(into $iv:ident $in:literal)?
        $(changed $cv:ident $cn:literal $ct:tt $cb:tt)?
        $(added $av:ident $an:literal)?
        $(removed $rv:ident $rn:literal)?
    ;)* }) => {
        impl $crate::version::Convert<$new> for $($old)::+ {
            type Error = $crate::__convert_error!($there);

            fn convert(self) -> ::std::result::Result<$new, $crate::__convert_error!($there)> {
                ::std::result::Result::Ok(match self { $(
                    $(Self::$sv(value) => $new::$sv(value),)?
                    $(Self::$iv(value) => {
                        $new::$iv($crate::__private::below($crate::version::Convert::convert(value), $in, $to)?)
                    })?
                    $(Self::$cv(value) => {
                        use $crate::version::*;
                        $new::$cv($crate::__private::below($ct(value), $cn, $to)?)
                    })?
                    $(Self::$rv(_) => {
                        return $crate::__private::below(Err($crate::version::ConversionError::not_in()), $rn, $to);
                    })?
                )* })
            }
        }

        impl $crate::version::Convert<$($old)::+> for $new {
            type Error = $crate::__convert_error!($back);

            fn convert(self) -> ::std::result::Result<$($old)::+, $crate::__convert_error!($back)> {
                type Older = $($old)::+;
                ::std::result::Result::Ok(match self { $(
                    $(Self::$sv(value) => Older::$sv(value),)?
                    $(Self::$iv(value) => {
                        Older::$iv($crate::__private::below($crate::version::Convert::convert(value), $in, $from)?)
                    })?
                    $(Self::$cv(value) => {
                        use $crate::version::*;
                        Older::$cv($crate::__private::below($cb(value), $cn, $from)?)
                    })?
                    $(Self::$av(_) => {
                        return $crate::__private::below(Err($crate::version::ConversionError::not_in()), $an, $from);
                    })?
                )* })
            }
        }

        $crate::__convert_std!($there $($old)::+ => $new, $new);
        $crate::__convert_std!($back $new => $($old)::+, $new);
    };
}

/// Converts between two versions of an enumeration, by text. A text that neither lists stays as it is; a listed value that the
/// other version does not list is an error.
#[macro_export]
macro_rules! convert_enumeration {
    ($new:ident $($old:ident)::+: $there:ident $to:literal $back:ident $from:literal) => {
        $crate::__convert_text!($there $to, $($old)::+ => $new);
        $crate::__convert_text!($back $from, $new => $($old)::+);
        $crate::__convert_std!($there $($old)::+ => $new, $new);
        $crate::__convert_std!($back $new => $($old)::+, $new);
    };
}

/// Converts between two versions of a newtype with facets, by text. `From` is for a newer type that allows all the older one does
/// over the same inner type.
#[macro_export]
macro_rules! convert_restricted {
    ($new:ident $($old:ident)::+: $there:ident $to:literal TryFrom $from:literal) => {
        $crate::__convert_facets!($there $to, $($old)::+ => $new);
        $crate::__convert_facets!(TryFrom $from, $new => $($old)::+);
        $crate::__convert_std!($there $($old)::+ => $new, $new);
        $crate::__convert_std!(TryFrom $new => $($old)::+, $new);
    };
}

/// The way out of an enum over a type and those derived from it, into that type alone: the enum, its variant, and the step inside.
#[macro_export]
macro_rules! convert_only {
    ($($enum:ident)::+, $variant:ident, $inside:expr) => {{
        type Enum = $($enum)::+;
        |value: Enum| match value {
            Enum::$variant(value) => ($inside)(value).map_err($crate::version::ConversionError::from),
            #[allow(unreachable_patterns)]
            _ => Err($crate::version::ConversionError::not_in()),
        }
    }};
}

#[doc(hidden)]
#[macro_export]
macro_rules! __convert_error {
    (From) => {
        ::std::convert::Infallible
    };
    (TryFrom) => {
        $crate::version::ConversionError
    };
}

/// Refuses a part that the other version does not have.
#[doc(hidden)]
#[macro_export]
macro_rules! __convert_gone {
    ($self:ident.$field:ident $name:literal $version:literal) => {
        $crate::__private::absent(&$self.$field, $name, $version)?
    };
    ($self:ident.$field:ident $name:literal $version:literal required) => {
        $crate::__private::below(Err($crate::version::ConversionError::not_in()), $name, $version)?
    };
}

/// A part that only the other version has.
#[doc(hidden)]
#[macro_export]
macro_rules! __convert_new {
    ($name:literal $version:literal) => {
        ::std::default::Default::default()
    };
    ($name:literal $version:literal required) => {
        return $crate::__private::below(Err($crate::version::ConversionError::required()), $name, $version)
    };
}

/// An enumeration's value by its text.
#[doc(hidden)]
#[macro_export]
macro_rules! __convert_text {
    (From $version:literal, $source:path => $($target:ident)::+) => {
        impl $crate::version::Convert<$($target)::+> for $source {
            type Error = ::std::convert::Infallible;

            fn convert(self) -> ::std::result::Result<$($target)::+, ::std::convert::Infallible> {
                Ok(self.as_str().into())
            }
        }
    };
    (TryFrom $version:literal, $source:path => $($target:ident)::+) => {
        impl $crate::version::Convert<$($target)::+> for $source {
            type Error = $crate::version::ConversionError;

            fn convert(self) -> ::std::result::Result<$($target)::+, $crate::version::ConversionError> {
                let value = <$($target)::+>::from(self.as_str());
                if self.is_known() && !value.is_known() {
                    return Err($crate::version::ConversionError::unlisted(self.as_str(), $version));
                }
                Ok(value)
            }
        }
    };
}

/// A newtype's value by what is inside, or by its text.
#[doc(hidden)]
#[macro_export]
macro_rules! __convert_facets {
    (From $version:literal, $source:path => $target:ident) => {
        impl $crate::version::Convert<$target> for $source {
            type Error = ::std::convert::Infallible;

            fn convert(self) -> ::std::result::Result<$target, Self::Error> {
                Ok($target(self.into_inner()))
            }
        }
    };
    (TryFrom $version:literal, $source:path => $($target:ident)::+) => {
        impl $crate::version::Convert<$($target)::+> for $source {
            type Error = $crate::version::ConversionError;

            fn convert(self) -> ::std::result::Result<$($target)::+, $crate::version::ConversionError> {
                $crate::__private::by_text(&self)
                    .map_err(|error| $crate::version::ConversionError::invalid(error, $version))
            }
        }
    };
}

/// The conversion of the standard library.
#[doc(hidden)]
#[macro_export]
macro_rules! __convert_std {
    (From $source:path => $target:path, $name:ident) => {
        impl From<$source> for $target {
            fn from(value: $source) -> Self {
                $crate::__private::sure($crate::version::Convert::convert(value))
            }
        }
    };
    (TryFrom $source:path => $target:path, $name:ident) => {
        impl ::core::convert::TryFrom<$source> for $target {
            type Error = $crate::version::ConversionError;

            fn try_from(value: $source) -> ::std::result::Result<Self, $crate::version::ConversionError> {
                let converted: ::std::result::Result<Self, $crate::version::ConversionError> =
                    $crate::version::Convert::convert(value);
                converted.map_err(|error| error.of(stringify!($name)))
            }
        }
    };
}
