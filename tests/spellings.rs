//! `parallax names` on the sample corpus: what `corpora/README.md` says of the outlets must come out.

use parallax::corpus::Article;
use parallax::spellings::{Link, entities, mixed, nominatives, spellings};
use parallax::text::Language;
use std::path::Path;
use std::process::Command;

fn parallax(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_parallax"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn outlets_spell_as_they_say() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    parallax(&["-q", "run", "corpora", "-o", out]);
    let told = parallax(&["names", out]);
    assert_eq!(told, std::fs::read_to_string(Path::new(out).join("names.tsv")).unwrap());
    let rows: Vec<Vec<&str>> = told.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(
        rows[0],
        [
            "entity",
            "lang",
            "form",
            "latin",
            "standards",
            "outlet",
            "first_seen",
            "last_seen",
            "count",
            "origin"
        ]
    );
    let find = |form: &str, outlet: &str| {
        let found = rows.iter().find(|row| row[2] == form && row[5] == outlet);
        found.unwrap_or_else(|| panic!("{form} of {outlet} is missing"))
    };
    for (form, outlet, standard) in [
        ("Kyiv", "northern-herald", "ua-kmu-2010"),
        ("Kiev", "meridian-post", "traditional"),
        ("Kiev", "the-lantern", "traditional"),
        ("Odesa", "the-lantern", "ua-kmu-2010"),
        ("Odessa", "meridian-post", "ru:"),
        ("Zaporizhzhia", "northern-herald", "ua-kmu-2010"),
        ("Zaporozhye", "meridian-post", "wikipedia-ru"),
        ("Vladimir Zelensky", "meridian-post", "wikipedia-ru"),
        ("Lugansk", "meridian-post", "ru:bgn-pcgn-ru-1947"),
        ("Luhansk", "northern-herald", "ua-kmu-2010"),
    ] {
        assert!(find(form, outlet)[4].contains(standard), "{form}: {}", find(form, outlet)[4]);
    }
    let same = |a: (&str, &str), b: (&str, &str)| assert_eq!(find(a.0, a.1)[0], find(b.0, b.1)[0]);
    same(("Kyiv", "northern-herald"), ("Kiev", "meridian-post"));
    same(("Zaporizhzhia", "northern-herald"), ("Zaporozhye", "meridian-post"));
    same(("Luhansk", "northern-herald"), ("Lugansk", "meridian-post"));
    same(("Luhansk", "northern-herald"), ("Луганщина", "holos-dnipra"));
    same(("Luhansk", "northern-herald"), ("Луганская область", "svobodny-kurier"));
    same(("Bialiatski", "northern-herald"), ("Ales Bialiatski", "northern-herald"));
    assert!(!rows.iter().any(|row| row[0] == "Bialiatski" || row[0] == "Guterres" || row[0] == "Kiev"));
    same(("Volodymyr Zelenskyy", "northern-herald"), ("Vladimir Zelensky", "meridian-post"));
    same(("Volodymyr Zelenskyy", "northern-herald"), ("Volodymyr Zelenskiy", "the-lantern"));
    let mixed = parallax(&["names", out, "--inconsistent"]);
    for entity in ["Kiev|Kyiv", "Odesa|Odessa", "Zelenskiy|Zelensky"] {
        let row = mixed.lines().find(|row| row.contains(entity));
        assert_eq!(row.and_then(|row| row.split('\t').nth(1)), Some("the-lantern"), "{mixed}");
    }
    assert!(!mixed.contains("northern-herald"), "{mixed}");
}

#[test]
fn names_come_to_their_nominative() {
    let mut wrong = Vec::new();
    for line in include_str!("spellings/nominatives.tsv").lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [seen, language, sort, latin, nominative, why] = fields[..] else { panic!("six fields: {line}") };
        let seen: Vec<&str> = seen.split(", ").collect();
        let latin = Some(latin).filter(|latin| *latin != "-");
        let told = nominatives(&seen, sort == "person", language.parse().unwrap(), latin);
        if told.iter().any(|told| told != nominative) {
            wrong.push(format!("{} -> {told:?}, not {nominative}: {why}", seen.join(", ")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn article(id: &str, outlet: &str, lang: &str, text: &str) -> Article {
    Article {
        id: id.to_owned(),
        outlet: outlet.to_owned(),
        lang: lang.to_owned(),
        published: format!("2022-01-{:02}", id.len()),
        text: text.to_owned(),
        ..Article::default()
    }
}

/// Links sentence 1 to sentence 1, 2 to 2 and so on.
fn linked(src: usize, trg: usize, sentences: u32) -> Vec<Link> {
    let link = |one| Link { src, trg, src_sentences: vec![one], trg_sentences: vec![one] };
    (1..=sentences).map(link).collect()
}

#[test]
fn regions_speak_for_their_place() {
    let articles = [
        article("a", "post", "en", "The army in the Lugansk region lacks fuel."),
        article("b", "kurier", "ru", "В Луганской области армии не хватает топлива."),
        article("c", "holos", "uk", "На Луганщині армії бракує пального."),
        article("d", "herald", "en", "Fighting goes on in the Donetsk and Luhansk regions."),
        article("e", "vestnik", "ru", "В Донецкой и Луганской областях продолжаются бои."),
    ];
    let links = [linked(0, 1, 1), linked(0, 2, 1), linked(3, 4, 1)].concat();
    let found = entities(&articles, &links);
    let place = found.iter().find(|entity| entity.label == "Luhansk").unwrap();
    let name = |language, name: &str| (language, name.to_owned());
    assert!(place.names.contains(&name(Language::Russian, "Луганск")), "{:?}", place.names);
    assert!(place.names.contains(&name(Language::Ukrainian, "Луганськ")), "{:?}", place.names);
    let rows = spellings(&found, &articles);
    let row = |form: &str| rows.iter().find(|row| row.form == form).unwrap();
    assert_eq!((row("Lugansk").entity.as_str(), row("Luhansk").entity.as_str()), ("Luhansk", "Luhansk"));
    assert!(row("Lugansk").standards.contains("ru:bgn-pcgn-ru-1947"), "{}", row("Lugansk").standards);
    assert!(row("Luhansk").standards.starts_with("uk:") && row("Luhansk").standards.contains("ua-kmu-2010"));
    assert_eq!(row("Luhansk").origin, "uk");
    // The rows say what stands in the articles.
    assert_eq!(
        rows.iter().filter(|row| row.form == "Луганская область").map(|row| row.count).sum::<usize>(),
        2
    );
    assert_eq!(row("Луганщина").count, 1);
    assert_eq!(row("Донецкая область").entity, "Donetsk");
}

#[test]
fn a_surname_is_of_the_person_of_its_article() {
    let articles = [
        article("a", "post", "en", "Antony Blinken came to Kyiv. Later Blinken spoke."),
        article("b", "kurier", "ru", "Энтони Блинкен приехал в Киев. Позже Блинкен выступил."),
        article("c", "herald", "en", "Robert Blinken sells boats. People like Blinken."),
        article("d", "vestnik", "ru", "Роберт Блинкен продаёт лодки. Люди любят Блинкена."),
        article("e", "lantern", "en", "Nobody has seen Blinken. Ales Bialiatski met Bialiatski’s lawyer."),
        article("f", "visnyk", "uk", "Ніхто не бачив Блінкена. Алесь Біляцький зустрів адвоката Біляцького."),
    ];
    let links = [linked(0, 1, 2), linked(2, 3, 2), linked(4, 5, 2)].concat();
    let found = entities(&articles, &links);
    let rows = spellings(&found, &articles);
    let owner = |form: &str, outlet: &str| -> Vec<&str> {
        let rows = rows.iter().filter(|row| row.form == form && row.outlet == outlet);
        rows.map(|row| row.entity.as_str()).collect()
    };
    assert_eq!(owner("Blinken", "post"), ["Antony Blinken"]);
    assert_eq!(owner("Блинкен", "kurier"), ["Antony Blinken"]);
    assert_eq!(owner("Blinken", "herald"), ["Robert Blinken"]);
    assert_eq!(owner("Блинкен", "vestnik"), ["Robert Blinken"]);
    // Who it is cannot be told where the article has no full name and two people are known.
    assert_eq!(owner("Blinken", "lantern"), ["Blinken"]);
    assert_eq!(owner("Bialiatski", "lantern"), ["Ales Bialiatski"]);
    assert_eq!(owner("Біляцький", "visnyk"), ["Ales Bialiatski"]);
}

#[test]
fn standards_are_told_word_by_word() {
    let articles = [
        article("a", "post", "en", "Volodymyr Zelensky spoke in Kyiv."),
        article("b", "holos", "uk", "Володимир Зеленський виступив у Києві."),
        article("c", "kurier", "ru", "Владимир Зеленский выступил в Киеве."),
    ];
    let links = [linked(0, 1, 1), linked(0, 2, 1)].concat();
    let rows = spellings(&entities(&articles, &links), &articles);
    let row = rows.iter().find(|row| row.form == "Volodymyr Zelensky").unwrap();
    let (given, surname) = row.standards.split_once(" + ").unwrap();
    assert!(given.starts_with("Volodymyr uk:") && given.contains("ua-kmu-2010") && !given.contains("ru:"));
    assert!(surname.starts_with("Zelensky uk:press;ru:") && surname.contains("wikipedia-ru"), "{surname}");
    assert_eq!(row.origin, "uk");
}

#[test]
fn a_standard_that_few_use_makes_no_origin() {
    let articles = [
        article("a", "post", "en", "Shells fell near Lugansk on Monday."),
        article("b", "holos", "uk", "Снаряди впали біля Луганська в понеділок."),
        article("c", "kurier", "ru", "Снаряды упали возле Луганска в понедельник."),
    ];
    let links = [linked(0, 1, 1), linked(0, 2, 1)].concat();
    let rows = spellings(&entities(&articles, &links), &articles);
    let row = rows.iter().find(|row| row.form == "Lugansk").unwrap();
    assert!(row.standards.contains("uk:passport-uk-2007;ru:"), "{}", row.standards);
    assert_eq!(row.origin, "ru");
}

#[test]
fn quoted_speech_mixes_nothing() {
    let english = "The mayor of Kyiv spoke. Kyiv is quiet. “I was born in Kiev and I love Kiev,” he said.";
    let mixing = "The mayor of Kyiv spoke. Kiev is quiet. “I was born in Kiev,” he said.";
    let other = "Мер Києва виступив. У Києві тихо. «Я народився в Києві й люблю Київ», – сказав він.";
    let articles = [
        article("a", "post", "en", english),
        article("bb", "herald", "en", mixing),
        article("c", "holos", "uk", other),
    ];
    let found = entities(&articles, &[linked(0, 2, 3), linked(1, 2, 3)].concat());
    let mixed = mixed::mixed(&found, &articles);
    let told: Vec<(&str, &str)> =
        mixed.iter().map(|one| (one.outlet.as_str(), one.article.as_str())).collect();
    assert_eq!(told, [("herald", ""), ("herald", "bb")]);
    assert_eq!(mixed[0].forms, [("Kiev".to_owned(), 1, 1), ("Kyiv".to_owned(), 1, 0)]);
}

#[test]
fn rows_count_every_mention_once() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    parallax(&["-q", "run", "corpora", "-o", out]);
    let (articles, links) = parallax::run::reread::read(folder.path()).unwrap();
    let found = entities(&articles, &links);
    for entity in &found {
        let rows = spellings(std::slice::from_ref(entity), &articles);
        assert_eq!(rows.iter().map(|row| row.count).sum::<usize>(), entity.uses.len(), "{}", entity.label);
        for language in [Language::English, Language::Russian, Language::Ukrainian] {
            let uses = entity.uses.iter().filter(|one| one.language == language).count();
            let rows = rows.iter().filter(|row| row.language == language);
            assert_eq!(rows.map(|row| row.count).sum::<usize>(), uses, "{}", entity.label);
        }
    }
    for view in [&["names", out][..], &["names", out, "--inconsistent"]] {
        let threads = |count| parallax(&[&[count], view].concat());
        assert_eq!(threads("-j1"), threads("-j2"));
    }
}
