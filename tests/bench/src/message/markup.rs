//! Writes the message's XML: names as they stand, values escaped, nothing between elements.

/// The text so far, and how many elements it has.
pub(super) struct Markup {
    xml: String,
    elements: usize,
}

impl Markup {
    /// An empty text with room for so many bytes.
    pub(super) fn new(bytes: usize) -> Self {
        Self { xml: String::with_capacity(bytes), elements: 0 }
    }

    /// The text, and how many elements it has.
    pub(super) fn finish(self) -> (String, usize) {
        (self.xml, self.elements)
    }

    /// Text that is markup already.
    pub(super) fn raw(&mut self, xml: &str) {
        self.xml.push_str(xml);
    }

    /// An element around what `content` writes.
    pub(super) fn within(&mut self, name: &str, attributes: &[(&str, &str)], content: impl FnOnce(&mut Self)) {
        self.tag(name, attributes);
        self.xml.push('>');
        content(self);
        self.xml.push_str("</");
        self.xml.push_str(name);
        self.xml.push('>');
    }

    /// An element of text only.
    pub(super) fn leaf(&mut self, name: &str, text: &str) {
        self.within(name, &[], |to| to.text(text));
    }

    /// An element of attributes only.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.xml.push_str("/>");
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.elements += 1;
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

    fn text(&mut self, text: &str) {
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
