//! Pairing: which articles tell one event, as a reader would say.

use crate::common::{parallax, scratch, told};
use parallax::corpus::Article;
use parallax::pairing::{self, ArticlePair, Options, Relation, left_out};
use parallax::text::LanguagePair;
use std::fs;

fn pair(articles: &[Article], options: &Options) -> Vec<ArticlePair> {
    pairing::pair(articles, options).unwrap()
}

/// The events of these tests: English, Russian, Ukrainian.
const EVENTS: [[&str; 3]; 4] = [
    [
        "Blinken met Lavrov in Geneva on Friday. They talked for 90 minutes about Ukraine and security guarantees.",
        "Блинкен встретился с Лавровым в Женеве в пятницу. Они 90 минут говорили об Украине и гарантиях безопасности.",
        "Блінкен зустрівся з Лавровим у Женеві в п'ятницю. Вони 90 хвилин говорили про Україну та гарантії безпеки.",
    ],
    [
        "The volcano Etna in Sicily erupted again. The airport of Catania was closed because of the ash.",
        "Вулкан Этна на Сицилии снова начал извергаться. Аэропорт Катании закрыли из-за пепла.",
        "Вулкан Етна на Сицилії знову почав вивергатися. Аеропорт Катанії закрили через попіл.",
    ],
    [
        "Leicester won the FA Cup. Tielemans scored the only goal against Chelsea at Wembley.",
        "«Лестер» выиграл Кубок Англии. Тилеманс забил единственный гол в ворота «Челси» на «Уэмбли».",
        "«Лестер» виграв Кубок Англії. Тілеманс забив єдиний гол у ворота «Челсі» на «Вемблі».",
    ],
    [
        "The parliament of Japan adopted the budget. It holds 945 billion dollars, more than ever before.",
        "Парламент Японии принял бюджет. В нём 945 миллиардов долларов, больше, чем когда-либо раньше.",
        "Парламент Японії ухвалив бюджет. У ньому 945 мільярдів доларів, більше, ніж будь-коли раніше.",
    ],
];

fn article(id: &str, lang: &str, published: &str, text: &str) -> Article {
    Article {
        id: id.to_owned(),
        lang: lang.to_owned(),
        published: published.to_owned(),
        text: text.to_owned(),
        ..Article::default()
    }
}

/// Every event in every language, each a day after the other.
fn events(dated: bool) -> Vec<Article> {
    let mut articles = Vec::new();
    for (number, texts) in EVENTS.iter().enumerate() {
        for (lang, text) in ["en", "ru", "uk"].into_iter().zip(texts) {
            let day = if dated { format!("2022-01-{:02}", 10 + number) } else { String::new() };
            articles.push(article(&format!("{lang}{number}"), lang, &day, text));
        }
    }
    articles
}

fn decided(pairs: &[ArticlePair]) -> Vec<&ArticlePair> {
    pairs.iter().filter(|pair| pair.relation.is_decision()).collect()
}

/// The decided pairs as `en0 ru0`.
fn names(articles: &[Article], pairs: &[ArticlePair]) -> Vec<String> {
    let name = |pair: &&ArticlePair| format!("{} {}", articles[pair.src].id, articles[pair.trg].id);
    let mut names: Vec<String> = decided(pairs).iter().map(name).collect();
    names.sort();
    names
}

fn right() -> Vec<String> {
    (0..EVENTS.len()).flat_map(|n| [format!("en{n} ru{n}"), format!("en{n} uk{n}")]).collect()
}

#[test]
fn the_same_events_are_paired_with_and_without_dates() {
    for dated in [true, false] {
        let articles = events(dated);
        let pairs = pair(&articles, &Options::default());
        assert_eq!(names(&articles, &pairs), right(), "dated: {dated}");
        assert!(pairs.iter().all(|pair| pair.hours_apart.is_some() == dated));
    }
}

#[test]
fn a_story_holds_all_languages_of_an_event_and_nothing_else() {
    let articles = events(true);
    let pairs = pair(&articles, &Options::default());
    for one in decided(&pairs) {
        let event = articles[one.src].id[2..].parse::<u32>().unwrap();
        assert_eq!(one.story, Some(event + 1), "{} {}", articles[one.src].id, articles[one.trg].id);
    }
}

#[test]
fn the_order_of_the_articles_does_not_matter() {
    let mut articles = events(true);
    let forwards = names(&articles, &pair(&articles, &Options::default()));
    articles.reverse();
    assert_eq!(names(&articles, &pair(&articles, &Options::default())), forwards);
}

#[test]
fn the_command_writes_the_same_whatever_the_order_of_the_articles() {
    let folder = scratch();
    let mut articles = events(true);
    // A copy and a reprint, an article without a date, some without a title.
    let copy = Article { id: "en-copy".to_owned(), ..articles[0].clone() };
    let undated = Article { id: "ru-undated".to_owned(), published: String::new(), ..articles[4].clone() };
    let titled =
        Article {
            id: "uk-titled".to_owned(), title: "Вулкан Етна".to_owned(), ..articles[5].clone()
        };
    articles.extend([copy, undated, titled]);
    let told_of = |articles: &[Article], threads: &str| {
        let lines: Vec<String> = articles.iter().map(|a| serde_json::to_string(a).unwrap()).collect();
        fs::write(folder.path().join("news.jsonl"), lines.join("\n")).unwrap();
        let (status, out, err) = told(&parallax(folder.path(), &["pair", "news.jsonl", "-j", threads]));
        assert_eq!(status, 0, "{err}");
        out
    };
    let forwards = told_of(&articles, "1");
    assert!(forwards.lines().count() > right().len());
    articles.reverse();
    assert_eq!(told_of(&articles, "3"), forwards);
    articles.rotate_left(5);
    assert_eq!(told_of(&articles, "2"), forwards);
}

#[test]
fn articles_out_of_the_window_are_not_paired() {
    let mut articles = events(true);
    for article in articles.iter_mut().filter(|article| article.lang != "en") {
        article.published = "2031-01-10".to_owned();
    }
    assert!(pair(&articles, &Options::default()).is_empty());
    let wide = Options { window_days: 1e9, ..Options::default() };
    assert!(!pair(&articles, &wide).is_empty());
}

#[test]
fn copies_add_a_row_each_and_do_not_multiply() {
    let mut articles = events(true);
    for (lang, text) in [("en", EVENTS[0][0]), ("ru", EVENTS[0][1])] {
        for copy in 0..50 {
            articles.push(article(&format!("{lang}-copy{copy}"), lang, "2022-01-10", text));
        }
    }
    let of_story = |most: usize| -> usize {
        let pairs = pair(&articles, &Options { most, ..Options::default() });
        let told = decided(&pairs);
        assert_eq!(told.iter().map(|pair| pair.story).max().flatten(), Some(EVENTS.len() as u32));
        told.iter().filter(|pair| pair.story == Some(1) && articles[pair.trg].lang == "ru").count()
    };
    assert_eq!(of_story(1000), 1 + 50 + 50);
    // The English article itself has three partners, each of its copies one.
    assert_eq!(of_story(3), 3 + 50);
}

#[test]
fn articles_of_russian_and_ukrainian_outlets_are_paired_where_asked_for() {
    let languages = vec!["ru-uk".parse().unwrap()];
    let articles: Vec<Article> = events(true).into_iter().filter(|article| article.lang != "en").collect();
    let pairs = pair(&articles, &Options { languages, ..Options::default() });
    let told = decided(&pairs);
    assert_eq!(told.len(), EVENTS.len());
    for pair in told {
        assert_eq!((articles[pair.src].lang.as_str(), articles[pair.trg].lang.as_str()), ("ru", "uk"));
    }
}

#[test]
fn articles_of_one_language_are_paired_once_from_the_earlier() {
    let mut articles: Vec<Article> =
        events(true).into_iter().filter(|article| article.lang == "en").collect();
    let again = "Envoys of Russia and America sat down in Geneva for talks about Ukraine, and neither Blinken nor Lavrov \
                 expected much.";
    articles.push(article("again", "en", "2022-01-23", again));
    articles.push(article("copy", "en", "2022-01-23", again));
    articles.push(article(
        "first",
        "en",
        "2022-01-21",
        "Blinken and Lavrov held talks in Geneva about Ukraine.",
    ));
    let pairs = pair(&articles, &Options { languages: LanguagePair::all(), ..Options::default() });
    let ids = |pair: &ArticlePair| (articles[pair.src].id.as_str(), articles[pair.trg].id.as_str());
    let told: Vec<(&str, &str)> = pairs.iter().map(ids).collect();
    assert!(told.contains(&("first", "again")), "{told:?}");
    assert!(told.contains(&("again", "copy")), "{told:?}");
    for (a, b) in &told {
        assert!(a != b && !told.contains(&(b, a)), "{a} {b}");
    }
}

#[test]
fn many_articles_that_differ_in_a_number_find_the_one_with_theirs() {
    let mut articles = Vec::new();
    for number in 1000..1400 {
        let english = format!("{} Envoy {number} was there.", EVENTS[0][0]);
        let russian = format!("{} Был там посол {number}.", EVENTS[0][1]);
        articles.push(article(&format!("en{number}"), "en", "2022-01-10", &english));
        articles.push(article(&format!("ru{number}"), "ru", "2022-01-10", &russian));
    }
    let pairs = pair(&articles, &Options::default());
    for number in 0..400 {
        let best = pairs.iter().find(|pair| pair.src == 2 * number).map(|pair| pair.trg);
        assert_eq!(best, Some(2 * number + 1), "{}", articles[2 * number].id);
    }
}

#[test]
fn other_languages_and_empty_articles_are_left_out() {
    let mut articles = events(true);
    articles.push(article("de", "de", "2022-01-10", "Blinken traf Lawrow in Genf."));
    articles.push(article("und", "und", "", "…"));
    articles.push(article("empty", "en", "not a date", ""));
    articles.push(article("signs", "ru", "9999-99-99", "— … !"));
    let pairs = pair(&articles, &Options::default());
    assert_eq!(names(&articles, &pairs), right());
    let counts: Vec<(String, usize)> = left_out(&articles).into_iter().collect();
    assert_eq!(counts, [("de".to_owned(), 1), ("und".to_owned(), 1)]);
}

#[test]
fn dates_at_the_ends_of_time_do_no_harm() {
    let mut articles = events(true);
    for (article, date) in
        articles.iter_mut().zip(["9999-12-30", "-009999-01-03", "2999-01-01T00:00:00Z", "0001-01-01"])
    {
        article.published = date.to_owned();
    }
    for window_days in [0.0, 5.0, f64::MAX, f64::NAN] {
        pair(&articles, &Options { window_days, ..Options::default() });
    }
}

#[test]
fn a_very_long_article_is_paired_too() {
    let mut articles = events(true);
    for article in &mut articles {
        let tail = match article.lang.as_str() {
            "en" => " And so it goes on.",
            "ru" => " И так далее.",
            _ => " І так далі.",
        };
        article.text.push_str(&tail.repeat(20_000));
    }
    assert_eq!(names(&articles, &pair(&articles, &Options::default())), right());
}

#[test]
fn no_more_partners_are_told_than_may_be() {
    // Twelve accounts of one matter on each side: each has many partners, and its neighbours promise more.
    let english =
        |n: usize| format!("Blinken met Lavrov in Geneva on Friday for {n} minutes. They spoke of Ukraine.");
    let russian =
        |n: usize| format!("Блинкен встретился с Лавровым в Женеве на {n} минут. Они говорили об Украине.");
    let mut articles = Vec::new();
    for n in 0..12 {
        articles.push(article(&format!("en{n}"), "en", "2022-01-21", &english(n + 20)));
        articles.push(article(&format!("ru{n}"), "ru", "2022-01-21", &russian(n + 40)));
    }
    for most in [1, 3] {
        let pairs = pair(&articles, &Options { most, least: 0.0, ..Options::default() });
        let told = |src: usize| pairs.iter().filter(|pair| pair.src == src).count();
        assert!((0..articles.len()).all(|src| told(src) <= most), "{most}");
        assert!(!pairs.is_empty());
    }
}

#[test]
fn a_translation_is_found_though_it_was_not_decided_on() {
    // Long speeches, dated, with nothing rare in them: their words alone look like those of any other.
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpora");
    let read = parallax::corpus::read(&[folder], &Default::default()).articles;
    let id = |id: &str| read.iter().find(|article| article.id == id).unwrap().clone();
    let articles =
        [id("northern-herald/2022-01-21-geneva-talks"), id("vestnik-dnya/2022-01-21-peregovory-v-zheneve")];
    // Weights that believe in little: the first judgement is all there is, and it is low.
    let text = "dated\tfirst\tbias\t-2\ndated\tthird\tbias\t-3\n";
    let weights = pairing::Weights::parse(text, "low.tsv".as_ref()).unwrap();
    for trial in [true, false] {
        let pairs = pair(&articles, &Options { weights: weights.clone(), trial, ..Options::default() });
        assert_eq!(pairs.len(), 1);
        assert_eq!(pairs[0].relation, Relation::Translation);
        assert!(pairs[0].score > 0.9);
    }
}

#[test]
fn the_command_tells_what_it_left_out_and_takes_weights() {
    let folder = scratch();
    let mut articles = events(true);
    articles.push(article("de", "de", "2022-01-10", "Blinken traf Lawrow in Genf."));
    let lines: Vec<String> = articles.iter().map(|a| serde_json::to_string(a).unwrap()).collect();
    fs::write(folder.path().join("news.jsonl"), lines.join("\n")).unwrap();
    let (status, out, err) = told(&parallax(folder.path(), &["pair", "news.jsonl"]));
    assert_eq!(status, 0, "{err}");
    assert!(err.contains("1 articles left out: their language is de"), "{err}");
    assert!(out.starts_with("src_id\ttrg_id\tscore\trelation\thours_apart\tevidence\tstory\n"), "{out}");
    fs::write(folder.path().join("never.tsv"), "dated\tthird\tbias\t-50\ndated\tfirst\tbias\t1\n").unwrap();
    let (status, out, _) = told(&parallax(folder.path(), &["pair", "news.jsonl", "--weights", "never.tsv"]));
    assert_eq!((status, out.lines().count()), (0, 1));
    fs::write(folder.path().join("bad.tsv"), "dated\tthird\tbias\tmuch\n").unwrap();
    let (status, _, err) = told(&parallax(folder.path(), &["pair", "news.jsonl", "--weights", "bad.tsv"]));
    assert_eq!(status, 1);
    assert!(err.starts_with("parallax: bad.tsv:1: expected a weight, found \"much\""), "{err}");
}

#[test]
fn weights_fitted_on_labelled_pairs_find_them_again() {
    let folder = scratch();
    let set = folder.path().join("set");
    fs::create_dir(&set).unwrap();
    let articles: Vec<Article> = events(true).into_iter().filter(|article| article.lang != "uk").collect();
    let lines: Vec<String> = articles.iter().map(|a| serde_json::to_string(a).unwrap()).collect();
    fs::write(set.join("articles.jsonl"), lines.join("\n")).unwrap();
    let rows: Vec<String> = (0..EVENTS.len()).map(|n| format!("en{n}\tru{n}\t2\n")).collect();
    fs::write(set.join("pairs.tsv"), format!("src_id\ttrg_id\tgrade\n{}", rows.concat())).unwrap();
    let (status, _, err) = told(&parallax(folder.path(), &["fit", "set", "-o", "weights.tsv"]));
    assert_eq!(status, 0, "{err}");
    let (status, _, err) = told(&parallax(folder.path(), &["fit", "set", "--weights", "weights.tsv"]));
    assert_eq!(status, 0);
    let row: Vec<&str> = err.lines().last().unwrap().split('\t').collect();
    assert_eq!((row[0], row[1], row[3], row[9]), ("4", "4", "1.000", "1.000"), "{err}");
}

#[test]
fn a_sample_of_graded_pairs_is_a_set_too() {
    let folder = scratch();
    let set = folder.path().join("set");
    fs::create_dir(&set).unwrap();
    let lines: Vec<String> = events(true).iter().map(|a| serde_json::to_string(a).unwrap()).collect();
    fs::write(set.join("articles.jsonl"), lines.join("\n")).unwrap();
    // Three kinds of pairs, each with what it stands for; one that nobody could judge.
    let graded = "src_id\ttrg_id\tgrade\tstratum\tweight\n\
        en0\tru0\t2\ta\t1\nen1\tru1\t2\ta\t1\nen0\tru1\t0\tb\t10\nen1\tru0\t1\tb\t10\nen2\tru2\t?\ta\t1\n";
    fs::write(set.join("graded.tsv"), graded).unwrap();
    let (status, out, err) = told(&parallax(folder.path(), &["fit", "--fast", "set"]));
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("dated\tstory\t") && out.contains("dated\tshare\t"), "{out}");
    fs::write(set.join("graded.tsv"), "src_id\ttrg_id\n").unwrap();
    let (status, _, err) = told(&parallax(folder.path(), &["fit", "set"]));
    assert_eq!(status, 1);
    assert!(err.contains("graded.tsv:1: expected a column \"grade\", found src_id, trg_id"), "{err}");
}

#[test]
fn nothing_is_decided_under_a_half_and_a_known_share_moves_all_scores() {
    let articles = events(true);
    let scores = |prior: Option<f64>| -> Vec<(usize, usize, f64)> {
        let pairs = pair(&articles, &Options { prior, trial: false, least: 0.0, ..Options::default() });
        for pair in &pairs {
            assert_eq!(pair.relation.is_decision(), pair.score >= 0.5, "{pair:?}");
        }
        let mut scores: Vec<_> = pairs.iter().map(|pair| (pair.src, pair.trg, pair.score)).collect();
        scores.sort_by_key(|row| (row.0, row.1));
        scores
    };
    let (few, many) = (scores(Some(0.001)), scores(Some(0.9)));
    assert_eq!(few.len(), many.len());
    assert!(few.iter().zip(&many).all(|(few, many)| few.2 < many.2));
}

#[test]
fn what_the_input_lacks_is_said() {
    let folder = scratch();
    let tell = |articles: &[Article], options: &[&str]| -> String {
        let lines: Vec<String> = articles.iter().map(|a| serde_json::to_string(a).unwrap()).collect();
        fs::write(folder.path().join("news.jsonl"), lines.join("\n")).unwrap();
        let (status, _, err) = told(&parallax(folder.path(), &[&["pair", "news.jsonl"], options].concat()));
        assert_eq!(status, 0, "{err}");
        err
    };
    let all = tell(&events(false), &["-v"]);
    assert!(all.contains("12 of 12 articles have no date"), "{all}");
    assert!(all.contains("12 of 12 articles have no outlet"), "{all}");
    assert!(all.contains("en-ru without dates: ") && all.contains(" % of the candidate pairs"), "{all}");
    let english: Vec<Article> = events(true).into_iter().filter(|article| article.lang == "en").collect();
    let one_side = tell(&english, &[]);
    assert!(one_side.contains("nothing to pair: 4 in en, none in ru, uk"), "{one_side}");
    let mut apart = events(true);
    apart.iter_mut().filter(|article| article.lang != "en").for_each(|article| {
        article.published = "2031-01-10".to_owned();
    });
    let far = tell(&apart, &[]);
    assert!(far.contains("nothing paired: no two articles"), "{far}");
}

#[test]
fn columns_of_other_names_are_mapped_and_addresses_tell_day_and_outlet() {
    let folder = scratch();
    let mut table = "lang,articles,text,link\n".to_owned();
    for (number, texts) in EVENTS.iter().enumerate() {
        for (lang, text) in ["en", "ru"].into_iter().zip(texts) {
            let url = format!("https://www.{lang}.example.org/2022/01/{:02}/news", 10 + number);
            table.push_str(&format!("{lang},\"{text}\",{number},{url}\n"));
        }
    }
    fs::write(folder.path().join("news.csv"), table).unwrap();
    let (status, out, err) = told(&parallax(folder.path(), &["pair", "--map", "text=articles", "news.csv"]));
    assert_eq!(status, 0, "{err}");
    let decided = out.lines().filter(|line| line.contains("same-event")).count();
    assert_eq!(decided, EVENTS.len(), "{out}");
    assert!(!err.contains("no date") && !err.contains("no outlet"), "{err}");
    let (status, _, err) = told(&parallax(folder.path(), &["pair", "--map", "body=articles", "news.csv"]));
    assert_eq!(status, 2);
    assert!(err.contains("expected one of id, outlet"), "{err}");
}

#[test]
fn thousands_of_articles_that_are_nearly_the_same_are_bounded() {
    let mut articles = Vec::new();
    for number in 0..1000 {
        for (lang, text) in ["en", "ru"].into_iter().zip(EVENTS[0]) {
            let text = format!("{text} {number}.");
            articles.push(article(&format!("{lang}{number}"), lang, "2022-01-10", &text));
        }
    }
    let most = 10;
    let pairs = pair(&articles, &Options { trial: false, ..Options::default() });
    assert!(pairs.len() <= 1000 * most, "{}", pairs.len());
}
