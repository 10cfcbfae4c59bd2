//! URLs of documents on the web.
//!
//! In: a URL as somebody wrote it. Out: the same URL as it is asked for and compared, and its origin. Invariant: two spellings that are equal by
//! RFC 3986, 6.2.2.1 and 6.2.3 are the same URL; what is no URL of the web, or has credentials in it, is none.

use std::fmt;
use std::fmt::Write as _;

use crate::source::SourcePath;
use crate::source::url::Parts;

/// A URL with the scheme `http` or `https`, without a fragment and without credentials.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct WebUrl(String);

/// Scheme, host and port: who answers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    is_https: bool,
    host: String,
    port: String,
}

impl WebUrl {
    /// Reads a URL.
    ///
    /// # Errors
    /// When it is none of the web, has no host, or has credentials in it. The text says so and what to do.
    pub fn parse(text: &str) -> Result<Self, String> {
        let parts = Parts::of(text.trim());
        let scheme = parts.scheme.map(str::to_ascii_lowercase).unwrap_or_default();
        if !["http", "https"].contains(&scheme.as_str()) {
            return Err("only http:// and https:// are fetched".to_owned());
        }
        let authority = parts.authority.unwrap_or("");
        if authority.contains('@') {
            return Err(
                "there are credentials in the URL, which would be written down; leave them out, and see --user"
                    .to_owned(),
            );
        }
        let (host, port) = host_and_port(authority);
        if host.is_empty() || !host.chars().all(|c| c.is_alphanumeric() || "-_.~[]:%".contains(c)) {
            return Err("there is no host in the URL".to_owned());
        }
        if !port.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(format!("`{port}` is no port"));
        }
        let is_default = port.is_empty() || port == default_port(scheme == "https");
        let port = if is_default { String::new() } else { format!(":{port}") };
        let path = if parts.path.is_empty() { "/" } else { parts.path };
        let query = parts.query.map(|query| format!("?{}", escaped(query))).unwrap_or_default();
        Ok(Self(format!("{scheme}://{}{port}{}{query}", host.to_lowercase(), escaped(path))))
    }

    /// The URL as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Who answers for it.
    #[must_use]
    pub fn origin(&self) -> Origin {
        let parts = Parts::of(&self.0);
        let is_https = parts.scheme == Some("https");
        let (host, port) = host_and_port(parts.authority.unwrap_or(""));
        let port = if port.is_empty() { default_port(is_https) } else { port };
        Origin { is_https, host: host.to_owned(), port: port.to_owned() }
    }

    /// What a reference in the document of this URL names.
    ///
    /// # Errors
    /// As [`WebUrl::parse`].
    pub fn join(&self, reference: &str) -> Result<Self, String> {
        Self::parse(SourcePath::join(Some(&SourcePath::join(None, &self.0)), reference.trim()).as_str())
    }

    pub(super) fn path(&self) -> &str {
        Parts::of(&self.0).path
    }

    pub(super) fn query(&self) -> Option<&str> {
        Parts::of(&self.0).query
    }
}

impl Origin {
    /// Whether what goes there is encrypted.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.is_https
    }

    /// The host's name or address.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }
}

impl fmt::Display for WebUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.is_https { "https" } else { "http" };
        write!(f, "{scheme}://{}:{}", self.host, self.port)
    }
}

fn default_port(is_https: bool) -> &'static str {
    if is_https { "443" } else { "80" }
}

fn host_and_port(authority: &str) -> (&str, &str) {
    match authority.rsplit_once(':') {
        // The colons of an address of IPv6 stand in brackets.
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (authority, ""),
    }
}

/// The text with escapes in place of what no URL may have in it (RFC 3986, 2.2 and 2.3); escapes that are there are kept.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => out.push(char::from(byte)),
            _ if b"-._~!$&'()*+,;=:@/?%[]|".contains(&byte) => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn spellings_of_a_url_are_one() {
        for (text, url) in [
            ("HTTP://Host.Example:80/a?Wsdl#top", "http://host.example/a?Wsdl"),
            ("https://h:443", "https://h/"),
            ("http://h:443/", "http://h:443/"),
            (" http://[::1]:8080/my orders.wsdl ", "http://[::1]:8080/my%20orders.wsdl"),
            ("http://h/größe?a=b c&d=%20", "http://h/gr%C3%B6%C3%9Fe?a=b%20c&d=%20"),
        ] {
            assert_eq!(WebUrl::parse(text).unwrap().as_str(), url);
        }
        assert_eq!(WebUrl::parse("https://h/x").unwrap().origin(), WebUrl::parse("https://h:443/y").unwrap().origin());
        assert_ne!(WebUrl::parse("https://h/x").unwrap().origin(), WebUrl::parse("http://h:443/x").unwrap().origin());
    }

    #[test]
    fn what_is_not_fetched_says_why() {
        for (text, reason) in [
            ("orders.wsdl", "only http"),
            ("file:///etc/passwd", "only http"),
            ("urn:x", "only http"),
            ("http:///x", "no host"),
            ("http://user:secret@h/", "credentials"),
            ("http://h:x/", "no port"),
            ("http://a b/", "no host"),
        ] {
            let said = WebUrl::parse(text).unwrap_err();
            assert!(said.contains(reason) && !said.contains("secret"), "{text}: {said}");
        }
    }
}
