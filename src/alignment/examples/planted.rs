//! Changes planted into one side of a translation, so that it says another thing: a number, a name, a word, a negation
//! altered, something left out or added.

/// Random numbers, the same in every run (SplitMix64).
pub struct Random(u64);

impl Random {
    /// Starts from a text.
    pub fn of(seed: &str) -> Self {
        Random(xxhash_rust::xxh3::xxh3_64(seed.as_bytes()))
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number under a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.number() % limit.max(1) as u64) as usize
    }

    /// Whether something of this probability happens.
    pub fn happens(&mut self, probability: f64) -> bool {
        (self.number() >> 11) as f64 / ((1_u64 << 53) as f64) < probability
    }
}

/// What is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Another number.
    Number,
    /// Another name.
    Name,
    /// Another word of the same ending.
    Word,
    /// A negation more or less.
    Negation,
    /// Words left out.
    Dropped,
    /// Words of another sentence put in.
    Added,
    /// A word of the same kind that means the contrary.
    Opposite,
}

/// All kinds of changes.
pub const CHANGES: [Change; 7] = [
    Change::Number,
    Change::Name,
    Change::Word,
    Change::Negation,
    Change::Dropped,
    Change::Added,
    Change::Opposite,
];

/// The changed line, or `None` where there is nothing to change; `other` is another line of the same language.
pub fn planted(line: &str, other: &str, change: Change, random: &mut Random) -> Option<String> {
    let changed = match change {
        Change::Number => number(line, random),
        Change::Name => name(line, other, random),
        Change::Word => word(line, other, random),
        Change::Negation => negation(line, random),
        Change::Dropped => dropped(line, random),
        Change::Added => added(line, other, random),
        Change::Opposite => super::opposites::exchanged(line, random),
    };
    changed.filter(|changed| changed != line)
}

/// Words with their bytes.
fn words(line: &str) -> Vec<(usize, &str)> {
    let mut all = Vec::new();
    let mut start = None;
    for (at, letter) in line.char_indices().chain([(line.len(), ' ')]) {
        match (letter.is_alphanumeric() || matches!(letter, '\'' | '’' | '-'), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                all.push((from, &line[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    all
}

fn replaced(line: &str, at: usize, length: usize, with: &str) -> String {
    format!("{}{with}{}", &line[..at], &line[at + length..])
}

fn pick<T: Copy>(all: &[T], random: &mut Random) -> Option<T> {
    (!all.is_empty()).then(|| all[random.below(all.len())])
}

fn number(line: &str, random: &mut Random) -> Option<String> {
    let digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit()) && word.len() < 10;
    let found: Vec<(usize, &str)> = words(line).into_iter().filter(|(_, word)| digits(word)).collect();
    let (at, word) = pick(&found, random)?;
    let other: String = loop {
        let other: String = word
            .bytes()
            .enumerate()
            .map(|(place, _)| {
                char::from(b'0' + if place == 0 { 1 + random.below(9) } else { random.below(10) } as u8)
            })
            .collect();
        if other != word {
            break other;
        }
    };
    Some(replaced(line, at, word.len(), &other))
}

/// Words with a capital inside the line.
fn names(line: &str) -> Vec<(usize, &str)> {
    let all = words(line);
    let capital = |word: &str| {
        word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().count() >= 4
            && word.chars().skip(1).any(char::is_lowercase)
    };
    all.into_iter()
        .skip(1)
        .filter(|(at, word)| {
            capital(word) && !line[..*at].trim_end().ends_with(['.', '!', '?', '«', '"', '“'])
        })
        .collect()
}

fn name(line: &str, other: &str, random: &mut Random) -> Option<String> {
    let (at, word) = pick(&names(line), random)?;
    let start = |word: &str| word.chars().take(4).collect::<String>();
    let strange: Vec<(usize, &str)> = names(other)
        .into_iter()
        .filter(|(_, found)| start(found) != start(word) && !line.contains(&start(found)))
        .collect();
    let (_, with) = pick(&strange, random)?;
    Some(replaced(line, at, word.len(), with))
}

/// Words in small letters that say something.
fn content(line: &str) -> Vec<(usize, &str)> {
    let says = |word: &str| word.chars().count() >= 5 && word.chars().all(char::is_lowercase);
    words(line).into_iter().filter(|(_, word)| says(word)).collect()
}

fn ending(word: &str, letters: usize) -> String {
    let all: Vec<char> = word.chars().collect();
    all[all.len().saturating_sub(letters)..].iter().collect()
}

fn word(line: &str, other: &str, random: &mut Random) -> Option<String> {
    let (at, word) = pick(&content(line), random)?;
    let start = |word: &str| word.chars().take(4).collect::<String>();
    let alike = |letters: usize| -> Vec<(usize, &str)> {
        let all = content(other).into_iter();
        all.filter(|(_, found)| {
            ending(found, letters) == ending(word, letters) && start(found) != start(word)
        })
        .collect()
    };
    let found = [alike(2), alike(1)].into_iter().find(|found| !found.is_empty())?;
    let (_, with) = pick(&found, random)?;
    Some(replaced(line, at, word.len(), with))
}

fn negation(line: &str, random: &mut Random) -> Option<String> {
    for (negated, plain) in [(" не ", " "), (" not ", " "), ("n't ", " "), ("n’t ", " ")] {
        if line.contains(negated) && random.happens(0.9) {
            return Some(line.replacen(negated, plain, 1));
        }
    }
    const AUXILIARIES: [&str; 14] = [
        "is", "are", "was", "were", "will", "would", "can", "could", "has", "have", "had", "should", "must",
        "may",
    ];
    const VERBS: [&str; 14] =
        ["ил", "ал", "ла", "ли", "ет", "ит", "ют", "ят", "лся", "лась", "лись", "ться", "ть", "ється"];
    let all = words(line);
    let is_verb = |word: &str| {
        word.chars().count() >= 5
            && VERBS.iter().any(|ending| word.ends_with(ending))
            && word.chars().all(char::is_lowercase)
    };
    let auxiliary: Vec<(usize, &str)> =
        all.iter().copied().filter(|(_, word)| AUXILIARIES.contains(word)).collect();
    if let Some((at, word)) = pick(&auxiliary, random) {
        return Some(replaced(line, at, word.len(), &format!("{word} not")));
    }
    let verbs: Vec<(usize, &str)> = all.into_iter().filter(|(_, word)| is_verb(word)).collect();
    let (at, word) = pick(&verbs, random)?;
    Some(replaced(line, at, word.len(), &format!("не {word}")))
}

fn dropped(line: &str, random: &mut Random) -> Option<String> {
    let all = words(line);
    if all.len() < 8 {
        return None;
    }
    let count = if random.happens(0.5) { 1 } else { 3 + random.below(all.len() / 3) };
    let places: Vec<usize> = (1..all.len() - count).filter(|&at| all[at].1.chars().count() >= 5).collect();
    let from = pick(&places, random)?;
    let (start, end) = (all[from].0, all[from + count].0);
    Some(format!("{}{}", &line[..start], &line[end..]))
}

fn added(line: &str, other: &str, random: &mut Random) -> Option<String> {
    let strange = words(other);
    if strange.len() < 6 {
        return None;
    }
    let count = 3 + random.below(5.min(strange.len() - 4));
    let from = random.below(strange.len() - count);
    let end = strange[from + count - 1];
    let piece = &other[strange[from].0..end.0 + end.1.len()];
    let places = words(line);
    let (at, _) = pick(places.get(1..)?, random)?;
    Some(format!("{}{piece} {}", &line[..at], &line[at..]))
}
