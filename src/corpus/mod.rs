//! Articles and their readers: from files in any form to [`Article`]s with title, author, date, url and paragraphs.
//!
//! One file a form: `jsonl`, `table` (CSV and TSV), [`page`] (plain text and Markdown, with or without front matter),
//! `html`, `feed` (RSS and Atom), `warc` (and `http` in it), `archive` (zip and tar). [`source`] opens and unpacks as a
//! stream, `form` tells the form, [`encoding`] decodes, `read` walks folders and joins it all, and `desk` is where the
//! readers bring what they found. [`stream`] gives articles on one by one, [`read`] collects them.
//!
//! Not for: judging the language of a text or cutting it into sentences (that is [`crate::text`]).

mod archive;
mod article;
pub mod boilerplate;
pub mod date;
mod desk;
pub mod encoding;
mod feed;
mod form;
mod html;
mod http;
mod jsonl;
mod lines;
pub mod page;
mod read;
pub mod source;
mod table;
mod warc;

pub use article::Article;
pub use desk::{Event, Flow};
pub use lines::LONGEST;
pub use read::{Corpus, ReadOptions, read, read_from, stream};
