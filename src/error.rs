//! What goes wrong, said so that a person can act on it: what was expected and found, where, and what to do.

use std::borrow::Cow;
use std::fmt;
use std::path::{Path, PathBuf};

/// A result whose error is an [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// A fault in the input or its surroundings. It shows as one line: `place: what; advice`.
///
/// ```
/// use parallax::Error;
/// let fault = Error::new("not a JSON object").at_line("news.jsonl", 7).advice("each line must be one article");
/// assert_eq!(fault.to_string(), "news.jsonl:7: not a JSON object; each line must be one article");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    what: String,
    place: Option<Place>,
    advice: Option<String>,
    kind: Kind,
}

/// What kind of fault it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Kind {
    /// What was read is not what was expected.
    #[default]
    Content,
    /// The operating system refused.
    Io,
    /// An option is out of its range.
    Invalid,
    /// The caller broke the work off.
    Canceled,
}

/// Where a fault is: a file, perhaps a line (from 1), perhaps a byte offset (from 0).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The file as the user named it; `-` is standard input.
    pub file: PathBuf,
    /// Line number from 1.
    pub line: Option<u64>,
    /// Byte offset from 0.
    pub offset: Option<u64>,
}

impl Error {
    /// A fault without a place: says what was expected and what was found.
    pub fn new(what: impl Into<String>) -> Self {
        Error { what: what.into(), place: None, advice: None, kind: Kind::Content }
    }

    /// An option that is out of its range.
    pub fn invalid(what: impl Into<String>) -> Self {
        Error { kind: Kind::Invalid, ..Error::new(what) }
    }

    /// The caller broke the work off.
    pub fn canceled() -> Self {
        Error { kind: Kind::Canceled, ..Error::new("canceled") }
    }

    /// Whether the operating system refused to read or write.
    pub fn is_io(&self) -> bool {
        self.kind == Kind::Io
    }

    /// Whether an option is out of its range.
    pub fn is_invalid(&self) -> bool {
        self.kind == Kind::Invalid
    }

    /// Whether the caller broke the work off.
    pub fn is_canceled(&self) -> bool {
        self.kind == Kind::Canceled
    }

    /// A fault of the operating system at a file, with the advice that fits the commonest kinds.
    ///
    /// Where the cause itself knows its place ([`AtPlace`]), that one is told.
    pub fn io(file: impl AsRef<Path>, cause: &std::io::Error) -> Self {
        use std::io::ErrorKind::{FileTooLarge, NotFound, PermissionDenied, StorageFull};
        let placed = cause.get_ref().and_then(|inner| inner.downcast_ref::<AtPlace>());
        let file = placed.map_or(file.as_ref(), |placed| &placed.file);
        let error = Error::new(format!("cannot be read or written: {cause}")).at(file);
        let error = Error { kind: Kind::Io, ..error };
        match cause.kind() {
            NotFound => error.advice("check the spelling of the path"),
            PermissionDenied => error.advice("check the rights of the file and its folder"),
            StorageFull => error.advice("make room on the disk and run again"),
            FileTooLarge => error.advice("raise the limit of file sizes (`ulimit -f`) and run again"),
            _ => error,
        }
    }

    /// The same fault, at a file.
    pub fn at(self, file: impl AsRef<Path>) -> Self {
        let place = Place { file: file.as_ref().to_path_buf(), ..Place::default() };
        Error { place: Some(place), ..self }
    }

    /// The same fault, at a line (from 1) of a file.
    pub fn at_line(self, file: impl AsRef<Path>, line: u64) -> Self {
        let place = Place { file: file.as_ref().to_path_buf(), line: Some(line), offset: None };
        Error { place: Some(place), ..self }
    }

    /// The same fault, at a byte offset (from 0) of a file.
    pub fn at_offset(self, file: impl AsRef<Path>, offset: u64) -> Self {
        let place = Place { file: file.as_ref().to_path_buf(), line: None, offset: Some(offset) };
        Error { place: Some(place), ..self }
    }

    /// The same fault, with what to do about it.
    pub fn advice(self, advice: impl Into<String>) -> Self {
        Error { advice: Some(advice.into()), ..self }
    }

    /// Where it is, when that is known.
    pub fn place(&self) -> Option<&Place> {
        self.place.as_ref()
    }
}

/// A fault of the operating system that knows at which file it happened, to travel inside a [`std::io::Error`].
#[derive(Debug)]
pub struct AtPlace {
    /// The file as the user named it.
    pub file: PathBuf,
    /// What the system said.
    pub cause: std::io::Error,
}

impl AtPlace {
    /// The same fault with its place, unless it has one.
    pub fn wrap(file: &Path, cause: std::io::Error) -> std::io::Error {
        match cause.get_ref() {
            Some(inner) if inner.is::<AtPlace>() => cause,
            _ => std::io::Error::new(cause.kind(), AtPlace { file: file.to_path_buf(), cause }),
        }
    }
}

impl fmt::Display for AtPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.cause.fmt(f)
    }
}

impl std::error::Error for AtPlace {}

/// Text that is safe to show on one line of a terminal: control characters, line separators and signs that turn the
/// direction of writing are written out.
///
/// ```
/// assert_eq!(parallax::error::shown("a\u{1b}[2Jb\nc"), "a\\u{1b}[2Jb\\nc");
/// ```
pub fn shown(text: &str) -> Cow<'_, str> {
    let unsafe_sign = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(unsafe_sign) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match unsafe_sign(letter) {
            true => safe.extend(letter.escape_default()),
            false => safe.push(letter),
        }
    }
    Cow::Owned(safe)
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        f.write_str(&shown(&self.what))?;
        match &self.advice {
            Some(advice) => write!(f, "; {}", shown(advice)),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shown(&self.file.display().to_string()))?;
        match (self.line, self.offset) {
            (Some(line), _) => write!(f, ":{line}"),
            (None, Some(offset)) => write!(f, ": byte {offset}"),
            (None, None) => Ok(()),
        }
    }
}

impl std::error::Error for Error {}
