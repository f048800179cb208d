//! The body of an article as paragraphs: what parts them, where the source does not say it with empty lines.

/// Of the lines of a text that is wrapped at one width, at least so many in ten are full …
const FULL: usize = 8;
/// … and at most so many in ten end as sentences do.
const ENDED: usize = 5;
/// What wrapped a text may have counted so many letters otherwise than we do.
const SLACK: usize = 3;
/// No text is wrapped at more letters than this.
const WIDEST: usize = 160;

/// Line ends of any kind as LF, and each line a paragraph where a text without an empty line is not wrapped at one width.
///
/// ```
/// # use parallax::corpus::{ReadOptions, read_from};
/// let line = r#"{"text":"Snow closed all schools.\nPhoto: XYZ\nLessons will be held online, said the head of education."}"#;
/// let corpus = read_from("a.jsonl".as_ref(), line.as_bytes(), &ReadOptions::default());
/// assert_eq!(corpus.articles[0].text.matches("\n\n").count(), 2);
/// ```
pub(super) fn paragraphs(text: &mut String) {
    if memchr::memchr2(b'\r', b'\n', text.as_bytes()).is_none() {
        return;
    }
    if memchr::memchr(b'\r', text.as_bytes()).is_some() {
        *text = line_feeds(text);
    }
    if has_line_paragraphs(text) {
        *text = text.trim().lines().map(str::trim).collect::<Vec<_>>().join("\n\n");
    }
}

/// The text with LF for CRLF and CR.
pub(super) fn line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// Whether a text has no empty line and its lines are paragraphs, not those of a text wrapped at one width.
pub(super) fn has_line_paragraphs(text: &str) -> bool {
    let lines: Vec<&str> = text.trim().lines().map(str::trim).collect();
    lines.len() > 1 && !lines.iter().any(|line| line.is_empty()) && !is_wrapped(&lines)
}

/// Whether lines are as full as they can be: the next one's first word would not have fitted on most of them.
fn is_wrapped(lines: &[&str]) -> bool {
    let lengths: Vec<usize> = lines.iter().map(|line| line.chars().count()).collect();
    let width = lengths.iter().copied().max().unwrap_or_default();
    if width > WIDEST {
        return false;
    }
    let (mut full, mut ended) = (0, 0);
    for (at, pair) in lines.windows(2).enumerate() {
        let word = pair[1].split_whitespace().next().unwrap_or_default().chars().count();
        full += usize::from(lengths[at] + 1 + word + SLACK > width);
        ended += usize::from(pair[0].ends_with(['.', '!', '?', '…', '»', '”', '"', ':', ';']));
    }
    let breaks = lines.len() - 1;
    // Of two lines one is always the longest: there the second must go on in small letters.
    let goes_on = lines.len() > 2 || lines[1].starts_with(char::is_lowercase);
    full * 10 >= breaks * FULL && ended * 10 <= breaks * ENDED && goes_on
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraphs_of(text: &str) -> usize {
        let mut text = text.to_owned();
        paragraphs(&mut text);
        text.split("\n\n").count()
    }

    #[test]
    fn lines_are_paragraphs_unless_they_are_wrapped() {
        let wrapped = "У ніч на вівторок в Одесі зайнявся склад,\nповідомили рятувальники. Площа пожежі сягнула\n800 \
                       квадратних метрів, ніхто не постраждав,\nпричину з'ясовують.";
        assert_eq!(paragraphs_of(wrapped), 1);
        assert_eq!(paragraphs_of("Склад згорів.\nНіхто не постраждав."), 2);
        assert_eq!(
            paragraphs_of("Склад згорів\nУ Львові та Одесі\nНіхто не постраждав, кажуть рятувальники"),
            3
        );
        assert_eq!(paragraphs_of("The warehouse burned down,\nand nobody was hurt."), 1);
        assert_eq!(paragraphs_of("One.\r\nTwo two two.\r\nThree"), 3);
        assert_eq!(paragraphs_of("One.\rTwo two two.\rThree"), 3);
        assert_eq!(paragraphs_of("One.\n\nTwo two two.\nThree"), 2);
    }
}
