//! Writers: one file a format.
//!
//! Not for: deciding what is written (the stages before do).

pub mod check;
pub mod ladder;
pub mod names;
pub mod pairs;
pub mod parallel;
pub mod sink;
pub mod spans;
pub mod temporary;
pub mod tsv;
pub mod vecalign;
