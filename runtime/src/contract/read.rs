//! From text to data: every name becomes the id of what it names.

use std::collections::BTreeMap;

use super::attribute::AttributeDecl;
use super::complex_type::ComplexType;
use super::error::TableError;
use super::line::{Flag, Line, Lines};
use super::name::{ElementId, ExpandedName, Namespace, NsId, Since, TypeId};
use super::operation::Operation;
use super::simple_type::SimpleType;
use super::{Contract, ElementDecl, Type};

/// The first line of a table.
pub(super) const HEAD: &str = "# contract table, version 1";
/// That of a table which lists versions of its contract.
pub(super) const HEAD_OF_VERSIONS: &str = "# contract table, version 2";

/// A contract in the making.
pub(super) struct Parser<'t> {
    pub(super) lines: Lines<'t>,
    /// What is complete as soon as it is read.
    contract: Contract,
    prefixes: BTreeMap<&'t str, NsId>,
    types: Slots<Type>,
    elements: Slots<ElementDecl>,
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

    /// The components.
    fn finish(self, what: &str) -> Result<Vec<T>, TableError> {
        let defined = |(slot, line): (Option<T>, usize)| {
            slot.ok_or_else(|| TableError::new(line, format!("{what} is mentioned here and not defined anywhere")))
        };
        self.slots.into_iter().map(defined).collect()
    }
}

/// Reads a whole table.
pub(super) fn contract(text: &str) -> Result<Contract, TableError> {
    let has_versions = match text.lines().next() {
        Some(HEAD) => false,
        Some(HEAD_OF_VERSIONS) => true,
        _ => return Err(TableError::new(1, format!("it does not begin with `{HEAD}` or 2"))),
    };
    let mut parser = Parser {
        lines: Lines::new(text)?,
        contract: Contract { versions: has_versions.then(Vec::new), ..Contract::new() },
        prefixes: BTreeMap::from([("xs", NsId::XSD), ("xml", NsId::XML)]),
        types: Slots::new(),
        elements: Slots::new(),
    };
    for ty in std::mem::take(&mut parser.contract.types) {
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
            "namespace" => self.namespace(line)?,
            "version" if self.contract.versions.is_some() => {
                let label = line.text()?;
                self.contract.versions.get_or_insert_default().push(label.into());
                line.end()?;
            }
            "operation" => {
                let operation = Operation::read(self, line)?;
                self.contract.operations.push(operation);
            }
            "element" => ElementDecl::read_global(self, line)?,
            "attribute" => {
                let attribute = AttributeDecl::read(self, line)?;
                self.contract.attributes.push(attribute);
            }
            "complex" => self.named(line, ComplexType::read)?,
            "simple" => self.named(line, SimpleType::read)?,
            other => return Err(line.unexpected(other)),
        }
        Ok(())
    }

    fn namespace(&mut self, mut line: Line<'t>) -> Result<(), TableError> {
        let prefix = line.word("a prefix")?;
        let uri = line.text()?;
        line.end()?;
        if self.contract.namespaces.iter().any(|known| *known.uri == *uri) {
            return Err(line.error("the namespace has a prefix already"));
        }
        let ns = NsId(self.contract.namespaces.len() as u32);
        self.contract.namespaces.push(Namespace { prefix: prefix.into(), uri: uri.into() });
        match self.prefixes.insert(prefix, ns) {
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
        self.contract.named_types.push(TypeId(index));
        self.types.define(index, ty, &line)
    }

    // ---- elements -------------------------------------------------------------------------------------------------

    pub(super) fn mention_element(&mut self, name: ExpandedName, line: usize) -> ElementId {
        ElementId(self.elements.mention(name, line))
    }

    pub(super) fn element_name(&mut self, line: &mut Line<'t>) -> Result<ElementId, TableError> {
        let name = self.name(line)?;
        Ok(self.mention_element(name, line.number))
    }

    pub(super) fn define_element(
        &mut self,
        id: ElementId,
        element: ElementDecl,
        line: &Line<'t>,
    ) -> Result<(), TableError> {
        self.contract.global_elements.push(id);
        self.elements.define(id.0, element, line)
    }

    /// Adds a local element.
    pub(super) fn add_element(&mut self, element: ElementDecl, line: usize) -> ElementId {
        ElementId(self.elements.add(Some(element), line))
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
    pub(super) fn since(&self, label: &str, line: &Line<'t>) -> Result<Since, TableError> {
        let listed = self.contract.versions.iter().flatten().position(|known| **known == *label);
        listed.map(|index| index as Since).ok_or_else(|| line.error(format!("the version `{label}` is not listed")))
    }

    /// A fact's version, if that is the next flag; else the first.
    pub(super) fn since_flag(&self, line: &mut Line<'t>) -> Result<Since, TableError> {
        if !line.is_at("since=") {
            return Ok(0);
        }
        match line.flag()? {
            Some(Flag::Value(_, label)) => self.since(&label, line),
            _ => Ok(0),
        }
    }

    /// A TYPE; `None` for one that is defined in place.
    pub(super) fn type_word(&mut self, line: &mut Line<'t>) -> Result<Option<TypeId>, TableError> {
        let word = line.word("a type")?;
        if word == "*" {
            return Ok(None);
        }
        let name = self.expand(word, line)?;
        Ok(Some(TypeId(self.types.mention(name, line.number))))
    }

    /// The type that a TYPE on `line` stands for: named, or defined on the next line.
    pub(super) fn type_or_below(&mut self, named: Option<TypeId>, line: &Line<'t>) -> Result<TypeId, TableError> {
        if let Some(id) = named {
            return Ok(id);
        }
        let Some(mut inner) = self.lines.take(line.depth + 1)? else {
            return Err(line.error("the definition of the type is missing below"));
        };
        let ty = match inner.word("a keyword")? {
            "complex" => ComplexType::read(self, inner, None)?,
            "simple" => SimpleType::read(self, inner, None)?,
            other => return Err(inner.error(format!("`{other}` does not define a type"))),
        };
        Ok(TypeId(self.types.add(Some(ty), inner.number)))
    }

    // ---- the end ----------------------------------------------------------------------------------------------------

    fn finish(self) -> Result<Contract, TableError> {
        if let Some(error) = self.lines.leftover() {
            return Err(error);
        }
        let types = self.types.finish("a type")?;
        let elements = self.elements.finish("an element")?;
        Ok(Contract { types, elements, ..self.contract })
    }
}
