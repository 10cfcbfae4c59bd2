//! Running a test with little stack, so that recursion over the input shows.

use std::thread;

/// Runs `test` in a thread with a stack of 2 MiB; a panic in it is passed on.
///
/// # Panics
/// When `test` does, or when no thread can be started.
pub fn on_small_stack<T: Send + 'static>(test: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = thread::Builder::new().stack_size(2 << 20).spawn(test);
    match thread.map(thread::JoinHandle::join) {
        Ok(Ok(value)) => value,
        Ok(Err(panic)) => std::panic::resume_unwind(panic),
        Err(error) => panic!("no thread: {error}"),
    }
}
