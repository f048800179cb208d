//! HTML pages as saved or crawled: what the page says of itself (`metadata`), its main text by a readability crate, and that
//! text as paragraphs (`blocks`).
//!
//! A page without a text, a consent wall or a page nested beyond reason is a fault; it costs neither the stack nor the rest.

mod blocks;
mod metadata;

use super::desk::Page;
use super::encoding::Told;
use super::{Article, boilerplate, date, encoding, page};
use crate::{Error, Result};
use blocks::{Block, Kind};
use dom_query::Document;
pub(super) use metadata::{check_language, host};

/// Fewer letters than this are no text of an article.
const SHORTEST_TEXT: usize = 60;
/// Where the main text has fewer letters than this, the body that the page's own JSON-LD holds is taken if it is longer.
const SHORT_TEXT: usize = 400;
/// Elements open inside each other at once; a browser stops at 512. Deeper pages are refused before they are parsed.
const DEEPEST: usize = 2_000;
/// Attributes of one tag; no page of news comes near it.
const WIDEST: usize = 2_000;
/// Bylines and date lines stand among the first paragraphs.
const HEAD: usize = 6;

/// The article of a page, and what is to be said about how it was read.
pub(super) fn read(page: &Page, keep_boilerplate: bool) -> Result<(Article, Option<Told>)> {
    let declared: Vec<String> = page.charset.iter().cloned().chain(metadata::charset(&page.bytes)).collect();
    let (html, told) = encoding::decode_declared(&page.bytes, &declared, &page.place.file)?;
    let depth = blocks::depth(html.as_bytes());
    if depth > DEEPEST {
        let what = format!("a page of elements {depth} deep in each other, expected at most {DEEPEST}");
        return Err(fault(page, &what).advice("leave it out, or save its text"));
    }
    let widest = blocks::widest_tag(html.as_bytes());
    if widest > WIDEST {
        let what = format!("a tag with {widest} attributes, expected at most {WIDEST}");
        return Err(fault(page, &what).advice("leave it out, or save its text"));
    }
    let document = Document::from(html.as_str());
    let mut known = metadata::read(&document, &html, page);
    let (mut found, byline) = main_text(document);
    if letters(&found) < SHORT_TEXT && known.body.chars().count() > letters(&found) {
        found = blocks::of_text(&known.body);
    }
    let article = &mut known.article;
    if article.author.is_empty()
        && let Some(name) = byline
    {
        article.author = page::byline(&name).unwrap_or(name);
    }
    let said: String = found.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n\n");
    let kept = keep(found, article, page.place.crawled, keep_boilerplate);
    article.text = kept.join("\n\n");
    let walled = boilerplate::wall(&said);
    let letters = kept
        .iter()
        .filter(|text| boilerplate::wall(text).is_none())
        .map(|text| text.chars().filter(|c| c.is_alphabetic()).count())
        .sum::<usize>();
    match walled.or_else(|| boilerplate::wall(&format!("{}\n{said}", article.title))) {
        Some(words) if letters < SHORT_TEXT => {
            Err(fault(page, &format!("a page shown instead of an article ({words:?})"))
                .advice("save the page again as a reader sees it"))
        }
        _ if letters < SHORTEST_TEXT => Err(fault(page, "a page without an article's text")
            .advice("if scripts fetch its text, save it from a browser")),
        _ => {
            check_language(article);
            Ok((known.article, told))
        }
    }
}

/// A fault at a page, with its address where the file holds many.
fn fault(page: &Page, what: &str) -> Error {
    let what = if page.url.is_empty() { what.to_owned() } else { format!("{what}: {}", page.url) };
    Error::new(what).at_line(&page.place.file, page.line)
}

/// The paragraphs of a piece of HTML, as feeds hold it.
pub(super) fn paragraphs(fragment: &str) -> Vec<String> {
    if !fragment.contains(['<', '&']) {
        return blocks::of_text(fragment).into_iter().map(|block| block.text).collect();
    }
    if blocks::depth(fragment.as_bytes()) > DEEPEST || blocks::widest_tag(fragment.as_bytes()) > WIDEST {
        return Vec::new();
    }
    let blocks = blocks::of_html(&Document::fragment(fragment));
    blocks.into_iter().filter(|block| !is_aside(block)).map(|block| block.text).collect()
}

/// How many letters and signs the blocks have.
fn letters(blocks: &[Block]) -> usize {
    blocks.iter().map(|block| block.text.chars().count()).sum()
}

/// What a readability crate finds to be the main text, and the byline that it took out of it.
fn main_text(document: Document) -> (Vec<Block>, Option<String>) {
    let config = dom_smoothie::Config { disable_json_ld: true, ..dom_smoothie::Config::default() };
    let page = dom_smoothie::Readability::with_document(document, None, Some(config));
    match page.and_then(|mut page| page.parse()) {
        Ok(found) => (blocks::of_html(&Document::fragment(found.content)), found.byline),
        Err(_) => (Vec::new(), None),
    }
}

/// The paragraphs of the body. Headings, captions, link lists and the lines of `boilerplate.txt` go; a byline or a date
/// among the first fills what the page does not say elsewhere.
fn keep(
    blocks: Vec<Block>,
    article: &mut Article,
    crawled: Option<jiff::Timestamp>,
    keep_boilerplate: bool,
) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for (number, block) in blocks.into_iter().enumerate() {
        if number < HEAD && takes_part_of_head(&block, article, crawled) {
            continue;
        }
        if keep_boilerplate {
            kept.push(block.text);
        } else if !is_aside(&block) {
            let start = match boilerplate::dateline(&block.text) {
                Some(dateline) if kept.is_empty() => dateline.end,
                _ => 0,
            };
            kept.push(block.text[start..].to_owned());
        }
    }
    kept
}

fn is_aside(block: &Block) -> bool {
    matches!(block.kind, Kind::Heading | Kind::Caption)
        || block.is_links()
        || boilerplate::is_aside(&block.text)
}

/// Whether a block repeats the title, or is the byline or the date of the article.
fn takes_part_of_head(block: &Block, article: &mut Article, crawled: Option<jiff::Timestamp>) -> bool {
    let text = block.text.as_str();
    if text == article.title || text == article.author || text == article.outlet {
        return true;
    }
    if block.kind == Kind::Heading && article.title.is_empty() {
        text.clone_into(&mut article.title);
        return true;
    }
    if let Some(date) = date::parse_at(text, crawled) {
        if article.published.is_empty() {
            article.published = date;
        }
        return true;
    }
    match page::byline(text) {
        Some(author) => {
            if article.author.is_empty() {
                article.author = author;
            }
            true
        }
        None => false,
    }
}

#[cfg(test)]
mod tests;
