//! Document type declarations: skipped in documents (XML 1.0, 2.8), refused in messages ([SOAP 1.1] 3, [SOAP 1.2] 5).

use ms_oxwscos::{Document, ReadOptions};
use soap_runtime::{ErrorKind, NoticeKind};

use crate::letters::{MESSAGES, Message, add_im_group};

const WITHOUT_SUBSET: [&str; 5] = [
    "<!DOCTYPE m:AddImGroup>",
    "<!DOCTYPE AddImGroup SYSTEM 'http://example.invalid/a.dtd'>",
    "<!DOCTYPE AddImGroup PUBLIC \"-//Example//DTD Groups 4.0//EN\" \"http://example.invalid/a.dtd\" >",
    "<?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE AddImGroup SYSTEM\n'file:///etc/passwd'>\n<?x?>",
    "\u{FEFF}<!DOCTYPE AddImGroup SYSTEM 'a>b'>",
];

fn document(display_name: &str) -> String {
    format!("<m:AddImGroup xmlns:m='{MESSAGES}'><m:DisplayName>{display_name}</m:DisplayName></m:AddImGroup>")
}

#[test]
fn one_without_an_internal_subset_is_skipped_and_told() {
    let expected = Document::from_xml(&document("x")).expect("valid");
    for declaration in WITHOUT_SUBSET {
        let xml = format!("{declaration}{}", document("x"));
        let (options, notices) = ReadOptions::default().collecting();
        assert_eq!(Document::from_xml_with(&xml, &options).expect(declaration), expected);
        let notices = notices.take();
        let offset = declaration.find("<!DOCTYPE").expect("a declaration");
        let told = matches!(notices.as_slice(), [one] if matches!(&one.kind, NoticeKind::Doctype(name) if name.ends_with("AddImGroup")) && one.position.offset == offset);
        assert!(told, "{notices:?}");
        assert!(!notices[0].to_string().contains(": :"), "{}", notices[0]);
    }
}

/// It is well-formed and valid, and the schema says nothing of it.
#[test]
fn strict_reading_accepts_it_and_has_nothing_to_tell() {
    for declaration in WITHOUT_SUBSET {
        let xml = format!("{declaration}{}", document("x"));
        let (options, notices) = ReadOptions::strict().collecting();
        assert!(Document::from_xml_with(&xml, &options).is_ok(), "{declaration}");
        assert_eq!(notices.take(), []);
    }
}

#[test]
fn what_it_may_define_stays_undefined() {
    let xml = format!("{}{}", WITHOUT_SUBSET[1], document("&company;"));
    for options in [ReadOptions::default(), ReadOptions::strict()] {
        let error = Document::from_xml_with(&xml, &options).expect_err("an entity");
        assert!(error.to_string().contains("the entity &company; is not defined"), "{error}");
        assert_eq!(error.path(), "AddImGroup/DisplayName");
    }
}

#[test]
fn an_internal_subset_is_refused() {
    for subset in ["[]", " [<!ENTITY a 'b'>]", " SYSTEM 'a.dtd' [<!ATTLIST m:AddImGroup a CDATA 'b'>]"] {
        let xml = format!("\n <!DOCTYPE m:AddImGroup{subset}>{}", document("x"));
        for options in [ReadOptions::default(), ReadOptions::strict()] {
            let error = Document::from_xml_with(&xml, &options).expect_err(subset);
            assert_eq!(*error.kind(), ErrorKind::InternalSubsetRefused);
            assert_eq!(
                error.to_string(),
                "2:2: a document type declaration with declarations in it (`[…]`) is not allowed; take them out"
            );
        }
    }
}

#[test]
fn messages_have_none() {
    for declaration in WITHOUT_SUBSET {
        let xml = format!("{declaration}{}", add_im_group("x"));
        for options in [ReadOptions::default(), ReadOptions::strict()] {
            let error = Message::from_xml_with(&xml, &options).expect_err(declaration);
            assert_eq!(*error.kind(), ErrorKind::DoctypeRefused, "{declaration}");
            let error = Message::from_bytes_with(xml.as_bytes(), &options).expect_err(declaration);
            assert_eq!(*error.kind(), ErrorKind::DoctypeRefused, "{declaration}");
        }
    }
}
