//! Identity constraints (Part 1, 3.11): `xs:unique`, `xs:key` and `xs:keyref` of an element declaration.
//!
//! ```text
//! element t:Order t:OrderType
//!   key t:itemKey selector="t:Item" field="@Id"
//!   keyref t:itemRef refers=t:itemKey selector=".//t:Note" field="@Item"
//! ```
//!
//! In: such lines. Out: [`Constraint`]s, whose paths are made ready to be matched against the names of open elements.

use super::component::{ExpandedName, NsId};
use super::error::TableError;
use super::line::{Flag, Line};
use super::parse::Parser;

/// What is unique, or refers to what is, below an element.
#[derive(Debug)]
pub(super) struct Constraint {
    pub(super) name: ExpandedName,
    pub(super) kind: Kind,
    /// The elements it is about.
    pub(super) selector: XPath,
    /// What makes up the value of each.
    pub(super) fields: Vec<XPath>,
}

/// Which constraint it is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// No two values are equal.
    Unique,
    /// No two values are equal, and each element has one.
    Key,
    /// Each value is one of the named constraint's.
    Keyref(ExpandedName),
}

impl Constraint {
    /// Whether its values are among those of the constraint of this name.
    pub(super) fn refers_to(&self, name: &ExpandedName) -> bool {
        matches!(&self.kind, Kind::Keyref(refer) if refer == name)
    }

    /// The keyword, as in a schema.
    pub(super) fn keyword(&self) -> &'static str {
        match self.kind {
            Kind::Unique => "unique",
            Kind::Key => "key",
            Kind::Keyref(_) => "keyref",
        }
    }
}

/// An expression of the subset that selectors and fields are written in.
#[derive(Debug)]
pub(super) struct XPath(Vec<Path>);

/// One of the alternatives of an [`XPath`].
#[derive(Debug)]
struct Path {
    /// Whether it begins with `.//`.
    is_deep: bool,
    steps: Vec<NameTest>,
    attribute: Option<NameTest>,
}

/// A test of a name.
#[derive(Debug)]
enum NameTest {
    Any,
    Namespace(NsId),
    Name(ExpandedName),
}

impl XPath {
    /// Whether it leads to the element, given the names on the way to it.
    pub(super) fn leads_to(&self, way: &[ExpandedName]) -> bool {
        self.0.iter().any(|path| path.attribute.is_none() && path.leads_to(way))
    }

    /// Whether it leads to an attribute of the element.
    pub(super) fn leads_to_attribute(&self, way: &[ExpandedName], ns: NsId, local: &str) -> bool {
        let is_it = |path: &Path| path.attribute.as_ref().is_some_and(|test| test.admits(ns, local));
        self.0.iter().any(|path| is_it(path) && path.leads_to(way))
    }

    /// Whether it can lead to an element.
    pub(super) fn has_elements(&self) -> bool {
        self.0.iter().any(|path| path.attribute.is_none())
    }
}

impl Path {
    fn leads_to(&self, way: &[ExpandedName]) -> bool {
        let Some(above) = way.len().checked_sub(self.steps.len()) else { return false };
        let last = way.get(above..).unwrap_or(&[]);
        (self.is_deep || above == 0)
            && self.steps.iter().zip(last).all(|(test, name)| test.admits(name.ns, &name.local))
    }
}

impl NameTest {
    fn admits(&self, ns: NsId, local: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Namespace(own) => ns == *own,
            Self::Name(name) => ns == name.ns && *local == *name.local,
        }
    }
}

impl<'t> Parser<'t> {
    /// The identity constraints that stand `depth` levels deep, as many as come.
    pub(super) fn constraints(&mut self, depth: usize) -> Result<Vec<Constraint>, TableError> {
        let mut constraints = Vec::new();
        while let Some("unique" | "key" | "keyref") = self.lines.peek(depth) {
            let Some(line) = self.lines.take(depth)? else { break };
            constraints.push(self.constraint(line)?);
        }
        Ok(constraints)
    }

    fn constraint(&mut self, mut line: Line<'t>) -> Result<Constraint, TableError> {
        let mut kind = match line.word("a keyword")? {
            "unique" => Kind::Unique,
            _ => Kind::Key,
        };
        let name = self.name(&mut line)?;
        let (mut selector, mut fields) = (None, Vec::new());
        while let Some(flag) = line.flag()? {
            match flag {
                Flag::Value("refers", refer) => kind = Kind::Keyref(self.expand(&refer, &line)?),
                Flag::Value("selector", path) => selector = Some(self.xpath(&path, &line)?),
                Flag::Value("field", path) => fields.push(self.xpath(&path, &line)?),
                Flag::Plain(word) | Flag::Value(word, _) => {
                    return Err(line.error(format!("`{word}` is no keyword here")));
                }
            }
        }
        match selector {
            Some(selector) if !fields.is_empty() => Ok(Constraint { name, kind, selector, fields }),
            _ => Err(line.error("a selector or a field is missing")),
        }
    }

    fn xpath(&self, text: &str, line: &Line<'t>) -> Result<XPath, TableError> {
        text.split('|').map(|path| self.path(path, line)).collect::<Result<_, _>>().map(XPath)
    }

    fn path(&self, text: &str, line: &Line<'t>) -> Result<Path, TableError> {
        let (is_deep, rest) = text.strip_prefix(".//").map_or((false, text), |rest| (true, rest));
        let (steps, attribute) = match rest.rsplit_once('@') {
            Some((steps, attribute)) => (steps.trim_end_matches('/'), Some(self.name_test(attribute, line)?)),
            None => (rest, None),
        };
        let steps = steps.split('/').filter(|step| !matches!(*step, "" | "."));
        let steps = steps.map(|step| self.name_test(step, line)).collect::<Result<_, _>>()?;
        Ok(Path { is_deep, steps, attribute })
    }

    fn name_test(&self, text: &str, line: &Line<'t>) -> Result<NameTest, TableError> {
        match text.strip_suffix(":*") {
            _ if text == "*" => Ok(NameTest::Any),
            Some(prefix) => Ok(NameTest::Namespace(self.prefix(prefix, line)?)),
            None => Ok(NameTest::Name(self.expand(text, line)?)),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::Schema;
    use super::*;

    fn constraint(text: &str) -> Result<Schema, TableError> {
        Schema::parse(&format!("# contract table, version 1\nnamespace t urn:t\nelement t:E xs:anyType\n  {text}\n"))
    }

    fn leads(path: &str, way: &[(u32, &str)]) -> bool {
        let schema = constraint(&format!("key t:k selector=\"{path}\" field=\"@a\"")).unwrap();
        let way: Vec<_> =
            way.iter().map(|(ns, local)| ExpandedName { ns: NsId(*ns), local: (*local).into() }).collect();
        schema.elements[0].constraints[0].selector.leads_to(&way)
    }

    #[test]
    fn paths_lead_down_from_an_element() {
        let t = 3;
        assert!(leads(".", &[]) && !leads(".", &[(t, "A")]));
        assert!(leads("t:A/t:B", &[(t, "A"), (t, "B")]) && !leads("t:A/t:B", &[(t, "B")]));
        assert!(!leads("t:B", &[(t, "A"), (t, "B")]) && leads(".//t:B", &[(t, "A"), (t, "B")]));
        assert!(leads("A|t:A", &[(t, "A")]) && leads("A|t:A", &[(0, "A")]) && !leads("A", &[(t, "A")]));
        assert!(leads("t:*", &[(t, "X")]) && !leads("t:*", &[(0, "X")]) && leads("*", &[(0, "X")]));
        assert!(leads(".//.", &[(t, "A"), (t, "B")]));
    }

    #[test]
    fn malformed_lines_are_errors() {
        for line in [
            "key",
            "key t:k",
            "key t:k selector=\".\"",
            "key t:k field=\"@a\"",
            "key t:k selector=\"x:A\" field=\"@a\"",
            "key t:k what",
        ] {
            assert!(constraint(line).is_err(), "{line}");
        }
    }
}
