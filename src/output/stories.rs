//! `stories.tsv`: a row for each story, with its headline, when and by whom it was told.

use super::tsv;
use crate::linking::Story;
use std::io::{self, Write};

/// The columns. Lists are separated by `|`; `origins` are those of `ids`, in their order.
pub const HEADER: [&str; 10] = [
    "story",
    "headline",
    "first_published",
    "last_published",
    "articles",
    "outlets",
    "languages",
    "ids",
    "voices",
    "origins",
];

/// Writes the header and a row a story.
pub fn write(stories: &[Story], out: &mut impl Write) -> io::Result<()> {
    tsv::row(out, &HEADER)?;
    for story in stories {
        let list = |all: &mut dyn Iterator<Item = &String>| {
            all.map(|one| one.replace('|', " ")).collect::<Vec<_>>().join("|")
        };
        let (number, articles) = (story.number.to_string(), story.ids.len().to_string());
        let outlets = list(&mut story.outlets.iter());
        let languages = list(&mut story.languages.iter());
        let ids = list(&mut story.ids.iter());
        let origins: Vec<String> = story.origins.iter().map(ToString::to_string).collect();
        let (origins, voices) = (list(&mut origins.iter()), story.voices.to_string());
        let Story { headline, first, last, .. } = story;
        tsv::row(
            out,
            &[&number, headline, first, last, &articles, &outlets, &languages, &ids, &voices, &origins],
        )?;
    }
    Ok(())
}
