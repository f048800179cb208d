//! Articles and their readers: from files in any form to [`Article`]s with title, author, date, url and paragraphs.
//!
//! One file a form: [`jsonl`], [`table`] (CSV and TSV), [`page`] (plain text and Markdown, with or without front
//! matter). [`source`] opens and decodes, [`read`] walks folders and joins it all.
//!
//! Not for: judging the language of a text or cutting it into sentences (that is [`crate::text`]).

mod article;
pub mod date;
pub mod encoding;
pub mod jsonl;
pub mod page;
mod read;
pub mod source;
pub mod table;

pub use article::Article;
pub use read::{Corpus, ReadOptions, read};
