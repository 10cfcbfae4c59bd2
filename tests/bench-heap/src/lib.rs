//! A global allocator that counts while it is told to.
//!
//! In: the code to watch. Out: its peak of live bytes and its number of allocations. Between watches an allocation costs
//! one relaxed load more than the system's, so that the same program can be timed. All threads are counted together; watches
//! do not nest.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::Ordering::Relaxed;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64};

static WATCHING: AtomicBool = AtomicBool::new(false);
static LIVE: AtomicI64 = AtomicI64::new(0);
static PEAK: AtomicI64 = AtomicI64::new(0);
static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);
static GROWTHS: AtomicU64 = AtomicU64::new(0);

/// The system's allocator, counted during [`watch`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Counting;

/// What some code did with the heap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heap {
    /// The most bytes that were live at once, as asked for, above those live at the start.
    pub peak: u64,
    /// The bytes that were live at the end above those live at the start, 0 if fewer.
    pub kept: u64,
    /// How often memory was allocated.
    pub allocations: u64,
    /// How often an allocation was made larger or smaller.
    pub growths: u64,
}

/// Runs `work` and says what it did with the heap. Nothing is counted unless [`Counting`] is the global allocator.
pub fn watch<T>(work: impl FnOnce() -> T) -> (T, Heap) {
    LIVE.store(0, Relaxed);
    PEAK.store(0, Relaxed);
    ALLOCATIONS.store(0, Relaxed);
    GROWTHS.store(0, Relaxed);
    WATCHING.store(true, Relaxed);
    let made = work();
    WATCHING.store(false, Relaxed);
    let heap = Heap {
        peak: PEAK.load(Relaxed).try_into().unwrap_or(0),
        kept: LIVE.load(Relaxed).try_into().unwrap_or(0),
        allocations: ALLOCATIONS.load(Relaxed),
        growths: GROWTHS.load(Relaxed),
    };
    (made, heap)
}

fn count(allocations: &AtomicU64, added: usize, freed: usize) {
    let change = i64::try_from(added).unwrap_or(i64::MAX) - i64::try_from(freed).unwrap_or(i64::MAX);
    let live = LIVE.fetch_add(change, Relaxed) + change;
    PEAK.fetch_max(live, Relaxed);
    allocations.fetch_add(1, Relaxed);
}

#[allow(unsafe_code)]
// SAFETY: every request goes unchanged to the system's allocator, whose answer is returned unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if WATCHING.load(Relaxed) {
            count(&ALLOCATIONS, layout.size(), 0);
        }
        // SAFETY: the caller's promises are those asked for.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if WATCHING.load(Relaxed) {
            count(&ALLOCATIONS, layout.size(), 0);
        }
        // SAFETY: the caller's promises are those asked for.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        if WATCHING.load(Relaxed) {
            LIVE.fetch_sub(i64::try_from(layout.size()).unwrap_or(i64::MAX), Relaxed);
        }
        // SAFETY: the caller's promises are those asked for.
        unsafe { System.dealloc(memory, layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if WATCHING.load(Relaxed) {
            count(&GROWTHS, size, layout.size());
        }
        // SAFETY: the caller's promises are those asked for.
        unsafe { System.realloc(memory, layout, size) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Counting, Heap, watch};

    #[global_allocator]
    static ALLOCATOR: Counting = Counting;

    // One test only: the counters are the process's, and the harness allocates beside it.
    #[test]
    fn peak_is_of_what_lives_at_once() {
        let (kept, heap) = watch(|| {
            drop(std::hint::black_box(vec![0_u8; 3_000_000]));
            drop(std::hint::black_box(vec![0_u8; 2_000_000]));
            std::hint::black_box(vec![0_u8; 1_000_000])
        });
        assert_eq!(kept.len(), 1_000_000);
        let Heap { peak, kept, allocations, .. } = heap;
        assert!((3_000_000..3_100_000).contains(&peak), "{peak}");
        assert!((1_000_000..1_100_000).contains(&kept), "{kept}");
        assert!(allocations >= 3);
    }
}
