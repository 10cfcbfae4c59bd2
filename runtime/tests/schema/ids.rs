//! IDs and references to them.

use super::{check, judge};

const NODES: &str = "\
element t:Nodes t:NodesType
attribute u:Id xs:ID
attribute u:Id2 xs:ID
complex t:NodesType
  element t:Node t:NodeType 0..*
  element t:Wild t:WildType 0..*
complex t:NodeType
  element t:Name xs:ID 0..*
  attribute Id xs:ID
  attribute Next xs:IDREF
  attribute All xs:IDREFS
complex t:WildType
  anyAttribute u strict
";

#[test]
fn ids_are_unique_and_references_lead_somewhere() {
    check(
        NODES,
        &[
            ("<t:Nodes><t:Node Id='a' Next='b'/><t:Node Id=' b ' All='a b'/></t:Nodes>", ""),
            ("<t:Nodes><t:Node Id='a'/><t:Node Id='a'/></t:Nodes>", "Nodes/Node[2]/@Id: the ID a is not unique"),
            ("<t:Nodes><t:Node Id='a' All='a c'/></t:Nodes>", "Nodes/Node: there is no element with the ID c"),
            (
                "<t:Nodes><t:Node Id='1'/></t:Nodes>",
                "Nodes/Node/@Id: expected xs:ID, found \"1\": not a name without colon",
            ),
        ],
    );
}

#[test]
fn an_element_with_the_text_of_an_id_identifies_its_parent() {
    judge(
        NODES,
        &["<t:Nodes><t:Node Id='a'><t:Name>a</t:Name><t:Name>b</t:Name></t:Node><t:Node Next='b'/></t:Nodes>"],
        &["<t:Nodes><t:Node><t:Name>a</t:Name></t:Node><t:Node><t:Name>a</t:Name></t:Node></t:Nodes>"],
    );
}

#[test]
fn an_element_has_one_id_by_wildcard() {
    check(
        NODES,
        &[
            ("<t:Nodes><t:Wild u:Id='a'/></t:Nodes>", ""),
            (
                "<t:Nodes><t:Wild u:Id='a' u:Id2='b'/></t:Nodes>",
                "Nodes/Wild: more than one attribute of the element is an ID",
            ),
        ],
    );
}

#[test]
fn a_default_refers_too() {
    let table = NODES.replace("Next xs:IDREF", "Next xs:IDREF default=\"a\"");
    judge(&table, &["<t:Nodes><t:Node Id='a'/></t:Nodes>"], &["<t:Nodes><t:Node Id='b'/></t:Nodes>"]);
}
