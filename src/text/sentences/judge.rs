//! Whether a sentence ends at a stop.

use super::rules::{Class, Rules};
use super::stop::{self, CLOSERS, DASHES, OPENERS, Stop};

/// Judges the stops of one text in order.
pub(super) struct Judge<'a> {
    text: &'a str,
    rules: &'a Rules,
    /// Where the current sentence starts (white space before it included).
    pub start: usize,
    /// The number of the last list item that was seen in running text (`1. … 2. …`).
    item: u32,
}

/// How far (bytes) the other sign of a pair of brackets or quotation marks is looked for.
const NEAR: usize = 160;

impl<'a> Judge<'a> {
    pub fn new(text: &'a str, rules: &'a Rules) -> Self {
        Self { text, rules, start: 0, item: 0 }
    }

    /// Where the sentence of the stop at a place ends, if it ends, and where to look on.
    pub fn stop(&mut self, at: usize) -> (Option<usize>, usize) {
        let stop = Stop::read(self.text, at);
        let mut end = stop.end;
        end += self.footnote_mark(stop);
        // Most stops are followed by a space and a letter: nothing more is looked for there.
        let marks = |at: usize| matches!(self.text.as_bytes().get(at), Some(b'[' | b':' | b';' | 0xe2..));
        if (marks(end) || marks(end + 1))
            && let Some(behind) = stop::footnotes(self.text, end).or_else(|| stop::feelings(self.text, end))
        {
            end = behind;
        }
        (self.ends(stop, end).then_some(end), end)
    }

    /// The length of a footnote's mark right behind a stop: that of digits only behind a plain word.
    fn footnote_mark(&self, stop: Stop) -> usize {
        let rest = &self.text[stop.end..];
        match rest.chars().next() {
            Some(first) if !first.is_ascii_digit() => stop::raised_mark(rest),
            Some(_) if !stop.closed() => {
                let word = stop::last_word(&self.text[self.start..stop.at]);
                let plain = word.chars().nth(2).is_some() && word.chars().all(char::is_lowercase);
                if plain && self.rules.class(word).is_none() { stop::raised_mark(rest) } else { 0 }
            }
            _ => 0,
        }
    }

    fn ends(&mut self, stop: Stop, end: usize) -> bool {
        let text = self.text;
        let rest = &text[end..];
        let next = rest.trim_start();
        let Some(first) = next.chars().next() else { return false };
        if next.len() == rest.len() {
            return self.space_missing(stop, end, rest);
        }
        if address(next) {
            return true;
        }
        if next.strip_prefix('#').is_some_and(|tag| tag.starts_with(char::is_alphabetic)) {
            // Tags belong to the text before them.
            return false;
        }
        let opened = next.trim_start_matches(OPENERS);
        let (after, dash) = behind_dash(opened);
        let Some(letter) = after.chars().next() else { return false };
        if first == '[' && next[1..].trim_start().starts_with(['.', '…']) {
            // An omission: it goes with what stands before it.
            return false;
        }
        if !starts_capital(after) {
            // Those who write without capitals do so in every sentence, or now and then.
            return opened.len() == next.len()
                && !dash
                && if self.without_capitals() {
                    self.plain_stop(stop, after)
                } else {
                    self.careless(stop, after)
                };
        }
        if !stop::in_word(letter) && !dash {
            return !matches!(
                letter,
                ',' | ';' | ':' | ')' | ']' | '.' | '%' | '/' | '№' | '=' | '+' | '<' | '>' | '&'
            ) && (opened.len() == next.len() || !matches!(letter, '(' | '?' | '!'))
                && (!stop.single(text) || stop.closed() || self.behind_word(stop, after));
        }
        if stop.closed() && self.goes_on(stop, next, after, dash) {
            return false;
        }
        if self.inside_brackets(stop, end) || self.inside_quotation(stop, end) {
            return false;
        }
        if stop.single(text) && (self.pull_quote(stop, end) || self.signed(end)) {
            return false;
        }
        if stop.closed() {
            return !self.initial_in_brackets(stop) && !self.item_in_brackets(stop);
        }
        if !stop.single(text) {
            return !(letter.is_ascii_digit() && text[..stop.at].ends_with(' '));
        }
        self.behind_word(stop, after)
    }

    /// Whether the current sentence starts with a small letter.
    fn without_capitals(&self) -> bool {
        let start = self.text[self.start..].trim_start();
        start.starts_with(char::is_lowercase) && !starts_capital(start)
    }

    /// Whether a stop before a small letter is no abbreviation, no ellipsis and no quotation's.
    fn plain_stop(&self, stop: Stop, after: &str) -> bool {
        let before = &self.text[self.start..stop.at];
        let word = stop::last_word(before);
        !stop.closed()
            && after.starts_with(char::is_alphabetic)
            && !self.text[stop.at..stop.end].contains(['…', ' '])
            && !self.text[stop.at..stop.end].starts_with("..")
            && (!stop.single(self.text)
                || word.chars().nth(2).is_some() && !word.contains('.') && self.rules.class(word).is_none())
    }

    /// Whether a capital was left out behind a stop: what stands before it is a question, or an ordinary word, which is no
    /// abbreviation, and nobody is said to have spoken.
    fn careless(&self, stop: Stop, after: &str) -> bool {
        let before = &self.text[self.start..stop.at];
        let word = stop::last_word(before);
        let sign = &self.text[stop.at..stop.end];
        let ordinary = || {
            word.chars().nth(3).is_some()
                && word.chars().all(char::is_lowercase)
                && self.rules.class(word).is_none()
                && self.rules.ordinary(word)
        };
        after.starts_with(char::is_alphabetic)
            && !self.rules.says(stop::first_word(after))
            && !self.inside_quotation(stop, stop.end)
            && match sign {
                "?" | "??" | "???" => word.chars().nth(3).is_some() || self.rules.ordinary(word),
                "." | "!" => ordinary(),
                _ => false,
            }
    }

    /// Whether the text behind a quotation still belongs to its sentence: who said it.
    fn goes_on(&self, stop: Stop, next: &str, after: &str, dash: bool) -> bool {
        if dash && next.starts_with(DASHES) {
            // «…!» — Иванов; a dash before a new quotation starts another speech.
            return !next.trim_start_matches(DASHES).trim_start().starts_with(OPENERS)
                && self.text[stop.stops..stop.end].starts_with(['"', '»', '”', '“', '’']);
        }
        // “Are you ready?” Lavrov asked.
        let asked = matches!(self.text.as_bytes()[stop.stops - 1], b'!' | b'?');
        if !asked {
            return false;
        }
        let name = stop::first_word(after);
        let mut behind = after[name.len()..].split_whitespace();
        !self.rules.starts(name)
            && behind.next().is_some_and(|verb| self.rules.says(verb.trim_end_matches([',', '.', ':'])))
    }

    /// Whether a full stop in brackets is followed by their close so soon that it is an abbreviation or an aside:
    /// `(b. March 2009)`, `(мал. 8)`, `(торік. — Ред.)`.
    fn inside_brackets(&self, stop: Stop, end: usize) -> bool {
        if !stop.single(self.text) || stop.closed() {
            return false;
        }
        let bytes = self.text.as_bytes();
        let before = &bytes[self.start.max(stop.at.saturating_sub(NEAR))..stop.at];
        let Some(open) = memchr::memrchr2(b'(', b')', before).filter(|&at| before[at] == b'(') else {
            return false;
        };
        // The bracket opened with a small letter or number: what is in it is no sentence.
        let inside = &self.text[stop.at - (before.len() - open) + 1..stop.at];
        if inside.chars().next().is_some_and(char::is_uppercase) {
            return false;
        }
        let behind = &bytes[end..bytes.len().min(end + NEAR / 2)];
        memchr::memchr3(b'(', b')', b'\n', behind).is_some_and(|at| behind[at] == b')')
    }

    /// Whether a stop is inside a short quotation that the sentence goes on behind: «Ні. Втомився» тощо.
    fn inside_quotation(&self, stop: Stop, end: usize) -> bool {
        if stop.closed() {
            return false;
        }
        let text = self.text;
        // The first bytes of the signs that are looked for are rare in any of the languages.
        let window = &text.as_bytes()[end..text.len().min(end + NEAR)];
        let found = memchr::memchr3_iter(0xc2, 0xe2, b'"', window)
            .map(|at| (at, text[end + at..].chars().next().unwrap_or(' ')))
            .find(|(_, sign)| matches!(sign, '»' | '”' | '"' | '«' | '“'));
        let Some((at, close)) = found else { return false };
        let behind = &text[end..];
        if memchr::memchr(b'\n', &window[..at]).is_some() {
            return false;
        }
        if !matches!(close, '»' | '”' | '"') || !behind[..at].ends_with(char::is_alphanumeric) {
            return false;
        }
        let mut following = behind[at + close.len_utf8()..].chars();
        let goes_on = following.next() == Some(' ') && following.next().is_some_and(char::is_lowercase);
        if !goes_on {
            return false;
        }
        let before = &text[self.start..stop.at];
        match close {
            '»' => before.rfind('«').is_some_and(|at| !before[at..].contains('»')),
            '”' => before.rfind('“').is_some_and(|at| !before[at..].contains('”')),
            _ => before.bytes().filter(|&byte| byte == b'"').count() % 2 == 1,
        }
    }

    /// Whether a stop is of a quotation set apart with who said it, which is one piece: `"It is late. Go home." – Anna Bilyk`.
    fn pull_quote(&self, stop: Stop, end: usize) -> bool {
        let behind = &self.text[end..];
        let Some(line) = behind[..behind.floor_char_boundary(4 * NEAR)].lines().next() else { return false };
        // Only a name stands behind the quotation, or behind the stop where it has no marks.
        let quoted = self.text[self.start..].trim_start().starts_with(['"', '“']);
        let name = match line.rfind(['"', '”']).filter(|_| quoted && !stop.closed()) {
            Some(at) => line[at..].trim_start_matches(['"', '”', ' ']).strip_prefix(DASHES),
            None => return false,
        };
        name.is_some_and(|name| {
            let mut words = name.split_whitespace();
            let capital =
                |word: &str| word.starts_with(char::is_uppercase) && !word.ends_with(['.', ',', ':']);
            (1..=4).contains(&words.clone().count()) && words.all(capital)
        })
    }

    /// Whether nothing but a name stands between a stop and the end of the paragraph: who said what stands before it.
    fn signed(&self, end: usize) -> bool {
        let behind = self.text[end..].trim_start_matches(' ');
        let near = &behind[..behind.floor_char_boundary(NEAR)];
        let line = near.lines().next().unwrap_or_default().trim_end();
        if line.len() == near.len() && near.len() < behind.len() {
            return false;
        }
        let mut words = line.split(' ');
        let first = words.next().unwrap_or_default();
        let name = |word: &str| {
            let mut letters = word.chars();
            letters.next().is_some_and(char::is_uppercase)
                && letters.clone().count() > 1
                && letters.all(char::is_lowercase)
                && !self.rules.starts(word)
        };
        (1..=2).contains(&words.clone().count())
            && name(first)
            && words.all(name)
            && !self.rules.ordinary(first)
    }

    /// `[George H. W.] Bush`: a bracket that closes behind an initial.
    fn initial_in_brackets(&self, stop: Stop) -> bool {
        let word = stop::last_word(&self.text[self.start..stop.at]);
        self.text[stop.stops..stop.end].chars().all(|sign| sign == ']')
            && word.chars().count() == 1
            && word.chars().all(char::is_uppercase)
    }

    /// `1.) The first item`.
    fn item_in_brackets(&self, stop: Stop) -> bool {
        let before = self.text[self.start..stop.at].trim_start();
        stop.single(self.text) && before.len() < 4 && before.bytes().all(|byte| byte.is_ascii_alphanumeric())
    }

    /// A capital right behind a stop, the space left out: only where both sides are plainly words of the text.
    fn space_missing(&self, stop: Stop, end: usize, rest: &str) -> bool {
        if end == stop.at || rest.starts_with(CLOSERS) {
            return false;
        }
        let word = stop::last_word(&self.text[self.start..stop.at]);
        let next = stop::first_word(rest);
        let plain = |word: &str| word.chars().all(|letter| letter.is_lowercase() && letter >= '\u{400}');
        let mut letters = next.chars();
        let capital = letters.next().is_some_and(|letter| letter.is_uppercase() && letter >= '\u{400}');
        word.chars().count() >= 3
            && plain(word)
            && capital
            && plain(letters.as_str())
            && !rest[next.len()..].starts_with('.')
            && self.rules.class(word).is_none()
    }

    /// Whether a single full stop ends a sentence, by the word before it and the text behind it.
    fn behind_word(&mut self, stop: Stop, after: &str) -> bool {
        let before = &self.text[self.start..stop.at];
        let mut word = stop::last_word(before);
        let Some(first) = after.chars().next() else { return false };
        if word.is_empty() {
            return !before.trim_start().is_empty();
        }
        let near = before.len() - word.len() <= NEAR;
        let alone = || near && before.trim_start_matches(|sign: char| !stop::in_word(sign)) == word;
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.behind_number(word, before, alone());
        }
        let digit = first.is_ascii_digit() || first == '№';
        let following = stop::first_word(after);
        // A letter with a stop is an initial, not a first word: «В. О. Зеленський».
        let initial = following.chars().nth(1).is_none() && after[following.len()..].starts_with('.');
        let starter = || !initial && self.rules.starts(following);
        if self.rules.join(word, following) {
            return false;
        }
        let single = word.chars().nth(1).is_none();
        if single && before.strip_suffix(word).is_some_and(|ahead| ahead.ends_with(['°', 'º'])) {
            // 25 °C.
            return true;
        }
        if stop::hyphened_initials(word) {
            return !digit && starter();
        }
        if single && word.chars().all(char::is_uppercase) {
            // An initial, unless a usual first word follows: «…план Б. Он …».
            let another = before[..before.len() - word.len()].trim_end().ends_with('.');
            return !digit && starter() && !another;
        }
        let pair;
        if single && alone() {
            // A list item: `a. The first`.
            return false;
        }
        if word.contains('.') && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
            // The number of a chapter starts its heading: `5.6. Results`.
            return !alone();
        }
        if let Some(joined) = stop::spaced_pair(before, word)
            && (single || self.rules.class(&joined).is_some())
        {
            pair = joined;
            word = &pair;
        }
        if let Some((_, last)) = word.rsplit_once('.')
            && last.chars().nth(2).is_some()
            && self.rules.class(word).is_none()
        {
            // м.Києва, NEWSru.com, ген.-лейт: the last part is a word or a domain.
            word = last.trim_start_matches('-');
        }
        if let Some((_, title)) = word.rsplit_once('-')
            && title.chars().nth(2).is_some()
            && self.rules.class(word).is_none()
            && self.rules.class(title) == Some(Class::Never)
        {
            // пресс-секр., экс-през.
            word = title;
        }
        if let Some((party, place)) = word.split_once('-')
            && party.len() == 1
            && self.rules.class(place).is_some()
        {
            // D-Calif.
            word = place;
        }
        if word.chars().nth(1).is_some() && !word.contains('.') && word.chars().all(char::is_uppercase) {
            // An acronym, unless it is an abbreviation in a heading: `PS.`
            return self.rules.class(word) != Some(Class::Never)
                || word.chars().nth(2).is_none() && word != "PS";
        }
        let class = match self.rules.class(word) {
            Some(Class::Unit) => behind_amount(before, word),
            Some(Class::Month) => {
                let ahead = before.strip_suffix(word).unwrap_or_default().trim_end();
                self.rules.dated(stop::last_word(ahead)).then_some(Class::Close)
            }
            class => class,
        };
        match class {
            Some(Class::Never) => false,
            Some(Class::Maybe) => !digit && starter(),
            Some(Class::Close) => {
                !digit && (starter() || !initial && self.new_sentence(before, following, after))
            }
            Some(Class::Usually) => !digit && !initial_of_name(after),
            Some(Class::Number | Class::Caption | Class::Unit | Class::Month) => !digit && !roman(following),
            None if stop::dotted_letters(word) => !digit && starter(),
            None => true,
        }
    }

    /// Whether an ordinary word has a capital behind what may be a whole sentence: `построен в 1905 г. Архитектор …`, not
    /// `Кроме того, в 2014 г. Верховная Рада …`.
    fn new_sentence(&self, before: &str, following: &str, after: &str) -> bool {
        let behind = after[following.len()..].strip_prefix(' ').unwrap_or_default();
        !behind.starts_with(char::is_uppercase)
            && self.rules.ordinary(following)
            && self.rules.predicate(before)
    }

    /// Whether the full stop behind a number ends a sentence: not that of a list item or a caption.
    fn behind_number(&mut self, word: &str, before: &str, alone: bool) -> bool {
        let Some(number) = word.parse::<u32>().ok().filter(|_| word.len() < 4) else { return true };
        if alone {
            self.item = number;
            let line = self.text[..self.start].trim_end_matches([' ', '\t']);
            // A heading is not a sentence; its number stays with it: `1. Вступ`.
            let item = self.text[self.start..].trim_start().lines().next().unwrap_or_default().trim_end();
            let sentence = item.ends_with(['.', ';', ':', ',', '!', '?', '…', ')', '»']);
            let first = line.is_empty() || self.text[self.start..].starts_with('\n');
            return self.rules.items_apart && first && sentence;
        }
        let ahead = &before[..before.len() - word.len()];
        let apart = ahead.ends_with(char::is_whitespace);
        let ahead = ahead.trim();
        if !apart {
            return true;
        }
        if number > 1 && number == self.item + 1 || number == 1 && ahead.ends_with([':', ';']) {
            self.item = number;
            return false;
        }
        let caption = ahead.trim_end_matches('.');
        !matches!(self.rules.class(caption), Some(Class::Caption))
    }
}

/// What a unit is by the number before it: `5 м.` usually ends, `2014 г.` may, `м. Луганськ` does not.
fn behind_amount(before: &str, word: &str) -> Option<Class> {
    let amount = before.strip_suffix(word)?.trim_end();
    if ["тис", "тыс", "млн", "млрд"].into_iter().any(|many| amount.trim_end_matches('.').ends_with(many))
    {
        return Some(Class::Usually);
    }
    let digits = amount.bytes().rev().take_while(u8::is_ascii_digit).count();
    Some(match digits {
        0 => Class::Never,
        4 => Class::Close,
        _ => Class::Usually,
    })
}

/// What stands behind a dash that starts direct speech or an attribution, and whether there is one.
fn behind_dash(next: &str) -> (&str, bool) {
    let behind = next.trim_start_matches(DASHES);
    if behind.len() < next.len() && behind.starts_with(char::is_whitespace) {
        (behind.trim_start().trim_start_matches(OPENERS), true)
    } else {
        (next, behind.len() < next.len())
    }
}

/// Whether a text starts as sentences do: not with a small letter, but for words such as mTOR, iPhone.
fn starts_capital(after: &str) -> bool {
    let mut letters = after.chars();
    match letters.next() {
        Some(first) if first.is_lowercase() => {
            first.is_ascii()
                && letters.next().is_some_and(char::is_uppercase)
                && letters.next().is_some_and(char::is_alphabetic)
        }
        first => first.is_some(),
    }
}

/// Whether a web address follows.
fn address(next: &str) -> bool {
    ["http://", "https://", "www."].into_iter().any(|start| next.starts_with(start))
}

/// Whether an initial and a name follow: `А. Петренко`.
fn initial_of_name(after: &str) -> bool {
    let mut letters = after.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next() == Some('.')
}

/// Whether a word is a Roman number.
fn roman(word: &str) -> bool {
    !word.is_empty()
        && word.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X' | 'L' | 'C' | 'М' | 'І' | 'Х'))
}
