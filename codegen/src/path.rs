//! Paths: how a configuration names components of a contract.
//!
//! In: a text, the prefixes of the configuration and the graph. Out: the component, or what is wrong with the path. Invariant: one
//! syntax for renames, corrections and mapped types.
//!
//! | path | component |
//! |---|---|
//! | `p:Name` | a named type, a global element, a port type: whatever is called so |
//! | `p:Type/Name`, `p:Element/Name` | an element of its content |
//! | `p:Type/@Name`, `p:Element/@Name` | an attribute |
//! | `p:Type/A/B` | further down, through elements whose types have no name |
//! | `p:Type=Value` | a value of an enumeration; everything behind the `=` |
//! | `p:Type/Name~`, `p:Element~` | the type without a name that an element or attribute has |
//! | `p:PortType/Operation` | an operation |
//! | `p:` | a namespace |
//!
//! A name without a prefix is in the default namespace of the contract, if it has one, else in no namespace. Prefixes are those of
//! `[namespaces]`; others mean what most of the contract's documents mean by them, and `xs` is XML Schema's.

mod find;

pub(crate) use find::{Component, Finder, Unfound};

/// A path as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The first name's prefix.
    pub prefix: Option<String>,
    /// The first name; empty for a namespace.
    pub local: String,
    /// The way on from there.
    pub steps: Vec<Step>,
    /// What is meant of where the steps lead.
    pub end: End,
}

/// A step down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// `/Name`: an element, or an operation.
    Child(String),
    /// `/@Name`: an attribute.
    Attribute(String),
}

/// What is meant of where a path leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// The component itself.
    Itself,
    /// `~`: its type, which has no name.
    Type,
    /// `=Value`: a value that its type enumerates.
    Value(String),
}

impl Path {
    /// Reads a path.
    ///
    /// # Errors
    /// When it is not of the form above; the text says in what way.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (text, end) = match text.find(['=', '~']) {
            Some(at) if text.get(at..) == Some("~") => (text.get(..at).unwrap_or_default(), End::Type),
            Some(at) if text.get(at..).is_some_and(|end| end.starts_with('=')) => {
                (text.get(..at).unwrap_or_default(), End::Value(text.get(at + 1..).unwrap_or_default().to_owned()))
            }
            Some(_) => return Err("`~` stands at the end of a path".to_owned()),
            None => (text, End::Itself),
        };
        let mut parts = text.split('/');
        let first = parts.next().unwrap_or_default();
        let (prefix, local) = match first.split_once(':') {
            Some((prefix, local)) => (Some(prefix.to_owned()), local.to_owned()),
            None => (None, first.to_owned()),
        };
        let steps: Vec<Step> = parts.map(step).collect::<Result<_, _>>()?;
        if local.is_empty() && (prefix.is_none() || !steps.is_empty() || end != End::Itself) {
            return Err("a path begins with a name, such as `t:ItemIdType`".to_owned());
        }
        Ok(Self { prefix, local, steps, end })
    }
}

fn step(text: &str) -> Result<Step, String> {
    match text.strip_prefix('@') {
        Some("") | None if text.len() < 2 && text.trim_matches('@').is_empty() => {
            Err("a `/` needs a name behind it".to_owned())
        }
        Some(name) => Ok(Step::Attribute(name.to_owned())),
        None => Ok(Step::Child(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_form() {
        let path = Path::parse("t:Foo/Bar/@Baz=a/b=~").unwrap();
        assert_eq!((path.prefix.as_deref(), path.local.as_str()), (Some("t"), "Foo"));
        assert_eq!(path.steps, [Step::Child("Bar".to_owned()), Step::Attribute("Baz".to_owned())]);
        assert_eq!(path.end, End::Value("a/b=~".to_owned()));
        assert_eq!(Path::parse("Foo~").unwrap().end, End::Type);
        assert_eq!(Path::parse("t:").unwrap().local, "");
        assert_eq!(Path::parse("t:Foo=").unwrap().end, End::Value(String::new()));
    }

    #[test]
    fn what_is_no_path() {
        for text in ["", "/A", "=A", "t:=A", "t:/A", "A/", "A/@", "A~B", "A//B"] {
            assert!(Path::parse(text).is_err(), "{text}");
        }
    }
}
