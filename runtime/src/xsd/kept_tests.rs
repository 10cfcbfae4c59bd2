//! What is kept of a text beside its value, as the module's table has it.
#![allow(clippy::unwrap_used)]

use super::{
    Base64Binary, Date, DateTime, Decimal, Duration, GMonthDay, HexBinary, Integer, List, NormalizedString,
    PositiveInteger, SimpleValue, Time, Token,
};

fn written<T: SimpleValue>(text: &str) -> String {
    T::from_text(text).unwrap().to_lexical()
}

macro_rules! kept {
    ($($type:ty: $($text:literal)+;)+) => { $($( assert_eq!(written::<$type>($text), $text, stringify!($type)); )+)+ };
}

#[test]
fn all_as_written() {
    kept! {
        String: " a \t\n" "";
        Decimal: "+001.50" "-0" ".5" "5." "123456789012345678901234567890.098765432109876543210";
        Integer: "+007" "-0" "00" "123456789012345678901234567890123456789012345678901234567890";
        PositiveInteger: "18446744073709551616";
        DateTime: "2024-02-29T24:00:00" "2024-02-29T23:59:59.000Z" "2024-02-29T00:00:00.1234567890123456789-00:00"
            "-0044-03-15T12:00:00+00:00" "12024-01-01T00:00:00.10";
        Date: "2024-02-29" "2024-02-29+14:00";
        Time: "00:00:00.50" "24:00:00";
        GMonthDay: "--02-29Z";
        Duration: "P1Y" "P12M" "-P0Y0M1DT00H0M1.50S" "PT36H";
    }
}

#[test]
fn only_the_value() {
    assert_eq!((written::<bool>("1").as_str(), written::<bool>("0").as_str()), ("true", "false"));
    assert_eq!((written::<i32>("+007").as_str(), written::<i8>("-0").as_str()), ("7", "0"));
    assert_eq!((written::<f32>("1.10").as_str(), written::<f64>("3.0E5").as_str()), ("1.1", "300000"));
    assert_eq!((written::<HexBinary>("0fb7").as_str(), written::<Base64Binary>("A A =\n=").as_str()), ("0FB7", "AA=="));
    assert_eq!(
        (written::<NormalizedString>("a\t b\n").as_str(), written::<Token>(" a\t b ").as_str()),
        ("a  b ", "a b")
    );
    assert_eq!(written::<List<Decimal>>(" 1.0\n 02 "), "1.0 02");
}
