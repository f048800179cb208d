//! The lexicon of two languages neither of which is English, or of one language with itself, by way of a third: what
//! both translate alike may translate each other, p(y | x) = Σ p(y | e)·p(e | x). Of one language with itself it holds
//! words that mean nearly the same.

use super::builtin;
use super::table::{Lexicon, Of, encode};
use crate::text::{Language, LanguagePair};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A link of less than this mean probability says nothing.
const LEAST: f32 = 0.04;
/// A pivot word with more links than this is a little word that means everything.
const MOST: usize = 40;

/// A word of one side with p(word | pivot) and p(pivot | word).
struct Spoke {
    word: u32,
    from_pivot: f32,
    to_pivot: f32,
}

/// One side: its stems with their shares, and for each pivot stem its words.
struct Wheel<'a> {
    stems: Vec<(String, f32)>,
    spokes: FxHashMap<&'a str, Vec<Spoke>>,
}

/// Makes the table for a pair that has none of its own; `None` where it has one, or where one that it needs is missing.
pub fn compose(pair: LanguagePair) -> Option<Vec<u8>> {
    let [src, trg] = pair.both();
    let (a, b) = match (src, trg) {
        (Language::English, Language::English) => {
            let lexicon = builtin(Language::Russian)?;
            (wheel(lexicon, Of::Source), wheel(lexicon, Of::Source))
        }
        (Language::English, _) => return None,
        _ => (wheel(builtin(src)?, Of::Target), wheel(builtin(trg)?, Of::Target)),
    };
    let mut sums: BTreeMap<(u32, u32), (f32, f32)> = BTreeMap::new();
    let mut pivots: Vec<&&str> = a.spokes.keys().collect();
    pivots.sort_unstable();
    for pivot in pivots {
        let (Some(of_a), Some(of_b)) = (a.spokes.get(*pivot), b.spokes.get(*pivot)) else { continue };
        if of_a.len() > MOST || of_b.len() > MOST {
            continue;
        }
        for x in of_a {
            for y in of_b.iter().filter(|y| !(pair.is_one_language() && y.word == x.word)) {
                let sum = sums.entry((x.word, y.word)).or_default();
                sum.0 += x.to_pivot * y.from_pivot;
                sum.1 += y.to_pivot * x.from_pivot;
            }
        }
    }
    let links =
        sums.into_iter().map(|((x, y), (forward, backward))| (x, y, forward.min(1.0), backward.min(1.0)));
    let links: Vec<_> = links.filter(|(.., forward, backward)| forward * backward >= LEAST * LEAST).collect();
    Some(encode(&a.stems, &b.stems, &links))
}

/// The words of a side by the stems of the other side that they translate.
fn wheel<'a>(lexicon: &Lexicon<'a>, of: Of) -> Wheel<'a> {
    let stems =
        (0..lexicon.len(of) as u32).map(|at| (lexicon.stem(of, at).to_owned(), lexicon.share(of, at)));
    let mut spokes: FxHashMap<&str, Vec<Spoke>> = FxHashMap::default();
    for source in 0..lexicon.len(Of::Source) as u32 {
        for link in lexicon.links(source) {
            let (word, pivot, from_pivot, to_pivot) = match of {
                Of::Target => (link.target, lexicon.stem(Of::Source, source), link.forward, link.backward),
                Of::Source => (source, lexicon.stem(Of::Target, link.target), link.backward, link.forward),
            };
            spokes.entry(pivot).or_default().push(Spoke { word, from_pivot, to_pivot });
        }
    }
    Wheel { stems: stems.collect(), spokes }
}

#[cfg(test)]
mod tests {
    use super::super::{between, stems};
    use super::*;

    /// What a word is linked with.
    fn linked(pair: &str, word: &str) -> Vec<String> {
        let pair: LanguagePair = pair.parse().unwrap();
        let lexicon = between(pair).unwrap();
        let source = lexicon.find(Of::Source, &stems(word, pair.src())[0]).unwrap();
        lexicon.links(source).map(|link| lexicon.stem(Of::Target, link.target).to_owned()).collect()
    }

    #[test]
    fn russian_and_ukrainian_words_meet_by_way_of_english() {
        let stem = |word: &str| stems(word, Language::Ukrainian).remove(0);
        assert!(linked("ru-uk", "правительство").contains(&stem("уряд")));
        assert!(linked("ru-uk", "поезд").contains(&stem("потяг")));
    }

    #[test]
    fn words_of_one_language_meet_their_like() {
        let stem = |word: &str| stems(word, Language::English).remove(0);
        let found = linked("en-en", "attack");
        assert!(found.contains(&stem("assault")), "{found:?}");
        assert!(!found.contains(&stem("attack")));
    }
}
