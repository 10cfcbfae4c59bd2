//! Values of simple types.

use super::{check, judge};

#[test]
fn facets_of_all_steps_hold() {
    let table = "\
element t:E t:Second
simple t:First restricts xs:string
  minLength 2
  pattern [a-z]*
  pattern [0-9]*
simple t:Second restricts t:First
  maxLength 3
  pattern [a-f0-5]*
";
    check(
        table,
        &[
            ("<t:E>abc</t:E>", ""),
            ("<t:E>012</t:E>", ""),
            ("<t:E>a</t:E>", "E: expected at least 2 characters (minLength), found \"a\""),
            ("<t:E>abcd</t:E>", "E: expected at most 3 characters (maxLength), found \"abcd\""),
            ("<t:E>a1</t:E>", "E: expected text matching [a-z]* or [0-9]* (pattern), found \"a1\""),
            ("<t:E>az</t:E>", "E: expected text matching [a-f0-5]* (pattern), found \"az\""),
        ],
    );
}

#[test]
fn white_space_is_that_of_the_type() {
    let table = "\
element t:P t:Preserved
element t:R t:Replaced
element t:C t:Collapsed
simple t:Collapsed restricts xs:string
  value a b
  whiteSpace collapse
simple t:Preserved restricts xs:string
  value \" a\\tb \"
simple t:Replaced restricts xs:normalizedString
  value \" a b\"
";
    judge(
        table,
        &["<t:P> a&#9;b </t:P>", "<t:R>&#9;a&#10;b</t:R>", "<t:C>&#10; a  b</t:C>"],
        &["<t:P>a b</t:P>", "<t:R>a b</t:R>", "<t:C>ab</t:C>"],
    );
}

#[test]
fn enumerations_list_values_not_texts() {
    let table = "\
element t:E t:Numbers
element t:S t:Words
element t:L t:Lists
element t:U t:Union
simple t:Lists restricts *
  simple list xs:decimal
  value 1 2.0
simple t:Numbers restricts xs:decimal
  value 1
  value 2.50
simple t:Union restricts *
  simple union xs:int xs:boolean xs:string
  value 1
  value true
  value x
simple t:Words restricts xs:string
  value 1
";
    check(
        table,
        &[
            ("<t:E>1.0</t:E>", ""),
            ("<t:E>+2.5</t:E>", ""),
            ("<t:E>2</t:E>", "E: expected one of \"1\", \"2.50\" (enumeration), found \"2\""),
            ("<t:S>1</t:S>", ""),
            ("<t:S>01</t:S>", "S: expected one of \"1\" (enumeration), found \"01\""),
            ("<t:L>01.0  2</t:L>", ""),
            ("<t:L>1</t:L>", "L: expected one of \"1 2.0\" (enumeration), found \"1\""),
            ("<t:U>01</t:U>", ""),
            ("<t:U>true</t:U>", ""),
            ("<t:U>x</t:U>", ""),
            ("<t:U>0</t:U>", "U: expected one of \"1\", \"true\", \"x\" (enumeration), found \"0\""),
        ],
    );
}

#[test]
fn lists_and_unions() {
    let table = "\
element t:L t:Short
element t:U t:Either
element t:N xs:NMTOKENS
simple t:Either union * t:Short
  simple restricts xs:string
    length 1
simple t:Numbers list xs:int
simple t:Short restricts t:Numbers
  maxLength 2
";
    check(
        table,
        &[
            ("<t:L/>", ""),
            ("<t:L> 1&#10;2 </t:L>", ""),
            ("<t:L>1 x</t:L>", "L: expected xs:int, found \"x\": not a number"),
            ("<t:L>1 2 3</t:L>", "L: expected at most 2 items (maxLength), found \"1 2 3\""),
            ("<t:U>x</t:U>", ""),
            ("<t:U>10 20</t:U>", ""),
            ("<t:U>xy</t:U>", "U: expected a value of one of the union's types, found \"xy\": a value of none of them"),
            ("<t:N>a 1-b</t:N>", ""),
            ("<t:N/>", "N: expected xs:NMTOKENS, found \"\": not one item at least"),
        ],
    );
}

#[test]
fn prefixes_of_names_are_bound_where_they_stand() {
    let table = "\
element t:Q xs:QName
element t:L t:Listed
element t:U t:Union
element t:F xs:QName fixed=\"t:One\"
simple t:Listed restricts xs:QName
  value t:One
  value Two
simple t:Union union xs:int t:Listed
";
    judge(
        table,
        &[
            "<t:Q>t:Any</t:Q>",
            "<t:Q>Any</t:Q>",
            "<t:Q xmlns:v='urn:v'>v:Any</t:Q>",
            "<t:L xmlns:p='urn:t'>p:One</t:L>",
            "<t:L xmlns='urn:t'>One</t:L>",
            "<t:L>Two</t:L>",
            "<t:U xmlns:p='urn:t'> p:One </t:U>",
            "<t:F xmlns:p='urn:t'>p:One</t:F>",
            "<t:F/>",
        ],
        &[
            "<t:Q>v:Any</t:Q>",
            "<t:Q>t:</t:Q>",
            "<t:L>u:One</t:L>",
            "<t:L>One</t:L>",
            "<t:L xmlns='urn:t'>Two</t:L>",
            "<t:U>u:One</t:U>",
            "<t:F>u:One</t:F>",
        ],
    );
}

#[test]
fn entities_and_notations_need_declarations() {
    let table = "element t:E xs:ENTITY\nelement t:N t:Listed\nsimple t:Listed restricts xs:NOTATION\n  value t:gif\n";
    judge(table, &["<t:N>t:gif</t:N>"], &["<t:E>pic</t:E>", "<t:N>t:png</t:N>", "<t:N>v:gif</t:N>"]);
}

#[test]
fn ordered_bounds() {
    let table = "\
element t:D t:DateType
simple t:DateType restricts xs:dateTime
  minInclusive 2020-01-01T00:00:00Z
  maxExclusive 2021-01-01T00:00:00Z
";
    judge(
        table,
        &["<t:D>2020-01-01T01:00:00+01:00</t:D>", "<t:D>2020-12-31T23:59:59.9Z</t:D>"],
        &["<t:D>2020-01-01T00:59:59+01:00</t:D>", "<t:D>2021-01-01T00:00:00Z</t:D>"],
    );
}
