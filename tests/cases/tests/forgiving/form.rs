//! What `ReadOptions::ignoring_form` reads.

use super::*;

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
