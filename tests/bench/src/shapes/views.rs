//! Views of the same contract, which borrow from the message, as `views = true` of the configuration has them.

use anyhow::{Context, Result, ensure};
use bench_views::DocumentView;
use bench_views::types::PersonaTypeView;
use soap_runtime::soap::Envelope;

use super::Shape;
use super::contract::Contract;
use super::unified::{Unified, items_of};
use crate::check::{Checksum, same};
use crate::message::Message;
use crate::subject::Subject;

/// Reading, leniently.
pub(crate) struct Read;

/// What the messages hold in views.
struct Views;

impl Views {
    items_of!(bench_views DocumentView PersonaTypeView AnyItemIdTypeView);
}

fn check(made: &Envelope<DocumentView<'_>>, message: &Message) -> Result<()> {
    let mut sum = Checksum::default();
    Views::items(made, &mut sum).context("not the message, or an item lacks something")?;
    ensure!(sum == message.items, "{sum:?}, not {:?}", message.items);
    Ok(())
}

impl Shape for Read {
    const NAME: &'static str = "views";
    const ABOUT: &'static str = "read into views, which borrow from the message";
    const ITEM_SIZE: Option<usize> = Some(size_of::<PersonaTypeView<'_>>());

    type From<'x> = &'x str;
    type Made<'x> = Envelope<DocumentView<'x>>;

    fn takes(subject: Subject) -> bool {
        Unified::takes(subject)
    }

    fn prepare(message: &Message) -> Result<&str> {
        Ok(&message.xml)
    }

    fn make<'a>(xml: &'a &str) -> Result<Envelope<DocumentView<'a>>> {
        Ok(Envelope::view(xml)?)
    }

    fn check(made: &Envelope<DocumentView<'_>>, message: &Message) -> Result<()> {
        check(made, message)
    }
}

/// Writing.
pub(crate) struct Write;

impl Shape for Write {
    const NAME: &'static str = "views-write";
    const ABOUT: &'static str = "write views";

    type From<'x> = Envelope<DocumentView<'x>>;
    type Made<'x> = String;

    fn takes(subject: Subject) -> bool {
        Unified::takes(subject) && !subject.indented
    }

    fn prepare(message: &Message) -> Result<Envelope<DocumentView<'_>>> {
        Ok(Envelope::view(&message.xml)?)
    }

    fn make(from: &Envelope<DocumentView<'_>>) -> Result<String> {
        Ok(from.to_xml()?)
    }

    fn check(xml: &String, message: &Message) -> Result<()> {
        same(&message.xml, xml)
    }
}
