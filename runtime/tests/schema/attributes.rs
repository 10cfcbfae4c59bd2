//! Attributes of elements.

use super::{check, judge};

const ITEM: &str = "\
element t:Item t:ItemType
element t:Derived t:DerivedType
element t:Restricted t:RestrictedType
complex t:DerivedType extends t:ItemType
  attribute More xs:int required
complex t:ItemType
  attribute Id xs:string required
  attribute Kind xs:token fixed=\"a b\"
  attribute t:Version xs:decimal default=\"1.0\"
complex t:RestrictedType restricts t:ItemType
  attribute Id xs:string required
";

#[test]
fn declared_attributes() {
    check(
        ITEM,
        &[
            ("<t:Item Id=''/>", ""),
            (
                "<t:Item Id='1' Kind=' a  b ' t:Version='2' xsi:schemaLocation='a b' xsi:noNamespaceSchemaLocation='c'/>",
                "",
            ),
            ("<t:Item/>", "Item/@Id: missing attribute Id"),
            ("<t:Item Id='1' id='2'/>", "Item/@id: unexpected attribute id: expected Kind or t:Version"),
            ("<t:Item Id='1' Version='2'/>", "Item/@Version: unexpected attribute Version: expected Kind or t:Version"),
            ("<t:Item t:Id='1'/>", "Item/@Id: unexpected attribute t:Id: expected Id, Kind or t:Version"),
            (
                "<t:Item Id='1' xsi:other='2'/>",
                "Item/@other: unexpected attribute {http://www.w3.org/2001/XMLSchema-instance}other: expected Kind or t:Version",
            ),
            ("<t:Item Id='1' t:Version='x'/>", "Item/@Version: expected xs:decimal, found \"x\": not a decimal number"),
            ("<t:Item Id='1' Kind='c'/>", "Item/@Kind: the value is fixed: expected \"a b\", found \"c\""),
            ("<t:Derived More='1' Id='2'/>", ""),
            ("<t:Derived More='1'/>", "Derived/@Id: missing attribute Id"),
            ("<t:Restricted Id='1'/>", ""),
            (
                "<t:Restricted Id='1' Kind='a b'/>",
                "Restricted/@Kind: unexpected attribute Kind: expected no more attributes",
            ),
        ],
    );
}

#[test]
fn simple_types_have_no_attributes() {
    check(
        "element t:E xs:int\n",
        &[
            ("<t:E xsi:type='xs:byte'>1</t:E>", ""),
            ("<t:E a=''>1</t:E>", "E/@a: unexpected attribute a: expected no more attributes"),
        ],
    );
}

#[test]
fn wildcards_for_attributes() {
    let table = "\
element t:Strict t:StrictType
element t:Lax t:LaxType
element t:Skip t:SkipType
element t:Derived t:DerivedType
attribute u:Known xs:int
complex t:StrictType
  anyAttribute u,##local strict
complex t:LaxType
  attribute Own xs:int
  anyAttribute ##other(t) lax
complex t:SkipType
  anyAttribute ##any skip
complex t:DerivedType extends t:LaxType
";
    judge(
        table,
        &[
            "<t:Strict u:Known='1'/>",
            "<t:Lax u:Known='1' u:Unknown='x' xml:lang='en' Own='1'/>",
            "<t:Skip u:Known='x' t:Any='' Local=''/>",
            "<t:Derived u:Unknown='x'/>",
        ],
        &[
            "<t:Strict u:Known='x'/>",
            "<t:Strict u:Unknown='1'/>",
            "<t:Strict Local='1'/>",
            "<t:Lax u:Known='x'/>",
            "<t:Lax t:Known='1'/>",
            "<t:Lax Local='1'/>",
            "<t:Derived Local=''/>",
        ],
    );
    check(
        table,
        &[(
            "<t:Strict u:Unknown='1'/>",
            "Strict/@Unknown: unexpected attribute u:Unknown: expected an attribute of the schema",
        )],
    );
}
