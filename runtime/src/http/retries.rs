//! When a call is made again, and after how long.
//!
//! In: how a call ended. Out: nothing, or how long to wait before it is made again. Invariant: what the server may have acted on is repeated only
//! where the caller has said that this is safe.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use ::http::{HeaderMap, StatusCode, header};

use super::call_error::CallError;
use crate::soap::{Fault, Operation};

type Pause = Arc<dyn Fn(Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;
type OnFault = Arc<dyn Fn(&Fault) -> Option<Duration> + Send + Sync>;
type IsSafe = Arc<dyn Fn(&Operation) -> bool + Send + Sync>;

/// How a client repeats calls: given to `Client::with_retries`. Nothing is repeated without it.
///
/// | what came | is made again |
/// |---|---|
/// | 429 or 503, or a fault that [`on_fault`](Self::on_fault) knows: the server refused before it acted | yes |
/// | 500, 502, 504 without a fault, or no response at all: nobody knows whether it acted | operations that are [`safe`](Self::safe) |
/// | anything else | no |
///
/// It waits as long as `Retry-After` says, or the fault, or twice as long each time; between half of that and all of it where it is a guess,
/// and up to a tenth more than asked where the server has said it, but never longer than the longest.
///
/// A request goes again as it was: with the same `MessageID`, and the same nonce of a UsernameToken, timestamp and signature, which a server that has seen
/// them may refuse. A call that is made anew has others.
///
/// ```
/// # use std::time::Duration;
/// # async fn sleep(_: Duration) {}
/// use soap_runtime::http::Retries;
/// // `sleep` is `tokio::time::sleep`, or whatever waits in your runtime.
/// let retries = Retries::new(4, sleep).safe(|operation| operation.name.starts_with("Get"));
/// ```
#[derive(Clone)]
pub struct Retries {
    attempts: u32,
    first: Duration,
    longest: Duration,
    pause: Pause,
    on_fault: Option<OnFault>,
    is_safe: Option<IsSafe>,
}

impl fmt::Debug for Retries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Retries").field("attempts", &self.attempts).finish_non_exhaustive()
    }
}

impl Retries {
    /// Up to `attempts` requests a call, with `pause` to wait between them: from half a second, doubled each time, to two minutes.
    pub fn new<F>(attempts: u32, pause: impl Fn(Duration) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        Self {
            attempts,
            first: Duration::from_millis(500),
            longest: Duration::from_secs(120),
            pause: Arc::new(move |duration| Box::pin(pause(duration))),
            on_fault: None,
            is_safe: None,
        }
    }

    /// Sets how long the first wait is, and the longest. A server that asks for a longer one gets the error at once.
    #[must_use]
    pub fn waiting(self, first: Duration, longest: Duration) -> Self {
        Self { first, longest, ..self }
    }

    /// Says of which faults the server has refused before it acted, and how long to wait: for Exchange,
    /// `Fault::back_off` of `ms_oxwscos::ExchangeFault`.
    #[must_use]
    pub fn on_fault(self, hint: impl Fn(&Fault) -> Option<Duration> + Send + Sync + 'static) -> Self {
        Self { on_fault: Some(Arc::new(hint)), ..self }
    }

    /// Says which operations do no harm when they are done twice.
    #[must_use]
    pub fn safe(self, is_safe: impl Fn(&Operation) -> bool + Send + Sync + 'static) -> Self {
        Self { is_safe: Some(Arc::new(is_safe)), ..self }
    }

    /// Waits before the next attempt, if there is one after `attempt`, which ended so.
    pub(super) async fn wait<T>(&self, attempt: u32, operation: &Operation, error: &CallError<T>) -> bool {
        let Some(duration) = self.next(attempt, operation, error) else { return false };
        (self.pause)(duration).await;
        true
    }

    fn next<T>(&self, attempt: u32, operation: &Operation, error: &CallError<T>) -> Option<Duration> {
        if attempt >= self.attempts || !self.may_repeat(operation, error) {
            return None;
        }
        let asked = error.fault().and_then(|fault| self.hint(fault));
        let asked = asked.or_else(|| error.response().and_then(|response| retry_after(&response.headers)));
        match asked {
            Some(asked) if asked > self.longest => None,
            Some(asked) => Some(part(asked, 1.0 + 0.1 * fastrand::f64()).clamp(asked, self.longest)),
            None => {
                let doubled = self.first.saturating_mul(2_u32.saturating_pow(attempt - 1)).min(self.longest);
                Some(part(doubled, 0.5 + 0.5 * fastrand::f64()))
            }
        }
    }

    fn may_repeat<T>(&self, operation: &Operation, error: &CallError<T>) -> bool {
        let is_safe = || self.is_safe.as_ref().is_some_and(|is_safe| is_safe(operation));
        match error {
            CallError::Fault { fault, response, .. } => self.hint(fault).is_some() || is_refused(response.status),
            CallError::Status { response, .. } => {
                is_refused(response.status) || (is_doubtful(response.status) && is_safe())
            }
            CallError::Transport { .. } => is_safe(),
            _ => false,
        }
    }

    fn hint(&self, fault: &Fault) -> Option<Duration> {
        self.on_fault.as_ref().and_then(|on_fault| on_fault(fault))
    }
}

/// Whether a server that answers so has not acted on the request.
fn is_refused(status: StatusCode) -> bool {
    matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE)
}

fn is_doubtful(status: StatusCode) -> bool {
    matches!(status, StatusCode::INTERNAL_SERVER_ERROR | StatusCode::BAD_GATEWAY | StatusCode::GATEWAY_TIMEOUT)
}

/// So much of a duration; what is too long for one is the longest there is.
fn part(duration: Duration, factor: f64) -> Duration {
    Duration::try_from_secs_f64(duration.as_secs_f64() * factor).unwrap_or(Duration::MAX)
}

/// `Retry-After` (RFC 9110 10.2.3): seconds, or a date, which is taken against the response's own, or against the clock where that has none.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let date = |text: &str| httpdate::parse_http_date(text).ok();
    let after = text(header::RETRY_AFTER)?;
    if !after.is_empty() && after.bytes().all(|byte| byte.is_ascii_digit()) {
        // Digits that are too many are too long a time, and no less so for not fitting.
        return Some(Duration::from_secs(after.parse().unwrap_or(u64::MAX)));
    }
    let now = text(header::DATE).and_then(date).unwrap_or_else(SystemTime::now);
    Some(date(after)?.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::convert::Infallible;
    use std::io;

    use super::*;
    use crate::http::RawResponse;
    use crate::soap::Version;

    static READ: Operation = Operation {
        name: "Read",
        soap_action: "",
        version: Version::V1_1,
        request: None,
        response: None,
        one_way: false,
        request_headers: &[],
        response_headers: &[],
        faults: &[],
        actions: None,
    };

    fn retries() -> Retries {
        Retries::new(3, |_| std::future::ready(())).waiting(Duration::from_secs(1), Duration::from_secs(60))
    }

    fn status(status: u16, headers: &[(&'static str, &str)]) -> CallError<Infallible> {
        let headers = headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        let status = StatusCode::from_u16(status).unwrap();
        let response = RawResponse { status, headers: HeaderMap::from_iter(headers), ..RawResponse::default() };
        CallError::Status { operation: "Read", response: Box::new(response) }
    }

    fn seconds(duration: Option<Duration>) -> f64 {
        duration.unwrap().as_secs_f64()
    }

    #[test]
    fn guesses_double_and_end() {
        for (attempt, least) in [(1, 0.5), (2, 1.0)] {
            let waits = seconds(retries().next(attempt, &READ, &status(503, &[])));
            assert!((least..=2.0 * least).contains(&waits), "{waits}");
        }
        assert_eq!(retries().next(3, &READ, &status(503, &[])), None);
    }

    #[test]
    fn what_the_server_says_is_followed_unless_it_is_too_long() {
        let waits = seconds(retries().next(1, &READ, &status(429, &[("retry-after", "7")])));
        assert!((7.0..=7.7).contains(&waits), "{waits}");
        let dates = [("date", "Sun, 29 Nov 2026 10:00:00 GMT"), ("retry-after", "Sun, 29 Nov 2026 10:00:20 GMT")];
        let waits = seconds(retries().next(1, &READ, &status(503, &dates)));
        assert!((20.0..=22.0).contains(&waits), "{waits}");
        assert_eq!(retries().next(1, &READ, &status(503, &[("retry-after", "61")])), None);
    }

    #[test]
    fn what_the_server_says_is_followed_however_it_is_said() {
        let all_digits = ["18446744073709551615", "18446744073709551616", "99999999999999999999999999"];
        for seconds in all_digits {
            let error = status(503, &[("retry-after", seconds)]);
            assert_eq!(retries().next(1, &READ, &error), None, "{seconds}");
            let patient = retries().waiting(Duration::MAX, Duration::MAX);
            let waits = patient.next(1, &READ, &error);
            assert!(waits >= Some(Duration::from_secs(u64::MAX)), "{seconds}: {waits:?}");
        }
        let date = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(30));
        for dates in [&[("retry-after", date.as_str())][..], &[("date", "now"), ("retry-after", date.as_str())]] {
            let waits = seconds(retries().next(1, &READ, &status(503, dates)));
            assert!((20.0..=33.0).contains(&waits), "{waits}");
        }
        assert_eq!(retries().next(1, &READ, &status(503, &[("retry-after", "Fri, 31 Dec 9999 23:59:59 GMT")])), None);
    }

    #[test]
    fn no_wait_is_longer_than_the_longest() {
        for _ in 0..100 {
            let waits = retries().next(1, &READ, &status(503, &[("retry-after", "60")]));
            assert_eq!(waits, Some(Duration::from_secs(60)));
            let endless = retries().waiting(Duration::MAX, Duration::MAX).next(1, &READ, &status(503, &[]));
            assert!(endless.is_some());
        }
    }

    #[test]
    fn what_may_have_been_done_is_repeated_only_where_that_is_safe() {
        let safe = retries().safe(|operation| operation.name == "Read");
        let lost = CallError::Transport { operation: "Read", error: io::Error::other("gone") };
        for (error, is_repeated) in [(502, true), (504, true), (500, true), (401, false), (404, false)] {
            assert_eq!(retries().next(1, &READ, &status(error, &[])), None);
            assert_eq!(safe.next(1, &READ, &status(error, &[])).is_some(), is_repeated, "{error}");
        }
        assert_eq!((retries().next(1, &READ, &lost), safe.next(1, &READ, &lost).is_some()), (None, true));
    }

    #[test]
    fn a_fault_that_is_known_says_how_long() {
        let fault = || CallError::<Infallible>::from(Fault::server("busy"));
        let known = retries().on_fault(|fault| (fault.reason() == "busy").then_some(Duration::from_secs(3)));
        assert!((3.0..=3.3).contains(&seconds(known.next(1, &READ, &fault()))));
        assert_eq!(retries().next(1, &READ, &fault()), None);
    }
}
