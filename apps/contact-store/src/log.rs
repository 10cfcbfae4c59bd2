//! A line for each request: who asked what, and what came of it.
//!
//! ```text
//! POST /EWS/Exchange.asmx AddImGroup kim 200 1204 bytes 3.1 ms
//! ```
//!
//! Bodies, passwords and tokens are not in it: the operation is what `SOAPAction` names, the user that of Basic authentication.

use std::io::Write as _;
use std::time::Instant;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use ms_oxwscos::http::Basic;
use ms_oxwscos::http::types::HeaderMap;

/// How long a word from outside may be, in characters.
const LONGEST: usize = 100;

/// Passes a request on and writes its line to standard error once it is answered.
pub async fn logged(request: Request, next: Next) -> Response {
    let began = Instant::now();
    let asked =
        format!("{} {} {} {}", request.method(), request.uri(), action(request.headers()), user(request.headers()));
    let response = next.run(request).await;
    let length = response.headers().get("content-length").and_then(|length| length.to_str().ok()).unwrap_or("-");
    let length = http_body_length(&response).map_or_else(|| length.to_owned(), |length| length.to_string());
    let milliseconds = began.elapsed().as_secs_f64() * 1000.0;
    let line = format!("{asked} {} {length} bytes {milliseconds:.1} ms\n", response.status().as_u16());
    // There is nobody to tell if that fails.
    let _ = std::io::stderr().lock().write_all(line.as_bytes());
    response
}

/// The last segment of the action, which is the operation's name; `-` for none.
fn action(headers: &HeaderMap) -> String {
    let action = headers.get("soapaction").and_then(|value| value.to_str().ok()).unwrap_or_default();
    word(action.trim_matches(['"', ' ']).rsplit(['/', '#', ':']).next().unwrap_or_default())
}

/// Whom the request authenticates as; `-` for nobody, `bearer` for a token, which is a secret elsewhere.
fn user(headers: &HeaderMap) -> String {
    match Basic::of(headers) {
        Some(basic) => word(&basic.user),
        None if headers.contains_key("authorization") => "bearer".to_owned(),
        None => "-".to_owned(),
    }
}

/// A text as one word of a line.
fn word(text: &str) -> String {
    let shown = |c: char| if c.is_whitespace() || c.is_control() { '_' } else { c };
    let word: String = text.chars().take(LONGEST).map(shown).collect();
    if word.is_empty() { "-".to_owned() } else { word }
}

/// The length of a body that is known beforehand.
fn http_body_length(response: &Response) -> Option<u64> {
    use axum::body::HttpBody as _;
    response.body().size_hint().exact()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn the_action_is_the_operation() {
        let action = |value| action(&headers(&[("soapaction", value)]));
        assert_eq!(action("\"http://schemas.microsoft.com/exchange/services/2006/messages/AddImGroup\""), "AddImGroup");
        assert_eq!((action("AddImGroup").as_str(), action("\"\"").as_str()), ("AddImGroup", "-"));
    }

    #[test]
    fn secrets_and_line_ends_stay_out() {
        // a b\nc:secret
        let basic = "Basic YSBiCmM6c2VjcmV0".to_owned();
        assert_eq!(user(&headers(&[("authorization", &basic)])), "a_b_c");
        assert_eq!(user(&headers(&[("authorization", "Bearer abc")])), "bearer");
        assert_eq!(user(&headers(&[])), "-");
        assert_eq!(word(&"x".repeat(1000)).len(), LONGEST);
    }
}
