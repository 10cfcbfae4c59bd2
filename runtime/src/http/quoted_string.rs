//! Quoted strings in header fields (RFC 9110, 5.6.4): what one says goes in, what one is written as goes out, and the other way around.
//!
//! Nothing is refused: one that does not end ends with the text, and what is not quoted says what it is.

/// A text as a quoted string.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// What a value says, be it a quoted string or a token.
pub(super) fn value(text: &str) -> String {
    let text = text.trim();
    text.strip_prefix('"').map_or_else(|| text.to_owned(), |behind| read(behind).0)
}

/// What a quoted string says, behind its first quote, and what follows it.
pub(super) fn read(behind: &str) -> (String, &str) {
    let mut said = String::new();
    let mut characters = behind.char_indices();
    while let Some((at, c)) = characters.next() {
        match c {
            '"' => return (said, behind.get(at + 1..).unwrap_or("")),
            '\\' => said.extend(characters.next().map(|(_, escaped)| escaped)),
            other => said.push(other),
        }
    }
    (said, "")
}

/// The elements of a list (RFC 9110, 5.6.1): commas within quoted strings separate none, and empty ones are none.
pub(super) fn elements(list: &str) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    let separates = move |c: char| {
        let separates = c == ',' && !is_quoted;
        is_quoted ^= c == '"' && !is_escaped;
        is_escaped = is_quoted && c == '\\' && !is_escaped;
        separates
    };
    list.split(separates).map(str::trim).filter(|element| !element.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for text in ["", "a", "urn:a;b", r#"a "b" \ c\"#, "é,"] {
            assert_eq!(value(&quoted(text)), text);
            assert_eq!(read(&format!("{} , rest", quoted(text))[1..]), (text.to_owned(), " , rest"));
            let list = format!(" a={0} ,, {0}", quoted(text));
            assert_eq!(elements(&list).collect::<Vec<_>>(), [format!("a={}", quoted(text)), quoted(text)]);
        }
    }

    #[test]
    fn what_is_no_quoted_string_is_not_refused() {
        for (written, said) in
            [(" token ", "token"), ("\"no end", "no end"), ("\"no end\\", "no end"), ("\"", ""), ("", "")]
        {
            assert_eq!(value(written), said);
        }
    }
}
