//! `xsi:type`, abstract types, and what may be derived from what.

use super::{check, judge};

const SHAPES: &str = "\
element t:Shape t:ShapeType
element t:Any xs:anyType
element t:Value xs:decimal
element t:Local t:CircleType
complex t:CircleType extends t:ShapeType
  element t:Radius xs:decimal
complex t:DiscType extends t:CircleType
  attribute Filled xs:boolean
complex t:OtherType
complex t:PlainType restricts t:CircleType
  element t:Radius xs:int
complex t:ShapeType abstract
  element t:Name xs:string 0..1
simple t:PercentType restricts xs:decimal
  maxInclusive 100
";

#[test]
fn a_derived_type_stands_for_the_declared_one() {
    check(
        SHAPES,
        &[
            ("<t:Shape xsi:type='t:CircleType'><t:Name/><t:Radius>1</t:Radius></t:Shape>", ""),
            ("<t:Shape xmlns:q='urn:t' xsi:type=' q:DiscType ' Filled='1'><t:Radius>1</t:Radius></t:Shape>", ""),
            ("<t:Local xsi:type='t:CircleType'><t:Radius>1.5</t:Radius></t:Local>", ""),
            ("<t:Value xsi:type='t:PercentType'>100</t:Value>", ""),
            ("<t:Value xsi:type='xs:byte'>100</t:Value>", ""),
            ("<t:Value xsi:type='xs:byte'>200</t:Value>", "Value: expected xs:byte, found \"200\": out of range"),
            ("<t:Any xsi:type='t:PercentType'>1</t:Any>", ""),
            ("<t:Any xsi:type='t:OtherType'/>", ""),
            ("<t:Any a='b'>x<t:Value>1</t:Value></t:Any>", ""),
            (
                "<t:Any><t:Value>x</t:Value></t:Any>",
                "Any/Value: expected xs:decimal, found \"x\": not a decimal number",
            ),
            ("<t:Shape/>", "Shape: the type t:ShapeType is abstract: expected xsi:type with a type derived from it"),
            (
                "<t:Shape xsi:type='t:OtherType'/>",
                "Shape: xsi:type t:OtherType is not t:ShapeType or a type derived from it that may stand here",
            ),
            ("<t:Shape xsi:type='t:Nothing'/>", "Shape: xsi:type t:Nothing is not a type of the schema"),
            ("<t:Shape xsi:type='CircleType'/>", "Shape: xsi:type CircleType is not a type of the schema"),
            ("<t:Shape xsi:type='v:CircleType'/>", "Shape: xsi:type v:CircleType is not a type of the schema"),
            ("<t:Shape xsi:type='t:Circle Type'/>", "Shape: xsi:type t:Circle Type is not a type of the schema"),
        ],
    );
}

#[test]
fn a_derivation_can_be_blocked() {
    let circle = "<t:Shape xsi:type='t:CircleType'><t:Radius>1</t:Radius></t:Shape>";
    let plain = "<t:Shape xsi:type='t:PlainType'><t:Radius>1</t:Radius></t:Shape>";
    let local = "<t:Local xsi:type='t:PlainType'><t:Radius>1</t:Radius></t:Local>";
    judge(SHAPES, &[circle, plain, local], &[]);
    let on_element = SHAPES.replace("t:Shape t:ShapeType", "t:Shape t:ShapeType block=extension");
    judge(&on_element, &[local], &[circle, plain]);
    let on_type = SHAPES.replace("t:ShapeType abstract", "t:ShapeType abstract block=extension");
    judge(&on_type, &[local], &[circle, plain]);
    let other = SHAPES.replace("t:Local t:CircleType", "t:Local t:CircleType block=restriction");
    judge(&other, &[circle, plain], &[local]);
    let simple = SHAPES.replace("t:Value xs:decimal", "t:Value xs:decimal block=restriction");
    judge(&simple, &["<t:Value>1</t:Value>"], &["<t:Value xsi:type='xs:int'>1</t:Value>"]);
}

#[test]
fn a_member_type_stands_for_its_union() {
    let table = "\
element t:E t:UnionType
element t:S xs:anySimpleType
simple t:ListType list xs:int
simple t:UnionType union xs:int t:ListType
";
    judge(
        table,
        &[
            "<t:E xsi:type='xs:int'>1</t:E>",
            "<t:E xsi:type='t:ListType'>1 2</t:E>",
            "<t:S xsi:type='t:UnionType'>1 2</t:S>",
        ],
        &["<t:E xsi:type='xs:string'>1</t:E>", "<t:E xsi:type='xs:int'>1 2</t:E>"],
    );
}

#[test]
fn the_outermost_element_may_name_its_type_instead_of_being_declared() {
    judge(
        SHAPES,
        &["<t:Whatever xsi:type='t:PercentType'>1</t:Whatever>"],
        &["<t:Whatever xsi:type='t:PercentType'>x</t:Whatever>"],
    );
}

#[test]
fn anonymous_types_and_places() {
    let table = "\
element t:R *
  complex
    element t:A *
      simple restricts xs:int
        minInclusive 1
    element t:Leaf t:Tree/Leaf 0..1
    attribute B *
      simple union * xs:boolean
        simple restricts xs:token
          value x
complex t:Tree/Leaf
  element t:Leaf t:Tree/Leaf 0..2
";
    judge(
        table,
        &[
            "<t:R B='x'><t:A>1</t:A><t:Leaf><t:Leaf/><t:Leaf><t:Leaf/></t:Leaf></t:Leaf></t:R>",
            "<t:R B='true'><t:A>1</t:A></t:R>",
        ],
        &["<t:R B='y'><t:A>1</t:A></t:R>", "<t:R><t:A>0</t:A></t:R>", "<t:R><t:A>1</t:A><t:Leaf>x</t:Leaf></t:R>"],
    );
    judge(table, &[], &["<t:R xsi:type='t:Tree/Leaf'><t:A>1</t:A></t:R>"]);
}
