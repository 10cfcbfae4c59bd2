//! What a trace says of a call. Bodies, which hold people's data, are written to it only where the client was told to, and what elements called
//! `Password` hold (as `wsse:Password` does) never is.

use std::future::Future;

use ::bytes::Bytes;
use ::http::{Request, Response, Uri};

use crate::http::call_error::CallError;
use crate::soap::{Operation, is_secret};

pub(super) fn attempted(request: &Request<Bytes>, attempt: u32) {
    tracing::debug!(attempt, bytes = request.body().len(), "calling");
}

pub(super) fn sent(request: &Request<Bytes>, bodies: bool) {
    if bodies {
        tracing::trace!(body = %without_passwords(&String::from_utf8_lossy(request.body())), "request");
    }
}

pub(super) fn answered(response: &Response<Bytes>, bodies: bool) {
    tracing::debug!(status = response.status().as_u16(), bytes = response.body().len(), "answered");
    if bodies {
        tracing::trace!(body = %without_passwords(&String::from_utf8_lossy(response.body())), "response");
    }
}

/// A span around the call, with its outcome. Of the endpoint it has no more than the host: paths and queries may hold secrets.
pub(super) fn traced<A, E>(
    call: impl Future<Output = Result<A, CallError<E>>> + Send,
    operation: &'static Operation,
    endpoint: &Uri,
) -> impl Future<Output = Result<A, CallError<E>>> + Send {
    use tracing::Instrument as _;
    let host = endpoint.host().unwrap_or_default();
    let span = tracing::info_span!("soap.call", operation = operation.name, host, outcome = tracing::field::Empty);
    let inner = span.clone();
    let call = async move {
        let result = call.await;
        inner.record("outcome", outcome(&result));
        result
    };
    call.instrument(span)
}

fn outcome<A, E>(result: &Result<A, CallError<E>>) -> &'static str {
    match result {
        Ok(_) => "response",
        Err(CallError::Fault { .. }) => "fault",
        Err(CallError::Status { .. }) => "status",
        Err(CallError::Read { .. }) => "unreadable",
        Err(CallError::Transport { .. }) => "transport error",
        Err(CallError::Authentication { .. }) => "not authenticated",
        Err(CallError::Write { .. }) => "unwritable",
        Err(CallError::Handler { .. }) => "refused",
    }
}

/// The text with `…` for what elements called `Password` hold, whatever their prefix. One that does not end hides all that follows.
fn without_passwords(text: &str) -> String {
    let mut parts = text.split('<');
    let mut shown = parts.next().unwrap_or_default().to_owned();
    let mut hidden = Hidden::default();
    for part in parts {
        if hidden.takes(part) {
            continue;
        }
        shown.push('<');
        match part.split_once('>').filter(|_| is_secret(local_name(part))) {
            Some((tag, _)) => {
                shown.extend([tag, ">…"]);
                hidden.depth = usize::from(!tag.ends_with('/'));
            }
            None => shown.push_str(part),
        }
    }
    shown
}

/// How deep one is in elements called `Password`, and what ends the comment or the CDATA section in which tags are none.
#[derive(Default)]
struct Hidden {
    depth: usize,
    until: Option<&'static str>,
}

impl Hidden {
    /// Whether what begins at a `<` and goes on to the next one is hidden.
    fn takes(&mut self, part: &str) -> bool {
        if self.depth == 0 {
            return false;
        }
        let (text, until) = match part {
            _ if self.until.is_some() => (part, self.until),
            _ if part.starts_with("!--") => (part.get(3..).unwrap_or_default(), Some("-->")),
            _ if part.starts_with("![CDATA[") => (part, Some("]]>")),
            _ => (part, None),
        };
        self.until = until.filter(|end| !text.contains(end));
        if until.is_some() {
            return true;
        }
        match part.strip_prefix('/') {
            Some(name) if is_secret(local_name(name)) => self.depth -= 1,
            None if is_secret(local_name(part)) && !part.split('>').next().is_some_and(|tag| tag.ends_with('/')) => {
                self.depth += 1;
            }
            _ => {}
        }
        self.depth > 0
    }
}

/// The local name with which a tag begins.
fn local_name(tag: &str) -> &str {
    let name = tag.split([' ', '\t', '\r', '\n', '>', '/']).next().unwrap_or_default();
    name.rsplit(':').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::without_passwords;

    #[test]
    fn passwords_are_left_out() {
        let text =
            "<a><w:Password Type='t'>sesame</w:Password><Password>se<![CDATA[same]]><b>open</b></Password><c>d</c></a>";
        let shown = "<a><w:Password Type='t'>…</w:Password><Password>…</Password><c>d</c></a>";
        assert_eq!(without_passwords(text), shown);
        for inside in [
            "<b>x</b>sesame",
            "<![CDATA[</]]>sesame",
            "<![CDATA[</Password>sesame]]>sesame",
            "<!-- </Password> -->sesame",
            "<w:Password>x</w:Password>sesame",
            "<w:Password/>sesame",
        ] {
            let text = format!("<w:Password>{inside}</w:Password ><c>d</c>");
            assert_eq!(without_passwords(&text), "<w:Password>…</w:Password ><c>d</c>", "{inside}");
        }
        assert_eq!(without_passwords("<Password/><c>d</c>"), "<Password/>…<c>d</c>");
        assert_eq!(without_passwords("<Password>sesame</b>sesame"), "<Password>…");
        assert_eq!(without_passwords("<PasswordHint>x</PasswordHint>"), "<PasswordHint>x</PasswordHint>");
        assert_eq!(without_passwords("not XML, Password=x"), "not XML, Password=x");
    }
}
