//! `parallax names --html`: the page says what the TSV says, and nothing in the corpus breaks out of it.

use crate::common::{parallax, scratch, told};
use dom_query::Document;
use parallax::corpus::Article;
use parallax::report::names::page;
use parallax::spellings::{Entity, Use};
use parallax::text::Language;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The page of the sample and its TSV.
fn sample(threads: &str) -> (String, String) {
    let folder = scratch();
    let run = Path::new(env!("CARGO_MANIFEST_DIR")).join("alignments");
    let run = run.to_str().unwrap();
    let args = ["-q", "-j", threads, "names", run, "--html", "page.html", "-o", "names.tsv"];
    assert_eq!(told(&parallax(folder.path(), &args)), (0, String::new(), String::new()));
    let read = |name| fs::read_to_string(folder.path().join(name)).unwrap();
    (read("page.html"), read("names.tsv"))
}

/// The words of a name that end with their count: `Volodymyr Zelenskyy 3`.
fn counted(text: &str) -> (String, usize) {
    let (name, count) = text.trim().rsplit_once(' ').unwrap();
    (name.to_owned(), count.parse().unwrap())
}

fn texts(document: &Document, selector: &str) -> Vec<String> {
    document.select(selector).iter().map(|one| one.text().trim().to_owned()).collect()
}

#[test]
fn charts_count_what_the_tsv_counts() {
    let (html, tsv) = sample("1");
    let document = Document::from(html.as_str());
    let mut rows: BTreeMap<(String, String), usize> = BTreeMap::new();
    for row in tsv.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>()) {
        if row[1] == "en" {
            *rows.entry((row[0].to_owned(), row[2].to_owned())).or_default() +=
                row[8].parse::<usize>().unwrap();
        }
    }
    let mut charts = 0;
    for section in document.select("section").iter() {
        let label = section.select("h3").text().to_string();
        for (spellings, chart) in section.select("table.spellings").iter().zip(
            section
                .select("figure > figcaption + svg.columns")
                .iter()
                .filter(|svg| svg.select("desc").text().starts_with("In all")),
        ) {
            charts += 1;
            let mut drawn: BTreeMap<String, usize> = BTreeMap::new();
            for title in chart.select("rect > title").iter() {
                let title = title.text();
                let (word, count) = counted(title.split_once(": ").unwrap().1);
                *drawn.entry(word).or_default() += count;
            }
            for row in spellings.select("tbody tr").iter() {
                let word = row.select("b").text().to_string();
                let count: usize = row.select("td[data-head='Uses:']").text().parse().unwrap();
                assert_eq!(drawn.get(&word), Some(&count), "{label}: {word}");
                let forms = row.select(".forms").text();
                let forms: Vec<(String, usize)> = if forms.is_empty() {
                    vec![(word.clone(), count)]
                } else {
                    forms.split(", ").map(counted).collect()
                };
                assert_eq!(forms.iter().map(|form| form.1).sum::<usize>(), count);
                for (form, count) in forms {
                    assert_eq!(rows.get(&(label.clone(), form.clone())), Some(&count), "{label}: {form}");
                }
            }
        }
    }
    assert!(charts > 3, "{charts} charts");
}

#[test]
fn page_is_whole_and_accessible() {
    let (html, _) = sample("2");
    assert_eq!(html, sample("1").0, "the bytes depend on the number of threads");
    let document = Document::from(html.as_str());
    for link in document.select("a[href^='#']").iter() {
        let id = link.attr("href").unwrap();
        assert_eq!(document.select(&format!("[id='{}']", &id[1..])).length(), 1, "{id}");
    }
    for svg in document.select("svg").iter() {
        let hidden = svg.has_attr("aria-hidden");
        assert!(hidden || svg.select("title").length() > 0, "{}", svg.html());
        if svg.has_class("columns") {
            assert!(!svg.select("desc").text().is_empty());
        }
    }
    // Nothing comes from elsewhere.
    assert_eq!(document.select("link, img, iframe, script[src]").length(), 0);
    assert!(!html.contains("@import"));
    assert_eq!(html.matches("url(").count(), html.matches("url(#").count());
    // Cyrillic names say what language they are.
    let letters = |text: &str| text.chars().any(|letter| ('\u{400}'..'\u{530}').contains(&letter));
    for place in document.select("span, b, li, td, p, h3").iter() {
        if letters(&place.immediate_text()) {
            let lang = place.attr("lang").unwrap_or_default();
            assert!(["ru", "uk"].contains(&&*lang), "{}", place.html());
        }
    }
    let months = texts(&document, "section:first-of-type .by-month tbody td:first-child");
    assert!(months.len() > 3, "{months:?}");
    let all = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
    let number = |month: &str| (month[4..].to_owned(), all.find(&month[..3]));
    assert!(months.is_sorted_by_key(|month| number(month)), "{months:?}");
}

#[test]
fn mixes_are_those_of_the_tsv() {
    let (html, _) = sample("1");
    let run = Path::new(env!("CARGO_MANIFEST_DIR")).join("alignments");
    let (status, tsv, _) =
        told(&parallax(scratch().path(), &["-q", "names", run.to_str().unwrap(), "--inconsistent"]));
    assert_eq!(status, 0);
    let wanted = tsv.lines().skip(1).filter(|line| line.split('\t').nth(2) == Some("")).count();
    let document = Document::from(html.as_str());
    assert_eq!(document.select(".mix").length(), wanted);
    assert!(wanted > 0);
}

#[test]
fn tsv_stays_where_no_page_is_asked_for() {
    let run = Path::new(env!("CARGO_MANIFEST_DIR")).join("alignments");
    let folder = scratch();
    let args = ["-q", "names", run.to_str().unwrap(), "--html", "missing/page.html"];
    let (status, out, error) = told(&parallax(folder.path(), &args));
    assert_eq!((status, out.as_str()), (1, ""), "{error}");
    assert_eq!(error.lines().count(), 1, "{error}");
    let args = ["-q", "names", run.to_str().unwrap(), "--html", "-"];
    let (status, out, _) = told(&parallax(folder.path(), &args));
    assert_eq!(status, 0);
    assert!(out.starts_with("<!doctype html>") && out.trim_end().ends_with("</html>"));
}

/// A corpus of one name: for each article its outlet, day, and the forms in it.
fn made(label: &str, articles: &[(&str, &str, &[&str])]) -> (Vec<Entity>, Vec<Article>) {
    let mut entity = Entity {
        label: label.to_owned(),
        names: vec![(Language::Ukrainian, "Київ".to_owned()), (Language::Russian, "Киев".to_owned())],
        uses: Vec::new(),
    };
    let mut all = Vec::new();
    for (at, (outlet, day, forms)) in articles.iter().enumerate() {
        let text = |text: &str| text.to_owned();
        all.push(Article {
            id: format!("a{at}"),
            outlet: text(outlet),
            lang: text("en"),
            published: text(day),
            ..Article::default()
        });
        for form in *forms {
            entity.uses.push(Use {
                language: Language::English,
                form: text(form),
                article: at,
                quoted: false,
            });
        }
    }
    (vec![entity], all)
}

#[test]
fn nothing_breaks_out() {
    let evil = "</title></svg></style><script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}";
    let (mut entities, mut articles) =
        made(evil, &[(evil, "2022-01-01", &["Kyiv", "Kiev", "Kiev"]), ("b", "2022-01-02", &["Kyiv"])]);
    entities[0].names.push((Language::Russian, evil.to_owned()));
    let quoted = Use { language: Language::Russian, form: evil.to_owned(), article: 1, quoted: true };
    entities[0].uses.push(quoted);
    for (article, url) in
        articles.iter_mut().zip(["javascript:alert(1)", "https://x.example/\"onclick=\"alert(1)"])
    {
        (article.url, article.title, article.id) = (url.to_owned(), evil.to_owned(), evil.to_owned());
    }
    articles[1].outlet = evil.to_owned();
    let html = page(&entities, &articles).unwrap();
    let document = Document::from(html.as_str());
    assert_eq!(document.select("img").length(), 0);
    assert_eq!(document.select("script").length(), 1);
    assert_eq!(document.select("[onerror], [onclick]").length(), 0);
    assert!(!html.contains("href=\"javascript"), "{html}");
    assert_eq!(document.select("section h3").text().trim(), evil);
}

#[test]
fn one_month_is_bars_by_outlet() {
    let (entities, articles) = made(
        "Kyiv",
        &[
            ("Post", "2022-01-01", &["Kyiv", "Kyiv", "Kiev"]),
            ("Herald", "2022-01-31", &["Kiev"]),
            ("", "", &["Kyiv"]),
        ],
    );
    let document = Document::from(page(&entities, &articles).unwrap());
    assert_eq!(document.select("svg.columns").length(), 0);
    assert_eq!(texts(&document, ".lying td:first-child"), ["Post", "(no outlet)", "Herald"]);
    let widths: Vec<String> = document
        .select(".lying .bar rect")
        .iter()
        .map(|rect| format!("{} {}", rect.attr("width").unwrap(), rect.select("title").text()))
        .collect();
    assert_eq!(widths, ["66.67% Kyiv 2", "33.33% Kiev 1", "33.33% Kyiv 1", "33.33% Kiev 1"]);
}

#[test]
fn months_without_a_use_keep_their_place() {
    let (entities, articles) = made(
        "Kyiv",
        &[
            ("Post", "2022-11-01", &["Kiev"]),
            ("Post", "2023-03-31", &["Kyiv", "Kyiv"]),
            ("Post", "", &["Kyiv"]),
        ],
    );
    let html = page(&entities, &articles).unwrap();
    let document = Document::from(html.as_str());
    let columns = document.select("section svg.columns").first();
    let places: Vec<String> = columns
        .select("rect")
        .iter()
        .map(|rect| format!("{} {}", rect.attr("x").unwrap(), rect.select("title").text()))
        .collect();
    assert_eq!(places, ["1.60% Nov 2022: Kiev 1", "81.60% Mar 2023: Kyiv 2"]);
    assert!(html.contains("Without a date, 1 use is in the tables only."), "{html}");
}

#[test]
fn large_corpora_stay_usable() {
    let (one, articles) =
        made("Kyiv", &[("Post", "2020-01-01", &["Kyiv", "Kiev"]), ("Herald", "2022-12-01", &["Kiev"])]);
    let entities: Vec<Entity> =
        (0..600).map(|number| Entity { label: format!("Name {number:04}"), ..one[0].clone() }).collect();
    let html = page(&entities, &articles).unwrap();
    assert!(html.len() < 4_000_000, "{} bytes", html.len());
    let document = Document::from(html.as_str());
    assert_eq!(document.select(".index tbody tr").length(), 500);
    assert_eq!(document.select("section").length(), 100);
    assert!(html.contains("100 more names are in the TSV"));
}

#[test]
fn nothing_to_show_is_said() {
    let document = Document::from(page(&[], &[]).unwrap());
    assert!(document.select("main").text().contains("No name is spelled in several ways."));
}
