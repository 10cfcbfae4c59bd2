//! Reading items as the message comes, in chunks, and letting each go: `soap_runtime::stream::Items`.

use std::hint::black_box;
use std::marker::PhantomData;

use anyhow::{Context, Result, ensure};
use soap_runtime::ReadOptions;
use soap_runtime::soap::Envelope;
use soap_runtime::stream::{Items, Limits};

use super::Shape;
use super::contract::Contract;
use crate::check::Checksum;
use crate::message::Message;
use crate::subject::Subject;

/// How long the chunks are in which the message comes, in bytes.
const CHUNK: usize = 16 << 10;

/// The shape, for a contract.
pub(crate) struct Streaming<C>(PhantomData<C>);

impl<C: Contract> Shape for Streaming<C> {
    const NAME: &'static str = "streaming";
    const ABOUT: &'static str = "items as they come, from chunks of 16 KiB, each dropped";
    const ITEM_SIZE: Option<usize> = Some(size_of::<C::Item>());

    type From<'x> = (&'x Message, &'static str);
    /// What stands around the items, and how many there were.
    type Made<'x> = (Envelope<C::Document>, usize);

    fn takes(subject: Subject) -> bool {
        C::takes(subject) && C::path(subject).is_some()
    }

    fn prepare(message: &Message) -> Result<(&Message, &'static str)> {
        Ok((message, C::path(message.subject).context("has no items")?))
    }

    fn make<'a>((message, path): &'a (&Message, &'static str)) -> Result<Self::Made<'a>> {
        let mut count = 0;
        let rest = read::<C>(&message.xml, path, |item| {
            count += 1;
            drop(black_box(item));
            Ok(())
        })?;
        Ok((rest, count))
    }

    fn check((_, count): &Self::Made<'_>, message: &Message) -> Result<()> {
        ensure!(*count == message.subject.items, "{count} items, not {}", message.subject.items);
        let (message, path) = Self::prepare(message)?;
        let mut sum = Checksum::default();
        read::<C>(&message.xml, path, |item| C::item(&item, &mut sum).context("an item lacks something"))?;
        ensure!(sum == message.items, "{sum:?}, not {:?}", message.items);
        Ok(())
    }
}

/// Reads the items; what stands around them.
fn read<C: Contract>(
    xml: &str,
    path: &str,
    mut each: impl FnMut(C::Item) -> Result<()>,
) -> Result<Envelope<C::Document>> {
    let mut items = Items::<C::Item>::new::<C::Document>(path, None, &ReadOptions::default(), Limits::default())?;
    for chunk in xml.as_bytes().chunks(CHUNK) {
        items.push(chunk)?;
        while let Some(item) = items.next_item()? {
            each(item)?;
        }
    }
    items.end();
    while let Some(item) = items.next_item()? {
        each(item)?;
    }
    Ok(items.rest()?)
}
