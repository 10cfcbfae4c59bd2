//! Where words begin in names whose letters' case does not show it.
//!
//! ```text
//! IPv4Address    ipv4_address        MaxVMs    max_vms        eBayItemTitle    ebay_item_title
//! ```

use heck::ToSnakeCase;

/// The name in lower case, its words joined by `_`.
pub(super) fn snake_case(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut written = String::with_capacity(name.len());
    let mut at = 0;
    while at < letters.len() {
        let length = word_like(&letters, at);
        let word = letters.iter().skip(at).take(length.max(1));
        // One capital letter at most, so that the word is taken for one.
        for (place, letter) in word.enumerate() {
            if place == 0 { written.push(*letter) } else { written.extend(letter.to_lowercase()) }
        }
        at += length.max(1);
    }
    written.to_snake_case()
}

/// How many letters from here are one word although their case says otherwise; 0 for none.
fn word_like(letters: &[char], at: usize) -> usize {
    let letter = |offset: usize| letters.get(at + offset).copied();
    let is_start = at == 0 || !letters[at - 1].is_alphanumeric();
    let is_upper = |letter: Option<char>| letter.is_some_and(char::is_uppercase);
    let is_lower = |letter: Option<char>| letter.is_some_and(char::is_lowercase);
    // eBay, eMail
    if is_start && letter(0) == Some('e') && is_upper(letter(1)) && is_lower(letter(2)) {
        return 2;
    }
    if at > 0 && letters[at - 1].is_uppercase() {
        return 0;
    }
    let acronym = letters.iter().skip(at).take_while(|letter| letter.is_uppercase()).count();
    if acronym < 2 {
        return 0;
    }
    match (letter(acronym), letter(acronym + 1)) {
        // VMs, IDs
        (Some('s'), after) if !is_lower(after) => acronym + 1,
        // IPv4
        (Some('v'), Some(after)) if after.is_numeric() => acronym + 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::snake_case;

    #[test]
    fn acronyms_and_brands_are_one_word() {
        for (name, expected) in [
            ("IPv4Address", "ipv4_address"),
            ("DestinationIPv6", "destination_ipv6"),
            ("MaxVMs", "max_vms"),
            ("IDs", "ids"),
            ("UserIDsList", "user_ids_list"),
            ("URLs_seen", "urls_seen"),
            ("eBayItemTitle", "ebay_item_title"),
            ("eMail", "email"),
            ("the eMail", "the_email"),
            ("TTYTDDPhoneNumbers", "ttytdd_phone_numbers"),
            ("SMSsender", "sm_ssender"),
            ("ItemID", "item_id"),
            ("XMLSchema", "xml_schema"),
            ("aField", "a_field"),
            ("iCount", "i_count"),
            ("Address2Line", "address2_line"),
        ] {
            assert_eq!(snake_case(name), expected, "{name}");
        }
    }
}
