//! The report that a person reads: one HTML file that opens without a network.
//!
//! Not for: figures that scripts read (those are in `run.json`).
