//! Anchors: cases that a linguist can read and add to, and what must hold for any text.

use parallax::alignment::{Options, Texts, align_all};
use parallax::analysis::Sentence;
use parallax::anchors::{Kind, Sort, facts, find, mentions, quotes};
use parallax::output::parallel;
use parallax::text::Language;
use proptest::prelude::*;

/// The cases of a file: `text => expected`, one a line.
fn cases(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = file.lines().filter(|line| !line.trim().is_empty() && !line.starts_with("# "));
    lines.map(|line| line.split_once(" => ").unwrap_or_else(|| panic!("no => in {line:?}")))
}

const LANGUAGES: [Language; 3] = Language::ALL;

#[test]
fn facts_have_the_keys_of_the_cases() {
    let files = [
        include_str!("anchors/facts.en.txt"),
        include_str!("anchors/facts.ru.txt"),
        include_str!("anchors/facts.uk.txt"),
    ];
    for (language, file) in LANGUAGES.into_iter().zip(files) {
        for (text, wanted) in cases(file) {
            let found: Vec<String> = facts(text, language).into_iter().map(|fact| fact.key).collect();
            let wanted: Vec<&str> = wanted.split(" | ").filter(|key| *key != "-").collect();
            assert_eq!(found, wanted, "{language} {text}");
        }
    }
}

#[test]
fn names_are_found_as_the_cases_say() {
    let files = [
        include_str!("anchors/names.en.txt"),
        include_str!("anchors/names.ru.txt"),
        include_str!("anchors/names.uk.txt"),
    ];
    for (language, file) in LANGUAGES.into_iter().zip(files) {
        for (text, wanted) in cases(file) {
            let found: Vec<String> = mentions(text, language)
                .into_iter()
                .map(|mention| {
                    let sort = match mention.sort {
                        Sort::Person => "person",
                        Sort::Place => "place",
                        Sort::Organisation => "organisation",
                        Sort::Name => "name",
                    };
                    format!("{} {sort}", &text[mention.span])
                })
                .collect();
            let wanted: Vec<&str> = wanted.split(" | ").filter(|name| *name != "-").collect();
            assert_eq!(found, wanted, "{language} {text}");
        }
    }
}

#[test]
fn the_aligner_meets_numbers_codes_and_acronyms() {
    for (english, other, language) in [
        ("13,000 people", "13 тыс. человек", Language::Russian),
        ("13,000 people", "тринадцать тысяч человек", Language::Russian),
        ("thirteen thousand people", "тринадцяти тисяч осіб", Language::Ukrainian),
        ("$1.5 billion", "1,5 млрд долларов", Language::Russian),
        ("twenty-five men", "двадцять п’ять чоловіків", Language::Ukrainian),
        ("500 soldiers", "пятьсот солдат", Language::Russian),
        ("half a million votes", "полмиллиона голосов", Language::Russian),
        ("at 6:30 p.m.", "в 18.30", Language::Russian),
        ("on 21/01/2022", "21.01.2022", Language::Russian),
        ("the 1990s", "1990-е", Language::Russian),
        ("21st century", "XXI век", Language::Russian),
        ("the U.S. and NATO", "США и НАТО", Language::Russian),
        ("the EU", "ЄС", Language::Ukrainian),
        ("S-400 missiles", "ракеты С-400", Language::Russian),
        ("two F-16s", "два Ф-16", Language::Ukrainian),
    ] {
        let keys = |text, language| -> Vec<String> {
            let shared = |kind| matches!(kind, Kind::Number | Kind::Code | Kind::Name);
            find(text, language).into_iter().filter(|a| shared(a.kind)).map(|a| a.key).collect()
        };
        let (left, right) = (keys(english, Language::English), keys(other, language));
        assert!(!left.is_empty());
        assert_eq!(left, right, "{english} {other}");
    }
}

proptest! {
    /// Whatever stands beside whatever: every anchor has its word and its key.
    #[test]
    fn anchors_have_words(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "13", "13,000", "1.5", "тыс.", "млн", "million", "half", "a", "двадцать", "пять", "three", "hundred",
                "тисяч", "at", "в", "18.30", "6:30", "p.m.", "21", "января", "2022", "%", "$", "S-400", "NATO", "США",
                "XXI", "век", "Kyiv", "из", "-", "–", ",", ".", "doz", "dozen", "и", "and", "'s",
            ]),
            0..14,
        ),
        space in prop::sample::select(vec![" ", ""]),
    ) {
        let text = pieces.join(space);
        for language in Language::ALL {
            for anchor in find(&text, language) {
                assert!(!anchor.word.is_empty() && !anchor.key.is_empty(), "{text}: {anchor:?}");
            }
        }
    }
}

#[test]
fn words_that_seldom_mean_numbers_stay_words() {
    for (text, language) in [
        ("One of them came second, a second later, with thousands of others.", Language::English),
        ("Один из них пришёл вторым, на секунду позже, вместе с тысячами других.", Language::Russian),
        ("Одна пара слів, друга думка, тисячі людей.", Language::Ukrainian),
    ] {
        let numbers = find(text, language).into_iter().filter(|anchor| anchor.kind == Kind::Number);
        assert_eq!(numbers.count(), 0, "{text}");
    }
}

#[test]
fn different_counts_have_different_keys() {
    let key = |text| facts(text, Language::English)[0].key.clone();
    assert_ne!(key("killed 2 people"), key("killed 14 people"));
    assert_ne!(key("2 km"), key("2 people"));
    assert_eq!(key("two people"), key("2 persons"));
}

#[test]
fn names_have_one_key_in_three_languages() {
    for row in [
        [("Sergei Lavrov", "en"), ("Сергеем Лавровым", "ru"), ("Сергія Лаврова", "uk")],
        [("Volodymyr Zelensky", "en"), ("Володимира Зеленского", "ru"), ("Володимиру Зеленському", "uk")],
        [("Antony Blinken", "en"), ("Антони Блинкену", "ru"), ("Антоні Блінкена", "uk")],
        [("Kyiv", "en"), ("Киева", "ru"), ("Києві", "uk")],
        [("NATO", "en"), ("НАТО", "ru"), ("НАТО", "uk")],
    ] {
        let keys = row.map(|(name, code)| {
            let (language, said) = match code {
                "en" => (Language::English, "He met "),
                "ru" => (Language::Russian, "Он видел "),
                _ => (Language::Ukrainian, "Він бачив "),
            };
            let found = mentions(&format!("{said}{name} there."), language);
            assert_eq!(found.len(), 1, "{name}");
            found[0].key.clone()
        });
        assert!(keys[0] == keys[1] && keys[1] == keys[2], "{row:?} {keys:?}");
    }
}

#[test]
fn quotes_know_their_speakers() {
    for (text, language, wanted) in [
        (
            "«Мы готовы к переговорам», — сказал министр Сергей Лавров.",
            Language::Russian,
            Some("Сергей Лавров"),
        ),
        ("Резніков заявив: «Це не наш вибір».", Language::Ukrainian, Some("Резніков")),
        ("\"We are ready for talks,\" Sergei Lavrov said.", Language::English, Some("Sergei Lavrov")),
        ("“They will come,” said Antony Blinken.", Language::English, Some("Antony Blinken")),
        ("«Мы уже уходим», — добавил он.", Language::Russian, None),
    ] {
        let found = quotes(text, language);
        assert_eq!(found.len(), 1, "{text}");
        let speaker = found[0].speaker.as_ref().map(|speaker| &text[speaker.span.clone()]);
        assert_eq!(speaker, wanted, "{text}");
    }
    assert!(quotes("Газета «Правда» закрыта.", Language::Russian).is_empty());
}

#[test]
fn a_link_tells_dates_money_and_codes() {
    let src = "On January 21, 2022 Germany paid $1.5 billion for S-400 missiles.";
    let trg = "21 января 2022 года Германия заплатила 1,5 млрд долларов за ракеты С-400.";
    let texts = Texts { src: vec![src.to_owned()], trg: vec![trg.to_owned()], comparable: false };
    let run = align_all(&[texts], &Options::new(Language::Russian));
    let told = parallel::anchors(
        &run.explain(&[Sentence::new(src, Language::English)], &[Sentence::new(trg, Language::Russian)]),
    );
    assert!(told.contains("dates=2022-01-21;"), "{told}");
    assert!(told.contains("money=$1.5 billion~1,5 млрд долларов"), "{told}");
    assert!(told.contains("codes=S-400~С-400"), "{told}");
    assert!(told.contains("Germany~Германия"), "{told}");
}

#[test]
fn strange_texts_are_read_to_their_end() {
    let long = "Щ".repeat(10_000);
    let digits = "7".repeat(1_000_000);
    let dashes = "С-4-".repeat(20_000);
    let quoted = "«А ".repeat(5_000);
    let texts = [
        "",
        " ",
        "\u{200b}",
        "A",
        "\u{363}:",
        "ʼ",
        "0ȺȺ",
        "\u{200b}Ки\u{200d}їв\u{200b}",
        "И\u{301}ван",
        "I",
        "«»",
        "«",
        "\"",
        "$",
        "%5",
        "5%%",
        "…",
        "1/0",
        "0/0",
        "99999999999999999999999999 млрд",
        "1,,2",
        "1..2",
        "..",
        "#",
        "@",
        "http://",
        "www.",
        "#1",
        "12:99",
        "25:00",
        "31.13.2022",
        "2022-13-01",
        "тысяча тысяч миллионов",
        "hundred hundred",
        "a",
        "a a a",
        "and",
        "one and a",
        "half a",
        "ПРЕЗИДЕНТ РОССИИ ВЛАДИМИР ПУТИН ЗАЯВИЛ",
        "U.S.U.S.U.S.",
        "A.A.A.A.A.A.A.A.A.A.",
        "-",
        "5-",
        "-5",
        "5–",
        "С-",
        "X-",
        "-й",
        &long,
        &digits,
        &dashes,
        &quoted,
    ];
    for text in texts {
        for language in LANGUAGES {
            holds(text, language);
        }
    }
}

/// Spans slice the text and stand in order, keys are not empty.
fn holds(text: &str, language: Language) {
    let mut last = 0;
    for anchor in find(text, language) {
        assert!(
            anchor.span.start >= last && text.get(anchor.span.clone()).is_some_and(|piece| !piece.is_empty())
        );
        assert!(!anchor.key.is_empty() && !anchor.word.is_empty());
        last = anchor.span.start;
    }
    let mut last = 0;
    for fact in facts(text, language) {
        assert!(
            fact.span.start >= last && text.get(fact.span.clone()) == Some(fact.word.as_str()),
            "{fact:?}"
        );
        assert!(!fact.key.is_empty() && !fact.word.is_empty());
        last = fact.span.end;
    }
    let mut last = 0;
    for mention in mentions(text, language) {
        assert!(
            mention.span.start >= last
                && text.get(mention.span.clone()).is_some_and(|piece| !piece.is_empty())
        );
        assert!(!mention.key.is_empty() && !mention.words.is_empty());
        last = mention.span.end;
    }
    let mut last = 0;
    for quote in quotes(text, language) {
        assert!(quote.span.start >= last && text.get(quote.span.clone()).is_some());
        last = quote.span.end;
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        LANGUAGES.into_iter().for_each(|language| holds(&text, language));
    }

    #[test]
    fn any_row_of_pieces_is_read(pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..30)) {
        let text = pieces.concat();
        LANGUAGES.into_iter().for_each(|language| holds(&text, language));
    }
}

const PIECES: [&str; 72] = [
    " ",
    " ",
    " ",
    " ",
    " ",
    "-",
    "–",
    ".",
    ", ",
    ": ",
    "«",
    "»",
    "\"",
    "“",
    "”",
    "\n",
    "$",
    "€",
    "%",
    "/",
    "’",
    "#",
    "@",
    "(",
    ")",
    "5",
    "13",
    "000",
    "2022",
    "21",
    "1,5",
    "0",
    "1.5",
    "18.30",
    "11:00",
    "тыс",
    "млн",
    "thousand",
    "hundred",
    "and",
    "a",
    "half",
    "двадцать",
    "пятьсот",
    "третий",
    "third",
    "two",
    "one",
    "один",
    "January",
    "января",
    "січня",
    "Friday",
    "p.m.",
    "pm",
    "GMT",
    "President",
    "Joe",
    "Biden",
    "of",
    "the",
    "NATO",
    "США",
    "U.S",
    "С",
    "S",
    "м",
    "года",
    "XXI",
    "век",
    "USD",
    "\u{301}",
];
