//! A persona with a value in each of its 98 fields.

use ms_oxwscos::types::*;

use crate::persona::{
    PropertySet, ZOE, attributions, favourite_colours, last_sync, many, moment, numbered, one, phones, sources, tagged,
    texts,
};
use crate::values::{id, id_with_key, text};

/// No field is left to a default: a field the schema gets in addition is missed by the compiler.
pub(crate) fn zoe() -> PersonaType {
    let mut value = PersonaType::new(id("AAUQAKmzsEo1wE5KrcQ1tGSFzb8="))
        .with_persona_type("Person")
        .with_persona_object_status("Available")
        .with_bodies(ArrayOfBodyContentAttributedValuesType::default().with_body_content_attributed_value(bodies()))
        .with_display_name_first_last_sort_key("Zoë Müller-Lüdenscheidt")
        .with_display_name_last_first_sort_key("Müller-Lüdenscheidt Zoë")
        .with_company_name_sort_key("Søn & Döttrar ApS")
        .with_home_city_sort_key("Kraków")
        .with_work_city_sort_key("København")
        .with_display_name_first_last_header("Z")
        .with_display_name_last_first_header("M")
        .with_file_as_header("M")
        .with_display_name("Dr. Zoë Müller-Lüdenscheidt")
        .with_display_name_first_last("Zoë Müller-Lüdenscheidt")
        .with_display_name_last_first("Müller-Lüdenscheidt Zoë")
        .with_file_as("Müller-Lüdenscheidt, Zoë")
        .with_file_as_id("LastCommaFirst")
        .with_display_name_prefix("Dr.")
        .with_given_name("Zoë")
        .with_middle_name("Æsa")
        .with_surname("Müller-Lüdenscheidt")
        .with_generation("II.")
        .with_nickname("Zo")
        .with_yomi_company_name("ソン")
        .with_yomi_first_name("ゾエ")
        .with_yomi_last_name("ミュラー")
        .with_title("Einkäuferin")
        .with_department("Einkauf & Logistik")
        .with_company_name("Søn & Döttrar ApS")
        .with_location("Bygning 3, stue")
        .with_email_address(
            contact_address("Zoë Müller-Lüdenscheidt")
                .with_item_id(id_with_key(ZOE, "EQAAABYAAAB6b2UwMDAx"))
                .with_original_display_name("zoe.muller@example.com"),
        )
        .with_email_addresses(ArrayOfEmailAddressesType::default().with_address(email_addresses()))
        .with_phone_number(PersonaPhoneNumberType::new("+45 55 50 01 00", "Mobile"))
        .with_im_address("sip:zoe.muller@example.com")
        .with_home_city("Kraków")
        .with_work_city("København")
        .with_relevance_score(4_255_550)
        .with_folder_ids(ArrayOfFolderIdType::default().with_folder_id([quick_contacts(), contacts()]))
        .with_children(
            ArrayOfStringArrayAttributedValuesType::default().with_string_array_attributed_value([children()]),
        )
        .with_extended_properties(
            ArrayOfExtendedPropertyAttributedValueType::default()
                .with_extended_property_attributed_value(extended_properties()),
        );
    value.creation_time = moment("2024-02-29T23:59:59.987Z");
    value.attributions = attributions(vec![own_contact(), address_list()]);
    value.display_names = texts(&[("Dr. Zoë Müller-Lüdenscheidt", "0"), ("Zoe Mueller", "1")]);
    value.file_ases = texts(&[("Müller-Lüdenscheidt, Zoë", "0")]);
    value.file_as_ids = texts(&[("LastCommaFirst", "0")]);
    value.display_name_prefixes = texts(&[("Dr.", "0 1")]);
    value.given_names = texts(&[("Zoë", "0"), ("Zoe", "1")]);
    value.middle_names = texts(&[("Æsa", "0")]);
    value.surnames = texts(&[("Müller-Lüdenscheidt", "0"), ("Mueller", "1")]);
    value.generations = texts(&[("II.", "0")]);
    value.nicknames = texts(&[("Zo", "0")]);
    value.initials = texts(&[("Z.Æ.M.", "0")]);
    value.yomi_company_names = texts(&[("ソン", "0")]);
    value.yomi_first_names = texts(&[("ゾエ", "0")]);
    value.yomi_last_names = texts(&[("ミュラー", "0")]);
    value.business_phone_numbers = phones(&[("+45 55 50 01 01", "Business", "0 1")]);
    value.business_phone_numbers2 = phones(&[("+45 55 50 01 02", "Business2", "0")]);
    value.home_phones = phones(&[("+48 12 555 01 00", "Home", "0")]);
    value.home_phones2 = phones(&[("+48 12 555 01 01", "Home2", "0")]);
    value.mobile_phones = phones(&[("+45 55 50 01 00", "Mobile", "0"), ("004555500100", "Mobile", "1")]);
    value.mobile_phones2 = phones(&[("+48 555 010 000", "Mobile2", "0")]);
    value.assistant_phone_numbers = phones(&[("+45 55 50 01 03", "AssistantPhone", "0")]);
    value.callback_phones = phones(&[("+45 55 50 01 04", "Callback", "0")]);
    value.car_phones = phones(&[("+45 55 50 01 05", "Car", "0")]);
    value.home_faxes = phones(&[("+48 12 555 01 02", "HomeFax", "0")]);
    value.organization_main_phones = phones(&[("+45 55 50 00 00", "OrganizationMain", "1")]);
    value.other_faxes = phones(&[("+45 55 50 01 06", "OtherFax", "0")]);
    value.other_telephones = phones(&[("+45 55 50 01 07", "Other", "0")]);
    value.other_phones2 = phones(&[("+45 55 50 01 08", "Other2", "0")]);
    value.pagers = phones(&[("5550109", "Pager", "0")]);
    value.radio_phones = phones(&[("7 alpha 12", "Radio", "0")]);
    value.telex_numbers = phones(&[("55501 ex dk", "Telex", "0")]);
    value.ttytdd_phone_numbers = phones(&[("+45 55 50 01 10", "TtyTdd", "0")]);
    value.work_faxes = phones(&[("+45 55 50 01 11", "WorkFax", "0")]);
    value.emails1 = emails(vec![(contact_address("Zoë (Arbeit)"), "0"), (listed_address(), "1")]);
    value.emails2 = emails(vec![(family_address(), "0")]);
    value.emails3 = emails(vec![(nothing_but_a_name(), "0")]);
    value.business_home_pages = texts(&[("https://www.example.com/einkauf?sprache=de&land=DK", "0")]);
    value.personal_home_pages = texts(&[("https://zoe.example", "0")]);
    value.office_locations = texts(&[("3.21", "1")]);
    value.im_addresses = texts(&[("sip:zoe.muller@example.com", "0")]);
    value.im_addresses2 = texts(&[("xmpp:zoe@example.org", "0")]);
    value.im_addresses3 = texts(&[("tel:+4555500100", "0")]);
    value.business_addresses = addresses(business_address());
    value.home_addresses = addresses(home_address());
    value.other_addresses = addresses(PersonaPostalAddressType::default());
    value.titles = texts(&[("Einkäuferin", "0"), ("Buyer", "1")]);
    value.departments = texts(&[("Einkauf & Logistik", "0")]);
    value.company_names = texts(&[("Søn & Døttrar ApS", "0")]);
    value.managers = texts(&[("Kim Åkers", "1")]);
    value.assistant_names = texts(&[("Lene <Vikar>", "0")]);
    value.professions = texts(&[("Kauffrau", "0")]);
    value.spouse_names = texts(&[("Łukasz", "0")]);
    value.schools = texts(&[("Uniwersytet Jagielloński", "0")]);
    value.hobbies = texts(&[("Chor; Rudern", "0")]);
    value.wedding_anniversaries = texts(&[("2010-06-05T00:00:00Z", "0")]);
    value.birthdays = texts(&[("1984-02-29T00:00:00Z", "0")]);
    value.locations = texts(&[("Bygning 3, stue", "0"), ("", "1")]);
    value
}

fn bodies() -> Vec<BodyContentAttributedValueType> {
    let html = "<html><body><p>Trifft man am <b>Mittwoch</b> & Freitag.</p></body></html>";
    let plain = "  two leading blanks,\r\n\ttabs and\nline ends  ";
    vec![
        BodyContentAttributedValueType::new(BodyContentType::new(html, BodyTypeType::Html), sources("0")),
        BodyContentAttributedValueType::new(BodyContentType::new(plain, BodyTypeType::Text), sources("1")),
    ]
}

// ---- mail addresses -------------------------------------------------------------------------------------------------

fn contact_address(name: &str) -> EmailAddressType {
    EmailAddressType::default()
        .with_name(name)
        .with_email_address(text("zoe.muller@example.com"))
        .with_routing_type(text("SMTP"))
        .with_mailbox_type(MailboxTypeType::Contact)
}

fn email_addresses() -> Vec<EmailAddressType> {
    let legacy_name = "/o=Example/ou=Exchange Administrative Group/cn=Recipients/cn=zoe";
    let legacy = EmailAddressType::default()
        .with_email_address(text(legacy_name))
        .with_routing_type(text("EX"))
        .with_mailbox_type(MailboxTypeType::Mailbox);
    vec![contact_address("Zoë Müller-Lüdenscheidt"), legacy, EmailAddressType::default()]
}

fn listed_address() -> EmailAddressType {
    contact_address("Zoe Mueller").with_mailbox_type(MailboxTypeType::Mailbox).with(|it| it.routing_type = None)
}

fn family_address() -> EmailAddressType {
    EmailAddressType::default()
        .with_email_address(text("zoe@familie.example"))
        .with_mailbox_type(MailboxTypeType::OneOff)
}

fn nothing_but_a_name() -> EmailAddressType {
    EmailAddressType::default().with_name("nur ein Name").with_mailbox_type(MailboxTypeType::Unknown)
}

fn emails(values: Vec<(EmailAddressType, &str)>) -> Option<ArrayOfEmailAddressAttributedValuesType> {
    let value = |(address, ids)| EmailAddressAttributedValueType::new(address, sources(ids));
    let values = values.into_iter().map(value);
    Some(ArrayOfEmailAddressAttributedValuesType::default().with_email_address_attributed_value(values))
}

// ---- sources --------------------------------------------------------------------------------------------------------

fn quick_contacts() -> FolderIdType {
    let id = "AAMkADk0MGFkODE3LWMzZTAtNGVhMy1iYjk1LTg2ZmUyNDBhYWEwMwBGAAAAAAFquick1";
    FolderIdType::new(id).with_change_key("AQAAABYAAABxdWljazAwMQ==")
}

fn contacts() -> FolderIdType {
    FolderIdType::new("AAMkADk0MGFkODE3LWMzZTAtNGVhMy1iYjk1LTg2ZmUyNDBhYWEwMwBGAAAAAAGcontac")
}

fn own_contact() -> PersonaAttributionType {
    PersonaAttributionType::new("0", id(ZOE), "Skype for Business Contacts")
        .with_is_writable(true)
        .with_is_quick_contact(true)
        .with_is_hidden(false)
        .with_folder_id(quick_contacts())
}

fn address_list() -> PersonaAttributionType {
    PersonaAttributionType::new(
        "1",
        id("AAMkADk0MGFkODE3LWMzZTAtNGVhMy1iYjk1LTg2ZmUyNDBhYWEwMwBGAAAAAAHGalZoe"),
        "Global Address List",
    )
    .with_is_writable(false)
    .with_is_quick_contact(false)
    .with_is_hidden(true)
}

// ---- postal addresses and the rest ----------------------------------------------------------------------------------

fn addresses(value: PersonaPostalAddressType) -> Option<ArrayOfPostalAddressAttributedValuesType> {
    let value = PostalAddressAttributedValueType::new(value, sources("0"));
    Some(ArrayOfPostalAddressAttributedValuesType::default().with_postal_address_attributed_value([value]))
}

fn business_address() -> PersonaPostalAddressType {
    PersonaPostalAddressType::default()
        .with_street("Østergade 1\n3. sal")
        .with_city("København")
        .with_state("Hovedstaden")
        .with_country("Danmark")
        .with_postal_code("1100")
        .with_post_office_box("Postboks 42")
        .with_type("Business")
        .with_latitude(55.6786)
        .with_longitude(12.5817)
        .with_accuracy(15.0)
        .with_altitude(-1.5)
        .with_altitude_accuracy(f64::INFINITY)
        .with_formatted_address("Østergade 1\n1100 København\nDanmark")
        .with_location_uri("urn:example:place:1100-1")
        .with_location_source(LocationSourceType::PhonebookServices)
}

fn home_address() -> PersonaPostalAddressType {
    PersonaPostalAddressType::default()
        .with_street("ulica Świętego Łukasza 5")
        .with_city("Kraków")
        .with_postal_code("30-001")
        .with_type("Home")
        .with_latitude(f64::NAN)
        .with_longitude(f64::NAN)
        .with_accuracy(f64::NAN)
        .with_altitude(f64::NAN)
        .with_altitude_accuracy(f64::NAN)
        .with_location_source(LocationSourceType::None)
}

fn children() -> StringArrayAttributedValueType {
    let value = ["Ida", "Noé"].map(str::to_owned).to_vec();
    StringArrayAttributedValueType::new(ArrayOfStringValueType::default().with_value(value), sources("0"))
}

fn extended_properties() -> Vec<ExtendedPropertyAttributedValueType> {
    let address = PropertySet::Known(DistinguishedPropertySetType::Address);
    let address_guid = PropertySet::Guid("00062004-0000-0000-C000-000000000046");
    let colours = favourite_colours("c11ff724-aa03-4555-9952-8fa248a11c3e");
    let property = |path, value, ids| {
        ExtendedPropertyAttributedValueType::new(ExtendedPropertyType::new(path, value), sources(ids))
    };
    vec![
        property(tagged("0x3a45", MapiPropertyTypeType::String), one("Frau Dr."), "0"),
        property(tagged("14917", MapiPropertyTypeType::String), one("Frau Dr."), "0"),
        property(numbered(address, 32866, MapiPropertyTypeType::String), one("zoe@example.com"), "0"),
        property(colours, many(&["grün", "blau", "weiß"]), "0 1"),
        property(last_sync(), one("2024-03-31T02:30:00"), "0"),
        property(numbered(address_guid, i32::MIN, MapiPropertyTypeType::Binary), one("AAECAwT+/w=="), "0"),
    ]
}
