//! Writes the message's XML: names as they stand, values escaped; between elements nothing, or a line break and two spaces a level.

/// The text so far, and how many elements it has.
pub(crate) struct Markup {
    xml: String,
    elements: usize,
    /// How deep the next element is, where each begins a line.
    depth: Option<usize>,
}

impl Markup {
    /// An empty text with room for so many bytes.
    pub(crate) fn new(bytes: usize, indented: bool) -> Self {
        Self { xml: String::with_capacity(bytes), elements: 0, depth: indented.then_some(0) }
    }

    /// The text, and how many elements it has.
    pub(crate) fn finish(self) -> (String, usize) {
        (self.xml, self.elements)
    }

    /// Text that is markup already.
    pub(crate) fn raw(&mut self, xml: &str) {
        self.xml.push_str(xml);
    }

    /// An element around what `content` writes.
    pub(crate) fn within(&mut self, name: &str, attributes: &[(&str, &str)], content: impl FnOnce(&mut Self)) {
        self.tag(name, attributes);
        self.xml.push('>');
        let elements = self.elements;
        self.depth = self.depth.map(|depth| depth + 1);
        content(self);
        self.depth = self.depth.map(|depth| depth - 1);
        if self.elements > elements {
            self.line();
        }
        self.xml.push_str("</");
        self.xml.push_str(name);
        self.xml.push('>');
    }

    /// An element of text only.
    pub(crate) fn leaf(&mut self, name: &str, text: &str) {
        self.within(name, &[], |to| to.text(text));
    }

    /// An element of attributes only.
    pub(crate) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.xml.push_str("/>");
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.elements += 1;
        self.line();
        self.xml.push('<');
        self.xml.push_str(name);
        for (attribute, value) in attributes {
            self.xml.push(' ');
            self.xml.push_str(attribute);
            self.xml.push_str("=\"");
            self.text(value);
            self.xml.push('"');
        }
    }

    fn line(&mut self) {
        if let Some(depth) = self.depth {
            self.xml.push('\n');
            self.xml.extend(std::iter::repeat_n("  ", depth));
        }
    }

    /// Text between elements, or of an attribute.
    pub(crate) fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.xml.push_str("&amp;"),
                '<' => self.xml.push_str("&lt;"),
                '>' => self.xml.push_str("&gt;"),
                '"' => self.xml.push_str("&quot;"),
                c => self.xml.push(c),
            }
        }
    }
}
