//! A tree of HTML as a list of blocks: paragraphs, headings, captions, each with its text on one line. No recursion.

use dom_query::{Document, NodeRef};

/// What a block is on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Heading,
    Caption,
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub(super) kind: Kind,
    pub(super) text: String,
    /// Letters that are inside links.
    linked: usize,
}

impl Block {
    /// Whether it is nothing but links and no sentence: a list of other stories.
    pub(super) fn is_links(&self) -> bool {
        let letters = self.text.chars().count();
        self.linked * 10 >= letters * 9 && !self.text.ends_with(['.', '!', '…', '"', '»', '”'])
    }
}

/// A short paragraph all in bold letters is a heading, up to so many letters.
const LONGEST_HEADING: usize = 90;

#[derive(Default)]
struct Builder {
    blocks: Vec<Block>,
    text: String,
    linked: usize,
    bold: usize,
    heading: u32,
    caption: u32,
    links: u32,
    strong: u32,
}

impl Builder {
    fn text(&mut self, text: &str) {
        let mut letters = 0;
        for letter in text.chars() {
            if letter.is_whitespace() && letter != '\u{a0}' {
                if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                    self.text.push(' ');
                }
            } else {
                self.text.push(letter);
                letters += 1;
            }
        }
        if self.links > 0 {
            self.linked += letters;
        }
        if self.strong > 0 {
            self.bold += letters;
        }
    }

    /// A line break parts paragraphs where there are two of them, or where a sentence ends before.
    fn line_break(&mut self) {
        let line = self.text.trim_end_matches(' ');
        if line.ends_with('\n') || line.ends_with(['.', '!', '?', '…', '"', '»', '”', ':']) {
            self.end();
        } else {
            self.text.push('\n');
        }
    }

    fn end(&mut self) {
        let text = std::mem::take(&mut self.text);
        let (linked, bold) = (std::mem::take(&mut self.linked), std::mem::take(&mut self.bold));
        let text = one_line(&text);
        let length = text.chars().count();
        if length == 0 {
            return;
        }
        let open = !text.ends_with(['.', '!', '?', '…', '"', '»', '”', ':', ';', ',']);
        let spaces = text.matches(' ').count();
        let heading = self.heading > 0 || (open && length <= LONGEST_HEADING && bold + spaces >= length);
        let kind = match self.caption > 0 {
            true => Kind::Caption,
            false if heading => Kind::Heading,
            false => Kind::Paragraph,
        };
        // Spaces belong to links as much as to the rest.
        let linked = if linked == 0 { 0 } else { linked + spaces };
        self.blocks.push(Block { kind, text, linked });
    }
}

/// The text on one line, trimmed.
fn one_line(text: &str) -> String {
    text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The blocks of a document or a fragment.
pub(super) fn of_html(document: &Document) -> Vec<Block> {
    let mut builder = Builder::default();
    let root = document.root();
    let mut node = root;
    loop {
        let skipped = enter(&node, &mut builder);
        if !skipped && let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        loop {
            leave(&node, &mut builder);
            if node.id == root.id {
                builder.end();
                return builder.blocks;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else {
                builder.end();
                return builder.blocks;
            };
            node = parent;
        }
    }
}

/// The blocks of plain text: its lines.
pub(super) fn of_text(text: &str) -> Vec<Block> {
    let mut builder = Builder::default();
    for line in text.lines() {
        builder.text(line);
        builder.end();
    }
    builder.blocks
}

fn enter(node: &NodeRef, builder: &mut Builder) -> bool {
    if node.is_text() {
        builder.text(&node.text());
        return true;
    }
    let Some(element) = node.element_ref() else { return node.is_comment() };
    match &*element.name.local {
        "script" | "style" | "noscript" | "template" | "svg" | "math" | "iframe" | "button" | "select"
        | "textarea" | "head" | "object" | "video" | "audio" | "canvas" | "nav" | "input" => return true,
        "br" => builder.line_break(),
        "a" => builder.links += 1,
        "b" | "strong" => builder.strong += 1,
        name => {
            if is_block(name) {
                builder.end();
            }
            builder.heading += u32::from(is_heading(name));
            builder.caption += u32::from(name == "figcaption");
        }
    }
    false
}

fn leave(node: &NodeRef, builder: &mut Builder) {
    let Some(element) = node.element_ref() else { return };
    match &*element.name.local {
        "a" => builder.links = builder.links.saturating_sub(1),
        "b" | "strong" => builder.strong = builder.strong.saturating_sub(1),
        name => {
            if is_block(name) {
                builder.end();
            }
            if is_heading(name) {
                builder.heading = builder.heading.saturating_sub(1);
            }
            if name == "figcaption" {
                builder.caption = builder.caption.saturating_sub(1);
            }
        }
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

fn is_block(name: &str) -> bool {
    is_heading(name)
        || matches!(
            name,
            "p" | "div"
                | "li"
                | "ul"
                | "ol"
                | "dl"
                | "dt"
                | "dd"
                | "blockquote"
                | "article"
                | "section"
                | "main"
                | "header"
                | "footer"
                | "aside"
                | "address"
                | "figure"
                | "figcaption"
                | "table"
                | "tbody"
                | "thead"
                | "tfoot"
                | "tr"
                | "td"
                | "th"
                | "caption"
                | "pre"
                | "hr"
                | "form"
                | "fieldset"
                | "details"
                | "summary"
                | "center"
                | "body"
                | "html"
        )
}

/// How many attributes one tag has at most, by a rough count. The parser compares each with all before it.
pub(super) fn widest_tag(html: &[u8]) -> usize {
    let mut widest = 0;
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &html[at..]) {
        at += found + 1;
        if !html.get(at).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (mut attributes, mut fresh) = (0, false);
        while let Some(&byte) = html.get(at).filter(|byte| **byte != b'>') {
            at += 1;
            match byte {
                b'"' | b'\'' => {
                    // A value in quotation marks, which may hold anything else.
                    at = memchr::memchr(byte, &html[at..]).map_or(html.len(), |end| at + end + 1);
                    fresh = true;
                }
                b' ' | b'\t' | b'\n' | b'\r' | 12 | b'/' => fresh = true,
                b'=' => fresh = false,
                _ => {
                    attributes += usize::from(fresh);
                    fresh = false;
                }
            }
        }
        widest = widest.max(attributes);
    }
    widest
}

/// How many elements are open inside each other at most, by a rough count of tags: one that closes itself or may stay open
/// does not count.
pub(super) fn depth(html: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for at in memchr::memchr_iter(b'<', html) {
        let rest = &html[at + 1..];
        let (closing, rest) = match rest.first() {
            Some(b'/') => (true, &rest[1..]),
            Some(letter) if letter.is_ascii_alphabetic() => (false, rest),
            _ => continue,
        };
        let length = rest.iter().take(12).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let mut name = [0_u8; 12];
        name[..length].copy_from_slice(&rest[..length]);
        name.make_ascii_lowercase();
        let open_ended = matches!(
            &name[..length],
            b"p" | b"li"
                | b"dt"
                | b"dd"
                | b"option"
                | b"optgroup"
                | b"area"
                | b"base"
                | b"br"
                | b"col"
                | b"embed"
                | b"hr"
                | b"img"
                | b"input"
                | b"link"
                | b"meta"
                | b"param"
                | b"source"
                | b"track"
                | b"wbr"
                | b"html"
                | b"head"
                | b"body"
        );
        if open_ended {
            continue;
        }
        if closing {
            depth = depth.saturating_sub(1);
        } else {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}
