//! How long to wait before a request is sent again, and when not to.

use std::time::Duration;

use ms_oxwscos::messages::ResponseCodeType;

use super::RemoteError;

/// How often a request is repeated when the server asks for patience.
const TIMES_BUSY: u32 = 12;
/// How long to wait when no answer came, in milliseconds, before each further attempt.
const PAUSES: [u64; 4] = [100, 400, 1_000, 2_000];
/// How long to wait at first when the server does not say, in milliseconds; twice as long each further time.
const FIRST_PAUSE: u64 = 250;

/// How much patience there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    longest: Duration,
}

impl Patience {
    /// No wait is longer than that; a server that asks for a longer one is given up on.
    #[must_use]
    pub fn up_to(longest: Duration) -> Self {
        Self { longest }
    }

    /// How long to wait after that error, of a request that was waited for that many times. An error, why there is no further attempt.
    pub(super) fn wait(self, error: &RemoteError, waits: u32) -> Result<Duration, &'static str> {
        match error {
            RemoteError::AskedToWait(_, wait, _) if *wait > self.longest => {
                Err(", which --longest-wait does not allow")
            }
            RemoteError::AskedToWait(_, wait, _) if waits < TIMES_BUSY => Ok(*wait),
            RemoteError::Busy(..) if waits < TIMES_BUSY => {
                Ok(Duration::from_millis(FIRST_PAUSE << waits.min(16)).min(self.longest))
            }
            RemoteError::Gone(..) => {
                let pause = PAUSES.get(waits as usize).map(|pause| Duration::from_millis(*pause));
                pause.map(|pause| pause.min(self.longest)).ok_or("")
            }
            _ => Err(""),
        }
    }
}

/// Whether a response code says that the same request may succeed later.
pub(super) fn is_transient(code: Option<&ResponseCodeType>) -> bool {
    matches!(
        code,
        Some(
            ResponseCodeType::ErrorServerBusy
                | ResponseCodeType::ErrorExceededConnectionCount
                | ResponseCodeType::ErrorInternalServerTransientError
                | ResponseCodeType::ErrorMailboxStoreUnavailable
                | ResponseCodeType::ErrorMailboxMoveInProgress
                | ResponseCodeType::ErrorTimeoutExpired
                | ResponseCodeType::ErrorConnectionFailed
        )
    )
}

#[cfg(test)]
mod tests {
    use super::{Duration, Patience, RemoteError};

    #[test]
    fn patience_has_an_end() {
        let patience = Patience::up_to(Duration::from_secs(5));
        let name = || "kim".to_owned();
        let asked = |seconds| RemoteError::AskedToWait(name(), Duration::from_secs(seconds), String::new());
        assert_eq!(patience.wait(&asked(4), 0), Ok(Duration::from_secs(4)));
        assert!(patience.wait(&asked(6), 0).is_err() && patience.wait(&asked(4), 12).is_err());
        let busy = RemoteError::Busy(name(), String::new());
        assert_eq!(patience.wait(&busy, 1), Ok(Duration::from_millis(500)));
        assert_eq!(patience.wait(&busy, 11), Ok(Duration::from_secs(5)));
        let gone = RemoteError::Gone(name(), name(), name());
        assert_eq!((0..9).filter(|&waits| patience.wait(&gone, waits).is_ok()).count(), 4);
        assert!(patience.wait(&RemoteError::Fault(name(), name()), 0).is_err());
    }
}
