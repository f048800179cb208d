//! Applies a table to a name: one pass over each word, the longest letters first, with contexts and capitals.
//!
//! Not for: names that are not yet [prepared](super::prepare).

use super::Origin;
use super::prepare::is_cyrillic;
use super::table::{Rule, Table};

/// The Latin spelling of a prepared name. What is not Cyrillic stays as it is.
pub(super) fn spell(name: &str, origin: Origin, table: &Table, others: &Table) -> String {
    let letters: Vec<char> = name.chars().collect();
    let lower: Vec<char> = letters.iter().map(|&letter| lower(letter)).collect();
    let shouted = is_shouted(&letters);
    let mut out = String::with_capacity(name.len());
    let mut at = 0;
    while at < letters.len() {
        let end = word_end(&letters, at, origin);
        if end == at {
            out.push(letters[at]);
            at += 1;
            continue;
        }
        let word = Word { letters: &letters[at..end], lower: &lower[at..end], origin, shouted };
        word.spell(table, others, &mut out);
        at = end;
    }
    out
}

struct Word<'a> {
    letters: &'a [char],
    lower: &'a [char],
    origin: Origin,
    /// Whether the name is all capitals, for a word of one letter.
    shouted: bool,
}

impl Word<'_> {
    fn spell(&self, table: &Table, others: &Table, out: &mut String) {
        let mut at = 0;
        while let Some(&letter) = self.lower.get(at) {
            let found =
                table.rules_at(letter).iter().chain(others.rules_at(letter)).find(|r| self.fits(r, at));
            match found {
                Some(rule) => {
                    self.write(rule, at, out);
                    at += rule.letters.len();
                }
                None => {
                    out.push(self.letters[at]);
                    at += 1;
                }
            }
        }
    }

    fn fits(&self, rule: &Rule, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.lower.get(at)).copied();
        let after = self.lower.get(at + rule.letters.len()).copied();
        let side = |contexts: &[super::table::Context], letter| {
            contexts.is_empty() || contexts.iter().any(|context| context.fits(letter, self.origin))
        };
        self.lower[at..].starts_with(&rule.letters) && side(&rule.before, before) && side(&rule.after, after)
    }

    fn write(&self, rule: &Rule, at: usize, out: &mut String) {
        if !self.letters[at].is_uppercase() {
            out.push_str(&rule.output);
        } else if self.is_all_capitals(at, rule.letters.len()) {
            out.extend(rule.output.chars().flat_map(char::to_uppercase));
        } else if let Some(capital) = &rule.capital {
            out.push_str(capital);
        } else {
            capitalise(&rule.output, out);
        }
    }

    /// Whether the spelling of a capital is capitals throughout: SHCH in SHCHUKA, Shch in Shchuka.
    fn is_all_capitals(&self, at: usize, length: usize) -> bool {
        let cased = |letter: &&char| letter.is_uppercase() || letter.is_lowercase();
        let end = at + length;
        let rest = &self.letters[at + 1..end];
        let neighbour = rest
            .iter()
            .find(cased)
            .or_else(|| self.letters[end..].iter().find(cased))
            .or_else(|| self.letters[..at].iter().rev().find(cased));
        neighbour.map_or(self.shouted, |letter| letter.is_uppercase())
    }
}

/// Makes the first letter that has a capital one.
fn capitalise(text: &str, out: &mut String) {
    let mut done = false;
    for letter in text.chars() {
        if !done && letter.is_lowercase() && letter.to_uppercase().next() != Some(letter) {
            out.extend(letter.to_uppercase());
            done = true;
        } else {
            out.push(letter);
        }
    }
}

/// The end of the word that starts here: Cyrillic letters, Latin ones among them, and the apostrophes of the language.
fn word_end(letters: &[char], start: usize, origin: Origin) -> usize {
    let mut end = start;
    while let Some(&letter) = letters.get(end) {
        let apostrophe = letter == '\''
            && origin.has_apostrophe()
            && end > start
            && letters.get(end + 1).is_some_and(|next| is_cyrillic(*next));
        if !(letter.is_alphabetic() || apostrophe) {
            break;
        }
        end += 1;
    }
    end
}

fn is_shouted(letters: &[char]) -> bool {
    let capitals = letters.iter().filter(|letter| letter.is_uppercase()).count();
    let pair = letters.windows(2).any(|two| two.iter().all(|letter| letter.is_uppercase()));
    capitals > 1 && pair && !letters.iter().any(|letter| letter.is_lowercase())
}

/// The small letter, where it is one character.
pub(super) fn lower(letter: char) -> char {
    let mut lower = letter.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => letter,
    }
}
