//! Versions side by side: what they share, what converts, and what a message uses that an older version does not know.
#![allow(clippy::unwrap_used, missing_docs)]

use case_tests::versions::{VERSIONS, v1, v2, v3};
use case_tests::versions_unchanged;
use soap_runtime::schema::NewerPart;
use soap_runtime::version::{ConversionError, ConversionErrorKind};
use soap_runtime::{ErrorKind, Nillable, ReadOptions, soap};

fn v1_item() -> v1::versions::ItemType {
    v1::versions::ItemType::new(v1::versions::IdType::new("1"), 7)
}

fn v2_item() -> v2::versions::ItemType {
    v2::versions::ItemType::new(v1::versions::IdType::new("1"), 7)
}

/// What an error says.
fn told<T: std::fmt::Debug>(result: Result<T, ConversionError>) -> String {
    result.unwrap_err().to_string()
}

#[test]
fn what_did_not_change_is_one_type() {
    let id: v3::versions::IdType = v1::versions::IdType::new("1");
    let folder: v3::versions::FolderType = v1::versions::FolderType::new(id);
    let name: v3::versions::NameType = v2::versions::NameType::new("eight").unwrap();
    assert_eq!((folder.id.id.as_str(), name.as_str()), ("1", "eight"));
    let document: versions_unchanged::v2::Document =
        versions_unchanged::v1::Document::List(versions_unchanged::v2::versions_unchanged::ListType {
            number: vec![1],
            ..Default::default()
        });
    assert!(document.to_xml().unwrap().contains("<t:Number>1</t:Number>"));
    assert_eq!((VERSIONS, v2::VERSION), (&["Version1", "Version2", "3rd"][..], "Version2"));
    assert_eq!((versions_unchanged::v1::VERSION, versions_unchanged::v2::VERSION), ("v1", "v2"));
}

#[test]
fn a_shared_type_reads_the_same_in_both() {
    let xml = r#"<p:Get xmlns:p="urn:example:versions"><p:Id Id="1"/><p:Folder><p:Id Id="2"/></p:Folder></p:Get>"#;
    let v1::Document::Get(old) = v1::Document::from_xml_with(xml, &ReadOptions::strict()).unwrap() else { panic!() };
    let v3::Document::Get(new) = v3::Document::from_xml_with(xml, &ReadOptions::strict()).unwrap() else { panic!() };
    assert_eq!(old, new);
    let written = v3::Document::Get(new).to_xml().unwrap();
    assert!(v1::Document::from_xml_with(&written, &ReadOptions::strict()).is_ok(), "{written}");
}

#[test]
fn every_old_value_has_a_new_form_where_from_says_so() {
    use v1::versions as old;
    use v2::versions as new;
    let card = old::CardType { label: "l".to_owned(), text: None, line: "x".to_owned(), count: Some(3) };
    let there = new::CardType::from(card.clone());
    assert_eq!(there.count, Some(Nillable::Value(3)));
    assert_eq!(old::CardType::try_from(there).unwrap(), card);
    let name = old::NameType::new("four").unwrap();
    assert_eq!(old::NameType::try_from(new::NameType::from(name.clone())).unwrap(), name);
    let shape = old::ShapeType::Square(2);
    assert_eq!(new::ShapeType::from(shape), new::ShapeType::Square(2));
    assert_eq!(old::ShapeType::try_from(new::ShapeType::from(shape)).unwrap(), shape);
    let plain = new::PlainType::from(old::PlainType::new(old::NameType::new("n").unwrap()));
    assert_eq!(plain.name.as_str(), "n");
}

#[test]
fn a_part_the_other_version_lacks_is_an_error_with_its_path() {
    let mut item = v1_item();
    item.note = Some("n".to_owned());
    let error = v2::versions::ItemType::try_from(item).unwrap_err();
    assert_eq!(error.to_string(), "ItemType/Note: not in v2");
    assert_eq!((error.path().as_str(), error.kind()), ("ItemType/Note", &ConversionErrorKind::NotIn { version: "v2" }));

    let mut tagged = v2_item();
    tagged.tag.push("t".to_owned());
    let mut node = v2::versions::NodeType::default();
    node.node.resize(2, v2::versions::NodeType::default());
    node.node[1].item = vec![v2_item(), v2_item(), tagged];
    assert_eq!(told(v1::versions::NodeType::try_from(node.clone())), "NodeType/Node[2]/Item[3]/Tag: not in v1");
    let document = v2::Document::GetResponse(node.into());
    assert_eq!(told(v1::Document::try_from(document)), "Document/GetResponse/Node[2]/Item[3]/Tag: not in v1");
    let put = v2::Document::PutResponse(v1::versions::IdType::new("1"));
    assert_eq!(told(v1::Document::try_from(put)), "Document/PutResponse: not in v1");
    let triangle = v2::versions::ShapeType::Triangle(v1::versions::IdType::new("1"));
    assert_eq!(told(v1::versions::ShapeType::try_from(triangle)), "ShapeType/Triangle: not in v1");
}

#[test]
fn what_the_other_version_requires_has_to_be_there() {
    assert_eq!(told(v3::versions::ItemType::try_from(v2_item())), "ItemType/@Owner: absent, but required in v3");
    let back = v3::versions::ItemType::new("kim", v1::versions::IdType::new("1"), 7);
    assert_eq!(told(v2::versions::ItemType::try_from(back)), "ItemType/@Owner: not in v2");
}

#[test]
fn a_renamed_element_is_one_gone_and_one_missing() {
    let card = v2::versions::CardType::new("l", "x");
    assert_eq!(told(v3::versions::CardType::try_from(card)), "CardType/Label: not in v3");
    let card = v3::versions::CardType::new("t", "x");
    assert_eq!(told(v2::versions::CardType::try_from(card)), "CardType/Title: not in v2");
}

#[test]
fn values_of_enumerations_go_by_text() {
    use v1::versions::ColourType as First;
    use v2::versions::ColourType as Second;
    use v3::versions::ColourType as Third;
    assert_eq!(Second::from(First::Green), Second::Green);
    assert_eq!(Second::from(First::from("Dark blue")), Second::DarkBlue);
    assert_eq!(Second::from(First::from("Mauve")), Second::from("Mauve"));
    assert_eq!(First::try_from(Second::from("Mauve")).unwrap(), First::from("Mauve"));
    assert_eq!(told(First::try_from(Second::DarkBlue)), r#"ColourType: the value "Dark blue" is not in v1"#);
    assert_eq!(told(Third::try_from(Second::Green)), r#"ColourType: the value "Green" is not in v3"#);
    assert_eq!(Second::from(Third::DarkBlue), Second::DarkBlue);
    let mut item = v2_item();
    item.colour = Some(Second::DarkBlue);
    assert_eq!(told(v1::versions::ItemType::try_from(item)), r#"ItemType/Colour: the value "Dark blue" is not in v1"#);
}

#[test]
fn other_types_go_by_text() {
    let mut item = v2_item();
    item.size = 3_000_000_000;
    let error = told(v1::versions::ItemType::try_from(item));
    assert!(error.starts_with("ItemType/Size: not a value in v1: "), "{error}");
    let name = v2::versions::NameType::new("eight").unwrap();
    let error = told(v1::versions::NameType::try_from(name));
    assert!(error.starts_with("NameType: not a value in v1: expected at most 4 characters"), "{error}");
}

#[test]
fn a_type_goes_into_the_enum_that_came_over_it_and_back() {
    use v1::versions as old;
    use v2::versions as new;
    let node = old::NodeType {
        plain: Some(old::PlainType::new(old::NameType::new("n").unwrap())),
        ..old::NodeType::default()
    };
    let there = new::NodeType::try_from(node.clone()).unwrap();
    assert!(matches!(there.plain, Some(new::AnyPlainType::PlainType(_))));
    assert_eq!(old::NodeType::try_from(there).unwrap(), node);
    let fancy = new::FancyType::new(new::NameType::new("n").unwrap(), new::ColourType::Red);
    let node = new::NodeType { plain: Some(fancy.into()), ..new::NodeType::default() };
    assert_eq!(told(old::NodeType::try_from(node)), "NodeType/Plain: not in v1");
}

#[test]
fn a_type_comes_out_of_the_enum_that_was_over_it_and_goes_back() {
    use v2::versions as old;
    use v3::versions as new;
    let kind = old::KindType { of: Some("k".to_owned()) };
    let node = old::NodeType { kind: Some(kind.clone().into()), ..old::NodeType::default() };
    let there = new::NodeType::try_from(node.clone()).unwrap();
    assert_eq!(there.kind, Some(kind));
    assert_eq!(old::NodeType::try_from(there).unwrap(), node);
    let special = old::SpecialType { of: None, at: None };
    let node = old::NodeType { kind: Some(special.into()), ..old::NodeType::default() };
    assert_eq!(told(new::NodeType::try_from(node)), "NodeType/Kind: not in v3");
}

#[test]
fn documents_go_through_all_versions_and_back() {
    let xml = r#"<GetResponse xmlns="urn:example:versions"><Node><Plain><Name>n</Name></Plain></Node></GetResponse>"#;
    let first = v1::Document::from_xml(xml).unwrap();
    let third = v3::Document::try_from(v2::Document::try_from(first.clone()).unwrap()).unwrap();
    assert_eq!(v1::Document::try_from(v2::Document::try_from(third).unwrap()).unwrap(), first);
}

#[test]
fn what_is_newer_is_listed_with_its_place() {
    let xml = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/versions/get-response.xml")).unwrap();
    let newer = |version: &str| -> Vec<String> {
        v3::Document::newer_than(&xml, version).unwrap().iter().map(ToString::to_string).collect()
    };
    let path = "GetResponse/Item";
    assert_eq!(newer("3rd"), Vec::<String>::new());
    assert_eq!(
        newer("Version2"),
        [
            format!("2:3: {path}/@Owner: attribute Owner, since 3rd"),
            format!("2:168: {path}/Place/Seat: element t:Seat, since 3rd"),
        ]
    );
    assert_eq!(
        newer("Version1"),
        [
            format!("2:3: {path}/@Owner: attribute Owner, since 3rd"),
            format!("2:33: {path}/Colour: value Dark blue, since Version2"),
            format!("2:100: {path}/Tag: element t:Tag, since Version2"),
            format!("2:112: {path}/Seen: element a:Seen, since Version2"),
            format!("2:149: {path}/Place: element t:Place, since Version2"),
            "3:3: GetResponse/Plain/@type: type t:FancyType, since Version2".to_owned(),
        ]
    );
    let first = &v3::Document::newer_than(&xml, "Version1").unwrap()[0];
    assert_eq!((first.part, first.since.as_str(), first.name.as_str()), (NewerPart::Attribute, "3rd", "Owner"));
}

#[test]
fn envelopes_are_looked_through() {
    let document = v2::Document::Put(v2::versions::CardType::new("l", "x"));
    let xml = soap::Envelope::new(document).to_xml().unwrap();
    let newer = v2::Document::newer_than(&xml, "Version1").unwrap();
    assert_eq!(newer.len(), 1);
    assert_eq!(newer[0].position.path, "Envelope/Body/Put");
    let inherited = r#"<GetResponse xmlns="urn:example:versions" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <Unknown/><Plain xsi:type="FancyType"><Name>n</Name><Colour>Dark blue</Colour></Plain></GetResponse>"#;
    let newer = v3::Document::newer_than(inherited, "Version1").unwrap();
    let names: Vec<&str> = newer.iter().map(|newer| newer.name.as_str()).collect();
    assert_eq!(names, ["t:FancyType", "Dark blue"]);
}

#[test]
fn a_version_nobody_knows_is_an_error_that_lists_those_there_are() {
    let error = v3::Document::newer_than("<Get/>", "Version9").unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::UnknownVersion { found, .. } if found == "Version9"));
    assert!(
        error.to_string().ends_with(r#"the contract knows no version "Version9"; it knows Version1, Version2, 3rd"#),
        "{error}"
    );
    let error = case_tests::choice::Document::newer_than("<Get/>", "v1").unwrap_err();
    assert!(error.to_string().ends_with(r#"the contract knows no version "v1"; it knows none"#), "{error}");
}

#[test]
fn a_namespace_that_takes_the_place_of_another_keeps_its_types() {
    use case_tests::versions_renamed::{v1, v2};
    let xml = |version: u32| {
        format!("<Card xmlns=\"urn:example:versions-renamed:v{version}\"><Title>t</Title><Size>L</Size></Card>")
    };
    let first = v1::Document::from_xml(&xml(1)).unwrap();
    let second = v2::Document::from(first.clone());
    assert_eq!(second, v2::Document::from_xml_with(&xml(2), &ReadOptions::strict()).unwrap());
    assert!(second.to_xml().unwrap().starts_with(r#"<t:Card xmlns:t="urn:example:versions-renamed:v2">"#));
    assert_eq!(v1::Document::try_from(second).unwrap(), first);
    assert!(v1::Document::from_xml(&xml(2)).is_err());
    let size: v2::versions_renamed::SizeType = v1::versions_renamed::SizeType::L;
    assert_eq!(size.as_str(), "L");
}
