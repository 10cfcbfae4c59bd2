//! Reading into the generated types, held to the schema: `ReadOptions::strict()`.

use std::marker::PhantomData;

use anyhow::Result;
use soap_runtime::ReadOptions;
use soap_runtime::soap::Envelope;

use super::Shape;
use super::contract::{Contract, check};
use crate::message::Message;
use crate::subject::Subject;

/// The shape, for a contract.
pub(crate) struct Strict<C>(PhantomData<C>);

impl<C: Contract> Shape for Strict<C> {
    const NAME: &'static str = "strict";
    const ABOUT: &'static str = "the same, held to the schema";
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
        Ok(Envelope::from_xml_with(xml, &ReadOptions::strict())?)
    }

    fn check(made: &Envelope<C::Document>, message: &Message) -> Result<()> {
        check::<C>(made, message)
    }
}
