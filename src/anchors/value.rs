//! Exact decimal values: `1.5` times a million is 1500000 and no neighbour of it.

use std::fmt;

/// A number without sign: `units` / 10^`places`, in lowest terms (no zero at the end of the places).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    units: u128,
    places: u32,
}

/// More digits than this are no quantity but a code.
const LONGEST: usize = 24;

impl Decimal {
    /// A whole number.
    pub const fn whole(units: u64) -> Self {
        Decimal { units: units as u128, places: 0 }
    }

    /// Reads digits with at most one point. `None` for anything else and for numbers too long to be quantities.
    pub fn read(digits: &str) -> Option<Self> {
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let plain = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || whole.len() + part.len() > LONGEST || !plain(whole) || !plain(part) {
            return None;
        }
        let units = whole.bytes().chain(part.bytes()).fold(0, |sum, byte| sum * 10 + u128::from(byte - b'0'));
        Some(Decimal { units, places: part.len() as u32 }.lowest())
    }

    /// The product; `None` where it is too large.
    pub fn times(self, other: Self) -> Option<Self> {
        let units = self.units.checked_mul(other.units)?;
        Some(Decimal { units, places: self.places + other.places }.lowest())
    }

    /// The sum; `None` where it is too large.
    pub fn plus(self, other: Self) -> Option<Self> {
        let places = self.places.max(other.places);
        let raised = |number: Decimal| number.units.checked_mul(10_u128.checked_pow(places - number.places)?);
        Some(Decimal { units: raised(self)?.checked_add(raised(other)?)?, places }.lowest())
    }

    /// The value, if it is whole and no more than `most`.
    pub fn small(self, most: u64) -> Option<u64> {
        (self.places == 0 && self.units <= u128::from(most)).then_some(self.units as u64)
    }

    fn lowest(mut self) -> Self {
        while self.places > 0 && self.units.is_multiple_of(10) {
            self.units /= 10;
            self.places -= 1;
        }
        self
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.places == 0 {
            return write!(f, "{}", self.units);
        }
        let digits = format!("{:0width$}", self.units, width = self.places as usize + 1);
        let (whole, part) = digits.split_at(digits.len() - self.places as usize);
        write!(f, "{whole}.{part}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_exact() {
        let read = |digits| Decimal::read(digits).unwrap();
        assert_eq!(read("1.5").times(read("1000000")).unwrap().to_string(), "1500000");
        assert_eq!(read("007.50").to_string(), "7.5");
        assert_eq!(read("0.05").to_string(), "0.05");
        assert_eq!(read("2").plus(read("0.5")).unwrap().to_string(), "2.5");
        assert_eq!(read("1.5").small(10), None);
        assert_eq!(Decimal::read(&"9".repeat(100)), None);
        assert_eq!(Decimal::read("1.2.3"), None);
        let most = read(&"9".repeat(24));
        assert_eq!(most.times(most), None);
    }
}
