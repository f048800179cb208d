//! RSS (0.9 to 2.0) and Atom: an article an item. The text is the full one where the feed has it, else its summary.

use super::desk::{Desk, Flow, Place};
use super::lines::{LONGEST, Limited, TooLong};
use super::read::too_long;
use super::source::{self, Input};
use super::transcode::Transcoder;
use super::{Article, encoding, html, tag};
use crate::Error;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use std::io::{BufRead, BufReader};

/// What an item is gathered from. Later fields of the same kind do not overwrite.
#[derive(Default)]
struct Item {
    article: Article,
    full: String,
    summary: String,
    guid: String,
    updated: String,
}

/// Gives on the items of a feed.
pub(super) fn read(input: Input, place: &Place, desk: &mut Desk) -> Flow {
    let declared: Vec<String> = if input.encoding.is_some() {
        Vec::new()
    } else {
        declared_encoding(input.head()).into_iter().collect()
    };
    let transcoder = Transcoder::new(input.into_reader(), &declared);
    let outcome = transcoder.outcome();
    let read = read_items(transcoder, place, desk);
    let outcome = outcome.borrow().clone();
    read?;
    match outcome.refused() {
        Some(at) => desk.fault(encoding::refused(&place.file, at as usize, &declared)),
        None => desk.told(place.file.display(), outcome.told(&declared)),
    }
}

fn read_items(reader: impl BufRead, place: &Place, desk: &mut Desk) -> Flow {
    let limited = Limited::new(reader);
    let left = limited.left();
    let mut reader = Reader::from_reader(BufReader::new(limited));
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut feed = Article::default();
    let mut items = 0;
    let mut item: Option<Item> = None;
    let mut field = Field::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = match reader.read_event_into(&mut buffer) {
            Ok(event) => event,
            Err(cause) => return desk.fault(broken(&cause, reader.error_position(), place)),
        };
        match event {
            Event::Start(tag) => start(&tag, false, &mut item, &mut field),
            Event::Empty(tag) => start(&tag, true, &mut item, &mut field),
            Event::Text(text) => field.push(&text.xml10_content()),
            Event::CData(text) => field.push(&text.xml10_content()),
            Event::GeneralRef(name) => field.push_reference(&name),
            Event::End(tag) => {
                let name = tag.name();
                if field.end(name.as_ref()) {
                    let target = item.as_mut();
                    set(&std::mem::take(&mut field.name), std::mem::take(&mut field.text), target, &mut feed);
                } else if matches!(name.as_ref(), "item" | "entry")
                    && let Some(found) = item.take()
                {
                    items += 1;
                    left.set(LONGEST as u64);
                    desk.article(place, items, complete(found, &feed))?;
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    match item {
        Some(_) => desk.fault(
            Error::new("the feed ends inside an item")
                .at_offset(&place.file, reader.buffer_position())
                .advice("it may be cut short: fetch it again; what stands before was read"),
        ),
        None if items == 0 => {
            desk.fault(Error::new("a feed without an item").at(&place.file).advice("leave it out"))
        }
        None => Flow::Continue(()),
    }
}

/// The element whose text is being gathered, and how deep in it the reader is.
#[derive(Default)]
struct Field {
    name: String,
    text: String,
    depth: u32,
}

impl Field {
    fn push(&mut self, text: &str) {
        if !self.name.is_empty() {
            self.text.push_str(text);
        }
    }

    fn push_reference(&mut self, reference: &BytesRef) {
        if self.name.is_empty() {
            return;
        }
        match (reference.resolve_char_ref(), &**reference) {
            (Ok(Some(letter)), _) => self.text.push(letter),
            (_, "amp") => self.text.push('&'),
            (_, "lt") => self.text.push('<'),
            (_, "gt") => self.text.push('>'),
            (_, "quot") => self.text.push('"'),
            (_, "apos") => self.text.push('\''),
            (_, name) => self.text.push_str(&format!("&{name};")),
        }
    }

    /// Leaves an element; true where that was the field itself.
    fn end(&mut self, name: &str) -> bool {
        if self.name.is_empty() {
            return false;
        }
        if self.depth > 0 {
            self.depth -= 1;
            match self.name.as_str() {
                // An Atom author is a name, an address, a mail.
                "author" if name == "name" => self.text.push('\n'),
                "author" => {
                    let kept = self.text.rfind('\n').map_or(0, |at| at + 1);
                    self.text.truncate(kept);
                }
                _ => self.text.push_str(&format!("</{name}>")),
            }
            return false;
        }
        true
    }
}

const FIELDS: [&str; 17] = [
    "title",
    "link",
    "pubDate",
    "published",
    "updated",
    "dc:date",
    "author",
    "dc:creator",
    "content:encoded",
    "content",
    "yandex:full-text",
    "description",
    "summary",
    "language",
    "dc:language",
    "guid",
    "id",
];

fn start(tag: &BytesStart, empty: bool, item: &mut Option<Item>, field: &mut Field) {
    let name = tag.name();
    let name: &str = name.as_ref();
    if !field.name.is_empty() {
        if !empty {
            field.depth += 1;
        }
        if field.name != "author" {
            field.text.push_str(&format!("<{name}>"));
        }
        return;
    }
    if matches!(name, "item" | "entry") && !empty {
        *item = Some(Item::default());
    } else if name == "link"
        && let Some(address) = attribute(tag, "href")
    {
        let alternate = attribute(tag, "rel").is_none_or(|rel| rel == "alternate");
        if let Some(item) = item.as_mut().filter(|item| alternate && item.article.url.is_empty()) {
            item.article.url = address;
        }
    } else if FIELDS.contains(&name) && !empty {
        name.clone_into(&mut field.name);
        field.text.clear();
        field.depth = 0;
    }
}

fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let attribute =
        tag.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
    attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

fn set(name: &str, text: String, item: Option<&mut Item>, feed: &mut Article) {
    let line = || html::paragraphs(text.trim()).join(" ");
    let fill = |target: &mut String, value: String| {
        if target.is_empty() {
            *target = value;
        }
    };
    let Some(item) = item else {
        match name {
            "title" => fill(&mut feed.outlet, line()),
            "language" | "dc:language" => fill(&mut feed.lang, text.trim().to_lowercase()),
            _ => {}
        }
        return;
    };
    match name {
        "title" => fill(&mut item.article.title, line()),
        "link" => fill(&mut item.article.url, text.trim().to_owned()),
        // A permanent address, where there is no link.
        "guid" | "id" if text.trim().starts_with("http") => fill(&mut item.guid, text.trim().to_owned()),
        "pubDate" | "published" | "dc:date" => fill(&mut item.article.published, text.trim().to_owned()),
        "updated" => fill(&mut item.updated, text.trim().to_owned()),
        "author" | "dc:creator" => {
            // RSS writes `mail@example.org (Name)`.
            let text = text.trim();
            let name = text.split_once('(').map_or(text, |(_, name)| name.trim_end_matches(')'));
            let name = if name.contains('@') { "" } else { name };
            fill(&mut item.article.author, html::paragraphs(name).join(", "));
        }
        "content:encoded" | "content" | "yandex:full-text" => fill(&mut item.full, text),
        "description" | "summary" => fill(&mut item.summary, text),
        _ => {}
    }
}

fn complete(item: Item, feed: &Article) -> Article {
    let Item { mut article, full, summary, guid, updated } = item;
    for (field, instead) in [(&mut article.url, guid), (&mut article.published, updated)] {
        if field.is_empty() {
            *field = instead;
        }
    }
    let full = html::paragraphs(&full).join("\n\n");
    article.text = if full.is_empty() { html::paragraphs(&summary).join("\n\n") } else { full };
    article.outlet.clone_from(&feed.outlet);
    article.lang = tag::code(&feed.lang).unwrap_or_default();
    html::check_language(&mut article);
    article
}

fn declared_encoding(head: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&head[..head.len().min(200)]).into_owned();
    let rest = &head[head.find("encoding=")? + "encoding=".len()..];
    let label = rest.trim_start().trim_start_matches(['"', '\'']).split(['"', '\'', '?']).next()?;
    Some(label.trim().to_owned()).filter(|label| !label.is_empty())
}

fn broken(cause: &quick_xml::Error, position: u64, place: &Place) -> Error {
    if let quick_xml::Error::Io(cause) = cause {
        if cause.get_ref().is_some_and(|inner| inner.is::<TooLong>()) {
            return too_long().at_offset(&place.file, position).advice("an item may be left open here");
        }
        return source::fault(&place.file, cause);
    }
    Error::new(format!("broken XML: {cause}"))
        .at_offset(&place.file, position)
        .advice("what stands before was read; mend the rest by hand")
}

#[cfg(test)]
mod tests {
    use crate::corpus::{ReadOptions, read_from};
    use std::path::Path;

    fn read(text: &[u8]) -> crate::corpus::Corpus {
        read_from(Path::new("feed.xml"), text, &ReadOptions::default())
    }

    #[test]
    fn rss_is_read() {
        let feed = "<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss version=\"2.0\"><channel><title>Вестник</title>
            <language>ru-RU</language><atom:link rel=\"self\" href=\"https://example.org/rss\"/>
            <item><title>Переговоры в &quot;Женеве&quot; &amp; Берне</title><link>https://example.org/1</link>
            <pubDate>Fri, 21 Jan 2022 14:05:00 +0300</pubDate><dc:creator>Анна Петрова</dc:creator>
            <description>Кратко о встрече.</description><media:title>Фото</media:title>
            <yandex:full-text>&lt;p&gt;Министры были в Женеве.&lt;/p&gt;&lt;p&gt;Они говорили.&lt;/p&gt;&lt;p&gt;Читайте также: это&lt;/p&gt;</yandex:full-text></item>
            <item><title>Второе</title><guid isPermaLink=\"true\">https://example.org/2</guid>
            <description><![CDATA[<img src=a>Только кратко, &nbsp;вы это знаете.]]></description></item></channel></rss>";
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(feed);
        let corpus = read(&bytes);
        assert_eq!(corpus.faults, []);
        let [first, second] = &corpus.articles[..] else { panic!("{corpus:?}") };
        assert_eq!(first.title, "Переговоры в \"Женеве\" & Берне");
        assert_eq!(first.text, "Министры были в Женеве.\n\nОни говорили.");
        assert_eq!((first.outlet.as_str(), first.lang.as_str()), ("Вестник", "ru"));
        assert_eq!(
            (first.published.as_str(), first.author.as_str()),
            ("2022-01-21T14:05+03:00", "Анна Петрова")
        );
        assert_eq!(second.url, "https://example.org/2");
        assert!(second.text.starts_with("Только кратко,"));
    }

    #[test]
    fn atom_is_read() {
        let feed = "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title>The Post</title>
            <entry><title type=\"html\">Talks &amp;amp; more</title><link rel=\"edit\" href=\"/e\"/>
            <link rel=\"alternate\" href=\"https://example.org/?a=1&amp;b=2\"/><id>tag:1</id><updated>2022-01-21T10:00:00Z</updated>
            <author><name>Ann Writer</name><email>ann@example.org</email></author>
            <content type=\"xhtml\"><div><p>They met <b>today</b>.</p><p>They talked.</p></div></content></entry></feed>";
        let corpus = read(feed.as_bytes());
        assert_eq!(corpus.faults, []);
        let article = &corpus.articles[0];
        assert_eq!((article.title.as_str(), article.author.as_str()), ("Talks & more", "Ann Writer"));
        assert_eq!(article.url, "https://example.org/?a=1&b=2");
        assert_eq!(article.text, "They met today.\n\nThey talked.");
    }

    #[test]
    fn a_cut_feed_keeps_what_stands_before() {
        let corpus = read(b"<rss><channel><item><title>One of two</title></item><item><title>Two");
        assert_eq!((corpus.articles.len(), corpus.faults.len()), (1, 1));
        assert!(corpus.faults[0].to_string().contains("ends inside an item"));
        assert_eq!(read(b"<rss><channel></channel></rss>").faults.len(), 1);
    }
}
