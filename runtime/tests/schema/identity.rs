//! Identity constraints.

use super::{check, judge};

const ORDER: &str = r#"
element t:Order *
  complex
    element t:Item * 0..*
      complex
        element t:Part xs:decimal 0..*
        attribute Id xs:decimal
        attribute Side xs:string default="left"
    element t:Note * 0..*
      complex
        element t:Note * 0..*
          complex
            attribute Item xs:int
        attribute Item xs:int
        attribute Name xs:QName
  key t:item selector="t:Item" field="@Id"
  unique t:part selector="t:Item" field="t:Part" field="@Side"
  keyref t:note refers=t:item selector=".//t:Note" field="@Item"
  unique t:name selector="t:Note" field="@Name"
"#;

#[test]
fn keys_are_there_and_unique_by_value() {
    check(
        ORDER,
        &[
            ("<t:Order><t:Item Id='1'/><t:Item Id='2'/></t:Order>", ""),
            (
                "<t:Order><t:Item Id='1'/><t:Item Id='1.0'/></t:Order>",
                "Order/Item[2]: the key t:item is not unique: \"1.0\" is there twice",
            ),
            ("<t:Order><t:Item Id='1'/><t:Item/></t:Order>", "Order/Item[2]: a field of the key t:item is missing"),
        ],
    );
}

#[test]
fn what_is_unique_may_be_absent() {
    check(
        ORDER,
        &[
            ("<t:Order><t:Item Id='1'/><t:Item Id='2'/></t:Order>", ""),
            (
                "<t:Order><t:Item Id='1' Side='a'><t:Part>1</t:Part></t:Item><t:Item Id='2'><t:Part>1</t:Part></t:Item></t:Order>",
                "",
            ),
            (
                "<t:Order><t:Item Id='1' Side='left'><t:Part>1</t:Part></t:Item><t:Item Id='2'><t:Part>01</t:Part></t:Item></t:Order>",
                "Order/Item[2]: the unique t:part is not unique: \"01\", \"left\" is there twice",
            ),
            (
                "<t:Order><t:Item Id='1'><t:Part>1</t:Part><t:Part>2</t:Part></t:Item></t:Order>",
                "Order/Item: a field of the unique t:part leads to more than one element or attribute",
            ),
        ],
    );
}

#[test]
fn references_lead_to_keys_before_and_after() {
    check(
        ORDER,
        &[
            ("<t:Order><t:Item Id='7.0'/><t:Note Item='7'/><t:Note><t:Note Item='07'/></t:Note></t:Order>", ""),
            (
                "<t:Order><t:Item Id='7'/><t:Note><t:Note Item='8'/></t:Note></t:Order>",
                "Order/Note/Note: the keyref t:note refers to nothing: no t:item is \"8\"",
            ),
        ],
    );
}

#[test]
fn names_are_equal_whatever_their_prefixes() {
    judge(
        ORDER,
        &[
            "<t:Order><t:Note Name='t:a'/><t:Note Name='u:a'/><t:Note xmlns:v='urn:x' Name='v:a'/><t:Note xmlns:v='urn:y' Name='v:a'/></t:Order>",
        ],
        &["<t:Order><t:Note Name='t:a'/><t:Note xmlns:v='urn:t' Name='v:a'/></t:Order>"],
    );
}

const NESTED: &str = r#"
element t:Root t:RootType
  keyref t:ref refers=t:key selector=".//t:Ref" field="."
complex t:RootType
  ref t:Group 0..*
  element t:Ref xs:string 0..*
element t:Group t:GroupType
  key t:key selector="t:Item" field="@Id"
complex t:GroupType
  element t:Item * 0..*
    complex
      attribute Id xs:string
  ref t:Group 0..*
"#;

#[test]
fn keys_of_elements_below_can_be_referred_to_unless_two_have_them() {
    judge(
        NESTED,
        &[
            "<t:Root><t:Group><t:Item Id='a'/></t:Group><t:Group><t:Item Id='b'/></t:Group><t:Ref>a</t:Ref><t:Ref>b</t:Ref></t:Root>",
            "<t:Root><t:Group><t:Item Id='a'/><t:Group><t:Item Id='b'/></t:Group></t:Group><t:Ref>b</t:Ref></t:Root>",
            "<t:Root><t:Group><t:Item Id='a'/><t:Group><t:Item Id='a'/></t:Group></t:Group><t:Ref>a</t:Ref></t:Root>",
            "<t:Root><t:Group><t:Item Id='a'/></t:Group><t:Group><t:Item Id='a'/></t:Group></t:Root>",
        ],
        &[
            "<t:Root><t:Group><t:Item Id='a'/></t:Group><t:Ref>b</t:Ref></t:Root>",
            "<t:Root><t:Group><t:Item Id='a'/></t:Group><t:Group><t:Item Id='a'/></t:Group><t:Ref>a</t:Ref></t:Root>",
            "<t:Root><t:Group><t:Item Id='a'/><t:Item Id='a'/></t:Group></t:Root>",
        ],
    );
}

const FIELDS: &str = r#"
element t:List *
  complex
    element t:Entry t:EntryType 0..*
  key t:k selector="t:Entry" field="t:Name|t:Alias"
complex t:EntryType
  choice
    element t:Name xs:string nillable
    element t:Alias xs:string
    element t:Deep *
      complex
        element t:Name xs:string
  element t:Alias xs:string 0..1
complex t:AnyEntryType extends t:EntryType
  any ##any lax 0..*
"#;

#[test]
fn fields_of_keys_are_single_texts_that_are_never_nil() {
    check(
        FIELDS,
        &[
            ("<t:List><t:Entry><t:Alias>a</t:Alias></t:Entry></t:List>", ""),
            (
                "<t:List><t:Entry><t:Name>a</t:Name></t:Entry></t:List>",
                "List/Entry: a field of the key t:k leads to an element that is nillable",
            ),
            (
                "<t:List><t:Entry><t:Name xsi:nil='true'/></t:Entry></t:List>",
                "List/Entry: a field of the key t:k is missing",
            ),
            (
                "<t:List><t:Entry><t:Deep><t:Name>a</t:Name></t:Deep></t:Entry></t:List>",
                "List/Entry: a field of the key t:k is missing",
            ),
            (
                "<t:List><t:Entry><t:Alias>a</t:Alias><t:Alias>b</t:Alias></t:Entry></t:List>",
                "List/Entry: a field of the key t:k leads to more than one element or attribute",
            ),
        ],
    );
}

#[test]
fn a_field_cannot_be_an_element_with_elements() {
    let facts = FIELDS.replace("field=\"t:Name|t:Alias\"", "field=\"t:Deep\"");
    check(
        &facts,
        &[(
            "<t:List><t:Entry><t:Deep><t:Name>a</t:Name></t:Deep></t:Entry></t:List>",
            "List/Entry: a field of the key t:k leads to an element that holds elements, expected a simple type",
        )],
    );
}

#[test]
fn substitutes_and_derived_types_are_held_to_the_declaration() {
    let facts = FIELDS.replace(
        "element t:List *\n",
        "element t:Head t:HeadType\ncomplex t:HeadType\nelement t:List * substitutes t:Head\n",
    );
    let facts = format!("{facts}\nelement t:Top *\n  complex\n    ref t:List\n");
    judge(
        &facts,
        &["<t:Top><t:List><t:Entry xsi:type='t:AnyEntryType'><t:Alias>a</t:Alias><u:x/></t:Entry></t:List></t:Top>"],
        &[
            "<t:Top><t:List><t:Entry><t:Alias>a</t:Alias></t:Entry><t:Entry xsi:type='t:AnyEntryType'><t:Alias>a</t:Alias></t:Entry></t:List></t:Top>",
        ],
    );
}
