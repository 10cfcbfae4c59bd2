//! What reading forgives without being asked.

use super::*;

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
                       this message came without attachments: it is not multipart/related, or the feature `attachments` is off; the \
                       content has to stand in it";
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
