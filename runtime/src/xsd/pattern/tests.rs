#![allow(clippy::unwrap_used)]

use super::*;
use proptest::prelude::*;

fn check(pattern: &str, matching: &[&str], others: &[&str]) {
    let compiled = Pattern::new(pattern).unwrap();
    assert_eq!(compiled.as_str(), pattern);
    for text in matching {
        assert!(compiled.is_match(text), "{pattern:?} should match {text:?}");
    }
    for text in others {
        assert!(!compiled.is_match(text), "{pattern:?} should not match {text:?}");
    }
}

#[test]
fn a_pattern_matches_whole_texts() {
    check("", &[""], &["a", "\n"]);
    check("ab", &["ab"], &["a", "abc", "xab", "ab\n"]);
    check("a|bc", &["a", "bc"], &["abc", "ac", ""]);
    check("a|", &["a", ""], &["b"]);
    check("(a|b)c", &["ac", "bc"], &["a", "c"]);
    check("()*", &[""], &["a"]);
}

#[test]
fn quantifiers() {
    check("a?", &["", "a"], &["aa"]);
    check("a*b+", &["b", "aabb"], &["a", ""]);
    check(r"\d{3}", &["123"], &["12", "1234"]);
    check("a{0}", &[""], &["a"]);
    check("a{2,}", &["aa", "aaaa"], &["a"]);
    check("(ab){1,2}", &["ab", "abab"], &["", "ababab"]);
    check("[a-c]{02,003}", &["ab", "abc"], &["a", "abca"]);
}

#[test]
fn what_other_dialects_treat_specially_stands_for_itself() {
    check("^a$", &["^a$"], &["a"]);
    check("a/b#&~@%\"'<>=!:;, -_", &["a/b#&~@%\"'<>=!:;, -_"], &["a/b"]);
    check("[a^$.|?*+(){}&&~~]+", &["^$.|?*+(){}&~a"], &["b"]);
    check("[$-/]", &["%", "+"], &["a"]);
    check("[a&&b]", &["a", "&", "b"], &["c"]);
}

#[test]
fn single_characters_after_a_backslash() {
    check(r"\n\r\t\\\|\.\?\*\+\(\)\{\}\-\[\]\^", &["\n\r\t\\|.?*+(){}-[]^"], &[""]);
    check(r"[\n\r\t\\\|\.\?\*\+\(\)\{\}\-\[\]\^]", &["\n", "\\", "-", "[", "]", "^"], &["n", "a"]);
    check(r"[\t-\r]", &["\n"], &["\u{E}"]);
    check(r"[\--a]", &["-", "Z"], &[",", "b"]);
}

#[test]
fn classes() {
    check("[abc]", &["a", "c"], &["d", "ab"]);
    check("[^a-c]", &["d", "\n"], &["b"]);
    check("[-a]", &["-", "a"], &["b"]);
    check("[a-]", &["-", "a"], &["b"]);
    check("[^-a]", &["b"], &["-", "a"]);
    check(r"[^\-]{4}\-[^\-]{2}", &["2001-02"], &["200--02"]);
    check("[+\\-]?([1-9][0-9]*)|0", &["0", "-12", "+7"], &["-0", "01"]);
    check("[é-ü]", &["ê"], &["e"]);
    check("[\u{10000}-\u{10FFFF}]", &["😀"], &["a"]);
}

#[test]
fn subtraction() {
    check("[a-z-[aeiou]]+", &["xyz"], &["a", "xay", "-", "["]);
    check("[^0-9-[a-f]]", &["g", "-"], &["5", "b"]);
    check("[a-z-[b-y-[m]]]", &["a", "m", "z"], &["b", "y"]);
    check("[a-z--[b-z]]", &["a", "-"], &["b"]);
    check(r"[\w-[\d]]", &["a"], &["1", "-"]);
}

#[test]
fn escapes_for_classes() {
    check(".", &["a", "\u{2028}", "\u{85}", "😀"], &["", "\n", "\r"]);
    check(r"\s", &[" ", "\t", "\n", "\r"], &["\u{B}", "\u{C}", "\u{A0}"]);
    check(r"\S", &["a", "\u{A0}"], &[" ", "\n"]);
    check(r"\d", &["0", "٣"], &["a", "½"]);
    check(r"\D", &["a"], &["0"]);
    check(r"\w+", &["aé1$+"], &["_", "-", " "]);
    check(r"\W", &["-", "_", " ", "\u{0}"], &["a", "$"]);
    check(r"\i\c*", &["a-b.1:c", "_", ":", "é"], &["1", "-", "."]);
    check(r"\I", &["1", "-", " "], &["a", ":"]);
    check(r"\C", &[" ", "/"], &["a", "1", "\u{B7}"]);
    check(r"[\s\d]+", &["1 2"], &["a"]);
    check(r"[^\s\d]", &["a"], &["1", " "]);
    check(r"[\S]", &["a"], &[" "]);
    check(r"[^\I]", &["a"], &["1"]);
}

#[test]
fn properties() {
    check(r"\p{Lu}", &["A", "É"], &["a", "1"]);
    check(r"\P{L}", &["1"], &["a"]);
    check(r"[\p{Lu}\p{Nd}]+", &["A1"], &["a"]);
    check(r"\p{IsBasicLatin}*", &["abc\u{7F}"], &["é"]);
    check(r"\P{IsBasicLatin}", &["é"], &["e"]);
    check(r"\p{IsSpecials}", &["\u{FEFF}", "\u{FFFD}"], &["\u{FEFE}", "\u{FFEF}"]);
    check(r"[\p{IsGreek}-[α]]", &["β"], &["α", "b"]);
    check(r"\p{IsLowSurrogates}?", &[""], &["a"]);
    check(r"\P{IsLowSurrogates}", &["a", "\u{0}", "\u{10FFFF}"], &[""]);
}

#[test]
fn every_category_and_block_compiles() {
    for (category, subcategories) in
        [('L', "ultmo"), ('M', "nce"), ('N', "dlo"), ('P', "cdseifo"), ('Z', "slp"), ('S', "mcko"), ('C', "cfon")]
    {
        for name in subcategories.chars().map(|sub| format!("{category}{sub}")).chain([category.to_string()]) {
            for pattern in [format!(r"\p{{{name}}}"), format!(r"[^\P{{{name}}}]")] {
                assert!(Pattern::new(&pattern).is_ok(), "{pattern}");
            }
        }
    }
    for name in ["BasicLatin", "Latin-1Supplement", "CJKUnifiedIdeographs", "PrivateUse", "Tags"] {
        assert!(Pattern::new(&format!(r"\p{{Is{name}}}")).is_ok(), "{name}");
    }
}

#[test]
fn malformed() {
    for (pattern, offset) in [
        ("(", 1),
        ("a)", 1),
        ("*", 0),
        ("a**", 2),
        ("a+?", 2),
        ("a{1}{2}", 4),
        ("(*a)", 1),
        ("a|*", 2),
        ("a{", 1),
        ("a{}", 1),
        ("a{,3}", 1),
        ("a{1,2,3}", 1),
        ("a{x}", 1),
        ("a{2,1}", 6),
        ("a{-1}", 1),
        ("a}", 1),
        ("]", 0),
        ("[", 1),
        ("[]", 1),
        ("[^]", 2),
        ("[a", 2),
        ("[a-", 2),
        ("[z-a]", 4),
        ("[a-c-e]", 4),
        (r"[a-\d]", 5),
        (r"[\d-a]", 3),
        ("[a[b]]", 2),
        ("[a-[b]c]", 6),
        ("[-[a]]", 1),
        (r"\", 0),
        (r"\q", 0),
        (r"\1", 0),
        (r"\b", 0),
        (r"\pL", 2),
        (r"\p{L", 3),
        ("(?:a)", 1),
        ("(?i)a", 1),
    ] {
        match Pattern::new(pattern) {
            Err(PatternError::Syntax { offset: found, reason }) => assert_eq!(found, offset, "{pattern:?}: {reason}"),
            other => panic!("{pattern:?}: {other:?}"),
        }
        assert!(Pattern::validate(pattern).is_err());
    }
    for name in ["Lx", "Cs", "Luu", "", "IsKlingon", "Latin", "alpha", "Is"] {
        let error = Pattern::new(&format!(r"a\p{{{name}}}")).unwrap_err();
        assert_eq!(error, PatternError::UnknownProperty { offset: 4, name: name.to_owned() });
    }
}

#[test]
fn size_is_bounded() {
    assert!(Pattern::new(r"\p{L}{1,255}").is_ok());
    assert!(Pattern::new(r"[\s\S]{0,4000}").is_ok());
    for pattern in
        ["((a{1000}){1000}){1000}", "a{4294967295}", "a{99999999999}", &"(".repeat(70_000), r"(\w{1000}){1000}"]
    {
        assert_eq!(Pattern::new(pattern).unwrap_err(), PatternError::TooLarge);
    }
    let deep = format!("{}a{}", "(".repeat(10_000), ")".repeat(10_000));
    assert_eq!(Pattern::new(&deep).unwrap_err(), PatternError::TooLarge);
    let subtracted = format!("{}a{}", "[a-".repeat(10_000), "]".repeat(10_000));
    assert!(Pattern::new(&subtracted).is_err());
}

#[test]
fn the_process_remembers_patterns() {
    let first = Pattern::remembered("remembered{1}").unwrap();
    let second = Pattern::remembered("remembered{1}").unwrap();
    assert!(Arc::ptr_eq(&first, &second));
    assert_eq!(Pattern::remembered("(").unwrap_err(), Pattern::remembered("(").unwrap_err());
}

proptest! {
    #[test]
    fn no_text_panics(pattern in "[-a\\\\dpiIs{}\\[\\]()|^$.*+?,0-9]{0,16}", text in "\\PC{0,8}") {
        if let Ok(pattern) = Pattern::new(&pattern) {
            let _ = pattern.is_match(&text);
        }
    }

    /// Whatever the grammar lets through, the `regex` crate takes.
    #[test]
    fn only_size_is_left_to_go_wrong(pattern in "([ab-]|\\[\\^?[a-c-]{1,3}(-\\[[ab]\\])?\\]|\\\\[dwsicDWSIC.-]|\\(a\\|b\\)|[?*+]|\\{2\\}){0,6}") {
        match (Pattern::validate(&pattern), Pattern::new(&pattern)) {
            (Ok(()), compiled) => prop_assert!(compiled.is_ok()),
            (Err(error), compiled) => prop_assert_eq!(compiled.unwrap_err(), error),
        }
    }

    #[test]
    fn quoted_text_matches_itself(text in "\\PC{0,12}") {
        let quoted: String = text.chars().flat_map(|c| {
            let escape = r"\|.?*+(){}-[]^".contains(c).then_some('\\');
            escape.into_iter().chain([c])
        }).collect();
        prop_assert!(Pattern::new(&quoted).unwrap().is_match(&text));
    }
}
