//! The documentation of `schemas/` says something of every component, and nothing of what is not there.
#![allow(clippy::unwrap_used)]

mod common;

use common::folder::{project, schemas};
use wsdl_codegen::compile::documentation;
use wsdl_codegen::diagnostic::Diagnostics;
use wsdl_codegen::documentation::{Coverage, Documentation};

fn coverage(change: impl FnOnce(String) -> String) -> Coverage {
    let mut project = project(&schemas());
    let (name, text) = project.config.documentation.remove(0);
    project.config.documentation.insert(0, (name, change(text)));
    let mut diagnostics = Diagnostics::new();
    let documentation: Documentation = documentation(&project.config, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    documentation.check(project.compile().contract.as_ref().unwrap())
}

#[test]
fn nothing_is_missing_and_nothing_dangles() {
    assert_eq!(coverage(|text| text), Coverage::default());
}

#[test]
fn a_renamed_entry_is_missing_and_dangles() {
    let found = coverage(|text| text.replacen("[type.\"t:ImGroupType\"]", "[type.\"t:ImGroupTyp\"]", 1));
    assert!(found.missing.contains(&"type t:ImGroupType".to_owned()), "{found:?}");
    assert!(found.dangling.contains(&"type t:ImGroupTyp".to_owned()), "{found:?}");
}

#[test]
fn the_output_has_no_empty_documentation() {
    for (name, text) in common::folder::files(&schemas()) {
        let empty = text.lines().zip(text.lines().skip(1)).find(|(first, second)| {
            let is_item = |line: &str| {
                line.trim_start().starts_with("pub ") && !line.contains("pub use") && !line.contains("pub mod")
            };
            is_item(second)
                && !first.trim_start().starts_with(['/', '#'])
                && name.ends_with(".rs")
                && !second.contains("const")
        });
        assert_eq!(empty, None, "{name}");
    }
}
