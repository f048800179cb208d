//! Texts of two languages in either order: lexicons name English first, and Russian before Ukrainian.

use super::{Bead, Options, Run, Shared, Texts, align_all};
use crate::text::{Language, LanguagePair};

/// What [`align_languages`] found.
pub struct EitherWay {
    /// The beads of each pair of texts, as the texts were given.
    pub beads: Vec<Vec<Bead>>,
    run: Run,
    turned: bool,
}

/// Aligns pairs of texts in these languages, which may be one. The options say all but the languages and their lexicon.
pub fn align_languages(texts: &[Texts], src: Language, trg: Language, options: &Options) -> EitherWay {
    let pair = LanguagePair::new(src, trg);
    let turned = src != pair.src();
    let options = Options { pair, lexicon: crate::lexicon::between(pair), ..options.clone() };
    if !turned {
        let mut run = align_all(texts, &options);
        return EitherWay { beads: std::mem::take(&mut run.beads), run, turned };
    }
    let turn = |texts: &Texts| Texts { src: texts.trg.clone(), trg: texts.src.clone(), ..*texts };
    let mut run = align_all(&texts.iter().map(turn).collect::<Vec<_>>(), &options);
    let mut beads = std::mem::take(&mut run.beads);
    for bead in beads.iter_mut().flatten() {
        std::mem::swap(&mut bead.src, &mut bead.trg);
    }
    for beads in &mut beads {
        beads.sort_by_key(|bead| (bead.src.start, bead.trg.start));
    }
    EitherWay { beads, run, turned }
}

impl EitherWay {
    /// What a link between two texts rests on: names, then numbers, then terms that explain each other.
    pub fn explain(&self, src: &str, trg: &str) -> Vec<Shared> {
        if !self.turned {
            return self.run.explain(src, trg);
        }
        let turn = |Shared { kind, src, trg }| Shared { kind, src: trg, trg: src };
        self.run.explain(trg, src).into_iter().map(turn).collect()
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
