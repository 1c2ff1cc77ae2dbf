//! What transparency hides: Pillow's `convert("RGB")`, which trainers use, drops alpha and trains on
//! whatever colour lies under it.

use super::row::RowView;
use crate::Alpha;

/// A colour counts as changed from this difference on, of 255 in any channel.
const VISIBLE_CHANGE: u8 = 24;

#[derive(Default)]
pub(super) struct AlphaSurvey {
    pixels: u64,
    transparent: u64,
    changed: u64,
    hidden: [u64; 3],
}

impl AlphaSurvey {
    pub(super) fn row(&mut self, row: &RowView<'_>) {
        self.pixels += row.alpha.len() as u64;
        let stored = row.stored.chunks_exact(3).zip(row.shown.chunks_exact(3));
        for (&alpha, (stored, shown)) in row.alpha.iter().zip(stored) {
            if alpha != 255 {
                self.pixel(stored, shown);
            }
        }
    }

    fn pixel(&mut self, stored: &[u8], shown: &[u8]) {
        self.transparent += 1;
        let differs = stored.iter().zip(shown).any(|(a, b)| a.abs_diff(*b) > VISIBLE_CHANGE);
        self.changed += u64::from(differs);
        for (sum, &channel) in self.hidden.iter_mut().zip(stored) {
            *sum += u64::from(channel);
        }
    }

    /// Whether any pixel was not opaque.
    pub(super) fn any(&self) -> bool {
        self.transparent > 0
    }

    pub(super) fn finish(self) -> Option<Alpha> {
        let share = |count: u64| count as f32 / self.pixels as f32;
        self.any().then(|| Alpha {
            transparent: share(self.transparent),
            changed: share(self.changed),
            hidden: self.hidden.map(|sum| (sum / self.transparent) as u8),
        })
    }
}
