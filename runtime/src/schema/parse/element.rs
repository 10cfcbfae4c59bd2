//! Lines of elements, particles and wildcards.

use super::super::component::{
    Block, Compositor, ElementDecl, ElementId, ExpandedName, NamespaceConstraint, NsId, Particle, Process, Term,
    TypeId, UNBOUNDED, Wildcard,
};
use super::super::error::TableError;
use super::super::line::{Flag, Line};
use super::{Parser, block, value_constraint};

impl<'t> Parser<'t> {
    pub(super) fn global_element(&mut self, mut line: Line<'t>) -> Result<(), TableError> {
        let name = self.name(&mut line)?;
        let index = self.elements.mention(name.clone(), line.number);
        let named = self.type_word(&mut line)?;
        let is_abstract = line.word_if(|word| word == "abstract").is_some();
        let head = match line.word_if(|word| word == "substitutes") {
            Some(_) => Some(self.element_name(&mut line)?),
            None => None,
        };
        let element = self.element(line, name, named)?;
        let element = ElementDecl { is_global: true, is_abstract, head, ..element };
        self.elements.define(index, element, &line)
    }

    /// What follows the name and type of an element: FLAGS, and the type if it is defined in place.
    fn element(
        &mut self,
        mut line: Line<'t>,
        name: ExpandedName,
        named: Option<TypeId>,
    ) -> Result<ElementDecl, TableError> {
        let (mut is_nillable, mut value, mut blocked, mut since) = (false, None, Block::default(), 0);
        while let Some(flag) = line.flag()? {
            match flag {
                Flag::Plain("nillable") => is_nillable = true,
                Flag::Value("since", label) => since = self.since(&label, &line)?,
                Flag::Value("block", methods) => blocked = block(&methods, &line)?,
                flag => value = Some(value_constraint(flag, &line)?),
            }
        }
        let ty = self.type_or_below(named, &line)?;
        let constraints = self.constraints(line.depth + 1)?;
        Ok(ElementDecl {
            name,
            ty,
            is_global: false,
            is_abstract: false,
            is_nillable,
            head: None,
            value,
            block: blocked,
            constraints,
            since,
        })
    }

    /// The particles that stand `depth` levels deep, as many as come.
    pub(super) fn particles(&mut self, depth: usize) -> Result<Vec<Particle>, TableError> {
        let mut particles = Vec::new();
        while let Some("element" | "ref" | "any" | "sequence" | "choice" | "all") = self.lines.peek(depth) {
            let Some(line) = self.lines.take(depth)? else { break };
            particles.push(self.particle(line)?);
        }
        Ok(particles)
    }

    fn particle(&mut self, mut line: Line<'t>) -> Result<Particle, TableError> {
        let keyword = line.word("a keyword")?;
        let compositor = match keyword {
            "sequence" => Compositor::Sequence,
            "choice" => Compositor::Choice,
            "all" => Compositor::All,
            _ => return self.basic_particle(keyword, line),
        };
        let (min, max) = occurs(&mut line)?;
        line.end()?;
        let inner = self.particles(line.depth + 1)?;
        Ok(Particle { min, max, term: Term::Group(compositor, inner), since: 0 })
    }

    fn basic_particle(&mut self, keyword: &str, mut line: Line<'t>) -> Result<Particle, TableError> {
        if keyword == "any" {
            let wildcard = self.wildcard(&mut line)?;
            let (min, max) = occurs(&mut line)?;
            line.end()?;
            return Ok(Particle { min, max, term: Term::Wildcard(wildcard), since: 0 });
        }
        if keyword == "ref" {
            let element = self.element_name(&mut line)?;
            let (min, max) = occurs(&mut line)?;
            let since = self.since_flag(&mut line)?;
            line.end()?;
            return Ok(Particle { min, max, term: Term::Element(element), since });
        }
        let name = self.name(&mut line)?;
        let named = self.type_word(&mut line)?;
        let (min, max) = occurs(&mut line)?;
        let element = self.element(line, name, named)?;
        let id = self.elements.add(Some(element), line.number);
        Ok(Particle { min, max, term: Term::Element(ElementId(id)), since: 0 })
    }

    /// NAMESPACES and PROCESS.
    pub(super) fn wildcard(&self, line: &mut Line<'t>) -> Result<Wildcard, TableError> {
        let namespaces = self.namespaces_of(line.word("a namespace")?, line)?;
        let process = match line.word("strict, lax or skip")? {
            "strict" => Process::Strict,
            "lax" => Process::Lax,
            "skip" => Process::Skip,
            other => return Err(line.error(format!("`{other}` is not strict, lax or skip"))),
        };
        Ok(Wildcard { namespaces, process })
    }

    fn namespaces_of(&self, word: &str, line: &Line<'t>) -> Result<NamespaceConstraint, TableError> {
        if let Some(other) = word.strip_prefix("##other(").and_then(|rest| rest.strip_suffix(')')) {
            return Ok(NamespaceConstraint::Other(self.namespace_word(other, line)?));
        }
        match word {
            "##any" => Ok(NamespaceConstraint::Any),
            "##none" => Ok(NamespaceConstraint::List(Vec::new())),
            list => {
                let listed = list.split(',').map(|word| self.namespace_word(word, line));
                Ok(NamespaceConstraint::List(listed.collect::<Result<_, _>>()?))
            }
        }
    }

    fn namespace_word(&self, word: &str, line: &Line<'t>) -> Result<NsId, TableError> {
        match word {
            "##local" => Ok(NsId::NONE),
            prefix => self.prefix(prefix, line),
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
