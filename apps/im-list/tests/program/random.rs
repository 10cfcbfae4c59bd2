//! From any mailbox to any other: what was exported comes back, whatever is there by then.

use std::path::Path;

use crate::program::{as_kim, word};
use crate::store::{Edit, Store};

const LEE: &str = "lee@example.com";
const ROUNDS: u32 = 12;

/// Numbers that follow from a seed.
struct Numbers(u32);

impl Numbers {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) % end
    }
}

/// Fills a mailbox with a few of the same groups and contacts, so that two of them have much in common.
fn fill(edit: &mut Edit<'_>, numbers: &mut Numbers) {
    let mut groups = Vec::new();
    for name in ["A", "b", "B", "Tagged", "Favorites", "Ö & <o>"] {
        if numbers.below(3) > 0 {
            groups.push(edit.group(name));
        }
    }
    for (smtp, name) in [("all@example.com", "All"), ("sales@example.com", "Sales")] {
        if numbers.below(2) > 0 {
            edit.distribution_group(smtp, name);
        }
    }
    for number in 0..8 {
        if numbers.below(3) == 0 {
            continue;
        }
        let group = groups.get(numbers.below(8) as usize).map(String::as_str);
        let contact = match number {
            0 | 1 => edit.telephone(&format!("+1 555 000{number}"), group),
            _ => edit.contact(&format!("p{number}@example.com"), Some(&format!("Person {number}")), group),
        };
        for group in &groups {
            if numbers.below(4) == 0 {
                edit.join(&contact, group);
            }
        }
    }
}

fn from_any_to_any(store: &Store, folder: &Path) {
    let file = folder.join(format!("{LEE}.json"));
    for seed in 0..ROUNDS {
        let mut numbers = Numbers(seed);
        store.wipe(LEE);
        store.change(LEE, |edit| fill(edit, &mut numbers));
        as_kim(&store.address, &format!("export --mailbox {LEE} --force --into {}", word(folder))).good();
        store.wipe(LEE);
        store.change(LEE, |edit| fill(edit, &mut numbers));
        as_kim(&store.address, &format!("restore --prune {}", word(&file))).good();
        let said = as_kim(&store.address, &format!("compare {} mailbox:{LEE}", word(&file)));
        assert_eq!((said.status, said.out.as_str()), (0, ""), "seed {seed}: {}", said.err);
    }
}

#[test]
fn any_mailbox_becomes_any_other() {
    let folder = tempfile::tempdir().unwrap();
    from_any_to_any(&Store::start(), folder.path());
    from_any_to_any(&Store::like_exchange(), folder.path());
}
