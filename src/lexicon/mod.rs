//! Which words translate which: a compact table of English stems against Russian and Ukrainian ones.
//!
//! Not for: names and numbers, which need no list (those are [`crate::names`] and [`crate::anchors`]).
