//! Two lexicons of the same languages as one.

use super::table::{Lexicon, Of, encode};
use std::collections::BTreeMap;

/// The bytes of a lexicon that knows what either knows. Of two links between the same stems the likelier counts in each
/// direction, and of two shares of a stem the first that is known.
pub fn merge(base: &Lexicon, more: &Lexicon) -> Vec<u8> {
    let stems = |of: Of| -> BTreeMap<&str, f32> {
        let mut stems = BTreeMap::new();
        for lexicon in [base, more] {
            for number in 0..lexicon.len(of) as u32 {
                let share = stems.entry(lexicon.stem(of, number)).or_insert(0.0);
                if *share == 0.0 {
                    *share = lexicon.share(of, number);
                }
            }
        }
        stems
    };
    let (sources, targets) = (stems(Of::Source), stems(Of::Target));
    let place = |stems: &BTreeMap<&str, f32>| -> BTreeMap<String, u32> {
        stems.keys().enumerate().map(|(place, stem)| ((*stem).to_owned(), place as u32)).collect()
    };
    let (source_places, target_places) = (place(&sources), place(&targets));
    let mut links: BTreeMap<(u32, u32), (f32, f32)> = BTreeMap::new();
    for lexicon in [base, more] {
        for source in 0..lexicon.len(Of::Source) as u32 {
            for link in lexicon.links(source) {
                let ends = (
                    source_places[lexicon.stem(Of::Source, source)],
                    target_places[lexicon.stem(Of::Target, link.target)],
                );
                let both = links.entry(ends).or_default();
                *both = (both.0.max(link.forward), both.1.max(link.backward));
            }
        }
    }
    let owned = |stems: BTreeMap<&str, f32>| -> Vec<(String, f32)> {
        stems.into_iter().map(|(stem, share)| (stem.to_owned(), share)).collect()
    };
    let links: Vec<(u32, u32, f32, f32)> = links
        .into_iter()
        .map(|((source, target), (forward, backward))| (source, target, forward, backward))
        .collect();
    encode(&owned(sources), &owned(targets), &links)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_either_knows_is_known() {
        let own = |stems: &[(&str, f32)]| -> Vec<(String, f32)> {
            stems.iter().map(|(stem, share)| ((*stem).to_owned(), *share)).collect()
        };
        let base = encode(&own(&[("tank", 0.001)]), &own(&[("танк", 0.001)]), &[(0, 0, 0.25, 0.5)]);
        let more = encode(
            &own(&[("talk", 0.0), ("tank", 0.0)]),
            &own(&[("танк", 0.0)]),
            &[(1, 0, 0.5, 0.25), (0, 0, 0.125, 0.125)],
        );
        let bytes = merge(&Lexicon::from_bytes(&base).unwrap(), &Lexicon::from_bytes(&more).unwrap());
        let lexicon = Lexicon::from_bytes(&bytes).unwrap();
        let links = |word: &str| -> Vec<(f32, f32)> {
            let source = lexicon.find(Of::Source, word).unwrap();
            lexicon.links(source).map(|link| (link.forward, link.backward)).collect()
        };
        assert_eq!(links("tank"), [(0.5, 0.5)]);
        assert_eq!(links("talk"), [(0.125, 0.125)]);
        assert!(lexicon.share(Of::Source, lexicon.find(Of::Source, "tank").unwrap()) > 0.0);
    }
}
