//! Pairing articles: which articles of different languages tell the same event.
//!
//! Not for: linking their sentences (that is [`crate::alignment`]).
