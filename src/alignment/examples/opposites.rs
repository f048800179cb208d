//! A word exchanged for one that means the contrary.

use super::planted::Random;
use crate::judgement::groups::Groups;
use crate::text::Language;
use crate::text::stem::stem;
use crate::text::words::words;

/// The line with one word exchanged, its ending kept: the judgement sees stems.
pub fn exchanged(line: &str, random: &mut Random) -> Option<String> {
    let language = if line.chars().any(|letter| matches!(letter, '\u{400}'..='\u{4ff}')) {
        if line.contains(['і', 'ї', 'є', 'І', 'Ї', 'Є']) {
            Language::Ukrainian
        } else {
            Language::Russian
        }
    } else {
        Language::English
    };
    let groups = Groups::of(language);
    let mut found = Vec::new();
    for word in words(line) {
        let root = stem(&word.folded, language);
        for &(row, side) in groups.opposites.get(root).into_iter().flatten() {
            let others = &groups.rows[usize::from(row)][usize::from(!side)];
            if let Some(other) = others.first() {
                let ending = word.folded.strip_prefix(root).unwrap_or_default();
                found.push((word.start, word.end, format!("{other}{ending}")));
            }
        }
    }
    if found.is_empty() {
        return None;
    }
    let (start, end, with) = &found[random.below(found.len())];
    Some(format!("{}{with}{}", &line[..*start], &line[*end..]))
}
