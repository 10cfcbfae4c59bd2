//! Names of elements as they are written, and their tags, copied in one piece.
//!
//! In: a name with its prefix. Out: `<t:Name`, `<t:Name>` and `</t:Name>`. Names that generated code has come as their end tag with blanks
//! behind it, so that of every tag as many bytes are copied, which takes no call; what is too much is taken back. Invariant: whether a name
//! comes prepared changes nothing in what is written.

use std::fmt;

use super::writer::Writer;

/// The name of an element as it is written, with its prefix, whose namespace the document declares.
#[derive(Clone, Copy)]
pub struct WrittenName(&'static str);

/// The end tag of a name as it is written, prepared for copying: `</t:Name>` and 32 blanks.
#[doc(hidden)]
#[macro_export]
macro_rules! written_tag {
    ($ns:ident $local:literal) => {
        concat!("</", $crate::written_name!($ns $local), ">                                ")
    };
}

/// So many bytes of a tag are copied, and stand behind it.
const WINDOW: usize = 32;
/// What stands before the name in an end tag.
const BEFORE: &str = "</";
/// The length of what a prepared name has around the name.
const AROUND: usize = BEFORE.len() + ">".len() + WINDOW;

impl WrittenName {
    /// The name as text.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        if !self.is_prepared() {
            return self.0;
        }
        let (_, name) = self.0.split_at(BEFORE.len());
        name.split_at(self.0.len() - AROUND).0
    }

    /// A name whose prefix the writer's user binds ([`Writer::bind_own`]), or that is in no namespace.
    pub(crate) const fn own(name: &'static str) -> Self {
        Self(name)
    }

    /// Whether this is what [`written_tag!`](crate::written_tag) makes: no name begins with `<`.
    #[inline]
    const fn is_prepared(self) -> bool {
        self.0.len() > AROUND && self.0.as_bytes()[0] == b'<'
    }

    /// What its tags are copied from, if they fit into what is copied at once.
    #[inline(always)]
    pub(super) fn tags(self) -> Option<Tags> {
        let is_short = self.is_prepared() && self.0.len() <= 2 * WINDOW;
        is_short.then_some(Tags(self.0))
    }
}

impl PartialEq for WrittenName {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for WrittenName {}

impl fmt::Debug for WrittenName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("WrittenName").field(&self.as_str()).finish()
    }
}

/// A prepared name whose tags are short.
#[derive(Clone, Copy)]
pub(super) struct Tags(&'static str);

impl Writer {
    /// Writes `<t:Name`, and `more` of what stands behind the name.
    #[inline(always)]
    pub(super) fn put_start(&mut self, tags: Tags, more: &str) {
        self.out.push('<');
        let name = tags.0.get(BEFORE.len()..BEFORE.len() + WINDOW);
        self.put(name, tags.0.len() - AROUND + more.len());
    }

    /// Writes `</t:Name>`.
    #[inline(always)]
    pub(super) fn put_end(&mut self, tags: Tags) {
        self.put(tags.0.get(..WINDOW), tags.0.len() - WINDOW);
    }

    /// Copies a window and takes back what is too much. There always is a window: behind a short tag stand blanks, so that both of its ends are
    /// between characters.
    #[inline(always)]
    fn put(&mut self, window: Option<&str>, length: usize) {
        if let Some(window) = window {
            let end = self.out.len() + length;
            self.out.push_str(window);
            self.out.truncate(end);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::__private::Field;
    use crate::options::WriteOptions;
    use crate::xml::{Namespace, Ns};
    use crate::xsd::Token;

    static CONTRACT: [Namespace; 2] = [Namespace { prefix: "t", uri: "urn:t" }, Namespace::XSI];
    const T: Ns = Ns::contract(0);

    fn leaked(text: String) -> &'static str {
        Box::leak(text.into_boxed_str())
    }

    /// What [`written_tag!`](crate::written_tag) makes of a name.
    fn prepared(name: &'static str) -> &'static str {
        leaked(format!("</{name}>{:WINDOW$}", ""))
    }

    /// Elements of this name: the root, one that is empty, one whose type is told, leaves.
    fn document(name: &'static str, options: &WriteOptions) -> crate::Result<String> {
        let mut w = Writer::with_options(&CONTRACT, None, options);
        let root = w.name_in(T, name);
        w.start(root);
        w.attribute_text("Id", "1");
        w.start(root);
        w.end(root);
        w.set_type("t:x");
        w.start(root);
        for text in ["", "0", "true", "a<b", "Person", "a\tb\r\n", "what is longer than sixteen", "\u{F000}\u{10FFFF}"]
        {
            text.to_owned().write_all(&mut w, T, name);
        }
        w.end(root);
        w.set_default("d");
        Token::default().write_all(&mut w, T, name);
        w.set_type("t:x");
        w.leaf(root, "typed");
        w.end(root);
        w.finish()
    }

    #[test]
    fn a_prepared_name_is_written_as_a_plain_one() {
        let declaring = WriteOptions::default().declaring([("t", "urn:other")]);
        for length in 1..=2 * WINDOW {
            for letter in ["n", "é", "語"] {
                let name = leaked(format!("t:{}", letter.repeat(length)));
                assert_eq!(WrittenName::own(prepared(name)).as_str(), name);
                let (one, other) = (WrittenName::own(prepared(name)), WrittenName::own(name));
                assert_eq!((one, format!("{one:?}")), (other, format!("{other:?}")));
                for options in [&WriteOptions::default(), &declaring] {
                    let plain = document(name, options).unwrap();
                    assert_eq!(document(prepared(name), options).unwrap(), plain);
                    assert!(roxmltree::Document::parse(&plain).is_ok(), "{plain}");
                }
            }
        }
    }

    #[test]
    fn macros_prepare_names_so() {
        assert_eq!(crate::written_tag!(t "Name"), prepared("t:Name"));
        assert_eq!(crate::written_tag!(none "Name"), prepared("Name"));
        assert_eq!(crate::written_tag!(default "a"), prepared("a"));
    }

    #[test]
    fn what_looks_prepared_is_no_name() {
        for name in ["<", "</a>", "</語語語語語語語語語語語語語語語語語語語語語>"] {
            let mut w = Writer::new(&CONTRACT);
            let name = w.name(name);
            w.leaf(name, "x");
            let error = w.finish().unwrap_err().to_string();
            assert!(error.contains("is no name"), "{error}");
        }
    }
}
