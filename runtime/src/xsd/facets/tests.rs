#![allow(clippy::unwrap_used)]

use super::*;

/// What each facet says of texts it excludes; `None` where it allows them.
fn check(builtin: Builtin, facets: &Facets, table: &[(&str, Option<&str>)]) {
    for (text, expected) in table {
        let found = facets.check_all(builtin, text).err().map(|error| error.to_string());
        let expected = expected.map(|expected| format!("expected {expected}, found {text:?}"));
        assert_eq!(found, expected, "{text:?}");
    }
}

#[test]
fn lengths_of_strings_are_in_characters() {
    let facets: Facets = Facets { min_length: Some(1), max_length: Some(3), ..Facets::NONE };
    check(
        Builtin::String,
        &facets,
        &[
            ("", Some("at least 1 character (minLength)")),
            ("é", None),
            ("éüö", None),
            ("abcd", Some("at most 3 characters (maxLength)")),
        ],
    );
    check(
        Builtin::AnyUri,
        &Facets { length: Some(2), ..Facets::NONE },
        &[("ab", None), ("a", Some("exactly 2 characters (length)"))],
    );
}

#[test]
fn lengths_of_binaries_are_in_octets() {
    let facets: Facets = Facets { length: Some(1), ..Facets::NONE };
    check(Builtin::HexBinary, &facets, &[("0A", None), ("0A0B", Some("exactly 1 octet (length)"))]);
    check(
        Builtin::Base64Binary,
        &facets,
        &[("Zg==", None), ("Z g = =", None), ("Zm8=", Some("exactly 1 octet (length)"))],
    );
}

#[test]
fn lengths_of_lists_are_in_items() {
    let facets: Facets = Facets { min_length: Some(2), ..Facets::NONE };
    check(Builtin::NmTokens, &facets, &[("a b", None), ("abc", Some("at least 2 items (minLength)"))]);
    let facets: Facets = Facets { list: true, ..facets };
    check(Builtin::Int, &facets, &[("1 2", None), ("12", Some("at least 2 items (minLength)"))]);
    assert_eq!(facets.check_all(Builtin::Int, "1 x").unwrap_err().expected(), "xs:int");
}

#[test]
fn lengths_apply_to_nothing_else() {
    let facets: Facets = Facets { length: Some(99), ..Facets::NONE };
    check(Builtin::QName, &facets, &[("a:b", None)]);
    check(Builtin::Int, &facets, &[("1", None)]);
}

#[test]
fn digits() {
    let facets: Facets = Facets { total_digits: Some(4), fraction_digits: Some(2), ..Facets::NONE };
    check(
        Builtin::Decimal,
        &facets,
        &[
            ("12.34", None),
            ("0012.3400", None),
            ("-1234", None),
            ("123.45", Some("at most 4 digits (totalDigits)")),
            ("1.234", Some("at most 2 digits after the point (fractionDigits)")),
        ],
    );
    check(
        Builtin::Integer,
        &Facets { total_digits: Some(1), ..Facets::NONE },
        &[("007", None), ("10", Some("at most 1 digit (totalDigits)"))],
    );
}

#[test]
fn time_zones() {
    let facets = |is_required| Facets { explicit_timezone: Some(is_required), ..Facets::NONE };
    let required: Facets = facets(true);
    let wanted = Some("with a time zone (explicitTimezone)");
    let texts = [("2000-01-01Z", None), ("2000-01-01-05:00", None), ("2000-01-01", wanted)];
    check(Builtin::Date, &required, &texts);
    check(Builtin::Time, &required, &[("00:00:00+14:00", None), ("00:00:00", wanted)]);
    check(Builtin::GMonthDay, &required, &[("--01-01", wanted)]);
    check(Builtin::String, &required, &[("x", None)]);
    let prohibited: Facets = facets(false);
    let unwanted = Some("without a time zone (explicitTimezone)");
    check(Builtin::GYear, &prohibited, &[("2000", None), ("2000Z", unwanted), ("2000-05:00", unwanted)]);
    check(Builtin::DateTimeStamp, &prohibited, &[("2000-01-01T00:00:00Z", unwanted)]);
}

#[test]
fn bounds() {
    let facets: Facets = Facets { min_inclusive: Some("1"), max_inclusive: Some("12"), ..Facets::NONE };
    check(
        Builtin::Int,
        &facets,
        &[
            ("1", None),
            ("+012", None),
            ("0", Some("at least 1 (minInclusive)")),
            ("13", Some("at most 12 (maxInclusive)")),
        ],
    );
    let facets: Facets =
        Facets { min_exclusive: Some("2000-01-01Z"), max_exclusive: Some("2001-01-01Z"), ..Facets::NONE };
    check(
        Builtin::Date,
        &facets,
        &[
            ("2000-06-01", None),
            ("2000-01-01Z", Some("more than 2000-01-01Z (minExclusive)")),
            ("2000-01-01", Some("more than 2000-01-01Z (minExclusive)")),
            ("2001-01-01+00:00", Some("less than 2001-01-01Z (maxExclusive)")),
        ],
    );
    let facets: Facets = Facets { max_inclusive: Some("0"), ..Facets::NONE };
    check(Builtin::Double, &facets, &[("-0", None), ("NaN", Some("at most 0 (maxInclusive)"))]);
    check(Builtin::String, &facets, &[("1", None)]);
}

#[test]
fn a_text_matches_one_pattern_of_every_step() {
    let facets: Facets = Facets { patterns: &[&[r"\d+", "[a-f]+"], &[".{2}"]], ..Facets::NONE };
    check(
        Builtin::String,
        &facets,
        &[
            ("12", None),
            ("af", None),
            ("1a", Some(r"text matching \d+ or [a-f]+ (pattern)")),
            ("123", Some("text matching .{2} (pattern)")),
        ],
    );
    let broken: Facets = Facets { patterns: &[&["("]], ..Facets::NONE };
    let expected = "a usable pattern (a group does not end at byte 1 of the pattern) (pattern)";
    check(Builtin::String, &broken, &[("a", Some(expected))]);
    check(Builtin::String, &Facets { patterns: &[&[]], ..Facets::NONE }, &[("a", None)]);
}

#[test]
fn enumerations_go_by_value() {
    let facets: Facets = Facets { enumeration: &["1.0", "2"], ..Facets::NONE };
    check(Builtin::Decimal, &facets, &[("1", None), ("2.00", None), ("3", Some(r#"one of "1.0", "2" (enumeration)"#))]);
    check(Builtin::String, &facets, &[("1.0", None), ("1", Some(r#"one of "1.0", "2" (enumeration)"#))]);
    let facets: Facets = Facets { list: true, enumeration: &["1 2", "3"], ..Facets::NONE };
    check(Builtin::Int, &facets, &[("01 2", None), ("1", Some(r#"one of "1 2", "3" (enumeration)"#))]);
    let facets: Facets = Facets { enumeration: &["a", "b", "c", "d", "e", "f", "g"], ..Facets::NONE };
    check(Builtin::String, &facets, &[("x", Some(r#"one of "a", "b", "c", "d", "e" and 2 more (enumeration)"#))]);
}

#[test]
fn white_space() {
    assert_eq!(Facets::NONE.white_space(Builtin::String), WhiteSpace::Preserve);
    assert_eq!(Facets { list: true, ..Facets::NONE }.white_space(Builtin::String), WhiteSpace::Collapse);
    let replaced = Facets { white_space: Some(WhiteSpace::Replace), ..Facets::NONE };
    assert_eq!(replaced.white_space(Builtin::String), WhiteSpace::Replace);
}

#[test]
fn facets_of_a_schema_are_owned() {
    let facets = OwnedFacets {
        min_inclusive: Some("0".to_owned()),
        patterns: vec![vec![r"\d".to_owned()]],
        enumeration: vec!["1".to_owned()],
        ..OwnedFacets::default()
    };
    assert_eq!(facets.check_all(Builtin::Int, "1"), Ok(()));
    assert_eq!(facets.check_all(Builtin::Int, "2").unwrap_err().reason(), Reason::Facet(Facet::Enumeration));
    assert_eq!(facets.check_all(Builtin::Int, "-1").unwrap_err().reason(), Reason::Facet(Facet::MinInclusive));
}

/// The patterns of published schemas, if there are any about, compile.
#[test]
fn patterns_of_published_schemas() {
    let Some(corpus) = std::env::var_os("CONTRACT_CORPUS") else {
        println!("skipped: CONTRACT_CORPUS is not set");
        return;
    };
    let mut folders = vec![std::path::PathBuf::from(corpus).join("schemas")];
    let mut patterns = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|extension| extension == "xsd" || extension == "wsdl") {
                let text = String::from_utf8_lossy(&std::fs::read(entry).unwrap()).into_owned();
                patterns.extend(
                    text.split(":pattern value=\"")
                        .skip(1)
                        .filter_map(|rest| rest.split('"').next())
                        .map(str::to_owned),
                );
            }
        }
    }
    assert!(!patterns.is_empty());
    for pattern in patterns.iter().filter(|pattern| !pattern.contains('&')) {
        assert!(Pattern::new(pattern).is_ok(), "{pattern}");
    }
}
