//! Words of a sentence: runs of letters and digits, folded so that spellings of one word meet.
//!
//! Folding: lower case, ё as е, combining marks (stress) off, apostrophes and soft hyphens out, `’s` cut off English.

/// A word of a text: where it stands (bytes) and its folded form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Byte offset of the start.
    pub start: usize,
    /// Byte offset of the end.
    pub end: usize,
    /// Lower-case letters and digits.
    pub folded: String,
}

/// The words of a text in order.
///
/// ```
/// let words = parallax::text::words::words("Russia's п’ять 13,000");
/// let folded: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
/// assert_eq!(folded, ["russia", "пять", "13,000"]);
/// ```
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut letters = text.char_indices().peekable();
    while let Some((start, first)) = letters.next() {
        if !first.is_alphanumeric() {
            continue;
        }
        let mut folded = String::with_capacity(16);
        let number = first.is_ascii_digit();
        let mut end = start + first.len_utf8();
        fold_into(first, &mut folded);
        while let Some(&(at, letter)) = letters.peek() {
            let next = at + letter.len_utf8();
            if letter.is_alphanumeric() || is_mark(letter) {
                fold_into(letter, &mut folded);
                end = next;
            } else if joins(letter, number, &text[next..]) {
                if number {
                    folded.push(letter);
                }
            } else {
                break;
            }
            letters.next();
        }
        let possessive = ["'s", "’s"].into_iter().find(|ending| text[start..end].ends_with(ending));
        if possessive.is_some() && folded.len() > 1 {
            folded.pop();
        }
        // A mark alone folds to nothing.
        if !folded.is_empty() {
            words.push(Word { start, end, folded });
        }
    }
    words
}

/// Whether a sign inside a word belongs to it: an apostrophe between letters, a point or comma between digits.
fn joins(sign: char, number: bool, rest: &str) -> bool {
    let Some(next) = rest.chars().next() else { return false };
    match sign {
        '\'' | '’' | 'ʼ' | '`' | '\u{ad}' => next.is_alphabetic(),
        '.' | ',' => number && next.is_ascii_digit(),
        _ => false,
    }
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}

fn fold_into(letter: char, folded: &mut String) {
    match letter {
        'a'..='z' | '0'..='9' | 'а'..='я' | 'і' | 'ї' | 'є' | 'ґ' => folded.push(letter),
        'A'..='Z' => folded.push(letter.to_ascii_lowercase()),
        'ё' | 'Ё' => folded.push('е'),
        _ if is_mark(letter) || letter == 'ʼ' => {}
        _ => folded.extend(letter.to_lowercase()),
    }
}
