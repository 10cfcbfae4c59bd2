//! Attributes and their wildcards.

use super::Growth;
use crate::model::{Attribute, Body, Name, Usage, Wildcard};
use crate::{simple, words};

impl Growth {
    /// New attributes beside those that are inherited.
    pub(super) fn attributes(&mut self, schema: usize, inherited: &[Attribute]) -> Vec<Attribute> {
        let mut taken: Vec<Name> = inherited.iter().map(|attribute| attribute.name.clone()).collect();
        let count = *self.dice.pick(&[0, 0, 1, 1, 2, 3]).unwrap_or(&0);
        let mut attributes = Vec::new();
        for _ in 0..count {
            let name = self.name(schema, 10, &taken);
            taken.push(name.clone());
            let ty = simple::any(&mut self.dice, &self.contract);
            let values = self.contract.values(&ty);
            let usage = self.usage(&values);
            attributes.push(Attribute { name, ty, values, usage });
        }
        attributes
    }

    fn usage(&mut self, values: &[String]) -> Usage {
        let value = self.dice.pick(values).cloned();
        match (self.dice.below(100), value) {
            (0..25, _) => Usage::Required,
            (25..38, Some(value)) => Usage::Default(value),
            (38..46, Some(value)) => Usage::Fixed(value),
            _ => Usage::Optional,
        }
    }

    /// A name that is not taken, qualified in so many cases of a hundred.
    pub(super) fn name(&mut self, schema: usize, qualified: usize, taken: &[Name]) -> Name {
        loop {
            // Few names make them meet across namespaces; the first of the words are letters.
            let words = if self.dice.chance(30) { words::FIELDS.get(..10) } else { None };
            let local = self.dice.word(words.unwrap_or(words::FIELDS)).to_owned();
            let is_qualified = self.dice.chance(qualified);
            let namespace = self.contract.namespace(schema).filter(|_| is_qualified).map(str::to_owned);
            let name = Name { namespace, local };
            if !taken.contains(&name) {
                return name;
            }
        }
    }

    pub(super) fn wildcard(&mut self) -> Option<Wildcard> {
        let kind = if self.dice.chance(50) { Wildcard::Any } else { Wildcard::Other };
        self.dice.chance(8).then_some(kind)
    }

    /// The inherited attributes that a restriction changes.
    pub(super) fn narrowed_attributes(&mut self, schema: usize, inherited: &[Attribute]) -> Vec<Attribute> {
        let namespace = self.contract.namespace(schema).map(str::to_owned);
        let mut narrowed = Vec::new();
        for attribute in inherited {
            let can_be_named = attribute.name.namespace.is_none() || attribute.name.namespace == namespace;
            if !can_be_named || !self.dice.chance(35) {
                continue;
            }
            let value = self.dice.pick(&attribute.values).cloned();
            let usage = match (&attribute.usage, self.dice.below(3), value) {
                (Usage::Optional | Usage::Default(_), 0, _) => Usage::Required,
                (Usage::Optional | Usage::Default(_), 1, _) => Usage::Prohibited,
                (Usage::Optional | Usage::Default(_), _, Some(value)) => Usage::Fixed(value),
                _ => continue,
            };
            narrowed.push(Attribute { usage, ..attribute.clone() });
        }
        narrowed
    }

    /// The wildcard a restriction may keep: one that is written the same where it is.
    pub(super) fn kept_wildcard(&mut self, schema: usize, base: &Body) -> Option<Wildcard> {
        let whole = self.contract.whole_wildcard(base)?;
        let is_here = whole == Wildcard::Any || self.contract.lineage(base).all(|step| step.schema == schema);
        (is_here && self.dice.chance(50)).then_some(whole)
    }
}
