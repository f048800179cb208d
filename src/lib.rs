//! **parallax** reads English, Russian and Ukrainian news, finds which articles tell the same event, splits them
//! into sentences, links the sentences by names, numbers, terms and length, and writes parallel TSV.
//!
//! The library is a pipeline that runs one way; each stage is a folder and none imports a later one:
//!
//! [`corpus`] (articles and their readers) → [`text`] (language, normalisation, sentences, words) → [`names`] and
//! [`anchors`] (what of a sentence is recognisable across languages) → [`analysis`] (texts read once) → [`lexicon`] (word translations) and
//! [`vectors`] (words near in meaning) → [`judgement`] (what a link's content says) → [`alignment`] (sentences) →
//! [`pairing`] (articles) → [`linking`] (both) → [`spellings`] (who spells which name how) → [`coverage`] (what each tells, leaves out, tells otherwise) → [`output`] (one file a format) and `report`; [`mod@run`] does it all.
//!
//! Nothing here prints, and nothing panics on input: what goes wrong is an [`Error`] with its place and advice.

pub mod alignment;
pub mod analysis;
pub mod anchors;
pub mod corpus;
pub mod coverage;
pub mod error;
pub mod judgement;
pub mod lexicon;
pub mod linking;
pub mod names;
pub mod output;
pub mod pairing;
#[cfg(feature = "report")]
pub mod report;
pub mod run;
pub mod spellings;
pub mod text;
pub mod vectors;

pub use error::{Error, Place, Result};
pub use run::run;

/// The examples of the README are run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
