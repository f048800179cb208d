//! The words of two texts against each other: which explain each other and how well, what is left on either side.

use super::content::Content;
use super::locality::Locality;
use super::nearness::Nearness;
use crate::lexicon::Translation;
use rustc_hash::FxHashMap;

/// A word of one side of a bead.
#[derive(Debug, Clone)]
pub struct Weighed {
    /// Number of the stem.
    pub stem: u32,
    /// How much it says, by its rarity in news: 0 (`the`) to 1.
    pub weight: f32,
    /// The same times how seldom it stands in the sentences of its own article.
    pub local: f32,
    /// Whether a lexicon has it.
    pub known: bool,
    /// Whether it is a name.
    pub name: bool,
    /// Whether it is a number.
    pub number: bool,
    /// How well the other side explains it, 0 to 1.
    pub explained: f32,
    /// How probably the nearest word of the other side means the same, by vectors alone; 0 where the word has none.
    pub near: f32,
    /// How near that word is.
    pub nearest: f32,
    /// Whether it has a vector.
    pub placed: bool,
    /// The word of the other side that does.
    pub partner: u32,
    /// Sentence of the bead and place in it.
    pub at: (u16, u32),
}

/// Both sides of a bead, their words matched.
#[derive(Debug, Default)]
pub struct Matched {
    /// The words of the source.
    pub src: Vec<Weighed>,
    /// The words of the target.
    pub trg: Vec<Weighed>,
    last: FxHashMap<u32, u32>,
    next: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Matched {
    /// Matches the words of two texts. The room is used again.
    pub fn fill(
        &mut self,
        src: &[Content],
        trg: &[Content],
        translation: &Translation,
        nearness: &Nearness,
        (here, there): (&Locality, &Locality),
    ) {
        weigh(src, &mut self.src, here, |stem| {
            let judgement = translation.src[stem as usize];
            (judgement.share, judgement.known)
        });
        weigh(trg, &mut self.trg, there, |stem| {
            let judgement = translation.trg[stem as usize];
            (judgement.share, judgement.known)
        });
        self.last.clear();
        self.next.clear();
        for (at, word) in self.trg.iter().enumerate() {
            let before = self.last.insert(word.stem, at as u32);
            self.next.push(before.unwrap_or(NONE));
        }
        let (rows, width) = (self.src.len() as f32, self.trg.len() as f32);
        for (at, word) in self.src.iter_mut().enumerate() {
            for link in translation.links(word.stem) {
                let Some(&last) = self.last.get(&link.target) else { continue };
                let quality = quality(link.forward, link.backward);
                if quality <= 0.0 {
                    continue;
                }
                let mut place = last;
                let mut seen = 0;
                while place != NONE && seen < 16 {
                    let other = &mut self.trg[place as usize];
                    // Of equals, that at the like place.
                    let off = (at as f32 / rows - place as f32 / width).abs();
                    let quality = quality * (1.0 - 0.1 * off);
                    if quality > word.explained {
                        (word.explained, word.partner) = (quality, place);
                    }
                    if quality > other.explained {
                        (other.explained, other.partner) = (quality, at as u32);
                    }
                    place = self.next[place as usize];
                    seen += 1;
                }
            }
        }
        self.synonyms(src, trg);
        self.near(nearness);
    }
}

/// How well words of one group of synonyms explain each other.
const SYNONYMS: f32 = 0.7;

impl Matched {
    fn synonyms(&mut self, src: &[Content], trg: &[Content]) {
        let mut places: Vec<(u16, u32)> = Vec::new();
        let mut first = 0;
        for content in trg {
            places.extend(content.synonyms.iter().map(|&(group, place)| (group, first + place)));
            first += content.words.len() as u32;
        }
        places.sort_unstable();
        let mut first = 0;
        for content in src {
            for &(group, place) in &content.synonyms {
                let word = &mut self.src[(first + place) as usize];
                let from = places.partition_point(|&(other, _)| other < group);
                for &(_, at) in places[from..].iter().take_while(|(other, _)| *other == group) {
                    let other = &mut self.trg[at as usize];
                    if word.explained < SYNONYMS {
                        (word.explained, word.partner) = (SYNONYMS, at);
                    }
                    if other.explained < SYNONYMS {
                        (other.explained, other.partner) = (SYNONYMS, first + place);
                    }
                }
            }
            first += content.words.len() as u32;
        }
    }
}

/// Words of less weight are not compared by their vectors.
const SAYING: f32 = 0.15;
/// Of longer texts only so many words of a side are compared by their vectors.
const MOST_COMPARED: usize = 120;

impl Matched {
    /// For each word the nearest of the other side.
    fn near(&mut self, nearness: &Nearness) {
        let say = |word: &&mut Weighed| word.weight >= SAYING;
        let mut others: Vec<_> = self.trg.iter_mut().filter(say).take(MOST_COMPARED).collect();
        let placed: Vec<_> = others.iter().map(|word| nearness.trg(word.stem)).collect();
        let mut nearest = vec![f32::MIN; others.len()];
        for word in self.src.iter_mut().filter(say).take(MOST_COMPARED) {
            let Some(own) = nearness.src(word.stem) else { continue };
            let mut best = f32::MIN;
            for (other, nearest) in placed.iter().zip(&mut nearest) {
                let Some(other) = other else { continue };
                let similarity = nearness.similarity(own, *other);
                best = best.max(similarity);
                *nearest = nearest.max(similarity);
            }
            word.placed = true;
            word.near = nearness.same_at(best);
            word.nearest = best.max(0.0);
        }
        for ((word, placed), nearest) in others.iter_mut().zip(&placed).zip(nearest) {
            word.placed = placed.is_some();
            word.near = if word.placed { nearness.same_at(nearest) } else { 0.0 };
            word.nearest = nearest.max(0.0);
        }
    }
}

/// Both ways together: under `NOTHING` two words hardly mean each other, from `SURELY` on they do.
const NOTHING: f32 = 0.004;
const SURELY: f32 = 0.1;

fn quality(forward: f32, backward: f32) -> f32 {
    let both = (forward * backward).sqrt().max(0.3 * forward.max(backward));
    ((both / NOTHING).ln() / (SURELY / NOTHING).ln()).clamp(0.0, 1.0)
}

fn weigh(
    side: &[Content],
    words: &mut Vec<Weighed>,
    locality: &Locality,
    judge: impl Fn(u32) -> (f32, bool),
) {
    words.clear();
    for (sentence, content) in side.iter().enumerate() {
        for (place, said) in content.words.iter().enumerate() {
            let (share, known) = judge(said.stem);
            // A word in a hundred says nothing, one in fifty thousand all that a word can.
            let rarity = ((-share.log2() - 6.6) / 9.0).clamp(0.0, 1.0);
            let weight = if said.number { 0.0 } else { rarity };
            words.push(Weighed {
                stem: said.stem,
                weight,
                local: weight * locality.of(said.stem),
                known,
                name: said.name,
                number: said.number,
                explained: 0.0,
                near: 0.0,
                nearest: 0.0,
                placed: false,
                partner: NONE,
                at: (sentence.min(u16::MAX as usize) as u16, place as u32),
            });
        }
    }
}
