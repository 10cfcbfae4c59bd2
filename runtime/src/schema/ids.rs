//! IDs and references to them (Part 1, cvc-id): unique, and defined, below the element that is validated as a whole.

use std::collections::BTreeMap;

use crate::error::{Error, ErrorKind, Result};
use crate::xml::{Findings, Rule};

/// The IDs and references met so far.
#[derive(Debug, Default)]
pub(super) struct Ids {
    /// Each ID with the offset of the element it identifies.
    defined: BTreeMap<Box<str>, usize>,
    /// Each reference with the offset of the start tag that it stands at or in.
    references: Vec<(Box<str>, usize)>,
}

/// An ID or a reference to one.
#[derive(Debug)]
pub(super) enum Token {
    Id(Box<str>),
    Reference(Box<str>),
}

impl Ids {
    /// Takes the tokens of a value that stands at the start tag at offset `at` and belongs to the element at `owner`.
    pub(super) fn take(
        &mut self,
        tokens: &mut Vec<Token>,
        (owner, at): (usize, usize),
        findings: &mut Findings,
    ) -> Result<()> {
        for token in tokens.drain(..) {
            match token {
                Token::Reference(id) => self.references.push((id, at)),
                Token::Id(id) => match self.defined.get(&id) {
                    Some(known) if *known != owner => {
                        let error = Error::new(ErrorKind::Invalid(format!("the ID {id} is not unique")), at);
                        findings.refuse(Rule::Other, error)?;
                    }
                    _ => {
                        self.defined.insert(id, owner);
                    }
                },
            }
        }
        Ok(())
    }

    /// Checks that what is referred to exists.
    pub(super) fn finish(&self, findings: &mut Findings) -> Result<()> {
        for (id, at) in self.references.iter().filter(|(id, _)| !self.defined.contains_key(id)) {
            let error = Error::new(ErrorKind::Invalid(format!("there is no element with the ID {id}")), *at);
            findings.refuse(Rule::Other, error)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn token(make: fn(Box<str>) -> Token, id: &str) -> Vec<Token> {
        vec![make(id.into())]
    }

    #[test]
    fn an_id_belongs_to_one_element() {
        let (mut ids, findings) = (Ids::default(), &mut Findings::first());
        ids.take(&mut token(Token::Id, "a"), (1, 1), findings).unwrap();
        ids.take(&mut token(Token::Id, "a"), (1, 5), findings).unwrap();
        let error = ids.take(&mut token(Token::Id, "a"), (2, 9), findings).unwrap_err();
        assert_eq!((error.to_string().as_str(), error.position().offset), ("the ID a is not unique", 9));
    }

    #[test]
    fn references_may_come_first() {
        let (mut ids, findings) = (Ids::default(), &mut Findings::first());
        ids.take(&mut token(Token::Reference, "a"), (1, 1), findings).unwrap();
        assert!(ids.finish(findings).is_err());
        ids.take(&mut token(Token::Id, "a"), (2, 2), findings).unwrap();
        assert!(ids.finish(findings).is_ok());
    }
}
