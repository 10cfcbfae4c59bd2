//! What a server is told about who asks.
//!
//! In: arguments, the environment and standard input. Out: headers. Invariant: no secret comes from the command line but what `--header` has, none is
//! shown, and none goes anywhere but to the origins of the URLs that are named as arguments.

use std::collections::BTreeSet;
use std::io::{self, IsTerminal as _};

use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use soap_runtime::xsd::Base64Binary;
use wsdl_codegen::fetch::{Origin, WebUrl};

use super::{Failure, Fetch};

/// Headers, and who gets them.
pub(super) struct Credentials {
    headers: HeaderMap,
    origins: BTreeSet<Origin>,
}

impl Credentials {
    /// What the arguments say.
    pub(super) fn of(arguments: &Fetch, named: &BTreeSet<WebUrl>) -> Result<Self, Failure> {
        let mut headers = HeaderMap::new();
        for header in &arguments.headers {
            let (name, value) = parsed(header)?;
            headers.append(name, value);
        }
        if let Some(authorization) = authorization(arguments)? {
            headers.insert(AUTHORIZATION, authorization);
        }
        if !headers.is_empty() && named.is_empty() {
            let reason = "credentials and headers go where a URL that is named as an argument leads; name it, also if fetch.lock has it";
            return Err(Failure::arguments(reason));
        }
        Ok(Self { headers, origins: named.iter().map(WebUrl::origin).collect() })
    }

    /// The headers for this URL.
    pub(super) fn for_url(&self, url: &WebUrl) -> HeaderMap {
        if self.go_to(url) { self.headers.clone() } else { HeaderMap::new() }
    }

    /// Whether there are any that go there.
    pub(super) fn go_to(&self, url: &WebUrl) -> bool {
        !self.headers.is_empty() && self.origins.contains(&url.origin())
    }

    /// Whether there are any.
    pub(super) fn are_there(&self) -> bool {
        !self.headers.is_empty()
    }

    /// Where they go, for people.
    pub(super) fn origins(&self) -> String {
        self.origins.iter().map(Origin::to_string).collect::<Vec<_>>().join(", ")
    }
}

/// `Name: value`
fn parsed(header: &str) -> Result<(HeaderName, HeaderValue), Failure> {
    let name = header.split(':').next().unwrap_or("").trim();
    // The value may be a secret.
    let wrong = || Failure::arguments(&format!("--header `{name}…`: expected `Name: value`"));
    let (_, value) = header.split_once(':').ok_or_else(wrong)?;
    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| wrong())?;
    Ok((name, secret(value.trim()).ok_or_else(wrong)?))
}

fn secret(value: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(value).ok()?;
    value.set_sensitive(true);
    Some(value)
}

fn authorization(arguments: &Fetch) -> Result<Option<HeaderValue>, Failure> {
    let value = match (&arguments.bearer_env, &arguments.user) {
        (Some(variable), _) => format!("Bearer {}", from_environment("--bearer-env", variable)?),
        (None, Some(user)) if user.contains(':') => {
            return Err(Failure::arguments(
                "--user: a name has no colon in it; the password comes from --password-env or standard input",
            ));
        }
        (None, Some(user)) => {
            let pair = format!("{user}:{}", password(arguments)?);
            format!("Basic {}", Base64Binary::from(pair.into_bytes()))
        }
        (None, None) => return Ok(None),
    };
    match secret(&value) {
        Some(value) => Ok(Some(value)),
        None => Err(Failure::arguments("the password or token has characters that no header can have")),
    }
}

fn from_environment(option: &str, variable: &str) -> Result<String, Failure> {
    match std::env::var(variable) {
        Ok(value) if !value.is_empty() => Ok(value),
        _ => Err(Failure::arguments(&format!(
            "{option}: there is no environment variable `{variable}`, or nothing in it"
        ))),
    }
}

fn password(arguments: &Fetch) -> Result<String, Failure> {
    if let Some(variable) = &arguments.password_env {
        return from_environment("--password-env", variable);
    }
    if io::stdin().is_terminal() {
        let reason = "--user needs a password: put it into an environment variable and name that with --password-env, or pipe it in; \
                      what is typed here could be seen";
        return Err(Failure::arguments(reason));
    }
    let mut line = String::new();
    io::stdin()
        .read_line(&mut line)
        .map_err(|error| format!("cannot read the password from standard input: {error}"))?;
    match line.trim_end_matches(['\r', '\n']) {
        "" => Err(Failure::arguments("--user needs a password, and there is none on standard input")),
        password => Ok(password.to_owned()),
    }
}
