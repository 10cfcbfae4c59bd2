//! What our streaming client asks for, of whatever server: each call once, and how it ended.

use std::io::Read as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use ms_oxwscos::http::{CallError, Client, Part, ReadError, StreamTransport};
use ms_oxwscos::types::PersonaType;
use ms_oxwscos::{ExchangeServicePortType as _, ReadOptions, RequestHeaders};
use soap_runtime::stream::{iter, read};
use soap_runtime::xsd::Base64Binary;
use stream_tests::archive::archive::{Add, AddEntries, AnyEntryType, EntryType, Fetch, Store};
use stream_tests::archive::{self, Archive as _};
use stream_tests::{PERSONAS, request};
use tokio::time::timeout;

use super::{LONGEST, OCTETS};

pub(super) type Tried = Result<(), String>;

pub(super) fn connections() -> Result<reqwest::Client, String> {
    reqwest::Client::builder().no_proxy().build().map_err(|error| error.to_string())
}

pub(super) fn client(url: &str) -> Result<Client<reqwest::Client>, String> {
    let client = Client::new(connections()?, url).map_err(|error| error.to_string())?;
    Ok(client.with_read_options(ReadOptions::strict()))
}

fn same<T: PartialEq + std::fmt::Debug>(found: &T, expected: &T) -> Tried {
    if found == expected { Ok(()) } else { Err(format!("found {found:?}, expected {expected:?}")) }
}

/// How many personas come, and how it ends. Nothing for so long after the first is an end, too: `None`.
pub(super) async fn personas<T: StreamTransport + 'static>(
    client: &Client<T>,
    patience: Duration,
) -> Result<(usize, Option<Result<(), CallError<T::Error>>>), String> {
    let mut stream = client
        .stream_items::<PersonaType>(PERSONAS)
        .call(|client| async move { client.get_im_items(request(), RequestHeaders::default()).await });
    let mut count = 0;
    loop {
        // The first one may take long on a machine that is busy.
        let patience = if count == 0 { LONGEST } else { patience };
        let Ok(part) = timeout(patience, stream.next()).await else { return Ok((count, None)) };
        match part.ok_or("the stream ended without an outcome")? {
            Ok(Part::Item(persona)) => {
                same(&persona.display_name.as_deref(), &Some(format!("Zoë <{count}> 😀").as_str()))?;
                count += 1;
            }
            Ok(Part::Rest(_)) => return Ok((count, Some(Ok(())))),
            Err(error) => return Ok((count, Some(Err(error)))),
        }
    }
}

/// So many personas, and the rest of the reply.
pub(super) async fn all_personas<T: StreamTransport + 'static>(client: &Client<T>, expected: usize) -> Tried {
    match personas(client, LONGEST).await? {
        (count, Some(Ok(()))) => same(&count, &expected),
        (count, Some(Err(error))) => Err(format!("after {count}: {error}")),
        (count, None) => Err(format!("nothing comes after {count}")),
    }
}

/// Envelopes with so many personas each, which come when they are sent.
pub(super) async fn envelopes(client: &Client<reqwest::Client>, expected: [usize; 3]) -> Tried {
    let begun = tokio::time::Instant::now();
    let mut stream = client
        .stream_envelopes()
        .call(|client| async move { client.get_im_items(request(), RequestHeaders::default()).await });
    let mut times = Vec::new();
    for expected in expected {
        let reply =
            timeout(LONGEST, stream.next()).await.map_err(|_| "no envelope comes")?.ok_or("no envelope more")?;
        let list = reply.map_err(|error| error.to_string())?.body.im_item_list.unwrap_or_default();
        same(&list.personas.unwrap_or_default().persona.len(), &expected)?;
        times.push(begun.elapsed());
    }
    if let Some(more) = timeout(LONGEST, stream.next()).await.map_err(|_| "it has no end")? {
        return Err(format!("one more: {:?}", more.map(|reply| reply.body)));
    }
    let (first, last) = (times.first().copied().unwrap_or_default(), times.last().copied().unwrap_or_default());
    // The peer waits twice for a tenth of a second.
    if last - first >= Duration::from_millis(150) { Ok(()) } else { Err(format!("they came all at once: {times:?}")) }
}

/// An envelope, and then something else.
pub(super) async fn garbage(client: &Client<reqwest::Client>) -> Tried {
    let mut stream = client
        .stream_envelopes()
        .call(|client| async move { client.get_im_items(request(), RequestHeaders::default()).await });
    let mut next = async || timeout(LONGEST, stream.next()).await.map_err(|_| "nothing comes".to_owned());
    next().await?.ok_or("no envelope")?.map_err(|error| error.to_string())?;
    match (next().await?, next().await?) {
        (Some(Err(CallError::Read { error: ReadError::Message(_), .. })), None) => Ok(()),
        other => Err(format!("it ends otherwise: {other:?}")),
    }
}

/// Octets to a sink.
pub(super) async fn fetched(client: &Client<reqwest::Client>) -> Tried {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let sink = move |octets: &[u8]| {
        counted.fetch_add(octets.iter().filter(|octet| **octet == b'x').count(), Ordering::Relaxed);
        Ok(())
    };
    let call = client.stream_octets("a:FetchResponse/a:Content", sink);
    let request = Fetch::new("n".to_owned());
    let called = call.call(|client| async move { client.fetch(request, archive::RequestHeaders {}).await });
    timeout(LONGEST, called).await.map_err(|_| "no answer")?.map_err(|error| error.to_string())?;
    same(&count.load(Ordering::Relaxed), &OCTETS)
}

/// A declared fault in place of octets.
pub(super) async fn not_there(client: &Client<reqwest::Client>) -> Tried {
    let call = client.stream_octets("a:FetchResponse/a:Content", |_: &[u8]| Ok(()));
    let request = Fetch::new("none".to_owned());
    let called = call.call(|client| async move { client.fetch(request, archive::RequestHeaders {}).await });
    match timeout(LONGEST, called).await.map_err(|_| "no answer")? {
        Err(archive::FetchError::NotThere(detail, _)) => same(&detail.name.as_str(), &"none"),
        other => Err(format!("{:?} instead of the fault", other.map(|reply| reply.body))),
    }
}

/// A request of so many items, which are counted by the peer.
pub(super) async fn added(client: &Client<reqwest::Client>) -> Tried {
    let entries = iter((0..5000).map(|number| EntryType::new(format!("é<{number}>")).into()));
    let call = client.send_items::<AnyEntryType, _>("a:Add/a:Entries/a:Entry", entries);
    let request = Add::new("o".to_owned(), AddEntries::default());
    let called = call.call(|client| async move { client.add(request, archive::RequestHeaders {}).await });
    let reply = timeout(LONGEST, called).await.map_err(|_| "no answer")?.map_err(|error| error.to_string())?;
    same(&reply.body.count, &5000)
}

/// A request of octets, which are counted by the peer.
pub(super) async fn stored(client: &Client<reqwest::Client>) -> Tried {
    let octets = read(std::io::repeat(b'x').take(OCTETS as u64));
    let call = client.send_octets("a:Store/a:Content", octets);
    let request = Store::new("n".to_owned(), Base64Binary::default());
    let called = call.call(|client| async move { client.store(request, archive::RequestHeaders {}).await });
    let reply = timeout(LONGEST, called).await.map_err(|_| "no answer")?.map_err(|error| error.to_string())?;
    same(&usize::try_from(reply.body.length).ok(), &Some(OCTETS))
}
