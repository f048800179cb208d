//! Readers through the library: pages, feeds, crawls and archives as they come, and no bytes that make any reader panic.

use parallax::corpus::{Corpus, Event, ReadOptions, read, read_from, stream};
use proptest::prelude::*;
use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

fn of(name: &str, bytes: &[u8]) -> Corpus {
    read_from(Path::new(name), bytes, &ReadOptions::default())
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A page with a title and two paragraphs long enough to be an article.
fn page(title: &str, first: &str) -> String {
    format!(
        "<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{first} Стороны говорили два часа о зерне, \
         о пленных и о газе, и договорились встретиться снова через месяц.</p><p>Переговоры продолжатся в апреле, сообщило \
         министерство в пятницу; другая сторона не ответила на вопросы газеты.</p></article></body></html>"
    )
}

#[test]
fn a_page_as_it_was_crawled_is_told_apart() {
    // The shape of pages in the wild: a title, a byline, a date, a caption with a bold credit, headings, a broken address.
    let text = "\n\nSmall Hope as Ministers of Two Lakes Meet Again\n\nBy Ann Writer for XYZ\n\nMarch 3, 2021\n\n\n\n\
        The ministers at the door. **Jan Photo / XYZ**\n\nThe ministers met Wednesday in Bern for talks on fish.\n\n\
        \"We expect nothing,\" one of them said.\n\nOld quarrels?\n\nThe lakes have quarrelled since 1951.\n\n\
        Clock is ticking\n\nA bill that would close both harbours is before parliament.\n\nOriginal url:\n\n\
        https://www.example.org/2021/03/03/small-hope-as-ministers-me et-again-a1";
    let corpus = of("seeds/page.txt", text.as_bytes());
    let article = &corpus.articles[0];
    assert_eq!(article.title, "Small Hope as Ministers of Two Lakes Meet Again");
    assert_eq!((article.author.as_str(), article.published.as_str()), ("Ann Writer for XYZ", "2021-03-03"));
    assert_eq!(article.url, "https://www.example.org/2021/03/03/small-hope-as-ministers-meet-again-a1");
    let paragraphs: Vec<&str> = article.text.split("\n\n").collect();
    assert_eq!(
        paragraphs,
        [
            "The ministers met Wednesday in Bern for talks on fish.",
            "\"We expect nothing,\" one of them said.",
            "The lakes have quarrelled since 1951.",
            "A bill that would close both harbours is before parliament.",
        ]
    );
}

fn record(kind: &str, address: &str, content: &[u8], length: Option<usize>) -> Vec<u8> {
    let length = length.unwrap_or(content.len());
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2022-01-21T12:00:00Z\r\n\
         Content-Type: application/http; msgtype={kind}\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), content, b"\r\n\r\n"].concat()
}

fn answer(headers: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 200 OK\r\n{headers}\r\n\r\n").as_bytes(), body].concat()
}

#[test]
fn a_crawl_is_read() {
    let html = page("Переговоры в Женеве", "Министры встретились в Женеве вчера.");
    let html = html.replace("<h1>", "<time>вчера в 10:30</time><h1>");
    let (koi8, ..) = encoding_rs::KOI8_R.encode(&html);
    let packed = gz(page("Вторая страница", "Второй день переговоров в Женеве.").as_bytes());
    let chunked = [format!("{:x}\r\n", packed.len()).as_bytes(), &packed, b"\r\n0\r\n\r\n"].concat();
    let gone = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<html>".to_vec();
    let records = [
        record("warcinfo", "", b"software: test", None),
        record("request", "https://a.example/1", b"GET / HTTP/1.1", None),
        record(
            "response",
            "https://www.a.example/1",
            &answer("Content-Type: text/html; charset=koi8-r", &koi8),
            None,
        ),
        record(
            "response",
            "https://b.example/2",
            &answer(
                "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip",
                &chunked,
            ),
            None,
        ),
        record("response", "https://b.example/3", &gone, None),
        record("response", "https://b.example/4", &answer("Content-Type: image/png", b"\x89PNG"), None),
        record("response", "https://b.example/", &answer("Content-Type: text/html", html.as_bytes()), None),
        record("revisit", "https://b.example/2", b"HTTP/1.1 200 OK\r\n\r\n", None),
    ];
    // A member a record, as crawlers pack.
    let packed: Vec<u8> = records.iter().flat_map(|record| gz(record)).collect();
    for (name, bytes) in [("crawl.warc", records.concat()), ("crawl.warc.gz", packed)] {
        let corpus = of(name, &bytes);
        assert_eq!(corpus.faults, [], "{name}");
        let [first, second] = &corpus.articles[..] else { panic!("{name}: {corpus:#?}") };
        assert_eq!(first.title, "Переговоры в Женеве");
        assert_eq!((first.outlet.as_str(), first.url.as_str()), ("a.example", "https://www.a.example/1"));
        assert_eq!(first.published, "2022-01-20T10:30");
        assert!(second.text.starts_with("Второй день переговоров"), "{}", second.text);
        assert_eq!(corpus.skipped.values().sum::<u64>(), 6);
    }
}

#[test]
fn a_record_with_a_wrong_length_costs_no_other() {
    let content = |number: u32| {
        let html = page(&format!("Страница {number} о переговорах"), "Министры встретились в Женеве.");
        answer("Content-Type: text/html; charset=utf-8", html.as_bytes())
    };
    for length in [
        10,
        100,
        content(2).len() - 1,
        content(2).len() + 5,
        content(2).len() + 9,
        content(2).len() + 300,
        content(2).len() * 2,
        1 << 40,
    ] {
        let bytes = [
            record("response", "https://a.example/1", &content(1), None),
            record("response", "https://a.example/2", &content(2), Some(length)),
            record("response", "https://a.example/3", &content(3), None),
            record("response", "https://a.example/4", &content(4), None),
        ]
        .concat();
        let corpus = of("crawl.warc", &bytes);
        let titles: Vec<&str> = corpus.articles.iter().map(|article| article.title.as_str()).collect();
        for number in [1, 3, 4] {
            let title = format!("Страница {number} о переговорах");
            assert!(titles.contains(&title.as_str()), "{length}: {titles:?} {:?}", corpus.faults);
        }
        assert_eq!(corpus.faults.len(), 1, "{length}: {:?}", corpus.faults);
        assert!(corpus.faults[0].to_string().contains("says that it has"), "{:?}", corpus.faults);
        if length < 1 << 40 {
            assert_eq!(titles.len(), 4, "{length}: {titles:?}");
        }
    }
}

#[test]
fn what_stands_before_a_cut_is_kept() {
    let html = page("Первая страница", "Министры встретились в Женеве.");
    let first =
        record("response", "https://a.example/1", &answer("Content-Type: text/html", html.as_bytes()), None);
    let cut = of("crawl.warc", &[&first[..], &first[..first.len() / 2]].concat());
    assert_eq!((cut.articles.len(), cut.faults.len()), (1, 1));
    assert!(cut.faults[0].to_string().contains("the file ends in a record"), "{:?}", cut.faults);
    let packed = [gz(&first), gz(&first)].concat();
    let cut = of("crawl.warc.gz", &packed[..packed.len() - 20]);
    assert_eq!((cut.articles.len(), cut.faults.len()), (1, 1), "{:?}", cut.faults);
    let lines: String = (0..2000).map(|n| format!("{{\"title\":\"Story number {n} of many\"}}\n")).collect();
    let packed = gz(lines.as_bytes());
    let cut = of("lines.jsonl.gz", &packed[..packed.len() / 2]);
    assert!(cut.articles.len() > 500 && cut.faults.len() == 1, "{} {:?}", cut.articles.len(), cut.faults);
}

#[test]
fn archives_are_folders() {
    let files = [
        ("pages/lantern/a.html", page("Страница в архиве", "Министры встретились в Женеве.")),
        ("pages/lantern/a_files/style.css", "p { color: red }".to_owned()),
        ("pages/courier/b.txt", "A title of a page\n\nThe text of the page is here.".to_owned()),
        ("README.md", "What this is".to_owned()),
    ];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut tar = tar::Builder::new(Vec::new());
    for (name, text) in &files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, text.as_bytes()).unwrap();
    }
    let zip = zip.finish().unwrap().into_inner();
    let tar = tar.into_inner().unwrap();
    for (name, bytes) in [("x.zip", &zip), ("x.tar", &tar), ("x.tar.gz", &gz(&tar)), ("x.zip.gz", &gz(&zip))]
    {
        let corpus = of(name, bytes);
        assert_eq!(corpus.faults, [], "{name}");
        let found: Vec<_> = corpus.articles.iter().map(|a| (a.outlet.as_str(), a.id.as_str())).collect();
        assert_eq!(found, [("lantern", "lantern/a"), ("courier", "courier/b")], "{name}");
        assert_eq!(corpus.skipped.values().sum::<u64>(), 2);
    }
    let cut = of("x.tar", &tar[..900]);
    assert_eq!(cut.faults.len(), 1, "{:?}", cut.faults);
    assert_eq!(of("x.zip", &zip[..zip.len() / 2]).faults.len(), 1);
}

#[test]
fn folders_are_walked_in_depth_and_in_order() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["b/x/2.txt", "a/1.txt", "b/1.txt", "c.txt", ".hidden/0.txt", "b/logo.png"] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, format!("Title of {name} here\n\nA text.")).unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path(), folder.path().join("b/again")).unwrap();
    let corpus = read(&[folder.path().to_path_buf()], &ReadOptions::default());
    let ids: Vec<&str> = corpus.articles.iter().map(|article| article.id.as_str()).collect();
    assert_eq!(ids[..3], ["a/1", "b/1", "x/2"]);
    assert_eq!((corpus.articles.len(), corpus.faults.len()), (4, 0));
}

#[test]
fn code_pages_are_read_in_every_form() {
    let russian = "Президент прибыл в Харьков, сообщила газета в пятницу. Разговор длился два часа.";
    let ukrainian =
        "Президент прибув до Харкова, повідомила газета у п’ятницю. Їхня розмова тривала дві години.";
    for encoding in [encoding_rs::WINDOWS_1251, encoding_rs::KOI8_R, encoding_rs::KOI8_U, encoding_rs::IBM866]
    {
        for text in [russian, ukrainian] {
            // koi8-r and cp866 have no Ukrainian letters, windows-1251 alone has that apostrophe.
            let (bytes, _, lost) = encoding.encode(text);
            if lost {
                continue;
            }
            let title = b"Title of the page\n\n";
            let quoted = |before: &str, after: &str| [before.as_bytes(), &bytes, after.as_bytes()].concat();
            for (name, bytes) in [
                ("x.txt", [&title[..], &bytes].concat()),
                ("x.jsonl", quoted("{\"title\":\"ascii\"}\n{\"text\":\"", "\"}\n")),
                ("x.csv", quoted("title,text\nascii,\nx,\"", "\"\n")),
            ] {
                let corpus = of(name, &bytes);
                assert_eq!(corpus.faults, [], "{name} {}", encoding.name());
                assert_eq!(corpus.articles.last().unwrap().text, text, "{name} {}", encoding.name());
            }
        }
    }
}

#[test]
fn an_array_and_an_object_over_lines_are_read() {
    let array = "[\n{\"title\":\"One of them\"},\n{\"title\":\"Two of them\"}, 7,\n{\"title\":\"Three\"}\n]";
    let corpus = of("x.json", array.as_bytes());
    assert_eq!((corpus.articles.len(), corpus.faults.len()), (3, 1));
    let object = "{\n  \"title\": \"One\",\n  \"text\": \"It is here.\"\n}\n";
    let corpus = of("x.json", object.as_bytes());
    assert_eq!((corpus.articles.len(), corpus.faults.len()), (1, 0), "{:?}", corpus.faults);
    let cut = of("x.json", &array.as_bytes()[..50]);
    assert_eq!((cut.articles.len(), cut.faults.len()), (2, 1), "{:?}", cut.faults);
}

#[test]
fn reading_stops_where_no_more_is_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("many.jsonl");
    let lines: String = (0..100).map(|n| format!("{{\"title\":\"Story {n}\"}}\n")).collect();
    fs::write(&path, lines).unwrap();
    let mut count = 0;
    stream(&[path], &ReadOptions::default(), &mut |event| {
        count += u32::from(matches!(event, Event::Article(_)));
        if count == 7 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert_eq!(count, 7);
}

/// A beginning for each form, so that bytes at random come past the first check.
const STARTS: [(&str, &str); 11] = [
    ("x.txt", ""),
    ("x.txt", "---\ntitle: a\n---\n"),
    ("x.jsonl", "{\"title\":\"a\"}\n"),
    ("x.json", "[{\"title\":\"a\"},"),
    ("x.csv", "title,text\n"),
    ("x.tsv", "title\ttext\tid\n"),
    ("x.html", "<html><body><p>"),
    ("x.xml", "<rss><channel><item><title>"),
    (
        "x.warc",
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 40\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n",
    ),
    ("x.zip", "PK\u{3}\u{4}"),
    ("x.gz", "\u{1f}"),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_are_too_strange(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for (name, start) in STARTS {
            let corpus = of(name, &[start.as_bytes(), &bytes].concat());
            prop_assert!(!corpus.articles.is_empty() || !corpus.faults.is_empty() || !corpus.skipped.is_empty());
        }
    }

    #[test]
    fn no_tags_are_too_strange(
        tags in prop::collection::vec("</?(p|div|table|td|b|a|li|br|script|title|meta|svg|item|![a-]{0,4})( [a-z]{1,8}=[\"'a-z:]{0,6})?/?>|[а-яa-z&;., \n]{0,20}", 0..80)
    ) {
        let text = tags.concat();
        of("x.html", text.as_bytes());
        of("x.xml", format!("<rss><channel>{text}").as_bytes());
    }

    #[test]
    fn no_date_is_too_strange(line in "[0-9 .:/+-]{0,30}|[0-9а-яa-z .:+-]{0,40}|\\PC{0,40}") {
        let crawled = "2022-01-21T12:00:00Z".parse().ok();
        let found = parallax::corpus::date::parse_at(&line, crawled);
        if let Some(found) = found {
            let article = parallax::corpus::Article { published: found.clone(), ..Default::default() };
            prop_assert!(article.time().is_some(), "{line:?} gave {found:?}");
        }
    }
}

#[test]
fn a_headline_that_the_body_repeats_is_one_sentence() {
    let line = r#"{"title":"Talks in Geneva","text":"Talks in Geneva\n\nTalks in Geneva\nThey met."}"#;
    assert_eq!(of("a.jsonl", line.as_bytes()).articles[0].text, "They met.");
}
