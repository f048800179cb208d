//! Names across scripts: how a name is romanised, and whether a Latin and a Cyrillic string are the same name.
//!
//! [`fold`] makes rows of letters of names; [`graphones`] is the learned table of letter groups; [`word`] scores two
//! words, endings included ([`endings`]), [`person`] two names of several words; [`matching`] finds the names of one list
//! in another. [`gazetteer`] knows the names of places that spelling does not bring together (Germany, Германия).
//! [`cognates()`] finds the words of two vocabularies that look like one, [`kindred()`] those of two Cyrillic ones.
//!
//! Not for: finding names in running text (that is [`crate::anchors`]).

pub mod cognates;
pub mod endings;
pub mod fold;
pub mod gazetteer;
mod general;
pub mod graphones;
pub mod index;
mod kindred;
pub mod matching;
pub mod person;
pub mod skeleton;
pub mod standards;
pub mod word;

pub use cognates::{Candidate, cognates};
pub use kindred::kindred;
pub use word::likeness;
