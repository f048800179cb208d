//! Whether a parallel TSV is sound: the header, the number of columns, texts that are there, scores that are
//! probabilities, links that fit their sentence numbers.

use super::parallel::HEADER;
use crate::Error;
use std::path::Path;

/// How many columns a file must at least have: the first five are enough for corpus builders' tools.
const LEAST: usize = 5;

/// The number of rows, and a fault for each that is not sound.
///
/// ```
/// let text = "src_url\ttrg_url\tsrc_text\ttrg_text\tscore\na\tb\tOne.\tОдин.\t1.7\n";
/// let (rows, faults) = parallax::output::check::check(text, "x.tsv".as_ref());
/// assert_eq!((rows, faults.len()), (1, 1));
/// ```
pub fn check(text: &str, file: &Path) -> (u64, Vec<Error>) {
    let mut faults = Vec::new();
    let mut fault = |line: u64, what: String, advice: &str| {
        faults.push(Error::new(what).at_line(file, line).advice(advice));
    };
    let mut lines = text.split('\n').enumerate().map(|(at, line)| (at as u64 + 1, line)).peekable();
    let header: Vec<&str> = lines.next().map(|(_, line)| line.split('\t').collect()).unwrap_or_default();
    if header.len() < LEAST || header[..LEAST] != HEADER[..LEAST] {
        let found = header.join(" ");
        fault(
            1,
            format!("expected a header that starts with {}, found {found:?}", HEADER[..LEAST].join(" ")),
            "add it",
        );
        return (0, faults);
    }
    let column = |name: &str| header.iter().position(|column| *column == name);
    let (link, src, trg) = (column("link"), column("src_sentences"), column("trg_sentences"));
    let mut rows = 0;
    while let Some((number, line)) = lines.next() {
        if line.is_empty() {
            if lines.peek().is_some() {
                fault(number, "an empty line".to_owned(), "take it out");
            }
            continue;
        }
        rows += 1;
        let fields: Vec<&str> = line.split('\t').collect();
        if fields.len() != header.len() {
            let what = format!("expected {} columns, found {}", header.len(), fields.len());
            fault(number, what, "a tab or a line break inside a text must become a space");
            continue;
        }
        if let Some(sign) = line.chars().find(|sign| matches!(sign, '\r' | '\0' | '\u{2028}' | '\u{2029}')) {
            fault(number, format!("the sign {sign:?} inside a text"), "it must become a space");
        }
        if !fields[4].parse::<f64>().is_ok_and(|score| (0.0..=1.0).contains(&score)) {
            fault(
                number,
                format!("the score {:?} is no probability", fields[4]),
                "it must be a number from 0 to 1",
            );
        }
        let kind = link.map_or("1-1", |at| fields[at]);
        let sides = kind.split_once('-').and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)));
        let Some((of_src, of_trg)): Option<(usize, usize)> = sides else {
            fault(number, format!("the link {kind:?} is none"), "it must be like 1-1, 2-1, 0-1");
            continue;
        };
        for (side, wanted, text, list) in [("src", of_src, fields[2], src), ("trg", of_trg, fields[3], trg)] {
            if text.trim().is_empty() != (wanted == 0) {
                let what = if wanted == 0 { "is there" } else { "is missing" };
                fault(number, format!("{side}_text {what} in a {kind} link"), "text and link must agree");
            }
            let listed = list.map(|at| fields[at].split(',').filter(|number| !number.is_empty()).count());
            if listed.is_some_and(|listed| listed != wanted) {
                fault(
                    number,
                    format!("{side}_sentences does not hold {wanted} numbers in a {kind} link"),
                    "they must agree",
                );
            }
        }
    }
    (rows, faults)
}
