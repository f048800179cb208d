//! Pairs that readers graded: tables of two ids, a grade, and for how many pairs it stands.

use crate::{Error, Result};
use std::collections::BTreeMap;
use std::path::Path;

/// What a reader says of two articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Different matters (0).
    Apart,
    /// One story: another step of it, a reaction, a round-up (1).
    Story,
    /// The same event (2).
    Event,
}

/// A table of grades.
#[derive(Debug, Clone, Default)]
pub struct Grades {
    /// The graded pairs by their ids, with for how many pairs each stands.
    pub pairs: BTreeMap<(String, String), (Grade, f64)>,
}

impl Grades {
    /// Reads a table with a header line: `src_id`, `trg_id`, `grade` (2 the same event, 1 the same story, 0 neither) and
    /// perhaps `weight`, in any order and among others, parted by tabs. Rows of another grade, such as `?`, are left out.
    ///
    /// # Errors
    ///
    /// A missing column, a line that is too short, a weight that is no number.
    ///
    /// ```
    /// use parallax::pairing::grade::{Grade, Grades};
    /// let table = "src_id\ttrg_id\tgrade\tweight\na\tb\t2\t3.5\nc\td\t?\t1\n";
    /// let grades = Grades::parse(table, "graded.tsv".as_ref()).unwrap();
    /// assert_eq!(grades.pairs[&("a".to_owned(), "b".to_owned())], (Grade::Event, 3.5));
    /// assert_eq!(grades.pairs.len(), 1);
    /// ```
    pub fn parse(text: &str, file: &Path) -> Result<Grades> {
        let mut lines = text.lines().map(|line| line.trim_end_matches('\r').split('\t').collect::<Vec<_>>());
        let header = lines.next().unwrap_or_default();
        let column = |name: &str| header.iter().position(|column| *column == name);
        let needed = |name: &str| {
            let what = || {
                Error::new(format!("expected a column {name:?}, found {}", header.join(", ")))
                    .at_line(file, 1)
            };
            column(name).ok_or_else(what)
        };
        let (src, trg, grade) = (needed("src_id")?, needed("trg_id")?, needed("grade")?);
        let weight = column("weight");
        let mut pairs = BTreeMap::new();
        for (at, fields) in lines.enumerate().filter(|(_, fields)| fields.len() > 1) {
            let fault = |what: String| Error::new(what).at_line(file, at as u64 + 2);
            let field = |column: usize| {
                fields
                    .get(column)
                    .copied()
                    .ok_or_else(|| fault(format!("expected {} fields, found {}", header.len(), fields.len())))
            };
            let found = match field(grade)? {
                "0" => Grade::Apart,
                "1" => Grade::Story,
                "2" => Grade::Event,
                _ => continue,
            };
            let counts = match weight {
                Some(column) => {
                    let text = field(column)?;
                    let counts =
                        text.parse::<f64>().ok().filter(|counts| counts.is_finite() && *counts >= 0.0);
                    counts.ok_or_else(|| fault(format!("expected a weight, found {text:?}")))?
                }
                None => 1.0,
            };
            pairs.insert((field(src)?.to_owned(), field(trg)?.to_owned()), (found, counts));
        }
        Ok(Grades { pairs })
    }
}
