//! Identity constraints (Part 1, 3.11): `xs:unique`, `xs:key` and `xs:keyref` of an element declaration.
//!
//! ```text
//! element t:Order t:OrderType
//!   key t:itemKey selector="t:Item" field="@Id"
//!   keyref t:itemRef refers=t:itemKey selector=".//t:Note" field="@Item"
//! ```
//!
//! Paths are made ready to be matched against the names of open elements.

use super::error::TableError;
use super::line::{Flag, Line};
use super::name::{ExpandedName, NsId};
use super::read::Parser;
use super::text::quoted;
use super::write::Writer;

/// What is unique, or refers to what is, below an element.
#[derive(Debug, Clone, PartialEq)]
pub struct Constraint {
    /// Its name.
    pub name: ExpandedName,
    /// Which it is.
    pub kind: ConstraintKind,
    /// The elements it is about.
    pub selector: XPath,
    /// What makes up the value of each.
    pub fields: Vec<XPath>,
}

/// Which constraint it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConstraintKind {
    /// No two values are equal.
    Unique,
    /// No two values are equal, and each element has one.
    Key,
    /// Each value is one of the named constraint's.
    Keyref(ExpandedName),
}

impl Constraint {
    /// Whether its values are among those of the constraint of this name.
    pub(crate) fn refers_to(&self, name: &ExpandedName) -> bool {
        matches!(&self.kind, ConstraintKind::Keyref(refer) if refer == name)
    }

    /// The keyword, as in a schema.
    #[must_use]
    pub fn keyword(&self) -> &'static str {
        match self.kind {
            ConstraintKind::Unique => "unique",
            ConstraintKind::Key => "key",
            ConstraintKind::Keyref(_) => "keyref",
        }
    }
}

/// An expression of the subset that selectors and fields are written in (Part 1, 3.11.6): its alternatives.
#[derive(Debug, Clone, PartialEq)]
pub struct XPath(pub Vec<Path>);

/// One of the alternatives of an [`XPath`].
#[derive(Debug, Clone, PartialEq)]
pub struct Path {
    /// Whether it begins with `.//`.
    pub is_deep: bool,
    /// The steps down.
    pub steps: Vec<NameTest>,
    /// The attribute it ends at.
    pub attribute: Option<NameTest>,
}

/// A test of a name.
#[derive(Debug, Clone, PartialEq)]
pub enum NameTest {
    /// `*`
    Any,
    /// `t:*`
    Namespace(NsId),
    /// `t:Name`
    Name(ExpandedName),
}

impl XPath {
    /// Whether it leads to the element, given the names on the way to it.
    pub(crate) fn leads_to(&self, way: &[ExpandedName]) -> bool {
        self.0.iter().any(|path| path.attribute.is_none() && path.leads_to(way))
    }

    /// Whether it leads to an attribute of the element.
    pub(crate) fn leads_to_attribute(&self, way: &[ExpandedName], ns: NsId, local: &str) -> bool {
        let is_it = |path: &Path| path.attribute.as_ref().is_some_and(|test| test.admits(ns, local));
        self.0.iter().any(|path| is_it(path) && path.leads_to(way))
    }

    /// Whether it can lead to an element.
    pub(crate) fn has_elements(&self) -> bool {
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

impl Constraint {
    /// The identity constraints that stand `depth` levels deep, as many as come.
    pub(super) fn read_all(parser: &mut Parser<'_>, depth: usize) -> Result<Vec<Self>, TableError> {
        let mut constraints = Vec::new();
        while let Some("unique" | "key" | "keyref") = parser.lines.peek(depth) {
            let Some(line) = parser.lines.take(depth)? else { break };
            constraints.push(Self::read(parser, line)?);
        }
        Ok(constraints)
    }

    fn read<'t>(parser: &Parser<'t>, mut line: Line<'t>) -> Result<Self, TableError> {
        let mut kind = match line.word("a keyword")? {
            "unique" => ConstraintKind::Unique,
            _ => ConstraintKind::Key,
        };
        let name = parser.name(&mut line)?;
        let (mut selector, mut fields) = (None, Vec::new());
        while let Some(flag) = line.flag()? {
            match flag {
                Flag::Value("refers", refer) => kind = ConstraintKind::Keyref(parser.expand(&refer, &line)?),
                Flag::Value("selector", path) => selector = Some(XPath::read(&path, parser, &line)?),
                Flag::Value("field", path) => fields.push(XPath::read(&path, parser, &line)?),
                Flag::Plain(word) | Flag::Value(word, _) => return Err(line.unexpected(word)),
            }
        }
        match selector {
            Some(selector) if !fields.is_empty() => Ok(Self { name, kind, selector, fields }),
            _ => Err(line.error("a selector or a field is missing")),
        }
    }

    pub(super) fn write(&self, out: &mut Writer<'_>) {
        let mut line = format!("{} {}", self.keyword(), out.name(&self.name));
        if let ConstraintKind::Keyref(refer) = &self.kind {
            line.push_str(&format!(" refers={}", out.name(refer)));
        }
        line.push_str(&format!(" selector={}", quoted(&self.selector.text(out))));
        line.extend(self.fields.iter().map(|field| format!(" field={}", quoted(&field.text(out)))));
        out.fact(&line);
    }
}

impl XPath {
    fn read<'t>(text: &str, parser: &Parser<'t>, line: &Line<'t>) -> Result<Self, TableError> {
        text.split('|').map(|path| Path::read(path, parser, line)).collect::<Result<_, _>>().map(Self)
    }

    fn text(&self, out: &Writer<'_>) -> String {
        self.0.iter().map(|path| path.text(out)).collect::<Vec<_>>().join("|")
    }
}

impl Path {
    fn read<'t>(text: &str, parser: &Parser<'t>, line: &Line<'t>) -> Result<Self, TableError> {
        let (is_deep, rest) = text.strip_prefix(".//").map_or((false, text), |rest| (true, rest));
        let (steps, attribute) = match rest.rsplit_once('@') {
            Some((steps, attribute)) => (steps.trim_end_matches('/'), Some(NameTest::read(attribute, parser, line)?)),
            None => (rest, None),
        };
        let steps = steps.split('/').filter(|step| !matches!(*step, "" | "."));
        let steps = steps.map(|step| NameTest::read(step, parser, line)).collect::<Result<_, _>>()?;
        Ok(Self { is_deep, steps, attribute })
    }

    fn text(&self, out: &Writer<'_>) -> String {
        let attribute = self.attribute.iter().map(|test| format!("@{}", test.text(out)));
        let steps: Vec<String> = self.steps.iter().map(|test| test.text(out)).chain(attribute).collect();
        let steps = if steps.is_empty() { ".".to_owned() } else { steps.join("/") };
        format!("{}{steps}", if self.is_deep { ".//" } else { "" })
    }
}

impl NameTest {
    fn read<'t>(text: &str, parser: &Parser<'t>, line: &Line<'t>) -> Result<Self, TableError> {
        match text.strip_suffix(":*") {
            _ if text == "*" => Ok(Self::Any),
            Some(prefix) => Ok(Self::Namespace(parser.prefix(prefix, line)?)),
            None => Ok(Self::Name(parser.expand(text, line)?)),
        }
    }

    fn text(&self, out: &Writer<'_>) -> String {
        match self {
            Self::Any => "*".to_owned(),
            Self::Namespace(ns) => format!("{}:*", out.prefix(*ns)),
            Self::Name(name) => out.name(name),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::Contract;
    use super::*;

    fn constraint(text: &str) -> Result<Contract, TableError> {
        Contract::read(&format!("# contract table, version 1\nnamespace t urn:t\nelement t:E xs:anyType\n  {text}\n"))
    }

    fn leads(path: &str, way: &[(u32, &str)]) -> bool {
        let contract = constraint(&format!("key t:k selector=\"{path}\" field=\"@a\"")).unwrap();
        let way: Vec<_> =
            way.iter().map(|(ns, local)| ExpandedName { ns: NsId(*ns), local: (*local).into() }).collect();
        contract.elements[0].constraints[0].selector.leads_to(&way)
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
