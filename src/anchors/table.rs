//! Reading the data files of this stage: rows, and phrases that are found in running words.

use crate::text::Language;
use crate::text::words::Word;
use rustc_hash::FxHashMap;

/// The rows of a TSV data file without its comments.
pub fn rows(data: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    data.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').collect())
}

/// The column of a language in tables whose columns are `first`: English, then Russian, then Ukrainian.
pub fn column(language: Language, first: usize) -> usize {
    first
        + match language {
            Language::English => 0,
            Language::Russian => 1,
            Language::Ukrainian => 2,
        }
}

/// Phrases with what they mean. `x*` is any word that starts so, `_` stands between words.
#[derive(Debug, Default)]
pub struct Phrases {
    whole: FxHashMap<&'static str, Vec<u32>>,
    starts: FxHashMap<&'static str, Vec<u32>>,
    longest_start: usize,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    rest: Vec<&'static str>,
    meaning: &'static str,
    weight: usize,
}

/// A phrase found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// What it means: the key that it was added with.
    pub meaning: &'static str,
    /// How many words it takes.
    pub words: usize,
}

impl Phrases {
    /// The phrases of a table for a language: the first column is the meaning, and the language's own column counts from
    /// `first`.
    pub fn read(data: &'static str, language: Language, first: usize) -> Self {
        let mut phrases = Phrases::default();
        for row in rows(data) {
            if let (Some(meaning), Some(forms)) = (row.first(), row.get(column(language, first))) {
                forms.split(' ').for_each(|form| phrases.add(form, meaning));
            }
        }
        phrases
    }

    /// Adds a phrase.
    pub fn add(&mut self, form: &'static str, meaning: &'static str) {
        let mut words = form.split('_');
        let Some(first) = words.next().filter(|first| !first.is_empty() && *first != "-") else { return };
        let number = self.entries.len() as u32;
        self.entries.push(Entry { rest: words.collect(), meaning, weight: form.len() });
        match first.strip_suffix('*') {
            Some(start) => {
                self.longest_start = self.longest_start.max(start.len());
                self.starts.entry(start).or_default().push(number);
            }
            None => self.whole.entry(first).or_default().push(number),
        }
    }

    /// The longest phrase that starts with the word at this place.
    pub fn find(&self, text: &str, words: &[Word], at: usize) -> Option<Hit> {
        let first = words.get(at)?.folded.as_str();
        let mut best: Option<(usize, usize, Hit)> = None;
        let mut consider = |numbers: &[u32]| {
            for &number in numbers {
                let entry = &self.entries[number as usize];
                let taken = 1 + entry.rest.len();
                let better = best.is_none_or(|(words, weight, _)| (taken, entry.weight) > (words, weight));
                if better && follows(text, words, at, &entry.rest) {
                    best = Some((taken, entry.weight, Hit { meaning: entry.meaning, words: taken }));
                }
            }
        };
        if let Some(numbers) = self.whole.get(first) {
            consider(numbers);
        }
        if !self.starts.is_empty() {
            let ends = first.char_indices().map(|(end, letter)| end + letter.len_utf8());
            for end in ends.take_while(|end| *end <= self.longest_start) {
                if let Some(numbers) = self.starts.get(&first[..end]) {
                    consider(numbers);
                }
            }
        }
        best.map(|(_, _, hit)| hit)
    }

    /// What a single word means: of the forms it starts with, the longest counts.
    pub fn word(&self, folded: &str) -> Option<&'static str> {
        let alone = |numbers: &Vec<u32>| {
            let entries = numbers.iter().map(|number| &self.entries[*number as usize]);
            entries.filter(|entry| entry.rest.is_empty()).map(|entry| entry.meaning).next()
        };
        self.whole.get(folded).and_then(alone).or_else(|| {
            let ends = folded.char_indices().map(|(end, letter)| end + letter.len_utf8());
            let ends = ends.take_while(|end| *end <= self.longest_start);
            ends.filter_map(|end| self.starts.get(&folded[..end]).and_then(alone)).last()
        })
    }
}

/// Whether the words behind this place are these, with nothing but a space or a sign between them.
fn follows(text: &str, words: &[Word], at: usize, rest: &[&str]) -> bool {
    rest.iter().enumerate().all(|(step, wanted)| {
        let (Some(before), Some(word)) = (words.get(at + step), words.get(at + step + 1)) else {
            return false;
        };
        let gap = &text[before.end..word.start];
        let near = gap.len() <= 3 && !gap.contains([',', '\n', '(', ')', ';', ':']);
        near && match wanted.strip_suffix('*') {
            Some(start) => word.folded.starts_with(start),
            None => word.folded == *wanted,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_the_columns_of_their_table() {
        for (name, columns, data) in [
            ("numbers.en", 3, include_str!("../../data/anchors/numbers.en.tsv")),
            ("numbers.ru", 3, include_str!("../../data/anchors/numbers.ru.tsv")),
            ("numbers.uk", 3, include_str!("../../data/anchors/numbers.uk.tsv")),
            ("units", 4, include_str!("../../data/anchors/units.tsv")),
            ("currencies", 5, include_str!("../../data/anchors/currencies.tsv")),
            ("months", 4, include_str!("../../data/text/months.tsv")),
            ("time", 4, include_str!("../../data/anchors/time.tsv")),
            ("acronyms", 8, include_str!("../../data/anchors/acronyms.tsv")),
            ("places", 7, include_str!("../../data/anchors/places.tsv")),
        ] {
            for row in rows(data) {
                assert_eq!(row.len(), columns, "{name} {row:?}");
                assert!(!row[0].is_empty(), "{name} {row:?}");
            }
        }
    }

    #[test]
    fn the_longest_phrase_is_found() {
        let mut phrases = Phrases::default();
        phrases.add("доллар*", "USD");
        phrases.add("канадск*_доллар*", "CAD");
        let find =
            |text: &str| phrases.find(text, &crate::text::words::words(text), 0).map(|hit| hit.meaning);
        assert_eq!(find("долларов"), Some("USD"));
        assert_eq!(find("канадских долларов"), Some("CAD"));
        assert_eq!(find("канадских, долларов"), None);
    }
}
