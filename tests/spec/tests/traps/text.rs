//! Trap 5: text is what was written, wherever references, sections and comments cut it up.

use ms_oxwscos::types::PersonaType;
use ms_oxwscos::xsd::{Base64Binary, SimpleValue};
use ms_oxwscos::{Document, ReadOptions};
use soap_runtime::{ErrorKind, NoticeKind};

use crate::letters::{
    MESSAGES, Message, SOAP, TYPES, add_im_group, assert_comes_back, display_name, document, envelope, persona, read,
    read_strictly, read_with_notices, write,
};

#[track_caller]
fn the_persona(xml: &str) -> PersonaType {
    match document(&read(xml)) {
        Document::GetImItemsResponse(response) => {
            let personas = response.im_item_list.as_ref().and_then(|list| list.personas.as_ref());
            personas.map(|personas| personas.persona[0].clone()).expect("a persona")
        }
        other => panic!("no GetImItemsResponse: {other:?}"),
    }
}

#[test]
fn pieces_are_joined() {
    for (written, text) in [
        (" A &amp; <![CDATA[<B>]]><!--c--> C ", " A & <B> C "),
        ("&lt;&gt;&amp;&quot;&apos;", "<>&\"'"),
        ("&#65;&#x42;&#x1F600;", "AB😀"),
        ("a<!-- b -->c<?d e?>f", "acf"),
        ("<!-- b -->a", "a"),
        ("a<!-- b -->", "a"),
        ("<![CDATA[]]>a<![CDATA[]]>", "a"),
        ("<![CDATA[a]]><![CDATA[b]]>", "ab"),
        ("<![CDATA[]]]]><![CDATA[>]]>", "]]>"),
        ("<![CDATA[&amp;]]>", "&amp;"),
        ("&amp;amp;", "&amp;"),
        ("]]&gt;", "]]>"),
        ("a]b]]c", "a]b]]c"),
        ("x\r\ny\rz\n", "x\ny\nz\n"),
        ("x&#xD;\ny", "x\r\ny"),
        ("<![CDATA[x\r\ny]]>\r", "x\ny\n"),
        ("\t", "\t"),
    ] {
        let xml = add_im_group(written);
        assert_eq!(display_name(&read(&xml)), text, "{written}");
        assert_eq!(display_name(&read(&write(&read(&xml)))), text, "{written}");
    }
}

#[test]
fn outer_white_space_of_strings_is_data() {
    for text in [" a", "a ", "  a  b  ", "\na\n", "\t", " ", "\u{A0}a\u{A0}", "\u{2003}", "\u{FEFF}a"] {
        let xml = add_im_group(text);
        let (message, notices) = read_with_notices(&xml);
        assert_eq!((display_name(&message), notices.len()), (text, 0));
        assert_comes_back(&xml);
        assert_comes_back(&persona(&format!("<t:FileAs>{text}</t:FileAs>")));
    }
}

#[test]
fn outer_white_space_of_everything_else_is_not() {
    for score in [
        "<t:RelevanceScore> 7 </t:RelevanceScore>",
        "<t:RelevanceScore>\n+07\t</t:RelevanceScore>",
        "<t:RelevanceScore><!-- 1 -->7</t:RelevanceScore>",
    ] {
        assert_eq!(the_persona(&persona(score)).relevance_score, Some(7), "{score}");
    }
    for time in [" 2024-03-01T00:00:00 ", "\n2024-03-01T00:00:00"] {
        let read = the_persona(&persona(&format!("<t:CreationTime>{time}</t:CreationTime>"))).creation_time;
        assert_eq!(read.map(|time| time.to_string()).as_deref(), Some("2024-03-01T00:00:00"));
    }
    assert!(Message::from_xml(&persona("<t:RelevanceScore>7 8</t:RelevanceScore>")).is_err());
    assert!(Message::from_xml(&persona("<t:RelevanceScore>\u{A0}7</t:RelevanceScore>")).is_err());
    for nothing in
        ["<t:RelevanceScore/>", "<t:RelevanceScore> </t:RelevanceScore>", "<t:CreationTime></t:CreationTime>"]
    {
        let (message, notices) = read_with_notices(&persona(nothing));
        assert_eq!(message, read(&persona("")), "{nothing}");
        assert!(matches!(notices.as_slice(), [notice] if notice.kind == NoticeKind::Empty), "{notices:?}");
        assert!(read_strictly(&persona(nothing)).is_err());
    }
}

#[test]
fn empty_absent_and_blank_are_three_things() {
    let file_as = |content: &str| the_persona(&persona(content)).file_as;
    assert_eq!(file_as("<t:FileAs/>").as_deref(), Some(""));
    assert_eq!(file_as("<t:FileAs></t:FileAs>").as_deref(), Some(""));
    assert_eq!(file_as("<t:FileAs><!-- empty --></t:FileAs>").as_deref(), Some(""));
    assert_eq!(file_as("<t:FileAs><![CDATA[]]></t:FileAs>").as_deref(), Some(""));
    assert_eq!(file_as(""), None);
    assert_eq!(file_as("<t:FileAs> </t:FileAs>").as_deref(), Some(" "));
    assert_eq!(file_as("<t:FileAs>&#32;</t:FileAs>").as_deref(), Some(" "));
    for xml in ["<t:FileAs/>", "", "<t:FileAs> </t:FileAs>"].map(persona) {
        assert_comes_back(&xml);
    }
    for body in ["<t:Groups/>", "", "<t:Personas/>", "<t:Groups/><t:Personas/>"] {
        let list = format!(
            "<m:GetImItemsResponse ResponseClass='Success'><m:ImItemList>{body}</m:ImItemList></m:GetImItemsResponse>"
        );
        assert_comes_back(&envelope("", &list));
    }
}

#[test]
fn attributes_are_normalised_and_come_back() {
    let request = |id: &str| envelope("", &format!("<m:RemoveImGroup><m:GroupId Id='{id}'/></m:RemoveImGroup>"));
    for (written, value) in [
        (" a ", " a "),
        ("a\nb", "a b"),
        ("a\r\nb", "a b"),
        ("a\tb\rc", "a b c"),
        ("a&#xA;b&#x9;c&#xD;d", "a\nb\tc\rd"),
        ("&lt;&amp;&quot;&apos;>", "<&\"'>"),
        ("", ""),
    ] {
        let message = read(&request(written));
        let Document::RemoveImGroup(group) = document(&message) else { panic!("{message:?}") };
        assert_eq!(group.group_id.id().map(String::as_str), Some(value), "{written:?}");
        assert_comes_back(&request(written));
    }
}

/// The contract has no element of this type; another one's would be read with the same code.
#[test]
fn base64_with_line_breaks() {
    let octets: Vec<u8> = (0..=255).collect();
    let text = Base64Binary::from(octets.clone()).to_lexical();
    let folded: Vec<&str> = text.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).expect("ASCII")).collect();
    for line_end in ["\n", "\r\n", " ", "\n    ", "\t"] {
        let read = Base64Binary::from_text(&format!("{line_end}{}{line_end}", folded.join(line_end)));
        assert_eq!(*read.expect("Base64"), *octets);
    }
    for wrong in ["AAA", "A===", "AAA=A", "AA-_", "AA A", "Ä==="] {
        assert!(Base64Binary::from_text(wrong).is_err(), "{wrong}");
    }
}

// ---- the root -------------------------------------------------------------------------------------------------------

#[test]
fn the_root_is_checked_by_name_and_namespace() {
    let group =
        |name: &str, namespace: &str| format!("<{name} xmlns='{namespace}'><DisplayName>x</DisplayName></{name}>");
    assert!(Document::from_xml(&group("AddImGroup", MESSAGES)).is_ok());
    for (name, namespace) in [
        ("AddImGroup", TYPES),
        ("AddImGroup", ""),
        ("AddImGroup", "urn:x"),
        ("addimgroup", MESSAGES),
        ("AddImGroup2", MESSAGES),
        ("AddImGroupType", MESSAGES),
        ("DisplayName", MESSAGES),
        ("ImGroup", MESSAGES),
        ("Envelope", MESSAGES),
    ] {
        for options in [ReadOptions::default(), ReadOptions::strict()] {
            let error = Document::from_xml_with(&group(name, namespace), &options).expect_err("another root");
            let expanded = if namespace.is_empty() { name.to_owned() } else { format!("{{{namespace}}}{name}") };
            let ErrorKind::UnexpectedRoot { found, .. } = error.kind() else { panic!("{error}") };
            assert_eq!((found, error.path()), (&expanded, name));
        }
    }
}

#[test]
fn the_envelope_is_checked_by_name_and_namespace() {
    let envelope = |name: &str, namespace: &str| {
        format!("<s:{name} xmlns:s='{namespace}'><s:Body><GetImItemList xmlns='{MESSAGES}'/></s:Body></s:{name}>")
    };
    assert!(Message::from_xml(&envelope("Envelope", SOAP)).is_ok());
    assert!(Message::from_xml(&envelope("Envelope", "http://www.w3.org/2003/05/soap-envelope")).is_ok());
    for (name, namespace) in [
        ("envelope", SOAP),
        ("Body", SOAP),
        ("Envelope", MESSAGES),
        ("Envelope", "urn:x"),
        ("Envelope", "http://schemas.xmlsoap.org/soap/envelope"),
    ] {
        let error = Message::from_xml(&envelope(name, namespace)).expect_err("another root");
        assert!(matches!(error.kind(), ErrorKind::UnexpectedRoot { .. }), "{error}");
        assert_eq!((error.path(), error.position().line, error.position().column), (name, 1, 1));
    }
    let error = Message::from_xml("<html><body>503 Service Unavailable</body></html>").expect_err("no envelope");
    assert_eq!(
        error.to_string(),
        format!(
            "1:1: html: unexpected root element html: expected {{{SOAP}}}Envelope or {{http://www.w3.org/2003/05/soap-envelope}}Envelope"
        )
    );
}

/// A SOAP 1.1 envelope has its parts in its own namespace: one of SOAP 1.2 is no body.
#[test]
fn the_versions_of_soap_do_not_mix() {
    let xml = format!(
        "<s:Envelope xmlns:s='{SOAP}'><b:Body xmlns:b='http://www.w3.org/2003/05/soap-envelope'><GetImItemList xmlns='{MESSAGES}'/></b:Body></s:Envelope>"
    );
    let error = Message::from_xml(&xml).expect_err("no body");
    assert_eq!((error.path(), error.kind()), ("Envelope/Body", &ErrorKind::MissingElement("Body".to_owned())));
}
