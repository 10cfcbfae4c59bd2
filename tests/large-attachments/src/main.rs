//! Measures an attachment of `MiB` (1,024): `large-attachments hold | stream | split [MiB]`.
//!
//! In: a mode. Out: a line with the time, MB/s (10^6 bytes), and the most memory that the process had (Linux). Each mode is a process of its own,
//! so that one does not add to another's memory.
//!
//! | mode | what |
//! |---|---|
//! | `hold` | our client uploads a document to our server in this process, and downloads it again, in MTOM |
//! | `stream` | a composer writes to a socket of this machine, a splitter reads from it; nobody has more than a chunk |
//! | `split` | the splitter alone, over chunks of 64 KiB in memory |

use std::error::Error;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::pin::pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Instant;

use soap_runtime::http::{Attachments, Bytes};
use soap_runtime::mime::{Boundary, Composer, Event, Limits, Splitter};

#[allow(missing_docs, unreachable_pub, unused, clippy::all)]
#[rustfmt::skip]
#[path = "../../cases/wsdl-documents/expected.rs"]
mod documents;

use documents::documents::{DocumentType, Download, DownloadResponse, EntryType, Upload, UploadResponse};
use documents::soap::Fault;
use documents::{Client, Documents, DownloadError, Outcome, RequestHeaders, Server};

type Done = Result<u64, Box<dyn Error + Send + Sync>>;

const CHUNK: usize = 64 << 10;

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mode = arguments.first().map_or("", String::as_str);
    let size = arguments.get(1).map_or(Ok(1 << 10), |size| size.parse::<usize>())? << 20;
    let started = Instant::now();
    let moved = match mode {
        "hold" => hold(size)?,
        "stream" => stream(size)?,
        "split" => split(size)?,
        _ => return Err("expected hold, stream or split, and perhaps a number of MiB".into()),
    };
    let seconds = started.elapsed().as_secs_f64();
    let speed = moved as f64 / seconds / 1e6;
    println!("{mode}: {} MiB moved in {seconds:.2} s, {speed:.0} MB/s, peak {} MiB", moved >> 20, peak() >> 10);
    Ok(())
}

/// The most memory that this process had, in KiB; 0 where it cannot be told.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// Octets that do not repeat soon.
fn octets(size: usize) -> Vec<u8> {
    (0..size).map(|at| (at.wrapping_mul(0x9E37_79B1) >> 13) as u8).collect()
}

// ---- held -------------------------------------------------------------------------------------------------------------

#[derive(Default)]
struct Cabinet(Mutex<Option<DocumentType>>);

impl Documents for Cabinet {
    type Error = Fault;

    async fn upload(&self, request: Upload, _: RequestHeaders) -> Outcome<UploadResponse, Fault> {
        let document = request.document.into_iter().next().ok_or_else(|| Fault::client("no document"))?;
        let entry = EntryType::new(0, document.name.clone(), document.content.len() as i64);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(document);
        Ok(UploadResponse { entry: vec![entry] }.into())
    }

    async fn download(&self, _: Download, _: RequestHeaders) -> Outcome<DownloadResponse, DownloadError<Fault>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let document = kept.clone().ok_or_else(|| Fault::client("nothing was uploaded"))?;
        Ok(DownloadResponse::new(document).into())
    }
}

fn hold(size: usize) -> Done {
    let most = size + (1 << 20);
    let limits = Limits::default().part_bytes(most as u64).total_bytes(most as u64);
    let attachments = Attachments::mtom().limits(limits);
    let server = Server::new(Cabinet::default()).with_max_request_bytes(most).with_attachments(attachments.clone());
    let client = Client::new(server, "http://localhost/documents")?;
    let client = client.with_max_response_bytes(most).with_attachments(attachments);
    let content = Bytes::from(octets(size));
    let document = DocumentType::new("large.bin".to_owned(), content.clone());
    let started = Instant::now();
    ready(client.upload(Upload { document: vec![document] }, RequestHeaders {}))?;
    eprintln!("up: {:.2} s, peak {} MiB", started.elapsed().as_secs_f64(), peak() >> 10);
    let started = Instant::now();
    let reply = ready(client.download(Download::new(0), RequestHeaders {}))?;
    eprintln!("down: {:.2} s, peak {} MiB", started.elapsed().as_secs_f64(), peak() >> 10);
    if reply.body.document.content[..] != content[..] {
        return Err("other octets came back".into());
    }
    Ok(2 * size as u64)
}

/// What a future comes to that waits for nothing.
fn ready<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return value;
        }
    }
}

// ---- streamed ---------------------------------------------------------------------------------------------------------

fn stream(size: usize) -> Done {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let boundary = Boundary::fresh();
    let sent = boundary.clone();
    let writing = std::thread::spawn(move || write(TcpStream::connect(address)?, sent, size));
    let (mut socket, _) = listener.accept()?;
    let mut splitter = Splitter::new(&boundary, unlimited());
    let (mut moved, mut buffer) = (0, vec![0; CHUNK]);
    loop {
        let length = socket.read(&mut buffer)?;
        if length == 0 {
            break;
        }
        splitter.push(Bytes::copy_from_slice(buffer.get(..length).unwrap_or_default()));
        while let Some(event) = splitter.next()? {
            moved += received(&event, moved, size)?;
        }
    }
    while let Some(event) = splitter.finish()? {
        moved += received(&event, moved, size)?;
    }
    writing.join().map_err(|_| "the writer failed")??;
    if moved == size as u64 { Ok(moved) } else { Err(format!("{moved} bytes came").into()) }
}

fn unlimited() -> Limits {
    Limits::default().part_bytes(u64::MAX).total_bytes(u64::MAX)
}

fn write(mut socket: TcpStream, boundary: Boundary, size: usize) -> Result<(), Box<dyn Error + Send + Sync>> {
    let chunk = Bytes::from(octets(CHUNK));
    let mut composer = Composer::new(boundary);
    composer.begin([("Content-Type", "application/octet-stream"), ("Content-ID", "<large>")])?;
    for _ in 0..size / CHUNK {
        composer.data(chunk.clone());
        for chunk in composer.take() {
            socket.write_all(&chunk)?;
        }
    }
    for chunk in composer.finish() {
        socket.write_all(&chunk)?;
    }
    Ok(())
}

/// How many octets of the part an event has: a sink that looks at where each piece begins.
fn received(event: &Event, moved: u64, size: usize) -> Done {
    let Event::Data(octets) = event else { return Ok(0) };
    let expected = ((moved as usize % CHUNK).wrapping_mul(0x9E37_79B1) >> 13) as u8;
    if octets.first() != Some(&expected) || moved as usize + octets.len() > size {
        return Err(format!("other octets at {moved}").into());
    }
    Ok(octets.len() as u64)
}

fn split(size: usize) -> Done {
    let chunk = Bytes::from(octets(CHUNK));
    let mut splitter = Splitter::new(&Boundary::new("b")?, unlimited());
    splitter.push(Bytes::from_static(b"--b\r\nContent-ID: <large>\r\n\r\n"));
    let mut moved = 0;
    for _ in 0..size / CHUNK {
        splitter.push(chunk.clone());
        while let Some(event) = splitter.next()? {
            if let Event::Data(octets) = event {
                moved += octets.len() as u64;
            }
        }
    }
    splitter.push(Bytes::from_static(b"\r\n--b--\r\n"));
    while let Some(event) = splitter.finish()? {
        if let Event::Data(octets) = event {
            moved += octets.len() as u64;
        }
    }
    Ok(moved)
}
