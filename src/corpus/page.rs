//! Plain text and Markdown, with or without front matter: title, byline, date line, photo captions, section headings,
//! "read also" lines and the address are told apart from the body.

use super::Article;
use super::jsonl::{ALIASES, set};
use super::{boilerplate, date, text as body};

/// A headline is at most this long, in letters; what is longer is a paragraph.
const LONGEST_TITLE: usize = 250;
/// A section heading is at most this long.
const LONGEST_HEADING: usize = 90;
/// Bylines and date lines stand among the first paragraphs.
const HEAD: usize = 5;

/// What stands before the address of a crawled page, in small letters.
const ADDRESS: &str = "original url:";
const BYLINES: &str = include_str!("../../data/corpus/bylines.txt");

/// The article of a page. With `keep_boilerplate` captions, headings and "read also" lines stay in the body.
pub fn read(text: &str, keep_boilerplate: bool) -> Article {
    read_at(text, keep_boilerplate, None)
}

/// The same, where dates like "yesterday at 10:30" are told from the moment of crawling.
pub fn read_at(text: &str, keep_boilerplate: bool, crawled: Option<jiff::Timestamp>) -> Article {
    let mut article = Article::default();
    let text = body::line_feeds(text);
    let body = front_matter(&text, &mut article);
    let has_head = !article.title.is_empty();
    let lines = by_lines(body);
    let paragraphs: Vec<String> = lines.as_deref().map_or_else(|| paragraphs(body), paragraphs);
    // Where most lines end without a stop, that does not make a heading.
    let open = paragraphs.iter().filter(|paragraph| is_open(paragraph)).count();
    let stops = lines.is_none() || open * 2 < paragraphs.len();
    let mut kept: Vec<String> = Vec::new();
    let mut address_next = false;
    for (number, paragraph) in paragraphs.iter().enumerate() {
        let plain = unmarked(paragraph);
        let lower = plain.to_lowercase();
        if std::mem::take(&mut address_next) && looks_like_address(&plain) {
            set(&mut article, "url", plain.replace(' ', ""));
            continue;
        }
        if lower.starts_with(ADDRESS) {
            // Letters may grow or shrink where they become small: the place is counted in letters.
            let rest: String = plain.chars().skip(ADDRESS.len()).filter(|letter| *letter != ' ').collect();
            let rest = rest.trim().to_owned();
            address_next = rest.is_empty();
            set(&mut article, "url", rest);
            continue;
        }
        if number < HEAD && !has_head && head(&mut article, paragraph, &plain, kept.is_empty(), crawled) {
            continue;
        }
        let heading = match stops {
            true => is_heading(paragraph, &plain, number + 1 == paragraphs.len()),
            false => paragraph.starts_with('#'),
        };
        let aside = boilerplate::is_aside(&plain) || is_caption(paragraph) || heading;
        if keep_boilerplate {
            kept.push(plain);
        } else if !aside {
            let dateline = boilerplate::dateline(&plain).filter(|_| kept.is_empty());
            kept.push(plain[dateline.map_or(0, |dateline| dateline.end)..].to_owned());
        }
    }
    article.text = kept.join("\n\n");
    article
}

/// A text whose lines are its paragraphs, with empty lines between them. Below a title that stands apart it may be so too.
fn by_lines(text: &str) -> Option<String> {
    let text = text.trim();
    let (title, rest) = match text.split_once("\n\n") {
        Some((title, rest)) if !title.contains('\n') => (title, rest.trim()),
        _ => ("", text),
    };
    let enough = title.is_empty() || rest.lines().count() > 2;
    if !enough || !body::has_line_paragraphs(rest) {
        return None;
    }
    let lines: Vec<&str> =
        std::iter::once(title).chain(rest.lines()).filter(|line| !line.is_empty()).collect();
    Some(lines.join("\n\n"))
}

/// Reads `key: value` lines between two `---` lines; the rest is the body.
fn front_matter<'a>(text: &'a str, article: &mut Article) -> &'a str {
    let start = text.trim_start_matches(['\u{feff}', '\n', ' ']);
    let Some((matter, body)) = start.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---")) else {
        return text;
    };
    for line in matter.lines() {
        if let Some((key, value)) = line.split_once(':') {
            let key = key.trim();
            let name = ALIASES.iter().find(|(alias, _)| *alias == key).map_or(key, |(_, name)| name);
            set(article, name, unquoted(value.trim()));
        }
    }
    body.strip_prefix('\n').unwrap_or(body)
}

fn unquoted(value: &str) -> String {
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            return inner.replace("\\\"", "\"").replace("''", "'");
        }
    }
    value.to_owned()
}

/// Paragraphs without the line breaks inside them.
fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.lines().map(str::trim) {
        match paragraphs.last_mut() {
            Some(last) if !line.is_empty() && !line.starts_with('#') => last.push(line),
            _ if line.is_empty() => paragraphs.push(Vec::new()),
            _ => paragraphs.extend([vec![line], Vec::new()]),
        }
    }
    paragraphs.into_iter().filter(|lines| !lines.is_empty()).map(|lines| lines.join(" ")).collect()
}

/// Who is named by a line like `By Shaun Tandon for AFP` or «Автор: Ганна Коваль».
pub(super) fn byline(line: &str) -> Option<String> {
    let lower = line.to_lowercase();
    let short = line.chars().count() < 120 && !line.ends_with('.');
    let byline = BYLINES.lines().filter(|line| !line.starts_with('#')).find(|byline| {
        short
            && lower.strip_prefix(*byline).is_some_and(|rest| rest.starts_with(' ') || byline.ends_with(':'))
    })?;
    // «By Friday» is no byline: names have capitals.
    let name: String = line.chars().skip(byline.chars().count()).collect::<String>().trim().to_owned();
    name.starts_with(|c: char| c.is_uppercase()).then_some(name)
}

/// Takes a paragraph of the head of a page: title, byline, date. False when it is none of these.
fn head(
    article: &mut Article,
    paragraph: &str,
    plain: &str,
    before_body: bool,
    crawled: Option<jiff::Timestamp>,
) -> bool {
    if let Some(found) = date::parse_at(plain, crawled).filter(|_| article.published.is_empty()) {
        article.published = found;
        return true;
    }
    if let Some(author) = byline(plain).filter(|_| article.author.is_empty()) {
        article.author = author;
        return true;
    }
    let title = article.title.is_empty() && before_body && plain.chars().count() <= LONGEST_TITLE;
    if title && (paragraph.starts_with("# ") || !plain.ends_with(['.', '…', ':'])) {
        article.title = plain.to_owned();
        return true;
    }
    false
}

/// A short line without a final stop between paragraphs, or a Markdown heading.
fn is_heading(paragraph: &str, plain: &str, last: bool) -> bool {
    let short = plain.chars().count() <= LONGEST_HEADING;
    let open = is_open(plain);
    let question = plain.ends_with('?') && plain.split_whitespace().count() > 5;
    paragraph.starts_with('#')
        || (short && open && !question && !last && plain.chars().any(char::is_alphabetic))
}

/// Whether a paragraph ends without a stop.
fn is_open(plain: &str) -> bool {
    !plain.ends_with(['.', '!', '…', '"', '»', '”', ':', ';', ','])
}

/// A caption: all in italics, or ended by a bold credit as agencies write it, `**Sergei Bobylev / TASS**`.
fn is_caption(paragraph: &str) -> bool {
    let italics = paragraph.starts_with('*') && !paragraph.starts_with("**") && paragraph.ends_with('*');
    let credit = paragraph.ends_with("**")
        && paragraph.trim_end_matches('*').rsplit("**").next().is_some_and(|bold| {
            bold.chars().count() < 60 && (bold.contains('/') || bold.to_lowercase().contains("photo"))
        });
    italics || credit
}

fn looks_like_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.")
}

/// A paragraph without Markdown's signs.
fn unmarked(paragraph: &str) -> String {
    let text = paragraph.trim_start_matches('#').trim();
    text.replace("**", "").trim_matches('*').trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "\nMinisters Meet in Bern With Little Hope\n\nBy Ann Writer for XYZ\n\nMarch 3, 2021\n\n\n\nThe two ministers. **Jan Photo / XYZ**\n\nThe ministers met Wednesday in Bern.\n\n\"We hope,\" said one.\n\nOld quarrels?\n\nThe talks went on.\nThey end today.\n\nRead also: Something else\n\nOriginal url:\n\nhttps://example.org/2021/03/03/ministers-me et-a1";

    #[test]
    fn a_crawled_page_is_told_apart() {
        let article = read(PAGE, false);
        assert_eq!(article.title, "Ministers Meet in Bern With Little Hope");
        assert_eq!(article.author, "Ann Writer for XYZ");
        assert_eq!(article.published, "2021-03-03");
        assert_eq!(article.url, "https://example.org/2021/03/03/ministers-meet-a1");
        assert_eq!(
            article.text,
            "The ministers met Wednesday in Bern.\n\n\"We hope,\" said one.\n\nThe talks went on. They end today."
        );
        assert!(read(PAGE, true).text.contains("Old quarrels?"));
    }

    #[test]
    fn front_matter_is_read() {
        let article = read(
            "---\ntitle: \"A: b\"\nlang: uk\ndate: 2022-03-04\n---\nПерше речення.\nДруге.\n\n## Розділ\n\nТретє.\n",
            false,
        );
        assert_eq!(
            (article.title.as_str(), article.lang.as_str(), article.published.as_str()),
            ("A: b", "uk", "2022-03-04")
        );
        assert_eq!(article.text, "Перше речення. Друге.\n\nТретє.");
    }
}
