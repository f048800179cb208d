//! How seldom a word stands in the sentences of an article: what nearly every sentence of a story has says nothing there.

use super::content::Content;
use rustc_hash::FxHashMap;

/// Sentences of one side that hold each stem.
#[derive(Debug, Default)]
pub struct Locality {
    holding: FxHashMap<u32, u32>,
    sentences: f32,
}

impl Locality {
    /// Counts over all sentences of a side.
    pub fn new(side: &[Content]) -> Self {
        let mut last: FxHashMap<u32, (u32, u32)> = FxHashMap::default();
        for (number, content) in side.iter().enumerate() {
            for word in &content.words {
                let (seen, count) = last.entry(word.stem).or_insert((u32::MAX, 0));
                if *seen != number as u32 {
                    (*seen, *count) = (number as u32, *count + 1);
                }
            }
        }
        let holding = last.into_iter().map(|(word, (_, count))| (word, count)).collect();
        Locality { holding, sentences: side.len() as f32 }
    }

    /// 1 for a word of one sentence, towards 0 for one of all of them. Short texts say little of it.
    pub fn of(&self, stem: u32) -> f32 {
        const SHORT: f32 = 8.0;
        let holding = self.holding.get(&stem).copied().unwrap_or(1).max(1) as f32;
        let all = self.sentences + SHORT;
        ((all / holding).ln() / all.ln()).clamp(0.0, 1.0)
    }
}
