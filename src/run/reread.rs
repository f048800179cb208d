//! What an earlier run left in its folder, read again: articles and links.

use crate::corpus::Article;
use crate::spellings::Link;
use crate::{Error, Result};
use rustc_hash::FxHashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Links under this probability are no evidence.
const LEAST: f64 = 0.5;
const NOT_THERE: &str = "give the folder that `parallax run` wrote with -o";

/// The articles and the links of a folder that `run` made.
///
/// # Errors
///
/// A folder that is not one of a run, or a file of it that is damaged.
pub fn read(folder: &Path) -> Result<(Vec<Article>, Vec<Link>)> {
    let articles = articles(folder)?;
    let number: FxHashMap<&str, usize> =
        articles.iter().enumerate().map(|(at, article)| (article.id.as_str(), at)).collect();
    let mut links = Vec::new();
    for file in files(folder)? {
        read_links(&file, &number, &mut links)?;
    }
    Ok((articles, links))
}

/// The articles of a folder that `run` made, whole, by their ids.
fn articles(folder: &Path) -> Result<Vec<Article>> {
    let place = folder.join("articles.jsonl");
    let mut articles: Vec<Article> = Vec::new();
    for (at, line) in open(&place)?.lines().enumerate() {
        let line = line.map_err(|cause| Error::io(&place, &cause))?;
        if !line.trim().is_empty() {
            articles.push(serde_json::from_str(&line).map_err(|cause| {
                Error::new(format!("expected an article, found {cause}"))
                    .at_line(&place, at as u64 + 1)
                    .advice("run again")
            })?);
        }
    }
    Ok(articles)
}

/// Whether a run in a folder came to its end.
pub(super) fn whole(folder: &Path) -> Result<()> {
    if !folder.is_dir() {
        return Err(Error::new("expected a folder, found none").at(folder).advice(NOT_THERE));
    }
    if folder.join("run.json").is_file() {
        return Ok(());
    }
    let what = "there is no run.json: the run did not come to its end, or it is no folder of a run";
    Err(Error::new(what).at(folder).advice(NOT_THERE))
}

/// The names of some columns.
pub(super) type Columns<const N: usize> = [&'static str; N];

/// Hands on some columns of each row of a TSV file with a header.
pub(super) fn rows<const N: usize>(
    file: &Path,
    wanted: Columns<N>,
    mut take: impl FnMut([&str; N]),
) -> Result<()> {
    let fault = |cause: std::io::Error| Error::io(file, &cause);
    let mut lines = open(file)?.lines();
    let header = lines.next().transpose().map_err(fault)?.unwrap_or_default();
    let header: Vec<&str> = header.split('\t').collect();
    let mut places = [0; N];
    for (place, name) in places.iter_mut().zip(wanted) {
        let Some(found) = header.iter().position(|column| *column == name) else {
            return Err(Error::new(format!("expected the column {name}, found {}", header.join(" ")))
                .at_line(file, 1)
                .advice("an older version wrote it: run again"));
        };
        *place = found;
    }
    for line in lines {
        let line = line.map_err(fault)?;
        let fields: Vec<&str> = line.split('\t').collect();
        take(places.map(|at| fields.get(at).copied().unwrap_or_default()));
    }
    Ok(())
}

/// The files that hold all beads: one for each pair of languages, or one for each pair of articles.
pub(super) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let named = |folder: &Path, is_one: &dyn Fn(&str) -> bool| -> Result<Vec<PathBuf>> {
        let fault = |cause: std::io::Error| Error::io(folder, &cause).advice(NOT_THERE);
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder).map_err(fault)? {
            let path = entry.map_err(fault)?.path();
            if path.file_name().and_then(|name| name.to_str()).is_some_and(is_one) {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    };
    let beads = named(folder, &|name| name.starts_with("beads.") && name.ends_with(".tsv"))?;
    if beads.is_empty() {
        return named(&folder.join("alignments"), &|name| name.ends_with(".tsv"));
    }
    Ok(beads)
}

fn open(place: &Path) -> Result<BufReader<File>> {
    File::open(place).map(BufReader::new).map_err(|cause| Error::io(place, &cause).advice(NOT_THERE))
}

fn read_links(file: &Path, number: &FxHashMap<&str, usize>, links: &mut Vec<Link>) -> Result<()> {
    let fault = |cause: std::io::Error| Error::io(file, &cause);
    let mut lines = open(file)?.lines();
    let header = lines.next().transpose().map_err(fault)?.unwrap_or_default();
    let header: Vec<&str> = header.split('\t').collect();
    let column = |name: &str| header.iter().position(|column| *column == name);
    let wanted = ["src_id", "trg_id", "score", "src_sentences", "trg_sentences"].map(column);
    let [Some(src), Some(trg), Some(score), Some(of_src), Some(of_trg)] = wanted else {
        let what = "expected the columns src_id, trg_id, score, src_sentences, trg_sentences";
        return Err(Error::new(what).at_line(file, 1).advice("run again"));
    };
    for line in lines {
        let line = line.map_err(fault)?;
        let fields: Vec<&str> = line.split('\t').collect();
        let field = |at: usize| fields.get(at).copied().unwrap_or_default();
        let sure = field(score).parse::<f64>().is_ok_and(|score| score >= LEAST);
        let ends = number.get(field(src)).zip(number.get(field(trg)));
        let list = |at: usize| field(at).split(',').filter_map(|one| one.parse().ok()).collect::<Vec<u32>>();
        let (src_sentences, trg_sentences) = (list(of_src), list(of_trg));
        if let Some((&src, &trg)) =
            ends.filter(|_| sure && !src_sentences.is_empty() && !trg_sentences.is_empty())
        {
            links.push(Link { src, trg, src_sentences, trg_sentences });
        }
    }
    Ok(())
}
