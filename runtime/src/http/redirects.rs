//! Where a redirected call may go: RFC 9110 15.4.
//!
//! In: a response that points elsewhere, and where its request went. Out: the next URI, or why there is none. Invariant: a request, which
//! holds people's data and often credentials, goes to no host that the caller has not named.

use ::http::{HeaderMap, StatusCode, Uri, header};

/// Which redirections a client follows: given to `Client::with_redirects`. Without it, and to any other place, a redirection is
/// a `CallError::Status`, whose text says where it points.
///
/// 301, 302, 307 and 308 are followed with the same method and body, as services such as Autodiscover want it; 303 is not. The transport has to
/// leave redirections alone: `reqwest::ClientBuilder::redirect(Policy::none())`.
#[derive(Debug, Clone, Default)]
pub struct Redirects {
    most: usize,
    hosts: Vec<String>,
}

impl Redirects {
    /// Up to `most` redirections in a row to the same host, port and scheme.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self { most, hosts: Vec::new() }
    }

    /// Also to this host, by `https` alone.
    #[must_use]
    pub fn to_host(mut self, host: impl Into<String>) -> Self {
        self.hosts.push(host.into());
        self
    }

    /// Where the request goes next after `followed` redirections; nothing if it goes nowhere.
    pub(super) fn next(&self, followed: usize, from: &Uri, status: StatusCode, headers: &HeaderMap) -> Option<Uri> {
        let to = location(from, status, headers).filter(|_| followed < self.most)?;
        let is_named = |host: &str| self.hosts.iter().any(|known| known.eq_ignore_ascii_case(host));
        let is_https = to.scheme_str() == Some("https");
        let is_allowed = is_same_origin(from, &to) || (is_https && to.host().is_some_and(is_named));
        is_allowed.then_some(to)
    }
}

/// Where a response points, if it is a redirection that keeps method and body.
fn location(from: &Uri, status: StatusCode, headers: &HeaderMap) -> Option<Uri> {
    if !matches!(status.as_u16(), 301 | 302 | 307 | 308) {
        return None;
    }
    let written = headers.get(header::LOCATION)?.to_str().ok()?;
    let to: Uri = written.parse().ok().filter(|_| !written.starts_with("//"))?;
    if to.scheme().is_some() {
        return Some(to);
    }
    let path = to.path_and_query().filter(|path| path.as_str().starts_with('/'))?.clone();
    let mut parts = from.clone().into_parts();
    parts.path_and_query = Some(path);
    Uri::from_parts(parts).ok()
}

fn is_same_origin(from: &Uri, to: &Uri) -> bool {
    let port = |uri: &Uri| uri.port_u16().or_else(|| (uri.scheme_str() == Some("https")).then_some(443)).unwrap_or(80);
    let host = |uri: &Uri| uri.host().map(str::to_ascii_lowercase);
    (from.scheme(), host(from), port(from)) == (to.scheme(), host(to), port(to))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn next(redirects: &Redirects, status: u16, location: &str) -> Option<String> {
        let headers = HeaderMap::from_iter([(header::LOCATION, location.parse().unwrap())]);
        let from = Uri::from_static("https://mail.example.com/EWS");
        redirects.next(0, &from, StatusCode::from_u16(status).unwrap(), &headers).map(|to| to.to_string())
    }

    #[test]
    fn only_to_the_same_place_or_one_that_is_named() {
        let own = Redirects::new(3);
        let named = own.clone().to_host("other.example.com");
        assert_eq!(next(&own, 302, "/new?x=1").unwrap(), "https://mail.example.com/new?x=1");
        assert_eq!(next(&own, 307, "https://MAIL.example.com:443/new").unwrap(), "https://MAIL.example.com:443/new");
        for refused in [
            "http://mail.example.com/new",
            "https://mail.example.com:444/",
            "https://other.example.com/",
            "new",
            "//x/y",
        ] {
            assert_eq!(next(&own, 302, refused), None, "{refused}");
        }
        assert!(next(&named, 302, "https://other.example.com/").is_some());
        assert_eq!(next(&named, 302, "http://other.example.com/"), None);
        assert_eq!(next(&own, 303, "/new"), None);
        assert_eq!(next(&Redirects::new(0), 302, "/new"), None);
    }
}
