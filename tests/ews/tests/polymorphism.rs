//! One of several, never several in a row: substitution groups, nested choices that repeat, and `xsi:type`.
#![allow(clippy::unwrap_used)]

#[cfg(not(ews))]
#[test]
fn skipped() {
    assert!(!ews_tests::is_generated());
}

#[cfg(ews)]
mod generated {
    use ews_tests::ews::{Document, ReadOptions, messages, types};
    use spec_tests::canonical::Element;

    const NAMESPACES: &str = r#"xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance""#;

    /// Reads a message in both modes, and sees that what is written says the same.
    fn assert_comes_back(xml: &str) -> Document {
        let document = Document::from_xml_with(xml, &ReadOptions::strict()).unwrap();
        assert_eq!(Document::from_xml(xml).unwrap(), document);
        let written = document.to_xml().unwrap();
        let difference = Element::parse(xml).unwrap().first_difference(&Element::parse(&written).unwrap());
        assert!(difference.is_none(), "{}\n{written}", difference.unwrap());
        document
    }

    fn find_item(restriction: &str) -> String {
        format!(
            r#"<m:FindItem {NAMESPACES} Traversal="Shallow"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>{restriction}<m:ParentFolderIds><t:DistinguishedFolderId Id="inbox"/><t:FolderId Id="AAMk="/><t:DistinguishedFolderId Id="drafts"/></m:ParentFolderIds></m:FindItem>"#
        )
    }

    fn restriction(xml: &str) -> Option<types::RestrictionType> {
        match assert_comes_back(xml) {
            Document::FindItem(request) => request.restriction,
            other => panic!("{other:?}"),
        }
    }

    const SUBJECT: &str = r#"<t:FieldURI FieldURI="item:Subject"/>"#;
    const TAG: &str = r#"<t:ExtendedFieldURI PropertyTag="0x1A" PropertyType="String"/>"#;
    const ADDRESS: &str = r#"<t:IndexedFieldURI FieldURI="contacts:EmailAddress" FieldIndex="EmailAddress1"/>"#;

    #[test]
    fn paths_keep_their_order() {
        let folders = find_item("");
        let paths = format!("{SUBJECT}{TAG}{ADDRESS}{SUBJECT}");
        let xml = folders.replace(
            "</t:BaseShape>",
            &format!("</t:BaseShape><t:AdditionalProperties>{paths}</t:AdditionalProperties>"),
        );
        let Document::FindItem(request) = assert_comes_back(&xml) else { panic!("not the request") };
        assert_eq!(request.item_shape.additional_properties.unwrap().path.len(), 4);
        assert_eq!(request.parent_folder_ids.items.len(), 3);
    }

    #[test]
    fn a_path_is_one_of_three() {
        for path in [SUBJECT, TAG, ADDRESS] {
            assert!(
                restriction(&find_item(&format!("<m:Restriction><t:Exists>{path}</t:Exists></m:Restriction>")))
                    .is_some()
            );
        }
        let two = find_item(&format!("<m:Restriction><t:Exists>{SUBJECT}{TAG}</t:Exists></m:Restriction>"));
        let error = Document::from_xml_with(&two, &ReadOptions::strict()).unwrap_err().to_string();
        assert!(error.contains("FindItem/Restriction/Exists/ExtendedFieldURI: "), "{error}");
        let none = find_item("<m:Restriction><t:Exists/></m:Restriction>");
        let error = Document::from_xml(&none).unwrap_err().to_string();
        assert!(error.contains("FindItem/Restriction/Exists: "), "{error}");
    }

    #[test]
    fn nested_expressions_keep_their_order() {
        let equal = |value: &str| {
            format!(
                r#"<t:IsEqualTo>{SUBJECT}<t:FieldURIOrConstant><t:Constant Value="{value}"/></t:FieldURIOrConstant></t:IsEqualTo>"#
            )
        };
        let exists = |path: &str| format!("<t:Exists>{path}</t:Exists>");
        let inner =
            format!("<t:Or>{}{}<t:Not>{}</t:Not>{}</t:Or>", equal("a"), exists(TAG), exists(ADDRESS), equal("b"));
        let expression = format!(
            "<t:And>{inner}<t:Not><t:And>{}{inner}</t:And></t:Not>{}{}{inner}</t:And>",
            equal("c"),
            equal("d"),
            exists(TAG)
        );
        let read = restriction(&find_item(&format!("<m:Restriction>{expression}</m:Restriction>"))).unwrap();
        let types::SearchExpressionElement::And(and) = read.search_expression else { panic!("{read:?}") };
        let kinds: Vec<&str> = and
            .search_expression
            .iter()
            .map(|item| match item {
                types::SearchExpressionElement::Or(_) => "Or",
                types::SearchExpressionElement::Not(_) => "Not",
                types::SearchExpressionElement::IsEqualTo(_) => "IsEqualTo",
                types::SearchExpressionElement::Exists(_) => "Exists",
                _ => "another",
            })
            .collect();
        assert_eq!(kinds, ["Or", "Not", "IsEqualTo", "Exists", "Or"]);
    }

    fn converted(attributes: &str) -> String {
        format!(
            r#"<m:ConvertIdResponse {NAMESPACES}><m:ResponseMessages><m:ConvertIdResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:AlternateId {attributes}/></m:ConvertIdResponseMessage></m:ResponseMessages></m:ConvertIdResponse>"#
        )
    }

    fn alternate_id(document: Document) -> types::AlternateIdBaseType {
        let Document::ConvertIdResponse(response) = document else { panic!("{document:?}") };
        let mut items = response.response_messages.items.into_iter();
        match items.next().unwrap() {
            messages::ArrayOfResponseMessagesTypeChoice::ConvertIdResponseMessage(message) => {
                message.alternate_id.unwrap()
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn types_are_named_under_any_prefix() {
        let own = r#"Format="EwsId" Id="a" Mailbox="b""#;
        let usual = alternate_id(assert_comes_back(&converted(&format!(r#"xsi:type="t:AlternateIdType" {own}"#))));
        assert!(matches!(&usual, types::AlternateIdBaseType::AlternateIdType(id) if id.id == "a"), "{usual:?}");
        let other =
            r#"xmlns:q="http://schemas.microsoft.com/exchange/services/2006/types" xsi:type="q:AlternateIdType""#;
        let other = Document::from_xml_with(&converted(&format!("{other} {own}")), &ReadOptions::strict()).unwrap();
        assert_eq!(alternate_id(other), usual);
        let folder = alternate_id(assert_comes_back(&converted(
            r#"xsi:type="t:AlternatePublicFolderIdType" Format="EwsId" FolderId="f""#,
        )));
        assert!(matches!(folder, types::AlternateIdBaseType::AlternatePublicFolderIdType(_)), "{folder:?}");
    }

    #[test]
    fn types_that_cannot_stand_there_are_kept_leniently_and_refused_strictly() {
        let own = r#"Format="EwsId" Id="a" Mailbox="b""#;
        for named in ["t:Unknown", "t:ItemIdType", "t:AlternateIdBaseType", "nowhere:AlternateIdType"] {
            let xml = converted(&format!(r#"xsi:type="{named}" {own}"#));
            let kept = alternate_id(Document::from_xml(&xml).unwrap());
            let types::AlternateIdBaseType::Unknown(element) = kept else { panic!("{named}: {kept:?}") };
            assert_eq!(element.attribute("Mailbox"), Some("b"));
            let error = Document::from_xml_with(&xml, &ReadOptions::strict()).unwrap_err().to_string();
            assert!(
                error.contains("ConvertIdResponse/ResponseMessages/ConvertIdResponseMessage/AlternateId"),
                "{named}: {error}"
            );
        }
        for options in [ReadOptions::default(), ReadOptions::strict()] {
            let error = Document::from_xml_with(&converted(own), &options).unwrap_err().to_string();
            assert!(error.contains("/AlternateId"), "{error}");
        }
    }
}
