//! Why a document was not got, in words for people: what the network or the server says comes in, what was found and what to do goes out.

use std::error::Error;
use std::io;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::blocking::Response;
use reqwest::header::{HeaderValue, WWW_AUTHENTICATE};
use wsdl_codegen::fetch::{Refused, WebUrl};

use super::credentials::Credentials;

/// The most of a server's words that is shown.
const LONGEST: usize = 120;

fn refused(found: impl Into<String>, help: impl Into<String>) -> Refused {
    Refused { found: found.into(), help: Some(help.into()) }
}

/// What an error comes from.
pub(super) fn innermost(error: &dyn Error) -> String {
    let mut last = error;
    while let Some(source) = last.source() {
        last = source;
    }
    last.to_string()
}

fn causes<'e>(error: &'e (dyn Error + 'static)) -> impl Iterator<Item = &'e (dyn Error + 'static)> {
    std::iter::successors(Some(error), |error: &&'e (dyn Error + 'static)| (*error).source())
}

/// No answer came.
pub(super) fn unanswered(error: &reqwest::Error, url: &WebUrl, timeout: Duration) -> Refused {
    let origin = url.origin();
    let is_refused = |cause: &(dyn Error + 'static)| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::ConnectionRefused)
    };
    let says = |word: &str| causes(error).any(|cause| cause.to_string().contains(word));
    let whole = innermost(error);
    match () {
        () if error.is_timeout() => late(timeout),
        () if says("dns error") => refused(format!("no host is called `{}` ({whole})", origin.host()), check_host()),
        () if causes(error).any(is_refused) => {
            refused(format!("nothing answers at {origin} (connection refused)"), check_host())
        }
        () if says("InvalidContentType") => {
            refused(format!("what answers at {origin} speaks no TLS"), "perhaps it is to be asked with http://")
        }
        () if says("certificate") => refused(
            format!("the certificate of {origin} is not trusted: {whole}"),
            "check the host's name; the certificate of an authority of your own belongs among the system's, or into the file that SSL_CERT_FILE names",
        ),
        () => refused(format!("{origin} cannot be reached: {whole}"), check_host()),
    }
}

/// The answer broke off.
pub(super) fn broken_off(error: &io::Error, url: &WebUrl, timeout: Duration) -> Refused {
    let is_late =
        |cause: &(dyn Error + 'static)| cause.downcast_ref::<reqwest::Error>().is_some_and(reqwest::Error::is_timeout);
    let is_wrapped_late = error.get_ref().is_some_and(|inner| causes(inner).any(is_late));
    match is_wrapped_late || error.kind() == io::ErrorKind::TimedOut {
        true => late(timeout),
        false => refused(format!("the answer of {} breaks off: {}", url.origin(), innermost(error)), "try again"),
    }
}

fn late(timeout: Duration) -> Refused {
    refused(
        format!("it did not come within {} s", timeout.as_secs()),
        "try again, with a larger --timeout if the server is slow",
    )
}

fn check_host() -> String {
    let proxies = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];
    match proxies.into_iter().find(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty())) {
        Some(name) => format!(
            "check the URL, and the proxy that the environment names ({name}; NO_PROXY has hosts that need none)"
        ),
        None => "check the URL; where only a proxy leads outside, name it in the environment (HTTPS_PROXY, HTTP_PROXY)"
            .to_owned(),
    }
}

/// The server answers, but with no document.
pub(super) fn status(response: &Response, url: &WebUrl, credentials: &Credentials) -> Refused {
    let status = response.status();
    let found = format!("the server says {}", shown(status));
    match status {
        StatusCode::UNAUTHORIZED => unauthorized(response, url, credentials),
        StatusCode::FORBIDDEN => refused(
            found,
            "whoever asks is not allowed to have it: ask whoever runs the service, or say who you are (--user, --bearer-env)",
        ),
        StatusCode::NOT_FOUND | StatusCode::GONE => refused(
            found,
            format!(
                "check the URL: the contract of a service is often at its address with `?wsdl`; where another document names it, tell whoever \
                 publishes that, or leave it out: --without '{url}'"
            ),
        ),
        StatusCode::PROXY_AUTHENTICATION_REQUIRED => refused(
            found.replace("server", "proxy"),
            "put name and password into the proxy's URL in the environment: http://name:password@host:port",
        ),
        _ if status.is_server_error() => {
            refused(found, "something is wrong over there: try again later, or ask whoever runs the service")
        }
        _ => refused(found, "check the URL"),
    }
}

fn unauthorized(response: &Response, url: &WebUrl, credentials: &Credentials) -> Refused {
    let challenges = response.headers().get_all(WWW_AUTHENTICATE).iter();
    let schemes: Vec<String> =
        challenges.filter_map(|challenge| Some(challenge.to_str().ok()?.split(' ').next()?.to_owned())).collect();
    let listed = if schemes.is_empty() { String::new() } else { format!(", asking for {}", schemes.join(" or ")) };
    let found = format!("the server says {}{listed}", shown(StatusCode::UNAUTHORIZED));
    let is_spoken = |scheme: &String| ["basic", "bearer"].contains(&scheme.to_ascii_lowercase().as_str());
    let help = match () {
        () if credentials.go_to(url) => "it does not take these credentials".to_owned(),
        () if credentials.are_there() => {
            format!(
                "credentials go to {} alone; if they are meant for {} as well, name the URL as an argument",
                credentials.origins(),
                url.origin()
            )
        }
        () if !schemes.is_empty() && !schemes.iter().any(is_spoken) => {
            "only Basic and Bearer are spoken: get the documents another way, and name the files to `generate`"
                .to_owned()
        }
        () => "say who you are: --user NAME --password-env VARIABLE, or --bearer-env VARIABLE".to_owned(),
    };
    refused(found, help)
}

fn shown(status: StatusCode) -> String {
    status
        .canonical_reason()
        .map_or_else(|| status.as_str().to_owned(), |reason| format!("{} {reason}", status.as_str()))
}

/// It is too large.
pub(super) fn size(max_size: u64) -> Refused {
    refused(
        format!("it has more than {max_size} bytes"),
        "if a document is as large as this, say how much is allowed: --max-size",
    )
}

/// It is compressed in a way that was not asked for.
pub(super) fn encoding(encoding: &HeaderValue) -> Refused {
    let name: String = String::from_utf8_lossy(encoding.as_bytes()).chars().take(LONGEST).collect();
    refused(
        format!("it comes compressed as `{name}`, which was not asked for"),
        "get the document another way, and name the file to `generate`",
    )
}

/// A redirect without end.
pub(super) fn redirects(most: usize, last: &WebUrl) -> Refused {
    refused(
        format!("there are more than {most} redirects, the last one to {last}"),
        "perhaps the server wants cookies or credentials: check the URL in a browser",
    )
}

/// A redirect to where anybody could read along.
pub(super) fn downgrade(next: &WebUrl) -> Refused {
    refused(format!("it is redirected from https to {next}"), "that is refused; if it is what you want, name that URL")
}

/// A redirect that leads to no document.
pub(super) fn bad_redirect(reason: &str) -> Refused {
    refused(format!("it is redirected, but {reason}"), "check the URL in a browser")
}

/// A redirect without a place.
pub(super) fn nowhere(status: StatusCode) -> Refused {
    refused(format!("the server says {} and not where", shown(status)), "check the URL in a browser")
}
