//! How near in meaning the stems of a run are: the vector of each, looked up once.

use crate::lexicon::Vocabulary;
use crate::vectors::{self, Vector, Vectors};

/// The vectors of the stems of both sides.
pub struct Nearness {
    vectors: Vectors<'static>,
    src: Vec<Option<Vector<'static>>>,
    trg: Vec<Option<Vector<'static>>>,
}

impl Nearness {
    /// Looks up all stems.
    pub fn new(sources: &Vocabulary, targets: &Vocabulary) -> Self {
        let vectors = vectors::builtin();
        let find = |vocabulary: &Vocabulary| {
            let stems = vocabulary.stems.iter();
            stems.map(|stem| vectors.find(vocabulary.language, &stem.text)).collect()
        };
        Nearness { vectors, src: find(sources), trg: find(targets) }
    }

    /// The vector of a stem of the source.
    pub fn src(&self, stem: u32) -> Option<Vector<'static>> {
        self.src.get(stem as usize).copied().flatten()
    }

    /// The vector of a stem of the target.
    pub fn trg(&self, stem: u32) -> Option<Vector<'static>> {
        self.trg.get(stem as usize).copied().flatten()
    }

    /// How near two are.
    pub fn similarity(&self, a: Vector, b: Vector) -> f32 {
        vectors::similarity(a, b)
    }

    /// How probably words so near mean the same.
    pub fn same_at(&self, similarity: f32) -> f32 {
        if similarity > f32::MIN { self.vectors.same_at(similarity) } else { 0.0 }
    }
}
