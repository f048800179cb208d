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

#[test]
fn an_open_quote_costs_its_own_row_only() {
    let mut table = "id,lang,title,text\n".to_owned();
    for number in 0..50_000 {
        let open = if number == 7 { "" } else { "\"" };
        table.push_str(&format!("{number},en,Story {number},\"It is told, in many words.{open}\n"));
    }
    let corpus = of("x.csv", table.as_bytes());
    assert_eq!((corpus.articles.len(), corpus.faults.len()), (49_999, 1));
    assert!(
        corpus.faults[0].to_string().starts_with("x.csv:9: a quote is left open in this row"),
        "{:?}",
        corpus.faults
    );
}

#[test]
fn old_line_ends_are_line_ends() {
    for end in ["\n", "\r\n", "\r"] {
        for (name, text, count) in [
            ("x.csv", "id,title,text|1,One,\"It is, so.\"|2,Two,It was.|", 2),
            ("x.tsv", "id\ttitle\ttext|1\tOne\tIt is.|2\tTwo\tIt was.|", 2),
            ("x.jsonl", "{\"title\":\"One\"}|{\"title\":\"Two\"}|", 2),
            ("x.txt", "A title of it||The first paragraph.||The second one.|", 1),
        ] {
            let corpus = of(name, text.replace('|', end).as_bytes());
            assert_eq!(
                (corpus.articles.len(), corpus.faults.len()),
                (count, 0),
                "{name} {end:?} {:?}",
                corpus.faults
            );
            if name == "x.txt" {
                assert_eq!(corpus.articles[0].title, "A title of it");
                assert_eq!(corpus.articles[0].text, "The first paragraph.\n\nThe second one.");
            }
        }
    }
}

#[test]
fn a_date_is_read_or_left_out_and_told() {
    let date = |said: &str| {
        let corpus = of("x.jsonl", format!("{{\"title\":\"A story\",\"date\":{said}}}").as_bytes());
        (corpus.articles[0].published.clone(), corpus.notes.len())
    };
    for (said, wanted) in [
        ("1646410800", "2022-03-04T16:20Z"),
        ("1646410800.25", "2022-03-04T16:20Z"),
        ("{\"$date\":{\"$numberLong\":\"1646410800000\"}}", "2022-03-04T16:20Z"),
        ("\"12 груд. 2021 р.\"", "2021-12-12"),
        ("\"Fri, 04 Mar 22 18:20:00 MEST\"", "2022-03-04T18:20+02:00"),
    ] {
        assert_eq!(date(said), (wanted.to_owned(), 0), "{said}");
    }
    for said in [
        "\"soon\"",
        "\"2022-02-30\"",
        "\"0000-00-00 00:00:00\"",
        "\"12 декабра 2021 возле реки в городе\"",
        "7",
    ] {
        assert_eq!(date(said), (String::new(), 1), "{said}");
    }
}

#[test]
fn a_tag_is_written_as_iso_639_1() {
    for (tag, wanted) in [
        ("EN", "en"),
        ("ru-RU", "ru"),
        ("ua", "uk"),
        ("UKR", "uk"),
        ("русский", "ru"),
        ("und", ""),
        ("q9", ""),
    ] {
        let corpus = of("x.jsonl", format!("{{\"title\":\"A story\",\"lang\":\"{tag}\"}}").as_bytes());
        assert_eq!(corpus.articles[0].lang, wanted, "{tag}");
    }
}

#[test]
fn feeds_are_decoded_as_pages_are() {
    let feed = |label: &str| {
        format!(
            "<?xml version=\"1.0\"{label}?><rss><channel><title>Вести</title><item><title>Министры встретились в Женеве</title>\
             <description>Они говорили два часа и разошлись.</description></item></channel></rss>"
        )
    };
    for label in [
        "",
        " encoding=\"win-1251\"",
        " encoding='ANSI'",
        " encoding=\"utf-8\"",
        " encoding=\"koi8-r\"",
        " encoding=\"iso-8859-1\"",
    ] {
        let feed = feed(label);
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(&feed);
        let corpus = of("x.xml", &bytes);
        assert_eq!(corpus.faults, [], "{label}");
        assert_eq!(corpus.articles[0].title, "Министры встретились в Женеве", "{label}");
    }
    let mut bytes = feed(" encoding=\"utf-8\"").into_bytes();
    let at = bytes.len() - 60;
    bytes[at] = 0xff;
    let corpus = of("x.xml", &bytes);
    assert_eq!((corpus.articles.len(), corpus.faults.len(), corpus.notes.len()), (1, 0, 1), "{corpus:?}");
    let array = "[{\"title\":\"Министры встретились в Женеве\"},{\"title\":\"Они говорили два часа\"}]";
    let (bytes, ..) = encoding_rs::KOI8_R.encode(array);
    assert_eq!(of("x.json", &bytes).articles[1].title, "Они говорили два часа");
}

#[test]
fn a_letter_that_changes_its_length_breaks_nothing() {
    for letters in ["ẞЖЖ", "İİЖ", "Ⱥ", "ŉ", ""] {
        let corpus = of(
            "x.txt",
            format!("A title of it\n\nA text.\n\nOriginal url:{letters}\n\nBy İ{letters}").as_bytes(),
        );
        assert_eq!(corpus.articles.len(), 1, "{letters}");
    }
}

#[test]
fn thousands_of_pages_of_one_name_have_ids_of_their_own() {
    let mut tar = tar::Builder::new(Vec::new());
    for number in 0..20_000 {
        let text = "A title of a page\n\nThe text of the page.";
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, format!("{number}/paper/index.txt"), text.as_bytes()).unwrap();
    }
    let corpus = of("x.tar", &tar.into_inner().unwrap());
    assert_eq!((corpus.articles.len(), corpus.faults.len()), (20_000, 0));
    assert_eq!(corpus.articles[19_999].id, "paper/index:1.19999");
}

#[test]
fn one_element_is_one_article_however_long() {
    let long = "слово ".repeat(parallax::corpus::LONGEST / 8);
    let packed =
        gz(format!("[{{\"title\":\"Before it\"}},{{\"text\":\"{long}\"}},{{\"title\":\"After\"}}]")
            .as_bytes());
    let corpus = of("x.json.gz", &packed);
    assert_eq!(corpus.articles.len(), 1);
    assert!(
        corpus.faults[0].to_string().starts_with("x.json.gz:2: longer than 32 MiB"),
        "{:?}",
        corpus.faults
    );
}

#[test]
fn a_tag_of_very_many_attributes_is_refused() {
    let attributes: String = (0..300_000).map(|n| format!(" a{n}=\"{n}\"")).collect();
    let page = format!("<html><body{attributes}><p>Text.</p></body></html>");
    let corpus = of("x.html", page.as_bytes());
    assert!(corpus.faults[0].to_string().contains("a tag with 300000 attributes"), "{:?}", corpus.faults);
    let feed =
        format!("<rss><channel><item><title>One of them</title><link{attributes}/></item></channel></rss>");
    assert_eq!(of("x.xml", feed.as_bytes()).articles.len(), 1);
}
