//! The signs at the ends of sentences: a headline has none, a question is translated by a question.

/// How many classes of signs there are.
const CLASSES: usize = 8;
/// How often each class ends a sentence of news, counted as so many sentences beside those in hand.
const USUAL: [f32; CLASSES] = [1.5, 14.0, 1.0, 0.5, 0.3, 0.4, 0.3, 0.3];

/// The class of the sign at the end of a line, closing quotes and brackets left out: 0 is a letter or digit.
pub fn class(line: &str) -> u8 {
    let closes =
        |sign: char| sign.is_whitespace() || matches!(sign, '"' | '»' | '”' | '“' | '’' | '\'' | ')' | ']');
    let line = line.trim_end_matches(closes);
    match line.chars().next_back() {
        Some('.') if line.ends_with("..") => 4,
        Some('.') => 1,
        Some('?') => 2,
        Some('!') => 3,
        Some('…') => 4,
        Some(':') => 5,
        Some(',' | ';') => 6,
        Some(sign) if sign.is_alphanumeric() => 0,
        _ => 7,
    }
}

/// What agreement is worth in a text: the rarer a sign is there, the more.
pub struct Marks {
    agree: [f32; CLASSES],
    differ: f32,
}

impl Marks {
    /// From the classes of all target sentences; `differ` is the probability that a translation ends in another sign.
    pub fn of(classes: &[u8], differ: f32) -> Self {
        let mut counts = USUAL;
        for &class in classes {
            counts[usize::from(class)] += 1.0;
        }
        let all: f32 = counts.iter().sum();
        Marks { agree: counts.map(|count| ((1.0 - differ) * all / count + differ).ln()), differ: differ.ln() }
    }

    /// How much likelier the two signs are for sentences that say the same than for any two, in nats.
    pub fn score(&self, src: u8, trg: u8) -> f32 {
        if src == trg { self.agree[usize::from(trg)] } else { self.differ }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_signs_say_more() {
        assert_eq!(class("«Почему?»"), class("Why?"));
        assert_ne!(class("Police arrest man"), class("Police arrested a man."));
        let marks = Marks::of(&[1, 1, 1, 1, 2], 0.1);
        assert!(marks.score(2, 2) > marks.score(1, 1) && marks.score(1, 1) > 0.0 && marks.score(0, 1) < 0.0);
    }
}
