//! Documents over HTTP.
//!
//! In: a URL. Out: the bytes of its document and where it was in the end, or what there was instead. Invariant: nothing goes from https to http,
//! credentials go to their origins alone, and no more is read than is allowed.

use std::io::Read as _;
use std::time::Duration;

use reqwest::blocking::{Client, Response};
use reqwest::header::{ACCEPT, CONTENT_ENCODING, LOCATION};
use reqwest::redirect::Policy;
use wsdl_codegen::fetch::{Got, Refused, WebUrl};

use super::Fetch;
use super::credentials::Credentials;
use super::failing;

/// How many redirects there may be for one document.
const MOST_REDIRECTS: usize = 10;

/// A client with what it may do.
pub(super) struct Web {
    client: Client,
    credentials: Credentials,
    max_size: u64,
    timeout: Duration,
}

impl Web {
    /// The client that the arguments ask for.
    pub(super) fn of(arguments: &Fetch, credentials: Credentials) -> Result<Self, String> {
        let timeout = Duration::from_secs(arguments.timeout);
        let client = Client::builder()
            .redirect(Policy::none())
            .timeout(timeout)
            .user_agent(concat!("wsdl-codegen/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| format!("cannot prepare for the network: {}", failing::innermost(&error)))?;
        Ok(Self { client, credentials, max_size: arguments.max_size, timeout })
    }

    /// Gets a document.
    pub(super) fn get(&self, url: &WebUrl) -> Result<Got, Refused> {
        let mut at = url.clone();
        for _ in 0..=MOST_REDIRECTS {
            let response = self.ask(&at)?;
            match next(&at, &response)? {
                Some(next) => at = next,
                None => return Ok(Got { bytes: self.body(&at, response)?, url: at }),
            }
        }
        Err(failing::redirects(MOST_REDIRECTS, &at))
    }

    fn ask(&self, url: &WebUrl) -> Result<Response, Refused> {
        let request = self.client.get(url.as_str()).header(ACCEPT, "text/xml, application/xml;q=0.9, */*;q=0.5");
        let sent = request.headers(self.credentials.for_url(url)).send();
        let response = sent.map_err(|error| failing::unanswered(&error, url, self.timeout))?;
        match response.status() {
            status if status.is_success() || status.is_redirection() => Ok(response),
            _ => Err(failing::status(&response, url, &self.credentials)),
        }
    }

    fn body(&self, url: &WebUrl, response: Response) -> Result<Vec<u8>, Refused> {
        if let Some(encoding) = response.headers().get(CONTENT_ENCODING).filter(|encoding| *encoding != "identity") {
            return Err(failing::encoding(encoding));
        }
        let mut bytes = Vec::new();
        let read = response.take(self.max_size.saturating_add(1)).read_to_end(&mut bytes);
        read.map_err(|error| failing::broken_off(&error, url, self.timeout))?;
        if bytes.len() as u64 > self.max_size { Err(failing::size(self.max_size)) } else { Ok(bytes) }
    }
}

/// Where a response sends us, if it does.
fn next(from: &WebUrl, response: &Response) -> Result<Option<WebUrl>, Refused> {
    if !response.status().is_redirection() {
        return Ok(None);
    }
    let location =
        response.headers().get(LOCATION).map(|location| String::from_utf8_lossy(location.as_bytes()).into_owned());
    let Some(location) = location else { return Err(failing::nowhere(response.status())) };
    redirected(from, &location).map(Some)
}

fn redirected(from: &WebUrl, location: &str) -> Result<WebUrl, Refused> {
    match from.join(location) {
        Ok(next) if from.origin().is_https() && !next.origin().is_https() => Err(failing::downgrade(&next)),
        Ok(next) => Ok(next),
        Err(reason) => Err(failing::bad_redirect(&reason)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn redirects_lead_to_documents_of_the_web_and_never_from_https_to_http() {
        let from = |from: &str, location: &str| redirected(&WebUrl::parse(from).unwrap(), location);
        for (start, location, end) in [
            ("http://h/a?wsdl", "/b?wsdl", "http://h/b?wsdl"),
            ("http://h/a", "https://h/a", "https://h/a"),
            ("https://h/a", "//other/a", "https://other/a"),
        ] {
            assert_eq!(from(start, location).unwrap().as_str(), end);
        }
        for (location, said) in [
            ("http://h/a", "redirected from https to http://h/a"),
            ("ftp://h/a", "only http"),
            ("https://me:secret@h/", "credentials"),
        ] {
            let refused = from("https://h/a", location).unwrap_err().found;
            assert!(refused.contains(said) && !refused.contains("secret"), "{refused}");
        }
    }
}
