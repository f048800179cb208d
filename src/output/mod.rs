//! Writers: one file a format; those of beads are listed in [`format`](mod@format).
//!
//! Not for: deciding what is written (the stages before do).

pub mod check;
pub mod differences;
pub mod facts;
pub mod format;
pub mod ladder;
pub mod names;
pub mod pairs;
pub mod parallel;
pub mod sink;
pub mod spans;
pub mod stories;
pub mod temporary;
pub mod trilingual;
pub mod tsv;
pub mod vecalign;
