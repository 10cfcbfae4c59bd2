//! What `ReadOptions::salvaging` loses, and what it keeps.

use super::*;

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

/// What is read and written again, and what is told, of identifiers that are one of three alternatives.
fn ids(content: &str, options: ReadOptions) -> (Result<String, String>, Vec<String>) {
    let xml = format!(r#"<Ids xmlns="urn:example:choice-of-repeated" {XSI}>{content}</Ids>"#);
    let (read, told) = read!(choice_of_repeated, &xml, options);
    let written = read.map(|read| read.to_xml().unwrap().split_once('>').unwrap().1.replace("</Ids>", ""));
    let told = told.iter().map(|told| told.split_once(": ").unwrap().1.to_owned());
    (written, told.collect())
}

#[test]
fn an_alternative_stays_when_what_would_replace_it_is_not_whole() {
    let lost = |member: &str, lacking: &str| {
        format!(
            "Ids/{member}: left out, with all that belongs to the same sequence: 1:1: Ids/{lacking}: missing element {lacking}"
        )
    };
    for (content, kept, told) in [
        (
            "<Number>1</Number><Number>2</Number><Last>l</Last>",
            "<Number>1</Number><Number>2</Number>",
            lost("Last", "First"),
        ),
        ("<Name>n</Name><First>f</First>", "<Name>n</Name>", lost("First", "Last")),
        ("<First>f</First><Last>l</Last><Last>m</Last>", "<First>f</First><Last>l</Last>", lost("Last[2]", "First")),
    ] {
        assert_eq!(ids(content, salvaging()), (Ok(kept.to_owned()), vec![told]), "{content}");
    }
    let (kept, told) = ids("<Number>1</Number><First>f</First><Last>l</Last>", salvaging());
    assert_eq!(kept.unwrap(), "<First>f</First><Last>l</Last>");
    assert!(told[0].starts_with("Ids/First: element First begins a second value"), "{told:?}");
    // Of three, the last one that is whole.
    let (kept, told) = ids("<Name>n</Name><Last>l</Last><Number>1</Number><First>f</First>", salvaging());
    assert_eq!(kept.unwrap(), "<Number>1</Number>");
    assert_eq!(told.len(), 3, "{told:?}");
    // What is replaced is told, also where something between could not take its place.
    let (kept, told) = ids("<Name>n</Name><First>f</First><Number>1</Number>", salvaging());
    assert_eq!(kept.unwrap(), "<Number>1</Number>");
    assert!(told.iter().any(|told| told.starts_with("Ids/Number: element Number begins a second value")), "{told:?}");
}

#[test]
fn what_is_read_as_absent_replaces_nothing() {
    let told_of = |house: &str| {
        let xml = format!(
            r#"<Address xmlns="urn:example:choice-of-sequences" {XSI}><Street>s</Street><House>1</House>{house}<City>c</City></Address>"#
        );
        let (read, told) = read!(choice_of_sequences, &xml, lenient());
        (read.unwrap().to_xml().unwrap(), told)
    };
    for house in ["<House xsi:nil='true'/>", "<House/>"] {
        let (written, told) = told_of(house);
        assert!(written.contains("<Street>s</Street><House>1</House><City>c</City>"), "{written}");
        assert!(told.len() == 1 && told[0].ends_with("it is read as absent"), "{told:?}");
    }
}

#[test]
fn an_alternative_is_never_an_empty_list() {
    let (read, told) = ids("<Last>l</Last>", salvaging());
    assert_eq!((read.unwrap(), told.len()), (String::new(), 1));
    let (read, told) = ids("<Number>x</Number><Number>2</Number>", salvaging());
    assert_eq!(read.unwrap(), "<Number>2</Number>");
    assert!(told.len() == 1 && told[0].starts_with("Ids/Number: left out: "), "{told:?}");
    let (read, told) = ids("<Name xsi:nil='true'>n</Name>", lenient());
    assert_eq!(read.unwrap(), "<Name>n</Name>");
    assert_eq!(told, ["Ids/Name: xsi:nil on an element that is not nillable"]);
}
