//! Standard output and standard error, for programs whose readers may go before the end: `inspect contract.wsdl | head`.

use std::io::{self, Write as _};

/// Writes to standard output.
///
/// # Errors
/// When it takes no more, such as on a full disk. A reader that has gone is none: nobody misses the rest.
pub fn out(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    unless_gone(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// Writes to standard error. There is nobody to tell if that fails.
pub fn err(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// What came of writing, where a reader that has gone is no failure.
///
/// # Errors
/// All others.
pub fn unless_gone(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}
