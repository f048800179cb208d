//! The one integration binary; each module drives the program or the library as a user would.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its files has failed")]

mod alignment;
mod anchors;
mod bad_input;
mod command_line;
mod common;
mod coverage;
mod gold;
mod judgement;
mod language;
mod lexicon;
mod main_job;
mod manners;
mod names;
mod names_page;
mod normal;
mod pairing;
mod readers;
mod romanisation;
mod run_folder;
mod spellings;
mod splitting;
mod stages;
mod stems;
mod worst_cases;
