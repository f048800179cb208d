//! Articles and their readers: from files in any form to [`Article`]s with title, author, date, url and paragraphs.
//!
//! One file a form: `jsonl`, `table` (CSV and TSV; `rows` of CSV), [`page`] (plain text and Markdown, with or without front
//! matter), `html`, `feed` (RSS and Atom), `warc` (and `http` in it), `archive` (zip and tar). [`source`] opens and unpacks
//! as a stream, `form` tells the form, [`encoding`] decodes what is held as a whole and `transcode` a stream (`codepage`
//! guesses, [`mojibake`] reads back what was decoded wrong), `walk` finds the files of folders, `read` joins it all, and
//! `desk` is where the readers bring what they found: there dates ([`date`]), language tags ([`tag`]) and paragraphs
//! (`text`) are settled. [`stream`] gives articles on one by one, [`read`] collects them.
//!
//! Not for: judging the language of a text or cutting it into sentences (that is [`crate::text`]).

mod address;
#[cfg(feature = "archives")]
mod archive;
mod article;
pub mod boilerplate;
mod codepage;
pub mod date;
mod desk;
pub mod encoding;
#[cfg(feature = "html")]
mod feed;
mod form;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "html")]
mod http;
mod jsonl;
#[cfg(not(all(feature = "html", feature = "archives")))]
mod lacking;
mod lines;
pub mod mojibake;
pub mod page;
mod read;
mod rows;
pub mod source;
mod table;
pub mod tag;
mod text;
mod transcode;
mod walk;
#[cfg(feature = "html")]
mod warc;

pub use article::Article;
pub use desk::{Event, Flow};
pub use lines::LONGEST;
pub use read::{Corpus, ReadOptions, read, read_from, stream};
