//! Elements without a type as what they are: read by pattern, changed, and written back.
#![allow(clippy::unwrap_used, missing_docs)]

use case_tests::any_type::any_type::{Address, Colour, Date, Device, Lamp, Link, Nest, Percent, Place, Pump, Size};
use case_tests::any_type::{AnyType, Document, other};
use case_tests::versions_renamed;
use soap_runtime::bind::{Content, ContentIn as _};
use soap_runtime::{AnyElement, AnyNode, ErrorKind, Nillable, NoticeKind, ReadOptions, xsd};

const T: &str = "urn:example:any-type";
const XS: &str = "http://www.w3.org/2001/XMLSchema";
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The values of a bag.
fn values(children: &str) -> Vec<AnyElement> {
    let xml = format!(r#"<t:Bag xmlns:t="{T}" xmlns:xs="{XS}" xmlns:xsi="{XSI}">{children}</t:Bag>"#);
    match Document::from_xml(&xml).unwrap() {
        Document::Bag(bag) => bag.value.iter().filter_map(value).collect(),
        other => panic!("{other:?}"),
    }
}

fn value(element: &soap_runtime::NillableElement<AnyElement>) -> Option<AnyElement> {
    element.value().cloned()
}

fn element(xml: &str) -> AnyElement {
    values(xml).remove(0)
}

/// Puts an element into a bag, writes the bag, reads it, and takes the element out again.
fn sent(element: AnyElement) -> AnyElement {
    let bag = case_tests::any_type::any_type::Bag { value: vec![element.into()], ..Default::default() };
    let document = Document::Bag(bag.into());
    let xml = document.to_xml().unwrap();
    let read = Document::from_xml(&xml).unwrap();
    match read {
        Document::Bag(bag) => value(&bag.value[0]).unwrap(),
        other => panic!("{other:?}"),
    }
}

fn lamp() -> Lamp {
    Lamp::new(1, "Desk".to_owned(), "5.50".parse::<xsd::Decimal>().unwrap())
}

fn name(namespace: &str, local: &str) -> xsd::QName {
    xsd::QName::new(Some(namespace), local).unwrap()
}

/// A value of every type of XML Schema and of every kind of type of the contract.
fn all() -> Vec<AnyType> {
    let token = || "a b".parse::<xsd::Token>().unwrap();
    let names = || xsd::List(vec!["a".parse::<xsd::Token>().unwrap(), "b".parse().unwrap()]);
    let device = Device::new(3, "Tap".to_owned());
    let pump = Pump::new(2, "Main".to_owned(), device.clone());
    let link =
        Link { of: vec![name(XS, "int"), name("urn:x", "b")], by: Some(name(T, "c")), ..Link::new(name("urn:x", "a")) };
    let nest =
        Nest { inner: vec![AnyElement::typed(&lamp(), T, "Inner").unwrap(), AnyElement::of(&5, T, "Inner").unwrap()] };
    vec![
        AnyType::String(" a < b & \r c ".to_owned()),
        AnyType::Boolean(true),
        AnyType::Decimal("1.50".parse().unwrap()),
        AnyType::Float(1.5),
        AnyType::Double(-1e300),
        AnyType::Duration("P1DT2H".parse().unwrap()),
        AnyType::DateTime("2024-02-29T12:00:00.5+01:00".parse().unwrap()),
        AnyType::Time("12:00:00".parse().unwrap()),
        AnyType::Date("2024-02-29".parse().unwrap()),
        AnyType::GYearMonth("2024-02".parse().unwrap()),
        AnyType::GYear("2024".parse().unwrap()),
        AnyType::GMonthDay("--02-29".parse().unwrap()),
        AnyType::GDay("---29".parse().unwrap()),
        AnyType::GMonth("--02".parse().unwrap()),
        AnyType::HexBinary("0FB7".parse().unwrap()),
        AnyType::Base64Binary("AAEC".parse().unwrap()),
        AnyType::AnyUri(token()),
        AnyType::QName(name("urn:x", "a")),
        AnyType::NormalizedString("a  b".parse().unwrap()),
        AnyType::Token(token()),
        AnyType::Language("de-CH".parse().unwrap()),
        AnyType::Nmtoken("1a".parse().unwrap()),
        AnyType::Nmtokens(names()),
        AnyType::Name("a:b".parse().unwrap()),
        AnyType::NcName("a".parse().unwrap()),
        AnyType::Id("a".parse().unwrap()),
        AnyType::Idref("a".parse().unwrap()),
        AnyType::Idrefs(names()),
        AnyType::Integer("123456789012345678901".parse().unwrap()),
        AnyType::NonPositiveInteger("-1".parse().unwrap()),
        AnyType::NegativeInteger("-1".parse().unwrap()),
        AnyType::Long(i64::MIN),
        AnyType::Int(-5),
        AnyType::Short(5),
        AnyType::Byte(5),
        AnyType::NonNegativeInteger("1".parse().unwrap()),
        AnyType::UnsignedLong(u64::MAX),
        AnyType::UnsignedInt(5),
        AnyType::UnsignedShort(5),
        AnyType::UnsignedByte(5),
        AnyType::PositiveInteger("1".parse().unwrap()),
        Address { street: Some("Gasse \"1\"\n".to_owned()), ..Address::default() }.into(),
        Colour::Green.into(),
        Date::new("---01".parse::<xsd::GDay>().unwrap()).into(),
        device.into(),
        AnyType::Label("x".to_owned()),
        lamp().into(),
        link.into(),
        nest.into(),
        AnyType::Numbers(xsd::List(vec![1, 2])),
        Percent::new(5).unwrap().into(),
        Place::new(5).into(),
        Size::Colour(Colour::Red).into(),
        pump.into(),
        other::Place::new("A".to_owned()).into(),
        AnyType::Unknown(AnyElement::new(T, "Value").with_text("x").with_child(AnyElement::new("", "y")).into()),
    ]
}

#[test]
fn values_of_every_type_come_back() {
    let all = all();
    assert_eq!(all.len(), 56);
    for value in all {
        let made = AnyElement::of(&value, T, "Value").unwrap();
        assert_eq!(made.read::<AnyType>().unwrap(), value, "{made:?}");
        let sent = sent(made.clone());
        assert_eq!(sent, made);
        assert_eq!(sent.read::<AnyType>().unwrap(), value, "{sent:?}");
        assert_eq!(sent.read_with::<AnyType>(&ReadOptions::strict()).unwrap(), value, "{sent:?}");
        let type_name = value.type_name().map(|name| (name.namespace.to_owned(), name.name.to_owned()));
        let said = sent.xsi_type().map(|name| (name.namespace().unwrap_or("").to_owned(), name.local().to_owned()));
        assert_eq!(said, type_name);
    }
}

#[test]
fn values_are_matched_by_pattern() {
    let values = values(
        r#"<t:Value xsi:type="xs:string">a</t:Value><t:Value xsi:type="t:Lamp" Id="1"><t:Name>n</t:Name><t:Watts>5</t:Watts></t:Value>
        <t:Value>x</t:Value><t:Value xsi:type="t:Nothing"/><t:Value xsi:type="xs:anySimpleType">x</t:Value>"#,
    );
    let kinds = values.iter().map(|value| match value.read::<AnyType>().unwrap() {
        AnyType::String(text) => text,
        AnyType::Lamp(lamp) => format!("{} {}", lamp.name, lamp.watts),
        AnyType::Unknown(element) => element.xsi_type().map_or("none".to_owned(), |name| name.local().to_owned()),
        other => panic!("{other:?}"),
    });
    assert_eq!(kinds.collect::<Vec<_>>(), ["a", "n 5", "none", "Nothing", "anySimpleType"]);
}

#[test]
fn an_element_is_read_as_whatever_one_knows_it_to_be() {
    let lamp = element(r#"<t:Value Id="1"><t:Name>n</t:Name><t:Watts>5</t:Watts></t:Value>"#);
    assert_eq!(lamp.read::<Lamp>().unwrap().name, "n");
    assert_eq!(lamp.read::<Box<Lamp>>().unwrap(), lamp.read().unwrap());
    assert_eq!(lamp.read::<AnyElement>().unwrap(), lamp);
    let text = |text: &str| AnyElement::new("", "v").with_text(text);
    assert_eq!(text(" 5 ").read::<i32>().unwrap(), 5);
    assert_eq!(text(" 5 ").read::<String>().unwrap(), " 5 ");
    assert_eq!(text("1 2").read::<xsd::List<u8>>().unwrap().0, [1, 2]);
    assert_eq!(text("green").read::<Colour>().unwrap(), Colour::Green);
    assert_eq!(text("5").read::<Size>().unwrap(), Size::Int(5));
    assert_eq!(text("5").read::<Percent>().unwrap(), Percent::new(5).unwrap());
    let nil = element(r#"<t:Value xsi:type="t:Lamp"/>"#);
    assert!(nil.read::<Nillable<Lamp>>().is_err());
    assert_eq!(text("x").read::<Nillable<String>>().unwrap().value().unwrap(), "x");
}

#[test]
fn a_name_keeps_its_meaning_by_itself_and_inside() {
    let link = r#"<t:Value xmlns:a="urn:a" By="a:b"><t:To>a:c</t:To><t:Of xmlns:a="urn:b">a:d</t:Of></t:Value>"#;
    let read = element(link).read::<Link>().unwrap();
    let expected = Link { of: vec![name("urn:b", "d")], by: Some(name("urn:a", "b")), ..Link::new(name("urn:a", "c")) };
    assert_eq!(read, expected);
    let holder = element(r#"<t:Value xmlns:a="urn:a"><x><t:To>a:c</t:To></x></t:Value>"#);
    let to = holder.child("", "x").and_then(|x| x.child(T, "To")).unwrap();
    assert_eq!(to.read::<xsd::QName>().unwrap(), name("urn:a", "c"));
}

#[test]
fn xsi_type_decides_among_derived_types() {
    use case_tests::any_type::any_type::AnyDevice;
    let lamp = element(r#"<t:Value xsi:type="t:Lamp" Id="1"><t:Name>n</t:Name><t:Watts>5</t:Watts></t:Value>"#);
    assert!(matches!(lamp.read::<AnyDevice>().unwrap(), AnyDevice::Lamp(_)));
    let device = element(r#"<t:Value Id="1"><t:Name>n</t:Name></t:Value>"#);
    assert!(matches!(device.read::<AnyDevice>().unwrap(), AnyDevice::Device(_)));
    for device in [lamp, device] {
        let value = device.read::<AnyDevice>().unwrap();
        assert_eq!(AnyElement::of(&value, T, "Value").unwrap(), device);
        let typed = AnyElement::typed(&value, T, "Value").unwrap();
        assert_eq!(typed.read::<AnyDevice>().unwrap(), value);
        assert_eq!(typed.xsi_type().unwrap().local(), value.type_name().unwrap().name);
    }
}

#[test]
fn elements_of_the_contract_are_read_by_their_names() {
    let xml = format!(
        r#"<Bag xmlns="{T}"><o:Spot xmlns:o="{T}:other"><Shelf xmlns="">A</Shelf></o:Spot><Tag xmlns="{T}:other">a</Tag></Bag>"#
    );
    let Document::Bag(bag) = Document::from_xml(&xml).unwrap() else { panic!("{xml}") };
    let read = |element: &AnyElement| element.read_as_named::<Document>().unwrap();
    assert!(matches!(read(&bag.any[0]), Document::Spot(place) if place.shelf == "A"));
    assert!(matches!(read(&bag.any[1]), Document::Tag(text) if text == "a"));
    for element in &bag.any {
        let document = read(element);
        assert_eq!(AnyElement::from_document(&document).unwrap(), *element);
        assert_eq!(AnyElement::try_from(&document).unwrap(), *element);
        assert_eq!(element.read_as_named_with::<Document>(&ReadOptions::strict()).unwrap(), document);
    }
    let error = AnyElement::new(T, "Thing").read_as_named::<Document>().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::UnexpectedRoot { .. }), "{error}");
}

#[test]
fn a_value_is_changed_in_its_place() {
    let xml = format!(
        r#"<t:Bag xmlns:t="{T}" xmlns:xs="{XS}" xmlns:xsi="{XSI}"><t:Value xsi:type="t:Lamp" Id="1"><t:Name>n</t:Name><t:Watts>5</t:Watts></t:Value></t:Bag>"#
    );
    let Document::Bag(mut bag) = Document::from_xml(&xml).unwrap() else { panic!("{xml}") };
    let mut lamp = value(&bag.value[0]).unwrap().read::<Lamp>().unwrap();
    lamp.watts = "7".parse().unwrap();
    bag.value[0] = AnyElement::typed(&lamp, T, "Value").unwrap().into();
    bag.text = Some(AnyElement::try_from(&AnyType::from(5)).unwrap());
    let written = Document::Bag(bag).to_xml().unwrap();
    assert!(written.contains("<t:Watts>7</t:Watts>"), "{written}");
    assert!(written.contains(r#"<t:Text xsi:type="xs:int">5</t:Text>"#), "{written}");
    assert!(Document::from_xml_with(&written, &ReadOptions::strict()).is_ok(), "{written}");
}

#[test]
fn errors_begin_with_the_element() {
    let lamp = element(r#"<t:Value xsi:type="t:Lamp" Id="1"><t:Name>n</t:Name><t:Watts>x</t:Watts></t:Value>"#);
    let error = lamp.read::<AnyType>().unwrap_err();
    assert_eq!(error.path(), "Value/Watts");
    assert_eq!((error.position().line, error.position().offset), (0, 0));
    let said = "Value/Watts: expected xs:decimal, found \"x\": not a decimal number \
                (in the element {urn:example:any-type}Value with xsi:type t:Lamp)";
    assert_eq!(error.to_string(), said);
    let error = element(r#"<t:Value Id="1"/>"#).read::<Lamp>().unwrap_err();
    assert_eq!(error.to_string(), "Value/Name: missing element Name (in the element {urn:example:any-type}Value)");
    let error = AnyElement::new("", "a b").read::<String>().unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Unwritable(_)), "{error}");
    let error = AnyElement::of(&Lamp { name: "\0".to_owned(), ..lamp_of("n") }, T, "Value").unwrap_err();
    assert_eq!(error.to_string(), "Value/Name: cannot be written: the character U+0000 is not allowed in XML");
    let error = AnyElement::typed(&xsd::List(vec![1]), "", "v").unwrap_err();
    assert!(error.to_string().contains("has no name that xsi:type could give"), "{error}");
}

fn lamp_of(name: &str) -> Lamp {
    Lamp { name: name.to_owned(), ..lamp() }
}

#[test]
fn notices_have_paths_and_no_offsets() {
    let value = element(r#"<t:Value xsi:type="xs:int"> 5 </t:Value>"#);
    let (options, notices) = ReadOptions::default().collecting();
    assert_eq!(value.read_with::<i32>(&options).unwrap(), 5);
    assert!(notices.take().is_empty(), "that the type was named is no news");
    let lamp = element(r#"<t:Value Id="1"><t:Name>n</t:Name><t:Zzz/><t:Watts>5</t:Watts></t:Value>"#);
    lamp.read_with::<Lamp>(&options).unwrap();
    let said: Vec<String> = notices.take().iter().map(ToString::to_string).collect();
    assert_eq!(said, ["Value/Zzz: element {urn:example:any-type}Zzz was not expected and is skipped"]);
}

/// Whether strict reading takes an element as a value of a type.
fn is_valid<T: Content>(xml: &str) -> Result<(), String> {
    let element = element(xml);
    assert!(element.read::<T>().is_ok(), "lenient: {:?}", element.read::<T>().err());
    element.read_with::<T>(&ReadOptions::strict()).map(drop).map_err(|error| error.to_string())
}

#[test]
fn strict_reading_holds_an_element_to_its_type() {
    let right = r#"<t:Value Id="1"><t:Name>n</t:Name><t:Watts>5</t:Watts></t:Value>"#;
    let swapped = r#"<t:Value Id="1"><t:Watts>5</t:Watts><t:Name>n</t:Name></t:Value>"#;
    assert_eq!(is_valid::<Lamp>(right), Ok(()));
    assert!(is_valid::<Lamp>(swapped).unwrap_err().starts_with("Value/Watts: "), "{:?}", is_valid::<Lamp>(swapped));
    assert!(is_valid::<Device>(right).is_err(), "a device has no watts");
    // The type that it names counts, and has to be derived from the one it is read as.
    assert_eq!(is_valid::<Lamp>(&right.replace("Id", r#"xsi:type="t:Lamp" Id"#)), Ok(()));
    assert!(is_valid::<Lamp>(&right.replace("Id", r#"xsi:type="t:Place" Id"#)).is_err());
    assert!(is_valid::<Lamp>(&right.replace("Id", r#"xsi:type="t:Nothing" Id"#)).is_err());
    assert!(is_valid::<AnyType>(r#"<t:Value xsi:type="t:Nothing"/>"#).is_err());
    assert_eq!(is_valid::<AnyType>(r#"<t:Value xsi:type="xs:language">de</t:Value>"#), Ok(()));
    assert!(is_valid::<AnyType>(r#"<t:Value xsi:type="xs:language">not a language</t:Value>"#).is_err());
}

#[test]
fn strict_reading_holds_an_element_to_a_type_of_xml_schema() {
    let valid = |stated: &str| is_valid::<i32>(&format!(r#"<t:Value {stated}>5</t:Value>"#)).is_ok();
    for stated in ["", r#"xsi:type="xs:int""#, r#"xsi:type="xs:short""#, r#"xsi:type="t:Percent""#] {
        assert!(valid(stated), "{stated}");
    }
    for stated in [r#"xsi:type="xs:string""#, r#"xsi:type="xs:long""#, r#"Free="1""#] {
        assert!(!valid(stated), "{stated}");
    }
    assert!(element("<t:Value>5<t:b/></t:Value>").read::<i32>().is_err(), "in lenient reading as well");
    assert_eq!(is_valid::<xsd::Token>(r#"<t:Value xsi:type="xs:anyURI">a</t:Value>"#), Ok(()));
}

#[test]
fn strict_reading_forgives_nothing_where_no_schema_knows_the_type() {
    assert_eq!(is_valid::<Percent>("<t:Value>5</t:Value>"), Ok(()));
    let error = is_valid::<Percent>("<t:Value>500</t:Value>").unwrap_err();
    assert!(error.starts_with("Value: expected at most 100"), "{error}");
    assert!(is_valid::<Colour>("<t:Value>pink</t:Value>").is_err());
    assert!(is_valid::<Colour>(r#"<t:Value Free="1">red</t:Value>"#).is_err());
    assert!(element("<t:Value>1<t:b/> 2</t:Value>").read::<xsd::List<i32>>().is_err());
}

#[test]
fn notices_of_strict_reading_are_those_of_documents() {
    let (options, notices) = ReadOptions::strict().collecting();
    let xml = r#"<t:Value Id="1"><t:Name xsi:type="xs:token">n</t:Name><t:Watts>5</t:Watts></t:Value>"#;
    element(xml).read_with::<Lamp>(&options).unwrap();
    let kinds: Vec<NoticeKind> = notices.take().into_iter().map(|notice| notice.kind).collect();
    assert_eq!(kinds, [NoticeKind::TypeNotKept("xs:token".to_owned())]);
}

#[test]
fn a_type_can_be_named_by_hand() {
    let colour = AnyElement::of(&Colour::Green, T, "Value").unwrap().with_type(T, "Colour");
    assert_eq!(colour.read::<AnyType>().unwrap(), AnyType::Colour(Colour::Green));
    let sent = sent(colour);
    assert_eq!(sent.xsi_type().unwrap(), name(T, "Colour"));
    let again = sent.with_type("", "Plain");
    assert_eq!((again.xsi_type().unwrap().namespace(), again.attributes.len()), (None, 1));
    assert!(matches!(again.read::<AnyType>().unwrap(), AnyType::Unknown(_)));
}

#[test]
fn values_have_the_contracts_namespaces_whatever_the_prefixes_around() {
    let place = other::Place::new("A".to_owned());
    let typed = AnyElement::typed(&place, T, "Value").unwrap();
    assert_eq!(typed.children, [AnyNode::Element(AnyElement::new("", "Shelf").with_text("A"))]);
    let outer = AnyElement {
        declarations: vec![("o".to_owned(), "urn:else".to_owned()), ("t".to_owned(), "urn:more".to_owned())],
        ..AnyElement::new("urn:default", "outer")
    };
    let sent = sent(outer.with_child(typed.clone()));
    let inner = sent.child(T, "Value").unwrap();
    assert_eq!((inner, inner.read::<AnyType>().unwrap()), (&typed, place.into()));
}

#[test]
fn a_type_of_ones_own_is_read_as_well() {
    let size = AnyElement::new("urn:example:config-types", "Size");
    let attribute = |name: &str, value: &str| soap_runtime::AnyAttribute {
        name: name.to_owned(),
        value: value.to_owned(),
        ..Default::default()
    };
    let size = AnyElement { attributes: vec![attribute("Width", "2"), attribute("Height", "3")], ..size };
    assert_eq!(size.read::<case_tests::own::Area>().unwrap().area, 6);
}

#[test]
fn types_that_versions_share_are_read_in_the_namespaces_of_each() {
    use versions_renamed::{v1, v2};
    let label = |uri: &str| AnyElement::new(uri, "Label").with_child(AnyElement::new(uri, "Text").with_text("x"));
    let [old, new] = [v1::NAMESPACES, v2::NAMESPACES].map(|all| label(all[0].uri));
    let expected = v1::versions_renamed::LabelType::new("x".to_owned());
    assert_eq!(old.read::<v1::versions_renamed::LabelType>().unwrap(), expected);
    assert_eq!(
        new.read_in::<v2::versions_renamed::LabelType, v2::Document>(&ReadOptions::default()).unwrap(),
        expected
    );
    assert!(
        new.read::<v2::versions_renamed::LabelType>().is_err()
            && old.read_in::<v2::versions_renamed::LabelType, v2::Document>(&ReadOptions::default()).is_err()
    );
}
