//! The macro for unions.

use super::list::items;
use super::{Builtin, SimpleValue};

/// Makes an enum of one variant per member type an `xs:union`. The enum itself is written beside the macro.
///
/// A text is a value of the first member that accepts it, with white space as that member has it (Part 2, section
/// 2.5.1.3). If none does, lenient reading takes the first that keeps it beside an objection. A member that holds names
/// accepts a text only where its prefixes are bound. Where a Rust type takes more texts than the member type does, that one's
/// built-in type stands behind it, several with `|` in between, and those of a list's items in brackets.
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
///
/// #[derive(Debug, Clone, PartialEq)]
/// pub enum Note {
///     Language(soap_runtime::xsd::Token),
///     Text(String),
/// }
/// soap_runtime::union! { Note { Language(soap_runtime::xsd::Token: language), Text(String) } }
///
/// assert_eq!(" en ".parse::<Note>()?, Note::Language("en".into()));
/// assert_eq!(" no  language ".parse::<Note>()?, Note::Text(" no  language ".into()));
/// # Ok::<(), soap_runtime::xsd::ValueError>(())
/// ```
///
/// `from` behind a member: values of its type, which no other member has, become values of the union.
///
/// ```
/// # #[derive(Debug, Clone, PartialEq)]
/// # pub enum Limit {
/// #     Number(u16),
/// #     Word(String),
/// # }
/// soap_runtime::union! { Limit { Number(u16) from, Word(String) } }
///
/// assert_eq!(Limit::from(7), Limit::Number(7));
/// ```
///
/// What is written is read as the same member: a number of `xs:double` that an `xs:int` before it would take is `+7E0`.
#[macro_export]
macro_rules! union {
    ($name:ident {
        $first:ident($first_type:ty $(: $($first_texts:tt)|+)?) $($first_from:ident)?
        $(, $member:ident($type:ty $(: $($texts:tt)|+)?) $($from:ident)?)* $(,)?
    }) => {
        $($crate::__union_from! { $first_from $name $first($first_type) })?
        $($($crate::__union_from! { $from $name $member($type) })?)*
        $crate::text_content!($name);

        impl $crate::xsd::SimpleValue for $name {
            /// White space is for the members to normalise.
            const WHITE_SPACE: $crate::xsd::WhiteSpace = $crate::xsd::WhiteSpace::Preserve;
            const HOLDS_NAMES: bool = <$first_type as $crate::xsd::SimpleValue>::HOLDS_NAMES
                $(|| <$type as $crate::xsd::SimpleValue>::HOLDS_NAMES)*;
            const HAS_OWN_FORM: bool = <$first_type as $crate::xsd::SimpleValue>::HAS_OWN_FORM
                $(|| <$type as $crate::xsd::SimpleValue>::HAS_OWN_FORM)*;

            fn placeholder() -> Self {
                Self::$first(<$first_type as $crate::xsd::SimpleValue>::placeholder())
            }

            fn from_lexical(text: &str) -> ::std::result::Result<Self, $crate::xsd::ValueError> {
                match <$first_type as $crate::xsd::SimpleValue>::from_text(text) {
                    Ok(value) $(if $crate::__is_lexical!($first_type, text, $($first_texts)|+))? => {
                        return Ok(Self::$first(value));
                    }
                    _ => {}
                }
                $(
                    match <$type as $crate::xsd::SimpleValue>::from_text(text) {
                        Ok(value) $(if $crate::__is_lexical!($type, text, $($texts)|+))? => {
                            return Ok(Self::$member(value));
                        }
                        _ => {}
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
                    Ok((value, None)) $(if $crate::__is_lexical!($first_type, text, $($first_texts)|+))? => {
                        return Ok((Self::$first(value), None));
                    }
                    Ok((value, _)) => kept = kept.or(Some(Self::$first(value))),
                    Err(_) => {}
                }
                $(
                    match <$type as $crate::xsd::SimpleValue>::from_text_in(text, namespace_of) {
                        Ok((value, None)) $(if $crate::__is_lexical!($type, text, $($texts)|+))? => {
                            return Ok((Self::$member(value), None));
                        }
                        Ok((value, _)) => kept = kept.or(Some(Self::$member(value))),
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
                    $(
                        Self::$member(value) => $crate::__private::member_lexical(value, scratch, |text| {
                            matches!(<Self as $crate::xsd::SimpleValue>::from_lexical(text), Ok(Self::$member(_)))
                        }),
                    )*
                }
            }

            fn spell(&self, spell: &mut $crate::xsd::Spell<'_>, text: &mut String) {
                match self {
                    Self::$first(value) => $crate::xsd::SimpleValue::spell(value, spell, text),
                    $(
                        Self::$member(value) if <$type as $crate::xsd::SimpleValue>::HOLDS_NAMES => {
                            $crate::xsd::SimpleValue::spell(value, spell, text);
                        }
                    )*
                    value => text.push_str($crate::xsd::SimpleValue::lexical(value, &mut ::std::string::String::new())),
                }
            }

            fn own_lexical(&self, text: &mut String) {
                match self {
                    Self::$first(value) => $crate::xsd::SimpleValue::own_lexical(value, text),
                    $(Self::$member(value) => $crate::xsd::SimpleValue::own_lexical(value, text),)*
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

/// The conversion from a member.
#[doc(hidden)]
#[macro_export]
macro_rules! __union_from {
    (from $name:ident $member:ident($type:ty)) => {
        impl ::core::convert::From<$type> for $name {
            fn from(value: $type) -> Self {
                Self::$member(value)
            }
        }
    };
}

/// Whether a text is one that a member of [`union!`](crate::union) has for its own.
#[doc(hidden)]
#[macro_export]
macro_rules! __is_lexical {
    ($type:ty, $text:ident, $($texts:tt)|+) => {
        $crate::__private::is_lexical::<$type>($text, &[$($crate::__lexical!($texts)),+])
    };
}

/// The built-in types of a member's texts, and whether these are lists of such.
#[doc(hidden)]
#[macro_export]
macro_rules! __lexical {
    ([$($item:ident)+]) => {
        (true, &[$($crate::xsd::by_name::$item),+])
    };
    ($builtin:ident) => {
        (false, &[$crate::xsd::by_name::$builtin])
    };
}

/// Whether a text, as `T` normalises its white space, is one of a built-in type, or a list of such (`true`).
#[doc(hidden)]
#[must_use]
pub fn is_lexical<T: SimpleValue>(text: &str, texts: &[(bool, &[Builtin])]) -> bool {
    let text = T::WHITE_SPACE.normalize(text);
    let is_one = |builtins: &[Builtin], text: &str| builtins.iter().any(|builtin| builtin.check(text).is_ok());
    texts.iter().any(|(list, builtins)| match list {
        true => items(&text).all(|item| is_one(builtins, item)),
        false => is_one(builtins, &text),
    })
}

/// The lexical form of a member that others come before: the usual one, if it is read as this member's (`is_own`) again.
#[doc(hidden)]
#[must_use]
pub fn member_lexical<'a, T: SimpleValue>(
    value: &'a T,
    scratch: &'a mut String,
    is_own: impl Fn(&str) -> bool,
) -> &'a str {
    if T::HAS_OWN_FORM && !is_own(&value.to_lexical()) {
        value.own_lexical(scratch);
        if is_own(scratch) {
            return scratch;
        }
        scratch.clear();
    }
    value.lexical(scratch)
}
