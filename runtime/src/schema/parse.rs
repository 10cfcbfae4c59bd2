//! From the text of a contract table to components: every name becomes the id of what it names.

mod complex;
mod element;
mod simple;

use std::collections::BTreeMap;

use super::component::{
    AttributeDecl, Block, ElementDecl, ElementId, ExpandedName, NsId, Since, Type, TypeId, ValueConstraint,
};
use super::error::TableError;
use super::line::{Flag, Line, Lines};
use super::{Schema, WorkedOut, builtin, check};

/// The first line of every table.
const HEAD: &str = "# contract table, version 1";
/// That of a table which lists versions of its contract.
const HEAD_OF_VERSIONS: &str = "# contract table, version 2";

/// A schema in the making.
pub(super) struct Parser<'t> {
    pub(super) lines: Lines<'t>,
    prefixes: BTreeMap<&'t str, NsId>,
    namespaces: Vec<Box<str>>,
    types: Slots<Type>,
    elements: Slots<ElementDecl>,
    attributes: Vec<AttributeDecl>,
    /// The versions listed so far, if the table may list any.
    versions: Option<Vec<Box<str>>>,
}

/// Components that can be mentioned before they are defined.
struct Slots<T> {
    /// What is defined so far, and the line that first mentions it.
    slots: Vec<(Option<T>, usize)>,
    names: BTreeMap<ExpandedName, u32>,
}

impl<T> Slots<T> {
    fn new() -> Self {
        Self { slots: Vec::new(), names: BTreeMap::new() }
    }

    fn add(&mut self, component: Option<T>, line: usize) -> u32 {
        self.slots.push((component, line));
        // Each takes a line, and a text of 4 billion lines does not fit into memory.
        self.slots.len() as u32 - 1
    }

    /// The index under a name, defined or not.
    fn mention(&mut self, name: ExpandedName, line: usize) -> u32 {
        if let Some(index) = self.names.get(&name) {
            return *index;
        }
        let index = self.add(None, line);
        self.names.insert(name, index);
        index
    }

    fn define(&mut self, index: u32, component: T, line: &Line<'_>) -> Result<(), TableError> {
        match self.slots.get_mut(index as usize) {
            Some((slot @ None, _)) => *slot = Some(component),
            _ => return Err(line.error("the name is defined twice")),
        }
        Ok(())
    }

    /// The components, and the ids of those with names in the order of these.
    fn finish(self, what: &str) -> Result<(Vec<T>, Vec<u32>), TableError> {
        let defined = |(slot, line): (Option<T>, usize)| {
            slot.ok_or_else(|| TableError::new(line, format!("{what} is mentioned here and not defined anywhere")))
        };
        let components = self.slots.into_iter().map(defined).collect::<Result<_, _>>()?;
        Ok((components, self.names.into_values().collect()))
    }
}

/// Reads a whole table.
pub(super) fn parse(text: &str) -> Result<Schema, TableError> {
    let has_versions = match text.lines().next() {
        Some(HEAD) => false,
        Some(HEAD_OF_VERSIONS) => true,
        _ => return Err(TableError::new(1, format!("it does not begin with `{HEAD}` or 2"))),
    };
    let mut parser = Parser {
        lines: Lines::new(text)?,
        prefixes: BTreeMap::from([("xs", NsId::XSD), ("xml", NsId::XML)]),
        namespaces: vec!["".into(), crate::xml::XSD_URI.into(), crate::xml::XML_URI.into()],
        types: Slots::new(),
        elements: Slots::new(),
        attributes: Vec::new(),
        versions: has_versions.then(Vec::new),
    };
    for ty in builtin::types() {
        let name = ty.name().cloned();
        let index = parser.types.add(Some(ty), 0);
        parser.types.names.extend(name.map(|name| (name, index)));
    }
    while let Some(line) = parser.lines.take(0)? {
        parser.top_level(line)?;
    }
    parser.finish()
}

impl<'t> Parser<'t> {
    fn top_level(&mut self, mut line: Line<'t>) -> Result<(), TableError> {
        match line.word("a keyword")? {
            "namespace" => self.namespace(line),
            "version" if self.versions.is_some() => {
                let label = line.text()?;
                self.versions.get_or_insert_default().push(label.into());
                line.end()
            }
            "operation" => self.lines.skip_below(0),
            "element" => self.global_element(line),
            "attribute" => {
                let attribute = self.attribute(line)?;
                self.attributes.push(attribute);
                Ok(())
            }
            "complex" => self.named(line, Self::complex),
            "simple" => self.named(line, Self::simple),
            other => Err(line.error(format!("`{other}` is no keyword here"))),
        }
    }

    fn namespace(&mut self, mut line: Line<'t>) -> Result<(), TableError> {
        let prefix = line.word("a prefix")?;
        let uri = line.text()?;
        line.end()?;
        let known = self.namespaces.iter().position(|known| **known == *uri);
        let index = known.unwrap_or_else(|| {
            self.namespaces.push(uri.into());
            self.namespaces.len() - 1
        });
        match self.prefixes.insert(prefix, NsId(index as u32)) {
            None => Ok(()),
            Some(_) => Err(line.error(format!("the prefix {prefix} is declared twice"))),
        }
    }

    fn named(
        &mut self,
        mut line: Line<'t>,
        define: fn(&mut Self, Line<'t>, Option<ExpandedName>) -> Result<Type, TableError>,
    ) -> Result<(), TableError> {
        let name = self.name(&mut line)?;
        let index = self.types.mention(name.clone(), line.number);
        let ty = define(self, line, Some(name))?;
        self.types.define(index, ty, &line)
    }

    // ---- words ------------------------------------------------------------------------------------------------------

    pub(super) fn name(&self, line: &mut Line<'t>) -> Result<ExpandedName, TableError> {
        let word = line.word("a name")?;
        self.expand(word, line)
    }

    pub(super) fn expand(&self, word: &str, line: &Line<'t>) -> Result<ExpandedName, TableError> {
        let (ns, local) = match word.split_once(':') {
            Some((prefix, local)) => (self.prefix(prefix, line)?, local),
            None => (NsId::NONE, word),
        };
        Ok(ExpandedName { ns, local: local.into() })
    }

    pub(super) fn prefix(&self, prefix: &str, line: &Line<'t>) -> Result<NsId, TableError> {
        let ns = self.prefixes.get(prefix).copied();
        ns.ok_or_else(|| line.error(format!("the prefix {prefix} is not declared")))
    }

    /// The place of the version that a fact says it holds since.
    fn since(&self, label: &str, line: &Line<'t>) -> Result<Since, TableError> {
        let listed = self.versions.iter().flatten().position(|known| **known == *label);
        listed.map(|index| index as Since).ok_or_else(|| line.error(format!("the version `{label}` is not listed")))
    }

    /// A fact's version, if that is the next flag; else the first.
    fn since_flag(&self, line: &mut Line<'t>) -> Result<Since, TableError> {
        if !line.is_at("since=") {
            return Ok(0);
        }
        match line.flag()? {
            Some(Flag::Value(_, label)) => self.since(&label, line),
            _ => Ok(0),
        }
    }

    fn element_name(&mut self, line: &mut Line<'t>) -> Result<ElementId, TableError> {
        let name = self.name(line)?;
        Ok(ElementId(self.elements.mention(name, line.number)))
    }

    /// A TYPE; `None` for one that is defined in place.
    fn type_word(&mut self, line: &mut Line<'t>) -> Result<Option<TypeId>, TableError> {
        let word = line.word("a type")?;
        if word == "*" {
            return Ok(None);
        }
        let name = self.expand(word, line)?;
        Ok(Some(TypeId(self.types.mention(name, line.number))))
    }

    /// The type that a TYPE on `line` stands for: named, or defined on the next line.
    fn type_or_below(&mut self, named: Option<TypeId>, line: &Line<'t>) -> Result<TypeId, TableError> {
        if let Some(id) = named {
            return Ok(id);
        }
        let Some(mut inner) = self.lines.take(line.depth + 1)? else {
            return Err(line.error("the definition of the type is missing below"));
        };
        let ty = match inner.word("a keyword")? {
            "complex" => self.complex(inner, None)?,
            "simple" => self.simple(inner, None)?,
            other => return Err(inner.error(format!("`{other}` does not define a type"))),
        };
        Ok(TypeId(self.types.add(Some(ty), inner.number)))
    }

    /// An attribute, behind the keyword.
    fn attribute(&mut self, mut line: Line<'t>) -> Result<AttributeDecl, TableError> {
        let name = self.name(&mut line)?;
        let named = self.type_word(&mut line)?;
        let (mut is_required, mut value, mut since) = (false, None, 0);
        while let Some(flag) = line.flag()? {
            match flag {
                Flag::Value("since", label) => since = self.since(&label, &line)?,
                Flag::Plain("required") => is_required = true,
                flag => value = Some(value_constraint(flag, &line)?),
            }
        }
        let ty = self.type_or_below(named, &line)?;
        Ok(AttributeDecl { name, ty, is_required, value, since })
    }

    // ---- the end ----------------------------------------------------------------------------------------------------

    fn finish(self) -> Result<Schema, TableError> {
        if let Some(error) = self.lines.leftover() {
            return Err(error);
        }
        let (types, named_types) = self.types.finish("a type")?;
        let (elements, global_elements) = self.elements.finish("an element")?;
        let mut attributes = self.attributes;
        attributes.sort_by(|left, right| left.name.cmp(&right.name));
        let mut prefixes = vec![""; self.namespaces.len()];
        for (prefix, ns) in &self.prefixes {
            if let Some(slot) = prefixes.get_mut(ns.0 as usize) {
                *slot = prefix;
            }
        }
        let schema = Schema {
            prefixes: prefixes.into_iter().map(Into::into).collect(),
            prefix_ids: self.prefixes.into_iter().map(|(prefix, ns)| (prefix.into(), ns)).collect(),
            namespaces: self.namespaces,
            versions: self.versions.unwrap_or_default(),
            members: members(&elements),
            worked_out: types.iter().map(|_| WorkedOut::default()).collect(),
            types,
            named_types: named_types.into_iter().map(TypeId).collect(),
            elements,
            global_elements: global_elements.into_iter().map(ElementId).collect(),
            attributes,
        };
        check::components(&schema)?;
        Ok(schema)
    }
}

/// The members of each substitution group in one step, in the order of the table.
fn members(elements: &[ElementDecl]) -> BTreeMap<ElementId, Vec<ElementId>> {
    let mut members: BTreeMap<ElementId, Vec<ElementId>> = BTreeMap::new();
    for (id, element) in (0..).map(ElementId).zip(elements) {
        if let Some(head) = element.head {
            members.entry(head).or_default().push(id);
        }
    }
    members
}

fn value_constraint(flag: Flag<'_>, line: &Line<'_>) -> Result<ValueConstraint, TableError> {
    match flag {
        Flag::Value("default", text) => Ok(ValueConstraint::Default(text.into())),
        Flag::Value("fixed", text) => Ok(ValueConstraint::Fixed(text.into())),
        Flag::Plain(name) | Flag::Value(name, _) => Err(line.error(format!("`{name}` is no keyword here"))),
    }
}

fn block(methods: &str, line: &Line<'_>) -> Result<Block, TableError> {
    let mut block = Block::default();
    for method in methods.split(',') {
        match method {
            "extension" => block.extension = true,
            "restriction" => block.restriction = true,
            "substitution" => block.substitution = true,
            other => return Err(line.error(format!("`{other}` cannot be blocked"))),
        }
    }
    Ok(block)
}
