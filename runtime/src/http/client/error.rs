//! What a client is not made with: an endpoint that is none, a header that is none.
//!
//! Invariant: no text of an error holds the value of a header, or of a URL more than scheme, host and port.

use ::http::{HeaderName, Uri};
use thiserror::Error;

use crate::http::unfit::Unfit;

/// Why there is no client like that.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ClientError {
    /// The service's address is not one.
    #[error(
        "the address of a service is an absolute http or https URL, such as https://example.org/service, and not {found}"
    )]
    Endpoint {
        /// What was given, in words.
        found: String,
    },
    /// The name of a header is none.
    #[error("the name of a header cannot be sent: {reason}")]
    HeaderName {
        /// What is wrong with it.
        reason: String,
    },
    /// The header is not the caller's to set.
    #[error("the header {name} cannot be set: {reason}")]
    ReservedHeader {
        /// The name.
        name: String,
        /// Who sets it.
        reason: &'static str,
    },
    /// The value of a header cannot be sent.
    #[error("the header {name} cannot be sent: {reason}")]
    HeaderValue {
        /// The name.
        name: String,
        /// Which character has no place there.
        reason: String,
    },
}

/// The endpoint of a service.
pub(super) fn endpoint<U>(endpoint: U) -> Result<Uri, ClientError>
where
    Uri: TryFrom<U>,
    <Uri as TryFrom<U>>::Error: Into<::http::Error>,
{
    let wrong = |found| ClientError::Endpoint { found };
    let uri = Uri::try_from(endpoint).map_err(|error| wrong(format!("something else ({})", error.into())))?;
    match misfit(&uri) {
        None => Ok(uri),
        Some(found) => Err(wrong(found)),
    }
}

/// Why a call cannot go to this URI.
fn misfit(uri: &Uri) -> Option<String> {
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Some(uri.host().map_or_else(|| "a path alone".to_owned(), without_scheme));
    };
    if !is_http(scheme) {
        return Some(format!("one with the scheme {scheme:?}"));
    }
    let (user, place) = match authority.as_str().rsplit_once('@') {
        Some((user, place)) => (Some(user), place),
        None => (None, authority.as_str()),
    };
    if user == Some("") {
        return Some("one with an empty user in front of the @".to_owned());
    }
    let (host, port) = place.rsplit_once(':').filter(|(_, port)| !port.contains(']')).unwrap_or((place, ""));
    misfit_host(host).or_else(|| misfit_port(port))
}

fn is_http(scheme: &str) -> bool {
    ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

/// What was taken for a host, since nothing says that it is a scheme.
fn without_scheme(host: &str) -> String {
    if is_http(host) { format!("one with no // behind {host}:") } else { format!("{host:?}, which has no scheme") }
}

/// Why nothing can be at this host: in brackets there are addresses of IPv6 (RFC 3986, 3.2.2), with a zone perhaps (RFC 6874).
fn misfit_host(host: &str) -> Option<String> {
    if host.is_empty() {
        return Some("one without a host".to_owned());
    }
    let inside = host.strip_prefix('[').map(|rest| rest.strip_suffix(']').unwrap_or_default());
    let address = inside.map(|inside| inside.split_once("%25").map_or(inside, |(address, _)| address));
    let is_one = address.is_none_or(|address| address.parse::<std::net::Ipv6Addr>().is_ok());
    (!is_one).then(|| format!("one with the host {host:?}"))
}

/// Why this is no port; none is one.
fn misfit_port(port: &str) -> Option<String> {
    let is_one = port.bytes().all(|byte| byte.is_ascii_digit()) && (port.is_empty() || port.parse::<u16>().is_ok());
    (!is_one).then(|| format!("one with the port {port:?}"))
}

/// Refuses headers by which a transport frames messages and uses connections (RFC 9110, 7.6.1; RFC 9112, 6): with another value, the server would read
/// another body or be another host than the client thinks.
pub(super) fn check_name(name: &HeaderName) -> Result<(), ClientError> {
    let reason = match name.as_str() {
        "content-length" | "transfer-encoding" | "trailer" => "the transport says where a body ends",
        "host" => "it is that of the endpoint's URL",
        "connection" | "keep-alive" | "proxy-connection" | "te" | "upgrade" => {
            "the transport decides about connections"
        }
        _ => return Ok(()),
    };
    Err(ClientError::ReservedHeader { name: name.to_string(), reason })
}

/// Holds the value of a header to what it may be.
pub(super) fn check_value(name: &str, value: &[u8]) -> Result<(), ClientError> {
    Unfit::in_header("its value", &String::from_utf8_lossy(value))
        .map_err(|unfit| ClientError::HeaderValue { name: name.to_owned(), reason: unfit.to_string() })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn an_endpoint_is_absolute() {
        for (given, words) in [
            ("", "something else"),
            ("x", "\"x\", which has no scheme"),
            ("example.org:80", "\"example.org\", which has no scheme"),
            ("kim:sesame@example.org", "\"example.org\", which has no scheme"),
            ("/p?key=sesame", "a path alone"),
            ("*", "a path alone"),
            ("ftp://kim:sesame@x/", "the scheme \"ftp\""),
            ("http://h:99999/sesame", "the port \"99999\""),
            ("http://kim:sesame@h:99999/", "the port \"99999\""),
            ("http://[::1]:70000/", "the port \"70000\""),
            ("http://:80/", "without a host"),
            ("http://h:+80/", "the port \"+80\""),
            ("http://h:-1/", "the port \"-1\""),
            ("http://[]/", "the host \"[]\""),
            ("http://[zz]/", "the host \"[zz]\""),
            ("http://[1.2.3.4]/", "the host \"[1.2.3.4]\""),
            ("http://[::1]x/", "the host \"[::1]x\""),
            ("http://[::1]x:80/", "the host"),
            ("http://@h/", "an empty user"),
            ("http://h@/sesame", "something else"),
            ("http:h", "no // behind http:"),
            ("https:443", "no // behind https:"),
            ("http:/h/sesame", "something else"),
            ("http:", "no // behind http:"),
            ("http:///sesame", "something else"),
        ] {
            let error = endpoint(given).expect_err(given).to_string();
            assert!(error.contains("absolute http or https URL") && error.contains(words), "{given}: {error}");
            assert!(!error.contains("sesame"), "{error}");
        }
        let given = [
            "http://h",
            "https://h/",
            "HTTP://h/",
            "http://h:/",
            "http://h:65535/p?q",
            "http://[::1]/",
            "http://kim:80@h/",
            "http://[::1]:80/",
            "http://kim@h:80/",
            "http://[2001:db8::1]:8080/p",
            "http://[::ffff:1.2.3.4]/",
            "http://1.2.3.4:80/",
            "http://http/",
        ];
        for given in given {
            assert!(endpoint(given).is_ok(), "{given}");
        }
    }

    #[test]
    fn the_value_of_a_header_is_told_by_a_place() {
        let error = check_value("x-key", b"sesame\r\nEvil: 1").unwrap_err().to_string();
        assert_eq!(
            error,
            "the header x-key cannot be sent: its value has '\\r' as character 7 of 15, and may have no control characters"
        );
        let error = check_value("x-key", "sés\n ".as_bytes()).unwrap_err().to_string();
        assert!(
            error.contains("'\\n' as character 4 of 5")
                && error.ends_with("trim the white space around it, which files often end with"),
            "{error}"
        );
        assert_eq!(check_value("x-key", "a\tb é".as_bytes()), Ok(()));
        assert_eq!(check_value("x-key", &[0xE9]), Ok(()));
    }
}
