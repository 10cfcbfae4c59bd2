//! Values without text whose element has a default: an empty element would be read as the default (XML Schema Part 1, 3.3.1).
//!
//! In: the default of the elements that are begun next, and each of them that ends without text. Out: a space in it where its type takes
//! white space away. Invariant: what was written is read as what it was written from, or is refused; nothing that is written already is
//! looked at or moved.

use super::writer::Writer;

/// What the elements at a depth stand for if they are empty; at none, by default.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, Default)]
pub struct ElementDefault {
    value: &'static str,
    depth: u32,
}

impl Writer {
    /// The elements begun next in the innermost open one stand for this value if they are empty; gives what
    /// [`Writer::restore_default`] is told behind them.
    #[doc(hidden)]
    pub fn set_default(&mut self, value: &'static str) -> ElementDefault {
        let depth = if value.is_empty() { 0 } else { self.depth + 1 };
        std::mem::replace(&mut self.default, ElementDefault { value, depth })
    }

    /// Empty elements stand again for what they did before this value was set.
    #[doc(hidden)]
    pub fn restore_default(&mut self, _: &'static str, before: ElementDefault) {
        self.default = before;
    }

    /// Whether the innermost open element stands for a default if it is empty.
    #[inline]
    pub(super) fn has_default(&self) -> bool {
        self.default.depth == self.depth
    }

    /// Adds nothing to the innermost open element, as the text of a value. `takes_blanks`: whether a space is nothing to its type.
    #[inline]
    pub(super) fn empty_text(&mut self, takes_blanks: fn() -> bool) {
        if self.has_default() {
            self.blank(takes_blanks());
        }
    }

    #[cold]
    fn blank(&mut self, takes_blanks: bool) {
        if takes_blanks {
            self.text(" ");
        }
    }

    /// Refuses an element that ends without text and stands for a default.
    #[cold]
    pub(super) fn refuse_empty(&mut self) {
        self.refuse_value(format!("an empty element stands for its default, {:?}", self.default.value));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::__private::Field;
    use crate::Nillable;
    use crate::bind::{AnyElement, Content, Typed};
    use crate::xml::{Namespace, Ns, Writer, WrittenName};
    use crate::xsd::{Base64Binary, HexBinary, List, NormalizedString, QName, Token};

    static CONTRACT: [Namespace; 2] = [Namespace { prefix: "t", uri: "urn:t" }, Namespace::XSI];
    const MANY: usize = 4_000;

    /// Were they looked at again behind the last one, or behind each, writing would take time that grows with more than their number.
    #[test]
    fn an_empty_value_is_written_at_once_and_not_touched_again() {
        let mut w = Writer::new(&CONTRACT);
        let root = w.name("t:r");
        w.start(root);
        let before = w.set_default("default");
        for number in 0..MANY {
            let length = w.out.len();
            Token::default().write_all(&mut w, Ns::contract(0), "t:a");
            let open = if number == 0 { ">" } else { "" };
            assert_eq!(w.out.get(length..), Some(format!("{open}<t:a> </t:a>").as_str()), "{number}");
        }
        let whole = w.out.clone();
        w.restore_default("default", before);
        assert!(w.out == whole);
        Token::default().write_all(&mut w, Ns::contract(0), "t:b");
        w.end(root);
        let xml = w.finish().unwrap();
        assert_eq!(xml.matches("<t:a> </t:a>").count(), MANY);
        assert!(xml.ends_with("</t:a><t:b/></t:r>"), "{}", xml.get(..200).unwrap_or(""));
    }

    /// A value whose element holds others: what it stands for is not what they do.
    #[test]
    fn a_default_is_that_of_one_depth() {
        let mut w = Writer::new(&CONTRACT);
        let root = w.name("t:r");
        w.start(root);
        let outer = w.set_default("outer");
        w.start(root);
        Token::default().write_all(&mut w, Ns::contract(0), "t:a");
        let inner = w.set_default("inner");
        Token::default().write_all(&mut w, Ns::contract(0), "t:b");
        w.restore_default("inner", inner);
        w.end(root);
        Token::default().write_all(&mut w, Ns::contract(0), "t:c");
        w.restore_default("outer", outer);
        w.end(root);
        let expected = "<t:r xmlns:t=\"urn:t\"><t:r><t:a/><t:b> </t:b></t:r><t:c> </t:c></t:r>";
        assert_eq!(w.finish().unwrap(), expected);
    }

    /// A type of somebody's own, which writes no text.
    #[derive(Debug, Clone)]
    struct Own;

    impl crate::bind::ContentIn<'_> for Own {
        fn placeholder() -> Self {
            Self
        }

        fn read(&mut self, r: &mut crate::xml::Reader<'_>) -> crate::Result<()> {
            r.value_text().map(drop)
        }

        fn write(&self, w: &mut Writer, name: WrittenName) {
            w.start(name);
            w.end(name);
        }
    }

    /// What is written of a value whose element has a default, or why it is not.
    fn written(value: &impl Content) -> Result<String, String> {
        let mut w = Writer::new(&CONTRACT);
        let root = w.name("t:r");
        w.start(root);
        w.set_default("d");
        let name = w.name("t:a");
        value.write(&mut w, name);
        w.end(root);
        let xml = w.finish().map_err(|error| error.to_string())?;
        let start = xml.find("<t:a").unwrap();
        Ok(xml.get(start..).unwrap().trim_end_matches("</t:r>").to_owned())
    }

    #[test]
    fn what_takes_blanks_gets_one_what_is_no_value_none_and_the_rest_is_refused() {
        let typed = Typed::<Token>::new(Token::default(), QName::new(Some("urn:t"), "x").unwrap());
        for (written, expected) in [
            (written(&Token::default()), "<t:a> </t:a>"),
            (written(&List::<i32>::default()), "<t:a> </t:a>"),
            (written(&List::<QName>::default()), "<t:a> </t:a>"),
            (written(&Base64Binary::default()), "<t:a> </t:a>"),
            (written(&HexBinary::default()), "<t:a> </t:a>"),
            (written(&Box::new(Nillable::Value(Token::default()))), "<t:a> </t:a>"),
            (written(&Typed::<Token>::from(Token::default())), "<t:a> </t:a>"),
            (written(&typed), "<t:a xsi:type=\"t:x\"> </t:a>"),
            (written(&Nillable::<String>::Nil), "<t:a xsi:nil=\"true\"/>"),
            (written(&AnyElement::default()), "<t:a/>"),
            (written(&AnyElement::default().with_text("")), "<t:a/>"),
        ] {
            assert_eq!(written.as_deref(), Ok(expected));
        }
        for written in [
            written(&String::new()),
            written(&NormalizedString::default()),
            written(&Nillable::Value(String::new())),
            written(&Typed::<String>::from("")),
            written(&Own),
        ] {
            assert_eq!(written.unwrap_err(), "r/a: cannot be written: an empty element stands for its default, \"d\"");
        }
    }
}
