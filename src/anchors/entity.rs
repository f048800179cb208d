//! Which names of one text name the same: a surname alone is whoever had it with a given name, an acronym is an acronym.
//!
//! Not for: names of several texts (that is [`crate::spellings`]).

use super::mention::{Mention, Sort};
use crate::names::gazetteer::{Gazetteer, Kind};
use crate::text::Language;
use crate::text::stem::stem;
use rustc_hash::FxHashMap;

/// For each mention of a text, in their order, the one that names its entity most fully; of several, the first.
///
/// ```
/// use parallax::anchors::{entities, mentions};
/// use parallax::text::Language;
/// let text = "In Geneva Joe Biden met Sergei Lavrov. Then Biden left Geneva.";
/// let found = mentions(text, Language::English);
/// let names: Vec<&str> =
///     entities(&found, Language::English).into_iter().map(|at| &text[found[at].span.clone()]).collect();
/// assert_eq!(names, ["Geneva", "Joe Biden", "Sergei Lavrov", "Joe Biden", "Geneva"]);
/// ```
pub fn entities(mentions: &[Mention], language: Language) -> Vec<usize> {
    let stems: Vec<Vec<&str>> = mentions
        .iter()
        .map(|mention| mention.words.iter().map(|word| stem(word, language)).collect())
        .collect();
    // By all stems, and by the last one of persons, the first that has them.
    let mut whole: FxHashMap<Vec<&str>, usize> = FxHashMap::default();
    let mut surnames: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, mention) in mentions.iter().enumerate() {
        let several = mention.words.len() > 1;
        whole.entry(stems[at].clone()).or_insert(at);
        if several && mention.sort == Sort::Person {
            // Initials say less than a name in full.
            let full = |at: usize| mentions[at].words.iter().all(|word| word.chars().nth(1).is_some());
            if let Some(last) = stems[at].last() {
                let kept = surnames.entry(last).or_insert(at);
                if !full(*kept) && full(at) {
                    *kept = at;
                }
            }
        }
    }
    let fuller = |at: usize| -> Option<usize> {
        let mention = &mentions[at];
        let last = stems[at].last()?;
        let other = *surnames.get(last)?;
        let person = matches!(mention.sort, Sort::Person | Sort::Name);
        let alone = mention.words.len() == 1;
        // `В. Путин` is the `Владимир Путин` of the text.
        let initials = mention.words.len() > 1
            && mention.words[..mention.words.len() - 1].iter().all(|word| word.chars().nth(1).is_none())
            && mention.words[0].chars().next() == mentions[other].words[0].chars().next();
        (person && (alone || initials)).then_some(other)
    };
    (0..mentions.len())
        .map(|at| {
            let first = whole.get(&stems[at]).copied().unwrap_or(at);
            fuller(at).unwrap_or(first)
        })
        .collect()
}

/// What stands for the entity of a name in texts of any of the languages: the English name of a place that the gazetteer
/// has, else the mention's own key. Spellings of one name mostly share it; that two names share it proves nothing.
///
/// ```
/// use parallax::anchors::{entity_key, mentions};
/// use parallax::text::Language;
/// let key = |text, language| entity_key(&mentions(text, language)[0], language);
/// assert_eq!(key("Німеччиною задоволені.", Language::Ukrainian), "Germany");
/// assert_eq!(key("Они в Германии.", Language::Russian), "Germany");
/// ```
pub fn entity_key(mention: &Mention, language: Language) -> String {
    if mention.sort == Sort::Person || mention.words.len() > 4 {
        return mention.key.clone();
    }
    let gazetteer = Gazetteer::builtin();
    let found = gazetteer.find_in_any_case(&mention.words.join(" "), language);
    // The list by hand first, which knows further names; then a country before a city.
    let rank = |number: &u32| {
        let place = gazetteer.place(*number);
        let kind = match place.kind {
            Kind::Country => 0,
            Kind::Capital => 1,
            Kind::City => 2,
            Kind::Organisation | Kind::Feature => 3,
            Kind::Region => 4,
        };
        (!place.code.is_empty(), kind)
    };
    found
        .into_iter()
        .min_by_key(|number| (rank(number), *number))
        .map_or_else(|| mention.key.clone(), |number| gazetteer.place(number).english.to_owned())
}
