//! How many bytes were split into sentences and how many were taken apart into words, counted in debug builds only: a test
//! holds that the main job does each of them once for an article.

use std::sync::atomic::{AtomicU64, Ordering};

static SPLIT: AtomicU64 = AtomicU64::new(0);
static WORDS: AtomicU64 = AtomicU64::new(0);

/// Bytes that were split into sentences, and bytes that were taken apart into words, by the whole process so far; always 0 in
/// a release build.
pub fn so_far() -> (u64, u64) {
    (SPLIT.load(Ordering::Relaxed), WORDS.load(Ordering::Relaxed))
}

pub(super) fn split(text: &str) {
    count(&SPLIT, text);
}

pub(super) fn words(text: &str) {
    count(&WORDS, text);
}

fn count(counter: &AtomicU64, text: &str) {
    if cfg!(debug_assertions) {
        counter.fetch_add(text.len() as u64, Ordering::Relaxed);
    }
}
