//! Texts of two languages in either order: lexicons name English first, and Russian before Ukrainian.

use super::{Bead, Options, Run, Shared, Sides, Texts, align_sides};
use crate::analysis::Sentence;
use crate::text::{Language, LanguagePair};

/// What [`align_languages`] found.
pub struct EitherWay {
    /// The beads of each pair of texts, as the texts were given.
    pub beads: Vec<Vec<Bead>>,
    /// The texts as they were aligned.
    sides: Vec<Sides>,
    run: Run,
    turned: bool,
}

/// Aligns pairs of texts in these languages, which may be one. The options say all but the languages and their lexicon.
pub fn align_languages(texts: &[Texts], src: Language, trg: Language, options: &Options) -> EitherWay {
    let pair = LanguagePair::new(src, trg);
    let turned = src != pair.src();
    let options = Options { pair, lexicon: crate::lexicon::between(pair), ..options.clone() };
    let read = |texts: &[String], language| -> Vec<Sentence> {
        texts.iter().map(|text| Sentence::new(text, language)).collect()
    };
    let side = |texts: &Texts| {
        let (src, trg) = (read(&texts.src, src), read(&texts.trg, trg));
        let (src, trg) = if turned { (trg, src) } else { (src, trg) };
        Sides { src, trg, comparable: texts.comparable }
    };
    let sides: Vec<Sides> = texts.iter().map(side).collect();
    let mut run = align_sides(&sides, &options);
    let mut beads = std::mem::take(&mut run.beads);
    if !turned {
        return EitherWay { beads, sides, run, turned };
    }
    for bead in beads.iter_mut().flatten() {
        std::mem::swap(&mut bead.src, &mut bead.trg);
    }
    for beads in &mut beads {
        beads.sort_by_key(|bead| (bead.src.start, bead.trg.start));
    }
    EitherWay { beads, sides, run, turned }
}

impl EitherWay {
    /// What a bead of a pair of texts rests on: names, then numbers, then terms that explain each other.
    pub fn explain(&self, number: usize, bead: &Bead) -> Vec<Shared> {
        let Some(Sides { src, trg, .. }) = self.sides.get(number) else { return Vec::new() };
        if !self.turned {
            return self.run.explain(&src[bead.src.clone()], &trg[bead.trg.clone()]);
        }
        let turn = |Shared { kind, src, trg }| Shared { kind, src: trg, trg: src };
        let found = self.run.explain(&src[bead.trg.clone()], &trg[bead.src.clone()]);
        found.into_iter().map(turn).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_the_languages_does_not_matter() {
        let text = |lines: &[&str]| lines.iter().map(ToString::to_string).collect::<Vec<_>>();
        let uk = text(&["Парламент ухвалив бюджет.", "Міністр подав у відставку.", "У Києві сніг."]);
        let ru = text(&["Парламент принял бюджет.", "В Киеве снег."]);
        let options = Options::new(Language::Russian);
        let forth = [Texts { src: ru.clone(), trg: uk.clone(), comparable: false }];
        let back = [Texts { src: uk, trg: ru, comparable: false }];
        let forth = align_languages(&forth, Language::Russian, Language::Ukrainian, &options);
        let back = align_languages(&back, Language::Ukrainian, Language::Russian, &options);
        assert_eq!(forth.beads[0].len(), 3);
        let mut turned: Vec<_> =
            back.beads[0].iter().map(|bead| (bead.trg.clone(), bead.src.clone())).collect();
        turned.sort_by_key(|(src, trg)| (src.start, trg.start));
        let straight: Vec<_> =
            forth.beads[0].iter().map(|bead| (bead.src.clone(), bead.trg.clone())).collect();
        assert_eq!(turned, straight);
    }
}
