//! A share of the datasets, for one machine of several.

use std::fmt;
use std::str::FromStr;

/// The share of one machine: every `of`th dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Which machine this is, from one.
    index: usize,
    /// How many there are.
    of: usize,
}

impl Shard {
    /// The things of this share, in order. Machines that see the same list share it out the same.
    pub(super) fn of<T>(self, all: Vec<T>) -> Vec<T> {
        all.into_iter().skip(self.index - 1).step_by(self.of).collect()
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is no share: write `2/5` for the second of five");
        let (index, of) = text.split_once('/').ok_or_else(wrong)?;
        let (index, of) = (index.trim().parse().ok(), of.trim().parse().ok());
        let (Some(index), Some(of)) = (index, of) else { return Err(wrong()) };
        if (1..=of).contains(&index) { Ok(Self { index, of }) } else { Err(wrong()) }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.index, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shares_together_are_the_whole() {
        for machines in 1..5 {
            let mut all: Vec<usize> = (1..=machines)
                .flat_map(|one| {
                    format!("{one}/{machines}").parse::<Shard>().unwrap().of((0..10).collect())
                })
                .collect();
            all.sort_unstable();
            assert_eq!(all, (0..10).collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_is_no_share_is_refused() {
        for text in ["", "1", "0/3", "4/3", "1/0", "a/b", "1/2/3", "-1/2"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }
}
