//! Work comes in as a list, results go out in its order; as many at a time as there are processors.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// Does `work` on every item; each thread has something of its own from `own`. Progress goes to standard error.
pub fn each<I: Sync, W, T: Send>(
    what: &str,
    items: &[I],
    own: impl Fn() -> W + Sync,
    work: impl Fn(&mut W, &I) -> T + Sync,
) -> Vec<T> {
    let began = Instant::now();
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::with_capacity(items.len()));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let mut own = own();
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(index) else { return };
                    let result = work(&mut own, item);
                    let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
                    done.push((index, result));
                    if done.len() % 500 == 0 {
                        eprintln!("{what}: {} of {}", done.len(), items.len());
                    }
                }
            });
        }
    });
    eprintln!("{what}: {}, {:.1} s", items.len(), began.elapsed().as_secs_f64());
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}
