//! Complex types (Part 1, 3.4), without what they inherit.
//!
//! ```text
//! complex t:ItemIdType extends t:BaseItemIdType
//!   attribute Id xs:string required
//! ```

use super::Type;
use super::attribute::AttributeDecl;
use super::error::TableError;
use super::line::{Flag, Line};
use super::name::{ExpandedName, Since, TypeId};
use super::particle::Particle;
use super::read::Parser;
use super::wildcard::Wildcard;
use super::write::Writer;

/// A complex type.
#[derive(Debug, Clone, PartialEq)]
pub struct ComplexType {
    /// Its name, or its place; `None` for one that is defined in place.
    pub name: Option<ExpandedName>,
    /// What it is derived from.
    pub base: TypeId,
    /// How.
    pub method: Method,
    /// Whether the particles are all there is, although the type extends another.
    pub is_complete: bool,
    /// Whether an element of this type must name another one with `xsi:type`.
    pub is_abstract: bool,
    /// Whether it is an array of SOAP encoding: its elements are the items.
    pub is_array: bool,
    /// Whether text may stand between its elements.
    pub is_mixed: bool,
    /// The derivations that may not take its place.
    pub block: Block,
    /// The type of its text, where the base has none or another.
    pub text: Option<TypeId>,
    /// A sequence; after the base's content, if the type extends one.
    pub particles: Vec<Particle>,
    /// The attributes that it adds, or all, if it restricts.
    pub attributes: Vec<AttributeDecl>,
    /// Which others it admits, in place of the base's.
    pub any_attribute: Option<Wildcard>,
    /// Since when it exists.
    pub since: Since,
}

/// How a type is derived from its base.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// By adding.
    Extension,
    /// By narrowing.
    Restriction,
}

/// The ways of derivation that are blocked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Block {
    /// Types derived by extension.
    pub extension: bool,
    /// Types derived by restriction.
    pub restriction: bool,
    /// Members of the substitution group.
    pub substitution: bool,
}

impl Block {
    /// What either blocks.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            extension: self.extension || other.extension,
            restriction: self.restriction || other.restriction,
            substitution: self.substitution || other.substitution,
        }
    }

    /// Whether it blocks types derived so.
    #[must_use]
    pub fn blocks(self, method: Method) -> bool {
        match method {
            Method::Extension => self.extension,
            Method::Restriction => self.restriction,
        }
    }

    /// METHODS
    pub(super) fn read(methods: &str, line: &Line<'_>) -> Result<Self, TableError> {
        let mut block = Self::default();
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

    /// ` block=extension,restriction`; empty if nothing is blocked.
    pub(super) fn flag(self) -> String {
        let methods =
            [(self.extension, "extension"), (self.restriction, "restriction"), (self.substitution, "substitution")];
        let blocked: Vec<_> = methods.iter().filter(|(is_set, _)| *is_set).map(|(_, name)| *name).collect();
        if blocked.is_empty() { String::new() } else { format!(" block={}", blocked.join(",")) }
    }
}

impl ComplexType {
    /// A type that adds nothing to `xs:anyType`, and allows nothing of it.
    #[must_use]
    pub fn new(name: Option<ExpandedName>) -> Self {
        Self {
            name,
            base: TypeId::ANY,
            method: Method::Restriction,
            is_complete: false,
            is_abstract: false,
            is_array: false,
            is_mixed: false,
            block: Block::default(),
            text: None,
            particles: Vec::new(),
            attributes: Vec::new(),
            any_attribute: None,
            since: 0,
        }
    }

    /// A complex type, after the keyword and the name.
    pub(super) fn read<'t>(
        parser: &mut Parser<'t>,
        mut line: Line<'t>,
        name: Option<ExpandedName>,
    ) -> Result<Type, TableError> {
        let mut complex = Self::new(name);
        let method = line.word_if(|word| matches!(word, "extends" | "restricts"));
        let named = match method {
            Some(_) => parser.type_word(&mut line)?,
            None => Some(TypeId::ANY),
        };
        if method == Some("extends") {
            complex.method = Method::Extension;
        }
        complex.read_flags(parser, &mut line)?;
        complex.base = parser.type_or_below(named, &line)?;
        complex.read_below(parser, line.depth + 1)?;
        Ok(Type::Complex(complex))
    }

    fn read_flags<'t>(&mut self, parser: &Parser<'t>, line: &mut Line<'t>) -> Result<(), TableError> {
        while let Some(flag) = line.flag()? {
            match flag {
                Flag::Plain("complete") => self.is_complete = true,
                Flag::Plain("abstract") => self.is_abstract = true,
                Flag::Plain("array") => self.is_array = true,
                Flag::Plain("mixed") => self.is_mixed = true,
                Flag::Value("since", label) => self.since = parser.since(&label, line)?,
                Flag::Value("block", methods) => self.block = Block::read(&methods, line)?,
                Flag::Plain(other) | Flag::Value(other, _) => return Err(line.unexpected(other)),
            }
        }
        Ok(())
    }

    fn read_below(&mut self, parser: &mut Parser<'_>, depth: usize) -> Result<(), TableError> {
        if parser.lines.peek(depth) == Some("text")
            && let Some(mut line) = parser.lines.take(depth)?
        {
            line.word("a keyword")?;
            let named = parser.type_word(&mut line)?;
            line.end()?;
            self.text = Some(parser.type_or_below(named, &line)?);
        }
        self.particles = Particle::read_all(parser, depth)?;
        while let Some(mut line) = parser.lines.take(depth)? {
            match line.word("a keyword")? {
                "attribute" => self.attributes.push(AttributeDecl::read(parser, line)?),
                "anyAttribute" => {
                    self.any_attribute = Some(Wildcard::read(parser, &mut line)?);
                    line.end()?;
                }
                other => return Err(line.unexpected(other)),
            }
        }
        Ok(())
    }

    /// The lines of the type; `label` is its name after a space, or empty where it is defined in place.
    pub(super) fn write(&self, label: &str, out: &mut Writer<'_>) {
        let stated = self.stated_base();
        let mut line = format!("complex{label}");
        if let Some(base) = stated {
            let method = if self.method == Method::Extension { "extends" } else { "restricts" };
            line.push_str(&format!(" {method} {}", out.type_word(base)));
        }
        for (is_set, word) in [
            (self.is_complete, " complete"),
            (self.is_abstract, " abstract"),
            (self.is_array, " array"),
            (self.is_mixed, " mixed"),
        ] {
            line.push_str(if is_set { word } else { "" });
        }
        line.push_str(&self.block.flag());
        line.push_str(&out.since(self.since));
        out.fact(&line);
        out.below(|out| {
            stated.into_iter().for_each(|base| out.type_in_place(base));
            self.write_below(out);
        });
    }

    /// Every other type restricts `xs:anyType`, without saying so.
    fn stated_base(&self) -> Option<TypeId> {
        (self.method == Method::Extension || self.base != TypeId::ANY).then_some(self.base)
    }

    fn write_below(&self, out: &mut Writer<'_>) {
        if let Some(text) = self.text {
            let line = format!("text {}", out.type_word(text));
            out.fact(&line);
            out.below(|out| out.type_in_place(text));
        }
        self.particles.iter().for_each(|particle| particle.write(out));
        self.attributes.iter().for_each(|attribute| attribute.write(out));
        if let Some(wildcard) = &self.any_attribute {
            let line = format!("anyAttribute {}", wildcard.words(out));
            out.fact(&line);
        }
    }
}
