//! A path to elements of a contract: text that a person writes, held to the contract's schema.
//!
//! ```text
//! m:GetImItemsResponse/m:ImItemList/t:Personas/t:Persona
//! ```
//!
//! Steps are names with the prefixes of the contract; the first is the element in the body. A step without a prefix is in the contract's default
//! namespace, or in none. Invariant: what is found by a path is what the schema says of it.

use crate::bind::{TypeName, Vocabulary};
use crate::contract::ValueConstraint;
use crate::error::{Error, ErrorKind, Result, alternatives};
use crate::schema::{Children, Schema, Target};
use crate::xml::Namespace;

/// See the module's documentation.
#[derive(Clone)]
pub(crate) struct Path {
    pub(crate) words: Vocabulary,
    /// Namespaces and local names.
    pub(crate) steps: Vec<(&'static str, String)>,
    /// The elements of the steps before the last one.
    parents: Vec<Target>,
    pub(crate) target: Target,
    /// What elements of the last step stand for that are empty.
    pub(crate) value: Option<&'static ValueConstraint>,
    text: String,
}

impl Path {
    /// # Errors
    /// When the contract has no such path.
    pub(crate) fn new(words: Vocabulary, text: &str) -> Result<Self> {
        let schema = words.schema()?;
        if text.trim().is_empty() {
            let reason = "the path is empty: expected the element in the body and what leads from it to the items, with a / between them";
            return Err(Error::new(ErrorKind::Invalid(reason.to_owned()), 0));
        }
        let (mut steps, mut targets) = (Vec::new(), Vec::new());
        for step in text.split('/') {
            let (uri, local, target) =
                find(words.namespaces, schema, targets.last().copied(), step).map_err(|why| mistake(text, &why))?;
            steps.push((uri, local.to_owned()));
            targets.push(target);
        }
        let target = targets.pop().ok_or_else(|| mistake(text, "it is empty"))?;
        Ok(Self { words, steps, parents: targets, target, value: schema.value_of(target), text: text.to_owned() })
    }

    /// The text that elements of the last step stand for that are empty; the empty one if that is all they are.
    pub(crate) fn default(&self) -> &'static str {
        self.value.map_or("", ValueConstraint::text)
    }

    /// Checks that the elements can be taken out of their message, and that they are of a type.
    ///
    /// # Errors
    /// When they cannot, or are of another.
    pub(crate) fn items(self, wanted: Option<TypeName>) -> Result<Self> {
        let schema = self.words.schema()?;
        if self.steps.len() < 2 || !self.target.can_be_left_out {
            return Err(mistake(
                &self.text,
                "what is around the last step cannot do without it: expected one that repeats or is optional",
            ));
        }
        match (schema.type_of(self.target), wanted) {
            (Some((uri, local)), Some(wanted)) if (uri, local) != (wanted.namespace, wanted.name) => {
                let why = format!("its type is {{{uri}}}{local}, and not {{{}}}{}", wanted.namespace, wanted.name);
                Err(mistake(&self.text, &why))
            }
            _ => Ok(self),
        }
    }

    /// Checks that the element holds octets in Base64.
    ///
    /// # Errors
    /// When it does not.
    pub(crate) fn octets(self) -> Result<Self> {
        match self.words.schema()?.is_base64(self.target) {
            true => Ok(self),
            false => Err(mistake(&self.text, "the type of the last step is not xs:base64Binary")),
        }
    }

    /// The children of the element of a step, if a wildcard may take what is called like the next step.
    pub(crate) fn children(&self, step: usize) -> Option<Children> {
        let ((uri, local), of) = (self.steps.get(step + 1)?, self.parents.get(step)?);
        self.words.schema().ok()?.children(*of, (uri, local))
    }

    /// The path as it was written.
    #[cfg(any(feature = "client", feature = "server"))]
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The last step but one, as it was written.
    #[cfg(any(feature = "client", feature = "server"))]
    pub(crate) fn parent(&self) -> String {
        self.text.rsplit('/').nth(1).unwrap_or("").to_owned()
    }

    /// The local name of the last step.
    pub(crate) fn local(&self) -> &str {
        self.steps.last().map_or("", |(_, local)| local)
    }
}

type Found<'s> = (&'static str, &'s str, Target);

fn find<'s>(
    namespaces: &'static [Namespace],
    schema: &Schema,
    from: Option<Target>,
    step: &'s str,
) -> Result<Found<'s>, String> {
    if step.is_empty() {
        return Err("a step is empty".to_owned());
    }
    let (prefix, local) = match step.split_once(':') {
        Some(("", _) | (_, "")) => return Err(format!("{step} is not a name with a prefix before a colon")),
        split => split.unwrap_or(("", step)),
    };
    let uris = namespaces.iter().filter(|known| known.prefix == prefix).map(|known| known.uri);
    let none = Some("").filter(|_| prefix.is_empty());
    let mut candidates = uris.chain(none).peekable();
    if candidates.peek().is_none() {
        return Err(no_such_prefix(prefix, namespaces));
    }
    let target_of = |uri: &str, local: &str| match from {
        None => schema.first_step((uri, local)),
        Some(from) => schema.step(from, (uri, local)),
    };
    let found = candidates.find_map(|uri| Some((uri, local, target_of(uri, local)?)));
    found.ok_or_else(|| {
        let is_meant = |known: &&Namespace| target_of(known.uri, local).is_some();
        let meant = namespaces.iter().find(is_meant).map(|known| match known.prefix {
            "" => local.to_owned(),
            prefix => format!("{prefix}:{local}"),
        });
        let what = if from.is_none() { "the contract has no global element" } else { "there is no" };
        let names = from.map(|from| schema.steps(from)).unwrap_or_default();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        match (meant, from) {
            (Some(meant), _) => format!("{what} {step}: did you mean {meant}?"),
            (None, None) => format!("{what} {step}"),
            (None, Some(_)) if names.is_empty() => format!("{what} {step}: the step before holds no elements"),
            (None, Some(_)) => format!("{what} {step}: expected {}", alternatives(&names)),
        }
    })
}

fn no_such_prefix(prefix: &str, namespaces: &[Namespace]) -> String {
    let (none, mut known): (Vec<&str>, Vec<&str>) =
        namespaces.iter().map(|known| known.prefix).partition(|prefix| prefix.is_empty());
    if known.is_empty() || !none.is_empty() {
        known.push("names without one");
    }
    format!("the contract has no prefix `{prefix}`; it has {}", alternatives(&known))
}

fn mistake(path: &str, why: &str) -> Error {
    Error::new(ErrorKind::Invalid(format!("the path {path} leads nowhere: {why}")), 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_told_that_there_are() {
        let [own, t, none] = ["m", "t", ""].map(|prefix| Namespace { prefix, uri: "urn:x" });
        for (namespaces, words) in [
            (&[own, t][..], "it has m or t"),
            (&[none, own], "it has m or names without one"),
            (&[none], "it has names without one"),
            (&[], "it has names without one"),
        ] {
            assert_eq!(no_such_prefix("q", namespaces), format!("the contract has no prefix `q`; {words}"));
        }
    }
}
