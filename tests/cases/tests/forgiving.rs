//! What reading forgives by default and by choice, what it tells of that, and what it loses.
#![allow(clippy::unwrap_used, missing_docs)]

use case_tests::*;
use soap_runtime::{ErrorKind, NoticeKind, ReadOptions};
use unreadable::unreadable::{RemarkTypeContent, ReportType, ReportTypeChoice, StepsTypeChoice, WeightType};

const XSI: &str = r#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#;

/// Reads with a sink: the value or the error, and the notices.
macro_rules! read {
    ($case:ident, $xml:expr, $options:expr) => {{
        let (options, notices) = $options.collecting();
        let read = $case::Document::from_xml_with($xml, &options).map_err(|error| error.to_string());
        (read, notices.take().iter().map(ToString::to_string).collect::<Vec<String>>())
    }};
}

fn lenient() -> ReadOptions {
    ReadOptions::default()
}

fn salvaging() -> ReadOptions {
    lenient().salvaging()
}

/// A report with this content.
fn report(content: &str) -> String {
    format!(r#"<Report xmlns="urn:example:unreadable" {XSI}>{content}</Report>"#)
}

/// The report that is read, and what is told without line and column.
#[track_caller]
fn read_report(content: &str, options: ReadOptions) -> (ReportType, Vec<String>) {
    let (read, notices) = read!(unreadable, &report(content), options);
    let unreadable::Document::Report(read) = read.unwrap_or_else(|error| panic!("{error}"));
    let told = notices.iter().map(|notice| notice.splitn(3, ':').nth(2).unwrap().trim().to_owned());
    (*read, told.collect())
}

#[track_caller]
fn refused(content: &str, options: &ReadOptions) -> String {
    let error = unreadable::Document::from_xml_with(&report(content), options).unwrap_err();
    error.to_string().splitn(3, ':').nth(2).unwrap().trim().to_owned()
}

// ---- by default -------------------------------------------------------------------------------------------------------

#[test]
fn an_empty_element_without_an_empty_value_is_absent() {
    let empty = "the element is empty, which its type does not allow; it is read as absent";
    for (content, path) in [
        ("<Number/>", "Report/Number"),
        ("<Number></Number>", "Report/Number"),
        ("<Number> \n </Number>", "Report/Number"),
        ("<Number><!-- none --></Number>", "Report/Number"),
        ("<Day/>", "Report/Day"),
        ("<State/>", "Report/State"),
        ("<State> </State>", "Report/State"),
        ("<Weight Unit='kg'/>", "Report/Weight"),
        ("<Score/>", "Report/Score"),
        ("<Row/>", "Report/Row"),
    ] {
        let (read, told) = read_report(content, lenient());
        assert_eq!(read, ReportType::default(), "{content}");
        assert_eq!(told, [format!("{path}: {empty}")], "{content}");
        assert!(!refused(content, &ReadOptions::strict()).is_empty());
        // Without a sink it is the same value.
        assert_eq!(
            unreadable::Document::from_xml(&report(content)).unwrap(),
            unreadable::Document::Report(ReportType::default().into())
        );
    }
}

#[test]
fn an_empty_value_that_there_is_is_kept() {
    let (read, told) = read_report("<Note/><Content/>", lenient());
    assert_eq!((read.note.as_deref(), read.content.map(|content| content.len())), (Some(""), Some(0)));
    assert_eq!(told, [""; 0]);
    // A default stands for the empty element.
    let xml = r#"<Config xmlns="urn:example:element-values"><Size/><Price/></Config>"#;
    let (read, notices) = read!(element_values, xml, lenient());
    let element_values::Document::Config(config) = read.unwrap();
    assert_eq!((config.size, config.price[0].value.to_string().as_str()), (5, "9.5"));
    assert_eq!(notices, [""; 0]);
}

#[test]
fn an_empty_item_is_left_out_and_the_others_are_kept() {
    let (read, told) = read_report("<Score>1</Score><Score/><Score>3</Score><Score xsi:nil='true'/>", lenient());
    assert_eq!(read.score, [1, 3]);
    assert_eq!(
        told,
        [
            "Report/Score[2]: the element is empty, which its type does not allow; it is read as absent",
            "Report/Score[4]: xsi:nil on an element that is not nillable; it is read as absent"
        ]
    );
}

#[test]
fn nil_where_it_is_not_provided_for_is_absent() {
    for content in
        ["<Number xsi:nil='true'/>", "<Note xsi:nil='1'/>", "<Main xsi:nil='true'/>", "<Item xsi:nil='true'/>"]
    {
        let (read, told) = read_report(content, lenient());
        assert_eq!(read, ReportType::default(), "{content}");
        let [told] = told.as_slice() else { panic!("{told:?}") };
        assert!(told.ends_with(": xsi:nil on an element that is not nillable; it is read as absent"), "{told}");
    }
    let (read, told) = read_report("<Number xsi:nil='false'>5</Number>", lenient());
    assert_eq!((read.number, told.len()), (Some(5), 1), "{told:?}");
    let (read, told) = read_report("<Main><Name xsi:nil='true'/><Price>1</Price></Main>", lenient());
    assert_eq!(read.main.unwrap().name, "");
    assert_eq!(told, ["Report/Main/Name: xsi:nil on an element that is not nillable"]);
}

#[test]
fn what_is_required_is_not_left_out_for_being_empty() {
    let not_a_number = "expected xs:int, found \"\": not a number";
    for (content, expected) in [
        ("<Target><Port/></Target>", format!("Report/Target/Port: {not_a_number}")),
        ("<Table><Key/></Table>", format!("Report/Table/Key: {not_a_number}")),
        ("<Steps><Up/><Down>1</Down></Steps>", format!("Report/Steps/Up: {not_a_number}")),
        ("<Main/>", "Report/Main/Name: missing element Name".to_owned()),
    ] {
        assert_eq!(refused(content, &lenient()), expected);
    }
}

#[test]
fn a_child_element_in_text_is_an_error_and_not_an_empty_value() {
    let include = "<xop:Include xmlns:xop='http://www.w3.org/2004/08/xop/include' href='cid:a@b'/>";
    let attachments = "Report/Content/Include: unexpected element {http://www.w3.org/2004/08/xop/include}Include: expected text only; \
                       attachments (MTOM) are not supported here, the content has to stand in the message";
    let xop = format!("<Content>{include}</Content>");
    assert_eq!(refused(&xop, &lenient()), attachments);
    assert_eq!(refused(&xop, &ReadOptions::strict()), attachments);
    let (read, told) = read_report(&xop, salvaging());
    assert_eq!(read, ReportType::default());
    assert_eq!(told, [format!("Report/Content: left out: {}", told[0].split_once("left out: ").unwrap().1)]);
    assert!(told[0].contains(attachments), "{told:?}");
    for (content, path) in [
        ("<Note>a<b/>c</Note>", "Report/Note/b"),
        ("<Note><b>a</b></Note>", "Report/Note/b"),
        ("<Number>1<!-- --><b/></Number>", "Report/Number/b"),
        ("<Weight Unit='kg'><b/></Weight>", "Report/Weight/b"),
        ("<Score><Score>1</Score></Score>", "Report/Score/Score"),
    ] {
        let local = path.rsplit('/').next().unwrap();
        let expected = format!("{path}: unexpected element {{urn:example:unreadable}}{local}: expected text only");
        assert_eq!(refused(content, &lenient()), expected);
        assert_eq!(read_report(content, salvaging()).0, ReportType::default(), "{content}");
    }
}

// ---- what is told -----------------------------------------------------------------------------------------------------

#[test]
fn order_and_number_are_told() {
    let told = |content: &str| {
        let xml = format!(r#"<Order xmlns="urn:example:sequence" {XSI}>{content}</Order>"#);
        let (read, notices) = read!(sequence, &xml, lenient());
        read.unwrap_or_else(|error| panic!("{error}"));
        notices.iter().map(|notice| notice.splitn(3, ':').nth(2).unwrap().trim().to_owned()).collect::<Vec<_>>()
    };
    let (number, note, stamp) = ("<Number>1</Number>", "<Note>n</Note>", "<Stamp>s</Stamp>");
    assert_eq!(told(&[number, note, stamp].concat()), [""; 0]);
    let early = told(&[stamp, number].concat());
    assert_eq!(early.len(), 1, "{early:?}");
    assert!(early[0].starts_with("Order/Stamp: element ns1:Stamp is out of place: expected ns1:Number"), "{early:?}");
    let late = told(&[number, stamp, note].concat());
    assert_eq!(late.len(), 1, "{late:?}");
    assert!(late[0].starts_with("Order/Note: element ns1:Note is out of place: expected "), "{late:?}");
    assert_eq!(
        told(&[number, number, stamp].concat()),
        ["Order/Number[2]: element Number is repeated; the last one is kept"]
    );
}

#[test]
fn alternatives_are_told() {
    let (read, notices) =
        read!(choice, r#"<Target xmlns="urn:example:choice"><Name>n</Name><Number>1</Number></Target>"#, lenient());
    read.unwrap();
    assert_eq!(
        notices,
        ["1:50: Target/Number: element Number begins a second value where there is room for one; the last one is kept"]
    );
}

#[test]
fn fixed_values_are_told() {
    let xml = r#"<Config xmlns="urn:example:element-values"><Size>1</Size><Version>2.0</Version></Config>"#;
    let (read, notices) = read!(element_values, xml, lenient());
    read.unwrap();
    assert_eq!(
        notices,
        ["1:58: Config/Version: the value is fixed: expected \"1.0\", found \"2.0\"; the value is kept"]
    );
}

#[test]
fn an_xsi_type_that_is_not_taken_is_told() {
    for (name, told) in [
        ("Newer", "{urn:example:unreadable}Newer"),
        ("ax9:TagType", "ax9:TagType"),
        ("TargetType", "{urn:example:unreadable}TargetType"),
    ] {
        let content = format!("<Main xsi:type='{name}'><Name>a</Name><Price>1</Price><Zzz/></Main>");
        let (read, notices) = read_report(&content, lenient());
        assert_eq!(read.main.unwrap().name, "a");
        assert_eq!(
            notices,
            [
                format!("Report/Main: xsi:type {told} is not the declared type or derived from it and is ignored"),
                "Report/Main/Zzz: element {urn:example:unreadable}Zzz was not expected and is skipped".to_owned()
            ]
        );
    }
}

#[test]
fn notices_come_in_document_order_and_nothing_twice() {
    let content = "<Score/><Number>x</Number><Zzz/><State>ajar</State><Item Zz='1'><Price>1</Price><Name>a</Name></Item><Day/>text";
    let (options, notices) = salvaging().collecting();
    unreadable::Document::from_xml_with(&report(content), &options).unwrap();
    let notices = notices.take();
    let offsets: Vec<usize> = notices.iter().map(|notice| notice.position.offset).collect();
    assert!(offsets.is_sorted(), "{offsets:?}");
    let kinds: Vec<String> =
        notices.iter().map(|notice| format!("{}: {:?}", notice.position.path, notice.kind)).collect();
    let found: Vec<&str> = kinds.iter().map(|kind| kind.split(['(', ' ', '{']).nth(1).unwrap()).collect();
    assert_eq!(
        found,
        [
            "Empty",
            "Lost",
            "UnknownElement",
            "Facet",
            "OutOfPlace",
            "UnknownAttribute",
            "OutOfPlace",
            "Empty",
            "UnexpectedText"
        ],
        "{kinds:#?}"
    );
}

#[test]
fn very_much_is_told_as_a_number() {
    let content = "<Zzz/>".repeat(10_003);
    let (read, told) = read_report(&content, lenient());
    assert_eq!((read, told.len()), (ReportType::default(), 10_001));
    assert_eq!(told[10_000], "3 more were forgiven");
}

#[test]
fn a_missing_thing_says_what_was_skipped() {
    let missing = |content: &str, options: &ReadOptions| refused(&format!("<Main>{content}</Main>"), options);
    let (silent, (telling, _)) = (lenient(), lenient().collecting());
    for options in [&silent, &telling] {
        assert_eq!(
            missing("<Nmae>a</Nmae><Price>1</Price><other xmlns='urn:o'/>", options),
            "Report/Main/Name: missing element Name; skipped here: Nmae, other"
        );
        // Only what stood beside it.
        assert_eq!(
            missing("<Name>a</Name><Tag Id='1'><Price/></Tag>", options),
            "Report/Main/Price: missing element Price"
        );
        assert_eq!(
            missing("<Name>a</Name><Price>1</Price><Tag id='1' x='2'/>", options),
            "Report/Main/Tag/@Id: missing attribute Id; skipped here: @id, @x"
        );
        assert_eq!(
            missing("<Name xmlns=''>a</Name><Price>1</Price>", options),
            "Report/Main/Name: missing element Name; skipped here: Name in no namespace and not in namespace \
             urn:example:unreadable (ReadOptions::ignoring_form reads it)"
        );
        assert_eq!(
            missing("<Name xmlns='urn:o'>a</Name>", options),
            "Report/Main/Name: missing element Name; skipped here: Name in namespace urn:o and not in namespace urn:example:unreadable"
        );
        let many = "<a/><b/><c/><d/><e/><f/><g/>";
        assert_eq!(
            missing(many, options),
            "Report/Main/Name: missing element Name; skipped here: a, b, c, d, e, 2 more"
        );
        assert_eq!(
            refused("<Target><port>1</port></Target>", options),
            "Report/Target: missing element Host or Port; skipped here: port"
        );
    }
}

// ---- salvaging --------------------------------------------------------------------------------------------------------

#[test]
fn an_optional_part_that_cannot_be_read_is_absent() {
    let xml = r#"<Report xmlns="urn:example:unreadable" Version="1.0"><Number>2</Number></Report>"#;
    let (read, notices) = read!(unreadable, xml, salvaging());
    let unreadable::Document::Report(read) = read.unwrap();
    assert_eq!((read.version, read.number), (None, Some(2)));
    assert_eq!(notices, ["1:1: Report/@Version: left out: expected xs:int, found \"1.0\": not a number"]);
    for (content, told) in [
        ("<Number>x</Number>", "Report/Number: left out: expected xs:int, found \"x\": not a number"),
        (
            "<Number>99999999999</Number>",
            "Report/Number: left out: expected xs:int, found \"99999999999\": out of range",
        ),
        ("<Main><Name>a</Name></Main>", "Report/Main: left out: missing element Price"),
        ("<Main><Nam/><Price>1</Price></Main>", "Report/Main: left out: missing element Name; skipped here: Nam"),
    ] {
        let (read, notices) = read_report(&[content, "<Note>n</Note>"].concat(), salvaging());
        assert_eq!(read, ReportType { note: Some("n".to_owned()), ..ReportType::default() });
        assert!(notices.contains(&told.to_owned()), "{notices:?}");
        assert!(
            !refused(content, &lenient()).is_empty()
                && !refused(content, &ReadOptions::strict().salvaging()).is_empty()
        );
    }
}

#[test]
fn an_error_in_the_middle_does_not_disturb_what_follows() {
    // In attributes, behind some children, in a child's child, in an empty element, at the very end.
    for bad in [
        "<Item><Name>a</Name><Price>x</Price><Tag Id='1'>text<b><c/></b></Tag></Item>",
        "<Item><Name>a</Name><Name><b/></Name><Price>x</Price></Item>",
        "<Item/>",
        "<Item><Price>1</Price></Item>",
        "<Item><Name>a</Name><Price/></Item>",
        "<p:Item xmlns:p='urn:example:unreadable' xmlns='urn:o'><x><y/></x><p:Name>a</p:Name><p:Price>,</p:Price></p:Item>",
    ] {
        let good = "<Item><Name>b</Name><Price>2</Price></Item>";
        let (read, told) = read_report(&[good, bad, good, "<Note>n</Note>"].concat(), salvaging());
        let names: Vec<&str> = read.item.iter().map(|item| item.name.as_str()).collect();
        assert_eq!((names, read.note.as_deref()), (vec!["b", "b"], Some("n")), "{bad}");
        assert_eq!(told.iter().filter(|told| told.starts_with("Report/Item[2]: left out: ")).count(), 1, "{told:?}");
    }
}

#[test]
fn the_nearest_part_that_can_be_missing_is_lost() {
    let (read, told) = read_report(
        "<Item><Name>a</Name><Price>1</Price><Tag/></Item><Item><Name>b</Name><Price>1</Price><Tag Id='x'/></Item>\
         <Item Count='one'><Name>c</Name><Price>1</Price></Item>",
        salvaging(),
    );
    assert_eq!(read.item.len(), 3);
    assert!(read.item.iter().all(|item| item.tag.is_none() && item.count.is_none()));
    assert_eq!(
        told,
        [
            "Report/Item/Tag: left out: missing attribute Id",
            "Report/Item[2]/Tag: left out: expected xs:int, found \"x\": not a number",
            "Report/Item[3]/@Count: left out: expected xs:int, found \"one\": not a number"
        ]
    );
    let (read, told) = read_report("<Target><Port>http</Port></Target>", salvaging());
    assert_eq!(read.target, None);
    let [told] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(
        without_numbers(std::slice::from_ref(told))[0],
        "Report/Target: left out: N:N: Report/Target/Port: expected xs:int, found \"http\": not a number"
    );
}

/// The notices with `N` for numbers.
fn without_numbers(told: &[String]) -> Vec<String> {
    told.iter()
        .map(|told| told.split(char::is_numeric).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("N"))
        .collect()
}

#[test]
fn a_choice_goes_with_its_alternative() {
    let (read, told) = read_report("<Row>x</Row><Note>n</Note>", salvaging());
    assert_eq!((read.choice, read.note.as_deref()), (None, Some("n")));
    assert!(told.contains(&"Report/Row: left out: expected xs:int, found \"x\": not a number".to_owned()), "{told:?}");
    let (read, told) = read_report("<Row>x</Row><Place>p</Place>", salvaging());
    assert_eq!(read.choice, Some(ReportTypeChoice::Place("p".to_owned())));
    assert!(told[0].starts_with("Report/Row: left out: "), "{told:?}");
    let steps = "<Left>1</Left><Right>x</Right><Up>1</Up><Down>y</Down><Up>z</Up><Down>2</Down><Right>4</Right>";
    let (read, told) = read_report(&format!("<Steps>{steps}</Steps>"), salvaging());
    assert_eq!(read.steps.unwrap().items, [StepsTypeChoice::Left(1), StepsTypeChoice::Right(4)]);
    assert_eq!(
        without_numbers(&told),
        [
            "Report/Steps/Right: left out: expected xs:int, found \"x\": not a number",
            "Report/Steps/Up: left out, with all that belongs to the same sequence: N:N: Report/Steps/Down: expected xs:int, found \"y\": not a number",
            "Report/Steps/Up[N]: left out, with all that belongs to the same sequence: expected xs:int, found \"z\": not a number"
        ]
    );
}

#[test]
fn a_row_without_its_key_takes_its_values_with_it() {
    let rows = "<Key>1</Key><Value>1</Value><Key>x</Key><Value>2</Value><Value>3</Value><Key>3</Key><Value>x</Value><Value>4</Value>";
    let (read, told) = read_report(&format!("<Table>{rows}</Table>"), salvaging());
    let table = read.table.unwrap();
    let rows: Vec<(i32, &[i32])> = table.items.iter().map(|row| (row.key, row.value.as_slice())).collect();
    assert_eq!(rows, [(1, &[1][..]), (3, &[4])]);
    assert_eq!(
        told,
        [
            "Report/Table/Key[2]: left out, with all that belongs to the same sequence: expected xs:int, found \"x\": not a number",
            "Report/Table/Value[4]: left out: expected xs:int, found \"x\": not a number"
        ]
    );
    let (read, told) = read_report("<Table><Value>1</Value><Key>2</Key></Table>", salvaging());
    assert_eq!(read.table.unwrap().items.len(), 1);
    assert_eq!(
        without_numbers(&told),
        [
            "Report/Table/Value: left out, with all that belongs to the same sequence: N:N: Report/Table/Key: missing element Key"
        ]
    );
}

#[test]
fn an_empty_member_takes_its_sequence_with_it() {
    let sequence = "left out, with all that belongs to the same sequence: expected xs:int, found \"\": not a number";
    let rows = "<Key/><Value>5</Value><Key>2</Key><Value>4</Value>";
    let (read, told) = read_report(&format!("<Table>{rows}</Table><Target><Port>x</Port></Target>"), salvaging());
    assert_eq!(read.table.unwrap().items.iter().map(|row| row.key).collect::<Vec<_>>(), [2]);
    // What comes after the sequence is told as well.
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(told[0], format!("Report/Table/Key: {sequence}"));
    assert!(told[1].starts_with("Report/Target: left out: "), "{told:?}");
    assert!(refused(&format!("<Table>{rows}</Table>"), &lenient()).contains("Report/Table/Key"));
    let (read, told) = read_report("<Steps><Up/><Down>1</Down><Left>3</Left></Steps>", salvaging());
    assert_eq!(read.steps.unwrap().items, [StepsTypeChoice::Left(3)]);
    assert_eq!(told, [format!("Report/Steps/Up: {sequence}")]);
}

#[test]
fn one_value_more_that_cannot_be_read_leaves_the_first() {
    let empty = "the element is empty, which its type does not allow; it is read as absent";
    let (read, told) = read_report("<Number>1</Number><Number/>", lenient());
    assert_eq!((read.number, told), (Some(1), vec![format!("Report/Number[2]: {empty}")]));
    let (read, told) = read_report("<Number>1</Number><Number>x</Number><Number>3</Number>", salvaging());
    assert_eq!((read.number, told.len()), (Some(3), 2), "{told:?}");
    assert!(told[0].starts_with("Report/Number[2]: left out: ") && told[1].contains("is repeated"), "{told:?}");
    let (read, told) = read_report("<Row>1</Row><Row/>", lenient());
    assert_eq!((read.choice, told), (Some(ReportTypeChoice::Row(1)), vec![format!("Report/Row[2]: {empty}")]));
    let item = |price| format!("<Main><Name>n</Name><Price>1</Price><Price>{price}</Price></Main>");
    let (read, told) = read_report(&item("x"), salvaging());
    assert_eq!(read.main.unwrap().price.to_string(), "1");
    assert!(told.len() == 1 && told[0].starts_with("Report/Main/Price[2]: left out: "), "{told:?}");
    assert!(refused(&item("x"), &lenient()).starts_with("Report/Main/Price[2]"));
    let (read, told) = read_report(&item("2"), lenient());
    assert_eq!((read.main.unwrap().price.to_string().as_str(), told.len()), ("2", 1), "{told:?}");
    let nil = "<Number>1</Number><Number xsi:nil='true'/>";
    assert_eq!(read_report(nil, lenient()).0.number, Some(1));
}

#[test]
fn text_beside_what_is_left_out_stays() {
    let empty = "the element is empty, which its type does not allow; it is read as absent";
    let text = |text: &str| RemarkTypeContent::Text(text.to_owned());
    let remark = |content: &str, options| {
        let (read, told) = read_report(&format!("<Remark>{content}</Remark>"), options);
        (read.remark.unwrap().content, told)
    };
    let (read, told) = remark("a<Count/>b", lenient());
    assert_eq!((read, told), (vec![text("ab")], vec![format!("Report/Remark/Count: {empty}")]));
    let (read, told) = remark("a<Count>x</Count> b <Tag/><Count>1</Count>", salvaging());
    assert_eq!(read, [text("a b "), RemarkTypeContent::Count(1)]);
    assert!(told[0].starts_with("Report/Remark/Count: left out: "), "{told:?}");
    assert!(told[1].starts_with("Report/Remark/Tag: left out: ") && told.len() == 2, "{told:?}");
    let (read, _) = remark("<Count/> <Count/>", lenient());
    assert_eq!(read, [text(" ")]);
}

#[test]
fn without_such_a_part_the_message_is_refused() {
    let xml = r#"<Target xmlns="urn:example:choice"><Number>x</Number></Target>"#;
    let error = choice::Document::from_xml_with(xml, &salvaging()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Value(_)), "{error}");
}

#[test]
fn xml_and_limits_stay_errors() {
    for content in
        ["<Number>x</Numbr>", "<Item><Name>&nope;</Name></Item>", "<Item><Name>a</Name>", "<Item a='1' a='2'/>"]
    {
        let error = unreadable::Document::from_xml_with(&report(content), &salvaging()).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Syntax(_) | ErrorKind::UnexpectedEnd { .. }), "{content}: {error}");
    }
    // What follows the error in a lost part is read as XML, too.
    let error =
        unreadable::Document::from_xml_with(&report("<Item><Price>x</Price><Name>&nope;</Name></Item>"), &salvaging());
    assert!(matches!(error.unwrap_err().kind(), ErrorKind::Syntax(_)));
    let deep = format!("<Item><Price>x</Price>{}{}</Item>", "<a>".repeat(200), "</a>".repeat(200));
    let error = unreadable::Document::from_xml_with(&report(&deep), &salvaging()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::LimitExceeded { .. }), "{error}");
}

// ---- ignoring form ----------------------------------------------------------------------------------------------------

#[test]
fn a_child_in_no_namespace_is_read_by_choice() {
    let xml = r#"<u:Report xmlns:u="urn:example:unreadable"><Number>1</Number><u:Note>n</u:Note><Item><Name>a</Name><u:Price>1</u:Price></Item><Row>2</Row>
      <Steps><Left>1</Left><Up>2</Up><Down>3</Down></Steps><Number xmlns="urn:o">7</Number></u:Report>"#;
    let (read, notices) = read!(unreadable, xml, lenient().ignoring_form());
    let unreadable::Document::Report(read) = read.unwrap();
    assert_eq!((read.number, read.note.as_deref(), read.item.len()), (Some(1), Some("n"), 1));
    assert_eq!((read.choice, read.steps.unwrap().items.len()), (Some(ReportTypeChoice::Row(2)), 2));
    let expected = "Number in no namespace: expected in namespace urn:example:unreadable; it is read all the same";
    assert_eq!(notices[0], format!("1:44: Report/Number: element {expected}"));
    let told: Vec<&str> = notices.iter().map(|notice| notice.split(": ").nth(1).unwrap()).collect();
    let paths = ["Number", "Item", "Item/Name", "Row", "Steps", "Steps/Left", "Steps/Up", "Steps/Down", "Number[2]"];
    assert_eq!(told, paths.map(|path| format!("Report/{path}")));
    assert!(notices[8].ends_with("element {urn:o}Number was not expected and is skipped"), "{notices:?}");
}

#[test]
fn a_child_with_a_namespace_too_many_is_read_by_choice() {
    let xml = r#"<Order xmlns="urn:example:unqualified"><Number>1</Number><Line Text="t"/><Mark>m</Mark><Plus>1</Plus><Key>a</Key><Value>b</Value></Order>"#;
    assert!(unqualified::Document::from_xml(xml).is_err());
    let (read, notices) = read!(unqualified, xml, lenient().ignoring_form());
    let unqualified::Document::Order(order) = read.unwrap();
    assert_eq!((order.number, order.line.len(), order.mark.as_deref()), (1, 1, Some("m")));
    assert_eq!(notices.len(), 5, "{notices:#?}");
    assert!(notices[0].ends_with(
        "element Number in namespace urn:example:unqualified: expected in no namespace; it is read all the same"
    ));
    // Never one of a namespace that the contract does not have.
    let foreign = xml.replace("<Number>", "<o:Number xmlns:o='urn:o'>").replace("</Number>", "</o:Number>");
    let error = unqualified::Document::from_xml_with(&foreign, &lenient().ignoring_form()).unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("missing element Number; skipped here: Number in namespace urn:o and not in no namespace"),
        "{error}"
    );
}

#[test]
fn roots_and_wrappers_are_read_by_choice() {
    let options = lenient().ignoring_form();
    for (wrapper, parts) in [("MoveResponse", ""), ("s:MoveResponse", "s:"), ("MoveResponse", "s:")] {
        let xml = format!(
            r#"<{wrapper} xmlns:s="urn:example:wsdl-rpc"><{parts}return><X>1</X><Y>2</Y></{parts}return></{wrapper}>"#
        );
        let message = soap::Envelope::<wsdl_rpc::Document>::from_xml_with(&enveloped(&xml), &options).unwrap();
        let soap::Body::Message(wsdl_rpc::Document::MoveResponse(response)) = message.body else {
            panic!("{message:?}")
        };
        assert_eq!((response.return_.x, response.return_.y), (1, 2));
        assert!(soap::Envelope::<wsdl_rpc::Document>::from_xml(&enveloped(&xml)).is_err(), "{xml}");
    }
    let foreign = r#"<MoveResponse xmlns="urn:o"><return/></MoveResponse>"#;
    let error = wsdl_rpc::Document::from_xml_with(foreign, &options).unwrap_err();
    assert_eq!(
        error.to_string(),
        "1:1: MoveResponse: unexpected root element {urn:o}MoveResponse: expected MoveResponse in namespace urn:example:wsdl-rpc, and this \
         one is in namespace urn:o"
    );
}

#[test]
fn without_the_choice_both_namespaces_are_named() {
    let error = unreadable::Document::from_xml("<Report/>").unwrap_err();
    assert_eq!(
        error.to_string(),
        "1:1: Report: unexpected root element Report: expected Report in namespace urn:example:unreadable, and this one is in no namespace \
         (ReadOptions::ignoring_form reads it)"
    );
    let (read, told) = read_report("<Number xmlns=''>1</Number>", lenient());
    assert_eq!(read, ReportType::default());
    assert_eq!(
        told,
        ["Report/Number: element Number in no namespace: expected in namespace urn:example:unreadable; it is skipped \
          (ReadOptions::ignoring_form reads it)"]
    );
    assert_eq!(
        refused("<Number xmlns=''>1</Number>", &ReadOptions::strict().ignoring_form()),
        "Report/Number: unexpected element Number in no namespace: expected Number in namespace urn:example:unreadable"
    );
}

#[test]
fn a_wildcard_takes_what_it_admits_under_its_own_name() {
    let xml = r#"<o:Other xmlns:o="urn:example:any"><Id>1</Id><Zzz/></o:Other>"#;
    let (read, notices) = read!(any, xml, lenient().ignoring_form());
    let any::Document::Other(other) = read.unwrap() else { panic!() };
    assert_eq!((other.id, other.any.len()), (Some(1), 0));
    assert_eq!(notices.len(), 2, "{notices:?}");
    assert!(notices[1].ends_with("element Zzz was not expected and is skipped"), "{notices:?}");
    let xml = r#"<o:Open xmlns:o="urn:example:any"><o:Id>1</o:Id><Id>2</Id></o:Open>"#;
    let (read, notices) = read!(any, xml, lenient().ignoring_form());
    let any::Document::Open(open) = read.unwrap() else { panic!() };
    assert_eq!((open.id, open.any[0].namespace.as_str()), (1, ""));
    assert_eq!(notices, [""; 0]);
}

// ---- envelopes --------------------------------------------------------------------------------------------------------

use soap_runtime::soap;

fn enveloped(body: &str) -> String {
    format!("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>{body}</s:Body></s:Envelope>")
}

#[test]
fn an_envelope_whose_parts_are_out_of_place_is_told() {
    let xml = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body/><s:Header/></s:Envelope>";
    let (options, notices) = lenient().collecting();
    soap::Envelope::<unreadable::Document>::from_xml_with(xml, &options).unwrap();
    let notices = notices.take();
    let [notice] = notices.as_slice() else { panic!("{notices:?}") };
    assert_eq!(notice.position.path, "Envelope/Header");
    assert!(
        matches!(&notice.kind, NoticeKind::Invalid(said) if said.contains("expected no more elements")),
        "{notice}"
    );
}

#[test]
fn a_header_block_that_cannot_be_read_is_kept_as_it_came() {
    let xml = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Header>\
               <r:Report xmlns:r='urn:example:unreadable' s:mustUnderstand='1'><r:Main/></r:Report>\
               <r:Gap xmlns:r='urn:example:nillable'><x/></r:Gap></s:Header><s:Body/></s:Envelope>";
    let xml = xml.replace("<r:Main/>", "<r:Target/>");
    type Message = soap::Envelope<nillable::Document>;
    assert!(Message::from_xml(&xml).is_err());
    let (options, notices) = salvaging().collecting();
    let message = Message::from_xml_with(&xml, &options).unwrap();
    let blocks: Vec<_> = message.headers.iter().map(|block| &block.content).collect();
    let [soap::HeaderContent::Other(_), soap::HeaderContent::Other(gap)] = blocks.as_slice() else {
        panic!("{blocks:?}")
    };
    assert_eq!((gap.name.as_str(), gap.namespace.as_str(), gap.children.len()), ("Gap", "urn:example:nillable", 1));
    assert!(message.headers[0].must_understand());
    let notices = notices.take();
    assert!(matches!(&notices[..], [notice] if matches!(notice.kind, NoticeKind::KeptAsOther(_))), "{notices:?}");
}

#[test]
fn what_a_fault_says_to_people_is_kept_with_its_markup() {
    let fault = "<s:Fault><faultcode>s:Server<x/></faultcode><faultstring>No <b>such</b> thing</faultstring></s:Fault>";
    let (options, notices) = lenient().collecting();
    let message = soap::Envelope::<unreadable::Document>::from_xml_with(&enveloped(fault), &options).unwrap();
    let soap::Body::Fault(fault) = message.body else { panic!("{message:?}") };
    assert_eq!((fault.reason(), fault.codes[0].name.as_str()), ("No such thing", "Server"));
    assert_eq!(notices.take().len(), 2);
}

#[test]
fn weights_are_what_they_were() {
    let (read, _) = read_report("<Weight Unit='kg'>1.5</Weight>", salvaging());
    assert_eq!(read.weight.map(|WeightType { unit, .. }| unit), Some(Some("kg".to_owned())));
}
