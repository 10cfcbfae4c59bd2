//! `xsi:nil`, default and fixed values, and text where the type has simple content.

use super::{check, judge};

#[test]
fn nil_elements_are_empty() {
    let table = "\
element t:N t:NType nillable
element t:I xs:int nillable
element t:F xs:int nillable fixed=\"1\"
element t:P xs:int
complex t:NType
  element t:A xs:string
  attribute Id xs:int required
";
    check(
        table,
        &[
            ("<t:N Id='1' xsi:nil='true'/>", ""),
            ("<t:N Id='1' xsi:nil=' 1 '></t:N>", ""),
            ("<t:N Id='1' xsi:nil='false'><t:A/></t:N>", ""),
            ("<t:N xsi:nil='true'/>", "N/@Id: missing attribute Id"),
            ("<t:N Id='1' xsi:nil='true'><t:A/></t:N>", "N/A: unexpected element t:A: the element is nil"),
            ("<t:N Id='1' xsi:nil='true'>\n <t:A/></t:N>", "N/A: unexpected element t:A: the element is nil"),
            ("<t:N Id='1' xsi:nil='true'> x <t:A/></t:N>", "N: unexpected text \"x\": the element is nil"),
            ("<t:N Id='1' xsi:nil='true'> </t:N>", "N: unexpected white space: the element is nil"),
            ("<t:N Id='1' xsi:nil='yes'/>", "N: xsi:nil \"yes\" is neither true nor false"),
            ("<t:I xsi:nil='true'/>", ""),
            ("<t:I xsi:nil='0'>7</t:I>", ""),
            ("<t:I/>", "I: expected xs:int, found \"\": not a number"),
            ("<t:F xsi:nil='1'/>", "F: xsi:nil on an element whose value is fixed"),
            ("<t:P xsi:nil='false'>1</t:P>", "P: xsi:nil on an element that is not nillable"),
        ],
    );
}

#[test]
fn default_and_fixed_values_stand_for_no_text() {
    let table = "\
element t:D xs:int default=\"1\"
element t:F xs:decimal fixed=\"1.50\"
element t:M t:MType fixed=\"a b\"
element t:L t:LType fixed=\"1 02\"
complex t:MType mixed
  element t:A xs:string 0..1
simple t:LType list xs:int
";
    check(
        table,
        &[
            ("<t:D/>", ""),
            ("<t:D><!-- --></t:D>", ""),
            ("<t:D> </t:D>", "D: expected xs:int, found \"\": not a number"),
            ("<t:F/>", ""),
            ("<t:F> 01.5\n</t:F>", ""),
            ("<t:F>1.51</t:F>", "F: the value is fixed: expected \"1.50\", found \"1.51\""),
            ("<t:L>01 2</t:L>", ""),
            ("<t:L>1 2 3</t:L>", "L: the value is fixed: expected \"1 02\", found \"1 2 3\""),
            ("<t:M/>", ""),
            ("<t:M>a<!-- --> b</t:M>", ""),
            ("<t:M>a  b</t:M>", "M: the value is fixed: expected \"a b\", found \"a  b\""),
            ("<t:M>a b<t:A/></t:M>", "M/A: unexpected element t:A: expected only the text that is fixed"),
        ],
    );
}

#[test]
fn simple_content() {
    let table = "\
element t:Price t:PriceType
element t:Small t:SmallType
element t:Same t:SameType
complex t:PriceType extends xs:decimal
  attribute Currency xs:string required
complex t:SameType extends t:PriceType
  attribute More xs:string
complex t:SmallType restricts t:PriceType
  text *
    simple restricts xs:decimal
      maxInclusive 10
  attribute Currency xs:string required
";
    check(
        table,
        &[
            ("<t:Price Currency='EUR'>1.5</t:Price>", ""),
            ("<t:Price>1.5</t:Price>", "Price/@Currency: missing attribute Currency"),
            ("<t:Price Currency=''>x</t:Price>", "Price: expected xs:decimal, found \"x\": not a decimal number"),
            ("<t:Price Currency=''>1<t:A/></t:Price>", "Price/A: unexpected element {urn:t}A: expected text only"),
            ("<t:Price Currency=''><t:A/></t:Price>", "Price/A: unexpected element {urn:t}A: expected text only"),
            ("<t:Small Currency=''>10.0</t:Small>", ""),
            ("<t:Small Currency=''>10.1</t:Small>", "Small: expected at most 10 (maxInclusive), found \"10.1\""),
            (
                "<t:Price Currency='' xsi:type='t:SmallType'>11</t:Price>",
                "Price: expected at most 10 (maxInclusive), found \"11\"",
            ),
            ("<t:Same Currency='' More=''>11</t:Same>", ""),
        ],
    );
}

#[test]
fn text_is_whole_across_sections_and_references() {
    judge(
        "element t:E t:EType\nsimple t:EType restricts xs:token\n  value A & <B> C\n",
        &["<t:E> A &amp;<!-- c --> <![CDATA[<B>]]>&#x20;C </t:E>"],
        &["<t:E>A &amp; B C</t:E>"],
    );
}
