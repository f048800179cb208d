//! The results of the main job as the files of a folder.

use super::job::End;
use super::manifest::{Before, Mark, Summary};
use super::shown::Shown;
use super::{Job, Options, Receiver, Stage, Watch};
use crate::corpus::Article;
use crate::coverage::Coverage;
use crate::linking::{LinkedBead, LinkedPair};
use crate::output::format::{Aligned, Format};
use crate::output::parallel::Tsv;
use crate::output::sink::Sink;
use crate::output::{differences, facts, names, pairs, stories, trilingual};
use crate::pairing::ArticlePair;
use crate::pairing::store::{Span, Store};
use crate::spellings;
use crate::text::LanguagePair;
use crate::{Error, Result};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// Does a job and leaves its results in a folder; `None` where the last run there gave the same and all its files are as it
/// left them, unless `force` says to do everything again. What the folder holds from earlier runs is replaced only when
/// all results are whole.
///
/// # Errors
///
/// A folder that is not empty and that no run wrote, unless `force`; what the disk refuses; [`crate::Error::is_canceled`].
pub fn run(job: Job, folder: &Path, force: bool, watch: &mut Watch) -> Result<Option<Summary>> {
    let before = Before::look(folder, force)?;
    let fingerprint = job.fingerprint();
    if !force && before.is_same(folder, &fingerprint) {
        return Ok(None);
    }
    let options = job.options().clone();
    let left_out = job.left_out().clone();
    let mut files = Files::create(folder, &options)?;
    let mut times = Times::default();
    let counts = job.run(&mut files, &mut |progress| {
        times.enter(progress.stage);
        watch(progress)
    })?;
    let mut summary = Summary {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        fingerprint,
        options: settled(&options),
        ..Summary::default()
    };
    for (language, count) in counts.articles {
        summary.counts.insert(format!("articles {language}"), count);
    }
    for (language, count) in left_out {
        summary.dropped.insert(format!("articles in {language}"), count as u64);
    }
    let more = [("article pairs", counts.pairs), ("stories", counts.stories), ("names", counts.names)];
    summary.counts.extend(more.map(|(name, count)| (name.to_owned(), count)));
    summary.counts.extend(counts.notes.counts.iter().map(|(name, count)| ((*name).to_owned(), *count)));
    summary.notes = counts.notes.lines;
    summary.shares = counts.shares.iter().map(|share| (share.kind(), rounded(share.share))).collect();
    before.start(folder)?;
    files.finish(&mut summary)?;
    summary.seconds = times.finish();
    before.finish(folder, &summary)?;
    Ok(Some(summary))
}

/// A share with four places.
fn rounded(share: f64) -> f64 {
    (share * 1e4).round() / 1e4
}

/// The options as `run.json` tells them.
fn settled(options: &Options) -> BTreeMap<String, serde_json::Value> {
    let mut settled: BTreeMap<String, serde_json::Value> =
        serde_json::to_value(options).and_then(serde_json::from_value).unwrap_or_default();
    if !options.lexicons.is_empty() {
        settled.insert("lexicons".to_owned(), options.lexicons.described().into());
    }
    settled
}

/// How long each stage took.
#[derive(Default)]
struct Times {
    now: Option<(Stage, Instant)>,
    seconds: BTreeMap<String, f64>,
}

impl Times {
    fn enter(&mut self, stage: Stage) {
        if self.now.is_none_or(|(now, _)| now != stage) {
            self.leave();
            self.now = Some((stage, Instant::now()));
        }
    }

    fn leave(&mut self) {
        if let Some((stage, since)) = self.now.take() {
            let seconds = (since.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
            self.seconds.insert(stage.name().to_owned(), seconds);
        }
    }

    fn finish(mut self) -> BTreeMap<String, f64> {
        self.leave();
        self.seconds
    }
}

/// The files in the making.
struct Files<'a> {
    folder: &'a Path,
    options: &'a Options,
    articles: Output,
    pairs: Output,
    parallel: BTreeMap<LanguagePair, Output>,
    beads: BTreeMap<LanguagePair, Output>,
    /// Files of single pairs: their names, and where their bytes lie until the end, for thousands cannot all be open.
    single: Vec<(String, Span)>,
    bytes: Store,
    rest: Vec<Output>,
    shown: Shown,
    coverage: Coverage,
    links: BTreeMap<LanguagePair, u64>,
    nulls: u64,
    unlikely: u64,
    other_degree: u64,
    triples: u64,
}

impl<'a> Files<'a> {
    fn create(folder: &'a Path, options: &'a Options) -> Result<Self> {
        let mut files = Files {
            folder,
            options,
            articles: Output::create(folder, "articles.jsonl")?,
            pairs: Output::create(folder, "pairs.tsv")?,
            parallel: BTreeMap::new(),
            beads: BTreeMap::new(),
            single: Vec::new(),
            bytes: Store::default(),
            rest: Vec::new(),
            shown: Shown::default(),
            coverage: Coverage::default(),
            links: BTreeMap::new(),
            nulls: 0,
            unlikely: 0,
            other_degree: 0,
            triples: 0,
        };
        files.pairs.write(|out| pairs::header(out))?;
        for &languages in &options.languages {
            let mut parallel = Output::create(folder, &format!("parallel.{languages}.tsv"))?;
            parallel.write(|out| Tsv.start(out))?;
            files.parallel.insert(languages, parallel);
            if !options.per_pair {
                let mut beads = Output::create(folder, &format!("beads.{languages}.tsv"))?;
                beads.write(|out| Tsv.start(out))?;
                files.beads.insert(languages, beads);
            }
        }
        Ok(files)
    }

    /// Puts all files in their places.
    fn finish(mut self, summary: &mut Summary) -> Result<()> {
        let counts = &mut summary.counts;
        counts.insert("links".to_owned(), self.links.values().sum());
        for (languages, count) in &self.links {
            counts.insert(format!("links {languages}"), *count);
        }
        if self.triples > 0 {
            counts.insert("links in three languages".to_owned(), self.triples);
        }
        summary.dropped.insert("sentences without a partner".to_owned(), self.nulls);
        summary.dropped.insert("links under the least score".to_owned(), self.unlikely);
        if self.options.degree.is_some() {
            summary.dropped.insert("links of another degree".to_owned(), self.other_degree);
        }
        if let Some(page) = self.shown.page(&summary.counts)? {
            let mut out = Output::create(self.folder, "report.html")?;
            out.write(|out| out.write_all(page.as_bytes()))?;
            self.rest.push(out);
        }
        let all = [self.articles, self.pairs].into_iter().chain(self.parallel.into_values());
        for output in all.chain(self.beads.into_values()).chain(self.rest) {
            summary.files.extend([output.finish()?]);
        }
        for (name, span) in self.single {
            let mut output = Output::create(self.folder, &name)?;
            let bytes = self.bytes.get(span)?;
            output.write(|out| out.write_all(&bytes))?;
            summary.files.extend([output.finish()?]);
        }
        Ok(())
    }
}

impl Receiver for Files<'_> {
    fn pair(&mut self, pair: &ArticlePair, src_id: &str, trg_id: &str) -> Result<()> {
        self.pairs.write(|out| pairs::row(pair, src_id, trg_id, out))
    }

    fn linked(&mut self, linked: &LinkedPair) -> Result<()> {
        let languages = linked.articles.languages;
        let likely =
            |bead: &LinkedBead| !bead.bead.is_null() && bead.bead.probability >= self.options.min_score;
        let degree =
            |bead: &LinkedBead| self.options.degree.is_none_or(|degree| bead.bead.degree() == Some(degree));
        let chosen = |bead: &LinkedBead| likely(bead) && degree(bead);
        let (all, links) = (linked.links().count(), linked.beads.iter().filter(|bead| likely(bead)).count());
        self.nulls += (linked.beads.len() - all) as u64;
        self.unlikely += (all - links) as u64;
        *self.links.entry(languages).or_default() += links as u64;
        if let Some(parallel) = self.parallel.get_mut(&languages) {
            parallel.write(|out| write(linked, chosen, out))?;
        }
        if let Some(beads) = self.beads.get_mut(&languages) {
            beads.write(|out| write(linked, |_| true, out))?;
        }
        if self.options.per_pair {
            let [src, trg] = [&linked.articles.src.id, &linked.articles.trg.id];
            let mut bytes = Vec::new();
            let written = Tsv.start(&mut bytes).and_then(|()| write(linked, |_| true, &mut bytes));
            written.map_err(|cause| Error::io(self.folder, &cause))?;
            let span = self.bytes.add(&[&bytes])?;
            self.single.push((format!("alignments/{}", file_name(src, trg)), span));
        }
        self.shown.pair(linked);
        self.coverage.add(linked);
        Ok(())
    }

    fn article(&mut self, article: &Article) -> Result<()> {
        self.articles.write(|out| {
            serde_json::to_writer(&mut *out, article)?;
            out.write_all(b"\n")
        })?;
        self.shown.article(article);
        Ok(())
    }

    fn end(&mut self, end: &End) -> Result<()> {
        for (article, _) in end.articles.iter().zip(end.paired).filter(|(_, paired)| **paired) {
            self.shown.paired(article);
        }
        let mut out = Output::create(self.folder, "stories.tsv")?;
        out.write(|out| stories::write(end.stories, out))?;
        self.rest.push(out);
        if crate::linking::Triples::are_possible(&self.options.languages) {
            self.triples = end.triples.len() as u64;
            let mut out = Output::create(self.folder, "parallel.en-ru-uk.tsv")?;
            out.write(|out| {
                trilingual::header(out)?;
                end.triples.iter().try_for_each(|triple| {
                    trilingual::row(triple, triple.articles.map(|place| &end.articles[place as usize]), out)
                })
            })?;
            self.rest.push(out);
        }
        let found = std::mem::take(&mut self.coverage).finish(end.entities, end.articles);
        let mut out = Output::create(self.folder, "diff.tsv")?;
        out.write(|out| differences::write(&found.rows, out))?;
        self.rest.push(out);
        let mut out = Output::create(self.folder, "facts.tsv")?;
        out.write(|out| facts::write(&found.facts, out))?;
        self.rest.push(out);
        let mut out = Output::create(self.folder, "outlets.tsv")?;
        out.write(|out| facts::write_outlets(&found.outlets, out))?;
        self.rest.push(out);
        let spelled = spellings::spellings(end.entities, end.articles);
        let mut out = Output::create(self.folder, "names.tsv")?;
        out.write(|out| names::write(&spelled, out))?;
        self.rest.push(out);
        Ok(())
    }
}

/// The chosen beads of a pair as rows.
fn write(linked: &LinkedPair, chosen: impl Fn(&LinkedBead) -> bool, out: &mut dyn Write) -> io::Result<()> {
    let beads: Vec<&LinkedBead> = linked.beads.iter().filter(|bead| chosen(bead)).collect();
    let relation = linked.articles.pair.relation.to_string();
    let (src, trg) = (&linked.articles.src, &linked.articles.trg);
    Tsv.pair(&Aligned { src, trg, relation: &relation, beads: &beads, src_spans: &[], trg_spans: &[] }, out)
}

/// A file in the making, and by what it will be known again.
struct Output {
    name: String,
    place: PathBuf,
    sink: Sink,
    hash: Xxh3,
    bytes: u64,
}

impl Output {
    fn create(folder: &Path, name: &str) -> Result<Output> {
        let place = folder.join(name);
        let parent = place.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(|cause| Error::io(parent, &cause))?;
        let sink = Sink::create(Some(&place))?;
        Ok(Output { name: name.to_owned(), place, sink, hash: Xxh3::new(), bytes: 0 })
    }

    fn write(&mut self, write: impl FnOnce(&mut Hashing) -> io::Result<()>) -> Result<()> {
        let mut out = Hashing { sink: &mut self.sink, hash: &mut self.hash, bytes: &mut self.bytes };
        write(&mut out).map_err(|cause| Error::io(&self.place, &cause))
    }

    fn finish(self) -> Result<(String, Mark)> {
        let mark = Mark { bytes: self.bytes, xxh3: format!("{:016x}", self.hash.digest()) };
        self.sink.finish().map_err(|cause| Error::io(&self.place, &cause))?;
        Ok((self.name, mark))
    }
}

struct Hashing<'a> {
    sink: &'a mut Sink,
    hash: &'a mut Xxh3,
    bytes: &'a mut u64,
}

impl Write for Hashing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.sink.write(bytes)?;
        self.hash.update(&bytes[..written]);
        *self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }
}

/// Bytes of a file name: systems take 255, and a temporary name must fit too.
const LONGEST: usize = 200;

/// A file name for a pair. What may not stand in a file name becomes `_`, and what is too long is cut; a hash keeps such
/// names apart.
fn file_name(src: &str, trg: &str) -> String {
    let plain = |id: &str| -> String {
        let sign = |letter: char| {
            if letter.is_alphanumeric() || matches!(letter, '-' | '.' | '_') { letter } else { '_' }
        };
        id.chars().map(sign).collect::<String>().trim_start_matches('.').to_owned()
    };
    let name = format!("{}--{}", plain(src), plain(trg));
    let is_itself = plain(src) == src && plain(trg) == trg && name.matches("--").count() == 1;
    if is_itself && name.len() <= LONGEST {
        return format!("{name}.tsv");
    }
    let hash = xxh3_64(format!("{src}\t{trg}").as_bytes());
    format!("{}-{hash:016x}.tsv", &name[..name.floor_char_boundary(LONGEST)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_pairs_share_a_file() {
        assert_eq!(file_name("a", "b"), "a--b.tsv");
        let names =
            [("a/b", "c"), ("a_b", "c"), ("a", "b--c"), ("a--b", "c"), ("A", "б"), (".a", "b"), ("a", "b")];
        let mut told: Vec<String> = names.iter().map(|(src, trg)| file_name(src, trg)).collect();
        told.sort();
        told.dedup();
        assert_eq!(told.len(), names.len());
        assert!(told.iter().all(|name| !name.contains('/') && !name.starts_with('.')));
        let long = file_name(&"界".repeat(100), "b");
        assert!(long.len() < 240 && long.contains("界"), "{long}");
    }
}
