//! XML as it is made here: elements with attributes and children come in, text goes out.

use std::fmt;

/// An element with a prefixed name.
#[derive(Debug, Clone)]
pub struct Markup {
    name: String,
    attributes: Vec<(String, String)>,
    children: Vec<Child>,
}

#[derive(Debug, Clone)]
enum Child {
    Element(Markup),
    Text(String),
}

impl Markup {
    /// An empty element.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), attributes: Vec::new(), children: Vec::new() }
    }

    /// The element with an attribute.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.attributes.push((name.into(), value.into()));
        self
    }

    /// The element with an attribute, if there is a value.
    #[must_use]
    pub fn with_some(self, name: &str, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// The element with a child.
    #[must_use]
    pub fn child(mut self, child: Self) -> Self {
        self.children.push(Child::Element(child));
        self
    }

    /// The element with children.
    #[must_use]
    pub fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children.into_iter().map(Child::Element));
        self
    }

    /// The element with text.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Child::Text(text.into()));
        self
    }

    /// Whether it has no children.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.children.is_empty()
    }

    /// The text with a line for each element, for people. White space is added, so not for documents.
    #[must_use]
    pub fn indented(&self) -> String {
        let mut text = String::new();
        self.indent(&mut text, 0);
        text
    }

    fn indent(&self, text: &mut String, depth: usize) {
        let margin = "  ".repeat(depth);
        let has_elements = self.children.iter().any(|child| matches!(child, Child::Element(_)));
        if !has_elements {
            *text += &format!("{margin}{self}\n");
            return;
        }
        *text += &format!("{margin}{}>\n", self.tag());
        for child in &self.children {
            match child {
                Child::Element(child) => child.indent(text, depth + 1),
                Child::Text(child) => *text += &escaped(child),
            }
        }
        *text += &format!("{margin}</{}>\n", self.name);
    }

    fn tag(&self) -> String {
        let attributes = self.attributes.iter().map(|(name, value)| format!(" {name}=\"{}\"", escaped(value)));
        format!("<{}{}", self.name, attributes.collect::<String>())
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.children.is_empty() {
            return write!(f, "{}/>", self.tag());
        }
        write!(f, "{}>", self.tag())?;
        for child in &self.children {
            match child {
                Child::Element(child) => write!(f, "{child}")?,
                Child::Text(text) => f.write_str(&escaped(text))?,
            }
        }
        write!(f, "</{}>", self.name)
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
