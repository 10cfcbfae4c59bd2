//! The time that this thread has worked: what else the machine does beside is not in it, what the system does for the thread is.

use std::time::Duration;

/// The processor's time of this thread, from some moment on.
#[cfg(unix)]
pub(crate) fn now() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    let (seconds, nanoseconds) = (u64::try_from(time.tv_sec), u32::try_from(time.tv_nsec));
    Duration::new(seconds.unwrap_or(0), nanoseconds.unwrap_or(0))
}

/// The clock's time, where threads have none of their own.
#[cfg(not(unix))]
pub(crate) fn now() -> Duration {
    use std::sync::LazyLock;
    use std::time::Instant;
    static BEGINNING: LazyLock<Instant> = LazyLock::new(Instant::now);
    BEGINNING.elapsed()
}

/// The seconds since that moment.
pub(crate) fn since(start: Duration) -> f64 {
    now().saturating_sub(start).as_secs_f64()
}

/// What it takes to look twice, in seconds: to be taken off, since it is a tenth of the time of the smallest message.
pub(crate) fn cost() -> f64 {
    (0..1_000).map(|_| since(now())).reduce(f64::min).unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::hint::black_box;
    use std::time::Duration;

    use super::{now, since};

    #[test]
    fn work_takes_time_and_waiting_takes_none() {
        let start = now();
        std::thread::sleep(Duration::from_millis(20));
        let waited = since(start);
        if cfg!(unix) {
            assert!(waited < 0.020, "{waited}");
        }
        while since(start) <= waited {
            black_box((0..1_000).sum::<u64>());
        }
    }
}
