//! Simple types (Part 1, 3.14): one step of derivation each.
//!
//! ```text
//! simple t:NonEmptyStringType restricts xs:string
//!   minLength 1
//! ```

use super::Type;
use super::builtin::builtin_type;
use super::error::TableError;
use super::facet::Facet;
use super::line::Line;
use super::name::{ExpandedName, Since, TypeId};
use super::read::Parser;
use super::write::Writer;
use crate::xsd::Builtin;

/// A simple type.
#[derive(Debug, Clone, PartialEq)]
pub struct SimpleType {
    /// Its name, or its place; `None` for one that is defined in place.
    pub name: Option<ExpandedName>,
    /// How it is made.
    pub made: SimpleDerivation,
    /// The facets of this step, in the schema's order.
    pub facets: Vec<Facet>,
    /// Since when it exists.
    pub since: Since,
}

/// How a simple type is made.
#[derive(Debug, Clone, PartialEq)]
pub enum SimpleDerivation {
    /// XML Schema defines it.
    Builtin(Builtin),
    /// By facets.
    Restriction(TypeId),
    /// Items, separated by white space.
    List(TypeId),
    /// The values of the first of these that admits them.
    Union(Vec<TypeId>),
}

impl SimpleDerivation {
    /// The type it is derived from.
    pub(crate) fn base(&self) -> TypeId {
        match self {
            Self::Restriction(base) => *base,
            Self::Builtin(builtin) => builtin.base().map_or(TypeId::ANY, builtin_type),
            Self::List(_) | Self::Union(_) => TypeId::ANY_SIMPLE,
        }
    }

    /// The types it is made of: the base, the item type, or the members.
    #[must_use]
    pub fn types(&self) -> &[TypeId] {
        match self {
            Self::Builtin(_) => &[],
            Self::Restriction(ty) | Self::List(ty) => std::slice::from_ref(ty),
            Self::Union(members) => members,
        }
    }

    fn keyword(&self) -> &'static str {
        match self {
            Self::Builtin(_) | Self::Restriction(_) => "restricts",
            Self::List(_) => "list",
            Self::Union(_) => "union",
        }
    }
}

impl SimpleType {
    /// A simple type, after the keyword and the name.
    pub(super) fn read<'t>(
        parser: &mut Parser<'t>,
        mut line: Line<'t>,
        name: Option<ExpandedName>,
    ) -> Result<Type, TableError> {
        let made = line.word("restricts, list or union")?;
        let mut types = Vec::new();
        let is_over = |line: &Line<'_>, found: usize| match made {
            "union" => line.end().is_ok() || line.is_at("since="),
            _ => found == 1,
        };
        while !is_over(&line, types.len()) {
            types.push(parser.type_word(&mut line)?);
        }
        let since = parser.since_flag(&mut line)?;
        line.end()?;
        let types = types.into_iter().map(|named| parser.type_or_below(named, &line));
        let mut types = types.collect::<Result<Vec<_>, _>>()?;
        let made = match (made, types.pop()) {
            ("restricts", Some(base)) => SimpleDerivation::Restriction(base),
            ("list", Some(item)) => SimpleDerivation::List(item),
            ("union", last) => SimpleDerivation::Union(types.into_iter().chain(last).collect()),
            (other, _) => return Err(line.error(format!("`{other}` is not restricts, list or union"))),
        };
        let mut facets = Vec::new();
        while let Some(facet) = parser.lines.take(line.depth + 1)? {
            facets.push(Facet::read(parser, facet)?);
        }
        Ok(Type::Simple(Self { name, made, facets, since }))
    }

    /// The lines of the type; `label` is its name after a space, or empty where it is defined in place.
    pub(super) fn write(&self, label: &str, out: &mut Writer<'_>) {
        let (keyword, types) = (self.made.keyword(), self.made.types());
        let words: String = types.iter().map(|ty| format!(" {}", out.type_word(*ty))).collect();
        let since = out.since(self.since);
        out.fact(&format!("simple{label} {keyword}{words}{since}"));
        out.below(|out| {
            types.iter().for_each(|ty| out.type_in_place(*ty));
            self.facets.iter().for_each(|facet| facet.write(out));
        });
    }
}
