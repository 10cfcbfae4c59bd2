//! What a message is, before it is read: its version and the name of the element in its body.
//!
//! In: the text of a message. Out: names only. Nothing behind the start tag of the body's element is looked at, so a message
//! whose outline is fine can still be damaged.

use super::envelope::Version;
#[cfg(feature = "http")]
use super::operation::ElementName;
use crate::bind::Elements;
#[cfg(feature = "http")]
use crate::error::in_namespace;
use crate::error::{Result, expanded};
use crate::options::ReadOptions;
use crate::xml::{Name, Reader, legal};

/// The name of an element that was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ElementOutline {
    /// Its namespace; empty for none.
    pub namespace: String,
    /// Its local name.
    pub local: String,
}

/// The version of a message and the name of what its body holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    /// The root element; `{namespace}Envelope` of one of the versions of SOAP when this is a SOAP message.
    pub root: ElementOutline,
    /// The version of SOAP; `None` for anything but a SOAP envelope.
    pub version: Option<Version>,
    /// The first element in the body; `None` for an empty body and for no body.
    pub body: Option<ElementOutline>,
}

impl ElementOutline {
    fn of(name: Name<'_>, r: &Reader<'_>) -> Self {
        Self { namespace: r.uri(name.ns).to_owned(), local: name.local.to_owned() }
    }

    /// Whether this is the element `expected`.
    #[cfg(feature = "http")]
    pub(crate) fn is(&self, expected: ElementName) -> bool {
        (self.namespace.as_str(), self.local.as_str()) == (expected.namespace, expected.local)
    }

    /// Whether this could be meant to be `expected`: with a namespace too many or too few. Whether the contract has the one too many is
    /// up to reading.
    #[cfg(feature = "http")]
    pub(crate) fn may_be(&self, expected: ElementName) -> bool {
        self.local == expected.local && (self.namespace.is_empty() || expected.namespace.is_empty())
    }

    /// What was expected instead of this, in words if only the namespaces differ.
    #[cfg(feature = "http")]
    pub(crate) fn against(&self, expected: ElementName) -> String {
        if self.local != expected.local || self.is(expected) {
            return expected.to_string();
        }
        let hint = if self.may_be(expected) { " (ReadOptions::ignoring_form reads it)" } else { "" };
        let [wanted, found] = [expected.namespace, &self.namespace].map(in_namespace);
        format!("{} {wanted}, and this one is {found}{hint}", expected.local)
    }
}

impl std::fmt::Display for ElementOutline {
    /// `{namespace}local`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&expanded(&self.namespace, &self.local))
    }
}

impl Outline {
    /// Looks at a message up to the start tag of the element in its body. `D` lends the namespaces of its contract.
    ///
    /// # Errors
    /// When the text up to there is not well-formed XML or passes a limit.
    pub fn read<D: Elements>(xml: &str, options: &ReadOptions) -> Result<Self> {
        let quiet = options.clone().quiet();
        let legal = legal(xml, &quiet).map_err(|error| error.locate(xml))?;
        let outline = || {
            let mut r = Reader::new(&legal, D::NAMESPACES, &quiet)?;
            Self::of_document(&mut r)
        };
        outline().map_err(|error| error.locate(&legal))
    }

    fn of_document(r: &mut Reader<'_>) -> Result<Self> {
        let root = r.message_root()?;
        let version = Version::of(root.ns).filter(|_| root.local == "Envelope");
        let mut outline = Self { root: ElementOutline::of(root, r), version, body: None };
        let Some(version) = version else { return Ok(outline) };
        while let Some(child) = r.next_child()? {
            if child.ns == version.ns() && child.local == "Body" {
                let body = r.next_child()?;
                outline.body = body.map(|name| ElementOutline::of(name, r));
                return Ok(outline);
            }
            r.skip()?;
        }
        Ok(outline)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::__private::{Progress, Taken};
    use crate::bind::Group;
    use crate::schema::{Schema, TableError};
    use crate::xml::{Namespace, Writer};

    /// A contract without elements: outlines need none.
    struct Nothing;

    impl crate::bind::ElementsIn<'_> for Nothing {
        const NAMESPACES: &'static [Namespace] = &[];

        fn schema() -> Result<&'static Schema, &'static TableError> {
            unreachable!("outlines are not validated")
        }
    }

    impl Group<'_> for Nothing {
        fn placeholder() -> Self {
            Self
        }

        fn take(
            _: Option<(&mut Self, &mut Progress)>,
            _: usize,
            _: Name<'_>,
            _: &mut Reader<'_>,
        ) -> Result<Taken<Self>> {
            Ok(Taken::No)
        }

        fn finish(&mut self, _: &Progress, _: usize, _: &Reader<'_>) -> Result<()> {
            Ok(())
        }

        fn write(&self, _: &mut Writer) {}

        fn expected() -> String {
            String::new()
        }
    }

    fn outline(xml: &str) -> Result<Outline> {
        Outline::read::<Nothing>(xml, &ReadOptions::default())
    }

    #[test]
    fn version_and_element_are_found_behind_any_header() {
        let xml = "<e:Envelope xmlns:e='http://www.w3.org/2003/05/soap-envelope'><e:Header><e:Body><x/></e:Body></e:Header>\
            <e:Body><m:Ask xmlns:m='urn:m'>";
        let found = outline(xml).unwrap();
        assert_eq!(found.version, Some(Version::V1_2));
        assert_eq!(found.body.unwrap().to_string(), "{urn:m}Ask");
    }

    #[test]
    fn an_empty_body_and_no_body_hold_nothing() {
        for inside in ["<Body/>", "<Body> <!-- --> </Body>", "<Header/>", ""] {
            let xml = format!("<Envelope xmlns='http://schemas.xmlsoap.org/soap/envelope/'>{inside}</Envelope>");
            let found = outline(&xml).unwrap();
            assert_eq!((found.version, found.body), (Some(Version::V1_1), None), "{inside}");
        }
    }

    #[test]
    fn what_is_no_envelope_has_a_name_and_no_version() {
        let found = outline("<Envelope xmlns='urn:other'/>").unwrap();
        assert_eq!((found.root.to_string().as_str(), found.version), ("{urn:other}Envelope", None));
        assert!(outline("<a").is_err());
    }
}
