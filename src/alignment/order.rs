//! The order of words: translations keep it roughly, so a word is explained best by one that stands at the like place.
//!
//! The diagonal prior of fast_align (Dyer, Chahuneau and Smith 2013) on places 0 to 1: a pair at a distance d weighs
//! (1 − share) + share·exp(−slope·d)/Z, where Z makes the mean over all places of the explaining side 1. It tells a
//! true merge, whose two sentences match the two halves of one, from a neighbour that repeats its words.

const STEPS: usize = 64;

/// Weights by place, in tables.
pub struct Order {
    share: f32,
    /// exp(−slope·d) by the distance d.
    near: [f32; STEPS + 1],
    /// 1/Z by the place of the explained word.
    scale: [f32; STEPS + 1],
}

impl Order {
    /// `share` (0 to 1) of the weight depends on the distance; `slope` says how soon it falls with it.
    pub fn new(share: f32, slope: f32) -> Self {
        let table =
            |value: &dyn Fn(f32) -> f32| std::array::from_fn(|step| value(step as f32 / STEPS as f32));
        let whole = |at: f32| (2.0 - (-slope * at).exp() - (-slope * (1.0 - at)).exp()) / slope;
        Order {
            share,
            near: table(&|distance| (-slope * distance).exp()),
            scale: table(&|at| 1.0 / whole(at)),
        }
    }

    /// How much a pair of words at these places weighs: for explaining the target word, for explaining the source word.
    pub fn weigh(&self, src: f32, trg: f32) -> (f32, f32) {
        let step = |place: f32| (place * STEPS as f32 + 0.5) as usize;
        let near = self.share * self.near[step((src - trg).abs())];
        let far = 1.0 - self.share;
        (far + near * self.scale[step(trg)], far + near * self.scale[step(src)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_weight_over_all_places_is_one() {
        let order = Order::new(0.9, 6.0);
        for trg in [0.05, 0.3, 0.5, 0.95] {
            let mean = (0..200).map(|at| order.weigh((at as f32 + 0.5) / 200.0, trg).0).sum::<f32>() / 200.0;
            assert!((mean - 1.0).abs() < 0.02, "{trg} {mean}");
        }
        assert!(order.weigh(0.5, 0.5).0 > 2.0 * order.weigh(0.1, 0.5).0);
    }
}
