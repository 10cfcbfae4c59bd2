//! Strict reading: what is valid is accepted, and what is not is refused at its exact place.

use ms_oxwscos::soap::Envelope;
use ms_oxwscos::{Document, ReadOptions};
use spec_tests::messages::{load, names};

type Message = Envelope<Document>;

fn strictly(xml: &str) -> Result<Message, soap_runtime::Error> {
    Message::from_xml_with(xml, &ReadOptions::strict())
}

/// The only message that is not valid.
const INVALID: &str = "add-distribution-group-to-im-list-request-page.xml";

#[test]
fn valid_messages_are_read_as_leniently() {
    for name in names().iter().filter(|name| *name != INVALID) {
        let xml = load(name);
        let strict = strictly(&xml).unwrap_or_else(|error| panic!("{name}: {error}"));
        let lenient = Message::from_xml(&xml).unwrap_or_else(|error| panic!("{name}: {error}"));
        // What is not a number equals nothing, so the texts are compared.
        assert_eq!(format!("{strict:?}"), format!("{lenient:?}"), "{name}");
    }
}

#[test]
fn what_is_written_is_valid() {
    for name in names().iter().filter(|name| *name != INVALID) {
        let read = Message::from_xml(&load(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let written = read.to_xml().unwrap_or_else(|error| panic!("{name}: {error}"));
        strictly(&written).unwrap_or_else(|error| panic!("{name}: {error} in {written}"));
    }
}

/// A valid message made invalid by one edit.
struct Mistake {
    file: &'static str,
    from: &'static str,
    to: &'static str,
    path: &'static str,
    /// What the error says, without its place; empty where any words will do.
    message: &'static str,
    /// Whether lenient reading forgives it.
    is_forgiven: bool,
}

impl Mistake {
    fn made(&self) -> String {
        let xml = load(self.file);
        assert_eq!(xml.matches(self.from).count(), 1, "{:?} in {}", self.from, self.file);
        xml.replace(self.from, self.to)
    }

    /// What strict or lenient reading gets wrong about it.
    fn reports(&self) -> Vec<String> {
        let xml = self.made();
        let mut reports = Vec::new();
        match strictly(&xml) {
            Ok(_) => reports.push(format!("accepted: {} in {}", self.to, self.file)),
            Err(error) => {
                let (path, message) = (error.path().to_owned(), error.kind().to_string());
                let is_said = self.message.is_empty() || self.message == message;
                if path != self.path || !is_said {
                    reports.push(format!("expected {}: {}\n   found {path}: {message}", self.path, self.message));
                }
            }
        }
        let lenient = Message::from_xml(&xml);
        if lenient.is_ok() != self.is_forgiven {
            reports.push(format!("lenient reading of {}: {:?}", self.to, lenient.err()));
        }
        reports
    }
}

#[track_caller]
fn check(mistakes: &[Mistake]) {
    let reports: Vec<String> = mistakes.iter().flat_map(Mistake::reports).collect();
    assert!(reports.is_empty(), "\n{}", reports.join("\n"));
}

macro_rules! mistakes {
    ($($file:literal $from:literal => $to:literal, $path:literal: $message:literal $forgiven:ident;)*) => {
        check(&[$(Mistake {
            file: $file,
            from: $from,
            to: $to,
            path: $path,
            message: $message,
            is_forgiven: mistakes!(@ $forgiven),
        }),*])
    };
    (@ forgiven) => { true };
    (@ refused) => { false };
}

#[test]
fn unknown_elements_and_attributes() {
    mistakes! {
        "add-im-group-request-page.xml" "</m:AddImGroup>" => "<m:Extra/></m:AddImGroup>",
            "Envelope/Body/AddImGroup/Extra": "unexpected element m:Extra: expected no more elements" forgiven;
        "add-im-group-request-page.xml" "<m:AddImGroup>" => "<m:AddImGroup><m:Extra/>",
            "Envelope/Body/AddImGroup/Extra": "unexpected element m:Extra: expected m:DisplayName" forgiven;
        "add-im-group-request-page.xml" "<m:AddImGroup>" => "<m:AddImGroup><t:DisplayName>x</t:DisplayName>",
            "Envelope/Body/AddImGroup/DisplayName": "unexpected element t:DisplayName: expected m:DisplayName" forgiven;
        "own/get-im-items-response-partial.xml" "<t:DisplayName>" => "<x xmlns='urn:x'/><t:DisplayName>",
            "Envelope/Body/GetImItemsResponse/ImItemList/Personas/Persona/x":
            "unexpected element {urn:x}x: expected t:PersonaType, t:PersonaObjectStatus, t:CreationTime, t:Bodies, t:DisplayNameFirstLastSortKey or 93 others" forgiven;
        "remove-im-group-request-spec.xml" "<m:GroupId " => "<m:GroupId Etag='1' ",
            "Envelope/Body/RemoveImGroup/GroupId/@Etag": "unexpected attribute Etag: expected no more attributes" forgiven;
        "remove-im-group-request-spec.xml" "<m:GroupId " => "<m:GroupId t:Id='1' ",
            "Envelope/Body/RemoveImGroup/GroupId/@Id": "unexpected attribute t:Id: expected no more attributes" forgiven;
        "remove-im-group-request-spec.xml" "<m:RemoveImGroup>" => "<m:RemoveImGroup soap:actor='urn:x'>",
            "Envelope/Body/RemoveImGroup/@actor": "" forgiven;
    }
}

#[test]
fn wrong_order_and_number() {
    mistakes! {
        "own/remove-im-contact-from-group-request.xml"
            "<RemoveImContactFromGroup xmlns=\"http://schemas.microsoft.com/exchange/services/2006/messages\">" =>
            "<RemoveImContactFromGroup xmlns=\"http://schemas.microsoft.com/exchange/services/2006/messages\"><GroupId Id='x'/>",
            "Envelope/Body/RemoveImContactFromGroup/GroupId": "unexpected element m:GroupId: expected m:ContactId" forgiven;
        "add-im-group-request-page.xml" "</m:AddImGroup>" => "<m:DisplayName>again</m:DisplayName></m:AddImGroup>",
            "Envelope/Body/AddImGroup/DisplayName[2]": "unexpected element m:DisplayName: expected no more elements" forgiven;
        "own/get-im-items-response-partial.xml" "<t:Groups/>" => "<t:Groups/><t:Groups/>",
            "Envelope/Body/GetImItemsResponse/ImItemList/Groups[2]": "unexpected element t:Groups: expected t:Personas or no more elements" forgiven;
        "own/set-im-list-migration-completed-request.xml" "</t:PrincipalName>" => "</t:PrincipalName><t:SID>S-1</t:SID>",
            "Envelope/Header/ExchangeImpersonation/ConnectingSID/SID": "unexpected element t:SID: expected no more elements" forgiven;
        "own/get-im-item-list-request-empty.xml"
            "<GetImItemList xmlns=\"http://schemas.microsoft.com/exchange/services/2006/messages\"/>" =>
            "<GetImItemList xmlns=\"http://schemas.microsoft.com/exchange/services/2006/messages\"><ExtendedProperties/></GetImItemList>",
            "Envelope/Body/GetImItemList/ExtendedProperties/ExtendedProperty": "missing element ExtendedProperty" forgiven;
    }
}

#[test]
fn missing_elements_and_attributes() {
    mistakes! {
        "add-im-group-request-page.xml" "<m:DisplayName>MyCustomGroup</m:DisplayName>" => "",
            "Envelope/Body/AddImGroup/DisplayName": "missing element DisplayName" refused;
        "own/add-new-tel-uri-contact-to-group-request.xml"
            "<ImContactSipUriAddress>sip:+15550100@example.com;user=phone</ImContactSipUriAddress>" => "",
            "Envelope/Body/AddNewTelUriContactToGroup/ImContactSipUriAddress": "missing element ImContactSipUriAddress" refused;
        "remove-im-group-request-spec.xml" "Id=\"AAMkAGQ1MjJjMTBkLTc4Y2UtNDA5hQoTbWAAAAAAQRAAA=\"" => "",
            "Envelope/Body/RemoveImGroup/GroupId/@Id": "missing attribute Id" refused;
        "own/remove-contact-from-im-list-response.xml" "ResponseClass=\"Success\"" => "",
            "Envelope/Body/RemoveContactFromImListResponse/@ResponseClass": "missing attribute ResponseClass" refused;
        "own/set-im-list-migration-completed-request.xml" "<t:PrincipalName>migration.lead@example.com</t:PrincipalName>" => "",
            "Envelope/Header/ExchangeImpersonation/ConnectingSID": "missing element PrincipalName, SID, PrimarySmtpAddress or SmtpAddress" refused;
        "own/set-im-list-migration-completed-request.xml" "<t:RequestServerVersion Version=\"Exchange2013\"/>" => "<t:RequestServerVersion/>",
            "Envelope/Header/RequestServerVersion/@Version": "missing attribute Version" refused;
    }
}

#[test]
fn values_outside_their_types() {
    mistakes! {
        "own/get-im-items-request.xml" "InstanceIndex=\"3\"" => "InstanceIndex=\"third\"",
            "Envelope/Body/GetImItems/ContactIds/OccurrenceItemId/@InstanceIndex":
            "expected xs:int, found \"third\": not a number" refused;
        "own/get-im-items-request.xml" "InstanceIndex=\"3\"" => "InstanceIndex=\"2147483648\"",
            "Envelope/Body/GetImItems/ContactIds/OccurrenceItemId/@InstanceIndex":
            "expected xs:int, found \"2147483648\": out of range" refused;
        "own/add-new-im-contact-to-group-response.xml" ">2147483647<" => ">high<",
            "Envelope/Body/AddNewImContactToGroupResponse/Persona/RelevanceScore":
            "expected xs:int, found \"high\": not a number" refused;
        "own/set-im-list-migration-completed-request.xml" "> 1 <" => ">yes<",
            "Envelope/Body/SetImListMigrationCompleted/ImListMigrationCompleted":
            "expected xs:boolean, found \"yes\": not true, false, 1 or 0" refused;
        "own/add-new-im-contact-to-group-response.xml" ">2024-02-29T23:59:59.987Z<" => ">2023-02-29T23:59:59.987Z<",
            "Envelope/Body/AddNewImContactToGroupResponse/Persona/CreationTime":
            "expected xs:dateTime, found \"2023-02-29T23:59:59.987Z\": no such day" refused;
    }
}

#[test]
fn values_outside_their_facets() {
    mistakes! {
        "add-im-group-request-page.xml" ">MyCustomGroup<" => "><",
            "Envelope/Body/AddImGroup/DisplayName": "expected at least 1 character (minLength), found \"\"" forgiven;
        "own/set-im-list-migration-completed-request.xml" ">migration.lead@example.com<" => "><",
            "Envelope/Header/ExchangeImpersonation/ConnectingSID/PrincipalName":
            "expected at least 1 character (minLength), found \"\"" forgiven;
        "own/get-im-items-request.xml" "C11FF724-AA03-4555-9952-8FA248A11C3E" => "C11FF724AA0345559952-8FA248A11C3E",
            "Envelope/Body/GetImItems/ExtendedProperties/ExtendedProperty[2]/@PropertySetId":
            "expected text matching [0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12} (pattern), found \"C11FF724AA0345559952-8FA248A11C3E\"" forgiven;
        "own/set-im-list-migration-completed-request.xml" "<t:RequestServerVersion Version=\"Exchange2013\"/>" =>
            "<t:MailboxCulture>en_US</t:MailboxCulture>",
            "Envelope/Header/MailboxCulture": "expected xs:language, found \"en_US\": not a language tag" forgiven;
    }
}

#[test]
fn values_that_an_enumeration_does_not_list() {
    mistakes! {
        "add-im-group-response-page.xml" ">NoError<" => ">ErrorNewIn2027<",
            "Envelope/Body/AddImGroupResponse/ResponseCode":
            "expected one of \"NoError\", \"ErrorAccessDenied\", \"ErrorAccessModeSpecified\", \"ErrorAccountDisabled\", \"ErrorAddDelegatesFailed\" and 465 more (enumeration), found \"ErrorNewIn2027\"" forgiven;
        "add-im-group-response-page.xml" "ResponseClass=\"Success\"" => "ResponseClass=\"Perhaps\"",
            "Envelope/Body/AddImGroupResponse/@ResponseClass":
            "expected one of \"Success\", \"Warning\", \"Error\" (enumeration), found \"Perhaps\"" forgiven;
        "own/set-im-list-migration-completed-request.xml" "Version=\"Exchange2013\"" => "Version=\"Exchange2027\"",
            "Envelope/Header/RequestServerVersion/@Version":
            "expected one of \"Exchange2007\", \"Exchange2007_SP1\", \"Exchange2010\", \"Exchange2010_SP1\", \"Exchange2010_SP2\" and 3 more (enumeration), found \"Exchange2027\"" forgiven;
    }
}

#[test]
fn text_and_elements_in_each_others_place() {
    mistakes! {
        "add-im-group-request-page.xml" "<m:AddImGroup>" => "<m:AddImGroup>text",
            "Envelope/Body/AddImGroup": "unexpected text \"text\": expected elements only" forgiven;
        "add-im-group-request-page.xml" "<m:AddImGroup>" => "<m:AddImGroup><![CDATA[text]]>",
            "Envelope/Body/AddImGroup": "unexpected text \"text\": expected elements only" forgiven;
        "add-im-group-request-page.xml" "MyCustomGroup" => "My<m:b>Custom</m:b>Group",
            "Envelope/Body/AddImGroup/DisplayName/b":
            "unexpected element {http://schemas.microsoft.com/exchange/services/2006/messages}b: expected text only" refused;
        "own/get-im-items-request.xml" "<m:Range/>" => "<m:Range> </m:Range>",
            "Envelope/Body/GetImItems/ContactIds/RecurringMasterItemIdRanges/Ranges/Range[3]":
            "unexpected white space: the type has no content" forgiven;
        "own/get-im-items-request.xml" "<m:Range/>" => "<m:Range><m:a/></m:Range>",
            "Envelope/Body/GetImItems/ContactIds/RecurringMasterItemIdRanges/Ranges/Range[3]/a":
            "unexpected element t:a: the type has no content" forgiven;
    }
}

#[test]
fn instance_attributes() {
    mistakes! {
        "remove-im-group-request-spec.xml" "<m:GroupId " =>
            "<m:GroupId xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:type='t:NoSuchType' ",
            "Envelope/Body/RemoveImGroup/GroupId": "xsi:type t:NoSuchType is not a type of the schema" forgiven;
        "remove-im-group-request-spec.xml" "<m:GroupId " =>
            "<m:GroupId xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:type='t:FolderIdType' ",
            "Envelope/Body/RemoveImGroup/GroupId":
            "xsi:type t:FolderIdType is not t:ItemIdType or a type derived from it that may stand here" forgiven;
        "remove-im-group-request-spec.xml" "<m:GroupId " =>
            "<m:GroupId xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true' ",
            "Envelope/Body/RemoveImGroup/GroupId": "xsi:nil on an element that is not nillable" forgiven;
    }
}

#[test]
fn envelopes() {
    mistakes! {
        "add-im-group-request-page.xml" "<soap:Body >" => "<soap:Body><t:Zzz/>",
            "Envelope/Body/Zzz": "" refused;
        "add-im-group-request-page.xml" "</m:AddImGroup>" => "</m:AddImGroup><t:Zzz/>",
            "Envelope/Body/Zzz": "" forgiven;
        "add-im-group-request-page.xml" "</soap:Header>" => "</soap:Header><t:Zzz/>",
            "Envelope/Zzz": "unexpected element {http://schemas.microsoft.com/exchange/services/2006/types}Zzz: expected soap:Header or soap:Body" forgiven;
        "add-im-group-request-page.xml" "</soap:Body>" => "</soap:Body><soap:Header/>",
            "Envelope/Header[2]": "" forgiven;
        "add-im-group-request-page.xml" "</soap:Body>" => "</soap:Body><soap:Body/>",
            "Envelope/Body[2]": "" forgiven;
        "add-im-group-request-page.xml" "</m:AddImGroup>" => "</m:AddImGroup><m:GetImItemList/>",
            "Envelope/Body/GetImItemList": "" forgiven;
        "add-im-group-request-page.xml" "</soap:Header>" => "</soap:Header>text",
            "Envelope": "" forgiven;
        "add-im-group-request-page.xml" "<soap:Body >" => "<soap:Body>text",
            "Envelope/Body": "" forgiven;
    }
}

#[test]
fn columns_count_characters() {
    let xml =
        load("add-im-group-request-page.xml").replace("MyCustomGroup</m:DisplayName>", "é😀</m:DisplayName><m:Extra/>");
    let error = strictly(&xml).expect_err("an unknown element");
    let offset = xml.find("<m:Extra/>").expect("the unknown element");
    let (at, column) = (error.position(), "         <m:DisplayName>é😀</m:DisplayName>".chars().count() + 1);
    assert_eq!((at.offset, at.line, at.column), (offset, 11, column));
    assert_eq!(error.to_string(), format!("11:{column}: {}: {}", error.path(), error.kind()));
}

#[test]
fn illegal_characters_are_refused() {
    for (text, code) in [("&#x0;", 0), ("\u{1A}", 0x1A), ("&#xD800;", 0xD800), ("\u{FFFF}", 0xFFFF)] {
        let xml = load("add-im-group-request-page.xml").replace("MyCustomGroup", text);
        let error = strictly(&xml).expect_err("an illegal character");
        assert_eq!(*error.kind(), soap_runtime::ErrorKind::IllegalCharacter(code));
        assert_eq!(error.path(), "Envelope/Body/AddImGroup/DisplayName");
    }
}
