//! `parallax lexicon`: making lexicons and looking into them.

use super::console::{Console, Stop};
use parallax::corpus::source;
use parallax::lexicon::compile::Compiler;
use parallax::lexicon::formats::script::{Script, script};
use parallax::lexicon::formats::{Dictionary, Form, muse};
use parallax::lexicon::lexicons::{self, Read};
use parallax::lexicon::merge::merge;
use parallax::lexicon::table::{Lexicon, Of};
use parallax::lexicon::train::Options;
use parallax::lexicon::{Lexicons, stems};
use parallax::output::sink::Sink;
use parallax::text::{Language, LanguagePair};
use parallax::{Error, Result};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Make a lexicon, or look into one
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Train(Train),
    Import(Import),
    Show(Show),
}

/// Train a lexicon on aligned text, and on dictionaries beside it
#[derive(clap::Args)]
#[command(after_help = "Examples:
  parallax lexicon train pairs.tsv.gz --trg-lang uk -o mine.lex
  parallax lexicon train news.en news.ru talks.en.gz talks.ru.gz --trg-lang ru -o mine.lex
  parallax lexicon train pairs.tsv --seed terms.csv --seed glossary.dic --trg-lang ru -o mine.lex
  parallax align a.en a.uk --lexicon mine.lex")]
struct Train {
    /// Aligned text, one pair a line: TSV (two columns, in either order), or Moses pairs `x.en x.ru`
    pairs: Vec<PathBuf>,
    /// A dictionary of any form, or rows written by hand: CSV `english,russian,ukrainian`
    #[arg(long, value_name = "F")]
    seed: Vec<PathBuf>,
    /// The other language: ru or uk
    #[arg(long)]
    trg_lang: Language,
    /// How much the first translation of a dictionary entry counts, in sentence pairs
    #[arg(long, default_value_t = 2.0)]
    seed_weight: f32,
    /// Leave out links less probable than this in both directions
    #[arg(long, default_value_t = 0.01)]
    least: f32,
    /// A lexicon made before, whose words are kept; of two links between the same words the likelier counts
    #[arg(long, value_name = "LEX")]
    base: Option<PathBuf>,
    /// Where to write the lexicon
    #[arg(short, long, value_name = "F")]
    output: PathBuf,
}

/// Make a lexicon of dictionaries: hunalign, MUSE, dictd, StarDict, CSV
#[derive(clap::Args)]
#[command(after_help = "Examples:
  parallax lexicon import en-ru.txt --trg-lang ru -o muse.lex          MUSE: `word word` a line
  parallax lexicon import names.dic --trg-lang uk -o names.lex         hunalign: `phrase @ phrase` a line
  parallax lexicon import eng-rus.index --trg-lang ru -o freedict.lex  dictd, with eng-rus.dict.dz beside it
  parallax lexicon import mueller.ifo --trg-lang ru -o mueller.lex     StarDict, with .idx and .dict.dz beside it
  parallax lexicon show muse.lex sanctions

`--lexicon` of `align` and `run` reads all of these directly; a table made once loads at once.")]
struct Import {
    /// Dictionaries, each told by its content; which side is English is told by the script
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The other language: ru or uk
    #[arg(long)]
    trg_lang: Language,
    /// Where to write the lexicon
    #[arg(short, long, value_name = "F")]
    output: PathBuf,
}

/// Print the translations of words, or the whole lexicon
#[derive(clap::Args)]
#[command(
    after_help = "A TSV `english other forward backward`: the stems as texts are searched for them, p(other|english) and
p(english|other).

Examples:
  parallax lexicon show mine.lex sanctions санкции
  parallax lexicon show glossary.dic"
)]
struct Show {
    /// A lexicon of any form
    file: PathBuf,
    /// Words of either language; nothing is all
    words: Vec<String>,
}

pub fn run(args: Args, console: &Console) -> std::result::Result<(), Stop> {
    match args.command {
        Command::Train(args) => train(args, console),
        Command::Import(args) => import(args, console),
        Command::Show(args) => show(args, console),
    }
}

fn train(args: Train, console: &Console) -> std::result::Result<(), Stop> {
    let language = other(args.trg_lang)?;
    if args.pairs.is_empty() && args.seed.is_empty() {
        return Err(Stop::Usage("give aligned text, or --seed with a dictionary".to_owned()));
    }
    let mut compiler = Compiler::new(language);
    let mut files = args.pairs.iter();
    while let Some(file) = files.next() {
        if let Some(ending) = moses(file, language) {
            let other = files
                .next()
                .filter(|other| moses(other, language).is_some_and(|of_other| of_other != ending));
            let Some(other) = other else {
                return Err(Error::new("expected the other half of the pair behind it")
                    .at(file)
                    .advice(format!("Moses pairs are given as `x.en x.{language}`"))
                    .into());
            };
            let (english, other) = if ending == Language::English { (file, other) } else { (other, file) };
            add_halves(english, other, &mut compiler)?;
        } else {
            add_table(file, &mut compiler)?;
        }
    }
    for file in &args.seed {
        add_dictionary(file, language, args.seed_weight, &mut compiler, console)?;
    }
    let options = Options { least: args.least, ..Options::default() };
    finish(compiler, &options, args.base.as_deref(), &args.output, console)
}

fn import(args: Import, console: &Console) -> std::result::Result<(), Stop> {
    let language = other(args.trg_lang)?;
    let mut compiler = Compiler::new(language);
    for file in &args.files {
        add_dictionary(file, language, lexicons::ENTRY_WEIGHT, &mut compiler, console)?;
    }
    finish(compiler, &Options::default(), None, &args.output, console)
}

fn other(language: Language) -> std::result::Result<Language, Stop> {
    if language == Language::English {
        return Err(Stop::Usage(
            "--trg-lang: the other language is Russian (ru) or Ukrainian (uk)".to_owned(),
        ));
    }
    Ok(language)
}

fn finish(
    compiler: Compiler,
    options: &Options,
    base: Option<&Path>,
    output: &Path,
    console: &Console,
) -> std::result::Result<(), Stop> {
    let compiled = compiler.finish(options)?;
    if compiled.links == 0 {
        return Err(Error::new(format!("{} pairs, and no link between two words", compiled.pairs))
            .advice("is the text aligned, a pair a line?")
            .into());
    }
    let bytes = match base {
        Some(base) => {
            let old = std::fs::read(base).map_err(|cause| Error::io(base, &cause))?;
            let old = Lexicon::checked(&old).map_err(|error| error.at(base))?;
            merge(&old, &Lexicon::from_bytes(&compiled.bytes)?)
        }
        None => compiled.bytes,
    };
    let mut out = Sink::create(Some(output))?;
    out.write_all(&bytes)?;
    out.finish()?;
    console.note(format_args!(
        "{}: {} pairs, {} links, {} bytes",
        output.display(),
        compiled.pairs,
        compiled.links,
        bytes.len()
    ));
    Ok(())
}

/// The language that a file's name ends in (`x.en`, `x.ru.gz`), of English and the other one.
fn moses(file: &Path, other: Language) -> Option<Language> {
    let name = file.file_name()?.to_str()?;
    let name = [".gz", ".zst"].iter().find_map(|packed| name.strip_suffix(packed)).unwrap_or(name);
    let ending = name.rsplit_once('.')?.1;
    [Language::English, other].into_iter().find(|language| language.code() == ending)
}

fn add_halves(english: &Path, other: &Path, compiler: &mut Compiler) -> Result<()> {
    let (left, right) = (source::read_text(english)?, source::read_text(other)?);
    let (lines, other_lines) = (left.lines().count(), right.lines().count());
    if lines != other_lines {
        return Err(Error::new(format!("{lines} lines, but {other_lines} in {}", other.display()))
            .at(english)
            .advice("line N of one must be the translation of line N of the other"));
    }
    left.lines().zip(right.lines()).for_each(|(english, other)| compiler.text(english, other, 1.0));
    Ok(())
}

fn add_table(file: &Path, compiler: &mut Compiler) -> Result<()> {
    let text = source::read_text(file)?;
    let rows: Vec<(&str, &str)> =
        text.lines().filter(|line| line.contains('\t')).filter_map(muse::parts).collect();
    if rows.is_empty() {
        return Err(Error::new("no line has two columns")
            .at(file)
            .advice("a row is English and the other language, parted by a tab"));
    }
    // One order for the whole table: names in it may be Latin on both sides.
    let reversed = |(left, right): &&(&str, &str)| {
        script(left) == Some(Script::Cyrillic) && script(right) != Some(Script::Cyrillic)
    };
    let reversed = rows.iter().filter(reversed).count() * 2 > rows.len();
    for (left, right) in rows {
        let (english, other) = if reversed { (right, left) } else { (left, right) };
        compiler.text(english, other, 1.0);
    }
    Ok(())
}

fn add_dictionary(
    file: &Path,
    language: Language,
    weight: f32,
    compiler: &mut Compiler,
    console: &Console,
) -> Result<()> {
    let dictionary = match lexicons::read(file)? {
        Read::Dictionary(dictionary) => dictionary,
        Read::Table(_) => {
            return Err(Error::new("a finished table: expected a dictionary")
                .at(file)
                .advice("give it to `--lexicon` beside the new one"));
        }
    };
    let told = lexicons::language(&dictionary);
    if let Some(told) = told.filter(|told| *told != language) {
        return Err(Error::new(format!("its letters are {told}, and --trg-lang says {language}"))
            .at(file)
            .advice(format!("say --trg-lang {told}, or give another file")));
    }
    dictionary.entries.iter().for_each(|entry| compiler.entry(entry, weight));
    if dictionary.form != Form::Seed {
        console.note(described(file, &dictionary, language));
    }
    Ok(())
}

fn described(file: &Path, dictionary: &Dictionary, language: Language) -> String {
    lexicons::described(
        file,
        dictionary.form,
        dictionary.order,
        &[language],
        dictionary.entries.len(),
        dictionary.skipped,
    )
}

fn show(args: Show, console: &Console) -> std::result::Result<(), Stop> {
    let lexicons = Lexicons::load(std::slice::from_ref(&args.file))?;
    lexicons.described().iter().for_each(|line| console.explain(line));
    let mut rows: BTreeSet<String> = BTreeSet::new();
    let mut out = std::io::stdout().lock();
    writeln!(out, "english\tother\tforward\tbackward")?;
    let mut shown = 0;
    for language in [Language::Russian, Language::Ukrainian] {
        for lexicon in lexicons.of(LanguagePair::new(Language::English, language)) {
            let wanted = Wanted::new(&args.words, &lexicon, language);
            for source in 0..lexicon.len(Of::Source) as u32 {
                for link in lexicon.links(source).filter(|link| wanted.holds(source, link.target)) {
                    let english = lexicon.stem(Of::Source, source);
                    let other = lexicon.stem(Of::Target, link.target);
                    let row = format!("{english}\t{other}\t{:.4}\t{:.4}", link.forward, link.backward);
                    shown += 1;
                    // A dictionary without letters of only one language is there once for each.
                    if rows.insert(row.clone()) {
                        writeln!(out, "{row}")?;
                    }
                }
            }
        }
    }
    if shown == 0 {
        return Err(Error::new(format!("nothing for {}", args.words.join(", ")))
            .at(&args.file)
            .advice("words are looked up by their stems, in either language")
            .into());
    }
    Ok(())
}

/// The stems that were asked for, of both sides; `None` is all.
struct Wanted(Option<(BTreeSet<u32>, BTreeSet<u32>)>);

impl Wanted {
    fn new(words: &[String], lexicon: &Lexicon, language: Language) -> Self {
        let find = |of: Of, language: Language| {
            let stems = words.iter().flat_map(|word| stems(word, language));
            stems.filter_map(|stem| lexicon.find(of, &stem)).collect()
        };
        let found = || (find(Of::Source, Language::English), find(Of::Target, language));
        Wanted((!words.is_empty()).then(found))
    }

    fn holds(&self, source: u32, target: u32) -> bool {
        self.0
            .as_ref()
            .is_none_or(|(sources, targets)| sources.contains(&source) || targets.contains(&target))
    }
}
