//! The W3C's own form: `suite.xml` names test sets, these hold test groups.
//!
//! ```xml
//! <testGroup name="g"><schemaTest name="s"><schemaDocument xlink:href="a.xsd"/><expected validity="valid"/></schemaTest>
//!   <instanceTest name="i"><instanceDocument xlink:href="a.xml"/><expected validity="invalid" version="1.0"/></instanceTest></testGroup>
//! ```
//!
//! Left out: what is for other versions than XSD 1.0 only, tests whose outcome is open, and groups without a schema test.

use std::path::Path;

use roxmltree::{Document, Node, ParsingOptions};

use super::{Group, Instance, SuiteError, read};

const XLINK: &str = "http://www.w3.org/1999/xlink";

/// Reads all test sets of a suite.
pub(super) fn read_suite(root: &Path, name: &str) -> Result<Vec<Group>, SuiteError> {
    let mut groups = Vec::new();
    for set in with_document(&root.join(name), |suite| hrefs(suite, "testSetRef", ""))? {
        groups.extend(with_document(&root.join(&set), |node| read_set(node, &set))?);
    }
    Ok(groups)
}

fn with_document<T>(path: &Path, read_node: impl FnOnce(Node<'_, '_>) -> T) -> Result<T, SuiteError> {
    let text = read(path)?;
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    match Document::parse_with_options(&text, options) {
        Ok(document) => Ok(read_node(document.root_element())),
        Err(error) => Err(SuiteError::Malformed { path: path.to_owned(), reason: error.to_string() }),
    }
}

/// The groups of the test set whose document is at `path`.
fn read_set(set: Node<'_, '_>, path: &str) -> Vec<Group> {
    let name = set.attribute("name").unwrap_or_default();
    if !is_for_1_0(set) {
        return Vec::new();
    }
    children(set, "testGroup")
        .filter(|group| is_for_1_0(*group))
        .filter_map(|group| read_group(group, name, path))
        .collect()
}

fn read_group(group: Node<'_, '_>, set: &str, path: &str) -> Option<Group> {
    let test = children(group, "schemaTest").find(|test| is_for_1_0(*test))?;
    let instances = children(group, "instanceTest").filter(|test| is_for_1_0(*test));
    Some(Group {
        set: set.to_owned(),
        name: group.attribute("name").unwrap_or_default().to_owned(),
        schemas: hrefs(test, "schemaDocument", path),
        valid: expected(test)?,
        instances: instances
            .filter_map(|test| {
                Some(Instance { path: hrefs(test, "instanceDocument", path).pop()?, valid: expected(test)? })
            })
            .collect(),
    })
}

/// Whether the test is expected to find a valid schema or document; nothing if the suite leaves that open.
fn expected(test: Node<'_, '_>) -> Option<bool> {
    let validity = children(test, "expected").find(|expected| is_for_1_0(*expected))?.attribute("validity")?;
    match validity {
        "valid" => Some(true),
        "invalid" => Some(false),
        _ => None,
    }
}

/// `version` lists tokens; those that begin like a number are versions of XSD.
fn is_for_1_0(node: Node<'_, '_>) -> bool {
    let mut versions = node
        .attribute("version")
        .unwrap_or_default()
        .split_whitespace()
        .filter(|token| token.starts_with("1."))
        .peekable();
    versions.peek().is_none() || versions.any(|version| version == "1.0" || version.starts_with("1.0-"))
}

fn children<'a, 'i>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

/// The paths that children refer to, relative to the suite.
fn hrefs(node: Node<'_, '_>, name: &'static str, base: &str) -> Vec<String> {
    children(node, name).filter_map(|child| child.attribute((XLINK, "href"))).map(|href| join(base, href)).collect()
}

fn join(base: &str, href: &str) -> String {
    let mut steps: Vec<&str> = base.rsplit_once('/').map_or("", |(folder, _)| folder).split('/').collect();
    for step in href.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." => {}
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_for_1_0_is_taken() {
        let xml = r#"<ts:testSet xmlns:ts="urn:ts" xmlns:l="http://www.w3.org/1999/xlink" name="s">
          <ts:testGroup name="both"><ts:schemaTest name="a"><ts:schemaDocument l:href="../data/a.xsd"/><ts:expected validity="valid"/></ts:schemaTest>
            <ts:instanceTest name="b"><ts:instanceDocument l:href="b.xml"/><ts:expected validity="valid" version="1.1"/><ts:expected validity="invalid" version="1.0"/></ts:instanceTest>
            <ts:instanceTest name="c" version="1.1"><ts:instanceDocument l:href="c.xml"/><ts:expected validity="valid"/></ts:instanceTest>
            <ts:instanceTest name="d"><ts:instanceDocument l:href="d.xml"/><ts:expected validity="notKnown"/></ts:instanceTest></ts:testGroup>
          <ts:testGroup name="later" version="1.1"><ts:schemaTest name="a"><ts:expected validity="valid"/></ts:schemaTest></ts:testGroup>
          <ts:testGroup name="schemaless"/></ts:testSet>"#;
        let document = Document::parse(xml).unwrap();
        let expected = Group {
            set: "s".to_owned(),
            name: "both".to_owned(),
            schemas: vec!["data/a.xsd".to_owned()],
            valid: true,
            instances: vec![Instance { path: "sets/b.xml".to_owned(), valid: false }],
        };
        assert_eq!(read_set(document.root_element(), "sets/s.testSet"), [expected]);
    }
}
