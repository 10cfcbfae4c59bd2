//! IDs and references to them (Part 1, cvc-id): unique, and defined, below the element that is validated as a whole.

use std::collections::BTreeMap;

use crate::error::{Error, ErrorKind, Result};

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
    pub(super) fn take(&mut self, tokens: &mut Vec<Token>, owner: usize, at: usize) -> Result<()> {
        for token in tokens.drain(..) {
            match token {
                Token::Reference(id) => self.references.push((id, at)),
                Token::Id(id) => match self.defined.get(&id) {
                    Some(known) if *known != owner => {
                        return Err(Error::new(ErrorKind::Invalid(format!("the ID {id} is not unique")), at));
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
    pub(super) fn finish(&self) -> Result<()> {
        match self.references.iter().find(|(id, _)| !self.defined.contains_key(id)) {
            Some((id, at)) => Err(Error::new(ErrorKind::Invalid(format!("there is no element with the ID {id}")), *at)),
            None => Ok(()),
        }
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
        let mut ids = Ids::default();
        ids.take(&mut token(Token::Id, "a"), 1, 1).unwrap();
        ids.take(&mut token(Token::Id, "a"), 1, 5).unwrap();
        let error = ids.take(&mut token(Token::Id, "a"), 2, 9).unwrap_err();
        assert_eq!((error.to_string().as_str(), error.position().offset), ("the ID a is not unique", 9));
    }

    #[test]
    fn references_may_come_first() {
        let mut ids = Ids::default();
        ids.take(&mut token(Token::Reference, "a"), 1, 1).unwrap();
        assert!(ids.finish().is_err());
        ids.take(&mut token(Token::Id, "a"), 2, 2).unwrap();
        assert!(ids.finish().is_ok());
    }
}
