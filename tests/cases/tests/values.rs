//! What the bindings of some cases hold once a message is read, and what their constructors refuse.
#![allow(clippy::unwrap_used, missing_docs)]

use soap_runtime::{ErrorKind, Nillable, NoticeKind, ReadOptions, soap};

use case_tests::*;

/// The payload of the one variant that a message has to be.
macro_rules! read {
    ($case:ident::$variant:ident, $xml:expr) => {{
        let xml =
            $xml.replace("NS", concat!("xmlns=\"urn:example:", stringify!($case), "\"").replace('_', "-").as_str());
        match $case::Document::from_xml(&xml).unwrap() {
            $case::Document::$variant(value) => value,
            #[allow(unreachable_patterns)]
            other => panic!("{other:?}"),
        }
    }};
}

const XSI: &str = r#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#;

#[test]
fn absent_empty_and_blank_are_three_things() {
    for (note, expected) in [("", None), ("<Note/>", Some("")), ("<Note> </Note>", Some(" "))] {
        let order = read!(sequence::Order, format!("<Order NS><Number>1</Number>{note}<Stamp>s</Stamp></Order>"));
        assert_eq!(order.note.as_deref(), expected);
    }
}

#[test]
fn constructors_take_what_is_required() {
    let order = sequence::sequence::OrderType::new(1);
    assert_eq!((order.number, order.note, order.line.len()), (1, None, 0));
    let attributed =
        choice_type::choice_type::AttributedType::new(choice_type::choice_type::AttributedTypeChoice::B(2));
    assert_eq!((attributed.c, attributed.choice), (None, choice_type::choice_type::AttributedTypeChoice::B(2)));
}

/// A struct that may grow is made by `new`, and set by the rest, as its own crate's code is, too.
#[test]
fn setters_take_what_becomes_the_value() {
    use config_growth::config_growth::{CardType, NoteType, NoteTypeChoice, NoteTypeSequence, SizeType, TagType};
    let note = NoteType::new("Tea")
        .with_type("list")
        .with_tag(["work", "else"].map(TagType::from))
        .with_size(SizeType::from(3))
        .with_gone(Nillable::Nil)
        .with_choice(NoteTypeChoice::Card(CardType::default().with_number("1").into()))
        .with_items([NoteTypeSequence::new("a").with_value("b")])
        .with_next(NoteType::new("Milk"))
        .with(|note| note.id = Some(7));
    assert_eq!((note.type_.as_deref(), note.tag.len(), note.id), (Some("list"), 2, Some(7)));
    assert_eq!(note.with_tag::<TagType>([]).tag, []);
    assert_eq!(Nillable::<String>::from("text"), Nillable::Value("text".to_owned()));
}

#[test]
fn errors_name_the_path() {
    let path = |error: soap_runtime::Error| error.path().to_owned();
    let xml = r#"<Target xmlns="urn:example:choice"><Place/></Target>"#;
    assert_eq!(path(choice::Document::from_xml(xml).unwrap_err()), "Target/Place/@Row");
    let xml = r#"<Table xmlns="urn:example:sequence-repeated"><Key>a</Key><Value>x</Value></Table>"#;
    let error = sequence_repeated::Document::from_xml(xml).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Value(_)), "{error}");
    assert_eq!(path(error), "Table/Value");
    let xml = r#"<Target xmlns="urn:example:choice"/>"#;
    let error = choice::Document::from_xml(xml).unwrap_err();
    assert_eq!(error.to_string(), "1:1: Target: missing element Name, Number or Place");
}

#[test]
fn an_unknown_element_is_skipped_whole_and_noticed() {
    let xml = r#"<Order xmlns="urn:example:sequence"><Number>1</Number><Zzz><Number>9</Number></Zzz><Stamp>s</Stamp></Order>"#;
    let (options, notices) = ReadOptions::default().collecting();
    let sequence::Document::Order(order) = sequence::Document::from_xml_with(xml, &options).unwrap();
    assert_eq!(order.number, 1);
    let kinds: Vec<NoticeKind> = notices.take().into_iter().map(|notice| notice.kind).collect();
    assert!(matches!(kinds.as_slice(), [NoticeKind::UnknownElement(name)] if name.ends_with("Zzz")), "{kinds:?}");
}

#[test]
fn xsi_type_on_a_simple_element_is_noticed_and_not_kept() {
    let read = |type_name: &str, options: ReadOptions| {
        let (options, notices) = options.collecting();
        let xml = format!(
            r#"<Order xmlns="urn:example:sequence" {XSI} xmlns:xs="http://www.w3.org/2001/XMLSchema"><Number>1</Number>
            <Note xsi:type="{type_name}">n</Note><Stamp>s</Stamp></Order>"#
        );
        let read = sequence::Document::from_xml_with(&xml, &options);
        read.map(|_| notices.take().into_iter().map(|notice| notice.kind).collect::<Vec<_>>())
    };
    let not_kept = |name: &str| vec![NoticeKind::TypeNotKept(name.to_owned())];
    for options in [ReadOptions::default(), ReadOptions::strict()] {
        assert_eq!(read("xs:token", options).unwrap(), not_kept("xs:token"));
    }
    let nonsense = NoticeKind::UnknownType("{http://www.w3.org/2001/XMLSchema}nonsense".to_owned());
    assert_eq!(read("xs:nonsense", ReadOptions::default()).unwrap(), [nonsense]);
    assert!(read("xs:nonsense", ReadOptions::strict()).is_err() && read("xs:int", ReadOptions::strict()).is_err());
}

#[test]
fn a_type_that_is_a_choice_is_its_enum() {
    use choice_type::choice_type::{CardType, FilterType, NoteType, Payment};
    use soap_runtime::bind::{ContentIn, TypeName};
    let extra = format!("<Extra {XSI} xsi:type='PaymentType'><Vouchers>1</Vouchers><Vouchers>2</Vouchers></Extra>");
    let filter = "<Filter><Not><Name>n</Name></Not></Filter><Note><Text>t</Text></Note>";
    let order =
        read!(choice_type::Order, format!("<Order NS><Payment><Iban>i</Iban></Payment>{filter}{extra}</Order>"));
    assert_eq!(order.payment, Payment::Account("i".to_owned()));
    assert_eq!(order.filter, Some(FilterType::Not(Box::new(FilterType::Name("n".to_owned())))));
    assert_eq!(order.note[0].get(), &NoteType::Text("t".to_owned()));
    let extra = order.extra.unwrap().read::<choice_type::AnyType>().unwrap();
    assert_eq!(extra, choice_type::AnyType::Payment(Payment::Vouchers(vec![1, 2])));
    assert_eq!(Payment::TYPE, Some(TypeName { namespace: "urn:example:choice-type", name: "PaymentType" }));

    let path = |xml: &str| choice_type::Document::from_xml(xml).unwrap_err().to_string();
    let xml = "<Order xmlns='urn:example:choice-type'><Payment><Cash/></Payment></Order>";
    let expected = "1:40: Order/Payment: missing element Card, Iban or Vouchers; skipped here: Cash";
    assert_eq!(path(xml), expected);
    assert_eq!(Payment::Card(CardType::new("1")).type_name(), Payment::TYPE);
}

#[test]
fn members_of_a_substitution_group_are_borrowed_as_what_they_have_in_common() {
    use substitution_concrete::substitution_concrete::{Part, PartElement};
    let photo = format!("<Photo {XSI} xsi:nil='true'/><Photo Camera='c'><Name>e</Name><Width>1</Width></Photo>");
    let xml = "<Mail NS><Part><Name>a</Name></Part><Image><Name>b</Name><Width>1</Width></Image>";
    let xml = format!("{xml}<Copy {XSI} xsi:type='ImageType'><Name>c</Name><Width>2</Width></Copy>");
    let mail = read!(substitution_concrete::Mail, format!("{xml}{photo}<Title>t</Title></Mail>"));
    let names: Vec<_> = mail.part.iter().map(|part| part.name().map(String::as_str)).collect();
    assert_eq!(names, [Some("a"), Some("b"), Some("c"), None, Some("e")]);
    let parts: Vec<&dyn Part> = mail.part.iter().filter_map(PartElement::as_part).collect();
    assert_eq!((parts.len(), parts[1].name().as_str()), (4, "b"));

    use substitution_nested::substitution_nested::{AnimalElement, AnimalType};
    let rex = AnimalType { name: Some("Rex".to_owned()) };
    assert_eq!(AnimalElement::Poodle(rex.clone()).get(), &rex);
}

#[test]
fn the_order_of_an_all_is_kept_and_means_nothing() {
    use all::all::SettingsType;
    let read = |children: &str| read!(all::Settings, format!("<Settings NS>{children}</Settings>"));
    let settings = read("<Title>t</Title><Height>2</Height><Width>1</Width>");
    assert_eq!(settings, read("<Width>1</Width><Height>2</Height><Title>t</Title>"));
    let shown = |settings: SettingsType| {
        let xml = all::Document::Settings(settings).to_xml().unwrap();
        assert!(!xml.contains("xsi"), "{xml}");
        let names = xml.split("</").filter_map(|rest| rest.split('>').next()?.rsplit(':').next().map(str::to_owned));
        names.skip(1).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(shown(settings.clone()), "Title Height Width Settings");
    assert_eq!(shown(SettingsType { title: None, ..settings }), "Height Width Settings");
    let mut settings = read("<Height>2</Height><Width>1</Width>");
    settings.title = Some("t".to_owned());
    assert_eq!(shown(settings), "Height Title Width Settings");
    let mut settings = SettingsType::new(1, 2);
    settings.title = Some("t".to_owned());
    assert_eq!(shown(settings), "Width Height Title Settings");
}

#[test]
fn a_schema_location_is_kept_or_noticed() {
    let read = |xml: &str| {
        let (options, notices) = ReadOptions::default().collecting();
        let xml = xml.replace("NS", &format!(r#"xmlns="urn:example:schema-location" {XSI}"#));
        let document = schema_location::Document::from_xml_with(&xml, &options).unwrap();
        (document, notices.take().iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    let (document, notices) =
        read(r#"<Library NS xsi:schemaLocation=" urn:a  a.xsd "><Item><Title>t</Title></Item></Library>"#);
    let schema_location::Document::Library(library) = document else { panic!("{document:?}") };
    assert_eq!((library.schema_location.as_deref(), notices.len()), (Some("urn:a a.xsd"), 0));
    let (_, notices) = read(r#"<Note NS xsi:schemaLocation="urn:a a.xsd"/>"#);
    assert_eq!(notices, ["1:1: Note: the schema location urn:a a.xsd is not kept"]);
    let item = r#"<Library NS><Item xsi:noNamespaceSchemaLocation="b.xsd"><Title>t</Title></Item></Library>"#;
    let (_, notices) = read(item);
    assert_eq!(notices.len(), 1);
    assert!(notices[0].ends_with("Library/Item: the schema location b.xsd is not kept"), "{notices:?}");
    let (options, notices) = ReadOptions::default().collecting();
    let xml = format!(
        r#"<Target xmlns="urn:example:choice" {XSI} xsi:schemaLocation="urn:a a.xsd"><Number>1</Number></Target>"#
    );
    choice::Document::from_xml_with(&xml, &options).unwrap();
    assert_eq!(notices.take()[0].to_string(), "1:1: Target: the schema location urn:a a.xsd is not kept");
}

#[test]
fn an_xsi_type_that_says_nothing_new_is_noticed_and_not_kept() {
    let (options, notices) = ReadOptions::default().collecting();
    let xml = format!(
        r#"<Settings xmlns="urn:example:all" {XSI} xsi:type=" SettingsType "><Width>1</Width><Height>2</Height></Settings>"#
    );
    all::Document::from_xml_with(&xml, &options).unwrap();
    let kinds: Vec<NoticeKind> = notices.take().into_iter().map(|notice| notice.kind).collect();
    assert_eq!(kinds, [NoticeKind::TypeNotKept("SettingsType".to_owned())]);
    let derived = format!(r#"<Catalogue xmlns="urn:example:schema-location" {XSI} xsi:type="BigCatalogueType"/>"#);
    schema_location::Document::from_xml_with(&derived, &options).unwrap();
    assert_eq!(notices.take(), []);
}

#[test]
fn every_xsi_type_has_a_place_where_the_configuration_asks_for_it() {
    use config_xsi_type::config_xsi_type::{AnyItemType, ItemType, LineType, OrderType};
    use soap_runtime::bind::Typed;
    use soap_runtime::xsd::QName;
    let xs = |local: &str| QName::new(Some("http://www.w3.org/2001/XMLSchema"), local).unwrap();
    let order = read!(
        config_xsi_type::Order,
        format!(
            r#"<Order NS {XSI} xmlns:xs="http://www.w3.org/2001/XMLSchema" xsi:type="OrderType">
            <Number xsi:type="xs:short">7</Number><Line xsi:type="LineType"/><Item xsi:type="ItemType"/></Order>"#
        )
    );
    assert_eq!(order.number, Typed::new(7, xs("short")));
    assert_eq!((*order.number, order.note.as_ref()), (7, None));
    assert_eq!(order.xsi_type.as_ref().map(QName::local), Some("OrderType"));
    assert!(matches!(&order.item, Some(AnyItemType::ItemType(ItemType { xsi_type: Some(_), .. }))), "{order:?}");
    let mut own = OrderType::new(7);
    own.note = Some("n".into());
    own.line = vec![LineType::default().into()];
    let xml = config_xsi_type::Document::Order(Box::new(own)).to_xml().unwrap();
    assert!(!xml.contains("xsi:type"), "{xml}");
}

#[test]
fn too_few_values_are_noticed() {
    let read = |children: &str| {
        let (options, notices) = ReadOptions::default().collecting();
        let xml = format!(r#"<Team xmlns="urn:example:at-least">{children}</Team>"#);
        at_least::Document::from_xml_with(&xml, &options).unwrap();
        notices.take().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let enough = "<Player>a</Player><Player>b</Player><Day>1</Day><Hour>9</Hour><Home>h</Home><x xmlns='urn:o'/>";
    assert_eq!(read(enough), [""; 0]);
    assert_eq!(
        read(""),
        [
            "1:1: Team: expected at least 2 of Player, found 0",
            "1:1: Team: expected at least 1 of Day, found 0",
            "1:1: Team: expected at least 1 of Home or Away, found 0",
            "1:1: Team: expected at least 1 of an element, found 0",
        ]
    );
    let one = ["1:1: Team: expected at least 2 of Player, found 1"];
    assert_eq!(read(&enough.replacen("<Player>a</Player>", "", 1)), one);
    let no_hour = ["1:1: Team: expected at least 1 of Hour, found 0"];
    assert_eq!(read(&enough.replace("<Hour>9</Hour>", "<Day>2</Day><Hour>9</Hour>")), no_hour);
}

#[test]
fn values_that_repeat_together_stay_together() {
    let table =
        read!(sequence_repeated::Table, "<Table NS><Key>a</Key><Value>1</Value><Value>2</Value><Key>b</Key></Table>");
    let rows: Vec<(&str, &[i32])> = table.items.iter().map(|row| (row.key.as_str(), row.value.as_slice())).collect();
    assert_eq!(rows, [("a", &[1, 2][..]), ("b", &[])]);
}

#[test]
fn enumerations_are_open() {
    use enumerations::enumerations::{TokenType, ValueType};
    let values = read!(
        enumerations::Values,
        "<Values NS><Value/><Value>self</Value><Value>new</Value><Token> On </Token></Values>"
    );
    assert_eq!(values.value[..2], [ValueType::Empty, ValueType::Self2]);
    assert_eq!((values.value[2].as_str(), values.value[2].is_known()), ("new", false));
    assert_eq!(values.token, Some(TokenType::On));
    assert_eq!(ValueType::VALUES.len(), 12);
}

#[test]
fn values_are_made_of_numbers_and_lists_of_texts() {
    use facets::facets::{DigitsType, ExponentType, FineType, FlagType};
    use list::list::{NumbersType, PairType, WordsType};
    assert_eq!((f64::from(FineType::try_from(7.5).unwrap()), FineType::try_from(1501).is_err()), (7.5, true));
    assert_eq!(DigitsType::try_from(12.5).unwrap(), "12.50".parse().unwrap());
    assert!(DigitsType::try_from(12345_i64).is_err() && DigitsType::try_from(0.001).is_err());
    assert_eq!(
        (ExponentType::try_from(7.0).unwrap().as_str(), FlagType::try_from(true).unwrap().as_str()),
        ("+7E0", "1")
    );
    assert_eq!(f64::try_from(ExponentType::new("7E2").unwrap()), Ok(700.0));
    assert_eq!(NumbersType::from([1, 2]), [1, 2]);
    assert!(PairType::new([1, 2]).is_ok() && PairType::new([1]).is_err() && WordsType::new(["a", "b"]).is_ok());
}

#[test]
fn members_become_values_of_their_union() {
    use union::union::{ColdType, ColourType, SizeType};
    assert_eq!(
        (SizeType::from(5), ColourType::from(ColdType::Blue)),
        (SizeType::Int(5), ColourType::ColdType(ColdType::Blue))
    );
}

#[test]
fn unions_take_the_first_member_that_fits() {
    use union::union::{ColdType, ColourType, SizeType, StyleTypeWhen};
    let style = read!(
        union::Style,
        "<Style NS><Size>5</Size><Colour>blue</Colour><When>2024-02-29T12:00:00Z</When><Sizes>1 small</Sizes></Style>"
    );
    assert_eq!(style.size, SizeType::Int(5));
    assert_eq!(style.colour, Some(ColourType::ColdType(ColdType::Blue)));
    assert!(matches!(style.when, Some(StyleTypeWhen::DateTime(_))), "{:?}", style.when);
    assert_eq!(style.sizes.unwrap().len(), 2);
}

#[test]
fn a_text_is_of_the_first_member_that_has_it_among_its_own() {
    use union_of_texts::union_of_texts::{AmountType, KeyType, NoteType};
    let notes = read!(
        union_of_texts::Notes,
        "<Notes NS><Note> en </Note><Note>a_b</Note><Note> a  b </Note><Key>7</Key><Key>7a</Key><Amount>7.0</Amount></Notes>"
    );
    assert_eq!(
        notes.note,
        [NoteType::LanguageType("en".into()), NoteType::NcName("a_b".into()), NoteType::String(" a  b ".to_owned())]
    );
    assert_eq!(notes.key, [KeyType::Int(7), KeyType::Nmtoken("7a".into())]);
    assert_eq!((notes.amount[0], notes.amount[0].to_string()), (AmountType::Double(7.0), "+7E0".to_owned()));
}

#[test]
fn names_in_unions_are_names() {
    use soap_runtime::xsd::QName;
    use union_of_names::union_of_names::{KindOrTextType, KindType, NameOrCallType};
    let query = read!(
        union_of_names::Query,
        r#"<Query NS xmlns:m="urn:m" xmlns:k="urn:example:kinds" One="m:a"><Name>fn(m:a)</Name><Name>b</Name>
        <KindOrText>k:One</KindOrText><KindOrText>m:One</KindOrText><KindOrText>Local</KindOrText><Default/></Query>"#
    );
    let name = |namespace: &str, local: &str| QName::new(Some(namespace), local).unwrap();
    assert_eq!(query.one, Some(NameOrCallType::QName(name("urn:m", "a"))));
    assert!(matches!(query.name[0], NameOrCallType::CallType(_)));
    assert_eq!(query.name[1], NameOrCallType::QName(name("urn:example:union-of-names", "b")));
    let kind = |namespace: &str, local: &str| KindType::new(name(namespace, local));
    assert_eq!(
        query.kind_or_text,
        [
            KindOrTextType::KindType(kind("urn:example:kinds", "One").unwrap()),
            KindOrTextType::String("m:One".to_owned()),
            KindOrTextType::KindType(kind("urn:example:union-of-names", "Local").unwrap()),
        ]
    );
    assert!(kind("urn:m", "One").is_err());
    assert_eq!(query.default, Some(NameOrCallType::QName(name("urn:example:kinds", "One"))));
}

#[test]
fn facets_are_checked_by_constructors_and_noticed_by_lenient_reading() {
    use facets::facets::{DigestType, LengthRangeType, PatternType, RangeType, StepType};
    assert!(LengthRangeType::new("abc").is_ok() && LengthRangeType::new("abcd").is_err());
    assert!(PatternType::new("AB1").is_ok() && PatternType::new("ab1").is_err());
    assert!(DigestType::try_from("0fb7").is_ok() && DigestType::try_from("0FB7").is_err());
    assert!(DigestType::try_from("0fb71c").is_err() && DigestType::try_from("0f").is_err());
    assert!(RangeType::new(10).is_ok() && RangeType::new(11).is_err());
    let pair = |numbers: &[i32]| list::list::PairType::new(numbers.to_vec());
    assert!(pair(&[1, 2]).is_ok() && pair(&[1]).is_err());
    assert!(StepType::new("AB1").is_ok() && StepType::new("AB2").is_err() && StepType::new("-").is_err());
    let (options, notices) = ReadOptions::default().collecting();
    let xml = r#"<Facets xmlns="urn:example:facets"><Range>11</Range></Facets>"#;
    let facets::Document::Facets(facets) = facets::Document::from_xml_with(xml, &options).unwrap();
    assert_eq!(*facets.range.as_ref().unwrap().get(), 11);
    assert!(matches!(notices.take()[0].kind, NoticeKind::Facet(_)));
}

#[test]
fn nil_is_not_absent() {
    let form = read!(
        nillable::Form,
        format!("<Form NS {XSI}><Number xsi:nil='true'/><Value>1</Value><Value xsi:nil='1'/></Form>")
    );
    assert_eq!(form.number, Nillable::Nil);
    assert_eq!(form.text, None);
    assert_eq!(form.value, [Nillable::Value(1.0), Nillable::Nil]);
}

#[test]
fn derived_types_are_told_apart_and_share_their_bases_traits() {
    use abstract_types::abstract_types::{Field, Path, PathType};
    let xml =
        format!("<Query NS {XSI}><Path xsi:type='IndexedType' Id='1'><Uri>u</Uri><Index>2</Index></Path></Query>");
    let query = read!(abstract_types::Query, xml);
    assert_eq!(query.path.id(), Some(&1));
    let PathType::IndexedType(indexed) = query.path else { panic!("{:?}", query.path) };
    assert_eq!((*indexed.id(), indexed.uri().as_str()), (1, "u"));
}

#[test]
fn choices_keep_their_order() {
    use recursion::recursion::{ManyTypeChoice, SearchType};
    let xml = "<Search NS><And><Not><Exists>a</Exists></Not><Exists>b</Exists><Or><Exists>c</Exists></Or><Exists>d</Exists></And></Search>";
    let search = read!(recursion::Search, xml);
    let SearchType::And(and) = search else { panic!("{search:?}") };
    let kinds = and.items.iter().map(|item| match item {
        ManyTypeChoice::Exists(name) => name.as_str(),
        ManyTypeChoice::Not(_) => "not",
        ManyTypeChoice::And(_) => "and",
        ManyTypeChoice::Or(_) => "or",
    });
    assert_eq!(kinds.collect::<Vec<_>>(), ["not", "b", "or", "d"]);
}

#[test]
fn mixed_content_is_text_and_elements_in_order() {
    use mixed::mixed::TextTypeContent;
    let text = read!(mixed::Text, "<Text NS> A &amp; <![CDATA[<B>]]><!--c--> C <b>d</b></Text>");
    let [TextTypeContent::Text(first), TextTypeContent::B(second)] = text.content.as_slice() else {
        panic!("{:?}", text.content)
    };
    assert_eq!(first, " A & <B> C ");
    assert_eq!(second.content, [TextTypeContent::Text("d".to_owned())]);
}

#[test]
fn equal_local_names_of_other_namespaces_are_not_taken() {
    let xml = r#"<Item NS xmlns:o="urn:example:namespaces:other"><o:Name>x</o:Name><Name>a</Name></Item>"#;
    assert_eq!(read!(namespaces::Item, xml).name, "a");
}

#[test]
fn operations_are_data() {
    let ask = &wsdl_headers::operations::ASK;
    assert_eq!((ask.name, ask.soap_action), ("Ask", "urn:example:ask"));
    let locals = |names: &[soap::ElementName]| names.iter().map(|name| name.local).collect::<Vec<_>>();
    assert_eq!(locals(ask.request_headers), ["Token", "Trace"]);
    assert_eq!(locals(ask.response_headers), ["Server"]);
    let notify = &wsdl_one_way::operations::NOTIFY;
    assert_eq!((notify.request.unwrap().local, notify.response), ("Notice", None));
    let ping = &wsdl_empty_body::operations::PING;
    assert_eq!((ping.request.unwrap().local, ping.response), ("Ping", None));
    assert_eq!(wsdl_empty_body::operations::IS_ALIVE.request, None);
    assert_eq!(wsdl_port_types::reader_operations::ALL.len(), 3);
}

#[test]
fn declared_faults_are_data_and_have_typed_details() {
    let find = &wsdl_imports::shelf_operations::FIND_BOOK;
    let declared: Vec<_> = find.faults.iter().map(|fault| (fault.name, fault.detail.to_string())).collect();
    assert_eq!(declared, [("NoSuchBook", "{urn:example:wsdl-imports:messages}NoSuchBook".to_owned())]);
    assert!(wsdl_imports::shelf_operations::PUT_BACK.faults.is_empty());
    let names: Vec<_> = wsdl_faults::operations::ASK.faults.iter().map(|fault| fault.name).collect();
    assert_eq!(names, ["Busy", "Unanswerable"]);

    let busy = wsdl_faults::Document::Busy(wsdl_faults::wsdl_faults::Busy::new(5));
    let fault = soap::Fault::server("later").with_detail(&busy).unwrap();
    for version in [soap::Version::V1_1, soap::Version::V1_2] {
        let mut envelope = soap::Envelope::<wsdl_faults::Document>::fault(fault.clone());
        envelope.version = version;
        let xml = envelope.to_xml().unwrap();
        assert!(xml.contains(r#"<s:Busy Seconds="5""#), "{xml}");
        let read = soap::Envelope::<wsdl_faults::Document>::from_xml_with(&xml, &ReadOptions::strict()).unwrap();
        let soap::Body::Fault(read) = read.body else { panic!("a fault expected") };
        assert_eq!(read.detail_as(&ReadOptions::strict()).unwrap(), Some(busy.clone()));
    }
}

#[test]
fn details_that_are_not_the_contracts_are_passed_over_and_bad_ones_are_errors() {
    let read = |entries: &str, options: &ReadOptions| {
        let xml = format!(
            r#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:w="urn:example:wsdl-faults"><s:Body><s:Fault>
            <faultcode>s:Server</faultcode><faultstring>f</faultstring><detail>{entries}</detail></s:Fault></s:Body></s:Envelope>"#
        );
        let envelope = soap::Envelope::<wsdl_faults::Document>::from_xml(&xml).unwrap();
        let soap::Body::Fault(fault) = envelope.body else { panic!("a fault expected") };
        fault.detail_as::<wsdl_faults::Document>(options)
    };
    let (lenient, strict) = (ReadOptions::default(), ReadOptions::strict());
    let unanswerable = wsdl_faults::Document::Unanswerable("u".to_owned());
    let entries = "<o:Trace xmlns:o='urn:o'/><w:Unanswerable>u</w:Unanswerable><w:Busy/>";
    for options in [&lenient, &strict] {
        assert_eq!(read(entries, options).unwrap(), Some(unanswerable.clone()));
        assert_eq!(read("<o:Trace xmlns:o='urn:o'/>", options).unwrap(), None);
        assert!(matches!(read("<w:Busy/>", options).unwrap_err().kind(), ErrorKind::MissingAttribute(_)));
    }
    assert!(read("<w:Busy Seconds='1' Zzz=''/>", &lenient).is_ok());
    assert!(read("<w:Busy Seconds='1' Zzz=''/>", &strict).is_err());
}

#[test]
fn header_faults_are_header_blocks_beside_the_fault() {
    let xml = r#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:m="urn:example:wsdl-imports:messages">
        <s:Header><m:TicketExpired Days="3"/></s:Header><s:Body><s:Fault><faultcode>s:Client</faultcode><faultstring>f</faultstring>
        </s:Fault></s:Body></s:Envelope>"#;
    for options in [ReadOptions::default(), ReadOptions::strict()] {
        let envelope: soap::Envelope<wsdl_imports::Document> = soap::Envelope::from_xml_with(xml, &options).unwrap();
        let soap::HeaderContent::Known(header) = &envelope.headers[0].content else { panic!("{envelope:?}") };
        let expired = wsdl_imports::messages::TicketExpired::new(3);
        assert_eq!(*header, wsdl_imports::Document::TicketExpired(expired));
    }
}

#[test]
fn headers_are_sorted_out_of_an_envelope() {
    let xml = r#"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:example:wsdl-headers">
        <s:Header><Trace Id="7"/><Other xmlns="urn:o"/></s:Header><s:Body><Ask><Question>q</Question></Ask></s:Body></s:Envelope>"#;
    let envelope: soap::Envelope<wsdl_headers::Document> = soap::Envelope::from_xml(xml).unwrap();
    let (headers, others): (wsdl_headers::RequestHeaders, _) = soap::Headers::from_blocks(envelope.headers);
    assert_eq!(headers.trace.unwrap().id, 7);
    assert_eq!((headers.token, others.len()), (None, 1));
}

#[test]
fn a_nil_that_is_none_is_written_where_the_element_has_to_be_there() {
    use config_nillable::{Document, config_nillable::FormType};
    let form = FormType { text: Some("t".to_owned()), ..FormType::default() };
    let xml = Document::Form(form.clone().into()).to_xml().unwrap();
    assert!(xml.contains("<ns1:Number xsi:nil=\"true\"/><ns1:Text>t</ns1:Text><Marked xsi:nil=\"true\"/>"), "{xml}");
    assert_eq!(Document::from_xml_with(&xml, &ReadOptions::strict()).unwrap(), Document::Form(form.into()));
    let again = xml.replace("<ns1:Text>t</ns1:Text>", "<ns1:Text>t</ns1:Text><ns1:Text xsi:nil=\"1\"/>");
    let (options, notices) = ReadOptions::default().collecting();
    let Document::Form(form) = Document::from_xml_with(&again, &options).unwrap() else { panic!("a form expected") };
    let kinds: Vec<NoticeKind> = notices.take().into_iter().map(|notice| notice.kind).collect();
    assert_eq!((form.text, kinds), (None, vec![NoticeKind::Repeated("Text".to_owned())]));
}

/// Attribute values keep white space that is written as a reference; `xs:QName` collapses it.
#[test]
fn a_type_is_named_with_white_space_around_it() {
    use case_tests::recursion_derived::Document;
    for name in ["FolderType", " FolderType\n", "&#9;FolderType", "&#10;FolderType&#13;"] {
        let xml = format!(
            r#"<Folder xmlns="urn:example:recursion-derived" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Child xsi:type="{name}"/></Folder>"#
        );
        let read = Document::from_xml_with(&xml, &soap_runtime::ReadOptions::strict()).unwrap();
        assert!(!read.to_xml().unwrap().contains("xsi:type"), "{name}: it is the declared type");
    }
}
