//! Anchors: what of a sentence is recognisable across languages: names, numbers, dates, money, codes.
//!
//! Not for: deciding which sentences match (that is [`crate::alignment`]).
