//! Contacts as the contract has them: a persona made of one contact ([MS-OXWSPERS] 2.2.4.19).

use ms_oxwscos::types::*;
use ms_oxwscos::xsd;

use super::extended_property::Requested;
use super::group::item_id;
use super::{Likeness, Surroundings};
use crate::store::{Address, Contact, Mailbox};

/// The one source of a persona: values refer to it.
const SOURCE: &str = "0";

/// What the source is called; clients show it beside the contact.
const SOURCE_NAME: &str = "Instant messaging contacts";

/// The kind of telephone numbers: the request does not tell it.
const TELEPHONE: &str = "Business";

/// The contact as a persona, with the properties asked for. Its source is what groups and requests identify the contact by.
pub(super) fn persona(mailbox: &Mailbox, contact: &Contact, asked: &Requested, around: &Surroundings) -> PersonaType {
    let name = || Some(contact.display_name.clone());
    let im_address = around.like.shown_address(contact);
    let im = StringAttributedValueType::new(im_address.as_str(), sources());
    let number = telephone_number(&contact.address);
    PersonaType::new(ItemIdType::new(mailbox.persona_id(contact)))
        .with_persona_type("Person")
        .with_im_address(im_address)
        .with_attributions(ArrayOfPersonaAttributionsType::default().with_attribution(attributions(
            mailbox,
            contact,
            around.like,
        )))
        .with_im_addresses(ArrayOfStringAttributedValuesType::default().with_string_attributed_value([im]))
        .with(|it| {
            it.creation_time = moment(contact.created);
            it.display_name = name();
            it.display_name_first_last = name();
            it.display_name_last_first = name();
            it.file_as = name();
            it.phone_number = number.clone();
            it.business_phone_numbers = number.map(attributed);
            it.extended_properties = properties(asked.of_contact(contact, &around.properties));
        })
}

/// The sources: the contact; like Exchange, the directory before it, whose identifier no request of this protocol takes.
fn attributions(mailbox: &Mailbox, contact: &Contact, like: Likeness) -> Vec<PersonaAttributionType> {
    let own = PersonaAttributionType::new(SOURCE, item_id(mailbox.contact_identifier(contact)), SOURCE_NAME)
        .with_is_writable(true)
        .with_is_quick_contact(true)
        .with_is_hidden(like.is_hidden(contact));
    let entry = ItemIdType::new(mailbox.persona_id(contact));
    let directory = PersonaAttributionType::new("1", AnyItemIdType::from(entry), "Global Address List")
        .with_is_writable(false)
        .with_is_quick_contact(false)
        .with_is_hidden(false);
    if like.is_exchange() { vec![directory, own] } else { vec![own] }
}

fn telephone_number(address: &Address) -> Option<PersonaPhoneNumberType> {
    match address {
        Address::Im(_) => None,
        Address::TelUri { telephone_number, .. } => {
            Some(PersonaPhoneNumberType::new(telephone_number.as_str(), TELEPHONE))
        }
    }
}

fn attributed(number: PersonaPhoneNumberType) -> ArrayOfPhoneNumberAttributedValuesType {
    let value = PhoneNumberAttributedValueType::new(number, sources());
    ArrayOfPhoneNumberAttributedValuesType::default().with_phone_number_attributed_value([value])
}

fn properties(found: Vec<ExtendedPropertyType>) -> Option<ArrayOfExtendedPropertyAttributedValueType> {
    let value = |property| ExtendedPropertyAttributedValueType::new(property, sources());
    let extended_property_attributed_value: Vec<_> = found.into_iter().map(value).collect();
    let empty = extended_property_attributed_value.is_empty();
    (!empty).then_some(
        ArrayOfExtendedPropertyAttributedValueType::default()
            .with_extended_property_attributed_value(extended_property_attributed_value),
    )
}

fn sources() -> ArrayOfValueAttributionsType {
    ArrayOfValueAttributionsType::default().with_attribution([SOURCE.to_owned()])
}

/// The time as text with `Z`. `None` beyond the year 9999.
fn moment(unix_seconds: i64) -> Option<xsd::DateTime> {
    let (days, second) = (unix_seconds.div_euclid(86_400), unix_seconds.rem_euclid(86_400));
    let (year, month, day) = civil(days);
    let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z").parse().ok()
}

/// Year, month and day of a day counted from 1970-01-01, by the Gregorian calendar. A year is taken to begin with March, so that
/// the day that is left out at times is its last.
fn civil(days: i64) -> (i64, i64, i64) {
    let from_0000_03_01 = days.saturating_add(719_468);
    let (era, day_of_era) = (from_0000_03_01.div_euclid(146_097), from_0000_03_01.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (era * 400 + year_of_era + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::moment;

    #[test]
    fn moments_are_those_of_the_calendar() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_709_251_199, "2024-02-29T23:59:59Z"),
            (1_709_251_200, "2024-03-01T00:00:00Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
            (253_402_300_799, "9999-12-31T23:59:59Z"),
        ] {
            assert_eq!(moment(seconds).unwrap().to_string(), text);
        }
    }

    #[test]
    fn no_moment_is_too_far_away_to_try() {
        for seconds in [i64::MIN, i64::MAX] {
            let _ = moment(seconds);
        }
    }
}
