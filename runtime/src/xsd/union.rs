//! The macro for unions.

/// Makes an enum of one variant per member type an `xs:union`. The enum itself is written beside the macro.
///
/// A text is a value of the first member that accepts it, with white space as that member has it (Part 2, section
/// 2.5.1.3). If none does, lenient reading takes the first that keeps it beside an objection. A member that holds names
/// accepts a text only where its prefixes are bound.
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
            const HOLDS_NAMES: bool = <$first_type as $crate::xsd::SimpleValue>::HOLDS_NAMES
                $(|| <$type as $crate::xsd::SimpleValue>::HOLDS_NAMES)*;

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
                Self::from_lexical_in(text, &|_| None)
            }

            fn from_lexical_in(
                text: &str,
                namespace_of: &$crate::xsd::NamespaceOf<'_, '_>,
            ) -> ::std::result::Result<(Self, Option<$crate::xsd::ValueError>), $crate::xsd::ValueError> {
                let mut kept = None;
                match <$first_type as $crate::xsd::SimpleValue>::from_text_in(text, namespace_of) {
                    Ok((value, None)) => return Ok((Self::$first(value), None)),
                    Ok((value, Some(_))) => kept = kept.or(Some(Self::$first(value))),
                    Err(_) => {}
                }
                $(
                    match <$type as $crate::xsd::SimpleValue>::from_text_in(text, namespace_of) {
                        Ok((value, None)) => return Ok((Self::$member(value), None)),
                        Ok((value, Some(_))) => kept = kept.or(Some(Self::$member(value))),
                        Err(_) => {}
                    }
                )*
                let refused = $crate::xsd::ValueError::lexical(stringify!($name), text, "no member type accepts it");
                match kept {
                    Some(value) => Ok((value, Some(refused))),
                    None => Err(refused),
                }
            }

            fn lexical<'a>(&'a self, scratch: &'a mut String) -> &'a str {
                match self {
                    Self::$first(value) => $crate::xsd::SimpleValue::lexical(value, scratch),
                    $(Self::$member(value) => $crate::xsd::SimpleValue::lexical(value, scratch),)*
                }
            }

            fn spell(&self, spell: &mut $crate::xsd::Spell<'_>, text: &mut String) {
                match self {
                    Self::$first(value) => $crate::xsd::SimpleValue::spell(value, spell, text),
                    $(Self::$member(value) => $crate::xsd::SimpleValue::spell(value, spell, text),)*
                }
            }

            fn is_void(&self) -> bool {
                match self {
                    Self::$first(value) => $crate::xsd::SimpleValue::is_void(value),
                    $(Self::$member(value) => $crate::xsd::SimpleValue::is_void(value),)*
                }
            }
        }

        $crate::__text_conversions!($name);
    };
}
