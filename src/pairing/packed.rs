//! An article as bytes, to be put aside in a store.

use crate::corpus::Article;

/// The fields of an article one after another, each with its length before it.
pub fn pack(article: &Article) -> Vec<u8> {
    let fields = fields(article);
    let mut bytes = Vec::with_capacity(fields.iter().map(|field| field.len() + 4).sum());
    for field in fields {
        bytes.extend((field.len() as u32).to_le_bytes());
        bytes.extend(field.as_bytes());
    }
    bytes
}

/// The article of bytes that [`pack`] made.
pub fn unpack(bytes: &[u8]) -> Article {
    let mut rest = bytes;
    let mut next = || {
        let (length, after) = rest.split_at(rest.len().min(4));
        let length = length.try_into().map_or(0, u32::from_le_bytes) as usize;
        let (field, after) = after.split_at(after.len().min(length));
        rest = after;
        String::from_utf8_lossy(field).into_owned()
    };
    let [id, outlet, lang, published, url, title, author, text, source] = std::array::from_fn(|_| next());
    Article { id, outlet, lang, published, url, title, author, text, source }
}

/// All fields in the order of [`Article`].
pub fn fields(article: &Article) -> [&str; 9] {
    let Article { id, outlet, lang, published, url, title, author, text, source } = article;
    [id, outlet, lang, published, url, title, author, text, source].map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_comes_back() {
        let article = Article {
            id: "a".to_owned(),
            title: "Заголовок".to_owned(),
            text: "One.\n\nTwo.".to_owned(),
            ..Article::default()
        };
        assert_eq!(unpack(&pack(&article)), article);
        assert_eq!(unpack(&[1, 2]), Article::default());
    }
}
