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

/// Writes text with colours to standard error. `Auto` leaves them out where it is no terminal, and where `NO_COLOR` says so.
pub fn coloured_err(text: &str, choice: anstream::ColorChoice) {
    let mut stream = anstream::AutoStream::new(io::stderr(), choice);
    let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.flush());
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
