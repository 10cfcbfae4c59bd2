//! vCards (version 4.0, RFC 6350), one a contact, for address books.
//!
//! A card has the name (FN), the instant messaging address (IMPP), telephone numbers (TEL), mail addresses (EMAIL), and the groups as
//! CATEGORIES. A distribution group is a card of the kind `group` with its address. Groups without members are not kept, nor is which
//! kind a group is.
//!
//! Lines end in CRLF, are folded at 75 octets between characters (3.2), and `\`, `,`, `;` and line ends in values are escaped (3.4). Other
//! control characters, which no value may hold (3.3), are left out.

use super::csv::groups_of;
use crate::list::{Contact, Group, GroupKind, ImList};

/// How long a line may be, in octets, its end not counted (RFC 6350, 3.2).
const LONGEST: usize = 75;

/// The cards.
#[must_use]
pub fn text(list: &ImList) -> String {
    let mut cards = String::new();
    for contact in &list.contacts {
        card(&mut cards, &of_contact(list, contact));
    }
    for group in list.groups.iter().filter(|group| group.kind == GroupKind::Distribution) {
        card(&mut cards, &of_group(group));
    }
    cards
}

fn of_contact(list: &ImList, contact: &Contact) -> Vec<String> {
    let number = contact.telephone.as_ref().map(|telephone| &telephone.number);
    let name = contact.name.as_ref().or(number).unwrap_or(&contact.address);
    let mut lines = vec![format!("FN:{}", escaped(name)), format!("IMPP:{}", sip_uri(&contact.address))];
    if let Some(telephone) = &contact.telephone {
        lines.push(format!("TEL;VALUE=uri:{}", uri(&telephone.uri)));
    }
    lines.extend(contact.phones.iter().map(|number| format!("TEL;VALUE=text:{}", escaped(number))));
    lines.extend(contact.emails.iter().map(|address| format!("EMAIL:{}", escaped(address))));
    let groups: Vec<String> = groups_of(list, contact).into_iter().map(escaped).collect();
    if !groups.is_empty() {
        lines.push(format!("CATEGORIES:{}", groups.join(",")));
    }
    lines
}

fn of_group(group: &Group) -> Vec<String> {
    let mut lines = vec!["KIND:group".to_owned(), format!("FN:{}", escaped(&group.name))];
    lines.extend(group.smtp.iter().map(|address| format!("EMAIL:{}", escaped(address))));
    lines
}

fn card(cards: &mut String, lines: &[String]) {
    let begin = ["BEGIN:VCARD", "VERSION:4.0"].into_iter();
    for line in begin.chain(lines.iter().map(String::as_str)).chain(["END:VCARD"]) {
        fold(cards, line);
    }
}

/// An address as a URI, which IMPP wants: with `sip:` before one that has no scheme.
fn sip_uri(address: &str) -> String {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme);
    let has_one = scheme.is_some_and(|scheme| !scheme.is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric()));
    if has_one { uri(address) } else { format!("sip:{}", uri(address)) }
}

/// A URI as it is, but for what no URI can hold, which is written as `%` and two hexadecimal digits (RFC 3986, 2.1).
fn uri(text: &str) -> String {
    let mut uri = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.replace("\r\n", "\n").replace('\r', "\n").chars() {
        match c {
            '\\' | ',' | ';' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() && c != '\t' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Adds a line, folded: what goes on begins with a space, which counts.
fn fold(cards: &mut String, line: &str) {
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > LONGEST {
            cards.push_str("\r\n ");
            length = 1;
        }
        cards.push(c);
        length += c.len_utf8();
    }
    cards.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::{LONGEST, text};
    use crate::list::ImList;

    #[test]
    fn cards_are_those_of_the_rfc() {
        let json = r#"{"groups": [{"name": "A, B", "kind": "user", "members": ["lee@x"]}, {"name": "All", "kind": "distribution", "smtp": "all@x"}],
            "contacts": [{"address": "lee@x", "name": "Lee; \\ \n\u0007Gu", "emails": ["lee@x"], "phones": ["1 2"]},
                {"address": "sip:+1@x;user=phone", "telephone": {"uri": "tel:+1", "number": "+1"}}]}"#;
        let list: ImList = serde_json::from_str(json).unwrap();
        let begin = "BEGIN:VCARD\r\nVERSION:4.0\r\n";
        assert_eq!(
            text(&list),
            [
                begin,
                "FN:Lee\\; \\\\ \\nGu\r\nIMPP:sip:lee@x\r\nTEL;VALUE=text:1 2\r\nEMAIL:lee@x\r\nCATEGORIES:A\\, B\r\nEND:VCARD\r\n",
                begin,
                "FN:+1\r\nIMPP:sip:+1@x;user=phone\r\nTEL;VALUE=uri:tel:+1\r\nEND:VCARD\r\n",
                begin,
                "KIND:group\r\nFN:All\r\nEMAIL:all@x\r\nEND:VCARD\r\n",
            ]
            .concat()
        );
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        let name = "é😀x".repeat(60);
        let json = format!(r#"{{"groups": [], "contacts": [{{"address": "a", "name": "{name}"}}]}}"#);
        let cards = text(&serde_json::from_str(&json).unwrap());
        assert!(cards.split("\r\n").all(|line| line.len() <= LONGEST));
        assert!(cards.replace("\r\n ", "").contains(&format!("FN:{name}\r\n")));
    }
}
