//! Patterns: names in which `*` stands for any characters, none included.

/// Whether a text is what the pattern says.
///
/// ```
/// use wsdl_codegen::config::matches;
///
/// assert!(matches("Get*Items", "GetImItems") && !matches("Get*", "SetImGroup"));
/// ```
#[must_use]
pub fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(rest) = text.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let Some(last) = parts.next_back() else { return rest.is_empty() };
    let mut rest = rest;
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = rest.get(at + part.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_is_any_text() {
        for (pattern, text) in [
            ("Get", "Get"),
            ("*", ""),
            ("Get*", "Get"),
            ("*Im*", "m:AddImGroup"),
            ("t:*Type", "t:ImType"),
            ("a*b*c", "a-b-b-c"),
            ("**", "x"),
        ] {
            assert!(matches(pattern, text), "{pattern} {text}");
        }
    }

    #[test]
    fn the_rest_is_literal() {
        for (pattern, text) in
            [("", "x"), ("Get", "GetItem"), ("*Item", "Items"), ("a*a", "a"), ("a*b*c", "acb"), ("get", "Get")]
        {
            assert!(!matches(pattern, text), "{pattern} {text}");
        }
    }
}
