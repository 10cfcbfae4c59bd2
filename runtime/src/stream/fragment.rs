//! Values as elements of a message that is written around them.
//!
//! In: a value, and what the message declares where the element will stand. Out: the element's text. Invariant: prefixes in it mean what they
//! mean in the message, or are declared on it.

use std::collections::BTreeMap;

use crate::bind::Content;
use crate::error::Result;
use crate::xml::{Namespace, Outer, Writer, WrittenName, escaped};

/// What an element is called before its name is known.
const UNNAMED: &str = "value";

/// See the module's documentation.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    namespaces: &'static [Namespace],
    /// What prefixes mean; an empty one is the default namespace.
    scope: BTreeMap<String, String>,
    uri: String,
    local: String,
    /// What the element stands for if it is empty.
    default: &'static str,
}

impl Frame {
    pub(crate) fn new(namespaces: &'static [Namespace], outer: &Outer, (uri, local): (&str, &str)) -> Self {
        let scope = outer.declarations.iter().cloned().collect();
        Self { namespaces, scope, uri: uri.to_owned(), local: local.to_owned(), default: "" }
    }

    pub(crate) fn standing_for(self, default: &'static str) -> Self {
        Self { default, ..self }
    }

    /// Adds the element that holds a value.
    ///
    /// # Errors
    /// When the value holds a character that XML does not allow, or is empty and cannot be told from what an empty element stands for.
    pub(crate) fn write<T: Content>(&self, value: &T, to: &mut String) -> Result<()> {
        let mut w = Writer::new(self.namespaces);
        w.prefixes_names = true;
        w.set_default(self.default);
        value.write(&mut w, WrittenName::own(UNNAMED));
        let text = w.finish().map_err(|error| error.renamed(UNNAMED, &self.local))?;
        let tag_end = tag_end(&text);
        let (tag, rest) = text.split_at(tag_end);
        let declared = tag.get(1 + UNNAMED.len()..).unwrap_or("");
        let own_default = declared.split_once(" xmlns=\"").and_then(|(_, uri)| uri.split('"').next());
        let outer_default = self.scope.get("").map_or("", String::as_str);
        let (name, more) = self.name(own_default, outer_default);
        to.push('<');
        to.push_str(&name);
        to.push_str(&self.without_known(declared));
        to.push_str(&more);
        to.push_str(rest.strip_suffix(&format!("</{UNNAMED}>")).unwrap_or(rest));
        if !rest.ends_with("/>") || rest.len() > 2 {
            to.push_str("</");
            to.push_str(&name);
            to.push('>');
        }
        Ok(())
    }

    /// The element's name as it is written, and what it has to declare beside its content's namespaces.
    fn name(&self, own_default: Option<&str>, outer_default: &str) -> (String, String) {
        if own_default.unwrap_or(outer_default) == self.uri {
            return (self.local.clone(), String::new());
        }
        // What the content has in no namespace must not be taken for one in the message's default namespace.
        let none = if own_default.is_none() && !outer_default.is_empty() { " xmlns=\"\"" } else { "" };
        if self.uri.is_empty() {
            return (self.local.clone(), none.to_owned());
        }
        let bound = self.scope.iter().find(|(prefix, uri)| !prefix.is_empty() && **uri == self.uri);
        match bound {
            Some((prefix, _)) => (format!("{prefix}:{}", self.local), none.to_owned()),
            None => (format!("item:{}", self.local), format!(" xmlns:item=\"{}\"{none}", escaped(&self.uri))),
        }
    }

    /// The attributes of a start tag without the declarations that the message has.
    fn without_known(&self, attributes: &str) -> String {
        self.scope.iter().filter(|(_, uri)| !uri.is_empty()).fold(attributes.to_owned(), |attributes, (prefix, uri)| {
            let colon = if prefix.is_empty() { "" } else { ":" };
            let declaration = format!(" xmlns{colon}{prefix}=\"{}\"", escaped(uri));
            attributes.replacen(&declaration, "", 1)
        })
    }
}

/// Where the attributes of the start tag end that a text begins with: at its `>` or `/>`.
fn tag_end(text: &str) -> usize {
    let mut quoted = false;
    let end = text.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    });
    let end = end.unwrap_or(text.len());
    if text.get(..end).is_some_and(|tag| tag.ends_with('/')) { end - 1 } else { end }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    static CONTRACT: [Namespace; 1] = [Namespace { prefix: "t", uri: "urn:t" }];

    fn written(declarations: &[(&str, &str)], uri: &str, value: &str) -> String {
        let own = |(prefix, uri): &(&str, &str)| ((*prefix).to_owned(), (*uri).to_owned());
        let outer = Outer { declarations: declarations.iter().map(own).collect(), ..Outer::default() };
        let mut text = String::new();
        Frame::new(&CONTRACT, &outer, (uri, "Item")).write(&value.to_owned(), &mut text).unwrap();
        text
    }

    #[test]
    fn names_have_a_prefix_that_is_bound_there() {
        for (declarations, uri, value, expected) in [
            (&[("t", "urn:t")][..], "urn:t", "a>b", "<t:Item>a&gt;b</t:Item>"),
            (&[("t", "urn:u"), ("", "urn:t")], "urn:t", "", "<Item/>"),
            (&[], "urn:t", "a", "<item:Item xmlns:item=\"urn:t\">a</item:Item>"),
            (&[("t", "urn:t"), ("t", "urn:u")], "urn:t", "a", "<item:Item xmlns:item=\"urn:t\">a</item:Item>"),
            (&[("", "urn:d"), ("u", "urn:t")], "urn:t", "a", "<u:Item xmlns=\"\">a</u:Item>"),
            (&[("", "urn:d")], "", "a", "<Item xmlns=\"\">a</Item>"),
            (&[], "", "a", "<Item>a</Item>"),
        ] {
            assert_eq!(written(declarations, uri, value), expected);
        }
    }
}
