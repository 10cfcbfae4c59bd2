//! Words that errors and notices have in common.

use std::borrow::Cow;

/// How many alternatives an error names.
const NAMED: usize = 12;

/// `A`, `A or B`, `A, B or C`; of many the first ones, and how many more there are.
#[must_use]
pub fn alternatives(names: &[&str]) -> String {
    match names {
        [] => "an element".to_owned(),
        [one] => (*one).to_owned(),
        _ if names.len() > NAMED + 1 => {
            let named = names.get(..NAMED).unwrap_or_default();
            format!("{} or one of {} others", named.join(", "), names.len() - named.len())
        }
        [many @ .., last] => format!("{} or {last}", many.join(", ")),
    }
}

/// What is missing where that is an element of whatever name a wildcard admits.
pub(crate) const FOR_A_WILDCARD: &str = "for the wildcard";

/// A namespace, in words.
pub(crate) fn in_namespace(uri: &str) -> String {
    if uri.is_empty() { "in no namespace".to_owned() } else { format!("in namespace {}", excerpt(uri, NAME)) }
}

/// How many characters of a name are shown.
pub(crate) const NAME: usize = 300;

/// A name as `{namespace}local`, of which so much is shown as people can use.
pub(crate) fn expanded(uri: &str, local: &str) -> String {
    let local = excerpt(local, NAME);
    if uri.is_empty() { local.into_owned() } else { format!("{{{}}}{local}", excerpt(uri, NAME)) }
}

/// The beginning of a text, so many characters of it; it ends in `…` if there is more.
pub(crate) fn excerpt(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => Cow::Owned([text.get(..end).unwrap_or_default(), "…"].concat()),
        None => Cow::Borrowed(text),
    }
}

/// The same of what a text says, on one line.
#[cfg(feature = "http")]
pub(crate) fn on_one_line(text: &str, most: usize) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    excerpt(&words.collect::<Vec<_>>().join(" "), most).into_owned()
}

#[cfg(test)]
mod tests {
    use super::alternatives;

    #[test]
    fn of_many_alternatives_the_first_are_named() {
        let names: Vec<String> = (1..=15).map(|number| format!("N{number}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        assert_eq!(alternatives(&names[..1]), "N1");
        assert_eq!(alternatives(&names[..3]), "N1, N2 or N3");
        assert!(alternatives(&names[..13]).ends_with("N11, N12 or N13"));
        assert!(alternatives(&names[..14]).ends_with("N11, N12 or one of 2 others"));
    }
}
