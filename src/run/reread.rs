//! What an earlier run left in its folder, read again: articles and links.

use crate::alignment::Bead;
use crate::corpus::Article;
use crate::output::parallel::LinkedPair;
use crate::spellings::Link;
use crate::{Error, Result};
use rustc_hash::FxHashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Links under this probability are no evidence.
const LEAST: f64 = 0.5;

/// The links of pairs just linked.
pub fn links(linked: &[LinkedPair]) -> Vec<Link> {
    let numbers = |range: &std::ops::Range<usize>, first: usize| -> Vec<u32> {
        range.clone().map(|number| (number + first) as u32).collect()
    };
    let mut all = Vec::new();
    for pair in linked {
        let sure = |bead: &Bead| !bead.is_null() && (bead.probability * 1e4).round() >= LEAST * 1e4;
        all.extend(pair.rows.iter().filter(|row| sure(&row.bead)).map(|row| Link {
            src: pair.pair.src,
            trg: pair.pair.trg,
            src_sentences: numbers(&row.bead.src, row.first.0),
            trg_sentences: numbers(&row.bead.trg, row.first.1),
        }));
    }
    all
}

/// The articles and the links of a folder that `run` made.
pub fn read(folder: &Path) -> Result<(Vec<Article>, Vec<Link>)> {
    let place = folder.join("articles.jsonl");
    let not_there = "give the folder that `parallax run` wrote with -o";
    let text = fs::read_to_string(&place).map_err(|cause| Error::io(&place, &cause).advice(not_there))?;
    let mut articles: Vec<Article> = Vec::new();
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        articles.push(serde_json::from_str(line).map_err(|cause| {
            Error::new(format!("expected an article, found {cause}"))
                .at_line(&place, at as u64 + 1)
                .advice("run again")
        })?);
    }
    let number: FxHashMap<&str, usize> =
        articles.iter().enumerate().map(|(at, article)| (article.id.as_str(), at)).collect();
    let beads = folder.join("alignments");
    let fault = |cause: std::io::Error| Error::io(&beads, &cause).advice(not_there);
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(&beads).map_err(fault)? {
        files.push(entry.map_err(fault)?.path());
    }
    files.retain(|file| file.extension().is_some_and(|ending| ending == "tsv"));
    files.sort();
    let mut links = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).map_err(|cause| Error::io(&file, &cause))?;
        let mut lines = text.lines();
        let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
        let column = |name: &str| header.iter().position(|column| *column == name);
        let wanted = ["src_id", "trg_id", "score", "src_sentences", "trg_sentences"].map(column);
        let [Some(src), Some(trg), Some(score), Some(of_src), Some(of_trg)] = wanted else {
            let what = "expected the columns src_id, trg_id, score, src_sentences, trg_sentences";
            return Err(Error::new(what).at_line(&file, 1).advice("run again"));
        };
        for line in lines {
            let fields: Vec<&str> = line.split('\t').collect();
            let field = |at: usize| fields.get(at).copied().unwrap_or_default();
            let sure = field(score).parse::<f64>().is_ok_and(|score| score >= LEAST);
            let ends = number.get(field(src)).zip(number.get(field(trg)));
            let list =
                |at: usize| field(at).split(',').filter_map(|one| one.parse().ok()).collect::<Vec<u32>>();
            let (src_sentences, trg_sentences) = (list(of_src), list(of_trg));
            if let Some((&src, &trg)) =
                ends.filter(|_| sure && !src_sentences.is_empty() && !trg_sentences.is_empty())
            {
                links.push(Link { src, trg, src_sentences, trg_sentences });
            }
        }
    }
    Ok((articles, links))
}
