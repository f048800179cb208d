//! Which form an input has: by its first bytes where they are unmistakable, then by the ending of its name, then by how
//! the text begins.

use std::path::Path;

/// The forms that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Json,
    Table,
    Page,
    Html,
    Feed,
    Warc,
    Zip,
    Tar,
}

/// Endings of files that come along with saved pages and hold no article; in folders and archives they are skipped.
const COMPANIONS: [&str; 42] = [
    "css", "js", "mjs", "map", "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "bmp", "tif",
    "tiff", "woff", "woff2", "ttf", "otf", "eot", "mp3", "mp4", "m4a", "m4v", "webm", "ogg", "wav", "avi",
    "mov", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "exe", "cdx", "cdxj", "tmp", "log", "py",
];
/// Files that tell about the corpus.
const ABOUT: [&str; 4] = ["README", "LICENSE", "LICENCE", "NOTICE"];

/// Whether a file or a folder is no article by its name: hidden, about the corpus, or a companion of a saved page.
pub(super) fn is_skipped(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
    let about = ABOUT.iter().any(|word| name.starts_with(word));
    name.starts_with('.') || name == "__MACOSX" || about || COMPANIONS.contains(&ending(path).as_str())
}

/// The form, or what the file is instead.
pub(super) fn tell(path: &Path, head: &[u8]) -> Result<Form, &'static str> {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Ok(Form::Zip);
    }
    if head.get(257..262) == Some(b"ustar") {
        return Ok(Form::Tar);
    }
    if head.starts_with(b"%PDF-") {
        return Err("a PDF file");
    }
    if head.starts_with(b"From: <Saved by ") || matches!(ending(path).as_str(), "mht" | "mhtml") {
        return Err("a web page packed as MHTML");
    }
    let start: String = String::from_utf8_lossy(head).trim_start().chars().take(4096).collect();
    let lower = start.to_ascii_lowercase();
    if start.starts_with("WARC/") {
        return Ok(Form::Warc);
    }
    if lower.starts_with("<!doctype html") || lower.starts_with("<html") {
        return Ok(Form::Html);
    }
    if lower.starts_with("<?xml") || lower.starts_with("<rss") || lower.starts_with("<feed") {
        return match ["<rss", "<feed", "<rdf:rdf", "<html"].iter().position(|root| lower.contains(root)) {
            Some(3) => Ok(Form::Html),
            Some(_) => Ok(Form::Feed),
            None => Err("an XML file that is no RSS, Atom or HTML"),
        };
    }
    match ending(path).as_str() {
        "jsonl" | "ndjson" | "json" => Ok(Form::Json),
        "csv" | "tsv" => Ok(Form::Table),
        "txt" | "md" | "markdown" | "text" => Ok(Form::Page),
        "html" | "htm" | "xhtml" | "shtml" => Ok(Form::Html),
        "rss" | "atom" | "xml" => Ok(Form::Feed),
        "warc" => Ok(Form::Warc),
        _ if start.starts_with(['{', '[']) => Ok(Form::Json),
        _ if start.lines().next().is_some_and(|first| first.matches('\t').count() >= 2) => Ok(Form::Table),
        _ if ["<head", "<body", "<html"].iter().any(|tag| lower.contains(tag)) => Ok(Form::Html),
        _ => Ok(Form::Page),
    }
}

/// The ending of a name in small letters, without `gz` and `zst`.
fn ending(path: &Path) -> String {
    let name = Path::new(path.file_name().unwrap_or_default());
    let ending = |name: &Path| name.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match ending(name).as_str() {
        "gz" | "zst" => ending(&name.with_extension("")),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told() {
        let tell = |name: &str, head: &str| tell(Path::new(name), head.as_bytes());
        assert_eq!(tell("a.jsonl.gz", "{"), Ok(Form::Json));
        assert_eq!(tell("page", "\n<!DOCTYPE html><html>"), Ok(Form::Html));
        assert_eq!(tell("page.aspx", "<!-- saved from url -->\n<html>"), Ok(Form::Html));
        assert_eq!(tell("news.xml", "<?xml version=\"1.0\"?>\n<rss version=\"2.0\">"), Ok(Form::Feed));
        assert_eq!(tell("x", "WARC/1.0\r\n"), Ok(Form::Warc));
        assert_eq!(tell("-", "id\ttitle\ttext\n"), Ok(Form::Table));
        assert_eq!(tell("-", "Once upon a time"), Ok(Form::Page));
        assert!(tell("sitemap.xml", "<?xml version=\"1.0\"?><urlset>").is_err());
        assert!(tell("page.mhtml", "From: <Saved by Blink>\n").is_err());
        assert!(is_skipped(Path::new("page_files/logo.png")) && is_skipped(Path::new("a/.git")));
    }
}
