//! A persona with a value in each of its 98 fields.

use ms_oxwscos::types::*;

use crate::persona::{
    PropertySet, ZOE, attributions, favourite_colours, last_sync, many, moment, numbered, one, phones, sources, tagged,
    texts,
};
use crate::values::{id, id_with_key, some, text};

/// No field is left to a default: a field the schema gets in addition is missed by the compiler.
pub(crate) fn zoe() -> PersonaType {
    PersonaType {
        persona_id: id("AAUQAKmzsEo1wE5KrcQ1tGSFzb8="),
        persona_type: some("Person"),
        persona_object_status: some("Available"),
        creation_time: moment("2024-02-29T23:59:59.987Z"),
        bodies: Some(ArrayOfBodyContentAttributedValuesType { body_content_attributed_value: bodies() }),
        display_name_first_last_sort_key: some("Zoë Müller-Lüdenscheidt"),
        display_name_last_first_sort_key: some("Müller-Lüdenscheidt Zoë"),
        company_name_sort_key: some("Søn & Döttrar ApS"),
        home_city_sort_key: some("Kraków"),
        work_city_sort_key: some("København"),
        display_name_first_last_header: some("Z"),
        display_name_last_first_header: some("M"),
        file_as_header: some("M"),
        display_name: some("Dr. Zoë Müller-Lüdenscheidt"),
        display_name_first_last: some("Zoë Müller-Lüdenscheidt"),
        display_name_last_first: some("Müller-Lüdenscheidt Zoë"),
        file_as: some("Müller-Lüdenscheidt, Zoë"),
        file_as_id: some("LastCommaFirst"),
        display_name_prefix: some("Dr."),
        given_name: some("Zoë"),
        middle_name: some("Æsa"),
        surname: some("Müller-Lüdenscheidt"),
        generation: some("II."),
        nickname: some("Zo"),
        yomi_company_name: some("ソン"),
        yomi_first_name: some("ゾエ"),
        yomi_last_name: some("ミュラー"),
        title: some("Einkäuferin"),
        department: some("Einkauf & Logistik"),
        company_name: some("Søn & Döttrar ApS"),
        location: some("Bygning 3, stue"),
        email_address: Some(EmailAddressType {
            item_id: Some(id_with_key(ZOE, "EQAAABYAAAB6b2UwMDAx")),
            original_display_name: some("zoe.muller@example.com"),
            ..contact_address("Zoë Müller-Lüdenscheidt")
        }),
        email_addresses: Some(ArrayOfEmailAddressesType { address: email_addresses() }),
        phone_number: Some(PersonaPhoneNumberType::new("+45 55 50 01 00", "Mobile")),
        im_address: some("sip:zoe.muller@example.com"),
        home_city: some("Kraków"),
        work_city: some("København"),
        relevance_score: Some(4_255_550),
        folder_ids: Some(ArrayOfFolderIdType { folder_id: vec![quick_contacts(), contacts()] }),
        attributions: attributions(vec![own_contact(), address_list()]),
        display_names: texts(&[("Dr. Zoë Müller-Lüdenscheidt", "0"), ("Zoe Mueller", "1")]),
        file_ases: texts(&[("Müller-Lüdenscheidt, Zoë", "0")]),
        file_as_ids: texts(&[("LastCommaFirst", "0")]),
        display_name_prefixes: texts(&[("Dr.", "0 1")]),
        given_names: texts(&[("Zoë", "0"), ("Zoe", "1")]),
        middle_names: texts(&[("Æsa", "0")]),
        surnames: texts(&[("Müller-Lüdenscheidt", "0"), ("Mueller", "1")]),
        generations: texts(&[("II.", "0")]),
        nicknames: texts(&[("Zo", "0")]),
        initials: texts(&[("Z.Æ.M.", "0")]),
        yomi_company_names: texts(&[("ソン", "0")]),
        yomi_first_names: texts(&[("ゾエ", "0")]),
        yomi_last_names: texts(&[("ミュラー", "0")]),
        business_phone_numbers: phones(&[("+45 55 50 01 01", "Business", "0 1")]),
        business_phone_numbers2: phones(&[("+45 55 50 01 02", "Business2", "0")]),
        home_phones: phones(&[("+48 12 555 01 00", "Home", "0")]),
        home_phones2: phones(&[("+48 12 555 01 01", "Home2", "0")]),
        mobile_phones: phones(&[("+45 55 50 01 00", "Mobile", "0"), ("004555500100", "Mobile", "1")]),
        mobile_phones2: phones(&[("+48 555 010 000", "Mobile2", "0")]),
        assistant_phone_numbers: phones(&[("+45 55 50 01 03", "AssistantPhone", "0")]),
        callback_phones: phones(&[("+45 55 50 01 04", "Callback", "0")]),
        car_phones: phones(&[("+45 55 50 01 05", "Car", "0")]),
        home_faxes: phones(&[("+48 12 555 01 02", "HomeFax", "0")]),
        organization_main_phones: phones(&[("+45 55 50 00 00", "OrganizationMain", "1")]),
        other_faxes: phones(&[("+45 55 50 01 06", "OtherFax", "0")]),
        other_telephones: phones(&[("+45 55 50 01 07", "Other", "0")]),
        other_phones2: phones(&[("+45 55 50 01 08", "Other2", "0")]),
        pagers: phones(&[("5550109", "Pager", "0")]),
        radio_phones: phones(&[("7 alpha 12", "Radio", "0")]),
        telex_numbers: phones(&[("55501 ex dk", "Telex", "0")]),
        ttytdd_phone_numbers: phones(&[("+45 55 50 01 10", "TtyTdd", "0")]),
        work_faxes: phones(&[("+45 55 50 01 11", "WorkFax", "0")]),
        emails1: emails(vec![(contact_address("Zoë (Arbeit)"), "0"), (listed_address(), "1")]),
        emails2: emails(vec![(family_address(), "0")]),
        emails3: emails(vec![(nothing_but_a_name(), "0")]),
        business_home_pages: texts(&[("https://www.example.com/einkauf?sprache=de&land=DK", "0")]),
        personal_home_pages: texts(&[("https://zoe.example", "0")]),
        office_locations: texts(&[("3.21", "1")]),
        im_addresses: texts(&[("sip:zoe.muller@example.com", "0")]),
        im_addresses2: texts(&[("xmpp:zoe@example.org", "0")]),
        im_addresses3: texts(&[("tel:+4555500100", "0")]),
        business_addresses: addresses(business_address()),
        home_addresses: addresses(home_address()),
        other_addresses: addresses(PersonaPostalAddressType::default()),
        titles: texts(&[("Einkäuferin", "0"), ("Buyer", "1")]),
        departments: texts(&[("Einkauf & Logistik", "0")]),
        company_names: texts(&[("Søn & Døttrar ApS", "0")]),
        managers: texts(&[("Kim Åkers", "1")]),
        assistant_names: texts(&[("Lene <Vikar>", "0")]),
        professions: texts(&[("Kauffrau", "0")]),
        spouse_names: texts(&[("Łukasz", "0")]),
        children: Some(ArrayOfStringArrayAttributedValuesType { string_array_attributed_value: vec![children()] }),
        schools: texts(&[("Uniwersytet Jagielloński", "0")]),
        hobbies: texts(&[("Chor; Rudern", "0")]),
        wedding_anniversaries: texts(&[("2010-06-05T00:00:00Z", "0")]),
        birthdays: texts(&[("1984-02-29T00:00:00Z", "0")]),
        locations: texts(&[("Bygning 3, stue", "0"), ("", "1")]),
        extended_properties: Some(ArrayOfExtendedPropertyAttributedValueType {
            extended_property_attributed_value: extended_properties(),
        }),
    }
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
    EmailAddressType {
        name: some(name),
        email_address: Some(text("zoe.muller@example.com")),
        routing_type: Some(text("SMTP")),
        mailbox_type: Some(MailboxTypeType::Contact),
        ..EmailAddressType::default()
    }
}

fn email_addresses() -> Vec<EmailAddressType> {
    let legacy_name = "/o=Example/ou=Exchange Administrative Group/cn=Recipients/cn=zoe";
    let legacy = EmailAddressType {
        email_address: Some(text(legacy_name)),
        routing_type: Some(text("EX")),
        mailbox_type: Some(MailboxTypeType::Mailbox),
        ..EmailAddressType::default()
    };
    vec![contact_address("Zoë Müller-Lüdenscheidt"), legacy, EmailAddressType::default()]
}

fn listed_address() -> EmailAddressType {
    EmailAddressType {
        routing_type: None,
        mailbox_type: Some(MailboxTypeType::Mailbox),
        ..contact_address("Zoe Mueller")
    }
}

fn family_address() -> EmailAddressType {
    EmailAddressType {
        email_address: Some(text("zoe@familie.example")),
        mailbox_type: Some(MailboxTypeType::OneOff),
        ..EmailAddressType::default()
    }
}

fn nothing_but_a_name() -> EmailAddressType {
    EmailAddressType {
        name: some("nur ein Name"),
        mailbox_type: Some(MailboxTypeType::Unknown),
        ..EmailAddressType::default()
    }
}

fn emails(values: Vec<(EmailAddressType, &str)>) -> Option<ArrayOfEmailAddressAttributedValuesType> {
    let value = |(address, ids)| EmailAddressAttributedValueType::new(address, sources(ids));
    let email_address_attributed_value = values.into_iter().map(value).collect();
    Some(ArrayOfEmailAddressAttributedValuesType { email_address_attributed_value })
}

// ---- sources --------------------------------------------------------------------------------------------------------

fn quick_contacts() -> FolderIdType {
    let id = "AAMkADk0MGFkODE3LWMzZTAtNGVhMy1iYjk1LTg2ZmUyNDBhYWEwMwBGAAAAAAFquick1";
    FolderIdType { change_key: some("AQAAABYAAABxdWljazAwMQ=="), ..FolderIdType::new(id) }
}

fn contacts() -> FolderIdType {
    FolderIdType::new("AAMkADk0MGFkODE3LWMzZTAtNGVhMy1iYjk1LTg2ZmUyNDBhYWEwMwBGAAAAAAGcontac")
}

fn own_contact() -> PersonaAttributionType {
    PersonaAttributionType {
        id: "0".to_owned(),
        source_id: id(ZOE),
        display_name: "Skype for Business Contacts".to_owned(),
        is_writable: Some(true),
        is_quick_contact: Some(true),
        is_hidden: Some(false),
        folder_id: Some(quick_contacts()),
    }
}

fn address_list() -> PersonaAttributionType {
    PersonaAttributionType {
        id: "1".to_owned(),
        source_id: id("AAMkADk0MGFkODE3LWMzZTAtNGVhMy1iYjk1LTg2ZmUyNDBhYWEwMwBGAAAAAAHGalZoe"),
        display_name: "Global Address List".to_owned(),
        is_writable: Some(false),
        is_quick_contact: Some(false),
        is_hidden: Some(true),
        folder_id: None,
    }
}

// ---- postal addresses and the rest ----------------------------------------------------------------------------------

fn addresses(value: PersonaPostalAddressType) -> Option<ArrayOfPostalAddressAttributedValuesType> {
    let value = PostalAddressAttributedValueType::new(value, sources("0"));
    Some(ArrayOfPostalAddressAttributedValuesType { postal_address_attributed_value: vec![value] })
}

fn business_address() -> PersonaPostalAddressType {
    PersonaPostalAddressType {
        street: some("Østergade 1\n3. sal"),
        city: some("København"),
        state: some("Hovedstaden"),
        country: some("Danmark"),
        postal_code: some("1100"),
        post_office_box: some("Postboks 42"),
        type_: some("Business"),
        latitude: Some(55.6786),
        longitude: Some(12.5817),
        accuracy: Some(15.0),
        altitude: Some(-1.5),
        altitude_accuracy: Some(f64::INFINITY),
        formatted_address: some("Østergade 1\n1100 København\nDanmark"),
        location_uri: some("urn:example:place:1100-1"),
        location_source: Some(LocationSourceType::PhonebookServices),
    }
}

fn home_address() -> PersonaPostalAddressType {
    PersonaPostalAddressType {
        street: some("ulica Świętego Łukasza 5"),
        city: some("Kraków"),
        postal_code: some("30-001"),
        type_: some("Home"),
        latitude: Some(f64::NAN),
        longitude: Some(f64::NAN),
        accuracy: Some(f64::NAN),
        altitude: Some(f64::NAN),
        altitude_accuracy: Some(f64::NAN),
        location_source: Some(LocationSourceType::None),
        ..PersonaPostalAddressType::default()
    }
}

fn children() -> StringArrayAttributedValueType {
    let value = ["Ida", "Noé"].map(str::to_owned).to_vec();
    StringArrayAttributedValueType::new(ArrayOfStringValueType { value }, sources("0"))
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
