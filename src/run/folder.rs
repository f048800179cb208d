//! What `run` leaves in its folder.

use super::{Options, fingerprint, reread};
use crate::alignment::Degree;
use crate::corpus::Article;
use crate::output::parallel::LinkedPair;
use crate::output::sink::Sink;
use crate::output::{names, pairs, parallel};
use crate::pairing::ArticlePair;
use crate::report;
use crate::spellings;
use crate::text::Language;
use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What `run.json` says.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Summary {
    /// The version of parallax.
    pub version: String,
    /// Over all input and options; the same fingerprint gives the same files.
    pub fingerprint: String,
    /// The options as settled.
    pub options: BTreeMap<String, serde_json::Value>,
    /// How many articles, pairs and links there were.
    pub counts: BTreeMap<String, u64>,
    /// What was left out, by reason.
    pub dropped: BTreeMap<String, u64>,
    /// Seconds that each stage took.
    pub seconds: BTreeMap<String, f64>,
}

/// The summary of the last run into this folder, when its files are still there.
pub fn last(folder: &Path) -> Option<Summary> {
    let summary: Summary = serde_json::from_slice(&fs::read(folder.join("run.json")).ok()?).ok()?;
    let whole = ["articles.jsonl", "pairs.tsv", "names.tsv", "report.html"]
        .iter()
        .all(|name| folder.join(name).is_file());
    (whole && folder.join("alignments").is_dir()).then_some(summary)
}

/// Writes everything but `run.json`, and counts what was written.
pub fn write(
    folder: &Path,
    articles: &[Article],
    pairs: &[ArticlePair],
    linked: &[LinkedPair],
    options: &Options,
    summary: &mut Summary,
) -> Result<()> {
    let beads = folder.join("alignments");
    fs::create_dir_all(&beads).map_err(|cause| Error::io(&beads, &cause))?;
    save(&folder.join("articles.jsonl"), |out| {
        articles.iter().try_for_each(|article| {
            serde_json::to_writer(&mut *out, article)?;
            out.write_all(b"\n")
        })
    })?;
    save(&folder.join("pairs.tsv"), |out| pairs::write(pairs, articles, out))?;
    let mut links = 0;
    for language in [Language::Russian, Language::Ukrainian] {
        let rows =
            linked.iter().flat_map(|linked| &linked.rows).filter(|row| row.trg.lang == language.code());
        let kept: Vec<_> = rows
            .filter(|row| !row.bead.is_null() && row.bead.probability >= options.min_score)
            .filter(|row| !options.same_alone || row.bead.degree() == Some(Degree::Same))
            .collect();
        links += kept.len();
        summary.counts.insert(format!("links en-{language}"), kept.len() as u64);
        save(&folder.join(format!("parallel.en-{language}.tsv")), |out| {
            parallel::header(out)?;
            kept.iter().try_for_each(|row| parallel::row(row, out))
        })?;
    }
    let mut names: Vec<PathBuf> = Vec::new();
    for linked in linked {
        let name = file_name(&articles[linked.pair.src].id, &articles[linked.pair.trg].id);
        save(&beads.join(&name), |out| {
            parallel::header(out)?;
            linked.rows.iter().try_for_each(|row| parallel::row(row, out))
        })?;
        names.push(name.into());
    }
    remove_stale(&beads, &names)?;
    let all: usize = linked.iter().map(|linked| linked.rows.len()).sum();
    let nulls: usize =
        linked.iter().map(|linked| linked.rows.iter().filter(|row| row.bead.is_null()).count()).sum();
    summary.counts.insert("article pairs".to_owned(), linked.len() as u64);
    summary.counts.insert("links".to_owned(), links as u64);
    summary.dropped.insert("sentences without a partner".to_owned(), nulls as u64);
    summary.dropped.insert("links under the least score".to_owned(), (all - nulls - links) as u64);
    let entities = spellings::entities(articles, &reread::links(linked));
    summary.counts.insert("names".to_owned(), entities.len() as u64);
    let spelled = spellings::spellings(&entities, articles);
    save(&folder.join("names.tsv"), |out| names::write(&spelled, out))?;
    let page = report::page(articles, pairs, linked, &summary.counts)?;
    save(&folder.join("report.html"), |out| out.write_all(page.as_bytes()))
}

/// Writes `run.json`, the last file: where it stands, the run was whole.
pub fn finish(folder: &Path, articles: &[Article], options: &Options, summary: &mut Summary) -> Result<()> {
    summary.version = env!("CARGO_PKG_VERSION").to_owned();
    summary.fingerprint = fingerprint(articles, options);
    save(&folder.join("run.json"), |out| {
        serde_json::to_writer_pretty(&mut *out, summary)?;
        out.write_all(b"\n")
    })
}

fn save(place: &Path, write: impl FnOnce(&mut Sink) -> io::Result<()>) -> Result<()> {
    let mut out = Sink::create(Some(place))?;
    write(&mut out).and_then(|()| out.finish()).map_err(|cause| Error::io(place, &cause))
}

/// A file name for a pair; what may not stand in a file name becomes `_`, and long names are cut.
fn file_name(src: &str, trg: &str) -> String {
    let plain = |id: &str| -> String {
        let sign =
            |letter: char| if letter.is_alphanumeric() || matches!(letter, '-' | '.') { letter } else { '_' };
        id.chars().map(sign).collect::<String>().trim_start_matches('.').to_owned()
    };
    let name = format!("{}--{}", plain(src), plain(trg));
    if name.len() <= 200 {
        return format!("{name}.tsv");
    }
    let hash = xxhash_rust::xxh3::xxh3_64(format!("{src}\t{trg}").as_bytes());
    let cut: String = name.chars().take(90).collect();
    format!("{cut}-{hash:016x}.tsv")
}

/// Files of pairs that an earlier run made and this one did not.
fn remove_stale(folder: &Path, names: &[PathBuf]) -> Result<()> {
    let fault = |cause: io::Error| Error::io(folder, &cause);
    for entry in fs::read_dir(folder).map_err(fault)? {
        let name = PathBuf::from(entry.map_err(fault)?.file_name());
        if name.extension().is_some_and(|ending| ending == "tsv") && !names.contains(&name) {
            fs::remove_file(folder.join(name)).map_err(fault)?;
        }
    }
    Ok(())
}
