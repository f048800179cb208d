//! Quantities in other units: translators turn inches into centimetres and Fahrenheit into Celsius.
//!
//! The units are those of `data/anchors/units.tsv`; `data/anchors/conversions.tsv` says which measure one thing.

use super::table::rows;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A unit among others of its dimension.
struct Measure {
    dimension: &'static str,
    factor: f64,
}

static MEASURES: LazyLock<FxHashMap<&str, Measure>> = LazyLock::new(|| {
    let read = |row: Vec<&'static str>| {
        let [unit, dimension, factor] = row[..] else { return None };
        Some((unit, Measure { dimension, factor: factor.parse().ok()? }))
    };
    rows(include_str!("../../data/anchors/conversions.tsv")).filter_map(read).collect()
});

/// Whether two units measure one thing: `mile`, `km`.
pub fn is_one_dimension(a: &str, b: &str) -> bool {
    let measures = MEASURES.get(a).zip(MEASURES.get(b));
    measures.is_some_and(|(a, b)| a.dimension == b.dimension)
}

/// How far a converted value may be from the other: `2 to 4 inches` become `5–10 см`.
const ROUNDED: f64 = 0.15;
/// The same for degrees.
const DEGREES: f64 = 1.5;

/// Whether a value in one unit comes to a value in another one, after rounding. Of degrees that do not say their scale, either
/// may be Fahrenheit.
///
/// ```
/// use parallax::anchors::is_converted;
/// assert!(is_converted((10.0, "inch"), (25.0, "cm")));
/// assert!(is_converted((80.0, "deg"), (27.0, "deg")));
/// assert!(!is_converted((10.0, "inch"), (10.0, "cm")));
/// ```
pub fn is_converted((a, unit_a): (f64, &str), (b, unit_b): (f64, &str)) -> bool {
    if unit_a == "deg" && unit_b == "deg" {
        let near = |fahrenheit: f64, celsius: f64| ((fahrenheit - 32.0) / 1.8 - celsius).abs() <= DEGREES;
        return near(a, b) || near(b, a);
    }
    let Some((from, to)) = MEASURES.get(unit_a).zip(MEASURES.get(unit_b)) else { return false };
    let (a, b) = (a * from.factor, b * to.factor);
    unit_a != unit_b && from.dimension == to.dimension && (a - b).abs() <= ROUNDED * a.abs().max(b.abs())
}
