//! One persona of the message: a contact as a server with a directory and a mailbox knows it.

use super::markup::Markup;
use super::random::Random;
use super::words::{COMPANIES, DOMAINS, GIVEN, MAILBOXES, PLACES, SURNAMES, TITLES};
use crate::check::Checksum;

/// An identifier and the version of what it identifies.
pub(super) struct ItemId {
    id: String,
    change_key: String,
}

impl ItemId {
    /// A new identifier.
    pub(super) fn new(random: &mut Random) -> Self {
        Self { id: random.token("AAUQA", 22), change_key: random.token("EQAAABYA", 19) }
    }

    /// The identifier.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// Writes it as an element of that name.
    pub(super) fn write(&self, name: &str, to: &mut Markup) {
        to.empty(name, &[("Id", &self.id), ("ChangeKey", &self.change_key)]);
    }
}

/// A persona.
pub(super) struct Persona {
    id: ItemId,
    source: ItemId,
    created: String,
    given: &'static str,
    surname: &'static str,
    attributed_names: bool,
    quick_contact: bool,
    company: Option<&'static str>,
    title: Option<&'static str>,
    addresses: Vec<String>,
    mailbox_type: Option<&'static str>,
    relevance: i32,
    mobiles: Vec<String>,
    business_phone: Option<String>,
    place: Option<(&'static str, &'static str, &'static str)>,
}

impl Persona {
    /// A new persona.
    pub(super) fn new(random: &mut Random) -> Self {
        let extra = |random: &mut Random, chances| usize::from(random.percent(chances));
        let addresses = 1 + extra(random, 10);
        let mobiles = extra(random, 50) + extra(random, 10);
        Self {
            id: ItemId::new(random),
            source: ItemId::new(random),
            created: created(random),
            given: random.one_of(GIVEN),
            surname: random.one_of(SURNAMES),
            attributed_names: random.percent(10),
            quick_contact: random.percent(20),
            company: random.percent(50).then(|| random.one_of(COMPANIES)),
            title: random.percent(20).then(|| random.one_of(TITLES)),
            addresses: (0..addresses).map(|_| address(random)).collect(),
            mailbox_type: random.percent(30).then(|| random.one_of(&["Mailbox", "Contact", "OneOff"])),
            relevance: i32::try_from(random.below(10_000)).unwrap_or(0) - 1,
            mobiles: (0..mobiles).map(|_| number(random)).collect(),
            business_phone: random.percent(10).then(|| number(random)),
            place: random.percent(5).then(|| random.one_of(PLACES)),
        }
    }

    /// Its identifier.
    pub(super) fn id(&self) -> &ItemId {
        &self.id
    }

    fn display_name(&self) -> String {
        format!("{} {}", self.given, self.surname)
    }

    /// Adds it to the sum.
    pub(super) fn sum(&self, to: &mut Checksum) {
        to.item(&self.id.id, Some(&self.display_name()), self.addresses.first().map(String::as_str));
        to.number(i64::from(self.relevance));
        for number in &self.mobiles {
            to.text(number);
        }
    }

    /// Writes it, fields in the order of the schema.
    pub(super) fn write(&self, to: &mut Markup) {
        to.within("t:Persona", &[], |to| {
            self.identity(to);
            self.names(to);
            self.contact(to);
            self.attribution(to);
            self.attributed_names(to);
            self.attributed_phones(to);
            self.attributed_rest(to);
        });
    }

    fn identity(&self, to: &mut Markup) {
        self.id.write("t:PersonaId", to);
        to.leaf("t:PersonaType", "Person");
        to.leaf("t:CreationTime", &self.created);
    }

    fn names(&self, to: &mut Markup) {
        to.leaf("t:DisplayName", &self.display_name());
        if let Some(title) = self.title {
            to.leaf("t:Title", title);
        }
        if let Some(company) = self.company {
            to.leaf("t:CompanyName", company);
        }
    }

    fn contact(&self, to: &mut Markup) {
        for address in self.addresses.iter().take(1) {
            self.mailbox("t:EmailAddress", address, to);
        }
        to.within("t:EmailAddresses", &[], |to| {
            for address in &self.addresses {
                self.mailbox("t:Address", address, to);
            }
        });
        for address in self.addresses.iter().take(1) {
            to.leaf("t:ImAddress", &format!("sip:{address}"));
        }
        to.leaf("t:RelevanceScore", &self.relevance.to_string());
    }

    fn mailbox(&self, name: &str, address: &str, to: &mut Markup) {
        to.within(name, &[], |to| {
            to.leaf("t:Name", &self.display_name());
            to.leaf("t:EmailAddress", address);
            to.leaf("t:RoutingType", "SMTP");
            if let Some(mailbox_type) = self.mailbox_type {
                to.leaf("t:MailboxType", mailbox_type);
            }
        });
    }

    fn attribution(&self, to: &mut Markup) {
        to.within("t:Attributions", &[], |to| {
            to.within("t:Attribution", &[], |to| {
                to.leaf("t:Id", "0");
                self.source.write("t:SourceId", to);
                to.leaf("t:DisplayName", "Outlook");
                to.leaf("t:IsWritable", "true");
                if self.quick_contact {
                    to.leaf("t:IsQuickContact", "true");
                }
                to.leaf("t:IsHidden", "false");
            });
        });
    }

    fn attributed_names(&self, to: &mut Markup) {
        string_value("t:DisplayNames", &self.display_name(), to);
        if self.attributed_names {
            string_value("t:GivenNames", self.given, to);
            string_value("t:Surnames", self.surname, to);
        }
    }

    fn attributed_phones(&self, to: &mut Markup) {
        if let Some(number) = &self.business_phone {
            to.within("t:BusinessPhoneNumbers", &[], |to| {
                phone(number, "Business", to);
            });
        }
        if !self.mobiles.is_empty() {
            to.within("t:MobilePhones", &[], |to| {
                for number in &self.mobiles {
                    phone(number, "Mobile", to);
                }
            });
        }
    }

    fn attributed_rest(&self, to: &mut Markup) {
        if let Some(address) = self.addresses.get(1) {
            to.within("t:Emails2", &[], |to| {
                to.within("t:EmailAddressAttributedValue", &[], |to| {
                    self.mailbox("t:Value", address, to);
                    attributions(to);
                });
            });
        }
        if let Some(place) = self.place {
            to.within("t:BusinessAddresses", &[], |to| postal_address(place, to));
        }
    }
}

fn string_value(name: &str, value: &str, to: &mut Markup) {
    to.within(name, &[], |to| {
        to.within("t:StringAttributedValue", &[], |to| {
            to.leaf("t:Value", value);
            attributions(to);
        });
    });
}

fn phone(number: &str, kind: &str, to: &mut Markup) {
    to.within("t:PhoneNumberAttributedValue", &[], |to| {
        to.within("t:Value", &[], |to| {
            to.leaf("t:Number", number);
            to.leaf("t:Type", kind);
        });
        attributions(to);
    });
}

fn postal_address((street, city, country): (&str, &str, &str), to: &mut Markup) {
    to.within("t:PostalAddressAttributedValue", &[], |to| {
        to.within("t:Value", &[], |to| {
            to.leaf("t:Street", street);
            to.leaf("t:City", city);
            to.leaf("t:Country", country);
            to.leaf("t:Type", "Business");
            to.leaf("t:LocationSource", "Contact");
        });
        attributions(to);
    });
}

fn attributions(to: &mut Markup) {
    to.within("t:Attributions", &[], |to| to.leaf("t:Attribution", "0"));
}

fn created(random: &mut Random) -> String {
    let (year, month, day) = (2010 + random.below(15), 1 + random.below(12), 1 + random.below(28));
    let (hour, minute, second) = (random.below(24), random.below(60), random.below(60));
    format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

fn address(random: &mut Random) -> String {
    format!("{}@{}", random.one_of(MAILBOXES), random.one_of(DOMAINS))
}

fn number(random: &mut Random) -> String {
    format!("+{} {} {:07}", 1 + random.below(98), 100 + random.below(900), random.below(10_000_000))
}
