//! What a person at the terminal is told, all of it on stderr, and the exit status that follows from it.

use parallax::error::shown;
use parallax::{Error, Result};
use std::cell::Cell;
use std::fmt::Display;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

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

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::BrokenPipe => Stop::BrokenPipe,
            _ => Stop::Fault(Error::io("-", &error)),
        }
    }
}

/// Work shorter than this needs no sign of life.
const SOON: Duration = Duration::from_secs(1);

impl Console {
    pub fn new(quiet: bool, verbose: bool) -> Self {
        Console { quiet, verbose, faults: Cell::new(0) }
    }

    /// A fault: one line, and exit status 1 at the end. The work goes on.
    pub fn fault(&self, error: &Error) {
        self.faults.set(self.faults.get() + 1);
        line(format_args!("parallax: {error}"));
    }

    /// A line that most users want to see; `-q` silences it.
    pub fn note(&self, text: impl Display) {
        if !self.quiet {
            line(text);
        }
    }

    /// A line that only `-v` shows.
    pub fn explain(&self, text: impl Display) {
        if self.verbose && !self.quiet {
            line(text);
        }
    }

    /// Whether explanations are shown: work for them alone is left out otherwise.
    pub fn is_verbose(&self) -> bool {
        self.verbose && !self.quiet
    }

    /// A bar on stderr when that is a terminal; it shows itself only when the work takes over a second.
    pub fn progress(&self, steps: u64, what: &'static str) -> indicatif::ProgressBar {
        if self.quiet || !io::stderr().is_terminal() {
            return indicatif::ProgressBar::hidden();
        }
        let style = indicatif::ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}")
            .unwrap_or_else(|_| indicatif::ProgressStyle::default_bar());
        let target = indicatif::ProgressDrawTarget::stderr_with_hz(5);
        indicatif::ProgressBar::with_draw_target(Some(steps), target).with_style(style).with_message(what)
    }

    /// A sign of life for work whose steps nobody can count, from the first second on; it goes when this is dropped.
    pub fn busy(&self, what: &'static str) -> Busy {
        if self.quiet || !io::stderr().is_terminal() {
            return Busy { done: None, thread: None };
        }
        let (done, wait) = channel::<()>();
        let thread = std::thread::spawn(move || {
            if wait.recv_timeout(SOON) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let bar = indicatif::ProgressBar::new_spinner().with_message(what);
            bar.enable_steady_tick(Duration::from_millis(200));
            let _ = wait.recv();
            bar.finish_and_clear();
        });
        Busy { done: Some(done), thread: Some(thread) }
    }

    /// The value of a result, or nothing and a fault said.
    pub fn keep<T>(&self, result: Result<T>) -> Option<T> {
        result.map_err(|error| self.fault(&error)).ok()
    }

    pub fn exit_status(&self, result: std::result::Result<(), Stop>) -> ExitCode {
        match result {
            Err(Stop::Usage(text)) => {
                line(format_args!("parallax: {}", shown(&text)));
                return ExitCode::from(2);
            }
            Err(Stop::Fault(error)) => self.fault(&error),
            Err(Stop::BrokenPipe) | Ok(()) => {}
        }
        ExitCode::from(u8::from(self.faults.get() > 0))
    }
}

/// Ends a sign of life.
pub struct Busy {
    done: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.done.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Writes a line to stderr, if anybody is there to read it.
fn line(text: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// A probability of an option.
pub fn probability(text: &str) -> std::result::Result<f64, String> {
    let value = text.parse::<f64>().ok().filter(|value| (0.0..=1.0).contains(value));
    value.ok_or_else(|| "expected a probability from 0 to 1".to_owned())
}

/// A length of time of an option, in days.
pub fn days(text: &str) -> std::result::Result<f64, String> {
    const LONGEST: f64 = 36_500.0;
    let value = text.parse::<f64>().ok().filter(|value| (0.0..=LONGEST).contains(value));
    value.ok_or_else(|| format!("expected a number of days from 0 to {LONGEST}"))
}

/// A measure of an option that cannot be negative.
pub fn measure(text: &str) -> std::result::Result<f64, String> {
    let value = text.parse::<f64>().ok().filter(|value| value.is_finite() && *value >= 0.0);
    value.ok_or_else(|| "expected a number from 0 on".to_owned())
}
