//! Compact types as a program uses them: they are made, changed, compared, converted and serialized as `String` and `Vec` are.
#![allow(clippy::unwrap_used, missing_docs)]

use case_tests::config_derives as standard;
use case_tests::config_memory::Document;
use case_tests::config_memory::memory::{
    AddressType, BookType, ColourType, ContactType, ContactTypeChoice, Entity, PointType,
};
use compact_tests::config_derives;
use compact_tests::config_growth::config_growth::{NoteType, PlaceType};
use compact_tests::wsdl_encoded_crm;
use soap_runtime::compact::{List, Text};

fn contact(name: &str) -> ContactType {
    ContactType::new("a1", name)
}

#[test]
fn values_are_made_of_what_is_at_hand() {
    let mut contact = contact("Ada");
    contact.tag.extend(["a", "b"].map(Text::from));
    contact.tag.push(String::from("c").into());
    contact.address = Some(Box::new(AddressType::new("12 Long Street")));
    contact.choice = Some(Box::new(ContactTypeChoice::Mail("ada@example.org".into())));
    contact.colour = Some("green".into());
    let mut book = BookType::new("somebody".to_owned());
    book.contact = vec![contact.clone()].into();
    let document = Document::Book(book.clone());
    assert_eq!(Document::from_xml(&document.to_xml().unwrap()).unwrap(), document);

    assert_eq!(book.owner, "somebody");
    assert_eq!(book.contact[0].address.as_ref().unwrap().street, "12 Long Street");
    assert_eq!(book.contact.iter().flat_map(|contact| &contact.tag).map(|tag| tag.len()).sum::<usize>(), 3);
    assert_eq!((contact.id().as_str(), contact.tag().len(), contact.lang()), ("a1", 3, None));
    assert_eq!(contact.colour, Some(ColourType::Unknown("green".into())));
    for contact in &mut book.contact {
        contact.tag.retain(|tag| tag != "b");
    }
    let tags: Vec<String> = book.contact.into_iter().flat_map(|contact| contact.tag).map(String::from).collect();
    assert_eq!(tags, ["a", "c"]);
}

#[test]
fn what_is_absent_is_a_word() {
    let word = size_of::<usize>();
    assert_eq!(size_of::<Option<Box<AddressType>>>(), word);
    assert_eq!(size_of::<Option<Text>>(), word);
    assert_eq!(size_of::<Option<List<ContactType>>>(), word);
    assert!(size_of::<Option<PointType>>() <= 2 * word);
    assert_eq!(size_of::<ColourType>(), 2 * word);
    assert!(size_of::<NoteType>() < size_of::<case_tests::config_growth::config_growth::NoteType>());
}

#[test]
fn setters_take_what_becomes_a_field() {
    let note = NoteType::new("text").with_type("kind").with_place(PlaceType::new("here"));
    assert_eq!((note.type_.as_deref(), note.place.unwrap().city.as_str()), (Some("kind"), "here"));
}

#[test]
fn arrays_are_the_lists_in_them() {
    use wsdl_encoded_crm::wsdl_encoded_crm::FieldNames;
    let names: FieldNames = ["a", "b"].map(Text::from).into_iter().collect();
    assert_eq!(names.len(), 2);
    let mut more = FieldNames::from(vec![Text::from("c")]);
    more.extend(names);
    assert_eq!((&more).into_iter().count(), 3);
    assert_eq!(more.into_iter().len(), 3);
}

/// The same messages give the same JSON, and what is read of it is the same again.
#[test]
fn serialized_values_are_those_of_standard_types() {
    for xml in [
        include_str!("../../cases/config-derives/builtins.xml"),
        include_str!("../../cases/config-derives/contents.xml"),
        include_str!("../../cases/config-derives/points.xml"),
        include_str!("../../cases/config-derives/simple.xml"),
    ] {
        let document = config_derives::Document::from_xml(xml).unwrap();
        let json = serde_json::to_string(&document).unwrap();
        assert_eq!(json, serde_json::to_string(&standard::Document::from_xml(xml).unwrap()).unwrap());
        assert_eq!(serde_json::from_str::<config_derives::Document>(&json).unwrap(), document);
    }
}
