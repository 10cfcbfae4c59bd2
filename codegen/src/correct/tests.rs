//! What corrections change, and what they say when there is nothing to change.
#![allow(clippy::unwrap_used)]

use super::correct;
use crate::config::{Action, Config, Correction};
use crate::diagnostic::Diagnostics;
use crate::fixture::{compile_all, schema};
use crate::source::Sources;

const TYPES: &str = r#"
    <xs:complexType name="Base"><xs:sequence>
      <xs:element name="Id" type="xs:int"/>
      <xs:element name="Note" type="xs:string" minOccurs="0" fixed="x"/>
    </xs:sequence><xs:attribute name="Kind" type="a:KindType"/></xs:complexType>
    <xs:complexType name="Derived"><xs:complexContent><xs:extension base="a:Base"><xs:sequence>
      <xs:element name="More" type="xs:int"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
    <xs:simpleType name="KindType"><xs:restriction base="xs:string"><xs:enumeration value="A"/></xs:restriction></xs:simpleType>"#;

/// The lines of the table that are new, and what is said.
fn corrected(actions: &[Action]) -> (Vec<String>, String) {
    let outcome = compile_all(&schema(TYPES));
    let mut contract = outcome.contract().clone();
    let before = crate::table::lower(&contract).to_text();
    let correction =
        |action: &Action| Correction { name: "c".to_owned(), cause: "it is so".to_owned(), action: action.clone() };
    let config = Config { corrections: actions.iter().map(correction).collect(), ..Config::default() };
    let mut diagnostics = Diagnostics::new();
    correct(&mut contract, &config, &mut diagnostics);
    let after = crate::table::lower(&contract).to_text();
    let new = after.lines().filter(|line| !before.lines().any(|known| known == *line));
    (new.map(|line| line.trim().to_owned()).collect(), diagnostics.render(&Sources::default(), ""))
}

#[test]
fn each_action_changes_its_fact_alone() {
    let path = |path: &str| path.to_owned();
    for (action, line) in [
        (Action::Optional(path("a:Base/Id")), "element a:Id xs:int 0..1"),
        (Action::Required(path("a:Base/@Kind")), "attribute Kind a:KindType required"),
        (Action::LiftFixed(path("a:Base/Note")), "element a:Note xs:string 0..1"),
        (Action::MaxOccurs(path("a:Base/Id"), None), "element a:Id xs:int 1..*"),
        (Action::Type(path("a:Base/Id"), path("xs:long")), "element a:Id xs:long"),
        (Action::AddValue(path("a:KindType=B")), "value B"),
    ] {
        assert_eq!(corrected(std::slice::from_ref(&action)), (vec![line.to_owned()], String::new()), "{action:?}");
    }
}

#[test]
fn what_is_inherited_is_corrected_with_it() {
    // If it were not, the derived type would no longer begin with what its base holds, and be listed as complete.
    let (new, _) = corrected(&[Action::Optional("a:Base/Id".to_owned())]);
    assert!(!new.iter().any(|line| line.contains("complete")), "{new:?}");
}

#[test]
fn a_correction_of_what_a_type_inherits_leaves_its_base_alone() {
    let (new, _) = corrected(&[Action::Optional("a:Derived/Id".to_owned())]);
    assert_eq!(new, ["complex a:Derived extends a:Base complete", "element a:Id xs:int 0..1"]);
    let (new, _) = corrected(&[Action::Required("a:Derived/@Kind".to_owned())]);
    assert_eq!(new, ["attribute Kind a:KindType required"]);
    for (action, line) in [
        (Action::Type("a:Derived/Id".to_owned(), "xs:long".to_owned()), "element a:Id xs:long"),
        (Action::LiftFixed("a:Derived/Note".to_owned()), "element a:Note xs:string 0..1"),
    ] {
        let (new, _) = corrected(&[action]);
        assert_eq!(new, ["complex a:Derived extends a:Base complete", line]);
    }
    let (new, said) = corrected(&[Action::Required("a:Derived/Id".to_owned())]);
    assert!(new.is_empty() && said.contains("a:Derived/Id is required already"), "{new:?} {said}");
}

#[test]
fn a_correction_that_corrects_nothing_says_so() {
    let (new, said) = corrected(&[Action::Optional("a:Base/Note".to_owned())]);
    assert!(new.is_empty() && said.contains("`c` is no longer needed: a:Base/Note is optional already"), "{said}");
    let (new, said) = corrected(&[Action::MaxOccurs("a:Bse/Id".to_owned(), Some(2))]);
    assert!(new.is_empty() && said.contains("error[correction-failed]") && said.contains("a:Base"), "{said}");
    let (_, said) = corrected(&[Action::AddValue("a:Base".to_owned())]);
    assert!(said.contains("`a:Base` is not "), "{said}");
}
