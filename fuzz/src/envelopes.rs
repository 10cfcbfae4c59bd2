//! Bytes as a SOAP message, and as a document alone: read leniently, with all that can be forgiven, and strictly; what was read is written, and
//! reads back as it was.

use std::fmt::Debug;

use ms_oxwscos::soap::Envelope;
use ms_oxwscos::{Document, ReadOptions};
use soap_runtime::Result;

/// What can be read and written.
trait Message: Sized + PartialEq + Debug {
    fn read(bytes: &[u8], options: &ReadOptions) -> Result<Self>;
    fn write(&self) -> Result<String>;
}

impl Message for Envelope<Document> {
    fn read(bytes: &[u8], options: &ReadOptions) -> Result<Self> {
        Self::from_bytes_with(bytes, options)
    }

    fn write(&self) -> Result<String> {
        self.to_xml()
    }
}

impl Message for Document {
    fn read(bytes: &[u8], options: &ReadOptions) -> Result<Self> {
        Self::from_bytes_with(bytes, options)
    }

    fn write(&self) -> Result<String> {
        self.to_xml()
    }
}

/// Reads the bytes as both.
pub fn run(data: &[u8]) {
    check::<Envelope<Document>>(data);
    check::<Document>(data);
}

fn check<M: Message>(data: &[u8]) {
    let lenient = ReadOptions::default();
    let (telling, notices) = ReadOptions::default().salvaging().ignoring_form().collecting();
    let forgiven = M::read(data, &telling);
    if let Err(error) = &forgiven {
        shown(error);
    }
    notices.take().iter().for_each(|notice| drop(notice.to_string()));
    let strict = M::read(data, &ReadOptions::strict());
    let (told, _notices) = ReadOptions::strict().collecting();
    match (&strict, &M::read(data, &told)) {
        (Ok(read), Ok(in_steps)) => assert!(same(read, in_steps), "read {read:?}\nin steps {in_steps:?}"),
        (Err(error), Err(in_steps)) => assert_eq!(error.to_string(), in_steps.to_string()),
        (read, in_steps) => panic!("read {read:?}\nin steps {in_steps:?}"),
    }
    match (M::read(data, &lenient), &strict) {
        (Ok(message), strict) => {
            written(&message, &lenient, strict.is_ok());
            if let Ok(strict) = strict {
                assert!(same(strict, &message), "strict and lenient reading differ: {strict:?} {message:?}");
            }
        }
        (Err(error), Ok(_)) => panic!("valid, but lenient reading refuses it: {error}"),
        (Err(error), Err(_)) => shown(&error),
    }
    if let Ok(message) = forgiven {
        rewritten(&message, &telling);
    }
}

/// Whatever is read can be written, and reads back as it was; what was valid still is.
fn written<M: Message>(message: &M, options: &ReadOptions, is_valid: bool) {
    let xml = match message.write() {
        Ok(xml) => xml,
        Err(error) => panic!("what was read cannot be written: {error}\n{message:?}"),
    };
    match M::read(xml.as_bytes(), options) {
        Ok(again) => assert!(same(&again, message), "read {message:?}\nwrote {xml}\nread again {again:?}"),
        Err(error) => panic!("what was written cannot be read: {error}\n{xml}"),
    }
    if is_valid && let Err(error) = M::read(xml.as_bytes(), &ReadOptions::strict()) {
        panic!("what was valid is not after it was written: {error}\n{xml}");
    }
}

/// What was read with all that can be forgiven, and written, is the same from then on: what was kept as it came may get the namespace that it
/// lacked, and lose a declaration that nothing in it mentions once that stands on the root.
fn rewritten<M: Message>(message: &M, options: &ReadOptions) {
    let read = |xml: &str| match M::read(xml.as_bytes(), options) {
        Ok(message) => message,
        Err(error) => panic!("what was written cannot be read: {error}\n{xml}"),
    };
    let first = message.write().expect("what was read can be written");
    let once = read(&first);
    let second = once.write().expect("it was written before");
    let twice = read(&second);
    assert!(same(&once, &twice), "wrote {first}\nread {once:?}\nwrote {second}\nread {twice:?}");
}

/// Whether two messages are the same, where NaN is the same as NaN.
fn same<M: Message>(left: &M, right: &M) -> bool {
    left == right || format!("{left:?}") == format!("{right:?}")
}

/// An error can be shown, has something to say, and stands in the text.
fn shown(error: &soap_runtime::Error) {
    assert!(!error.to_string().is_empty());
    let _ = format!("{error:?}");
}
