//! The macro for unions.

/// Makes an enum of one variant per member type an `xs:union`. The enum itself is written beside the macro.
///
/// A text is a value of the first member that accepts it, with white space as that member has it (Part 2, section
/// 2.5.1.3). If none does, lenient reading takes the first that keeps it beside an objection.
///
/// ```
/// #[derive(Debug, Clone, PartialEq)]
/// pub enum Limit {
///     Number(u16),
///     Word(String),
/// }
/// soap_runtime::union! { Limit { Number(u16), Word(String) } }
///
/// assert_eq!("7".parse::<Limit>()?, Limit::Number(7));
/// assert_eq!("unbounded".parse::<Limit>()?, Limit::Word("unbounded".into()));
/// # Ok::<(), soap_runtime::xsd::ValueError>(())
/// ```
#[macro_export]
macro_rules! union {
    ($name:ident { $first:ident($first_type:ty) $(, $member:ident($type:ty))* $(,)? }) => {
        $crate::text_content!($name);

        impl $crate::xsd::SimpleValue for $name {
            /// White space is for the members to normalise.
            const WHITE_SPACE: $crate::xsd::WhiteSpace = $crate::xsd::WhiteSpace::Preserve;

            fn placeholder() -> Self {
                Self::$first(<$first_type as $crate::xsd::SimpleValue>::placeholder())
            }

            fn from_lexical(text: &str) -> ::std::result::Result<Self, $crate::xsd::ValueError> {
                if let Ok(value) = <$first_type as $crate::xsd::SimpleValue>::from_text(text) {
                    return Ok(Self::$first(value));
                }
                $(
                    if let Ok(value) = <$type as $crate::xsd::SimpleValue>::from_text(text) {
                        return Ok(Self::$member(value));
                    }
                )*
                Err($crate::xsd::ValueError::lexical(stringify!($name), text, "no member type accepts it"))
            }

            fn from_lexical_lenient(
                text: &str,
            ) -> ::std::result::Result<(Self, Option<$crate::xsd::ValueError>), $crate::xsd::ValueError> {
                let refused = match <Self as $crate::xsd::SimpleValue>::from_lexical(text) {
                    Ok(value) => return Ok((value, None)),
                    Err(refused) => refused,
                };
                if let Ok((value, _)) = <$first_type as $crate::xsd::SimpleValue>::from_text_lenient(text) {
                    return Ok((Self::$first(value), Some(refused)));
                }
                $(
                    if let Ok((value, _)) = <$type as $crate::xsd::SimpleValue>::from_text_lenient(text) {
                        return Ok((Self::$member(value), Some(refused)));
                    }
                )*
                Err(refused)
            }

            fn lexical<'a>(&'a self, scratch: &'a mut String) -> &'a str {
                match self {
                    Self::$first(value) => $crate::xsd::SimpleValue::lexical(value, scratch),
                    $(Self::$member(value) => $crate::xsd::SimpleValue::lexical(value, scratch),)*
                }
            }
        }

        impl TryFrom<&str> for $name {
            type Error = $crate::xsd::ValueError;

            fn try_from(text: &str) -> ::std::result::Result<Self, $crate::xsd::ValueError> {
                $crate::xsd::SimpleValue::from_lexical(text)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::xsd::ValueError;

            fn from_str(text: &str) -> ::std::result::Result<Self, $crate::xsd::ValueError> {
                $crate::xsd::SimpleValue::from_lexical(text)
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad($crate::xsd::SimpleValue::lexical(self, &mut String::new()))
            }
        }
    };
}
