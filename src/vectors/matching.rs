//! Two lists of words against each other, each word with its nearest on the other side.

use super::table::{Vector, Vectors};

/// A word of a sentence: its vector, if there is one, and how much it counts, such as its rarity.
pub type Word<'a> = (Option<Vector<'a>>, f32);

/// How much of each side the other says too.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SoftMatch {
    /// Share of the weight of the first side's words that the second explains, 0 to 1. Words without a vector count
    /// neither way; 0 where none has one.
    pub source: f32,
    /// The same of the second side's words.
    pub target: f32,
    /// For each word of the first side how probably its nearest on the other means the same; 0 without a vector.
    pub source_words: Vec<f32>,
    /// The same of the second side.
    pub target_words: Vec<f32>,
}

impl SoftMatch {
    /// One figure for both ways: the geometric mean, which is high only where both are.
    pub fn both(&self) -> f32 {
        (self.source * self.target).sqrt()
    }
}

/// Compares the words of two sentences by their vectors alone.
///
/// ```
/// use parallax::text::{Language, stem::stem};
/// use parallax::vectors::{self, soft_match};
/// let vectors = vectors::builtin();
/// let words = |text: &str, language| -> Vec<_> {
///     text.split(' ').map(|word| (vectors.find(language, stem(word, language)), 1.0)).collect()
/// };
/// let english = words("troops shelled city", Language::English);
/// let near = soft_match(&vectors, &english, &words("армия обстреляла город", Language::Russian));
/// let far = soft_match(&vectors, &english, &words("банк повысил ставку", Language::Russian));
/// assert!(near.both() > far.both() || vectors.is_empty());
/// ```
pub fn soft_match(vectors: &Vectors, source: &[Word], target: &[Word]) -> SoftMatch {
    let mut source_words = vec![0.0; source.len()];
    let mut target_words = vec![0.0; target.len()];
    // The evidence rises with the similarity, so only the greatest of a word needs to be made a probability.
    let mut nearest = vec![f32::MIN; target.len()];
    for (&(word, _), figure) in source.iter().zip(&mut source_words) {
        let Some(word) = word else { continue };
        let mut best = f32::MIN;
        for (&(other, _), nearest) in target.iter().zip(&mut nearest) {
            let Some(other) = other else { continue };
            let similarity = super::similarity(word, other);
            best = best.max(similarity);
            *nearest = nearest.max(similarity);
        }
        if best > f32::MIN {
            *figure = vectors.same_at(best);
        }
    }
    for (&nearest, figure) in nearest.iter().zip(&mut target_words) {
        if nearest > f32::MIN {
            *figure = vectors.same_at(nearest);
        }
    }
    SoftMatch {
        source: share(source, &source_words),
        target: share(target, &target_words),
        source_words,
        target_words,
    }
}

/// The mean of the figures of the words that have vectors, by weight.
fn share(words: &[Word], figures: &[f32]) -> f32 {
    let (mut explained, mut all) = (0.0, 0.0);
    for (&(vector, weight), figure) in words.iter().zip(figures) {
        if vector.is_some() {
            explained += weight * figure;
            all += weight;
        }
    }
    if all > 0.0 { explained / all } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::super::table::tests::small;
    use super::*;
    use crate::text::Language;

    #[test]
    fn each_word_meets_its_nearest() {
        let bytes = small();
        let vectors = Vectors::from_bytes(&bytes).unwrap();
        let fire = vectors.find(Language::English, "fire");
        let music = vectors.find(Language::English, "music");
        let russian = vectors.find(Language::Russian, "музык");
        let matched = soft_match(&vectors, &[(fire, 1.0), (music, 3.0), (None, 9.0)], &[(russian, 1.0)]);
        let (low, high) = (vectors.same_at(0.0), vectors.same_at(1.0));
        assert_eq!(matched.source_words, [low, high, 0.0]);
        assert_eq!(matched.target_words, [high]);
        assert!((matched.source - (low + 3.0 * high) / 4.0).abs() < 1e-6);
        assert_eq!(matched.target, high);
        assert!(matched.both() > matched.source && matched.both() < high);
    }

    #[test]
    fn nothing_explains_nothing() {
        let bytes = small();
        let vectors = Vectors::from_bytes(&bytes).unwrap();
        let fire = vectors.find(Language::English, "fire");
        for (source, target) in
            [(vec![], vec![]), (vec![(fire, 1.0)], vec![]), (vec![(fire, 1.0)], vec![(None, 1.0)])]
        {
            let matched = soft_match(&vectors, &source, &target);
            assert_eq!((matched.source, matched.target, matched.both()), (0.0, 0.0, 0.0));
        }
    }
}
