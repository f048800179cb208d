//! Sentence alignment: which sentences of two texts say the same.
//!
//! Not for: choosing which texts to align (that is [`crate::pairing`]).

pub mod bead;
pub mod score;

pub use bead::Bead;
