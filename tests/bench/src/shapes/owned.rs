//! Reading into the generated types, leniently: what `Envelope::from_xml` does.

use std::marker::PhantomData;

use anyhow::Result;
use soap_runtime::soap::Envelope;

use super::Shape;
use super::contract::{Contract, check};
use crate::message::Message;
use crate::subject::Subject;

/// The shape, for a contract.
pub(crate) struct Owned<C>(PhantomData<C>);

impl<C: Contract> Shape for Owned<C> {
    const NAME: &'static str = "owned";
    const ABOUT: &'static str = "read into the generated types";
    const ITEM_SIZE: Option<usize> = Some(size_of::<C::Item>());

    type From<'x> = &'x str;
    type Made<'x> = Envelope<C::Document>;

    fn takes(subject: Subject) -> bool {
        C::takes(subject)
    }

    fn prepare(message: &Message) -> Result<&str> {
        Ok(&message.xml)
    }

    fn make(xml: &&str) -> Result<Envelope<C::Document>> {
        Ok(Envelope::from_xml(xml)?)
    }

    fn check(made: &Envelope<C::Document>, message: &Message) -> Result<()> {
        check::<C>(made, message)
    }
}
