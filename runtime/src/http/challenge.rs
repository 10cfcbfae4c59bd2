//! What a server asks for: `WWW-Authenticate` headers in, challenges out (RFC 9110, 11.3 and 11.6.1). Nothing is refused: what is no
//! challenge is left out.

use std::fmt;

use ::http::{HeaderMap, HeaderValue, header};

use super::quoted_string;

/// One way to sign in that a server offers. Neither `Debug` nor `Display` shows the token that it may carry.
#[derive(Clone, PartialEq, Eq)]
pub struct Challenge {
    /// The scheme as the server spells it, such as `Negotiate`, `NTLM`, `Basic` or `Bearer`. Case does not matter.
    pub scheme: String,
    /// The realm, if the server names one.
    pub realm: Option<String>,
    /// What stands in the place of parameters: the token of a handshake, in base64.
    token: Option<String>,
}

impl Challenge {
    /// The challenges of a response, in the order of its headers.
    #[must_use]
    pub fn all(headers: &HeaderMap) -> Vec<Self> {
        headers.get_all(header::WWW_AUTHENTICATE).iter().flat_map(Self::of).collect()
    }

    fn of(value: &HeaderValue) -> Vec<Self> {
        let mut found = Vec::new();
        for element in quoted_string::elements(&String::from_utf8_lossy(value.as_bytes())) {
            take(element, &mut found);
        }
        found
    }

    /// Whether the header carries a token of a handshake.
    pub(super) fn is_in_progress(value: &HeaderValue) -> bool {
        Self::of(value).iter().any(|challenge| challenge.token.is_some())
    }

    /// Whether it is of that scheme.
    #[must_use]
    pub fn is(&self, scheme: &str) -> bool {
        self.scheme.eq_ignore_ascii_case(scheme)
    }

    #[cfg(feature = "sign-in")]
    pub(super) fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// The challenges for people: `Negotiate, NTLM, Basic (realm "mail.contoso.com")`.
    pub(super) fn listed(offers: &[Self]) -> String {
        let mut listed: Vec<String> = Vec::new();
        for offer in offers.iter().map(ToString::to_string) {
            if !listed.contains(&offer) {
                listed.push(offer);
            }
        }
        if listed.is_empty() { "nothing (there is no WWW-Authenticate header)".to_owned() } else { listed.join(", ") }
    }
}

impl fmt::Display for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let printable = |text: &str| text.chars().filter(|c| !c.is_control()).take(80).collect::<String>();
        f.write_str(&printable(&self.scheme))?;
        self.realm.as_ref().map_or(Ok(()), |realm| write!(f, " (realm {:?})", printable(realm)))
    }
}

impl fmt::Debug for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Challenge").field("scheme", &self.scheme).field("realm", &self.realm).finish_non_exhaustive()
    }
}

/// An element begins a challenge, or is a parameter more of the one before.
fn take(element: &str, found: &mut Vec<Challenge>) {
    let (scheme, rest) = match element.split_once([' ', '\t']) {
        Some((scheme, rest)) if !scheme.contains('=') && !rest.trim_start().starts_with('=') => (scheme, rest.trim()),
        None if !element.contains('=') => (element, ""),
        Some(_) | None => {
            if let (Some(challenge), Some(realm)) = (found.last_mut(), realm(element)) {
                challenge.realm = Some(realm);
            }
            return;
        }
    };
    let token = rest.trim_end_matches('=');
    let is_token = !rest.is_empty() && token.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~+/".contains(&b));
    let token = is_token.then(|| rest.to_owned());
    found.push(Challenge { scheme: scheme.to_owned(), realm: realm(rest), token });
}

/// The value of the parameter, if it is the realm.
fn realm(parameter: &str) -> Option<String> {
    let (name, value) = parameter.split_once('=')?;
    name.trim().eq_ignore_ascii_case("realm").then(|| quoted_string::value(value))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn all(values: &[&'static str]) -> Vec<(String, Option<String>, Option<String>)> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(header::WWW_AUTHENTICATE, value.parse().unwrap());
        }
        Challenge::all(&headers).into_iter().map(|found| (found.scheme, found.realm, found.token)).collect()
    }

    fn one(scheme: &str, realm: Option<&str>, token: Option<&str>) -> (String, Option<String>, Option<String>) {
        (scheme.to_owned(), realm.map(str::to_owned), token.map(str::to_owned))
    }

    #[test]
    fn challenges_come_in_several_headers_and_in_one() {
        let exchange = ["Negotiate", "NTLM", r#"Basic realm="mail.contoso.com""#];
        let expected =
            [one("Negotiate", None, None), one("NTLM", None, None), one("Basic", Some("mail.contoso.com"), None)];
        assert_eq!(all(&exchange), expected);
        assert_eq!(all(&[r#"Negotiate, NTLM,Basic realm="mail.contoso.com""#]), expected);
        let bearer =
            r#"Bearer client_id="a", trusted_issuers="b@*, c",realm = "x\"y, z" , error=invalid_token, Negotiate"#;
        assert_eq!(all(&[bearer]), [one("Bearer", Some("x\"y, z"), None), one("Negotiate", None, None)]);
    }

    #[test]
    fn tokens_are_told_from_parameters() {
        assert_eq!(
            all(&["Negotiate oYG2MIGzoAMKAQ==, NTLM"]),
            [one("Negotiate", None, Some("oYG2MIGzoAMKAQ==")), one("NTLM", None, None)]
        );
        assert_eq!(all(&["NTLM  TlRM "]), [one("NTLM", None, Some("TlRM"))]);
        assert_eq!(all(&["Basic realm=simple"]), [one("Basic", Some("simple"), None)]);
        assert_eq!(all(&["", ", ,", "realm=\"of nothing\""]), []);
    }

    #[test]
    fn people_are_told_of_schemes_and_realms_only() {
        let mut headers = HeaderMap::new();
        headers.append(header::WWW_AUTHENTICATE, "NTLM TlRMTVNTUAAC, NTLM".parse().unwrap());
        headers.append(header::WWW_AUTHENTICATE, "Basic realm=\"a \u{e9}\"".parse().unwrap());
        let offers = Challenge::all(&headers);
        let shown = format!("{} {offers:?}", Challenge::listed(&offers));
        assert!(shown.starts_with("NTLM, Basic (realm \"a é\") ["), "{shown}");
        assert!(!shown.contains("TlRM"), "{shown}");
        assert!(Challenge::listed(&[]).starts_with("nothing"));
    }
}
