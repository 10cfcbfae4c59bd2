//! Lines of simple types and facets.

use std::sync::OnceLock;

use super::super::component::{ExpandedName, SimpleDerivation, SimpleType, Type, TypeId};
use super::super::error::TableError;
use super::super::line::Line;
use super::Parser;
use crate::xsd::{OwnedFacets, WhiteSpace};

impl<'t> Parser<'t> {
    /// A simple type, behind the keyword and the name.
    pub(super) fn simple(&mut self, mut line: Line<'t>, name: Option<ExpandedName>) -> Result<Type, TableError> {
        let made = match line.word("restricts, list or union")? {
            "restricts" => SimpleDerivation::Restriction(self.single_type(line)?),
            "list" => SimpleDerivation::List(self.single_type(line)?),
            "union" => SimpleDerivation::Union(self.member_types(line)?),
            other => return Err(line.error(format!("`{other}` is not restricts, list or union"))),
        };
        let facets = self.facets(line.depth + 1)?;
        Ok(Type::Simple(SimpleType { name, made, facets, values: OnceLock::new() }))
    }

    fn single_type(&mut self, mut line: Line<'t>) -> Result<TypeId, TableError> {
        let named = self.type_word(&mut line)?;
        line.end()?;
        self.type_or_below(named, &line)
    }

    fn member_types(&mut self, mut line: Line<'t>) -> Result<Vec<TypeId>, TableError> {
        let mut named = Vec::new();
        while line.end().is_err() {
            named.push(self.type_word(&mut line)?);
        }
        named.into_iter().map(|named| self.type_or_below(named, &line)).collect()
    }

    fn facets(&mut self, depth: usize) -> Result<OwnedFacets, TableError> {
        let mut facets = OwnedFacets::default();
        let mut patterns = Vec::new();
        while let Some(mut line) = self.lines.take(depth)? {
            let name = line.word("a facet")?;
            let text = line.text()?;
            match name {
                "pattern" => patterns.push(text.into_owned()),
                "value" => facets.enumeration.push(text.into_owned()),
                _ => single_facet(&mut facets, name, &text)
                    .ok_or_else(|| line.error(format!("`{name} {text}` is no facet")))?,
            }
        }
        if !patterns.is_empty() {
            facets.patterns.push(patterns);
        }
        Ok(facets)
    }
}

/// Sets a facet that a step has at most once; `None` for another name or an unusable value.
fn single_facet(facets: &mut OwnedFacets, name: &str, text: &str) -> Option<()> {
    let digits = || Some(u32::try_from(text.parse::<u64>().ok()?).unwrap_or(u32::MAX));
    match name {
        "length" => facets.length = Some(text.parse().ok()?),
        "minLength" => facets.min_length = Some(text.parse().ok()?),
        "maxLength" => facets.max_length = Some(text.parse().ok()?),
        "totalDigits" => facets.total_digits = Some(digits()?),
        "fractionDigits" => facets.fraction_digits = Some(digits()?),
        "minInclusive" => facets.min_inclusive = Some(text.to_owned()),
        "minExclusive" => facets.min_exclusive = Some(text.to_owned()),
        "maxInclusive" => facets.max_inclusive = Some(text.to_owned()),
        "maxExclusive" => facets.max_exclusive = Some(text.to_owned()),
        "whiteSpace" => facets.white_space = Some(white_space(text)?),
        _ => return None,
    }
    Some(())
}

fn white_space(text: &str) -> Option<WhiteSpace> {
    [WhiteSpace::Preserve, WhiteSpace::Replace, WhiteSpace::Collapse]
        .into_iter()
        .find(|treatment| treatment.name() == text)
}
