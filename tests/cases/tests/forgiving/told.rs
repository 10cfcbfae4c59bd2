//! What is told of what is forgiven.

use super::*;

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
    let spaced = xml.replace("2.0", " 2.0 ");
    let (_, notices) = read!(element_values, &spaced, lenient());
    assert_eq!(notices.len(), 1);
    assert!(notices[0].contains("expected \"1.0\", found \" 2.0 \"; the value is kept"), "{notices:?}");
    let (strict, _) = read!(element_values, &spaced, ReadOptions::strict());
    assert!(strict.unwrap_err().contains("expected \"1.0\", found \" 2.0 \""));
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
            missing("<Nmae/><x/><Nmae/><x/><Nmae/>", options),
            "Report/Main/Name: missing element Name; skipped here: Nmae (3 times), x (twice)"
        );
        assert_eq!(
            refused("<Target><port>1</port></Target>", options),
            "Report/Target: missing element Host or Port; skipped here: port"
        );
    }
}

#[test]
fn what_a_wildcard_lacks_is_told_as_that() {
    for (xml, expected) in [
        (r#"<Listed xmlns="urn:example:any"/>"#, "Listed: missing element for the wildcard"),
        (r#"<One xmlns="urn:example:any"/>"#, "One: missing element Id or for the wildcard"),
    ] {
        let error = any::Document::from_xml_with(xml, &ReadOptions::strict()).unwrap_err().to_string();
        assert!(error.ends_with(expected), "{error}");
    }
    let competing = r#"<Rows xmlns="urn:example:wildcards-competing"/>"#;
    let error = wildcards_competing::Document::from_xml_with(competing, &ReadOptions::strict()).unwrap_err();
    assert!(error.to_string().ends_with("Rows: missing element for the wildcard or b"), "{error}");
}
