//! A pattern of XML Schema in the first line, a text in the rest: the pattern is one or is not, and the text matches or does not, in linear time.

use soap_runtime::xsd::Pattern;

/// Compiles and matches.
pub fn run(data: &[u8]) {
    let Ok(input) = std::str::from_utf8(data) else { return };
    let (source, text) = input.split_once('\n').unwrap_or((input, ""));
    let is_valid = Pattern::validate(source);
    match Pattern::new(source) {
        Ok(pattern) => {
            assert!(is_valid.is_ok(), "{source:?} compiles and is not valid");
            assert_eq!(pattern.is_match(text), pattern.is_match(text));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
