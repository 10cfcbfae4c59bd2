//! Extended properties: those asked for come, if the item has them, under the name they were asked for by.

use super::*;

fn tag(tag: &str, of: MapiPropertyTypeType) -> PathToExtendedFieldType {
    PathToExtendedFieldType::new(of).with_property_tag(tag.parse::<PropertyTagType>().unwrap())
}

fn named(name: &str) -> PathToExtendedFieldType {
    PathToExtendedFieldType::new(MapiPropertyTypeType::StringArray)
        .with_property_set_id(GuidType::new("00020329-0000-0000-C000-000000000046").unwrap())
        .with_property_name(name.to_owned())
}

fn asking(paths: &[PathToExtendedFieldType]) -> Option<NonEmptyArrayOfExtendedFieldUrIs> {
    Some(NonEmptyArrayOfExtendedFieldUrIs::default().with_extended_property(paths.to_vec()))
}

fn one(path: &PathToExtendedFieldType, value: &str) -> ExtendedPropertyType {
    ExtendedPropertyType::new(path.clone(), ExtendedPropertyTypeChoice::Value(value.to_owned()))
}

const COLOURS: &str =
    "[[property]]\nof = 'contacts'\nset = 'PublicStrings'\nname = 'colours'\ntype = 'StringArray'\nvalues = ['a', '']";

#[tokio::test]
async fn contacts_and_groups_have_those_asked_for() {
    let service = configured(COLOURS);
    let persona = add_contact(&service, "sip:lee@example.com", None).await;
    assert_eq!(persona.extended_properties, None);
    let paths =
        [tag("12289", MapiPropertyTypeType::String), tag("0x1234", MapiPropertyTypeType::Long), named("colours")];
    let list = list(&service, GetImItemListType::default().with(|it| it.extended_properties = asking(&paths))).await;
    let persona = list.personas.unwrap().persona.remove(0);
    let found = persona.extended_properties.unwrap().extended_property_attributed_value;
    let values = NonEmptyArrayOfPropertyValuesType::default().with_value(["a".to_owned(), String::new()]);
    let colours = ExtendedPropertyType::new(paths[2].clone(), ExtendedPropertyTypeChoice::Values(Box::new(values)));
    let expected = [one(&paths[0], "sip:lee@example.com"), colours];
    assert!(found.iter().map(|property| &property.value).eq(&expected));
    assert!(found.iter().all(|property| property.attributions.attribution == ["0"]));
    let group = list.groups.unwrap().im_group.remove(0);
    assert_eq!(group.extended_properties.unwrap().extended_property, [one(&paths[0], "Other Contacts")]);
}

#[tokio::test]
async fn none_found_is_none() {
    let service = service(Surroundings::default());
    add_contact(&service, "sip:lee@example.com", None).await;
    let extended_properties = asking(&[named("colours")]);
    let list =
        list(&service, GetImItemListType::default().with(|it| it.extended_properties = extended_properties)).await;
    assert_eq!(list.groups.unwrap().im_group.remove(0).extended_properties, None);
    assert_eq!(list.personas.unwrap().persona.remove(0).extended_properties, None);
}

#[tokio::test]
async fn name_that_is_none_is_refused() {
    let service = service(Surroundings::default());
    let string = || PathToExtendedFieldType::new(MapiPropertyTypeType::String);
    let set = Some(DistinguishedPropertySetType::Address);
    for path in [
        string(),
        string().with(|it| it.distinguished_property_set_id = set.clone()),
        string().with_property_name("n"),
        named("n").with(|it| it.distinguished_property_set_id = set.clone()),
        named("n").with_property_id(1),
        tag("1", MapiPropertyTypeType::String).with_property_id(1),
        string().with_distinguished_property_set_id("Adress").with_property_id(1),
    ] {
        let mut request = GetImItemsType::default();
        request.extended_properties = asking(std::slice::from_ref(&path));
        let response = service.get_im_items(request, headers()).await.unwrap().body;
        assert_eq!(response.response_code, Some(ResponseCodeType::ErrorInvalidExtendedProperty), "{path:?}");
    }
}
