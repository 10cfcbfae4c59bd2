//! Items at a path: what comes of a message in pieces is what comes of the whole.

#![allow(clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::Path;

use ms_oxwscos::soap::{Body, Envelope};
use ms_oxwscos::{AnyElement, Document, ReadOptions, types};
use soap_runtime::stream::{Items, Limits};
use soap_runtime::xsd::Token;
use soap_runtime::{Error, ErrorKind, Notice};
use stream_tests::archive;
use stream_tests::archive::archive::{AddResponse, AddResponseEitherChoice, AddResponseMarksChoice};
use stream_tests::{LISTED, PERSONAS, in_pieces, message, persona, taken_apart};

type Personas = Vec<types::PersonaType>;

fn whole(text: &str, options: &ReadOptions) -> Result<(Personas, Envelope<Document>), Error> {
    Envelope::from_xml_with(text, options).map(taken_apart)
}

/// As [`whole`], from pieces.
fn pieces(
    path: &str,
    text: &[u8],
    size: usize,
    options: &ReadOptions,
) -> Result<(Personas, Envelope<Document>), Error> {
    let (items, rest) = in_pieces(path, text.chunks(size), options);
    rest.map(|rest| (items, rest))
}

fn recorded() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../messages");
    let mut files: Vec<_> = [root.clone(), root.join("own")]
        .iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "xml"))
        .collect();
    files.sort();
    files.iter().map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn recorded_and_made_messages_give_what_the_whole_gives() {
    let mut messages = recorded();
    assert!(messages.len() > 40);
    messages.extend(
        [0, 1, 2, 25]
            .into_iter()
            .flat_map(|count| [false, true].map(|pretty| (format!("{count} personas"), message(count, pretty)))),
    );
    let mut items = 0;
    for (name, text) in &messages {
        for (strict, path) in [(false, PERSONAS), (true, PERSONAS), (false, LISTED), (true, LISTED)] {
            let options = || if strict { ReadOptions::strict() } else { ReadOptions::default() };
            let (first, told) = options().collecting();
            let expected = whole(text, &first);
            let holds = path.split('/').next().unwrap().trim_start_matches("m:");
            let is_holder = text.contains(&format!("{holds} ")) || text.contains(&format!("{holds}>"));
            for size in [1, 7, 64, 100_000] {
                let (second, told_in_pieces) = options().collecting();
                let found = pieces(path, text.as_bytes(), size, &second);
                match (&expected, &found) {
                    (Ok(expected), Ok(found)) if is_holder => {
                        for (expected, found) in expected.0.iter().zip(&found.0) {
                            let (a, b) = (format!("{expected:#?}"), format!("{found:#?}"));
                            let differ = a.lines().zip(b.lines()).find(|(a, b)| a != b);
                            assert_eq!(differ, None, "{name}");
                        }
                        assert_eq!(expected.0.len(), found.0.len(), "{name} {size}");
                        assert_eq!(format!("{:?}", expected.1), format!("{:?}", found.1), "{name} {size}");
                        items += found.0.len();
                    }
                    (Ok(expected), Ok(found)) => {
                        assert!(found.0.is_empty(), "{name}");
                        assert_eq!(taken_apart(found.1.clone()).1, expected.1, "{name} {size}");
                    }
                    (expected, found) => assert_eq!(expected, found, "{name} {size}"),
                }
                let mut told_in_pieces = told_in_pieces.take();
                told_in_pieces.sort_by_key(|notice| notice.position.offset);
                if size == 1 {
                    assert_eq!(told.take(), told_in_pieces, "{name}");
                }
            }
        }
    }
    assert!(items > 400, "{items}");
}

/// As short as a message can be that has all of it: a declaration, prefixes of ancestors, two items, text of two bytes a character.
const SMALL: &str = "<?xml version='1.0'?><e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body>\
    <GetImItemsResponse ResponseClass='Success' xmlns='http://schemas.microsoft.com/exchange/services/2006/messages' \
    xmlns:t='http://schemas.microsoft.com/exchange/services/2006/types'><ResponseCode>NoError</ResponseCode><ImItemList><t:Personas> \
    <t:Persona><t:PersonaId Id='ö'/><!--></t:Persona>--></t:Persona> <t:Persona><t:PersonaId Id='&lt;>'/></t:Persona>\n\
    </t:Personas></ImItemList></GetImItemsResponse></e:Body></e:Envelope>";

#[test]
fn every_division_in_two_and_three_gives_the_same() {
    let options = ReadOptions::default();
    let expected = whole(SMALL, &options).unwrap();
    assert_eq!(expected.0.len(), 2);
    let bytes = SMALL.as_bytes();
    // All divisions in two; in three, all whose last cut is at one of every 29 bytes.
    for first in 0..=bytes.len() {
        for second in (first..=bytes.len()).filter(|second| *second == bytes.len() || second % 29 == first % 29) {
            let parts = [&bytes[..first], &bytes[first..second], &bytes[second..]];
            let (items, rest) = in_pieces::<types::PersonaType>(PERSONAS, parts, &options);
            assert_eq!((items, rest.unwrap()), expected, "{first} {second}");
        }
    }
}

#[test]
fn a_body_that_breaks_off_anywhere_is_the_error_of_the_whole() {
    for text in [SMALL.to_owned(), message(3, true)] {
        for end in 0..text.trim_end().len() {
            let part = &text.as_bytes()[..end];
            let expected = Envelope::<Document>::from_bytes(part).unwrap_err();
            for size in [1, 1000] {
                let found = pieces(PERSONAS, part, size, &ReadOptions::default()).unwrap_err();
                assert_eq!(found.to_string(), expected.to_string(), "{end} {size}");
                assert_eq!(found, expected, "{end} {size}");
            }
        }
    }
}

#[test]
fn what_is_wrong_has_its_place_in_the_whole() {
    let good = message(4, true);
    let mut refused = 0;
    for (old, new) in [
        ("Id=\"id-2=\"", ""),
        ("<t:PersonaId Id=\"id-3=\"/>", ""),
        ("Zoë &amp; 2", "Zoë & 2"),
        ("<t:DisplayName>Zoë &amp; 1</t:DisplayName>", "<t:CreationTime>today</t:CreationTime>"),
        ("sip:3@example.com</t:ImAddress>", "sip:3@example.com</t:Address>"),
        ("ResponseClass=\"Success\"", ""),
        ("ResponseClass=\"Success\"", "ResponseClass=\"Success\" ResponseClass=\"Error\""),
        ("<m:ResponseCode>NoError</m:ResponseCode>", ""),
        ("<t:Personas>", "<t:Personas xmlns:t=''>"),
        ("<t:Personas>", "<u:Personas>"),
        ("</s:Envelope>", "</s:Envelope><s:Envelope/>"),
        ("</s:Body>", "</s:Body><?xml version='1.0'?>"),
        ("<s:Header>", "<!DOCTYPE a []><s:Header>"),
        ("<t:Persona>", "<t:Persona><!DOCTYPE a []>"),
        ("<t:Personas>", "<t:Personas a='<'>"),
    ] {
        let bad = good.replacen(old, new, 1);
        assert_ne!(good, bad);
        for options in [ReadOptions::default(), ReadOptions::strict()] {
            let expected = whole(&bad, &options);
            refused += usize::from(expected.is_err());
            for size in [1, 50, 100_000] {
                let found = pieces(PERSONAS, bad.as_bytes(), size, &options);
                match (&expected, &found) {
                    (Err(expected), Err(found)) => assert_eq!(found.to_string(), expected.to_string(), "{new} {size}"),
                    (expected, found) => assert!(
                        expected == found,
                        "{new} {size} {:?} {:?}",
                        expected.as_ref().err(),
                        found.as_ref().err()
                    ),
                }
            }
        }
    }
    assert!(refused > 24, "{refused}");
}

#[test]
fn notices_have_the_places_of_the_whole() {
    let text = message(3, true)
        .replacen("<t:DisplayName>", "<t:Unheard/><t:DisplayName>", 2)
        .replacen("<t:Groups/>", "<t:Groups/><t:Lists a='b'/>", 1)
        .replacen("<t:PersonaType>Person</t:PersonaType>", "<t:CreationTime/>", 1);
    for options in [ReadOptions::default(), ReadOptions::default().salvaging()] {
        let (of_whole, told) = options.clone().collecting();
        let (of_pieces, told_in_pieces) = options.collecting();
        assert_eq!(pieces(PERSONAS, text.as_bytes(), 9, &of_pieces), whole(&text, &of_whole));
        let (told, mut told_in_pieces) = (told.take(), told_in_pieces.take());
        assert!(told.len() >= 4, "{told:?}");
        told_in_pieces.sort_by_key(|notice| notice.position.offset);
        assert_eq!(told, told_in_pieces);
    }
}

#[test]
fn an_item_that_salvaging_leaves_out_is_passed_over() {
    let text = message(3, false).replacen("<t:PersonaId Id=\"id-1=\"/>", "", 1);
    let (options, told) = ReadOptions::default().salvaging().collecting();
    let (items, _) = pieces(PERSONAS, text.as_bytes(), 100, &options).unwrap();
    assert_eq!(items.len(), 2);
    let told = told.take();
    assert_eq!(told[0].position.path, "Envelope/Body/GetImItemsResponse/ImItemList/Personas/Persona[2]");
    assert!(pieces(PERSONAS, text.as_bytes(), 100, &ReadOptions::default()).is_err());
}

#[test]
fn a_fault_and_an_error_are_what_is_left() {
    let fault = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../messages/own/get-im-item-list-fault.xml"));
    let (items, rest) = pieces(LISTED, fault.unwrap().as_bytes(), 3, &ReadOptions::strict()).unwrap();
    assert!(items.is_empty() && matches!(rest.body, Body::Fault(_)));
    let error = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../messages/own/get-im-items-error.xml"));
    let (items, rest) = pieces(PERSONAS, error.unwrap().as_bytes(), 3, &ReadOptions::strict()).unwrap();
    let Body::Message(Document::GetImItemsResponse(response)) = rest.body else { panic!("{:?}", rest.body) };
    assert!(items.is_empty() && response.response_class != types::ResponseClassType::Success);
}

#[test]
fn other_encodings_come_in_pieces_too() {
    let text = SMALL.replace("version='1.0'", "version='1.0' encoding='UTF-16'");
    let little: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let text = SMALL.replace("version='1.0'", "version='1.0' encoding='windows-1252'");
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(c as u32).unwrap()).collect();
    let marked = [b"\xEF\xBB\xBF", SMALL.as_bytes()].concat();
    for bytes in [little, big, latin, marked] {
        let expected = Envelope::<Document>::from_bytes(&bytes).map(taken_apart).unwrap();
        for size in [1, 2, 3, 5, 1000] {
            assert_eq!(pieces(PERSONAS, &bytes, size, &ReadOptions::default()).unwrap(), expected, "{size}");
        }
    }
}

#[test]
fn bytes_that_are_no_text_have_their_place() {
    for (at, bad) in [("&amp; 1", &b"\xFF"[..]), ("<t:Groups/>", b"\xE2\x82"), ("</s:Body>", b"\xF0\x9F\x98")] {
        let text = message(2, true);
        let at = text.find(at).unwrap();
        let bytes = [&text.as_bytes()[..at], bad, &text.as_bytes()[at..]].concat();
        let expected = Envelope::<Document>::from_bytes(&bytes).unwrap_err();
        for size in [1, 2, 1000] {
            let found = pieces(PERSONAS, &bytes, size, &ReadOptions::default()).unwrap_err();
            assert_eq!(found.to_string(), expected.to_string());
            assert_eq!(found.position().offset, at);
        }
    }
}

#[test]
fn limits_are_exact() {
    let text = message(3, true);
    let item = persona(0).len();
    let rest = text.len() - 3 * item - 2 * "\r\n    ".len();
    let read = |limits: Limits, options: &ReadOptions| {
        let mut items = Items::<types::PersonaType>::new::<Document>(PERSONAS, None, options, limits).unwrap();
        for chunk in text.as_bytes().chunks(40) {
            items.push(chunk)?;
            while items.next_item()?.is_some() {}
        }
        items.end();
        while items.next_item()?.is_some() {}
        items.rest::<Document>()
    };
    let (limits, options) = (Limits::default(), ReadOptions::default());
    let what = |error: Error| match error.kind() {
        ErrorKind::LimitExceeded { what, .. } => *what,
        other => panic!("{other:?}"),
    };
    assert!(
        read(limits.max_part_bytes(item).max_rest_bytes(rest).max_total_bytes(text.len() as u64), &options).is_ok()
    );
    assert_eq!(what(read(limits.max_part_bytes(item - 1), &options).unwrap_err()), "bytes in one item");
    assert_eq!(what(read(limits.max_rest_bytes(rest - 1), &options).unwrap_err()), "bytes around the items");
    assert_eq!(what(read(limits.max_total_bytes(text.len() as u64 - 1), &options).unwrap_err()), "bytes in all");
    let depth = |levels| options.clone().max_depth(levels);
    assert!(read(limits, &depth(7)).is_ok());
    let error = read(limits, &depth(6)).unwrap_err();
    assert_eq!(error, whole(&text, &depth(6)).unwrap_err());
}

#[test]
fn paths_are_held_to_the_contract() {
    let new = |path: &str| {
        let items =
            Items::<types::PersonaType>::new::<Document>(path, None, &ReadOptions::default(), Limits::default());
        items.map(drop).map_err(|error| error.to_string())
    };
    assert_eq!(new(PERSONAS), Ok(()));
    for (path, reason) in [
        ("m:Nothing/t:Persona", "the contract has no global element m:Nothing"),
        ("q:GetImItemsResponse", "the contract has no prefix `q`; it has m, t or xsi"),
        (":GetImItemsResponse", ":GetImItemsResponse is not a name with a prefix before a colon"),
        ("m:", "m: is not a name with a prefix before a colon"),
        ("m:GetImItemsResponse/m:ImItems", "there is no m:ImItems: expected "),
        (
            "m:GetImItemsResponse/m:ImItemList/t:Personas/t:Persona/t:PersonaId/t:Id",
            "the step before holds no elements",
        ),
        ("m:GetImItemsResponse/m:ImItemList/t:Groups/t:ImGroup", "ImGroupType, and not {"),
        ("m:GetImItemsResponse", "cannot do without it"),
        ("", "the path is empty: expected the element in the body"),
        (" ", "the path is empty: expected the element in the body"),
        ("m:GetImItemsResponse//t:Persona", "leads nowhere: a step is empty"),
        ("/m:GetImItemsResponse", "leads nowhere: a step is empty"),
        ("m:GetImItemsResponse/", "leads nowhere: a step is empty"),
        ("GetImItemsResponse/ImItemList", "no global element GetImItemsResponse: did you mean m:GetImItemsResponse?"),
        (
            "t:GetImItemsResponse/ImItemList",
            "no global element t:GetImItemsResponse: did you mean m:GetImItemsResponse?",
        ),
        ("m:GetImItemsResponse/ImItemList", "there is no ImItemList: did you mean m:ImItemList?"),
        ("m:GetImItemsResponse/m:ImItemList/m:Personas", "there is no m:Personas: did you mean t:Personas?"),
    ] {
        let error = new(path).unwrap_err();
        assert!(error.contains(reason), "{error}");
    }
}

#[test]
fn items_of_any_type_and_optional_ones_are_items() {
    let text = message(2, false).replacen(
        "<t:Groups/>",
        "<t:Groups><t:ImGroup><t:DisplayName>a</t:DisplayName><t:GroupType>b</t:GroupType></t:ImGroup></t:Groups>",
        1,
    );
    let groups = "m:GetImItemsResponse/m:ImItemList/t:Groups/t:ImGroup";
    let (items, _) = in_pieces::<AnyElement>(groups, text.as_bytes().chunks(9), &ReadOptions::default());
    assert_eq!((items.len(), items[0].name.as_str()), (1, "ImGroup"));
    assert!(!items[0].namespace.is_empty());
    let list = "m:GetImItemsResponse/m:ImItemList";
    let (items, rest) = in_pieces::<types::ImItemListType>(list, text.as_bytes().chunks(9), &ReadOptions::default());
    assert_eq!(items[0].personas.as_ref().unwrap().persona.len(), 2);
    let Body::Message(Document::GetImItemsResponse(response)) = rest.unwrap().body else { panic!() };
    assert!(response.im_item_list.is_none());
}

#[test]
fn only_the_response_in_the_first_body_is_looked_at() {
    let text = SMALL.replacen(
        "<e:Body>",
        "<e:Header><GetImItemsResponse xmlns='urn:x'/></e:Header><e:Body><x:GetImItemsResponse xmlns:x='urn:y'/>",
        1,
    );
    let (items, _) = in_pieces::<types::PersonaType>(PERSONAS, [text.as_bytes()], &ReadOptions::default());
    assert!(items.is_empty(), "the body's first element counts");
}

#[test]
fn what_is_noted_of_places_counts_as_what_stands_around_the_items() {
    let text = message(1, false);
    let item = persona(0);
    let (before, behind) = text.split_once(&item).unwrap();
    let many = format!("{item}x").repeat(2_000);
    let text = format!("{before}{many}{behind}");
    let read = |limit: usize| {
        let limits = Limits::default().max_rest_bytes(limit);
        let mut items =
            Items::<types::PersonaType>::new::<Document>(PERSONAS, None, &ReadOptions::default(), limits).unwrap();
        for chunk in text.as_bytes().chunks(1_000) {
            items.push(chunk)?;
            while items.next_item()?.is_some() {}
        }
        Ok::<(), Error>(())
    };
    let error = read(20 * 2_000).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::LimitExceeded { what: "bytes around the items", .. }), "{error}");
    read(100 * 2_000).unwrap();
}

/// What the whole gives and what pieces give, each with its notices in the order of the message.
fn both<T: soap_runtime::bind::Content>(
    path: &str,
    text: &str,
    options: impl Fn() -> ReadOptions,
) -> [(Option<String>, Vec<String>); 2] {
    let (of_whole, told) = options().collecting();
    let whole = Envelope::<Document>::from_xml_with(text, &of_whole).err().map(|error| error.to_string());
    let (of_pieces, told_in_pieces) = options().collecting();
    let pieces = in_pieces::<T>(path, text.as_bytes().chunks(11), &of_pieces).1.err().map(|error| error.to_string());
    let mut told_in_pieces = told_in_pieces.take();
    told_in_pieces.sort_by_key(|notice| notice.position.offset);
    let shown = |notices: Vec<soap_runtime::Notice>| notices.iter().map(ToString::to_string).collect();
    [(whole, shown(told.take())), (pieces, shown(told_in_pieces))]
}

#[test]
fn what_stands_beside_items_does_not_put_them_out_of_place() {
    let good = message(3, false);
    let ends = ["<t:Persona>", "</t:Personas>"];
    for aside in
        ["<!-- c -->", "<?p x?>", "<![CDATA[]]>", " ", "&#32;", "\n<!-- c -->\n", "<![CDATA[ ]]><?p?>", "x", "<u/>"]
    {
        let places = ends.iter().flat_map(|end| good.match_indices(end)).map(|(at, _)| at).collect::<Vec<_>>();
        assert_eq!(places.len(), 4);
        let one = places.iter().map(|at| format!("{}{aside}{}", &good[..*at], &good[*at..]));
        let all = ends.iter().fold(good.clone(), |text, end| text.replace(end, &format!("{aside}{end}")));
        // Texts that only items stand between are one text once these are gone, and told once.
        for text in one.chain([all].into_iter().filter(|_| aside != "x")) {
            for options in [ReadOptions::default as fn() -> ReadOptions, ReadOptions::strict] {
                let [whole, pieces] = both::<types::PersonaType>(PERSONAS, &text, options);
                assert_eq!(whole, pieces, "{aside} {text}");
            }
        }
    }
}

#[test]
fn items_behind_an_element_that_is_empty_are_not_in_it() {
    let list = "m:GetImItemsResponse/m:ImItemList";
    let personas = "m:GetImItemsResponse/m:ImItemList/t:Personas";
    let good = message(1, false);
    let behind_any = good.replacen("<m:ImItemList>", "<m:MessageXml/><m:ImItemList>", 1);
    let apart = behind_any.replacen("<m:MessageXml/>", "<m:MessageXml></m:MessageXml>", 1);
    for text in [good, behind_any, apart] {
        for options in [ReadOptions::default as fn() -> ReadOptions, ReadOptions::strict] {
            let [whole, pieces] = both::<types::ImItemListType>(list, &text, options);
            assert_eq!(whole, pieces, "{text}");
            let [whole, pieces] = both::<AnyElement>(personas, &text, options);
            assert_eq!(whole, pieces, "{text}");
        }
    }
}

#[test]
fn items_in_an_element_that_is_skipped_are_not_beside_it() {
    let good = message(2, false);
    for (old, new) in [
        ("<t:Personas>", "<t:Personas xsi:type='t:Nothing' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>"),
        ("<m:ImItemList>", "<m:ImItemList xsi:type='t:Nothing' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>"),
        ("<t:Groups/>", "<t:Groups/><t:Personas/>"),
        ("<m:ImItemList>", "<m:ImItemList><t:Personas/>"),
    ] {
        let text = good.replacen(old, new, 1);
        let [whole, pieces] = both::<types::PersonaType>(PERSONAS, &text, ReadOptions::default);
        assert_eq!(whole, pieces, "{text}");
    }
}

/// All items at a path, and the message without them.
fn items_of<T: soap_runtime::bind::Content>(
    text: &str,
    path: &str,
    options: &ReadOptions,
) -> Result<(Vec<T>, archive::Document), Error> {
    let mut items = Items::<T>::new::<archive::Document>(path, None, options, Limits::default())?;
    items.push(text.as_bytes())?;
    items.end();
    let mut found = Vec::new();
    while let Some(item) = items.next_item()? {
        found.push(item);
    }
    let Body::Message(rest) = items.rest::<archive::Document>()?.body else { panic!("a message expected") };
    Ok((found, rest))
}

/// The items at a path of what an `AddResponse` of a whole message holds.
fn items_of_whole(response: AddResponse) -> Vec<Token> {
    let marks = response.marks.unwrap_or_default().items.into_iter().map(|mark| match mark {
        AddResponseMarksChoice::Seal(text)
        | AddResponseMarksChoice::Stamp(text)
        | AddResponseMarksChoice::Note(text) => text,
    });
    let words = response.either.and_then(|either| match either.choice? {
        AddResponseEitherChoice::Word(words) => Some(words),
        AddResponseEitherChoice::Figure(_) => None,
    });
    marks.chain(words.unwrap_or_default()).chain(response.box_.unwrap_or_default().label).collect()
}

#[test]
fn nil_leaves_out_what_it_leaves_out_of_whole_messages() {
    let nil = "xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true'";
    for (outer, inner) in [("Marks", "Seal"), ("Marks", "Note"), ("Either", "Word"), ("Box", "Label")] {
        for content in [["", nil, "", nil], [nil, "", "", ""], [nil, nil, "", nil], [nil, nil, nil, nil]] {
            let items: String = content.iter().map(|says| format!("<{inner} {says}>a</{inner}>")).collect();
            let text = format!(
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><AddResponse xmlns='urn:example:archive'>\
                 <Count>1</Count><{outer}>{items}</{outer}></AddResponse></s:Body></s:Envelope>"
            );
            let (options, told_of_whole) = ReadOptions::default().collecting();
            let whole = Envelope::<archive::Document>::from_xml_with(&text, &options).unwrap().body;
            let Body::Message(archive::Document::AddResponse(whole)) = whole else { panic!("{text}") };
            let (options, told) = ReadOptions::default().collecting();
            let path = format!("a:AddResponse/a:{outer}/a:{inner}");
            let (items, _) = items_of::<Token>(&text, &path, &options).unwrap();
            assert_eq!(items, items_of_whole(whole), "{text}");
            let texts = |notices: Vec<Notice>| notices.iter().map(ToString::to_string).collect::<Vec<_>>();
            assert_eq!(texts(told.take()), texts(told_of_whole.take()), "{text}");
        }
    }
}

#[test]
fn what_a_sequence_cannot_do_without_is_no_item() {
    let new = |path: &str| {
        let items = Items::<Token>::new::<archive::Document>(path, None, &ReadOptions::default(), Limits::default());
        items.err().map(|error| error.to_string())
    };
    assert_eq!(new("a:AddResponse/a:Pairs/a:Right"), None);
    let refused = new("a:AddResponse/a:Pairs/a:Left").unwrap();
    assert!(refused.contains("what is around the last step cannot do without it"), "{refused}");
}

#[test]
fn what_is_for_a_wildcard_is_no_item_whatever_it_is_called() {
    for (content, has_other) in [
        ("<Page>1</Page><Page>2</Page>", false),
        ("<Page>1</Page><Page>2</Page><Page>3</Page><Page>x</Page><Page/>", true),
        ("<Page>1</Page><o:other xmlns:o='urn:o'/><o:Page xmlns:o='urn:o'>x</o:Page>", false),
        ("<Page>1</Page><o:other xmlns:o='urn:o'/><Page>x</Page>", true),
        ("<Page>1</Page><Box><Label>a</Label></Box><Box><Label>b</Label></Box>", false),
        ("<o:other xmlns:o='urn:o'><Page>1</Page></o:other><Box><Label>a</Label></Box>", false),
    ] {
        let text = format!(
            "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>\
             <AddResponse xmlns='urn:example:archive'><Count>1</Count>{content}</AddResponse></s:Body></s:Envelope>"
        );
        for options in [ReadOptions::default(), ReadOptions::strict()] {
            let Body::Message(archive::Document::AddResponse(whole)) =
                Envelope::<archive::Document>::from_xml_with(&text, &options).unwrap().body
            else {
                panic!("{text}")
            };
            let without = AddResponse { page: Vec::new(), ..whole.clone() };
            match items_of::<i32>(&text, "a:AddResponse/a:Page", &options) {
                Ok(found) => {
                    assert_eq!(found, (whole.page.clone(), archive::Document::AddResponse(without)), "{content}");
                    assert!(!has_other, "{content}");
                }
                Err(error) => {
                    let told = error.to_string();
                    assert!(
                        has_other && told.contains("/Page") && told.contains("for a wildcard by its place"),
                        "{told}"
                    );
                }
            }
            let (labels, rest) = items_of::<Token>(&text, "a:AddResponse/a:Box/a:Label", &options).unwrap();
            let mut without = whole.clone();
            let of_box = without.box_.as_mut().map(|inner| std::mem::take(&mut inner.label)).unwrap_or_default();
            assert_eq!((labels, rest), (of_box, archive::Document::AddResponse(without)), "{content}");
        }
    }
}
