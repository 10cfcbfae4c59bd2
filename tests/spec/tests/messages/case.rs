//! One message file: what it is, what it holds, and what has to be true of it.

use ms_oxwscos::messages::ResponseMessage;
use ms_oxwscos::soap::{Body, Envelope, Operation};
use ms_oxwscos::types::{PersonaPostalAddressType, PersonaType, ResponseClassType};
use ms_oxwscos::{Document, ReadOptions};
use spec_tests::canonical::Element;
use spec_tests::messages::load;

pub(crate) type Message = Envelope<Document>;

/// What a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Request,
    /// `ResponseClass` is Success or Warning.
    Response,
    /// `ResponseClass` is Error.
    Error,
    Fault,
}

/// A value that is read well and written in another way: its path, as it is in the file, as it is written.
pub(crate) type Normalised = (&'static str, &'static str, &'static str);

pub(crate) struct Case {
    pub(crate) file: &'static str,
    pub(crate) operation: &'static Operation,
    pub(crate) kind: Kind,
    pub(crate) expected: fn() -> Message,
    pub(crate) normalised: &'static [Normalised],
}

/// The cases of an operation, with a test for each.
macro_rules! cases {
    ($operation:ident { $($name:ident: $kind:ident $file:literal = $expected:expr $(, normalised $table:expr)?;)* }) => {
        pub(crate) static CASES: &[$crate::case::Case] = &[$($crate::case::Case {
            file: $file,
            operation: &ms_oxwscos::operations::$operation,
            kind: $crate::case::Kind::$kind,
            expected: $expected,
            normalised: $crate::case::cases!(@table $($table)?),
        }),*];

        $(#[test]
        fn $name() {
            $crate::case::check(CASES, $file);
        })*
    };
    (@table) => { &[] };
    (@table $table:expr) => { $table };
}

pub(crate) use cases;

/// Checks the case of this file.
pub(crate) fn check(cases: &[Case], file: &str) {
    let case = cases.iter().find(|case| case.file == file).expect("a case of the table");
    let original = load(case.file);
    let message = case.holds_what_is_expected(&original);
    case.is_of_its_kind(&message);
    case.is_written_as_it_was(&original, &message);
}

impl Case {
    fn holds_what_is_expected(&self, original: &str) -> Message {
        let (options, notices) = ReadOptions::default().collecting();
        let message = Message::from_xml_with(original, &options).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(notices.take(), [], "nothing is to be forgiven");
        assert_same(&message, &(self.expected)());
        message
    }

    fn is_of_its_kind(&self, message: &Message) {
        let root = match self.kind {
            Kind::Request => self.operation.request,
            Kind::Response | Kind::Error => self.operation.response,
            Kind::Fault => return assert!(matches!(message.body, Body::Fault(_))),
        };
        let Body::Message(document) = &message.body else { panic!("no message: {:?}", message.body) };
        let body = canonical(&document.to_xml().expect("what was read can be written"));
        let root = root.expect("an operation has both");
        assert_eq!((body.name.namespace.as_str(), body.name.local.as_str()), (root.namespace, root.local));
        let class = response(document).map(|response| response.response_class().clone());
        let is_error = class == Some(ResponseClassType::Error);
        assert_eq!((class.is_some(), is_error), (self.kind != Kind::Request, self.kind == Kind::Error));
    }

    fn is_written_as_it_was(&self, original: &str, message: &Message) {
        let first = message.to_xml().expect("what was read can be written");
        let again = Message::from_xml(&first).unwrap_or_else(|error| panic!("{error} in {first}"));
        assert_same(&again, message);
        assert_eq!(again.to_xml().expect("what was read can be written"), first, "written twice");
        let mut before = canonical(original);
        for (path, from, to) in self.normalised {
            before.replace(path, from, to).unwrap_or_else(|found| panic!("{path}: {found}"));
        }
        assert_canonically_equal(&before, &canonical(&first));
        let expected = (self.expected)().to_xml().expect("what is expected can be written");
        assert_canonically_equal(&before, &canonical(&expected));
    }
}

pub(crate) fn canonical(xml: &str) -> Element {
    Element::parse(xml).unwrap_or_else(|error| panic!("{error} in {xml}"))
}

pub(crate) fn assert_canonically_equal(left: &Element, right: &Element) {
    if let Some(difference) = left.first_difference(right) {
        panic!("{difference}");
    }
}

/// Compares by `==`, to which not-a-number is made equal.
fn assert_same(left: &Message, right: &Message) {
    let (mut left, mut right) = (left.clone(), right.clone());
    assert_eq!(take_not_a_number(&mut left), take_not_a_number(&mut right), "values that are NaN");
    assert_eq!(left, right);
}

/// Takes out what is not a number; how much it was.
fn take_not_a_number(message: &mut Message) -> usize {
    let Body::Message(document) = &mut message.body else { return 0 };
    let list = match document {
        Document::GetImItemListResponse(response) => &mut response.im_item_list,
        Document::GetImItemsResponse(response) => &mut response.im_item_list,
        _ => return 0,
    };
    let personas = list.iter_mut().filter_map(|list| list.personas.as_mut()).flat_map(|personas| &mut personas.persona);
    personas.flat_map(addresses).map(take_from_address).sum()
}

fn addresses(persona: &mut PersonaType) -> impl Iterator<Item = &mut PersonaPostalAddressType> {
    let kinds = [&mut persona.business_addresses, &mut persona.home_addresses, &mut persona.other_addresses];
    let values = kinds.into_iter().flatten().flat_map(|kind| &mut kind.postal_address_attributed_value);
    values.map(|value| &mut value.value)
}

fn take_from_address(address: &mut PersonaPostalAddressType) -> usize {
    let PersonaPostalAddressType { latitude, longitude, accuracy, altitude, altitude_accuracy, .. } = address;
    let numbers = [latitude, longitude, accuracy, altitude, altitude_accuracy];
    numbers.into_iter().filter_map(|number| number.take_if(|number| number.is_nan())).count()
}

/// The response a document is.
fn response(document: &Document) -> Option<&dyn ResponseMessage> {
    Some(match document {
        Document::AddDistributionGroupToImListResponse(response) => &**response,
        Document::AddImContactToGroupResponse(response) => &**response,
        Document::AddImGroupResponse(response) => &**response,
        Document::AddNewImContactToGroupResponse(response) => &**response,
        Document::AddNewTelUriContactToGroupResponse(response) => &**response,
        Document::GetImItemListResponse(response) => &**response,
        Document::GetImItemsResponse(response) => &**response,
        Document::RemoveContactFromImListResponse(response) => &**response,
        Document::RemoveDistributionGroupFromImListResponse(response) => &**response,
        Document::RemoveImContactFromGroupResponse(response) => &**response,
        Document::RemoveImGroupResponse(response) => &**response,
        Document::SetImGroupResponse(response) => &**response,
        Document::SetImListMigrationCompletedResponse(response) => &**response,
        _ => return None,
    })
}
