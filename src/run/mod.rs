//! The main job, end to end: articles → pairs → linked sentences → names, and what it leaves in a folder.
//!
//! [`Job`] takes articles one by one and gives its results to a [`Receiver`] as they come, so neither need be in memory;
//! [`run()`] does the same in memory. [`folder`] is the receiver that writes files.
//!
//! Not for: judgements of its own.

pub mod compared;
mod fingerprint;
pub mod folder;
mod job;
mod manifest;
mod options;
mod outcome;
pub mod reread;
mod shown;

pub use job::{Counts, End, Job, Receiver};
pub use manifest::Summary;
pub use options::Options;
pub use outcome::{Outcome, run};

use crate::{Error, Result};
use std::ops::ControlFlow;

/// A stage of the job, in the order in which they come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Finding the pairs of articles.
    Pair,
    /// Linking their sentences.
    Link,
    /// Finding the names of all articles.
    Names,
}

impl Stage {
    /// Its name in `run.json`.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Pair => "pair",
            Stage::Link => "link",
            Stage::Names => "names",
        }
    }
}

/// How far a stage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The stage.
    pub stage: Stage,
    /// What is done of it: pairs, or articles.
    pub done: usize,
    /// All that is to be done.
    pub of: usize,
}

/// Is told of progress, and may break the job off.
pub type Watch<'a> = dyn FnMut(Progress) -> ControlFlow<()> + 'a;

fn tell(watch: &mut Watch, stage: Stage, done: usize, of: usize) -> Result<()> {
    match watch(Progress { stage, done, of }) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(Error::canceled()),
    }
}
