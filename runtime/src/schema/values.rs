//! Values of simple types: white space, lexical space, facets, and equality (Part 1, cvc-simple-type).

use std::borrow::Cow;
use std::ops::RangeInclusive;

use super::Schema;
use super::ids::Token;
use super::spaces::InScope;
use crate::contract::{SimpleDerivation, SimpleType, Type, TypeId};
use crate::xsd::{Builtin, Facet, OwnedFacets, Reason, ValueError, WhiteSpace};

/// The values of a simple type, with what all steps of its derivation say.
#[derive(Debug)]
pub(super) struct Values {
    variety: Variety,
    /// All facets but the enumeration.
    facets: OwnedFacets,
    white_space: WhiteSpace,
    /// The enumerated values in the order of the schema; empty for no enumeration.
    listed: Vec<String>,
    /// The same, sorted.
    sorted: Vec<String>,
    holds: Holds,
    /// Any text of so many bytes is a value.
    sure: Option<RangeInclusive<usize>>,
    /// The built-in type, if its lexical space is all that is asked for, and a text means the same wherever it stands.
    bare: Option<Builtin>,
}

/// What a text can hold, in one of its items or as one of the types of a union.
#[derive(Debug, Clone, Copy, Default)]
struct Holds {
    names: bool,
    references: bool,
}

/// What the values are.
#[derive(Debug, Clone)]
enum Variety {
    Atomic(Builtin),
    List(TypeId),
    Union(Vec<TypeId>),
}

/// A text and the type, neither a union nor simply a restriction of one, that it is a value of.
struct Typed<'s, 't> {
    variety: &'s Variety,
    text: Cow<'t, str>,
}

impl Schema {
    /// The values of a simple type; `None` for a complex one.
    fn values(&self, id: TypeId) -> Option<&Values> {
        match self.ty(id) {
            Type::Simple(simple) => Some(self.worked_out(id).values.get_or_init(|| Box::new(self.merged(simple)))),
            Type::Complex(_) => None,
        }
    }

    /// Whether a text is certain to be a value of a simple type, by its length in bytes or its lexical form alone.
    #[inline]
    pub(super) fn is_surely_value(&self, id: TypeId, text: &str) -> bool {
        let Some(values) = self.values(id) else { return false };
        let is_sure = values.sure.as_ref().is_some_and(|lengths| lengths.contains(&text.len()));
        is_sure || values.bare.is_some_and(|builtin| builtin.check(&values.white_space.normalize(text)).is_ok())
    }

    /// Whether any text but the empty one is a value of a simple type.
    pub(super) fn is_any_text(&self, id: TypeId) -> bool {
        let sure = self.values(id).and_then(|values| values.sure.as_ref());
        sure.is_some_and(|lengths| *lengths.start() <= 1 && *lengths.end() == usize::MAX)
    }

    /// Checks a text against a simple type, and gathers the IDs and references in it.
    pub(super) fn check_value(
        &self,
        id: TypeId,
        text: &str,
        scope: &mut InScope<'_, '_, '_>,
        tokens: &mut Vec<Token>,
    ) -> Result<(), ValueError> {
        match self.values(id) {
            Some(values) => self.check(values, text, scope, tokens).map(drop),
            None => Ok(()),
        }
    }

    /// Whether a text that stands in `scope` means the same as one that stands in the table.
    pub(super) fn is_same_value(&self, id: TypeId, text: &str, scope: &mut InScope<'_, '_, '_>, stated: &str) -> bool {
        let key = self.key(id, text, scope);
        key.is_some() && key == self.key(id, stated, &mut InScope::Table)
    }

    /// A text that all texts of the same value have in common, and no others; `None` for what is no value.
    pub(super) fn key(&self, id: TypeId, text: &str, scope: &mut InScope<'_, '_, '_>) -> Option<String> {
        self.values(id).and_then(|values| self.key_of(values, text, scope))
    }

    fn key_of(&self, values: &Values, text: &str, scope: &mut InScope<'_, '_, '_>) -> Option<String> {
        let Typed { variety, text } = self.typed(values, text, scope)?;
        match variety {
            Variety::Atomic(Builtin::QName | Builtin::Notation) => scope.expanded(self, &text),
            Variety::Atomic(builtin) => Some(format!("{:?} {}", builtin.primitive(), builtin.key(&text))),
            Variety::List(item) => {
                let keys = words(&text).map(|word| self.key(*item, word, scope)).collect::<Option<Vec<_>>>()?;
                Some(format!("{keys:?}"))
            }
            Variety::Union(_) => None,
        }
    }

    /// Whether a text of the type can hold names, whose prefixes mean what they do where it stands.
    pub(super) fn holds_names(&self, id: TypeId) -> bool {
        self.values(id).is_some_and(|values| values.holds.names)
    }

    /// Whether a text of the type can hold references to IDs.
    pub(super) fn holds_references(&self, id: TypeId) -> bool {
        self.values(id).is_some_and(|values| values.holds.references)
    }

    /// Whether values of the type are IDs.
    pub(super) fn is_id(&self, id: TypeId) -> bool {
        matches!(self.values(id), Some(Values { variety: Variety::Atomic(Builtin::Id), .. }))
    }

    /// Whether the values of a type are octets, or those of one of its parts may be.
    #[cfg(feature = "attachments")]
    pub(super) fn takes_octets(&self, id: TypeId) -> bool {
        self.values(id).is_some_and(|values| match &values.variety {
            Variety::Atomic(builtin) => matches!(builtin.primitive(), Builtin::Base64Binary | Builtin::AnySimpleType),
            Variety::List(item) => self.takes_octets(*item),
            Variety::Union(members) => members.iter().any(|member| self.takes_octets(*member)),
        })
    }

    /// Checks octets against a type; `None` if that takes their text.
    #[cfg(feature = "attachments")]
    pub(super) fn check_octets(&self, id: TypeId, octets: &crate::xsd::Octets) -> Option<Result<(), ValueError>> {
        let values = self.values(id)?;
        let is_octets =
            matches!(values.variety, Variety::Atomic(builtin) if builtin.primitive() == Builtin::Base64Binary);
        let is_plain = is_octets && values.facets.patterns.is_empty() && values.listed.is_empty();
        is_plain.then(|| values.facets.check_octets(octets))
    }

    // ---- checking ---------------------------------------------------------------------------------------------------

    /// The text with its white space normalised, if it is a value.
    fn check<'t>(
        &self,
        values: &Values,
        text: &'t str,
        scope: &mut InScope<'_, '_, '_>,
        tokens: &mut Vec<Token>,
    ) -> Result<Cow<'t, str>, ValueError> {
        let (text, builtin) = match &values.variety {
            Variety::Atomic(builtin) => (self.check_atomic(*builtin, values, text, scope, tokens)?, *builtin),
            Variety::List(item) => {
                let text = values.white_space.normalize(text);
                for word in words(&text) {
                    self.check_value(*item, word, scope, tokens)?;
                }
                (text, Builtin::AnySimpleType)
            }
            Variety::Union(members) => (self.check_union(members, text, scope, tokens)?, Builtin::AnySimpleType),
        };
        values.facets.check(builtin, &text)?;
        self.check_listed(values, &text, scope)?;
        Ok(text)
    }

    fn check_atomic<'t>(
        &self,
        builtin: Builtin,
        values: &Values,
        text: &'t str,
        scope: &mut InScope<'_, '_, '_>,
        tokens: &mut Vec<Token>,
    ) -> Result<Cow<'t, str>, ValueError> {
        let text = values.white_space.normalize(text);
        builtin.check(&text)?;
        match builtin {
            Builtin::QName | Builtin::Notation if scope.expand(self, &text).is_none() => {
                let why = "the prefix is not bound to a namespace";
                return Err(ValueError::lexical(builtin.prefixed_name(), &text, why));
            }
            Builtin::Entity | Builtin::Entities => {
                let why = "no unparsed entity is declared, which only a DTD could do";
                return Err(ValueError::lexical(builtin.prefixed_name(), &text, why));
            }
            Builtin::Id => tokens.push(Token::Id(text.as_ref().into())),
            Builtin::IdRef | Builtin::IdRefs => tokens.extend(words(&text).map(|id| Token::Reference(id.into()))),
            _ => {}
        }
        Ok(text)
    }

    fn check_union<'t>(
        &self,
        members: &[TypeId],
        text: &'t str,
        scope: &mut InScope<'_, '_, '_>,
        tokens: &mut Vec<Token>,
    ) -> Result<Cow<'t, str>, ValueError> {
        let mut first_error = None;
        for values in members.iter().filter_map(|member| self.values(*member)) {
            let before = tokens.len();
            match self.check(values, text, scope, tokens) {
                Ok(text) => return Ok(text),
                Err(error) => first_error = first_error.or(Some(error)),
            }
            tokens.truncate(before);
        }
        match first_error {
            Some(error) if members.len() == 1 => Err(error),
            _ => Err(ValueError::lexical("a value of one of the union's types", text, "a value of none of them")),
        }
    }

    fn check_listed(&self, values: &Values, text: &str, scope: &mut InScope<'_, '_, '_>) -> Result<(), ValueError> {
        let is_name = matches!(values.variety, Variety::Atomic(Builtin::QName | Builtin::Notation));
        let is_listed = || values.sorted.binary_search_by(|listed| listed.as_str().cmp(text)).is_ok();
        if values.listed.is_empty() || (!is_name && is_listed()) {
            return Ok(());
        }
        let key = self.key_of(values, text, scope);
        let is_same = |listed: &String| key.is_some() && self.key_of(values, listed, &mut InScope::Table) == key;
        if values.listed.iter().any(is_same) { Ok(()) } else { Err(not_listed(&values.listed, text)) }
    }

    /// The text with the variety it has as a value, that of a union's member if it is a union's.
    fn typed<'s, 't>(
        &'s self,
        values: &'s Values,
        text: &'t str,
        scope: &mut InScope<'_, '_, '_>,
    ) -> Option<Typed<'s, 't>> {
        match &values.variety {
            Variety::Union(members) => {
                let members = members.iter().filter_map(|member| self.values(*member));
                let mut matching = members.filter(|values| self.check(values, text, scope, &mut Vec::new()).is_ok());
                let member = matching.next()?;
                drop(matching);
                self.typed(member, text, scope)
            }
            variety => Some(Typed { variety, text: values.white_space.normalize(text) }),
        }
    }

    // ---- making -----------------------------------------------------------------------------------------------------

    fn merged(&self, simple: &SimpleType) -> Values {
        let mut facets = OwnedFacets::default();
        let mut step = simple;
        let variety = loop {
            facets.inherit(step.facets.iter().map(|facet| &facet.value));
            match &step.made {
                SimpleDerivation::Builtin(builtin) => break Variety::Atomic(*builtin),
                SimpleDerivation::List(item) => break Variety::List(*item),
                SimpleDerivation::Union(members) => break Variety::Union(members.clone()),
                SimpleDerivation::Restriction(base) => match self.ty(*base) {
                    Type::Simple(base) => step = base,
                    Type::Complex(_) => break Variety::Atomic(Builtin::AnySimpleType),
                },
            }
        };
        let white_space = match &variety {
            Variety::Atomic(builtin) => facets.white_space.unwrap_or(builtin.white_space()),
            Variety::List(_) => WhiteSpace::Collapse,
            Variety::Union(_) => WhiteSpace::Preserve,
        };
        facets.list = matches!(variety, Variety::List(_));
        let normal = |text: String| white_space.normalize(&text).into_owned();
        for bound in
            [&mut facets.min_inclusive, &mut facets.min_exclusive, &mut facets.max_inclusive, &mut facets.max_exclusive]
        {
            *bound = bound.take().map(normal);
        }
        let listed: Vec<_> = std::mem::take(&mut facets.enumeration).into_iter().map(normal).collect();
        let mut sorted = listed.clone();
        sorted.sort();
        let holds = self.holds(&variety);
        let sure = match variety {
            Variety::Atomic(builtin) if white_space != WhiteSpace::Collapse && listed.is_empty() => {
                facets.sure_lengths(builtin)
            }
            _ => None,
        };
        let bare = match variety {
            Variety::Atomic(builtin) if facets.is_empty() && listed.is_empty() && builtin.stands_alone() => {
                Some(builtin)
            }
            _ => None,
        };
        Values { variety, facets, white_space, listed, sorted, holds, sure, bare }
    }

    fn holds(&self, variety: &Variety) -> Holds {
        let parts: &[TypeId] = match variety {
            Variety::Atomic(builtin) => {
                let names = matches!(builtin, Builtin::QName | Builtin::Notation);
                let references = matches!(builtin, Builtin::IdRef | Builtin::IdRefs);
                return Holds { names, references };
            }
            Variety::List(item) => std::slice::from_ref(item),
            Variety::Union(members) => members,
        };
        let parts = parts.iter().filter_map(|part| self.values(*part)).map(|part| part.holds);
        parts.fold(Holds::default(), |all, part| Holds {
            names: all.names || part.names,
            references: all.references || part.references,
        })
    }
}

/// The items of a list.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ').filter(|word| !word.is_empty())
}

#[cold]
fn not_listed(listed: &[String], text: &str) -> ValueError {
    // The facet's own check has the words, and finds none equal: of texts that are, the prefixes mean something else.
    let facets = OwnedFacets { enumeration: listed.to_vec(), ..OwnedFacets::default() };
    let error = facets.check(Builtin::String, text).err();
    error.unwrap_or_else(|| ValueError::new("one of the listed values", text, Reason::Facet(Facet::Enumeration)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn check(facts: &str, text: &str) -> String {
        let schema = Schema::parse(&format!("# contract table, version 1\n{facts}")).unwrap();
        let id = schema.find_type(super::super::NsId::NONE, "T").unwrap();
        let mut tokens = Vec::new();
        match schema.check_value(id, text, &mut InScope::Table, &mut tokens) {
            Ok(()) => format!("{tokens:?}"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn facets_add_up_over_steps() {
        let facts = "simple B restricts xs:decimal\n  minInclusive 1\n  fractionDigits 1\nsimple T restricts B\n  maxExclusive 9.0\n";
        for (text, expected) in [
            (" 1.0 ", "[]"),
            ("0.9", "expected at least 1 (minInclusive), found \"0.9\""),
            ("9", "expected less than 9.0 (maxExclusive), found \"9\""),
            ("2.25", "expected at most 1 digit after the point (fractionDigits), found \"2.25\""),
            ("x", "expected xs:decimal, found \"x\": not a decimal number"),
        ] {
            assert_eq!(check(facts, text), expected, "{text}");
        }
    }

    #[test]
    fn ids_are_those_of_the_member_that_took_the_text() {
        let facts = "simple T union L xs:ID\nsimple L restricts *\n  simple list xs:IDREF\n  maxLength 2\n";
        assert_eq!(check(facts, " a  b "), r#"[Reference("a"), Reference("b")]"#);
        assert_eq!(
            check(facts, "a b c"),
            "expected a value of one of the union's types, found \"a b c\": a value of none of them"
        );
        assert_eq!(check("simple T union xs:int xs:ID\n", "a"), r#"[Id("a")]"#);
    }
}
