//! Writing the generated types: what `Envelope::to_xml` does.

use std::marker::PhantomData;

use anyhow::Result;
use soap_runtime::soap::Envelope;

use super::Shape;
use super::contract::Contract;
use crate::check::same;
use crate::message::Message;
use crate::subject::Subject;

/// The shape, for a contract.
pub(crate) struct Write<C>(PhantomData<C>);

impl<C: Contract> Shape for Write<C> {
    const NAME: &'static str = C::WRITE.0;
    const ABOUT: &'static str = C::WRITE.1;
    const ITEM_SIZE: Option<usize> = Some(size_of::<C::Item>());

    type From<'x> = Envelope<C::Document>;
    type Made<'x> = String;

    /// What is written is compact.
    fn takes(subject: Subject) -> bool {
        C::takes(subject) && !subject.indented
    }

    fn prepare(message: &Message) -> Result<Envelope<C::Document>> {
        Ok(Envelope::from_xml(&message.xml)?)
    }

    fn make(envelope: &Envelope<C::Document>) -> Result<String> {
        Ok(envelope.to_xml()?)
    }

    fn check(xml: &String, message: &Message) -> Result<()> {
        same(&message.xml, xml)
    }
}
