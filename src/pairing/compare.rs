//! What two articles share, stem by stem: each stem explains one of the other side at most.

use super::index::Spoken;
use super::profile::{HEAD, LEAD, NAME, NUMBER, Profile};
use crate::lexicon::Translation;
use crate::lexicon::translation::Link;

/// An English and another stem that two articles share: places among the terms of each, and how surely one is the other.
#[derive(Debug, Clone, Copy)]
pub struct Shared {
    /// Place among the English terms.
    pub src: u32,
    /// Place among the other terms.
    pub trg: u32,
    /// How surely the one means the other, 0 to 1.
    pub tie: f32,
}

impl Shared {
    /// How much it says that both articles, with their terms, have it.
    pub fn worth(&self, src: &Profile, trg: &Profile) -> f32 {
        src.terms[self.src as usize].weight * trg.terms[self.trg as usize].weight * self.tie
    }
}

/// Words whose chances in both directions have a mean less than this say nothing.
const LEAST_CHANCE: f32 = 0.013;

/// How surely two stems mean the same; `None` where they hardly do.
pub fn tie_between(src: u32, trg: u32, translation: &Translation) -> Option<f32> {
    let mut links = translation.links(src).iter().filter(|link| link.target == trg && is_known(link));
    links.next().map(tie)
}

fn is_known(link: &Link) -> bool {
    link.forward * link.backward >= LEAST_CHANCE * LEAST_CHANCE
}

/// How surely an English stem and another mean the same event's thing, 0 to 1. It matters little how many other words the
/// English one has for translations, for an account of its own may use any of them; it matters more whether the other
/// one means anything else. Both are drawn towards 1: that a rare word and a possible translation of it stand in two
/// articles of the same days is no chance.
fn tie(link: &Link) -> f32 {
    (1.2 * link.forward.powf(0.1) * link.backward.powf(0.3)).min(1.0)
}

/// What an English article says in stems of the other language, sorted by those.
pub fn speak(profile: &Profile, translation: &Translation) -> Vec<Spoken> {
    let mut spoken = Vec::new();
    for (place, term) in profile.terms.iter().enumerate() {
        for link in translation.links(term.stem) {
            if is_known(link) {
                spoken.push((link.target, place as u32, tie(link)));
            }
        }
    }
    spoken.sort_unstable_by_key(|&(stem, place, _)| (stem, place));
    spoken
}

/// What an article says in its own language.
pub fn speak_plainly(profile: &Profile) -> Vec<Spoken> {
    profile.terms.iter().enumerate().map(|(place, term)| (term.stem, place as u32, 1.0)).collect()
}

/// What two articles share, the weightiest first.
pub fn shared(src: &Profile, spoken: &[Spoken], trg: &Profile) -> Vec<Shared> {
    let mut found: Vec<(f32, Shared)> = Vec::new();
    let mut at = 0;
    for (place, term) in trg.terms.iter().enumerate() {
        at = seek(spoken, at, term.stem);
        for &(stem, own, tie) in &spoken[at..] {
            if stem != term.stem {
                break;
            }
            let worth = src.terms[own as usize].weight * term.weight * tie;
            found.push((worth, Shared { src: own, trg: place as u32, tie }));
        }
    }
    found.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then((a.1.src, a.1.trg).cmp(&(b.1.src, b.1.trg))));
    let (mut src_used, mut trg_used) = (Used::default(), Used::default());
    let only_once = |shared: &Shared| {
        let free = !src_used.has(shared.src) && !trg_used.has(shared.trg);
        if free {
            src_used.take(shared.src);
            trg_used.take(shared.trg);
        }
        free
    };
    found.into_iter().map(|(_, shared)| shared).filter(only_once).collect()
}

/// The first place from `at` on whose stem is not below this one. It is mostly near: steps that double find it sooner than
/// halves of the whole.
fn seek(spoken: &[Spoken], mut at: usize, stem: u32) -> usize {
    let mut step = 1;
    while spoken.get(at + step - 1).is_some_and(|spoken| spoken.0 < stem) {
        at += step;
        step *= 2;
    }
    let end = spoken.len().min(at + step - 1);
    at + spoken[at..end].partition_point(|spoken| spoken.0 < stem)
}

/// A set of places below 256.
#[derive(Default)]
struct Used([u64; 4]);

impl Used {
    fn has(&self, place: u32) -> bool {
        self.0[(place as usize / 64) & 3] & (1 << (place % 64)) != 0
    }

    fn take(&mut self, place: u32) {
        self.0[(place as usize / 64) & 3] |= 1 << (place % 64);
    }
}

/// How like two articles are by what they share.
#[derive(Debug, Clone, Copy, Default)]
pub struct Likeness {
    /// Cosine of the whole articles.
    pub whole: f32,
    /// Cosine of their heads.
    pub heads: f32,
    /// Cosine of their leads.
    pub leads: f32,
    /// Share of the English head's weight that the other article explains.
    pub src_head: f32,
    /// Share of the other head's weight that the English article explains.
    pub trg_head: f32,
    /// Share of all weight of the English article that is explained.
    pub src_all: f32,
    /// Share of all weight of the other article that is explained.
    pub trg_all: f32,
    /// Weight of the names that are shared, each by the less of its two weights.
    pub names: f32,
    /// The same for numbers.
    pub numbers: f32,
    /// The same for other words.
    pub words: f32,
    /// The weightiest thing shared.
    pub rarest: f32,
    /// The second.
    pub second: f32,
    /// The third.
    pub third: f32,
    /// How far what is shared stands in the same order, -1 to 1, surer with more shared.
    pub order: f32,
    /// What the target article does not explain of the source's lead.
    pub src_lost: Lost,
    /// What the source article does not explain of the target's lead.
    pub trg_lost: Lost,
}

/// What of a lead the other article does not explain: shares of the lead's weight, 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
pub struct Lost {
    /// Names.
    pub names: f32,
    /// Numbers.
    pub numbers: f32,
    /// Other words.
    pub words: f32,
    /// The weightiest thing of the head that is missing, against the weightiest of the head.
    pub weightiest: f32,
}

impl Lost {
    /// What is lost of a profile whose terms are explained so far.
    fn of(profile: &Profile, explained: &[f32; 256]) -> Lost {
        let mut lost = Lost::default();
        let mut weightiest = 1e-6_f32;
        for (term, explained) in profile.terms.iter().zip(explained) {
            let missing = 1.0 - explained;
            if term.marks & LEAD != 0 {
                let kind = match term.marks {
                    marks if marks & NUMBER != 0 => &mut lost.numbers,
                    marks if marks & NAME != 0 => &mut lost.names,
                    _ => &mut lost.words,
                };
                *kind += term.weight * term.weight * missing;
            }
            if term.marks & HEAD != 0 {
                weightiest = weightiest.max(term.weight);
                lost.weightiest = lost.weightiest.max(term.weight * missing);
            }
        }
        let lead = profile.lead_norm * profile.lead_norm;
        let Lost { names, numbers, words, .. } = lost;
        let weightiest = lost.weightiest / weightiest;
        Lost { names: names / lead, numbers: numbers / lead, words: words / lead, weightiest }
    }
}

/// The likeness of two articles.
pub fn likeness(src: &Profile, trg: &Profile, shared: &[Shared]) -> Likeness {
    let mut like = Likeness::default();
    let mut best = [0.0_f32; 3];
    let (mut src_explained, mut trg_explained) = ([0.0_f32; 256], [0.0_f32; 256]);
    for &Shared { src: a, trg: b, tie } in shared {
        src_explained[a as usize & 255] = tie;
        trg_explained[b as usize & 255] = tie;
        let (a, b) = (&src.terms[a as usize], &trg.terms[b as usize]);
        let product = a.weight * b.weight * tie;
        let both = a.marks & b.marks;
        like.whole += product;
        if both & HEAD != 0 {
            like.heads += product;
        }
        if both & LEAD != 0 {
            like.leads += product;
        }
        let (own, other) = (a.weight * a.weight * tie, b.weight * b.weight * tie);
        like.src_all += own;
        like.trg_all += other;
        if a.marks & HEAD != 0 {
            like.src_head += own;
        }
        if b.marks & HEAD != 0 {
            like.trg_head += other;
        }
        let less = a.weight.min(b.weight) * tie;
        if (a.marks | b.marks) & NUMBER != 0 {
            like.numbers += less;
        } else if both & NAME != 0 {
            like.names += less;
        } else {
            like.words += less;
        }
        let mut less = less;
        for kept in &mut best {
            if less > *kept {
                std::mem::swap(&mut less, kept);
            }
        }
    }
    like.whole /= src.norm * trg.norm;
    like.heads /= src.head_norm * trg.head_norm;
    like.leads /= src.lead_norm * trg.lead_norm;
    like.src_all /= src.norm * src.norm;
    like.trg_all /= trg.norm * trg.norm;
    like.src_head /= src.head_norm * src.head_norm;
    like.trg_head /= trg.head_norm * trg.head_norm;
    [like.rarest, like.second, like.third] = best;
    like.order = order(src, trg, shared);
    (like.src_lost, like.trg_lost) = (Lost::of(src, &src_explained), Lost::of(trg, &trg_explained));
    like
}

/// Correlation of the places of what is shared, drawn towards 0 where little is.
fn order(src: &Profile, trg: &Profile, shared: &[Shared]) -> f32 {
    let (mut n, mut x, mut y, mut xx, mut yy, mut xy) = (0.0_f32, 0.0, 0.0, 0.0, 0.0, 0.0);
    for shared in shared {
        let a = f32::from(src.terms[shared.src as usize].first) / 65_535.0;
        let b = f32::from(trg.terms[shared.trg as usize].first) / 65_535.0;
        let weight = shared.tie;
        n += weight;
        x += weight * a;
        y += weight * b;
        xx += weight * a * a;
        yy += weight * b * b;
        xy += weight * a * b;
    }
    if n < 1.0 {
        return 0.0;
    }
    let (sx, sy) = ((xx - x * x / n).max(0.0), (yy - y * y / n).max(0.0));
    let covariance = xy - x * y / n;
    let correlation = covariance / (sx * sy).sqrt().max(1e-6);
    correlation.clamp(-1.0, 1.0) * (n / (n + 8.0))
}
