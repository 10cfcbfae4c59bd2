//! A full mailbox: 64 groups, two of them distribution groups, those of which there is one, and 1,000 contacts.

use crate::store::Store;

/// How many groups there are, with the three of which there is one.
pub(crate) const GROUPS: usize = 67;
pub(crate) const CONTACTS: usize = 1_000;

/// Fills a mailbox. Contacts are in one to four groups; one in ten is a telephone, one in three has no name.
pub(crate) fn fill(store: &Store, mailbox: &str) {
    store.change(mailbox, |edit| {
        let groups: Vec<String> = (0..62).map(|number| edit.group(&format!("Group {number} <Zoë & \"Co\">"))).collect();
        edit.distribution_group("sales@example.com", "Sales");
        edit.distribution_group("all@example.com", "Everybody");
        let (tagged, favorites) = (edit.group("Tagged"), edit.group("Favorites"));
        edit.rename(&favorites, "Die Liebsten");
        for number in 0..CONTACTS {
            // Every eighth is in no group in particular.
            let group = (number % 8 > 0).then(|| groups[number % 62].as_str());
            let contact = if number % 10 == 9 {
                edit.telephone(&format!("+1 555 {number:04}"), group)
            } else {
                let name = format!("Person {number}, the \u{1F600} <one>");
                let scheme = if number % 2 == 0 { "sip:" } else { "" };
                edit.contact(&format!("{scheme}p{number}@example.com"), (number % 3 > 0).then_some(&name), group)
            };
            if number % 4 == 1 {
                edit.join(&contact, &groups[(number / 7) % 62]);
            }
            if number % 50 == 3 {
                edit.join(&contact, &favorites);
            }
            if number % 40 == 0 {
                edit.join(&contact, &tagged);
            }
        }
        assert_eq!(edit.counts(), (GROUPS, CONTACTS));
    });
}
