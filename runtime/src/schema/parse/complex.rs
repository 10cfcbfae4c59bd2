//! Lines of complex types.

use super::super::component::{AttributeDecl, Block, ComplexType, ExpandedName, Method, Type, TypeId, Wildcard};
use super::super::error::TableError;
use super::super::line::{Flag, Line};
use super::{Parser, block};

/// The attributes of a type, and which others it admits.
type AttributeLines = (Vec<AttributeDecl>, Option<Wildcard>);

impl<'t> Parser<'t> {
    /// A complex type, behind the keyword and the name.
    pub(super) fn complex(&mut self, mut line: Line<'t>, name: Option<ExpandedName>) -> Result<Type, TableError> {
        let method = line.word_if(|word| matches!(word, "extends" | "restricts"));
        let named = match method {
            Some(_) => self.type_word(&mut line)?,
            None => Some(TypeId::ANY),
        };
        let mut complex = ComplexType {
            name,
            base: TypeId::ANY,
            method: if method == Some("extends") { Method::Extension } else { Method::Restriction },
            is_complete: false,
            is_abstract: false,
            is_mixed: false,
            block: Block::default(),
            text: None,
            particles: Vec::new(),
            attributes: Vec::new(),
            any_attribute: None,
            since: 0,
        };
        while let Some(flag) = line.flag()? {
            match flag {
                Flag::Plain("complete") => complex.is_complete = true,
                Flag::Plain("abstract") => complex.is_abstract = true,
                Flag::Plain("mixed") => complex.is_mixed = true,
                Flag::Value("since", label) => complex.since = self.since(&label, &line)?,
                Flag::Value("block", methods) => complex.block = block(&methods, &line)?,
                Flag::Plain(other) | Flag::Value(other, _) => {
                    return Err(line.error(format!("`{other}` is no keyword here")));
                }
            }
        }
        complex.base = self.type_or_below(named, &line)?;
        let below = line.depth + 1;
        complex.text = self.text_line(below)?;
        complex.particles = self.particles(below)?;
        (complex.attributes, complex.any_attribute) = self.attribute_lines(below)?;
        Ok(Type::Complex(complex))
    }

    fn text_line(&mut self, depth: usize) -> Result<Option<TypeId>, TableError> {
        if self.lines.peek(depth) != Some("text") {
            return Ok(None);
        }
        let Some(mut line) = self.lines.take(depth)? else { return Ok(None) };
        line.word("a keyword")?;
        let named = self.type_word(&mut line)?;
        line.end()?;
        self.type_or_below(named, &line).map(Some)
    }

    fn attribute_lines(&mut self, depth: usize) -> Result<AttributeLines, TableError> {
        let (mut attributes, mut any) = (Vec::new(), None);
        while let Some(mut line) = self.lines.take(depth)? {
            match line.word("a keyword")? {
                "attribute" => attributes.push(self.attribute(line)?),
                "anyAttribute" => {
                    any = Some(self.wildcard(&mut line)?);
                    line.end()?;
                }
                other => return Err(line.error(format!("`{other}` is no keyword here"))),
            }
        }
        Ok((attributes, any))
    }
}
