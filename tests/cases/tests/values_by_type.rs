//! Contracts like those of real services whose messages hold values of whatever type `xsi:type` names: read by pattern, changed, written back.
#![allow(clippy::unwrap_used, missing_docs)]

use case_tests::wsdl_property_values::{self as inventory, inventory as i};
use case_tests::wsdl_sobjects::{self as partner, partner as p, sobject as sf};
use soap_runtime::{AnyElement, Nillable, ReadOptions, xsd};

const PROPERTIES: &str = include_str!("../wsdl-property-values/properties.xml");
const RECORDS: &str = include_str!("../wsdl-sobjects/records.xml");
const ACCOUNTS: &str = include_str!("../wsdl-sobjects/accounts.xml");

fn properties() -> i::ObjectContent {
    match inventory::Document::from_xml(PROPERTIES).unwrap() {
        inventory::Document::RetrievePropertiesResponse(mut response) => response.returnval.remove(0),
        other => panic!("{other:?}"),
    }
}

/// A property as a person would want to see it.
fn shown(property: &i::DynamicProperty) -> String {
    use inventory::AnyType;
    match property.val.read::<AnyType>().unwrap() {
        AnyType::String(text) => text,
        AnyType::Int(number) => number.to_string(),
        AnyType::Boolean(flag) => flag.to_string(),
        AnyType::DateTime(stamp) => stamp.to_string(),
        AnyType::PowerState(state) => format!("{state:?}"),
        AnyType::ManagedObjectReference(object) => format!("{} {}", object.type_, object.value),
        AnyType::ArrayOfManagedObjectReference(objects) => {
            objects.managed_object_reference.iter().map(|object| object.value.as_str()).collect::<Vec<_>>().join(" ")
        }
        AnyType::MachineSummary(summary) => {
            let owner: String = summary.custom_value[0].value.read().unwrap();
            format!("{} MB, {owner}", summary.memory_mb.unwrap())
        }
        AnyType::ArrayOfAnyType(values) => {
            let first: i16 = values.any_type[0].read().unwrap();
            format!("{first} {}", values.any_type[1].read::<String>().unwrap())
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn properties_are_told_apart_by_the_types_they_name() {
    let shown: Vec<String> = properties().prop_set.iter().map(shown).collect();
    let expected = [
        "build & test",
        "4",
        "2024-02-29T12:00:00.5Z",
        "false",
        "PoweredOn",
        "Folder group-v3",
        "ds-1 ds-2",
        "2048 MB, ops",
        "1 two",
    ];
    assert_eq!(shown, expected);
}

#[test]
fn every_property_is_valid_and_comes_back() {
    for property in properties().prop_set {
        let value = property.val.read_with::<inventory::AnyType>(&ReadOptions::strict()).unwrap();
        let again = AnyElement::of(&value, "urn:example:inventory", "val").unwrap();
        assert_eq!(again.read::<inventory::AnyType>().unwrap(), value, "{}", property.name);
    }
}

#[test]
fn a_property_is_changed_and_sent() {
    let property = properties().prop_set.swap_remove(1);
    let cpus: i32 = property.val.read().unwrap();
    let changed = i::OptionValue::new(property.name, AnyElement::typed(&(cpus + 1), "", "").unwrap());
    let request = inventory::Document::UpdateOptions(i::UpdateOptions { changed_value: vec![changed] });
    let xml = request.to_xml().unwrap();
    assert!(xml.contains(r#"xsi:type="xs:int">5</"#), "{xml}");
    let read = inventory::Document::from_xml_with(&xml, &ReadOptions::strict()).unwrap();
    let inventory::Document::UpdateOptions(update) = read else { panic!("{xml}") };
    assert_eq!(update.changed_value[0].value.read::<inventory::AnyType>().unwrap(), inventory::AnyType::Int(5));
}

fn records(xml: &str) -> Vec<sf::AnySObject> {
    match partner::Document::from_xml(xml).unwrap() {
        partner::Document::QueryResponse(response) => {
            response.result.records.into_iter().filter_map(|record| record.value().cloned()).collect()
        }
        other => panic!("{other:?}"),
    }
}

fn plain(record: sf::AnySObject) -> sf::SObject {
    match record {
        sf::AnySObject::SObject(record) => record,
        other => panic!("{other:?}"),
    }
}

#[test]
fn fields_of_records_are_told_apart_by_the_types_they_name() {
    use partner::AnyType;
    let contact = plain(records(RECORDS).remove(0));
    let field = |name: &str| contact.any.iter().find(|field| field.name == name).unwrap();
    assert_eq!(field("Name").read::<String>().unwrap(), "Ada");
    assert_eq!(field("Rank").read::<AnyType>().unwrap(), AnyType::Int(3));
    assert!(matches!(field("Since").read::<AnyType>().unwrap(), AnyType::Date(_)));
    assert_eq!(field("Score").read::<Nillable<xsd::Decimal>>().unwrap(), Nillable::Nil);
    assert!(
        matches!(field("Home").read::<AnyType>().unwrap(), AnyType::Address(home) if home.city == Nillable::Value("Bern".to_owned()))
    );
    let AnyType::SObject(account) = field("Account").read().unwrap() else { panic!("{:?}", field("Account")) };
    assert_eq!((account.type_.as_str(), account.any[0].read::<String>().unwrap().as_str()), ("Account", "Acme"));
    let AnyType::QueryResult(cases) = field("Cases").read().unwrap() else { panic!("{:?}", field("Cases")) };
    let case = plain(cases.records[0].value().unwrap().clone());
    assert_eq!(case.any[0].read::<String>().unwrap(), "Help");
}

#[test]
fn records_are_told_apart_by_the_types_they_name() {
    let accounts = records(ACCOUNTS);
    assert!(
        matches!(accounts.as_slice(), [sf::AnySObject::Account(account)] if account.annual_revenue == Some(Nillable::Value(1.5e6)))
    );
}

#[test]
fn a_record_is_changed_and_sent() {
    const SF: &str = "urn:example:partner:sobject";
    let mut contact = plain(records(RECORDS).remove(0));
    let rank: i32 = contact.any[1].read().unwrap();
    contact.any[1] = AnyElement::typed(&(rank + 1), SF, "Rank").unwrap();
    contact.any.push(
        AnyElement::of(&p::Address::new(Nillable::Nil, Nillable::Nil), SF, "Work")
            .unwrap()
            .with_type("urn:example:partner", "address"),
    );
    let request = partner::Document::Update(p::Update { s_objects: vec![contact.clone().into()] });
    let xml = request.to_xml().unwrap();
    let read = partner::Document::from_xml_with(&xml, &ReadOptions::strict()).unwrap();
    assert_eq!(read, request, "{xml}");
    let partner::Document::Update(update) = read else { panic!("{xml}") };
    let record = plain(update.s_objects[0].clone());
    assert_eq!(record.any[1].read::<partner::AnyType>().unwrap(), partner::AnyType::Int(4));
    let work: partner::AnyType = record.any.last().unwrap().read().unwrap();
    assert_eq!(work, p::Address::new(Nillable::Nil, Nillable::Nil).into());
}
