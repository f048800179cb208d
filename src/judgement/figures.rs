//! The figures of a bead that its judgement rests on: what of its content stands on both sides, what on one only, what
//! contradicts, and where it stands.

use super::content::{Content, Fact};
use super::facts::{self, Compared};
use super::words::{Matched, Weighed};
use std::ops::Range;

macro_rules! figures {
    ($($(#[doc = $doc:literal])* $name:ident = $text:literal,)*) => {
        /// The figures of a bead, by name.
        #[derive(Debug, Clone, Copy, Default, PartialEq)]
        pub struct Figures { $($(#[doc = $doc])* #[doc = concat!("`", $text, "`")] pub $name: f32,)* }

        /// The names of the figures, by which the file of weights calls them.
        pub const NAMES: &[&str] = &[$($text),*];

        impl Figures {
            /// All values, in the order of [`NAMES`].
            pub fn values(&self) -> [f32; NAMES.len()] {
                [$(self.$name),*]
            }
        }
    };
}

figures! {
    /// Share of the weight of the source's words that the target explains; words that no lexicon knows count little.
    src = "src",
    /// The same the other way round.
    trg = "trg",
    /// The lesser and the greater of the two.
    least = "least",
    most = "most",
    /// Both together, words weighed by how seldom their article has them too.
    local_src = "local-src",
    local_trg = "local-trg",
    local = "local",
    /// ln(1 + the weight that is explained), mean of both sides.
    shared = "shared",
    shared_local = "shared-local",
    /// Words of some weight that are explained.
    words = "words",
    /// ln(1 + the weight of known words that nothing explains).
    left_src = "left-src",
    left_trg = "left-trg",
    left_least = "left-least",
    /// The weightiest known word that nothing explains, and the second.
    worst_src = "worst-src",
    worst_trg = "worst-trg",
    worst_least = "worst-least",
    second_src = "second-src",
    second_trg = "second-trg",
    /// The greatest weight of a run of words that nothing explains.
    run_src = "run-src",
    run_trg = "run-trg",
    /// A word that nothing explains on either side where their neighbours explain each other.
    swapped = "swapped",
    /// Share of the weight in words that no lexicon knows and nothing explains.
    unknown_src = "unknown-src",
    unknown_trg = "unknown-trg",
    /// Shares of the weight that the other side explains or comes near in meaning.
    near_src = "near-src",
    near_trg = "near-trg",
    near_least = "near-least",
    near = "near",
    /// The same by nearness alone, of words that have vectors; by how seldom their article has them.
    like_src = "like-src",
    like_trg = "like-trg",
    like = "like",
    /// The mean nearness of the nearest words.
    nearness_src = "nearness-src",
    nearness_trg = "nearness-trg",
    nearness = "nearness",
    /// What is left of weight when nearness is counted too: all, the weightiest, the longest run.
    far_src = "far-src",
    far_trg = "far-trg",
    far_least = "far-least",
    farthest_src = "farthest-src",
    farthest_trg = "farthest-trg",
    farthest_least = "farthest-least",
    far_run_src = "far-run-src",
    far_run_trg = "far-run-trg",
    /// Names that match, and those on one side only.
    names = "names",
    names_src = "names-src",
    names_trg = "names-trg",
    names_least = "names-least",
    /// Numbers, dates, money and codes that are equal, equal when rounded, on one side only, or contradict.
    facts = "facts",
    rounded = "rounded",
    facts_src = "facts-src",
    facts_trg = "facts-trg",
    facts_least = "facts-least",
    conflicts = "conflicts",
    /// Negations on one side only.
    negation_src = "negation-src",
    negation_trg = "negation-trg",
    negation = "negation",
    /// Words that are denied on one side only, where the other side says them and denies nothing.
    denied_src = "denied-src",
    denied_trg = "denied-trg",
    /// Words of either side that are opposites of words of the other.
    opposites = "opposites",
    /// How far `may`, `will` and `must` differ.
    modality = "modality",
    /// |ln| of the ratio of lengths, and which side is longer.
    length = "length",
    longer = "longer",
    /// ln of the letters of the shorter side.
    size = "size",
    /// The bead's score in the alignment, in tens of nats.
    nats = "nats",
    /// Logit of the posterior of the path, a tenth of it.
    path = "path",
    /// How much the beads before and behind say on both sides.
    neighbours = "neighbours",
    /// How much the articles say together: 1 for translations.
    relation = "relation",
    /// How near the beginning of its article either side stands, the title first: 1 / (1 + sentence).
    lead_src = "lead-src",
    lead_trg = "lead-trg",
    lead = "lead",
    /// What the bead shares against the most that either side shares with anything.
    rank_src = "rank-src",
    rank_trg = "rank-trg",
    rank = "rank",
    /// What it shares more than the next best.
    margin = "margin",
    /// The most that any bead of either of its sentences shares, and that any bead of the articles does.
    best_src = "best-src",
    best_trg = "best-trg",
    event = "event",
    /// What the first sentences, the titles, share.
    titles = "titles",
    /// 1 / the root of how many sentences the shorter article has.
    few = "few",
    /// Lines beyond the first of either side.
    wide = "wide",
    /// Letters of the wrong script.
    strange = "strange",
}

/// Words of more weight than this are content.
const CONTENT: f32 = 0.15;
/// A word that is explained less than this is not.
const EXPLAINED: f32 = 0.35;
/// What a word counts that no lexicon knows and nothing explains.
const UNKNOWN: f32 = 0.25;

/// What one side amounts to.
#[derive(Default)]
struct Sums {
    weight: f32,
    explained: f32,
    local: f32,
    local_explained: f32,
    left: f32,
    unknown: f32,
    words: f32,
    names: f32,
    names_left: f32,
    worst: f32,
    second: f32,
    run: f32,
    near: f32,
    local_near: f32,
    placed: f32,
    like: f32,
    nearness: f32,
    far: f32,
    farthest: f32,
    far_run: f32,
}

/// What nearness in meaning counts against a translation.
const NEAR: f32 = 0.9;

fn sums(words: &[Weighed]) -> Sums {
    let mut sums = Sums::default();
    let (mut run, mut far_run) = (0.0_f32, 0.0_f32);
    for word in words {
        let near = word.explained.max(NEAR * word.near);
        sums.near += word.weight * near;
        sums.local_near += word.local * near;
        if word.placed {
            sums.placed += word.local;
            sums.like += word.local * word.near;
            sums.nearness += word.local * word.nearest.max(0.8 * word.explained);
        }
        let counts = if word.known || word.explained > 0.0 { 1.0 } else { UNKNOWN };
        sums.weight += counts * word.weight;
        sums.explained += word.weight * word.explained;
        sums.local += counts * word.local;
        sums.local_explained += word.local * word.explained;
        if word.weight < CONTENT {
            continue;
        }
        let far = word.weight * (1.0 - near);
        if near >= EXPLAINED {
            far_run = 0.0;
        } else {
            far_run += far * if word.known || word.placed { 1.0 } else { 0.6 };
            sums.far_run = sums.far_run.max(far_run);
        }
        if word.known || word.placed {
            sums.far += far;
            sums.farthest = sums.farthest.max(far);
        }
        let left = word.weight * (1.0 - word.explained);
        if word.explained >= EXPLAINED {
            sums.words += 1.0;
            sums.names += f32::from(u8::from(word.name));
            run = 0.0;
            continue;
        }
        sums.names_left += if word.name { left } else { 0.0 };
        run += left * if word.known { 1.0 } else { 0.6 };
        sums.run = sums.run.max(run);
        if word.known {
            sums.left += left;
            if left > sums.worst {
                (sums.second, sums.worst) = (sums.worst, left);
            } else if left > sums.second {
                sums.second = left;
            }
        } else {
            sums.unknown += left;
        }
    }
    sums
}

/// A side of a bead: its sentences, and the words matched.
pub struct Compare<'a> {
    /// The source.
    pub src: &'a [Content],
    /// The target.
    pub trg: &'a [Content],
}

impl Compare<'_> {
    /// The figures of the content alone, from matched words; places and competition are the caller's.
    pub fn figures(&self, matched: &Matched) -> (Figures, Compared) {
        let (src, trg) = (sums(&matched.src), sums(&matched.trg));
        let share = |part: f32, whole: f32| if whole > 0.05 { (part / whole).min(1.0) } else { 0.0 };
        let mut all = Figures {
            src: share(src.explained, src.weight),
            trg: share(trg.explained, trg.weight),
            local_src: share(src.local_explained, src.local),
            local_trg: share(trg.local_explained, trg.local),
            shared: ((src.explained + trg.explained) / 2.0).ln_1p(),
            shared_local: ((src.local_explained + trg.local_explained) / 2.0).ln_1p(),
            words: src.words.min(trg.words).ln_1p(),
            left_src: src.left.ln_1p(),
            left_trg: trg.left.ln_1p(),
            left_least: src.left.min(trg.left).ln_1p(),
            worst_src: src.worst,
            worst_trg: trg.worst,
            worst_least: src.worst.min(trg.worst),
            second_src: src.second,
            second_trg: trg.second,
            run_src: src.run.ln_1p(),
            run_trg: trg.run.ln_1p(),
            swapped: swapped(&matched.src, &matched.trg),
            unknown_src: share(src.unknown, src.weight + src.unknown * (1.0 - UNKNOWN)),
            unknown_trg: share(trg.unknown, trg.weight + trg.unknown * (1.0 - UNKNOWN)),
            names: src.names.min(trg.names).ln_1p(),
            names_src: src.names_left.min(3.0),
            names_trg: trg.names_left.min(3.0),
            names_least: src.names_left.min(trg.names_left).min(2.0),
            ..Figures::default()
        };
        all.near_src = share(src.near, src.weight);
        all.near_trg = share(trg.near, trg.weight);
        all.near_least = all.near_src.min(all.near_trg);
        all.near = (share(src.local_near, src.local) * share(trg.local_near, trg.local)).sqrt();
        all.like_src = share(src.like, src.placed);
        all.like_trg = share(trg.like, trg.placed);
        all.like = (all.like_src * all.like_trg).sqrt();
        all.nearness_src = share(src.nearness, src.placed);
        all.nearness_trg = share(trg.nearness, trg.placed);
        all.nearness = (all.nearness_src * all.nearness_trg).sqrt();
        all.far_src = src.far.ln_1p();
        all.far_trg = trg.far.ln_1p();
        all.far_least = src.far.min(trg.far).ln_1p();
        all.farthest_src = src.farthest;
        all.farthest_trg = trg.farthest;
        all.farthest_least = src.farthest.min(trg.farthest);
        all.far_run_src = src.far_run.ln_1p();
        all.far_run_trg = trg.far_run.ln_1p();
        all.least = all.src.min(all.trg);
        all.most = all.src.max(all.trg);
        all.local = (all.local_src * all.local_trg).sqrt();
        let compared = self.facts(matched);
        all.facts = compared.agree.ln_1p();
        all.rounded = compared.rounded.min(3.0);
        all.facts_src = compared.src.min(3.0);
        all.facts_trg = compared.trg.min(3.0);
        all.facts_least = compared.src.min(compared.trg).min(2.0);
        all.conflicts = (compared.conflicts.len() as f32).min(3.0);
        let sum = |side: &[Content], of: fn(&Content) -> f32| side.iter().map(of).sum::<f32>();
        let (no_src, no_trg) = (sum(self.src, |c| c.negations), sum(self.trg, |c| c.negations));
        let (den_src, den_trg) = (sum(self.src, |c| c.denials), sum(self.trg, |c| c.denials));
        all.negation_src = (no_src - no_trg - den_trg).clamp(0.0, 2.0);
        all.negation_trg = (no_trg - no_src - den_src).clamp(0.0, 2.0);
        all.negation = ((no_src + den_src > 0.0) != (no_trg + den_trg > 0.0)) as u8 as f32;
        if no_trg + den_trg == 0.0 {
            all.denied_src = denied(self.src, &matched.src);
        }
        if no_src + den_src == 0.0 {
            all.denied_trg = denied(self.trg, &matched.trg);
        }
        all.opposites = opposites(self.src, self.trg).min(2.0);
        let off = |of: fn(&Content) -> f32| (sum(self.src, of).min(1.0) - sum(self.trg, of).min(1.0)).abs();
        all.modality = off(|c| c.may) + off(|c| c.will) + off(|c| c.must);
        let (long, other) = (sum(self.src, |c| c.letters), sum(self.trg, |c| c.letters));
        let ratio = ((long + 3.0) / (other + 3.0)).ln();
        all.length = ratio.abs().min(2.5);
        all.longer = ratio.clamp(-2.5, 2.5);
        all.size = (long.min(other) + 1.0).ln();
        all.wide = (self.src.len() + self.trg.len() - 2) as f32;
        all.strange = self.src.iter().chain(self.trg).map(|content| content.strange).fold(0.0, f32::max);
        (all, compared)
    }

    fn facts(&self, matched: &Matched) -> Compared {
        let (src, trg) = (numbered(self.src), numbered(self.trg));
        let said = |of: &[(usize, &Fact)], side: &[Content], words: &[Weighed], at: usize| {
            let (sentence, fact) = of[at];
            let within = |span: &Range<usize>| span.start >= fact.span.start && span.end <= fact.span.end;
            let first = words.partition_point(|word| usize::from(word.at.0) < sentence);
            let mut any = false;
            for word in words[first..].iter().take_while(|word| usize::from(word.at.0) == sentence) {
                if within(&side[sentence].words[word.at.1 as usize].span) {
                    if word.explained < 0.5 && (word.number || word.weight >= CONTENT) {
                        return false;
                    }
                    any = true;
                }
            }
            any
        };
        let of_src: Vec<&Fact> = src.iter().map(|(_, fact)| *fact).collect();
        let of_trg: Vec<&Fact> = trg.iter().map(|(_, fact)| *fact).collect();
        facts::compare(
            &of_src,
            &of_trg,
            |at| said(&src, self.src, &matched.src, at),
            |at| said(&trg, self.trg, &matched.trg, at),
        )
    }
}

/// So far behind a negation stands what it denies.
const REACH: u32 = 3;

/// Words that a negation of this side stands before and that the other side says.
fn denied(side: &[Content], words: &[Weighed]) -> f32 {
    let mut first = 0;
    let mut count = 0.0;
    for content in side {
        for &place in &content.negated {
            let behind = place..(place + REACH).min(content.words.len() as u32);
            let mut behind = behind.map(|at| &words[first + at as usize]);
            let denied = behind.find(|word| word.weight >= CONTENT && !word.number);
            count += f32::from(u8::from(denied.is_some_and(|word| word.explained >= SAID)));
        }
        first += content.words.len();
    }
    f32::min(count, 2.0)
}

/// A word that the other side explains so well is said there.
const SAID: f32 = 0.6;

/// Rows of opposites of which the one side says this and the other that.
fn opposites(src: &[Content], trg: &[Content]) -> f32 {
    let rows = |side: &[Content]| -> Vec<(u16, bool)> {
        let mut all: Vec<(u16, bool)> =
            side.iter().flat_map(|content| content.opposites.iter().copied()).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let (of_src, of_trg) = (rows(src), rows(trg));
    let has = |rows: &[(u16, bool)], row| rows.binary_search(&row).is_ok();
    let against = |&&(row, side): &&(u16, bool)| {
        !has(&of_src, (row, !side)) && !has(&of_trg, (row, side)) && has(&of_trg, (row, !side))
    };
    of_src.iter().filter(against).count() as f32
}

fn numbered(side: &[Content]) -> Vec<(usize, &Fact)> {
    let all = side.iter().enumerate();
    all.flat_map(|(at, content)| content.facts.iter().map(move |fact| (at, fact))).collect()
}

/// How much of weight stands unexplained on both sides at one place: between words that explain each other.
fn swapped(src: &[Weighed], trg: &[Weighed]) -> f32 {
    let content = |words: &[Weighed]| -> Vec<usize> {
        let all = words.iter().enumerate();
        all.filter(|(_, word)| word.weight >= CONTENT || word.number).map(|(at, _)| at).collect()
    };
    let (of_src, of_trg) = (content(src), content(trg));
    let (rows, width) = (of_src.len() as f32, of_trg.len() as f32);
    let left = |word: &Weighed| word.explained < EXPLAINED && word.known && !word.number;
    let mut most = 0.0_f32;
    for (row, &at) in of_src.iter().enumerate().filter(|(_, at)| left(&src[**at])) {
        for (column, &other) in of_trg.iter().enumerate().filter(|(_, at)| left(&trg[**at])) {
            let off = (row as f32 / rows - column as f32 / width).abs();
            let near = (1.0 - 4.0 * off).max(0.0);
            most = most.max(near * src[at].weight.min(trg[other].weight));
        }
    }
    most
}
