//! Content models: particles and model groups (Part 1, 3.8 and 3.9).
//!
//! ```text
//! choice 0..*
//!   element t:Name xs:string
//!   ref t:Item 1..2
//!   any ##any skip
//! ```

use super::element::ElementDecl;
use super::error::TableError;
use super::line::Line;
use super::name::{ElementId, Since};
use super::read::Parser;
use super::wildcard::Wildcard;
use super::write::Writer;

/// A term and how often it occurs.
#[derive(Debug, Clone, PartialEq)]
pub struct Particle {
    /// The least number of times.
    pub min: u32,
    /// The greatest; [`UNBOUNDED`] for no limit.
    pub max: u32,
    /// What occurs.
    pub term: Term,
    /// Since when a reference to a global element stands here.
    pub since: Since,
}

/// `maxOccurs="unbounded"`.
pub const UNBOUNDED: u32 = u32::MAX;

/// What occurs.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    /// A local element, or a global one and what may be substituted for it.
    Element(ElementId),
    /// `xs:any`
    Wildcard(Wildcard),
    /// A model group.
    Group(Compositor, Vec<Particle>),
}

/// How the particles of a group combine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Compositor {
    /// One after the other.
    Sequence,
    /// One of them.
    Choice,
    /// Each, in any order.
    All,
}

impl Compositor {
    const ALL: [Self; 3] = [Self::Sequence, Self::Choice, Self::All];

    /// The local name of the schema's element.
    #[must_use]
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Sequence => "sequence",
            Self::Choice => "choice",
            Self::All => "all",
        }
    }

    /// The compositor of such an element.
    #[must_use]
    pub fn from_keyword(keyword: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|compositor| compositor.keyword() == keyword)
    }
}

impl Particle {
    /// The particles that stand `depth` levels deep, as many as come.
    pub(super) fn read_all(parser: &mut Parser<'_>, depth: usize) -> Result<Vec<Self>, TableError> {
        let mut particles = Vec::new();
        while let Some("element" | "ref" | "any" | "sequence" | "choice" | "all") = parser.lines.peek(depth) {
            let Some(line) = parser.lines.take(depth)? else { break };
            particles.push(Self::read(parser, line)?);
        }
        Ok(particles)
    }

    fn read<'t>(parser: &mut Parser<'t>, mut line: Line<'t>) -> Result<Self, TableError> {
        match line.word("a keyword")? {
            "any" => {
                let wildcard = Wildcard::read(parser, &mut line)?;
                let (min, max) = occurs(&mut line)?;
                line.end()?;
                Ok(Self { min, max, term: Term::Wildcard(wildcard), since: 0 })
            }
            "ref" => {
                let element = parser.element_name(&mut line)?;
                let (min, max) = occurs(&mut line)?;
                let since = parser.since_flag(&mut line)?;
                line.end()?;
                Ok(Self { min, max, term: Term::Element(element), since })
            }
            "element" => {
                let name = parser.name(&mut line)?;
                let named = parser.type_word(&mut line)?;
                let (min, max) = occurs(&mut line)?;
                let id = ElementDecl::read_local(parser, line, name, named)?;
                Ok(Self { min, max, term: Term::Element(id), since: 0 })
            }
            keyword => Self::read_group(parser, keyword, line),
        }
    }

    fn read_group<'t>(parser: &mut Parser<'t>, keyword: &str, mut line: Line<'t>) -> Result<Self, TableError> {
        let compositor = Compositor::from_keyword(keyword).ok_or_else(|| line.unexpected(keyword))?;
        let (min, max) = occurs(&mut line)?;
        line.end()?;
        let inner = Self::read_all(parser, line.depth + 1)?;
        Ok(Self { min, max, term: Term::Group(compositor, inner), since: 0 })
    }

    pub(super) fn write(&self, out: &mut Writer<'_>) {
        let occurs = self.occurs();
        match &self.term {
            Term::Element(id) => self.write_element(*id, &occurs, out),
            Term::Wildcard(wildcard) => {
                let words = wildcard.words(out);
                out.fact(&format!("any {words}{occurs}"));
            }
            Term::Group(compositor, inner) => {
                out.fact(&format!("{}{occurs}", compositor.keyword()));
                out.below(|out| inner.iter().for_each(|inner| inner.write(out)));
            }
        }
    }

    fn write_element(&self, id: ElementId, occurs: &str, out: &mut Writer<'_>) {
        match out.element(id) {
            Some(element) if element.is_global => {
                let line = format!("ref {}{occurs}{}", out.name(&element.name), out.since(self.since));
                out.fact(&line);
            }
            Some(element) => element.write_local(occurs, out),
            None => {}
        }
    }

    /// ` 0..1`; empty for once.
    fn occurs(&self) -> String {
        match (self.min, self.max) {
            (1, 1) => String::new(),
            (min, UNBOUNDED) => format!(" {min}..*"),
            (min, max) => format!(" {min}..{max}"),
        }
    }
}

/// OCCURS, if it is there.
fn occurs(line: &mut Line<'_>) -> Result<(u32, u32), TableError> {
    let Some(word) = line.word_if(|word| word.starts_with(|c: char| c.is_ascii_digit())) else { return Ok((1, 1)) };
    let bounds = word.split_once("..").and_then(|(min, max)| {
        let max = if max == "*" { UNBOUNDED } else { max.parse().ok()? };
        Some((min.parse().ok()?, max))
    });
    match bounds {
        Some((min, max)) if min <= max && max > 0 => Ok((min, max)),
        _ => Err(line.error(format!("`{word}` is not of the form MIN..MAX"))),
    }
}
