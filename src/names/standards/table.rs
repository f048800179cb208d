//! One standard's table: read from its text file (`data/names/standards/README.md` says how it is written).
//!
//! Not for: applying it to a name (that is [`super::spell`]).

use super::Origin;
use crate::{Error, Result};
use rustc_hash::FxHashMap;

/// What a rule asks of the letter before or after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    /// The start or the end of the word.
    Edge,
    Vowel,
    /// A consonant other than й; neither ь, ъ nor the apostrophe.
    Consonant,
    Letter(char),
}

/// Letters and their spelling; an empty side of the context asks for nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rule {
    pub letters: Vec<char>,
    pub output: String,
    /// The capital form where it is not the output with its first letter made a capital.
    pub capital: Option<String>,
    pub before: Vec<Context>,
    pub after: Vec<Context>,
}

/// The rules of one language, by their first letter, in the order in which they are tried.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    rules: FxHashMap<char, Vec<Rule>>,
}

/// A file's head and its tables.
#[derive(Debug, Clone, Default)]
pub(super) struct File {
    pub title: String,
    pub since: String,
    pub source: String,
    pub notes: Vec<String>,
    pub tables: Vec<(Origin, Table)>,
}

impl Context {
    /// Whether this is true of the letter there (none is the edge of the word).
    pub fn fits(self, letter: Option<char>, origin: Origin) -> bool {
        match (self, letter) {
            (Context::Edge, letter) => letter.is_none(),
            (_, None) => false,
            (Context::Letter(wanted), Some(letter)) => wanted == letter,
            (Context::Vowel, Some(letter)) => origin.is_vowel(letter),
            (Context::Consonant, Some(letter)) => {
                !origin.is_vowel(letter) && !matches!(letter, 'ь' | 'ъ' | 'й' | '\'')
            }
        }
    }

    fn parse(token: &str, edge: &str) -> Option<Context> {
        let mut letters = token.chars();
        match (letters.next()?, letters.next()) {
            (_, Some(_)) => None,
            (_, None) if token == edge => Some(Context::Edge),
            ('V', None) => Some(Context::Vowel),
            ('C', None) => Some(Context::Consonant),
            (letter, None) => Some(Context::Letter(letter)),
        }
    }
}

impl Table {
    /// The rules that begin with a letter, best first.
    pub fn rules_at(&self, letter: char) -> &[Rule] {
        self.rules.get(&letter).map_or(&[], Vec::as_slice)
    }

    /// All rules, in the order of their letters.
    pub fn rules(&self) -> Vec<&Rule> {
        let mut firsts: Vec<char> = self.rules.keys().copied().collect();
        firsts.sort_unstable();
        firsts.into_iter().flat_map(|first| self.rules_at(first)).collect()
    }

    /// Puts a rule before all that it wins over; one with the same letters and context is replaced.
    fn add(&mut self, rule: Rule) {
        let Some(&first) = rule.letters.first() else { return };
        let rules = self.rules.entry(first).or_default();
        rules.retain(|old| {
            old.letters != rule.letters || old.before != rule.before || old.after != rule.after
        });
        let rank = |rule: &Rule| (rule.letters.len(), !rule.is_plain());
        let at = rules.iter().position(|old| rank(old) <= rank(&rule)).unwrap_or(rules.len());
        rules.insert(at, rule);
    }

    fn set_capital(&mut self, letters: &[char], form: &str) -> Option<()> {
        let rules = self.rules.get_mut(letters.first()?)?;
        rules.iter_mut().find(|rule| rule.letters == letters && rule.is_plain())?.capital =
            Some(form.to_owned());
        Some(())
    }
}

impl Rule {
    /// Whether it asks nothing of its surroundings.
    pub fn is_plain(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }
}

/// Reads a table; `other` gives the text of another standard, for `like:`.
pub(super) fn parse(id: &str, text: &str, other: &dyn Fn(&str) -> Option<&'static str>) -> Result<File> {
    let mut file = File::default();
    let mut section: Option<usize> = None;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        let fault = |what: &str| Error::new(what.to_owned()).at_line(format!("{id}.txt"), number as u64 + 1);
        if line.is_empty() || line.starts_with('#') {
        } else if let Some(code) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            let origin: Origin = code.parse()?;
            let known = file.tables.iter().position(|(old, _)| *old == origin);
            section = Some(known.unwrap_or_else(|| {
                file.tables.push((origin, Table::default()));
                file.tables.len() - 1
            }));
        } else if let Some(at) = section {
            let Some((_, table)) = file.tables.get_mut(at) else { continue };
            read_rules(line, table)
                .ok_or_else(|| fault("expected pairs of letters and spellings, or a rule"))?;
        } else {
            let (key, value) = line.split_once(": ").ok_or_else(|| fault("expected `key: value`"))?;
            match key {
                "title" => file.title = value.to_owned(),
                "since" => file.since = value.to_owned(),
                "source" => file.source = value.to_owned(),
                "note" => file.notes.push(value.to_owned()),
                "like" => {
                    let (like, only) = value.split_once(':').map_or((value, None), |(a, b)| (a, Some(b)));
                    let text = other(like).ok_or_else(|| fault("`like` names no standard"))?;
                    let base = parse(like, text, other)?.tables;
                    file.tables.extend(
                        base.into_iter().filter(|(origin, _)| only.is_none_or(|only| only == origin.code())),
                    );
                }
                _ => return Err(fault("expected title, since, source, note or like")),
            }
        }
    }
    Ok(file)
}

/// One line: a rule with a context, or pairs. None when it is neither.
fn read_rules(line: &str, table: &mut Table) -> Option<()> {
    let spelling = |text: &str| if text == "∅" { String::new() } else { text.to_owned() };
    if let Some((letters, rest)) = line.split_once(" → ") {
        let (output, context) = rest.split_once(" / ")?;
        let (before, after) = context.split_once('_')?;
        let side = |text: &str, edge| {
            text.split_whitespace().map(|token| Context::parse(token, edge)).collect::<Option<Vec<_>>>()
        };
        table.add(Rule {
            letters: letters.trim().chars().collect(),
            output: spelling(output.trim()),
            capital: None,
            before: side(before, "^")?,
            after: side(after, "$")?,
        });
        return Some(());
    }
    let mut tokens = line.split_whitespace();
    while let Some(letters) = tokens.next() {
        let output = tokens.next()?;
        let lower = letters.to_lowercase();
        if lower != letters {
            table.set_capital(&lower.chars().collect::<Vec<_>>(), output)?;
            continue;
        }
        table.add(Rule {
            letters: letters.chars().collect(),
            output: spelling(output),
            capital: None,
            before: Vec::new(),
            after: Vec::new(),
        });
    }
    Some(())
}
