//! The output is a function of the documents' bytes and the configuration, and a small change of one is a small change of the
//! other.
#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;

use common::folder::{copy, edit, files, files_of, project, schemas};
use common::lines::{Changes, changed_files};
use wsdl_codegen::config::Layout;
use wsdl_codegen::layout::Files;

fn assert_same(left: &Files, right: &Files) {
    let changed: Vec<String> = changed_files(left, right).into_iter().map(|(name, _)| name).collect();
    assert!(changed.is_empty(), "{changed:?} differ");
    assert_eq!(left, right);
}

#[test]
fn twice_is_the_same() {
    assert_same(&files_of(&project(&schemas())), &files_of(&project(&schemas())));
}

#[test]
fn another_folder_is_the_same() {
    assert_same(&files_of(&project(&schemas())), &files_of(&project(&copy("another-folder"))));
}

#[test]
fn every_layout_says_nothing_of_the_place() {
    let folder = copy("place");
    for layout in [Layout::Folder, Layout::File, Layout::Crate { name: "x".to_owned(), runtime: "\"0.1\"".to_owned() }]
    {
        let mut project = project(&folder);
        project.config.layout = layout;
        for (name, text) in files_of(&project) {
            assert!(!text.contains(env!("CARGO_MANIFEST_DIR")) && !text.contains("/place"), "{name}");
        }
    }
}

#[test]
fn inputs_in_another_order_are_the_same() {
    let inputs = ["MS-OXWSCOS.wsdl", "MS-OXWSPERS-types.xsd", "MS-OXWSCDATA-messages.xsd", "MS-OXWSCOS-types.xsd"];
    let outputs = (0..inputs.len()).map(|by| {
        let mut project = project(&schemas());
        project.inputs = inputs.iter().map(|input| (*input).to_owned()).collect();
        project.inputs.rotate_left(by);
        if by % 2 == 1 {
            project.inputs.reverse();
        }
        files_of(&project)
    });
    let outputs: Vec<Files> = outputs.collect();
    for output in &outputs {
        assert_same(&outputs[0], output);
    }
}

/// The schema with its `xs:include`s and `xs:import`s in reverse order.
fn reversed(schema: &str) -> String {
    let is_reference =
        |line: &&str| line.trim_start().starts_with("<xs:include") || line.trim_start().starts_with("<xs:import");
    let mut references: Vec<&str> = schema.lines().filter(is_reference).collect();
    let lines = schema.lines().map(|line| if is_reference(&line) { references.pop().unwrap() } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn includes_in_another_order_are_the_same() {
    let folder = copy("reversed");
    let mut changed = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let file = entry.unwrap().path();
        if file.extension().is_some_and(|extension| extension == "xsd") {
            let before = std::fs::read_to_string(&file).unwrap();
            std::fs::write(&file, reversed(&before)).unwrap();
            changed += usize::from(before.trim_end() != reversed(&before));
        }
    }
    assert!(changed > 4, "only {changed} files are changed");
    assert_same(&files(&schemas()), &files(&folder));
}

fn changes_after(name: &str, file: &str, change: impl FnOnce(&str) -> String) -> Vec<(String, Changes)> {
    let folder = copy(name);
    edit(&folder.join(file), change);
    changed_files(&files(&schemas()), &files(&folder))
}

#[test]
fn one_more_value_is_a_few_more_lines() {
    let changes = changes_after("one-more-value", "MS-OXWSCDATA-messages.xsd", |schema| {
        schema.replacen(
            "<xs:enumeration value=\"NoError\"/>",
            "<xs:enumeration value=\"NoError\"/><xs:enumeration value=\"ErrorNewIn2027\"/>",
            1,
        )
    });
    let count: usize = changes.iter().map(|(_, changes)| changes.count()).sum();
    assert!((1..10).contains(&count), "{changes:#?}");
    assert!(changes.iter().all(|(_, changes)| changes.removed.is_empty()), "{changes:#?}");
}

#[test]
fn one_more_field_is_a_few_more_lines_of_its_type() {
    let changes = changes_after("one-more-field", "MS-OXWSCOS-types.xsd", |schema| {
        let last = "<xs:element minOccurs=\"0\" name=\"SmtpAddress\" type=\"xs:string\"/>";
        schema.replacen(last, &format!("{last}<xs:element minOccurs=\"0\" name=\"Colour\" type=\"xs:string\"/>"), 1)
    });
    let names: Vec<&str> = changes.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["contract.txt", "types.rs"]);
    assert_eq!(changes[0].1, added(&["  element t:Colour xs:string 0..1"]));
    let lines = [
        "    /// `Colour`.",
        "    pub colour: Option<String>,",
        "        element colour t \"Colour\";",
        "        with_colour(colour: Option<String>);",
    ];
    assert_eq!(changes[1].1, added(&lines));
}

fn added(lines: &[&str]) -> Changes {
    Changes { removed: Vec::new(), added: lines.iter().map(|line| (*line).to_owned()).collect() }
}

#[test]
fn a_misspelt_type_is_found_where_it_stands() {
    let folder = copy("misspelt");
    let file = "MS-OXWSCOS-types.xsd";
    edit(&folder.join(file), |schema| {
        schema.replacen("type=\"t:ArrayOfImGroupType\"", "type=\"t:ArrayOfImGroupsType\"", 1)
    });
    let project = project(&folder);
    let compilation = project.compile();
    let rendered = project.render(&compilation);
    let place = position(&folder.join(file), "t:ArrayOfImGroupsType");
    let found = format!(
        "{}/{file}:{place}: warning[left-out]: operation `GetImItemList` is left out: type `t:ArrayOfImGroupsType` is not defined",
        folder.display()
    );
    assert!(rendered.contains(&found), "{rendered}");
    assert!(rendered.contains("did you mean `t:ArrayOfImGroupType`?"), "{rendered}");
    let mut asked_for = project;
    asked_for.config.operations = Some(vec!["GetImItemList".to_owned()]);
    let compilation = asked_for.compile();
    assert!(compilation.files.is_none(), "{}", asked_for.render(&compilation));
}

/// Line and column of a text in a file, from 1.
fn position(file: &Path, text: &str) -> String {
    let whole = std::fs::read_to_string(file).unwrap();
    let (number, line) = whole.lines().enumerate().find(|(_, line)| line.contains(text)).unwrap();
    format!("{}:{}", number + 1, line.find(text).unwrap() + 1)
}
