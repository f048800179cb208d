//! Writers: one file a format.
//!
//! Not for: deciding what is written (the stages before do).

pub mod pairs;
pub mod sink;
pub mod tsv;
pub mod vecalign;
