//! Words that mean nearly the same, over all three languages, and words that mean the contrary: lists of our own.
//!
//! `data/judgement/synonyms.csv`: a group a row, `a|b|c` in each language. `data/judgement/opposites.csv`: `a|b~c|d`.

use crate::text::Language;
use crate::text::stem::stem;
use crate::text::words::words;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The groups of each stem of a language.
#[derive(Default)]
pub struct Groups {
    /// Groups of synonyms.
    pub synonyms: FxHashMap<String, Vec<u16>>,
    /// Rows of opposites, and on which side of the `~` the word stands.
    pub opposites: FxHashMap<String, Vec<(u16, bool)>>,
    /// For each row of opposites the stems of both sides.
    pub rows: Vec<[Vec<String>; 2]>,
}

impl Groups {
    /// Those of a language.
    pub fn of(language: Language) -> &'static Groups {
        &GROUPS[language as usize]
    }

    fn read(language: Language) -> Self {
        let mut groups = Groups::default();
        let cells = |text: &'static str| {
            let rows = text.lines().skip(1).filter(|line| !line.trim().is_empty());
            rows.map(move |line| line.split(',').nth(language as usize).unwrap_or_default())
        };
        for (number, cell) in cells(include_str!("../../data/judgement/synonyms.csv")).enumerate() {
            for stem in stems(cell, language) {
                push(groups.synonyms.entry(stem).or_default(), number as u16);
            }
        }
        for (number, cell) in cells(include_str!("../../data/judgement/opposites.csv")).enumerate() {
            let (one, other) = cell.split_once('~').unwrap_or((cell, ""));
            let sides = [one, other].map(|side| stems(side, language));
            for (side, stems) in sides.iter().enumerate() {
                for stem in stems {
                    push(groups.opposites.entry(stem.clone()).or_default(), (number as u16, side == 1));
                }
            }
            groups.rows.push(sides);
        }
        groups
    }
}

fn push<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// The stems of the single words of a list; phrases are left out.
fn stems(cell: &str, language: Language) -> Vec<String> {
    let single = |entry: &str| match &words(entry)[..] {
        [word] => Some(stem(&word.folded, language).to_owned()),
        _ => None,
    };
    cell.split('|').filter_map(single).collect()
}

static GROUPS: LazyLock<[Groups; 3]> = LazyLock::new(|| Language::ALL.map(Groups::read));
