//! Element declarations (Part 1, 3.3).
//!
//! ```text
//! element t:ItemId t:ItemIdType substitutes t:AnyId nillable
//! ```

use super::complex_type::Block;
use super::error::TableError;
use super::identity::Constraint;
use super::line::{Flag, Line};
use super::name::{ElementId, ExpandedName, Since, TypeId};
use super::read::Parser;
use super::value::ValueConstraint;
use super::write::Writer;

/// An element declaration.
#[derive(Debug, Clone, PartialEq)]
pub struct ElementDecl {
    /// Its name.
    pub name: ExpandedName,
    /// Its type.
    pub ty: TypeId,
    /// Whether it is declared outside of types.
    pub is_global: bool,
    /// Whether only members of its substitution group may appear.
    pub is_abstract: bool,
    /// Whether `xsi:nil` is allowed.
    pub is_nillable: bool,
    /// Whether encoded messages have it although it may be absent: as nil, if there is no value.
    pub is_expected: bool,
    /// The element it may stand for.
    pub head: Option<ElementId>,
    /// Its default, or the only value.
    pub value: Option<ValueConstraint>,
    /// The derivations that may not stand here.
    pub block: Block,
    /// Uniqueness and references among its descendants.
    pub constraints: Vec<Constraint>,
    /// Since when it exists.
    pub since: Since,
}

impl ElementDecl {
    /// A global element, after the keyword.
    pub(super) fn read_global<'t>(parser: &mut Parser<'t>, mut line: Line<'t>) -> Result<(), TableError> {
        let name = parser.name(&mut line)?;
        let id = parser.mention_element(name.clone(), line.number);
        let named = parser.type_word(&mut line)?;
        let is_abstract = line.word_if(|word| word == "abstract").is_some();
        let head = match line.word_if(|word| word == "substitutes") {
            Some(_) => Some(parser.element_name(&mut line)?),
            None => None,
        };
        let element = Self::read(parser, line, name, named)?;
        parser.define_element(id, Self { is_global: true, is_abstract, head, ..element }, &line)
    }

    /// A local one, after its OCCURS.
    pub(super) fn read_local<'t>(
        parser: &mut Parser<'t>,
        line: Line<'t>,
        name: ExpandedName,
        named: Option<TypeId>,
    ) -> Result<ElementId, TableError> {
        let element = Self::read(parser, line, name, named)?;
        Ok(parser.add_element(element, line.number))
    }

    /// FLAGS, and the lines below.
    fn read<'t>(
        parser: &mut Parser<'t>,
        mut line: Line<'t>,
        name: ExpandedName,
        named: Option<TypeId>,
    ) -> Result<Self, TableError> {
        let (mut is_nillable, mut is_expected) = (false, false);
        let (mut value, mut block, mut since) = (None, Block::default(), 0);
        while let Some(flag) = line.flag()? {
            match flag {
                Flag::Plain("nillable") => is_nillable = true,
                Flag::Plain("expected") => is_expected = true,
                Flag::Value("since", label) => since = parser.since(&label, &line)?,
                Flag::Value("block", methods) => block = Block::read(&methods, &line)?,
                flag => value = Some(ValueConstraint::read(flag, &line)?),
            }
        }
        let ty = parser.type_or_below(named, &line)?;
        let constraints = Constraint::read_all(parser, line.depth + 1)?;
        let (is_global, is_abstract, head) = (false, false, None);
        Ok(Self { name, ty, is_global, is_abstract, is_nillable, is_expected, head, value, block, constraints, since })
    }

    pub(super) fn write_global(&self, out: &mut Writer<'_>) {
        let mut words = String::new();
        if self.is_abstract {
            words.push_str(" abstract");
        }
        if let Some(head) = self.head.and_then(|head| out.element(head)) {
            words.push_str(" substitutes ");
            words.push_str(&out.name(&head.name));
        }
        self.write(&words, out);
    }

    pub(super) fn write_local(&self, occurs: &str, out: &mut Writer<'_>) {
        self.write(occurs, out);
    }

    /// The line, with what stands after the type, and the lines below.
    fn write(&self, words: &str, out: &mut Writer<'_>) {
        let mut line = format!("element {} {}{words}", out.name(&self.name), out.type_word(self.ty));
        if self.is_nillable {
            line.push_str(" nillable");
        }
        if self.is_expected {
            line.push_str(" expected");
        }
        line.extend(self.value.as_ref().map(ValueConstraint::flag));
        line.push_str(&self.block.flag());
        line.push_str(&out.since(self.since));
        out.fact(&line);
        out.below(|out| {
            out.type_in_place(self.ty);
            self.constraints.iter().for_each(|constraint| constraint.write(out));
        });
    }
}
