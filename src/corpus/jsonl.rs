//! JSONL: one article a line; a JSON array of articles is read too.

use super::Article;
use crate::{Error, Result};
use serde_json::{Map, Value};
use std::path::Path;

/// Other names that fields go by in the wild, and ours.
pub(super) const ALIASES: [(&str, &str); 14] = [
    ("date", "published"),
    ("published_at", "published"),
    ("publishedAt", "published"),
    ("pubDate", "published"),
    ("timestamp", "published"),
    ("language", "lang"),
    ("source", "outlet"),
    ("site", "outlet"),
    ("publisher", "outlet"),
    ("link", "url"),
    ("headline", "title"),
    ("byline", "author"),
    ("body", "text"),
    ("content", "text"),
];
/// Fields whose text goes before the body.
pub(super) const LEADS: [&str; 2] = ["description", "lead"];

/// The articles of a text, or a fault for each line that is none; with the line numbers.
pub fn read(text: &str, file: &Path) -> Vec<(u64, Result<Article>)> {
    if text.trim_start().starts_with('[')
        && let Ok(Value::Array(values)) = serde_json::from_str::<Value>(text)
    {
        return values.into_iter().map(|value| (1, article(value, file, 1))).collect();
    }
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            let number = at as u64 + 1;
            let value = serde_json::from_str(line).map_err(|cause| {
                Error::new(format!("not JSON: {cause}"))
                    .at_line(file, number)
                    .advice("each line must be one article, {\"title\":…,\"text\":…}")
            });
            (number, value.and_then(|value| article(value, file, number)))
        })
        .collect()
}

fn article(value: Value, file: &Path, line: u64) -> Result<Article> {
    let Value::Object(mut fields) = value else {
        return Err(Error::new("a JSON value that is no object")
            .at_line(file, line)
            .advice("each line must be one article, {\"title\":…,\"text\":…}"));
    };
    let mut get = |name: &str| take(&mut fields, name);
    let mut article = Article {
        id: get("id"),
        outlet: get("outlet"),
        lang: get("lang"),
        published: get("published"),
        url: get("url"),
        title: get("title"),
        author: get("author"),
        text: get("text"),
        source: String::new(),
    };
    let leads = LEADS.map(&mut get);
    // `source` is the outlet in other tools' files, and the place of reading in ours: file:line.
    let ours = fields
        .get("source")
        .and_then(Value::as_str)
        .is_some_and(|text| text.contains(':') || text.contains('/'));
    for (alias, name) in ALIASES {
        if alias == "source" && ours {
            continue;
        }
        let value = take(&mut fields, alias);
        set(&mut article, name, value);
    }
    prepend(&mut article, &leads);
    Ok(article)
}

fn take(fields: &mut Map<String, Value>, name: &str) -> String {
    match fields.remove(name) {
        Some(Value::String(text)) => text,
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Array(parts)) => {
            let parts: Vec<&str> = parts.iter().filter_map(Value::as_str).collect();
            parts.join(if name == "author" { ", " } else { "\n\n" })
        }
        Some(Value::Object(inner)) => {
            inner.get("name").and_then(Value::as_str).unwrap_or_default().to_owned()
        }
        _ => String::new(),
    }
}

/// Fills a field that is still empty.
pub(super) fn set(article: &mut Article, name: &str, value: String) {
    let field = match name {
        "id" => &mut article.id,
        "outlet" => &mut article.outlet,
        "lang" => &mut article.lang,
        "published" => &mut article.published,
        "url" => &mut article.url,
        "title" => &mut article.title,
        "author" => &mut article.author,
        "text" => &mut article.text,
        _ => return,
    };
    if field.is_empty() {
        *field = value;
    }
}

/// Puts leads before the body, where the body does not say them already.
pub(super) fn prepend(article: &mut Article, leads: &[String]) {
    for lead in leads.iter().rev().map(|lead| lead.trim()).filter(|lead| !lead.is_empty()) {
        if !article.text.contains(lead) {
            article.text =
                if article.text.is_empty() { lead.to_owned() } else { format!("{lead}\n\n{}", article.text) };
        }
    }
}
