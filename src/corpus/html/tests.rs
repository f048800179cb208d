use super::*;
use crate::corpus::desk::Place;

fn page(html: &str) -> Page {
    let place = Place { file: "page.html".into(), ..Place::default() };
    Page { place, line: 1, bytes: html.as_bytes().to_vec(), charset: None, url: String::new() }
}

const BODY: &str = "<article><h1>Ministers Meet in Bern</h1><p class=byline>By Ann Writer</p><figure><img src=a.jpg>
<figcaption>The ministers. Photo: XYZ</figcaption></figure>
<p>BERN, March 3 (XYZ) - The ministers met on Wednesday in Bern, and neither of them expected much of the day, officials
said.</p><p><b>Old quarrels</b></p><p>They talked for two hours about prisoners, grain and gas, and they agreed to meet
again in a month, said a spokeswoman for one of them.<br><br>The other side did not comment on the talks, which were the first
since last summer, and its ministry published no statement.</p>
<p>Read also: <a href=/x>Something else that happened</a></p><p><a href=/y>Another story from our paper</a></p>
<p>The next round is planned for the first week of April, in the same hotel by the lake.</p></article>
<footer><p>Subscribe to our newsletter</p></footer>";

#[test]
fn a_page_is_read_by_what_it_says_of_itself() {
    let html = format!(
        "<!DOCTYPE html><html lang=ru><head><meta charset=utf-8><title>Ministers meet | The Example Post</title>
        <link rel=canonical href=https://example.org/2021/03/03/bern>
        <meta property=og:site_name content='The Example Post'><meta property=og:title content='Not this'>
        <script type='application/ld+json'>{{\"@graph\":[{{\"@type\":\"WebSite\",\"name\":\"x\"}},{{\"@type\":[\"NewsArticle\"],
        \"headline\":\"Ministers Meet in Bern\",\"datePublished\":\"2021-03-03T14:05:00+01:00\",
        \"author\":[{{\"name\":\"Ann Writer\"}},{{\"name\":\"Bo Writer\"}}]}}]}}</script></head><body>{BODY}</body></html>"
    );
    let (article, _) = read(&page(&html), false).unwrap();
    assert_eq!(article.title, "Ministers Meet in Bern");
    assert_eq!(article.author, "Ann Writer, Bo Writer");
    assert_eq!(article.published, "2021-03-03T14:05:00+01:00");
    assert_eq!(article.outlet, "The Example Post");
    assert_eq!(article.url, "https://example.org/2021/03/03/bern");
    assert_eq!(article.lang, "", "the letters are not Russian, whatever the page says");
    let paragraphs: Vec<&str> = article.text.split("\n\n").collect();
    assert_eq!(paragraphs.len(), 4, "{paragraphs:#?}");
    assert!(paragraphs[0].starts_with("The ministers met") && paragraphs[0].ends_with("officials said."));
    assert!(paragraphs[2].starts_with("The other side"));
    let (whole, _) = read(&page(&html), true).unwrap();
    assert!(whole.text.contains("Read also: Something else") && whole.text.contains("Old quarrels"));
    assert!(whole.text.contains("BERN, March 3 (XYZ)"));
}

#[test]
fn a_page_that_says_nothing_is_read_by_its_elements() {
    let html =
        format!("<!-- saved from url=(0030)https://www.example.org/2021/3/4/bern.html -->\n<body>{BODY}");
    let (article, _) = read(&page(&html), false).unwrap();
    assert_eq!(article.title, "Ministers Meet in Bern");
    assert_eq!((article.outlet.as_str(), article.published.as_str()), ("example.org", "2021-03-04"));
    assert_eq!(article.author, "Ann Writer");
}

#[test]
fn walls_and_empty_pages_are_told() {
    let wall = "<html><title>News</title><body><div><h1>We value your privacy</h1><p>We and our partners use cookies to store
        and read data on your device. Accept all cookies, or manage your cookie preferences.</p></div></body></html>";
    assert!(read(&page(wall), false).unwrap_err().to_string().contains("instead of an article"));
    for empty in
        ["<html><head><title>Only a title</title></head></html>", "<html><body><script>app()</script>", "<"]
    {
        assert!(
            read(&page(empty), false).unwrap_err().to_string().contains("without an article's text"),
            "{empty}"
        );
    }
}

#[test]
fn depth_costs_no_stack() {
    for (open, close, count) in [
        ("<table><tr><td>", "</table>", 1_000),
        ("<div>", "</div>", 100_000),
        ("<b>", "", 50_000),
        ("<div>", "</div>", 1_990),
    ] {
        let text = "<p>The ministers met on Wednesday in Bern, and neither of them expected much of the day, they said.</p>";
        let html = format!("<html><body>{}{text}{}</body>", open.repeat(count), close.repeat(count));
        let thread = std::thread::Builder::new().stack_size(1 << 20);
        let read = thread.spawn(move || read(&page(&html), false)).unwrap().join().unwrap();
        match read {
            Ok((article, _)) => assert!(article.text.contains("in Bern")),
            Err(error) => assert!(error.to_string().contains("deep in each other"), "{error}"),
        }
    }
}
