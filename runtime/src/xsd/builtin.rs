//! The built-in simple types (Part 2, section 3, and those that XML Schema 1.1 adds): what derives from what, which texts belong to each, and how two of them
//! compare.

mod key;

use std::cmp::Ordering;

use super::number::Digits;
use super::white_space::is_collapsed;
use super::{
    Base64Binary, Date, DateTime, Decimal, Duration, GDay, GMonth, GMonthDay, GYear, GYearMonth, HexBinary, Integer,
    NegativeInteger, NonNegativeInteger, NonPositiveInteger, PositiveInteger, SimpleValue, Time, ValueError,
    WhiteSpace, list, name, q_name,
};

macro_rules! builtins {
    ($($variant:ident $constant:ident: $base:ident, $white_space:ident;)+) => {
        /// A built-in simple type.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Builtin {
            /// `xs:anySimpleType`, from which all others derive.
            AnySimpleType,
            $(
                #[doc = concat!("`xs:", stringify!($constant), "`.")]
                $variant,
            )+
        }

        impl Builtin {
            /// All of them, a base before what derives from it.
            pub const ALL: &[Self] = &[Self::AnySimpleType, $(Self::$variant),+];

            /// The local name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    Self::AnySimpleType => "anySimpleType",
                    $(Self::$variant => stringify!($constant),)+
                }
            }

            /// The name as messages to people use it, such as `xs:int`.
            #[must_use]
            pub const fn prefixed_name(self) -> &'static str {
                match self {
                    Self::AnySimpleType => "xs:anySimpleType",
                    $(Self::$variant => concat!("xs:", stringify!($constant)),)+
                }
            }

            /// The type it derives from; for a list type, `anySimpleType`.
            #[must_use]
            pub const fn base(self) -> Option<Self> {
                match self {
                    Self::AnySimpleType => None,
                    $(Self::$variant => Some(Self::$base),)+
                }
            }

            /// What its whiteSpace facet is.
            #[must_use]
            pub const fn white_space(self) -> WhiteSpace {
                match self {
                    Self::AnySimpleType => WhiteSpace::Preserve,
                    $(Self::$variant => WhiteSpace::$white_space,)+
                }
            }
        }

        /// The types under the names they have in schemas, for the macros.
        #[doc(hidden)]
        #[expect(non_upper_case_globals, reason = "they are written as in schemas")]
        pub mod by_name {
            use super::Builtin;
            pub const anySimpleType: Builtin = Builtin::AnySimpleType;
            $(pub const $constant: Builtin = Builtin::$variant;)+
        }
    };
}

builtins! {
    String string: AnySimpleType, Preserve;
    Boolean boolean: AnySimpleType, Collapse;
    Decimal decimal: AnySimpleType, Collapse;
    Float float: AnySimpleType, Collapse;
    Double double: AnySimpleType, Collapse;
    Duration duration: AnySimpleType, Collapse;
    DateTime dateTime: AnySimpleType, Collapse;
    Time time: AnySimpleType, Collapse;
    Date date: AnySimpleType, Collapse;
    GYearMonth gYearMonth: AnySimpleType, Collapse;
    GYear gYear: AnySimpleType, Collapse;
    GMonthDay gMonthDay: AnySimpleType, Collapse;
    GDay gDay: AnySimpleType, Collapse;
    GMonth gMonth: AnySimpleType, Collapse;
    HexBinary hexBinary: AnySimpleType, Collapse;
    Base64Binary base64Binary: AnySimpleType, Collapse;
    AnyUri anyURI: AnySimpleType, Collapse;
    QName QName: AnySimpleType, Collapse;
    Notation NOTATION: AnySimpleType, Collapse;
    NormalizedString normalizedString: String, Replace;
    Token token: NormalizedString, Collapse;
    Language language: Token, Collapse;
    NmToken NMTOKEN: Token, Collapse;
    NmTokens NMTOKENS: AnySimpleType, Collapse;
    Name Name: Token, Collapse;
    NcName NCName: Name, Collapse;
    Id ID: NcName, Collapse;
    IdRef IDREF: NcName, Collapse;
    IdRefs IDREFS: AnySimpleType, Collapse;
    Entity ENTITY: NcName, Collapse;
    Entities ENTITIES: AnySimpleType, Collapse;
    Integer integer: Decimal, Collapse;
    NonPositiveInteger nonPositiveInteger: Integer, Collapse;
    NegativeInteger negativeInteger: NonPositiveInteger, Collapse;
    Long long: Integer, Collapse;
    Int int: Long, Collapse;
    Short short: Int, Collapse;
    Byte byte: Short, Collapse;
    NonNegativeInteger nonNegativeInteger: Integer, Collapse;
    UnsignedLong unsignedLong: NonNegativeInteger, Collapse;
    UnsignedInt unsignedInt: UnsignedLong, Collapse;
    UnsignedShort unsignedShort: UnsignedInt, Collapse;
    UnsignedByte unsignedByte: UnsignedShort, Collapse;
    PositiveInteger positiveInteger: NonNegativeInteger, Collapse;
    DateTimeStamp dateTimeStamp: DateTime, Collapse;
    YearMonthDuration yearMonthDuration: Duration, Collapse;
    DayTimeDuration dayTimeDuration: Duration, Collapse;
}

impl Builtin {
    /// The type with a local name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|builtin| builtin.name() == name)
    }

    /// The primitive type it derives from; itself for `anySimpleType` and the list types, which derive from none.
    #[must_use]
    pub const fn primitive(self) -> Self {
        let mut current = self;
        while let Some(base) = current.base() {
            if matches!(base, Self::AnySimpleType) {
                break;
            }
            current = base;
        }
        current
    }

    /// For a list type, that of its items.
    #[must_use]
    pub const fn item(self) -> Option<Self> {
        match self {
            Self::NmTokens => Some(Self::NmToken),
            Self::IdRefs => Some(Self::IdRef),
            Self::Entities => Some(Self::Entity),
            _ => None,
        }
    }

    /// Whether it is a list type: `NMTOKENS`, `IDREFS` or `ENTITIES`.
    #[must_use]
    pub const fn is_list(self) -> bool {
        self.item().is_some()
    }

    /// Whether its values have an order (section 4.2.2).
    #[must_use]
    pub const fn is_ordered(self) -> bool {
        use Builtin as B;
        matches!(
            self.primitive(),
            B::Decimal
                | B::Float
                | B::Double
                | B::Duration
                | B::DateTime
                | B::Time
                | B::Date
                | B::GYearMonth
                | B::GYear
                | B::GMonthDay
                | B::GDay
                | B::GMonth
        )
    }

    /// Whether a text ends with a time zone; nothing for types that have none.
    #[must_use]
    pub fn has_timezone(self, text: &str) -> Option<bool> {
        use Builtin as B;
        let is_of_time = matches!(
            self.primitive(),
            B::DateTime | B::Time | B::Date | B::GYearMonth | B::GYear | B::GMonthDay | B::GDay | B::GMonth
        );
        let offset = text.len().checked_sub(6).and_then(|start| text.get(start..)).map(str::as_bytes);
        let is_offset = matches!(offset, Some([b'+' | b'-', _, _, b':', _, _]));
        is_of_time.then_some(text.ends_with('Z') || is_offset)
    }

    /// Whether every text is one of its lexical forms, whose length is counted in characters.
    #[inline]
    pub(super) const fn is_any_text(self) -> bool {
        matches!(self, Self::String | Self::AnyUri)
    }

    /// Whether a text of it means the same wherever it stands: it has no prefixes, and refers to nothing else in the document.
    pub(crate) const fn stands_alone(self) -> bool {
        !matches!(
            self,
            Self::QName | Self::Notation | Self::Id | Self::IdRef | Self::IdRefs | Self::Entity | Self::Entities
        )
    }

    /// Checks that a text, its white space normalised already, is in the lexical space.
    ///
    /// Years have at most 32 bits, fields of durations 64 bits, and fractions of seconds 19 digits. Any text is taken for a
    /// URI. Names are those of XML 1.0, fifth edition. Whether a prefix is bound, a notation declared, or an ID unique is
    /// not looked at.
    ///
    /// # Errors
    /// It is not.
    pub fn check(self, text: &str) -> Result<(), ValueError> {
        match self {
            Self::AnySimpleType | Self::String | Self::AnyUri => Ok(()),
            Self::NormalizedString => self.require(!text.contains(['\t', '\n', '\r']), text, "not normalized"),
            Self::Token => self.require(is_collapsed(text), text, "not collapsed"),
            Self::Language => self.require(name::is_language(text), text, "not a language tag"),
            Self::NmToken => self.require(name::is_nmtoken(text), text, "not name characters only"),
            Self::Name => self.require(name::is_name(text), text, "not a name"),
            Self::NcName | Self::Id | Self::IdRef | Self::Entity => {
                self.require(name::is_ncname(text), text, "not a name without colon")
            }
            Self::NmTokens => self.check_list(Self::NmToken, text),
            Self::IdRefs => self.check_list(Self::IdRef, text),
            Self::Entities => self.check_list(Self::Entity, text),
            Self::QName | Self::Notation => q_name::parts(text).map(drop),
            Self::DateTimeStamp => {
                let value = DateTime::from_lexical(text)?;
                self.require(value.offset().is_some(), text, "without a time zone")
            }
            Self::YearMonthDuration => {
                read::<Duration>(text)?;
                self.require(!text.contains(['D', 'T']), text, "not years and months only")
            }
            Self::DayTimeDuration => {
                read::<Duration>(text)?;
                let date = text.split('T').next().unwrap_or(text);
                self.require(!date.contains(['Y', 'M']), text, "not days and times only")
            }
            _ => self.check_by_reading(text),
        }
    }

    fn require(self, holds: bool, text: &str, why: &'static str) -> Result<(), ValueError> {
        if holds { Ok(()) } else { Err(ValueError::lexical(self.prefixed_name(), text, why)) }
    }

    /// The built-in lists have one item at least.
    fn check_list(self, item: Self, text: &str) -> Result<(), ValueError> {
        self.require(!text.is_empty(), text, "not one item at least")?;
        list::items(text).try_for_each(|text| item.check(text))
    }

    fn check_by_reading(self, text: &str) -> Result<(), ValueError> {
        match self {
            Self::Boolean => read::<bool>(text),
            Self::Decimal => read::<Decimal>(text),
            Self::Float => read::<f32>(text),
            Self::Double => read::<f64>(text),
            Self::Duration => read::<Duration>(text),
            Self::DateTime => read::<DateTime>(text),
            Self::Time => read::<Time>(text),
            Self::Date => read::<Date>(text),
            Self::GYearMonth => read::<GYearMonth>(text),
            Self::GYear => read::<GYear>(text),
            Self::GMonthDay => read::<GMonthDay>(text),
            Self::GDay => read::<GDay>(text),
            Self::GMonth => read::<GMonth>(text),
            Self::HexBinary => read::<HexBinary>(text),
            Self::Base64Binary => read::<Base64Binary>(text),
            _ => self.check_integer(text),
        }
    }

    fn check_integer(self, text: &str) -> Result<(), ValueError> {
        match self {
            Self::NonPositiveInteger => read::<NonPositiveInteger>(text),
            Self::NegativeInteger => read::<NegativeInteger>(text),
            Self::NonNegativeInteger => read::<NonNegativeInteger>(text),
            Self::PositiveInteger => read::<PositiveInteger>(text),
            Self::Long => read::<i64>(text),
            Self::Int => read::<i32>(text),
            Self::Short => read::<i16>(text),
            Self::Byte => read::<i8>(text),
            Self::UnsignedLong => read::<u64>(text),
            Self::UnsignedInt => read::<u32>(text),
            Self::UnsignedShort => read::<u16>(text),
            Self::UnsignedByte => read::<u8>(text),
            _ => read::<Integer>(text),
        }
    }

    /// Compares two lexical forms in the value space. `None` if the type has no order, if these two values have none, or if
    /// either text is not of the primitive type.
    #[must_use]
    pub fn compare(self, a: &str, b: &str) -> Option<Ordering> {
        match self.primitive() {
            Self::Decimal => Some(Digits::decimal(a)?.cmp(&Digits::decimal(b)?)),
            Self::Float => compare_doubles(f32::from_lexical(a).ok()?.into(), f32::from_lexical(b).ok()?.into()),
            Self::Double => compare_doubles(f64::from_lexical(a).ok()?, f64::from_lexical(b).ok()?),
            Self::Duration => by(a, b, Duration::value_cmp),
            Self::DateTime => by(a, b, DateTime::value_cmp),
            Self::Time => by(a, b, Time::value_cmp),
            Self::Date => by(a, b, Date::value_cmp),
            Self::GYearMonth => by(a, b, GYearMonth::value_cmp),
            Self::GYear => by(a, b, GYear::value_cmp),
            Self::GMonthDay => by(a, b, GMonthDay::value_cmp),
            Self::GDay => by(a, b, GDay::value_cmp),
            Self::GMonth => by(a, b, GMonth::value_cmp),
            _ => None,
        }
    }

    /// Whether two lexical forms stand for one value, as `enumeration` and `fixed` ask. Texts that are not of the
    /// primitive type are equal to none. Of qualified names, the text decides.
    #[must_use]
    pub fn equal(self, a: &str, b: &str) -> bool {
        match self.primitive() {
            Self::Boolean => by(a, b, |a: &bool, b: &bool| Some(a == b)).unwrap_or_default(),
            Self::HexBinary => by(a, b, |a: &HexBinary, b: &HexBinary| Some(a == b)).unwrap_or_default(),
            Self::Base64Binary => by(a, b, |a: &Base64Binary, b: &Base64Binary| Some(a == b)).unwrap_or_default(),
            _ if self.is_ordered() => self.compare(a, b) == Some(Ordering::Equal),
            _ if self.is_list() => list::items(a).eq(list::items(b)),
            _ => a == b,
        }
    }
}

fn read<T: SimpleValue>(text: &str) -> Result<(), ValueError> {
    T::from_lexical(text).map(drop)
}

fn by<T: SimpleValue, R>(a: &str, b: &str, compare: impl Fn(&T, &T) -> Option<R>) -> Option<R> {
    compare(&T::from_lexical(a).ok()?, &T::from_lexical(b).ok()?)
}

/// Not-a-number equals itself and has no order with any other (sections 3.2.4 and 3.2.5).
fn compare_doubles(a: f64, b: f64) -> Option<Ordering> {
    if a.is_nan() && b.is_nan() { Some(Ordering::Equal) } else { a.partial_cmp(&b) }
}

#[cfg(test)]
mod tests;
