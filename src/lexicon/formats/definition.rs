//! Translations out of definitions that were written for people to read.
//!
//! Read leniently: what is in brackets, transcriptions, numbers of senses and labels (`data/lexicon/labels.txt`) are
//! dropped, the rest is parted at commas, semicolons and line ends, and of the pieces those are kept that are short and
//! wholly in the script of the other language. So headwords, examples and explanations fall away.

use super::script::{Script, is_cyrillic};
use std::sync::LazyLock;

/// A translation of more words is an explanation or an example.
const MOST_WORDS: usize = 4;
/// Later translations are rare senses.
const MOST: usize = 12;
/// A word of so many letters with a point behind it is an abbreviation.
const LABEL_LETTERS: usize = 6;

static LABELS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let lines = include_str!("../../../data/lexicon/labels.txt").lines();
    lines.filter(|line| !line.starts_with('#')).flat_map(str::split_whitespace).collect()
});

/// A headword without what is in brackets.
pub fn headword(text: &str) -> String {
    without_brackets(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The translations in a definition, in order, each once.
///
/// ```
/// use parallax::lexicon::formats::{definition::translations, script::Script};
/// let text = "abandon [əˈbændən]\n1. гл. 1) покидать, оставлять (кого-л.); 2) мор. сбросить\nto abandon ship покинуть судно";
/// assert_eq!(translations(text, Script::Cyrillic), ["покидать", "оставлять", "сбросить"]);
/// ```
pub fn translations(definition: &str, wanted: Script) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in without_brackets(&unwrapped(definition)).lines() {
        let line = without_transcription(line);
        for piece in line.split([',', ';', '|', '•', '·', '\u{25aa}', '\t']) {
            for piece in parted_at_numbers(piece) {
                let translation = translation(&piece, wanted).filter(|found_now| !found.contains(found_now));
                found.extend(translation.filter(|_| found.len() < MOST));
            }
        }
    }
    found
}

/// A text without tags. What stands in headwords, transcriptions, examples, comments and labels of XDXF goes with them.
pub fn without_markup(text: &str) -> String {
    const DROPPED: [&str; 8] = ["k", "tr", "ex", "co", "abr", "abbr", "script", "style"];
    const LINES: [&str; 9] = ["br", "p", "div", "li", "dtrn", "def", "tr", "td", "ol"];
    let mut plain = String::with_capacity(text.len());
    let mut dropping: Option<&str> = None;
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        if dropping.is_none() {
            plain.push_str(&rest[..open]);
        }
        let Some(close) = rest[open..].find('>').map(|at| open + at) else {
            rest = &rest[open + 1..];
            continue;
        };
        let tag = rest[open + 1..close].trim();
        rest = &rest[close + 1..];
        let closing = tag.starts_with('/');
        let name = tag.trim_matches('/').split_whitespace().next().unwrap_or_default().to_lowercase();
        match dropping {
            Some(dropped) if closing && name == dropped => dropping = None,
            None if !closing && !tag.ends_with('/') => {
                dropping = DROPPED.into_iter().find(|dropped| *dropped == name);
            }
            _ => {}
        }
        if LINES.contains(&name.as_str()) {
            plain.push('\n');
        }
    }
    if dropping.is_none() {
        plain.push_str(rest);
    }
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&nbsp;", " "), ("&amp;", "&")]
        .into_iter()
        .fold(plain, |plain, (entity, letter)| plain.replace(entity, letter))
}

/// Joins lines that were only broken because they had become long.
fn unwrapped(text: &str) -> String {
    /// A line that goes on in the next one is at least so long.
    const LONG: usize = 60;
    let mut joined = String::with_capacity(text.len());
    let mut long = false;
    for line in text.lines() {
        let goes_on = line.trim_start().starts_with(|letter: char| letter.is_lowercase() || letter == '(');
        joined.push(if long && goes_on { ' ' } else { '\n' });
        joined.push_str(line);
        long = line.chars().count() >= LONG;
    }
    joined
}

/// Drops what is in brackets. One that is never closed reaches to the end of its line.
fn without_brackets(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut open: Vec<char> = Vec::new();
    for letter in text.chars() {
        match letter {
            '(' => open.push(')'),
            '[' => open.push(']'),
            '{' => open.push('}'),
            '<' => open.push('>'),
            '\n' => {
                open.clear();
                kept.push('\n');
            }
            _ if open.last() == Some(&letter) => {
                open.pop();
                kept.push(' ');
            }
            // One that closes nothing stays: `1)` numbers a sense.
            _ if open.is_empty() => kept.push(letter),
            _ => {}
        }
    }
    kept
}

/// Drops `/ˈhaʊs/`.
fn without_transcription(line: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let words: Vec<&str> = line.split(' ').collect();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let end = word.starts_with('/').then(|| {
            (at..words.len()).find(|&end| words[end].ends_with('/') && (end > at || word.len() > 1))
        });
        match end.flatten() {
            Some(end) => at = end + 1,
            None => {
                kept.push(word);
                at += 1;
            }
        }
    }
    kept.join(" ")
}

/// Parts a piece at the numbers of senses: `1.`, `2)`, `3>`, `a)`, `б)`, `IV`, `-` at the start.
fn parted_at_numbers(piece: &str) -> Vec<Vec<&str>> {
    let mut pieces: Vec<Vec<&str>> = vec![Vec::new()];
    for word in piece.split_whitespace() {
        let core = word.trim_end_matches(['.', ')', '>']);
        let marked = core.len() < word.len();
        let number = !core.is_empty() && core.chars().all(|letter| letter.is_ascii_digit());
        let letter = word.ends_with(')') && core.chars().count() == 1;
        let roman =
            core.chars().all(|letter| "IVX".contains(letter)) && (marked || core.len() > 1 || core == "I");
        let dash = matches!(word, "-" | "–" | "—" | "*" | ":" | "=" | "→");
        if (number && marked) || letter || (roman && !core.is_empty()) || dash {
            pieces.push(Vec::new());
        } else if let Some(last) = pieces.last_mut() {
            last.push(word);
        }
    }
    pieces
}

/// What is left of a piece when it is a translation.
fn translation(words: &[&str], wanted: Script) -> Option<String> {
    let is_label = |word: &str| LABELS.contains(&word.to_lowercase().as_str());
    let mut words = words.to_vec();
    if let Some(at) = words.iter().rposition(|word| word.ends_with(':')) {
        words.drain(..=at);
    }
    match words.iter().position(|word| !is_label(word)) {
        Some(bare) => drop(words.drain(..bare)),
        // `verb` can be a translation, `vt` is none.
        None => words.retain(|word| word.chars().count() > 3),
    }
    let last = words.len().checked_sub(1)?;
    let mut at = 0;
    words.retain(|word| {
        let short = word.chars().count() <= LABEL_LETTERS + 1;
        // Mueller's dictionary marks its labels so: `_разг.`
        let marked = word.starts_with('_');
        let abbreviation = word.ends_with('.') && short && (at < last || is_label(word));
        at += 1;
        !abbreviation && !marked
    });
    let edges = |letter: char| !letter.is_alphanumeric();
    let mut words: Vec<&str> =
        words.into_iter().map(|word| word.trim_matches(edges)).filter(|word| !word.is_empty()).collect();
    if wanted == Script::Latin && words.len() > 1 {
        let little = words.iter().position(|word| !matches!(*word, "to" | "a" | "an" | "the")).unwrap_or(0);
        words.drain(..little);
    }
    let text = words.join(" ");
    let fits = |letter: char| match wanted {
        Script::Latin => !is_cyrillic(letter),
        Script::Cyrillic => is_cyrillic(letter) || !letter.is_alphabetic(),
    };
    let sound = (1..=MOST_WORDS).contains(&words.len())
        && text.chars().all(fits)
        && text.contains(|letter: char| letter.is_alphabetic());
    sound.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_is_read_leniently() {
        let cases: [(&str, Script, &[&str]); 10] = [
            ("East /iːst/\nвосток", Script::Cyrillic, &["восток"]),
            (
                "house /haʊs/ <n>\n1. дом\n2. палата, династия",
                Script::Cyrillic,
                &["дом", "палата", "династия"],
            ),
            ("дом /dom/ <n, masc>\nhouse, a home; to dwell", Script::Latin, &["house", "home", "dwell"]),
            (
                "_n. 1) _юр. закон (обыкн. мн.)  а) право; б) он/она",
                Script::Cyrillic,
                &["закон", "право", "он/она"],
            ),
            ("сущ.; мн. ч.; 1> сани.", Script::Cyrillic, &["сани"]),
            ("Synonyms: {building}\nсм. также: здание", Script::Cyrillic, &["здание"]),
            ("noun: the state of being a house, as said by those who live in it", Script::Cyrillic, &[]),
            (
                "не открытая\n   скобка (и дальше\nслово",
                Script::Cyrillic,
                &["не открытая", "скобка", "слово"],
            ),
            (
                "1) жестокий; severe competition that goes on in the markets of many towns\nжестокая конкуренция",
                Script::Cyrillic,
                &["жестокий"],
            ),
            ("одно очень длинное объяснение слова вместо перевода", Script::Cyrillic, &[]),
        ];
        for (definition, wanted, found) in cases {
            assert_eq!(translations(definition, wanted), found, "{definition}");
        }
    }

    #[test]
    fn markup_goes_and_so_do_examples_in_it() {
        let xdxf =
            "<k>house</k><tr>haus</tr><dtrn>дом &amp; <abr>разг.</abr> двор</dtrn><ex>дома и стены</ex>";
        assert_eq!(without_markup(xdxf).trim(), "дом &  двор");
        assert_eq!(without_markup("<b>дом<br/>двор</b> 2 < 3"), "дом\nдвор 2  3");
    }
}
