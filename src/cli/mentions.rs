//! `parallax mentions`: the names of articles, with their places.

use super::console::{Console, Stop};
use super::load;
use parallax::anchors::{Sort, entities, entity_key, mentions, widened};
use parallax::corpus::{Article, ReadOptions};
use parallax::output::{sink::Sink, tsv};
use parallax::text::Language;
use rayon::prelude::*;
use std::fmt::Write;
use std::path::PathBuf;

/// List the persons, places and organisations that articles name, each with its place
///
/// `id start end text kind entity key`: `start` and `end` count characters of the title, an empty line and the text (of the
/// text alone where there is no title); `kind` is person, place, organisation or name; `entity` is the fullest form of the
/// name in its article, `key` is equal for most spellings of it in all three languages.
#[derive(clap::Args)]
pub struct Args {
    /// Files and folders of articles; `-` is standard input
    #[arg(required = true)]
    corpus: Vec<PathBuf>,
    #[command(flatten)]
    reading: load::Reading,
    /// Where to write; standard output if left out or `-`
    #[arg(short, long, value_name = "F")]
    output: Option<PathBuf>,
}

/// Articles are read so many at a time …
const BATCH: usize = 256;
/// … and no more than about so many bytes of them.
const BATCH_BYTES: usize = 8 << 20;

pub fn run(args: Args, console: &Console) -> Result<(), Stop> {
    let options = ReadOptions { keep_boilerplate: true, ..args.reading.options() };
    let mut out = Sink::create(args.output.as_deref())?;
    tsv::row(&mut out, &["id", "start", "end", "text", "kind", "entity", "key"])?;
    let (mut waiting, mut bytes): (Vec<Article>, usize) = (Vec::new(), 0);
    let mut write = |waiting: &mut Vec<Article>| -> Result<(), Stop> {
        let rows: Vec<String> = waiting.par_iter().map(of_article).collect();
        waiting.clear();
        for rows in rows {
            std::io::Write::write_all(&mut out, rows.as_bytes())?;
        }
        Ok(())
    };
    load::each(&args.corpus, &options, console, |article| {
        bytes += article.text.len();
        waiting.push(article);
        if waiting.len() < BATCH && bytes < BATCH_BYTES {
            return Ok(());
        }
        bytes = 0;
        write(&mut waiting)
    })?;
    write(&mut waiting)?;
    Ok(out.finish()?)
}

/// The rows of an article; none where its language is not one of the three.
fn of_article(article: &Article) -> String {
    let Ok(language) = article.lang.parse::<Language>() else { return String::new() };
    let text = if article.title.is_empty() {
        article.text.clone()
    } else {
        format!("{}\n\n{}", article.title, article.text)
    };
    let found = widened(&text, mentions(&text, language), language);
    let of_entity = entities(&found, language);
    // Each key is looked up once.
    let mut keys: Vec<Option<String>> = vec![None; found.len()];
    let plain = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    let mut rows = String::new();
    let (mut byte, mut character) = (0, 0);
    let mut count = |at: usize| {
        character += text[byte..at].chars().count();
        byte = at;
        character
    };
    for (mention, entity) in found.iter().zip(of_entity) {
        let kind = match mention.sort {
            Sort::Person => "person",
            Sort::Place => "place",
            Sort::Organisation => "organisation",
            Sort::Name => "name",
        };
        let (start, end) = (count(mention.span.start), count(mention.span.end));
        let (own, full) = (&text[mention.span.clone()], &text[found[entity].span.clone()]);
        // Writing to a string cannot fail.
        let _ = writeln!(
            rows,
            "{}\t{start}\t{end}\t{}\t{kind}\t{}\t{}",
            plain(&article.id),
            plain(own),
            plain(full),
            keys[entity].get_or_insert_with(|| entity_key(&found[entity], language))
        );
    }
    rows
}
