//! Names across scripts: how a name is romanised, and whether a Latin and a Cyrillic string are the same name.
//!
//! Not for: finding names in running text (that is [`crate::anchors`]).

pub mod skeleton;
pub mod standards;
