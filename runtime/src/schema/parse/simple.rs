//! Lines of simple types and facets.

use super::super::component::{ExpandedName, SimpleDerivation, SimpleType, Since, Type};
use super::super::error::TableError;
use super::super::line::Line;
use super::Parser;
use crate::xsd::{OwnedFacets, WhiteSpace};

/// Enumerated values with the version since which they exist.
type LaterValues = Vec<(Box<str>, Since)>;

impl<'t> Parser<'t> {
    /// A simple type, behind the keyword and the name.
    pub(super) fn simple(&mut self, mut line: Line<'t>, name: Option<ExpandedName>) -> Result<Type, TableError> {
        let made = line.word("restricts, list or union")?;
        let mut types = Vec::new();
        let is_over = |line: &Line<'_>, found: usize| match made {
            "union" => line.end().is_ok() || line.is_at("since="),
            _ => found == 1,
        };
        while !is_over(&line, types.len()) {
            types.push(self.type_word(&mut line)?);
        }
        let since = self.since_flag(&mut line)?;
        line.end()?;
        let mut types =
            types.into_iter().map(|named| self.type_or_below(named, &line)).collect::<Result<Vec<_>, _>>()?;
        let made = match (made, types.pop()) {
            ("restricts", Some(base)) => SimpleDerivation::Restriction(base),
            ("list", Some(item)) => SimpleDerivation::List(item),
            ("union", last) => SimpleDerivation::Union(types.into_iter().chain(last).collect()),
            (other, _) => return Err(line.error(format!("`{other}` is not restricts, list or union"))),
        };
        let (facets, later_values) = self.facets(line.depth + 1)?;
        Ok(Type::Simple(SimpleType { name, made, facets, since, later_values }))
    }

    fn facets(&mut self, depth: usize) -> Result<(OwnedFacets, LaterValues), TableError> {
        let mut facets = OwnedFacets::default();
        let (mut patterns, mut later) = (Vec::new(), Vec::new());
        while let Some(mut line) = self.lines.take(depth)? {
            let name = line.word("a facet")?;
            let text = line.text()?;
            let since = self.since_flag(&mut line)?;
            line.end()?;
            match name {
                "pattern" => patterns.push(text.into_owned()),
                "value" => {
                    later.extend((since > 0).then(|| (text.as_ref().into(), since)));
                    facets.enumeration.push(text.into_owned());
                }
                _ => single_facet(&mut facets, name, &text)
                    .ok_or_else(|| line.error(format!("`{name} {text}` is no facet")))?,
            }
        }
        if !patterns.is_empty() {
            facets.patterns.push(patterns);
        }
        Ok((facets, later))
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
