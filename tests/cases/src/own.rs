//! Types of the user's, which the configuration of a case puts in the place of schema types.

use soap_runtime::Result;
use soap_runtime::bind::{AnyElement, ContentIn};
use soap_runtime::xml::{Reader, Writer, WrittenName};
use soap_runtime::xsd::{SimpleValue, ValueError, WhiteSpace};

/// An amount of money, for a simple type: whole cents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cents(pub i64);

impl SimpleValue for Cents {
    const WHITE_SPACE: WhiteSpace = WhiteSpace::Collapse;

    fn placeholder() -> Self {
        Self(0)
    }

    fn from_lexical(text: &str) -> Result<Self, ValueError> {
        let (whole, cents) = text.split_once('.').unwrap_or((text, ""));
        let cents = format!("{whole}{cents:0<2}").parse().map(Self);
        cents.map_err(|_| ValueError::lexical("an amount", text, "it is not a number with cents"))
    }

    fn lexical<'a>(&'a self, scratch: &'a mut String) -> &'a str {
        *scratch = format!("{}.{:02}", self.0 / 100, self.0 % 100);
        scratch
    }
}

soap_runtime::text_content!(Cents);

/// A size, for a complex type: its area, and the element as it came, to be written back.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// Width by height.
    pub area: i64,
    element: AnyElement,
}

impl ContentIn<'_> for Area {
    fn placeholder() -> Self {
        Self { area: 0, element: AnyElement::default() }
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> Result<()> {
        let start = reader.tag_offset();
        ContentIn::read(&mut self.element, reader)?;
        // Where the type is derived from the declared one, its name is written by what holds it.
        self.element.attributes.retain(|attribute| attribute.namespace != "http://www.w3.org/2001/XMLSchema-instance");
        let side = |name: &str| {
            let found = self.element.attributes.iter().find(|attribute| attribute.name == name);
            let value = found.and_then(|attribute| attribute.value.parse::<i64>().ok());
            value.ok_or_else(|| reader.missing_attribute(name, start))
        };
        self.area = side("Width")? * side("Height")?;
        Ok(())
    }

    fn write(&self, writer: &mut Writer, name: WrittenName) {
        ContentIn::write(&self.element, writer, name);
    }
}
