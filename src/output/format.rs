//! The forms in which beads are written: one file a form, all of them in one table.
//!
//! A new form is a file with a [`Format`] and a line in [`FORMATS`].

use super::{ladder, parallel, spans, vecalign};
use crate::corpus::Article;
use crate::linking::LinkedBead;
use std::io::{self, Write};
use std::ops::Range;

/// Two aligned texts, ready to be written.
#[derive(Debug, Clone, Copy)]
pub struct Aligned<'a> {
    /// The source article; of a bare text its `id` is the path.
    pub src: &'a Article,
    /// The target article.
    pub trg: &'a Article,
    /// What the articles are to each other: a relation of [`crate::pairing::Relation`], or nothing where that is not known.
    pub relation: &'a str,
    /// The beads, null beads too.
    pub beads: &'a [&'a LinkedBead],
    /// Character spans of the sentences in the source text; empty where the form needs none.
    pub src_spans: &'a [Range<usize>],
    /// Character spans of the sentences in the target text.
    pub trg_spans: &'a [Range<usize>],
}

/// A form of beads.
pub trait Format: Sync {
    /// Its name on the command line.
    fn name(&self) -> &'static str;

    /// What it looks like, in a few words.
    fn about(&self) -> &'static str;

    /// Whether beads must stand in order and cover both texts.
    fn needs_order(&self) -> bool {
        false
    }

    /// Whether the texts of the beads are written, and what each link rests on.
    fn has_texts(&self) -> bool {
        false
    }

    /// What stands before the first pair of texts.
    fn start(&self, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// The beads of a pair of texts.
    fn pair(&self, aligned: &Aligned, out: &mut dyn Write) -> io::Result<()>;
}

/// All forms, the usual one first.
pub static FORMATS: [&dyn Format; 4] = [&parallel::Tsv, &vecalign::Vecalign, &ladder::Ladder, &spans::Spans];

/// The form of this name.
///
/// ```
/// use parallax::output::format::{FORMATS, find};
/// assert_eq!(find("vecalign").unwrap().name(), "vecalign");
/// assert!(FORMATS.iter().all(|format| find(format.name()).is_some()));
/// ```
pub fn find(name: &str) -> Option<&'static dyn Format> {
    FORMATS.into_iter().find(|format| format.name() == name)
}
