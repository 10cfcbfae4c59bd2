//! Reading into the generated types, leniently or held to the schema.

use std::marker::PhantomData;

use anyhow::Result;
use soap_runtime::ReadOptions;
use soap_runtime::soap::Envelope;

use super::Shape;
use super::contract::{Contract, check};
use crate::message::Message;
use crate::subject::Subject;

/// The shape, for a contract and a way to read.
pub(crate) struct Typed<C, W>(PhantomData<(C, W)>);

/// Leniently: what `Envelope::from_xml` does.
pub(crate) type Owned<C> = Typed<C, Lenient>;

/// Held to the schema: `ReadOptions::strict()`.
pub(crate) type Strict<C> = Typed<C, ToSchema>;

/// A way to read.
pub(crate) trait Way {
    const NAME: &'static str;
    const ABOUT: &'static str;

    fn options() -> ReadOptions;
}

pub(crate) struct Lenient;

impl Way for Lenient {
    const NAME: &'static str = "owned";
    const ABOUT: &'static str = "read into the generated types";

    fn options() -> ReadOptions {
        ReadOptions::default()
    }
}

pub(crate) struct ToSchema;

impl Way for ToSchema {
    const NAME: &'static str = "strict";
    const ABOUT: &'static str = "the same, held to the schema";

    fn options() -> ReadOptions {
        ReadOptions::strict()
    }
}

impl<C: Contract, W: Way> Shape for Typed<C, W> {
    const NAME: &'static str = W::NAME;
    const ABOUT: &'static str = W::ABOUT;
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
        Ok(Envelope::from_xml_with(xml, &W::options())?)
    }

    fn check(made: &Envelope<C::Document>, message: &Message) -> Result<()> {
        check::<C>(made, message)
    }
}
