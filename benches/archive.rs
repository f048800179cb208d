//! How fast and in how much memory an archive is paired: `cargo bench --bench archive -- 10000 100000 1000000`.
//!
//! The articles are made by sampling: sentences of the sample corpus, names and numbers made up for each event, a fifth
//! of the events told in both languages, so many a day however long the archive is: twice the articles are twice the days.

use parallax::corpus::{Article, ReadOptions, read};
use parallax::pairing::{Options, Relation, pair};
use parallax::text::{Language, sentences};
use std::path::Path;
use std::time::Instant;

const A_DAY: usize = 500;
const SENTENCES: u64 = 18;
const SYLLABLES: [[&str; 2]; 16] = [
    ["ka", "ка"],
    ["vo", "во"],
    ["re", "ре"],
    ["ni", "ни"],
    ["shu", "шу"],
    ["ma", "ма"],
    ["lo", "ло"],
    ["te", "те"],
    ["bi", "би"],
    ["zhu", "жу"],
    ["ga", "га"],
    ["do", "до"],
    ["pe", "пе"],
    ["ri", "ри"],
    ["su", "су"],
    ["fa", "фа"],
];

fn main() {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![10_000, 100_000] } else { sizes };
    let texts = [Language::English, Language::Russian].map(sample);
    println!("articles\tpairs\tseconds\tarticles/s\tpeak MB");
    for size in sizes {
        let articles = archive(size, &texts);
        let started = Instant::now();
        let pairs = pair(&articles, &Options { trial: false, ..Options::default() });
        let seconds = started.elapsed().as_secs_f64();
        let decided = pairs.iter().filter(|pair| pair.relation != Relation::Related).count();
        println!("{size}\t{decided}\t{seconds:.1}\t{:.0}\t{}", size as f64 / seconds, peak());
    }
}

/// The sentences of the sample corpus in a language.
fn sample(language: Language) -> Vec<String> {
    let corpora = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let articles = read(&[corpora], &ReadOptions::default()).articles;
    let own = articles.iter().filter(|article| article.lang == language.code());
    own.flat_map(|article| {
        let spans = sentences::spans(&article.text, language);
        spans.into_iter().map(|span| article.text[span].to_owned()).collect::<Vec<_>>()
    })
    .collect()
}

fn archive(size: usize, texts: &[Vec<String>; 2]) -> Vec<Article> {
    let mut chance = Chance(1);
    (0..size)
        .map(|number| {
            let side = usize::from(chance.below(5) == 0);
            let day = number / A_DAY;
            // One in five events of a day is told by both sides.
            let event = (day as u64) << 20
                | (chance.below(200) * 5 + if chance.below(5) == 0 { 0 } else { 1 + side as u64 });
            let mut told = Chance(event);
            let name = |chance: &mut Chance| -> String {
                let syllables = 2 + chance.below(3);
                let name: String =
                    (0..syllables).map(|_| SYLLABLES[chance.below(16) as usize][side]).collect();
                let mut letters = name.chars();
                letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
            };
            let names: Vec<String> = (0..4).map(|_| name(&mut told)).collect();
            let numbers: Vec<u64> = (0..3).map(|_| told.below(1_000)).collect();
            let mut text = format!("{} {} {}.", names.join(", "), numbers[0], numbers[1]);
            for _ in 0..SENTENCES / 2 + chance.below(SENTENCES) {
                text.push(' ');
                text.push_str(&texts[side][chance.below(texts[side].len() as u64) as usize]);
                text.push_str(&format!(" {}.", name(&mut chance)));
            }
            let hour = chance.below(24);
            Article {
                id: number.to_string(),
                lang: ["en", "ru"][side].to_owned(),
                published: date(day, hour),
                title: format!("{} {} {}", names[0], numbers[0], names[1]),
                text,
                ..Article::default()
            }
        })
        .collect()
}

/// The day with this number from 2000 on, of years of twelve months of 28 days.
fn date(day: usize, hour: u64) -> String {
    format!("{:04}-{:02}-{:02}T{hour:02}:00:00Z", 2000 + day / 336, 1 + day / 28 % 12, 1 + day % 28)
}

/// Splitmix64: the same archive every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}

/// The most memory that the process has had, articles included; `?` where the system does not tell.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    let kilobytes: Option<u64> = line.split_whitespace().next().and_then(|field| field.parse().ok());
    kilobytes.map_or("?".to_owned(), |kilobytes| (kilobytes / 1024).to_string())
}
