//! Stories: the articles of all outlets and languages that tell one event.
//!
//! Decided pairs are joined, the likeliest first. Two stories become one only where their articles are likely pairs on
//! the whole: one bold pair must not chain everything that is told of a war into one story.

use super::Row;
use rustc_hash::FxHashMap;

/// Two stories are joined where the mean probability of their pairs is at least this.
const JOINED: f64 = 0.3;
/// Stories whose pairs would be more than this are not joined: no event is told so often.
const LARGEST: usize = 40_000;

/// Numbers the stories of all pairs, from 1 in the order in which they are first told. `same` joins articles beforehand
/// (copies and reprints); `compared` says whether two articles are in languages that are compared.
pub fn number(pairs: &mut [Row], same: &[(u32, u32)], compared: impl Fn(u32, u32) -> bool) {
    let mut stories = Stories::default();
    for &(a, b) in same {
        stories.join(a, b);
    }
    let scores: FxHashMap<(u32, u32), f64> =
        pairs.iter().map(|pair| ((pair.src, pair.trg), pair.score)).collect();
    let mut order: Vec<usize> = (0..pairs.len()).filter(|&at| pairs[at].relation.is_decision()).collect();
    order.sort_by(|&a, &b| pairs[b].score.total_cmp(&pairs[a].score).then(a.cmp(&b)));
    for at in order {
        let (src, trg) = (pairs[at].src, pairs[at].trg);
        let (a, b) = (stories.of(src), stories.of(trg));
        if a != b && stories.belong(a, b, &scores, &compared) {
            stories.join(src, trg);
        }
    }
    let mut numbers: FxHashMap<u32, u32> = FxHashMap::default();
    for pair in pairs {
        let (a, b) = (stories.of(pair.src), stories.of(pair.trg));
        if a == b {
            let next = numbers.len() as u32 + 1;
            pair.story = Some(*numbers.entry(a).or_insert(next));
        }
    }
}

/// Groups of articles, each named by one of them.
#[derive(Default)]
struct Stories {
    group: FxHashMap<u32, u32>,
    members: FxHashMap<u32, Vec<u32>>,
}

impl Stories {
    fn of(&self, article: u32) -> u32 {
        self.group.get(&article).copied().unwrap_or(article)
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.of(a), self.of(b));
        if a == b {
            return;
        }
        let mut large = self.members.remove(&a).unwrap_or_else(|| vec![a]);
        let mut small = self.members.remove(&b).unwrap_or_else(|| vec![b]);
        let kept = if large.len() >= small.len() { a } else { b };
        if kept == b {
            std::mem::swap(&mut large, &mut small);
        }
        for &article in &small {
            self.group.insert(article, kept);
        }
        large.append(&mut small);
        self.members.insert(kept, large);
    }

    /// Whether the pairs across two groups are likely on the whole.
    fn belong(
        &self,
        a: u32,
        b: u32,
        scores: &FxHashMap<(u32, u32), f64>,
        compared: impl Fn(u32, u32) -> bool,
    ) -> bool {
        let size = |group: u32| self.members.get(&group).map_or(1, Vec::len);
        if size(a).saturating_mul(size(b)) > LARGEST {
            return false;
        }
        let members = |group: u32| self.members.get(&group).cloned().unwrap_or_else(|| vec![group]);
        let (a, b) = (members(a), members(b));
        let (mut sum, mut count) = (0.0, 0);
        for &x in &a {
            for &y in &b {
                if compared(x, y) {
                    let score = scores.get(&(x, y)).or_else(|| scores.get(&(y, x)));
                    sum += score.copied().unwrap_or(0.0);
                    count += 1;
                }
            }
        }
        count > 0 && sum >= JOINED * f64::from(count)
    }
}
