//! Trap 4: namespaces decide, prefixes never do.

use ms_oxwscos::soap::{HeaderBlock, HeaderContent};
use ms_oxwscos::{AnyAttribute, AnyElement, Document};

use crate::letters::{
    MESSAGES, Message, SOAP, TYPES, XSI, add_im_group, assert_comes_back, display_name, document, envelope, persona,
    read, read_with_notices, shown, write,
};

/// A response with a group, in one of many writings: the prefix of each namespace with its colon, and the declarations that
/// go onto the envelope, the message, and the children of the group.
fn response([s, m, t]: [&str; 3], [on_envelope, on_message, on_child]: [&str; 3]) -> String {
    format!(
        "<{s}Envelope {on_envelope}><{s}Header><{t}ServerVersionInfo MajorVersion='15' {on_child}/></{s}Header><{s}Body>\
         <{m}AddImGroupResponse ResponseClass='Success' {on_message}><{m}ResponseCode>NoError</{m}ResponseCode><{m}ImGroup>\
         <{t}DisplayName {on_child}>ours</{t}DisplayName><{t}GroupType {on_child}>IPM</{t}GroupType>\
         <{t}ExchangeStoreId Id='i' {on_child}/></{m}ImGroup></{m}AddImGroupResponse></{s}Body></{s}Envelope>"
    )
}

fn writings() -> Vec<(&'static str, String)> {
    let soap = format!("xmlns:s='{SOAP}'");
    let usual = format!("{soap} xmlns:m='{MESSAGES}' xmlns:t='{TYPES}'");
    let swapped = format!("{soap} xmlns:t='{MESSAGES}' xmlns:m='{TYPES}'");
    let (on_message, on_child) = (format!("xmlns='{MESSAGES}'"), format!("xmlns='{TYPES}'"));
    let long = format!("xmlns:envelope-1='{SOAP}' xmlns:envelope-2='{MESSAGES}' xmlns:envelope-3='{TYPES}'");
    let rotated = format!("xmlns:m='{SOAP}' xmlns:t='{MESSAGES}' xmlns:soap='{TYPES}'");
    let all_default = format!("xmlns='{SOAP}' xmlns:m='{MESSAGES}' xmlns:t='{TYPES}'");
    let twice = format!("{usual} xmlns:x='{TYPES}' xmlns:y='{TYPES}'");
    vec![
        ("usual", response(["s:", "m:", "t:"], [&usual, "", ""])),
        ("default namespaces on message and children", response(["s:", "", ""], [&soap, &on_message, &on_child])),
        ("swapped", response(["s:", "t:", "m:"], [&swapped, "", ""])),
        ("long prefixes of one beginning", response(["envelope-1:", "envelope-2:", "envelope-3:"], [&long, "", ""])),
        ("rotated", response(["m:", "t:", "soap:"], [&rotated, "", ""])),
        ("SOAP as default namespace", response(["", "m:", "t:"], [&all_default, "", ""])),
        ("several prefixes of one namespace", response(["s:", "m:", "y:"], [&twice, "", ""])),
        (
            "letters beyond ASCII",
            response(["s:", "é:", "名:"], [&usual.replace(":m=", ":é=").replace(":t=", ":名="), "", ""]),
        ),
    ]
}

#[test]
fn one_message_in_many_writings() {
    let writings = writings();
    let (_, usual) = &writings[0];
    for (name, xml) in &writings {
        let (message, notices) = read_with_notices(xml);
        assert_eq!(message, read(usual), "{name}");
        assert_eq!(shown(&notices), [""; 0], "{name}");
        assert_eq!(write(&message), write(&read(usual)), "{name}");
        assert_comes_back(xml);
    }
}

#[test]
fn one_prefix_for_two_namespaces_in_turn() {
    let xml = format!(
        "<p:Envelope xmlns:p='{SOAP}'><p:Body><p:AddImGroup xmlns:p='{MESSAGES}'><p:DisplayName>ours</p:DisplayName></p:AddImGroup>\
         </p:Body></p:Envelope>"
    );
    assert_eq!(read(&xml), read(&add_im_group("ours")));
}

#[test]
fn a_foreign_name_is_not_taken_for_ours() {
    let foreign = [
        "<f:DisplayName xmlns:f='urn:foreign'>theirs</f:DisplayName>",
        "<DisplayName>theirs</DisplayName>",
        "<t:DisplayName>theirs</t:DisplayName>",
        "<m:DisplayName xmlns:m='urn:foreign'>theirs</m:DisplayName>",
        "<soap:DisplayName>theirs</soap:DisplayName>",
        "<m:displayname>theirs</m:displayname>",
    ];
    let ours = "<m:DisplayName>ours</m:DisplayName>";
    for element in foreign {
        for both in [format!("{element}{ours}"), format!("{ours}{element}")] {
            let xml = add_im_group("ours").replace(ours, &both);
            let (message, notices) = read_with_notices(&xml);
            assert_eq!(display_name(&message), "ours", "{xml}");
            assert_eq!(notices.len(), 1, "{notices:?}");
        }
        let alone = add_im_group("ours").replace(ours, element);
        let error = Message::from_xml(&alone).expect_err("ours is missing");
        assert_eq!(error.path(), "Envelope/Body/AddImGroup/DisplayName");
    }
}

#[test]
fn a_foreign_attribute_is_not_taken_for_ours() {
    let request =
        |attributes: &str| envelope("", &format!("<m:RemoveImGroup><m:GroupId {attributes}/></m:RemoveImGroup>"));
    for attributes in
        ["t:Id='theirs' Id='ours'", "Id='ours' m:Id='theirs'", "Id='ours' id='theirs'", "xsi:Id='theirs' Id='ours'"]
    {
        assert_eq!(read(&request(attributes)), read(&request("Id='ours'")), "{attributes}");
    }
    let error = Message::from_xml(&request("t:Id='theirs'")).expect_err("ours is missing");
    assert_eq!(error.path(), "Envelope/Body/RemoveImGroup/GroupId/@Id");
}

/// What goes into the header keeps its namespace, whatever prefix the sender gave to SOAP.
#[test]
fn soap_attributes_of_headers_under_any_prefix() {
    for prefix in ["soap", "s", "t", "m", "xsi", "ns", "SOAP-ENV"] {
        let xml = format!(
            "<{prefix}:Envelope xmlns:{prefix}='{SOAP}' xmlns:a='{MESSAGES}' xmlns:b='{TYPES}'><{prefix}:Header>\
             <b:ExchangeImpersonation {prefix}:mustUnderstand='1' {prefix}:actor='urn:actor'><b:ConnectingSID>\
             <b:SID>S-1</b:SID></b:ConnectingSID></b:ExchangeImpersonation><b:MailboxCulture {prefix}:mustUnderstand='0'>de</b:MailboxCulture>\
             <b:ServerVersionInfo {prefix}:mustUnderstand='1'/><x:Other xmlns:x='urn:x' {prefix}:mustUnderstand='1' x:y='z'/>\
             </{prefix}:Header><{prefix}:Body><a:GetImItemList/></{prefix}:Body></{prefix}:Envelope>"
        );
        let message = read(&xml);
        let blocks: Vec<_> = message.headers.iter().map(|block| (block.must_understand(), block.actor())).collect();
        assert_eq!(blocks, [(true, Some("urn:actor")), (false, None), (true, None), (true, None)], "{prefix}");
        assert!(matches!(message.headers[3].content, HeaderContent::Other(_)), "{prefix}");
        assert_comes_back(&xml);
    }
}

/// The same attributes where the header is a document of its own.
#[test]
fn soap_attributes_of_a_lone_header_element() {
    for prefix in ["soap", "s", "t", "m", "xsi"] {
        let xml = format!(
            "<b:MailboxCulture xmlns:b='{TYPES}' xmlns:{prefix}='{SOAP}' {prefix}:mustUnderstand='1'>de</b:MailboxCulture>"
        );
        let read = Document::from_xml(&xml).unwrap_or_else(|error| panic!("{error}"));
        let written = read.to_xml().unwrap_or_else(|error| panic!("{error}"));
        let again = Document::from_xml(&written).unwrap_or_else(|error| panic!("{error} in {written}"));
        assert_eq!(again, read, "{written}");
    }
}

/// Elements without a type may use every prefix of the contract for something else.
#[test]
fn contract_prefixes_mean_other_things_in_foreign_elements() {
    for prefix in ["t", "m", "xsi", "soap", "x", "ns", "ns1"] {
        for xml in [
            format!("<{prefix}:a xmlns:{prefix}='urn:x' {prefix}:k='1'><{prefix}:b/></{prefix}:a>"),
            format!("<a xmlns='urn:y' xmlns:{prefix}='urn:x' {prefix}:k='1'><{prefix}:b/><b/></a>"),
            format!(
                "<{prefix}:a xmlns:{prefix}='urn:x'><{prefix}:b xmlns:{prefix}='urn:z'><{prefix}:c k='1'/></{prefix}:b></{prefix}:a>"
            ),
            format!(
                "<a xmlns='{TYPES}' xmlns:{prefix}='urn:x'><{prefix}:b/><Value xmlns='urn:y'><{prefix}:c xmlns:{prefix}='{MESSAGES}'/></Value></a>"
            ),
            format!(
                "<{prefix}:a xmlns:{prefix}='urn:x' xmlns:q='urn:x' q:k='1' k='2'><q:b {prefix}:k='3'/></{prefix}:a>"
            ),
            format!("<a xmlns='urn:x'><b xmlns=''><c xmlns:{prefix}='urn:x' {prefix}:k='1'/></b></a>"),
            format!("<{prefix}:a xmlns:{prefix}='{SOAP}' {prefix}:mustUnderstand='1'/>"),
            format!("<{prefix}:a xmlns:{prefix}='urn:x' xml:lang='de'/>"),
        ] {
            assert_comes_back(&envelope(
                "",
                &format!(
                    "<m:GetImItemListResponse ResponseClass='Error'><m:MessageXml>{xml}</m:MessageXml></m:GetImItemListResponse>"
                ),
            ));
            assert_comes_back(&envelope(&xml, "<m:GetImItemList/>"));
        }
    }
}

/// Attributes that say nothing of a prefix get one that leaves the element its own.
#[test]
fn an_attribute_does_not_take_the_prefix_of_its_element() {
    let attribute = |prefix: &str| {
        let [prefix, namespace, name, value] = [prefix, "urn:y", "k", "v"].map(str::to_owned);
        AnyAttribute { prefix, namespace, name, value }
    };
    for (own, wanted) in [("ns", ""), ("ns", "ns"), ("p", "p"), ("t", "t"), ("", ""), ("p", "ns1")] {
        let element = |attributes| AnyElement { prefix: own.to_owned(), attributes, ..AnyElement::new("urn:x", "x") };
        let nested = element(vec![]).with_child(element(vec![attribute(wanted)]).with_child(element(vec![])));
        let message = Message::new(Document::GetImItemList(Box::default()));
        let block = HeaderBlock { content: HeaderContent::Other(nested), attributes: vec![] };
        let message = Message { headers: vec![block], ..message };
        let written = write(&message);
        assert_eq!(read(&written), message, "{own}, {wanted}: {written}");
    }
}

/// The same where the attributes are those of a header block.
#[test]
fn an_attribute_of_a_header_block_does_not_take_the_prefix_of_its_element() {
    for (own, wanted) in [("ns", ""), ("s", "s"), ("", "s"), ("t", "t"), ("soap", "soap")] {
        let [prefix, namespace, name, value] = [wanted, SOAP, "mustUnderstand", "1"].map(str::to_owned);
        let attributes = vec![AnyAttribute { prefix, namespace, name, value }];
        let element = AnyElement { prefix: own.to_owned(), ..AnyElement::new("urn:x", "x") };
        let block = HeaderBlock { content: HeaderContent::Other(element.clone().with_child(element)), attributes };
        let message = Message::new(Document::GetImItemList(Box::default()));
        let message = Message { headers: vec![block], ..message };
        let written = write(&message);
        assert_eq!(read(&written), message, "{own}, {wanted}: {written}");
    }
}

/// A QName in the content of a foreign element means the same after it was written elsewhere.
#[test]
fn declarations_a_foreign_element_relies_on_go_with_it() {
    let xml = format!(
        "<soap:Envelope xmlns:soap='{SOAP}' xmlns:m='{MESSAGES}' xmlns:q='urn:q' xmlns:t='urn:not-types'><soap:Body xmlns:r='urn:r'>\
         <m:GetImItemListResponse ResponseClass='Error'><m:MessageXml><a xmlns='urn:a'><b xmlns:s='urn:s' c='s:x'>q:x r:y</b>t:z</a></m:MessageXml>\
         </m:GetImItemListResponse></soap:Body></soap:Envelope>"
    );
    assert_comes_back(&xml);
    let written = write(&read(&xml));
    let tree = roxmltree::Document::parse(&written).unwrap_or_else(|error| panic!("{error} in {written}"));
    let element =
        |name| tree.descendants().find(|node| node.has_tag_name(("urn:a", name))).expect("the foreign element");
    for (name, prefix, uri) in [
        ("b", "q", "urn:q"),
        ("b", "r", "urn:r"),
        ("b", "s", "urn:s"),
        ("a", "t", "urn:not-types"),
        ("b", "m", MESSAGES),
    ] {
        assert_eq!(element(name).lookup_namespace_uri(Some(prefix)), Some(uri), "{prefix} at {name}: {written}");
    }
    assert_eq!(write(&read(&written)), written);
}

#[test]
fn the_instance_namespace_under_any_prefix() {
    for prefix in ["xsi", "i", "t", "m"] {
        let xml = format!(
            "<s:Envelope xmlns:s='{SOAP}' xmlns:a='{MESSAGES}' xmlns:b='{TYPES}' xmlns:{prefix}='{XSI}'><s:Body><a:RemoveContactFromImList>\
             <a:ContactId Id='i' {prefix}:type='b:RecurringMasterItemIdRangesType'><b:Ranges><b:Range Count='1'/></b:Ranges></a:ContactId>\
             </a:RemoveContactFromImList></s:Body></s:Envelope>"
        );
        let message = read(&xml);
        let Document::RemoveContactFromImList(request) = document(&message) else { panic!("{message:?}") };
        let is_ranges =
            matches!(request.contact_id, ms_oxwscos::types::AnyItemIdType::RecurringMasterItemIdRangesType(_));
        assert!(is_ranges, "{prefix}: {request:?}");
        assert_eq!(read(&write(&message)), message);
    }
}

#[test]
fn a_prefix_that_is_not_bound_is_an_error() {
    for xml in [
        persona("<u:DisplayName>x</u:DisplayName>"),
        persona("<t:DisplayName u:k='1'>x</t:DisplayName>"),
        envelope("<u:Other/>", "<m:GetImItemList/>"),
        envelope(
            "",
            "<m:GetImItemListResponse ResponseClass='Error'><m:MessageXml><u:x/></m:MessageXml></m:GetImItemListResponse>",
        ),
    ] {
        let error = Message::from_xml(&xml).expect_err("an unbound prefix");
        assert!(error.to_string().contains("the prefix `u` is not bound to a namespace"), "{error}");
    }
}
