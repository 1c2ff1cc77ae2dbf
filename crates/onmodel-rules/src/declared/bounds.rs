//! `min` and `max`.

use onmodel_dataset::config::TableReader;

/// The largest bound that makes sense of a caption or a set.
const MOST: i64 = 1_000_000;

/// A number's bounds, at least one of them set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    /// At least so many.
    pub(super) min: Option<usize>,
    /// At most so many.
    pub(super) max: Option<usize>,
}

impl Bounds {
    /// Reads `min` and `max`; neither of them, or the wrong way round, is reported.
    pub(super) fn read(table: &mut TableReader<'_>) -> Option<Self> {
        let is_set = table.raw("min").is_some() || table.raw("max").is_some();
        let min = table.integer("min", 0..=MOST);
        let max = table.integer("max", 0..=MOST);
        if !is_set {
            let help = Some("min = 1 asks for at least one, max = 1 for at most one".to_owned());
            table.sink().report(table.span(), "this rule needs `min` or `max`", help);
        }
        if let (Some(min), Some(max)) = (min, max)
            && min.value > max.value
        {
            let message = format!("`min` is {}, more than `max`", min.value);
            table.sink().report(min.span, message, None);
            return None;
        }
        let number = |bound: i64| usize::try_from(bound).ok();
        let (min, max) = (min.map(|min| min.value), max.map(|max| max.value));
        is_set.then(|| Self { min: min.and_then(number), max: max.and_then(number) })
    }

    /// Whether a number lies within.
    pub(super) fn holds(self, number: usize) -> bool {
        !self.is_over(number) && self.min.is_none_or(|min| number >= min)
    }

    /// Whether a number is too large.
    pub(super) fn is_over(self, number: usize) -> bool {
        self.max.is_some_and(|max| number > max)
    }

    /// Both in words; a bound that is not set is as wide as can be.
    pub(super) fn words(self) -> [String; 2] {
        let max = self.max.map_or_else(|| "any number".to_owned(), |max| max.to_string());
        [self.min.unwrap_or(0).to_string(), max]
    }
}
