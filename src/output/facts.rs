//! `facts.tsv`, a row for each fact of a story and outlet, and `outlets.tsv`, a row for each two outlets.

use super::tsv;
use crate::coverage::{Against, Fact, Rate};
use std::io::{self, Write};

/// The columns of `facts.tsv`.
pub const FACTS: [&str; 10] = [
    "story",
    "fact",
    "outlet",
    "status",
    "p",
    "sentences",
    "text",
    "conflict",
    "first_published",
    "fact_text",
];

/// The columns of `outlets.tsv`.
pub const OUTLETS: [&str; 18] = [
    "outlet",
    "other",
    "stories",
    "facts",
    "left_out",
    "left_out_rate",
    "left_out_low",
    "left_out_high",
    "shared",
    "conflicts",
    "conflict_rate",
    "conflict_low",
    "conflict_high",
    "namings",
    "naming_rate",
    "naming_low",
    "naming_high",
    "note",
];

/// Writes the facts.
pub fn write(facts: &[Fact], out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    tsv::row(out, &FACTS)?;
    for fact in facts {
        for cell in &fact.cells {
            let sentences: Vec<String> = cell
                .sentences
                .iter()
                .map(|(id, number)| format!("{}#{number}", id.replace('|', " ")))
                .collect();
            tsv::row(
                out,
                &[
                    &fact.story.to_string(),
                    &fact.number.to_string(),
                    &cell.outlet,
                    cell.telling.name(),
                    &format!("{:.4}", cell.p),
                    &sentences.join("|"),
                    &cell.text,
                    &cell.conflict,
                    &fact.first,
                    &fact.text,
                ],
            )?;
        }
    }
    Ok(())
}

/// Fewer facts than this say little of an outlet.
const FEW: usize = 30;

/// Writes the outlets.
pub fn write_outlets(outlets: &[Against], out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    tsv::row(out, &OUTLETS)?;
    for one in outlets {
        let rate = |rate: &Rate| -> [String; 4] {
            [
                format!("{:.1}", rate.count),
                format!("{:.4}", rate.rate),
                format!("{:.4}", rate.low),
                format!("{:.4}", rate.high),
            ]
        };
        let mut fields =
            vec![one.outlet.clone(), one.other.clone(), one.stories.to_string(), one.facts.to_string()];
        fields.extend(rate(&one.left_out));
        fields.push(one.shared.to_string());
        fields.extend(rate(&one.conflicts));
        fields.extend(rate(&one.namings));
        fields.push(if one.facts < FEW { "few facts".to_owned() } else { String::new() });
        tsv::row(out, &fields.iter().map(String::as_str).collect::<Vec<_>>())?;
    }
    Ok(())
}
