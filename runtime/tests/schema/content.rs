//! Content models, text between elements, wildcards and substitution groups.

use super::{check, judge};

const GROUP: &str = "\
element t:Group t:GroupType
complex t:GroupType
  element t:Name xs:string
  element t:Kind xs:string 0..1
  choice
    element t:Mail xs:string
    element t:Phone xs:string
  element t:Member xs:string 1..2
";

#[test]
fn sequences_and_choices() {
    check(
        GROUP,
        &[
            ("<t:Group><t:Name/><t:Kind/><t:Mail/><t:Member/></t:Group>", ""),
            ("<t:Group> <t:Name/> <!-- c --> <t:Phone/>\n<t:Member/><t:Member/> </t:Group>", ""),
            ("<t:Group><t:Name/><t:Mail/></t:Group>", "Group/Member: missing element Member"),
            ("<t:Group><t:Name/><t:Member/></t:Group>", "Group: missing element Mail or Phone"),
            ("<t:Group><t:Name/></t:Group>", "Group: missing element Mail or Phone"),
            ("<t:Group/>", "Group/Name: missing element Name"),
            ("<t:Group><t:Mail/><t:Member/></t:Group>", "Group/Name: missing element Name"),
            (
                "<t:Group><t:Kind/><t:Name/><t:Mail/><t:Member/></t:Group>",
                "Group/Kind: unexpected element t:Kind: expected t:Name",
            ),
            (
                "<t:Group><t:Name/><t:Mail/><t:Phone/><t:Member/></t:Group>",
                "Group/Phone: unexpected element t:Phone: expected t:Member",
            ),
            (
                "<t:Group><t:Name/><t:Zzz><t:Name/></t:Zzz><t:Mail/><t:Member/></t:Group>",
                "Group/Zzz: unexpected element t:Zzz: expected t:Kind, t:Mail or t:Phone",
            ),
            (
                "<t:Group><t:Name/><t:Mail/><t:Member/><t:Member/><t:Member/></t:Group>",
                "Group/Member[3]: unexpected element t:Member: expected no more elements",
            ),
            (
                "<t:Group><Name/><t:Mail/><t:Member/></t:Group>",
                "Group/Name: unexpected element Name in no namespace: expected Name in namespace urn:t",
            ),
            (
                "<t:Group><v:Name xmlns:v='urn:v'/></t:Group>",
                "Group/Name: unexpected element {urn:v}Name: expected t:Name",
            ),
            (
                "<t:Group><t:Name/>x<t:Mail/><t:Member/></t:Group>",
                "Group: unexpected text \"x\": expected elements only",
            ),
            ("<t:Name/>", "Name: unexpected root element {urn:t}Name: expected {urn:t}Group"),
        ],
    );
}

#[test]
fn repeated_groups_count_their_rounds() {
    let table = "\
element t:R t:RType
complex t:RType
  sequence 2..3
    element t:A xs:string
    element t:B xs:string 0..1
";
    check(
        table,
        &[
            ("<t:R><t:A/><t:A/></t:R>", ""),
            ("<t:R><t:A/><t:B/><t:A/><t:A/><t:B/></t:R>", ""),
            ("<t:R><t:A/></t:R>", "R/A: missing element A"),
            ("<t:R><t:A/><t:B/><t:B/></t:R>", "R/A: missing element A"),
            ("<t:R><t:A/><t:A/><t:A/><t:A/></t:R>", "R/A[4]: unexpected element t:A: expected t:B or no more elements"),
        ],
    );
}

#[test]
fn all_groups_take_any_order() {
    let table = "\
element t:R t:RType
complex t:RType
  all
    element t:A xs:string
    element t:B xs:string 0..1
    element t:C xs:string
";
    check(
        table,
        &[
            ("<t:R><t:C/><t:A/></t:R>", ""),
            ("<t:R><t:B/><t:A/><t:C/></t:R>", ""),
            ("<t:R><t:B/><t:A/></t:R>", "R/C: missing element C"),
            ("<t:R><t:A/><t:A/></t:R>", "R/A[2]: unexpected element t:A: expected t:B or t:C"),
        ],
    );
    let optional = table.replace("  all\n", "  all 0..1\n");
    judge(&optional, &["<t:R/>", "<t:R><t:A/><t:C/></t:R>"], &["<t:R><t:A/></t:R>"]);
}

#[test]
fn no_content_is_not_even_white_space() {
    let table = "\
element t:E t:EType
element t:S t:SType
complex t:EType
complex t:SType
  sequence
";
    check(
        table,
        &[
            ("<t:E/>", ""),
            ("<t:E><!-- c --><?p?></t:E>", ""),
            ("<t:E> </t:E>", "E: unexpected white space: the type has no content"),
            ("<t:E><t:E/></t:E>", "E/E: unexpected element t:E: the type has no content"),
            ("<t:S> </t:S>", ""),
            ("<t:S><t:E/></t:S>", "S/E: unexpected element t:E: expected no more elements"),
        ],
    );
}

#[test]
fn mixed_content_has_text_between_its_elements() {
    let table = "\
element t:M t:MType
element t:T t:TType
complex t:MType mixed
  element t:B xs:string 0..1
complex t:TType mixed
";
    judge(
        table,
        &["<t:M>a<t:B/>b</t:M>", "<t:M/>", "<t:T>only text</t:T>"],
        &["<t:M>a<t:C/></t:M>", "<t:M><t:B/>x<t:B/></t:M>", "<t:T>text <t:B/></t:T>"],
    );
}

#[test]
fn an_extension_follows_its_base() {
    let table = "\
element t:D t:Derived
complex t:Base
  element t:A xs:string 0..1
complex t:Derived extends t:Middle
  element t:C xs:string
complex t:Middle extends t:Base
  choice 0..1
    element t:B xs:string
    element t:B2 xs:string
";
    judge(
        table,
        &["<t:D><t:C/></t:D>", "<t:D><t:A/><t:B2/><t:C/></t:D>"],
        &["<t:D><t:C/><t:A/></t:D>", "<t:D><t:B/><t:A/><t:C/></t:D>", "<t:D/>", "<t:D><t:B/><t:B2/><t:C/></t:D>"],
    );
}

const WILD: &str = "\
element t:Known xs:int
element t:R t:RType
element u:Known xs:int
complex t:RType
  choice 0..*
    element t:Any t:AnyType
    element t:Other t:OtherType
    element t:List t:ListType
    element t:Lax t:LaxType
    element t:Skip t:SkipType
complex t:AnyType
  any ##any strict
complex t:OtherType
  any ##other(t) strict 0..*
complex t:ListType
  any t,##local lax
complex t:LaxType
  any ##any lax
complex t:SkipType
  any ##any skip
";

#[test]
fn wildcards_admit_namespaces() {
    judge(
        WILD,
        &[
            "<t:R><t:Any><t:Known>1</t:Known></t:Any></t:R>",
            "<t:R><t:Other><u:Known>1</u:Known><u:Known>2</u:Known></t:Other><t:Other/></t:R>",
            "<t:R><t:List><Known/></t:List><t:List><t:Known>3</t:Known></t:List></t:R>",
        ],
        &[
            "<t:R><t:Other><t:Known>1</t:Known></t:Other></t:R>",
            "<t:R><t:Other><Known>1</Known></t:Other></t:R>",
            "<t:R><t:List><u:Known>1</u:Known></t:List></t:R>",
            "<t:R><t:List><v:Known xmlns:v='urn:v'>1</v:Known></t:List></t:R>",
            "<t:R><t:Any/></t:R>",
        ],
    );
}

#[test]
fn wildcards_differ_in_what_they_check() {
    check(
        WILD,
        &[
            (
                "<t:R><t:Any><t:Unknown/></t:Any></t:R>",
                "R/Any/Unknown: unexpected element t:Unknown: expected an element of the schema",
            ),
            ("<t:R><t:Any><t:Unknown xsi:type='xs:int'>1</t:Unknown></t:Any></t:R>", ""),
            (
                "<t:R><t:Any><t:Unknown xsi:type='t:Unknown'/></t:Any></t:R>",
                "R/Any/Unknown: xsi:type t:Unknown is not a type of the schema",
            ),
            ("<t:R><t:Lax><t:Unknown a='b'>x<t:More xsi:type='t:Unknown'/></t:Unknown></t:Lax></t:R>", ""),
            (
                "<t:R><t:Lax><t:Unknown>x<t:Known>y</t:Known></t:Unknown></t:Lax></t:R>",
                "R/Lax/Unknown/Known: expected xs:int, found \"y\": not a number",
            ),
            ("<t:R><t:Skip><t:Known a='b'>y<t:Known/></t:Known></t:Skip></t:R>", ""),
        ],
    );
}

const SUBSTITUTION: &str = "\
element t:Head t:HeadType
element t:Member t:MemberType substitutes t:Head
element t:Second t:MemberType substitutes t:Member
element t:Hidden t:HeadType abstract substitutes t:Head
element t:Abstract xs:anyType abstract
element t:Concrete xs:int substitutes t:Abstract
element t:R t:RType
complex t:HeadType
  element t:A xs:string 0..1
complex t:MemberType extends t:HeadType
  element t:B xs:string
complex t:RType
  ref t:Head 0..1
  ref t:Abstract 0..1
";

#[test]
fn members_stand_for_their_head() {
    check(
        SUBSTITUTION,
        &[
            ("<t:R><t:Head/></t:R>", ""),
            ("<t:R><t:Member><t:B/></t:Member><t:Concrete>1</t:Concrete></t:R>", ""),
            ("<t:R><t:Second><t:A/><t:B/></t:Second></t:R>", ""),
            ("<t:R><t:Member/></t:R>", "R/Member/B: missing element B"),
            (
                "<t:R><t:Hidden/></t:R>",
                "R/Hidden: unexpected element t:Hidden: \
                 expected t:Head, t:Member, t:Second, t:Concrete or no more elements",
            ),
            (
                "<t:R><t:Abstract/></t:R>",
                "R/Abstract: the element t:Abstract is abstract: expected a member of its substitution group",
            ),
        ],
    );
}

#[test]
fn heads_can_block_members() {
    let valid = "<t:R><t:Member><t:B/></t:Member></t:R>";
    for (from, to) in [
        ("element t:Head t:HeadType", "element t:Head t:HeadType block=substitution"),
        ("element t:Head t:HeadType", "element t:Head t:HeadType block=extension"),
        ("complex t:HeadType", "complex t:HeadType block=extension"),
    ] {
        judge(&SUBSTITUTION.replacen(from, to, 1), &["<t:R><t:Head/></t:R>"], &[valid]);
    }
    judge(&SUBSTITUTION.replacen("t:HeadType\n", "t:HeadType block=restriction\n", 1), &[valid], &[]);
}

#[test]
fn an_intermediate_type_can_block_members_too() {
    let table = "\
element t:Head t:A
element t:Member t:C substitutes t:Head
element t:R t:RType
complex t:A
complex t:B extends t:A block=extension
complex t:C extends t:B
complex t:RType
  ref t:Head
";
    judge(table, &["<t:R><t:Head/></t:R>"], &["<t:R><t:Member/></t:R>"]);
    judge(&table.replace(" block=extension", ""), &["<t:R><t:Member/></t:R>"], &[]);
}

#[test]
fn models_that_leave_a_choice_are_followed_both_ways() {
    let table = "\
element t:R t:RType
complex t:RType
  choice
    sequence
      element t:A xs:string
      element t:B xs:string
    sequence
      element t:A xs:string
      element t:C xs:string
";
    judge(table, &["<t:R><t:A/><t:B/></t:R>", "<t:R><t:A/><t:C/></t:R>"], &["<t:R><t:A/></t:R>", "<t:R><t:B/></t:R>"]);
}
