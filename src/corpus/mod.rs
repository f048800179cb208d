//! Articles and their readers: from files in any form to [`Article`]s with title, author, date, url and paragraphs.
//!
//! Not for: judging the language of a text or cutting it into sentences (that is [`crate::text`]).

mod article;
pub mod source;

pub use article::Article;
