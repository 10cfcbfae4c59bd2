//! A table for people: a line a contact, and one a distribution group (RFC 4180, UTF-8, lines end in CRLF).
//!
//! It keeps who there is and in which groups. It does not keep groups without members, the order of groups, or their kinds.
//!
//! Programs for tables take a cell that begins with `=`, `@`, `+` or `-` for a formula, and names come from others: such a cell gets an
//! apostrophe before it, unless it is a telephone number.

use crate::list::{Contact, GroupKind, ImList};

const COLUMNS: [&str; 8] = ["Kind", "Name", "Address", "TEL URI", "Number", "E-mail", "Other numbers", "Groups"];

/// The table.
#[must_use]
pub fn text(list: &ImList) -> Vec<u8> {
    let mut table = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(Vec::new());
    let contacts = list.contacts.iter().map(|contact| row(list, contact));
    let groups = list.groups.iter().filter(|group| group.kind == GroupKind::Distribution);
    let groups = groups.map(|group| {
        let smtp = group.smtp.clone().unwrap_or_default();
        let none = String::new;
        ["distribution group".to_owned(), group.name.clone(), smtp, none(), none(), none(), none(), none()]
    });
    let rows = std::iter::once(COLUMNS.map(str::to_owned)).chain(contacts).chain(groups);
    for row in rows {
        // Writing to memory does not fail, and all rows have one length.
        drop(table.write_record(row.map(|cell| harmless(&cell))));
    }
    table.into_inner().unwrap_or_default()
}

fn row(list: &ImList, contact: &Contact) -> [String; 8] {
    let (kind, uri, number) = match &contact.telephone {
        None => ("contact", String::new(), String::new()),
        Some(telephone) => ("telephone", telephone.uri.clone(), telephone.number.clone()),
    };
    [
        kind.to_owned(),
        contact.name.clone().unwrap_or_default(),
        contact.address.clone(),
        uri,
        number,
        contact.emails.join("; "),
        contact.phones.join("; "),
        groups_of(list, contact).join("; "),
    ]
}

/// The names of the groups that the contact is in.
pub(super) fn groups_of<'l>(list: &'l ImList, contact: &Contact) -> Vec<&'l str> {
    let has = |members: &[String]| members.iter().any(|member| member == contact.reference());
    list.groups.iter().filter(|group| has(&group.members)).map(|group| group.name.as_str()).collect()
}

fn harmless(cell: &str) -> String {
    let number = |text: &str| text.chars().all(|c| c.is_ascii_digit() || " +-().;/".contains(c));
    if cell.starts_with(['=', '@', '+', '-', '\t', '\r']) && !number(cell) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::text;
    use crate::list::ImList;

    #[test]
    fn cells_are_quoted_and_harmless() {
        let json = r#"{"groups": [{"name": "A; \"B\"", "kind": "user", "members": ["sip:a", "tel:+1"]},
                {"name": "C", "kind": "user", "members": ["sip:a"]},
                {"name": "All", "kind": "distribution", "smtp": "all@x"}],
            "contacts": [{"address": "sip:a", "name": "=1+1,\n2"},
                {"address": "sip:+1@x", "telephone": {"uri": "tel:+1", "number": "+1"}, "emails": ["a@x", "b@x"]}]}"#;
        let list: ImList = serde_json::from_str(json).unwrap();
        assert_eq!(
            String::from_utf8(text(&list)).unwrap(),
            "Kind,Name,Address,TEL URI,Number,E-mail,Other numbers,Groups\r\n\
             contact,\"'=1+1,\n2\",sip:a,,,,,\"A; \"\"B\"\"; C\"\r\n\
             telephone,,sip:+1@x,tel:+1,+1,a@x; b@x,,\"A; \"\"B\"\"\"\r\n\
             distribution group,All,all@x,,,,,\r\n"
        );
    }
}
