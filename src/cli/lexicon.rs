//! `parallax lexicon`: making lexicons and looking into them.

use super::console::{Console, Stop};
use parallax::corpus::source;
use parallax::lexicon::table::{Lexicon, Of, encode};
use parallax::lexicon::train::{Numbering, Options, Pair, learn};
use parallax::lexicon::{seed, stems};
use parallax::output::sink::Sink;
use parallax::text::Language;
use std::io::Write;
use std::path::PathBuf;

/// Make a lexicon, or look into one
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Train(Train),
    Show(Show),
}

/// Train a lexicon on aligned text (`english<TAB>other` a line) and hand-written rows
#[derive(clap::Args)]
struct Train {
    /// Aligned text: TSV of English and the other language, one pair a line
    pairs: Vec<PathBuf>,
    /// Hand-written rows: CSV `english,russian,ukrainian`
    #[arg(long, value_name = "CSV")]
    seed: Vec<PathBuf>,
    /// The other language: ru or uk
    #[arg(long)]
    trg_lang: Language,
    /// How much a hand-written translation counts, in sentence pairs
    #[arg(long, default_value_t = 2.0)]
    seed_weight: f32,
    /// Leave out links less probable than this
    #[arg(long, default_value_t = 0.01)]
    least: f32,
    /// Where to write the lexicon
    #[arg(short, long, value_name = "F")]
    output: PathBuf,
}

/// Print the translations of words, or the whole lexicon
#[derive(clap::Args)]
struct Show {
    /// A lexicon made by `lexicon train`
    file: PathBuf,
    /// English words; nothing is all
    words: Vec<String>,
}

pub fn run(args: Args, console: &Console) -> Result<(), Stop> {
    match args.command {
        Command::Train(args) => train(args, console),
        Command::Show(args) => show(args),
    }
}

fn train(args: Train, console: &Console) -> Result<(), Stop> {
    let (mut sources, mut targets) = (Numbering::default(), Numbering::default());
    let mut pairs = Vec::new();
    let mut add = |english: &str, other: &str, weight: f32| {
        let source =
            stems(english, Language::English).iter().map(|stem| sources.number(stem, weight)).collect();
        let target = stems(other, args.trg_lang).iter().map(|stem| targets.number(stem, weight)).collect();
        pairs.push(Pair { source, target, weight });
    };
    for file in &args.pairs {
        for line in source::read_text(file)?.lines() {
            if let Some((english, other)) = line.split_once('\t') {
                add(english, other.split('\t').next().unwrap_or(other), 1.0);
            }
        }
    }
    for file in &args.seed {
        for entry in seed::read(&source::read_text(file)?, file)? {
            for (rank, translation) in entry.translations(args.trg_lang).iter().enumerate() {
                add(&entry.english, translation, args.seed_weight / (1.0 + 0.3 * rank as f32));
            }
        }
    }
    let (source_shares, target_shares) = (sources.shares(), targets.shares());
    let options = Options { least: args.least, ..Options::default() };
    let learned = learn(&pairs, source_shares.len(), target_shares.len(), &options);
    let links: Vec<(u32, u32, f32, f32)> =
        learned.iter().map(|link| (link.source, link.target, link.forward, link.backward)).collect();
    console.note(format_args!("{} pairs, {} links", pairs.len(), links.len()));
    let mut out = Sink::create(Some(&args.output))?;
    out.write_all(&encode(&source_shares, &target_shares, &links))?;
    Ok(out.finish()?)
}

fn show(args: Show) -> Result<(), Stop> {
    let bytes = source::read_bytes(&args.file)?;
    let lexicon = Lexicon::from_bytes(&bytes)?;
    let mut out = std::io::stdout().lock();
    let wanted: Vec<u32> = if args.words.is_empty() {
        (0..lexicon.len(Of::Source) as u32).collect()
    } else {
        let stems = args.words.iter().flat_map(|word| stems(word, Language::English));
        stems.filter_map(|stem| lexicon.find(Of::Source, &stem)).collect()
    };
    for source in wanted {
        for link in lexicon.links(source) {
            let (english, other) = (lexicon.stem(Of::Source, source), lexicon.stem(Of::Target, link.target));
            writeln!(out, "{english}\t{other}\t{:.4}\t{:.4}", link.forward, link.backward)?;
        }
    }
    Ok(())
}
