#![allow(clippy::unwrap_used)]

use super::*;
use Ordering::{Equal, Greater, Less};
use proptest::prelude::*;

fn read(text: &str) -> Duration {
    text.parse().unwrap()
}

#[test]
fn valid_ones_come_back_as_written() {
    for text in [
        "P1Y2M3DT10H30M",
        "-P120D",
        "P1347Y",
        "P1347M",
        "P1Y2MT2H",
        "P0Y1347M",
        "P0Y1347M0D",
        "-P1347M",
        "PT0S",
        "-PT0S",
        "PT1004199059S",
        "PT130S",
        "PT2M10S",
        "P1DT2S",
        "PT1.500S",
        "P007D",
        "PT0.1234567890123456789S",
        "P18446744073709551615Y",
    ] {
        let value = Duration::from_lexical(text).unwrap();
        assert_eq!((value.to_lexical(), value.to_string()), (text.to_owned(), text.to_owned()));
    }
}

#[test]
fn malformed() {
    for text in [
        "",
        "P",
        "PT",
        "-P",
        "P1",
        "1Y",
        "P-1347M",
        "P1Y2MT",
        "P1S",
        "P1H",
        "PT1Y",
        "P1M1Y",
        "P1D1M",
        "PT1S1M",
        "PT1M1H",
        "P1Y1Y",
        "PT.5S",
        "PT5.S",
        "PT1.5M",
        "P1.5Y",
        "P1Y T1H",
        "+P1Y",
        "p1y",
        "PT1H2",
        "P1YT1H2",
        "PTS",
        "PY",
        "P1YM",
        "P18446744073709551616Y",
        "PT0.12345678901234567890S",
        "P1D ",
        "PT1SZ",
        "P1DT2D",
    ] {
        let error = Duration::from_lexical(text).unwrap_err();
        assert!(error.to_string().starts_with("expected xs:duration, found "), "{error}");
    }
}

/// The table of section 3.2.6.2, in which `<>` stands for no order at all.
#[test]
fn order_of_3_2_6_2() {
    for (a, relation, others) in [
        ("P1Y", Some(Greater), &["P364D"][..]),
        ("P1Y", None, &["P365D", "P366D"]),
        ("P1Y", Some(Less), &["P367D"]),
        ("P1M", Some(Greater), &["P27D"]),
        ("P1M", None, &["P28D", "P29D", "P30D", "P31D"]),
        ("P1M", Some(Less), &["P32D"]),
        ("P5M", Some(Greater), &["P149D"]),
        ("P5M", None, &["P150D", "P151D", "P152D", "P153D"]),
        ("P5M", Some(Less), &["P154D"]),
        ("P1Y", Some(Equal), &["P12M", "P1Y0M0DT0H"]),
        ("P1D", Some(Equal), &["PT24H", "PT1440M", "PT86400S", "PT86400.000S"]),
        ("-P1D", Some(Less), &["-PT23H59M59.9S", "PT0S", "P0Y"]),
        ("-PT1.5S", Some(Greater), &["-PT2S", "-PT1.51S", "-PT1.6S"]),
        ("-PT1.5S", Some(Less), &["-PT1S", "-PT1.49S", "-PT1.4S"]),
        ("-PT0S", Some(Equal), &["PT0S", "P0M"]),
    ] {
        for b in others {
            assert_eq!(read(a).value_cmp(&read(b)), relation, "{a} {b}");
            assert_eq!(read(b).value_cmp(&read(a)), relation.map(Ordering::reverse), "{b} {a}");
        }
    }
}

#[test]
fn fields() {
    let fields = read("-P1Y2M3DT4H5M6.789S").fields();
    let expected = DurationFields {
        negative: true,
        years: 1,
        months: 2,
        days: 3,
        hours: 4,
        minutes: 5,
        seconds: 6,
        nanoseconds: 789_000_000,
    };
    assert_eq!(fields, expected);
    assert_eq!(Duration::new(&fields).unwrap().as_str(), "-P1Y2M3DT4H5M6.789S");
    assert_eq!(Duration::new(&DurationFields::default()).unwrap(), Duration::zero());
    assert_eq!(Duration::new(&DurationFields { days: 3, ..DurationFields::default() }).unwrap().as_str(), "P3D");
    assert!(Duration::new(&DurationFields { nanoseconds: 1_000_000_000, ..fields }).is_err());
}

#[test]
fn standard_durations() {
    let standard = |text: &str| std::time::Duration::try_from(&read(text));
    assert_eq!(standard("P1DT0.25S").unwrap(), std::time::Duration::new(86_400, 250_000_000));
    for text in ["P1M", "-PT1S", "-PT0.5S", "P18446744073709551615D"] {
        assert!(standard(text).is_err(), "{text}");
    }
    assert_eq!(Duration::from(std::time::Duration::from_millis(3_725_500)).as_str(), "PT1H2M5.5S");
    assert_eq!(Duration::from(std::time::Duration::ZERO).as_str(), "PT0S");
}

proptest! {
    #[test]
    fn what_is_read_is_what_is_written(text in "-?P([0-9]{1,3}Y)?([0-9]{1,3}M)?([0-9]{1,3}D)?(T([0-9]{1,3}H)?([0-9]{1,3}M)?([0-9]{1,3}(\\.[0-9]{0,3})?S)?)?") {
        let is_valid = !text.ends_with('P') && !text.ends_with('T') && !text.contains(".S");
        let read = text.parse::<Duration>();
        prop_assert_eq!(read.is_ok(), is_valid, "{}", text);
        if let Ok(value) = read {
            prop_assert_eq!(value.to_string(), text);
            prop_assert!(Duration::new(&value.fields()).unwrap().same_value(&value));
        }
    }

    #[test]
    fn seconds_order_as_numbers(a: i32, b: i32) {
        let value = |seconds: i32| {
            let sign = if seconds < 0 { "-" } else { "" };
            read(&format!("{sign}PT{}S", seconds.unsigned_abs()))
        };
        prop_assert_eq!(value(a).value_cmp(&value(b)), Some(a.cmp(&b)));
    }
}
