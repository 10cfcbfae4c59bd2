//! Trap 6: the content of ResponseMessageType is optional, and then extended.

use ms_oxwscos::messages::{GetImItemsResponseMessageType, ResponseCodeType};
use ms_oxwscos::soap::{Body, Headers};
use ms_oxwscos::types::{ImItemListType, ResponseClassType};
use ms_oxwscos::{Document, RequestHeaders, ResponseHeaders};

use crate::letters::{
    MESSAGES, Message, SOAP, assert_comes_back, document, envelope, read, read_strictly, read_with_notices, write,
};

fn response(attributes: &str, content: &str) -> String {
    envelope("", &format!("<m:GetImItemsResponse {attributes}>{content}</m:GetImItemsResponse>"))
}

const CODE: &str = "<m:ResponseCode>NoError</m:ResponseCode>";
const TEXT: &str = "<m:MessageText>text</m:MessageText>";
const KEY: &str = "<m:DescriptiveLinkKey>0</m:DescriptiveLinkKey>";
const XML: &str = "<m:MessageXml><x xmlns='urn:x'/></m:MessageXml>";
const LIST: &str = "<m:ImItemList><t:Groups/></m:ImItemList>";

fn part<T>(of: bool, value: T) -> Option<T> {
    of.then_some(value)
}

/// Each of the 32 subsets of the content is fine, leniently and strictly.
#[test]
fn every_subset_of_the_content() {
    for set in 0_u8..32 {
        let has = |bit: u8| set & (1 << bit) != 0;
        let parts = [TEXT, CODE, KEY, XML, LIST];
        let content: String = (0_u8..).zip(parts).filter(|(bit, _)| has(*bit)).map(|(_, part)| part).collect();
        let xml = response("ResponseClass='Success'", &content);
        let (message, notices) = read_with_notices(&xml);
        assert_eq!(notices, [], "{content}");
        let Document::GetImItemsResponse(response) = document(&message) else { panic!("{message:?}") };
        let mut expected = GetImItemsResponseMessageType::new(ResponseClassType::Success);
        expected.message_text = part(has(0), "text".to_owned());
        expected.response_code = part(has(1), ResponseCodeType::NoError);
        expected.descriptive_link_key = part(has(2), 0);
        expected.im_item_list =
            part(has(4), ImItemListType::default().with_groups(ms_oxwscos::types::ArrayOfImGroupType::default()));
        expected.message_xml = response.message_xml.clone().filter(|_| has(3));
        assert_eq!((response, response.message_xml.is_some()), (&Box::new(expected), has(3)), "{content}");
        assert_eq!(read_strictly(&xml).unwrap_or_else(|error| panic!("{content}: {error}")), message);
        assert_comes_back(&xml);
    }
}

/// Every order of it is read to the same value, and written in the order of the schema.
#[test]
fn every_order_of_the_content() {
    let in_order = read(&response("ResponseClass='Success'", &[TEXT, CODE, KEY, XML, LIST].concat()));
    let mut parts = [TEXT, CODE, KEY, XML, LIST];
    let mut count = 0;
    permute(&mut parts, 0, &mut |parts| {
        let xml = response("ResponseClass='Success'", &parts.concat());
        let message = read(&xml);
        assert_eq!(message, in_order);
        assert_eq!(message.to_xml().ok(), in_order.to_xml().ok());
        assert_eq!(read_strictly(&xml).is_ok(), *parts == [TEXT, CODE, KEY, XML, LIST]);
        count += 1;
    });
    assert_eq!(count, 120);
}

fn permute<T: Copy>(items: &mut [T; 5], from: usize, visit: &mut impl FnMut(&[T; 5])) {
    if from == items.len() {
        return visit(items);
    }
    for index in from..items.len() {
        items.swap(from, index);
        permute(items, from + 1, visit);
        items.swap(from, index);
    }
}

#[test]
fn every_response_can_be_nothing_but_its_class() {
    let mut responses = 0;
    for operation in ms_oxwscos::operations::ALL {
        let name = operation.response.expect("every operation has a response").local;
        for class in ["Success", "Warning", "Error"] {
            for content in ["", CODE, TEXT] {
                let xml = envelope("", &format!("<m:{name} ResponseClass='{class}'>{content}</m:{name}>"));
                assert!(read_strictly(&xml).is_ok(), "{xml}");
                assert_comes_back(&xml);
                responses += 1;
            }
        }
        let error = Message::from_xml(&envelope("", &format!("<m:{name}/>"))).expect_err("no class");
        assert_eq!(error.path(), format!("Envelope/Body/{name}/@ResponseClass"));
    }
    assert_eq!(responses, 13 * 9);
}

#[test]
fn an_error_without_a_list_and_a_list_without_a_code() {
    let error =
        response("ResponseClass='Error'", &format!("{TEXT}<m:ResponseCode>ErrorItemNotFound</m:ResponseCode>{KEY}"));
    let Document::GetImItemsResponse(read_error) = document(&read(&error)).clone() else { panic!("{error}") };
    assert_eq!((read_error.response_code, read_error.im_item_list), (Some(ResponseCodeType::ErrorItemNotFound), None));
    let list = response("ResponseClass='Success'", LIST);
    let Document::GetImItemsResponse(read_list) = document(&read(&list)).clone() else { panic!("{list}") };
    assert_eq!((read_list.response_code, read_list.im_item_list.is_some()), (None, true));
}

#[test]
fn repeated_content_is_noticed_and_the_last_is_kept() {
    let twice = format!("{CODE}<m:ResponseCode>ErrorItemNotFound</m:ResponseCode>");
    let (message, notices) = read_with_notices(&response("ResponseClass='Success'", &twice));
    let Document::GetImItemsResponse(response) = document(&message) else { panic!("{message:?}") };
    assert_eq!(response.response_code, Some(ResponseCodeType::ErrorItemNotFound));
    let [notice] = notices.as_slice() else { panic!("{notices:?}") };
    assert_eq!(notice.position.path, "Envelope/Body/GetImItemsResponse/ResponseCode[2]");
    assert_eq!(notice.kind.to_string(), "element ResponseCode is repeated; the last one is kept");
}

// ---- the envelope ---------------------------------------------------------------------------------------------------

fn bare(content: &str) -> String {
    format!("<s:Envelope xmlns:s='{SOAP}' xmlns:m='{MESSAGES}'>{content}</s:Envelope>")
}

#[test]
fn no_header_an_empty_header_and_an_empty_body() {
    let body = "<s:Body><m:GetImItemList/></s:Body>";
    let expected = read(&bare(body));
    assert_eq!(expected.headers, []);
    for header in ["<s:Header/>", "<s:Header></s:Header>", "<s:Header> <!-- none --> </s:Header>"] {
        assert_eq!(read(&bare(&format!("{header}{body}"))), expected, "{header}");
    }
    for body in ["<s:Body/>", "<s:Body></s:Body>", "<s:Body> <!-- none --> </s:Body>"] {
        let message = read(&bare(body));
        assert_eq!(message.body, Body::Empty);
        assert_eq!(read(&write(&message)), message);
    }
    for nothing in ["", "<s:Header/>", "<s:Fault/>"] {
        let error = Message::from_xml(&bare(nothing)).expect_err("no body");
        assert_eq!(error.path(), "Envelope/Body");
    }
}

/// Nothing that was said is lost without a word.
#[test]
fn what_an_envelope_has_twice_is_noticed() {
    for (content, path) in [
        ("<s:Body><m:AddImGroup><m:DisplayName>x</m:DisplayName></m:AddImGroup></s:Body><s:Body/>", "Envelope/Body[2]"),
        ("<s:Body/><s:Body><m:GetImItemList/></s:Body>", "Envelope/Body[2]"),
        ("<s:Body><m:GetImItemList/><m:GetImItems/></s:Body>", "Envelope/Body/GetImItems"),
        ("<s:Body>text<m:GetImItemList/></s:Body>", "Envelope/Body"),
    ] {
        let (_, notices) = read_with_notices(&bare(content));
        let paths: Vec<&str> = notices.iter().map(|notice| notice.position.path.as_str()).collect();
        assert_eq!(paths, [path], "{content}");
    }
}

#[test]
fn headers_are_sorted_out_by_what_is_bound() {
    let header = "<t:MailboxCulture>de</t:MailboxCulture><x:Other xmlns:x='urn:x'/><t:MailboxCulture>fr</t:MailboxCulture><t:ServerVersionInfo/>";
    let message = read(&envelope(header, "<m:GetImItemList/>"));
    let (request, others) = RequestHeaders::from_blocks(message.headers.clone());
    assert_eq!(
        request.mailbox_culture.map(|culture| culture.value.into_string()).as_deref(),
        Some("fr"),
        "the last is kept"
    );
    assert_eq!((request.exchange_impersonation, request.request_server_version, others.len()), (None, None, 2));
    let (response, others) = ResponseHeaders::from_blocks(message.headers);
    assert_eq!((response.server_version_info, others.len()), (Some(Default::default()), 3));
    assert_eq!(ResponseHeaders::default().into_blocks(), Vec::<ms_oxwscos::soap::HeaderBlock<Document>>::new());
}
