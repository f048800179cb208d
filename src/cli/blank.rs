//! Empty lines of texts that hold one sentence per line: they are aligned with nothing, and keep their numbers.

use parallax::alignment::Bead;
use std::ops::Range;

/// Beads over the lines that hold something, as beads over all lines. Each empty line that no bead reaches over becomes a null
/// bead of its own, in its place; where the order is not kept, these are left out as all unlinked lines are.
pub fn restored(beads: Vec<Bead>, src: &[bool], trg: &[bool], comparable: bool) -> Vec<Bead> {
    if !src.contains(&true) && !trg.contains(&true) {
        return beads;
    }
    let (src_places, trg_places) = (places(src), places(trg));
    let mut restored = Vec::with_capacity(beads.len() + src.len() - src_places.len());
    let (mut src_at, mut trg_at) = (0, 0);
    for bead in beads {
        let (of_src, of_trg) = (over(&bead.src, &src_places), over(&bead.trg, &trg_places));
        if !comparable {
            let upto = |range: &Range<usize>, at: usize| if range.is_empty() { at } else { range.start };
            nulls(&mut restored, src_at..upto(&of_src, src_at), trg_at..upto(&of_trg, trg_at));
            src_at = src_at.max(of_src.end);
            trg_at = trg_at.max(of_trg.end);
        }
        // The side that a null bead lacks stands where the text is.
        let at = |range: Range<usize>, at: usize| if range.is_empty() { at..at } else { range };
        let (src, trg) = (at(of_src, src_at), at(of_trg, trg_at));
        restored.push(Bead { src, trg, ..bead });
    }
    if !comparable {
        nulls(&mut restored, src_at..src.len(), trg_at..trg.len());
    }
    restored
}

/// How many lines before each, and in all, hold something.
pub fn held_before(blank: &[bool]) -> Vec<usize> {
    let mut before = vec![0];
    before.extend(blank.iter().scan(0, |held, blank| {
        *held += usize::from(!blank);
        Some(*held)
    }));
    before
}

/// A bead over all lines as one over the lines that hold something, given how many of those stand before each line.
pub fn without(bead: &Bead, src: &[usize], trg: &[usize]) -> Bead {
    let range = |range: &Range<usize>, before: &[usize]| before[range.start]..before[range.end];
    Bead { src: range(&bead.src, src), trg: range(&bead.trg, trg), ..bead.clone() }
}

fn nulls(beads: &mut Vec<Bead>, src: Range<usize>, trg: Range<usize>) {
    let (src_end, trg_start) = (src.end, trg.start);
    beads.extend(src.map(|at| Bead::new(at..at + 1, trg_start..trg_start, 1.0)));
    beads.extend(trg.map(|at| Bead::new(src_end..src_end, at..at + 1, 1.0)));
}

/// The numbers of the lines that hold something.
fn places(blank: &[bool]) -> Vec<usize> {
    blank.iter().enumerate().filter(|(_, blank)| !**blank).map(|(at, _)| at).collect()
}

fn over(range: &Range<usize>, places: &[usize]) -> Range<usize> {
    match (places.get(range.start), range.end.checked_sub(1).and_then(|last| places.get(last))) {
        (Some(&first), Some(&last)) if !range.is_empty() => first..last + 1,
        _ => 0..0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_keep_their_numbers() {
        let bead = |src: Range<usize>, trg: Range<usize>| Bead::new(src, trg, 0.5);
        let (src, trg) = ([false, true, false, true, true, false], [false, false, true, false]);
        let beads = vec![bead(0..1, 0..1), bead(1..2, 1..2), bead(2..3, 2..3)];
        let all = restored(beads, &src, &trg, false);
        let told: Vec<(Vec<usize>, Vec<usize>)> =
            all.iter().map(|bead| (bead.src.clone().collect(), bead.trg.clone().collect())).collect();
        let pair = |src: &[usize], trg: &[usize]| (src.to_vec(), trg.to_vec());
        assert_eq!(
            told,
            [
                pair(&[0], &[0]),
                pair(&[1], &[]),
                pair(&[2], &[1]),
                pair(&[3], &[]),
                pair(&[4], &[]),
                pair(&[], &[2]),
                pair(&[5], &[3]),
            ]
        );
        let whole = restored(vec![bead(0..2, 0..1)], &[false, true, false], &[false], false);
        assert_eq!((whole.len(), whole[0].src.clone()), (1, 0..3));
    }
}
