//! What a page says of itself: JSON-LD first, then Open Graph and other `meta` tags, then the elements that usually hold it.

use super::super::desk::Page;
use super::super::{Article, boilerplate, date, tag};
use dom_query::{Document, LocalName, local_name};
use serde_json::Value;

/// What was found, and the body that the JSON-LD of some pages holds.
pub(super) struct Known {
    pub(super) article: Article,
    pub(super) body: String,
}

/// Everything that may tell something, in the order of the page.
#[derive(Default)]
struct Signs {
    meta: Vec<(String, String)>,
    scripts: Vec<String>,
    canonical: String,
    language: String,
    title: String,
    headline: String,
    authors: Vec<String>,
    times: Vec<String>,
}

const TITLES: [&str; 5] = ["og:title", "twitter:title", "parsely-title", "dc.title", "title"];
const AUTHORS: [&str; 8] = [
    "author",
    "article:author",
    "parsely-author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "sailthru.author",
    "cxenseparse:author",
];
const DATES: [&str; 14] = [
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "date-published",
    "publish-date",
    "publishdate",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date",
    "dcterms.created",
    "date",
];
const OUTLETS: [&str; 4] = ["og:site_name", "application-name", "dc.publisher", "publisher"];
const LANGUAGES: [&str; 4] = ["og:locale", "inlanguage", "dc.language", "content-language"];

/// The encoding that the start of a page declares.
pub(super) fn charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(8192)]).to_ascii_lowercase();
    let declared = |key: &str| {
        let rest = &head[head.find(key)? + key.len()..];
        let rest = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let label: String = rest
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
            .collect();
        Some(label).filter(|label| !label.is_empty())
    };
    if head.starts_with("<?xml")
        && let Some(label) = declared("encoding")
    {
        return Some(label);
    }
    declared("charset")
}

/// Reads what a page says of itself. The source is looked at for the remark in which a browser leaves the address.
pub(super) fn read(document: &Document, html: &str, page: &Page) -> Known {
    let crawled = page.place.crawled;
    let signs = gather(document);
    let meta = |names: &[&str]| {
        let find = |name: &&str| signs.meta.iter().find(|(key, value)| key == name && !value.is_empty());
        names.iter().find_map(find).map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let linked = linked_data(&signs.scripts);
    let said = |value: Option<&Value>| value.map(plain).unwrap_or_default();
    let get = |key: &str| said(linked.as_ref().and_then(|linked| linked.get(key)));
    let outlet = first([meta(&OUTLETS[..1]), get("publisher"), meta(&OUTLETS[1..])]);
    let mut article = Article { outlet, ..Article::default() };
    let tag_title = without_outlet(&signs.title, &article.outlet);
    article.title = first([get("headline"), meta(&TITLES), signs.headline.clone(), tag_title, get("name")]);
    article.title = without_outlet(&article.title, &article.outlet);
    // Some pages give an address for the name.
    let named = |author: String| if author.starts_with("http") { String::new() } else { one_line(&author) };
    article.author = first([named(get("author")), named(meta(&AUTHORS)), named(signs.authors.join(", "))]);
    if let Some(name) = super::super::page::byline(&article.author) {
        article.author = name;
    }
    if article.author == article.outlet {
        article.author.clear();
    }
    article.url = first([
        signs.canonical.clone(),
        meta(&["og:url"]),
        get("mainEntityOfPage"),
        get("url"),
        saved_from(html),
    ]);
    if !article.url.starts_with("http") {
        article.url = first([saved_from(html), page.url.clone()]);
    }
    if article.outlet.is_empty() {
        article.outlet = host(&article.url).to_owned();
    }
    let dates = [get("datePublished"), meta(&DATES)].into_iter().chain(signs.times.iter().cloned());
    let mut dates = dates.filter(|date| !date.is_empty());
    article.published = dates.find_map(|date| date::parse_at(&date, crawled)).unwrap_or_default();
    if article.published.is_empty() {
        article.published = date_in(&article.url).unwrap_or_default();
    }
    article.lang = first([get("inLanguage"), signs.language.clone(), meta(&LANGUAGES)]);
    Known { article, body: get("articleBody") }
}

/// Keeps the declared language only where the letters of the text agree: templates are often in another language.
pub(in super::super) fn check_language(article: &mut Article) {
    let code = tag::code(&article.lang).unwrap_or_default();
    let count = |letters: &str| article.text.chars().filter(|c| letters.contains(*c)).count();
    let latin = article.text.chars().filter(char::is_ascii_alphabetic).count();
    let cyrillic = article.text.chars().filter(|c| ('\u{400}'..='\u{52f}').contains(c)).count();
    let (russian, ukrainian) = (count("ыэъёЫЭЪЁ"), count("іїєґІЇЄҐ"));
    let agrees = match code.as_str() {
        "ru" => cyrillic > latin && russian > ukrainian,
        "uk" => cyrillic > latin && ukrainian > russian,
        "en" => latin > cyrillic,
        _ => code.len() == 2 && (code != "be" || cyrillic > latin),
    };
    article.lang = if agrees { code } else { String::new() };
}

fn first<const N: usize>(values: [String; N]) -> String {
    values
        .into_iter()
        .find(|value| !value.trim().is_empty())
        .map(|value| value.trim().to_owned())
        .unwrap_or_default()
}

fn gather(document: &Document) -> Signs {
    let mut signs = Signs::default();
    let (property, name, itemprop, content) =
        (local_name!("property"), local_name!("name"), local_name!("itemprop"), local_name!("content"));
    let attribute = |element: &dom_query::Element, name: &LocalName| {
        element.attr_ref(name.clone()).map(|value| value.trim().to_owned()).unwrap_or_default()
    };
    for node in document.root().descendants_it() {
        let Some(element) = node.element_ref() else { continue };
        match &*element.name.local {
            "meta" => {
                let value = attribute(&element, &content);
                for key in [&property, &name, &itemprop, &local_name!("http-equiv")] {
                    let key = attribute(&element, key).to_lowercase();
                    if !key.is_empty() {
                        signs.meta.push((key, value.clone()));
                    }
                }
            }
            "script" if attribute(&element, &local_name!("type")) == "application/ld+json" => {
                signs.scripts.push(node.text().to_string());
            }
            "link"
                if signs.canonical.is_empty() && attribute(&element, &local_name!("rel")) == "canonical" =>
            {
                signs.canonical = attribute(&element, &local_name!("href"));
            }
            "html" => signs.language = attribute(&element, &local_name!("lang")),
            "title" if signs.title.is_empty() => signs.title = one_line(&node.text()),
            "h1" if signs.headline.is_empty() => signs.headline = one_line(&node.text()),
            "time" => {
                let stamp = attribute(&element, &local_name!("datetime"));
                signs.times.push(if stamp.is_empty() { one_line(&node.text()) } else { stamp });
            }
            _ => {
                let kind = attribute(&element, &itemprop);
                if kind == "datePublished" {
                    let stamp =
                        first([attribute(&element, &content), attribute(&element, &local_name!("datetime"))]);
                    signs.times.insert(0, if stamp.is_empty() { one_line(&node.text()) } else { stamp });
                } else if kind == "author" || attribute(&element, &local_name!("rel")) == "author" {
                    let author = one_line(&node.text());
                    let fits =
                        !author.is_empty() && author.chars().count() < 100 && !boilerplate::is_aside(&author);
                    if fits && !signs.authors.contains(&author) {
                        signs.authors.push(author);
                    }
                }
            }
        }
    }
    signs
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The node of the JSON-LD scripts that is the article.
fn linked_data(scripts: &[String]) -> Option<Value> {
    let mut pages = None;
    for script in scripts {
        let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->");
        // Raw line breaks inside strings are the commonest fault of such scripts.
        let read = serde_json::from_str::<Value>(script)
            .or_else(|_| serde_json::from_str(&script.replace(['\n', '\r', '\t'], " ")));
        let Ok(value) = read else { continue };
        let mut waiting = vec![value];
        while let Some(value) = waiting.pop() {
            match value {
                Value::Array(values) => waiting.extend(values.into_iter().rev()),
                Value::Object(mut fields) => {
                    let kinds = fields.get("@type").map(|kind| match kind {
                        Value::Array(kinds) => {
                            kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ")
                        }
                        kind => kind.as_str().unwrap_or_default().to_owned(),
                    });
                    let kinds = kinds.unwrap_or_default();
                    let article = kinds.contains("Article") || kinds.contains("Posting") || kinds == "Report";
                    if article {
                        return Some(Value::Object(fields));
                    }
                    if let Some(graph) = fields.remove("@graph") {
                        waiting.push(graph);
                    }
                    if let Some(main) = fields.remove("mainEntity") {
                        waiting.push(main);
                    }
                    if kinds.contains("WebPage") && pages.is_none() && fields.contains_key("datePublished") {
                        pages = Some(Value::Object(fields));
                    }
                }
                _ => {}
            }
        }
    }
    pages
}

/// A value of JSON-LD as text: a string, the name or the address of a thing, a list of these.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) if text.contains(['&', '<']) => super::paragraphs(text).join("\n"),
        Value::String(text) => text.trim().to_owned(),
        Value::Array(values) => {
            let mut all: Vec<String> = values.iter().map(plain).filter(|text| !text.is_empty()).collect();
            all.dedup();
            all.join(", ")
        }
        Value::Object(fields) => ["name", "alternateName", "@id", "url"]
            .iter()
            .find_map(|key| fields.get(*key).map(plain).filter(|text| !text.is_empty()))
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// A title without ` | Outlet` at its end.
fn without_outlet(title: &str, outlet: &str) -> String {
    let title = one_line(title);
    for sign in [" | ", " — ", " – ", " - ", " :: ", " • ", " / "] {
        if let Some((rest, end)) = title.rsplit_once(sign) {
            let (end, outlet) = (end.trim().to_lowercase(), outlet.to_lowercase());
            let same = !outlet.is_empty()
                && (end.contains(&outlet) || (end.chars().count() > 3 && outlet.contains(&end)));
            if same && rest.chars().count() >= 10 {
                return rest.trim().to_owned();
            }
        }
    }
    title
}

/// The address that browsers leave in a page they save: `<!-- saved from url=(0042)https://… -->`.
fn saved_from(html: &str) -> String {
    let Some(start) = html.find("saved from url=(").filter(|at| *at < 4096) else { return String::new() };
    let rest = &html[start..];
    let Some(address) = rest.split_once(')').map(|(_, rest)| rest) else { return String::new() };
    address
        .split_whitespace()
        .next()
        .filter(|address| address.starts_with("http"))
        .unwrap_or_default()
        .to_owned()
}

/// The host of an address, without `www.`.
pub(in super::super) fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

/// A date in an address: `/2022/01/21/`.
pub(in super::super) fn date_in(url: &str) -> Option<String> {
    let parts: Vec<&str> = url.split(['/', '-', '_']).collect();
    let triple = parts.windows(3).find(|parts| {
        parts[0].len() == 4
            && parts[0].starts_with("20")
            && (1..=2).contains(&parts[1].len())
            && (1..=2).contains(&parts[2].len())
    })?;
    date::parse(&triple.join("-")).or_else(|| date::parse(&triple.join(".")))
}
