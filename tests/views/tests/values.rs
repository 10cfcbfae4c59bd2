//! Views as a program uses them: what is borrowed, how they are kept, and how they become values of their own.
#![allow(clippy::unwrap_used, missing_docs)]

use case_tests::config_views::people::{EntryTypeView, PersonTypeChoiceView, RemarkTypeContentView};
use case_tests::config_views::{Document, DocumentView, HeldDocument, HeldEnvelope};
use soap_runtime::soap::{Body, Envelope};
use soap_runtime::view::Source;
use soap_runtime::{IllegalCharacters, ReadOptions};

const FOUND: &str = include_str!("../../cases/config-views/found.xml");

fn envelope(body: &str) -> String {
    format!(r#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>{body}</s:Body></s:Envelope>"#)
}

fn within(part: &str, whole: &str) -> bool {
    whole.as_bytes().as_ptr_range().contains(&part.as_ptr())
}

#[test]
fn texts_are_borrowed_where_the_document_has_them_as_they_are() {
    let DocumentView::Found(found) = DocumentView::from_xml(FOUND).unwrap() else { unreachable!() };
    let EntryTypeView::PersonType(ada) = &found.entry[0] else { unreachable!() };
    assert_eq!((ada.name.as_str(), ada.id, ada.tag.len(), ada.point.len()), ("Ada", 1, 2, 2));
    assert!(ada.name.is_borrowed() && within(&ada.name, FOUND));
    assert!(ada.tag[0].is_borrowed() && !ada.tag[1].is_borrowed());
    assert_eq!(ada.tag[1], "engines & numbers");
    let place = ada.place.as_ref().unwrap();
    assert_eq!((place.street.as_str(), place.city.as_deref()), ("12 St James's Square", None));
    assert!(within(&place.street, FOUND));
    assert!(matches!(&ada.choice, Some(PersonTypeChoiceView::Mail(mail)) if *mail == "ada@example.org"));
    let remark = found.remark.as_ref().unwrap();
    assert!(matches!(&remark.content[0], RemarkTypeContentView::Text(text) if within(text, FOUND)));
}

#[test]
fn what_types_have_in_common_is_borrowed_by_a_trait() {
    let DocumentView::Found(found) = DocumentView::from_xml(FOUND).unwrap() else { unreachable!() };
    let names: Vec<&str> = found.entry.iter().filter_map(|entry| Some(entry.as_entry()?.name().as_str())).collect();
    assert_eq!(names, ["Ada", "All"]);
    assert_eq!(found.entry.iter().filter_map(EntryTypeView::id).sum::<i32>(), 3);
}

#[test]
fn a_view_becomes_what_reading_would_have_made() {
    let view = DocumentView::from_xml(FOUND).unwrap();
    let owned: Document = view.to_owned();
    assert_eq!(owned, Document::from_xml(FOUND).unwrap());
    assert_eq!(view.to_xml().unwrap(), owned.to_xml().unwrap());
}

#[test]
fn a_message_is_kept_beside_what_it_borrows_from() {
    let held = {
        let bytes = envelope(FOUND).into_bytes();
        HeldEnvelope::read(Source::bytes(bytes, ReadOptions::strict()).unwrap()).unwrap()
    };
    let count = std::thread::spawn(move || {
        let Body::Message(DocumentView::Found(found)) = &held.view().body else { unreachable!() };
        assert!(held.xml().contains("12 St James's Square"));
        found.entry.len()
    });
    assert_eq!(count.join().unwrap(), 2);
    let utf_16: Vec<u8> = FOUND.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let marked = [&[0xFE, 0xFF][..], &utf_16].concat();
    let held = HeldDocument::read(Source::bytes(marked, ReadOptions::default()).unwrap()).unwrap();
    assert_eq!(held.view().to_owned(), Document::from_xml(FOUND).unwrap());
}

#[test]
fn messages_are_read_as_they_are_elsewhere() {
    let xml = envelope(FOUND);
    let view = Envelope::<DocumentView<'_>>::view(&xml).unwrap();
    assert_eq!(view.owned::<Document>(), Envelope::from_xml(&xml).unwrap());
    assert_eq!(view.to_xml().unwrap(), Envelope::<Document>::from_xml(&xml).unwrap().to_xml().unwrap());

    let wrong = xml.replace("<p:Point/>", "<p:Point X=\"a\"/>");
    let [owned, viewed] = [
        Envelope::<Document>::from_xml(&wrong).map(drop).unwrap_err(),
        Envelope::<DocumentView<'_>>::view(&wrong).map(drop).unwrap_err(),
    ];
    assert_eq!((owned.to_string(), owned.position()), (viewed.to_string(), viewed.position()));

    let strict = ReadOptions::strict();
    let empty = xml.replace("<p:Name>Ada</p:Name>", "<p:Name/>");
    let error = Envelope::<DocumentView<'_>>::view_with(&empty, &strict).unwrap_err();
    assert!(error.to_string().contains("at least 1 character"), "{error}");
}

/// What is replaced is in no document: there is nothing to borrow.
#[test]
fn a_character_that_xml_does_not_allow_is_refused() {
    let xml = FOUND.replace("Ada", "A\u{1}da");
    let options = ReadOptions::default().illegal_characters(IllegalCharacters::Replace);
    assert!(Document::from_xml_with(&xml, &options).is_ok());
    let error = DocumentView::from_xml_with(&xml, &options).unwrap_err();
    assert!(error.to_string().contains("U+0001"), "{error}");
}

#[test]
fn there_are_views_of_what_is_asked_for_alone() {
    let xml = r#"<p:Add xmlns:p="urn:example:people"><p:Note>n</p:Note></p:Add>"#;
    assert!(Document::from_xml(xml).is_ok());
    let error = DocumentView::from_xml(xml).unwrap_err();
    assert!(error.to_string().contains("Find"), "{error}");
}
