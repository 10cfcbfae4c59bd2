//! What streams take: `cargo run --release -p stream-tests --features measure --example measure -- TASK NUMBER`.
//!
//! | task | what |
//! |---|---|
//! | `items`, `items-strict` | personas one by one, from chunks of 16 KiB; the message is never there as a whole |
//! | `whole`, `whole-strict` | the same message by the ordinary read |
//! | `octets` | so many MiB of Base64 to a sink that counts, from chunks of 16 KiB |
//! | `octets-whole` | the same by the ordinary read |
//! | `nothing` | so many personas made and thrown away, to be taken off |
//!
//! Out: what was read, seconds, MB a second, and the most memory that the process had (Linux).

use std::fs;
use std::time::Instant;

use ms_oxwscos::soap::Envelope;
use ms_oxwscos::{Document, ReadOptions, types};
use soap_runtime::stream::{Items, Limits, Octets};
use stream_tests::{PERSONAS, archive, taken_apart};

type Failure = Box<dyn std::error::Error>;

/// How long the chunks are in which a message comes.
const CHUNK: usize = 16 << 10;
/// How many personas are made, and repeated.
const BLOCK: usize = 1000;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let task = arguments.next().ok_or("a task is missing")?;
    let number: usize = arguments.next().ok_or("a number is missing")?.parse()?;
    let begun = Instant::now();
    let (what, bytes) = match task.as_str() {
        "items" => items(number, &ReadOptions::default())?,
        "items-strict" => items(number, &ReadOptions::strict())?,
        "whole" => whole(number, ReadOptions::default())?,
        "whole-strict" => whole(number, ReadOptions::strict())?,
        "octets" => octets(number)?,
        "octets-whole" => octets_whole(number)?,
        "nothing" => nothing(number),
        other => return Err(format!("there is no task {other}").into()),
    };
    let seconds = begun.elapsed().as_secs_f64();
    #[allow(clippy::cast_precision_loss)]
    let speed = bytes as f64 / seconds / 1e6;
    println!("{task} {number}: {what}, {bytes} bytes, {seconds:.2} s, {speed:.0} MB/s, {}", most_memory());
    Ok(())
}

/// The message around the personas, and a block of them.
struct Parts {
    before: String,
    block: String,
    after: String,
}

impl Parts {
    fn new(personas: usize) -> Result<Self, Failure> {
        let text = bench::message(personas.min(BLOCK));
        let start = text.find("<t:Persona>").ok_or("no personas")?;
        let end = text.rfind("</t:Persona>").ok_or("no personas")? + "</t:Persona>".len();
        let [before, block, after] = [&text[..start], &text[start..end], &text[end..]].map(str::to_owned);
        Ok(Self { before, block, after })
    }

    /// The message, of so many personas, in parts.
    fn all(&self, personas: usize) -> impl Iterator<Item = &str> {
        let blocks = std::iter::repeat_n(self.block.as_str(), personas / BLOCK.min(personas));
        [self.before.as_str()].into_iter().chain(blocks).chain([self.after.as_str()])
    }
}

fn items(personas: usize, options: &ReadOptions) -> Result<(String, usize), Failure> {
    let parts = Parts::new(personas)?;
    let mut items = Items::<types::PersonaType>::new::<Document>(PERSONAS, None, options, Limits::default())?;
    let (mut count, mut bytes) = (0, 0);
    for part in parts.all(personas) {
        bytes += part.len();
        for chunk in part.as_bytes().chunks(CHUNK) {
            items.push(chunk)?;
            while let Some(item) = items.next_item()? {
                count += usize::from(item.display_name.is_some());
            }
        }
    }
    items.end()?;
    while items.next_item()?.is_some() {}
    let (none, _) = taken_apart(items.rest()?);
    Ok((format!("{} of {count} personas are left", none.len()), bytes))
}

fn whole(personas: usize, options: ReadOptions) -> Result<(String, usize), Failure> {
    let parts = Parts::new(personas)?;
    let text: String = parts.all(personas).collect();
    let options = options.max_bytes(usize::MAX);
    let (all, _) = taken_apart(Envelope::<Document>::from_xml_with(&text, &options)?);
    Ok((format!("{} personas", all.len()), text.len()))
}

fn nothing(personas: usize) -> (String, usize) {
    let length = Parts::new(personas).map_or(0, |parts| parts.all(personas).map(str::len).sum());
    ("nothing".to_owned(), length)
}

const HEAD: &str = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><FetchResponse xmlns='urn:example:archive'>\
    <Name>n</Name><Content>";
const TAIL: &str = "</Content></FetchResponse></s:Body></s:Envelope>";
/// 48 KiB, in lines of 76 characters as most services write it.
fn lines() -> String {
    (0..65_536 / 76).map(|_| format!("{}\r\n", "eHh4".repeat(19))).collect()
}

fn octets(mebibytes: usize) -> Result<(String, usize), Failure> {
    let path = "a:FetchResponse/a:Content";
    let mut octets = Octets::new::<archive::Document>(path, None, &ReadOptions::default(), Limits::default())?;
    let mut last = 0_u8;
    let mut sink = |octets: &[u8]| {
        last ^= octets.last().copied().unwrap_or(0);
        Ok(())
    };
    let lines = lines();
    let of_lines = lines.len() / 78 * 57;
    let mut bytes = HEAD.len() + TAIL.len();
    octets.push(HEAD.as_bytes(), &mut sink)?;
    for _ in 0..(mebibytes << 20) / of_lines {
        bytes += lines.len();
        for chunk in lines.as_bytes().chunks(CHUNK) {
            octets.push(chunk, &mut sink)?;
        }
    }
    octets.push(TAIL.as_bytes(), &mut sink)?;
    octets.end(&mut sink)?;
    octets.rest::<archive::Document>()?;
    Ok((format!("{} octets", octets.count()), bytes))
}

fn octets_whole(mebibytes: usize) -> Result<(String, usize), Failure> {
    let lines = lines();
    let of_lines = lines.len() / 78 * 57;
    let text = format!("{HEAD}{}{TAIL}", lines.repeat((mebibytes << 20) / of_lines));
    let options = ReadOptions::default().max_bytes(usize::MAX);
    let envelope = archive::soap::Envelope::<archive::Document>::from_xml_with(&text, &options)?;
    let archive::soap::Body::Message(archive::Document::FetchResponse(response)) = envelope.body else {
        return Err("another message".into());
    };
    Ok((format!("{} octets", response.content.len()), text.len()))
}

fn most_memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    format!("at most {} of memory", line.map_or("?", str::trim))
}
