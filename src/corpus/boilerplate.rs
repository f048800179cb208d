//! Paragraphs that stand on a page and not in its article: "read also", "subscribe", photo credits, agency tags, datelines.
//! What they look like is in `data/corpus/boilerplate.txt` and `walls.txt`.

use std::ops::Range;
use std::sync::LazyLock;

/// How a line of the list is to be met.
struct Lists {
    /// Sorted beginnings.
    starts: Vec<&'static str>,
    /// Beginnings of paragraphs of a few words.
    few_words: Vec<&'static str>,
    wholes: Vec<&'static str>,
    anywhere: Vec<&'static str>,
}

/// A paragraph that is longer than this is text, however it begins. In letters.
const LONGEST_ASIDE: usize = 300;
/// What stands anywhere in a paragraph counts in short ones only.
const LONGEST_CREDIT: usize = 160;
const FEW_WORDS: usize = 8;
/// A page of more letters than this is no cookie wall.
const LONGEST_WALL: usize = 1500;

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists { starts: vec![], few_words: vec![], wholes: vec![], anywhere: vec![] };
    for line in lines(include_str!("../../data/corpus/boilerplate.txt")) {
        if let Some(words) = line.strip_suffix('$') {
            lists.wholes.push(words);
        } else if let Some(words) = line.strip_suffix('…') {
            lists.few_words.push(words);
        } else if let Some(words) = line.strip_prefix('*') {
            lists.anywhere.push(words);
        } else {
            lists.starts.push(line);
        }
    }
    lists
});

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Whether a paragraph is not of the article.
///
/// ```
/// use parallax::corpus::boilerplate::is_aside;
/// assert!(is_aside("Читайте також: Переговори в Женеві"));
/// assert!(is_aside("Photo: Sergei Bobylev / TASS"));
/// assert!(!is_aside("Реклама в інтернеті зросла на п’яту частину, повідомило міністерство."));
/// ```
pub fn is_aside(paragraph: &str) -> bool {
    let length = paragraph.chars().count();
    if length > LONGEST_ASIDE {
        return false;
    }
    let lower = paragraph.to_lowercase();
    let text = lower.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | '©'));
    let bare = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    let begins = |start: &&&str| {
        text.strip_prefix(**start).is_some_and(|rest| {
            let open = start.ends_with(char::is_alphanumeric);
            !open || !rest.starts_with(char::is_alphanumeric)
        })
    };
    let lists = &*LISTS;
    lists.wholes.contains(&bare)
        || lists.starts.iter().find(begins).is_some()
        || (text.split_whitespace().count() <= FEW_WORDS && lists.few_words.iter().find(begins).is_some())
        || (length <= LONGEST_CREDIT
            && lists.anywhere.iter().any(|words| text.contains(words))
            && !is_sentence(bare))
}

/// Whether a text reads as a sentence of news: many words. A credit has few.
fn is_sentence(text: &str) -> bool {
    text.split_whitespace().count() > 14
}

/// What a short page that is shown instead of an article says, if this is one.
pub(super) fn wall(text: &str) -> Option<&'static str> {
    static WALLS: LazyLock<Vec<&str>> =
        LazyLock::new(|| lines(include_str!("../../data/corpus/walls.txt")).collect());
    if text.chars().count() > LONGEST_WALL {
        return None;
    }
    let lower = text.to_lowercase();
    WALLS.iter().find(|words| lower.contains(**words)).copied()
}

/// The dateline at the start of a first paragraph, `KYIV, Jan 21 (Reuters) - `, `МОСКВА, 21 янв — РИА Новости. `: its bytes.
/// It begins with capitals and ends with a dash or an agency's stop.
///
/// ```
/// use parallax::corpus::boilerplate::dateline;
/// assert_eq!(dateline("KYIV, Jan 21 (Reuters) - Talks began."), Some(0..25));
/// assert_eq!(dateline("NATO said on Friday - again - that it would not."), None);
/// ```
pub fn dateline(paragraph: &str) -> Option<Range<usize>> {
    const LONGEST: usize = 90;
    let place = paragraph.split([',', '(', '.', '/']).next()?.trim_end();
    let capitals = place.chars().filter(|c| c.is_alphabetic()).count();
    let lower = place.chars().any(char::is_lowercase);
    if capitals < 3 || lower || place.len() == paragraph.len() {
        return None;
    }
    let (at, dash) = paragraph.char_indices().find(|(at, c)| {
        let spaced = paragraph[..*at].ends_with([' ', '\u{a0}']) || paragraph[..*at].ends_with(')');
        matches!(c, '-' | '–' | '—') && spaced
    })?;
    let head = &paragraph[..at];
    // Something that only a dateline has stands before the dash: an agency in brackets, a number, or nothing but the place.
    let agency = head.contains('(') && head.trim_end().ends_with(')');
    let dated = head.contains(',') && head.chars().any(|c| c.is_ascii_digit());
    if head.chars().count() > LONGEST || !(agency || dated) {
        return None;
    }
    let mut end = at + dash.len_utf8();
    // «— РИА Новости.» after the dash: capitals of an agency up to the first stop.
    static AGENCIES: [&str; 6] = ["РИА Новости", "ТАСС", "Интерфакс", "Укринформ", "Укрінформ", "УНІАН"];
    let rest = paragraph[end..].trim_start();
    if let Some(after) =
        AGENCIES.iter().find_map(|name| rest.strip_prefix(name)).and_then(|r| r.strip_prefix(['.', ',']))
    {
        end = paragraph.len() - after.len();
    }
    end += paragraph[end..].len() - paragraph[end..].trim_start().len();
    (end < paragraph.len()).then_some(0..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asides_are_told_from_text() {
        for aside in [
            "READ MORE: Ministers meet",
            "Subscribe to our newsletter.",
            "Підписуйтесь на наш Telegram",
            "Подписаться",
            "▶ Смотрите также",
            "Якщо ви помітили помилку, виділіть її та натисніть Ctrl+Enter",
            "Kevin Lamarque / Reuters",
            "(Reporting by Jane Doe; Editing by John Roe)",
            "© 2022 Some Outlet",
        ] {
            assert!(is_aside(aside), "{aside}");
        }
        for text in [
            "Read more than two books a month, said the minister, and you are a reader.",
            "Subscribers of the paper were told on Friday.",
            "Видео с места взрыва появилось в сети.",
            "Фотографии опубликовало министерство.",
            "Реклама подорожала.",
            "The two agencies, TASS and Reuters, were told of the visit on Monday.",
        ] {
            assert!(!is_aside(text), "{text}");
        }
    }

    #[test]
    fn datelines_end_where_the_text_begins() {
        let text = "МОСКВА, 21 янв — РИА Новости. Переговоры начались.";
        assert_eq!(&text[dateline(text).unwrap().end..], "Переговоры начались.");
        let text = "ЖЕНЕВА, 21 січня (Укрінформ) – Сторони зустрілися.";
        assert_eq!(&text[dateline(text).unwrap().end..], "Сторони зустрілися.");
        for text in [
            "США, 21 штат",
            "ООН, как сообщалось 5 раз, молчит.",
            "Kyiv, Jan 21 (Reuters) - Talks.",
            "США — страна.",
        ] {
            assert_eq!(dateline(text), None, "{text}");
        }
    }
}
