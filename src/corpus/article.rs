//! One article, as every later stage sees it.

use serde::{Deserialize, Serialize};

/// An article. Only `text` or `title` is sure to be there; every other field may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Article {
    /// Unique in a corpus; made from the path where the input has none.
    pub id: String,
    /// Who published it.
    pub outlet: String,
    /// ISO 639-1 (`en`, `ru`, `uk`, or another language's code), `und` where nothing can be told.
    pub lang: String,
    /// RFC 3339 time or a date; empty when unknown.
    pub published: String,
    /// Its address.
    pub url: String,
    /// Its headline.
    pub title: String,
    /// Its byline.
    pub author: String,
    /// The body: paragraphs parted by an empty line.
    pub text: String,
    /// Where it was read: `file:line`.
    pub source: String,
}

impl Article {
    /// The time of publication in seconds since 1970 (UTC; a bare date is its noon), or `None` where it is unknown.
    pub fn time(&self) -> Option<i64> {
        let text = self.published.trim();
        if let Ok(stamp) = text.parse::<jiff::Timestamp>() {
            return Some(stamp.as_second());
        }
        let moment = match text.parse::<jiff::civil::DateTime>() {
            Ok(moment) if text.len() > 10 => moment,
            Ok(moment) => moment.date().at(12, 0, 0, 0),
            Err(_) => return None,
        };
        jiff::tz::Offset::UTC.to_timestamp(moment).ok().map(|stamp| stamp.as_second())
    }
}
