//! A pair of articles with its links, read once for all that compares them.

use super::Side;
use super::values;
use crate::analysis::Analysed;
use crate::anchors::{Mention, Quote, mentions_in, quotes_in};
use crate::corpus::Article;
use crate::judgement::words::{Matched, Weighed};
use crate::judgement::{Content, Locality, Nearness};
use crate::lexicon::translation::Trust;
use crate::lexicon::{Translation, Vocabulary, between};
use crate::linking::LinkedPair;
use crate::text::LanguagePair;
use std::ops::Range;

/// Two articles and how their sentences are linked.
#[derive(Debug, Clone)]
pub struct Pair<'a> {
    /// Their languages.
    pub languages: LanguagePair,
    /// The source article.
    pub src: &'a Article,
    /// The target article.
    pub trg: &'a Article,
    /// The source article, cut into sentences.
    pub src_read: &'a Analysed,
    /// The target article, cut into sentences.
    pub trg_read: &'a Analysed,
    /// Their links, in the order of the source.
    pub links: Vec<Link>,
}

/// Sentences of both articles that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Numbers of the source sentences: 0 is the title, the body counts from 1.
    pub src: Range<u32>,
    /// Numbers of the target sentences.
    pub trg: Range<u32>,
    /// The probability that both belong together.
    pub score: f64,
    /// The probability that both say the same.
    pub same: f64,
}

impl<'a> From<&'a LinkedPair> for Pair<'a> {
    /// Probabilities are taken with the four places that files have, so that a folder that is read again gives the same.
    fn from(linked: &'a LinkedPair) -> Self {
        let places = |p: f64| (p * 1e4).round() / 1e4;
        let links = linked.links().map(|link| Link {
            src: link.src_sentences.clone(),
            trg: link.trg_sentences.clone(),
            score: places(link.bead.probability),
            same: places(link.bead.same),
        });
        let of = &linked.articles;
        Pair {
            languages: of.languages,
            src: &of.src,
            trg: &of.trg,
            src_read: &of.src_read,
            trg_read: &of.trg_read,
            links: links.collect(),
        }
    }
}

/// One of the two articles.
pub struct Text<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its sentences.
    pub read: &'a Analysed,
    /// What each says.
    pub contents: Vec<Content>,
    /// The numbers of each in any way of writing, sorted.
    pub values: Vec<Vec<f64>>,
    /// Title and body as one: [`Analysed::text_of`].
    pub joined: String,
    /// Where each starts there, in bytes.
    pub starts: Vec<usize>,
    /// The names of the joined text.
    pub mentions: Vec<Mention>,
    /// The quotations of the joined text.
    pub quotes: Vec<Quote>,
}

impl<'a> Text<'a> {
    fn new(article: &'a Article, read: &'a Analysed, vocabulary: &Vocabulary) -> Self {
        let joined = Analysed::text_of(article).into_owned();
        let starts = read.spans.iter().map(|span| span.start).collect();
        let whole = read.reading(&joined);
        let mentions = mentions_in(&whole);
        Text {
            contents: read.sentences.iter().map(|sentence| Content::new(sentence, vocabulary)).collect(),
            values: read.sentences.iter().map(values::all).collect(),
            quotes: quotes_in(&whole, &mentions),
            mentions,
            article,
            read,
            joined,
            starts,
        }
    }

    /// How many sentences it has.
    pub fn len(&self) -> usize {
        self.read.sentences.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.read.sentences.is_empty()
    }

    /// A sentence by its place.
    pub fn sentence(&self, place: usize) -> &'a str {
        self.read.sentences.get(place).map_or("", |sentence| sentence.text())
    }

    /// Neighbouring sentences, a space between them.
    pub fn sentences(&self, places: &Range<usize>) -> String {
        places.clone().map(|place| self.sentence(place)).collect::<Vec<_>>().join(" ")
    }

    /// Whether most words of the first sentence have a capital: `Envoys Part in Geneva, Agree to Put It in Writing`.
    pub fn is_headline_of_capitals(&self) -> bool {
        let words: Vec<&str> = self.sentence(0).split_whitespace().filter(|word| word.len() > 3).collect();
        let capitals = words
            .iter()
            .filter(|word| word.trim_start_matches(['"', '“', '‘', '(']).starts_with(char::is_uppercase));
        words.len() > 2 && capitals.count() * 4 >= words.len() * 3
    }

    /// The sentence that a byte of the joined text stands in, and its byte there.
    pub fn place(&self, byte: usize) -> (usize, usize) {
        let place = self.starts.partition_point(|&start| start <= byte).saturating_sub(1);
        (place, byte - self.starts.get(place).copied().unwrap_or(0))
    }

    /// A span of the joined text as a sentence and a span of it, cut off at the sentence's end.
    pub fn located(&self, span: &Range<usize>) -> (usize, Range<usize>) {
        let (place, start) = self.place(span.start);
        let end = (start + span.len()).min(self.sentence(place).len());
        (place, start..end)
    }

    /// Places of sentences by their numbers.
    fn places(&self, ids: &Range<u32>) -> Range<usize> {
        let place = |id: u32| (id as usize + self.read.titles).saturating_sub(1).min(self.len());
        place(ids.start)..place(ids.end)
    }
}

/// A link with its words matched.
pub struct Linked {
    /// Places of the sentences of both sides.
    pub places: [Range<usize>; 2],
    /// The probability that both belong together.
    pub score: f64,
    /// The probability that both say the same.
    pub same: f64,
    /// Their words.
    pub matched: Matched,
}

impl Linked {
    /// The places of one side.
    pub fn of(&self, side: Side) -> &Range<usize> {
        &self.places[side as usize]
    }

    /// The words of one side.
    pub fn words(&self, side: Side) -> &[Weighed] {
        words(&self.matched, side)
    }
}

/// The words of one side of what was matched.
pub fn words(matched: &Matched, side: Side) -> &[Weighed] {
    match side {
        Side::Src => &matched.src,
        Side::Trg => &matched.trg,
    }
}

/// A pair, read.
pub struct Reading<'a> {
    texts: [Text<'a>; 2],
    /// Its links, the surest first.
    pub links: Vec<Linked>,
    /// The links of each sentence of both sides, the surest first.
    linked: [Vec<Vec<usize>>; 2],
    /// The words of both articles against each other.
    pub whole: Matched,
    /// Its languages.
    pub languages: LanguagePair,
    translation: Translation,
    nearness: Nearness,
    localities: [Locality; 2],
}

/// Links under this probability are none.
pub const LINKED: f64 = 0.5;

impl<'a> Reading<'a> {
    /// Reads a pair.
    pub fn new(pair: &Pair<'a>) -> Self {
        let languages = pair.languages;
        let vocabulary = |read: &Analysed, language| {
            let (mut vocabulary, mut numbers) = (Vocabulary::new(language), Vec::new());
            read.sentences.iter().for_each(|sentence| vocabulary.add_all(sentence.words(), &mut numbers));
            vocabulary
        };
        let sources = vocabulary(pair.src_read, languages.src());
        let targets = vocabulary(pair.trg_read, languages.trg());
        let translation = Translation::new(&sources, &targets, between(languages), &Trust::default());
        let nearness = Nearness::new(&sources, &targets);
        let src = Text::new(pair.src, pair.src_read, &sources);
        let trg = Text::new(pair.trg, pair.trg_read, &targets);
        let localities = [Locality::new(&src.contents), Locality::new(&trg.contents)];
        let mut reading = Reading {
            linked: [vec![Vec::new(); src.len()], vec![Vec::new(); trg.len()]],
            texts: [src, trg],
            links: Vec::new(),
            whole: Matched::default(),
            languages,
            translation,
            nearness,
            localities,
        };
        let [all_src, all_trg] = [Side::Src, Side::Trg].map(|side| 0..reading.text(side).len());
        reading.whole = reading.matched(&all_src, &all_trg);
        let mut links: Vec<Linked> = pair.links.iter().map(|link| reading.link(link)).collect();
        links.retain(|link| link.places.iter().all(|places| !places.is_empty()));
        links.sort_by(|a, b| b.score.total_cmp(&a.score));
        for (number, link) in links.iter().enumerate() {
            for side in [Side::Src, Side::Trg] {
                for place in link.of(side).clone() {
                    reading.linked[side as usize][place].push(number);
                }
            }
        }
        reading.links = links;
        reading
    }

    fn link(&self, link: &Link) -> Linked {
        let places = [self.texts[0].places(&link.src), self.texts[1].places(&link.trg)];
        let matched = self.matched(&places[0], &places[1]);
        Linked { places, score: link.score, same: link.same, matched }
    }

    /// The words of some sentences against each other.
    pub fn matched(&self, src: &Range<usize>, trg: &Range<usize>) -> Matched {
        let mut matched = Matched::default();
        matched.fill(
            &self.texts[0].contents[src.clone()],
            &self.texts[1].contents[trg.clone()],
            &self.translation,
            &self.nearness,
            (&self.localities[0], &self.localities[1]),
        );
        matched
    }

    /// The same of sentences of one side against sentences of the other, whichever it is.
    pub fn against(&self, side: Side, own: &Range<usize>, other: &Range<usize>) -> Matched {
        match side {
            Side::Src => self.matched(own, other),
            Side::Trg => self.matched(other, own),
        }
    }

    /// One of the texts.
    pub fn text(&self, side: Side) -> &Text<'a> {
        &self.texts[side as usize]
    }

    /// The links of a sentence that are likely, the surest first.
    pub fn links_of(&self, side: Side, place: usize) -> impl Iterator<Item = &Linked> {
        let numbers = self.linked[side as usize].get(place).map_or(&[][..], Vec::as_slice);
        numbers.iter().map(|&number| &self.links[number]).filter(|link| link.score >= LINKED)
    }

    /// The probability of the surest link of a sentence, 0 where there is none.
    pub fn surest(&self, side: Side, place: usize) -> f64 {
        let first = self.linked[side as usize].get(place).and_then(|numbers| numbers.first());
        first.map_or(0.0, |&number| self.links[number].score)
    }

    /// The words of a span of a sentence as numbers of the words of what was matched; `first` is the sentence with which
    /// the matched ones start.
    pub fn words_in(
        &self,
        matched: &Matched,
        side: Side,
        first: usize,
        place: usize,
        span: &Range<usize>,
    ) -> Range<usize> {
        let all = words(matched, side);
        let said = &self.text(side).contents[place].words;
        let sentence = (place - first) as u16;
        let start = all.partition_point(|word| word.at.0 < sentence);
        let end = all.partition_point(|word| word.at.0 <= sentence);
        let inside = |word: &Weighed| {
            let own = &said[word.at.1 as usize].span;
            own.start < span.end && span.start < own.end
        };
        let of_sentence = &all[start..end];
        let from = of_sentence.iter().position(inside).unwrap_or(of_sentence.len());
        let until = of_sentence.iter().rposition(inside).map_or(from, |at| at + 1);
        start + from..start + until
    }

    /// How well the best of the words of a span is explained by what it was matched with, 0 to 1.
    pub fn explained(
        &self,
        matched: &Matched,
        side: Side,
        first: usize,
        place: usize,
        span: &Range<usize>,
    ) -> f32 {
        let all = words(matched, side);
        let inside = self.words_in(matched, side, first, place, span);
        all[inside].iter().map(|word| word.explained).fold(0.0, f32::max)
    }

    /// How far two places of a link are one slot: the share of the words around either that explain words around the other,
    /// 0 to 1.
    pub fn slot(&self, link: &Linked, own: &Range<usize>, other: &Range<usize>, side: Side) -> f32 {
        let (near, all) = self.around(link, own, other, side);
        let (near_back, all_back) = self.around(link, other, own, side.other());
        (near + near_back) / (all + all_back).max(0.3)
    }

    fn around(&self, link: &Linked, own: &Range<usize>, other: &Range<usize>, side: Side) -> (f32, f32) {
        let words = link.words(side);
        let (mut near, mut all) = (0.0, 0.0);
        let window = own.start.saturating_sub(REACH)..(own.end + REACH).min(words.len());
        for at in window.filter(|at| !own.contains(at)) {
            let word = &words[at];
            let weight = word.weight.max(if word.number { 0.3 } else { 0.0 });
            if weight < 0.1 {
                continue;
            }
            all += weight;
            let partner = word.partner as usize;
            let is_near = partner + REACH >= other.start && partner < other.end + REACH;
            if word.explained >= 0.35 && is_near {
                near += weight * word.explained;
            }
        }
        (near, all)
    }
}

/// So many words to either side belong to a slot.
const REACH: usize = 6;

/// Bytes of a text as characters.
pub fn characters(text: &str, span: &Range<usize>) -> Range<usize> {
    let count = |end: usize| text.get(..end).map_or(0, |part| part.chars().count());
    count(span.start)..count(span.end)
}
