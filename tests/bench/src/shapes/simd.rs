//! simdxml: an index of the document's structure, made with SIMD.

use anyhow::{Result, anyhow, ensure};
use simdxml::XmlIndex;

use super::Shape;
use crate::message::Message;

/// The shape.
pub(crate) struct Simd;

impl Shape for Simd {
    const NAME: &'static str = "simdxml";
    const ABOUT: &'static str = "an index of the structure by simdxml";

    type From<'x> = &'x str;
    type Made<'x> = XmlIndex<'x>;

    fn prepare(message: &Message) -> Result<&str> {
        Ok(&message.xml)
    }

    fn make<'a>(xml: &'a &str) -> Result<XmlIndex<'a>> {
        simdxml::parse(xml.as_bytes()).map_err(|error| anyhow!("{error}"))
    }

    fn check(index: &XmlIndex<'_>, message: &Message) -> Result<()> {
        let elements = index.xpath("//*").map_err(|error| anyhow!("{error}"))?.len();
        ensure!(elements == message.elements, "{elements} elements, not {}", message.elements);
        Ok(())
    }
}
