//! Trap 7: one of several, and what `xsi:type` says of it.

use ms_oxwscos::messages::RemoveContactFromImListType;
use ms_oxwscos::types::{
    AnyItemIdType, ArrayOfOccurrenceRangesType, ConnectingSidType, ItemId, ItemIdType,
    NonEmptyArrayOfBaseItemIdsTypeChoice, OccurrencesRangeType, RecurringMasterItemIdRangesType, SidType,
    SmtpAddressType,
};
use ms_oxwscos::{Document, soap::HeaderContent};
use soap_runtime::NoticeKind;

use crate::letters::{
    MESSAGES, Message, SOAP, TYPES, XSI, assert_comes_back, canonical, document, envelope, read, read_strictly,
    read_with_notices, write,
};

fn request(attributes: &str, content: &str) -> String {
    envelope(
        "",
        &format!(
            "<m:RemoveContactFromImList><m:ContactId {attributes}>{content}</m:ContactId></m:RemoveContactFromImList>"
        ),
    )
}

#[track_caller]
fn contact_id(message: &Message) -> &AnyItemIdType {
    match document(message) {
        Document::RemoveContactFromImList(request) => &request.contact_id,
        other => panic!("no RemoveContactFromImList: {other:?}"),
    }
}

const RANGES: &str = "<t:Ranges><t:Range Count='2'/><t:Range/></t:Ranges>";

fn with_ranges() -> AnyItemIdType {
    let range = vec![OccurrencesRangeType::default().with_count(2), OccurrencesRangeType::default()];
    let ranges = Some(ArrayOfOccurrenceRangesType::default().with_range(range));
    RecurringMasterItemIdRangesType::new("i").with(|it| it.ranges = ranges).into()
}

#[test]
fn a_derived_type_is_read_with_all_it_adds() {
    for (attributes, content) in [
        ("xsi:type='t:RecurringMasterItemIdRangesType' Id='i'", RANGES),
        ("Id='i' xsi:type=' t:RecurringMasterItemIdRangesType\n'", RANGES),
        (
            "Id='i' xsi:type='z:RecurringMasterItemIdRangesType' xmlns:z='http://schemas.microsoft.com/exchange/services/2006/types'",
            RANGES,
        ),
        ("Id='i' xsi:type='t:&#82;ecurringMasterItemIdRangesType'", RANGES),
        (
            "Id='i' y:type='t:RecurringMasterItemIdRangesType' xmlns:y='http://www.w3.org/2001/XMLSchema-instance'",
            RANGES,
        ),
        (
            "Id='i' xsi:type='RecurringMasterItemIdRangesType' xmlns='http://schemas.microsoft.com/exchange/services/2006/types'",
            "<Ranges><Range Count='2'/><Range/></Ranges>",
        ),
        (
            "Id='i' xsi:type='m:RecurringMasterItemIdRangesType' xmlns:m='http://schemas.microsoft.com/exchange/services/2006/types'",
            "<m:Ranges><m:Range Count='2'/><m:Range/></m:Ranges>",
        ),
    ] {
        // The element itself has a prefix that none of them declares.
        let id = format!("<c:ContactId {attributes}>{content}</c:ContactId>");
        let xml =
            envelope("", &format!("<c:RemoveContactFromImList xmlns:c='{MESSAGES}'>{id}</c:RemoveContactFromImList>"));
        let (message, notices) = read_with_notices(&xml);
        assert_eq!(*contact_id(&message), with_ranges(), "{attributes}");
        assert_eq!(notices, [], "{attributes}");
        assert_eq!(read_strictly(&xml).unwrap_or_else(|error| panic!("{attributes}: {error}")), message);
    }
}

#[test]
fn a_derived_type_is_written_with_its_name() {
    let message =
        Message::new(Document::RemoveContactFromImList(Box::new(RemoveContactFromImListType::new(with_ranges()))));
    let written = write(&message);
    assert_eq!(read(&written), message);
    assert_eq!(read_strictly(&written).unwrap_or_else(|error| panic!("{error}")), message);
    let tree = roxmltree::Document::parse(&written).unwrap_or_else(|error| panic!("{error}"));
    let id = tree.descendants().find(|node| node.has_tag_name((MESSAGES, "ContactId"))).expect("the identifier");
    let (prefix, name) = id.attribute((XSI, "type")).and_then(|name| name.split_once(':')).expect("xsi:type");
    assert_eq!((id.lookup_namespace_uri(Some(prefix)), name), (Some(TYPES), "RecurringMasterItemIdRangesType"));
}

#[test]
fn the_declared_type_may_be_named_and_is_not_written() {
    let xml = request("Id='i' xsi:type='t:ItemIdType'", "");
    let (message, notices) = read_with_notices(&xml);
    assert_eq!((contact_id(&message), notices.len()), (&ItemIdType::new("i").into(), 0));
    assert_eq!(message, read(&request("Id='i'", "")));
    assert!(read_strictly(&xml).is_ok());
    assert!(!write(&message).contains("type="));
}

#[test]
fn a_type_that_is_unknown_or_not_derived_is_kept_noticed_and_refused_strictly() {
    for name in [
        "t:NoSuchType",
        "t:FolderIdType",
        "m:ItemIdType",
        "RecurringMasterItemIdRangesType",
        "xsi:string",
        "t:BaseItemIdType",
        "u:ItemIdType",
    ] {
        let xml = request(&format!("Id='i' ChangeKey='k' xsi:type='{name}'"), "<t:Ranges><x/></t:Ranges>");
        let (message, notices) = read_with_notices(&xml);
        let AnyItemIdType::Unknown(element) = contact_id(&message) else { panic!("{name}: {message:?}") };
        assert_eq!((element.attribute("Id"), element.elements().count()), (Some("i"), 1), "{name}");
        assert_eq!((contact_id(&message).id(), contact_id(&message).as_item_id().is_none()), (None, true));
        let [notice] = notices.as_slice() else { panic!("{name}: {notices:?}") };
        assert!(matches!(notice.kind, NoticeKind::UnknownTypeKept(_)), "{name}: {notice}");
        assert_eq!(notice.position.path, "Envelope/Body/RemoveContactFromImList/ContactId");
        assert_eq!(canonical(&write(&message)), canonical(&xml), "{name}");
        let error = read_strictly(&xml).expect_err("not a type that may stand here");
        assert_eq!(error.path(), "Envelope/Body/RemoveContactFromImList/ContactId", "{name}: {error}");
        assert!(error.to_string().contains("xsi:type"), "{error}");
    }
}

/// A type without derived ones, and one that is no element's: `xsi:type` changes nothing there. That it is not kept is told.
#[test]
fn xsi_type_where_there_is_nothing_to_choose() {
    let not_kept = |name: &str| vec![NoticeKind::TypeNotKept(name.to_owned())];
    for (header, body, expected) in [
        (
            "<t:MailboxCulture xsi:type='t:MailboxCultureType'>de</t:MailboxCulture>",
            "<m:GetImItemList/>",
            not_kept("t:MailboxCultureType"),
        ),
        ("", "<m:GetImItemList xsi:type='m:GetImItemListType'/>", not_kept("m:GetImItemListType")),
        (
            "",
            "<m:AddImGroup><m:DisplayName xsi:type='t:NonEmptyStringType'>x</m:DisplayName></m:AddImGroup>",
            not_kept("t:NonEmptyStringType"),
        ),
    ] {
        let xml = envelope(header, body);
        let (message, notices) = read_with_notices(&xml);
        assert_eq!(notices.into_iter().map(|notice| notice.kind).collect::<Vec<_>>(), expected, "{xml}");
        assert_eq!(read_strictly(&xml).unwrap_or_else(|error| panic!("{xml}: {error}")), message);
    }
}

#[test]
fn both_types_share_a_trait() {
    let ids: [&dyn ItemId; 2] = [&ItemIdType::new("i"), &RecurringMasterItemIdRangesType::new("i")];
    for id in ids {
        assert_eq!((id.id().as_str(), id.change_key()), ("i", None));
    }
    assert_eq!(with_ranges().id().map(String::as_str), Some("i"));
    assert_eq!(with_ranges().as_item_id().map(ItemId::id).map(String::as_str), Some("i"));
}

// ---- choices --------------------------------------------------------------------------------------------------------

fn impersonation(content: &str) -> String {
    envelope(
        &format!("<t:ExchangeImpersonation><t:ConnectingSID>{content}</t:ConnectingSID></t:ExchangeImpersonation>"),
        "<m:GetImItemList/>",
    )
}

#[track_caller]
fn connecting_sid(message: &Message) -> &ConnectingSidType {
    match &message.headers[0].content {
        HeaderContent::Known(Document::ExchangeImpersonation(impersonation)) => &impersonation.connecting_sid,
        other => panic!("no ExchangeImpersonation: {other:?}"),
    }
}

#[test]
fn one_of_four_accounts_is_never_three() {
    let sid = "<t:SID>S-1</t:SID>";
    let address = "<t:SmtpAddress>a@example.com</t:SmtpAddress>";
    let one = read(&impersonation(sid));
    let text = |text: &str| ms_oxwscos::types::NonEmptyStringType::new(text).expect("a text that is not empty");
    assert_eq!(*connecting_sid(&one), ConnectingSidType::Sid(Box::new(SidType::new(text("S-1")))));
    assert_comes_back(&impersonation(sid));
    let three = format!("<t:PrincipalName>p</t:PrincipalName>{sid}{address}");
    let (message, notices) = read_with_notices(&impersonation(&three));
    let last = ConnectingSidType::SmtpAddress(Box::new(SmtpAddressType::new(text("a@example.com"))));
    assert_eq!(*connecting_sid(&message), last);
    let paths: Vec<&str> = notices.iter().map(|notice| notice.position.path.as_str()).collect();
    let parent = "Envelope/Header/ExchangeImpersonation/ConnectingSID";
    assert_eq!(paths, [format!("{parent}/SID"), format!("{parent}/SmtpAddress")]);
    assert_eq!(write(&message).matches("<t:S").count(), 1, "only the last is written");
    let error = read_strictly(&impersonation(&three)).expect_err("three accounts");
    assert_eq!(error.path(), format!("{parent}/SID"));
    for options in [ms_oxwscos::ReadOptions::default(), ms_oxwscos::ReadOptions::strict()] {
        let error = Message::from_xml_with(&impersonation(""), &options).expect_err("no account");
        let message = "missing element PrincipalName, SID, PrimarySmtpAddress or SmtpAddress";
        assert_eq!((error.path(), error.kind().to_string().as_str()), (parent, message));
    }
}

/// A choice that repeats keeps the order of what was chosen, with repeats next to each other and apart.
#[test]
fn repeated_choices_keep_their_order() {
    let id = |kind: char, number: usize| match kind {
        'i' => format!("<t:ItemId Id='{number}'/>"),
        'o' => format!("<t:OccurrenceItemId RecurringMasterId='{number}' InstanceIndex='1'/>"),
        'm' => format!("<t:RecurringMasterItemId OccurrenceId='{number}'/>"),
        _ => format!(
            "<t:RecurringMasterItemIdRanges Id='{number}'><t:Ranges><t:Range/></t:Ranges></t:RecurringMasterItemIdRanges>"
        ),
    };
    for order in ["i", "iii", "ioi", "imorimor", "rroommii", "oioioi", "irirrii"] {
        let ids: String = order.chars().enumerate().map(|(number, kind)| id(kind, number)).collect();
        let xml = envelope("", &format!("<m:GetImItems><m:ContactIds>{ids}</m:ContactIds></m:GetImItems>"));
        let message = read(&xml);
        let Document::GetImItems(request) = document(&message) else { panic!("{message:?}") };
        let kinds: String = request.contact_ids.iter().flat_map(|ids| &ids.items).map(kind).collect();
        assert_eq!(kinds, order);
        assert!(read_strictly(&xml).is_ok(), "{order}");
        assert_comes_back(&xml);
    }
}

fn kind(id: &NonEmptyArrayOfBaseItemIdsTypeChoice) -> char {
    match id {
        NonEmptyArrayOfBaseItemIdsTypeChoice::ItemId(_) => 'i',
        NonEmptyArrayOfBaseItemIdsTypeChoice::OccurrenceItemId(_) => 'o',
        NonEmptyArrayOfBaseItemIdsTypeChoice::RecurringMasterItemId(_) => 'm',
        NonEmptyArrayOfBaseItemIdsTypeChoice::RecurringMasterItemIdRanges(_) => 'r',
        _ => '?',
    }
}

#[test]
fn one_value_or_many_never_both() {
    let property = |content: &str| {
        let field = "<t:ExtendedFieldURI PropertyTag='1' PropertyType='String'/>";
        let group = "<t:DisplayName>d</t:DisplayName><t:GroupType>g</t:GroupType>";
        let properties = format!(
            "<t:ExtendedProperties><t:ExtendedProperty>{field}{content}</t:ExtendedProperty></t:ExtendedProperties>"
        );
        envelope(
            "",
            &format!(
                "<m:AddImGroupResponse ResponseClass='Success'><m:ImGroup>{group}{properties}</m:ImGroup></m:AddImGroupResponse>"
            ),
        )
    };
    let (one, many) = ("<t:Value>1</t:Value>", "<t:Values><t:Value>1</t:Value><t:Value>2</t:Value></t:Values>");
    assert_comes_back(&property(one));
    assert_comes_back(&property(many));
    let (message, notices) = read_with_notices(&property(&[one, many].concat()));
    assert_eq!((message, notices.len()), (read(&property(many)), 1));
    for wrong in [[one, many].concat(), [one, one].concat()] {
        assert!(read_strictly(&property(&wrong)).is_err(), "{wrong}");
    }
    let error = Message::from_xml(&property("")).expect_err("neither");
    assert!(error.path().ends_with("/ExtendedProperty"), "{error}");
    assert_eq!(canonical(&property(one)).name.namespace, SOAP);
}
