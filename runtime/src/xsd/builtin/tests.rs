#![allow(clippy::unwrap_used)]

use super::Builtin as B;
use super::*;
use Ordering::{Equal, Greater, Less};
use proptest::prelude::*;

#[test]
fn there_are_47_and_the_root() {
    assert_eq!(B::ALL.len(), 48);
    for &builtin in B::ALL {
        assert_eq!(B::from_name(builtin.name()), Some(builtin));
        assert_eq!(builtin.prefixed_name(), format!("xs:{}", builtin.name()));
        assert!(builtin.base().is_none_or(|base| base < builtin), "{builtin:?} before its base");
    }
    assert_eq!(B::from_name("Int"), None);
    assert_eq!(B::from_name("anyType"), None);
}

#[test]
fn derivation() {
    assert_eq!(B::Id.base(), Some(B::NcName));
    assert_eq!(B::Id.primitive(), B::String);
    assert_eq!(B::UnsignedByte.primitive(), B::Decimal);
    assert_eq!(B::AnyUri.primitive(), B::AnyUri);
    assert_eq!(B::AnySimpleType.primitive(), B::AnySimpleType);
    assert_eq!(B::NmTokens.primitive(), B::NmTokens);
    let primitives = B::ALL.iter().filter(|b| b.primitive() == **b && !b.is_list() && **b != B::AnySimpleType);
    assert_eq!(primitives.count(), 19);
    assert_eq!(B::ALL.iter().filter_map(|b| b.item()).collect::<Vec<_>>(), [B::NmToken, B::IdRef, B::Entity]);
}

#[test]
fn white_space() {
    let with = |white_space| B::ALL.iter().copied().filter(|b| b.white_space() == white_space).collect::<Vec<_>>();
    assert_eq!(with(WhiteSpace::Preserve), [B::AnySimpleType, B::String]);
    assert_eq!(with(WhiteSpace::Replace), [B::NormalizedString]);
}

#[test]
fn the_names_that_macros_use() {
    assert_eq!(by_name::string, B::String);
    assert_eq!(by_name::QName, B::QName);
    assert_eq!(by_name::anySimpleType, B::AnySimpleType);
}

#[test]
fn lexical_spaces() {
    for (builtin, valid, invalid) in [
        (B::AnySimpleType, &["", " a\t"][..], &[][..]),
        (B::String, &["", " a\t"], &[]),
        (B::AnyUri, &["", "http://a/b?c#d", "a b", "é", "%"], &[]),
        (B::NormalizedString, &["", " a  b "], &["a\tb", "a\n", "\r"]),
        (B::Token, &["", "a b"], &[" a", "a ", "a  b", "a\tb"]),
        (B::Language, &["en", "en-US"], &["", "en_US"]),
        (B::NmToken, &["1a", "-", "a:b"], &["", "a b", "a/b"]),
        (B::NmTokens, &["1a", "1a b -"], &["", "a /"]),
        (B::Name, &["a:b", ":"], &["", "1", "a b"]),
        (B::NcName, &["a", "_1"], &["", "a:b", "1"]),
        (B::Id, &["a"], &["a:b"]),
        (B::IdRef, &["a"], &["1"]),
        (B::IdRefs, &["a b"], &["", "a 1"]),
        (B::Entity, &["a"], &["1"]),
        (B::Entities, &["a b"], &["", "a 1"]),
        (B::QName, &["a", "a:b"], &["", "a:b:c", ":a"]),
        (B::Notation, &["a:b"], &["1"]),
        (B::Boolean, &["true", "0"], &["TRUE", ""]),
        (B::Decimal, &["1.0", "-.5"], &["1e0", ""]),
        (B::Float, &["1e0", "NaN"], &["+INF", ""]),
        (B::Double, &["-INF"], &["inf"]),
        (B::Duration, &["P1D"], &["1D"]),
        (B::DateTime, &["2000-01-01T00:00:00"], &["2000-01-01"]),
        (B::Time, &["00:00:00Z"], &["00:00"]),
        (B::Date, &["2000-01-01"], &["2000-1-1"]),
        (B::GYearMonth, &["2000-01"], &["2000-13"]),
        (B::GYear, &["2000"], &["0"]),
        (B::GMonthDay, &["--02-29"], &["--02-30"]),
        (B::GDay, &["---31"], &["---32"]),
        (B::GMonth, &["--12"], &["--13"]),
        (B::HexBinary, &["", "0a"], &["0"]),
        (B::Base64Binary, &["", "Zg==", "Z g = ="], &["Zg"]),
        (B::Integer, &["-007", "123456789012345678901234567890"], &["1.0", ""]),
        (B::NonPositiveInteger, &["0", "-1"], &["1"]),
        (B::NegativeInteger, &["-1"], &["0", "-0"]),
        (B::Long, &["-9223372036854775808"], &["9223372036854775808"]),
        (B::Int, &["2147483647"], &["2147483648"]),
        (B::Short, &["-32768"], &["-32769"]),
        (B::Byte, &["127"], &["128"]),
        (B::NonNegativeInteger, &["0", "+1", "-0"], &["-1"]),
        (B::UnsignedLong, &["18446744073709551615"], &["18446744073709551616", "-1"]),
        (B::UnsignedInt, &["4294967295"], &["4294967296"]),
        (B::UnsignedShort, &["65535"], &["65536"]),
        (B::UnsignedByte, &["255"], &["256", "-1"]),
        (B::PositiveInteger, &["1"], &["0"]),
        (
            B::DateTimeStamp,
            &["2000-01-01T00:00:00Z", "2000-01-01T00:00:00-05:00"],
            &["2000-01-01T00:00:00", "2000-01-01Z"],
        ),
        (B::YearMonthDuration, &["P1Y", "-P1Y2M", "P14M"], &["P1D", "P1YT1H", "P"]),
        (B::DayTimeDuration, &["P1D", "PT1M", "-P1DT2H3M4.5S"], &["P1M", "P1Y", "P1MT1M", "PT"]),
    ] {
        for text in valid {
            assert_eq!(builtin.check(text), Ok(()), "{builtin:?} {text:?}");
        }
        for text in invalid {
            let error = builtin.check(text).unwrap_err();
            assert_eq!(error.found(), if builtin.is_list() { error.found() } else { text }, "{builtin:?}");
        }
    }
}

#[test]
fn order() {
    for (builtin, a, b, order) in [
        (B::Decimal, "1.50", "+1.5", Some(Equal)),
        (B::Integer, "-10", "-9", Some(Less)),
        (B::UnsignedByte, "010", "9", Some(Greater)),
        (B::Float, "1e2", "100", Some(Equal)),
        (B::Float, "0", "-0", Some(Equal)),
        (B::Double, "NaN", "NaN", Some(Equal)),
        (B::Double, "NaN", "1", None),
        (B::Double, "INF", "1e300", Some(Greater)),
        (B::Date, "2000-01-01", "2000-01-02", Some(Less)),
        (B::DateTime, "2000-01-01T00:00:00", "2000-01-01T00:00:00Z", None),
        (B::GDay, "---01", "---02", Some(Less)),
        (B::Duration, "P1M", "P30D", None),
        (B::Duration, "P1Y", "P12M", Some(Equal)),
        (B::String, "a", "b", None),
        (B::Boolean, "false", "true", None),
        (B::Int, "x", "1", None),
    ] {
        assert_eq!(builtin.compare(a, b), order, "{builtin:?} {a} {b}");
        assert_eq!(builtin.compare(b, a), order.map(Ordering::reverse), "{builtin:?} {b} {a}");
    }
}

#[test]
fn equality() {
    for (builtin, a, b, equal) in [
        (B::Boolean, "1", "true", true),
        (B::Boolean, "0", "true", false),
        (B::Boolean, "yes", "yes", false),
        (B::Decimal, "1", "1.0", true),
        (B::String, "1", "1.0", false),
        (B::String, "a", "a", true),
        (B::HexBinary, "0a", "0A", true),
        (B::Base64Binary, "Zg = =", "Zg==", true),
        (B::DateTime, "2000-01-01T00:00:00Z", "2000-01-01T01:00:00+01:00", true),
        (B::Time, "00:00:00", "00:00:00Z", false),
        (B::Float, "NaN", "NaN", true),
        (B::NmTokens, "a b", "a b", true),
        (B::NmTokens, "a b", "a", false),
        (B::QName, "a:b", "a:b", true),
        (B::AnyUri, "http://a", "HTTP://a", false),
    ] {
        assert_eq!(builtin.equal(a, b), equal, "{builtin:?} {a} {b}");
        assert_eq!(builtin.equal(b, a), equal, "{builtin:?} {b} {a}");
    }
}

proptest! {
    #[test]
    fn a_value_equals_itself_and_order_is_antisymmetric(
        a in "[-+0-9:.TZPYMDHSEINFa-f ]{0,12}|[0-9]{4}-0[1-9](-1[0-9](T1[0-9]:00:00)?)?Z?|-?P[0-9]D",
        b in "-?[0-9]{1,4}(\\.[0-9]{1,3})?|[0-9]{4}-0[1-9](-1[0-9](T1[0-9]:00:00)?)?|P[0-9]{1,3}[YMD]",
    ) {
        for &builtin in B::ALL {
            let (a, b) = (&*builtin.white_space().normalize(&a), &*builtin.white_space().normalize(&b));
            let is_valid = builtin.check(a).is_ok();
            prop_assert!(!is_valid || builtin.equal(a, a), "{:?} {:?}", builtin, a);
            let is_compared = builtin.compare(a, a) == Some(Equal);
            prop_assert!(is_compared || !(is_valid && builtin.is_ordered()), "{:?} {:?}", builtin, a);
            prop_assert_eq!(builtin.compare(a, b), builtin.compare(b, a).map(Ordering::reverse));
            prop_assert_eq!(builtin.equal(a, b), builtin.equal(b, a));
        }
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,16}") {
        for &builtin in B::ALL {
            let _ = builtin.check(&text);
            let _ = builtin.compare(&text, "1");
        }
    }
}
