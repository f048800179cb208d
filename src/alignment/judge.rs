//! The judgement of found beads: the figures of their content ([`crate::judgement`]) and of where they stand become `score`,
//! `same` and what contradicts. Words that were learned from the texts themselves have no part in it.

use super::bead::Bead;
use super::comparable::Candidates;
use crate::analysis::Sentence;
use crate::judgement::facts::Compared;
use crate::judgement::words::Matched;
use crate::judgement::{Compare, Content, Figures, Kind, Locality, Model, Nearness, Question};
use crate::lexicon::{Translation, Vocabulary};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Two texts, read for judgement.
pub struct Judge<'a> {
    src: Vec<Content>,
    trg: Vec<Content>,
    here: Locality,
    there: Locality,
    /// What explains what by lexicon and likeness alone.
    basis: &'a Translation,
    nearness: &'a Nearness,
    matched: Matched,
}

/// What was found about a bead.
pub struct Found {
    /// The figures.
    pub figures: Figures,
    compared: Compared,
}

impl<'a> Judge<'a> {
    /// Reads both texts.
    pub fn new(
        (src, trg): (&[Sentence], &[Sentence]),
        (sources, targets): (&Vocabulary, &Vocabulary),
        basis: &'a Translation,
        nearness: &'a Nearness,
    ) -> Self {
        let read = |texts: &[Sentence], vocabulary: &Vocabulary| -> Vec<Content> {
            texts.iter().map(|text| Content::new(text, vocabulary)).collect()
        };
        let (src, trg) = (read(src, sources), read(trg, targets));
        let (here, there) = (Locality::new(&src), Locality::new(&trg));
        Judge { src, trg, here, there, basis, nearness, matched: Matched::default() }
    }

    /// The figures of what two runs of sentences say, and where they stand.
    pub fn content(&mut self, src: &Range<usize>, trg: &Range<usize>) -> Found {
        let compare = Compare { src: &self.src[src.clone()], trg: &self.trg[trg.clone()] };
        self.matched.fill(compare.src, compare.trg, self.basis, self.nearness, (&self.here, &self.there));
        let (mut figures, compared) = compare.figures(&self.matched);
        let lead = |at: usize| 1.0 / (1.0 + at as f32);
        figures.lead_src = lead(src.start);
        figures.lead_trg = lead(trg.start);
        figures.lead = (figures.lead_src * figures.lead_trg).sqrt();
        (figures.rank_src, figures.rank_trg, figures.rank) = (1.0, 1.0, 1.0);
        Found { figures, compared }
    }

    /// The figures of a path's beads.
    pub fn in_order(mut self, beads: Vec<Bead>) -> Unjudged {
        let mut all: Vec<Option<Found>> = beads
            .iter()
            .map(|bead| {
                let mut found = (!bead.is_null()).then(|| self.content(&bead.src, &bead.trg))?;
                found.figures.path = logit(bead.probability);
                found.figures.nats = nats(bead.nats);
                Some(found)
            })
            .collect();
        let said: Vec<f32> =
            all.iter().map(|found| found.as_ref().map_or(0.0, |found| found.figures.least)).collect();
        let held = |bead: &Bead| (bead.src.len() + bead.trg.len()) as f32;
        let together: f32 = beads.iter().zip(&said).map(|(bead, said)| held(bead) * said).sum();
        let relation = relation(together, (self.src.len() + self.trg.len()) as f32, 0.5);
        for (at, found) in all.iter_mut().enumerate() {
            let Some(found) = found else { continue };
            let near = |at: Option<usize>| at.and_then(|at| said.get(at)).copied();
            let (before, behind) = (near(at.checked_sub(1)), near(Some(at + 1)));
            let sides = before.iter().count() + behind.iter().count();
            found.figures.neighbours = (before.unwrap_or(0.0) + behind.unwrap_or(0.0)) / sides.max(1) as f32;
            found.figures.relation = relation;
        }
        let path = (0..beads.len()).collect();
        Unjudged { beads: beads.into_iter().zip(all).collect(), path, account: 0.0 }
    }

    /// The figures of all candidates of texts in any order; the path is of those that share no sentence.
    pub fn any_order(mut self, candidates: Candidates) -> Unjudged {
        let Candidates { beads, path, clear } = candidates;
        let mut all: Vec<Found> = beads.iter().map(|bead| self.content(&bead.src, &bead.trg)).collect();
        let said = |found: &Found| found.figures.shared_local * (0.2 + found.figures.local);
        let mut of_src = vec![(0.0_f32, 0.0_f32, usize::MAX); self.src.len()];
        let mut of_trg = vec![(0.0_f32, 0.0_f32, usize::MAX); self.trg.len()];
        let mut least: FxHashMap<(usize, usize), f32> = FxHashMap::default();
        for (number, (bead, found)) in beads.iter().zip(&all).enumerate() {
            if bead.src.len() + bead.trg.len() > 2 {
                continue;
            }
            let value = said(found);
            least.insert((bead.src.start, bead.trg.start), found.figures.least);
            for best in [&mut of_src[bead.src.start], &mut of_trg[bead.trg.start]] {
                if value > best.0 {
                    *best = (value, best.0, number);
                } else if value > best.1 {
                    best.1 = value;
                }
            }
        }
        let together: f32 = path
            .iter()
            .map(|&number| {
                let bead = &beads[number];
                (bead.src.len() + bead.trg.len()) as f32 * all[number].figures.least
            })
            .sum();
        let relation = relation(together, (self.src.len() + self.trg.len()) as f32, 0.3);
        let event = of_src.iter().map(|best| best.0).fold(0.0, f32::max);
        let first = beads.iter().zip(&all).find(|(bead, _)| bead.src == (0..1) && bead.trg == (0..1));
        let titles = first.map_or(0.0, |(_, found)| found.figures.local);
        let few = 1.0 / (self.src.len().min(self.trg.len()).max(1) as f32).sqrt();
        for (number, (bead, found)) in beads.iter().zip(&mut all).enumerate() {
            let value = said(found);
            let best = |of: &[(f32, f32, usize)]| -> (f32, f32) {
                let rank = |best: &(f32, f32, usize)| {
                    let other = if best.2 == number { best.1 } else { best.0 };
                    (value / best.0.max(value).max(1e-6), value - other)
                };
                of.iter().map(rank).fold((0.0, f32::MIN), |a, b| (b.0.max(a.0), b.1.max(a.1)))
            };
            let (src, trg) = (best(&of_src[bead.src.clone()]), best(&of_trg[bead.trg.clone()]));
            let figures = &mut found.figures;
            (figures.rank_src, figures.rank_trg, figures.rank) = (src.0, trg.0, src.0.min(trg.0));
            figures.margin = src.1.min(trg.1).clamp(-1.0, 1.0);
            let highest = |of: &[(f32, f32, usize)]| of.iter().map(|best| best.0).fold(0.0, f32::max);
            figures.best_src = highest(&of_src[bead.src.clone()]);
            figures.best_trg = highest(&of_trg[bead.trg.clone()]);
            (figures.event, figures.titles, figures.few) = (event, titles, few);
            figures.path = logit(bead.probability);
            figures.nats = nats(bead.nats);
            let near = |src: Option<usize>, trg: Option<usize>| {
                src.zip(trg).and_then(|place| least.get(&place)).copied().unwrap_or(0.0)
            };
            let before = near(bead.src.start.checked_sub(1), bead.trg.start.checked_sub(1));
            figures.neighbours = (before + near(Some(bead.src.end), Some(bead.trg.end))) / 2.0;
            figures.relation = relation;
        }
        let account = account(clear, relation);
        Unjudged { beads: beads.into_iter().zip(all.into_iter().map(Some)).collect(), path, account }
    }
}

/// Beads that are not judged yet, with their figures.
pub struct Unjudged {
    /// All beads that were looked at; those with a side missing have no figures.
    pub beads: Vec<(Bead, Option<Found>)>,
    /// Which of them share no sentence and are the likeliest.
    pub path: Vec<usize>,
    /// How far the texts are independent accounts, 0 to 1.
    pub account: f64,
}

/// Links in any order under this probability are not told.
const LEAST: f64 = 0.1;
/// Of texts that are translations in another order, links of the path under this posterior.
const LEAST_OF_PATH: f64 = 0.4;

impl Unjudged {
    /// The judged links.
    pub fn links(mut self, comparable: bool, model: &Model) -> Vec<Bead> {
        let posterior: Vec<f64> = self.beads.iter().map(|(bead, _)| bead.probability).collect();
        for (bead, found) in &mut self.beads {
            if let Some(found) = found {
                found.judge(bead, model, self.account);
            }
        }
        if !comparable {
            return self.beads.into_iter().map(|(bead, _)| bead).collect();
        }
        let on_path = self.path.iter().copied().filter(|&number| posterior[number] >= LEAST_OF_PATH);
        let chosen: Vec<usize> =
            if self.account < 0.5 { on_path.collect() } else { self.several(&on_path.collect::<Vec<_>>()) };
        let mut links: Vec<Bead> = chosen.into_iter().map(|number| self.beads[number].0.clone()).collect();
        links.sort_by_key(|bead| (bead.src.start, bead.trg.start, bead.src.end, bead.trg.end));
        links
    }
}

impl Unjudged {
    /// The links of independent accounts: all that are likely, a sentence in several of them; but what a translated passage
    /// says clearly, its neighbours and repetitions do not say as well.
    fn several(&self, path: &[usize]) -> Vec<usize> {
        let mut clear: FxHashMap<(bool, usize), f64> = FxHashMap::default();
        let mut chosen = Vec::new();
        for &number in path {
            let bead = &self.beads[number].0;
            if bead.nats < LIKELY || bead.probability < LEAST {
                continue;
            }
            clear.extend(bead.src.clone().map(|at| ((true, at), bead.probability)));
            clear.extend(bead.trg.clone().map(|at| ((false, at), bead.probability)));
            chosen.push(number);
        }
        for (number, (bead, _)) in self.beads.iter().enumerate() {
            if bead.src.len() + bead.trg.len() > 2 || bead.probability < LEAST || chosen.contains(&number) {
                continue;
            }
            let held = [(true, bead.src.start), (false, bead.trg.start)];
            let most = held.iter().filter_map(|place| clear.get(place)).copied().fold(0.0, f64::max);
            if bead.probability >= BESIDE * most {
                chosen.push(number);
            }
        }
        chosen
    }
}

/// A path's link that scores so many nats is clear.
pub const CLEAR: f32 = 8.0;
/// Of independent accounts a link of the path that scores so many nats is told as it is, wide or not.
const LIKELY: f32 = 5.0;
/// Beside a clear link of one of its sentences, a link must be so likely against it.
const BESIDE: f64 = 0.3;

/// How far texts in any order are independent accounts: of translations nearly all links are clear by the alignment's own
/// model, of which few links tell little, and the articles say much together.
fn account((clear, links): (usize, usize), relation: f32) -> f64 {
    let between = |value: f32, account: f32, translation: f32| {
        ((translation - value) / (translation - account)).clamp(0.0, 1.0)
    };
    let share = (clear as f32 + 0.5) / (links as f32 + 2.0);
    f64::from(between(share, 0.5, 0.65).max(between(relation, 0.26, 0.34)))
}

/// How much two articles say together, by what their links say; short ones tell little of it, and are taken
/// for what is usual.
pub fn relation(together: f32, sentences: f32, usual: f32) -> f32 {
    const SHORT: f32 = 5.0;
    (together + SHORT * usual) / (sentences + SHORT)
}

/// The logit of a posterior, a tenth of it.
pub fn logit(probability: f64) -> f32 {
    let probability = probability.clamp(1e-6, 1.0 - 1e-6);
    ((probability / (1.0 - probability)).ln() / 10.0) as f32
}

/// Nats, in tens.
pub fn nats(nats: f32) -> f32 {
    (nats / 10.0).clamp(-3.0, 6.0)
}

/// From this share of letters of the other side's alphabet on, a sentence is in the wrong language.
const STRANGE: f32 = 0.6;
/// What is left of the probability of such a link.
const UNLIKELY: f64 = 0.05;
/// What is left of `same` where numbers, dates or amounts contradict: of such pairs in translations that nobody changed,
/// half are a translator's slip, and texts that somebody changed have more.
const CONTRADICTED: f64 = 0.35;

impl Found {
    /// Puts the judgement into the bead; `account` is how far the texts are independent accounts, 0 to 1.
    pub fn judge(&self, bead: &mut Bead, model: &Model, account: f64) {
        let answer = |question| {
            let of = |kind| model.probability(kind, question, &self.figures);
            match account {
                0.0 => of(Kind::Translation),
                1.0 => of(Kind::Account),
                _ => (1.0 - account) * of(Kind::Translation) + account * of(Kind::Account),
            }
        };
        bead.probability = answer(Question::Score);
        bead.same = answer(Question::Same).min(bead.probability);
        if !self.compared.conflicts.is_empty() {
            bead.same *= CONTRADICTED;
        }
        // A sentence in the letters of the other side's language is no translation, whatever it shares.
        if self.figures.strange > STRANGE {
            bead.probability *= UNLIKELY;
            bead.same *= UNLIKELY;
        }
        bead.conflict = self.conflict();
    }

    /// What contradicts: `numbers:2≠3;negation`.
    fn conflict(&self) -> String {
        let mut parts: Vec<String> = Vec::new();
        for (kind, src, trg) in &self.compared.conflicts {
            use crate::anchors::Kind;
            let name = match kind {
                Kind::Date => "dates",
                Kind::Money => "money",
                _ => "numbers",
            };
            let plain = |text: &str| text.replace([';', '\t', '\n', '≠', ':'], " ");
            parts.push(format!("{name}:{}≠{}", plain(src), plain(trg)));
        }
        if self.figures.denied_src + self.figures.denied_trg > 0.0 {
            parts.push("negation".to_owned());
        }
        parts.join(";")
    }
}
