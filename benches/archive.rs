//! How fast and in how much memory an archive is paired, and goes through the main job: `cargo bench --bench archive -- 10000 100000 1000000`.
//!
//! Each archive is written to a temporary file and given to `parallax pair` and `parallax run`, as a user would. With `--write N FILE` it is
//! only written.
//!
//! The articles are made by sampling: sentences of the sample corpus, names and numbers made up for each event, a fifth
//! of the events told in both languages, so many a day however long the archive is: twice the articles are twice the days.

use parallax::corpus::{Article, ReadOptions, read};
use parallax::text::{Language, sentences};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

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

fn main() -> io::Result<()> {
    let texts = [Language::English, Language::Russian].map(sample);
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [option, size, file, ..] = arguments.as_slice()
        && option == "--write"
    {
        return write(size.parse().map_err(io::Error::other)?, &texts, File::create(file)?);
    }
    let sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![10_000, 100_000] } else { sizes };
    println!("command\tarticles\tMB\tdecided\tseconds\tCPU s\tarticles/s\tpeak MB\tstages");
    for size in sizes {
        let folder = tempfile::tempdir()?;
        let articles = folder.path().join("articles.jsonl");
        write(size, &texts, File::create(&articles)?)?;
        for command in ["pair", "run"] {
            let out = folder.path().join(command);
            let mut parallax = Command::new(env!("CARGO_BIN_EXE_parallax"));
            parallax.arg(command).arg(&articles).arg("-o").arg(&out).stdin(Stdio::null());
            let started = Instant::now();
            let cost = watch(&mut parallax.spawn()?)?;
            let seconds = started.elapsed().as_secs_f64();
            let pairs = if command == "run" { out.join("pairs.tsv") } else { out.clone() };
            let rows = std::fs::read_to_string(&pairs)?;
            let decided =
                rows.lines().skip(1).filter(|row| row.split('\t').nth(3) != Some("related")).count();
            println!(
                "{command}\t{size}\t{}\t{decided}\t{seconds:.1}\t{:.1}\t{:.0}\t{}\t{}",
                articles.metadata()?.len() / 1_000_000,
                cost.cpu,
                size as f64 / seconds,
                cost.peak,
                stages(&out.join("run.json"))
            );
        }
    }
    Ok(())
}

/// Seconds of each stage of a run; nothing where there is no such file.
fn stages(file: &Path) -> String {
    let summary =
        std::fs::read(file).ok().and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
    summary.map_or(String::new(), |summary| summary["seconds"].to_string())
}

/// What a process cost: CPU seconds, and the most memory in MB; 0 where the system does not tell.
#[derive(Default)]
struct Cost {
    cpu: f64,
    peak: u64,
}

/// Waits for a process, and looks at it in `/proc` meanwhile: what it had in the end is what it cost.
fn watch(process: &mut Child) -> io::Result<Cost> {
    let own = format!("/proc/{}", process.id());
    let mut cost = Cost::default();
    loop {
        let status = std::fs::read_to_string(format!("{own}/status")).unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
        let kilobytes = peak.split_whitespace().next().and_then(|field| field.parse::<u64>().ok());
        cost.peak = kilobytes.map_or(cost.peak, |kilobytes| kilobytes / 1024);
        // User and system time are the 14th and 15th field, in hundredths of a second; the 2nd may hold spaces.
        let stat = std::fs::read_to_string(format!("{own}/stat")).unwrap_or_default();
        let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
        let ticks: Vec<f64> = fields.filter_map(|field| field.parse().ok()).collect();
        cost.cpu = if ticks.len() == 2 { (ticks[0] + ticks[1]) / 100.0 } else { cost.cpu };
        if process.try_wait()?.is_some() {
            return Ok(cost);
        }
        sleep(Duration::from_millis(20));
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

/// Writes so many articles, one a line.
fn write(size: usize, texts: &[Vec<String>; 2], file: File) -> io::Result<()> {
    let mut file = BufWriter::new(file);
    let mut chance = Chance(1);
    for number in 0..size {
        serde_json::to_writer(&mut file, &article(number, texts, &mut chance))?;
        file.write_all(b"\n")?;
    }
    file.flush()
}

fn article(number: usize, texts: &[Vec<String>; 2], chance: &mut Chance) -> Article {
    let side = usize::from(chance.below(5) == 0);
    let day = number / A_DAY;
    // One in five events of a day is told by both sides.
    let event =
        (day as u64) << 20 | (chance.below(200) * 5 + if chance.below(5) == 0 { 0 } else { 1 + side as u64 });
    let mut told = Chance(event);
    let name = |chance: &mut Chance| -> String {
        let syllables = 2 + chance.below(3);
        let name: String = (0..syllables).map(|_| SYLLABLES[chance.below(16) as usize][side]).collect();
        let mut letters = name.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
    };
    let names: Vec<String> = (0..4).map(|_| name(&mut told)).collect();
    let numbers: Vec<u64> = (0..3).map(|_| told.below(1_000)).collect();
    let mut text = format!("{} {} {}.", names.join(", "), numbers[0], numbers[1]);
    for _ in 0..SENTENCES / 2 + chance.below(SENTENCES) {
        text.push(' ');
        text.push_str(&texts[side][chance.below(texts[side].len() as u64) as usize]);
        text.push_str(&format!(" {}.", name(chance)));
    }
    let hour = chance.below(24);
    Article {
        id: format!("{number:07}"),
        lang: ["en", "ru"][side].to_owned(),
        published: date(day, hour),
        title: format!("{} {} {}", names[0], numbers[0], names[1]),
        text,
        ..Article::default()
    }
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
