//! What a person at the terminal is told, all of it on stderr, and the exit status that follows from it.

use parallax::{Error, Result};
use std::cell::Cell;
use std::io::{ErrorKind, IsTerminal};
use std::process::ExitCode;

/// Says notes and faults on stderr and remembers whether anything failed.
pub struct Console {
    quiet: bool,
    verbose: bool,
    faults: Cell<u64>,
}

/// How a command ends early: wrong usage, a fault, or a reader that went away.
#[derive(Debug)]
pub enum Stop {
    /// Exit status 2.
    Usage(String),
    /// Exit status 1.
    Fault(Error),
    /// The reader of our output closed it (as `head` does): no error.
    BrokenPipe,
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        if error.is_invalid() {
            return Stop::Usage(error.to_string());
        }
        Stop::Fault(error)
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::BrokenPipe => Stop::BrokenPipe,
            _ => Stop::Fault(Error::io("-", &error)),
        }
    }
}

impl Console {
    pub fn new(quiet: bool, verbose: bool) -> Self {
        Console { quiet, verbose, faults: Cell::new(0) }
    }

    /// A fault: one line, and exit status 1 at the end. The work goes on.
    pub fn fault(&self, error: &Error) {
        self.faults.set(self.faults.get() + 1);
        eprintln!("parallax: {error}");
    }

    /// A line that most users want to see; `-q` silences it.
    pub fn note(&self, text: impl std::fmt::Display) {
        if !self.quiet {
            eprintln!("{text}");
        }
    }

    /// A line that only `-v` shows.
    pub fn explain(&self, text: impl std::fmt::Display) {
        if self.verbose && !self.quiet {
            eprintln!("{text}");
        }
    }

    /// Whether explanations are shown: work for them alone is left out otherwise.
    pub fn is_verbose(&self) -> bool {
        self.verbose && !self.quiet
    }

    /// A bar on stderr when that is a terminal; it shows itself only when the work takes over a second.
    pub fn progress(&self, steps: u64, what: &'static str) -> indicatif::ProgressBar {
        if self.quiet || !std::io::stderr().is_terminal() {
            return indicatif::ProgressBar::hidden();
        }
        let style = indicatif::ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}")
            .unwrap_or_else(|_| indicatif::ProgressStyle::default_bar());
        let target = indicatif::ProgressDrawTarget::stderr_with_hz(5);
        indicatif::ProgressBar::with_draw_target(Some(steps), target).with_style(style).with_message(what)
    }

    /// The value of a result, or nothing and a fault said.
    pub fn keep<T>(&self, result: Result<T>) -> Option<T> {
        result.map_err(|error| self.fault(&error)).ok()
    }

    pub fn exit_status(&self, result: std::result::Result<(), Stop>) -> ExitCode {
        match result {
            Err(Stop::Usage(text)) => {
                eprintln!("parallax: {text}");
                return ExitCode::from(2);
            }
            Err(Stop::Fault(error)) => self.fault(&error),
            Err(Stop::BrokenPipe) | Ok(()) => {}
        }
        ExitCode::from(u8::from(self.faults.get() > 0))
    }
}
