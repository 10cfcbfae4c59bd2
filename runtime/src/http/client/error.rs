//! What a client is not made with: an endpoint that is none, a header that is none.
//!
//! Invariant: no text of an error holds the value of a header, or of a URL more than scheme, host and port.

use ::http::Uri;
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
        return Some(
            uri.host().map_or_else(|| "a path alone".to_owned(), |host| format!("{host:?}, which has no scheme")),
        );
    };
    if !["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        return Some(format!("one with the scheme {scheme:?}"));
    }
    if authority.host().is_empty() {
        return Some("one without a host".to_owned());
    }
    let behind_user = authority.as_str().rsplit('@').next().unwrap_or_default();
    let port = behind_user.rsplit_once(':').map(|(_, port)| port).filter(|port| !port.contains(']'));
    let port = port.filter(|port| !port.is_empty() && port.parse::<u16>().is_err());
    port.map(|port| format!("one with the port {port:?}"))
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
